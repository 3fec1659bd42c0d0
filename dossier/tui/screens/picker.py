"""A chooser: type to narrow it down, `enter` takes the line. Help, palette, themes and filters are choosers."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Generic, TypeVar

from textual import events
from textual.app import ComposeResult
from textual.containers import Vertical
from textual.content import Content
from textual.geometry import Size
from textual.screen import ModalScreen
from textual.widget import Widget
from textual.widgets import Input

from dossier.visible import one_line

V = TypeVar("V")


@dataclass(frozen=True, slots=True)
class Choice(Generic[V]):
    """A line to choose: `key` stands before it, `label` names it, `note` explains; `on` marks it as chosen already."""

    value: V
    label: str
    note: str = ""
    key: str = ""
    group: str = ""
    on: bool | None = None


class Picker(ModalScreen[V | None]):
    """Shows choices and dismisses itself with the value taken, or None.

    `again` is called instead where a choice is one of several that may be on together: it takes the value
    and gives the choices as they stand now. `looking` is called as the bar moves, to show what a choice would do;
    `typed` may make choices of what was typed (a date).
    """

    DEFAULT_CSS = """
    Picker { align: center middle; background: $background 60%; }
    Picker > Vertical {
        width: 86; max-width: 96%; height: auto; max-height: 90%;
        background: $surface; border: round $primary; padding: 0 1; border-title-color: $primary;
        border-subtitle-color: $text-muted;
    }
    Picker Input { height: 1; border: none; padding: 0; background: $surface; margin: 0 0 1 0; }
    Picker Input:focus { border: none; background-tint: $foreground 0%; }
    """

    def __init__(
        self,
        title: str,
        choices: Sequence[Choice[V]],
        *,
        hint: str = "enter take · esc close",
        placeholder: str = "type to find",
        again: Callable[[V], Sequence[Choice[V]]] | None = None,
        looking: Callable[[V], None] | None = None,
        typed: Callable[[str], Sequence[Choice[V]]] | None = None,
        at: V | None = None,
    ) -> None:
        """Set up a chooser with the bar on the value `at`."""
        super().__init__()
        self._title, self._hint, self._placeholder = title, hint, placeholder
        self._choices, self._again, self._looking, self._typed, self._at = choices, again, looking, typed, at

    def compose(self) -> ComposeResult:
        """Lay out the box: what is typed, and the lines."""
        with Vertical() as box:
            box.border_title = Content(self._title)
            box.border_subtitle = Content(self._hint)
            yield Input(placeholder=self._placeholder, compact=True)
            yield Lines(self._choices, self._at)

    def on_mount(self) -> None:
        """Take the keyboard."""
        self.set_focus(self.query_one(Input))

    @property
    def lines(self) -> Lines[V]:
        """The lines as they are narrowed down now."""
        return self.query_one(Lines)

    def on_input_changed(self, event: Input.Changed) -> None:
        """Narrow the lines down."""
        event.stop()
        made = self._typed(event.value) if self._typed else ()
        self.lines.show([*made, *(c for c in self._choices if matches(event.value, c))])
        self._look()

    def on_input_submitted(self, event: Input.Submitted) -> None:
        """Take the line under the bar."""
        event.stop()
        chosen = self.lines.chosen
        if chosen is None:
            return
        if self._again is None:
            self.dismiss(chosen.value)
            return
        self._choices = self._again(chosen.value)
        text = self.query_one(Input).value
        self.lines.show([c for c in self._choices if matches(text, c)], keep=True)

    def on_key(self, event: events.Key) -> None:
        """Move the bar; letters go to the box."""
        steps = {
            "up": -1,
            "down": 1,
            "ctrl+p": -1,
            "ctrl+n": 1,
            "shift+tab": -1,
            "tab": 1,
            "pageup": -10,
            "pagedown": 10,
        }
        if event.key == "escape":
            event.stop()
            self.dismiss(None)
        elif event.key in steps:
            event.stop()
            event.prevent_default()
            self.lines.move(steps[event.key])
            self._look()

    def _look(self) -> None:
        if self._looking and self.lines.chosen:
            self._looking(self.lines.chosen.value)


class Lines(Widget, Generic[V]):
    """The lines of a chooser, a window of them around the bar."""

    DEFAULT_CSS = "Lines { height: auto; max-height: 100%; }"

    def __init__(self, choices: Sequence[Choice[V]], at: V | None) -> None:
        """Show all choices, the bar on `at` where it is one of them."""
        super().__init__()
        self._choices = list(choices)
        self._bar = next((i for i, c in enumerate(choices) if at is not None and c.value == at), 0)
        self._first = 0

    @property
    def chosen(self) -> Choice[V] | None:
        """The choice under the bar."""
        return self._choices[self._bar] if self._choices else None

    def show(self, choices: Sequence[Choice[V]], *, keep: bool = False) -> None:
        """Show other choices, the bar where it was or on the first."""
        self._choices = list(choices)
        self._bar = min(self._bar, max(0, len(self._choices) - 1)) if keep else 0
        self.refresh(layout=True)

    def move(self, step: int) -> None:
        """Move the bar."""
        self._bar = min(max(self._bar + step, 0), max(0, len(self._choices) - 1))
        self.refresh()

    def on_click(self, event: events.Click) -> None:
        """Take the line clicked on."""
        rows = self._rows()
        if 0 <= event.y + self._first < len(rows) and (index := rows[event.y + self._first][0]) is not None:
            self._bar = index
            self.refresh()
            box = self.screen.query_one(Input)
            box.post_message(Input.Submitted(box, box.value))

    def get_content_height(self, container: Size, viewport: Size, width: int) -> int:
        """Ask for a row to each line, within what the box allows."""
        del container, viewport, width
        return max(1, len(self._rows()))

    def render(self) -> Content:
        """Draw the window of lines that holds the bar."""
        rows, height, width = self._rows(), max(1, self.size.height), self.size.width
        if not rows:
            return Content.styled("Nothing is called so.", "$text-muted")
        row = next(i for i, (index, _) in enumerate(rows) if index == self._bar)
        self._first = min(max(self._first, row - height + 1), row, max(0, len(rows) - height))
        if row == 1 and rows[0][0] is None:
            self._first = 0
        lines = []
        for index, heading in rows[self._first : self._first + height]:
            if index is None:
                lines.append(Content.styled(heading, "bold $primary"))
            else:
                lines.append(self._line(self._choices[index], width, barred=index == self._bar))
        return Content("\n").join(lines)

    def _rows(self) -> list[tuple[int | None, str]]:
        rows: list[tuple[int | None, str]] = []
        group = ""
        for index, choice in enumerate(self._choices):
            if choice.group != group:
                group = choice.group
                rows.append((None, group.upper()))
            rows.append((index, ""))
        return rows

    def _line(self, choice: Choice[V], width: int, *, barred: bool) -> Content:
        keys = max((len(c.key) for c in self._choices), default=0)
        mark = "" if choice.on is None else ("● " if choice.on else "○ ")
        line = Content.assemble(
            "▸ " if barred else "  ",
            (mark, "$accent"),
            (f"{choice.key:<{keys}}  " if keys else "", "bold $accent"),
            one_line(choice.label),
            (f"  {one_line(choice.note)}" if choice.note else "", "$text-muted"),
        )
        line = line.truncate(width, ellipsis=True, pad=True)
        return line.stylize("bold $foreground on $primary 30%") if barred else line


def matches(typed: str, choice: Choice[V]) -> bool:
    """Say whether every word typed stands in the choice, case aside."""
    text = f"{choice.label} {choice.note} {choice.group} {choice.key}".casefold()
    return all(word in text for word in typed.casefold().split())
