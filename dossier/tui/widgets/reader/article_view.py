"""An article in rows: text with zones and spans, labels, signs in the gutter, the cursor, and a map of the hits."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Collection, Iterable, Mapping, Sequence
from functools import partial
from itertools import pairwise
from typing import Literal

from rich.style import Style
from textual.strip import Strip

from dossier.model import Article
from dossier.tui.text import motion
from dossier.tui.text.spans import SpanGroups, StyledSpan
from dossier.tui.text.wrap import Rows
from dossier.tui.widgets.lines import LineView, over, put, put_all, segments
from dossier.tui.widgets.messages import CursorMoved
from dossier.tui.widgets.reader.hitmap import HitMap
from dossier.tui.widgets.reader.page import ArticleLayout, set_page

MEASURE = 88
"""The widest that lines get: longer ones lose the eye on its way back (Bringhurst: 45 to 90 characters)."""
_GUTTER = 4  # note, related, cursor, space
_HITS = ("hit", "pointed", "current-hit")


class ArticleView(LineView):
    """Shows an article with a cursor that others move. Offsets are code points of its text."""

    def __init__(self) -> None:
        super().__init__()
        self.article: Article | None = None
        self._page: ArticleLayout | None = None
        self._rows = Rows("", [0], [0], [0])
        self._spans = SpanGroups()
        self._cursor = 0
        self._goal: int | None = None
        self._mark: int | None = None
        self._by_words = False  # whether the cursor came to where it is by words
        self._labels: dict[int, list[tuple[int, str]]] = {}
        self._notes: frozenset[int] = frozenset()
        self._related: frozenset[int] = frozenset()
        self._unplaced: int | Literal["start"] | None = None
        self._map: list[tuple[int, bool]] = []

    # What is shown.

    def on_mount(self) -> None:
        """Put the map of hits along the scrollbar."""
        super().on_mount()
        self.vertical_scrollbar.renderer = partial(HitMap, marks=self.map_marks)  # type: ignore[misc,assignment]

    def show(self, article: Article | None, spans: Sequence[StyledSpan] = (), *, at: int | None = None) -> None:
        """Show an article with these spans (as the group `text`), the cursor at an offset or where its body begins."""
        self.article = article
        self._page = None if article is None else set_page(article)
        self._spans.clear()
        self._spans.replace("text", spans)
        self._labels.clear()
        self._notes = self._related = frozenset()
        self._mark = self._goal = None
        self.message = ""
        self._unplaced = "start" if at is None else at
        self._cursor = 0
        self.reflow(keep=False)
        self._place()

    def show_message(self, text: str) -> None:
        """Show a few words in place of an article."""
        self.show(None)
        super().show_message(text)

    def set_spans(self, group: str, spans: Iterable[StyledSpan]) -> None:
        """Replace one group of spans ("hits", "notes"), leaving the others."""
        self._spans.replace(group, spans)
        self._map_hits()
        self.redraw()

    def set_marks(self, notes: Collection[int] = (), related: Collection[int] = ()) -> None:
        """Mark passages (by their index) in the gutter: with notes `•`, told elsewhere too `≈`."""
        self._notes, self._related = frozenset(notes), frozenset(related)
        self.refresh()

    def show_labels(self, labels: Mapping[str, int]) -> None:
        """Lay short labels over the text, each at its offset."""
        self._labels.clear()
        for label, offset in labels.items():
            row, cell = self._rows.cell_at(offset)
            self._labels.setdefault(row, []).append((cell, label))
        self.refresh()

    def hide_labels(self) -> None:
        """Take the labels away."""
        self._labels.clear()
        self.refresh()

    # What stands where.

    @property
    def cursor(self) -> int:
        """Where the cursor is."""
        return self._cursor

    @property
    def passage(self) -> int | None:
        """The index of the passage the cursor is in."""
        return self.passage_at(self._cursor)

    def passage_at(self, offset: int) -> int | None:
        """Return the index of the passage an offset lies in."""
        if self.article is None or self._page is None:
            return None
        index = bisect_right(self._page.passages, offset) - 1
        return index if index >= 0 and offset < self.article.passages[index].end else None

    def visible_spans(self, kinds: Collection[str] | None = None) -> list[StyledSpan]:
        """Return the spans of these kinds that begin in what is seen now, in text order."""
        if not self._page:
            return []
        first = min(self.top, len(self._rows) - 1)
        last = min(self.top + self.page, len(self._rows)) - 1
        start, end = self._rows.begins[first], self._rows.ends[last]
        return [span for span in self._spans.within(start, end, kinds) if start <= span.start < end]

    def _set_cursor(self, offset: int) -> None:
        last = len(self._rows.text) - 1
        self._cursor = self._rows.grapheme(max(0, min(offset, last)))[0] if last >= 0 else 0
        self.refresh()
        self.post_message(CursorMoved(self._cursor, self.passage))

    @property
    def lines_in_use(self) -> range:
        """The line of the cursor."""
        line = self._rows.row_at(self._cursor) - self.top
        return range(line, line + 1) if 0 <= line < self.page else range(0)

    @property
    def selection(self) -> tuple[int, int] | None:
        """What is selected, the character under the cursor included, but not the first of a word gone to by words."""
        if self._mark is None:
            return None
        first, last = sorted((self._mark, self._cursor))
        begin, end = self._rows.grapheme(first)[0], self._rows.grapheme(last)[1]
        if self._by_words and first < last == self._cursor == motion.word_at(self._rows.text, last)[0]:
            end = begin + len(self._rows.text[begin:last].rstrip())
        return begin, end

    # Rows.

    def lay_out(self, width: int) -> int:
        """Wrap the article to the measure."""
        self._labels.clear()
        if self._page is None:
            self._rows = Rows("", [0], [0], [0])
            return 0
        self._rows = self._page.wrap(self._measure(width))
        self._map_hits()
        return len(self._rows)

    def looked_at(self) -> object:
        """Keep the cursor's line where it is while it is seen, else the first line that is."""
        row = self._rows.row_at(self._cursor)
        if self.top <= row < self.top + self.seen:
            return self._cursor
        return self._rows.begins[min(self.top, len(self._rows) - 1)]

    def row_of(self, anchor: object) -> int:
        """Return the row that holds an offset."""
        assert isinstance(anchor, int)
        return self._rows.row_at(anchor)

    def resized(self) -> None:
        """Keep the cursor in sight if it was."""
        if self._unplaced is not None:
            self._place()
            return
        row = self._rows.row_at(self._cursor)
        if self.top <= row < self.top + self.seen:
            self.reveal(row)

    def _place(self) -> None:
        """Go where `show` was told to, once there are rows."""
        if self._unplaced is None or self._page is None:
            return
        at = self._unplaced
        if self.laid_out:
            self._unplaced = None
        start = at if at != "start" else (self._page.passages[0] if self._page.passages else 0)
        self._set_cursor(start)
        row = self._rows.row_at(self._cursor)
        # What stands before the body is worth a glance, but the body should be there without a key.
        self.scroll_to(y=row - self.page // 3 if row > self.page // 2 else 0)

    def _measure(self, width: int) -> int:
        return max(1, min(MEASURE, width - _GUTTER - 1))

    def _left(self, width: int) -> int:
        return max(_GUTTER, (width - self._measure(width)) // 2)

    def _map_hits(self) -> None:
        """Note on which rows hits stand, for the map along the scrollbar."""
        spans = self._spans.of(_HITS)
        marks = [(self._rows.row_at(span.start), span.kind != "hit") for span in spans]
        if marks != self._map:
            self._map = marks
            self.vertical_scrollbar.refresh()

    def map_marks(self, size: int) -> dict[int, Style]:
        """Return the cells of a scrollbar of this size that hold a hit, the current one foremost."""
        marks: dict[int, Style] = {}
        for row, current in sorted(self._map, key=lambda item: item[1]):
            kind = "marker" if current else "map"
            marks[row * size // max(1, self.row_count)] = self.palette.layer(kind)
        return marks

    # Drawing.

    def draw(self, row: int, width: int) -> Strip:
        """Draw the text of a row with zones and spans."""
        rows, left = self._rows, self._left(width)
        begin, end = rows.begins[row], rows.ends[row]
        base = self.palette.stack(())
        if begin >= end or self._page is None:
            return Strip.blank(width, base)
        stretches = self._stretches(self._page, row)
        cuts = sorted({begin, end, *(start for start, _, _ in stretches), *(stop for _, stop, _ in stretches)})
        pieces = [(" " * left, base)]
        for start, stop in pairwise(cuts):
            kinds = [kind for first, last, kind in stretches if first <= start and stop <= last]
            pieces.append((rows.text[start:stop].replace("\t", "    "), self.palette.stack(kinds)))
        return segments(pieces)

    def _stretches(self, page: ArticleLayout, row: int) -> list[tuple[int, int, str]]:
        """Return zones and spans on a row as first and last offset and kind, whole graphemes each."""
        rows, begin, end = self._rows, self._rows.begins[row], self._rows.ends[row]
        found = [*page.zones.within(begin, end), *self._spans.within(begin, end)]
        stretches = [(max(span.start, begin), min(span.end, end), span.kind) for span in found]
        if rows.widths(row) is None:
            return stretches
        return [(rows.grapheme(start)[0], rows.grapheme(stop - 1)[1], kind) for start, stop, kind in stretches]

    def overlay(self, row: int, strip: Strip) -> Strip:
        """Add selection, cursor, labels and gutter signs."""
        rows, left = self._rows, self._left(strip.cell_length)
        if self._page is None or not rows.text:
            return strip
        selection = self.selection
        if selection:
            strip = self._lay_over(strip, row, *selection, "selection")
        if self.has_focus and rows.row_at(self._cursor) == row:
            strip = self._lay_over(strip, row, *rows.grapheme(self._cursor), "cursor")
        for cell, label in self._labels.get(row, ()):
            strip = put(strip, left + cell, label, self.palette.layer("label"))
        signs = self._signs(row)
        return put_all(strip, left - _GUTTER, signs) if signs else strip

    def _lay_over(self, strip: Strip, row: int, start: int, end: int, kind: str) -> Strip:
        rows, left = self._rows, self._left(strip.cell_length)
        if end <= rows.begins[row] or start > rows.ends[row] or rows.blank(row):
            return strip
        first, last = rows.cell_in(row, start), rows.cell_in(row, end)
        if kind == "cursor":
            last = max(last, first + 1)  # on the white space at the end of a row
        return over(strip, left + first, left + last, self.palette.layer(kind))

    def _signs(self, row: int) -> list[tuple[str, Style]]:
        """Return the gutter beside a row: note, related and cursor signs; nothing where there are none."""
        begin, end = self._rows.begins[row], self._rows.ends[row]
        if self.article is None or begin >= end:
            return []
        passages = self.article.passages
        index = bisect_right(self._page.passages if self._page else (), end - 1) - 1
        note = related = here = False
        while index >= 0 and passages[index].end > begin:  # drawn for each row of a page: a plain loop costs least
            first = passages[index].start >= begin
            note |= first and index in self._notes
            related |= first and index in self._related
            here |= passages[index].start <= self._cursor < passages[index].end
            index -= 1
        if not (note or related or here):
            return []
        signs = (("•", "gutter-note", note), ("≈", "gutter-related", related), ("▍", "gutter-cursor", here))
        return [(sign if there else " ", self.palette.stack([kind])) for sign, kind, there in signs]
