"""`dossier notes import`: annotations of other programs become notes where their words stand in one place."""

import csv
import io
import json

import pytest

from dossier.cli import main
from dossier.notebook.exports.authors import Author, authors

TEXT = """Ferry stops

Harbour Post

2025-11-20

The ferry stops for 12 days. “We have no spare engine,” said Ines Duarte. The pier is shut.

Rolf Aune waits. The pier is shut.
"""


@pytest.fixture
def folder(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    (tmp_path / "in").mkdir()
    (tmp_path / "config.yaml").write_text("sources: [in]\n", encoding="utf-8")
    (tmp_path / "in" / "ferry.txt").write_text(TEXT, encoding="utf-8")
    return tmp_path


def selector(**values):
    return [{"source": "https://post.example/ferry", "selector": [{"type": "TextQuoteSelector", **values}]}]


FILES = {
    "hypothesis.json": json.dumps(
        {"rows": [{"uri": "https://post.example/ferry", "text": "Ask her.", "tags": ["engine"],
                   "target": selector(exact='"We have no spare engine,"', prefix="12 days. ", suffix=" said")}]}
    ),
    "zotero.json": json.dumps(
        {"annotations": [{"annotationText": "We have no spare engine,", "annotationComment": "Ask her.",
                          "tags": [{"tag": "engine"}]}]}
    ),
    "w3c.jsonld": json.dumps(
        [{"target": selector(exact="We have no spare engine,"),
          "body": [{"value": "Ask her.", "purpose": "commenting"}, {"value": "engine", "purpose": "tagging"}]}]
    ),
    "list.csv": 'quote,comment,tags,url\n"We have no spare engine,",Ask her.,engine,\n',
}  # fmt: skip


@pytest.mark.parametrize("name", FILES)
def test_words_that_stand_once_become_a_note(folder, capsys, name):
    (folder / name).write_text(FILES[name], encoding="utf-8")
    assert main(["notes", "import", name, "--json"]) == 0
    (note,) = map(json.loads, capsys.readouterr().out.splitlines())
    assert note["quote"].strip("“”").removesuffix(",") == "We have no spare engine"
    assert (note["tags"], note["comment"], note["speaker"]) == (["engine"], "Ask her.", "Ines Duarte")
    assert main(["notes", "import", name]) == 1
    assert "0 notes made, 1 there already" in capsys.readouterr().err


def test_an_obsidian_clipping_and_words_that_stand_twice_or_nowhere(folder, capsys):
    clipping = (
        "---\nsource: https://post.example/ferry\ntags: [clippings]\n---\nMine.\n\n> Rolf Aune\n> waits.\n\n"
        "==The pier is shut.== ==No such words.==\n"
    )
    (folder / "clip.md").write_text(clipping, encoding="utf-8")
    assert main(["notes", "import", "clip.md"]) == 0
    told = capsys.readouterr()
    assert "“Rolf Aune waits.”" in told.out
    assert "These words stand in 2 places; bookmark the right one by hand." in told.err
    assert "These words do not stand in any article." in told.err


@pytest.mark.parametrize(
    ("name", "text", "said"),
    [
        ("x.json", "{", "It is not JSON"),
        ("x.json", "[" * 5000, "It is not JSON"),
        ("x.json", '{"rows": []}', "There are no annotations"),
        ("x.txt", "words", "Annotations are read from .json, .jsonld, .csv and .md files"),
    ],
)
def test_what_is_no_file_of_annotations_is_said(folder, capsys, name, text, said):
    (folder / name).write_text(text, encoding="utf-8")
    assert main(["notes", "import", name]) == 2
    assert said in capsys.readouterr().err
    assert main(["notes", "import", "missing.json"]) == 2


def test_what_is_exported_can_be_imported(folder, capsys):
    at = TEXT.index("Rolf Aune waits")
    assert main(["notes", "add", f"ferry#char={at},{at + 15}", "--tag", "a"]) == 0
    capsys.readouterr()
    assert main(["notes", "export", "--format", "jsonld"]) == 0
    (folder / "mine.jsonld").write_text(capsys.readouterr().out, encoding="utf-8")
    (folder / "notebook.yaml").unlink()
    assert main(["notes", "import", "mine.jsonld"]) == 0
    capsys.readouterr()
    assert main(["notes", "export", "--format", "csv"]) == 0
    (row,) = csv.DictReader(io.StringIO(capsys.readouterr().out))
    assert (row["quote"], row["tags"], row["title"]) == ("Rolf Aune waits", "a", "Ferry stops")


@pytest.mark.parametrize(
    ("byline", "people"),
    [
        ("Ines Duarte", [Author("Duarte", "Ines")]),
        ("Ana María de la Cruz and Tom Reed", [Author("de la Cruz", "Ana María"), Author("Reed", "Tom")]),
        ("Tom Reed, Rolf Aune & Ana Paz", [Author("Reed", "Tom"), Author("Aune", "Rolf"), Author("Paz", "Ana")]),
        ("Harbour News Desk", []),
        ("Tom Reed and agencies", []),
        ("Reuters", []),
    ],
)
def test_a_byline_is_people_where_it_names_people_only(byline, people):
    assert authors(byline) == people
