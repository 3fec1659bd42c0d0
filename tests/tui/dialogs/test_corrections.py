"""Correcting names from the side panel: what a person chooses is written down, shown at once, and taken back."""

from __future__ import annotations

import contextlib

import pytest

from dossier.dossier import Dossier
from dossier.tui.app import DossierApp
from dossier.tui.keys.keymap import Keymap
from dossier.tui.session.state import State
from tests.helpers.app import Driven
from tests.helpers.dossier import FIRST, SECOND, config_in


@contextlib.asynccontextmanager
async def driven(tmp_path, first=FIRST):
    (tmp_path / "articles").mkdir()
    (tmp_path / "articles" / "first.txt").write_text(first, encoding="utf-8")
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


async def test_where_no_name_is_chosen_the_article_is_corrected(tmp_path):
    async with driven(tmp_path) as it:
        await it.type("5", "e")
        assert "the title of this article…" in it.text()
        await it.type("escape")


async def test_in_the_menu_of_corrections_j_and_k_move_and_other_letters_find(tmp_path):
    async with driven(tmp_path) as it:
        await choose(it, "Pedro Brum")
        await it.type("e", "j", "j", "k")
        first, second = it.app.screen.lines._choices[:2]
        assert it.app.screen.lines.chosen == second != first
        await it.type(*"called")
        assert it.app.screen.lines.chosen.value == "rename"
        await it.type("escape", "tab", "e", "j")
        assert it.app.screen.lines.chosen == it.app.screen.lines._choices[1]


async def test_escape_changes_nothing(tmp_path):
    async with driven(tmp_path) as it:
        await choose(it, "Tacna")
        await it.type("e", "enter", "escape")
        assert "Tacna" in listed(it)
        assert not it.app.dossier.config.entities.exists()


FERRY = "Ferry late\n\n“No one told us,” said Ana Sol. Some 40 people waited.\n"


async def test_what_stands_at_the_cursor_is_corrected_and_taken_back(tmp_path):
    async with driven(tmp_path, FERRY) as it:
        article = it.workspace.document.article
        quote = it.app.dossier.quotes(article=article.id)[0]
        it.workspace.document.look(article.id, quote.start)
        await it.type("tab", "e")
        assert "who says" in it.text()
        assert "the title of this article…" in it.text()
        await it.type("enter", *"Rosa", "enter")
        assert "Corrected in corrections.yaml: speaker" in it.said
        assert it.app.dossier.quotes(article=article.id)[0].speaker == "Rosa"
        await it.type("u")
        assert it.said == "Taken back: speaker of “No one told us,” is “Rosa”."
        assert it.app.dossier.quotes(article=article.id)[0].speaker == quote.speaker


async def test_an_article_is_corrected_from_the_list(tmp_path):
    async with driven(tmp_path) as it:
        await it.type("e", *"outlet", "enter", *"Wire", "enter")
        assert it.app.dossier.articles()[0].outlet == "Wire"
        assert "Wire" in it.text()


async def test_one_mention_is_corrected_from_the_panel(tmp_path):
    async with driven(tmp_path) as it:
        await choose(it, "Pedro Brum")
        await it.type("e", *"only", "enter", *"whom", "enter", *"Ana Sol", "enter")
        assert "name of “Pedro Brum” is “Ana Sol”" in it.said


@pytest.mark.parametrize(("name", "question"), [("Pedro Brum", "whom “Pedro"), ("Tacna", "what “Tacna” means")])
async def test_only_a_person_is_asked_for_with_whom(tmp_path, name, question):
    async with driven(tmp_path) as it:
        await choose(it, name)
        await it.type("e", *"only")
        await it.type("enter")
        assert question in it.text()


async def test_a_number_that_is_none_is_said_and_nothing_written(tmp_path):
    async with driven(tmp_path, FERRY) as it:
        await it.type("2", "e", "enter", *"many", "enter")
        assert "is not one number" in it.said
        assert not it.app.dossier.config.notebook.with_name("corrections.yaml").exists()


async def test_why_it_was_read_so_begins_with_what_was_corrected(tmp_path):
    async with driven(tmp_path, FERRY) as it:
        await it.type("3", "e", "enter", *"Rosa", "enter", "a")
        shown = it.text()
        assert "Why it was read so" in shown
        assert "Looking up why" not in shown
        assert "it is spoken by Rosa (corrections.yaml)" in shown
        assert "without your correction" in shown
        await it.type("escape", "2", "a", "enter")
        assert "40" in it.said


async def test_where_nothing_was_read_that_is_said(tmp_path):
    async with driven(tmp_path, "Ferry late\n\nno one was told of it.\n") as it:
        await it.type("tab", "a")
        assert "Nothing was read here" in it.said
