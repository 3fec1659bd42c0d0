"""Reads from the store what is compared across the dossier."""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import cached_property
from typing import overload

from dossier.linking.facts import ArticleFacts, DossierFacts, LazyArticleFacts, Place
from dossier.model import Article, DossierError
from dossier.storing.base.batches import TOGETHER, batches
from dossier.storing.base.store import ReadStore

_LATELY = 128  # articles that are remembered


def facts(store: ReadStore) -> DossierFacts:
    """Return every article with all that was extracted from it, in the order of their paths, read when asked for."""
    return DossierFacts(_Articles(store), _Copies(store), _Keys(store))


class _Keys(Sequence[str]):
    """A key for every article, read when the first is asked for: who looks at a few articles needs none."""

    def __init__(self, store: ReadStore) -> None:
        self._store = store

    @cached_property
    def _found(self) -> Sequence[str]:
        return list(self._store.versions().values())

    @overload
    def __getitem__(self, place: int) -> str: ...
    @overload
    def __getitem__(self, place: slice) -> Sequence[str]: ...
    def __getitem__(self, place: int | slice) -> str | Sequence[str]:
        return self._found[place]

    def __len__(self) -> int:
        return len(self._found)


class _Copies(Mapping[Place, frozenset[Place]]):
    """The passages that stand in other articles too, read when they are first asked for."""

    def __init__(self, store: ReadStore) -> None:
        self._store = store

    @cached_property
    def _found(self) -> Mapping[Place, frozenset[Place]]:
        return self._store.copies()

    def __getitem__(self, place: Place) -> frozenset[Place]:
        return self._found[place]

    def __iter__(self) -> Iterator[Place]:
        return iter(self._found)

    def __len__(self) -> int:
        return len(self._found)


class ArticlesById(Mapping[str, ArticleFacts]):
    """Articles with all that was extracted from them, each read when it is asked for; no other is looked at."""

    def __init__(self, store: ReadStore) -> None:
        self._store = store
        self._lately: OrderedDict[str, ArticleFacts] = OrderedDict()

    def __getitem__(self, id_: str) -> ArticleFacts:
        return self.some([id_])[0]

    def some(self, ids: Sequence[str]) -> list[ArticleFacts]:
        """Return some articles; those that are not remembered are read many at once."""
        found = {id_: self._lately[id_] for id_ in ids if id_ in self._lately}
        found |= {one.article.id: one for one in in_groups(self._store, [id_ for id_ in ids if id_ not in found])}
        for id_ in ids[-_LATELY:]:
            self._lately[id_] = found[id_]
            self._lately.move_to_end(id_)
        while len(self._lately) > _LATELY:
            self._lately.popitem(last=False)
        return [found[id_] for id_ in ids]

    def remembered(self, id_: str) -> Article | None:
        """Return an article that was read lately."""
        return self._lately[id_].article if id_ in self._lately else None

    def __iter__(self) -> Iterator[str]:
        return (info.id for info in self._store.infos())

    def __len__(self) -> int:
        return len(self._store.infos())


class _Articles(LazyArticleFacts):
    """The articles of a store; going through all of them reads many at once."""

    def __init__(self, store: ReadStore) -> None:
        self.infos = tuple(store.infos())
        self._store = store
        self._ids = tuple(info.id for info in self.infos)
        self._lately: OrderedDict[int, ArticleFacts] = OrderedDict()
        self._last = -1

    def at(self, place: int) -> ArticleFacts:
        """Return the article; the last few are remembered."""
        if place not in self._lately:
            # A caller that reads articles in order will want the next ones too.
            ahead = TOGETHER if place == self._last + 1 else 1
            for i, found in enumerate(_read(self._store, self._ids[place : place + ahead]), place):
                self._lately[i] = found
            while len(self._lately) > _LATELY:
                self._lately.popitem(last=False)
        self._last = place
        self._lately.move_to_end(place)
        return self._lately[place]

    def __iter__(self) -> Iterator[ArticleFacts]:
        return in_groups(self._store, self._ids)


def in_groups(store: ReadStore, ids: Iterable[str]) -> Iterator[ArticleFacts]:
    """Yield some articles in their order, of which many are read at once. Raises DossierError where one is gone."""
    for some in batches(ids):
        yield from _read(store, some)


def _read(store: ReadStore, ids: Sequence[str]) -> Iterator[ArticleFacts]:
    articles, extractions = store.articles(ids), store.extractions(ids)
    for of in ids:
        if of not in articles or of not in extractions:
            raise DossierError("An article is being indexed; try again.")
        found = extractions[of]
        yield ArticleFacts(articles[of], found.mentions, found.quantities, found.dates, found.quotations)
