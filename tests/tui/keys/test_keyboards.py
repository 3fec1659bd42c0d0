"""Keys on keyboards that are not American, and numbers before movements."""

from __future__ import annotations

import pytest

from dossier.tui.keys.actions import ACTIONS
from dossier.tui.session.counts import Counts
from tests.helpers.app import driven

# Characters that need AltGr on a keyboard of each country.
# source: the keyboard layouts of Windows, learn.microsoft.com/globalization/windows-keyboard-layouts
ALTGR = {"German": "@[]{}\\|~", "French": "@#[]{}\\|~`", "Spanish": "@#[]{}\\|~", "Swedish": "@$[]{}\\|~"}


@pytest.mark.parametrize("keyboard", ALTGR)
def test_every_action_has_a_key_without_altgr(keyboard):
    unreachable = [a.name for a in ACTIONS if not any(key not in ALTGR[keyboard] for key in a.keys)]
    assert unreachable == []


async def test_a_number_before_a_movement_repeats_it(tmp_path):
    async with driven(tmp_path) as it:
        await it.type("tab")
        reader = it.workspace.reader
        await it.type("ctrl+right", "ctrl+right", "ctrl+right")
        three = reader.cursor
        await it.type("g", "home")
        start = reader.cursor
        await it.type(".", "3")
        assert "3… now a movement" in it.said
        await it.type("ctrl+right")
        assert reader.cursor > start
        assert reader.cursor == three or reader.cursor - start >= 3
        await it.type(".", "1", "2", "j", "ctrl+down")
        assert it.workspace.where == "reader"


async def test_a_number_does_not_repeat_what_is_no_movement(tmp_path):
    async with driven(tmp_path) as it:
        await it.type(".", "2", "m")
        assert len(it.app.dossier.kept) == 1
        await it.type("2")
        assert it.workspace.session.state.panel == 1


async def test_numbers_repeat_movements_in_lists_too(tmp_path):
    async with driven(tmp_path) as it:
        await it.type("t", ".", "2", "j")
        assert it.app.screen.panel.index == 2


def test_a_number_has_four_digits_at_most_and_is_forgotten():
    counts = Counts()
    assert not counts.take("3")
    counts.begin()
    for digit in "123456":
        assert counts.take(digit)
    assert counts.times("down") == 3456
    assert counts.times("down") == 1
