"""Two numbers of one thing in two dimensions: a share and a count, a sum in two currencies, one without its unit.

Which two may be of one thing is told by rules with examples; how they stand to each other follows from arithmetic.
"""

from __future__ import annotations

import functools
import math
import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from importlib.resources import files

from dossier.linking.compare.numbers.measuring.intervals import Amount, Relation, close, middle, sides
from dossier.linking.compare.numbers.measuring.measures import Measure
from dossier.linking.text.terms import stem
from dossier.text import data_files

_WHOLE = 100.0  # percent
_NEAR_SHARE = 3.0  # percentage points: about a third of 630 are told of 212
_TENTH = 0.15  # of a share that is told with a point
_NEAR_PART = 0.15  # of a small share: 4 percent are not 2 percent
_SCALE = 3.0  # a number without a unit that is so many times as much is of something else
_MUCH = 10**6  # a bare number from here on may be a sum
_PART = 0.4  # what is told as less than a fifth is no twentieth
_WON = re.compile(r"\b(?:w[io]ns?|winning|victor\w+)\b")
_LOST = re.compile(r"\b(?:los[st]\w*|losing|defeats?)\b")
_UNITS = frozenset("days weeks months years hours minutes seconds nights miles".split())
_DOING = re.compile(r" (?:[a-z]+ed|were|was|are|have|had|has|will|would|could|came|went|won|lost|said|left|died)\b")
_WIDE = 2.2  # times the middle of what a sum in one currency was worth in another


def across(one: Measure, other: Measure) -> Relation:
    """Return how two numbers stand that are told in other dimensions: a share and a count, or one without its unit."""
    share, count = sorted((one.amount, other.amount), key=lambda amount: amount.dimension != "share")
    if (share.dimension, count.dimension) == ("share", "count"):
        return _share_of(share, count, _wholes(one, other))
    if "score" in (one.quantity.kind, other.quantity.kind):
        return "same"  # one of the two figures of a record
    bare, named = sorted((one.amount, other.amount), key=lambda amount: amount.dimension != "count")
    pounds = {one.amount.unit, other.amount.unit} == {"lb", "GBP"}
    if (bare.dimension == "count" or pounds) and bare.told is not None and named.told is not None:
        return _without_unit(bare.told, named.told)
    return "compatible"


def _wholes(one: Measure, other: Measure) -> list[Amount]:
    """Return the counts told beside two numbers, of which one may be a share."""
    return [each for m in (one, other) for each in (*m.around.beside, *m.around.further) if each.dimension == "count"]


def _share_of(share: Amount, count: Amount, beside: Iterable[Amount]) -> Relation:
    """Return how a count and a share stand, by the wholes that are told beside: 212, and a third of 630."""
    if count.value is None or share.value is None:
        return "compatible"
    near = [abs(ratio - middle(share)) for ratio in _ratios(count, beside)]
    return "same" if near and share.bound in {"=", "~"} and min(near) <= _room(share) else "compatible"


def _room(share: Amount) -> float:
    """Return how many percentage points a share may lie from what it is rounded from."""
    if share.unit == "percent" and share.told and share.told % 1:
        return _TENTH  # 26.1 percent are not 47 of 175
    return min(_NEAR_SHARE, _NEAR_PART * middle(share))


def _ratios(count: Amount, wholes: Iterable[Amount]) -> Iterator[float]:
    """Yield what share of each whole a count is, in percent."""
    for whole in wholes:
        if count.value and whole.value and whole.value > count.value:
            yield count.value / whole.value * _WHOLE


def _without_unit(bare: float, named: float) -> Relation:
    """Return how a number without a unit stands to one with: five, and five days; 58 million, and £85 million."""
    if close(bare, named):
        return "same"
    low, high = sorted((abs(bare), abs(named)))
    return "different" if 0 < high <= low * _SCALE else "compatible"


def bridge(one: Measure, other: Measure) -> str | None:
    """Return the name of the rule by which two numbers of two dimensions may be of one thing, None where none does."""
    if one.amount.dimension == other.amount.dimension or one.quantity.article == other.quantity.article:
        return None
    return next((name for name, rule, _ in RULES if rule(one, other) or rule(other, one)), None)


def _share(share: Measure, count: Measure) -> bool:
    if (share.amount.dimension, count.amount.dimension) != ("share", "count") or count.amount.value is None:
        return False
    if share.beside.isdisjoint(count.around.words.stems) and count.beside.isdisjoint(share.around.words.stems):
        return False  # 40 percent of all oil, and two of the five villagers
    room = _room(share.amount)
    low, high = share.amount.low - room, min(share.amount.high, _WHOLE) + room
    if share.amount.value is not None:
        low = max(low, share.amount.value * _PART)
    return any(low <= ratio <= high for ratio in _ratios(count.amount, _wholes(share, count)))


def _unit_left_out(bare: Measure, named: Measure) -> bool:
    if bare.amount.dimension != "count" or bare.amount.told is None or named.amount.told is None:
        return False
    if not bare.counted.head:
        if named.quantity.kind != "money" and _DOING.match(bare.text, bare.quantity.end - bare.sentence[0]):
            return False  # of eleven parties six passed
        sums = named.quantity.kind == "money" and bare.amount.told >= _MUCH
        relation = _without_unit(bare.amount.told, named.amount.told)
        return relation == "same" or (sums and relation == "different")
    return close(bare.amount.told, named.amount.told) and stem(bare.counted.head) == stem(named.amount.unit or "-")


def _currencies(one: Measure, other: Measure) -> bool:
    mine, theirs = _dollars(one.amount), _dollars(other.amount)
    return mine is not None and theirs is not None and mine[0] <= theirs[1] and theirs[0] <= mine[1]


def _dollars(amount: Amount) -> tuple[float, float] | None:
    """Return the least and the most US dollars that a sum may have been since 1999."""
    rate = rates().get(amount.unit or "")
    if rate is None or not amount.dimension.startswith("money") or not math.isfinite(size := middle(amount)):
        return None
    return size * rate[0], size * rate[1]


@functools.cache
def rates() -> Mapping[str, tuple[float, float]]:
    """Return the table `exchange_rates.yaml`: by currency, the least and the most dollars that one has been worth."""
    table = data_files.table(files(__package__) / "exchange_rates.yaml")
    return {name: (float(low), float(high)) for name, (low, high) in table.items()}


def _record(score: Measure, count: Measure) -> bool:
    """Return whether a count of wins is the first figure of a record, or one of losses the second."""
    figures = sides(score.quantity.text)
    if score.quantity.kind != "score" or count.amount.dimension != "count" or len(figures) < 2:
        return False
    words = " ".join(count.slot)
    return any(
        count.amount.told == figure and bool(pattern.search(words))
        for figure, pattern in zip(figures, (_WON, _LOST), strict=False)
    )


RULES: Sequence[tuple[str, Callable[[Measure, Measure], bool], tuple[str, str]]] = (
    ("a share and a count", _share, ("A quarter of the jars were broken.", "Of the 80 jars 21 were broken.")),
    ("a unit left out", _unit_left_out, ("It was to pay 30 million.", "Its part was £38 million.")),
    ("another currency", _currencies, ("It has spent 310 billion yen on safety.", "It has spent $2bn on safety.")),
    ("a record of games", _record, ("They are 2-8 since May.", "They lost eight of their last ten games.")),
)
"""Rules by name, each with two sentences whose numbers may be of one thing by it."""


def keys(measure: Measure) -> Iterator[str]:
    """Yield what a number of another dimension must share with this one, so that a bridge is looked for."""
    amount = measure.amount
    if amount.told is not None and (amount.unit is not None or not measure.counted.head or _named(measure)):
        yield f"told {amount.told:g}"
        if abs(amount.told) >= _MUCH:
            yield from (f"much {step}" for step in _steps(amount.told, _SCALE))
    if dollars := _dollars(amount):
        yield from (f"dollars {step}" for step in _steps(math.sqrt(dollars[0] * dollars[1]), _WIDE))
    wholes = [each.value for each in (*measure.around.beside, *measure.around.further) if each.dimension == "count"]
    if amount.dimension == "count" and amount.value:
        yield f"part {_step(amount.value)}"
        yield from (f"share {_tenth(amount.value / w)}" for w in wholes if w and w > amount.value)
    if amount.dimension == "share":
        share = middle(amount) / _WHOLE
        yield from (f"share {_tenth(share) + off}" for off in (-1, 0, 1))
        yield from (f"part {_step(share * whole) + off}" for whole in wholes if whole for off in (-1, 0, 1))
    if measure.quantity.kind == "score":
        yield from (f"told {figure:g}" for figure in sides(measure.quantity.text))


def _named(measure: Measure) -> bool:
    """Return whether what is counted is a unit, or games won or lost."""
    words = " ".join(measure.slot)
    return measure.counted.head in _UNITS or bool(_WON.search(words) or _LOST.search(words))


def _tenth(share: float) -> int:
    return math.floor(share * 10)


def _step(value: float) -> int:
    return round(math.log2(max(value, 1e-9)) * 4)


def _steps(value: float, most: float) -> Iterator[int]:
    """Yield steps such that two values at most so many times apart share one."""
    at = math.floor(math.log(max(abs(value), 1e-9)) / math.log(most))
    yield from (at, at + 1)
