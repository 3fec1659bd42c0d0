"""What a query's answer divides into: outlets, days, names and kinds of number, with counts that follow the query."""

from __future__ import annotations

import dataclasses
import json
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Mapping
from typing import TYPE_CHECKING

from dossier.model import Facet, Facets, Filters
from dossier.storing.catalogue import Catalogue
from dossier.storing.tree import Query

if TYPE_CHECKING:
    from dossier.storing.local import View

_MOST = 50  # names; more than anyone walks through
_DAYS, _MONTHS = 31, 48  # values of a kind; beyond so many days months are told, beyond so many months years
_FEW = 5_000  # passages asked for singly; beyond, reading the whole table is faster


def facets(
    view: View, catalogue: Catalogue, tree: Query, filters: Filters, cancelled: Callable[[], bool] | None = None
) -> Facets:
    """Count an answer by outlet, day, name and kind of number. Raises StoppedError."""

    def matches(chosen: Filters) -> Mapping[int, int]:
        """Give the passages that match, each with its article."""
        owners = view.reader.articles
        return {passage: owners[passage] for passage in view.ranked(tree, chosen, "score", cancelled).scores}

    found = matches(filters)
    outlets = matches(dataclasses.replace(filters, outlets=()))
    days = matches(dataclasses.replace(filters, since=None, until=None))
    entities = view.facts.entities
    names = _most(_grouped(catalogue, "mention", "entity", found), lambda id_: entities[id_].name, entities)
    return Facets(
        outlets=_most(_by_article(catalogue, "outlet", outlets)),
        dates=_calendar(_by_article(catalogue, "published", days)),
        entities=names[:_MOST],
        kinds=_most(_grouped(catalogue, "quantity", "kind", found)),
    )


_Counts = Mapping[str, Mapping[int, int]]  # value → article → passages


def _by_article(catalogue: Catalogue, column: str, found: Mapping[int, int]) -> _Counts:
    passages = Counter(found.values())
    counts: defaultdict[str, dict[int, int]] = defaultdict(dict)
    for article, value in catalogue.rows(f"SELECT no, {column} FROM article WHERE {column} IS NOT NULL"):  # noqa: S608
        if article in passages:
            counts[value][article] = passages[article]
    return counts


def _grouped(catalogue: Catalogue, table: str, column: str, found: Mapping[int, int]) -> _Counts:
    few = len(found) < _FEW
    within = "passage IN (SELECT value FROM json_each(?))" if few else "passage IS NOT NULL"
    sql = f"SELECT DISTINCT {column}, passage FROM {table} WHERE {within} AND {column} IS NOT NULL"  # noqa: S608
    counts: defaultdict[str, Counter[int]] = defaultdict(Counter)
    for value, passage in catalogue.rows(sql, (json.dumps(list(found)),) if few else ()):
        if passage in found:
            counts[value][found[passage]] += 1
    return counts


def _most(counts: _Counts, name: Callable[[str], str] = str, known: Iterable[str] | None = None) -> tuple[Facet, ...]:
    values = counts if known is None else counts.keys() & set(known)
    made = [Facet(value, name(value), sum(counts[value].values()), len(counts[value])) for value in values]
    return tuple(sorted(made, key=lambda facet: (-facet.passages, facet.name, facet.value)))


def _calendar(counts: _Counts) -> tuple[Facet, ...]:
    """Tell days, or months or years where there would be too many, in order."""
    together: defaultdict[str, dict[int, int]] = defaultdict(dict)
    for length, most in ((10, _DAYS), (7, _MONTHS), (4, len(counts))):
        if len({day[:length] for day in counts}) <= most:
            for day, articles in counts.items():
                together[day[:length]].update(articles)
            break
    return tuple(sorted(_most(together), key=lambda facet: facet.value))
