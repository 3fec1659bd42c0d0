"""`dossier changes`: an article that was read is saved again with other facts."""

import json
import shutil

import pytest

from dossier.cli import main

TEXT = """Ferry to Skarholm stops for 12 days

Harbour Post

2025-11-20

The ferry will stop for 12 days, the harbour office said. "We have no spare engine left," said Ines Duarte.
"""


@pytest.fixture
def folder(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    (tmp_path / "ferry.txt").write_text(TEXT, encoding="utf-8")
    assert main(["index"]) == 0
    return tmp_path


def save(folder, old, new):
    file = folder / "ferry.txt"
    file.write_text(file.read_text(encoding="utf-8").replace(old, new), encoding="utf-8")
    assert main(["index"]) == 0


def told(capsys, *words):
    capsys.readouterr()
    code = main(["changes", *words, "--json"])
    return code, [json.loads(line) for line in capsys.readouterr().out.splitlines()]


def test_what_changed_is_told_with_the_notes_it_touches(folder, capsys):
    assert told(capsys) == (1, [])
    assert main(["notes", "add", f"ferry#char={TEXT.index('We have')},{TEXT.index('left,') + 4}"]) == 0
    note = capsys.readouterr().out.split()[0]
    save(folder, "no spare engine", "one spare engine")
    save(folder, "will stop for 12", "will stop for 20")
    code, found = told(capsys)
    assert code == 0
    assert [(one["kind"], one["notes"]) for one in found] == [("quote", [note]), ("number", [])]
    assert found[0]["from_version"] != found[1]["from_version"]
    assert found[1]["to_version"] == "now"
    assert main(["changes", "ferry"]) == 0
    text = capsys.readouterr().out
    assert "number: “12" in text
    assert f"touches {note}" in text
    assert main(["changes", "--since", "2999-01-01"]) == 1
    assert main(["changes", "--since", "soon"]) == 2


def test_versions_outlive_the_index_and_are_no_articles(folder, capsys):
    save(folder, "12 days, the", "20 days, the")
    assert main(["index", "--rebuild"]) == 0
    shutil.rmtree(folder / "index", ignore_errors=True)
    capsys.readouterr()
    assert main(["articles", "--json"]) == 0
    assert len(capsys.readouterr().out.splitlines()) == 1
    assert len(told(capsys)[1]) == 1


def test_a_file_that_was_only_touched_or_reread_makes_no_version(folder, capsys):
    (folder / "ferry.txt").touch()
    assert main(["index"]) == 0
    assert main(["index", "--rebuild"]) == 0
    assert not (folder / "versions").exists()


def test_an_earlier_version_that_cannot_be_kept_is_said(folder, capsys):
    (folder / "versions").write_text("mine", encoding="utf-8")
    capsys.readouterr()
    save(folder, "12 days, the", "20 days, the")
    assert "Its earlier version could not be kept" in "".join(capsys.readouterr())
    assert (folder / "versions").read_text(encoding="utf-8") == "mine"


def test_a_newer_copy_that_is_added_becomes_a_version(folder, capsys):
    page = "<html><head><title>Ferry to Skarholm stops for 12 days</title>{}</head><body><article><p>{}</p></article>"
    link = '<link rel="canonical" href="https://post.example/ferry">'
    words = " ".join(
        ["The ferry will stop for 12 days, the harbour office said on Monday, and no bus replaces it."] * 4
    )
    (folder / "ferry.txt").unlink()
    (folder / "page.html").write_text(page.format(link, words), encoding="utf-8")
    assert main(["index"]) == 0
    newer = folder.parent / f"{folder.name}-newer.html"
    newer.write_text(page.format(link, words.replace("12", "15", 1)), encoding="utf-8")
    assert main(["add", str(newer)]) == 0
    assert "a newer version; the earlier one is kept in versions" in capsys.readouterr().out
    assert [path.name for path in folder.glob("*.html")] == ["page.html"]
    assert "15 days" in (folder / "page.html").read_text(encoding="utf-8")
    (original,) = (folder / "versions" / "page").glob("original-*.html")
    assert original.read_text(encoding="utf-8") == page.format(link, words)
    assert [(one["was"], one["now"]) for one in told(capsys)[1]] == [("12 days", "15 days")]
