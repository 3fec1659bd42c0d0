"""One finding, laid out: its verdict and why, and below, side by side, what the articles say and where."""

from __future__ import annotations

import sys
from collections.abc import Sequence
from typing import NamedTuple

from rich.style import Style
from textual import events
from textual.message import Message
from textual.strip import Strip

from dossier.model import VERDICT_MEANINGS, FindingKind
from dossier.text.days import with_days
from dossier.text.visible import one_line
from dossier.tui.screens.findings import entries
from dossier.tui.screens.findings.side_by_side import PlaceText, ReadingColumn, SideBySide, values_by_day
from dossier.tui.text.charts import readings_chart
from dossier.tui.text.snippet import snippet
from dossier.tui.text.verdicts import COLOURS, SIGNS
from dossier.tui.text.wrap import cell_count, drawable, fit
from dossier.tui.widgets.lines import LineView, segments

_COLUMN = 34  # cells that a reading needs to stand beside another
_BETWEEN = 2  # cells between two
_MEASURE, _ALONE = 60, 84  # cells that a column takes at most: one of several, and the only one
_ROWS: dict[FindingKind, int] = {"number": 5, "name": 2, "date": 5, "quote": 14}  # of a passage
_ROOMY = 14  # rows of a passage where the finding fits with them, so that none is cut for nothing
_CHART_PAGE, _CHART_LINES = 26, 8  # rows of a pane from which a chart is shown, and lines of it at most
_SOURCE_AT_MOST, _SCALE_AT_LEAST = 36, 12  # cells of a source in it, and of its scale
_LOW, _FEW = 18, 2  # rows of a pane below which so many rows of a passage are shown
_HEADING_ROWS = 3
_ALIKE = 2  # places shown of a reading where not all have room beside others; 1 where they stand below each other


class _Row(NamedTuple):
    """A row of a column: text and its kinds, of a place (its number) or of none."""

    item: int | None
    pieces: list[tuple[str, tuple[str, ...]]]


def _passage_rows(told: PlaceText, width: int, most: int) -> list[_Row]:
    """Return the rows of a passage, with the words pointed out."""
    lines = snippet(told.text, told.marks, width, most)
    return [_Row(told.number, [(text, ("hit",) if marked else ()) for text, marked in line]) for line in lines]


class PlaceMoved(Message):
    """Another place of the finding is looked at."""

    def __init__(self, number: int, *, read: bool = False) -> None:
        self.number, self.read = number, read
        super().__init__()


class Readings(LineView):
    """Readings in columns where there is room, else below each other; one place of them is looked at."""

    def __init__(self) -> None:
        super().__init__()
        self._side: SideBySide | None = None
        self._head: list[_Row] = []
        self._bands: list[list[_Row]] = []
        self._rows: dict[int, tuple[int, int]] = {}
        self._column, self._alike, self._most = 1, _ALIKE, _FEW
        self.item = 0

    def show(self, side: SideBySide, item: int) -> None:
        """Lay out a finding, with a place of it pointed at."""
        same = self._side is not None and self._side.finding.id == side.finding.id
        self._side, self.item, self.message = side, item, ""
        self.reflow(keep=same)
        if not same:
            self.scroll_to(y=0)
        self.point_at(item)

    def show_message(self, text: str) -> None:
        """Show a few words in place of a finding."""
        self._side = None
        super().show_message(text)

    def point_at(self, item: int) -> None:
        """Point at a place and show it."""
        self.item = item
        if item in self._rows:
            self.redraw()
        else:
            self.reflow(keep=False)
        if item in self._rows:
            first, last = self._rows[item]
            # From the first place the verdict is seen as well.
            self.reveal(0 if item == 0 and last < self.page else first, last, margin=1)

    def resized(self) -> None:
        """Show the place that is pointed at once there is room: an answer may come before the pane has its size."""
        if self._side is not None and not self.seen:
            self.point_at(self.item)

    def move(self, unit: str, count: int = 1) -> None:
        """Point at another place, or scroll by screens."""
        if self._side is None:
            return
        if unit in ("page", "half"):
            self.scroll_to(y=self.top + count * max(1, self.page - 2))
            return
        last = sum(len(column.told) for column in self._side.columns) - 1
        item = {"top": 0, "bottom": last}.get(unit, max(0, min(self.item + count, last)))
        self.post_message(PlaceMoved(item))

    def looked_at(self) -> object:
        """Return the place that is pointed at: it stays where it is when the rows are laid out again."""
        return self.item if self.item in self._rows else None

    def row_of(self, anchor: object) -> int:
        """Return the row of a place by its number."""
        return self._rows.get(anchor, (0, 0))[0] if isinstance(anchor, int) else 0

    # Rows.

    def lay_out(self, width: int) -> int:
        """Lay out bands, the readings that stand side by side, and return how many rows there are."""
        self._rows, self._bands, self._head = {}, [], []
        if self._side is None:
            return 0
        few = self._lines(self._side.finding.kind)
        for most, every in ((_ROOMY, True), (_ROOMY, False), (few, False)):
            self._lay_out_readings(width, most, every=every)
            if len(self._head) + len(self._bands) <= self.page:
                break
        return len(self._head) + len(self._bands)

    def _lay_out_readings(self, width: int, most: int, *, every: bool) -> None:
        """Lay out head and bands: at most so many rows of a passage, `every` place of a reading or the first ones."""
        assert self._side is not None
        self._rows, self._bands, self._most = {}, [], most
        columns = self._side.columns
        alone = len(columns) == 1
        cells = len(columns[0].told) if alone else len(columns)
        room = max(1, (width - 2 + _BETWEEN) // ((_MEASURE if alone else _COLUMN) + _BETWEEN))
        across = max(1, min(room, cells))
        # Four readings stand better two by two than three and one.
        across = max(1, -(-cells // -(-cells // across)))
        self._alike = sys.maxsize if every or alone else _ALIKE if across > 1 else 1
        self._column = min(_ALONE if across == 1 else _MEASURE, (width - 2 + _BETWEEN) // across - _BETWEEN)
        self._head = self._lay_out_head(min(width - 3, across * (self._column + _BETWEEN)))
        if alone:
            self._add_places(columns[0], across)
        else:
            for at in range(0, len(columns), across):
                self._add_band([self._lay_out_column(column) for column in columns[at : at + across]])
        if self._side.left_out:
            self._bands.append([_Row(None, [(f"and {self._side.left_out:,} more places", ("detail",))])])

    def _add_places(self, column: ReadingColumn, across: int) -> None:
        """Put the places of the only reading side by side: nothing else needs the room."""
        self._add_band([self._lay_out_heading(column)])
        for at in range(0, len(column.told), across):
            self._add_band([self._lay_out_places((told,)) for told in column.told[at : at + across]])

    def _add_band(self, cells: list[list[_Row]]) -> None:
        """Put readings side by side below what is there, and remember the rows of each place."""
        first, blank = len(self._head) + len(self._bands), _Row(None, [])
        for cell in cells:
            for row, (item, _) in enumerate(cell, first):
                if item is not None:
                    self._rows[item] = (self._rows.get(item, (row, 0))[0], row)
        height = max(map(len, cells))
        self._bands += [[cell[row] if row < len(cell) else blank for cell in cells] for row in range(height)]

    def _lay_out_head(self, width: int) -> list[_Row]:
        assert self._side is not None
        finding, mark = self._side.finding, self._side.mark
        about = one_line(finding.about)
        verdict = f"{SIGNS[finding.verdict]} {finding.verdict.upper()}"
        rows = [
            _Row(
                None,
                [
                    (verdict, ("heading", COLOURS[finding.verdict])),
                    (f"  {VERDICT_MEANINGS[finding.verdict]}", ("detail",)),
                    (f"  {entries.MARKED[mark]}" if mark else "", ("marker",)),
                ],
            ),
            _Row(None, []),
        ]
        title = about[:1].upper() + about[1:]
        rows += [_Row(None, [(_text(line), ("title",))]) for line in snippet(title, (), width, _HEADING_ROWS)]
        rows += [_Row(None, [(_text(line), ())]) for line in snippet(with_days(one_line(finding.why)), (), width, 12)]
        rows.append(_Row(None, []))
        rows += self._lay_out_chart(width)
        if self._side.differing:
            words = "Marked: the words that the other wording does not have."
            rows += [_Row(None, [(_text(line), ("detail",))]) for line in snippet(words, (), width, 2)]
            rows.append(_Row(None, []))
        return rows

    def _lay_out_chart(self, width: int) -> list[_Row]:
        """Return a line to each source and value of a number, in the order of days, on a scale that all share."""
        assert self._side is not None
        told = values_by_day(self._side)[:_CHART_LINES]
        if self.page < _CHART_PAGE or len(told) < 2:
            return []
        words = max(cell_count(one.words) for one in told)
        label = min(_SOURCE_AT_MOST, max(cell_count(one.label) for one in told))
        scale = width - label - words - 4
        if scale < _SCALE_AT_LEAST:
            return []
        rows = [
            _Row(None, [(_ends(fit(name, label), label), ("detail",)), (f"  {drawn}  ", ("number",)), (value, ())])
            for name, drawn, value in readings_chart(told, scale)
        ]
        return [*rows, _Row(None, [])]

    def _lay_out_column(self, column: ReadingColumn) -> list[_Row]:
        shown = self._shown(column)
        rows = [*self._lay_out_heading(column), *self._lay_out_places(shown)]
        if hidden := len(column.told) - len(shown):
            more = fit(f"+{hidden:,} more say the same", self._column - 1)
            rows[-1:] = [_Row(None, [(more, ("detail",))]), _Row(None, [])]
        return rows

    def _lay_out_heading(self, column: ReadingColumn) -> list[_Row]:
        assert self._side is not None
        if not column.heading:
            return []
        width = self._column - 1
        style = ("title", "number") if self._side.finding.kind == "number" else ("title",)
        rows = [_Row(None, [(_text(line), style)]) for line in snippet(column.heading, (), width, _HEADING_ROWS)]
        return [*rows, _Row(None, [("─" * width, ("bar",))])]

    def _lay_out_places(self, shown: Sequence[PlaceText]) -> list[_Row]:
        """Return the rows of places, with the source above each that differs from the one before."""
        width, rows, before = self._column - 1, list[_Row](), ""
        for told in shown:
            when = f" · {told.when}" if told.when else ""
            source = fit(drawable(told.source), width - len(when)) + when
            if source != before:
                rows.append(_Row(told.number, [(source, ("detail",))]))
            before = source
            rows += [*_passage_rows(told, width, self._most), _Row(None, [])]
        return rows

    def _lines(self, kind: FindingKind) -> int:
        """Return how many rows of a passage are shown: in a low pane few, so that another reading is seen as well."""
        return _ROWS[kind] if self.page >= _LOW or self._side is None or len(self._side.columns) == 1 else _FEW

    def _shown(self, column: ReadingColumn) -> tuple[PlaceText, ...]:
        """Return the places of a reading that are laid out: where others differ, the first ones and the one pointed at.

        What many say alike would push what another says off the screen.
        """
        first = column.told[: self._alike]
        return (*first, *(told for told in column.told[self._alike :] if told.number == self.item))

    def draw(self, row: int, width: int) -> Strip:
        """Draw a row across all columns."""
        if row < len(self._head):
            return segments([(" ", self.palette.stack(())), *self._cell(self._head[row], width - 1)])
        pieces = []
        for cell in self._bands[row - len(self._head)]:
            here = cell.item is not None and cell.item == self.item
            first = cell.item is not None and self._rows[cell.item][0] == row
            sign = "▸" if here and first else " "
            pieces.append((sign, self.palette.stack(["marker", "row"] if here else [])))
            pieces += self._cell(cell, self._column - 1, here=here)
            pieces.append((" " * _BETWEEN, self.palette.stack(())))
        return segments(pieces)

    def _cell(self, row: _Row, width: int, *, here: bool = False) -> list[tuple[str, Style]]:
        ground = ["row"] if here else []
        pieces = [(text, self.palette.stack([*kinds, *ground])) for text, kinds in row.pieces]
        used = sum(cell_count(text) for text, _ in pieces)
        return [*pieces, (" " * max(0, width - used), self.palette.stack(ground))]

    # What Textual tells.

    def on_click(self, event: events.Click) -> None:
        """Point at the place clicked on; a double click reads it."""
        at = event.get_content_offset_capture(self)
        row = self.top + at.y - len(self._head)
        column = at.x // (self._column + _BETWEEN)
        if self._side is None or not 0 <= row < len(self._bands) or column >= len(self._bands[row]):
            return
        item = self._bands[row][column].item
        if item is not None:
            self.post_message(PlaceMoved(item, read=event.chain == 2))


def _ends(text: str, width: int) -> str:
    return text + " " * max(0, width - cell_count(text))


def _text(line: Sequence[tuple[str, bool]]) -> str:
    return "".join(text for text, _ in line)
