"""What the app says where a key finds nothing to do, where a list is empty, and where room is short."""

from __future__ import annotations

import threading

from dossier.tui.text import messages_text
from dossier.tui.workspace.side_panel import _labels
from tests.helpers.app import driven


async def test_without_articles_nothing_is_promised(tmp_path):
    async with driven(tmp_path, names=()) as it:
        assert "There are no articles here yet" in it.text()
        assert "Press / to search" not in it.text()
        for key, said in (
            ("J", "no articles here"),
            ("enter", "Nothing is listed here."),
            ("a", "no articles yet"),
        ):
            await it.type(key)
            assert said in it.said
        await it.type("2", "enter")
        assert it.said == "Numbers: nothing is listed here."
        it.workspace.footer._unsay()
        await it.settle()
        assert "a why" not in it.text().splitlines()[-1]
        await it.search("zebra")
        assert "No articles yet." in it.text()
        assert "fewer words" not in it.text()


def test_the_panels_border_names_every_list_where_there_is_room():
    assert _labels(60) == [" 1 names ", " 2 numbers ", " 3 quotes ", " 4 related ", " 5 notes "]
    assert _labels(46) == [" 1 names", " 2 numbers", " 3 quotes", " 4 related", " 5 notes"]
    assert _labels(28) == [" 1nam", " 2num", " 3quo", " 4rel", " 5not"]
    assert _labels(12) == [" 1 ", " 2 ", " 3 ", " 4 ", " 5 "]


async def test_what_the_panel_is_narrowed_to_stands_whole_on_its_border(tmp_path):
    async with driven(tmp_path, size=(60, 20)) as it:
        await it.type("1", "F", *"porto")
        assert " 5not containing “porto”─" in it.text()


async def test_a_narrow_panel_says_what_it_is_narrowed_to(tmp_path):
    async with driven(tmp_path) as it:
        await it.type("1", "F", *"porto")
        assert " 4  5  “porto” ─╯" in it.text()


async def test_without_articles_keys_that_act_on_one_say_that_there_are_none(tmp_path):
    async with driven(tmp_path, names=()) as it:
        for key in "meyaEVPIp":
            await it.type(key)
            assert it.said == "There are no articles yet.", key


async def test_whoever_is_followed_is_not_counted_among_hits(tmp_path):
    async with driven(tmp_path) as it:
        await it.search("strike")
        await it.type("enter")
        assert "1/" in it.workspace.reader.border_subtitle
        await it.type("1", "enter")
        assert "/" not in it.workspace.reader.border_subtitle


async def test_pages_of_help_are_named_as_far_as_there_is_room(tmp_path):
    async with driven(tmp_path, size=(60, 20)) as it:
        await it.type("question_mark")
        assert "1 of 4 · tab turns" in it.text()


async def test_what_is_left_out_nowhere_cannot_be_cleared(tmp_path):
    async with driven(tmp_path) as it:
        await it.type("c", "x")
        assert it.said == "Nothing is left out: every kind is shown."
        await it.type("o", "o")
        assert it.app.screen is it.workspace


async def test_the_last_line_offers_nothing_while_an_answer_is_worked_out(tmp_path):
    async with driven(tmp_path, size=(200, 40)) as it:
        answer, there = it.app.dossier.timeline, threading.Event()
        it.app.dossier.timeline = lambda **_: there.wait(5) and answer()
        await it.pilot.press("t")
        await it.pilot.pause(0.05)
        waiting = it.text()
        there.set()
        await it.settle()
        assert "F find here" not in waiting.splitlines()[-1]
        assert "F find here" in it.text().splitlines()[-1]


def test_no_words_promise_a_search_where_there_is_nothing():
    assert "search" not in messages_text.WELCOME_EMPTY
