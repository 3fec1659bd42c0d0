"""The line that names the panes where only one fits the terminal."""

from __future__ import annotations

from textual import events
from textual.content import Content
from textual.message import Message
from textual.widget import Widget

from dossier.tui.platform.stylesheets import stylesheet


class Tabs(Widget):
    """`Results   Article   Names`, the one that is shown standing out."""

    DEFAULT_CSS = stylesheet(__file__)

    class Clicked(Message):
        """A tab was clicked on; `index` counts from 0."""

        def __init__(self, index: int) -> None:
            self.index = index
            super().__init__()

    def __init__(self) -> None:
        super().__init__()
        self._names = ["Results", "Article", "Names"]
        self._at = 0

    def show(self, names: list[str], at: int) -> None:
        """Show these names, the one at `at` as the one that is open."""
        if (names, at) != (self._names, self._at):
            self._names, self._at = names, at
            self.refresh()

    def render(self) -> Content:
        """Draw the names on one line."""
        styles = ["bold reverse" if index == self._at else "$foreground 80%" for index in range(len(self._names))]
        parts = [(f" {name} ", style) for name, style in zip(self._names, styles, strict=True)]
        return Content.assemble(*parts, ("  tab turns", "$foreground 75%"))

    def on_click(self, event: events.Click) -> None:
        """Open the tab clicked on."""
        column = event.x - self.styles.padding.left
        for index, name in enumerate(self._names):
            if 0 <= column < len(name) + 2:
                self.post_message(self.Clicked(index))
            column -= len(name) + 2
