"""The lines of a chooser: in columns, under headings, a window of them around the bar."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Generic, NamedTuple, TypeVar

from textual import events
from textual.content import Content
from textual.geometry import Size
from textual.message import Message
from textual.style import Style
from textual.widget import Widget

from dossier.text.folding import fold
from dossier.text.visible import one_line
from dossier.tui.platform.stylesheets import stylesheet
from dossier.tui.text.snippet import snippet
from dossier.tui.text.wrap import cell_count, drawable

V = TypeVar("V")

_QUIET = "$foreground 75%"
_WHEEL = 3  # lines that a turn of the wheel moves the bar by
_LABEL_AT_LEAST = 16  # cells that a label keeps beside its note
_NOTE_AT_LEAST = 12  # cells that a longer note has beside its label; in fewer it stands below
_BESIDE = 30  # cells of a label from which on its note stands beside it, however long the label is
_MOST_ROWS = 4  # of one text
_HANG = 2  # cells by which the rows behind a label's first are indented where nothing stands before labels
_MAP = 2  # cells at the right end, for where in the list one is


@dataclass(frozen=True, slots=True)
class Choice(Generic[V]):
    """A line to choose: `key` stands before it, `label` names it, `note` explains; `on` marks it as chosen already.

    `count` stands at the right end, under the `counted` of its group's first line; `look` is how the key looks.
    """

    value: V
    label: str
    note: str = ""
    key: str = ""
    group: str = ""
    on: bool | None = None
    count: str = ""
    counted: str = ""
    look: str | Style = "bold $accent"


class _Row(NamedTuple):
    """A row of a choice, its `first` or another, or of a heading: what stands at the left and what beside it."""

    item: int | None
    label: str = ""
    note: str = ""
    first: bool = True


class _Columns(NamedTuple):
    """How many cells each takes, with the gap behind it."""

    key: int
    mark: int
    label: int
    note: int
    counts: int
    below: bool  # whether notes stand below their labels


class ChoiceLines(Widget, Generic[V]):
    """Choices under the headings of their groups."""

    DEFAULT_CSS = stylesheet(__file__)

    class Taken(Message):
        """The line under the bar was clicked on."""

    def __init__(self, choices: Sequence[Choice[V]], at: V | None) -> None:
        """Show all choices, the bar on `at` where it is one of them."""
        super().__init__()
        self._choices = list(choices)
        self.empty = "Nothing matches."  # what stands where there are none
        self.heads = ""  # what stands over the columns of the first line, where it is a line of a table
        self._bar = next((i for i, c in enumerate(choices) if at is not None and c.value == at), 0)
        self._first = 0
        self._laid_out: tuple[int, list[_Row], _Columns] | None = None

    @property
    def chosen(self) -> Choice[V] | None:
        """The choice under the bar."""
        return self._choices[self._bar] if self._choices else None

    def show(self, choices: Sequence[Choice[V]], *, keep: bool = False) -> None:
        """Show other choices, the bar on the line of the same name where `keep` is set, else on the first."""
        before = self.chosen if keep else None
        self._choices, self._laid_out = list(choices), None
        names = [(choice.group, choice.label) for choice in self._choices]
        same = (before.group, before.label) if before else None
        self._bar = names.index(same) if same in names else min(self._bar, max(0, len(names) - 1)) if keep else 0
        self.refresh(layout=True)

    def move(self, step: int) -> None:
        """Move the bar."""
        self._bar = min(max(self._bar + step, 0), max(0, len(self._choices) - 1))
        self.refresh()

    def on_click(self, event: events.Click) -> None:
        """Take the line clicked on."""
        rows, at = self._rows(self.size.width), event.y + self._first
        if 0 <= at < len(rows) and (index := rows[at].item) is not None:
            self._bar = index
            self.refresh()
            self.post_message(self.Taken())

    def on_mouse_scroll_down(self, event: events.MouseScrollDown) -> None:
        """Move the bar down."""
        event.stop()
        self.move(_WHEEL)

    def on_mouse_scroll_up(self, event: events.MouseScrollUp) -> None:
        """Move the bar up."""
        event.stop()
        self.move(-_WHEEL)

    def get_content_height(self, container: Size, viewport: Size, width: int) -> int:
        """Ask for room for every row, within what the box allows."""
        del container, viewport
        return max(1, len(self._rows(width)))

    def render(self) -> Content:
        """Draw the window of rows that holds the bar, and beside it where in the list it is."""
        height, width = max(1, self.size.height), self.size.width
        rows = self._rows(width)
        if not rows:
            return Content.styled(self.empty, _QUIET)
        own = [at for at, row in enumerate(rows) if row.item == self._bar]
        # The first line is shown with its heading, where it does not take the room of its last row.
        head = 0 if own[0] == 1 and rows[0].item is None and len(own) < height else own[0]
        self._first = min(max(self._first, own[-1] - height + 1), head, max(0, len(rows) - height))
        self._first = max(0, self._first)
        thumb = range(self._first * height // len(rows), -(-(self._first + height) * height // len(rows)))
        lines = []
        for at, row in enumerate(rows[self._first : self._first + height]):
            line = self._heading(row, width - _MAP) if row.item is None else self._line(row, width - _MAP)
            sign = "▐" if len(rows) > height and at in thumb else " "
            lines.append(Content.assemble(line, (sign.rjust(_MAP), "$primary")))
        return Content("\n").join(lines)

    def _rows(self, width: int) -> list[_Row]:
        """Return the rows of choices and headings, with an empty one before a heading; a long text takes several."""
        if self._laid_out is not None and self._laid_out[0] == width:
            return self._laid_out[1]
        columns = self._columns(width - _MAP)
        rows = [_Row(None, self.heads)] if self.heads and self._choices else []
        group = ""
        for index, choice in enumerate(self._choices):
            if choice.group != group:
                if rows:
                    rows.append(_Row(None))
                group = choice.group
                rows.append(_Row(None, group.upper(), choice.counted))
            rows += self._choice_rows(index, columns)
        self._laid_out = (width, rows, columns)
        return rows

    def _columns(self, width: int) -> _Columns:
        """Share a width (cells) out among key, label, note and count."""
        keys = max((len(c.key) + 2 for c in self._choices if c.key), default=0)
        keys = keys if keys <= width // 2 else 0  # else keys stand in front of their labels
        counts = max((len(c.count) + 2 for c in self._choices if c.count), default=0)
        marks = 2 if any(c.on is not None for c in self._choices) else 0
        counts = counts if width - 2 - keys - counts - marks >= _LABEL_AT_LEAST else 0
        room = max(1, width - 2 - keys - counts - marks)
        labels = max((cell_count(drawable(one_line(c.label))) + 2 for c in self._choices if c.note), default=0)
        notes = max((cell_count(drawable(one_line(c.note))) for c in self._choices), default=0)
        label = min(labels, room, max(_LABEL_AT_LEAST, room // 2, room - notes)) if labels else room
        if label < min(_BESIDE, labels // 2) or room - label < min(notes, _NOTE_AT_LEAST):
            return _Columns(keys, marks, room, 0, counts, below=True)
        return _Columns(keys, marks, label, room - label, counts, below=False)

    def _choice_rows(self, index: int, columns: _Columns) -> list[_Row]:
        choice = self._choices[index]
        label, note = one_line(choice.label), one_line(choice.note)
        if choice.key and not columns.key:
            label = f"{choice.key}  {label}"
        hang = 0 if columns.key or columns.mark else _HANG
        if not note:
            rows = _wrapped(label, columns.label + columns.note, hang)
            return [_Row(index, text, "", at == 0) for at, text in enumerate(rows)]
        if columns.below:
            above = [_Row(index, text, "", at == 0) for at, text in enumerate(_wrapped(label, columns.label, hang))]
            return above + [_Row(index, "", text, first=False) for text in _wrapped(note, columns.label - _HANG)]
        labels, notes = _wrapped(label, columns.label - 2, hang), _wrapped(note, columns.note)
        count = max(len(labels), len(notes))
        labels, notes = labels + [""] * (count - len(labels)), notes + [""] * (count - len(notes))
        return [_Row(index, one, other, at == 0) for at, (one, other) in enumerate(zip(labels, notes, strict=True))]

    def _heading(self, row: _Row, width: int) -> Content:
        gap = width - cell_count(row.label) - len(row.note)
        note = " " * gap + row.note if gap > 0 else ""
        return Content.assemble((row.label, "bold $primary"), (note, _QUIET)).truncate(width, pad=True)

    def _line(self, row: _Row, width: int) -> Content:
        assert row.item is not None
        assert self._laid_out is not None
        choice, barred, columns = self._choices[row.item], row.item == self._bar, self._laid_out[2]
        bar, mark, key, count = _beside(choice, barred=barred) if row.first else ("  ", "", "", "")
        label_width, note_width = (columns.label, columns.note) if choice.note else (columns.label + columns.note, 0)
        if columns.below and row.note:
            label_width, note_width = _HANG, columns.label - _HANG
        quiet = "" if barred else _QUIET
        line = Content.assemble(
            (bar, "bold $accent"),
            (mark, "bold $accent" if choice.on else ""),
            " " * (columns.mark - len(mark)),
            (key if columns.key else "", choice.look),
            " " * (columns.key - len(key)),
            (row.label, "bold" if barred or choice.on else ""),
            " " * max(0, label_width - cell_count(row.label)),
            (row.note, quiet),
            " " * max(0, note_width - cell_count(row.note)),
            (count.rjust(columns.counts) if columns.counts else "", quiet),
        ).truncate(width, pad=True)
        return line.stylize("on $primary 20%") if barred else line


def _beside(choice: Choice[V], *, barred: bool) -> tuple[str, str, str, str]:
    """Return what stands beside the first row of a choice: the bar, whether it is on, its key and its count."""
    mark = "" if choice.on is None else "● " if choice.on else "○ "
    return "▸ " if barred else "  ", mark, choice.key, choice.count


def _wrapped(text: str, width: int, hang: int = 0) -> list[str]:
    """Return a text wrapped into a few rows, those behind the first indented by `hang` cells."""
    shown = drawable(text)
    if cell_count(shown) <= width:
        return [shown]
    rows = snippet(text, (), max(1, width - hang), _MOST_ROWS)
    return [" " * (hang if at else 0) + "".join(piece for piece, _ in row) for at, row in enumerate(rows)]


def found(typed: str, choices: Iterable[Choice[V]]) -> list[Choice[V]]:
    """Return the choices that hold every word typed, case and accents aside; of a group, the best first.

    Best are those whose label has the words at the beginning of words, then those that have them so anywhere.
    """
    words = fold(typed).split()
    kept = [choice for choice in choices if all(word in _text(choice) for word in words)]
    groups = {name: at for at, name in enumerate(dict.fromkeys(choice.group for choice in kept))}
    if words:
        kept.sort(key=lambda choice: (groups[choice.group], _rank(choice, words)))
    return kept


def _rank(choice: Choice[V], words: Sequence[str]) -> int:
    for rank, text in enumerate((fold(choice.label), _text(choice))):
        begins = f" {' '.join(text.replace('(', ' ').replace('“', ' ').split())}"
        if all(f" {word}" in begins for word in words):
            return rank
    return 2


def _text(choice: Choice[V]) -> str:
    return fold(f"{choice.label} {choice.note} {choice.group} {choice.key}")
