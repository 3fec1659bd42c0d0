"""Evidence that two differing numbers of one thing cannot both be true.

Two numbers that surely are of one thing and that no stated time, scope, place or growth accounts for contradict each
other. Where only the topic says that they are of one thing they need not. How much each counts is learned.
"""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from typing import NamedTuple

from dossier.linking.compare.numbers.matching.evidence import Evidence, NumberPair, of_value
from dossier.linking.compare.numbers.matching.same import summed
from dossier.linking.compare.numbers.verdicts.accounts import account

_MANY = 1.3  # more articles than a dozen tell no more

AskedPair = tuple[int, int, float]
"""Two numbers of a group by their places, and what they count by themselves."""


class Known(NamedTuple):
    """What is known of a pair: the score of all evidence, that of the context, and how far the best rival is below."""

    score: float
    context: float
    margin: float


UNKNOWN = Known(0.0, 0.0, 0.0)


def clash(pair: NumberPair) -> float:
    """Return what two differing numbers count by themselves for a contradiction, as a logarithm of odds."""
    return summed("clash", [("always", 1.0), *of_clash(pair)])


def contradict(asked: Sequence[AskedPair], known: Mapping[tuple[int, int], Known], articles: int) -> bool:
    """Return whether pairs of a group rather contradict each other than not: by the mean of their odds.

    `known` has what is known of each pair, by its places; `articles` is how many the dossier has.
    """
    odds = [alone + summed("clash", of_known(known.get((a, b), UNKNOWN), articles)) for a, b, alone in asked]
    return sum(odds) / len(odds) >= 0


def of_known(known: Known, articles: int) -> Evidence:
    """Yield how surely the two are of one thing; `articles` is how many tell of it."""
    yield "score", known.score / 3
    yield "context", known.context / 3
    yield "margin", known.margin
    yield "many articles", min(_MANY, math.log(articles) / 2)


def of_clash(pair: NumberPair) -> Evidence:
    """Yield what speaks for and against a contradiction of two numbers of one thing that differ.

    Few kinds, since few contradictions are marked: with 40 kinds the weights were of single articles.
    """
    wanted = {"values apart", "digits swapped", "one digit differs"}
    yield from ((name, strength) for name, strength in of_value(pair) if name in wanted)
    one, other = pair.one, pair.other
    if one.amount.bound != "=" or other.amount.bound != "=":
        yield "a bound", 1.0
    if account(one, other):
        yield "accounted for", 1.0
    if one.setting.past != other.setting.past:
        yield "one is past", 1.0
    yield "words", pair.words.wide
    yield "sentences beside", pair.words.beside
    if pair.dimension == "duration":
        yield "kind: duration", 1.0
    values = {(amount.dimension, amount.value) for amount in one.around.beside if amount.value is not None}
    if any((amount.dimension, amount.value) in values for amount in other.around.beside):
        yield "numbers beside are the same", 1.0
