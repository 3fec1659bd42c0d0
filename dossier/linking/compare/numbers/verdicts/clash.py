"""Evidence that two differing numbers of one thing cannot both be true.

Two numbers that surely are of one thing and that no stated time, scope, place or growth accounts for contradict each
other. Where only the topic says that they are of one thing they need not. How much each counts is learned.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Iterator, Sequence
from typing import NamedTuple

from dossier.linking.compare.numbers.matching.evidence import Evidence, Pair, of_value
from dossier.linking.compare.numbers.matching.same import summed
from dossier.linking.compare.numbers.measuring.clause_words import found as words
from dossier.linking.compare.numbers.measuring.measures import Measure
from dossier.linking.compare.numbers.verdicts.accounts import account
from dossier.linking.compare.numbers.verdicts.bases import comparable

_TOLLS = frozenset({"killed", "injured", "missing", "arrested", "homeless", "infected", "evacuated", "rescued"})
_KINDS = frozenset("age count duration magnitude money share".split())
_MANY = 1.3  # more articles than a dozen tell no more


class Known(NamedTuple):
    """What is known of a pair: the score of all evidence, that of the context alone, and by how much it is best."""

    score: float
    context: float
    margin: float


UNKNOWN = Known(0.0, 0.0, 0.0)


def clash(pair: Pair, known: Known, articles: int) -> float:
    """Return the odds, as a logarithm, that two differing numbers contradict each other."""
    return summed("clash", [("always", 1.0), *of_clash(pair), *of_known(known, articles)])


def of_known(known: Known, articles: int) -> Evidence:
    """Yield how surely the two are of one thing; `articles` is how many tell of it."""
    yield "score", known.score / 3
    yield "context", known.context / 3
    yield "margin", known.margin
    yield "many articles", min(_MANY, math.log(articles) / 2)


def of_clash(pair: Pair) -> Evidence:
    """Yield what speaks for and against a contradiction of two numbers of one thing that differ."""
    for evidence in _ALL:
        yield from evidence(pair)


def _values(pair: Pair) -> Evidence:
    wanted = {"values apart", "digits swapped", "one digit differs"}
    yield from ((name, strength) for name, strength in of_value(pair) if name in wanted)
    if pair.one.amount.bound != "=" or pair.other.amount.bound != "=":
        yield "a bound", 1.0
    if pair.one.amount.vague or pair.other.amount.vague:
        yield "vague", 1.0
    if pair.one.quantity.direction or pair.other.quantity.direction:
        yield "a change", 1.0


def _times(pair: Pair) -> Evidence:
    one, other = pair.one, pair.other
    if one.setting.past and other.setting.past:
        yield "of one day", 1.0  # whenever the articles are from
    elif one.published and other.published:
        yield from _days(one, other)
    if one.counted.role in _TOLLS and other.counted.role in _TOLLS:
        yield "a toll", 1.0
    mine, theirs = one.setting.dated, other.setting.dated
    if mine and theirs:
        yield ("other date" if mine != theirs else "same date"), 1.0
    if one.setting.past != other.setting.past:
        yield "one is past", 1.0


def _days(one: Measure, other: Measure) -> Evidence:
    if one.published == other.published:
        yield "of one day", 1.0
        return
    yield "of two days", 1.0
    early, late = sorted((one, other), key=lambda measure: measure.published or "")
    if (early.amount.value or early.amount.low) < (late.amount.value or late.amount.low):
        yield "more later", 1.0
        if one.counted.role in _TOLLS:
            yield "a higher toll later", 1.0


def _accounts(pair: Pair) -> Evidence:
    found = account(pair.one, pair.other)
    if found:
        yield "accounted for", 1.0
        yield f"accounted for: {found.name}", 1.0
    for name in ("coming", "estimated"):
        both = [bool(words(name, measure)) for measure in (pair.one, pair.other)]
        if any(both):
            yield f"{name} in {'both' if all(both) else 'one'}", 1.0


def _things(pair: Pair) -> Evidence:
    one, other = pair.one.counted, pair.other.counted
    for name in ("part", "superlative", "compound"):
        if getattr(one, name) != getattr(other, name):
            yield f"one is {name}", 1.0
    if one.modifiers != other.modifiers:
        yield "other words before the noun", 1.0
    if pair.one.supposed != pair.other.supposed:
        yield "one is supposed", 1.0
    if comparable(pair.one, pair.other):
        yield "same measure", 1.0
    if one.head and other.head and one.nouns & other.nouns:
        yield "same noun", 1.0
    if pair.dimension in _KINDS:
        yield f"kind: {pair.dimension}", 1.0
    yield from _shared(pair)


def _shared(pair: Pair) -> Iterator[tuple[str, float]]:
    """Yield what the two sentences share: words of like meaning, and other numbers, which rather tell of one thing."""
    yield "words", pair.wide
    mine, theirs = pair.one.around.beside, pair.other.around.beside
    values = {(amount.dimension, amount.value) for amount in mine if amount.value is not None}
    if any((amount.dimension, amount.value) in values for amount in theirs):
        yield "numbers beside are the same", 1.0


_ALL: Sequence[Callable[[Pair], Evidence]] = (_values, _times, _accounts, _things)
