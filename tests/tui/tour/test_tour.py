"""The tour: shown once where a dossier asks for it, taken further by the real keys."""

from __future__ import annotations

import pytest

from dossier.config import ConfigError, load
from dossier.tui.keys.actions import ACTIONS
from dossier.tui.keys.keymap import Keymap
from dossier.tui.session import state
from dossier.tui.session.state import State
from dossier.tui.tour.steps import CLOSING, STEPS, with_keys
from tests.conftest import ROOT
from tests.helpers.app import driven


async def test_each_step_ends_with_what_it_asks_for(tmp_path):
    async with driven(tmp_path, tour=True) as it:
        assert "Tour 1 of 6" in it.text()
        await it.type("j")
        assert "Tour 1 of 6" in it.text()  # moving about is not what the step is about
        for key, number in (("tab", 2), ("slash", 2), ("enter", 3), ("2", 4), ("r", 5)):
            await it.type(key)
            assert f"Tour {number} of 6" in it.text(), key
        await it.type("c")
        assert "Tour" not in it.text()  # Compare has the whole screen
        await it.type("escape")
        assert "Tour 6 of 6" in it.text()
        await it.type("m")
        assert "The tour is over" in it.text()
        await it.type("j")
        assert "The tour is over" not in it.text()


async def test_a_step_that_was_done_before_its_turn_is_not_asked_for_again(tmp_path):
    async with driven(tmp_path, tour=True) as it:
        await it.type("2", "r")
        assert "Tour 1 of 6" in it.text()
        await it.type("tab")
        assert "Tour 2 of 6" in it.text()
        await it.type("f2")
        assert "Tour 5 of 6" in it.text()


async def test_steps_are_passed_over_and_the_tour_is_ended(tmp_path):
    async with driven(tmp_path, tour=True) as it:
        await it.type("f2", "f2")
        assert "Tour 3 of 6" in it.text()
        await it.type("escape")
        assert "Tour" not in it.text()
        assert "nowhere to go back" not in it.said
        await it.type("f2")
        assert "Tour 1 of 6" in it.text()  # again from the start
        await it.type(*["f2"] * 6)
        assert "The tour is over" in it.text()
        await it.type("f2")
        assert "The tour is over" not in it.text()


async def test_it_is_found_by_its_name(tmp_path):
    async with driven(tmp_path) as it:
        assert "Tour" not in it.text()
        await it.type("ctrl+p", "t", "o", "u", "r", "enter")
        assert "Tour 1 of 6" in it.text()


async def test_it_is_shown_once(tmp_path):
    seen = State()
    async with driven(tmp_path, tour=True, state=seen) as it:
        assert "Tour 1 of 6" in it.text()
    state.save(tmp_path / "state", seen)
    async with driven(tmp_path, tour=True, state=state.load(tmp_path / "state")) as it:
        assert "Tour" not in it.text()


@pytest.mark.parametrize("size", [(140, 45), (80, 24), (60, 20), (200, 60), (30, 20)])
async def test_every_step_is_shown_whole(tmp_path, size):
    async with driven(tmp_path, tour=True, size=size) as it:
        for number in range(len(STEPS) + 1):
            text = " ".join(line.strip("│ ") for line in it.text().splitlines())
            assert with_keys(STEPS[number].text if number < len(STEPS) else CLOSING, Keymap()) in text
            assert "? keys" in it.text()
            await it.type("f2")


async def test_in_the_lowest_terminal_a_step_that_is_cut_says_so_above_its_border(tmp_path):
    async with driven(tmp_path, tour=True, size=(30, 8)) as it:
        lines = it.text().splitlines()
        assert lines[-3].rstrip("│ ").endswith("…")
        assert lines[-2].startswith("╰─ f2 next step")
        assert "? keys" in lines[-1]


def test_a_step_tells_the_keys_of_this_user():
    keymap = Keymap({"related": "Z"})
    assert with_keys(STEPS[3].text, keymap).startswith("Z lists the passages of other outlets")


def test_steps_end_with_actions_of_the_table():
    assert {name for step in STEPS for name in step.done_by} <= {action.name for action in ACTIONS}


def test_only_the_configuration_of_the_sample_asks_for_it(tmp_path):
    assert load(ROOT / "config.yaml").tour
    (tmp_path / "config.yaml").write_text("sources: [.]\n")
    assert not load(tmp_path / "config.yaml").tour
    (tmp_path / "config.yaml").write_text("sources: [.]\ntour: yes\n")
    with pytest.raises(ConfigError, match=r"line 2: 'tour' is true or false"):
        load(tmp_path / "config.yaml")
