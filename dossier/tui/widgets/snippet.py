"""A few rows of a passage around what was searched for."""

from __future__ import annotations

from collections.abc import Sequence

from dossier.tui.wrap import Block, Rows, cell_count, drawable, fit, wrap

Piece = tuple[str, bool]
"""Text to draw, and whether it answers the search."""

_LINE_ENDS = str.maketrans("\r\n\t", "   ")


def height(text: str, width: int, most: int) -> int:
    """Give how many rows a snippet of this text takes, without making it."""
    if len(text) > 2 * width:
        return most
    if text.isascii():
        return 1 if len(text) <= width else most
    return 1 if cell_count(drawable(text.translate(_LINE_ENDS))) <= width else most


def snippet(text: str, marks: Sequence[tuple[int, int]], width: int, most: int) -> list[list[Piece]]:
    """Cut at most so many rows out of a passage, so that they show its first mark; `…` stands for what is left out.

    `marks` are offsets in the passage, sorted.
    """
    shown = drawable(text.translate(_LINE_ENDS))
    begin = 0
    rows = _rows(shown, width)
    if len(rows) > most and marks and not _shows(rows, marks[0][1], most, width):
        first, last = marks[0]
        # Something of what leads up to the mark, but no row left empty at the end of the passage.
        wanted = max(0, min(first - width * 2 // 3, rows.starts[len(rows) - most]))
        for begin in (_word_after(shown, wanted, first), first):
            rows = _rows("…" + shown[begin:], width)
            if _shows(rows, last - begin + 1, most, width):
                break
        shown = rows.text
    shift = begin - 1 if begin else 0
    moved = [(start - shift, end - shift) for start, end in marks]
    lines = []
    for row in range(min(len(rows), most)):
        cut = row == most - 1 and len(rows) > most
        lines.append(_pieces(shown, rows.begins[row], rows.ends[row], moved, width if cut else 0))
    return lines


def _shows(rows: Rows, end: int, most: int, width: int) -> bool:
    """Tell whether a mark that ends here is seen in so many rows, with room for an ellipsis after it."""
    row = rows.row_at(end - 1)
    return row < most - 1 or (row == most - 1 and rows.cell_in(row, end) < width - 1)


def _rows(shown: str, width: int) -> Rows:
    # No more than a few rows are ever shown of what may be a very long passage; its white space may be long as well.
    lead = len(shown) - len(shown.lstrip())
    return wrap(shown, [Block(lead, max(lead, len(shown.rstrip())))], width)


def _word_after(text: str, wanted: int, first: int) -> int:
    """Find the beginning of a word at or after `wanted`, before `first`."""
    space = text.find(" ", wanted, first)
    return space + 1 if space >= 0 else max(0, min(wanted, first))


def _pieces(text: str, begin: int, end: int, marks: Sequence[tuple[int, int]], cut: int) -> list[Piece]:
    """Divide a row at its marks; `cut` is the width to keep to where an ellipsis has to follow, else 0."""
    tail = ""
    if cut:
        shown = marks[0][1] - begin if marks and marks[0][1] <= end else 0
        end, tail = begin + _room_for_ellipsis(text[begin:end], cut, shown), "…"
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
    """Give how much of a row to keep before an ellipsis: whole words, unless that leaves it half empty.

    Of the row's beginning, `least` code points must stay if they fit.
    """
    if cell_count(row) < width:
        return len(row.rstrip())
    kept = len(fit(row + "…", width).removesuffix("…"))
    space = row.rfind(" ", 0, kept + 1)
    return len(row[: space if space >= max(least, width // 2) else kept].rstrip())
