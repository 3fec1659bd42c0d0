"""The filters: what the answer divides into, with counts that follow the query, several on at once."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING, Any, Literal, Protocol

from textual.app import App

from dossier.model import Entity, Facet, Facets, Filters
from dossier.text.days import between, first_day, last_day
from dossier.text.visible import one_line
from dossier.tui.dialogs.fact_corrections import TYPES
from dossier.tui.dialogs.picker import Picker
from dossier.tui.session.session import Session
from dossier.tui.widgets.choice_lines import Choice, found

if TYPE_CHECKING:
    from dossier.tui.platform.latest_worker import Cancelled

_DAYS = re.compile(r"\s*(\d{4}(?:-\d\d(?:-\d\d)?)?)?\s*(\.\.)?\s*(\d{4}(?:-\d\d(?:-\d\d)?)?)?\s*")
_COUNTED = "passages in articles"
_OTHERS = 50  # names found by typing that the answer's most frequent ones do not hold
_HINT = "enter on/off · esc close · days: 2025-11-28.."


class FilteredSearch(Protocol):
    """The search that is filtered."""

    query: str
    filters: Filters

    def filter(self, filters: Filters) -> None:
        """Search with other filters."""


def filters(app: App[Any], session: Session, search: FilteredSearch) -> None:
    """Switch outlets, days, names and kinds of number on and off, the results changing behind."""
    app.push_screen(_FilterPicker(session, search))


class _FilterPicker(Picker[Filters]):
    """The filters while they are being chosen."""

    def __init__(self, session: Session, search: FilteredSearch) -> None:
        self._session, self._search = session, search
        self._worker = session.findings.worker("facets")
        self._counted = Facets()
        self._entities: Sequence[Entity] = ()
        words = "type an outlet, a name, a day or a kind of number"
        counting = [Choice(self._now, "Counting…")]
        super().__init__("Only…", counting, hint=_HINT, placeholder=words, typed=self._made_of)
        self.wait()

    @property
    def _now(self) -> Filters:
        return self._search.filters

    def on_mount(self) -> None:
        """Begin to count."""
        self._count()

    def on_unmount(self) -> None:
        """Give up counting."""
        self._worker.abandon()

    def take(self, value: Filters) -> None:
        """Switch a filter on or off."""
        self._search.filter(value)
        self.put(choices(self._now, self._counted, self._entities))  # the counts follow
        self._count()

    def _count(self) -> None:
        store, query, now, known = self._session.dossier, self._search.query, self._now, self._entities
        large = self._session.is_large

        def work(cancelled: Cancelled) -> tuple[Facets | None, Sequence[Entity]]:
            counted = store.facets(query, now, lenient=True, cancelled=cancelled)
            if counted is None or cancelled():
                return counted, known
            if large:  # all names would fill the memory
                return counted, store.entities(ids={*now.entities, *(facet.value for facet in counted.entities)})
            return counted, known or store.entities()

        def done(answer: tuple[Facets | None, Sequence[Entity]]) -> None:
            if answer[0] is not None and self.is_attached:
                self._counted, self._entities = answer[0], answer[1]
                self.put(choices(self._now, self._counted, self._entities))

        self._worker.submit(work, done, self._failed)

    def _failed(self, error: Exception) -> None:
        if self.is_attached:
            self.dismiss(None)
        self._session.fail(error)

    def _made_of(self, text: str) -> Sequence[Choice[Filters]]:
        """Return choices of days, and of names that are not among the answer's most frequent."""
        if days := _days(text):
            value = replace(self._now, since=days[0], until=days[1])
            return [Choice(value, between(*days), "published on these days", group="Published")]
        if not text.strip():
            return ()
        listed = {facet.value for facet in self._counted.entities} | set(self._now.entities)
        others = (
            Choice(_with(self._now, "entities", e.id), one_line(e.name), _type(e), group="Other names", on=False)
            for e in self._entities
            if e.id not in listed
        )
        return found(text, others)[:_OTHERS]


def _type(entity: Entity) -> str:
    """Return the type of a name as a noun: `organisation`."""
    return TYPES[entity.type].rpartition(" ")[2]


def choices(now: Filters, counted: Facets, entities: Sequence[Entity]) -> list[Choice[Filters]]:
    """Return a line for every value that narrows the answer down, and for those that are on already."""
    types = {entity.id: _type(entity) for entity in entities}
    names = {entity.id: entity.name for entity in entities}
    outlets = _group("Outlet", counted.outlets, now.outlets, lambda name: _with(now, "outlets", name), one_line)
    name = _group(
        "Name",
        counted.entities,
        now.entities,
        lambda id_: _with(now, "entities", id_),
        lambda id_: one_line(names.get(id_, id_)),
        lambda id_: types.get(id_, ""),
    )
    kinds = _group("Kind of number", counted.kinds, now.kinds, lambda kind: _with(now, "kinds", kind), str)
    everything = [Choice(Filters(), "Everything", "clears all filters; so does x")] if now else []
    return [*everything, *outlets, *_published(now, counted.dates), *name, *kinds]


def _group(
    title: str,
    facets: Sequence[Facet],
    on: Sequence[str],
    value: Callable[[str], Filters],
    label: Callable[[str], str],
    note: Callable[[str], str] = lambda _: "",
) -> Iterator[Choice[Filters]]:
    """Yield a line for each value of one kind: those that are `on` and not counted first, then as they were counted."""
    known = {facet.value: facet for facet in facets}
    for name in [*(name for name in on if name not in known), *known]:
        facet = known.get(name, Facet(name, name, 0, 0))
        count = f"{facet.passages:,} in {facet.articles:,}"
        yield Choice(value(name), label(name), note(name), group=title, on=name in on, count=count, counted=_COUNTED)


def _published(now: Filters, dates: Sequence[Facet]) -> Iterator[Choice[Filters]]:
    """Yield a line for each day, month or year that was counted, before them the days that were typed."""
    spans = {facet.value: (first_day(facet.value), last_day(facet.value)) for facet in dates}
    on = [value for value, days in spans.items() if days == (now.since, now.until)]

    def toggled(value: str) -> Filters:
        since, until = (None, None) if value in on else spans[value]
        return replace(now, since=since, until=until)

    if (now.since or now.until) and not on:
        anytime = replace(now, since=None, until=None)
        yield Choice(anytime, between(now.since, now.until), group="Published", on=True)
    yield from _group("Published", dates, on, toggled, _calendar)


def as_query(query: str, now: Filters, names: dict[str, str]) -> str:
    """Return query and filters as one query; `names` gives the name of each entity id."""
    words = query.strip()
    parts = [
        f"({words})" if now and len(words.split()) > 1 else words,
        _field("outlet", now.outlets),
        f"date:{now.since or ''}..{now.until or ''}" if now.since or now.until else "",
        *(_field("entity", [names.get(id_, id_)]) for id_ in now.entities),
        _field("kind", now.kinds),
    ]
    return " ".join(filter(None, parts))


def _field(field: str, values: Sequence[str]) -> str:
    """Return `outlet:(a OR b)`; nothing where there are no values."""
    if not values:
        return ""
    quoted = [value if value.isalnum() else '"' + value.replace('"', " ") + '"' for value in values]
    return f"{field}:{quoted[0]}" if len(quoted) == 1 else f"{field}:({' OR '.join(quoted)})"


def _with(now: Filters, field: Literal["outlets", "entities", "kinds"], value: str) -> Filters:
    """Return filters with a value switched on or, where it was on, off."""
    values: tuple[str, ...] = getattr(now, field)
    changed = tuple(v for v in values if v != value) if value in values else (*values, value)
    named: dict[str, Any] = {field: changed}
    return replace(now, **named)


def _calendar(value: str) -> str:
    """Return a day, month or year as people do: `Fri 28 Nov 2025`, `November 2025`, `2025`."""
    if len(value) == 4:
        return value
    day = dt.date.fromisoformat(first_day(value))
    return f"{day:%a} {day.day} {day:%b %Y}" if len(value) == 10 else f"{day:%B %Y}"


def _days(text: str) -> tuple[str | None, str | None] | None:
    """Return first and last day of `2025-11-28`, `2025-11`, `2025-11-28..` or `2025-11-28..2025-11-30`, else None."""
    match = _DAYS.fullmatch(text)
    if not match or not (match[1] or match[3]):
        return None
    try:
        first = first_day(match[1]) if match[1] else None
        last = last_day(match[3] or (match[1] if not match[2] else "")) if match[3] or not match[2] else None
    except ValueError:
        return None
    return first, last
