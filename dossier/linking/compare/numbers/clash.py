"""Evidence that two differing numbers of one thing cannot both be true: what accounts for it, and what does not.

Two numbers that surely are of one thing and that no stated time, scope, place or growth accounts for contradict each
other. Where only the topic says that they are of one thing, or the texts tell of a change, they need not.
"""

from __future__ import annotations

import math
import re
from collections.abc import Callable, Sequence
from typing import NamedTuple

from dossier.linking.compare.numbers.bases import comparable
from dossier.linking.compare.numbers.evidence import Evidence, Pair, of_value
from dossier.linking.compare.numbers.measures import Measure
from dossier.linking.compare.numbers.same import summed

_CHANGE = re.compile(
    r"\b(?:rose|risen|ris(?:es|ing)|raised?|raising|climb\w*|grow\w*|grew|increas\w+|improv\w+|f[ae]ll(?:en|s)?"
    r"|dropp\w+|declin\w+|cut|lower\w*|reduc\w+|up(?:ped)? (?:from|to|by)|down (?:from|to)|from \d\S* to"
    r"|revis\w+|updat\w+"
    r"|latest|initial\w*|earlier|previous\w*|original\w*|so far|by (?:midday|noon|nightfall|evening|then)|still|now"
    r"|already|no longer|more than doubl\w+|another|extra|further|additional|instead of|later)\b",
    re.IGNORECASE,
)
_LIMIT = re.compile(
    r"\b(?:includ\w+|exclud\w+|before (?:tax|fees|the|costs)|after (?:tax|fees)|net|gross|with fees|without|apart from"
    r"|except|plus|combined|alone|only|at least one|average|per|each|nationwide|elsewhere|region|whole|total|all"
    r"|since|in the (?:past|last)|this (?:year|week|month|season)|last (?:year|week|month|season)|half|quarter"
    r"|first|second|third|half-year|at one point|closed?|ended)\b",
    re.IGNORECASE,
)
_ESTIMATE = re.compile(
    r"\b(?:expect\w*|forecast\w*|estimat\w+|predict\w*|could|may|might|would|plans?|planned|aims?|target\w*|hop\w+"
    r"|want\w*|demand\w*|ask\w*|offer\w*|propos\w+|fear\w*|believ\w+|study|analysts?|suggest\w*|claim\w*|deni\w+)\b",
    re.IGNORECASE,
)
_TOLLS = frozenset({"killed", "injured", "missing", "arrested", "homeless", "infected", "evacuated", "rescued"})
_KINDS = frozenset("age count duration magnitude".split())
_MANY = 1.3  # more articles than a dozen tell no more
_CLAUSE = 90  # characters on each side of a number


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


def told_apart(one: Measure, other: Measure) -> tuple[str, str] | None:
    """Return words beside two numbers that limit or date them otherwise, as they stand; empty where there is none."""
    for pattern in (_LIMIT, _ESTIMATE, _CHANGE):
        mine, theirs = (pattern.findall(_clause(measure)) for measure in (one, other))
        here, there = (_without(first, second) for first, second in ((mine, theirs), (theirs, mine)))
        if here or there:
            return here, there
    return None


def _without(words: Sequence[str], others: Sequence[str]) -> str:
    """Return the first of some words that is not among the others, else nothing."""
    known = {word.lower() for word in others}
    return next((word for word in words if word.lower() not in known), "")


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
    if mine and theirs and mine != theirs:
        yield "other date", 1.0


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


def _clause(measure: Measure) -> str:
    begin, end = measure.quantity.start - measure.sentence[0], measure.quantity.end - measure.sentence[0]
    return measure.text[max(0, begin - _CLAUSE) : end + _CLAUSE]


def _wordings(pair: Pair) -> Evidence:
    mine, theirs = _clause(pair.one), _clause(pair.other)
    for name, pattern in (("change", _CHANGE), ("estimate", _ESTIMATE)):
        if pattern.search(mine) and pattern.search(theirs):
            yield f"word of {name} in both", 1.0


def _things(pair: Pair) -> Evidence:
    one, other = pair.one.counted, pair.other.counted
    for name in ("part", "superlative"):
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


_ALL: Sequence[Callable[[Pair], Evidence]] = (_values, _times, _wordings, _things)
