"""Small charts in characters: the words beside them say the same, so that nothing depends on colour or a font.

Block characters, not a plotting library: `plotext` draws axes for hundreds of points in escape codes of its own, and
here a handful of values stand in a line each, beside the words of their source.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass

_FINE = " ▏▎▍▌▋▊▉█"
SHADES = "·░▒▓█"
"""From nothing to all."""
_WIDE = 100  # how many times the smallest the largest value is where the scale is of powers


@dataclass(frozen=True, slots=True)
class ChartRow:
    """A value or, where the words leave it open, bounds; None is open on that side."""

    label: str
    value: float | None
    low: float | None
    high: float | None
    words: str


def bars(counts: Sequence[int], width: int) -> list[str]:
    """Return a bar for each count, the longest `width` cells; of anything but nothing something is seen."""
    most = max(counts, default=0)
    return [_bar(count / most, width) if count else "" for count in counts]


def _bar(part: float, width: int) -> str:
    eighths = max(1, round(part * width * 8))
    full, rest = divmod(eighths, 8)
    return _FINE[8] * full + (_FINE[rest] if rest else "")


def shade(part: float) -> str:
    """Return a character as dark as a part of 1 is large, to a quarter, half and so on; nothing at all is a dot."""
    return SHADES[min(4, math.ceil(part * 4))]


def readings_chart(readings: Sequence[ChartRow], width: int) -> list[tuple[str, str, str]]:
    """Return a line for each reading: its label, its place on a scale of `width` cells that all share, its words.

    `●` is a value, `├──┤` bounds, `◂` and `▸` a side that is left open.
    """
    ends = [end for one in readings for end in (one.value, one.low, one.high) if end is not None]
    if not ends or width < 3:
        return []
    scale = _Scale(min(ends), max(ends), width)
    return [(one.label, _drawn(one, scale, width), one.words) for one in readings]


class _Scale:
    """Turns values into cells: evenly or, where they differ widely, by powers."""

    def __init__(self, least: float, most: float, width: int) -> None:
        self._powers = least > 0 and most / least >= _WIDE
        self._least, self._most = self._of(least), self._of(most)
        self._width = width

    def _of(self, value: float) -> float:
        return math.log(value) if self._powers else value

    def cell(self, value: float) -> int:
        span = self._most - self._least
        return 1 + round((self._of(value) - self._least) / span * (self._width - 3)) if span else self._width // 2


def _drawn(one: ChartRow, scale: _Scale, width: int) -> str:
    cells = ["·"] * width
    open_ended = one.value is None or (one.low, one.high) != (one.value, one.value)
    if open_ended and (one.low is not None or one.high is not None):
        first = 0 if one.low is None else scale.cell(one.low)
        last = width - 1 if one.high is None else scale.cell(one.high)
        cells[first : last + 1] = "─" * (last + 1 - first)
        cells[first] = "◂" if one.low is None else "├"
        cells[last] = "▸" if one.high is None else "┤"
    if one.value is not None:
        cells[scale.cell(one.value)] = "●"
    return "".join(cells)
