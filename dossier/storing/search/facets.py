"""What a query's answer divides into: outlets, days, names and kinds of number, with counts that follow the query."""

from __future__ import annotations

import dataclasses
import heapq
from collections import defaultdict
from collections.abc import Callable, Mapping, Sequence

import numpy as np

from dossier.model import Facet, Facets, Filters
from dossier.storing.catalogue.catalogue import Catalogue
from dossier.storing.search.columns import Column
from dossier.storing.search.fields import FieldFacts
from dossier.storing.search.index.postings import Array
from dossier.storing.search.index.reader import IndexReader

MOST = 50  # names; more than anyone walks through
_DAYS, _MONTHS = 31, 48  # values of a kind; beyond so many days months are told, beyond so many months years


class Grouping:
    """Which passages go with which value: outlets, days, names or kinds of number, of one state of the dossier."""

    def __init__(self, values: Sequence[str], which: Array, docs: Array, reader: IndexReader) -> None:
        """Take pairs of a value, by its place, and a passage of the index."""
        self._values = values
        self._owners = reader.owners
        which, docs = np.divmod(np.unique(which * len(reader) + docs), len(reader) or 1)
        order = np.lexsort((self._owners[docs], which))
        self._which, self._docs = which[order], docs[order]

    def counts(self, matched: Array) -> dict[str, tuple[int, int]]:
        """Return for each value that the matched passages have, how many they are and of how many articles."""
        kept = matched[self._docs]
        which, owners = self._which[kept], self._owners[self._docs[kept]]
        new = np.ones(len(which), bool)  # another article, as those of one value stand together
        new[1:] = (which[1:] != which[:-1]) | (owners[1:] != owners[:-1])
        passages = np.bincount(which, minlength=len(self._values)).tolist()
        articles = np.bincount(which[new], minlength=len(self._values)).tolist()
        return {value: (passages[i], articles[i]) for i, value in enumerate(self._values) if passages[i]}


class Groupings:
    """All that answers are divided by, of one state; each is read when it is first asked for, and kept."""

    def __init__(self, catalogue: Catalogue, reader: IndexReader, facts: FieldFacts) -> None:
        self._catalogue = catalogue
        self._reader = reader
        self._facts = facts
        self._known: dict[str, Grouping] = {}

    def by(self, name: str) -> Grouping:
        """Return passages grouped by `outlet`, `published`, `entity` or `kind`."""
        found = self._known.get(name)
        if found is None:
            found = self._known[name] = self._read(name)
        return found

    def _read(self, name: str) -> Grouping:
        if name == "entity":
            rows = self._catalogue.rows(
                "SELECT entity, passage FROM mention WHERE passage IS NOT NULL AND entity NOT NULL"
            )
            docs, held = self._reader.docs(np.fromiter((passage for _, passage in rows), np.int64, len(rows)))
            column = Column.of(enumerate(entity for entity, _ in rows), np.flatnonzero(held))
        elif name == "kind":
            column, docs = self._facts.quantities.kinds, self._facts.quantities.docs
        else:
            column = self._facts.column(name)
            docs = np.flatnonzero(self._reader.live)
            column = Column(column.values, column.codes[docs])
        known = column.codes > 0
        return Grouping(column.values, column.codes[known].astype(np.int64) - 1, docs[known], self._reader)


def facets(groupings: Groupings, catalogue: Catalogue, matched: Callable[[Filters], Array], filters: Filters) -> Facets:
    """Return an answer's counts by outlet, day, name and kind of number.

    `matched` says with given filters of every passage whether it answers. Raises what that raises.
    """

    def counts(column: str, chosen: Filters) -> Counts:
        return groupings.by(column).counts(matched(chosen))

    named = counts("entity", filters)
    least = min(heapq.nlargest(MOST, (passages for passages, _ in named.values())), default=0)
    likely = [id_ for id_, (passages, _) in named.items() if passages >= least]
    names = {entity.id: entity.name for entity in catalogue.entities(likely)}
    return Facets(
        outlets=most(counts("outlet", dataclasses.replace(filters, outlets=()))),
        dates=calendar(counts("published", dataclasses.replace(filters, since=None, until=None))),
        entities=most({id_: named[id_] for id_ in names}, names.__getitem__)[:MOST],
        kinds=most(counts("kind", filters)),
    )


Counts = Mapping[str, tuple[int, int]]  # value → passages, articles


def most(counts: Counts, name: Callable[[str], str] = str) -> tuple[Facet, ...]:
    """Return facets, those with most passages first; `name` gives what each is called."""
    made = [Facet(value, name(value), *counts[value]) for value in counts]
    return tuple(sorted(made, key=lambda facet: (-facet.passages, facet.name, facet.value)))


def calendar(counts: Counts) -> tuple[Facet, ...]:
    """Return the days in order, or months or years where there would be too many."""
    together: defaultdict[str, tuple[int, int]] = defaultdict(lambda: (0, 0))
    for length, values in ((10, _DAYS), (7, _MONTHS), (4, len(counts))):
        if len({day[:length] for day in counts}) <= values:
            for day, (passages, articles) in counts.items():
                before = together[day[:length]]
                together[day[:length]] = (before[0] + passages, before[1] + articles)
            break
    return tuple(sorted(most(together), key=lambda facet: facet.value))
