"""Facts and outlets: a row to a fact, a column to an outlet, and in each cell whether, first or alone.

Of more outlets than can be seen side by side hardly any tells one fact: then each row names those that do.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from rich.style import Style
from textual.content import Content
from textual.widget import Widget

from dossier.model import Coverage, parse_link
from dossier.text.counting import counted
from dossier.text.visible import one_line
from dossier.tui.platform.stylesheets import stylesheet
from dossier.tui.text.snippet import Piece, snippet
from dossier.tui.text.sources import initials
from dossier.tui.text.wrap import cell_count, drawable, fit
from dossier.tui.widgets import Entry, Panel, Place, Section

_NARROW, _BROAD, _BROADEST = 5, 12, 20  # cells of a column; the last for long words in outlets' names
_NAMED = 8  # cells from which a column is headed with the outlet's name, else with its first letters
_ABOUT = 24  # cells that a fact keeps at least
_HAS, _LACKS, _FIRST, _ALONE = "●", "·", "1st", "only"
_LEGEND = (f"{_HAS} tells it  {_LACKS} does not", f"{_FIRST} was first  {_ALONE} alone")
_MOST = 12  # columns; of more outlets those that tell a fact are named instead
_BANDS = ((10, "10 or more"), (5, "5 to 9"), (3, "3 or 4"), (2, "2"))  # how many tell what stands under one heading
_NAME = 34  # cells of a name among others; what stands for an outlet may be a title


class Matrix(Panel):
    """Facts under headings that say how many outlets have them; `column` is the outlet looked at."""

    ROWS = 1  # the whole of the fact looked at stands beside the matrix

    def __init__(self) -> None:
        super().__init__()
        self.columns: tuple[str, ...] = ()
        self.heads: tuple[str, ...] = ()
        self.column = 0
        self._covered: Mapping[str, Coverage] = {}
        self._labels: Mapping[str, str] = {}

    @property
    def naming(self) -> bool:
        """Whether there are so many outlets that each row names those that have the fact."""
        return len(self.columns) > _MOST

    def put(
        self, rows: Sequence[Coverage], columns: Sequence[str], labels: Mapping[str, str], noun: str, *, empty: str
    ) -> None:
        """Show these rows, names last, against these outlets.

        Each outlet is called a `noun`; `labels` are other names for some of them.
        """
        self._labels = labels
        self.heads = tuple(labels.get(name, name) for name in columns)
        self.columns = tuple(columns)
        self.column = max(0, min(self.column, len(columns) - 1))
        self._covered = {key_of(row): row for row in rows}
        heading = _band if self.naming else _heading
        ordered = sorted(self._covered.items(), key=lambda item: item[1].kind == "entity")
        groups: dict[str, list[Entry]] = {}
        for key, row in ordered:
            told = "Named" if row.kind == "entity" else "Told"
            title = f"{told} by {heading(len(row.outlets), len(columns), noun)}"
            groups.setdefault(title, []).append(Entry(key, _title(row), places=_places(row)))
        sections = [Section(title, tuple(entries)) for title, entries in groups.items()]
        self.show(sections, empty=empty)

    def row(self, entry: Entry) -> Coverage:
        """Return what an entry shows."""
        return self._covered[entry.key]

    def shown_columns(self, width: int) -> tuple[range, int]:
        """Return which columns fit beside the facts, that of `column` among them, and how broad they are."""
        count = len(self.columns)
        if not count or self.naming:
            return range(0), _NARROW
        room = max(_NARROW, width - _ABOUT)
        broad = max(_NARROW, min(self._broadest(), room // count, width * 3 // 5 // count))
        fits = max(1, min(count, room // broad))
        first = max(0, min(self.column - fits // 2, count - fits))
        return range(first, first + fits), broad

    def _broadest(self) -> int:
        """Return how broad columns are at most: a word of an outlet's name, such as its address, is not divided."""
        words = (word for head in self.heads for word in drawable(one_line(head)).split())
        return max(_BROAD, min(_BROADEST, 1 + max(map(cell_count, words), default=0)))

    def _text(self, item: int, drawn: list[Piece], width: int, *, first: bool) -> list[tuple[str, Style]]:
        """Draw a fact and its cells."""
        del first
        width = self.scrollable_content_region.width
        row = self._covered[self._entries[item].key]
        if self.naming:
            return self._named(item, row, drawn[0][0], width)
        shown, broad = self.shown_columns(width)
        room = max(1, width - 2 - broad * len(shown))
        about = fit(drawn[0][0], room - 1)
        pieces = [(about, self.style(item)), (" " * (room - cell_count(about)), self.style(item))]
        for column in shown:
            name = self.columns[column]
            cell, kind = _cell(row, name)
            here = column == self.column and item == self.index
            pieces += [
                (cell, self.style(item, *([kind] if kind else []), *(["selection"] if here else []))),
                (" " * (broad - len(cell)), self.style(item)),
            ]
        return pieces

    def _named(self, item: int, row: Coverage, about: str, width: int) -> list[tuple[str, Style]]:
        """Draw a fact, how many tell it, and who: the first to publish it first, or from the one looked at on."""
        room = beside(width)
        ground, about = self.style(item), fit(about, room - 1)
        here = self.columns[self.column] if item == self.index else ""
        count, kind = (_ALONE, "marker") if row.single_source else (f"{len(row.outlets):,}", "detail")
        pieces = [
            (about + " " * (room - cell_count(about)), ground),
            (count.rjust(len(_ALONE)) + "  ", self.style(item, kind)),
        ]
        left = width - 2 - room - len(_ALONE) - 2
        names = list(row.outlets)
        chosen = names.index(here) if here in names else 0
        labels = self._fitted(row, left)
        signs = [f"{_FIRST} " if name == row.first else "" for name in names]
        sizes = [cell_count(sign + label) for sign, label in zip(signs, labels, strict=True)]
        begin = 0 if _shown(sizes, left) > chosen else chosen
        shown = _shown(sizes[begin:], left)
        for place in range(begin, begin + shown):
            look = self.style(item, "selection") if names[place] == here else ground
            gap = "  " if place > begin else ""
            pieces += [(gap, ground), (signs[place], self.style(item, "title")), (labels[place], look)]
        if more := len(names) - begin - shown:
            left -= sum(sizes[begin : begin + shown]) + 2 * (shown - 1)
            pieces.append((f"+{more:,}".rjust(left), self.style(item, "detail")))
        return pieces

    def _fitted(self, row: Coverage, width: int) -> list[str]:
        """Return the names of the outlets of a row, each cut so that it fits a width beside its signs."""
        others = len(f"  +{len(row.outlets):,}") if len(row.outlets) > 1 else 0
        most = max(1, min(_NAME, width - others - (len(f"{_FIRST} ") if row.first else 0)))
        return [fit(drawable(one_line(self._labels.get(name, name))), most) for name in row.outlets]


class Heads(Widget):
    """The outlets' names over their columns."""

    DEFAULT_CSS = stylesheet(__file__)

    def __init__(self, matrix: Matrix) -> None:
        super().__init__()
        self._matrix = matrix

    def get_content_height(self, container: object, viewport: object, width: int) -> int:
        """Take two rows for names or the letters of them, one where rows name outlets, none without facts."""
        del container, viewport, width
        if self._matrix.selected is None:
            return 0
        return 1 if self._matrix.naming else 2

    def render(self) -> Content:
        """Draw the names, that of the outlet looked at bold."""
        matrix, width = self._matrix, self.size.width - 1  # the scrollbar
        if matrix.naming:
            return Content(f" {_LEGEND[1]:{beside(width)}}told by")
        shown, broad = matrix.shown_columns(width)
        room = max(0, width - 1 - broad * len(shown))
        lines: list[list[str | tuple[str, str]]] = [[], []]
        for line, legend in zip(lines, _LEGEND if matrix.columns else ("", ""), strict=True):
            line.append(f" {legend}".ljust(room) if len(legend) < room - 1 else " " * room)
        for column in shown:
            style = "bold $primary" if column == matrix.column else ""
            for line, text in zip(lines, _head(matrix.heads[column], broad), strict=True):
                line.append((text + " " * max(0, broad - cell_count(text)), style))
        if broad < _NAMED and shown:
            name = matrix.heads[matrix.column]
            whose, signs = f" {initials(name, broad - 1)} {drawable(one_line(name))}", f"  {_LEGEND[1]}"
            spare = cell_count(whose) + len(signs) <= width
            lines[1] = [(fit(whose, width), "bold $primary"), signs if spare else ""]
        return Content("\n").join(Content.assemble(*line) for line in lines)


def key_of(row: Coverage) -> str:
    """Name a row: what it is about and where it is told first."""
    return f"{row.kind}:{row.about}:{next(iter(row.outlets.values()))[0]}"


def outlet_places(row: Coverage) -> list[tuple[str, Place]]:
    """Return the places of a fact with their outlets, in the order of publication."""
    links = ((name, parse_link(link)) for name, links in row.outlets.items() for link in links)
    return [(name, Place(link.article, link.start, link.end)) for name, link in links]


def _places(row: Coverage) -> tuple[Place, ...]:
    return tuple(place for _, place in outlet_places(row))


def _title(row: Coverage) -> str:
    about = one_line(row.title)
    return about[:1].upper() + about[1:]


def _shown(sizes: Sequence[int], room: int) -> int:
    """Return how many names of these sizes fit side by side, with a word on how many more there are; one at least."""
    used = 0
    for number, size in enumerate(sizes):
        more = len(sizes) - number - 1
        if number and used + size + (len(f"  +{more:,}") if more else 0) > room:
            return number
        used += size + 2
    return len(sizes)


def beside(width: int) -> int:
    """Return how many cells of a row a fact has where those who tell it are named beside it."""
    return max(_ABOUT, (width - 2) // 2)


def _band(count: int, outlets: int, noun: str) -> str:
    if count == 1:
        return f"one {noun} alone"
    most = next(words for least, words in _BANDS if count >= least)
    return f"{most} of {counted(outlets, noun)}"


def _heading(count: int, outlets: int, noun: str) -> str:
    if count == 1:
        return f"one {noun} alone"
    return f"all {outlets}" if count == outlets else f"{count} of {outlets}"


def _cell(row: Coverage, name: str) -> tuple[str, str]:
    """Return what stands in a cell, and its kind."""
    if name not in row.outlets:
        return _LACKS, "detail"
    if row.single_source:
        return _ALONE, "marker"
    return (_FIRST, "title") if name == row.first else (_HAS, "")


def _head(name: str, broad: int) -> tuple[str, str]:
    """Write a name over a column: on two rows, or its first letters."""
    if broad < _NAMED:
        return initials(name, broad - 1), ""
    text = drawable(one_line(name))
    whole = (rows for rows in (_head_rows(text, broad), _head_rows(text.removeprefix("The "), broad)) if _fits(rows))
    rows = next(whole, _head_rows(text, broad))
    return (rows[0], rows[1]) if len(rows) > 1 else ("", rows[0] if rows else "")


def _fits(rows: Sequence[str]) -> bool:
    return not any(row.endswith("…") for row in rows)


def _head_rows(text: str, broad: int) -> list[str]:
    return ["".join(piece for piece, _ in row).strip() for row in snippet(text, (), broad - 1, 2)]
