"""A chooser: type to narrow it down, `enter` takes the line. Help, palette, themes and filters are choosers."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Generic, TypeVar

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


@dataclass(frozen=True, slots=True)
class ChoicePage(Generic[V]):
    """Choices under a title; a chooser may have several."""

    title: str
    choices: Sequence[Choice[V]]


class Picker(ClosesOnce[V | None], ModalScreen[V | None]):
    """Shows choices and dismisses itself with the value taken, or None.

    `again` is called instead where a choice is one of several that may be on together: it takes the value; `put` then
    shows the choices as they stand, at once or later. `looking` is called as the bar moves, to show what a choice
    would do; `typed` may make choices of what was typed (a date); `forget` is called for the line that `delete` is
    pressed on. With several pages, `tab` turns them.
    """

    DEFAULT_CSS = stylesheet(__file__)

    def __init__(
        self,
        title: str,
        choices: Sequence[Choice[V]],
        *,
        hint: str = "enter choose · esc close",
        placeholder: str = "type to find",
        again: Callable[[V], None] | None = None,
        looking: Callable[[V], None] | None = None,
        typed: Callable[[str], Sequence[Choice[V]]] | None = None,
        forget: Callable[[V], None] | None = None,
        at: V | None = None,
        more: Sequence[ChoicePage[V]] = (),
        page: int = 0,
        waiting: bool = False,
        menu: bool = False,
        empty: str = "",
    ) -> None:
        """Set up a chooser with the bar on the value `at`, on one of its pages.

        In a `menu`, few lines that are always the same, j and k move the bar while nothing else is typed. `empty` is
        said where there are no choices and nothing is typed. While it is `waiting` for `put` to bring its choices,
        `enter` takes the first that comes.
        """
        super().__init__()
        self._pages, self._page = [ChoicePage(title, choices), *more], page
        self._frame = Vertical()  # held, not looked up: it may be given a size while it closes
        self._hint, self._placeholder = hint, placeholder
        self._waiting, self._wanted = waiting, False
        self._moves = {"j": 1, "k": -1} if menu else {}
        self._empty = empty
        self._again, self._looking, self._typed, self._forget, self._at = again, looking, typed, forget, at

    def compose(self) -> ComposeResult:
        """Lay out the box: what is typed, and the lines."""
        with self._frame:
            self._frame.border_subtitle = Content(self._hint)
            yield Box(placeholder=self._placeholder, compact=True)
            lines = ChoiceLines(self._pages[self._page].choices, self._at)
            lines.empty = self._empty or lines.empty
            yield lines

    def on_mount(self) -> None:
        """Take the keyboard."""
        self._entitle()
        self.set_focus(self.query_one(Input))

    def on_resize(self) -> None:
        """Name the pages as far as there is room; in a few rows, give all of them to the lines."""
        self.set_class(self.app.size.height < LOW, "-low")
        self._entitle()

    @property
    def lines(self) -> ChoiceLines[V]:
        """The lines as they are narrowed down now."""
        return self.query_one(ChoiceLines)

    @property
    def _has_pages(self) -> bool:
        """Whether `tab` turns to another page."""
        return len(self._pages) > 1

    def wait(self) -> None:
        """Have `enter` take the first of the choices that `put` is about to bring."""
        self._waiting = True

    def put(self, choices: Sequence[Choice[V]], title: str | None = None) -> None:
        """Show these choices on this page, the bar on the line it was on; under another title where one is given."""
        self._pages[self._page] = ChoicePage(self._pages[self._page].title if title is None else title, choices)
        self._narrow(keep=not self._waiting)
        self._waiting = False
        if self._wanted:
            self._wanted = False
            self._take()

    def _narrow(self, *, keep: bool = False) -> None:
        text = self.query_one(Input).value
        made = self._typed(text) if self._typed and not self._page else ()
        self.lines.empty = "Nothing matches." if text or not self._empty else self._empty
        self.lines.show([*made, *found(text, self._pages[self._page].choices)], keep=keep)

    def _entitle(self) -> None:
        titles = [
            (f" {page.title} ", "bold reverse" if at == self._page else "") for at, page in enumerate(self._pages)
        ]
        several = Content.assemble(*titles, "  tab turns")
        if several.cell_length > self.app.size.width * 9 // 10 - 4:  # what stands at the end would be cut
            number = f"  {self._page + 1} of {len(self._pages)} · tab turns"
            several = Content.assemble(titles[self._page], number)
        self._frame.border_title = several if len(self._pages) > 1 else Content(self._pages[0].title)

    def _turn(self, step: int) -> None:
        self._page = (self._page + step) % len(self._pages)
        self._entitle()
        self._narrow()

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
        if chosen is None:
            return
        if self._again:
            self._again(chosen.value)
            self.query_one(Input).select_all()  # what is typed next is another
        else:
            self.dismiss(chosen.value)

    def on_key(self, event: events.Key) -> None:
        """Move the bar or turn the page; letters go to the box."""
        if event.key == "escape":
            self.dismiss(None)
        elif event.key == "delete" and self._forget and self.lines.chosen:
            self._forget(self.lines.chosen.value)
        elif event.key in ("tab", "shift+tab") and self._has_pages:
            self._turn(1 if event.key == "tab" else -1)
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
        if self._looking and self.lines.chosen:
            self._looking(self.lines.chosen.value)
