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
from textual.dom import DOMNode

if TYPE_CHECKING:
    from textual.app import App
    from textual.widget import Widget

LAYERS: Final = (
    "furniture", "known", "byline", "dateline", "caption", "subheading", "headline",
    "quote", "nationality", "place", "org", "person", "event", "number", "date",
    "note", "pointed", "hit", "selection", "current-hit", "cursor", "label",
)  # fmt: skip
"""Kinds of stretches in the order they are laid over each other: the last wins."""

PARTS: Final = ("title", "detail", "heading", "marker", "bar", "gutter-cursor", "gutter-note", "gutter-related", "map")
"""What else panes draw: titles, side remarks, section headings, the mark of what is chosen, bars, gutter signs."""

ROW: Final = "row"
"""The chosen row of a list."""

NAMES: Final = {"PERSON": "person", "ORG": "org", "PLACE": "place", "NATIONALITY": "nationality", "EVENT": "event"}
"""Which kind shows a name of each entity type."""

_DEPTH: Final = {kind: depth for depth, kind in enumerate(LAYERS)}

CSS: Final = """
LineView {
    scrollbar-gutter: stable;
    scrollbar-size: 1 1;
    overflow-x: hidden;
    overflow-y: auto;
    & .dossier-furniture { color: $text-muted; text-style: dim; }
    & .dossier-known { color: $text-muted; text-style: dim; }
    & .dossier-byline { color: $text-muted; }
    & .dossier-dateline { color: $text-muted; }
    & .dossier-caption { color: $text-muted; text-style: italic; }
    & .dossier-subheading { color: $text-primary; text-style: bold; }
    & .dossier-headline { color: $text; text-style: bold; }
    & .dossier-quote { text-style: italic; }
    & .dossier-person { color: $text-primary; }
    & .dossier-org { color: $text-secondary; }
    & .dossier-place { color: $text-success; }
    & .dossier-nationality { color: $text-success; text-style: italic; }
    & .dossier-event { color: $text-error; }
    & .dossier-number { color: $text-accent; text-style: bold; }
    & .dossier-date { color: $text-accent; }
    & .dossier-note { background: $success 20%; }
    & .dossier-hit { background: $warning 30%; color: $text; text-style: bold; }
    & .dossier-pointed { background: $warning 18%; }
    & .dossier-current-hit { background: $warning; color: auto 100%; text-style: bold; }
    & .dossier-selection { background: $primary 45%; color: $text; }
    & .dossier-cursor { text-style: reverse; }
    & .dossier-label { background: $accent; color: auto 100%; text-style: bold; }
    & .dossier-title { color: $text; text-style: bold; }
    & .dossier-detail { color: auto 68%; }
    & .dossier-heading { color: $text-primary; text-style: bold; }
    & .dossier-marker { color: $accent; text-style: bold; }
    & .dossier-bar { color: $primary 60%; }
    & .dossier-gutter-cursor { color: $primary 60%; }
    & .dossier-gutter-note { color: $success; text-style: bold; }
    & .dossier-gutter-related { color: $secondary; }
    & .dossier-map { color: $warning; }
    & .dossier-row { background: $foreground 6%; }
    &:focus .dossier-row { background: $primary 22%; }
    &:focus .dossier-gutter-cursor { color: $primary; }

    &.-plain .dossier-byline { text-style: dim italic underline; }
    &.-plain .dossier-dateline { text-style: dim underline; }
    &.-plain .dossier-caption { text-style: dim italic; }
    &.-plain .dossier-subheading { text-style: bold underline; }
    &.-plain .dossier-person { text-style: underline; }
    &.-plain .dossier-org { text-style: underline italic; }
    &.-plain .dossier-place { text-style: underline bold; }
    &.-plain .dossier-nationality { text-style: underline dim; }
    &.-plain .dossier-event { text-style: underline bold italic; }
    &.-plain .dossier-date { text-style: bold italic; }
    &.-plain .dossier-note { background: transparent; text-style: reverse dim; }
    &.-plain .dossier-hit { background: transparent; text-style: reverse; }
    &.-plain .dossier-pointed { background: transparent; text-style: underline dim bold; }
    &.-plain .dossier-current-hit { background: transparent; color: $warning; text-style: bold reverse underline; }
    &.-plain .dossier-selection { background: transparent; text-style: reverse italic; }
    &.-plain .dossier-cursor { text-style: reverse underline; }
    &.-plain .dossier-label { background: transparent; color: $text; text-style: bold reverse italic; }
    &.-plain .dossier-heading { text-style: bold underline; }
    &.-plain .dossier-row { text-style: bold; }
}
"""


def plain(app: App[Any]) -> bool:
    """Tell whether colours cannot be relied on: NO_COLOR, or a terminal with 16 of them.

    Where there is no terminal, as for screenshots, colours are whatever the theme says.
    """
    return app.no_color or sixteen(app)


def sixteen(app: App[Any]) -> bool:
    """Tell whether the terminal has 16 colours."""
    return not app.is_headless and app.console.color_system in ("standard", "windows")


@dataclass(slots=True)
class Palette:
    """The styles of one widget under its present theme, looked up once; `forget` when they may have changed.

    Textual's component classes do the same, but all of them whenever a style may have changed: two thirds of what the
    stylesheet cost before the first paint, for kinds of which a screen shows a few.
    """

    widget: Widget
    _layers: dict[str, Style] = field(default_factory=dict)
    _stacks: dict[frozenset[str], Style] = field(default_factory=dict)

    def forget(self) -> None:
        """Look everything up again: the theme, the focus or a class has changed."""
        self._layers.clear()
        self._stacks.clear()

    def layer(self, kind: str) -> Style:
        """Give what a kind adds to whatever lies under it."""
        style = self._layers.get(kind)
        if style is None:
            node = DOMNode(classes=f"dossier-{kind}")
            node._attach(self.widget)  # noqa: SLF001 - as Textual makes component classes
            self.widget.app.stylesheet.apply(node)
            # Textual's own partial style forgets how transparent a colour is; the full one has it worked in.
            rules, full = node.styles, node.rich_style
            coloured = rules.has_rule("color") or (rules.has_rule("auto_color") and rules.auto_color)
            style = rules.text_style + Style(
                color=full.color if coloured else None,
                bgcolor=full.bgcolor if rules.has_rule("background") else None,
            )
            self._layers[kind] = style
        return style

    def stack(self, kinds: Iterable[str]) -> Style:
        """Give the style of text under these kinds, on the widget's own."""
        key = frozenset(kinds)
        style = self._stacks.get(key)
        if style is None:
            style = self.widget.rich_style
            for kind in sorted(key, key=lambda kind: _DEPTH.get(kind, -1)):
                style = style + self.layer(kind)
            self._stacks[key] = style
        return style
