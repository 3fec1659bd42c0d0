"""Timeline and coverage as a person meets them."""

from __future__ import annotations

from dataclasses import replace

import pytest

from dossier.model import Link, TimelineEntry, link_to
from dossier.text.days import interval
from dossier.tui.screens.findings import entries, timeline
from dossier.tui.screens.findings.coverage import CoverageScreen
from dossier.tui.screens.findings.story_days import Parts, parts
from dossier.tui.screens.findings.timeline import TimelineScreen
from dossier.tui.workspace.screen import Workspace
from tests.helpers.app import driven


async def test_days_come_in_order_with_phrase_rule_and_publication(tmp_path):
    async with driven(tmp_path) as it:
        await it.type("t")
        text = it.text()
        assert "MON 3 MAR 2025" in text
        assert "● Ferry strike closes the harbour" in text
        assert "published · Northern Wire" in text
        assert "“Monday”: weekday before" in text
        assert "Northern Wire · also Vale Gazette" in text
        assert "3–9 MAR 2025  ├ 7 DAYS ┤" in text


async def test_enter_reads_the_words_for_the_date_and_h_comes_back(tmp_path):
    async with driven(tmp_path) as it:
        await it.type("t", "j", "enter")
        assert it.workspace.reader.article.text[it.workspace.reader.cursor :].startswith("Monday")
        await it.type("H")
        assert isinstance(it.app.screen, TimelineScreen)
        assert "Monday" in it.app.screen.panel.selected.key
        await it.type("n")
        assert "2 of 2 places · Vale Gazette" in it.text()
        await it.type("enter")
        assert it.workspace.document.article.id == "mayor"


async def test_an_outlet_that_dates_a_thing_twice_is_named_once(tmp_path):
    async with driven(tmp_path) as it:
        again = it.app.dossier.timeline
        it.app.dossier.timeline = lambda **_: [replace(one, also=(*one.also, *twice(one))) for one in again()]
        await it.type("t")
        text = it.text()
        assert "Northern Wire · also Vale Gazette" in text
        assert "also Northern Wire" not in text
        assert ", Northern Wire" not in text


def twice(entry):
    return () if entry.kind == "published" else (link_to(Link(entry.article, 0, 4)),)


async def test_no_dates_at_all_is_said(tmp_path):
    async with driven(tmp_path, names=()) as it:
        it.app.dossier.timeline = lambda **_: []
        await it.type("t")
        assert "No article names a day, month or year" in it.text()


async def test_vague_dates_are_counted(tmp_path):
    async with driven(tmp_path) as it:
        assert entries.left_open(it.app.dossier.dates()) == 0
        await it.type("t")
        assert "6 dated" in it.text()


async def test_vague_dates_that_are_left_out_are_called_that(tmp_path, monkeypatch):
    monkeypatch.setattr(timeline, "left_open", lambda _: 5)
    async with driven(tmp_path) as it:
        await it.type("t")
        assert "6 dated · 5 vague dates left out" in it.text()


@pytest.mark.parametrize(
    ("first", "last", "written"),
    [
        ("2025-11-28", "2025-11-28", "28 Nov 2025"),
        ("2025-07-21", "2025-07-31", "21–31 Jul 2025"),
        ("2015-01-01", "2015-12-31", "2015"),
        ("2015-01-01", "2019-12-31", "2015–2019"),
        ("2026-03-01", "2026-03-31", "Mar 2026"),
        ("2025-11-30", "2026-01-28", "30 Nov 2025 – 28 Jan 2026"),
        ("2025-10-30", "2025-11-02", "30 Oct – 2 Nov 2025"),
        ("9999-12-01", "9999-12-31", "Dec 9999"),
    ],
)
def test_intervals_are_written_as_people_do(first, last, written):
    assert interval(first, last) == written


@pytest.mark.parametrize("size", [(140, 45), (80, 24), (60, 20)])
async def test_the_matrix_says_who_has_what_who_was_first_and_what_one_alone_has(tmp_path, size):
    async with driven(tmp_path, size=size) as it:
        await it.type("M")
        text = it.text()
        lines = text.splitlines()
        strikers = next(line for line in lines if "▸Strikers" in line)
        assert "1st" in strikers
        assert "●" in strikers
        alone = next(line for line in lines if " Ana Prado" in line)
        assert "only" in alone
        assert "·" in alone
        assert "2 facts · 1 reported by one outlet only" in text
        if size[0] == 80:  # elsewhere the sentence goes over lines
            assert "Northern Wire first" in text


async def test_a_cell_is_gone_to_and_come_back_from(tmp_path):
    async with driven(tmp_path) as it:
        await it.type("M", "right")
        assert "Vale Gazette · 4 Mar 2025" in it.text()
        await it.type("enter")
        assert it.workspace.document.article.id == "mayor"
        await it.type("escape")
        assert isinstance(it.app.screen, CoverageScreen)
        assert "Vale Gazette · 4 Mar 2025" in it.text()
        await it.type("right")
        assert it.said == "No outlet to the right has it."
        await it.type("left", "n", "j", "enter")
        assert it.workspace.document.article.id == "harbour"


async def test_only_what_one_outlet_alone_has_and_one_kind(tmp_path):
    async with driven(tmp_path) as it:
        await it.type("M", "v")
        assert "Coverage · one outlet only" in it.text()
        assert [entry.text for entry in it.app.screen.panel._entries] == ["Ana Prado"]
        await it.type("f")
        assert "Nothing of this kind" in it.text()
        await it.type("enter", "right", "n", "x")
        assert len(it.app.screen.panel._entries) == 2


async def test_coverage_is_reached_from_compare_and_by_name(tmp_path):
    async with driven(tmp_path) as it:
        await it.type("c", "M")
        assert isinstance(it.app.screen, CoverageScreen)
        await it.type("M")
        assert isinstance(it.app.screen, Workspace)
        await it.type("ctrl+p", *"coverage", "enter")
        assert isinstance(it.app.screen, CoverageScreen)


async def test_nothing_covered_is_said(tmp_path):
    async with driven(tmp_path, names=()) as it:
        it.app.dossier.coverage = lambda **_: []
        await it.type("M")
        assert "Nothing to compare yet" in it.text()


def dated(first, last=None, kind="event"):
    return TimelineEntry(first, last or first, "day", "harbour", 0, 9, "text", "text", kind)


def test_the_storys_days_come_first_and_its_background_apart():
    story = [
        dated("2025-02-27", "2025-03-05"),
        dated("2025-03-03", kind="published"),
        dated("2025-03-04", kind="published"),
        dated("2025-03-04", "2025-09-04"),
    ]
    later, before = [dated("2025-03-09")], [dated("2015-01-01", "2025-03-03"), dated("2024-12-01")]
    assert parts([*before, *story, *later]) == Parts(story, later, before)
    assert parts(before) == Parts(before, [], [])


async def test_the_background_is_folded_until_it_is_wanted(tmp_path):
    async with driven(tmp_path) as it:
        entries = it.app.dossier.timeline()
        it.app.dossier.timeline = lambda **_: [dated("2015-01-01", "2015-12-31"), *entries]
        await it.type("t")
        assert "1 earlier date, 1 Jan 2015" in it.text()
        await it.type("G")
        assert "before the story" in it.text()
        await it.type("enter")
        assert "Hide 1 earlier date" in it.text()
        assert "2015  ├ 12 MONTHS ┤" in it.text()
        await it.type("enter")
        assert "Hide" not in it.text()


async def test_what_is_unfolded_is_in_sight(tmp_path):
    async with driven(tmp_path, size=(80, 24)) as it:
        entries = it.app.dossier.timeline()
        background = [dated(f"20{year}-01-01", f"20{year}-12-31") for year in range(10, 20)]
        it.app.dossier.timeline = lambda **_: [*background, *entries]
        await it.type("t", "G", "enter")
        assert "▸Hide 10 earlier dates" in it.text()
        assert "2011  ├ 12 MONTHS ┤" in it.text()
        await it.type("enter")
        assert "▸10 earlier dates" in it.text()


async def test_finding_in_the_timeline_finds_the_background_too(tmp_path):
    async with driven(tmp_path) as it:
        entries = it.app.dossier.timeline()
        it.app.dossier.timeline = lambda **_: [dated("2015-01-01", "2015-12-31"), *entries]
        await it.type("t", "F")
        assert "Hide 1 earlier date" in it.text()


async def test_what_only_an_anonymous_source_says_is_marked_in_the_timeline_and_among_related_passages(tmp_path):
    async with driven(tmp_path) as it:
        await it.search("strike")
        await it.type("enter", "r")
        assert it.workspace.panel.selected is not None
        assert "anonymous source" not in it.text()
        it.app.dossier.nameless = it.workspace.panel.selected.text[:20]
        await it.type("escape", "r")
        assert it.text().count("anonymous source") == 1
        it.app.dossier.nameless = "strike began"
        await it.type("t")
        assert "anonymous source" in it.text()
