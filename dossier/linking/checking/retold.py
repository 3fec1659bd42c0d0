"""Sentences of the sources that tell what a sentence of the draft tells, found by the rare words that both have."""

from __future__ import annotations

import math
from bisect import bisect_right
from collections import Counter, defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import TypeVar

from dossier.linking.facts import ArticleFacts
from dossier.linking.text.sentences import TextSentence, sentences
from dossier.linking.text.terms import STOP_WORDS, stem, terms
from dossier.model import DateSpan, Quantity

_WINDOW = 8  # words on each side of a figure that say what it is about
_CANDIDATES = 12  # source sentences that are looked at for one of the draft
_COUNTED = 2  # telling words behind a figure that may be what it counts

Figure = Quantity | DateSpan
F = TypeVar("F", Quantity, DateSpan)


@dataclass(frozen=True)
class ToldSentence:
    """A sentence of an article, and the stem of each of its words; None for a word that tells nothing."""

    facts: ArticleFacts
    sentence: TextSentence

    @cached_property
    def stems(self) -> tuple[str | None, ...]:
        """The stems of the words, in order."""
        return tuple(None if word in STOP_WORDS else stem(word) for word in self.sentence.words)

    @cached_property
    def frame(self) -> tuple[str, ...]:
        """The words with `#` for each that has figures: what a sentence is that tells the same with other numbers."""
        return tuple("#" if any(c.isdigit() for c in word) else word for word in self.sentence.words)

    @cached_property
    def all(self) -> frozenset[str]:
        """The stems of the words that tell something."""
        return frozenset(word for word in self.stems if word)

    def inside(self, figures: Sequence[F]) -> list[F]:
        """Return those figures that stand in this sentence."""
        return [one for one in figures if self.sentence.start <= one.start < self.sentence.end]

    def slot(self, figure: Figure) -> Slot:
        """Return what stands around a figure of this sentence."""
        words = list(zip(self.stems, self.sentence.places, strict=True))
        before = [word for word, place in words if place[1] <= figure.start][::-1][:_WINDOW]
        behind = [word for word, place in words if place[0] >= figure.end][:_WINDOW]
        beside = [word for word in behind[: _COUNTED + 1] if word][:_COUNTED]
        beside += [word for word in before[:2] if word][:1]
        counted = terms(figure.counted or "") if isinstance(figure, Quantity) else ()
        return Slot(frozenset(word for word in before + behind if word), frozenset(beside).union(counted))


@dataclass(frozen=True, slots=True)
class Slot:
    """Where a figure stands: the stems of the words around it, and of those directly beside it or counted by it."""

    around: frozenset[str]
    beside: frozenset[str]


class Sentences:
    """The sentences of one article or several, with an index of their stems."""

    def __init__(self, articles: Sequence[ArticleFacts]) -> None:
        self.told = [ToldSentence(facts, one) for facts in articles for one in sentences(facts, titled=True)]
        self._holding: defaultdict[str, list[int]] = defaultdict(list)
        self._frames: defaultdict[tuple[str, ...], list[int]] = defaultdict(list)
        for at, one in enumerate(self.told):
            self._frames[one.frame].append(at)
            for word in one.all:
                self._holding[word].append(at)

    def at(self, offset: int) -> ToldSentence | None:
        """Return the sentence of the one article that holds an offset; None for page furniture."""
        place = bisect_right(self.told, offset, key=lambda one: one.sentence.start) - 1
        found = self.told[place] if place >= 0 else None
        return found if found and offset < found.sentence.end else None

    def weight(self, words: frozenset[str]) -> float:
        """Return how much some stems tell: the rarer in these sentences, the more."""
        every = 1 + len(self.told)
        return sum(math.log(every / (1 + len(self._holding.get(word, ())))) for word in words)

    def like(self, mine: ToldSentence) -> list[ToldSentence]:
        """Return the sentences that share most with another one, the likest first."""
        scores: Counter[int] = Counter()
        for word in mine.all:
            weight = self.weight(frozenset({word}))
            for at in self._holding.get(word, ()):
                scores[at] += weight  # type: ignore[assignment]
        likest = [at for at, _ in scores.most_common(_CANDIDATES)]
        return [self.told[at] for at in dict.fromkeys(self._frames.get(mine.frame, [])[:_CANDIDATES] + likest)]

    def likeness(self, mine: tuple[ToldSentence, Slot], theirs: tuple[ToldSentence, Slot]) -> float:
        """Return how far two figures stand in the same slot: 0 to 1 for the words around, 0 to 1 for the sentence."""
        (sentence, slot), (other, other_slot) = mine, theirs
        if sentence.frame == other.frame:
            return 2.0
        around = self.weight(slot.around & other_slot.around) / (self.weight(slot.around) or 1)
        return around + self.weight(sentence.all & other.all) / (self.weight(sentence.all) or 1)
