"""The side panel: entries under headings, each with its places in the articles."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import ClassVar, Literal, NamedTuple

from rich.style import Style
from textual.strip import Strip

from dossier.text.folding import fold
from dossier.text.visible import one_line
from dossier.tui.text.entries import Entry, Place, Section
from dossier.tui.text.snippet import Piece, snippet
from dossier.tui.text.wrap import cell_count, drawable, fit
from dossier.tui.widgets.lines import segments
from dossier.tui.widgets.messages import EntryChosen, EntryHighlighted, PanelResized
from dossier.tui.widgets.selectable_rows import SelectableRows

_BAR = 5  # cells of the longest bar
_EIGHTHS = " ▏▎▍▌▋▊▉█"
_TEXT_ROWS = 4
_LINE_ROWS, _BROAD = 2, 48  # rows of a line below an entry; in a pane as broad, as many as of a text
_ROOM_FOR_BARS = 24  # cells a pane must have for bars to leave room to the names
_MEASURE = 64  # cells that entries with counts take at most: further off, a count is not seen to belong to its name
_LONGEST = 110  # cells that a text of several rows takes at most
_MOST = 1000  # entries shown at once: nobody walks through more, and narrowing finds all
_INDENT = 1
_SIGN = 2  # what a sign and the blank behind it take, beside which the text stands; further rows of a name begin there
_BESIDE = 6  # cells beside a number for how often it occurs
_INSET = 3  # where the lines below an entry begin


class _Row(NamedTuple):
    """What a row shows: a line of an entry (`item`), or a heading."""

    item: int | None
    part: Literal["heading", "text", "line", "blank"]
    pieces: list[Piece]
    section: Section | None = None


class Panel(SelectableRows):
    """A list of entries under headings."""

    ROWS: ClassVar[int] = _TEXT_ROWS
    """Rows that a name or number takes at most."""

    def __init__(self) -> None:
        super().__init__()
        self._sections: tuple[Section, ...] = ()
        self._wanted = ""
        self._empty = ""
        self._kept: list[Section] = []
        self._entries: list[Entry] = []
        self._rows: list[_Row] = []
        self._tail = 0
        self._bars = False
        self._left_out = 0
        self._next: tuple[str, int] = ("", 0)

    def resized(self) -> None:
        """Tell of the new size: what stands on the border depends on it."""
        super().resized()
        self.post_message(PanelResized())

    # What is shown.

    def show(self, sections: Sequence[Section], *, empty: str = "", keep_selection: bool = True) -> None:
        """Show sections, or the words of `empty` where they hold nothing; the chosen entry stays if it is there."""
        before = self.selected
        line = self.line_of_choice()
        self._sections, self._empty = tuple(sections), empty
        self._select(before.key if before and keep_selection else None, line)

    def filter(self, text: str) -> None:
        """Show only entries that hold these words, whatever their case and accents; an empty text shows all."""
        before = self.selected
        self._wanted = fold(text)
        self._select(before.key if before else None, None)

    def listed(self) -> list[Section]:
        """Return all entries that hold the wanted words, also those beyond what is shown at once."""
        words = self._wanted.split()
        found = [replace(s, entries=tuple(e for e in s.entries if _holds(e, words))) for s in self._sections]
        return [section for section in found if section.entries]

    def show_message(self, text: str) -> None:
        """Show a few words in place of entries."""
        self._sections, self._kept, self._entries = (), [], []
        super().show_message(text)

    def _keep(self, words: Sequence[str]) -> None:
        """Keep the entries that hold these words, so many as can be shown."""
        self._kept, self._left_out, room = [], 0, _MOST
        for section in self._sections:
            entries = tuple(entry for entry in section.entries if _holds(entry, words))
            if entries[:room]:
                self._kept.append(replace(section, entries=entries[:room]))
            self._left_out += len(entries[room:])
            room = max(0, room - len(entries))
        self._entries = [entry for section in self._kept for entry in section.entries]

    def _select(self, key: str | None, line: int | None) -> None:
        """Keep what is wanted, and choose the entry with a key, at a line of the pane; else the first."""
        words = self._wanted.split()
        self._keep(words)
        self.message = ""
        if not self._entries:
            self.message = f"Nothing here contains “{self._wanted}”." if words and self._sections else self._empty
        same = next((i for i, entry in enumerate(self._entries) if entry.key == key), None)
        self.show_choice(same, line, some=bool(self._entries))

    # What is chosen.

    @property
    def selected(self) -> Entry | None:
        """The entry that is chosen."""
        return self._entries[self.index] if self.index is not None and self.index < len(self._entries) else None

    @property
    def place(self) -> Place | None:
        """The place of the chosen entry that was gone to last, else its first; None where it has none."""
        entry, (key, number) = self.selected, self._next
        if entry is None or not entry.places:
            return None
        return entry.places[(number - 1) % len(entry.places) if key == entry.key and number else 0]

    def select(self, key: str) -> bool:
        """Choose the entry with this key, in silence; False where there is none."""
        item = next((i for i, entry in enumerate(self._entries) if entry.key == key), None)
        if item is not None:
            self.point_at(item)
        return item is not None

    def moved(self) -> None:
        """Tell which entry is looked at."""
        if self.selected:
            self.post_message(EntryHighlighted(self.selected))

    def chosen(self) -> None:
        """Tell which place to go to: the first one, and each time the next."""
        entry = self.selected
        if entry is None:
            return
        key, number = self._next
        number = number if key == entry.key else 0
        if entry.places:
            number %= len(entry.places)
        self._next = (entry.key, number + 1)
        self.post_message(EntryChosen(entry, entry.places[number] if entry.places else None, number))

    def choose_on(self) -> None:
        """Choose the next place of the entry or, behind its last, the first of the entry below."""
        entry, (key, number) = self.selected, self._next
        if entry and key == entry.key and number >= len(entry.places):
            self.point_at(((self.index or 0) + 1) % len(self._entries))
            self._next = ("", 0)
        self.choose()

    def name_of(self, item: int) -> object:
        """Name an entry by its key."""
        return self._entries[item].key

    def item_named(self, name: object) -> int | None:
        """Return an entry by its key."""
        return next((i for i, entry in enumerate(self._entries) if entry.key == name), None)

    def head_of(self, item: int) -> int:
        """Show a heading along with its first entry."""
        first = self.firsts[item]
        return first - 1 if first and self._rows[first - 1].part == "heading" else first

    # Rows.

    def lay_out(self, width: int) -> int:
        """Return headings and entries their rows."""
        firsts, heights = list[int](), list[int]()
        self.firsts, self.heights, self._rows = firsts, heights, []
        most = max((entry.count for entry in self._entries if entry.count is not None), default=None)
        figures = 0 if most is None else len(f"{most:,}")
        self._bars = any(entry.bar is not None for entry in self._entries) and width >= _ROOM_FOR_BARS
        self._tail = figures + (_BAR + 1 if self._bars else 0)
        for section in self._kept:
            self._lay_out_section(section, width, firsts, heights)
        if self._left_out:
            more = f"and {self._left_out:,} more: narrow the list to see them"
            lines = [_Row(None, "line", line) for line in snippet(more, (), width - 2, 2)]
            self._rows += [_Row(None, "blank", []), *lines]
        return len(self._rows)

    def _lay_out_section(self, section: Section, width: int, firsts: list[int], heights: list[int]) -> None:
        rows = self._rows
        if rows:
            rows.append(_Row(None, "blank", []))
        rows.append(_Row(None, "heading", [(drawable(one_line(section.heading)).upper(), False)], section))
        for entry in section.entries:
            if entry.wraps and rows[-1].part != "heading":
                rows.append(_Row(None, "blank", []))
            firsts.append(len(rows))
            broad = min(width, _LONGEST if entry.wraps else _MEASURE)
            rows += _entry_rows(len(heights), entry, broad, self._tail_of(entry), self.ROWS)
            heights.append(len(rows) - firsts[-1])

    def draw(self, row: int, width: int) -> Strip:
        """Draw a heading or a line of an entry."""
        item, part, drawn, section = self._rows[row]
        ground = self.style(item)
        if part == "blank":
            return segments([(" " * width, ground)])
        if part == "heading":
            return self._heading(drawn[0][0], section, width)
        first = item is not None and row == self.firsts[item]
        mark = ("▸", self.style(item, "marker")) if first and item == self.index else (" ", ground)
        if part == "line":
            pieces = self._line(item, drawn)
        else:
            pieces = self._text(item or 0, drawn, min(width, _MEASURE), first=first)
        used = 1 + sum(cell_count(text) for text, _ in pieces)
        return segments([mark, *pieces, (" " * max(0, width - used), ground)])

    def _heading(self, title: str, section: Section | None, width: int) -> Strip:
        """Draw a heading with, where there is room, its note."""
        title = fit(title, width - 2)
        kinds = ["heading", section.kind] if section and section.kind else ["heading"]
        pieces = [(" ", self.style(None)), (title, self.style(None, *kinds))]
        if section and section.note and width - cell_count(title) > len(section.note) + 4:
            pieces.append((f"  {section.note}", self.style(None, "detail")))
        return segments(pieces)

    def _line(self, item: int | None, drawn: list[Piece]) -> list[tuple[str, Style]]:
        """Draw a line below an entry, or below all."""
        inset = (" " * (_INSET - 1 if item is not None else 0), self.style(item))
        return [inset, *((text, self.style(item, "detail")) for text, _ in drawn)]

    def _text(self, item: int, drawn: list[Piece], width: int, *, first: bool) -> list[tuple[str, Style]]:
        """Draw a row of the text of an entry, in the first with bar and count at the right."""
        entry = self._entries[item]
        if entry.wraps or not first:
            return self._wrapped(item, entry, drawn, first=first)
        room = width - _INDENT - 1 - self._tail_of(entry)
        name = fit(drawn[0][0], room)
        pieces = [(name, self.style(item, *_kinds(entry)))]
        left = room - cell_count(name)
        if entry.detail and _detail_fits(entry, room):
            detail = drawable(one_line(entry.detail))
            pieces += [(" ", self.style(item)), (detail, self.style(item, "detail"))]
            left -= 1 + cell_count(detail)
        return pieces if entry.count is None else [*pieces, *self._count(item, entry, left)]

    def _wrapped(self, item: int, entry: Entry, drawn: list[Piece], *, first: bool) -> list[tuple[str, Style]]:
        """Draw a row of a text that takes several, beside its sign."""
        kinds = _kinds(entry)
        pieces = [(text, self.style(item, *kinds, *(["hit"] if marked else []))) for text, marked in drawn]
        if not entry.sign and (entry.wraps or first):
            return pieces
        if not first:
            return [(" " * _SIGN, self.style(item)), *pieces]
        text, style = pieces[0]
        return [(text[:1], self.style(item, "marker", entry.sign)), (text[1:], style), *pieces[1:]]

    def _tail_of(self, entry: Entry) -> int:
        """Return the cells that bar and count take behind an entry, with a blank before them."""
        return self._tail + 1 if entry.count is not None and self._tail else 0

    def _count(self, item: int, entry: Entry, left: int) -> list[tuple[str, Style]]:
        """Draw how often an entry occurs, behind so many free cells."""
        pieces = [(" " * (left + 1), self.style(item))]
        if self._bars:
            pieces.append((bar(entry.bar or 0).ljust(_BAR + 1), self.style(item, "bar")))
        figures = self._tail - (_BAR + 1 if self._bars else 0)
        return [*pieces, (f"{entry.count:,}".rjust(figures), self.style(item, "detail"))]


def _kinds(entry: Entry) -> list[str]:
    return [entry.kind] if entry.kind else []


def _entry_rows(item: int, entry: Entry, width: int, tail: int, most: int) -> list[_Row]:
    """Return the rows of an entry in a width (cells), `most` of a name or number, which leave `tail` cells free."""
    if entry.wraps:
        room = width - _INDENT - 1 - (_SIGN if entry.sign else 0)
        rows = [_Row(item, "text", line) for line in snippet(entry.text, entry.marks, room, _TEXT_ROWS)]
    elif most == 1:  # cut where it is drawn
        rows = [_Row(item, "text", [(drawable(one_line(entry.text)), False)])]
    else:
        room = max(1, width - _INDENT - max(_BESIDE if entry.kind == "number" else 1 + _SIGN, 1 + tail))
        rows = [_Row(item, "text", line) for line in snippet(entry.text, (), room, most)]
    most = _TEXT_ROWS if width >= _BROAD else _LINE_ROWS
    beside = not entry.wraps and _detail_fits(entry, width - _INDENT - 1 - tail)
    for line in ("" if beside else entry.detail, *entry.lines):
        if line:
            rows += [_Row(item, "line", part) for part in snippet(line, (), width - _INSET - 1, most)]
    return rows


def _detail_fits(entry: Entry, room: int) -> bool:
    """Return whether the detail of an entry is whole beside its text in so many cells; else it stands below."""
    return cell_count(drawable(one_line(f"{entry.text} {entry.detail}"))) <= room


def bar(part: float) -> str:
    """Return a bar for a part of 1: never empty."""
    eighths = max(1, round(min(1.0, part) * _BAR * 8))
    full, rest = divmod(eighths, 8)
    return "█" * full + (_EIGHTHS[rest] if rest else "")


def _holds(entry: Entry, words: Sequence[str]) -> bool:
    if not words:
        return True
    text = fold(" ".join((entry.text, entry.detail, *entry.lines, entry.beside)))
    return all(word in text for word in words)
