"""Numbers whose unit is left out, as the words before tell it: `fined £121 million … must pay 58 million`."""

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
_LISTED = re.compile(r",? (?:and |or )?(?:one )?")
_ENDED = re.compile(r"[.,;]|$| (?:and|but|when|while|who|with)\b")
_WORDS = 24  # characters of "was only just" before an age
_WAS = re.compile(r"\b(?:is|was|were|turns|turned)(?: only| just)? \Z")


def with_units_before(
    text: str, quantities: Sequence[Quantity], persons: frozenset[int] = frozenset()
) -> Iterator[Quantity]:
    """Yield the quantities of an article, in text order, with the units that they leave to those before them.

    `persons` are where names of persons end: `Ada Orr was 90` is an age.
    """
    last: dict[str, Quantity] = {}
    before: Quantity | None = None
    for quantity in quantities:
        told = quantity
        if _is_bare(quantity):
            near = [each for each in last.values() if quantity.start - each.end <= _NEAR]
            donor = next((each for each in near if _left_out(text, each, quantity, listed=each is before)), None)
            if donor:
                told = replace(quantity, unit=donor.unit, kind=donor.kind)
            elif _is_age(text, quantity, persons):
                told = replace(quantity, unit="year", kind="age")
        if told.unit is not None:
            last[told.kind] = told
        before = told
        yield told


def _is_bare(quantity: Quantity) -> bool:
    """Return whether a number has no unit, and nothing that it counts stands beside it."""
    return quantity.kind == "count" and quantity.unit is None and not quantity.counted and quantity.value is not None


def _left_out(text: str, last: Quantity, quantity: Quantity, *, listed: bool) -> bool:
    """Return whether a bare number is one more in the unit of one before; `listed` tells that none stands between."""
    lead, value = text[last.end : quantity.start], quantity.value or 0.0
    if last.kind == "money":
        return value >= _MUCH and bool(_PAYING.search(text[max(0, quantity.start - _NEAR) : quantity.start]))
    if last.unit == "percent":
        return not value.is_integer() and value < 100 and bool(_STANDING.search(lead))
    if last.kind != "age" or not _may_be_age(value):
        return False
    return bool(_WAS.search(lead)) or (listed and _LISTED.fullmatch(lead) is not None)


def _may_be_age(value: float) -> bool:
    return value.is_integer() and 0 < value < _OLDEST


def _is_age(text: str, quantity: Quantity, persons: frozenset[int]) -> bool:
    """Return whether a bare number is the age of the person named before it: `Ada Orr was 90`."""
    was = _WAS.search(text[max(0, quantity.start - _WORDS) : quantity.start])
    at = quantity.start - len(was[0]) - 1 if was else 0
    if was is None or not {at, at - 1 if text[at - 1] == "," else at} & persons:
        return False
    return _may_be_age(quantity.value or 0.0) and _ENDED.match(text, quantity.end) is not None
