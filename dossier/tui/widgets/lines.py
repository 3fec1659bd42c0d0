"""A list of rows that draws only what is seen: the base of the three panes."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any

from rich.segment import Segment
from rich.style import Style
from textual.filter import ANSIToTruecolor, LineFilter
from textual.geometry import Region, Size
from textual.strip import Strip

from dossier.tui.platform.private import SizedView
from dossier.tui.platform.stylesheets import stylesheet
from dossier.tui.text import styles
from dossier.tui.text.wrap import cell_count, drawable, paragraphs, wrap

_KEPT = 500  # rows whose drawing is kept: a few screens; a strip takes some kilobytes
_UNSEEN = 80  # the width that rows are laid out for before there is any


class LineView(SizedView, can_focus=True, inherit_bindings=False):
    """Rows of text that scroll at once and stay where they are when the width changes.

    A pane says how many rows it has at a width (`lay_out`), draws each (`draw`), and names what the person looks at
    (`looked_at`, `row_of`), so that it can be found again after the rows have changed.
    """

    ALLOW_SELECT = False
    DEFAULT_CSS = stylesheet(__file__)

    def __init__(self) -> None:
        super().__init__()
        self.palette = styles.Palette(self)
        self.row_count = 0
        self.message = ""
        self.seen = 0
        self._laid_out = self._width = self._top = 0
        self._message_rows: list[str] = []
        self.drawn: dict[int, Strip] = {}

    # What a pane tells.

    def lay_out(self, width: int) -> int:
        """Work out the rows for this width in cells; give their number."""
        raise NotImplementedError

    def draw(self, row: int, width: int) -> Strip:
        """Draw a row; the result is kept until `redraw`."""
        raise NotImplementedError

    def overlay(self, row: int, strip: Strip) -> Strip:
        """Add to a drawn row what changes with every key."""
        del row
        return strip

    def looked_at(self) -> object:
        """Name what should stay where it is on the screen while the rows change."""
        return None

    def row_of(self, anchor: Any) -> int:
        """Return the row of what `looked_at` named."""
        del anchor
        return 0

    def resized(self) -> None:
        """Do what is left to do when the pane has another size and its rows are laid out for it."""

    @property
    def lines_in_use(self) -> range:
        """The lines, from the top of the pane, of what the keyboard acts on; none where that is out of sight."""
        return range(0)

    # Rows and their drawing.

    def show_message(self, text: str) -> None:
        """Show a few words in place of the rows, until `reflow` is called with an empty `message`."""
        self.message = text
        self.reflow(keep=False)
        self.scroll_to(y=0)

    @property
    def page(self) -> int:
        """How many rows are seen at once, or were before the pane was hidden."""
        return max(1, self.scrollable_content_region.height or self.seen)

    @property
    def top(self) -> int:
        """The first row that is seen."""
        return self.scroll_offset.y

    def reflow(self, *, keep: bool = True) -> None:
        """Lay the rows out again; what is looked at stays on its line of the screen where `keep` is set."""
        width = self.scrollable_content_region.width
        anchor = self.looked_at() if keep and self._laid_out else None
        line = 0 if anchor is None else self.row_of(anchor) - self.top
        self._laid_out = max(0, width)
        self.drawn.clear()
        # A pane that is not seen yet has rows as well, so that places in it can be told.
        width = self._laid_out or _UNSEEN
        self.row_count = self._lay_out_message(width) if self.message else self.lay_out(width)
        self.virtual_size = Size(width, self.row_count)
        if anchor is not None:
            self.scroll_to(y=self.row_of(anchor) - line)
        self.refresh()

    @property
    def laid_out(self) -> bool:
        """Whether there has been room for the rows."""
        return self._laid_out > 0

    def redraw(self) -> None:
        """Draw everything anew: what rows show has changed, but not where."""
        self.drawn.clear()
        self.refresh()

    def reveal(self, first: int, last: int | None = None, *, margin: int = 2, centre: bool = False) -> None:
        """Scroll just enough to see these rows with some around them; `centre` brings them to the upper third."""
        last = first if last is None else last
        page, top = self.page, self.top
        margin = max(0, min(margin, (page - (last - first) - 1) // 2))
        if centre and not top + margin <= first <= last < top + page - margin:
            top = first - page // 3
        elif first - margin < top:
            top = first - margin
        elif last + margin >= top + page:
            top = min(last + margin - page + 1, first)
        self.scroll_to(y=top)

    def scroll_to(self, x: float | None = None, y: float | None = None, **options: Any) -> None:
        """Scroll at once: a key is answered before the next one comes, and also right after mounting."""
        super().scroll_to(x, y, **{**options, "animate": False, "force": True})

    def render_lines(self, crop: Region) -> list[Strip]:
        """Draw lines of the screen; what they have in common is worked out once.

        What makes plain colours of dim text goes over every piece of every line, so not where nothing is dim.
        """
        self._width, self._top = self.scrollable_content_region.width, self.top
        strips = super().render_lines(crop)
        for one in super().get_line_filters():
            if self.palette.dim or not isinstance(one, ANSIToTruecolor):
                strips = [strip.apply_filter(one, self.background_colors[1]) for strip in strips]
        return strips

    def get_line_filters(self) -> Sequence[LineFilter]:
        """Leave the filters of the app to `render_lines`: only then it is known what was drawn."""
        return ()

    def render_line(self, y: int) -> Strip:
        """Draw a line of the screen."""
        width, row = self._width, y + self._top
        if not 0 <= row < self.row_count or width != self._laid_out:
            return Strip.blank(width, self.palette.stack(()))
        strip = self.drawn.get(row)
        if strip is None:
            if len(self.drawn) >= _KEPT:
                self.drawn.clear()
            drawn = self._draw_message(row, width) if self.message else self.draw(row, width)
            strip = self.drawn[row] = drawn.adjust_cell_length(width, self.palette.stack(()))
        return strip if self.message else self.overlay(row, strip)

    def _lay_out_message(self, width: int) -> int:
        text = drawable(self.message)
        rows = wrap(text, paragraphs(text), min(width - 4, 60))
        above = max(0, (self.page - len(rows)) // 3)
        self._message_rows = [""] * above + [rows.shown(row) for row in range(len(rows))]
        return len(self._message_rows)

    def _draw_message(self, row: int, width: int) -> Strip:
        text = self._message_rows[row]
        left = max(0, (width - max(map(cell_count, self._message_rows))) // 2)
        return segments([(" " * left, self.palette.stack(())), (text, self.palette.stack(["detail"]))])

    # What Textual tells.

    def sized(self, *, changed: bool) -> None:
        """Lay out the rows for the new width at once: those of the old would be seen for a moment."""
        width = self.scrollable_content_region.width
        stale = width > 0 and (width != self._laid_out or (changed and bool(self.message)))
        if stale:
            if not self._laid_out:
                self.seen = 0  # its rows changed while it was hidden: where it stood means nothing now
            self.reflow()
        if stale or changed:
            self.resized()
            self.seen = self.page

    def on_mount(self) -> None:
        """Learn what the terminal can show."""
        self.set_class(styles.plain(self.app), "-plain")

    def notify_style_update(self) -> None:
        """Forget the colours: the theme or the focus has changed."""
        super().notify_style_update()
        self.palette.forget()
        self.redraw()


def segments(pieces: Iterable[tuple[str, Style]]) -> Strip:
    """Return pieces of text and their styles as a strip, side by side."""
    return Strip([Segment(text, style) for text, style in pieces if text])


def over(strip: Strip, start: int, end: int, style: Style) -> Strip:
    """Return a row with a style over the cells from `start` to `end` of a row."""
    if start >= end:
        return strip
    middle = [Segment(text, (under or Style.null()) + style) for text, under, _ in strip.crop(start, end)]
    return Strip.join([strip.crop(0, start), Strip(middle, end - start), strip.crop(end, strip.cell_length)])


def put(strip: Strip, start: int, text: str, style: Style) -> Strip:
    """Put narrow text in the place of what stands in its cells."""
    return put_all(strip, start, [(text, style)])


def put_all(strip: Strip, start: int, pieces: list[tuple[str, Style]]) -> Strip:
    """Put narrow pieces, side by side, in the place of what stands in their cells."""
    size = sum(len(text) for text, _ in pieces)
    margin = next(iter(strip), None)
    if margin is None:
        return strip  # of no width, in a window that is only a few cells wide
    if len(margin.text) >= start + size and margin.text.isspace():  # signs of a page: no cutting and measuring
        put_in = [Segment(text, style) for text, style in pieces]
        before, behind = margin.text[:start], margin.text[start + size :]
        around = [Segment(before, margin.style)] if before else [], [Segment(behind, margin.style)] if behind else []
        return Strip([*around[0], *put_in, *around[1], *list(strip)[1:]], strip.cell_length)
    return Strip.join([strip.crop(0, start), segments(pieces), strip.crop(start + size)])
