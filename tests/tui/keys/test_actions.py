"""The table of actions: keys, footer, documentation and the user's own keys come out of it."""

from __future__ import annotations

from typing import get_args

import pytest

from dossier.tui.keys.actions import ACTIONS, PANES, Where
from dossier.tui.keys.keydocs import document
from dossier.tui.keys.keymap import Keymap, KeysError, shown, typed
from dossier.tui.widgets.footer import fit
from dossier.tui.workspace.commands import COMMANDS
from tests.conftest import ROOT

# What the handbook promises; each works in every pane unless a place is named.
PROMISED = {
    "/": "search", "j": "down", "k": "up", "space": "page_down", "b": "page_up", "g": "top", "G": "bottom",
    "tab": "next_pane", "shift+tab": "previous_pane", "z": "zoom", "n": "next_hit", "N": "previous_hit",
    "]": "next_passage", "[": "previous_passage", "J": "next_article", "K": "previous_article", "r": "related",
    "H": "back", "ctrl+o": "back", "L": "forward", "1": "entities", "2": "numbers", "3": "quotes", "4": "related",
    "5": "notes", "w": "scope", "f": "filter", "x": "clear_filters", "s": "labels", "m": "bookmark", "y": "copy",
    "c": "compare", "t": "timeline", "M": "coverage", "o": "notebook", "E": "edit", "ctrl+p": "palette",
    "?": "help", "T": "theme", "q": "quit",
}  # fmt: skip


@pytest.mark.parametrize("where", ["results", "reader", "panel"])
def test_the_promised_keys_work_in_every_pane(where):
    keymap = Keymap()
    assert {key: keymap.find(key, where).name for key in PROMISED} == PROMISED


def test_every_action_has_a_command_and_every_command_an_action():
    # Those of the lists on screens of their own.
    elsewhere = {
        "open_entry",
        *(
            action.name
            for action in ACTIONS
            if not set(action.where) & {*PANES, "selecting", "search", "narrowing", "list"}
        ),
    }
    assert {action.name for action in ACTIONS} - elsewhere == set(COMMANDS)


def test_every_action_of_another_screen_is_named_by_the_code_of_the_screens():
    code = "".join(path.read_text("utf-8") for path in (ROOT / "dossier" / "tui" / "screens").rglob("*.py"))
    elsewhere = {action.name for action in ACTIONS} - set(COMMANDS)
    assert {name for name in elsewhere if f'"{name}"' not in code} == set()


def test_no_two_actions_share_a_key_in_one_place():
    seen = [(where, key) for action in ACTIONS for where in action.where for key in action.keys]
    assert len(seen) == len(set(seen))


def test_letters_belong_to_the_box_while_searching():
    keymap = Keymap()
    assert [action.name for action in keymap.at("search")] == [
        "search_open", "search_leave", "history_back", "history_forward", "search_help",
    ]  # fmt: skip
    assert keymap.find("j", "search") is None


def test_a_selection_gives_letters_another_meaning():
    keymap = Keymap()
    assert keymap.find("w", "reader").name == "scope"
    assert keymap.find("w", "selecting").name == "extend_word"
    assert keymap.find("m", "selecting").name == "bookmark"


def test_a_key_of_ones_own_takes_the_place_of_the_default():
    keymap = Keymap({"bookmark": "B", "next-hit": "f5 ctrl+n"})
    assert keymap.find("B", "reader").name == "bookmark"
    assert keymap.find("m", "reader") is None
    assert keymap.find("ctrl+n", "results").name == "next_hit"
    assert keymap.key("bookmark") == "B"


def test_two_actions_can_change_keys():
    keymap = Keymap({"bookmark": "y", "copy": "m"})
    assert keymap.find("y", "reader").name == "bookmark"
    assert keymap.find("m", "reader").name == "copy"


@pytest.mark.parametrize(
    ("keys", "words"),
    [
        ({"bokmark": "m"}, ["'bokmark'", "'bookmark'"]),
        ({"bookmark": "y"}, ["'y'", "'bookmark'", "'copy'"]),
        ({"bookmark": "w"}, ["'w'", "'scope'"]),
        ({"bookmark": "h"}, ["'h'", "'extend_left'"]),
        ({"copy": "m", "bookmark": "m"}, ["'m'"]),
        ({"bookmark": "ctrl-m"}, ["'ctrl-m'", "is not a key"]),
        ({"bookmark": ""}, ["at least one key"]),
    ],
)
def test_keys_that_cannot_be_are_refused_by_name(keys, words):
    with pytest.raises(KeysError) as caught:
        Keymap(keys)
    for word in words:
        assert word in str(caught.value)


@pytest.mark.parametrize("where", get_args(Where))
@pytest.mark.parametrize("width", [20, 58, 78, 118, 138, 300])
def test_the_footer_fits_and_tells_only_keys_that_work_here(where, width):
    keymap = Keymap()
    text = fit(keymap, where, width).plain
    assert len(text) <= width
    if where not in ("search", "narrowing"):
        assert text.endswith("? keys")
    for part in text.split("  "):
        key = part.split()[0]
        assert key in [shown(a.keys[0]) for a in keymap.at(where)]


def test_while_selecting_a_narrow_footer_tells_how_to_go_on_and_how_to_bookmark():
    told = fit(Keymap(), "selecting", 60, frozenset({"open_next", "next_hit"})).plain
    assert "l right  w word  m bookmark" in told


def test_keys_are_named_as_they_are_typed():
    assert typed("upper_j", "J") == "J"
    assert typed("right_square_bracket", "]") == "]"
    assert typed("space", " ") == "space"
    assert typed("ctrl+o", "\x0f") == "ctrl+o"


def test_the_handbook_says_what_the_table_says():
    assert (ROOT / "docs" / "keys.md").read_text(encoding="utf-8") == document()


def test_reading_the_table_loads_nothing_that_draws():
    import subprocess
    import sys

    modules = "dossier.tui.keys.keymap, dossier.tui.session.state, dossier.tui.platform.terminal"
    code = f"import sys, {modules}; print('textual' in sys.modules)"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "False"
