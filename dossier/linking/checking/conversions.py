"""A measure and its conversion in brackets that are not one length, area, weight, volume or speed."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import pairwise

from dossier.linking.checking.told_numbers import AROUND, claim, last_figure
from dossier.linking.compare.numbers.measuring.intervals import amount
from dossier.model import CheckedClaim, Quantity

_BRACKET = re.compile(r" ?\((?:or )?(?:(?:about|some|roughly|around|nearly|almost) )?")
_MEASURES = frozenset({"length", "area", "mass", "volume", "speed"})
_BESIDE = 3  # characters between 5 feet and 10 inches, which are one measure
_ROUNDED = 0.15  # of itself, by which a converted number is rounded at most
_LOOSE = 0.025  # of itself, by which it may be off however exact it looks: 3.04 pounds (1.36 kg)


def conversions(text: str, first: int, inside: Sequence[Quantity]) -> Iterator[CheckedClaim]:
    """Yield both of a measure and its conversion that do not agree: 20 kilometres (62.5 miles).

    `text` begins at code point `first` of the draft; `inside` are its quantities.
    """
    parts = [one for before, one in pairwise([None, *inside]) if one and before and _are_one(text, first, before, one)]
    for one, other in pairwise(inside):
        between = text[one.end - first : other.start - first]
        closed = text[other.end - first :].startswith(")")
        if closed and _BRACKET.fullmatch(between) and one not in parts and _differ(one, other):
            why = f"{one.text} and {other.text} are not the same."
            yield from (claim(one, why), claim(other, why))


def _are_one(text: str, first: int, before: Quantity, one: Quantity) -> bool:
    """Return whether two quantities side by side are parts of one measure: 5 feet 10 inches."""
    between = text[before.end - first : one.start - first]
    return len(between) <= _BESIDE and "(" not in between and amount(before).dimension == amount(one).dimension


def _differ(one: Quantity, other: Quantity) -> bool:
    """Return whether two exact measures of one dimension cannot be one, rounded as their figures show."""
    a, b = amount(one), amount(other)
    if a.dimension != b.dimension or a.dimension not in _MEASURES:
        return False
    if not (one.value and other.value and a.value and b.value):
        return False
    return abs(a.value - b.value) > a.value * _slack(one) + b.value * _slack(other)


def _slack(quantity: Quantity) -> float:
    """Return by what share of itself a measure may be rounded: about half of its last figure that is not 0."""
    value = quantity.value or 1.0
    figures = f"{value:.0f}"
    whole = 10.0 ** (len(figures) - len(figures.rstrip("0"))) if value.is_integer() else last_figure(quantity.text)
    around = AROUND if quantity.bound != "=" else 0.0
    return max(_LOOSE, min(0.5 * whole / value, _ROUNDED)) + around
