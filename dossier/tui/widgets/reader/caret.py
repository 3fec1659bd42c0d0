"""Where the reader's cursor goes from an offset, by each unit there is."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from typing import Literal

from dossier.tui.text import motion
from dossier.tui.text.wrap import Rows

Unit = Literal["char", "line", "word", "word-back", "word-end", "sentence", "passage", "page", "half", "top", "bottom"]

MOVES: dict[str, tuple[Unit, int]] = {
    "down": ("line", 1),
    "up": ("line", -1),
    "page_down": ("page", 1),
    "page_up": ("page", -1),
    "top": ("top", 1),
    "bottom": ("bottom", 1),
}
"""The actions that move in whichever pane has the keyboard, also on other screens."""


def step(rows: Rows, passages: Sequence[int], unit: Unit, offset: int, *, back: bool) -> int:
    """Return the offset one unit on (or back); where there is none, the same. `passages` are where passages start.

    Units of rows (line, page, half) depend on what is seen and are none of these; `word-end` only goes on.
    """
    text = rows.text
    match unit:
        case "char":
            return _before(rows, offset) if back else _after(rows, offset)
        case "word":
            return motion.previous_word(text, offset) if back else motion.next_word(text, offset)
        case "word-end":
            return motion.word_end(text, offset)
        case "sentence":
            return motion.previous_sentence(text, offset) if back else motion.next_sentence(text, offset)
        case "passage":
            index = bisect_left(passages, offset) - 1 if back else bisect_right(passages, offset)
            return passages[index] if 0 <= index < len(passages) else offset
        case "top":
            return rows.begins[0]
        case "bottom":
            return rows.begins[-1]
        case _:
            return offset


def inked(rows: Rows, row: int, way: int) -> int:
    """Return the row with text at or after this one (`way` 1) or before it (-1); at either end, the last there is."""
    row = max(0, min(row, len(rows) - 1))
    while 0 < row < len(rows) - 1 and rows.blank(row):
        row += way
    return row


def _after(rows: Rows, offset: int) -> int:
    row, after = rows.row_at(offset), rows.grapheme(offset)[1]
    if after < rows.ends[row]:
        return after
    later = inked(rows, row + 1, 1)
    return offset if later == row else max(offset, rows.begins[later])


def _before(rows: Rows, offset: int) -> int:
    row = rows.row_at(offset)
    if offset > rows.begins[row]:
        return rows.grapheme(min(offset, rows.ends[row]) - 1)[0]
    earlier = inked(rows, row - 1, -1)
    return offset if earlier == row else rows.grapheme(max(rows.begins[earlier], rows.ends[earlier] - 1))[0]
