"""Ways to another article, another dossier and the web, and what was read."""

from __future__ import annotations

import json
import threading
import webbrowser
from dataclasses import replace

import pytest

from dossier.tui.dialogs import articles
from dossier.tui.session import recent, session
from dossier.tui.session.state import State
from tests.helpers.app import driven
from tests.helpers.fake_dossier import fake_config


async def test_an_article_is_opened_by_part_of_its_title(tmp_path):
    async with driven(tmp_path) as it:
        await it.type("O", *"unlaw", "enter")
        assert it.workspace.document.article.id == "mayor"
        assert it.workspace.where == "reader"
        await it.type("H")
        assert it.workspace.document.article.id == "harbour"


async def test_of_many_articles_those_are_listed_that_have_what_is_typed(tmp_path, monkeypatch):
    monkeypatch.setattr(articles, "_MANY", 1)
    monkeypatch.setattr(articles, "_SHOWN", 1)
    async with driven(tmp_path) as it:
        await it.type("O", *"unlaw", "enter")  # not among those that the chooser begins with
        assert it.workspace.document.article.id == "mayor"
        await it.type("O", *"wire ferry")
        assert "Ferry strike" in it.text()
        await it.type("x")
        assert "Nothing matches" in it.text()


async def test_of_very_many_articles_the_panel_lists_the_open_one(tmp_path, monkeypatch):
    monkeypatch.setattr(session, "WHOLE", 2)
    async with driven(tmp_path) as it:
        assert "Names · article" in it.text()
        await it.type("w")
        assert "no whole list" in it.said
        assert "Names · article" in it.text()


async def test_without_articles_there_is_none_to_open(tmp_path):
    async with driven(tmp_path, names=()) as it:
        await it.type("O")
        assert "There are no articles yet" in it.said


async def test_quotes_and_numbers_open_at_what_is_under_the_cursor(tmp_path):
    async with driven(tmp_path) as it:
        for key, found in (("3", it.app.dossier.quotes()), ("2", it.app.dossier.numbers())):
            last = found[-1]
            it.workspace.navigation.go(last.article, last.start)
            await it.settle()
            await it.type(key)
            assert (last.article, last.start, last.end) in it.workspace.panel.selected.places


async def test_what_was_read_is_marked_and_kept(tmp_path):
    state = State()
    async with driven(tmp_path, state=state) as it:
        assert it.text().count("◦") == 3
        await it.type("enter")
        assert it.text().count("◦") == 2
        await it.type("U")
        assert "is marked as unread" in it.said
        assert it.text().count("◦") == 3
        await it.type("U", "escape", "j", "enter")
    async with driven(tmp_path, state=State(read=state.read)) as it:
        assert it.text().count("◦") == 1


async def test_the_address_of_an_article_is_opened_in_the_browser(tmp_path, monkeypatch):
    opened = []
    monkeypatch.setattr(webbrowser, "open", lambda url: opened.append(url) or True)
    async with driven(tmp_path) as it:
        await it.type("W")
        assert "address of this article is not known" in it.said
        for url in ("https://vale.example/ferry", "file:///etc/passwd", "javascript:alert(1)"):
            article = replace(it.app.dossier.article("harbour"), url=url)
            monkeypatch.setattr(it.app.dossier, "article", lambda _, article=article: article)
            await it.type("W")
        assert opened == ["https://vale.example/ferry"]
        assert "is not a web address" in it.said


async def test_another_dossier_is_opened_in_the_place_of_this_one(tmp_path, monkeypatch):
    config = fake_config(tmp_path)
    other = tmp_path / "other"
    other.mkdir()
    recent.remember(replace(config, base=other, file=None))
    async with driven(tmp_path) as it:
        await it.type("Q", "enter")
        assert it.app._next == (str(other),)


def test_apps_that_start_together_are_all_remembered(tmp_path):
    config = fake_config(tmp_path)
    folders = [tmp_path / f"story{number}" for number in range(8)]
    for folder in folders:
        folder.mkdir()
    together = threading.Barrier(len(folders))

    def start(folder):
        together.wait()
        recent.remember(replace(config, base=folder, file=None))

    threads = [threading.Thread(target=start, args=(folder,)) for folder in folders]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert {one.folder for one in recent.known(config)} == set(map(str, folders))


async def test_where_no_other_dossier_was_opened_that_is_said(tmp_path):
    async with driven(tmp_path) as it:
        await it.type("Q")
        assert "No other dossier was opened" in it.said


@pytest.mark.parametrize("text", ["", "{", "[1]", '[{"folder": 1}]', '[{"folder": "a", "arguments": []}]'])
def test_a_damaged_list_of_dossiers_is_an_empty_one(tmp_path, text):
    config = fake_config(tmp_path)
    (config.state.parent / "recent.json").write_text(text)
    assert recent.known(config) == []
    recent.remember(config)
    assert json.loads((config.state.parent / "recent.json").read_text())
