"""Figures of a draft that stand where the sources have another one: 350 ships where every source counts 340."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Generic, Literal

from rapidfuzz.distance import OSA

from dossier.linking.checking.consistency import weekday
from dossier.linking.checking.draft import DraftDossier
from dossier.linking.checking.retold import F, Figure, Sentences, Slot, ToldSentence
from dossier.linking.compare.numbers.intervals import amount, dimension_of, relation
from dossier.linking.facts import ArticleFacts
from dossier.model import DateSpan, Quantity

_FIGURE = re.compile(r"\d(?:[\d.,]*\d)?")
_SCALE = re.compile(r"(?:hundred|thousand|million|billion|trillion|bn|mn|[mbk])\b", re.IGNORECASE)
_DISTINCT = 3  # significant figures of a number that hardly stands for two things
_OPPOSITE = {">": "<", ">=": "<", "<": ">", "<=": ">"}

Difference = Literal["slip", "distinct slip", "unit", "sense", "day", "other"]
Relation = Difference | Literal["same", "compatible"] | None
# How alike two slots must be, from 0 to 2, for a difference to count: where they count the same thing, and where not.
# A slip of one digit is mostly a slip; two numbers with nothing in common mostly tell two things.
_ENOUGH: dict[Difference, tuple[float, float]] = {
    "distinct slip": (0.05, 0.15),
    "slip": (0.25, 0.45),
    "unit": (0.3, 0.5),
    "sense": (0.3, 0.5),
    "day": (0.3, 0.5),
    "other": (0.9, 1.2),
}


@dataclass(frozen=True, slots=True)
class Rival(Generic[F]):
    """A figure of a source that stands where the draft has another one, and how alike the slots are (0 to 2)."""

    figure: F
    difference: Difference
    likeness: float


class Slots:
    """The figures of the draft and of the sources by the sentences in which they stand."""

    def __init__(self, dossier: DraftDossier) -> None:
        self._dossier = dossier

    @cached_property
    def _draft(self) -> Sentences:
        return Sentences([self._dossier.draft])

    @cached_property
    def _sources(self) -> Sentences:
        return Sentences(self._dossier.sources)

    def numbers(self, mine: Quantity) -> list[Rival[Quantity]]:
        """Return the numbers of the sources that stand where the draft has another one, the likest first.

        There are none where a source of the same sense has the draft's number too.
        """
        return self._rivals(mine, lambda facts: facts.quantities, number_difference)

    def days(self, mine: DateSpan) -> list[Rival[DateSpan]]:
        """Return the days of the sources that stand where the draft has another one, the likest first."""
        return self._rivals(mine, lambda facts: facts.dates, day_difference)

    def _rivals(
        self,
        mine: F,
        figures: Callable[[ArticleFacts], Sequence[F]],
        difference: Callable[[F, F], Relation],
    ) -> list[Rival[F]]:
        sentence = self._draft.at(mine.start)
        if sentence is None:
            return []
        slot, found, allowed = sentence.slot(mine), [], 0.0
        own = figures(self._dossier.draft)
        for told in self._sources.like(sentence):
            for theirs in told.inside(figures(told.facts)):
                kind = difference(mine, theirs)
                if kind == "same":
                    return []
                if kind is None:
                    continue
                other = told.slot(theirs)
                likeness = self._sources.likeness((sentence, slot), (told, other))
                if kind == "compatible":
                    allowed = max(allowed, likeness)
                elif likeness >= _ENOUGH[kind][0 if slot.beside & other.beside else 1] and not self._told_by_draft(
                    (one for one in own if difference(one, theirs) == "same"), sentence, (told, other), kind, likeness
                ):
                    found.append(Rival(theirs, kind, likeness))
        kept = [one for one in found if one.likeness >= allowed or one.difference == "distinct slip"]
        return sorted(kept, key=lambda rival: -rival.likeness)

    def _told_by_draft(
        self,
        same: Iterable[Figure],
        sentence: ToldSentence,
        theirs: tuple[ToldSentence, Slot],
        kind: Difference,
        likeness: float,
    ) -> bool:
        """Return whether the draft gives a source's figure too, in the sentence or in a slot that is more alike.

        `same` are the draft's figures that are the same. Of two numbers with nothing in common, any sentence will do.
        """
        for one in same:
            own = self._draft.at(one.start)
            if kind == "other" or own is None or own is sentence:
                return True
            if self._sources.likeness((own, own.slot(one)), theirs) > likeness:
                return True
        return False


def number_difference(mine: Quantity, theirs: Quantity) -> Relation:
    """Return in what two numbers differ: `same` where both may be true, None where they measure two things."""
    if _told(mine) and _told(mine) == _told(theirs):
        return _same_figures(mine, theirs)
    if not _comparable(mine, theirs):
        return None
    one, other = amount(mine), amount(theirs)
    found = relation(one, other) if one.dimension == other.dimension else "different"
    if found == "same":
        return found
    scaled = [bool(_SCALE.search(one.text)) for one in (mine, theirs)]
    slip = scaled[0] == scaled[1] and _is_slip(_figures(mine.text), _figures(theirs.text))
    distinct = slip and len("".join(_figures(theirs.text)).strip("0")) >= _DISTINCT
    # "At least 472" may be true beside "at least 412", but nobody writes it for that.
    if found == "compatible" and not (distinct and mine.bound == theirs.bound):
        return found
    if not slip:
        return None if mine.value is None or theirs.value is None else "other"
    return "distinct slip" if distinct else "slip"


def _same_figures(mine: Quantity, theirs: Quantity) -> Relation:
    """Return in what two numbers of the same figures differ: bound or direction, unit or scale, or nothing."""
    if _OPPOSITE.get(mine.bound) == theirs.bound[0] or {mine.direction, theirs.direction} == {"up", "down"}:
        return "sense"
    if mine.unit and theirs.unit and mine.unit != theirs.unit:
        return "unit"
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
    """Return whether two numbers of two digits or more differ in one digit, or in the order of two."""
    one, other = "".join(figures), "".join(others)
    lengths = [len(figure) for figure in figures] == [len(figure) for figure in others]
    return lengths and len(one) > 1 and OSA.distance(one, other) == 1


def day_difference(mine: DateSpan, theirs: DateSpan) -> Relation:
    """Return `day` for two days that differ, `same` where they are one, None where they cannot stand for each other.

    Both must be named by their weekdays, or both with figures: today and Tuesday are told for different reasons.
    """
    if not (mine.from_ and mine.to and theirs.from_ and theirs.to):
        return None
    if (mine.from_, mine.to) == (theirs.from_, theirs.to):
        return "same"
    if mine.from_ <= theirs.to and theirs.from_ <= mine.to:
        return "compatible"
    single = mine.from_ == mine.to and theirs.from_ == theirs.to
    return "day" if single and _form(mine.text) == _form(theirs.text) != "other" else None


def _form(text: str) -> str:
    """Return how a day is named: with figures, by its weekday, or in another way, as in `today`."""
    if _FIGURE.search(text):
        return "figures"
    return "weekday" if weekday(text) else "other"
