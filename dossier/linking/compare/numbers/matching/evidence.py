"""Evidence that two numbers measure one thing: named, each with a strength; `weights.yaml` says how much each counts.

What follows from the values themselves is kept apart from what the words around say: of two numbers of one thing the
words must be near, the values need not.
"""

from __future__ import annotations

import math
import re
from collections.abc import Callable, Iterator, Sequence
from functools import cached_property, lru_cache

from dossier.linking.compare.numbers.measuring.across import across, bridge
from dossier.linking.compare.numbers.measuring.arithmetic import made_of
from dossier.linking.compare.numbers.measuring.intervals import Amount, close, equal, figures, middle, relation
from dossier.linking.compare.numbers.measuring.measures import SPANS, Measure
from dossier.linking.compare.numbers.measuring.shares import CHANGED
from dossier.linking.compare.numbers.measuring.vocabulary import weak
from dossier.linking.compare.numbers.measuring.words_around import WordsInCommon, in_common
from dossier.linking.text.terms import STOP_WORDS, stem
from dossier.linking.text.vectors import nearness

KINDS = frozenset("count money share duration age magnitude score length".split())
"""Kinds of numbers that weigh otherwise than the rest."""

Evidence = Iterator[tuple[str, float]]

_CUSTOMARY = frozenset(
    {(24.0, "hour"), (48.0, "hour"), (30.0, "day"), (90.0, "day"), (100.0, "percent"), (50.0, "percent")}
)
_THIRD = 0.3
_FIGURES = 0.7  # two figures: 22 and two more are 24 anywhere
_NEARLY = 0.1  # doublings: 35,500, and at least 35,500; 195,000 to 205,000, and about 200,000
_DOUBLINGS = 6  # beyond 64 times as much nothing is less alike
_ANYBODY = frozenset({"anyone", "nation"})  # 17 people and 17 bodies
_DIGITS = re.compile(r"\D")


class NumberPair:
    """Two numbers that may measure one thing, with what several kinds of evidence ask of them.

    `alike` says how alike the words around them are, `named` how alike the names near them, 0 to 1, both by how rare
    each is in the dossier.
    """

    def __init__(self, one: Measure, other: Measure, alike: float, named: float) -> None:
        self.one, self.other, self.alike, self.named = one, other, alike, named

    @cached_property
    def converted(self) -> bool:
        """Whether both convert one and the same sum."""
        mine, theirs = self.one.original, self.other.original
        return bool(mine and theirs and mine.dimension == theirs.dimension and equal(mine, theirs))

    @cached_property
    def bridge(self) -> str | None:
        """The rule by which two numbers of two dimensions may be of one thing, None where none does."""
        return bridge(self.one, self.other)

    @cached_property
    def surnames(self) -> tuple[frozenset[str], frozenset[str]]:
        """The surnames of those whose ages the two may be."""
        one, other = (
            m.around.persons | {name.split(":")[-1].split("-")[-1] for name in m.setting.persons}
            for m in (self.one, self.other)
        )
        return one, other

    @cached_property
    def slot(self) -> float:
        """How much of the words directly beside the two is the same, 0 to 1."""
        mine, theirs = self.one.slot, self.other.slot
        here, there = mine.index("#"), theirs.index("#")
        same = [
            mine[here + step]
            for step in (-3, -2, -1, 1, 2, 3)
            if 0 <= here + step < len(mine) and 0 <= there + step < len(theirs)
            if mine[here + step] == theirs[there + step]
        ]
        if SPANS & set(same) and all(word in STOP_WORDS or word in SPANS for word in same):
            return 0.0  # "over the past three years" stands anywhere
        return max(0.0, (len(same) - 1) / 5)

    @cached_property
    def relation(self) -> str:
        """`same`, `compatible` or `different`; what was converted from one sum is the same."""
        if self.one.amount.dimension != self.other.amount.dimension:
            return "same" if self.converted else across(self.one, self.other)
        return relation(self.one.amount, self.other.amount)

    @cached_property
    def differs(self) -> bool:
        """Whether the values cannot both be true."""
        return self.relation == "different"

    @cached_property
    def dimension(self) -> str:
        """What both measure in: `count`, `money`, `age`; empty where each measures in another."""
        mine, theirs = (m.amount.dimension.partition(" ")[0] for m in (self.one, self.other))
        return mine if mine == theirs else ""

    @cached_property
    def words(self) -> WordsInCommon:
        """How much the words of the two sentences, and of those beside, have in common."""
        one, other = self.one.around, self.other.around
        return in_common(one.words, one.beyond, other.words, other.beyond)


def of_value(pair: NumberPair) -> Evidence:
    """Yield what the values say."""
    yield from _values(pair)
    yield from _digits(pair)
    if pair.dimension == "age" and pair.relation != "same":
        yield "age differs", 1.0
    if pair.differs and pair.one.around.scope ^ pair.other.around.scope:
        yield "scope and value differ", 1.0
    if pair.differs and made_of(pair.one, pair.other):
        telling = min(unlikely(pair.one.amount), unlikely(pair.other.amount))
        yield "one makes the other", telling if pair.dimension == "share" else float(telling > _FIGURES)
    if pair.differs and _elsewhere(pair):
        yield "same value beside", 1.0
    if pair.differs:
        yield "words, value differs", pair.words.wide


def of_context(pair: NumberPair) -> Evidence:
    """Yield what the words around say, whatever the values."""
    yield from of_sentences(pair)
    yield from of_rarity(pair.alike, pair.named, both=bool(pair.one.around.names and pair.other.around.names))


def of_sentences(pair: NumberPair) -> Evidence:
    """Yield what the words around say in whatever dossier they stand."""
    for evidence in _SENTENCES:
        yield from evidence(pair)


def of_rarity(alike: float, named: float, *, both: bool) -> Evidence:
    """Yield what the words and names around say by how rare each is in the dossier, as a `Pair` has both.

    `both` says whether there are names near both numbers.
    """
    yield "words, as rare here", alike
    if both:
        yield "same names near", named
        yield "other names near", 1 - named


def doublings(one: Amount, other: Amount) -> float:
    """Return how far two numbers lie apart: how often the smaller is doubled, at most 6."""
    low, high = sorted((middle(one), middle(other)))
    return _DOUBLINGS if low <= 0 else min(_DOUBLINGS, math.log2(high / low))


def unlikely(amount: Amount, *, money: bool = False) -> float:
    """Return how unlikely it is that another thing has the same number, 0 to 1: more for more figures."""
    told = amount.told or amount.low
    if (told, amount.unit) in _CUSTOMARY or not math.isfinite(told):
        return 0.0
    if amount.unit == "fraction":
        return 0.0 if told > _THIRD else _THIRD  # a half of something, and a sixth
    if money:
        return min(3.0, figures(told) - 0.5) / 3  # sums are often in billions
    return min(3.0, figures(told) - 1 + (abs(told) > 20) + (abs(told) >= 1e5)) / 3


def _values(pair: NumberPair) -> Evidence:
    one, other = pair.one.amount, pair.other.amount
    if pair.relation == "same":
        yield "same value", 1.0
        if pair.bridge != "a share and a count":  # which fits many
            yield "same telling value", unlikely(one, money=pair.dimension == "money")
    elif pair.relation == "compatible":
        yield "values fit", 1.0
        if not pair.bridge and doublings(one, other) < _NEARLY:
            yield "near values fit", unlikely(one, money=pair.dimension == "money")
        if not pair.bridge:
            yield "values fit from afar", doublings(one, other) / 3
    else:
        yield "values apart", doublings(one, other) / 3
    if one.vague and other.vague:
        yield "both vague", 1.0


def swapped(one: Measure, other: Measure) -> bool:
    """Return whether two numbers have the same digits in another order: 38 and 83."""
    mine, theirs = _written(one), _written(other)
    return mine != theirs and len(mine) > 1 and sorted(mine) == sorted(theirs)


def alike(one: Measure, other: Measure) -> bool:
    """Return whether two numbers look alike, as where one is a slip: 38 and 83, 212 and 412."""
    mine, theirs = _written(one), _written(other)
    return min(len(mine), len(theirs)) > 1 and (swapped(one, other) or _one_off(mine, theirs))


def _digits(pair: NumberPair) -> Evidence:
    mine, theirs = (_written(measure) for measure in (pair.one, pair.other))
    if not pair.differs or mine == theirs or min(len(mine), len(theirs)) < 2:
        return
    if swapped(pair.one, pair.other):
        yield "digits swapped", 1.0
    elif _one_off(mine, theirs):
        yield "one digit differs", 1.0


def _written(measure: Measure) -> str:
    """Return the digits of a number without noughts at its end: `31` for 3,100 and for “thirty-one”."""
    return _digits_of(measure.quantity.text, measure.quantity.value or 0)


@lru_cache(maxsize=4096)  # each number is set against many others
def _digits_of(text: str, value: float) -> str:
    digits = _DIGITS.sub("", text) or f"{value:g}".replace(".", "")
    return digits.rstrip("0") or digits


def _one_off(one: str, other: str) -> bool:
    if len(one) == len(other):
        return sum(a != b for a, b in zip(one, other, strict=True)) == 1
    short, long = sorted((one, other), key=len)
    return len(long) == len(short) + 1 and any(long[:i] + long[i + 1 :] == short for i in range(len(long)))


def _elsewhere(pair: NumberPair) -> bool:
    """Return whether the sentence of one has the value of the other as another number: it is that one."""
    return any(
        _equal(measure.amount, beside)
        for measure, around in ((pair.one, pair.other.around), (pair.other, pair.one.around))
        for beside in around.beside
    )


def _equal(one: Amount, other: Amount) -> bool:
    if one.dimension != other.dimension:
        return False
    return equal(one, other) or (one.value is None and other.value is None and close(one.low, other.low))


def _kinds(pair: NumberPair) -> Evidence:
    if pair.dimension in KINDS:
        yield f"kind: {pair.dimension}", 1.0
    if pair.bridge:
        yield pair.bridge, 1.0
    elif pair.one.quantity.unit != pair.other.quantity.unit:
        yield "other unit", 1.0


def _words(pair: NumberPair) -> Evidence:
    one, other = pair.one.around, pair.other.around
    yield "near words", pair.words.near
    yield "words", pair.words.wide
    yield "words in sentences beside", pair.words.across
    yield "sentences beside", pair.words.beside
    if one.before and other.before:
        yield "word before", max(0.0, nearness(one.before, other.before))


def _counted(pair: NumberPair) -> Evidence:
    one, other = pair.one.counted, pair.other.counted
    if not one.head or not other.head:
        if not one.head and not other.head:
            yield "no noun", 1.0
        return
    if stem(one.head) == stem(other.head):
        yield "same noun", 1.0
    elif one.nouns & other.nouns or (one.person and other.person and (one.nouns | other.nouns) & _ANYBODY):
        yield "kindred nouns", 1.0
    elif one.person and other.person:
        yield "other people", 1.0
    else:
        yield "other nouns", 1.0
    if one.modifiers and other.modifiers and not one.modifiers & other.modifiers:
        yield "other words before the noun", 1.0


def _manner(pair: NumberPair) -> Evidence:
    one, other = pair.one.counted, pair.other.counted
    if None not in (one.person, other.person) and one.person != other.person:
        yield "people and things", 1.0
    for name in ("compound", "superlative"):
        if getattr(one, name) != getattr(other, name):
            yield f"one is {name}", 1.0
    if pair.one.supposed != pair.other.supposed:
        yield "one is supposed", 1.0
    if one.attribute and one.attribute == other.attribute:
        yield "same attribute", 1.0
    if pair.one.base and pair.one.base == pair.other.base:
        yield "share of the same", 1.0
    elif shares_of_two(pair):
        yield "share of another", 1.0
    if (pair.one.around.rate is None) != (pair.other.around.rate is None):
        yield "one is a rate", 1.0


def shares_of_two(pair: NumberPair) -> bool:
    """Return whether two shares are of two things: of the nurses, and of the patients."""
    one, other = pair.one.base, pair.other.base
    return bool(one and other) and CHANGED not in {one, other} and not one & other and pair.dimension == "share"


def _roles(pair: NumberPair) -> Evidence:
    one, other = pair.one.counted.role, pair.other.counted.role
    if one == other == "left":
        yield "days left in both", 1.0
    elif one and other:
        same = "same weak role" if weak(one) else "same role"
        yield (same if one == other else "other role"), 1.0
    else:
        plain = one or other
        yield ("one has a role" if plain and not weak(plain) else "no role"), 1.0


def _names(pair: NumberPair) -> Evidence:
    one, other = pair.one, pair.other
    if one.setting.names and other.setting.names and not one.setting.names.keys() & other.setting.names.keys():
        yield "no name of the sentence shared", 1.0
    mine, theirs = one.setting.owners, other.setting.owners
    if mine.sure and theirs.sure and mine.names and theirs.names and mine.names & theirs.names:
        yield "same owner", 1.0


def _persons(pair: NumberPair) -> Evidence:
    if pair.dimension != "age":
        return
    mine, theirs = pair.one.setting.persons, pair.other.setting.persons
    if mine & theirs:
        yield "age beside the same name", 1.0
    surnames = pair.surnames
    if all(surnames) and not surnames[0] & surnames[1]:
        yield "other surname", 1.0


def _numbers(pair: NumberPair) -> Evidence:
    """Yield what the other numbers of the two sentences say."""
    one, other = pair.one.around, pair.other.around
    if shared := _in_both(one.beside, other.beside):
        yield "numbers beside are the same", max(map(_weight, shared))
        return
    if {each.dimension for each in one.beside} & {each.dimension for each in other.beside}:
        yield "numbers beside differ", 1.0
    if near := _in_both((*one.beside, *one.further), (*other.beside, *other.further)):
        yield "numbers further off are the same", max(map(_weight, near))


def _in_both(some: Sequence[Amount], others: Sequence[Amount]) -> list[Amount]:
    """Return those of some numbers that others have as well."""
    if not others:
        return []
    return [one for one in some if any(one.dimension == other.dimension and _equal(one, other) for other in others)]


def _weight(amount: Amount) -> float:
    if not amount.value:
        return 0.5
    return 1 + 0.5 * min(2, len(f"{amount.told or amount.value:g}".rstrip("0")) - 1)


def _places(pair: NumberPair) -> Evidence:
    one, other = pair.one.setting, pair.other.setting
    if one.local and other.local:
        yield ("told of the same place" if one.local == other.local else "told of another place"), 1.0
    if one.places & other.places:
        yield "same place", 1.0


def _times(pair: NumberPair) -> Evidence:
    one, other = pair.one.setting, pair.other.setting
    if one.past != other.past:
        yield "one is past", 1.0
    if one.when and other.when and one.when[0] <= other.when[1] and other.when[0] <= one.when[1]:
        yield "same time", 1.0


def _within(pair: NumberPair) -> Evidence:
    if pair.one.quantity.article != pair.other.quantity.article:
        return
    if pair.differs:
        yield "another value in one article", 1.0
    if pair.one.sentence == pair.other.sentence:
        yield "in one sentence", 1.0


_SENTENCES: Sequence[Callable[[NumberPair], Evidence]] = (
    _kinds, _words, _counted, _manner, _roles, _names, _persons, _numbers, _places, _times, _within,
)  # fmt: skip
