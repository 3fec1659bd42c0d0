"""Sentences in the last line: they lie over what stands above and hide nothing that the keyboard is on for long."""

from __future__ import annotations

import pytest

from dossier.tui.widgets import footer
from tests.helpers.app import driven

LONG = "What is said here is of no importance, only that no row of any terminal has room for all of it. " * 3
SIZES = [(140, 45), (80, 24), (60, 20), (200, 60), (40, 12), (20, 5)]
SCREENS = ["escape", "c", "t", "M", "o", "V", "asterisk"]


def changed(before: str, after: str) -> list[int]:
    return [
        y for y, (one, other) in enumerate(zip(before.splitlines(), after.splitlines(), strict=True)) if one != other
    ]


@pytest.mark.parametrize("size", SIZES)
async def test_a_long_sentence_moves_nothing_on_any_screen(tmp_path, size):
    async with driven(tmp_path, size=size) as it:
        await it.type("c", "escape")  # what agrees and differs is then marked in the text and counted
        for key in SCREENS:
            await it.type(key)
            it.app.screen.footer.say("")
            await it.settle()
            before = it.text()
            it.app.screen.footer.say(LONG)
            await it.settle()
            rows = changed(before, it.text())
            assert rows == list(range(rows[0], rows[-1] + 1))
            assert len(rows) <= max(3, size[1] * 0.6)
            it.app.screen.footer.say("")
            await it.settle()
            assert it.text() == before
            await it.type("escape")


@pytest.mark.parametrize("size", [(60, 12), (80, 10)])
async def test_the_row_under_the_cursor_is_not_hidden(tmp_path, size):
    async with driven(tmp_path, size=size) as it:
        await it.type("c", "escape", "tab", "G")
        reader = it.workspace.reader
        row = reader.content_region.y + reader.lines_in_use[0]
        it.workspace.footer.say("")
        await it.settle()
        before = it.text()
        it.workspace.say(LONG[: size[0] * 2])
        await it.settle()
        assert row >= size[1] - 5, "it stands where sentences are said"
        assert row not in changed(before, it.text())


async def test_where_there_is_no_room_above_it_goes_sooner(tmp_path, monkeypatch):
    monkeypatch.setattr(footer, "_BRIEFLY", 0.05)
    async with driven(tmp_path, size=(20, 5)) as it:
        it.workspace.say(LONG)
        await it.pilot.pause(0.3)
        assert it.said == ""


@pytest.mark.parametrize("key", SCREENS)
async def test_a_sentence_that_could_be_read_gives_way_to_the_next_key(tmp_path, monkeypatch, key):
    monkeypatch.setattr(footer, "_AT_LEAST", 0)
    async with driven(tmp_path) as it:
        await it.type(key)
        it.app.screen.footer.say(LONG)
        await it.type("k")
        assert it.said == ""


async def test_a_sentence_is_laid_out_for_the_new_width(tmp_path, monkeypatch):
    monkeypatch.setattr(footer, "_AT_LEAST", 99)
    async with driven(tmp_path, size=(60, 20)) as it:
        it.workspace.say("The articles of this week have been read, and nothing in them is new.")
        await it.settle()
        assert it.text().splitlines()[-2].startswith(" The articles of this week")
        await it.pilot.resize_terminal(140, 40)
        await it.settle()
        assert it.text().splitlines()[-1].startswith(" The articles of this week have been read, and nothing")
        assert "The articles" not in it.text().splitlines()[-2]
