"""The notebook's screen and what the reader shows of notes, as a person meets them, on real articles in real files."""

from __future__ import annotations

import contextlib
import json
import re

import pytest

from dossier.config import load
from dossier.dossier import Dossier
from dossier.model import Link
from dossier.tui.app import DossierApp
from dossier.tui.keys.keymap import Keymap
from dossier.tui.screens.notebook import NotesScreen
from dossier.tui.session.state import State
from tests.helpers.app import Driven
from tests.helpers.pdf_pages import FERRY as FERRY_PDF

FERRY = """Ferry late again

“No one told us anything,” said Ines Duarte, who was there at noon. The ferry came at six.

“We lost 40,000 euros,” said its owner Bruno Silva on Friday.
"""
MAYOR = """Mayor promises a new pier

“There will be a pier by spring,” said the mayor of Vale, Rosa Nunes. Bruno Silva doubted it.
"""


def place(article: str, text: str, words: str) -> Link:
    return Link(article, text.index(words), text.index(words) + len(words))


@pytest.fixture
def dossier(tmp_path):
    (tmp_path / "in").mkdir()
    (tmp_path / "in" / "ferry.txt").write_text(FERRY, encoding="utf-8")
    (tmp_path / "in" / "mayor.txt").write_text(MAYOR, encoding="utf-8")
    (tmp_path / "config.yaml").write_text("sources: [in]\nnotebook: notebook.yaml\n", encoding="utf-8")
    with Dossier(load(tmp_path / "config.yaml")) as opened:
        opened.index()
        opened.add_note(place("ferry", FERRY, "No one told us anything"), tags=["ferry"], comment="Ask the harbour.")
        opened.add_note(place("ferry", FERRY, "We lost 40,000 euros"), tags=["ferry", "money"])
        opened.add_note(place("mayor", MAYOR, "There will be a pier by spring"), comment="Which spring?")
        yield opened


def mended(dossier, old: str, new: str) -> None:
    """Correct the ferry article on the disk and in the index."""
    file = dossier.config.base / "in" / "ferry.txt"
    file.write_text(file.read_text(encoding="utf-8").replace(old, new), encoding="utf-8")
    dossier.index()


@contextlib.asynccontextmanager
async def notebook(dossier, *, size=(140, 40), state=None):
    app = DossierApp(dossier, Keymap(), state or State())
    async with app.run_test(size=size) as pilot:
        it = Driven(app, pilot)
        await it.settle()
        await it.type("o")
        assert isinstance(app.screen, NotesScreen)
        yield it
        await it.settle()
        assert app.errors == []


def titles(it) -> list[str]:
    return [section.title for section in it.app.screen.panel._kept]


async def test_notes_show_all_that_is_known_of_them_and_their_article(dossier):
    async with notebook(dossier) as it:
        text = it.text()
        for words in (
            "“There will be a pier by spring”",
            "Rosa Nunes",
            "Which spring?",
            "#ferry #money",
            "NEWEST FIRST",
        ):
            assert words in text
        assert "Bruno Silva doubted it" in text  # the article of the newest note, beside it
        assert "There will be a pier" in it.app.screen.note.quote


async def test_notes_are_found_as_one_types_in_quotes_comments_and_tags(dossier):
    async with notebook(dossier) as it:
        for words, quote in (
            ("40,000", "We lost"),
            ("harbour", "No one told"),
            ("#money", "We lost"),
            ("PIER", "There"),
        ):
            await it.type("F", *words)
            assert it.app.screen.note.quote.startswith(quote), words
            assert len(it.app.screen.panel._entries) == 1
            await it.type("escape")
            assert len(it.app.screen.panel._entries) == 3
        await it.type("F", *"ferry", "down", "enter")
        assert it.app.focused is it.app.screen.panel
        assert len(it.app.screen.panel._entries) == 2
        await it.type("enter")
        assert it.app.screen is it.workspace


async def test_notes_are_grouped_and_stay_so(dossier):
    async with notebook(dossier) as it:
        await it.type("w")
        assert titles(it) == ["Mayor promises a new pier", "Ferry late again"]
        await it.type("w")
        assert titles(it)[0] == "Bruno Silva"
        assert it.app.screen.note.quote.startswith("There will")  # the same note as before
        await it.type("w")
        assert titles(it) == ["ferry", "money", "No tag"]
        await it.type("escape", "o")
        assert titles(it) == ["ferry", "money", "No tag"]
        await it.type("w")
        assert titles(it) == ["Newest first"]


async def test_tags_and_comment_are_edited_in_place_and_nothing_else_in_the_file(dossier):
    file = dossier.config.notebook
    before = file.read_text(encoding="utf-8")
    async with notebook(dossier) as it:
        await it.type("number_sign", *"vale, pier", "enter")
        await it.type("e", "space", *"Ask", "enter")
        assert it.app.screen.note.tags == ("vale", "pier")
        assert "#vale #pier" in it.text()
        assert "Which spring? Ask" in it.text()
        expected = before.replace('"Which spring?"', '"Which spring? Ask"')
        at = expected.rindex("tags: []")
        assert file.read_text(encoding="utf-8") == expected[:at] + "tags: [vale, pier]" + expected[at + 8 :]
        await it.type("e", *"xyz", "escape")
        assert it.app.screen.note.comment == "Which spring? Ask"


async def test_a_removed_note_is_put_back_where_it_was(dossier):
    file = dossier.config.notebook
    before = file.read_bytes()
    async with notebook(dossier) as it:
        await it.type("j", "d")
        assert "40,000" not in file.read_text(encoding="utf-8")
        assert it.app.screen.note.quote.startswith("No one")  # the next one is chosen
        assert "u puts it back" in it.said
        await it.type("d", "u", "u")
        assert file.read_bytes() == before
        assert it.app.screen.note.quote.startswith("We lost")
        await it.type("u")
        assert "Nothing was removed" in it.said


async def test_a_changed_article_is_said_and_shown(dossier):
    mended(dossier, "We lost 40,000 euros", "We lost 45,000 euros")
    async with notebook(dossier) as it:
        await it.type("j")
        assert "! the article says it otherwise now" in it.text()
        assert "now: “We lost 45,000 euros”" in it.text()


async def test_a_lost_quote_is_given_another_place(dossier):
    mended(dossier, "“No one told us anything,”", "“They never told us a thing all day,”")
    async with notebook(dossier) as it:
        await it.type("G")
        note = it.app.screen.note
        if "no longer in the article" in it.text():
            assert "These words stand in no article" in it.text()
        await it.type("l")
        assert "They never told us a thing" in it.text()
        await it.type("escape")
        assert dossier.notes()[0] == note
        await it.type("l", "enter")
        assert isinstance(it.app.screen, NotesScreen)
        assert it.app.screen.note.id == note.id
        now = dossier.notes()[0]
        assert "told us" in now.quote
        assert (now.comment, now.tags, now.speaker) == (note.comment, note.tags, note.speaker)
        assert [check.status for check in dossier.check_notes()] == ["exact", "moved", "exact"]


async def test_reading_a_note_leads_to_its_place_and_back_to_the_note(dossier):
    async with notebook(dossier) as it:
        await it.type("j", "enter")
        assert it.app.screen is it.workspace
        assert it.workspace.document.article.id == "ferry"
        assert FERRY[it.workspace.reader.cursor :].startswith("We lost")
        await it.type("o")
        assert it.app.screen.note.quote.startswith("We lost")


async def test_a_note_is_copied_in_the_chosen_style(dossier, monkeypatch):
    copied = []
    monkeypatch.setattr(DossierApp, "copy_to_clipboard", lambda _, text: copied.append(text))
    async with notebook(dossier) as it:
        await it.type("y")
        await it.type("C", *"csl", "enter")
        assert "CSL-JSON" in it.said
        await it.type("y", "escape", "enter", "y")
        assert it.app.state.citing == "csl"
    assert copied[0].startswith("“There will be a pier by spring” — ")
    assert json.loads(copied[1])[0]["custom"]["notes"][0]["quote"] == "There will be a pier by spring"
    assert json.loads(copied[2])[0]["type"] == "article-newspaper"


async def test_a_note_that_no_longer_stands_is_copied_with_that(dossier, monkeypatch):
    copied = []
    monkeypatch.setattr(DossierApp, "copy_to_clipboard", lambda _, text: copied.append(text))
    mended(dossier, "We lost 40,000 euros", "We lost 45,000 euros")
    async with notebook(dossier) as it:
        await it.type("j", "y")
    assert copied[0].endswith("(The article puts it differently now: “We lost 45,000 euros”.)")


async def test_other_words_in_the_place_of_a_note_are_bookmarked(dossier, monkeypatch):
    mended(dossier, "We lost 40,000 euros", "No ship came to us, ")  # of the same length
    lost = place("ferry", FERRY, "We lost 40,000 euros")
    async with notebook(dossier, state=State(article="ferry", offset=lost.start)) as it:
        await it.type("escape", "l", "m")
        assert "Already" not in it.said
        assert [note.quote for note in dossier.notes()][3:] == ["No ship came to us,"]


async def test_the_notebook_opens_in_the_editor_at_the_note(dossier, monkeypatch):
    called = []
    monkeypatch.setattr("dossier.tui.session.bookmarks.open_editor", lambda _, file, line: called.append((file, line)))
    async with notebook(dossier) as it:
        await it.type("j", "E")
        quote = it.app.screen.note.quote
    ((file, line),) = called
    assert file == dossier.config.notebook
    assert quote in "\n".join(file.read_text(encoding="utf-8").splitlines()[line - 1 : line + 1])


async def test_what_cannot_be_read_stands_first(dossier):
    file = dossier.config.notebook
    file.write_text("- id: broken\n  quote: [\n" + file.read_text(encoding="utf-8"), encoding="utf-8")
    async with notebook(dossier) as it:
        assert titles(it) == ["Cannot be read", "Newest first"]
        await it.type("g", "d")
        assert "No note is chosen" in it.said
        assert len(dossier.notes()) == 3


@pytest.mark.parametrize("size", [(140, 40), (100, 30), (60, 20)])
async def test_the_notebook_fits_any_terminal(dossier, size):
    async with notebook(dossier, size=size) as it:
        for keys, last in (("F", "↑ ↓ move"), ("escape", "? keys")):
            await it.type(keys)
            lines = it.text().splitlines()
            assert len(lines) == size[1]
            assert lines[-1].rstrip().endswith(last)


async def test_the_reader_marks_notes_where_they_stand_now_and_the_panel_tells_their_comments(dossier):
    mended(dossier, "Ferry late again", "Ferry late again today")
    async with notebook(dossier, state=State(article="ferry", offset=0, whole=False)) as it:
        await it.type("escape")
        shift = len(" today")
        spans = [(span.start - shift, span.end - shift) for span in it.workspace.marks._shown["notes"]]
        ferry = [place("ferry", FERRY, words) for words in ("No one told us anything", "We lost 40,000 euros")]
        assert sorted(spans) == [(link.start, link.end) for link in ferry]
        it.workspace.document.look("ferry", ferry[0].start + shift)
        await it.type("5")
        assert "Ask the harbour." in it.text()
        assert "Which spring?" not in it.text()  # a note of another article
        assert it.workspace.panel.selected.text == "“No one told us anything”"
        await it.type("w")
        assert "Which spring?" in it.text()


async def test_what_an_editor_writes_meanwhile_is_shown(dossier):
    async with notebook(dossier) as it:
        file = dossier.config.notebook
        file.write_text(file.read_text(encoding="utf-8").replace("Which spring?", "Asked: of 2027."), encoding="utf-8")
        it.app.screen._watch()  # what a clock does each second
        await it.settle()
        assert "Asked: of 2027." in it.text()
        file.unlink()
        it.app.screen._watch()
        await it.settle()
        assert it.text().count("No bookmarks yet") == 1


async def test_the_page_of_a_pdf_is_shown(tmp_path) -> None:
    pytest.importorskip("pdfminer")
    (tmp_path / "in").mkdir()
    (tmp_path / "in" / "stops.pdf").write_bytes(FERRY_PDF)
    (tmp_path / "in" / "mayor.txt").write_text(MAYOR, encoding="utf-8")
    (tmp_path / "config.yaml").write_text("sources: [in]\n", encoding="utf-8")
    with Dossier(load(tmp_path / "config.yaml")) as opened:
        opened.index()
        text = opened.article("stops").text
        opened.add_note(place("stops", text, "We had no warning"))
        opened.add_note(place("mayor", MAYOR, "There will be a pier by spring"))
        async with notebook(opened) as it:
            assert it.text().count("page") == 1
            said = [
                line for section in it.app.screen.panel.listed() for entry in section.entries for line in entry.lines
            ]
            assert [line for line in said if re.fullmatch(r"Ines Duarte · .+ · page 2", line)]
            await it.type("down")
            assert str(it.app.screen.reader.border_subtitle).endswith("page 2")
            await it.type("enter")
            assert "page 2" in str(it.workspace.reader.border_subtitle)
            it.workspace.reader.goto(0)
            await it.settle()
            assert "page 1" in str(it.workspace.reader.border_subtitle)
