"""Renders only widgets whose visible region changed."""

from __future__ import annotations

from typing import Any

from textual._compositor import ChopsUpdate, Compositor
from textual.geometry import Region
from textual.screen import Screen
from textual.widget import Widget


class DirtyRegionCompositor(Compositor):
    """Textual's own draws every widget within the rectangle around all changes, and what lies behind them.

    A keystroke changes the status at the top right and the list at the bottom left: the rectangle around these is
    the whole screen, and the text of the reader was composed anew with each letter typed.
    """

    @classmethod
    def install(cls, screen: Screen[Any]) -> None:
        """Let a screen, which is not painted yet, draw with this compositor."""
        screen._compositor = cls()  # noqa: SLF001

    def __init__(self) -> None:
        super().__init__()
        self._changed: tuple[Region, ...] | None = None

    def render_partial_update(self) -> ChopsUpdate | None:
        """Draw what has changed."""
        _ = self.cuts  # where lines are cut is worked out from all widgets, and kept
        self._changed = tuple(self._dirty_regions)
        try:
            return super().render_partial_update()
        finally:
            self._changed = None

    @property
    def visible_widgets(self) -> dict[Widget, tuple[Region, Region]]:
        """Return the widgets from front to back; while changes are drawn, only those that are seen in them."""
        widgets = super().visible_widgets
        if self._changed is None:
            return widgets
        seen = set()
        for changed in self._changed:
            for widget, (region, clip) in widgets.items():
                part = region.intersection(clip)
                if part.overlaps(changed):
                    seen.add(widget)
                    if part.contains_region(changed):  # whatever lies behind it is hidden
                        break
        return {widget: place for widget, place in widgets.items() if widget in seen}
