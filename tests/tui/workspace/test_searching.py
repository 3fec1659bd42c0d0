"""Narrowing an answer down, its order, searches that are kept, and the help on all that."""

from __future__ import annotations

import pytest
from textual import events

from dossier.model import Filters, SavedSearch
from dossier.tui.dialogs.filters import as_query, first_day, last_day
from dossier.tui.session import session
from dossier.tui.session.state import State
from dossier.tui.widgets.choice_lines import Choice, ChoiceLines, found
from dossier.tui.workspace.searching.search_bar import StatusPart, describe, fitted
from tests.helpers.app import driven
from tests.helpers.fake_dossier import FakeDossier


def line(it, words):
    return next((line for line in it.text().splitlines() if words in line), "")


async def test_filters_count_what_the_query_finds_and_the_counts_follow(tmp_path):
    async with driven(tmp_path) as it:
        await it.search("strike")
        await it.type("escape", "f")
        assert "passages in articles" in it.text()
        assert "○ Northern Wire" in line(it, "2 in 2")
        assert "Wed 5 Mar 2025" in it.text()
        await it.type(*"gaz", "enter")
        assert "● Vale Gazette" in it.text()
        await it.type("backspace")  # what was typed is selected after a choice: one key takes it away
        assert "Wed 5 Mar 2025" not in it.text()
        assert "○ Northern Wire" in line(it, "2 in 2")  # another outlet can still be added
        await it.type(*"reed", "enter", "escape")
        assert it.workspace.search.filters == Filters(outlets=("Vale Gazette",), entities=("tomas-reed",))
        assert "only Vale Gazette · Tomas Reed" in it.text()
        assert it.app.state.entities == ["tomas-reed"]


async def test_of_very_many_articles_only_the_names_of_the_answer_are_looked_up(tmp_path, monkeypatch):
    monkeypatch.setattr(session, "WHOLE", 2)
    asked, entities = [], FakeDossier.entities
    monkeypatch.setattr(FakeDossier, "entities", lambda *args, **named: asked.append(named) or entities(*args, **named))
    async with driven(tmp_path) as it:
        await it.search("strike")
        await it.type("escape", "f", *"reed", "enter", "escape")
        assert it.workspace.search.filters == Filters(entities=("tomas-reed",))
        assert "only Tomas Reed" in it.text()
    assert any("tomas-reed" in named.get("ids", ()) for named in asked)


async def test_what_is_typed_before_the_counts_are_there_is_not_lost(tmp_path, monkeypatch):
    import threading

    go = threading.Event()
    counted = FakeDossier.facets
    monkeypatch.setattr(FakeDossier, "facets", lambda *args, **named: go.wait(60) and counted(*args, **named))
    async with driven(tmp_path) as it:
        for key in ("f", *"gaz", "enter"):
            await it.pilot.press(key)
        assert "Counting…" not in it.text()  # it does not hold what was typed
        go.set()
        await it.settle()
        assert it.workspace.search.filters.outlets == ("Vale Gazette",)


async def test_a_kind_of_number_and_a_name_narrow_also_where_nothing_is_searched_for(tmp_path):
    async with driven(tmp_path) as it:
        await it.type("f", *"ana", "enter", "escape")
        assert len(it.workspace.search.found) == 2
        assert "2 passages in 2 articles" in it.text()
        await it.type("x")
        assert "3 articles" in line(it, "search 3 articles")
        await it.type("f", *"count", "enter", "escape")
        assert it.workspace.search.filters == Filters(kinds=("count",))
        assert it.app.state.kinds == ["count"]


async def test_filters_that_are_remembered_are_told_by_name_at_the_next_start(tmp_path):
    async with driven(tmp_path, state=State(query="strike", entities=["tomas-reed"])) as it:
        assert "only Tomas Reed" in it.text()


async def test_a_failing_count_is_a_sentence(tmp_path, monkeypatch):
    from dossier.model import DossierError

    def fail(*_, **__):
        raise DossierError("The index is gone; press R.")

    monkeypatch.setattr(FakeDossier, "facets", fail)
    async with driven(tmp_path) as it:
        await it.type("f")
        assert it.app.screen is it.workspace
        assert it.said == "The index is gone; press R."


async def test_the_newest_come_first_and_the_best_again(tmp_path):
    async with driven(tmp_path) as it:
        await it.search("strike")
        await it.type("escape", "d")
        assert [hit.article for hit in it.workspace.search.found] == ["talks", "mayor", "mayor", "harbour"]
        assert "newest first" in it.text()
        await it.type("x")
        assert [info.id for info in it.workspace.search.articles()] == ["talks", "mayor", "harbour"]
        await it.type("d")
        assert it.workspace.search.articles()[0].id == "harbour"
        assert it.said == "In the order of the files; with a search the best match comes first."


async def test_a_search_is_kept_with_its_filters_found_again_and_forgotten(tmp_path):
    async with driven(tmp_path) as it:
        await it.type("S")
        assert it.said == "No search yet: / begins one."
        await it.search("strike")
        await it.type("enter", "f", *"gaz", "enter", "escape", "S", "enter", *"mayor", "enter")
        assert it.app.dossier.searches() == [SavedSearch("mayor", 'strike outlet:"Vale Gazette"')]
        assert it.said == "Saved as “mayor”; S finds it again."
        await it.type("x", "x", "S", "enter")
        assert it.workspace.bar.input.value == it.workspace.search.query == 'strike outlet:"Vale Gazette"'
        assert it.workspace.where == "results"
        assert not it.workspace.search.filters
        await it.type("S", "delete")
        assert it.app.dossier.searches() == []
        await it.type(*"strike", "down", "enter")
        assert it.workspace.search.query == "strike"


async def test_help_has_the_query_language_and_puts_a_line_into_the_box(tmp_path):
    async with driven(tmp_path) as it:
        await it.type("question_mark", "tab")
        assert "both words, in any form" in it.text()
        await it.type(*"quote som", "enter")
        assert it.workspace.bar.input.value == it.workspace.search.query == "speaker:duarte"
        assert it.workspace.where == "search"
        await it.type("f1")
        assert "exactly these words in this order" in it.text()
        await it.type("tab")
        assert "other articles report this too" in it.text()
        await it.type("enter")
        assert it.app.screen is it.workspace


async def test_help_on_another_screen_begins_with_its_keys_and_stays_there(tmp_path):
    async with driven(tmp_path, size=(80, 24)) as it:
        await it.type("c")
        screen = it.app.screen
        await it.type("question_mark")
        assert it.text().index("HERE") < it.text().index("Mark the finding as seen")
        assert "SEARCHING" not in it.text()
        await it.type("escape")
        assert it.app.screen is screen
        await it.type("question_mark", *"as seen", "enter")
        assert it.app.screen is screen
        assert it.app.dossier.marks == {"number-1": "seen"}
        await it.type("question_mark", *"its tags", "enter")
        assert it.said == "That works on another screen; escape goes back."
        await it.type("question_mark", *"figure", "enter")
        assert it.app.screen is it.workspace
        assert it.workspace.side.title == "Numbers"


async def test_the_wheel_moves_the_bar_of_a_chooser(tmp_path):
    async with driven(tmp_path) as it:
        await it.type("question_mark")
        lines = it.app.screen.lines
        await it.pilot._post_mouse_events([events.MouseScrollDown], lines, button=0)
        await it.settle()
        assert lines.chosen.label == lines._choices[3].label


def test_the_rows_of_a_long_label_are_indented_so_that_one_sees_where_the_next_begins():
    lines = ChoiceLines([Choice(1, "Pier shut after a storm took its lamps"), Choice(2, "Pier open again")], None)
    assert [row.label for row in lines._rows(26)] == ["Pier shut after a", "  storm took its lamps", "Pier open again"]
    keyed = ChoiceLines([Choice(1, "Pier shut after a storm took its lamps", key="p")], None)
    assert [row.label for row in keyed._rows(26)] == ["Pier shut after a", "storm took its", "lamps"]


def test_what_begins_a_word_is_found_first():
    choices = [Choice(1, "Side panel: scope"), Choice(2, "Copy it"), Choice(3, "Jarí", "a copy"), Choice(4, "Über")]
    assert [choice.value for choice in found("cop", choices)] == [2, 3, 1]
    assert [choice.value for choice in found("uber", choices)] == [4]
    assert [choice.value for choice in found("JARI copy", choices)] == [3]


@pytest.mark.parametrize(
    ("filters", "query"),
    [
        (Filters(), "a b"),
        (Filters(outlets=("Wire",)), "(a b) outlet:Wire"),
        (Filters(outlets=("Wire", "The 'X' \"Y\"")), "(a b) outlet:(Wire OR \"The 'X'  Y \")"),
        (Filters(since="2025-11-28"), "(a b) date:2025-11-28.."),
        (Filters(entities=("p1", "p2")), '(a b) entity:"Ana Ruiz" entity:p2'),
        (Filters(kinds=("count", "money")), "(a b) kind:(count OR money)"),
    ],
)  # fmt: skip
def test_filters_are_written_as_a_query_that_can_be_read(filters, query):
    from dossier.storing.query.parser import parse

    assert as_query("a b", filters, {"p1": "Ana Ruiz"}) == query
    parse(query)


def test_days_months_and_years_have_a_first_and_a_last_day():
    assert (first_day("2024"), last_day("2024")) == ("2024-01-01", "2024-12-31")
    assert (first_day("2024-02"), last_day("2024-02")) == ("2024-02-01", "2024-02-29")
    assert (first_day("2024-12-05"), last_day("2024-12-05")) == ("2024-12-05", "2024-12-05")
    assert last_day("2024-12") == "2024-12-31"


def test_the_first_line_always_says_that_something_is_filtered():
    parts = [
        StatusPart("only José Antonio Kast", "filtered"),
        StatusPart("12 passages in 5 articles", "12 in 5"),
        StatusPart("3 ms"),
    ]
    assert [part.text for part in fitted(parts, 80)] == [part.text for part in parts]
    assert [part.text for part in fitted(parts, 40)] == ["only José Antonio Kast", "12 in 5", "3 ms"]
    assert [part.text for part in fitted(parts, 20)] == ["filtered", "12 in 5"]
    assert [part.text for part in fitted(parts, 5)] == ["filtered"]


def test_filters_are_told_in_words():
    filters = Filters(("A", "B", "C"), None, "2025-01-02", ("p1",), ("money",))
    assert describe(filters, {"p1": "Ana Ruiz"}) == "only 3 outlets · … to 2 Jan 2025 · Ana Ruiz · money"
