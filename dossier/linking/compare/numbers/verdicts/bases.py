"""Whether two numbers tell the same measure of the same owner: a conflict needs that said, not only a common topic.

A share has its base, a sum, a length or a time what it is of beside it, and a count its noun with the words before it.
"""

from __future__ import annotations

import re

from dossier.linking.compare.numbers.matching.evidence import alike
from dossier.linking.compare.numbers.measuring.intervals import middle
from dossier.linking.compare.numbers.measuring.measures import Measure
from dossier.linking.compare.numbers.measuring.shares import CHANGED
from dossier.linking.text.terms import stem

_BY = re.compile(r"\bby (?:(?:about|some|almost|nearly|around|up to|more than|another|a further) )?\Z")
_STATED = frozenset({"arrest", "death", "fatal", "injuri", "casualti"})  # nouns that tell what became of people
_FROM = re.compile(r"\s(?:after|before|following|since) (?:the|a|an|its|their|his|her) (?P<event>[\w’'-]+)")
_AMONG = 3  # times as many
_ANYBODY = frozenset(map(stem, "man woman boy girl person age aged year years old police said".split()))
_OWNED = frozenset({"revenue", "profit", "loss", "debt", "cash", "pay"})


def comparable(one: Measure, other: Measure) -> bool:
    """Whether two numbers of one topic surely measure the same, so that two values contradict each other."""
    dimension = one.amount.dimension
    if dimension == "age":
        return True
    rates = {one.around.rate, other.around.rate} - {None}
    if len(rates) > 1 or _is_change(one) != _is_change(other):
        return False
    if one.setting.past != other.setting.past and not _same_time(one, other):
        return False
    if dimension == "magnitude":
        return True
    if dimension == "count":
        return one.counted.modifiers == other.counted.modifiers or not _narrower(one, other)
    if one.counted.attribute and other.counted.attribute and one.counted.attribute != other.counted.attribute:
        return False
    if dimension in {"share", "percentage point"} and not _same_base(one, other):
        return False
    return one.quantity.kind not in {"money", "percent", "ratio"} or _same_owner(one, other)


def _is_change(measure: Measure) -> bool:
    """Return whether a number tells by how much something moved: the bill has climbed by 1.1 billion."""
    return bool(_BY.search(measure.text, 0, measure.quantity.start - measure.sentence[0]))


def _same_time(one: Measure, other: Measure) -> bool:
    """Whether both tell days that meet: in the third quarter, and between July and September."""
    mine, theirs = one.setting.when, other.setting.when
    return bool(mine and theirs and mine[0] <= theirs[1] and theirs[0] <= mine[1])


def _narrower(one: Measure, other: Measure) -> bool:
    """Whether one counts a kind of what the other counts: adult patients, and patients."""
    mine, theirs = one.counted.modifiers, other.counted.modifiers
    return bool(one.counted.nouns & other.counted.nouns) and (mine < theirs or theirs < mine)


def _same_owner(one: Measure, other: Measure) -> bool:
    """Whether two sums or shares are told of the same persons and bodies.

    A profit, or a rise of it, is somebody's, so one must say whose. Sums are of one owner unless
    both name others; who buys and who is bought share one price; and 65 percent of the traffic in a place are nobody's.
    """
    mine, theirs = one.setting.owners.names, other.setting.owners.names
    attribute = one.counted.attribute if one.counted.attribute == other.counted.attribute else None
    one_owner = not mine or not theirs or bool(mine & theirs)
    if attribute in _OWNED:
        return bool(mine or theirs) and one_owner
    if one.quantity.kind == "money":
        return one_owner or attribute == "price"
    return one.base != CHANGED or (attribute is not None and one_owner)


def _same_base(one: Measure, other: Measure) -> bool:
    mine, theirs = one.base, other.base
    if mine or theirs:
        return mine == theirs
    named = one.counted.attribute is not None and one.counted.attribute == other.counted.attribute
    return named or len(one.beside & other.beside) > 1


def other_people(one: Measure, other: Measure) -> bool:
    """Return whether one counts people of a kind and the other people at large, or of another kind."""
    mine, theirs = one.counted.nouns - _STATED, other.counted.nouns - _STATED
    return bool(mine and theirs) and not mine & theirs and bool(one.counted.person and other.counted.person)


def may_be_among(one: Measure, other: Measure) -> bool:
    """Return whether the fewer are people of a kind who may be among the many more: three gunmen of 25 people."""
    fewer, more = sorted(map(middle, (one.amount, other.amount)))
    return other_people(one, other) and fewer * _AMONG <= more


def unnamed(one: Measure, other: Measure) -> bool:
    """Return whether two ages are of nobody named beside them, and hardly a word says that one person is meant."""
    if one.amount.dimension != "age" or one.setting.persons or other.setting.persons or alike(one, other):
        return False
    mine, theirs = ({key for key in measure.terms if ":" not in key} - _ANYBODY for measure in (one, other))
    return not mine & theirs


def since_other_events(one: Measure, other: Measure) -> bool:
    """Return whether lengths of time are counted from what two words tell: two days after the fire, after the quake."""
    if one.amount.dimension != "duration":
        return False
    mine, theirs = (_FROM.match(measure.text, _end(measure)) for measure in (one, other))
    return mine is not None and theirs is not None and stem(mine["event"]) != stem(theirs["event"])


def _end(measure: Measure) -> int:
    """Return where a number ends in its sentence."""
    return measure.quantity.end - measure.sentence[0]
