"""What a number's words allow, in one unit for each dimension, and how two of them stand to each other."""

from __future__ import annotations

import math
import re
from dataclasses import dataclass
from functools import lru_cache
from typing import Literal

from dossier.extracting.numerals.words import read
from dossier.model import Quantity
from dossier.text.units import unit_form

_TONS = frozenset({"ton", "tonne"})  # of one number: many writers call tonnes tons
_BETWEEN = re.compile(r"\s?[-–]\s?(?:to-)?|\sto\s|\sfor\s")  # the two sides of a score
_ROUGHLY = 0.10  # "about 100" may be 90 or 110
_HARDLY = 0.15  # "about a hundred" may be 112
_NEARLY = 0.15  # "nearly 100" is not 80
_NEARLY_PART = 0.2  # "nearly half a tonne" may be 412 kg
_SAME = 1e-6
_WEEKS = 4  # of a month, as people count: six weeks are told as a month and a half
_MOST_MONTHS = 3
_WARM = 0.9  # degrees Fahrenheit: half a degree Celsius
_ROUNDED = 0.025  # 22.4 billion is told as 22, 612 as 600; 110 is not told as 100
_PLAIN = 100  # below, a whole number is told as it is: 82 percent are not 80, nor 41 people 40
_BOTH = 2  # figures: of 82 million neither is left out
_ABOUT = 0.05  # 96 are told as about 100, not as 100
_WHOLE, _HALF = 3, 0.5  # 43 months are told as four years, but 18 as no number of years
_LOOSE = frozenset({"decade", "century"})  # 23 years are told as two decades
_COARSE = 0.07  # one significant figure: 56 km is told as 60
_FEW, _OPEN = 20, 3.0  # "more than 100" is not 500; of few, as of three, it may be anything
_NEAR_BELOW = ("nearly", "almost", "close to", "just under", "just below", "approaching", "not quite")
_NEAR_ABOVE = ("just over", "just above", "just more", "slightly", "a little", "little over", "little more")

Relation = Literal["same", "compatible", "different"]


@dataclass(frozen=True, slots=True)
class Amount:
    """A quantity in its dimension's own unit. `low` and `high` are what its words allow, infinite where open.

    `told` is the number as it stands, in its `unit`: rounding is seen there. `vague` is a word such as `dozens`.
    """

    dimension: str
    value: float | None
    low: float
    high: float
    told: float | None
    unit: str | None
    bound: str
    vague: bool


@lru_cache(maxsize=256)  # the numbers beside one have it as well, and hold the same
def amount(quantity: Quantity) -> Amount:
    """Return what a quantity's words allow, converted; currencies are dimensions of their own."""
    dimension, factor = dimension_of(quantity)
    offset = 0.0
    if quantity.unit == "degree Fahrenheit":
        dimension, factor, offset = "temperature", 5 / 9, -160 / 9
    elif quantity.unit == "degree Celsius":
        dimension = "temperature"
    low, high = _allowed(quantity)
    value = None if quantity.value is None else quantity.value * factor + offset
    vague = quantity.value is None and quantity.bound == "~"
    return Amount(
        dimension,
        value,
        low * factor + offset,
        high * factor + offset,
        quantity.value,
        quantity.unit,
        quantity.bound,
        vague,
    )


def sides(score: str) -> list[float]:
    """Return the numbers of a score: 8 and 3 of “8-3” and of “eight to three”; empty where they cannot be read."""
    found = [read(part, 0, len(part)) for part in _BETWEEN.split(score.strip()) if part]
    return [number.value for number in found if number and number.value is not None]


def dimension_of(quantity: Quantity) -> tuple[str, float]:
    """Return what kind of thing is measured, and the factor to its own unit."""
    if quantity.value is None and quantity.low is None and quantity.high is None:
        told = (
            "-".join(map("{:g}".format, sorted(sides(quantity.text))))
            if quantity.kind == "score"
            else quantity.text.lower()
        )
        return f"{quantity.kind} {told}", 1.0  # told from either side, and only the same as itself
    if quantity.kind == "age":  # 18 months old is no 18 years
        return "age", unit_form(quantity.unit or "year").factor / unit_form("year").factor
    if quantity.kind == "money":
        return f"money {quantity.unit}", 1.0
    if quantity.unit is None:
        return ("count" if quantity.kind == "other" else quantity.kind), 1.0
    form = unit_form(quantity.unit)
    return form.dimension, form.factor


def _allowed(quantity: Quantity) -> tuple[float, float]:
    value, low, high = quantity.value, quantity.low, quantity.high
    if value is None:
        low = -math.inf if low is None else low
        high = math.inf if high is None else high
        # Writers say "dozens" of a hundred and ten too: a vague word is no ceiling.
        return (low, high * 2) if quantity.bound == "~" else (low, high)
    match quantity.bound:
        case "~":
            hardly = _is_part(value) or (figures(value) == 1 and f"{abs(value):g}"[0] == "1")
            room = abs(value) * (_HARDLY if hardly else _ROUGHLY)
            return value - room, value + room
        case ">" if (quantity.qualifier or "").lower().startswith(_NEAR_ABOVE):
            return value, value + abs(value) * _NEARLY
        case ">" | ">=":
            return value, math.inf
        case "<" if (quantity.qualifier or "").lower().startswith(_NEAR_BELOW):
            return value - abs(value) * (_NEARLY_PART if _is_part(value) else _NEARLY), value
        case "<" | "<=":
            return -math.inf, value
        case _:
            return value, value


def relation(one: Amount, other: Amount) -> Relation:
    """Return whether two amounts of one dimension are the same, can both be true, or differ.

    The same are equal numbers and rounded ones, `about` counted as rounding; bounds on the same side too.
    """
    if equal(one, other):
        sides = {_side(one), _side(other)}
        return "same" if len(sides) == 1 else "compatible"
    if one.value is None and other.value is None and close(one.low, other.low) and close(one.high, other.high):
        return "same"
    if _beyond(one, other) or _beyond(other, one):
        return "different"
    if one.low <= other.high * (1 + _SAME) and other.low <= one.high * (1 + _SAME):
        return "compatible"
    return "compatible" if _coarsely(one, other) else "different"


def _beyond(one: Amount, other: Amount) -> bool:
    """Return whether a bound lies so far off that nobody would give it for the other: 15,000, and more than 3,000."""
    if one.value is None or one.value < _FEW or other.vague:
        return False
    if one.bound == ">":
        return middle(other) > one.value * _OPEN
    return one.bound == "<=" and middle(other) * _OPEN < one.value


def equal(one: Amount, other: Amount) -> bool:
    """Return whether the numbers themselves are equal, after conversion and rounding."""
    if one.value is None or other.value is None:
        return False
    if one.unit != other.unit:
        if one.dimension == "temperature":
            return _as_warm(one, other)
        units = {one.unit, other.unit}
        if (units == {"week", "month"} and _as_long(one, other)) or (units == _TONS and one.told == other.told):
            return True
    if _is_fraction(one) != _is_fraction(other) and abs(one.value - other.value) <= _ABOUT * max(
        one.value, other.value
    ):
        return True
    tolerance = _ROUNDED
    about, small = "~" in {one.bound, other.bound}, min(abs(one.told or 0), abs(other.told or 0)) < _PLAIN / 2
    if one.unit != other.unit:  # about an hour is 64 minutes, and 14 km are nine miles
        tolerance = _COARSE if about else _ABOUT
    elif about and not small:
        tolerance = _ABOUT  # about 100 are 96
    return close(one.value, other.value) or _rounded(one, other, tolerance)


def _is_fraction(amount: Amount) -> bool:
    """Return whether a part is told in words, which nobody takes for exact: two thirds, three quarters of an hour."""
    return amount.unit == "fraction" or _is_part(amount.told or 0.0)


def _is_part(value: float) -> bool:
    """Return whether a number is a half, thirds or quarters of one."""
    return 0 < value < 1 and close(value * 12, round(value * 12))


def _as_warm(one: Amount, other: Amount) -> bool:
    """Return whether one temperature is the other, converted and rounded to whole degrees."""
    fahrenheit = [
        each.told if each.unit == "degree Fahrenheit" else each.told * 9 / 5 + 32
        for each in (one, other)
        if each.told is not None
    ]
    return len(fahrenheit) == 2 and abs(fahrenheit[0] - fahrenheit[1]) <= _WARM


def _as_long(one: Amount, other: Amount) -> bool:
    """Return whether a number of weeks is the other's few months at four weeks each."""
    weeks, months = (each.told or 0 for each in sorted((one, other), key=lambda each: each.unit != "week"))
    return months <= _MOST_MONTHS and close(weeks, _WEEKS * months)


def other_ends(one: Amount, other: Amount) -> bool:
    """Return whether two plain ranges have other ends: between six and 75 years, and between seven and 75."""
    if one.dimension == "age" or any(not _is_range(each) for each in (one, other)):
        return False
    ends = ((one.low, other.low), (one.high, other.high))
    return any(abs(mine - theirs) > _ROUNDED * max(abs(mine), abs(theirs)) for mine, theirs in ends)


def _is_range(each: Amount) -> bool:
    return each.value is None and each.bound == "=" and math.isfinite(each.low) and math.isfinite(each.high)


def middle(amount: Amount) -> float:
    """Return one number to stand for an amount: its value, else the middle of what its words allow."""
    if amount.value is not None:
        return amount.value
    ends = [end for end in (amount.low, amount.high) if math.isfinite(end)]
    return sum(ends) / len(ends) if ends else 0.0


def close(one: float, other: float) -> bool:
    """Return whether two numbers are equal but for the last bits."""
    return one == other or (
        math.isfinite(one) and math.isfinite(other) and abs(one - other) <= _SAME * max(abs(one), abs(other))
    )


def _side(amount: Amount) -> str:
    return {"=": "=", "~": "="}.get(amount.bound, amount.bound)


def _coarsely(one: Amount, other: Amount) -> bool:
    if one.dimension == "duration" and one.unit != other.unit and one.value and other.value:
        coarse, fine = sorted((one, other), key=lambda amount: -(amount.value or 0) / (amount.told or 1))
        there = (fine.value or 0) * (coarse.told or 0) / (coarse.value or 1)  # the finer one in the coarser unit
        whole = 1 if coarse.unit in _LOOSE else _WHOLE
        return (coarse.told or 0) >= whole and abs(there - (coarse.told or 0)) <= _HALF
    measured = one.unit != other.unit or one.dimension in {"length", "area"}
    return measured and _rounded(one, other, _COARSE)


def _rounded(one: Amount, other: Amount, tolerance: float) -> bool:
    """Return whether the coarser of two numbers is the finer one, rounded as the coarser is told in its own unit."""
    if one.value is None or other.value is None or not one.told or not other.told:
        return False
    if one.dimension in _EXACT or abs(one.value - other.value) > tolerance * max(abs(one.value), abs(other.value)):
        return False
    coarse, fine = sorted((one, other), key=lambda amount: figures(amount.told or 0.0))
    if coarse.unit == fine.unit:
        return not _as_exact(coarse, fine) and not _told_plainly(coarse, fine) and _rounds_to(fine, coarse)
    return _rounds_to(fine, coarse) or (_as_exact(coarse, fine) and _rounds_to(coarse, fine))


def _rounds_to(fine: Amount, coarse: Amount) -> bool:
    """Return whether an amount, in the unit of another, is rounded to what that one tells: 13.7 miles to 14."""
    digits, told = figures(coarse.told or 0.0), coarse.told or 0.0
    there = (fine.value or 0.0) * told / (coarse.value or 1.0)
    return any(close(float(f"{there:.{max(0, n - 1)}e}"), told) for n in (digits, digits + 1))


def _as_exact(coarse: Amount, fine: Amount) -> bool:
    return figures(coarse.told or 0.0) == figures(fine.told or 0.0)


def _told_plainly(coarse: Amount, fine: Amount) -> bool:
    """Return whether the finer one has so few figures that nobody rounds it: 82 percent, or 82 million."""
    if coarse.bound == "~":
        return False
    return (abs(fine.told or 0) < _PLAIN and float(fine.told or 0).is_integer()) or figures(fine.told or 0) <= _BOTH


# Nobody rounds these: a 59-year-old is not 60, and a quake of 5.9 is not told as 6 without "about".
_EXACT = frozenset({"age", "magnitude", "score", "ratio"})


def figures(value: float) -> int:
    """Return the number of significant figures: 2 for 22 and for 2,200."""
    digits = f"{abs(value):.12g}".replace(".", "").lstrip("0")
    if "e" in digits:
        digits = digits.split("e")[0]
    return max(1, len(digits.rstrip("0")))
