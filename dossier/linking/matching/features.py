"""Sketches of numbers and dates: as much of each as tells which others may be of the same thing.

The whole of a dossier is sketched, since which pairs are weighed and how rare a word is depend on all of it. The
details of an article's numbers or dates are made only where a pair of them has not been weighed before.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field, replace
from sys import intern
from typing import TYPE_CHECKING, Any, Generic, TypeVar

import numpy as np

from dossier.linking.facts import ArticleFacts, DossierFacts
from dossier.linking.matching.blocking import Blocks, Weighed, weigh
from dossier.linking.matching.blocking_keys import Clue, pairs
from dossier.linking.matching.cache import Memo, Memory, Numbers, mark
from dossier.linking.matching.contexts import Contexts

if TYPE_CHECKING:
    from collections.abc import Mapping

    from _typeshed import DataclassInstance

_OFFSETS = re.compile(r"\b(?:start|end)=\d+|\bsentence=\(\d+, \d+\)")
_RAREST = 4  # words of a sentence that make blocks

D = TypeVar("D", bound="DataclassInstance")


@dataclass(frozen=True, slots=True)
class Drawn:
    """What a sketch has of a number or date itself.

    `kind` is what it must share with another, `size` a number near that of others of the same thing; `terms` weighs
    the words around, `clues` are what else two of one thing share. `same` is equal for what surely is: a sentence that
    is reprinted, or the same days. `converted` is the sum that it converts, as dimension and value; `names` weighs the
    entities near it.
    """

    kind: str
    size: float
    terms: Mapping[str, float]
    clues: Sequence[Clue]
    same: str
    converted: tuple[str, float | None] | None = None
    names: Mapping[str, float] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Sketch:
    """A number or date by the places of its article and of itself in it; `key` tells all that it depends on."""

    article: int
    place: int
    key: int
    drawn: Drawn


class Details(Generic[D]):
    """The numbers or dates of articles with all that is known of them, made when they are first asked for."""

    def __init__(
        self, facts: DossierFacts, make: Callable[[ArticleFacts], Sequence[D]], kept: Memo[list[D]] | None = None
    ) -> None:
        """Take how to make them of an article; `kept` has those that were made before, by the keys of the articles."""
        self._facts, self._make = facts, make
        self._places = {id_: place for place, id_ in enumerate(facts.ids)}
        self._made: dict[int, list[D]] = {}
        self._kept = kept
        if kept is not None:
            kept.retain(facts.keys)
            known = ((place, kept.now.get(key)) for place, key in enumerate(facts.keys))
            self._made = {place: made for place, made in known if made is not None}

    def __call__(self, sketch: Sketch) -> D:
        """Give what a sketch was drawn from."""
        if sketch.article not in self._made:
            self.of(self._facts.articles[sketch.article])
        return self._made[sketch.article][sketch.place]

    @property
    def edited(self) -> bool:
        """Whether one of the articles is being written, so that words come and go."""
        return bool(self._facts.edited)

    def mark(self, article: int, place: int) -> int:
        """Return a key of a number or date: where it stands, or in an article that is edited, all that it says."""
        if article not in self._facts.edited:
            return mark(self._facts.key(article), place)
        if article not in self._made:
            self.of(self._facts.articles[article])
        return mark(_OFFSETS.sub("", repr(self._made[article][place])))

    def of(self, article: ArticleFacts) -> Sequence[D]:
        """Give those of an article, in text order; what is kept of them is without the words, which sketches have."""
        every = self._make(article)
        place = self._places[article.article.id]
        made = self._made[place] = [replace(each, terms={}) for each in every]
        if self._kept is not None:
            self._kept.now[self._facts.key(place)] = made
        return every


def sketched(
    name: str, facts: DossierFacts, memory: Memory, details: Details[D], draw: Callable[[D], Drawn]
) -> list[Sketch]:
    """Sketch the numbers or dates of a dossier, in text order; `name` is that of their kind."""

    def drawn(article: ArticleFacts) -> list[list[Any]]:
        return [_written(draw(each)) for each in details.of(article)]

    kept = memory.objects(f"{name} drawn") or Memo[list[Drawn]]()
    found = []
    for article in range(len(facts.articles)):

        def read(article: int = article) -> list[Drawn]:
            return [_read(*values) for values in memory.sketch(f"{name} sketch", facts, article, drawn)]

        for place, every in enumerate(kept.get(facts.key(article), read)):
            found.append(Sketch(article, place, details.mark(article, place), every))
    return found


def _read(kind: str, size: float, terms: Mapping[str, float], *others: Any) -> Drawn:
    """Read what was written; each word is held once in a dossier."""
    return Drawn(kind, size, {intern(term): value for term, value in terms.items()}, *others)


def _written(drawn: Drawn) -> list[Any]:
    clues, names = sorted(drawn.clues), dict(drawn.names)
    return [drawn.kind, drawn.size, dict(drawn.terms), clues, drawn.same, drawn.converted, names]


def candidates(sketches: Sequence[Sketch], contexts: Contexts, kinds: Sequence[str] | None = None) -> Numbers:
    """Pair up sketches of one kind that share a rare word or another clue, or all of a few; `kinds` may be others."""
    shared = Blocks()
    for i, sketch in enumerate(sketches):
        shared.put(i, map(tuple, sketch.drawn.clues))
    words, having = contexts.rarest(_RAREST)
    clues, showing = shared.columns(len(contexts.frequency))
    return pairs(
        kinds or [sketch.drawn.kind for sketch in sketches],
        np.concatenate([words, clues]),
        np.concatenate([having, showing]),
        np.array([sketch.drawn.size for sketch in sketches], np.float64),
    )


def compared(
    name: str,
    sketches: Sequence[Sketch],
    contexts: Sequence[Contexts],
    pairs_: Numbers,
    memory: Memory,
    score: Callable[[int, int], float | None],
) -> Weighed:
    """Weigh pairs of sketches; `score` may depend on the two items and the words around them alone."""
    keys = np.array([sketch.key for sketch in sketches], np.int64)
    for each in contexts:
        keys = each.marked(keys)
    return weigh(keys, pairs_, memory.scores(name), score)
