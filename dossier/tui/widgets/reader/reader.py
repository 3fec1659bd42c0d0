"""The reader: an article with its highlights, a cursor that knows words, sentences and passages, and a selection."""

from __future__ import annotations

from textual import events
from textual.content import Content

from dossier.text.visible import one_line
from dossier.tui.text import motion
from dossier.tui.text.spans import StyledSpan
from dossier.tui.text.wrap import cell_count, drawable, fit
from dossier.tui.widgets.reader.article_view import MEASURE, ArticleView
from dossier.tui.widgets.reader.caret import Unit, inked, step

__all__ = ["MEASURE", "Reader", "StyledSpan", "Unit"]

_CORNERS, _ENDS = 6, 2  # cells of a border that nothing is written on: with corners, and of a line alone
_OUTLET = 8  # cells of an outlet at least; in fewer it is left out
_BETWEEN = " · "


class Reader(ArticleView):
    """Shows an article, to be read with the keyboard and the mouse. Offsets are code points of its text."""

    def __init__(self) -> None:
        super().__init__()
        self._dragged_from: int | None = None
        self._title = ""
        self._source = ("", "", "")  # what comes first, the outlet, facts

    def resized(self) -> None:
        """Write title and source anew, as long as there is room."""
        super().resized()
        self._write_title()
        self._write_source()

    def entitle(self, title: str) -> None:
        """Write a title on the border, cut where no number is."""
        self._title = drawable(one_line(title))
        self._write_title()

    def _write_title(self) -> None:
        self.border_title = Content(fit(self._title, self._border_room) if self.outer_size else self._title)

    @property
    def _border_room(self) -> int:
        return self.outer_size.width - (_CORNERS if self.styles.border_left[0] else _ENDS)

    def tell_source(self, outlet: str, *facts: str, first: str = "") -> None:
        """Write the outlet and facts on the border, behind what comes `first`; the outlet is cut, never a fact."""
        self._source = first, drawable(one_line(outlet)), _BETWEEN.join(filter(None, facts))
        self._write_source()

    def _write_source(self) -> None:
        first, outlet, facts = self._source
        room = self._border_room - cell_count(first + facts) - 2 * len(_BETWEEN)
        if self.outer_size and cell_count(outlet) > room:
            outlet = fit(outlet, room) if room >= _OUTLET else ""
        parts = first, outlet, facts
        self.border_subtitle = Content(_BETWEEN.join(filter(None, parts)))

    def sentence(self) -> tuple[int, int]:
        """Return the sentence under the cursor."""
        return motion.sentence_at(self._page.text, self._cursor) if self._page else (0, 0)

    # Moving.

    def goto(self, offset: int, *, centre: bool = False) -> None:
        """Put the cursor at an offset and show it; `centre` brings it to the upper third unless it is well in sight."""
        self._unplaced = None if self.laid_out else offset
        self._goal = None
        self._set_cursor(offset)
        self.reveal(self._rows.row_at(self._cursor), centre=centre)

    def move(self, unit: Unit, count: int = 1) -> None:
        """Move the cursor by so many units; a negative count goes back. From out of sight it first comes into sight."""
        if self._page is None or not self._page.blocks:
            return
        self._fetch_cursor()
        self._by_words = unit == "word" and count > 0
        if unit in ("line", "page", "half"):
            self._move_rows(count if unit == "line" else 0, 0 if unit == "line" else self._leap(unit) * count)
            return
        if unit == "word-back":
            unit, count = "word", -count
        offset = self._cursor
        for _ in range(abs(count)):
            offset = step(self._rows, self._page.passages, unit, offset, back=count < 0)
        self.goto(offset)

    def _fetch_cursor(self) -> None:
        """Bring the cursor to the rows that are seen, after the mouse has scrolled away from it."""
        rows = self._rows
        row, last = rows.row_at(self._cursor), min(self.top + self.page, len(rows)) - 1
        if not self.top <= row <= last:
            near = inked(rows, self.top, 1) if row < self.top else inked(rows, last, -1)
            self._cursor = rows.offset_at(near, self._goal or 0)

    def _leap(self, unit: str) -> int:
        return max(1, self.page - 2 if unit == "page" else self.page // 2)

    def _move_rows(self, lines: int, leap: int) -> None:
        """Move by rows that hold text, or scroll by `leap` rows and take the cursor along."""
        rows = self._rows
        row, cell = rows.cell_at(self._cursor)
        self._goal = cell if self._goal is None else self._goal
        goal = self._goal
        if leap:
            top = self.top
            self.scroll_to(y=top + leap)
            moved = self.top - top
            row = row + (moved or leap)
            row = max(self.top, min(row, self.top + self.page - 1, len(rows) - 1))
            row = inked(rows, row, 1 if leap > 0 else -1)
        way = 1 if lines > 0 else -1
        for _ in range(abs(lines)):
            row = inked(rows, row + way, way)
        self._set_cursor(rows.offset_at(row, goal))
        self._goal = goal
        self.reveal(row, margin=0 if leap else 2)

    # Selecting.

    def select_start(self) -> None:
        """Begin a selection at the cursor; moving extends it."""
        self._mark = self._cursor
        self.refresh()

    def select(self, start: int, end: int) -> None:
        """Select a stretch, with the cursor on its last character."""
        self._mark, self._by_words = start, False
        self.goto(max(start, end - 1))

    def clear_selection(self) -> None:
        """Let the selection go."""
        self._mark = None
        self.refresh()

    # The mouse.

    def _offset_under(self, event: events.MouseEvent) -> int:
        x, y = event.get_content_offset_capture(self)
        row = max(0, min(self.top + y, len(self._rows) - 1))
        return self._rows.offset_at(row, x - self._left(self.scrollable_content_region.width))

    def on_mouse_down(self, event: events.MouseDown) -> None:
        """Put the cursor where the button goes down; dragging from there selects."""
        if event.button != 1 or self._page is None or self.message:
            return
        self._mark = None
        self._dragged_from = self._offset_under(event)
        self.goto_quietly(self._dragged_from)
        self.capture_mouse()

    def on_mouse_move(self, event: events.MouseMove) -> None:
        """Extend the selection to the mouse; beyond an edge the text scrolls along."""
        if self._dragged_from is None:
            return
        y = event.get_content_offset_capture(self).y
        if not 0 <= y < self.page:
            self.scroll_to(y=self.top + (1 if y > 0 else -1))
        self._select_words(self._dragged_from, self._offset_under(event))

    def _select_words(self, first: int, last: int) -> None:
        """Select from one place to another; of several words whole ones, so that no quote begins in the middle."""
        if first == self._cursor == last and self._mark is None:
            return
        text, self._by_words = self._rows.text, False
        begin, end = motion.word_at(text, min(first, last)), motion.word_at(text, max(first, last))
        low, high = (begin[0], end[1] - 1) if begin != end else (min(first, last), max(first, last))
        self._mark, cursor = (low, high) if first <= last else (high, low)
        self.goto_quietly(cursor)

    def on_mouse_up(self) -> None:
        """End dragging."""
        self._dragged_from = None
        self.release_mouse()

    def on_click(self, event: events.Click) -> None:
        """Select the word at a double click."""
        if event.chain == 2 and self._page:
            self.select(*motion.word_at(self._page.text, self._cursor))

    def goto_quietly(self, offset: int) -> None:
        """Put the cursor at an offset that is in sight: nothing scrolls."""
        self._goal = None
        self._set_cursor(offset)
