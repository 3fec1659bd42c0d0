"""What is new, the versions of an article, and the brief of a name, as screens of the app."""

from __future__ import annotations

import pytest

from dossier.model import NewsItem
from dossier.tui.screens.brief import BriefScreen
from dossier.tui.screens.news import NewsScreen, sections
from dossier.tui.screens.versions import VersionsScreen
from tests.helpers.app import driven

SIZES = [(140, 45), (80, 24), (60, 20)]


def listed(it):
    return [entry.text for section in it.app.screen.panel.listed() for entry in section.entries]


def headings(it):
    return [section.title for section in it.app.screen.panel.listed()]


@pytest.mark.parametrize("size", SIZES)
async def test_news_stand_by_urgency_and_enter_reads_them(tmp_path, size):
    async with driven(tmp_path, size=size) as it:
        await it.type("m", "*")
        assert isinstance(it.app.screen, NewsScreen)
        assert headings(it) == ["Notes · 1", "Verdicts · 1", "Facts · 1"]
        assert listed(it)[0] == it.app.dossier.kept[0].quote
        assert "not contradicted → contradicted" in it.text()
        await it.type("j", "enter")
        assert it.workspace.document.article.id == "talks"
        await it.type("escape")
        assert it.app.screen.panel.selected.text == "Strikers"


async def test_a_key_marks_all_as_read(tmp_path):
    async with driven(tmp_path) as it:
        await it.type("*", "r")
        assert listed(it) == []
        assert "All articles are marked as read" in it.said
        assert "Nothing is new since the articles were marked as read. R" in it.app.screen.panel.message
        await it.type("*", "*")
        assert listed(it) == []


async def test_news_that_wait_stand_beside_the_key_that_shows_them_until_they_are_read(tmp_path):
    async with driven(tmp_path) as it:
        it.app.dossier.waiting = {"talks"}
        it.workspace.session.findings.count_news()
        await it.settle()
        assert "* news (3 new)" in it.text()
        await it.type("*", "r", "escape")
        await it.settle()
        assert "new)" not in it.text()


@pytest.mark.parametrize("size", SIZES)
async def test_what_an_article_changed_stands_beside_both_texts(tmp_path, size):
    async with driven(tmp_path, size=size) as it:
        await it.type("V")
        screen = it.app.screen
        assert isinstance(screen, VersionsScreen)
        assert listed(it) == ["110 → 120", "new: The strike began on March 3.", "the whole text"]
        assert headings(it) == ["Changed by 4 Mar 2025 · 2"]
        old, new = screen.earlier, screen.reader
        assert old.article.text[old.cursor :].startswith("110 dock")
        assert new.article.text[new.cursor :].startswith("120 dock")
        assert [span.kind for span in old.visible_spans({"hit", "current-hit"})] == ["current-hit"]
        assert old.size.height >= 2
        await it.type("tab")
        assert old.has_focus
        await it.type("G", "shift+tab", "j", "enter")
        assert it.workspace.reader.article.text[it.workspace.reader.cursor :].startswith("The strike began")
        await it.type("escape")
        assert isinstance(it.app.screen, VersionsScreen)


async def test_the_whole_of_an_earlier_version_can_be_read_but_not_gone_to(tmp_path):
    async with driven(tmp_path) as it:
        await it.type("V", "G")
        assert {span.kind for span in it.app.screen.reader.visible_spans({"hit", "current-hit", "pointed"})} == {"hit"}
        await it.type("enter")
        assert "This stands in an earlier version only" in it.said


async def test_an_article_without_versions_says_when_there_will_be_one(tmp_path):
    async with driven(tmp_path) as it:
        await it.type("j", "V")
        assert "No earlier version of this article is kept." in it.app.screen.panel.message
        assert it.text().count("╭") == 1  # and no empty box beside it
        await it.type("V")
        assert it.workspace.is_current


@pytest.mark.parametrize("size", SIZES)
async def test_the_brief_of_the_chosen_name_leads_to_its_places_and_back(tmp_path, size):
    async with driven(tmp_path, size=size) as it:
        await it.type("1")
        name = it.workspace.panel.selected.text
        await it.type("p")
        assert isinstance(it.app.screen, BriefScreen)
        assert f"Brief · {name}" in it.text()
        assert headings(it)[:2] == ["Spellings · 2", "Roles · 1"]
        assert "union leader · 3 Mar 2025" in it.text()
        entry = it.app.screen.panel.selected
        await it.type("enter")
        assert it.workspace.document.article.id == entry.places[0].article
        await it.type("escape")
        assert isinstance(it.app.screen, BriefScreen)
        await it.type("escape")
        assert it.workspace.is_current
        await it.type("escape")
        assert it.workspace.is_current


@pytest.mark.parametrize("size", [(60, 20), (140, 45)])
async def test_n_on_an_entry_with_one_place_says_that_there_is_no_other(tmp_path, size):
    async with driven(tmp_path, size=size) as it:
        await it.type("1", "p", "G")
        assert len(it.app.screen.panel.selected.places) == 1
        await it.type("n")
        assert it.said == "No other place says so; enter reads this one."


async def test_a_brief_is_saved_as_markdown(tmp_path):
    async with driven(tmp_path) as it:
        await it.type("1", "p", "X")
        (file,) = (tmp_path / "state" / "saved").glob("brief-*.md")
        assert "## Roles" in file.read_text(encoding="utf-8")
        assert f"Saved {file}" in it.said


async def test_without_a_name_the_brief_says_where_to_find_one(tmp_path):
    async with driven(tmp_path) as it:
        await it.type("5", "p")
        assert "No name stands here" in it.said
        assert it.workspace.is_current


async def test_that_no_earlier_version_is_kept_is_said_once(tmp_path):
    async with driven(tmp_path) as it:
        it.app.dossier.versions = lambda _: []
        await it.type("V")
        assert it.text().count("No earlier version") == 1


def test_articles_without_an_outlet_are_called_by_their_names_in_news():
    item = NewsItem("fact", "Peru", None, "entity", "Only what is new has it: 001_a-b, Wire, sub/002.x. Wait.", ())
    (section,) = sections([item], {}, {"001_a-b": "Fear of Kast…", "sub/002.x": "Peru placed…", "Wire": "no"})
    assert section.entries[0].lines == ("name", "Only what is new has it: “Fear of Kast…”, Wire, “Peru placed…”. Wait.")


def test_rows_of_news_carry_their_values_and_call_an_entity_a_name():
    items = [
        NewsItem("verdict", "days to leave", "agree", "explained", "103 days from then.", (), "103 days / 111 days"),
        NewsItem("fact", "Ana Prado", None, "entity", "Only what is new has it: Dawn."),
    ]
    verdict, name = (entry for section in sections(items, {}, {}) for entry in section.entries)
    assert verdict.text == "103 days / 111 days, days to leave"
    assert (name.text, name.lines[0]) == ("Ana Prado", "name")
