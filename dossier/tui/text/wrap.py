"""Wrap text into rows of terminal cells by offsets, so that no code point is lost or moved.

A row is three offsets: where it starts (rows tile the text), where what is drawn begins, and where it ends. What lies
between the end of one row and the start of the next is white space, which is never drawn.
"""

from __future__ import annotations

import calendar
import re
from bisect import bisect_right
from collections.abc import Iterable
from dataclasses import dataclass, field
from itertools import accumulate
from typing import NamedTuple

from rich.cells import get_character_cell_size

from dossier.text.visible import visible
from dossier.tui.platform.private import WIDENED

TAB = 4
"""Cells of a tab: prose has no columns to align, so it is as wide everywhere."""
NARROWEST = TAB
"""The narrowest pane that wrapping promises to stay in."""

# Whatever is not certainly one cell wide. The ranges hold all Western prose; a test compares them with rich.
_OTHER = re.compile(
    "[^ -~\u00a0-\u00ac\u00ae-\u02ff\u0370-\u0482\u048a-\u052f\u1e00-\u1fff\u2010-\u2027\u2030-\u205e\u20a0-\u20c0"
    "\u2100-\u218b\u2190-\u22ff\u2400-\u2426\u2500-\u25fc\ufffd]"
)
_EMOJI = "\u00a9\u00ae\u2190-\u23ff\u2440-\u2bff\u3030\u303d\u3297\u3299\U0001f000-\U0001f1e5\U0001f200-\U0001faff"
# A joiner that joins no emoji: Textual would take the letter after it for joined and count one cell too few.
_STRAY_JOINER = re.compile(f"(?<![{_EMOJI}\ufe0f\U000e007f])\u200d|\u200d(?![{_EMOJI}])")
_FEW = 40  # kinds of harmful characters; where there are more, one pass over the text is quicker
_NOTHING = "\u200c"  # zero cells wide for Textual and for terminals
_SPECIAL = re.compile("\u200d|\ufe0f|[\U0001f1e6-\U0001f1ff]{2}")

_SPACES = frozenset(" \t\u1680\u2000\u2001\u2002\u2003\u2004\u2005\u2006\u2008\u2009\u200a\u200b\u205f\u3000")
# Marks that must not begin a row of Chinese, Japanese or Korean.
_CLOSING = frozenset("、。，．：；！？」』）】〉》〕｝］”’…ー々〜・")


_MONTH = "|".join(f"{name}[a-z]*" for name in calendar.month_abbr[1:])
UNDIVIDED = re.compile(
    rf"\b(?:\d{{1,2}} (?:{_MONTH})(?: \d{{4}})?|(?=[ADFJMNOS])(?:{_MONTH})\.? \d{{1,2}}(?:, \d{{4}})?)\b"
    r"|(?<!\w)[$€£¥]?\d+(?:[.,]\d+)*[A-Za-z]{0,3}(?!\w)(?: (?:thousand|million|billion|trillion)\b| ?%)?"
)
"""Dates and amounts: cut, they would be others."""
_LONGEST = 40  # characters of one of them


class _Cells(dict[str, int]):
    """Cells of one code point, looked up once."""

    def __missing__(self, character: str) -> int:
        cells = TAB if character == "\t" else get_character_cell_size(character)
        self[character] = cells
        return cells


_CELLS = _Cells()


def drawable(text: str) -> str:
    """Return the text as it is drawn, one code point for one: harmless, and as wide as Textual thinks it is."""
    # A few replacements in C are far quicker than a pattern that looks at every code point of a long article.
    harmful = [character for character in set(text) if not character.isprintable() and visible(character) != character]
    if len(harmful) > _FEW:
        shown = visible(text)
    else:
        shown = text
        for character in harmful:
            shown = shown.replace(character, visible(character))
    if "\u200d" in shown:
        shown = _STRAY_JOINER.sub(_NOTHING, shown)
    return shown.replace("\u00ad", _NOTHING)  # a soft hyphen: some terminals give it a cell, some none


def narrow(text: str, start: int = 0, end: int | None = None) -> bool:
    """Return whether every code point of drawable text is certainly one cell wide."""
    return _OTHER.search(text, start, len(text) if end is None else end) is None


def cells(text: str) -> list[int]:
    """Return the cells of each code point of drawable text, a grapheme's on its first one and 0 on the others."""
    widths = list(map(_CELLS.__getitem__, text))
    for match in _SPECIAL.finditer(text):
        at = match.start()
        if text[at] == "\u200d":
            if at and at + 1 < len(text):
                widths[at + 1] = 0
        elif text[at] == "\ufe0f":
            _widen(text, widths, at - 1)
        else:  # two regional indicators are one flag
            widths[at : at + 2] = [2, 0]
    return widths


def _widen(text: str, widths: list[int], base: int) -> None:
    """Make the character that a variation selector belongs to two cells wide, where terminals show it so."""
    while base >= 0 and not widths[base]:
        base -= 1
    if base >= 0 and widths[base] == 1 and text[base] in WIDENED:
        widths[base] = 2


def cell_count(text: str) -> int:
    """Return the width of drawable text in cells."""
    return len(text) if narrow(text) else sum(cells(text))


def fit(text: str, width: int) -> str:
    """Return drawable text shortened to at most `width` cells, with `…` where something is left out."""
    if cell_count(text) <= width:
        return text
    if width <= 0:
        return ""
    kept, room = 0, width - 1
    for index, size in enumerate(cells(text)):
        room -= size
        if room < 0:
            break
        kept = index + 1
    near = UNDIVIDED.finditer(text, max(0, kept - _LONGEST), kept + _LONGEST)
    kept = next((whole.start() for whole in near if whole.start() < kept < whole.end()), kept)
    return text[:kept].rstrip().rstrip("…·").rstrip() + "…"  # never two of them


def fit_words(text: str, width: int) -> str:
    """Return drawable text shortened to at most `width` cells at the end of a word, if that leaves half of them."""
    cut = fit(text, width)
    if cut == text or not cut.endswith("…") or text[len(cut) - 1 : len(cut)].isspace():
        return cut
    whole = cut[:-1].rpartition(" ")[0].rstrip(" ,;:–—-…")
    return f"{whole}…" if cell_count(whole) * 2 >= width else cut


class Paragraph(NamedTuple):
    """A paragraph to wrap: from `begin` to `end`, without white space around it; `gap` asks for a blank row before."""

    begin: int
    end: int
    gap: bool = False


@dataclass(slots=True)
class Rows:
    """Wrapped text: row k owns `text[starts[k]:starts[k + 1]]` and draws `text[begins[k]:ends[k]]`.

    A blank row between paragraphs owns nothing and starts where the next row does.
    """

    text: str
    starts: list[int] = field(default_factory=list)
    begins: list[int] = field(default_factory=list)
    ends: list[int] = field(default_factory=list)

    def __len__(self) -> int:
        return len(self.starts)

    def row_at(self, offset: int) -> int:
        """Return the row that owns this offset; past the end it is the last row."""
        return max(0, bisect_right(self.starts, offset) - 1)

    def blank(self, row: int) -> bool:
        """Return whether a row draws nothing."""
        return self.begins[row] >= self.ends[row]

    def shown(self, row: int) -> str:
        """Return what a row draws, tabs still tabs."""
        return self.text[self.begins[row] : self.ends[row]]

    def widths(self, row: int) -> list[int] | None:
        """Return the cells of each code point a row draws; None where each has one."""
        begin, end = self.begins[row], self.ends[row]
        return None if narrow(self.text, begin, end) else cells(self.text[begin:end])

    def width(self, row: int) -> int:
        """Return the width of what a row draws, in cells."""
        widths = self.widths(row)
        return self.ends[row] - self.begins[row] if widths is None else sum(widths)

    def grapheme(self, offset: int) -> tuple[int, int]:
        """Return the code points that stand in one cell with this one: their first and the one after their last."""
        row = self.row_at(offset)
        begin, end = self.begins[row], self.ends[row]
        widths = self.widths(row)
        if widths is None or not begin <= offset < end:
            return offset, min(offset + 1, len(self.text))
        first, after = offset - begin, offset - begin + 1
        while first and not widths[first]:
            first -= 1
        while after < len(widths) and not widths[after]:
            after += 1
        if not any(widths[:first]):  # marks without a letter before them go with the first letter after them
            first = 0
        if not any(widths[:after]) and after < len(widths):
            after = _next(widths, after)
        return begin + first, begin + after

    def cell_in(self, row: int, offset: int) -> int:
        """Return how many cells from the left of a row an offset stands; outside of it, those of the nearer edge."""
        begin, end = self.begins[row], self.ends[row]
        offset = min(max(offset, begin), end)
        widths = self.widths(row)
        if widths is None:
            return offset - begin
        index = offset - begin
        while 0 < index < len(widths) and not widths[index]:
            index -= 1
        return sum(widths[:index])

    def cell_at(self, offset: int) -> tuple[int, int]:
        """Return the row and the cell in it where an offset stands; what is not drawn stands at the row's edge."""
        row = self.row_at(offset)
        return row, self.cell_in(row, offset)

    def offset_at(self, row: int, cell: int) -> int:
        """Return the grapheme that stands in a cell; beside the row's text, the nearest one in it.

        Right of it that is the white space that hangs there, where there is some.
        """
        begin, end = self.begins[row], self.ends[row]
        if begin >= end or cell <= 0:
            return begin
        after = self.starts[row + 1] if row + 1 < len(self.starts) else len(self.text)
        widths = self.widths(row)
        if widths is None:
            return begin + cell if begin + cell < end else (end if after > end else end - 1)
        right = list(accumulate(widths))
        if cell >= right[-1] and after > end:
            return end
        index = min(bisect_right(right, cell), len(widths) - 1)
        return self.grapheme(begin + index)[0]


def paragraphs(text: str) -> list[Paragraph]:
    """Return the lines of a text as paragraphs, without the white space around them; empty lines become one gap.

    `text` is the text itself, not what is drawn of it: line ends are LF, CR LF or CR.
    """
    blocks: list[Paragraph] = []
    last = 0
    for match in _LINE.finditer(text):
        begin, end = match.span()
        gap = len(_LINE_END.findall(text, last, begin)) > 1
        blocks.append(Paragraph(begin, end, gap and bool(blocks)))
        last = end
    return blocks


_BLANK = " \t\u00a0\u3000"
_LINE = re.compile(rf"[^\r\n{_BLANK}](?:[^\r\n]*[^\r\n{_BLANK}])?")
_LINE_END = re.compile(r"\r\n|\n|\r")


def wrap(text: str, blocks: Iterable[Paragraph], width: int) -> Rows:
    """Return paragraphs of drawable text wrapped to rows of at most `width` cells (never less than NARROWEST).

    Greedy: words break at spaces, longer ones between graphemes, wide ones anywhere but before closing marks.
    There is always at least one row, and the first starts at 0.
    """
    width = max(width, NARROWEST)
    rows = Rows(text)
    starts, begins, ends = rows.starts, rows.begins, rows.ends
    for begin, end, gap in blocks:
        if gap:
            starts.append(begin)
            begins.append(begin)
            ends.append(begin)
        if end - begin <= width and _OTHER.search(text, begin, end) is None:
            starts.append(begin)
            begins.append(begin)
            ends.append(end)
        elif _OTHER.search(text, begin, end) is None:
            _wrap_narrow(text, begin, end, width, starts, ends)
            begins.extend(starts[len(begins) :])
        else:
            _wrap_wide(text, begin, end, width, starts, ends)
            begins.extend(starts[len(begins) :])
    if not starts:
        starts.append(0)
        begins.append(0)
        ends.append(0)
    starts[0] = 0
    return rows


def _wrap_narrow(text: str, begin: int, end: int, width: int, starts: list[int], ends: list[int]) -> None:
    """Wrap a paragraph in which each code point is one cell."""
    while end - begin > width:
        starts.append(begin)
        cut = text.rfind(" ", begin, begin + width + 1)
        if cut < 0:
            begin += width
            ends.append(begin)
            continue
        last = cut
        while text[last - 1] == " ":
            last -= 1
        ends.append(last)
        begin = cut + 1
        while text[begin] == " ":
            begin += 1
    starts.append(begin)
    ends.append(end)


def _wrap_wide(text: str, begin: int, end: int, width: int, starts: list[int], ends: list[int]) -> None:
    """Wrap a paragraph by the cells of its graphemes."""
    piece = text[begin:end]
    widths = cells(piece)
    before = [0, *accumulate(widths)]
    at, size = 0, len(piece)
    while before[size] - before[at] > width:
        full = bisect_right(before, before[at] + width) - 1
        full = max(full, _next(widths, at))
        cut = full
        while cut > at and not _may_break(piece, widths, cut):
            cut -= 1
        if cut == at:
            cut = full
        last = cut
        while last > at + 1 and piece[last - 1] in _SPACES:
            last -= 1
        starts.append(begin + at)
        ends.append(begin + last)
        at = cut
        while at < size - 1 and piece[at] in _SPACES and (widths[at + 1] or piece[at + 1] in _SPACES):
            at += 1
    starts.append(begin + at)
    ends.append(end)


def _next(widths: list[int], at: int) -> int:
    """Return where the grapheme after this one begins."""
    at += 1
    while at < len(widths) and not widths[at]:
        at += 1
    return at


def _may_break(piece: str, widths: list[int], at: int) -> bool:
    """Return whether a row may end before this code point."""
    if at >= len(piece):
        return True
    if not widths[at]:
        return False
    if piece[at] in _SPACES or piece[at - 1] in _SPACES:
        return True
    if piece[at] in _CLOSING:
        return False
    base = at - 1
    while base and not widths[base]:
        base -= 1
    return widths[at] == 2 or widths[base] == 2
