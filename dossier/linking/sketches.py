"""Sketches of numbers and dates: as much of each as tells which others may be of the same thing.

The whole of a dossier is sketched, since which pairs are weighed and how rare a word is depend on all of it. The
details of an article's numbers or dates are made only where a pair of them has not been weighed before.
"""

from __future__ import annotations

import json
import math
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from sys import intern
from typing import TYPE_CHECKING, Any, Generic, TypeVar

from dossier.linking.clues import Clue
from dossier.linking.contexts import Contexts
from dossier.linking.findings import ArticleFacts, DossierFacts
from dossier.linking.memo import Memory, digest

if TYPE_CHECKING:
    from _typeshed import DataclassInstance

D = TypeVar("D", bound="DataclassInstance")


@dataclass(frozen=True, slots=True)
class Drawn:
    """What a sketch has of a number or date itself.

    `kind` is what it must share with another, `size` a number near that of others of the same thing; `terms` weighs
    the words around, `clues` are what else two of one thing share. `same` is equal for what surely is: a sentence that
    is reprinted, or the same days. `converted` is the sum that it converts, as dimension and value.
    """

    kind: str
    size: float
    terms: Mapping[str, float]
    clues: tuple[Clue, ...]
    same: str
    converted: tuple[str, float | None] | None = None


@dataclass(frozen=True, slots=True)
class Sketch:
    """A number or date by the places of its article and of itself in it; `key` tells all that it depends on."""

    article: int
    place: int
    key: int
    drawn: Drawn


class Details(Generic[D]):
    """The numbers or dates of articles with all that is known of them, made when they are first asked for."""

    def __init__(self, facts: DossierFacts, make: Callable[[ArticleFacts], Sequence[D]]) -> None:
        self._facts, self._make = facts, make
        self._made: dict[int, list[D]] = {}

    def __call__(self, sketch: Sketch) -> D:
        """Give what a sketch was drawn from."""
        if sketch.article not in self._made:
            self.of(sketch.article)
        return self._made[sketch.article][sketch.place]

    def of(self, article: int) -> Sequence[D]:
        """Give those of an article, in text order; what is kept of them is without the words, which sketches have."""
        every = self._make(self._facts.articles[article])
        self._made[article] = [replace(each, terms={}) for each in every]
        return every


def sketched(facts: DossierFacts, memory: Memory, details: Details[D], draw: Callable[[D], Drawn]) -> list[Sketch]:
    """Sketch the numbers or dates of a dossier, in text order."""
    floats: dict[float, float] = {}  # few are different, and there are millions
    found = []
    for article in range(len(facts.articles)):
        key = facts.key(article)

        def drawn(article: int = article) -> str:
            return json.dumps([_written(draw(each)) for each in details.of(article)])

        for place, values in enumerate(json.loads(memory.sketches.get(key, drawn))):
            kind, size, terms, clues, same, converted = values
            found.append(
                Sketch(
                    article,
                    place,
                    int(digest(key, place)[:15], 16),
                    Drawn(
                        intern(kind),
                        size,
                        {intern(term): floats.setdefault(value, value) for term, value in terms.items()},
                        tuple(tuple(map(intern, clue)) for clue in clues),
                        same,
                        tuple(converted) if converted else None,
                    ),
                )
            )
    return found


def _written(drawn: Drawn) -> list[Any]:
    return [drawn.kind, drawn.size, dict(drawn.terms), sorted(drawn.clues), drawn.same, drawn.converted]


def weigh(
    sketches: Sequence[Sketch],
    contexts: Contexts,
    candidates: Iterable[tuple[int, int]],
    memory: Memory,
    score: Callable[[int, int], float | None],
    more: Callable[[int, int], float] | None = None,
) -> None:
    """Give every candidate pair its score, into `memory.scores`.

    `score` may depend on the two items and the words around them alone, or is None; `more` is added to it.
    """
    known = memory.before.known()
    marks = [hash((sketch.key, *contexts.weights(i))) for i, sketch in enumerate(sketches)]
    for one, other in candidates:
        key = hash((marks[one], marks[other]))
        value = known.get(key)
        if value is None and (value := score(one, other)) is None:
            value = math.nan
        memory.scores.add(one, other, key, value, more(one, other) if more else 0.0)
