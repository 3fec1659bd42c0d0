"""How each kind of stretch looks: one table from kinds to component classes, and their colours from the theme.

Each kind is the class `dossier-KIND` within every pane, so a stylesheet can change it. Where the terminal has
no colours of its own choosing (NO_COLOR, 16 colours), panes have the class `-plain` and the kinds differ by
bold, dim, italic, underline and reverse alone.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, Final

from rich.style import Style

from dossier.tui.platform.private import styled_part

if TYPE_CHECKING:
    from textual.app import App
    from textual.widget import Widget

LAYERS: Final = (
    "furniture", "known", "byline", "dateline", "caption", "subheading", "headline",
    "quote", "nationality", "place", "org", "person", "event", "number", "date",
    "note", "pointed", "hit", "selection", "current-hit", "cursor", "label",
)  # fmt: skip
"""Kinds of stretches in the order they are laid over each other: the last wins."""

PARTS: Final = ("marker", "title", "heading", "detail", "bar", "gutter-cursor", "gutter-note", "gutter-related", "map")
"""What else panes draw, below all layers: signs before entries, titles, section headings, side remarks, bars …"""

NAMES: Final = {"PERSON": "person", "ORG": "org", "PLACE": "place", "NATIONALITY": "nationality", "EVENT": "event"}
"""Which kind shows a name of each entity type."""

_DEPTH: Final = {kind: depth for depth, kind in enumerate((*PARTS, *LAYERS))}


def plain(app: App[Any]) -> bool:
    """Return whether colours cannot be relied on: NO_COLOR, or a terminal with 16 of them.

    Where there is no terminal, as for screenshots, colours are whatever the theme says.
    """
    return app.no_color or sixteen(app)


def sixteen(app: App[Any]) -> bool:
    """Return whether the terminal has 16 colours."""
    return not app.is_headless and app.console.color_system in ("standard", "windows")


@dataclass(slots=True)
class Palette:
    """The styles of one widget under its present theme, looked up once; `forget` when they may have changed.

    Textual's component classes do the same, but all of them whenever a style may have changed: two thirds of what the
    stylesheet cost before the first paint, for kinds of which a screen shows a few.
    """

    widget: Widget
    dim: bool = False  # whether any style that was looked up is dim
    _layers: dict[str, Style] = field(default_factory=dict)
    _stacks: dict[frozenset[str], Style] = field(default_factory=dict)

    def forget(self) -> None:
        """Look everything up again: the theme, the focus or a class has changed."""
        self._layers.clear()
        self._stacks.clear()

    def layer(self, kind: str) -> Style:
        """Return what a kind adds to whatever lies under it."""
        style = self._layers.get(kind)
        if style is None:
            node = styled_part(self.widget, f"dossier-{kind}")
            # Textual's own partial style forgets how transparent a colour is; the full one has it worked in.
            rules, full = node.styles, node.rich_style
            coloured = rules.has_rule("color") or (rules.has_rule("auto_color") and rules.auto_color)
            style = rules.text_style + Style(
                color=full.color if coloured else None,
                bgcolor=full.bgcolor if rules.has_rule("background") else None,
            )
            self._layers[kind] = style
            self.dim = self.dim or bool(style.dim)
        return style

    def stack(self, kinds: Iterable[str]) -> Style:
        """Return the style of text under these kinds, on the widget's own."""
        key = frozenset(kinds)
        style = self._stacks.get(key)
        if style is None:
            style = self.widget.rich_style
            for kind in sorted(key, key=lambda kind: _DEPTH.get(kind, -1)):
                style = style + self.layer(kind)
            self._stacks[key] = style
        return style
