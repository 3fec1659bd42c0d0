"""The scrollbar of the reader, with a thin map of where the hits are."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from rich.console import Console, ConsoleOptions, RenderResult
from rich.segment import Segment, Segments
from rich.style import Style
from textual.scrollbar import ScrollBarRender

_MARK = "━"


class HitMap(ScrollBarRender):
    """A scrollbar that shows marks over track and thumb.

    `marks` gives, for a bar of so many cells, the cells that hold a hit and the style of their mark.
    """

    def __init__(self, *args: Any, marks: Callable[[int], dict[int, Style]], **options: Any) -> None:
        super().__init__(*args, **options)
        self._marks = marks

    def __rich_console__(self, console: Console, options: ConsoleOptions) -> RenderResult:
        """Draw the bar, then the marks on it."""
        for bar in super().__rich_console__(console, options):
            if not isinstance(bar, Segments):
                yield bar
                continue
            cells = list(bar.segments)
            for cell, style in self._marks(len(cells)).items():
                if cell < len(cells):
                    under = cells[cell].style or Style.null()
                    ground = under.color if under.reverse else under.bgcolor
                    cells[cell] = Segment(_MARK, Style(bgcolor=ground, meta=under.meta) + style)
            yield Segments(cells, new_lines=True)
