"""Facts and outlets: a row to a fact, a column to an outlet, and in each cell whether, first or alone."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from rich.style import Style
from textual.content import Content
from textual.widget import Widget

from dossier.model import Coverage, parse_link
from dossier.tui.widgets import Entry, Panel, Place, Section
from dossier.tui.widgets.snippet import Piece, snippet
from dossier.tui.wrap import cell_count, drawable, fit
from dossier.visible import one_line

_NARROW, _BROAD = 5, 12  # cells of a column
_NAMED = 8  # cells from which a column is headed with the outlet's name, else with its first letters
_ABOUT = 24  # cells that a fact keeps at least
_HAS, _LACKS, _FIRST, _ALONE = "●", "·", "1st", "only"
_LEGEND = (f"{_HAS} tells it  {_LACKS} does not", f"{_FIRST} was first  {_ALONE} alone")


class Matrix(Panel):
    """Facts under headings that say how many outlets have them; `column` is the outlet looked at."""

    def __init__(self) -> None:
        super().__init__()
        self.columns: tuple[str, ...] = ()
        self.heads: tuple[str, ...] = ()
        self.column = 0
        self._covered: Mapping[str, Coverage] = {}

    def put(self, rows: Sequence[Coverage], columns: Sequence[str], labels: Mapping[str, str], *, empty: str) -> None:
        """Show these rows against these outlets; `labels` are other names for some of them."""
        self.heads = tuple(labels.get(name, name) for name in columns)
        self.columns = tuple(columns)
        self.column = max(0, min(self.column, len(columns) - 1))
        self._covered = {key_of(row): row for row in rows}
        groups: dict[int, list[Entry]] = {}
        for key, row in self._covered.items():
            groups.setdefault(len(row.outlets), []).append(Entry(key, _title(row), places=_places(row)))
        sections = [Section(_heading(n, len(columns)), tuple(entries)) for n, entries in groups.items()]
        self.show(sections, empty=empty)

    def row(self, entry: Entry) -> Coverage:
        """Give what an entry shows."""
        return self._covered[entry.key]

    def shown_columns(self, width: int) -> tuple[range, int]:
        """Give which columns fit beside the facts, that of `column` among them, and how broad they are."""
        count = len(self.columns)
        if not count:
            return range(0), _NARROW
        room = max(_NARROW, width - _ABOUT)
        broad = max(_NARROW, min(_BROAD, room // count, width * 3 // 5 // count))
        fits = max(1, min(count, room // broad))
        first = max(0, min(self.column - fits // 2, count - fits))
        return range(first, first + fits), broad

    def _text(self, item: int, drawn: list[Piece], width: int, *, first: bool) -> list[tuple[str, Style]]:
        """Draw a fact and its cells."""
        del first
        width = self.scrollable_content_region.width
        row = self._covered[self._entries[item].key]
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


class Heads(Widget):
    """The outlets' names over their columns."""

    DEFAULT_CSS = "Heads { height: auto; color: $text-muted; }"

    def __init__(self, matrix: Matrix) -> None:
        """Head the columns of a matrix."""
        super().__init__()
        self._matrix = matrix

    def get_content_height(self, container: object, viewport: object, width: int) -> int:
        """Take two rows where names are written out."""
        del container, viewport
        return 2 if self._matrix.shown_columns(width - 1)[1] >= _NAMED else 1

    def render(self) -> Content:
        """Draw the names, that of the outlet looked at bold."""
        matrix, width = self._matrix, self.size.width - 1  # the scrollbar
        shown, broad = matrix.shown_columns(width)
        room = max(0, width - 1 - broad * len(shown))
        lines: list[list[str | tuple[str, str]]] = [[], []]
        for line, legend in zip(lines, _LEGEND if matrix.columns else ("", ""), strict=True):
            line.append(f" {legend}".ljust(room) if len(legend) < room - 1 else " " * room)
        for column in shown:
            style = "bold $primary" if column == matrix.column else ""
            for line, text in zip(lines, _head(matrix.heads[column], broad), strict=True):
                line.append((text + " " * max(0, broad - cell_count(text)), style))
        used = lines if broad >= _NAMED else lines[:1]
        return Content("\n").join(Content.assemble(*line) for line in used)


def key_of(row: Coverage) -> str:
    """Name a row: what it is about and where it is told first."""
    return f"{row.kind}:{row.about}:{next(iter(row.outlets.values()))[0]}"


def outlet_places(row: Coverage) -> list[tuple[str, Place]]:
    """Give the places of a fact with their outlets, in the order of publication."""
    links = ((name, parse_link(link)) for name, links in row.outlets.items() for link in links)
    return [(name, Place(link.article, link.start, link.end)) for name, link in links]


def _places(row: Coverage) -> tuple[Place, ...]:
    return tuple(place for _, place in outlet_places(row))


def _title(row: Coverage) -> str:
    about = one_line(row.about)
    return about[:1].upper() + about[1:]


def _heading(count: int, outlets: int) -> str:
    if count == 1:
        return "Told by one outlet alone"
    return f"Told by all {outlets}" if count == outlets else f"Told by {count} of {outlets}"


def _cell(row: Coverage, name: str) -> tuple[str, str]:
    """Give what stands in a cell, and its kind."""
    if name not in row.outlets:
        return _LACKS, "detail"
    if row.single_source:
        return _ALONE, "marker"
    return (_FIRST, "title") if name == row.first else (_HAS, "")


def _head(name: str, broad: int) -> tuple[str, str]:
    """Write a name over a column: on two rows, or its first letters."""
    text = drawable(one_line(name))
    if broad < _NAMED:
        words = text.split()
        letters = "".join(word[0] for word in words[: broad - 1]).upper() if len(words) > 1 else text
        return fit(letters, broad - 1), ""
    rows = ["".join(piece for piece, _ in row).strip() for row in snippet(text, (), broad - 1, 2)]
    return (rows[0], rows[1]) if len(rows) > 1 else ("", rows[0] if rows else "")
