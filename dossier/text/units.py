"""Units for people and for comparing: their plurals, and how many of one another they are (`units.txt`)."""

from __future__ import annotations

import functools
from pathlib import Path
from typing import NamedTuple

from dossier.text.data_files import entries


class UnitForm(NamedTuple):
    """How a unit is written in the plural, what it measures, and how many of that dimension's first unit it is."""

    plural: str
    dimension: str
    factor: float


@functools.cache
def _forms() -> dict[str, UnitForm]:
    found = {}
    for entry in entries(Path(__file__).with_name("units.txt")):
        name, plural, *measured = entry.split(" | ")
        dimension, factor = measured or (name, "1")
        over, _, under = factor.partition("/")
        found[name] = UnitForm(plural, dimension, float(over) / float(under or 1))
    return found


def unit_form(unit: str) -> UnitForm:
    """Return the forms of a canonical unit; one that the table does not have (a currency) measures itself."""
    return _forms().get(unit) or UnitForm(unit, unit, 1.0)
