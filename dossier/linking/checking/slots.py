"""Figures of a draft that stand where the sources have another one: 350 ships where every source counts 340."""

from __future__ import annotations

import datetime as dt
import math
import re
from collections import Counter, defaultdict
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property, partial
from typing import Any, Generic, Literal, overload

from rapidfuzz.distance import OSA

from dossier.linking.checking.ages import is_age_slip, may_be_age_slip
from dossier.linking.checking.consistency import weekday
from dossier.linking.checking.draft import PreparedSources
from dossier.linking.checking.likeness import ToldFigure, evidence, likeness, noun
from dossier.linking.checking.retold import F, Figure, Sentences, ToldSentence
from dossier.linking.compare.numbers.measuring.intervals import amount, dimension_of, relation
from dossier.linking.facts import ArticleFacts
from dossier.model import DateSpan, Quantity

_FIGURE = re.compile(r"\d(?:[\d.,]*\d)?")
_DIGIT = re.compile(r"\d")
_COUNTED = re.compile(r"\d\s*-?\s*(?:[^\W\d_]+\s+)?(?:hour|day|night|week|month|year)", re.IGNORECASE)
_SCALE = re.compile(r"(?:hundred|thousand|million|billion|trillion|bn|mn|[mbk])\b", re.IGNORECASE)
_DISTINCT = 3  # significant figures of a number that hardly stands for two things
_OPPOSITE = {">": "<", ">=": "<", "<": ">", "<=": ">"}

Difference = Literal[
    "slip",
    "distinct slip",
    "age slip",
    "age digit",
    "unit",
    "short unit",
    "sense",
    "day",
    "day slip",
    "weekday",
    "named day",
    "year slip",
    "other",
]
Relation = Difference | Literal["same", "compatible"]
# The likeness from which on a difference counts. Two numbers with nothing in common mostly are of two things.
_ENOUGH: dict[Relation, float] = {
    "sense": -1.5,
    "slip": 2.0,
    "age slip": 0.0,
    "day": 1.2,
    "weekday": 2.0,
    "named day": 2.0,
    "short unit": 0.0,
    "other": 4.0,
}
# The same where no source has the draft's figure: two a digit or a unit apart are then hardly ever two things.
_UNTOLD: dict[Relation, float] = {
    **_ENOUGH,
    "slip": -2.0,
    "distinct slip": -4.0,
    "other": 1.5,
    "unit": -3.0,
    "short unit": -2.5,
    "age slip": -2.0,
    "age digit": -1.5,
    "day slip": -1.5,
    "year slip": 0.5,
    "weekday": -1.0,
    "named day": -0.5,
}
_SUPPORTING = frozenset({"same", "compatible"})
_TELLING = 2  # figures of a length of time that is hardly told of two things
_WEEK = 7  # days within which one weekday is a slip for another
_SLIPS_OF_COUNTS = frozenset({"distinct slip", "unit"})
_SLIPS_OF_UNITS = frozenset({"distinct slip", "unit", "sense", "slip"})
_SLIPS = 12  # sentences with such a number that are looked at
_SUPPORT = 2.0  # by how much likelier a rival must be than a figure of a source that is the same as the draft's


@dataclass(frozen=True, slots=True)
class Rival(Generic[F]):
    """A figure of a source that stands where the draft has another one, and how surely (see `likeness`).

    `margin` is by how much surer that is than it must be.
    """

    figure: F
    difference: Relation
    likeness: float
    margin: float = 0.0


@dataclass(frozen=True, slots=True)
class Pair(Generic[F]):
    """A figure of a source that may stand for one of the draft's, with the sentence, and how its value differs."""

    told: ToldSentence
    figure: F
    relation: Relation


class Slots:
    """The figures of the draft and of the sources by the sentences in which they stand."""

    def __init__(self, draft: ArticleFacts, sources: PreparedSources) -> None:
        self._facts = draft
        self._prepared = sources

    @cached_property
    def _draft(self) -> Sentences:
        return Sentences([self._facts])

    @property
    def _sources(self) -> Sentences:
        return self._prepared.make(Sentences)

    @overload
    def rivals(self, mine: Quantity) -> list[Rival[Quantity]]: ...
    @overload
    def rivals(self, mine: DateSpan) -> list[Rival[DateSpan]]: ...
    def rivals(self, mine: Any) -> Any:
        """Return the figures of the sources that stand where the draft has another one, the likest first.

        They are found once for the same figure in the same sentence.
        """
        sentence = self._draft.at(mine.start)
        if sentence is None:
            return []
        figures, _ = _of_kind(mine)
        key = sentence.key(mine, figures(self._facts))
        return self._prepared.known("rivals", key, partial(self._rivals, mine))

    def _rivals(self, mine: F) -> list[Rival[F]]:
        kind: Literal["number", "date"] = "date" if isinstance(mine, DateSpan) else "number"
        found: list[Rival[F]] = []
        support: list[Rival[F]] = []
        enough = _ENOUGH if self._is_told(mine) else _UNTOLD
        for pair, known in self.pairs(mine):
            likely = likeness(kind, known)
            if pair.relation in _SUPPORTING:
                more = _SUPPORT if pair.relation == "same" else 0.0
                support.append(Rival(pair.figure, pair.relation, likely + more))
            elif (margin := likely - enough.get(pair.relation, math.inf)) >= 0:
                found.append(Rival(pair.figure, pair.relation, likely, margin))
        kept = [one for one in found if not any(_bears_out(other, one) for other in support)]
        return sorted(kept, key=lambda rival: -rival.likeness)

    def _is_told(self, mine: Figure) -> bool:
        """Return whether any source has a figure, be it of something else."""
        return bool(sources_with(self._prepared, mine))

    def pairs(self, mine: F) -> Iterator[tuple[Pair[F], dict[str, float]]]:
        """Yield each figure of like sentences that may stand for one of the draft, and what speaks for it."""
        figures, difference = _of_kind(mine)
        sentence = self._draft.at(mine.start)
        if sentence is None:
            return
        pairs = [
            Pair(told, one, self._age_difference(mine, one, told) or relation)
            for told in self._telling(sentence, mine)
            for one in told.inside(figures(told.facts))
            if (relation := difference(mine, one))
        ]
        beside = [one for one in sentence.inside(figures(self._facts)) if not _overlap(one, mine)]
        articles: defaultdict[object, set[str]] = defaultdict(set)
        here = Counter(_place(pair.told) for pair in pairs)
        for pair in pairs:
            articles[_reading(pair.figure)].add(pair.figure.article)
        for pair in pairs:
            rest = [relation for one in beside if (relation := difference(one, pair.figure))]
            yield (
                pair,
                evidence(
                    ToldFigure(sentence, mine, alone=not rest),
                    ToldFigure(pair.told, pair.figure, alone=here[_place(pair.told)] == 1),
                    self._sources,
                    articles=len(articles[_reading(pair.figure)]),
                    told_too="same" in rest,
                ),
            )

    def _age_difference(self, mine: Figure, theirs: Figure, told: ToldSentence) -> Relation | None:
        if isinstance(mine, DateSpan) or isinstance(theirs, DateSpan):
            return None
        if is_age_slip(mine, self._facts, theirs, told.facts):
            return "age slip"
        return "age digit" if may_be_age_slip(mine, self._facts, theirs, told.facts) else None

    def _telling(self, sentence: ToldSentence, mine: Figure) -> list[ToldSentence]:
        """Return the sentences that a figure of the draft is looked for in, each once."""
        every = [*self._sources.like(sentence, dated=isinstance(mine, DateSpan)), *self._slips(mine)]
        return list({_place(told): told for told in every}.values())

    def _slips(self, mine: Figure) -> list[ToldSentence]:
        """Return sentences of the sources with a number that the draft's may be a slip of, whatever else they tell."""
        if isinstance(mine, DateSpan):
            return []
        every = self._prepared.known("numbers by length", "", partial(_by_length, self._sources))
        told = every.get(sum(map(len, _figures(mine.text))), ())
        slips = _SLIPS_OF_UNITS if mine.unit else _SLIPS_OF_COUNTS
        untold = not self._is_told(mine)

        def is_slip(one: Quantity) -> bool:
            difference = number_difference(mine, one)
            same = difference == "slip" and untold and noun(mine) is not None and noun(mine) == noun(one)
            return same or difference in slips

        return [sentence for sentence, one in told if is_slip(one)][:_SLIPS]


def _bears_out(support: Rival[F], rival: Rival[F]) -> bool:
    """Return whether a figure that may be true beside the draft's speaks against a rival: likelier, and not vague.

    "Last week" may be true beside last Thursday and beside last Friday, so it says nothing about which it was.
    """
    if support.likeness < rival.likeness or (rival.difference == "sense" and support.difference != "same"):
        return False  # "At most 40" may be true beside 10, and yet not where the source has "at least 40"
    _, difference = _of_kind(support.figure)
    return support.difference == "same" or difference(support.figure, rival.figure) not in {"same", "compatible"}


def _place(told: ToldSentence) -> tuple[str, int]:
    return told.facts.article.id, told.sentence.start


def _by_length(sources: Sentences) -> dict[int, list[tuple[ToldSentence, Quantity]]]:
    """Return the numbers of the sources that hardly stand for two things, by how many digits they have.

    Those with a unit or a noun are of few things, too: of $300,000 in a draft $900,000 may be meant.
    """
    found: defaultdict[int, list[tuple[ToldSentence, Quantity]]] = defaultdict(list)
    for sentence in sources.told:
        for one in sentence.inside(sentence.facts.quantities):
            digits = "".join(_figures(one.text))
            if len(digits.strip("0")) >= _DISTINCT or ((one.unit or one.counted) and len(digits) > 1):
                found[len(digits)].append((sentence, one))
    return found


def _of_kind(mine: F) -> tuple[Callable[[ArticleFacts], Sequence[F]], Callable[[F, F], Relation | None]]:
    """Return where an article has figures of a figure's kind, and how two of them are compared."""
    if isinstance(mine, DateSpan):
        return (lambda facts: facts.dates), day_difference
    return (lambda facts: facts.quantities), number_difference


def sources_with(sources: PreparedSources, figure: Figure) -> Sequence[str]:
    """Return the articles that have a figure, be it of something else."""
    return sources.make(_articles_by_figure).get(_reading(figure), ())


def _articles_by_figure(sources: Sequence[ArticleFacts]) -> dict[object, list[str]]:
    """Return the articles that give each number with its unit, and each day."""
    found: defaultdict[object, dict[str, None]] = defaultdict(dict)
    for facts in sources:
        figures: Sequence[Figure] = (*facts.quantities, *facts.dates)
        for one in figures:
            found[_reading(one)][facts.article.id] = None
    return {reading: list(articles) for reading, articles in found.items()}


def _overlap(one: Figure, other: Figure) -> bool:
    return one.start < other.end and other.start < one.end


def _reading(figure: Figure) -> object:
    """Return what two figures have in common that are told alike."""
    if isinstance(figure, DateSpan):
        return figure.from_, figure.to
    return _told(figure), figure.unit, figure.value


def number_difference(mine: Quantity, theirs: Quantity) -> Relation | None:
    """Return in what two numbers differ: `same` where both may be true, None where they measure two things."""
    if _told(mine) and _told(mine) == _told(theirs):
        return _same_figures(mine, theirs)
    if _comparable(mine, theirs):
        return _other_figures(mine, theirs)
    if mine.unit and mine.kind != "age" and theirs.unit is None:
        return None  # 602 miles, and 600 killed
    bare = any(one.kind == "count" and not one.counted for one in (mine, theirs))
    return "slip" if bare and _is_slip(_figures(mine.text), _figures(theirs.text)) else None


def _other_figures(mine: Quantity, theirs: Quantity) -> Relation | None:
    """Return in what two numbers of other figures differ that may stand for each other."""
    one, other = amount(mine), amount(theirs)
    found = relation(one, other) if one.dimension == other.dimension else "different"
    slip = _is_number_slip(mine, theirs)
    # "At least 472" may be true beside "at least 412", but nobody writes it for that.
    if found == "same" or (found == "compatible" and not (slip and mine.bound == theirs.bound)):
        return found
    if slip:
        return "distinct slip" if len("".join(_figures(theirs.text)).strip("0")) >= _DISTINCT else "slip"
    return None if mine.value is None or theirs.value is None else "other"


def _is_number_slip(mine: Quantity, theirs: Quantity) -> bool:
    """Return whether one number may be the other, mistyped: of one unit and scale; ages are often alike."""
    scaled = [bool(_SCALE.search(one.text)) for one in (mine, theirs)]
    alike = scaled[0] == scaled[1] and mine.unit == theirs.unit and mine.kind != "age"
    return alike and _is_slip(_told(mine), _told(theirs))


def _same_figures(mine: Quantity, theirs: Quantity) -> Relation | None:
    """Return in what two numbers of the same figures differ: bound or direction, unit or scale, or nothing."""
    if _OPPOSITE.get(mine.bound) == theirs.bound[0] or {mine.direction, theirs.direction} == {"up", "down"}:
        return "sense"
    if {mine.kind, theirs.kind} == {"age", "duration"}:
        return None  # a 35-year-old, and a 35-year veteran
    if mine.unit and theirs.unit and mine.unit != theirs.unit:
        short = mine.kind == "duration" and len("".join(_figures(mine.text))) < _TELLING
        if mine.kind != theirs.kind:
            return None
        return "short unit" if short else "unit"  # three days of one thing, three years of another
    if (mine.unit is None) != (theirs.unit is None) and mine.counted != theirs.counted:
        return None  # 100 migrants, and 100 kilometers
    if mine.unit == theirs.unit and mine.value != theirs.value:
        scaled = all(_SCALE.search(one.text) for one in (mine, theirs))
        return "unit" if scaled else "compatible"  # 200MM may be 200 million
    return "compatible" if _open(mine) and not _open(theirs) else "same"


def _open(quantity: Quantity) -> bool:
    """Return whether a number has a bound on one side: more than 400, at most 12."""
    return quantity.bound in _OPPOSITE


def _told(quantity: Quantity) -> tuple[str, ...]:
    """Return the figures with which a number is told, those of `eight` too."""
    if figures := _figures(quantity.text):
        return figures
    return () if quantity.value is None else (f"{quantity.value:g}",)


def _comparable(mine: Quantity, theirs: Quantity) -> bool:
    """Return whether two numbers may stand for each other: of one dimension, two scores, or neither in a score."""
    if _is_score(mine) or _is_score(theirs):
        return _is_score(mine) and _is_score(theirs)
    whole = [one.unit is not None or one.value is None or one.value.is_integer() for one in (mine, theirs)]
    return dimension_of(mine)[0] == dimension_of(theirs)[0] and whole[0] == whole[1]


def _is_score(quantity: Quantity) -> bool:
    return quantity.value is quantity.low is quantity.high is None


def _figures(text: str) -> tuple[str, ...]:
    """Return the figures in some words, without the commas of thousands."""
    return tuple(found.replace(",", "") for found in _FIGURE.findall(text))


def _is_slip(figures: Sequence[str], others: Sequence[str]) -> bool:
    """Return whether two numbers of two digits or more differ in one digit, or in the order of two: 5.4 for 4.5."""
    one, other = ("".join(each).replace(".", "") for each in (figures, others))
    shapes = [[_DIGIT.sub("0", figure) for figure in each] for each in (figures, others)]
    return shapes[0] == shapes[1] and len(one) > 1 and OSA.distance(one, other) == 1


def day_difference(mine: DateSpan, theirs: DateSpan) -> Relation | None:
    """Return `day`, `weekday` or `year slip` for two dates that differ, `same` where they are one.

    None where they are of two things. It is a `named day` where the draft has a weekday and the source has not:
    yesterday and Tuesday are mostly told for different reasons. When today was for the draft is not sure enough.
    Wednesdays of two weeks are of two things.
    """
    if not (mine.from_ and mine.to and theirs.from_ and theirs.to):
        return None
    if (mine.from_, mine.to) == (theirs.from_, theirs.to):
        return "same"
    if mine.from_ <= theirs.to and theirs.from_ <= mine.to:
        return "compatible"
    years = _year(mine), _year(theirs)
    if all(years):
        return "year slip" if OSA.distance(*years) == 1 else None
    single = mine.from_ == mine.to and theirs.from_ == theirs.to
    one, other = form(mine.text), form(theirs.text)
    if not single or one == "other" or (one == "weekday" and _days_apart(mine.from_, theirs.from_) > _WEEK):
        return None
    if one == other:
        if one == "weekday":
            return None if weekday(mine.text) == weekday(theirs.text) else "weekday"
        return "day slip" if _is_one_part_off(mine.from_, theirs.from_) else "day"
    return "named day" if (one, other) == ("weekday", "other") else None


def _year(date: DateSpan) -> str:
    """Return the figures of a date that is told as a year and no more, else nothing."""
    first, last = date.from_ or "", date.to or ""
    whole = (first[4:], last[4:]) == ("-01-01", "-12-31") and first[:4] == last[:4]
    return first[:4] if whole and first[:4] in date.text else ""


def _is_one_part_off(one: str, other: str) -> bool:
    """Return whether two ISO days differ in the day, the month or the year alone: 14 June and 24 June."""
    return sum(a != b for a, b in zip(one.split("-"), other.split("-"), strict=True)) == 1


def _days_apart(one: str, other: str) -> int:
    return abs((dt.date.fromisoformat(one) - dt.date.fromisoformat(other)).days)


def form(text: str) -> str:
    """Return how a day is named: with figures, by its weekday, or in another way, as in `today` and `in 103 days`."""
    if _COUNTED.search(text):
        return "other"
    if _FIGURE.search(text):
        return "figures"
    return "weekday" if weekday(text) else "other"
