"""No keys, however quick, on any screen and at any size, end the app. `benchmarks.monkey` plays for longer."""

from __future__ import annotations

import inspect
import random
from dataclasses import replace

import pytest
from textual import events
from textual.app import App, ScreenStackError

from benchmarks.monkey import play
from dossier.model import DossierError
from dossier.tui.app import DossierApp
from dossier.tui.dialogs.picker import Picker
from dossier.tui.keys.keymap import Keymap
from dossier.tui.screens.versions import VersionsScreen
from dossier.tui.session import recent
from dossier.tui.session.state import State
from tests.helpers.app import Driven, driven
from tests.helpers.fake_dossier import DRAFT, FakeDossier, fake_config


@pytest.mark.parametrize("seed", range(8))
async def test_random_keys_do_not_end_the_app(tmp_path, seed):
    def make(typed):
        state = State(draft=str(draft))
        return DossierApp(FakeDossier(fake_config(tmp_path)), Keymap(), state, typed=typed)

    draft = tmp_path / "draft.md"
    draft.write_text(DRAFT, encoding="utf-8")
    assert await play(make, seed, keys=50) == []


async def test_two_keys_at_once_on_a_screen_that_is_only_opening(tmp_path):
    async with driven(tmp_path) as it:
        for opened in (*"ctMoA*VpIOXPefSTCa#!sQ", "question_mark", "ctrl+p", "ctrl+t", "f2", "slash"):
            for pressed in ("enter", "escape", "exclamation_mark"):
                burst(it, opened, pressed, pressed)
                burst(it, "escape", "escape", "escape")
            await it.settle()
        assert it.app.is_running
        assert it.workspace.is_current


@pytest.mark.parametrize("opened", [*"ctMoA*VpIOXPefSTQ!", "question_mark", "ctrl+p", "slash"])
async def test_keys_behind_the_one_that_leaves_open_nothing(tmp_path, opened):
    config = fake_config(tmp_path)
    recent.remember(replace(config, base=tmp_path, file=None))
    app = DossierApp(FakeDossier(config), Keymap(), State())
    async with app.run_test() as pilot:
        it = Driven(app, pilot)
        await it.settle()
        burst(it, "q", opened, "enter", opened)
        for _ in range(20):
            await pilot.pause()
    assert app.crash is None
    assert app.errors == []


async def test_a_sentence_that_comes_when_the_app_has_ended_ends_nothing(tmp_path):
    async with driven(tmp_path) as it:
        workspace = it.workspace
    workspace.attempt("next_hit")
    assert it.app.crash is None
    assert it.app.errors == []


async def test_a_key_that_is_passed_on_when_the_screens_are_gone_ends_nothing(tmp_path, monkeypatch):
    async def without_screens(app, event):
        raise ScreenStackError

    monkeypatch.setattr(App, "on_event", without_screens)
    app = DossierApp(FakeDossier(fake_config(tmp_path)), Keymap(), State())
    await app.on_event(events.Focus())
    assert app.errors == []


async def test_a_dialog_that_has_no_box_yet_or_any_more_ends_nothing(tmp_path):
    async with driven(tmp_path) as it:
        it.app.push_screen(dialog := Picker("Which?", []))
        dialog.on_mount()
        await it.settle()
        await it.type("escape")
        assert it.workspace.is_current


@pytest.mark.parametrize("name", ["find_entry", "open_entry", "keep_entry", "next_place", "next_pane", "escape"])
async def test_an_action_before_a_screen_is_laid_out_ends_nothing(tmp_path, name):
    async with driven(tmp_path) as it:
        it.app.push_screen(screen := VersionsScreen(it.workspace.session, it.workspace, "harbour"))
        screen.attempt(name)
        await it.settle()
        await it.type("escape", "escape")
        assert it.app.is_running


async def test_keys_behind_enter_in_a_list_act_on_what_it_opened(tmp_path):
    async with driven(tmp_path) as it:
        await it.type("c")
        burst(it, "enter", "m")
        await it.settle()
        assert it.workspace.is_current
        assert [note.article for note in it.app.dossier.kept] == ["harbour.txt"]
        assert "120 dock workers" in it.app.dossier.kept[0].quote


async def test_a_sentence_is_said_where_there_is_no_room_for_it(tmp_path):
    async with driven(tmp_path, size=(2, 2)) as it:
        it.workspace.say("This sentence is wider than the terminal.")
        await it.settle()
        assert it.app.crash is None


def burst(it: Driven, *keys: str) -> None:
    """Press keys without waiting for what they do."""
    characters = {"question_mark": "?", "exclamation_mark": "!"}
    for key in keys:
        it.app.post_message(events.Key(key, characters.get(key, key if len(key) == 1 else None)))


class AwayDossier(FakeDossier):
    """A dossier on a cluster that does not answer every other question, that for each key included."""

    _chance = random.Random(19)

    def __getattribute__(self, name):
        found = super().__getattribute__(name)
        if name.startswith("_") or name in NO_QUESTIONS or not inspect.ismethod(found):
            return found

        def asked(*arguments, **options):
            if AwayDossier._chance.random() < 0.5:
                raise DossierError("The cluster at http://127.0.0.1:9200/test cannot be reached.")
            return found(*arguments, **options)

        return asked


NO_QUESTIONS = frozenset({"close", "notes", "add_note"})
"""What is done with files beside the configuration."""


@pytest.mark.parametrize("seed", range(2))
async def test_a_cluster_that_is_away_ends_nothing(tmp_path, seed):
    def make(typed):
        return DossierApp(AwayDossier(fake_config(tmp_path)), Keymap(), State(), typed=typed)

    assert await play(make, seed, keys=50) == []
