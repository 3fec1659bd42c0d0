"""Sketches of numbers and dates: as much of each as is needed to pick which others may be of the same thing.

Every number and date of a dossier has a sketch, since which pairs are scored and how rare a word is depend on all of
them. The whole items are made only where a pair of them has not been scored before.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from sys import intern
from typing import TYPE_CHECKING, Any, Generic, TypeVar

import numpy as np

from dossier.linking.facts import ArticleFacts, DossierFacts
from dossier.linking.matching.blocking import LOWER, Blocks, ScoredPairs, scored
from dossier.linking.matching.blocking_keys import BlockingKey, pairs
from dossier.linking.matching.cache import Cache, CachedValues, MakeSketch, Numbers, mark
from dossier.linking.matching.contexts import Contexts, WeighedWords

if TYPE_CHECKING:
    from _typeshed import DataclassInstance

_OFFSETS = re.compile(r"\b(?:start|end)=\d+|\bsentence=\(\d+, \d+\)")
_RAREST = 4  # words of a sentence that make blocks

_NO_WORDS: Mapping[str, float] = {}

D = TypeVar("D", bound="DataclassInstance")


@dataclass(frozen=True, slots=True)
class Features:
    """The features of a number or date by which pairs are picked and scored.

    `kind` is what it must share with another, `size` a number near that of others of the same thing; `terms` has the
    weights of the words around, `names` those of the entities near it (both empty in a `Sketch`: `Sketches` has them).
    `keys` are what else two of one thing share. `same` is equal for what surely is: a sentence that is reprinted, or
    the same days. `converted` is the sum that it converts, as dimension and value; `across` are what those of another
    kind must share with it.
    """

    kind: str
    size: float
    terms: Mapping[str, float]
    keys: Sequence[BlockingKey]
    same: str
    converted: tuple[str, float | None] | None = None
    names: Mapping[str, float] = field(default_factory=dict)
    across: Sequence[str] = ()


@dataclass(frozen=True, slots=True)
class Sketch:
    """A number or date by the places of its article and of itself in it; `key` tells all that it depends on."""

    article: int
    place: int
    key: int
    features: Features


class Sketches(list[Sketch]):
    """Sketches of a dossier in text order; `terms` and `names` have those of each, by its place."""

    def __init__(self) -> None:
        super().__init__()
        self.terms, self.names = WeighedWords(), WeighedWords()

    def add(self, article: int, place: int, key: int, features: Features) -> None:
        """Add the sketch of a number or date."""
        self.terms.add(features.terms)
        self.names.add(features.names)
        self.append(Sketch(article, place, key, replace(features, terms=_NO_WORDS, names=_NO_WORDS)))


class LazyItems(Generic[D]):
    """The numbers or dates of articles with all that is known of each, made when first asked for."""

    def __init__(
        self,
        facts: DossierFacts,
        make: Callable[[ArticleFacts], Sequence[D]],
        kept: CachedValues[list[D]] | None = None,
        told_alone: Mapping[str, object] | None = None,
        lean: Callable[[D], D] | None = None,
    ) -> None:
        """Take how to make them of an article; `kept` has those that were made before, by the keys of the articles.

        `told_alone` has of each field that hangs on the rest of the article what stands in it for `alone`. `lean` takes
        off what nobody asks for once sketches are made.
        """
        self._facts, self._make = facts, make
        self._places = {id_: place for place, id_ in enumerate(facts.ids)}
        self._made: dict[int, list[D]] = {}
        self._kept = kept
        self._told_alone = told_alone or {}
        self._lean = lean if not facts.edited else None  # what is edited is known by all that it says
        self._alone: dict[tuple[int, int], int] = {}
        if kept is not None:
            kept.retain(facts.keys)
            known = ((place, kept.now.get(key)) for place, key in enumerate(facts.keys))
            self._made = {place: made for place, made in known if made is not None}

    def __call__(self, sketch: Sketch) -> D:
        """Return the number or date of a sketch."""
        if sketch.article not in self._made:
            self.of(self._facts.articles[sketch.article])
        return self._made[sketch.article][sketch.place]

    @property
    def edited(self) -> bool:
        """Whether one of the articles is being written, so that words come and go."""
        return bool(self._facts.edited)

    def wanted(self, sketches: Sequence[Sketch], members: Iterable[int]) -> bool:
        """Return whether what some sketches tell is asked for: where an article is edited, only what it tells too."""
        edited = self._facts.edited
        articles = {sketches[i].article for i in members}
        return len(articles) > 1 and (not edited or bool(articles & edited))

    def asked(self, sketches: Sequence[Sketch], pairs_: Numbers) -> Numbers:
        """Return the pairs that say something of what is asked for.

        Where an article is edited, they are those of its own numbers or dates, and of those that one of them may meet.
        """
        if not self._facts.edited:
            return pairs_
        near = np.array([sketch.article in self._facts.edited for sketch in sketches], bool)
        ones, others = pairs_ >> 32, pairs_ & LOWER
        met = near[ones] | near[others]
        near[ones[met]] = near[others[met]] = True
        asked: Numbers = pairs_[near[ones] | near[others]]
        return asked

    def mark(self, article: int, place: int) -> int:
        """Return a key of a number or date: where it stands, or in an article that is edited, all that it says."""
        if article not in self._facts.edited:
            return mark(self._facts.key(article), place)
        if article not in self._made:
            self.of(self._facts.articles[article])
        return mark(_OFFSETS.sub("", repr(self._made[article][place])))

    def alone(self, sketch: Sketch) -> int:
        """Return a key as `mark` does, which stays the same where the rest of an article that is edited changes."""
        if sketch.article not in self._facts.edited:
            return sketch.key
        at = sketch.article, sketch.place
        if at not in self._alone:
            told = replace(self(sketch), **self._told_alone)
            self._alone[at] = mark(_OFFSETS.sub("", repr(told)))
        return self._alone[at]

    def of(self, article: ArticleFacts) -> Sequence[D]:
        """Return those of an article, in text order; what is kept of them is without the words, which sketches have."""
        every = self._make(article)
        place = self._places[article.article.id]
        held = map(self._lean, every) if self._lean else every
        made = self._made[place] = [replace(each, terms=_NO_WORDS) for each in held]
        if self._kept is not None:
            self._kept.now[self._facts.key(place)] = made
        return every


def sketched(
    name: str,
    facts: DossierFacts,
    cache: Cache,
    items: LazyItems[D],
    features_of: Callable[[D], Features],
    beside: Mapping[str, MakeSketch],
) -> Sketches:
    """Return sketches of the numbers or dates of a dossier, in text order; `name` is that of their kind.

    Those of `beside`, by their names, are made of the same reading of each article.
    """

    def written(article: ArticleFacts) -> list[list[Any]]:
        return [_written(features_of(each)) for each in items.of(article)]

    cache.together({f"{name} sketch": written, **beside})
    kept, found = cache.objects(f"{name} features"), Sketches()
    for article in range(len(facts.articles)):

        def read(article: int = article) -> list[Features]:
            return [_read(*values) for values in cache.sketch(f"{name} sketch", facts, article, written)]

        for place, every in enumerate(kept.get(facts.key(article), read) if kept is not None else read()):
            found.add(article, place, items.mark(article, place), every)
    return found


def _read(kind: str, size: float, terms: Mapping[str, float], keys: Sequence[Sequence[str]], *others: Any) -> Features:
    """Return the features that `_written` wrote; each word of the keys is held once in a dossier."""
    same, converted, names, across = others
    held = [tuple(map(intern, key)) for key in keys]
    return Features(intern(kind), size, terms, held, same, converted, names, tuple(map(intern, across)))


def _written(features: Features) -> list[Any]:
    keys, names = sorted(features.keys), dict(features.names)
    across = list(features.across)
    return [features.kind, features.size, dict(features.terms), keys, features.same, features.converted, names, across]


def candidates(sketches: Sequence[Sketch], contexts: Contexts) -> Numbers:
    """Return the pairs of sketches of one kind that share a rare word or a key; all of a few."""
    shared = Blocks()
    for i, sketch in enumerate(sketches):
        shared.put(i, sketch.features.keys)
    words, having = contexts.rarest(_RAREST)
    keys, showing = shared.columns(len(contexts.frequency))
    return pairs(
        [sketch.features.kind for sketch in sketches],
        np.concatenate([words, keys]),
        np.concatenate([having, showing]),
        np.array([sketch.features.size for sketch in sketches], np.float64),
    )


def compared(
    name: str,
    sketches: Sequence[Sketch],
    contexts: Sequence[Contexts],
    pairs_: Numbers,
    cache: Cache,
    score: Callable[[int, int], float | None],
) -> ScoredPairs:
    """Return pairs of sketches with scores; `score` may depend on the two items and the words around them alone."""
    keys = np.array([sketch.key for sketch in sketches], np.int64)
    for each in contexts:
        keys = each.marked(keys)
    return scored(keys, pairs_, cache.scores(name), score)
