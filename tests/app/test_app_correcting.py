"""Correcting names from the side panel: what a person chooses is written down, shown at once, and taken back."""

from __future__ import annotations

import contextlib

from dossier.dossier import Dossier
from dossier.tui.app import DossierApp
from dossier.tui.keys.keymap import Keymap
from dossier.tui.session.state import State
from tests.helpers.app import Driven
from tests.helpers.dossier import config_in
from tests.linking.test_correcting import FIRST, SECOND


@contextlib.asynccontextmanager
async def driven(tmp_path):
    (tmp_path / "articles").mkdir()
    (tmp_path / "articles" / "first.txt").write_text(FIRST, encoding="utf-8")
    (tmp_path / "articles" / "second.txt").write_text(SECOND, encoding="utf-8")
    with Dossier(config_in(tmp_path)) as dossier:
        dossier.index()
        app = DossierApp(dossier, Keymap(), State(whole=True))
        async with app.run_test(size=(140, 40)) as pilot:
            it = Driven(app, pilot)
            await it.settle()
            yield it
            await it.settle()
            assert app.errors == []


def listed(it):
    return {entry.text for entry in it.workspace.panel._entries}


async def choose(it, name):
    """Go to a name in the side panel."""
    await it.type("1")
    panel = it.workspace.panel
    panel.index = next(i for i, entry in enumerate(panel._entries) if entry.text == name)
    await it.settle()


async def test_two_names_are_made_one_and_parted_again(tmp_path):
    async with driven(tmp_path) as it:
        await choose(it, "Pedro Brum")
        await it.type("e")
        assert "is the same as…" in it.text()
        await it.type("enter", *"Ana Sol", "enter")
        assert it.said.startswith("“Pedro Brum” and “Ana Sol” are one.")
        assert "Pedro Brum" not in listed(it) or "Ana Sol" not in listed(it)
        assert it.app.dossier.config.entities.read_text(encoding="utf-8") == "merge:\n- [Pedro Brum, Ana Sol]\n"
        await it.type("u")
        assert it.said == "Taken back: “Pedro Brum” and “Ana Sol” are one."
        assert {"Pedro Brum", "Ana Sol"} <= listed(it)
        assert not it.app.dossier.config.entities.exists()


async def test_a_name_is_renamed_retyped_and_ignored(tmp_path):
    async with driven(tmp_path) as it:
        await choose(it, "Pedro Brum")
        await it.type("e", *"called", "enter", *"Peter Brum", "enter")
        assert "Peter Brum" in listed(it)
        await choose(it, "Tacna")
        await it.type("e", *"something", "enter", *"organisation", "enter")
        assert it.said.startswith("“Tacna” is an organisation.")
        await choose(it, "Tacna")
        await it.type("e", *"no name", "enter")
        assert "Tacna" not in listed(it)
        await it.type("u", "u", "u")
        assert {"Tacna", "Pedro Brum"} <= listed(it)
        await it.type("u")
        assert it.said.startswith("No correction was made")


async def test_without_a_name_it_says_where_names_are(tmp_path):
    async with driven(tmp_path) as it:
        await it.type("2", "e")
        assert it.said == "Choose a name in the side panel first: 1 shows them."


async def test_escape_changes_nothing(tmp_path):
    async with driven(tmp_path) as it:
        await choose(it, "Tacna")
        await it.type("e", "enter", "escape")
        assert "Tacna" in listed(it)
        assert not it.app.dossier.config.entities.exists()
