"""What arithmetic says of two numbers of one thing: they add up to what is told beside them, or one gives the other.

Nine of 12 districts against and three of 12 for are one result; 31 votes to 24 are a majority of seven; 118 passengers
and five crew are 123 people; 14, and after two more 16. Three tunnels of ten kilometres each are 30 kilometres, and
35,000 a month are 420,000 a year.
"""

from __future__ import annotations

import re
from functools import lru_cache

from dossier.linking.compare.numbers.measuring.intervals import close
from dossier.linking.compare.numbers.measuring.measures import Measure

_SUMMED = frozenset({"count", "money", "length", "area", "mass", "share"})
_WHOLE = 100.0  # percent
_ROUNDED = 0.02
_EACH_NEAR = 50  # characters beside a number
_EACH = re.compile(r"\b(?:each|every|apiece|a (?:head|piece|person)|per)\b", re.IGNORECASE)
_DAYS = {"hour": 1 / 24, "day": 1.0, "week": 7.0, "month": 365.25 / 12, "year": 365.25}
_ADJECTIVES = {"daily": "day", "weekly": "week", "monthly": "month"}
_ANNUAL = re.compile(r"\b(?:annual(?:ly)?|yearly|a (?:free )?year(?:['’]s)?|monthly|weekly|daily)\b", re.IGNORECASE)
_MARGIN = re.compile(r"\b(?:majority|margin|lead|gap|difference|ahead|advantage|plurality)\b", re.IGNORECASE)


def complement(one: Measure, other: Measure) -> str | None:
    """Return the whole that two numbers make, told from two sides: 12 for nine of 12 and three of 12, `100 percent`.

    None where they do not. Shares that make 100 are told from two sides; counts only where both tell the whole.
    """
    mine, theirs = one.amount.value, other.amount.value
    if mine is None or theirs is None or close(mine, theirs) or one.amount.dimension != other.amount.dimension:
        return None
    if one.amount.dimension == "share":
        plain = {one.amount.bound, other.amount.bound} <= {"=", "~"}
        exact = plain and one.amount.unit == other.amount.unit == "percent"
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
            if beside.dimension != one.amount.dimension or beside.value is None or beside.bound != "=":
                continue
            if not close(beside.value, apart):
                continue
            told = f"{beside.told or beside.value:.12g}"
            return (told, "") if measure is one else ("", told)
    return None


def multiplied(one: Measure, other: Measure) -> str | None:
    """Return by what the smaller number, told of each, is to be taken to make the larger: 3 for three of ten km each.

    None where it is told of nothing single, or where no sentence of the two has such a count.
    """
    fewer, more = sorted((one, other), key=lambda measure: measure.amount.value or 0.0)
    less, much = fewer.amount.value, more.amount.value
    if not less or not much or less == much or fewer.amount.dimension != more.amount.dimension or not _single(fewer):
        return None
    counts = [each for m in (fewer, more) for each in m.around.beside if each.dimension != fewer.amount.dimension]
    counts += [each for m in (fewer, more) for each in m.around.beside if each.dimension == "count"]
    taken = [each.told for each in counts if each.told and each.told > 1 and near(less * each.told, much)]
    return f"{taken[0]:g}" if taken else None


def _single(measure: Measure) -> bool:
    """Return whether a number is told of each one of several."""
    begin, end = (place - measure.sentence[0] for place in (measure.quantity.start, measure.quantity.end))
    return _told_of_each(measure.text, max(0, begin - _EACH_NEAR), end + _EACH_NEAR)


@lru_cache(maxsize=4096)
def _told_of_each(sentence: str, begin: int, end: int) -> bool:
    return bool(_EACH.search(sentence, begin, end))


def rates(one: Measure, other: Measure) -> bool:
    """Return whether two numbers are told of two stretches of time and are one rate: 35,000 a month, 420,000 a year."""
    mine, theirs = one.amount.value, other.amount.value
    days = [_days_of(measure) for measure in (one, other)]
    if not mine or not theirs or one.amount.dimension != other.amount.dimension or None in days:
        return False
    return days[0] != days[1] and near(mine * (days[1] or 0.0), theirs * (days[0] or 0.0))


def _days_of(measure: Measure) -> float | None:
    """Return for how many days a number is told: `a month`, `annual`; None where the sentence does not say."""
    if measure.around.rate is not None:
        return _DAYS.get(measure.around.rate)
    return _days_told(measure.text)


@lru_cache(maxsize=4096)  # each number is set against many others
def _days_told(sentence: str) -> float | None:
    word = _ANNUAL.search(sentence)
    return _DAYS[_ADJECTIVES.get(word[0].lower(), "year")] if word else None


def near(one: float, other: float) -> bool:
    """Return whether two numbers are equal but for rounding."""
    return abs(one - other) <= _ROUNDED * max(abs(one), abs(other))


def made_of(one: Measure, other: Measure) -> bool:
    """Return whether one of two differing numbers follows from the other and from what is told beside."""
    found = complement(one, other) or makes_up(one, other) or multiplied(one, other)
    return bool(found) or rates(one, other)
