"""What linking works on: the articles with everything that was extracted from them, as plain data.

Read nothing from disk. `storing.findings.facts` makes these from the catalogue.
"""

from __future__ import annotations

from abc import abstractmethod
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import overload

from dossier.model import Article, ArticleInfo, DateSpan, Mention, Quantity, Quotation

Place = tuple[str, int]
"""A passage: its article and where in it the passage begins."""


@dataclass(frozen=True, slots=True)
class ArticleFacts:
    """An article and all that was extracted from it, each in text order; mentions carry their entity's id."""

    article: Article
    mentions: tuple[Mention, ...] = ()
    quantities: tuple[Quantity, ...] = ()
    dates: tuple[DateSpan, ...] = ()
    quotations: tuple[Quotation, ...] = ()


class LazyArticleFacts(Sequence[ArticleFacts]):
    """Articles that are read when they are asked for; what lists show of them is known before."""

    infos: Sequence[Article | ArticleInfo]

    @abstractmethod
    def at(self, place: int) -> ArticleFacts:
        """Return the article at a place, counted from the first."""

    def __len__(self) -> int:
        return len(self.infos)

    @overload
    def __getitem__(self, place: int) -> ArticleFacts: ...
    @overload
    def __getitem__(self, place: slice) -> Sequence[ArticleFacts]: ...
    def __getitem__(self, place: int | slice) -> ArticleFacts | Sequence[ArticleFacts]:
        if isinstance(place, slice):
            return [self.at(each) for each in range(*place.indices(len(self)))]
        if not 0 <= place < len(self):
            raise IndexError(place)
        return self.at(place)


@dataclass(frozen=True, slots=True)
class DossierFacts:
    """All that is compared, article by article in the order of their paths.

    `copies` says for passages, given as (article, start), which passages of other articles have the same words.
    `keys` has for each article a text that is another one when anything of it is another; none where nothing is kept.
    `edited` are the places of articles that are being written: what was worked out of one of their numbers is kept by
    what it says, and not by the article.
    """

    articles: Sequence[ArticleFacts]
    copies: Mapping[Place, frozenset[Place]] = field(default_factory=dict)
    keys: Sequence[str] = ()
    edited: frozenset[int] = frozenset()

    def whole(self) -> DossierFacts:
        """Return the same with all articles read."""
        return replace(self, articles=tuple(self.articles))

    @property
    def infos(self) -> Sequence[Article | ArticleInfo]:
        """What lists show of the articles, in order; none is read for it."""
        articles = self.articles
        return articles.infos if isinstance(articles, LazyArticleFacts) else [each.article for each in articles]

    @property
    def passages(self) -> int:
        """How many passages there are."""
        counts = (info.passages for info in self.infos)
        return sum(count if isinstance(count, int) else len(count) for count in counts)

    @property
    def ids(self) -> Sequence[str]:
        """The ids of the articles, in order."""
        return [info.id for info in self.infos]

    @property
    def outlets(self) -> Mapping[str, str]:
        """What to call whose article each is, by its id: the outlet, else the id."""
        return {info.id: info.outlet or info.id for info in self.infos}

    @property
    def published(self) -> Mapping[str, str | None]:
        """The day of each article, by its id."""
        return {info.id: info.published for info in self.infos}

    def key(self, article: int) -> str:
        """Return the key of the article at this place."""
        return self.keys[article] if self.keys else str(article)

    @property
    def by_id(self) -> Mapping[str, ArticleFacts]:
        """The articles by their ids, each read when it is asked for."""
        return _ById(self)


class _ById(Mapping[str, ArticleFacts]):
    def __init__(self, facts: DossierFacts) -> None:
        self._facts = facts
        self._places = {id_: i for i, id_ in enumerate(facts.ids)}

    def __getitem__(self, id_: str) -> ArticleFacts:
        return self._facts.articles[self._places[id_]]

    def __iter__(self) -> Iterator[str]:
        return iter(self._places)

    def __len__(self) -> int:
        return len(self._places)
