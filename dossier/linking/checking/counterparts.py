"""Figures of a draft that stand where the sources have another one: 350 ships where every source counts 340."""

from __future__ import annotations

import math
from collections import Counter, defaultdict
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property, partial
from typing import Any, Generic, Literal, overload

from dossier.linking.checking.ages import is_age_slip, may_be_age_slip
from dossier.linking.checking.differences import (
    DISTINCT,
    Relation,
    day_difference,
    figures_in,
    number_difference,
    told_figures,
)
from dossier.linking.checking.draft import PreparedSources
from dossier.linking.checking.likeness import ToldFigure, evidence, likeness, noun
from dossier.linking.checking.retold import F, Figure, Sentences, ToldSentence
from dossier.linking.facts import ArticleFacts
from dossier.model import DateSpan, Quantity

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
class Counterpart(Generic[F]):
    """A figure of a source that may stand for one of the draft's, with the sentence, and how its value differs."""

    told: ToldSentence
    figure: F
    relation: Relation


class Counterparts:
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
        for counterpart, known in self.found(mine):
            likely = likeness(kind, known)
            if counterpart.relation in _SUPPORTING:
                more = _SUPPORT if counterpart.relation == "same" else 0.0
                support.append(Rival(counterpart.figure, counterpart.relation, likely + more))
            elif (margin := likely - enough.get(counterpart.relation, math.inf)) >= 0:
                found.append(Rival(counterpart.figure, counterpart.relation, likely, margin))
        kept = [one for one in found if not any(_bears_out(other, one) for other in support)]
        return sorted(kept, key=lambda rival: -rival.likeness)

    def _is_told(self, mine: Figure) -> bool:
        """Return whether any source has a figure, be it of something else."""
        return bool(sources_with(self._prepared, mine))

    def found(self, mine: F) -> Iterator[tuple[Counterpart[F], dict[str, float]]]:
        """Yield each figure of like sentences that may stand for one of the draft, and what speaks for it."""
        figures, difference = _of_kind(mine)
        sentence = self._draft.at(mine.start)
        if sentence is None:
            return
        every = [
            Counterpart(told, one, self._age_difference(mine, one, told) or relation)
            for told in self._telling(sentence, mine)
            for one in told.inside(figures(told.facts))
            if (relation := difference(mine, one))
        ]
        beside = [one for one in sentence.inside(figures(self._facts)) if not _overlap(one, mine)]
        articles: defaultdict[object, set[str]] = defaultdict(set)
        here = Counter(_place(counterpart.told) for counterpart in every)
        for counterpart in every:
            articles[_reading(counterpart.figure)].add(counterpart.figure.article)
        for counterpart in every:
            rest = [relation for one in beside if (relation := difference(one, counterpart.figure))]
            yield (
                counterpart,
                evidence(
                    ToldFigure(sentence, mine, alone=not rest),
                    ToldFigure(counterpart.told, counterpart.figure, alone=here[_place(counterpart.told)] == 1),
                    self._sources,
                    articles=len(articles[_reading(counterpart.figure)]),
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
        told = every.get(sum(map(len, figures_in(mine.text))), ())
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
            digits = "".join(figures_in(one.text))
            if len(digits.strip("0")) >= DISTINCT or ((one.unit or one.counted) and len(digits) > 1):
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
    return told_figures(figure), figure.unit, figure.value
