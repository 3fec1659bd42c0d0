"""The last line: the keys that work here or, for a while, what has just been done."""

from __future__ import annotations

import time
from collections.abc import Mapping
from dataclasses import replace
from types import MappingProxyType

from textual.app import ComposeResult
from textual.content import Content
from textual.timer import Timer
from textual.widget import Widget

from dossier.text.visible import one_line
from dossier.tui.keys.actions import Action, Where
from dossier.tui.keys.keymap import Keymap, shown
from dossier.tui.platform.stylesheets import stylesheet
from dossier.tui.widgets.lines import LineView
from dossier.tui.widgets.remark import Remark

_SECONDS = 6.0  # long enough to read two sentences
_BRIEFLY = 3.0  # seconds where it hides what the keyboard is on: such a sentence has few rows
_MOST = 0.6  # of the screen's rows
_AT_LEAST = 1.5  # seconds that a sentence stays although keys are pressed
_GAP = "  "
_FIRST = 99  # in the order of the footer, before all but help


class Footer(Widget):
    """One line, made from the table of actions for the place that has the keyboard.

    A sentence of several rows lies over what stands above, so that nothing a person reads moves when it comes or goes.
    """

    auto_links = False  # what can be clicked is not underlined: all of it can
    DEFAULT_CSS = stylesheet(__file__)

    def __init__(self, keymap: Keymap) -> None:
        super().__init__()
        self._keymap = keymap
        self._where: Where = "results"
        self._without: frozenset[str] = frozenset()
        self._remarks: dict[str, str] = {}
        self._said: tuple[str, str] | None = None
        self._hint = ""
        self._timer: Timer | None = None
        self._since = 0.0
        self._long = Remark()
        self._hiding = False  # whether it hides what the keyboard is on

    def compose(self) -> ComposeResult:
        """Lay out what a long sentence is shown in."""
        yield self._long

    def on_resize(self) -> None:
        """Lay a sentence out for the new width."""
        self._redraw()

    def at(self, where: Where, without: frozenset[str] = frozenset()) -> None:
        """Show the keys of a place but those in `without`, which would do nothing just now.

        A sentence that could be read gives way to them.
        """
        self.give_way()
        if (where, without) != (self._where, self._without):
            self._where, self._without = where, without
            self.refresh()

    def give_way(self) -> None:
        """Show the keys again instead of a sentence that could be read: a person goes on."""
        if self._said and time.monotonic() - self._since > _AT_LEAST:
            self._unsay()

    def remark(self, name: str, text: str) -> None:
        """Add a few words to the key of an action, which is then always shown; take them away where they are empty."""
        if self._remarks.get(name, "") != text:
            self._remarks[name] = text
            self.refresh()

    def hint(self, text: str) -> None:
        """Show this instead of the keys, as long as it is not empty: what keys do in a box."""
        self._hint = text
        self._redraw()

    def say(self, text: str, *, trouble: bool = False) -> None:
        """Show a sentence instead of the keys for some seconds; an empty one: the keys again."""
        if not text:
            self._unsay()
            return
        self._since = time.monotonic()
        self._said = (one_line(text), "bold $error" if trouble else "bold $success")
        if self._timer:
            self._timer.stop()
        self._redraw()
        self._timer = self.set_timer(_BRIEFLY if self._hiding else _SECONDS, self._unsay)

    @property
    def said(self) -> str | None:
        """What it says just now, None where it shows the keys."""
        return self._said[0] if self._said else None

    def render(self) -> Content:
        """Draw the sentence, or as many keys as fit, the most useful first and help always."""
        if self._said and not self._long.display:
            return Content.styled(*self._said)
        if self._hint:
            return Content.styled(self._hint, "$foreground")
        return fit(self._keymap, self._where, self.size.width, self._without, self._remarks)

    def _unsay(self) -> None:
        if self._timer:
            self._timer.stop()
        self._said = self._timer = None
        self._redraw()

    def _redraw(self) -> None:
        """Draw anew; a sentence that one row has no room for is laid over what stands above."""
        rows = len(Content(self._said[0]).wrap(self.size.width)) if self._said and self.size else 1
        self._hiding = False
        if self._said and rows > 1:
            rows = min(rows, max(1, int(self.app.size.height * _MOST)))
            self._long.update(Content.styled(*self._said))
            self._long.styles.height = rows
            self._long.styles.offset = (0, self._first_row(rows) - self.region.y)
        self._long.display = rows > 1
        self.refresh()

    def _first_row(self, rows: int) -> int:
        """Return the row of the screen where a sentence of so many begins: above what the keyboard is on, or below it.

        It ends in the last row where it hides nothing of that, and where there is no room above.
        """
        lowest, focused = self.region.y - rows + 1, self.screen.focused
        if focused is None:
            return lowest
        lines = focused.lines_in_use if isinstance(focused, LineView) else range(focused.size.height)
        top = focused.content_region.y
        if not lines or top + lines[-1] < lowest:
            return lowest
        self._hiding = top + lines[0] < rows
        return lowest if self._hiding else top + lines[0] - rows


def fit(
    keymap: Keymap,
    where: Where,
    width: int,
    without: frozenset[str] = frozenset(),
    remarks: Mapping[str, str] = MappingProxyType({}),
) -> Content:
    """Lay out the keys of a place in a width (cells): chosen by use, shown in that order, help at the end.

    Those with remarks to be made in brackets are chosen first.
    """
    there = [_remarked(a, remarks.get(a.name, "")) for a in keymap.at(where) if a.name not in without]
    wanted = sorted((a for a in there if a.footer), key=lambda a: -a.footer)
    last = [action for action in wanted if action.name == "help"]
    room = width - sum(len(_plain(shown(a.keys[0]), a.title)) for a in last)
    chosen = []
    for action in wanted:
        text = _plain(shown(action.keys[0]), action.title)
        if action not in last and len(text) + len(_GAP) <= room:
            room -= len(text) + len(_GAP)
            chosen.append(action)
    parts: list[str | tuple[str, str]] = []
    for action in [*chosen, *last]:
        done = clicked(action.name)
        parts += [(shown(action.keys[0]), f"bold $accent {done}"), (f" {action.title}", f"$foreground {done}"), _GAP]
    return Content.assemble(*parts[:-1])


def _remarked(action: Action, remark: str) -> Action:
    """Return an action with a remark behind its title, before all others; as it is where there is none."""
    return replace(action, title=f"{action.title} ({remark})", footer=_FIRST) if remark else action


def clicked(action: str) -> str:
    """Return the style of text that does an action of the table when it is clicked on."""
    return f"@click=screen.act('{action}')"


def _plain(key: str, title: str) -> str:
    return f"{key} {title}"
