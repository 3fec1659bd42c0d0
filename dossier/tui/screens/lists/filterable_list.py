"""A list with a box below it: to show only what holds some words, and whatever else a screen asks for."""

from __future__ import annotations

from typing import Any

from textual import on
from textual.app import ComposeResult
from textual.containers import Horizontal
from textual.content import Content
from textual.widgets import Input, Static

from dossier.tui.platform.stylesheets import stylesheet
from dossier.tui.screens.lists.list_detail import ListDetailScreen
from dossier.tui.widgets.box import Box

_FIND = "find"
_FINDING = "enter keeps these · esc shows all · ↑ ↓ move"
_ANSWERING = "enter saves it · esc leaves it as it was"


class FilterableListScreen(ListDetailScreen):
    """Narrows its list down to what is typed; `esc` shows everything again before it leaves."""

    DEFAULT_CSS = stylesheet(__file__)

    def __init__(self, *given: Any, **named: Any) -> None:
        """Show everything that is listed; takes what ListDetailScreen takes."""
        super().__init__(*given, **named)
        self._prompt, self._box = Static(), Box(compact=True, select_on_focus=False)
        # Held, not looked up: a key may come before the screen is laid out, or while it closes.
        self._asking = Horizontal(self._prompt, self._box, id="ask-box")
        self._asked = _FIND

    def below(self) -> ComposeResult:
        """Lay out the box, seen only while it is asked something."""
        yield self._asking

    def take(self, key: str) -> bool:
        """Do what the table says of a key here; letters belong to the box while it is asked something."""
        if self.focused is not self._box:
            return super().take(key)
        if key in {"up", "down"} and self._asked == _FIND:
            self.panel.move("line", -1 if key == "up" else 1)
        elif key == "escape":
            if self._asked == _FIND:
                self._narrow("")
            self._leave_box()
        else:
            return False
        return True

    def perform(self, name: str) -> None:
        """Ask what entries should hold, or show all again; else do an action of any list."""
        if name == "find_entry":
            self.ask(_FIND, "/", self._holding)
        elif name == "save_list":
            self._save()
        elif name == "escape" and self._holding:
            self._narrow("")
        else:
            super().perform(name)

    def _save(self) -> None:
        from dossier.tui.dialogs import saving

        articles = self.session.articles()
        name = str(self.where)
        saving.save(self.app, self.session, lambda: saving.of_sections(name, self.panel.listed(), articles), name)

    def ask(self, what: str, prompt: str, text: str) -> None:
        """Let a person type, beginning with a text; what was asked is `answered` with what was typed."""
        self._asked = what
        self._prompt.update(Content(prompt))
        self._asking.display = True
        with self.prevent(Input.Changed):
            self._box.value = text
        self._box.cursor_position = len(text)
        self.set_focus(self._box)
        self.footer.hint(_FINDING if what == _FIND else _ANSWERING)

    def answered(self, what: str, text: str) -> None:
        """Do what was asked for with what was typed."""

    def _leave_box(self) -> None:
        self._asking.display = False
        self.footer.hint("")
        self.set_focus(self.panel)

    def _narrow(self, text: str) -> None:
        self._holding = text.strip()
        self.panel.filter(text)
        self.tell_unread()
        self._look()

    @on(Input.Changed)
    def _typed(self, event: Input.Changed) -> None:
        event.stop()
        if self._asked == _FIND:
            self._narrow(event.value)

    @on(Input.Submitted)
    def _submitted(self, event: Input.Submitted) -> None:
        event.stop()
        self._leave_box()
        if self._asked != _FIND:
            self.answered(self._asked, event.value)
