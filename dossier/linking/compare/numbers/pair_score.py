"""Whether two numbers measure the same thing: evidence for and against, each with its weight.

The sum is about the logarithm of the odds that they do: positive, they rather do than not. What cannot be the same
(another dimension, another role, women and men) is `None`.
"""

from __future__ import annotations

import math
import re
from dataclasses import replace

from dossier.linking.compare.numbers.intervals import equal, figures, middle, relation
from dossier.linking.compare.numbers.measures import SPANS, Measure
from dossier.linking.compare.numbers.shares import CHANGED
from dossier.linking.compare.numbers.vocabulary import weak
from dossier.linking.compare.numbers.weights import WEIGHTS, Weights
from dossier.linking.matching.contexts import same_story
from dossier.linking.text.alignment import opposed
from dossier.linking.text.terms import STOP_WORDS, concepts, stem

_TOLLS = frozenset({"killed", "injured", "missing", "arrested"})
_CUSTOMARY = frozenset(
    {(24.0, "hour"), (48.0, "hour"), (30.0, "day"), (90.0, "day"), (100.0, "percent"), (50.0, "percent")}
)
_AGENCIES = 0.75  # magnitudes that several agencies give one quake differ by a few tenths
_KIN_APART = 3.0  # Venezuelans are not all people: such counts are the same only where they are near
_CHANCE, _ONE_STORY = 0.1, 0.5  # alikeness of words, and of stories, that is no chance
_LEAD = 32  # characters before an age
_AT_AGE = re.compile(
    r"\b(?:when|by the time|until|since|before|after|once)\b[^,.;]*"
    r"\b(?:was|were|is|turned|turns|being)\W+(?:only |just )?\Z"
    r"|\bat (?:the age of|age) \Z|\bfrom (?:the age of|age) \Z",
    re.IGNORECASE,
)
_THIRD = 0.3
_SCALED = 1000  # 1.5 million are no average
_ANY = frozenset({"anyone"})
_OCCASIONS = frozenset(
    map(
        stem,
        "times seasons games points goals matches rounds parts things ways places steps rebounds assists wins losses "
        "shots saves runs wickets tries".split(),
    )
)
_FAMILY = frozenset(
    "child children son sons boy boys girl girls daughter daughters sibling siblings brothers sisters".split()
)
_APART = frozenset({"ago", "later", "until"})  # how far off in time, not how long
_CROWDS = frozenset({"protesting", "gathered"})
_DAMAGE = frozenset({"destroyed", "damaged", "burning"})


def _opposite(one: Measure, other: Measure) -> bool:
    """Return whether opposite words stand beside the numbers: a profit of $9 million, a loss of $9 million."""
    mine, theirs = ({word for word in measure.slot if word not in STOP_WORDS} for measure in (one, other))
    return opposed(mine, theirs)


def sameness(one: Measure, other: Measure, alike: float, weights: Weights = WEIGHTS) -> float | None:
    """Give the odds, as a logarithm, that two numbers measure one thing; None where they cannot.

    `alike` says how alike the words around them are, 0 to 1.
    """
    if one.amount.dimension != other.amount.dimension:
        if not (one.original and other.original and equal(one.original, other.original)):
            return None
        # Dollars and pounds in brackets behind one sum in euros: the same where the sums are.
        return sameness(replace(one, amount=one.original), replace(other, amount=other.original), alike, weights)
    if one.quantity.direction != other.quantity.direction and None not in (
        one.quantity.direction,
        other.quantity.direction,
    ):
        return None
    if one.amount.dimension == "age" and one.setting.persons & other.setting.persons:
        if _once(one) != _once(other) and one.amount.value != other.amount.value:
            return None  # "by the time he was 40"
        return weights.person  # whatever the age: people have one
    changes = one.quantity.direction != other.quantity.direction
    related = relation(one.amount, other.amount)
    unequal, same = related == "different", related == "same"
    if not unequal and _opposite(one, other):
        return None
    within = one.quantity.article == other.quantity.article
    if within and one.sentence == other.sentence and one.amount.dimension != "magnitude" and _told_twice(one, other):
        return None  # "160 of the 300 seats": a sentence tells two things, not one thing twice
    score = weights.start + (weights.magnitude if one.amount.dimension == "magnitude" else 0.0)
    score += weights.story * (same_story(one.story, other.story) - 0.55)
    if unequal and within:
        score += weights.itself
    if unequal and changes:
        score += weights.change
    score += weights.context * alike
    slot = _slot(one, other)
    unit = one.amount.dimension not in {"count", "magnitude"}
    beside = unit and bool(one.beside & other.beside)
    anchored = beside or one.counted.role or (one.setting.far_end and one.setting.far_end == other.setting.far_end)
    if unit and not anchored and alike < 0.2 and slot < 0.3:
        exact = alike > 0.1 if one.quantity.kind == "money" else middle(one.amount) > 20
        score += weights.lonely / (2 if same and exact else 1)
    score += weights.slot * slot
    if beside:
        score += weights.beside
    counted = _counted(one, other, weights, slot)
    if counted is None:
        return None
    score += counted
    score += _bases(one, other, weights)
    owned = _owners(one, other, weights)
    if owned is None:
        return None
    score += owned
    score += _values(one, other, weights)
    score += _places(one, other, weights)
    score += _times(one, other, weights)
    if one.supposed != other.supposed and slot < 0.5:
        score += weights.supposed if unequal or one.amount.dimension == "magnitude" else weights.supposed / 4
    if unequal and not one.counted.role and one.amount.dimension == "count" and alike < 0.3 and slot < 0.4:
        score += weights.lonely
    elif not same and one.amount.vague and other.amount.vague and not one.counted.role and alike < 0.2 and slot < 0.4:
        score += weights.lonely  # dozens of people, and scores of people
    if one.counted.part != other.counted.part:
        score += weights.part
    if one.counted.more != other.counted.more:
        score += weights.more * (1 - slot)
    if unequal and one.counted.compound != other.counted.compound:
        score += weights.compound
    if one.counted.role and one.counted.role == other.counted.role:
        score += weights.crowd * min(4, one.crowd + other.crowd)
    if one.original and other.original:
        if not equal(one.original, other.original):
            score -= weights.original
        elif alike > _CHANCE or same_story(one.story, other.story) > _ONE_STORY:
            score += weights.original  # sums of $500m there are many
    return score


def _counted(one: Measure, other: Measure, weights: Weights, slot: float) -> float | None:
    """Weigh what is counted and its role."""
    if (
        one.amount.dimension == "age"
        and one.setting.persons
        and other.setting.persons
        and not one.setting.persons & other.setting.persons
    ):
        return None
    if one.amount.dimension != "count":
        strangers = one.setting.people and other.setting.people and not one.setting.people & other.setting.people
        score = weights.strangers if strangers and relation(one.amount, other.amount) != "same" else 0.0
        mine, theirs = one.counted.attribute, other.counted.attribute
        if mine and theirs:
            score += weights.attribute if mine == theirs else weights.other_attribute
        elif (mine in _APART) != (theirs in _APART) and relation(one.amount, other.amount) != "same":
            return None  # a four-day match, and a match in four days
        return score + (weights.role if one.counted.role and one.counted.role == other.counted.role else 0.0)
    if None not in (one.counted.person, other.counted.person) and one.counted.person != other.counted.person:
        return None
    if _averaged(one) != _averaged(other):
        return None
    score, unequal = 0.0, relation(one.amount, other.amount) == "different"
    if one.counted.nouns and other.counted.nouns:
        if one.counted.nouns & other.counted.nouns:
            common = one.counted.nouns & other.counted.nouns
            loose = common <= _ANY or (common & _OCCASIONS and not (one.beside & other.beside) - _named(common))
            score += weights.kin if loose else weights.noun
            alike = bool(one.counted.modifiers & other.counted.modifiers)
            if loose and common & _OCCASIONS and relation(one.amount, other.amount) != "same":
                score += weights.occasion
            if (loose or one.counted.compound) and common & _OCCASIONS and unequal and not alike:
                return None  # a four-time winner of one thing, and a five-time one of another
            score += weights.modifier * alike
        elif (
            one.counted.person
            and other.counted.person
            and (one.counted.nouns | other.counted.nouns) & {"anyone", "nation"}
        ):
            if one.counted.part or other.counted.part or _other_people(one, other):
                return None
            score += weights.kin
            if one.counted.role not in _TOLLS and _apart(one, other) > _KIN_APART:
                score += weights.kin_apart
        elif one.counted.person and other.counted.person and not (one.counted.part or other.counted.part):
            score += 0 if slot > 0.3 else -weights.noun
        else:
            return None
    elif one.counted.role is None and other.counted.role is None and slot < 0.3:
        if unequal and (one.counted.nouns or other.counted.nouns):
            return None  # what is not named contradicts nothing
        few = relation(one.amount, other.amount) == "same" and not _telling(one)
        score -= weights.noun / (1 if few and (one.counted.nouns or other.counted.nouns) else 2)
    if one.counted.role and other.counted.role:
        both = {one.counted.role, other.counted.role}
        if len(both) > 1 and both <= _DAMAGE:
            return score + weights.damage
        if len(both) > 1 and both <= _CROWDS:
            return score + weights.crowded
        if one.counted.role != other.counted.role:
            return None
        score += weights.living if weak(one.counted.role) else weights.role
    elif one.counted.role or other.counted.role:
        score += weights.no_role / (1 if (one.counted.role or other.counted.role) in _TOLLS else 3)
    return score


def _named(nouns: frozenset[str]) -> frozenset[str]:
    """Give nouns with the concepts they belong to."""
    return nouns | {f"c:{name}" for name in concepts(sorted(nouns))}


def _once(measure: Measure) -> bool:
    """Whether an age is told of another time than the article's: by the time he was 40."""
    begin = measure.quantity.start - measure.sentence[0]
    return bool(_AT_AGE.search(measure.text[max(0, begin - _LEAD) : begin]))


def _told_twice(one: Measure, other: Measure) -> bool:
    """Whether two numbers of a sentence are not one number told twice, as in two units or rounded about."""
    if one.amount.unit == other.amount.unit and one.amount.bound == other.amount.bound == "=":
        return one.amount.told != other.amount.told  # an $82 million deal and one for $80 million
    return relation(one.amount, other.amount) == "different"


def _bases(one: Measure, other: Measure, weights: Weights) -> float:
    """Weigh what two shares are of."""
    if not one.base or not other.base:
        return 0.0
    if CHANGED in (one.base, other.base):  # a rise of 28 percent, and a premium of 33
        rises = one.base == other.base or relation(one.amount, other.amount) != "different"
        return 0.0 if rises else weights.other_base
    narrower = one.base < other.base or other.base < one.base
    if narrower and relation(one.amount, other.amount) != "different":
        return 0.0
    return weights.base if one.base == other.base else weights.other_base


def _other_people(one: Measure, other: Measure) -> bool:
    """Whether differing numbers count different people: 330,000 migrants without papers, and 500,000 Venezuelans."""
    if one.counted.role in _TOLLS or relation(one.amount, other.amount) != "different":
        return False
    nations = [measure for measure in (one, other) if "nation" in measure.counted.nouns]
    others = [measure for measure in (one, other) if measure.counted.modifiers and measure not in nations]
    return len(nations) == 1 and len(others) == 1 and not any(m.amount.vague for m in (one, other))


def _owners(one: Measure, other: Measure, weights: Weights) -> float | None:
    """Weigh whose number it is: the shares of one company do not close at the price of another's."""
    mine, theirs = one.setting.owners, other.setting.owners
    if not mine.names or not theirs.names or one.amount.dimension in {"age", "magnitude"}:
        return 0.0
    heads = {one.counted.head, other.counted.head}
    if one.counted.person and not heads <= _FAMILY and {one.counted.role, other.counted.role} != {"employed"}:
        return 0.0  # a crowd is nobody's
    same = relation(one.amount, other.amount) == "same" or one.counted.attribute == other.counted.attribute == "price"
    if not mine.names & theirs.names:
        return 0.0 if same else None if mine.sure and theirs.sure else weights.owners
    if mine.sure and theirs.sure and one.counted.attribute and one.counted.attribute == other.counted.attribute:
        return weights.own_attribute
    another = bool(mine.names - theirs.names and theirs.names - mine.names)
    return weights.own * (one.amount.dimension != "count") + weights.another * (another and not same)


def _values(one: Measure, other: Measure, weights: Weights) -> float:
    match relation(one.amount, other.amount):
        case "same":
            return weights.equal + weights.figure * _telling(one)
        case "compatible":
            score = weights.compatible
        case _:
            score = 0.0
    ratio = _apart(one, other)
    if one.amount.dimension == "magnitude":
        return score + (weights.apart * 6 if abs(middle(one.amount) - middle(other.amount)) > _AGENCIES else 0.0)
    if one.amount.vague or other.amount.vague:
        score += weights.vague * (1 if score == 0 else 0.25 if _stretched(one, other) else 0)
    elif one.counted.role is None and other.counted.role is None and _open(one) != _open(other):
        score += weights.open_end * math.log2(ratio)
    return score + weights.apart * min(6.0, math.log2(ratio))


def _averaged(measure: Measure) -> bool:
    """Whether a count is one of parts: 10.0 rebounds are so many a game, and not ten."""
    return "." in measure.quantity.text and abs(measure.amount.told or 0.0) < _SCALED


def _telling(measure: Measure) -> float:
    """Say how unlikely it is that another thing has the same number: its figures, and more for large ones."""
    told = measure.amount.told or measure.amount.low
    if (told, measure.amount.unit) in _CUSTOMARY or not math.isfinite(told):
        return 0.0
    if measure.amount.unit == "fraction":
        return 0.0 if told > _THIRD else 1.0  # a half of something, and a sixth
    if measure.quantity.kind == "money":
        return min(3.0, figures(told) - 0.5)  # sums are often in billions
    return min(3.0, figures(told) - 1 + (abs(told) > 20) + (abs(told) >= 1e5))


def _open(measure: Measure) -> bool:
    return math.isinf(measure.amount.high)


def _stretched(one: Measure, other: Measure) -> bool:
    """Whether a vague word must be taken widely to fit: dozens for more than a hundred."""
    return any(
        vague.amount.vague and middle(exact.amount) > vague.amount.high / 2
        for vague, exact in ((one, other), (other, one))
    )


def _apart(one: Measure, other: Measure) -> float:
    """Give the factor between two numbers, at most 1,000."""
    low, high = sorted((middle(one.amount), middle(other.amount)))
    return 1000.0 if low <= 0 else min(1000.0, high / low)


def _places(one: Measure, other: Measure, weights: Weights) -> float:
    """Weigh where it is told of."""
    if one.amount.dimension == "length" and one.setting.far_end and other.setting.far_end:
        if one.setting.far_end != other.setting.far_end or (
            one.setting.local and other.setting.local and one.setting.local != other.setting.local
        ):
            return weights.far_end
        return weights.place * 3
    placed = one.amount.dimension in {"count", "share"}
    if placed and one.setting.local and other.setting.local and one.setting.local != other.setting.local:
        # "in Narin in the province of Ost" is told of both.
        nested = one.amount.dimension == "count" and (
            one.setting.local in other.setting.places or other.setting.local in one.setting.places
        )
        return weights.other_place / 2 if nested else weights.local
    for mine, theirs in ((one, other), (other, one)):
        if (
            mine.setting.places and theirs.story.places and not mine.setting.places & theirs.story.places
        ):  # it never names them
            return weights.foreign if mine.setting.countries or mine.setting.local else weights.other_place
    if one.setting.countries and other.setting.countries and not one.setting.places & other.setting.places:
        return weights.country
    if placed:
        if one.counted.role == other.counted.role == "living" and (
            one.setting.places & other.setting.places
            or (one.setting.local and one.setting.local == other.setting.local)
        ):
            return weights.home
        if one.setting.local and other.setting.local:
            return weights.place
        for mine, theirs in ((one, other), (other, one)):
            if mine.setting.local and theirs.setting.places and mine.setting.local not in theirs.setting.places:
                return weights.other_place
    if one.setting.places and other.setting.places:
        return weights.place if one.setting.places & other.setting.places else weights.other_place / 2
    here = one.setting.places or frozenset(filter(None, (one.setting.topic,)))
    there = other.setting.places or frozenset(filter(None, (other.setting.topic,)))
    return weights.place / 2 if here & there else 0.0


def _times(one: Measure, other: Measure, weights: Weights) -> float:
    if one.setting.past != other.setting.past:
        return weights.past
    if one.setting.when and other.setting.when:
        meet = one.setting.when[0] <= other.setting.when[1] and other.setting.when[0] <= one.setting.when[1]
        if meet:
            return weights.time
        if one.setting.past:
            return weights.other_time
        dated = one.setting.dated and other.setting.dated and one.amount.dimension == "count"
        return weights.other_day if dated and one.counted.role not in _TOLLS else -weights.time
    return 0.0


def _slot(one: Measure, other: Measure) -> float:
    """Say how much of the words directly beside the numbers is the same, 0 to 1."""
    mine, theirs = one.slot, other.slot
    here, there = mine.index("#"), theirs.index("#")
    same = [
        mine[here + step]
        for step in (-3, -2, -1, 1, 2, 3)
        if 0 <= here + step < len(mine)
        and 0 <= there + step < len(theirs)
        and mine[here + step] == theirs[there + step]
    ]
    if SPANS & set(same) and all(word in STOP_WORDS or word in SPANS for word in same):
        return 0.0  # "over the past three years" stands anywhere
    return max(0.0, (len(same) - 1) / 5)
