"""Sentences of the sources that tell what a sentence of the draft tells, found by the rare words that both have."""

from __future__ import annotations

import math
from bisect import bisect_right
from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from typing import TypeVar

from dossier.linking.facts import ArticleFacts
from dossier.linking.text.sentences import TextSentence, sentences
from dossier.linking.text.terms import STOP_WORDS, meaning
from dossier.model import DateSpan, Quantity

_CANDIDATES = 12  # source sentences that are looked at for one of the draft

Figure = Quantity | DateSpan
F = TypeVar("F", Quantity, DateSpan)


@dataclass(frozen=True)
class ToldSentence:
    """A sentence of an article, and what each of its words means; None for a word that tells nothing."""

    facts: ArticleFacts
    sentence: TextSentence

    @cached_property
    def stems(self) -> tuple[str | None, ...]:
        """What the words mean, in order: their concepts, else their stems."""
        return tuple(None if word in STOP_WORDS else meaning(word) for word in self.sentence.words)

    @cached_property
    def frame(self) -> tuple[str, ...]:
        """The words with `#` for each that has figures: what a sentence is that tells the same with other numbers."""
        return tuple("#" if any(c.isdigit() for c in word) else word for word in self.sentence.words)

    @cached_property
    def all(self) -> frozenset[str]:
        """The stems of the words that tell something."""
        return frozenset(word for word in self.stems if word)

    def inside(self, figures: Sequence[F]) -> list[F]:
        """Return those figures that stand in this sentence; `figures` are in the order of the text."""
        first = bisect_right(figures, self.sentence.start - 1, key=lambda one: one.start)
        return list(figures[first : bisect_right(figures, self.sentence.end - 1, key=lambda one: one.start)])

    def key(self, figure: Figure, figures: Sequence[Figure]) -> tuple[object, ...]:
        """Return what is the same for one figure of a sentence wherever that stands, with all figures in it."""
        first = self.sentence.start
        here = [one for one in figures if first <= one.start < self.sentence.end]
        return self.sentence.words, tuple(replace(one, start=one.start - first, end=0) for one in (figure, *here))

    def around(self, figure: Figure) -> tuple[list[str], list[str]]:
        """Return the words before a figure, the nearest first, and those behind it, as stems where they tell much."""
        words = list(zip(self.stems, self.sentence.words, self.sentence.places, strict=True))
        before = [told or word for told, word, place in words if place[1] <= figure.start]
        return before[::-1], [told or word for told, word, place in words if place[0] >= figure.end]


class Sentences:
    """The sentences of one article or several, with an index of their stems."""

    def __init__(self, articles: Sequence[ArticleFacts]) -> None:
        self.told = [ToldSentence(facts, one) for facts in articles for one in sentences(facts, titled=True)]

    @cached_property
    def _holding(self) -> Mapping[str, list[int]]:
        found: defaultdict[str, list[int]] = defaultdict(list)
        for at, one in enumerate(self.told):
            for word in one.all:
                found[word].append(at)
        return found

    @cached_property
    def _frames(self) -> Mapping[tuple[str, ...], list[int]]:
        found: defaultdict[tuple[str, ...], list[int]] = defaultdict(list)
        for at, one in enumerate(self.told):
            found[one.frame].append(at)
        return found

    def at(self, offset: int) -> ToldSentence | None:
        """Return the sentence of the one article that holds an offset; None for page furniture."""
        place = bisect_right(self.told, offset, key=lambda one: one.sentence.start) - 1
        found = self.told[place] if place >= 0 else None
        return found if found and offset < found.sentence.end else None

    def weight(self, words: frozenset[str]) -> float:
        """Return how much some stems tell: the rarer in these sentences, the more."""
        return sum(map(self._weight, words))

    def _weight(self, word: str) -> float:
        return math.log((1 + len(self.told)) / (1 + len(self._holding.get(word, ()))))

    def like(self, mine: ToldSentence, *, dated: bool = False) -> list[ToldSentence]:
        """Return the sentences that share most with another one, the likest first; those with a date if `dated`.

        Many sentences tell of one event, and few of them when it was.
        """
        scores: Counter[int] = Counter()
        for word in mine.all:
            weight = self._weight(word)
            for at in self._holding.get(word, ()):
                if not dated or at in self._dated:
                    scores[at] += weight  # type: ignore[assignment]
        likest = [at for at, _ in scores.most_common(_CANDIDATES)]
        return [self.told[at] for at in dict.fromkeys(self._frames.get(mine.frame, [])[:_CANDIDATES] + likest)]

    @cached_property
    def _dated(self) -> frozenset[int]:
        """The places of the sentences that have a date."""
        return frozenset(at for at, one in enumerate(self.told) if one.inside(one.facts.dates))
