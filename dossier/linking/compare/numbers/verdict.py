"""The verdict on numbers of one thing, and the sentence that says why.

Agreement and compatibility follow from what the words allow. Where two readings cannot both be true as they stand,
the texts are asked for what accounts for it: a countdown's arithmetic, a count that grew, sums converted at other
rates, another stage or time. What is not accounted for is a conflict where the same thing is surely meant, and
unclear where it may not be.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Mapping, Sequence
from itertools import combinations

from dossier.linking.compare.numbers.bases import comparable
from dossier.linking.compare.numbers.intervals import Relation, equal, middle, relation
from dossier.linking.compare.numbers.measures import Measure
from dossier.linking.compare.numbers.times import aged, countdown, lasting, may_be_other_days, scoped, staged
from dossier.linking.compare.numbers.wording import by_size, capital, told
from dossier.linking.compare.reasons import Occurrence, who_says
from dossier.linking.facts import ArticleFacts
from dossier.model import Verdict
from dossier.text.lists import listed
from dossier.text.quantities import as_written

# Counts that rise while a story runs.
_TOLLS = frozenset({"killed", "injured", "missing", "arrested", "homeless", "infected", "evacuated", "rescued"})
_STATED = frozenset({"arrest", "death", "fatal", "injuri", "casualti"})  # nouns that tell what became of people
_GROWING = frozenset({"aftershock"})
_RISING = re.compile(
    r"\b(?:rose|risen|rises?|rising|climb\w*|so far|latest|expected to|feared|initial|early reports?|toll)\b",
    re.IGNORECASE,
)
_SURELY = 0.3  # the mean evidence that makes two differing readings of one thing a conflict
_RATES = 1.2  # between the rates of a week, and of kindred dollars


def verdict_of(
    chosen: Sequence[Measure], facts: Mapping[str, ArticleFacts], sure: Mapping[tuple[int, int], float]
) -> tuple[Verdict, str]:
    """Give the verdict and the sentence that says why.

    `facts` are the articles by id; `sure` has the evidence for pairs of `chosen`, by their places in it.
    """
    pairs = list(combinations(range(len(chosen)), 2))
    relations = {(a, b): _relation(chosen[a], chosen[b]) for a, b in pairs}
    said = _said(chosen, facts)
    different = [pair for pair in pairs if relations[pair] == "different"]
    reprinted = [pair for pair in pairs if _reprinted(chosen[pair[0]], chosen[pair[1]])]
    if not different and not reprinted:
        if all(name == "same" for name in relations.values()):
            return "agree", _agreeing(chosen)
        return _converted(chosen) or ("compatible", f"{said} can {_all_of(chosen)} be true of the same thing.")
    apart = different or reprinted
    explained = countdown(chosen, facts) or _converted(chosen) or aged(chosen, apart)
    if reprinted and not explained:
        explained = _grown(chosen, reprinted) or staged(chosen, reprinted)
    elif not explained:
        explained = (
            _summed(chosen, apart)
            or _included(chosen, apart)
            or _grouped(chosen, apart)
            or scoped(chosen, apart)
            or _grown(chosen, apart)
            or staged(chosen, apart)
        )
    if explained:
        return explained
    if reprinted:
        one, other = sorted((chosen[i] for i in reprinted[0]), key=by_size)
        return "conflict", f"The same sentence stands with {_said([one], facts)} and with {_said([other], facts)}."
    if any(_unlike(chosen[a], chosen[b]) for a, b in different):
        return "unclear", f"{said} differ, and the articles do not tell of quite the same thing."
    if any(may_be_other_days(chosen[a], chosen[b]) for a, b in different):
        return "unclear", f"{said} differ, and may be of different days."
    if not (alone := _uncontradicted(chosen, relations, different)):
        return "unclear", f"{said} differ, but one article tells both."
    if not (sound := [(a, b) for a, b in alone if comparable(chosen[a], chosen[b])]):
        return "unclear", f"{said} differ, and need not measure the same."
    if not any(_anchored(chosen[a], chosen[b]) for a, b in sound):
        return "unclear", f"{said} differ, and the articles do not settle whether they mean the same."
    mean = sum(sure.get(pair, 0.0) for pair in sound) / len(sound)
    if mean < _SURELY:
        return "unclear", f"{said} differ, and the articles do not settle whether they mean the same."
    return "conflict", _conflicting(chosen, sound, facts)


def _relation(one: Measure, other: Measure) -> Relation:
    """Compare two amounts; what an article itself converts is the same, however it rounds."""
    for mine, theirs in ((one, other), (other, one)):
        if mine.original and mine.original.dimension == theirs.amount.dimension and equal(mine.original, theirs.amount):
            return "same"
    if one.amount.dimension != other.amount.dimension:
        return "compatible"  # one sum in two other currencies
    return relation(one.amount, other.amount)


def _said(chosen: Sequence[Measure], facts: Mapping[str, ArticleFacts]) -> str:
    """Return what the articles say and who says so, from the smallest number to the largest."""
    quantities = [measure.quantity for measure in sorted(chosen, key=by_size)]
    return who_says([Occurrence(told(q), as_written(q), q.article, q.start, q.end) for q in quantities], facts)


def _all_of(chosen: Sequence[Measure]) -> str:
    return "both" if len({told(measure.quantity) for measure in chosen}) == 2 else "all"


def _agreeing(chosen: Sequence[Measure]) -> str:
    words = list(dict.fromkeys(told(m.quantity) for m in sorted(chosen, key=by_size)))
    count = len({measure.quantity.article for measure in chosen})
    if len(words) == 1:
        return f"All {count} articles say {words[0]}." if count > 2 else f"Both articles say {words[0]}."
    how = ", converted or rounded" if len({m.amount.told for m in chosen}) > 1 else " number"
    return f"{capital(listed(words))} are the same{how}."


def _conflicting(
    chosen: Sequence[Measure], different: Sequence[tuple[int, int]], facts: Mapping[str, ArticleFacts]
) -> str:
    involved = [chosen[i] for i in sorted({i for pair in different for i in pair})]
    return f"{_said(involved, facts)} cannot {_all_of(involved)} be true of the same thing."


def _reprinted(one: Measure, other: Measure) -> bool:
    """Whether one sentence stands in two articles with two numbers."""
    if one.frame is None or one.frame != other.frame or equal(one.amount, other.amount):
        return False
    if one.amount.unit != other.amount.unit and relation(one.amount, other.amount) != "different":
        return False  # 25 km, converted
    return one.amount.value is not None and other.amount.value is not None


def _uncontradicted(
    chosen: Sequence[Measure], relations: Mapping[tuple[int, int], Relation], different: Sequence[tuple[int, int]]
) -> list[tuple[int, int]]:
    """Choose the pairs of which no article tells both numbers: one that does tells of two quakes, or of two days."""
    tellers = [{measure.quantity.article} for measure in chosen]
    for (a, b), name in relations.items():
        if name == "same":
            tellers[a].add(chosen[b].quantity.article)
            tellers[b].add(chosen[a].quantity.article)
    return [(a, b) for a, b in different if not tellers[a] & tellers[b]]


def _anchored(one: Measure, other: Measure) -> bool:
    """Whether something but the topic says that two numbers are of one thing: who, where, or the words beside them."""
    here, there = one.setting, other.setting
    if here.owners.names & there.owners.names or (here.local and here.local == there.local):
        return True
    if one.counted.role in _TOLLS or one.amount.dimension == "magnitude" or (here.far_end or "") == there.far_end:
        return True
    beside = (one.beside & other.beside) - one.counted.nouns
    return len(beside) > 1 or bool(one.counted.modifiers & other.counted.modifiers)


def _other_people(one: Measure, other: Measure) -> bool:
    """Whether one counts people of a kind and the other people at large, or of another kind."""
    mine, theirs = one.counted.nouns - _STATED, other.counted.nouns - _STATED
    return mine != theirs and not mine & theirs and bool(one.counted.person and other.counted.person)


def _unlike(one: Measure, other: Measure) -> bool:
    """Whether what is told is not quite the same: destroyed and damaged, the worst hit and the hit."""
    if one.counted.role and other.counted.role and one.counted.role != other.counted.role:
        return True
    if one.counted.role in _TOLLS and _other_people(one, other):
        return True
    placed = one.setting.local is not None and one.setting.local == other.setting.local
    if one.counted.more != other.counted.more and not placed:
        return True  # "another 20,000 in Port Emmer" are more than elsewhere, but all that were there
    if bool(one.parts) != bool(other.parts) and not placed:
        return True  # one of several places, and perhaps all of them
    if one.supposed != other.supposed or one.counted.part != other.counted.part:
        return True
    return bool(one.counted.superlative ^ other.counted.superlative)


def _grown(chosen: Sequence[Measure], different: Sequence[tuple[int, int]]) -> tuple[Verdict, str] | None:
    """See whether a toll explains itself: some later article has more, and hardly one has fewer."""
    counts = any(m.counted.role in _TOLLS or m.counted.nouns & _GROWING for m in chosen)
    if not counts and not all(lasting(measure) for measure in chosen):
        return None
    if all(_other_people(chosen[a], chosen[b]) for a, b in different):
        return None  # three gunmen, and 25 people
    later = contrary = 0
    for a, b in different:
        one, other = sorted((chosen[a], chosen[b]), key=by_size)
        if one.published and other.published:
            later += one.published < other.published
            contrary += one.published > other.published
    involved = [chosen[i] for i in sorted({i for pair in different for i in pair})]
    if any(m.supposed for m in involved) and not all(m.supposed for m in involved):
        return None
    if any(m.setting.past for m in involved):
        return None  # long ago nothing rises any more
    first, last = (told(f(involved, key=by_size).quantity) for f in (min, max))
    if later > contrary * 2:
        return "explained", f"The count rose from {first} to {last} while the story ran."
    if contrary:
        return "unclear", f"The articles count {first} to {last}, and later ones do not always have more."
    guarded = any(m.amount.bound != "=" or m.amount.vague or _RISING.search(m.text) for m in chosen)
    if any(m.published is None for m in involved):
        undated = f"The articles count {first} to {last}, and not all of them say of which day they are"
        return ("explained", f"{undated}; such counts rise.") if guarded else ("unclear", f"{undated}.")
    if guarded:
        return "explained", f"The articles count {first} to {last} on the same day, when counts were still rising."
    return None


def _summed(chosen: Sequence[Measure], different: Sequence[tuple[int, int]]) -> tuple[Verdict, str] | None:
    """See whether the smaller numbers are told of several places and make the larger one: five and seven are twelve."""
    for pair in different:
        fewer, more = sorted((chosen[i] for i in pair), key=by_size)
        if not fewer.parts or more.amount.bound != "=" or _sum(fewer) != more.amount.value:
            return None
    fewer, more = sorted((chosen[i] for i in different[0]), key=by_size)
    parts = listed([told(quantity) for quantity in fewer.parts])
    return "explained", f"{capital(parts)}, told of {len(fewer.parts)} places, make {told(more.quantity)} in all."


def _sum(measure: Measure) -> float:
    return sum(quantity.value or 0.0 for quantity in measure.parts)


def _included(chosen: Sequence[Measure], different: Sequence[tuple[int, int]]) -> tuple[Verdict, str] | None:
    """See whether the smaller numbers count some of the larger ones: one pregnant woman of two women."""
    if chosen[0].amount.dimension != "count":
        return None
    for pair in different:
        fewer, more = sorted((chosen[i] for i in pair), key=by_size)
        if not fewer.counted.part or not more.counted.part:
            return None
        if not fewer.counted.modifiers - more.counted.modifiers:
            return None
    fewer, more = sorted((chosen[i] for i in different[0]), key=by_size)
    return "compatible", f"{capital(_counting(fewer))} may be among the {_counting(more)}."


def _grouped(chosen: Sequence[Measure], different: Sequence[tuple[int, int]]) -> tuple[Verdict, str] | None:
    """See whether other people are counted each time: migrants without papers, and Venezuelans."""
    for a, b in different:
        mine, theirs = chosen[a].counted, chosen[b].counted
        if not (mine.person and theirs.person) or mine.nouns & theirs.nouns or mine.role in _TOLLS:
            return None
    one, other = (chosen[i] for i in different[0])
    return "explained", f"Different groups are counted: {_counting(one)}, and {_counting(other)}."


def _counting(measure: Measure) -> str:
    return f"{told(measure.quantity)} {measure.quantity.counted or ''}".strip()


def _converted(chosen: Sequence[Measure]) -> tuple[Verdict, str] | None:
    """See whether all are sums in brackets behind one and the same sum, converted at several rates."""
    bracketed = [measure for measure in chosen if measure.original]
    first = bracketed[0].original if len(bracketed) > 1 else None
    if first is None or not all(measure.original and equal(first, measure.original) for measure in bracketed):
        return None
    plain = [measure for measure in chosen if not measure.original]
    if not all(any(relation(measure.amount, other.amount) == "same" for other in bracketed) for measure in plain):
        return None  # a sum that nobody sets in brackets is another one
    values: defaultdict[str, list[float]] = defaultdict(list)
    for measure in chosen:
        values[measure.amount.dimension].append(middle(measure.amount))
    if any(max(sums) > min(sums) * _RATES for sums in values.values()):
        return None
    words = listed(list(dict.fromkeys(told(measure.quantity) for measure in chosen)))
    return "compatible", f"{capital(words)} are one sum, converted at different rates."
