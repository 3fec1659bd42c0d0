"""In what two figures differ, of a draft and of a source: in a digit, the unit, the sense, the day."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Sequence
from typing import Literal

from rapidfuzz.distance import OSA

from dossier.linking.checking.consistency import weekday
from dossier.linking.compare.numbers.measuring.intervals import amount, dimension_of, relation
from dossier.model import DateSpan, Quantity

_FIGURE = re.compile(r"\d(?:[\d.,]*\d)?")
_DIGIT = re.compile(r"\d")
_COUNTED = re.compile(r"\d\s*-?\s*(?:[^\W\d_]+\s+)?(?:hour|day|night|week|month|year)", re.IGNORECASE)
_SCALE = re.compile(r"(?:hundred|thousand|million|billion|trillion|bn|mn|[mbk])\b", re.IGNORECASE)
DISTINCT = 3  # significant figures of a number that hardly stands for two things
_OPPOSITE = {">": "<", ">=": "<", "<": ">", "<=": ">"}
_TELLING = 2  # figures of a length of time that is hardly told of two things
_WEEK = 7  # days within which one weekday is a slip for another

Difference = Literal[
    "slip", "distinct slip", "age slip", "age digit", "unit", "short unit", "sense", "day", "day slip", "weekday",
    "named day", "year slip", "other",
]  # fmt: skip
Relation = Difference | Literal["same", "compatible"]


def number_difference(mine: Quantity, theirs: Quantity) -> Relation | None:
    """Return in what two numbers differ: `same` where both may be true, None where they measure two things."""
    if told_figures(mine) and told_figures(mine) == told_figures(theirs):
        return _same_figures(mine, theirs)
    if _comparable(mine, theirs):
        return _other_figures(mine, theirs)
    if mine.unit and mine.kind != "age" and theirs.unit is None:
        return None  # 602 miles, and 600 killed
    bare = any(one.kind == "count" and not one.counted for one in (mine, theirs))
    return "slip" if bare and _is_slip(figures_in(mine.text), figures_in(theirs.text)) else None


def _other_figures(mine: Quantity, theirs: Quantity) -> Relation | None:
    """Return in what two numbers of other figures differ that may stand for each other."""
    one, other = amount(mine), amount(theirs)
    found = relation(one, other) if one.dimension == other.dimension else "different"
    slip = _is_number_slip(mine, theirs)
    # "At least 472" may be true beside "at least 412", but nobody writes it for that.
    if found == "same" or (found == "compatible" and not (slip and mine.bound == theirs.bound)):
        return found
    if slip:
        return "distinct slip" if len("".join(figures_in(theirs.text)).strip("0")) >= DISTINCT else "slip"
    return None if mine.value is None or theirs.value is None else "other"


def _is_number_slip(mine: Quantity, theirs: Quantity) -> bool:
    """Return whether one number may be the other, mistyped: of one unit and scale; ages are often alike."""
    scaled = [bool(_SCALE.search(one.text)) for one in (mine, theirs)]
    alike = scaled[0] == scaled[1] and mine.unit == theirs.unit and mine.kind != "age"
    return alike and _is_slip(told_figures(mine), told_figures(theirs))


def _same_figures(mine: Quantity, theirs: Quantity) -> Relation | None:
    """Return in what two numbers of the same figures differ: bound or direction, unit or scale, or nothing."""
    if _OPPOSITE.get(mine.bound) == theirs.bound[0] or {mine.direction, theirs.direction} == {"up", "down"}:
        return "sense"
    if {mine.kind, theirs.kind} == {"age", "duration"}:
        return None  # a 35-year-old, and a 35-year veteran
    if mine.unit and theirs.unit and mine.unit != theirs.unit:
        short = mine.kind == "duration" and len("".join(figures_in(mine.text))) < _TELLING
        if mine.kind != theirs.kind:
            return None
        return "short unit" if short else "unit"  # three days of one thing, three years of another
    if (mine.unit is None) != (theirs.unit is None) and mine.counted != theirs.counted:
        return None  # 100 migrants, and 100 kilometers
    if mine.unit == theirs.unit and mine.value != theirs.value:
        scaled = all(_SCALE.search(one.text) for one in (mine, theirs))
        return "unit" if scaled else "compatible"  # 200MM may be 200 million
    return "compatible" if _open(mine) and not _open(theirs) else "same"


def _open(quantity: Quantity) -> bool:
    """Return whether a number has a bound on one side: more than 400, at most 12."""
    return quantity.bound in _OPPOSITE


def told_figures(quantity: Quantity) -> tuple[str, ...]:
    """Return the figures with which a number is told, those of `eight` too."""
    if figures := figures_in(quantity.text):
        return figures
    return () if quantity.value is None else (f"{quantity.value:g}",)


def _comparable(mine: Quantity, theirs: Quantity) -> bool:
    """Return whether two numbers may stand for each other: of one dimension, two scores, or neither in a score."""
    if _is_score(mine) or _is_score(theirs):
        return _is_score(mine) and _is_score(theirs)
    whole = [one.unit is not None or one.value is None or one.value.is_integer() for one in (mine, theirs)]
    return dimension_of(mine)[0] == dimension_of(theirs)[0] and whole[0] == whole[1]


def _is_score(quantity: Quantity) -> bool:
    return quantity.value is quantity.low is quantity.high is None


def figures_in(text: str) -> tuple[str, ...]:
    """Return the figures in some words, without the commas of thousands."""
    return tuple(found.replace(",", "") for found in _FIGURE.findall(text))


def _is_slip(figures: Sequence[str], others: Sequence[str]) -> bool:
    """Return whether two numbers of two digits or more differ in one digit, or in the order of two: 5.4 for 4.5."""
    one, other = ("".join(each).replace(".", "") for each in (figures, others))
    shapes = [[_DIGIT.sub("0", figure) for figure in each] for each in (figures, others)]
    return shapes[0] == shapes[1] and len(one) > 1 and OSA.distance(one, other) == 1


def day_difference(mine: DateSpan, theirs: DateSpan) -> Relation | None:
    """Return `day`, `weekday` or `year slip` for two dates that differ, `same` where they are one.

    None where they are of two things. It is a `named day` where the draft has a weekday and the source has not:
    yesterday and Tuesday are mostly told for different reasons. When today was for the draft is not sure enough.
    Wednesdays of two weeks are of two things.
    """
    if not (mine.from_ and mine.to and theirs.from_ and theirs.to):
        return None
    if (mine.from_, mine.to) == (theirs.from_, theirs.to):
        return "same"
    if mine.from_ <= theirs.to and theirs.from_ <= mine.to:
        return "compatible"
    one_year, other_year = _year(mine), _year(theirs)
    if one_year and other_year:
        slip = one_year[1:] == other_year[1:] and OSA.distance(one_year[0], other_year[0]) == 1
        return "year slip" if slip else None
    single = mine.from_ == mine.to and theirs.from_ == theirs.to
    one, other = named_by(mine.text), named_by(theirs.text)
    if not single or one == "other" or (one == "weekday" and _days_apart(mine.from_, theirs.from_) > _WEEK):
        return None
    if one == other:
        if one == "weekday":
            return None if weekday(mine.text) == weekday(theirs.text) else "weekday"
        return "day slip" if _is_one_part_off(mine.from_, theirs.from_) else "day"
    return "named day" if (one, other) == ("weekday", "other") else None


def _year(date: DateSpan) -> tuple[str, str, str] | None:
    """Return the figures of the year with which a period is told, and its first and last day in it; else nothing.

    A period is a year, a half or a month of one: the second half of 2013 is a slip for that of 2012.
    """
    first, last = date.from_ or "", date.to or ""
    told = first[:4] == last[:4] and first != last and re.search(rf"\b{first[:4]}\b", date.text)
    return (first[:4], first[4:], last[4:]) if told else None


def _is_one_part_off(one: str, other: str) -> bool:
    """Return whether two ISO days differ in the day, the month or the year alone: 14 June and 24 June."""
    return sum(a != b for a, b in zip(one.split("-"), other.split("-"), strict=True)) == 1


def _days_apart(one: str, other: str) -> int:
    return abs((dt.date.fromisoformat(one) - dt.date.fromisoformat(other)).days)


def named_by(text: str) -> str:
    """Return how a day is named: with figures, by its weekday, or in another way, as in `today` and `in 103 days`."""
    if _COUNTED.search(text):
        return "other"
    if _FIGURE.search(text):
        return "figures"
    return "weekday" if weekday(text) else "other"
