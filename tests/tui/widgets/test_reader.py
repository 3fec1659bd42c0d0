"""The reader as a person meets it: what stands on the screen, where the cursor goes, what stays in place."""

from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from rich.style import Style
from textual.app import App, ComposeResult
from textual.color import Color
from textual.strip import Strip

from dossier.model import Article, Passage, Zone
from dossier.tui.text import motion, styles
from dossier.tui.text.spans import SpanIndex, StyledSpan
from dossier.tui.themes import THEMES
from dossier.tui.widgets import Reader
from dossier.tui.widgets.lines import put_all, segments
from dossier.tui.widgets.messages import CursorMoved
from dossier.tui.widgets.reader.page import set_page
from dossier.tui.widgets.reader.reader import MEASURE
from tests.helpers.app import spans_at

BODY = [
    "The harbour master closed the gates at noon. Nobody had told the fishermen, Mr. Ortiz said. They waited.",
    "“We counted 40 boats,” said Ana Ruiz, who keeps the light. By evening there were dozens.",
    "漢字の文章もここにあります。船は四十隻でした。 A family 👩\u200d👩\u200d👧 watched from the quay.",
]


def article(paragraphs: list[str] | None = None, *, head: str = "", between: str = "\n") -> Article:
    text, passages, zones = head, [], []
    if head:
        zones.append(Zone(0, len(head), "furniture"))
    for paragraph in paragraphs or BODY:
        start = len(text)
        text += paragraph + between
        passages.append(Passage(start, start + len(paragraph)))
        zones.append(Zone(start, len(text), "body"))
    return Article("a", "a.txt", "Title", text, "", zones=tuple(zones), passages=tuple(passages))


class Harness(App[None]):
    def __init__(self, shown: Article | None = None, *spans: StyledSpan, at: int | None = None) -> None:
        super().__init__()
        self.reader = Reader()
        self.shown, self.spans, self.at = shown, spans, at
        self.moves: list[tuple[int, int | None]] = []

    def compose(self) -> ComposeResult:
        yield self.reader

    def on_mount(self) -> None:
        if self.shown:
            self.reader.show(self.shown, self.spans, at=self.at)
        self.reader.focus()

    def on_cursor_moved(self, message: CursorMoved) -> None:
        self.moves.append((message.offset, message.passage_index))


def screen(reader: Reader) -> list[str]:
    return [reader.render_line(y).text for y in range(reader.size.height)]


def look(reader: Reader, word: str, nth: int = 0):
    """Give the style in which the nth occurrence of a word stands on the screen."""
    for y in range(reader.size.height):
        for segment in reader.render_line(y):
            if word in segment.text:
                if not nth:
                    return segment.style
                nth -= 1
    raise AssertionError(word)


async def test_paragraphs_are_parted_by_a_blank_row_and_centred_at_a_comfortable_measure():
    app = Harness(article(["A line of words about boats. " * 20, "Another."]))
    async with app.run_test(size=(140, 24)) as pilot:
        await pilot.pause()
        lines = screen(app.reader)
        texts = [line for line in lines if line.strip(" ▍")]
        assert max(len(line.strip(" ▍")) for line in texts) <= MEASURE
        left = min(len(line) - len(line.lstrip(" ▍")) for line in texts)
        assert left == (app.reader.scrollable_content_region.width - MEASURE) // 2
        assert "" in [line.strip(" ▍") for line in lines[: len(texts)]]
        assert all(len(line) == app.reader.scrollable_content_region.width for line in lines)


async def test_lines_that_a_program_broke_flow_and_lists_do_not():
    text = "The ferry\nleft at\r\nsix.\n- one\n- two"
    whole = Article("a", "a", "t", text, "", zones=(Zone(0, len(text), "body"),), passages=(Passage(0, len(text)),))
    app = Harness(whole)
    async with app.run_test(size=(60, 10)) as pilot:
        await pilot.pause()
        shown = [line.strip(" ▍").replace("\u200c", "") for line in screen(app.reader)]
        assert shown[:5] == ["The ferry left at six.", "", "- one", "", "- two"]
        app.reader.goto(text.index("six"))
        assert app.reader.cursor == text.index("six")


async def test_furniture_is_tight_and_dimmed():
    app = Harness(article(["Body text here."], head="Home\nSign up\n\n\n\nShare\n"))
    async with app.run_test(size=(60, 12)) as pilot:
        await pilot.pause()
        assert [line.strip(" ▍") for line in screen(app.reader)][:6] == [
            "Home", "Sign up", "", "Share", "", "Body text here.",
        ]  # fmt: skip
        assert look(app.reader, "Sign up").dim
        assert app.reader.cursor == app.shown.passages[0].start


async def test_long_furniture_does_not_hide_the_body():
    head = "".join(f"Menu entry {n}\n" for n in range(60))
    app = Harness(article(["Here the article begins."], head=head))
    async with app.run_test(size=(60, 12)) as pilot:
        await pilot.pause()
        assert any("Here the article begins" in line for line in screen(app.reader))


async def test_control_characters_markup_and_overrides_are_harmless():
    app = Harness(article(["See \x1b[31mred\x07 [b]bold[/b] \u202eevil [/] end."]))
    async with app.run_test(size=(70, 6)) as pilot:
        await pilot.pause()
        shown = "".join(screen(app.reader))
        assert "␛[31mred␇ [b]bold[/b] �evil [/] end." in shown
        assert not set(shown) & set("\x1b\x07\u202e")


KINDS = ["person", "org", "place", "nationality", "event", "number", "date", "quote", "note", "hit", "current-hit"]


def marked() -> tuple[Article, list[StyledSpan]]:
    words = " ".join(f"w{n:02}x" for n in range(len(KINDS)))
    return article([words]), [StyledSpan(5 * n, 5 * n + 4, kind) for n, kind in enumerate(KINDS)]


def attributes(style) -> tuple[bool, ...]:
    return tuple(bool(part) for part in (style.bold, style.dim, style.italic, style.underline, style.reverse))


def contrast(ink, ground) -> float:
    """WCAG 2.2, relative luminance: 4.5 is its bar for text."""

    def luminance(color) -> float:
        parts = [part / 255 for part in Color.from_rich_color(color).rgb]
        red, green, blue = (part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts)
        return 0.2126 * red + 0.7152 * green + 0.0722 * blue

    dark, light = sorted((luminance(ink), luminance(ground)))
    return (light + 0.05) / (dark + 0.05)


async def test_without_colours_each_kind_still_looks_its_own_way(monkeypatch):
    monkeypatch.setenv("NO_COLOR", "1")
    shown, spans = marked()
    app = Harness(shown, *spans)
    async with app.run_test(size=(100, 6)) as pilot:
        await pilot.pause()
        app.screen.set_focus(None)
        await pilot.pause()
        assert app.reader.has_class("-plain")
        looks = [attributes(look(app.reader, f"w{n:02}x")) for n in range(len(KINDS))]
        assert len(set(looks)) == len(KINDS)
        assert attributes(app.reader.palette.stack([])) not in looks


@pytest.mark.parametrize(
    ("theme", "least"),
    # Ours keep WCAG's bar for text; those that Textual brings are as faint as they are.
    [("dossier-dark", 4.5), ("dossier-light", 4.5), ("textual-dark", 3), ("textual-light", 3), ("solarized-light", 3)],
)
async def test_with_colours_each_kind_looks_its_own_way_and_can_be_read(theme, least, monkeypatch):
    monkeypatch.delenv("NO_COLOR", raising=False)
    shown, spans = marked()
    app = Harness(shown, *spans)
    async with app.run_test(size=(100, 6)) as pilot:
        for ours in THEMES:
            app.register_theme(ours)
        app.theme = theme
        await pilot.pause()
        app.screen.set_focus(None)
        await pilot.pause()
        looks = [look(app.reader, f"w{n:02}x") for n in range(len(KINDS))]
        assert len({(style.color, style.bgcolor, *attributes(style)) for style in looks}) == len(KINDS)
        for kind, style in zip(KINDS, looks, strict=True):
            assert contrast(style.color, style.bgcolor) > least, kind


async def test_every_kind_of_the_table_has_its_component_class():
    app = Harness(article())
    async with app.run_test(size=(80, 20)):
        for kind in (*styles.LAYERS, *styles.PARTS, "row"):
            app.reader.palette.layer(kind)


async def test_overlapping_spans_are_laid_over_each_other():
    shown = article(["“We counted 40 boats at night,” she said."])
    start = shown.text.index("40")
    app = Harness(shown, StyledSpan(1, 30, "quote"), StyledSpan(start, start + 2, "number"))
    async with app.run_test(size=(80, 6)) as pilot:
        app.reader.set_spans("hits", [StyledSpan(start, start + 8, "hit")])
        await pilot.pause()
        both, hit, quote = look(app.reader, "40"), look(app.reader, " boats"), look(app.reader, "at night")
        assert both.italic
        assert both.bgcolor == hit.bgcolor != quote.bgcolor
        app.reader.set_spans("hits", [])
        await pilot.pause()
        assert look(app.reader, "40").bgcolor == quote.bgcolor


async def test_the_cursor_moves_by_word_sentence_and_passage():
    app = Harness(article())
    async with app.run_test(size=(80, 20)) as pilot:
        await pilot.pause()
        reader, text = app.reader, app.shown.text
        for unit, count, word in [
            ("word", 2, "master"), ("word", -1, "harbour"), ("word-back", 1, "The"), ("sentence", 1, "Nobody"),
            ("sentence", 1, "They waited"), ("sentence", -1, "Nobody"), ("passage", 1, "“We counted"),
            ("passage", 1, "漢字"), ("passage", 1, "漢字"), ("passage", -2, "The harbour"), ("bottom", 1, "A family"),
        ]:  # fmt: skip
            reader.move(unit, count)
            if unit == "bottom":
                assert reader.passage == 2
            else:
                assert text.startswith(word, reader.cursor), (unit, word, text[reader.cursor :][:20])
        reader.move("top")
        reader.move("word-end")
        assert text[reader.cursor] == "e"
        await pilot.pause()
        assert app.moves[-1] == (reader.cursor, 0)
        assert text[slice(*reader.sentence())] == "The harbour master closed the gates at noon."


async def test_the_cursor_takes_a_grapheme_at_a_time():
    app = Harness(article())
    async with app.run_test(size=(80, 20)) as pilot:
        await pilot.pause()
        start = app.shown.text.index("👩")
        app.reader.goto(start)
        app.reader.move("char")
        assert app.shown.text[app.reader.cursor :].startswith(" watched")
        app.reader.move("char", -1)
        assert app.reader.cursor == start
        app.reader.goto(start + 3)
        assert app.reader.cursor == start


async def test_the_cursor_stops_only_where_something_stands():
    app = Harness(article(["One two three four", "", "five six"], between="\n\n"))
    async with app.run_test(size=(15, 20)) as pilot:
        await pilot.pause()
        reader, text = app.reader, app.shown.text
        seen = [text[reader.cursor]]
        for _ in range(40):
            reader.move("char")
            seen.append(text[reader.cursor])
        assert "".join(seen).rstrip("x") == "One twothreefourfive si"
        for _ in range(40):
            reader.move("char", -1)
        assert reader.cursor == 0


async def test_lines_keep_their_column_and_skip_blank_rows():
    app = Harness(article(["long enough to be here", "x", "long enough to be there"]))
    async with app.run_test(size=(60, 10)) as pilot:
        await pilot.pause()
        reader = app.reader
        reader.move("char", 5)
        reader.move("line")
        assert app.shown.text[reader.cursor] in "x\n"
        reader.move("line")
        assert app.shown.text[reader.cursor :].startswith("enough to be there")
        reader.move("line", -2)
        assert reader.cursor == 5


@pytest.mark.parametrize("size", [(140, 40), (80, 24), (60, 20)])
async def test_every_word_can_be_reached_and_is_seen(size):
    app = Harness(article([f"{n} " + "some words of a long paragraph " * 9 for n in range(30)]))
    async with app.run_test(size=size) as pilot:
        await pilot.pause()
        reader = app.reader
        before = -1
        while reader.cursor != before:
            before = reader.cursor
            row = reader._rows.row_at(reader.cursor)
            assert reader.top <= row < reader.top + reader.page
            reader.move("page")
        assert reader.top == reader.max_scroll_y
        reader.move("page", -1)
        assert reader.top < reader.max_scroll_y
        reader.move("top")
        assert (reader.cursor, reader.top) == (0, 0)


async def test_resizing_keeps_the_line_being_read_where_it_is():
    app = Harness(article([f"{n} " + "some words of a long paragraph " * 9 for n in range(60)]))
    async with app.run_test(size=(120, 30)) as pilot:
        await pilot.pause()
        reader = app.reader
        reader.goto(app.shown.passages[40].start)
        await pilot.pause()
        line = reader._rows.row_at(reader.cursor) - reader.top
        for width in (70, 140, 61):
            await pilot.resize_terminal(width, 30)
            await pilot.pause()
            assert reader._rows.row_at(reader.cursor) - reader.top == line
            assert "40 some words" in screen(reader)[line]
        await pilot.resize_terminal(61, 8)
        await pilot.pause()
        assert any("40 some words" in text for text in screen(reader))


async def test_an_article_shown_before_there_is_room_is_placed_when_there_is():
    app = Harness(article([f"{n} paragraph" for n in range(200)]), at=None)
    app.at = app.shown.passages[150].start
    async with app.run_test(size=(80, 20)) as pilot:
        await pilot.pause()
        assert any("150 paragraph" in line for line in screen(app.reader))
        assert app.reader.passage == 150


async def test_the_passage_under_the_cursor_and_marks_stand_in_the_gutter():
    app = Harness(article())
    async with app.run_test(size=(60, 20)) as pilot:
        app.reader.set_marks(notes={0, 1}, related={1})
        app.reader.move("passage")
        await pilot.pause()
        lines = screen(app.reader)
        first = next(line for line in lines if "The harbour" in line)
        second = next(line for line in lines if "“We counted" in line)
        assert first.startswith("•   The")
        assert second.startswith("•≈▍ “We")
        assert sum("▍" in line for line in lines) == 2


async def test_a_selection_holds_the_characters_under_both_ends():
    app = Harness(article())
    async with app.run_test(size=(80, 20)) as pilot:
        await pilot.pause()
        reader, text = app.reader, app.shown.text
        reader.move("word")
        reader.select_start()
        reader.move("word-end")
        assert text[slice(*reader.selection)] == "harbour"
        await pilot.pause()
        assert look(reader, "harbou").bgcolor != look(reader, "master").bgcolor
        reader.clear_selection()
        assert reader.selection is None
        start = text.index("👩")
        reader.select(start, start + 5)
        assert reader.selection == (start, start + 5)


async def test_a_selection_by_words_has_no_letter_of_the_next_word():
    app = Harness(article())
    async with app.run_test(size=(80, 20)) as pilot:
        await pilot.pause()
        reader, text = app.reader, app.shown.text
        reader.select_start()
        reader.move("word", 2)
        assert text[slice(*reader.selection)] == "The harbour"
        assert text[reader.cursor :].startswith("master")
        reader.move("char")
        assert text[slice(*reader.selection)] == "The harbour ma"
        reader.move("word-end")
        assert text[slice(*reader.selection)] == "The harbour master"
        reader.move("word-back")
        assert text[slice(*reader.selection)] == "The harbour m"
        reader.move("word", 1000)
        assert text[slice(*reader.selection)].endswith("from the quay.")


@pytest.mark.parametrize("edge", [0, 1])
async def test_mouse_click_drag_double_click_and_wheel(edge):
    app = Harness(article([*BODY, *[f"filler {n}" for n in range(40)]]))
    async with app.run_test(size=(60, 20)) as pilot:
        app.reader.styles.border = ("round", "white") if edge else ("none", "white")
        await pilot.pause()
        reader, text = app.reader, app.shown.text
        await pilot.click(Reader, offset=(4 + text.index("harbour") + edge, edge))
        assert reader.cursor == text.index("harbour")
        await pilot.mouse_down(Reader, offset=(4 + edge, edge))
        await pilot.hover(Reader, offset=(4 + 10 + edge, edge))
        await pilot.mouse_up(Reader, offset=(4 + 10 + edge, edge))
        assert text[slice(*reader.selection)] == "The harbour"
        for first, last, words in ((6, 16, "harbour master"), (16, 6, "harbour master"), (5, 7, "arb")):
            await pilot.mouse_down(Reader, offset=(4 + first + edge, edge))
            await pilot.hover(Reader, offset=(4 + last + edge, edge))
            await pilot.mouse_up(Reader, offset=(4 + last + edge, edge))
            assert text[slice(*reader.selection)] == words
        await pilot.click(Reader, offset=(4 + text.index("master") + 2 + edge, edge), times=2)
        assert text[slice(*reader.selection)] == "master"
        assert reader.top == 0
        reader._on_mouse_scroll_down(_wheel(reader))
        await pilot.pause()
        assert reader.top > 0


async def test_after_the_wheel_keys_go_on_from_what_is_seen():
    app = Harness(article([f"{n} paragraph of the text" for n in range(100)]))
    async with app.run_test(size=(60, 20)) as pilot:
        await pilot.pause()
        reader = app.reader
        for _ in range(20):
            reader._on_mouse_scroll_down(_wheel(reader))
        await pilot.pause()
        top = reader.top
        assert top > 20
        reader.move("line")
        assert top <= reader._rows.row_at(reader.cursor) <= top + 3
        assert top - 1 <= reader.top <= top


def _wheel(reader):
    from textual.events import MouseScrollDown

    return MouseScrollDown(reader, 5, 5, 0, 0, 0, False, False, False)


async def test_labels_lie_over_the_text_without_moving_it():
    app = Harness(article(), StyledSpan(4, 11, "person"))
    async with app.run_test(size=(60, 20)) as pilot:
        await pilot.pause()
        reader = app.reader
        plain = screen(reader)
        assert [span.start for span in reader.visible_spans({"person"})] == [4]
        reader.show_labels({"as": 4, "d": app.shown.text.index("字")})
        assert "The asrbour" in screen(reader)[0]
        assert [len(line) for line in screen(reader)] == [len(line) for line in plain] or any("d" in s for s in plain)
        reader.hide_labels()
        assert screen(reader) == plain


async def test_spans_are_found_by_place_and_only_those_in_sight_are_visible():
    shown = article([f"{n} paragraph about Ana" for n in range(100)])
    spans = [StyledSpan(p.end - 3, p.end, "person", f"e{n}") for n, p in enumerate(shown.passages)]
    app = Harness(shown, *spans)
    async with app.run_test(size=(60, 20)) as pilot:
        await pilot.pause()
        reader = app.reader
        assert spans_at(reader, spans[0].start + 1, {"person"}) == [spans[0]]
        assert spans_at(reader, spans[0].start - 1) == []
        assert len(reader.visible_spans({"person"})) == 10
        assert reader.visible_spans({"hit"}) == []


async def test_a_map_of_hits_lies_along_the_scrollbar():
    shown = article([f"{n} paragraph" for n in range(100)])
    app = Harness(shown)
    async with app.run_test(size=(60, 20)) as pilot:
        reader = app.reader
        at = shown.passages
        reader.set_spans(
            "hits", [StyledSpan(at[0].start, at[0].end, "hit"), StyledSpan(at[99].start, at[99].end, "current-hit")]
        )
        await pilot.pause()
        assert sorted(reader.map_marks(20)) == [0, 19]
        bar = "".join(
            strip.text for strip in reader.vertical_scrollbar.render_lines(reader.vertical_scrollbar.size.region)
        )
        assert bar[0] == bar[-1] == "━"
        assert bar.count("━") == 2


async def test_a_pane_that_is_not_seen_knows_its_places_and_shows_them_later():
    shown = article([f"{n} paragraph" for n in range(200)])
    app = Harness()
    async with app.run_test(size=(60, 20)) as pilot:
        reader = app.reader
        reader.display = False
        hidden = Reader()
        hidden.display = False
        await app.mount(hidden)
        await pilot.pause()
        hidden.show(article(["other"]))
        hidden.show(shown)
        hidden.goto(shown.passages[150].start)
        assert hidden.passage == 150
        hidden.display = True
        await pilot.pause()
        assert any("150 paragraph" in line for line in screen(hidden))
        assert hidden.passage == 150
        hidden.display = False
        await pilot.pause()
        long = article([f"{n} " + "words of a paragraph that takes some rows " * 3 for n in range(100)])
        hidden.show(long, at=long.passages[70].start)
        hidden.display = True
        await pilot.pause()
        assert any("70 words" in line for line in screen(hidden))
        hidden.display = False
        await pilot.pause()
        hidden.goto(long.passages[20].start, centre=True)
        hidden.display = True
        await pilot.pause()
        assert any("20 words" in line for line in screen(hidden)[3:12])


async def test_messages_stand_in_the_middle_and_no_article_breaks_nothing():
    app = Harness()
    async with app.run_test(size=(60, 20)) as pilot:
        reader = app.reader
        reader.show_message("No article is open.\n\nPress / to search.")
        await pilot.pause()
        assert [line.strip() for line in screen(reader) if line.strip()] == [
            "No article is open.",
            "Press / to search.",
        ]
        for unit in ("line", "page", "word", "passage", "bottom"):
            reader.move(unit)
        reader.show(article([""]))
        reader.show(Article("e", "e", "", "", ""))
        for unit in ("char", "line", "page", "word", "word-end", "sentence", "passage", "top", "bottom"):
            reader.move(unit)
            reader.move(unit, -1)
        assert (reader.cursor, reader.passage, reader.selection) == (0, None, None)
        reader.show(None)
        await pilot.pause()


PIECES = st.lists(
    st.sampled_from(
        ["a word", "漢字", "\n", "\r\n", "\r", "\n\n", " ", "- item", "\t", "👩\u200d👧", "\u0301", "\x1b[0m", "end."]
    ),
    max_size=40,
).map("".join)


@given(PIECES, st.lists(st.integers(0, 120), max_size=8), st.integers(4, 40))
@settings(max_examples=200)
def test_a_page_loses_nothing_whatever_its_passages_and_zones(text, cuts, width):
    bounds = [0, *sorted({cut for cut in cuts if 0 < cut < len(text)}), len(text)]
    kinds = ["furniture", "byline", "body", "headline", "body", "caption"]
    zones = tuple(Zone(a, b, kinds[n % len(kinds)]) for n, (a, b) in enumerate(pairwise(bounds)))
    passages = tuple(Passage(zone.start, zone.end) for zone in zones if zone.zone == "body")
    rows = set_page(Article("a", "a", "t", text, "", zones=zones, passages=passages)).wrap(width)
    assert len(rows.text) == len(text)
    assert "".join(text[a:b] for a, b in pairwise([*rows.starts, len(text)])) == text
    for row in range(len(rows)):
        assert rows.width(row) <= width
        assert "\n" not in rows.shown(row)
        assert rows.blank(row) or rows.row_at(rows.begins[row]) == row
    assert not any(rows.blank(a) and rows.blank(b) for a, b in pairwise(range(len(rows))))


TEXT = st.lists(
    st.sampled_from(["a", "Mr. Day", ". ", " ", "\n", "“Yes.” ", "漢字。", "é", "12.5", "don’t", "\t"])
).map("".join)


@given(TEXT, st.integers(0, 60))
@settings(max_examples=200)
def test_motions_stay_in_the_text_and_go_the_way_they_say(text, offset):
    offset = min(offset, max(0, len(text) - 1))
    start, end = motion.sentence_at(text, offset)
    assert 0 <= start <= end <= len(text)
    first, after = motion.word_at(text, offset)
    assert 0 <= first <= after <= len(text)
    assert offset <= motion.next_word(text, offset) <= len(text)
    assert 0 <= motion.previous_word(text, offset) <= offset
    assert motion.next_sentence(text, offset) >= offset
    assert motion.previous_sentence(text, offset) <= max(offset, len(text) - len(text.lstrip()))


@given(st.lists(st.tuples(st.integers(0, 60), st.integers(0, 30))), st.integers(0, 60), st.integers(1, 20))
def test_the_span_index_finds_what_a_look_at_every_span_finds(pairs, start, size):
    spans = [StyledSpan(a, a + n, "hit", str(i)) for i, (a, n) in enumerate(pairs)]
    found = list(SpanIndex(spans).within(start, start + size))
    assert {span.key for span in found} == {
        s.key for s in spans if s.start < s.end and s.start < start + size and s.end > start
    }
    assert all(a.start <= b.start for a, b in pairwise(found))


def test_signs_in_the_margin_stand_where_they_would_if_the_row_were_cut():
    bold, plain = Style(bold=True), Style()
    row = segments([("      ", plain), ("Words 中 of it", bold)])

    def cells(strip):
        return [(part.text, part.style) for at in range(strip.cell_length) for part in strip.crop(at, at + 1)]

    for start in range(8):
        pieces = [("•", bold), ("≈", plain)]
        cut = Strip.join([row.crop(0, start), segments(pieces), row.crop(start + 2)])
        assert cells(put_all(row, start, pieces)) == cells(cut), start
        assert put_all(row, start, pieces).cell_length == row.cell_length


def test_a_row_of_no_width_has_no_room_for_signs():
    assert put_all(Strip([]), 0, [("x", Style())]).cell_length == 0
