"""Notes that were written by hand with nothing but their words and their article."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from dossier.cli import main
from dossier.config import load
from dossier.dossier import Dossier
from tests.tui.screens.test_notebook import FERRY, notebook

TWO = """# seen on the pier
- quote: “No one told us anything”
  article: ferry

- quote: the ferry came at noon   # my own words
  article: in/ferry.txt
  tags: [ask]
"""


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "in").mkdir()
    (tmp_path / "in" / "ferry.txt").write_text(FERRY, encoding="utf-8")
    (tmp_path / "config.yaml").write_text("sources: [in]\n", encoding="utf-8")
    (tmp_path / "notebook.yaml").write_text(TWO, encoding="utf-8")
    assert main(["--config", str(tmp_path / "config.yaml"), "index"]) == 0
    return tmp_path


def dossier(folder: Path, *arguments: str) -> int:
    return main(["--config", str(folder / "config.yaml"), *arguments])


def test_quote_and_article_are_enough(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    capsys.readouterr()
    assert dossier(folder, "notes", "--json") == 0
    first, second = map(json.loads, capsys.readouterr().out.splitlines())
    start = FERRY.index("No one")
    assert (first["start"], first["end"], first["speaker"]) == (start, start + 23, "Ines Duarte")
    assert (first["article"], first["title"]) == ("in/ferry.txt", "Ferry late again")
    assert (second["quote"], second["tags"]) == ("the ferry came at noon", ["ask"])
    assert dossier(folder, "notes", "check", "--json") == 1
    states = [json.loads(line)["status"] for line in capsys.readouterr().out.splitlines()]
    assert states[0] == "exact"
    assert states[1] in {"changed", "orphan"}
    assert (folder / "notebook.yaml").read_text(encoding="utf-8") == TWO


def test_fix_writes_what_was_left_out_and_nothing_else(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    dossier(folder, "notes", "check", "--fix")
    text = (folder / "notebook.yaml").read_text(encoding="utf-8")
    start = FERRY.index("No one")
    assert f"    source: in/ferry.txt#char={start},{start + 23}\n" in text
    assert "  speaker: Ines Duarte\n" in text
    assert text.startswith("# seen on the pier\n- quote: ")
    assert text.endswith(TWO[TWO.index("\n- quote: the ferry came") :])
    ferry = folder / "in" / "ferry.txt"
    ferry.write_text(FERRY.replace("told us anything", "told us a thing"), encoding="utf-8")
    dossier(folder, "index")
    capsys.readouterr()
    dossier(folder, "notes", "check", "--json")
    assert json.loads(capsys.readouterr().out.splitlines()[0])["status"] == "changed"


def test_words_that_stand_twice_are_said_and_never_guessed(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (folder / "notebook.yaml").write_text("- quote: said\n  article: ferry.txt\n", encoding="utf-8")
    capsys.readouterr()
    assert dossier(folder, "notes", "check", "--json") == 1
    assert json.loads(capsys.readouterr().out)["status"] == "ambiguous"
    for form in ("markdown", "jsonld", "csl", "bibtex", "csv"):
        assert dossier(folder, "notes", "export", "--format", form) == 0
        assert "char=0,0" not in capsys.readouterr().out


def test_tags_are_added_to_it_as_to_any_note(folder: Path) -> None:
    with Dossier(load(folder / "config.yaml")) as opened:
        first = opened.notes()[0]
        opened.edit_note(first.id, tags=["pier"])
        assert opened.notes()[0].tags == ("pier",)
        assert "target" not in (folder / "notebook.yaml").read_text(encoding="utf-8")
        assert opened.remove_note(first.id).quote == "“No one told us anything”"
        assert len(opened.notes()) == 1


async def test_the_notebook_shows_it_in_its_article_and_says_what_is_not_found(folder: Path) -> None:
    with Dossier(load(folder / "config.yaml")) as opened:
        async with notebook(opened) as it:
            entries = [entry for section in it.app.screen.panel._kept for entry in section.entries]
            lines = [line for entry in entries for line in entry.lines]
            assert len(entries) == 2
            assert any("Ines Duarte" in line for line in lines)
            assert any(line.startswith("! ") for line in lines)
