"""Small private parts of Textual and Rich; `tests/tui/platform/test_private.py` names the versions they are of.

Larger ones have modules of their own: `compositor`, `screen_guard` and `import_stubs`. Nothing outside this package
touches what is private in Textual or Rich.
"""

from __future__ import annotations

from rich._unicode_data import load as load_cell_table
from textual import events
from textual._xterm_parser import XTermParser
from textual.app import App
from textual.dom import DOMNode
from textual.geometry import Size
from textual.scroll_view import ScrollView
from textual.theme import Theme
from textual.widget import Widget

WIDENED = load_cell_table("auto").narrow_to_wide
"""Characters that a variation selector (U+FE0F) makes two cells wide."""


def keys_of(typed: str) -> list[events.Key]:
    """Return the keys that a terminal sends as these characters."""
    parser = XTermParser()
    return [event for text in (typed, "") for event in parser.feed(text) if isinstance(event, events.Key)]


def styled_part(widget: Widget, classes: str) -> DOMNode:
    """Return a node with the styles of a class inside a widget, as Textual makes its component classes."""
    node = DOMNode(classes=classes)
    node._attach(widget)  # noqa: SLF001
    widget.app.stylesheet.apply(node)
    return node


class QuietApp(App[None]):
    """An app that keeps the error it crashed with instead of printing a traceback over the terminal."""

    crash: Exception | None = None

    def _fatal_error(self) -> None:
        self.crash = self._exception
        self._close_messages_no_wait()

    @property
    def current_theme(self) -> Theme:
        """The theme, looked up at once: Textual asks for every line it draws, and copies the table of all themes."""
        return self._registered_themes.get(self.theme) or super().current_theme


class SizedView(ScrollView):
    """A view that learns its new size before the screen is painted: Resize events arrive after that."""

    def sized(self, *, changed: bool) -> None:
        """Take the new size into account; `changed` says whether it is another than before."""

    def _size_updated(self, size: Size, virtual_size: Size, container_size: Size, layout: bool = True) -> bool:
        changed = super()._size_updated(size, virtual_size, container_size, layout)
        self.sized(changed=changed)
        return changed
