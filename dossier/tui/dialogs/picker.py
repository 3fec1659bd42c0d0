"""A chooser: type to narrow it down, `enter` takes the line. Help, palette, themes and filters are choosers."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TypeVar

from textual import events
from textual.app import ComposeResult
from textual.containers import Vertical
from textual.content import Content
from textual.screen import ModalScreen
from textual.widgets import Input

from dossier.tui.platform.screen_guard import ClosesOnce
from dossier.tui.platform.stylesheets import stylesheet
from dossier.tui.session.sizes import LOW
from dossier.tui.widgets.box import Box
from dossier.tui.widgets.choice_lines import Choice, ChoiceLines, found

V = TypeVar("V")

_STEPS = {
    "up": -1, "down": 1, "ctrl+p": -1, "ctrl+n": 1, "pageup": -10, "pagedown": 10, "shift+tab": -1, "tab": 1,
}  # fmt: skip


class Picker(ClosesOnce[V | None], ModalScreen[V | None]):
    """Shows choices and dismisses itself with the value taken, or None.

    A chooser that does something else overrides `take` and `look_at`; `put` shows other choices, at once or later.
    """

    DEFAULT_CSS = stylesheet(__file__)

    def __init__(
        self,
        title: str,
        choices: Sequence[Choice[V]],
        *,
        hint: str = "enter choose · esc close",
        placeholder: str = "type to find",
        typed: Callable[[str], Sequence[Choice[V]]] | None = None,
        at: V | None = None,
        menu: bool = False,
        empty: str = "",
    ) -> None:
        """Set up a chooser with the bar on the value `at`.

        `typed` may make choices of what was typed (a date). In a `menu`, few lines that are always the same, j and k
        move the bar while nothing else is typed. `empty` is said where there are no choices and nothing is typed.
        """
        super().__init__()
        self._title, self._choices, self._at = title, choices, at
        self._frame = Vertical()  # held, not looked up: it may be given a size while it closes
        self._hint, self._placeholder, self._empty = hint, placeholder, empty
        self._waiting = self._wanted = False
        self._moves = {"j": 1, "k": -1} if menu else {}
        self._typed = typed

    def take(self, value: V) -> None:
        """Dismiss with the value of the line taken."""
        self.dismiss(value)

    def look_at(self, value: V) -> None:
        """Show what the line that the bar has moved to would do."""

    def compose(self) -> ComposeResult:
        """Lay out the box: what is typed, and the lines."""
        with self._frame:
            self._frame.border_subtitle = Content(self._hint)
            yield Box(placeholder=self._placeholder, compact=True)
            lines = ChoiceLines(self._choices, self._at)
            lines.empty = self._empty or lines.empty
            yield lines

    def on_mount(self) -> None:
        """Take the keyboard."""
        self.entitle()
        for box in self.query(Input):  # none, where the app ends before the dialog is there
            self.set_focus(box)

    def on_resize(self) -> None:
        """Write the title as far as there is room; in a few rows, give all of them to the lines."""
        self.set_class(self.app.size.height < LOW, "-low")
        self.entitle()

    @property
    def lines(self) -> ChoiceLines[V]:
        """The lines as they are narrowed down now."""
        return self.query_one(ChoiceLines)

    def wait(self) -> None:
        """Have `enter` take the first of the choices that `put` is about to bring."""
        self._waiting = True

    def put(self, choices: Sequence[Choice[V]], title: str | None = None) -> None:
        """Show these choices, the bar on the line it was on; under another title where one is given."""
        self._title, self._choices = self._title if title is None else title, choices
        self._narrow(keep=not self._waiting)
        self._waiting = False
        if self._wanted:
            self._wanted = False
            self._take()

    def _narrow(self, *, keep: bool = False) -> None:
        text = self.query_one(Input).value
        made = self._typed(text) if self._typed else ()
        self.lines.empty = "Nothing matches." if text or not self._empty else self._empty
        self.lines.show([*made, *found(text, self._choices)], keep=keep)

    def entitle(self) -> None:
        """Write the title on the frame."""
        self._frame.border_title = Content(self._title)

    def on_input_changed(self, event: Input.Changed) -> None:
        """Narrow the lines down."""
        event.stop()
        if event.value in self._moves:
            with self.prevent(Input.Changed):
                event.input.value = ""
            self.lines.move(self._moves[event.value])
        else:
            self._narrow()
        self._look()

    def on_input_submitted(self, event: Input.Submitted) -> None:
        """Take the line under the bar."""
        event.stop()
        self._wanted = self._waiting
        if not self._waiting:
            self._take()

    def _take(self) -> None:
        chosen = self.lines.chosen
        if chosen is not None:
            self.query_one(Input).select_all()  # of one that stays open, what is typed next is another
            self.take(chosen.value)

    def on_key(self, event: events.Key) -> None:
        """Move the bar; letters go to the box."""
        if event.key == "escape":
            self.dismiss(None)
        elif event.key in _STEPS:
            self.lines.move(_STEPS[event.key])
            self._look()
        else:
            return
        event.stop()
        event.prevent_default()

    def on_choice_lines_taken(self, event: ChoiceLines.Taken) -> None:
        """Take the line clicked on."""
        event.stop()
        box = self.query_one(Input)
        box.post_message(Input.Submitted(box, box.value))

    def _look(self) -> None:
        if self.lines.chosen:
            self.look_at(self.lines.chosen.value)


class PagedPicker(Picker[V]):
    """A chooser that `tab` turns to another page."""

    @property
    def pages(self) -> int:
        """How many pages there are; of one alone, `tab` moves the bar."""
        raise NotImplementedError

    def turn(self, step: int) -> None:
        """Show another page, so many further."""
        raise NotImplementedError

    def on_key(self, event: events.Key) -> None:
        """Turn the page."""
        if event.key in ("tab", "shift+tab") and self.pages > 1:
            self.turn(1 if event.key == "tab" else -1)
            event.stop()
            event.prevent_default()
