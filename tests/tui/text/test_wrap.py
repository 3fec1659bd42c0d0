"""Wrapping: no code point is lost, no row is wider than its pane, every offset has a cell."""

from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import example, given
from hypothesis import strategies as st
from rich.cells import cell_len, get_character_cell_size

from dossier.text.visible import visible
from dossier.tui.text import wrap as wrapping
from dossier.tui.text.wrap import NARROWEST, Rows, cell_count, cells, drawable, fit, fit_words, narrow, paragraphs, wrap

FAMILY = "👩\u200d👩\u200d👧"
ODD = [
    "café", "cafe\u0301", "漢字かな交じり文", "👍🏽", FAMILY, "❤\ufe0f", "1\ufe0f\u20e3", "🇵🇪🇨🇱", "x\u200dy", "ന്\u200d",
    "\u200d", "\ufe0f", "\u0301", "\t", "\x1b[31m", "\u202eabc", "\u00ad", "\u200b",
    "שלום", "กำลัง", "한국어", "\u3000", "、。", "“", "—",
    " ", "  ", "\n", "\n\n", "\r\n", "\r", "a", "word", "Supercalifragilistic", "330,000",
    "\U0001f3fb", "\ufeff", "\x85", "\u2028",
]  # fmt: skip
TEXTS = st.one_of(
    st.text(max_size=300),
    st.lists(st.sampled_from(ODD), max_size=80).map("".join),
    st.lists(st.one_of(st.sampled_from(ODD), st.text(max_size=5)), max_size=60).map(" ".join),
)
WIDTHS = st.integers(NARROWEST, 40)


def rows_of(text: str, width: int) -> Rows:
    return wrap(drawable(text), paragraphs(text), width)


@given(TEXTS, WIDTHS)
@example("\u200d\u200dA", 4)
@example(" \u0301a", 4)
@example("a" + "\u0301" * 20, 4)
@example("one two  three\tfour", 5)
def test_rows_join_to_the_text_and_leave_out_only_white_space(text, width):
    rows = rows_of(text, width)
    assert rows.starts[0] == 0
    assert rows.starts == sorted(rows.starts)
    stops = [*rows.starts[1:], len(text)]
    assert "".join(text[start:stop] for start, stop in zip(rows.starts, stops, strict=True)) == text
    for start, begin, end, stop in zip(rows.starts, rows.begins, rows.ends, stops, strict=True):
        assert start <= begin <= end <= stop or begin == end
        left_out = text[start:begin] + text[end:stop]
        assert all(c.isspace() or c == "\u200b" for c in left_out), repr(left_out)


@given(TEXTS, WIDTHS)
@example("漢字" * 9, 5)
@example("\r\u200d🐀", 4)
def test_no_row_is_wider_than_its_pane_and_textual_agrees(text, width):
    rows = rows_of(text, width)
    for row in range(len(rows)):
        shown = rows.shown(row).replace("\t", "    ")
        assert rows.width(row) <= width
        assert cell_len(shown) == rows.width(row), repr(shown)


@given(TEXTS, WIDTHS)
def test_each_offset_maps_to_a_cell_and_back(text, width):
    rows = rows_of(text, width)
    for offset in range(len(text)):
        row, cell = rows.cell_at(offset)
        assert 0 <= row < len(rows)
        assert 0 <= cell <= rows.width(row)
        first, after = rows.grapheme(offset)
        assert first <= offset < after
        if rows.begins[row] <= offset < rows.ends[row] and rows.width(row):
            back = rows.offset_at(row, cell)
            assert rows.cell_at(back) == (row, cell)
            assert back == first


@given(TEXTS, WIDTHS, st.integers(0, 50))
def test_each_cell_maps_to_an_offset_in_its_row(text, width, cell):
    rows = rows_of(text, width)
    for row in range(len(rows)):
        offset = rows.offset_at(row, cell)
        assert rows.begins[row] <= offset <= rows.ends[row]
        if not rows.blank(row):
            assert rows.cell_in(row, offset) <= cell


@given(TEXTS)
def test_what_is_drawn_is_harmless_and_as_long_as_the_text(text):
    shown = drawable(text)
    assert len(shown) == len(text)
    assert shown == visible(shown)
    shown.encode()


@given(TEXTS)
def test_pieces_cut_between_graphemes_are_as_wide_as_the_whole(text):
    shown = drawable(text.replace("\n", " ").replace("\t", " "))
    widths = cells(shown)
    starts = [i for i, size in enumerate(widths) if size] + [len(shown)]
    if not any(widths):
        return
    pieces = [shown[: starts[0]]] + [shown[a:b] for a, b in pairwise(starts)]
    assert sum(map(cell_len, pieces)) == cell_len(shown) == sum(widths) == cell_count(shown)


@given(TEXTS, st.integers(0, 30))
def test_fitted_text_fits(text, width):
    shown = drawable(text.replace("\n", " "))
    assert cell_count(fit(shown, width)) <= width
    assert cell_count(shown) > width or fit(shown, width) == shown


def test_all_that_counts_as_narrow_is_one_cell_for_textual():
    for code in range(0x30000):
        character = chr(code)
        if narrow(character):
            assert get_character_cell_size(character) == 1, hex(code)


@pytest.mark.parametrize(
    ("text", "widths"),
    [
        ("ab", [1, 1]),
        ("e\u0301x", [1, 0, 1]),
        ("漢x", [2, 1]),
        (FAMILY + "x", [2, 0, 0, 0, 0, 1]),
        ("❤\ufe0f!", [2, 0, 1]),
        ("🇵🇪🇨🇱", [2, 0, 2, 0]),
        ("\t.", [4, 1]),
    ],
)
def test_cells_stand_on_the_first_code_point_of_a_grapheme(text, widths):
    assert cells(text) == widths


def test_words_stay_whole_and_spaces_hang_at_the_end():
    rows = rows_of("the border  was closed", 11)
    assert [rows.shown(row) for row in range(len(rows))] == ["the border", "was closed"]
    assert rows.starts == [0, 12]


def test_a_word_longer_than_the_row_is_cut_between_graphemes():
    rows = rows_of("a " + FAMILY * 4, 5)
    assert [rows.shown(row) for row in range(len(rows))] == ["a " + FAMILY, FAMILY * 2, FAMILY]


def test_closing_marks_do_not_begin_a_row():
    rows = rows_of("漢字漢字。漢字", 8)
    assert [rows.shown(row) for row in range(len(rows))] == ["漢字漢", "字。漢字"]


def test_empty_lines_become_one_gap_and_line_ends_of_every_kind_count():
    assert [block.gap for block in paragraphs("one\r\ntwo\r\n\r\n\r\n  three  \n\nfour\rfive")] == [
        False, False, True, True, False,
    ]  # fmt: skip
    rows = rows_of("one\n\n\n\ntwo", 20)
    assert [rows.shown(row) for row in range(len(rows))] == ["one", "", "two"]


def test_the_cell_cache_knows_tabs():
    assert cells("\t")[0] == wrapping.TAB


def test_what_ends_with_a_mark_of_a_cut_gets_no_second_one():
    assert fit("at least 100 …, police", 15) == "at least 100…"
    assert fit("at least 100", 12) == "at least 100"
    assert fit_words("The Peruvian… declared a state", 18) == "The Peruvian…"


@pytest.mark.parametrize(
    ("text", "width", "shown"),
    [
        ("Hundreds / around 330,000 migrants", 24, "Hundreds / around…"),
        ("They raise their bid to $9 billion", 27, "They raise their bid to…"),
        ("Andean Courier · 29 Nov 2025 and on", 24, "Andean Courier…"),
        ("The state of emergency of June 23 ends", 27, "The state of emergency of…"),
        ("Around 2,200km away, in the north", 20, "Around 2,200km away…"),
        ("He gave all of them 103 days to leave", 24, "He gave all of them 103…"),
        ("A file named 002_c4a783d2083bc742", 24, "A file named 002_c4a783…"),
    ],
)
def test_no_number_and_no_date_is_cut_in_two(text, width, shown):
    assert fit(text, width) == shown
