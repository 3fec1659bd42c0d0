"""What arithmetic says of two numbers of one thing: they add up to what is told beside them, or one gives the other.

Nine of 12 districts against and three of 12 for are one result; 31 votes to 24 are a majority of seven; 118 passengers
and five crew are 123 people; 14, and after two more 16.
"""

from __future__ import annotations

import re

from dossier.linking.compare.numbers.measuring.intervals import close
from dossier.linking.compare.numbers.measuring.measures import Measure

_SUMMED = frozenset({"count", "money", "length", "area", "mass", "share"})
_WHOLE = 100.0  # percent
_MARGIN = re.compile(r"\b(?:majority|margin|lead|gap|difference|ahead|advantage|plurality)\b", re.IGNORECASE)


def complement(one: Measure, other: Measure) -> str | None:
    """Return the whole that two numbers make, told from two sides: 12 for nine of 12 and three of 12, `100 percent`.

    None where they do not. Shares that make 100 are told from two sides; counts only where both tell the whole.
    """
    mine, theirs = one.amount.value, other.amount.value
    if mine is None or theirs is None or close(mine, theirs) or one.amount.dimension != other.amount.dimension:
        return None
    if one.amount.dimension == "share":
        exact = one.amount.bound == other.amount.bound == "=" and one.amount.unit == other.amount.unit == "percent"
        return "100 percent" if exact and close(mine + theirs, _WHOLE) else None
    if one.amount.dimension != "count":
        return None
    wholes = {amount.value for amount in one.around.beside} & {amount.value for amount in other.around.beside}
    return next((f"{whole:g}" for whole in wholes if whole and close(mine + theirs, whole)), None)


def margin(one: Measure, other: Measure) -> str | None:
    """Return the two numbers, `31 and 24`, of which one is told and whose difference the other is; None if not."""
    for result, apart in ((one, other), (other, one)):
        if result.amount.value is None or apart.amount.value is None or not _MARGIN.search(apart.text):
            continue
        for beside in result.around.beside:
            if beside.value is not None and close(abs(result.amount.value - beside.value), apart.amount.value):
                more, fewer = sorted((result.amount.value, beside.value), reverse=True)
                return f"{more:g} and {fewer:g}"
    return None


def makes_up(one: Measure, other: Measure) -> tuple[str, str] | None:
    """Return the number that stands beside one of the two and makes up the difference, at the place of that one.

    118 passengers and five crew, and 123 on board; three wounded, and five after two more. None where there is none.
    """
    kind = one.amount.dimension.partition(" ")[0]
    if kind not in _SUMMED or one.amount.value is None or other.amount.value is None:
        return None
    apart = abs(one.amount.value - other.amount.value)
    fewer, more = sorted((one, other), key=lambda measure: measure.amount.value or 0.0)
    for measure in (fewer, more):
        for beside in measure.around.beside:
            if beside.dimension != one.amount.dimension or beside.value is None or not close(beside.value, apart):
                continue
            told = f"{beside.told or beside.value:g}"
            return (told, "") if measure is one else ("", told)
    return None
