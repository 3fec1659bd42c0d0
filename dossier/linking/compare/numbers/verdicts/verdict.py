"""The verdict on numbers of one thing, and the sentence that says why.

Agreement and compatibility follow from what the words allow. Where two readings cannot both be true as they stand,
the texts are asked for what accounts for it: a countdown's arithmetic, a count that grew, sums converted at other
rates, another stage or time. What is not accounted for is a conflict where the same thing is surely meant, and
unclear where it may not be.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Mapping, Sequence
from functools import cached_property
from itertools import combinations

from dossier.linking.compare.numbers.matching.evidence import NumberPair, alike
from dossier.linking.compare.numbers.measuring.across import across
from dossier.linking.compare.numbers.measuring.arithmetic import complement, margin, rates
from dossier.linking.compare.numbers.measuring.intervals import Relation, equal, middle, other_ends, relation
from dossier.linking.compare.numbers.measuring.measures import Measure
from dossier.linking.compare.numbers.verdicts.accounts import Account, account, other_years
from dossier.linking.compare.numbers.verdicts.bases import comparable, may_be_among, since_other_events, unnamed
from dossier.linking.compare.numbers.verdicts.clash import AskedPair, Known, clash, contradict
from dossier.linking.compare.numbers.verdicts.growth import grown
from dossier.linking.compare.numbers.verdicts.times import (
    TOLLS,
    aged,
    countdown,
    may_be_other_days,
    outgrown,
    scoped,
    since,
    staged,
)
from dossier.linking.compare.numbers.verdicts.wording import by_size, capital
from dossier.linking.compare.reasons import Occurrence, who_says
from dossier.linking.facts import ArticleFacts
from dossier.model import Verdict
from dossier.text.lists import listed
from dossier.text.quantities import as_written, in_words

_SURE_ACCOUNTS = frozenset({"sum", "each", "others", "stage", "days", "revised"})  # what differs so contradicts nothing
_PUT_RIGHT = frozenset({"sum", "each", "others", "revised"})  # and before a growing count is thought of
_ANYBODY = "anyone"  # the class of nouns for people at large
_NATION = frozenset({"nation"})
_RATES = 1.2  # between the rates of a week, and of kindred dollars


class NumberGroup:
    """Numbers of one thing, how each two of them stand to each other, and what is known of each pair.

    `asked` takes the pairs whose odds a verdict hangs on.
    """

    def __init__(
        self, chosen: Sequence[Measure], facts: Mapping[str, ArticleFacts], known: Mapping[tuple[int, int], Known]
    ) -> None:
        self.chosen, self.facts, self.known = chosen, facts, known
        self.asked: list[AskedPair] = []
        pairs = list(combinations(range(len(chosen)), 2))
        self.relations = {(a, b): _relation(chosen[a], chosen[b]) for a, b in pairs}
        self.different = [pair for pair in pairs if self.relations[pair] == "different"]
        self.reprinted = [pair for pair in pairs if _reprinted(chosen[pair[0]], chosen[pair[1]])]

    @property
    def said(self) -> str:
        """What the articles say, and who says so."""
        return _said(self.chosen, self.facts)

    @cached_property
    def accounts(self) -> Mapping[tuple[float, ...], tuple[Measure, Measure, Account]]:
        """What surely accounts for two values: what one article tells of both holds wherever they stand."""
        told: dict[tuple[float, ...], tuple[Measure, Measure, Account]] = {}
        for a, b in self.different:
            one, other = self.chosen[a], self.chosen[b]
            if (found := account(one, other)) and found.name in _SURE_ACCOUNTS:
                told.setdefault(self.values((a, b)), (one, other, found))
        return told

    def values(self, pair: tuple[int, int]) -> tuple[float, ...]:
        """Return the ends of the values of two of `chosen`, the same for all pairs that have them."""
        first, second = sorted((self.chosen[at].amount.low, self.chosen[at].amount.high) for at in pair)
        return (*first, *second)

    def contradict(self, pairs: Sequence[tuple[int, int]]) -> bool:
        """Return whether pairs of `chosen`, of which there is one at least, surely contradict each other."""
        self.asked += ((a, b, clash(NumberPair(self.chosen[a], self.chosen[b], 0.0, 0.0))) for a, b in pairs)
        return contradict(self.asked, self.known, len(self.facts))


Found = tuple[Verdict, str] | None


def judged(group: NumberGroup) -> tuple[Verdict, str]:
    """Return the verdict on a group and why; of what is `known` it hangs on whether `asked` pairs contradict alone."""
    for rule in _RULES:
        if found := rule(group):
            return found
    return "unclear", f"{group.said} differ, and the articles do not settle whether they mean the same."


def _fitting(group: NumberGroup) -> Found:
    """Return what is said of numbers that may all be true."""
    if group.different or group.reprinted:
        return None
    if all(name == "same" for name in group.relations.values()):
        return "agree", _agreeing(group.chosen)
    return _converted(group.chosen) or (
        "compatible", f"{group.said} can {_all_of(group.chosen)} be true of the same thing."
    )  # fmt: skip


def _explained(group: NumberGroup) -> Found:
    """Return what the texts say that accounts for a difference."""
    chosen, apart = group.chosen, group.different or group.reprinted
    first = countdown(chosen, group.facts) or _converted(chosen) or aged(chosen, apart)
    if first or group.reprinted:
        return first or grown(chosen, group.reprinted) or staged(chosen, group.reprinted)
    rules: Sequence[Callable[[Sequence[Measure], Sequence[tuple[int, int]]], Found]] = (
        _summed, _included, _grouped, lambda *_: _surely(group), since, grown, staged,
    )  # fmt: skip
    return next((found for rule in rules if (found := rule(chosen, apart))), None)


def _slipped(group: NumberGroup) -> Found:
    """Return what is said of one sentence that stands in two articles with two numbers."""
    if not group.reprinted:
        return None
    one, other = sorted((group.chosen[i] for i in group.reprinted[0]), key=by_size)
    told_ = [_said([each], group.facts) for each in (one, other)]
    rest = [each for each in group.chosen if each is not one and each is not other]
    others = f"; elsewhere it is {_said(rest, group.facts)}" if rest else ""
    return "conflict", f"The same sentence stands with {told_[0]} and with {told_[1]}{others}."


def _contradicting(group: NumberGroup) -> Found:
    """Return what is said of numbers that surely are of one thing and that nothing accounts for."""
    chosen = group.chosen
    if any(may_be_other_days(chosen[a], chosen[b]) for a, b in group.different):
        return "unclear", f"{group.said} differ, and may be of different days."
    alone = _uncontradicted(chosen, group.relations, group.different)
    if not alone:
        return "unclear", f"{group.said} differ, but one article tells both."
    alone = [(a, b) for a, b in alone if _sound(chosen[a], chosen[b]) or alike(chosen[a], chosen[b])]
    alone = [pair for pair in alone if group.values(pair) not in group.accounts]
    unlike = (may_be_among, since_other_events, unnamed)
    alone = [(a, b) for a, b in alone if not any(rule(chosen[a], chosen[b]) for rule in unlike)]
    if not alone or not group.contradict(alone):
        return None
    return "conflict", _conflicting(chosen, alone, group.facts)


def _surely(group: NumberGroup) -> Found:
    """Return what surely accounts for every difference: the other 18; an offer raised to 6 percent."""
    found = [group.accounts.get(group.values(pair)) for pair in group.different]
    if not found or not found[0] or not all(each and each[2].name in _PUT_RIGHT for each in found):
        return None
    return "explained", _accounting(*found[0])


def _from_two_sides(group: NumberGroup) -> Found:
    """Return what is said of numbers that tell one thing from two sides: nine of 12 against, three of 12 for."""
    if group.reprinted or not group.different:
        return None
    every = [(group.chosen[a], group.chosen[b]) for a, b in group.different]
    one, other = every[0]
    mine, theirs = in_words(one.quantity), in_words(other.quantity)
    if all(complement(*pair) for pair in every):
        return "agree", f"{capital(mine)} and {theirs} make {complement(one, other)}: one result, told from two sides."
    if all(rates(*pair) for pair in every):
        return "agree", f"{capital(mine)} and {theirs} are one rate, told for two stretches of time."
    if all(margin(*pair) for pair in every):
        return "agree", f"{capital(mine)} and {theirs} are the same: {margin(one, other)} lie so far apart."
    return None


def _accounted(group: NumberGroup) -> Found:
    """Return what the clauses of two differing numbers say that may account for the difference."""
    if not group.different:
        return None
    if stretch := scoped(group.chosen, group.different):
        return stretch
    for a, b in group.different:
        one, other = group.chosen[a], group.chosen[b]
        if found := account(one, other):
            return "explained", _accounting(one, other, found)
    return None


def _accounting(one: Measure, other: Measure, found: Account) -> str:
    """Return the words of an account, with the numbers that they stand with."""
    mine, theirs = (in_words(measure.quantity) for measure in (one, other))
    here, there = found.here, found.there
    if found.name == "each":
        fewer, more = (in_words(measure.quantity) for measure in sorted((one, other), key=by_size))
        return f"{capital(fewer)}, told of each, make {more} for {here or there}."
    if found.name == "sum":
        fewer, more = (in_words(measure.quantity) for measure in sorted((one, other), key=by_size))
        beside = mine if here else theirs
        return f"{capital(fewer)} and the {here or there} told beside {beside} make {more}."
    if not here:
        mine, theirs, here, there = theirs, mine, there, here
    tail = f"{theirs} with “{there}”" if there and there != here else f"{theirs} without"
    later = "" if found.name != "more later" else " The later article has more."
    return f"{capital(mine)} is told with “{here}”, {tail}: they need not be of one time or extent.{later}"


def _sound(one: Measure, other: Measure) -> bool:
    """Return whether two numbers measure the same, and both or neither is told of one of several places."""
    return comparable(one, other) and bool(one.parts) == bool(other.parts)


def _unlike(group: NumberGroup) -> Found:
    """Return what is said of numbers that may be of two measures."""
    if any(_sound(group.chosen[a], group.chosen[b]) for a, b in group.different):
        return None
    if any(comparable(group.chosen[a], group.chosen[b]) for a, b in group.different):
        return "unclear", f"{group.said} differ, and the articles do not describe quite the same thing."
    return "unclear", f"{group.said} differ, and need not measure the same."


_RULES: Sequence[Callable[[NumberGroup], Found]] = (
    _fitting, _from_two_sides, _explained, _slipped, _contradicting, _accounted, _unlike,
)  # fmt: skip


def _relation(one: Measure, other: Measure) -> Relation:
    """Compare two amounts; what an article itself converts is the same, however it rounds."""
    for mine, theirs in ((one, other), (other, one)):
        if mine.original and mine.original.dimension == theirs.amount.dimension and equal(mine.original, theirs.amount):
            return "same"
    if one.amount.dimension != other.amount.dimension:
        return across(one, other)
    found = relation(one.amount, other.amount)
    if found != "compatible":
        return found
    apart = outgrown(one, other) or other_years(one, other) or other_ends(one.amount, other.amount)
    return "different" if apart else found


def _said(chosen: Sequence[Measure], facts: Mapping[str, ArticleFacts]) -> str:
    """Return what the articles say and who says so, from the smallest number to the largest."""
    quantities = [measure.quantity for measure in sorted(chosen, key=by_size)]
    return who_says([Occurrence(in_words(q), as_written(q), q.article, q.start, q.end) for q in quantities], facts)


def _all_of(chosen: Sequence[Measure]) -> str:
    return "both" if len({in_words(measure.quantity) for measure in chosen}) == 2 else "all"


def _agreeing(chosen: Sequence[Measure]) -> str:
    words = list(dict.fromkeys(in_words(m.quantity) for m in sorted(chosen, key=by_size)))
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


def _summed(chosen: Sequence[Measure], different: Sequence[tuple[int, int]]) -> tuple[Verdict, str] | None:
    """See whether the smaller numbers are told of several places and make the larger one: five and seven are twelve."""
    for pair in different:
        fewer, more = sorted((chosen[i] for i in pair), key=by_size)
        if not fewer.parts or more.amount.bound != "=" or _sum(fewer) != more.amount.value:
            return None
    fewer, more = sorted((chosen[i] for i in different[0]), key=by_size)
    parts = listed([in_words(quantity) for quantity in fewer.parts])
    return "explained", f"{capital(parts)}, told of {len(fewer.parts)} places, make {in_words(more.quantity)} in all."


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
        if not more.counted.modifiers < fewer.counted.modifiers:
            return None  # two armed men are not among three masked men
    fewer, more = sorted((chosen[i] for i in different[0]), key=by_size)
    return "compatible", f"{capital(_counting(fewer))} may be among the {_counting(more)}."


def _grouped(chosen: Sequence[Measure], different: Sequence[tuple[int, int]]) -> tuple[Verdict, str] | None:
    """See whether people of a nation are counted, and people of another kind: migrants without papers, Venezuelans."""
    for a, b in different:
        mine, theirs = chosen[a].counted, chosen[b].counted
        if not (mine.person and theirs.person) or mine.nouns & theirs.nouns or mine.role in TOLLS:
            return None
        if _ANYBODY in mine.nouns | theirs.nouns or not _NATION & (mine.nouns ^ theirs.nouns):
            return None  # four passengers may be the four people, eight workers the eight employees
    one, other = (chosen[i] for i in different[0])
    return "explained", f"Different groups are counted: {_counting(one)}, and {_counting(other)}."


def _counting(measure: Measure) -> str:
    return f"{in_words(measure.quantity)} {measure.quantity.counted or ''}".strip()


def _converted(chosen: Sequence[Measure]) -> tuple[Verdict, str] | None:
    """See whether all are sums in brackets behind one and the same sum, converted at several rates."""
    bracketed = [measure for measure in chosen if measure.original]
    first = bracketed[0].original if len(bracketed) > 1 else None
    if first is None or not all(measure.original and equal(first, measure.original) for measure in bracketed):
        return None
    plain = [measure for measure in chosen if not measure.original]
    if not all(equal(measure.amount, first) or _among(measure, bracketed) for measure in plain):
        return None  # a sum that nobody sets in brackets is another one
    values: defaultdict[str, list[float]] = defaultdict(list)
    for measure in chosen:
        values[measure.amount.dimension].append(middle(measure.amount))
    if any(max(sums) > min(sums) * _RATES for sums in values.values()):
        return None
    words = listed(list(dict.fromkeys(in_words(measure.quantity) for measure in chosen)))
    return "compatible", f"{capital(words)} are one sum, converted at different rates."


def _among(measure: Measure, bracketed: Sequence[Measure]) -> bool:
    """Return whether a sum is one of those in brackets, or lies between two of its currency."""
    same = [other.amount for other in bracketed if other.amount.dimension == measure.amount.dimension]
    sizes = [middle(amount) for amount in same]
    return any(relation(measure.amount, amount) == "same" for amount in same) or (
        bool(sizes) and min(sizes) <= middle(measure.amount) <= max(sizes)
    )
