"""The side panel: what is listed, in which order, and where an entry leads."""

from __future__ import annotations

from dataclasses import replace

import pytest
from textual.app import App, ComposeResult

from dossier.model import ArticleInfo, Entity, Mention, Note, Quantity, Quotation, Related, Shared, Variant
from dossier.text.quantities import as_written, of
from dossier.tui.widgets import Entry, Panel, Place, Section
from dossier.tui.widgets.messages import EntryChosen, EntryHighlighted
from dossier.tui.widgets.panel import bar
from dossier.tui.widgets.sections import (
    entity_sections,
    note_sections,
    number_sections,
    quote_sections,
    related_sections,
)
from tests.helpers.app import driven
from tests.helpers.fake_dossier import fake_article

ENTITIES = [
    Entity("e1", "PERSON", "José Ortiz", (Variant("José Ortiz", 4, 2), Variant("Ortíz", 2, 1)), count=18, articles=3),
    Entity("e2", "PLACE", "Puerto Real", count=6, articles=2),
    Entity("e3", "PERSON", "Ana Ruiz", count=9, articles=2),
]
MENTIONS = [
    Mention("b", 7, 12, "Ortíz", "PERSON", entity="e1"),
    Mention("a", 3, 13, "José Ortiz", "PERSON", entity="e1"),
]
SOURCES = {"a": ArticleInfo("a", "a", "T", "Dawn", None, "2025-11-29", None, None, "en", 9, 1, "")}


def quantity(text: str, value: float | None, low: float | None = None, high: float | None = None, **more) -> Quantity:
    return Quantity("a", more.pop("start", 0), 9, text, value, low, high, **more)


class Harness(App[None]):
    def __init__(self) -> None:
        super().__init__()
        self.panel = Panel()
        self.heard: list[object] = []

    def compose(self) -> ComposeResult:
        yield self.panel

    def on_mount(self) -> None:
        self.panel.focus()

    def on_entry_highlighted(self, message: EntryHighlighted) -> None:
        self.heard.append(message.entry.key)

    def on_entry_chosen(self, message: EntryChosen) -> None:
        self.heard.append((message.entry.key, message.place, message.number))


def screen(panel: Panel) -> list[str]:
    return [panel.render_line(y).text.rstrip() for y in range(panel.size.height)]


async def test_texts_take_the_width_and_counts_stay_near_their_names():
    words = " ".join(["words"] * 18)
    async with Harness().run_test(size=(98, 20)) as pilot:
        panel = pilot.app.query_one(Panel)
        panel.show([Section("News", (Entry("a", words, wraps=True, lines=(words,)),))])
        await pilot.pause()
        assert 85 < max(map(len, screen(panel))) <= 98
        reason = " ".join(["reason"] * 45)
        panel.show([Section("News", (Entry("a", "It", wraps=True, lines=(reason,)),))])
        await pilot.pause()
        assert " ".join(" ".join(screen(panel)[2:]).split()) == reason
        panel.show([Section("People", (Entry("a", words, count=3),))])
        await pilot.pause()
        assert max(map(len, screen(panel))) in (63, 64)


async def test_entities_stand_under_their_types_with_counts_bars_and_spellings():
    app = Harness()
    async with app.run_test(size=(32, 14)) as pilot:
        app.panel.show(entity_sections(ENTITIES, MENTIONS))
        await pilot.pause()
        assert screen(app.panel)[:7] == [
            " PEOPLE",
            "▸José Ortiz           █████ 18",
            "   = Ortíz",
            " Ana Ruiz             ██▌    9",
            "",
            " PLACES",
            " Puerto Real          █████  6",
        ]


async def test_enter_goes_to_each_place_in_turn_and_begins_again():
    app = Harness()
    async with app.run_test(size=(40, 14)) as pilot:
        app.panel.show(entity_sections(ENTITIES, MENTIONS))
        for _ in range(3):
            app.panel.choose()
        app.panel.move("line")
        app.panel.choose()
        await pilot.pause()
        assert app.heard == [
            ("e1", Place("a", 3, 13), 0),
            ("e1", Place("b", 7, 12), 1),
            ("e1", Place("a", 3, 13), 0),
            "e3",
            ("e3", None, 0),
        ]


async def test_filtering_folds_case_and_accents_and_keeps_the_choice():
    app = Harness()
    async with app.run_test(size=(40, 14)) as pilot:
        app.panel.show(entity_sections(ENTITIES))
        app.panel.move("bottom")
        app.panel.filter("REÁL")
        await pilot.pause()
        assert [line.split("  ")[0].strip("▸ ") for line in screen(app.panel) if line] == ["PLACES", "Puerto Real"]
        assert app.panel.selected.key == "e2"
        app.panel.filter("nobody")
        await pilot.pause()
        assert "Nothing here contains “nobody”." in " ".join(screen(app.panel))
        app.panel.choose()
        app.panel.filter("")
        await pilot.pause()
        assert sum(bool(line) for line in screen(app.panel)) == 6


async def test_showing_again_keeps_the_entry_where_it_was():
    app = Harness()
    entries = tuple(Entry(str(n), f"entry {n}") for n in range(100))
    async with app.run_test(size=(40, 10)) as pilot:
        app.panel.show([Section("All", entries)])
        assert app.panel.select("50")
        await pilot.pause()
        line = app.panel.firsts[50] - app.panel.top
        app.panel.show([Section("All", entries[20:])])
        await pilot.pause()
        assert app.panel.selected.key == "50"
        assert app.panel.firsts[30] - app.panel.top == line
        app.panel.show([], empty="Nothing yet. m keeps a sentence.")
        await pilot.pause()
        assert "Nothing yet. m keeps a sentence." in " ".join(screen(app.panel))
        assert app.panel.selected is None


async def test_what_is_chosen_while_hidden_is_seen_later():
    app = Harness()
    entries = tuple(
        Entry(str(n), f"entry {n} with a text that takes two rows in a narrow pane", wraps=True) for n in range(90)
    )
    async with app.run_test(size=(40, 12)) as pilot:
        await pilot.pause()
        app.panel.display = False
        await pilot.pause()
        app.panel.show([Section("All", entries)])
        app.panel.select("60")
        app.panel.display = True
        await pilot.pause()
        assert any("entry 60" in line for line in screen(app.panel))


async def test_very_long_lists_say_what_they_leave_out():
    app = Harness()
    async with app.run_test(size=(40, 10)) as pilot:
        app.panel.show([Section("All", tuple(Entry(str(n), f"entry {n}") for n in range(1500)))])
        app.panel.move("bottom")
        app.panel.scroll_to(y=app.panel.max_scroll_y)
        await pilot.pause()
        assert app.panel.selected.key == "999"
        assert "and 500 more" in screen(app.panel)[-1] + screen(app.panel)[-2]
        app.panel.filter("1499")
        await pilot.pause()
        assert app.panel.selected.key == "1499"


@pytest.mark.parametrize("width", [20, 26, 34, 60])
async def test_nothing_is_clipped_or_ragged_at_any_width(width):
    app = Harness()
    long = Entity("e9", "ORG", "The Association of Harbour Masters and Light Keepers", count=1234)
    async with app.run_test(size=(width, 20)) as pilot:
        app.panel.show(entity_sections([*ENTITIES, long]))
        await pilot.pause()
        strips = [app.panel.render_line(y) for y in range(20)]
        assert {strip.cell_length for strip in strips} == {app.panel.scrollable_content_region.width}
        assert any(strip.text.rstrip().endswith("1,234") for strip in strips)


@pytest.mark.parametrize(
    ("number", "written"),
    [
        (quantity("330,000", 330_000, bound="~", qualifier="some"), "some 330,000"),
        (quantity("100", 100, bound=">=", qualifier="at least"), "at least 100"),
        (quantity("at least 100", 100, bound=">=", qualifier="at least"), "at least 100"),
        (quantity("100", 100, bound=">="), "≥ 100"),
        (quantity("dozens", None, 24, 99, bound="~"), "dozens"),
        (quantity("a day", 1, unit="day", kind="duration"), "a day"),
        (quantity("$12bn", 12e9, unit="USD", kind="money"), "$12bn"),
        (quantity("24 to\n30 feet", None, 24, 30, unit="foot", kind="distance"), "24 to 30 feet"),
        (quantity("countless", None), "countless"),
    ],
)
def test_numbers_are_written_in_the_words_of_their_source(number, written):
    assert as_written(number) == written


async def test_what_is_counted_stands_whole_beside_its_number_or_below():
    app = Harness()
    async with app.run_test(size=(30, 20)) as pilot:
        numbers = [quantity("40", 40, counted="boats"), quantity("about 1,330", 1330, counted="unregistered boats")]
        app.panel.show(number_sections(numbers))
        await pilot.pause()
        rows = ["".join(app.panel.render_line(y).text).rstrip() for y in range(6)]
        assert "▸40 boats" in rows
        assert rows[rows.index(" about 1,330") + 1].strip() == "unregistered boats"


async def test_a_long_number_is_never_cut():
    app = Harness()
    words = "between 12,000,000,000 and 13,500,000,000 pesos"
    async with app.run_test(size=(26, 20)) as pilot:
        app.panel.show(number_sections([quantity(words, None, 12e9, 13.5e9, unit="CLP", kind="money")]))
        await pilot.pause()
        text = " ".join("".join(app.panel.render_line(y).text for y in range(20)).split())
        assert words in text


def test_numbers_stand_by_what_they_measure_in_order_of_size():
    sections = number_sections(
        [
            quantity("two weeks", 2, unit="week", kind="duration"),
            quantity("60 days", 60, unit="day", kind="duration", start=5),
            quantity("60 days", 60, unit="day", kind="duration"),
            quantity("3 ships", 3, counted="grey ships"),
            quantity("40 boats", 40, counted="fishing boats"),
            quantity("dozens", None, 24, 99, counted="boats"),
        ]
    )
    assert [(section.title, [entry.text for entry in section.entries]) for section in sections] == [
        ("Time", ["two weeks", "60 days"]),
        ("Boats", ["dozens", "40 boats"]),
        ("Other counts", ["3 ships"]),
    ]
    assert sections[0].entries[1].count == 2
    assert len(sections[0].entries[1].places) == 2
    assert sections[2].entries[0].detail == "grey ships"


def test_quotes_stand_by_speaker_and_related_passages_say_why():
    quotes = [
        Quotation("a", 0, 9, "It is full", speaker="Ruiz", speaker_id="e3"),
        Quotation("a", 20, 29, "No more", speaker=None),
        Quotation("a", 40, 49, "Go back", speaker="Ana Ruiz", speaker_id="e3"),
    ]
    sections = quote_sections(quotes, SOURCES, {"e3": "Ana Ruiz"})
    assert [section.title for section in sections] == ["Ana Ruiz", "Nobody named"]
    assert sections[0].entries[0].text == "“It is full”"
    assert sections[0].entries[0].lines == ("Dawn · 29 Nov 2025",)
    assert quote_sections(quotes)[0].title == "Ana Ruiz"

    shared = Shared(names=("Ana Ruiz",), numbers=("40",), terms=("quay",))
    [section] = related_sections([Related("q", "a", 3, 30, "Ana Ruiz saw 40 boats.", 1.0, shared)], SOURCES)
    [entry] = section.entries
    assert entry.lines == ("Dawn · 29 Nov 2025", "both: 40, Ana Ruiz, quay")
    assert [entry.text[start:end] for start, end in entry.marks] == ["Ana Ruiz", "40"]
    assert related_sections([]) == []
    apart = Related("q", "b", 0, 9, "Boats go.", 0.4, Shared(terms=("boats",)), close=False)
    sections = related_sections([Related("q", "a", 3, 30, "Ana Ruiz saw 40 boats.", 1.0, shared), apart])
    assert [section.title for section in sections] == ["In other articles", "Perhaps another fact"]
    assert [len(section.entries) for section in sections] == [1, 1]


async def test_quotes_and_notes_wrap_with_what_is_said_of_them_below():
    note = Note("n", "We do not have the room to take in any more boats tonight", "a", 3, 60, speaker="Ana Ruiz",
                outlet="Dawn", tags=("room", "boats"), comment="call back")  # fmt: skip
    app = Harness()
    async with app.run_test(size=(34, 12)) as pilot:
        app.panel.show(note_sections([note]))
        await pilot.pause()
        assert screen(app.panel)[:6] == [
            " BOOKMARKED",
            "▸“We do not have the room to",
            " take in any more boats tonight”",
            "   Ana Ruiz · Dawn",
            "   #room #boats",
            "   call back",
        ]


def test_bars_are_never_empty_and_never_too_long():
    assert [bar(part) for part in (0, 0.1, 0.5, 1, 7)] == ["▏", "▌", "██▌", "█████", "█████"]


def test_a_related_entry_leads_to_the_sentence_that_matches():
    text = "The quay was empty. Ana Ruiz saw 40 boats. Nobody spoke."
    shared = Shared(names=("Ana Ruiz",), numbers=("40",))
    [section] = related_sections([Related("q", "a", 10, 10 + len(text), text, 1.0, shared)])
    [place] = section.entries[0].places
    assert text[place.start - 10 : place.end - 10] == "Ana Ruiz saw 40 boats."


async def test_related_says_when_the_cursor_has_left_its_passage(tmp_path):
    async with driven(tmp_path) as it:
        await it.search("dock")
        await it.type("enter", "r")
        assert "Related · to this passage" in it.text()
        await it.type("escape", "]")
        assert "Related · earlier passage" in it.text()
        await it.type("r")
        assert "Related · to this passage" in it.text()


async def test_a_heading_counts_what_is_left_of_a_narrowed_list(tmp_path):
    async with driven(tmp_path) as it:
        await it.type("c")
        finding = it.app.dossier.compare()[0]
        assert f"{finding.verdict.upper()} · 1" in it.text()
        assert next(section.heading for section in it.app.screen.panel.listed()).endswith("· 1")


def test_what_is_counted_by_a_vague_plural_stands_behind_of():
    vague, plain = quantity("dozens", None, 24, 99, counted="boats"), quantity("40 boats", 40, counted="boats")
    assert [of(as_written(q), "boats") for q in (vague, plain)] == ["of boats", "boats"]
    entry = number_sections([vague])[0].entries[0]
    assert (entry.text, entry.detail) == ("dozens", "of boats")


async def test_an_empty_list_says_that_the_articles_are_still_being_read(tmp_path, monkeypatch):
    async with driven(tmp_path) as it:
        it.app.dossier.related = lambda *_: []
        monkeypatch.setattr(type(it.workspace.session.index), "unread", property(lambda _: "3 articles"))
        await it.type("4")
        assert "are still" in it.text()
        monkeypatch.undo()
        await it.type("1", "4")
        assert "No other article" in it.text()


@pytest.mark.parametrize("size", [(140, 45), (80, 24), (60, 20), (200, 60)])
async def test_a_long_name_stands_whole_beside_its_count(tmp_path, size):
    name = "Northern Estuary Association of Ferry Operators and Harbour Pilots"
    async with driven(tmp_path, size=size) as it:
        it.app.dossier.entities = lambda *_, **__: [Entity("e9", "ORG", name, count=12, articles=2)]
        await it.type("2", "1", "w", "w")
        panel = it.workspace.panel
        rows = [panel.render_line(y).text for y in range(panel.page)]
        first = next(row for row in rows if "Northern" in row)
        assert first.rstrip().endswith("12")
        assert all(row.startswith("   ") for row in rows[rows.index(first) + 1 :]), "further rows are indented"
        assert name in " ".join(" ".join(rows).replace("█", "").replace(" 12", "").replace("▸", "").split())


@pytest.mark.parametrize(
    ("body", "around"),
    [
        ("The shares rose at noon and closed at $24.13.", "…rose at noon and closed at $24.13."),
        ("They closed at $24.13 on the last day of trading.", "…They closed at $24.13 on the last day of trading."),
        (
            "It sank to $24.13 on the last long day of a week of losses.",
            "…It sank to $24.13 on the last long day of a week…",
        ),
    ],
)
def test_the_words_around_a_number_end_with_their_sentence(body, around):
    at = body.index("$24.13")
    article = replace(fake_article("harbour"), text=body)
    money = Quantity("a", at, at + 6, "$24.13", 24.13, None, None, unit="USD")
    [section] = number_sections([money], lambda ids: [article for _ in ids])
    assert section.entries[0].lines == (around,)
