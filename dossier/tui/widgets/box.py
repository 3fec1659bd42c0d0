"""The box that every screen is typed into."""

from __future__ import annotations

from typing import Self

from textual import events
from textual.geometry import Region
from textual.reactive import reactive
from textual.widgets import Input


class Box(Input):
    """A box that is typed into: one line as wide as there is room, whatever stands in it. Its cursor stands still."""

    cursor_blink = reactive(False, init=False)

    def on_paste(self, event: events.Paste) -> None:
        """Take what is pasted as one line; Textual's own keeps the first line and drops the others."""
        event.prevent_default()
        event.stop()
        self.replace(" ".join(event.text.split()), *self.selection)

    def refresh(self, *regions: Region, repaint: bool = True, layout: bool = False, recompose: bool = False) -> Self:
        """Draw only itself: for each key, Textual's own works out anew where everything on the screen stands."""
        return super().refresh(*regions, repaint=repaint, layout=layout and not self.size, recompose=recompose)
