"""What is known of many things as arrays: a value for each, and quantities."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import Any, NamedTuple

import numpy as np

from dossier.storing.search.index.postings import Array


class Column(NamedTuple):
    """A value for each of many things: the sorted values, and for each thing the place of its own from 1; 0 is none."""

    values: list[str]
    codes: Array

    @classmethod
    def of(cls, rows: Iterable[tuple[Any, ...]], things: Array) -> Column:
        """Return the column of `things`, in their order, from rows of (number of a thing, its value or None)."""
        known = {no: value for no, value in rows if value is not None}
        values = sorted(set(known.values()))
        places = {value: i for i, value in enumerate(values, 1)}
        codes = np.zeros(max([0, int(things.max(initial=0)), *known]) + 1, np.int32)
        codes[list(known)] = [places[value] for value in known.values()]
        return cls(values, codes[things])

    def where(self, wanted: Callable[[str], bool]) -> Array:
        """Return for every thing whether its value is wanted."""
        found: Array = np.array([False, *map(wanted, self.values)])[self.codes]
        return found


class Quantities(NamedTuple):
    """Quantities, each where it stands and what its words allow; NaN where they allow nothing."""

    docs: Array
    starts: Array
    ends: Array
    lows: Array
    highs: Array
    units: Column
    kinds: Column
