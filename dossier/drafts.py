"""A draft read like an article and set against those articles of the store that may tell the same."""

from __future__ import annotations

import dataclasses
from collections import Counter
from collections.abc import Sequence
from functools import cached_property
from pathlib import Path
from threading import Lock

from dossier import reading
from dossier.extracting.article import extract
from dossier.linking.checking.check import check as check_claims
from dossier.linking.entities.corrections import load_corrections
from dossier.linking.facts import ArticleFacts, DossierFacts
from dossier.linking.matching.cache import Cache, Told
from dossier.model import Article, CheckedClaim, Definition
from dossier.reading import ReadError
from dossier.reading.reader import article_of
from dossier.storing.base.gc_pause import uncollected
from dossier.storing.base.store import Store
from dossier.storing.findings.facts import facts
from dossier.storing.query.parser import parse
from dossier.storing.text.tokens import STOP_WORDS, words
from dossier.text.visible import one_line

_ARTICLES = 40  # articles that a draft is set against; of a larger dossier those that tell most of the same
_HITS = 12  # passages that are looked at for each passage of a draft


class Checker:
    """Checks drafts against the articles of a store; what was worked out for one is kept for the next. Thread-safe."""

    def __init__(self, store: Store) -> None:
        self._store = store
        self._cache = Cache(objects=True)
        self._lock = Lock()
        self._sources = Sources(store, -1)
        self._days: tuple[int, str | None] = (-1, None)

    def read(self, draft: Path | bytes, *, published: str | None = None) -> Article:
        """Return a draft as an article with the id `draft`; see `Dossier.check`. Raises ReadError."""
        try:
            if isinstance(draft, bytes):
                article = article_of(draft, ".txt", id="draft", shown="draft")
            else:
                article = reading.read(draft, id="draft", shown=str(draft))
        except ReadError as error:
            name = "The draft" if isinstance(draft, bytes) else one_line(draft.name)
            raise ReadError(f"{name}: {error}") from None
        return dataclasses.replace(article, published=published or article.published or self._newest())

    def _newest(self) -> str | None:
        """Return the day of the newest article, looked up once for each state of the store."""
        generation = self._store.generation()
        if generation != self._days[0]:
            days = [info.published for info in self._store.infos() if info.published]
            self._days = generation, max(days, default=None)
        return self._days[1]

    def check(self, draft: Article, told: Told | None = None) -> list[CheckedClaim]:
        """Return the claims of a draft with their status, in the order of its text; `told` is told how far that is."""
        with self._lock, uncollected():
            self._cache.told = told
            if (generation := self._store.generation()) != self._sources.generation:
                self._sources = Sources(self._store, generation)
            sources, definitions = self._sources.of(draft)
            return check_claims(
                draft,
                extract(draft),
                sources,
                definitions=definitions,
                corrections=load_corrections(self._store.config.entities),
                copies=self._sources.facts.copies,
                cache=self._cache,
            )


class Sources:
    """The articles of one state of a store, to choose those that a draft is set against."""

    def __init__(self, store: Store, generation: int) -> None:
        self.generation = generation
        self._store = store
        self._hits: dict[str, list[str]] = {}
        self._chosen: tuple[tuple[str, ...], list[ArticleFacts], Sequence[Definition]] = ((), [], ())

    @cached_property
    def facts(self) -> DossierFacts:
        """All articles, read when they are asked for."""
        return facts(self._store)

    def of(self, draft: Article) -> tuple[list[ArticleFacts], Sequence[Definition]]:
        """Return the articles that may tell what a draft tells, and the acronyms that they define.

        They are those that best answer the words of its passages.
        """
        every = self.facts
        ids = tuple(every.ids) if len(every.ids) <= _ARTICLES else self._telling(draft)
        if ids != self._chosen[0]:
            known = {one.article.id: one for one in self._chosen[1]}
            articles = [known.get(id_) or every.by_id[id_] for id_ in ids]
            self._chosen = ids, articles, self._store.annotations(Definition, articles=ids)
        return self._chosen[1], self._chosen[2]

    def _telling(self, draft: Article) -> tuple[str, ...]:
        scores: Counter[str] = Counter()
        before, self._hits = self._hits, {}
        for passage in draft.passages:
            asked = dict.fromkeys(words(draft.text, passage.start, passage.end))
            query = " OR ".join(f'"{word}"' for word in asked if word not in STOP_WORDS and len(word) > 2)
            if query:
                known = self._hits.get(query) or before.get(query)
                hits = self._hits[query] = known if known is not None else self._answering(query)
                scores.update(dict.fromkeys(hits, 0))
                for rank, article in enumerate(hits):
                    scores[article] += _HITS - rank
        chosen = {article for article, _ in scores.most_common(_ARTICLES)}
        return tuple(id_ for id_ in self.facts.ids if id_ in chosen)

    def _answering(self, query: str) -> list[str]:
        """Return the article of each passage that best answers a query."""
        return self._store.answering(parse(query), limit=_HITS)
