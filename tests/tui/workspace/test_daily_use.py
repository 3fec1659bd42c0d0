"""Where somebody who used the app for a day once stumbled: each step as it is now."""

from __future__ import annotations

import re

from dossier.model import Note, NoteCheck
from dossier.tui.screens.findings.coverage import CoverageScreen
from dossier.tui.screens.notebook_entries import sections
from tests.helpers.app import driven


async def test_the_first_line_says_what_is_searched_and_tells_no_milliseconds(tmp_path):
    async with driven(tmp_path) as it:
        assert "/ search 3 articles" in " ".join(it.text().split())
        await it.search("strike")
        assert not re.search(r"\d ms\b", it.text())


async def test_d_without_a_search_says_in_which_order_the_articles_stand(tmp_path):
    async with driven(tmp_path) as it:
        await it.type("d")
        assert "newest" in it.said.lower()
        await it.type("d")
        assert it.said == "In the order of the files; with a search the best match comes first."


async def test_what_repeats_nothing_that_was_read_is_said_in_one_sentence(tmp_path):
    async with driven(tmp_path) as it:
        await it.type("enter", "J")
        it.app.dossier.nothing_new = lambda *_, **__: []
        await it.type("D")
        assert it.said == "Nothing here repeats the article you have read."


async def test_actions_of_one_key_begin_with_the_place_where_each_works(tmp_path):
    async with driven(tmp_path) as it:
        await it.type("enter", "question_mark")
        rows = [choice for choice in it.app.screen.lines._choices if choice.key == "enter" and choice.group != "Here"]
        begins = [choice.label.partition(":")[0] for choice in rows if ":" in choice.label]
        assert "In lists" in begins
        assert len(begins) == len(set(begins)) > 1


async def test_every_list_of_the_side_panel_is_named_on_its_border(tmp_path):
    async with driven(tmp_path) as it:
        for name in ("names", "num", "quo", "rel", "not"):
            assert name in it.text()


def test_waiting_for_coverage_is_said_in_plain_words():
    assert CoverageScreen.WAITING == "Working out who reports what…"


def test_a_note_of_an_article_without_an_outlet_is_told_by_its_title():
    note = Note("n-1", "the pier is shut", "in/pier.txt", 5, 21, title="Pier shut for good", published="2025-11-29")
    check = NoteCheck("n-1", "exact", "pier", 5, 21, note.quote, note.quote)
    [listed] = sections([note], {"n-1": check}, [])
    assert listed.entries[0].lines[0] == "Pier shut for good · 29 Nov 2025"
