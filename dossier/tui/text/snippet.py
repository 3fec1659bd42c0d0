"""A few rows of a passage around what was searched for."""

from __future__ import annotations

import re
from collections.abc import Sequence

from dossier.tui.text.wrap import UNDIVIDED, Paragraph, Rows, cell_count, drawable, fit, wrap

Piece = tuple[str, bool]
"""Text to draw, and whether it answers the search."""

_DIGIT = re.compile(r"\d")
_LINE_ENDS = str.maketrans("\r\n\t", "   ")


def height(text: str, width: int, most: int) -> int:
    """Return how many rows a snippet of this text takes, without making it."""
    if len(text) > 2 * width:
        return most
    if text.isascii():
        return 1 if len(text) <= width else most
    return 1 if cell_count(drawable(text.translate(_LINE_ENDS))) <= width else most


def snippet(text: str, marks: Sequence[tuple[int, int]], width: int, most: int) -> list[list[Piece]]:
    """Cut at most so many rows out of a passage, where most of its marks are; `…` stands for what is left out.

    `marks` are offsets in the passage, sorted. It begins at the beginning if no more of them are seen elsewhere.
    """
    shown = drawable(text.translate(_LINE_ENDS))
    begin, lead = 0, ""
    rows = _rows(shown, width)
    focus = marks[0] if marks else (0, 0)
    if len(rows) > most and marks:
        focus, dense = _densest(marks, width * most * 3 // 4)
        if sum(_shows(rows, end, most, width) for _, end in marks) < dense:
            begin, rows = _around(shown, rows, focus, width, most)
            lead = "…" if begin else ""
    shift = begin - len(lead)
    moved = [(start - shift, end - shift) for start, end in marks]
    lines = []
    for row in range(min(len(rows), most)):
        cut = row == most - 1 and len(rows) > most
        lines.append(_pieces(rows, row, moved, width if cut else 0, focus[1] - shift))
    return lines


def _densest(marks: Sequence[tuple[int, int]], reach: int) -> tuple[tuple[int, int], int]:
    """Return the mark from which most of them can be seen at once, and how many."""
    best, most, last = marks[0], 0, 0
    for index, mark in enumerate(marks):
        last = max(last, index)
        while last < len(marks) and marks[last][1] <= mark[0] + reach:
            last += 1
        if max(1, last - index) > most:
            best, most = mark, max(1, last - index)
    return best, most


def _around(shown: str, rows: Rows, mark: tuple[int, int], width: int, most: int) -> tuple[int, Rows]:
    """Return where to begin so that a mark is seen, with something of what leads up to it, and wrap from there."""
    first, last = mark
    # No row is left empty at the end of the passage.
    wanted = max(0, min(first - width * 2 // 3, rows.starts[len(rows) - most]))
    for begin in (_word_after(shown, wanted, first), first):
        rows = _rows(("…" if begin else "") + shown[begin:], width)
        if _shows(rows, last - begin + 1, most, width):
            break
    return begin, rows


def _shows(rows: Rows, end: int, most: int, width: int) -> bool:
    """Return whether a mark that ends here is seen in so many rows, with room for an ellipsis after it."""
    row = rows.row_at(end - 1)
    return row < most - 1 or (row == most - 1 and rows.cell_in(row, end) < width - 1)


def _rows(shown: str, width: int) -> Rows:
    # No more than a few rows are ever shown of what may be a very long passage; its white space may be long as well.
    lead = len(shown) - len(shown.lstrip())
    unbroken = shown
    if _DIGIT.search(shown):
        unbroken = UNDIVIDED.sub(lambda whole: whole[0].replace(" ", "\u00a0"), shown)
    rows = wrap(unbroken, [Paragraph(lead, max(lead, len(shown.rstrip())))], width)
    rows.text = shown
    return rows


def _word_after(text: str, wanted: int, first: int) -> int:
    """Return the beginning of a word at or after `wanted`, before `first`."""
    space = text.find(" ", wanted, first)
    return space + 1 if space >= 0 else max(0, min(wanted, first))


def _pieces(rows: Rows, row: int, marks: Sequence[tuple[int, int]], cut: int, least: int) -> list[Piece]:
    """Return the pieces of a row, divided at its marks.

    `cut` is the width to keep to where an ellipsis has to follow, else 0; what ends at `least` should not be cut off.
    """
    text, begin, end = rows.text, rows.begins[row], rows.ends[row]
    tail = ""
    if cut:
        least = least - begin if least <= end else 0
        end, tail = begin + _room_for_ellipsis(text[begin:end], cut, least), "…"
    pieces: list[Piece] = []
    at = begin
    for start, stop in marks:
        start, stop = max(start, at), min(stop, end)  # noqa: PLW2901
        if start < stop:
            pieces += [(text[at:start], False), (text[start:stop], True)]
            at = stop
    pieces.append((text[at:end] + tail, False))
    return [piece for piece in pieces if piece[0]]


def _room_for_ellipsis(row: str, width: int, least: int) -> int:
    """Return how much of a row to keep before an ellipsis: whole words, unless that leaves it half empty.

    Of the row's beginning, `least` code points must stay if they fit.
    """
    if cell_count(row) < width:
        return len(row.rstrip("… "))  # never two of them
    kept = len(fit(row + "…", width).removesuffix("…"))
    space = row.rfind(" ", 0, kept + 1)
    return len(row[: space if space >= max(least, width // 2) else kept].rstrip("… "))
