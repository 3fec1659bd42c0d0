"""What a query's answer divides into: outlets, days, names and kinds of number, with counts that follow the query."""

from __future__ import annotations

import dataclasses
from collections import defaultdict
from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from typing import TYPE_CHECKING

import numpy as np

from dossier.model import Facet, Facets, Filters
from dossier.storing.answering import Array
from dossier.storing.catalogue import Catalogue
from dossier.storing.index_reader import Reader
from dossier.storing.tree import Query

if TYPE_CHECKING:
    from dossier.storing.local import View

_MOST = 50  # names; more than anyone walks through
_DAYS, _MONTHS = 31, 48  # values of a kind; beyond so many days months are told, beyond so many months years


class Grouping:
    """Which passages go with which value: outlets, days, names or kinds of number, of one state of the dossier."""

    def __init__(self, values: Sequence[str], pairs: Array, reader: Reader) -> None:
        """Take (number of a value, passage of the index) as rows."""
        self._values = values
        self._owners = reader.owners
        pairs = np.unique(pairs, axis=0) if len(pairs) else pairs.reshape(0, 2)
        order = np.lexsort((self._owners[pairs[:, 1]], pairs[:, 0]))
        self._which, self._docs = pairs[order, 0], pairs[order, 1]

    @classmethod
    def of_articles(cls, rows: Iterable[tuple[int, str]], reader: Reader) -> Grouping:
        """Group by something that is known of articles, given as (article, value)."""
        known = dict(rows)
        values = sorted(set(known.values()))
        numbers = {value: i for i, value in enumerate(values)}
        articles = np.zeros(int(max([0, *known, *np.unique(reader.owners).tolist()])) + 1, np.int64) - 1
        articles[list(known)] = [numbers[value] for value in known.values()]
        docs = np.flatnonzero(reader.live & (articles[reader.owners] >= 0))
        return cls(values, np.stack((articles[reader.owners[docs]], docs), axis=1), reader)

    @classmethod
    def of_passages(cls, rows: Sequence[tuple[str, int]], reader: Reader) -> Grouping:
        """Group by something that is known of passages, given as (value, passage of the catalogue)."""
        values = sorted({value for value, _ in rows})
        numbers = {value: i for i, value in enumerate(values)}
        docs, held = reader.docs(np.fromiter((passage for _, passage in rows), np.int64, len(rows)))
        which = np.fromiter((numbers[value] for value, _ in rows), np.int64, len(rows))
        return cls(values, np.stack((which[held], docs), axis=1), reader)

    def counts(self, matched: Array) -> dict[str, tuple[int, int]]:
        """Give for each value that the matched passages have, how many they are and of how many articles."""
        kept = matched[self._docs]
        which, owners = self._which[kept], self._owners[self._docs[kept]]
        new = np.ones(len(which), bool)  # another article, as those of one value stand together
        new[1:] = (which[1:] != which[:-1]) | (owners[1:] != owners[:-1])
        passages = np.bincount(which, minlength=len(self._values)).tolist()
        articles = np.bincount(which[new], minlength=len(self._values)).tolist()
        return {value: (passages[i], articles[i]) for i, value in enumerate(self._values) if passages[i]}


class Groupings:
    """All that answers are divided by, of one state; each is read when it is first asked for, and kept."""

    def __init__(self, catalogue: Catalogue, reader: Reader) -> None:
        self._catalogue = catalogue
        self._reader = reader
        self._known: dict[str, Grouping] = {}

    def by(self, column: str) -> Grouping:
        """Group by `outlet`, `published`, `entity` or `kind`."""
        found = self._known.get(column)
        if found is None:
            if column in {"outlet", "published"}:
                sql = f"SELECT no, {column} FROM article WHERE {column} IS NOT NULL"  # noqa: S608 - our names
                found = Grouping.of_articles(((no, value) for no, value in self._catalogue.rows(sql)), self._reader)
            else:
                table = "mention" if column == "entity" else "quantity"
                where = f"passage IS NOT NULL AND {column} IS NOT NULL"
                rows = self._catalogue.rows(f"SELECT {column}, passage FROM {table} WHERE {where}")  # noqa: S608 - our names
                found = Grouping.of_passages([(value, passage) for value, passage in rows], self._reader)
            self._known[column] = found
        return found


def facets(view: View, tree: Query, filters: Filters, cancelled: Callable[[], bool] | None = None) -> Facets:
    """Count an answer by outlet, day, name and kind of number. Raises StoppedError."""

    def counts(column: str, chosen: Filters) -> _Counts:
        return view.groupings.by(column).counts(view.ranked(tree, chosen, "score", cancelled).matched)

    entities = view.facts.entities
    names = _most(counts("entity", filters), lambda id_: entities[id_].name, entities)
    return Facets(
        outlets=_most(counts("outlet", dataclasses.replace(filters, outlets=()))),
        dates=_calendar(counts("published", dataclasses.replace(filters, since=None, until=None))),
        entities=names[:_MOST],
        kinds=_most(counts("kind", filters)),
    )


_Counts = Mapping[str, tuple[int, int]]  # value → passages, articles


def _most(counts: _Counts, name: Callable[[str], str] = str, known: Collection[str] | None = None) -> tuple[Facet, ...]:
    made = [Facet(value, name(value), *counts[value]) for value in counts if known is None or value in known]
    return tuple(sorted(made, key=lambda facet: (-facet.passages, facet.name, facet.value)))


def _calendar(counts: _Counts) -> tuple[Facet, ...]:
    """Tell days, or months or years where there would be too many, in order."""
    together: defaultdict[str, tuple[int, int]] = defaultdict(lambda: (0, 0))
    for length, most in ((10, _DAYS), (7, _MONTHS), (4, len(counts))):
        if len({day[:length] for day in counts}) <= most:
            for day, (passages, articles) in counts.items():
                before = together[day[:length]]
                together[day[:length]] = (before[0] + passages, before[1] + articles)
            break
    return tuple(sorted(_most(together), key=lambda facet: facet.value))
