"""Keys act on what is selected: in lists on the entry's own words, never on those under the reader's cursor."""

from __future__ import annotations

import threading
import time

import pytest

from dossier.model import Link
from dossier.tui.keys.keymap import Keymap
from dossier.tui.workspace import side_panel
from tests.helpers.app import driven


def kept(it):
    return [(note.article, note.quote) for note in it.app.dossier.kept]


async def test_m_in_the_quotes_panel_takes_the_selected_quotation(tmp_path):
    async with driven(tmp_path) as it:
        await it.search("containers")
        await it.type("enter", "3", "j", "m")
        assert kept(it) == [("mayor.txt", "The port is not theirs to close")]
        await it.type("m")
        assert kept(it) == []
        assert "m puts it back" in it.said


async def test_m_on_a_name_takes_the_sentence_of_the_place_that_was_read(tmp_path):
    async with driven(tmp_path) as it:
        await it.type("1", "G", "enter", "1", "m")
        [(article, quote)] = kept(it)
        place = it.workspace.panel.place
        assert it.app.dossier.article(article.removesuffix(".txt")).text[place.start : place.end] in quote


async def test_the_notebook_opens_at_what_was_bookmarked_last(tmp_path):
    async with driven(tmp_path) as it:
        await it.type("m", "o", "escape", "]", "m")
        *_, newest = it.app.dossier.kept
        await it.type("o")
        assert it.app.screen.note.id == newest.id


@pytest.mark.parametrize(("key", "words"), [("c", "120 dock workers"), ("t", "Monday"), ("M", "dock workers")])
async def test_m_and_y_on_other_screens_take_the_place_that_is_looked_at(tmp_path, monkeypatch, key, words):
    copied = []
    async with driven(tmp_path) as it:
        monkeypatch.setattr(it.app, "copy_to_clipboard", copied.append)
        await it.search("unlawful")
        await it.type("enter", key)
        await it.type(*(["j"] if key == "t" else []), "m", "y", "Y")
        [(article, quote)] = kept(it)
        assert (article, words in quote) == ("harbour.txt", True)
        assert quote in copied[0]
        assert copied[1].startswith("harbour#char=")


@pytest.mark.parametrize(
    ("keys", "finding", "place"),
    [
        (("slash", *"strikers", "enter"), "number-1", "mayor"),
        (("slash", *"crate", "enter"), "quote-1", "harbour"),
        (("2", "enter"), "number-1", "talks"),
        (("slash", *"began", "enter"), "date-1", "harbour"),
    ],
)
async def test_compare_opens_at_what_the_cursor_is_on(tmp_path, keys, finding, place):
    async with driven(tmp_path) as it:
        await it.type(*keys, "c")
        screen = it.app.screen
        assert screen.panel.selected.key == finding
        assert screen.panel.selected.places[screen.left.place].article == place


async def test_compare_of_what_nobody_else_reports_says_so(tmp_path):
    async with driven(tmp_path) as it:
        await it.search("meet")
        await it.type("enter", "c")
        assert "No finding is about what stands there" in it.said


@pytest.mark.parametrize("size", [(60, 20), (140, 45)])
async def test_on_an_empty_list_no_words_of_the_article_beside_it_are_kept_or_copied(tmp_path, monkeypatch, size):
    copied = []
    async with driven(tmp_path, size=size) as it:
        monkeypatch.setattr(it.app, "copy_to_clipboard", copied.append)
        await it.type("slash", *"zqjx", "enter")
        assert it.app.focused is it.workspace.results
        assert "bookmark" not in it.text().splitlines()[-1]
        for key in ("m", "y", "Y"):
            await it.type(key)
            assert it.said == "Nothing is listed here; tab goes to the article."
        assert (kept(it), copied) == ([], [])
        await it.type("n")
        assert it.said == "The search found nothing."


@pytest.mark.parametrize("screen", ["c", "t", "M", "o"])
async def test_slash_searches_and_f_finds_here_on_every_screen(tmp_path, screen):
    async with driven(tmp_path) as it:
        await it.type("m", screen, "F")
        assert it.app.screen.focused is it.app.screen._box
        await it.type("escape", "slash")
        assert it.app.screen is it.workspace
        assert it.workspace.where == "search"


async def test_tags_are_given_to_what_was_just_bookmarked(tmp_path):
    async with driven(tmp_path) as it:
        await it.search("crate")
        await it.type("enter", "m")
        assert "# tags it" in it.said
        await it.type("#", *"union", "enter", "escape")
        assert it.app.dossier.kept[0].tags == ("union",)
        await it.type("#", "enter", "escape")
        assert it.app.dossier.kept[0].tags == ()


async def test_a_bookmark_offers_the_tags_used_last_and_its_removal(tmp_path):
    async with driven(tmp_path) as it:
        await it.search("crate")
        await it.type("enter", "m", "#", *"union", "enter", *"port", "enter", "escape", "x", "J", "m")
        assert it.said.endswith("# tags it: #union, #port · m removes it")
        await it.type("#", "enter", "escape")
        assert it.app.dossier.kept[-1].tags == ("union",)
        await it.type("m")
        assert len(it.app.dossier.kept) == 1


async def test_what_is_bookmarked_on_another_screen_is_tagged_there(tmp_path):
    async with driven(tmp_path) as it:
        await it.type("c", "#")
        assert "m bookmarks it" in it.said
        await it.type("m", "#", *"toll", "enter", "escape")
        assert it.app.dossier.kept[0].tags == ("toll",)


async def test_without_a_bookmark_tags_say_what_to_do(tmp_path):
    async with driven(tmp_path) as it:
        await it.type("2", "#")
        assert "m bookmarks it" in it.said


@pytest.mark.parametrize(("keys", "key"), [((), "Z"), (("c",), "e"), (("t",), "d"), (("M",), "r"), ((), "ctrl+b")])
async def test_a_key_that_does_nothing_says_why(tmp_path, keys, key):
    async with driven(tmp_path) as it:
        await it.type(*keys, key)
        assert "does nothing" in it.said


def test_a_key_says_where_it_works():
    assert Keymap().elsewhere("#") == "# (tag) does nothing here; it works on the main screen."
    assert Keymap().elsewhere("v") == "v (select) does nothing here; it works in the article."
    assert Keymap().elsewhere("t") == "t (timeline) does nothing here; it works on the main screen and in lists."
    assert Keymap().elsewhere("f9") == "f9 does nothing; ? lists all keys."


async def test_the_last_line_offers_only_what_does_something(tmp_path):
    async with driven(tmp_path, size=(200, 40)) as it:
        last = lambda: it.text().splitlines()[-1]  # noqa: E731
        assert "esc back" not in last()
        await it.type("2")
        assert "e correct" in last()
        await it.type("escape", "escape", "o")
        assert not any(key in last() for key in ("# tags", "e comment", "d remove", "l relink", "u undo"))


async def test_the_facade_limits_findings_to_a_place():
    from dossier.facade.compared import _contains, _share
    from dossier.model import Finding, Reading, Span

    span = Span("one", 10, 20, "12 lorries")
    finding = Finding(
        "n", "number", "lorries", "agree", "Both count them loaded.", (Reading("12", 12, 12, 12, ("one",), (span,)),)
    )
    assert _share(span, Link("one", 19, 30))
    assert not _share(span, Link("one", 20, 30))
    assert not _share(span, Link("two", 10, 20))
    assert _contains(finding, ["lorr", "12"])
    assert _contains(finding, ["loaded"])
    assert not _contains(finding, ["vans"])


async def test_keys_typed_behind_that_of_a_list_act_on_its_entries(tmp_path, monkeypatch):
    async with driven(tmp_path) as it:
        await it.type("1")
        quotes = it.app.dossier.quotes
        monkeypatch.setattr(it.app.dossier, "quotes", lambda **given: time.sleep(0.2) or quotes(**given))
        for key in ("3", "j", "m"):
            await it.pilot.press(key)
        await it.settle()
        assert it.workspace.panel.index == 1
        assert kept(it) == [("mayor.txt", "The port is not theirs to close")]


async def test_keys_wait_for_a_list_no_longer_than_a_second(tmp_path, monkeypatch):
    monkeypatch.setattr(side_panel, "_PATIENCE", 0.1)
    there = threading.Event()
    async with driven(tmp_path) as it:
        await it.type("1")
        monkeypatch.setattr(it.app.dossier, "quotes", lambda **_: there.wait(5) and [])
        await it.pilot.press("3")
        await it.pilot.press("t")
        await it.pilot.pause(0.5)
        assert it.app.screen.where == "timeline"
        there.set()
