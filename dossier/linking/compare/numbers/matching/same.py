"""How surely two numbers measure one thing: evidence, weighed by the table `weights.yaml`.

The sums are about logarithms of odds: positive, two numbers rather are of one thing than not.
"""

from __future__ import annotations

import functools
from collections.abc import Iterable, Mapping
from importlib.resources import files
from typing import Any, NamedTuple

import numpy as np
from numpy.typing import NDArray

from dossier.linking.compare.numbers.matching.evidence import (
    NumberPair,
    doublings,
    of_rarity,
    of_sentences,
    of_value,
    unlikely,
)
from dossier.text import data_files

Values = NDArray[np.float64]

_STEPS = 1000.0  # to one, in which scores are kept
_HALF, _ROOM = 1 << 15, 1 << 16  # three numbers of 16 bits make one that is kept


@functools.cache
def table() -> Mapping[str, Any]:
    """Return the table: for each part, by the name of the evidence, its weight and an example."""
    found: dict[str, Any] = data_files.table(files(__package__) / "weights.yaml")
    return found


@functools.cache
def _weights(part: str) -> Mapping[str, float]:
    return {name: float(weight) for name, (weight, *_) in table()[part].items()}


def summed(part: str, evidence: Iterable[tuple[str, float]]) -> float:
    """Return the weighed sum of evidence by one part of the table; what it does not have counts nothing."""
    weights, total = _weights(part), 0.0
    for name, strength in evidence:  # a loop, since it is asked for each pair
        total += strength * weights.get(name, 0.0)
    return total


class WeighedPair(NamedTuple):
    """What a pair counts in whatever dossier it stands: its sentences, its values, and how its values stand.

    `converted` is 1 where both convert one sum.
    """

    sentences: float
    values: float
    standing: float
    converted: float


def weighed(pair: NumberPair) -> WeighedPair:
    """Return what a pair counts, but for how rare words are in the dossier."""
    sentences = summed("pairs", [("always", 1.0), *of_sentences(pair)])
    return WeighedPair(sentences, summed("pairs", of_value(pair)), value_of(pair), float(pair.converted))


def kept(alone: WeighedPair, alike: float, named: float, *, both: bool) -> float:
    """Return the score of a pair, of its context alone and how its values stand to each other, packed in one number.

    `alike`, `named` and `both` are what `of_rarity` takes.
    """
    context = alone.sentences + summed("pairs", of_rarity(alike, named, both=both))
    return _packed(context + alone.values, context, alone.standing)


def value_of(pair: NumberPair) -> float:
    """Return how two values stand: 1 and more for the same, 0 where they fit, below where they differ."""
    if pair.relation == "compatible":
        return 0.0
    if pair.bridge == "a share and a count":
        return 1.0  # which fits many
    if pair.differs:
        return -1 - doublings(pair.one.amount, pair.other.amount) / 3
    return 1 + unlikely(pair.one.amount, money=pair.dimension == "money")


def _packed(*numbers: float) -> float:
    """Return three numbers between -32 and 32, to a thousandth, as one."""
    found = 0
    for number in numbers:
        found = found * _ROOM + min(_ROOM - 1, max(0, round(number * _STEPS) + _HALF))
    return float(found)


def unpacked(numbers: Values) -> tuple[Values, Values, Values]:
    """Return the three numbers that each of these packs."""
    whole = numbers.astype(np.int64)
    parts = (whole // (_ROOM * _ROOM), whole // _ROOM % _ROOM, whole % _ROOM)
    first, second, third = ((part - _HALF) / _STEPS for part in parts)
    return first, second, third


def together(evidence: Mapping[str, Values]) -> Values:
    """Return the weighed sum of the evidence of all pairs together, for each pair."""
    weights = _weights("rivals")
    found = np.full(len(evidence["score"]), weights["always"])
    for name, values in evidence.items():
        found += values * weights.get(name, 0.0)
    return found


def summed_of_all(part: str, evidence: Mapping[str, Values]) -> Values:
    """Return the weighed sum of evidence by one part of the table, for each of those that it is of."""
    weights = _weights(part)
    found: Values = np.sum([values * weights.get(name, 0.0) for name, values in evidence.items()], 0)
    return found
