"""Two whole articles side by side."""

from __future__ import annotations

import contextlib

import pytest

from dossier.dossier import Dossier
from dossier.tui.app import DossierApp
from dossier.tui.keys.keymap import Keymap
from dossier.tui.screens.parallel import ParallelScreen
from dossier.tui.session.state import State
from tests.helpers.app import Driven, driven
from tests.helpers.dossier import config_in

ONE = """Ferry late again

The old ferry of Porto Vale broke down on Friday with 40 people aboard, said its owner Bruno Silva.

Nobody was hurt, and coffee was served.

A new pier will cost 2 million euros, the mayor Rosa Nunes said.
"""
OTHER = """Pier promised

The mayor Rosa Nunes said that a new pier will cost 2 million euros.

Schools were closed.

With 40 people aboard, the old ferry of Porto Vale broke down on Friday, its owner Bruno Silva said.
"""


@contextlib.asynccontextmanager
async def parallel(tmp_path, size=(140, 40)):
    (tmp_path / "articles").mkdir()
    (tmp_path / "articles" / "one.txt").write_text(ONE, encoding="utf-8")
    (tmp_path / "articles" / "other.txt").write_text(OTHER, encoding="utf-8")
    with Dossier(config_in(tmp_path)) as dossier:
        dossier.index()
        app = DossierApp(dossier, Keymap(), State())
        async with app.run_test(size=size) as pilot:
            it = Driven(app, pilot)
            await it.settle()
            await it.type("P", "enter")
            assert isinstance(app.screen, ParallelScreen)
            yield it
            await it.settle()
            assert app.errors == []


@pytest.mark.parametrize("size", [(140, 40), (80, 24), (60, 20)])
async def test_the_other_article_follows_to_what_matches(tmp_path, size):
    async with parallel(tmp_path, size) as it:
        one, other = it.app.screen.readers
        assert "2 passages of the first article match." in it.said
        assert OTHER[other.cursor :].startswith("With 40")
        await it.type("n")
        assert ONE[one.cursor :].startswith("A new pier")
        assert OTHER[other.cursor :].startswith("The mayor")
        await it.type("N")
        assert OTHER[other.cursor :].startswith("With 40")


async def test_tab_lets_the_other_lead_and_enter_reads_it(tmp_path):
    async with parallel(tmp_path) as it:
        one, other = it.app.screen.readers
        await it.type("tab", "g", "N", "N", "n")
        assert OTHER[other.cursor :].startswith(("The mayor", "With 40"))
        await it.type("enter")
        assert it.app.screen is it.workspace
        assert it.workspace.document.article.id == "other"
        assert one is not other


async def test_escape_and_other_keys_lead_away(tmp_path):
    async with parallel(tmp_path) as it:
        await it.type("escape")
        assert it.app.screen is it.workspace
        await it.type("P", "enter", "c")
        assert it.app.screen is not it.workspace


async def test_nothing_that_matches_is_said(tmp_path):
    async with driven(tmp_path) as it:
        it.app.dossier.parallels = lambda *_, **__: []
        await it.type("P", "enter")
        assert "No passage of these two" in it.said
        await it.type("n")
        assert "No passage of these two" in it.said


async def test_alone_an_article_has_none_beside_it(tmp_path):
    async with driven(tmp_path, names=("harbour",)) as it:
        await it.type("P")
        assert "There is no other article" in it.said


@pytest.mark.parametrize("key", ["question_mark", "ctrl+p", "T"])
async def test_dialogs_open_over_both_articles_and_lead_back_to_them(tmp_path, key):
    async with parallel(tmp_path) as it:
        await it.type(key)
        assert not isinstance(it.app.screen, ParallelScreen)
        if key == "question_mark":
            assert "The next passage that the other article reports too" in it.text()
        await it.type("escape")
        assert isinstance(it.app.screen, ParallelScreen)


async def test_while_matches_are_looked_for_nobody_says_that_there_are_none(tmp_path):
    async with parallel(tmp_path) as it:
        it.app.screen._pairs, it.app.screen._known = (), False
        await it.type("n")
        assert it.said == "Looking for what both report…"
