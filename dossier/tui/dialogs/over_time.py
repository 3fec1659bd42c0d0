"""Dialogs with charts: how often a name is mentioned day by day, and which outlets report how much of what."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from itertools import takewhile
from typing import Any, NamedTuple

from textual.app import App

from dossier.model import Coverage, DossierError, Entity, Mention
from dossier.text.counting import counted
from dossier.text.days import day
from dossier.text.visible import one_line
from dossier.tui.dialogs.picker import PagedPicker, Picker
from dossier.tui.session.session import Session
from dossier.tui.text.charts import bars, shade
from dossier.tui.text.entries import Place
from dossier.tui.text.sources import initials, source_names
from dossier.tui.text.wrap import cell_count, drawable, fit
from dossier.tui.widgets.choice_lines import Choice

_BAR, _SHORT = 24, 4  # cells of the longest bar, and in the narrowest terminal
_BESIDE = 24  # cells of half a dialog that a day, a count and the frame take
_BOX, _KIND = 96, 17  # cells of the dialog where there is room, and of a kind of fact in it
_CORNERS = 8  # cells of a border beside its title, and of the margin
_LEGENDS = (
    "Who reports how much: ░ to a quarter ▒ half ▓ three quarters █ more",
    "Who reports how much: ░ to ¼ ▒ ½ ▓ ¾ █ more",
    "░ to ¼ ▒ ½ ▓ ¾ █ more",
)
_FRAME = 10  # cells of its frame, the bar's sign and the scrollbar
_NARROW = 7  # cells of a column of the heat map at least; at most its outlet's name has room


def mentions(app: App[Any], session: Session, entity: Entity, read: Callable[[Place], object]) -> None:
    """Show on which days a name is mentioned how often and by whom; `enter` reads the first place of a day."""
    names = source_names(session.articles())
    by_day = _by_day(session, entity)
    days = sorted(by_day, key=lambda iso: (not iso, iso))
    wide = max(_SHORT, min(_BAR, app.size.width * 48 // 100 - _BESIDE))
    drawn = bars([len(by_day[iso]) for iso in days], wide)
    choices = [
        Choice(
            iso,
            f"{day(iso) or 'day unknown':<13}{bar:<{wide}} {len(by_day[iso]):,}",
            one_line(", ".join(dict.fromkeys(names.get(one.article, one.article) for one in by_day[iso]))),
        )
        for iso, bar in zip(days, drawn, strict=True)
    ]
    if not choices:
        raise DossierError(f"{one_line(entity.name)} is not mentioned any more.")

    def done(iso: str | None) -> None:
        if iso is not None:
            first = by_day[iso][0]
            read(Place(first.article, first.start, first.end))

    title = f"{one_line(entity.name)}: {counted(sum(map(len, by_day.values())), 'mention')} by day of publication"
    app.push_screen(Picker(title, choices, hint="enter reads the first · esc close"), done)


def _by_day(session: Session, entity: Entity) -> dict[str, list[Mention]]:
    """Return the mentions of a name by the ISO day of their article, empty where that is not known."""
    published = {info.id: info.published for info in session.articles()}
    by_day: dict[str, list[Mention]] = {}
    for mention in session.dossier.mentions(entity=entity.id):
        by_day.setdefault(published.get(mention.article) or "", []).append(mention)
    return by_day


def heat_map(
    app: App[Any],
    rows: Sequence[Coverage],
    kinds: Mapping[str, str],
    outlets: Mapping[str, str],
    chosen: Callable[[str], object],
) -> None:
    """Show how much of each kind of fact each outlet reports; `enter` shows only that kind. `outlets` are labels."""
    counts, totals = _counted(rows, kinds)
    if not counts:
        raise DossierError("Nothing is reported yet that a heat map could show.")

    def drawn(width: int, turn: int) -> _HeatMap:
        pages = _pages(width, outlets, rows)
        shown = pages[turn % len(pages)]
        widths = _widths(width, [outlets[outlet] for outlet in shown])
        choices = [
            Choice(
                next(row.kind for row in rows if kinds.get(row.kind, row.kind) == word),
                _padded(f"{word} ({totals[word]:,})", _KIND)
                + "".join(
                    _cell(of_kind[outlet], totals[word], wide) for outlet, wide in zip(shown, widths, strict=True)
                ),
            )
            for word, of_kind in counts.items()
        ]
        named = _heads([drawable(one_line(outlets[outlet])) for outlet in shown], [wide - 1 for wide in widths])
        heads = "".join(_padded(name, wide) for name, wide in zip(named, widths, strict=True))
        more = f"{turn % len(pages) + 1} of {len(pages)} · tab turns · " if len(pages) > 1 else ""
        box = max(_BOX, _KIND + _FRAME + sum(widths))
        legend = next((words for words in _LEGENDS if len(more + words) + _CORNERS <= min(box, width)), _LEGENDS[-1])
        return _HeatMap(more + legend, choices, " " * (_KIND + 2) + heads, box, len(pages))

    def done(kind: str | None) -> None:
        if kind is not None:
            chosen(kind)

    app.push_screen(_HeatMapPicker(drawn, app.size.width), done)


class _HeatMap(NamedTuple):
    """A heat map drawn for a width; `pages` is on how many all outlets are."""

    title: str
    choices: list[Choice[str]]
    heads: str
    width: int
    pages: int


class _HeatMapPicker(PagedPicker[str]):
    """Shows a heat map, with as many columns as the terminal has room for; `tab` turns to those of other outlets."""

    def __init__(self, drawn: Callable[[int, int], _HeatMap], width: int) -> None:
        """Draw it for a terminal of this width with `drawn`, which takes width and page."""
        first = drawn(width, 0)
        self._drawn, self._wide, self._turned, self._several = drawn, width, 0, first.pages
        hint = "enter only this kind · esc close"
        super().__init__(first.title, first.choices, hint=hint)
        self._heads = first.heads
        self._frame.styles.width = first.width

    def on_mount(self) -> None:
        """Write the names of outlets over their columns."""
        self.lines.heads = self._heads
        super().on_mount()

    def on_resize(self) -> None:
        """Draw the columns anew."""
        if self._wide != self.app.size.width:
            self._wide = self.app.size.width
            self._draw()
        super().on_resize()

    @property
    def pages(self) -> int:
        """How many pages of outlets there are."""
        return self._several

    def turn(self, step: int) -> None:
        """Show the columns of other outlets."""
        self._turned += step
        self._draw()
        self.entitle()

    def _draw(self) -> None:
        drawn = self._drawn(self._wide, self._turned)
        self._frame.styles.width = drawn.width
        self.lines.heads = drawn.heads
        self._several = drawn.pages
        self.put(drawn.choices, title=drawn.title)


def _counted(rows: Sequence[Coverage], kinds: Mapping[str, str]) -> tuple[dict[str, Counter[str]], Counter[str]]:
    """Return how many facts of each kind each outlet reports, and how many there are."""
    counts: dict[str, Counter[str]] = {}
    totals = Counter[str]()
    for row in rows:
        word = kinds.get(row.kind, row.kind)
        totals[word] += 1
        counts.setdefault(word, Counter()).update(dict.fromkeys(row.outlets, 1))
    return counts, totals


def _room(width: int) -> int:
    """Return the cells of all columns of a heat map in a terminal of this width."""
    return width * 96 // 100 - _KIND - _FRAME


def _pages(width: int, outlets: Mapping[str, str], rows: Sequence[Coverage]) -> list[list[str]]:
    """Return the outlets that fit beside each other, page by page: those with most facts first."""
    fits = max(1, _room(width) // _NARROW)
    ranked = sorted(outlets, key=lambda outlet: -sum(outlet in row.outlets for row in rows))
    pages = [set(ranked[at : at + fits]) for at in range(0, len(ranked), fits)]
    return [[outlet for outlet in outlets if outlet in page] for page in pages]


def _widths(width: int, names: Sequence[str]) -> list[int]:
    """Return the cells of each column: it has room for its outlet's name, or the broadest are made narrower."""
    widths = [max(_NARROW, cell_count(drawable(one_line(name))) + 2) for name in names]
    while sum(widths) > _room(width) and max(widths) > _NARROW:
        widths[widths.index(max(widths))] -= 1
    return widths


def _heads(names: Sequence[str], rooms: Sequence[int]) -> list[str]:
    """Return names cut to the cells of their columns: where beginnings are alike, what stands behind them.

    Where that does not tell them apart either, the first letters of their words do.
    """
    cut = [fit(name, room) for name, room in zip(names, rooms, strict=True)]
    heads = []
    for name, room, head in zip(names, rooms, cut, strict=True):
        alike = [other.split() for other, its in zip(names, cut, strict=True) if its == head]
        shared = list(takewhile(lambda same: len(set(same)) == 1, zip(*alike, strict=False)))
        heads.append(head if len(alike) == 1 else fit("…" + " ".join(name.split()[len(shared) :]), room))
    if len({*heads}) < len(heads):
        return [initials(name, room) for name, room in zip(names, rooms, strict=True)]
    return heads


def _cell(count: int, total: int, wide: int) -> str:
    return _padded(f"{shade(count / total)} {count:,}", wide)


def _padded(text: str, wide: int) -> str:
    return text + " " * max(0, wide - cell_count(text))
