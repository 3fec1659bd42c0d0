"""Whether two numbers measure the same thing: evidence for and against, each with its weight.

The sum is about the logarithm of the odds that they do: positive, they rather do than not. What cannot be the same
(another dimension, another role, women and men) is `None`.
"""

from __future__ import annotations

import math
from collections.abc import Mapping
from dataclasses import dataclass

from dossier.linking.compare_numbers_intervals import equal, figures, relation
from dossier.linking.compare_numbers_measures import Measure


@dataclass(frozen=True, slots=True)
class Weights:
    """How much each kind of evidence counts; set by hand on annotated dossiers."""

    start: float = -1.6  # two numbers of one dimension are rather not the same thing
    magnitude: float = 1.5  # few numbers in a story are magnitudes
    story: float = 1.5  # articles about the same people and places, from half to all
    itself: float = -0.8  # an article seldom contradicts itself
    context: float = 5.0  # the same words around, by the cosine of their weighted stems
    slot: float = 2.0  # the same words directly before and behind: the same sentence, reprinted
    noun: float = 1.6  # the same thing counted
    kin: float = 0.6  # people and migrants
    modifier: float = 0.5
    role: float = 2.8  # both killed
    no_role: float = -1.4  # killed, and nothing told of the other
    equal: float = 0.9  # the same number, and more for each figure it has
    figure: float = 0.5
    compatible: float = 0.3
    apart: float = -0.6  # per factor of 2 between them
    place: float = 0.7
    other_place: float = -1.2
    foreign: float = -2.0  # told of a place that the other article never names
    local: float = -2.5  # told directly of another place
    more: float = -1.5  # "another 20,000" are others
    original: float = 2.5  # conversions of the same sum
    time: float = 0.5
    damage: float = -0.8  # destroyed and damaged
    other_time: float = -2.5
    past: float = -2.5  # long ago, and of now
    supposed: float = -2.0  # may happen, and did
    part: float = -2.5
    lonely: float = -1.5  # nothing but the number: no shared noun or role, hardly a shared word


WEIGHTS = Weights()
_DAMAGE = frozenset({"destroyed", "damaged", "burning"})


def sameness(one: Measure, other: Measure, rarity: Mapping[str, float], weights: Weights = WEIGHTS) -> float | None:
    """Give the odds, as a logarithm, that two numbers measure one thing; None where they cannot.

    `rarity` weighs stems by how few sentences have them.
    """
    if one.amount.dimension != other.amount.dimension:
        return None
    if one.quantity.direction != other.quantity.direction and None not in (
        one.quantity.direction,
        other.quantity.direction,
    ):
        return None
    score = weights.start + (weights.magnitude if one.amount.dimension == "magnitude" else 0.0)
    score += weights.story * (_story(one, other) - 0.5)
    if one.quantity.article == other.quantity.article and relation(one.amount, other.amount) == "different":
        score += weights.itself
    alike = _cosine(one.terms, other.terms, rarity)
    score += weights.context * alike
    slot = _slot(one, other)
    if alike < 0.2 and slot < 0.3 and one.amount.dimension not in {"count", "magnitude"}:
        score += weights.lonely
    score += weights.slot * slot
    counted = _counted(one, other, weights, slot)
    if counted is None:
        return None
    score += counted
    score += _values(one, other, weights)
    score += _places(one, other, weights)
    score += _times(one, other, weights)
    if one.supposed != other.supposed and slot < 0.5:
        score += weights.supposed if one.amount.dimension == "magnitude" else weights.supposed / 4
    if one.part != other.part:
        score += weights.part
    if one.more != other.more:
        score += weights.more * (1 - slot)
    if one.original and other.original:
        score += weights.original if equal(one.original, other.original) else -weights.original
    return score


def _counted(one: Measure, other: Measure, weights: Weights, slot: float) -> float | None:
    """Weigh what is counted and its role."""
    if one.amount.dimension != "count":
        return 0.0
    if None not in (one.person, other.person) and one.person != other.person:
        return None
    score = 0.0
    if one.nouns and other.nouns:
        if one.nouns & other.nouns:
            score += weights.kin if one.nouns & other.nouns == {"anyone"} else weights.noun
            score += weights.modifier * bool(one.modifiers & other.modifiers)
        elif one.person and other.person and ("anyone" in one.nouns or "anyone" in other.nouns):
            if one.part or other.part:
                return None
            score += weights.kin
        elif one.person and other.person and not (one.part or other.part):
            score += 0 if slot > 0.3 else -weights.noun
        else:
            return None
    elif one.role is None and other.role is None and slot < 0.3:
        score -= weights.noun / 2
    if one.role and other.role:
        if one.role != other.role and {one.role, other.role} <= _DAMAGE:
            return score + weights.damage
        if one.role != other.role:
            return None if slot < 0.5 else score - weights.role
        score += weights.role
    elif one.role or other.role:
        score += weights.no_role
    return score


def _values(one: Measure, other: Measure, weights: Weights) -> float:
    match relation(one.amount, other.amount):
        case "same":
            told = one.amount.told or one.amount.low
            return weights.equal + weights.figure * min(3, figures(told) - 1 + (abs(told) > 20) + (abs(told) >= 1e5))
        case "compatible":
            score = weights.compatible
        case _:
            score = 0.0
    low, high = sorted((_middle(one), _middle(other)))
    if one.amount.dimension == "magnitude":
        return score + (weights.apart * 6 if high - low > 0.75 else 0.0)  # agencies differ by a few tenths
    if low <= 0:
        return score + weights.apart * 3
    return score + weights.apart * min(6.0, math.log2(high / low))


def _middle(measure: Measure) -> float:
    amount = measure.amount
    if amount.value is not None:
        return amount.value
    ends = [end for end in (amount.low, amount.high) if math.isfinite(end)]
    return sum(ends) / len(ends) if ends else 0.0


def _places(one: Measure, other: Measure, weights: Weights) -> float:
    """Weigh where it is told of."""
    if one.amount.dimension == "length" and one.far_end and other.far_end:
        return weights.place * 2 if one.far_end == other.far_end else weights.local
    for mine, theirs in ((one, other), (other, one)):
        if mine.places and theirs.everywhere and not mine.places & theirs.everywhere:
            return weights.foreign  # the other article never names it
    if one.local and other.local and one.amount.dimension == "count":
        return weights.place if one.local == other.local else weights.local
    for mine, theirs in ((one, other), (other, one)):
        if mine.local and theirs.places and mine.local not in theirs.places:
            return weights.other_place
    if one.places and other.places:
        return weights.place if one.places & other.places else weights.other_place / 2
    here = one.places or frozenset(filter(None, (one.topic,)))
    there = other.places or frozenset(filter(None, (other.topic,)))
    return weights.place / 2 if here & there else 0.0


def _times(one: Measure, other: Measure, weights: Weights) -> float:
    if one.past != other.past:
        return weights.past
    if one.when and other.when:
        meet = one.when[0] <= other.when[1] and other.when[0] <= one.when[1]
        if meet:
            return weights.time
        return weights.other_time if one.past else -weights.time
    return 0.0


def _story(one: Measure, other: Measure) -> float:
    if not one.story or not other.story:
        return 0.5
    return min(1.0, len(one.story & other.story) / min(len(one.story), len(other.story), 5))


def _slot(one: Measure, other: Measure) -> float:
    """Say how much of the words directly beside the numbers is the same, 0 to 1."""
    mine, theirs = one.words, other.words
    here, there = mine.index("#"), theirs.index("#")
    same = sum(
        0 <= here + step < len(mine) and 0 <= there + step < len(theirs) and mine[here + step] == theirs[there + step]
        for step in (-3, -2, -1, 1, 2, 3)
    )
    return max(0.0, (same - 1) / 5)


def _cosine(one: Mapping[str, float], other: Mapping[str, float], rarity: Mapping[str, float]) -> float:
    if len(other) < len(one):
        one, other = other, one
    common = sum(weight * other[key] * rarity[key] ** 2 for key, weight in one.items() if key in other)
    if not common:
        return 0.0
    return common / (_length(one, rarity) * _length(other, rarity))


def _length(terms: Mapping[str, float], rarity: Mapping[str, float]) -> float:
    return math.sqrt(sum((weight * rarity[key]) ** 2 for key, weight in terms.items())) or 1.0
