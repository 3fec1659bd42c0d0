"""The least that a Textual app of this kind does: a box, a list, a text and a last line, with nothing behind them.

    python benchmarks/bare_app.py FOLDER

The texts of a folder are read at once and shown with Textual's own widgets; typing lists the paragraphs that contain
what is typed. `benchmarks.terminal_ratios` sets the program beside it.
"""

from __future__ import annotations

import sys
from pathlib import Path
from typing import ClassVar

from textual.app import App, ComposeResult
from textual.containers import Horizontal, VerticalScroll
from textual.widgets import Footer, Input, Static

_LISTED = 20


class BareApp(App[None]):
    """Shows a folder of texts; `tab` goes from the box to the text, `space` turns its pages."""

    CSS = "#list, #names { width: 34; } #list, #text, #names { border: round gray; } Input { border: none; height: 1; }"
    BINDINGS: ClassVar[list[tuple[str, str, str]]] = [("tab", "app.focus_next", "next pane"), ("f1", "help", "keys")]

    def __init__(self, folder: Path) -> None:
        """Read the texts of a folder."""
        super().__init__()
        self.texts = [file.read_text(encoding="utf-8") for file in sorted(folder.glob("*.txt"))]
        self.paragraphs = [part for text in self.texts for part in text.split("\n\n")]

    def compose(self) -> ComposeResult:
        """Lay out box, list, text, names and keys."""
        box = Input(placeholder="search")
        box.cursor_blink = False  # what blinks never comes to rest
        yield box
        with Horizontal():
            yield Static("Articles\n\n" + "\n".join(text[:60] for text in self.texts), id="list", markup=False)
            with Pages(id="text"):
                yield Static(self.texts[0], markup=False)
            yield Static("Names", id="names")
        yield Footer()

    def on_input_changed(self, event: Input.Changed) -> None:
        """List the paragraphs that contain what is typed."""
        found = [part for part in self.paragraphs if event.value.lower() in part.lower()]
        shown = "\n\n".join(part[:90] for part in found[:_LISTED])
        self.query_one("#list", Static).update(f"{len(found)} passages\n\n{shown}")


class Pages(VerticalScroll):
    """A text that is scrolled a page at a time, at once as in the program."""

    BINDINGS: ClassVar[list[tuple[str, str, str]]] = [("space", "page", "page down")]

    def action_page(self) -> None:
        """Turn a page."""
        self.scroll_page_down(animate=False)


if __name__ == "__main__":
    BareApp(Path(sys.argv[1])).run()
