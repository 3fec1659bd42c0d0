"""Numbers whose unit is left out because the one before has it: `fined £121 million … must pay 58 million`."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from dossier.model import Quantity

_NEAR = 200  # characters back to the number that has the unit
_MUCH = 10**6
_OLDEST = 120  # years
_PAYING = re.compile(
    r"\b(?:pay|pays|paid|paying|fined|cost|costs|worth|owes?|owed|earned?|raised|spent|gave|gets?|got|offered|bid)\b"
    r"[^.;]*\Z",
    re.IGNORECASE,
)
_STANDING = re.compile(
    r"\b(?:stood|stands?|fell|rose|dropped|climbed|was|were|is|now) (?:at|to|from|only|just|now)? ?\Z"
)
_WAS = re.compile(r"\b(?:is|was|were|turns|turned)(?: only| just)? \Z")


def with_units_before(text: str, quantities: Sequence[Quantity]) -> Iterator[Quantity]:
    """Yield the quantities of an article, in text order, with the units that they leave to those before them."""
    last: Quantity | None = None
    for quantity in quantities:
        told = quantity
        if last and quantity.start - last.end <= _NEAR and _is_bare(quantity) and _left_out(text, last, quantity):
            told = replace(quantity, unit=last.unit, kind=last.kind)
        if told.unit is not None:
            last = told
        yield told


def _is_bare(quantity: Quantity) -> bool:
    """Return whether a number has no unit, and nothing that it counts stands beside it."""
    return quantity.kind == "count" and quantity.unit is None and not quantity.counted and quantity.value is not None


def _left_out(text: str, last: Quantity, quantity: Quantity) -> bool:
    """Return whether a bare number is one more in the unit of the last that has one."""
    lead, value = text[last.end : quantity.start], quantity.value or 0.0
    if last.kind == "money":
        return value >= _MUCH and bool(_PAYING.search(text[max(0, quantity.start - _NEAR) : quantity.start]))
    if last.unit == "percent":
        return not value.is_integer() and value < 100 and bool(_STANDING.search(lead))
    return last.kind == "age" and value.is_integer() and 0 < value < _OLDEST and bool(_WAS.search(lead))
