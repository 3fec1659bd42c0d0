"""Rows in which one item at a time is selected: the base of results and side panel."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence

from rich.style import Style
from textual import events

from dossier.tui.widgets.lines import LineView


class SelectableRows(LineView):
    """Items of one or more rows, with other rows between them; one item is chosen while there are any.

    `lay_out` fills `firsts` (the first row of each item) and `heights` (how many rows it has).
    """

    def __init__(self) -> None:
        super().__init__()
        self.firsts: Sequence[int] = ()
        self.heights: Sequence[int] = ()
        self.index: int | None = None
        self._arriving = self._arrived = False  # with the keyboard; by the click that goes on
        self._clicked = False  # whether the first half of a double click chose already

    def chosen(self) -> None:
        """Tell the app that the person chose the item at `index`."""
        raise NotImplementedError

    def moved(self) -> None:
        """Tell the app that the person moved to the item at `index`."""

    def reflow(self, *, keep: bool = True) -> None:
        """Lay the rows out again; words in their place hold no items."""
        if self.message:
            self.firsts, self.heights, self.index = (), (), None
        super().reflow(keep=keep)

    @property
    def lines_in_use(self) -> range:
        """The lines of the chosen item, as far as they are seen."""
        if self.index is None or self.index >= len(self.firsts):
            return range(0)
        first = self.firsts[self.index] - self.top
        return range(max(0, first), min(first + self.heights[self.index], self.page))

    def line_of_choice(self) -> int | None:
        """Return on which line of the screen the chosen item begins; None where it is not seen."""
        if self.index is None or self.index >= len(self.firsts):
            return None
        line = self.firsts[self.index] - self.top
        return line if 0 <= line < self.page else None

    def show_choice(self, same: int | None, line: int | None, *, some: bool) -> None:
        """Lay new rows out and choose the item `same` at its line; without it, the first if there are `some`."""
        self.index = same if same is not None else (0 if some else None)
        self.reflow(keep=False)
        if same is None:
            self.scroll_to(y=0)
        elif line is None:
            self.point_at(same)
        elif self.firsts:
            self.scroll_to(y=self.firsts[same] - line)

    def head_of(self, item: int) -> int:
        """Return the first row to show along with an item: the heading of its group, if it is the first there."""
        return self.firsts[item]

    def choose(self) -> None:
        """Choose the item at `index`; nothing happens where there is none."""
        if self.index is not None:
            self.chosen()

    def move(self, unit: str, count: int = 1) -> None:
        """Go so many items, half or whole screens on (or back), or to the top or bottom; other units do nothing."""
        if not self.firsts:
            return
        here = self.index or 0
        match unit:
            case "line":
                item = here + count
            case "page" | "half":
                item = self._leap(here, count * max(1, self.page - 2 if unit == "page" else self.page // 2))
            case "top":
                item = 0
            case "bottom":
                item = len(self.firsts) - 1
            case _:
                return
        item = max(0, min(item, len(self.firsts) - 1))
        if item != self.index:
            self.point_at(item)
            self.moved()
        elif item == 0:
            self.scroll_to(y=0)

    def _leap(self, here: int, rows: int) -> int:
        """Return the item about so many rows away, another one at least."""
        item = self.item_near(self.firsts[here] + rows)
        return item if item != here else here + (1 if rows > 0 else -1)

    def point_at(self, item: int | None) -> None:
        """Move to an item, in silence, and show it whole."""
        for old in (self.index, item):
            self._redraw_item(old)
        self.index = item
        if item is not None and item < len(self.firsts):
            last = self.firsts[item] + self.heights[item] - 1
            self.reveal(self.head_of(item), last, margin=1)
        self.refresh()

    def _redraw_item(self, item: int | None) -> None:
        if item is not None and item < len(self.firsts):
            for row in range(self.firsts[item], self.firsts[item] + self.heights[item]):
                self.drawn.pop(row, None)

    def item_near(self, row: int) -> int:
        """Return the item that a row belongs to, else the one before it, else the first."""
        return max(0, bisect_right(self.firsts, row) - 1)

    def item_at(self, row: int) -> int | None:
        """Return the item that a row belongs to, None between items."""
        item = bisect_right(self.firsts, row) - 1
        return item if item >= 0 and row < self.firsts[item] + self.heights[item] else None

    def style(self, item: int | None, *kinds: str) -> Style:
        """Return the style of these kinds, on the ground of the chosen item where it is that."""
        return self.palette.stack([*kinds, "row"] if item is not None and item == self.index else kinds)

    def looked_at(self) -> object:
        """Keep the chosen item where it is while it is seen, else the first one that is."""
        if self.index is not None and self.index < len(self.firsts):
            row = self.firsts[self.index]
            if self.top <= row < self.top + self.seen:
                return self.name_of(self.index)
        return self.name_of(self.item_near(self.top)) if self.firsts else None

    def row_of(self, anchor: object) -> int:
        """Return the row of an item by its name."""
        item = self.item_named(anchor)
        return self.firsts[item] if item is not None and item < len(self.firsts) else 0

    def name_of(self, item: int) -> object:
        """Name an item so that it can be found when the others around it have changed."""
        raise NotImplementedError

    def item_named(self, name: object) -> int | None:
        """Return an item by its name."""
        raise NotImplementedError

    def resized(self) -> None:
        """Keep the chosen item in sight, or bring it there when there is room for the first time."""
        if self.index is None or self.index >= len(self.firsts):
            return
        row = self.firsts[self.index]
        if not self.seen or self.top <= row < self.top + self.seen:
            self.reveal(self.head_of(self.index), row + self.heights[self.index] - 1, margin=1)

    def on_focus(self) -> None:
        """Remember until the click that brought the keyboard here has come, if one did."""
        self._arriving = True
        self.call_later(lambda: setattr(self, "_arriving", False))

    def on_mouse_down(self) -> None:
        """Learn whether a click is the one that brought the keyboard here."""
        self._arrived = self._arriving

    def on_click(self, event: events.Click) -> None:
        """Move to the item clicked on; one that the bar is on is chosen, unless the click came from another pane."""
        item = self.item_at(self.top + event.get_content_offset_capture(self).y)
        if item is None or self.message:
            return
        if event.chain == 1:
            self._clicked = item == self.index and not self._arrived
        if item != self.index:
            self.point_at(item)
            self.moved()
        elif self._clicked == (event.chain == 1):  # a double click chooses once, not again with its second half
            self.chosen()
