"""A draft read like an article and set against those articles of the store that may tell the same."""

from __future__ import annotations

import dataclasses
from collections import Counter
from pathlib import Path
from threading import Lock

from dossier import reading
from dossier.extracting.article import extract
from dossier.linking.checking.check import check as check_claims
from dossier.linking.entities.corrections import load_corrections
from dossier.linking.facts import ArticleFacts
from dossier.linking.matching.cache import Memory
from dossier.model import Article, CheckedClaim, Definition, Filters
from dossier.reading.reader import article_of
from dossier.storing.findings.facts import facts
from dossier.storing.search.query.parser import parse
from dossier.storing.search.text.tokens import STOP_WORDS, words
from dossier.storing.store import Store

_ARTICLES = 40  # articles that a draft is set against; of a larger dossier those that tell most of the same
_HITS = 12  # passages that are looked at for each passage of a draft


def read(store: Store, draft: Path | bytes, *, published: str | None = None) -> Article:
    """Return a draft as an article with the id `draft`; see `Dossier.check`. Raises ReadError."""
    if isinstance(draft, bytes):
        article = article_of(draft, ".txt", id="draft", shown="draft")
    else:
        article = reading.read(draft, id="draft", shown=str(draft))
    days = [info.published for info in store.infos() if info.published]
    return dataclasses.replace(article, published=published or article.published or max(days, default=None))


class Checker:
    """Checks drafts against the articles of a store; what was worked out for one is kept for the next. Thread-safe."""

    def __init__(self, store: Store) -> None:
        self._store = store
        self._memory = Memory()
        self._lock = Lock()

    def check(self, draft: Article) -> list[CheckedClaim]:
        """Return the claims of a draft with their status, in the order of its text."""
        store, sources = self._store, _sources(self._store, draft)
        with self._lock:
            return check_claims(
                draft,
                extract(draft),
                sources,
                definitions=store.annotations(Definition, articles=tuple(found.article.id for found in sources)),
                corrections=load_corrections(store.config.entities),
                copies=store.copies(),
                memory=self._memory,
            )


def _sources(store: Store, draft: Article) -> list[ArticleFacts]:
    """Return the articles that may tell what a draft tells: those that best answer the words of its passages."""
    every = facts(store)
    if len(every.ids) <= _ARTICLES:
        return list(every.articles)
    scores: Counter[str] = Counter()
    for passage in draft.passages:
        asked = dict.fromkeys(words(draft.text, passage.start, passage.end))
        query = " OR ".join(f'"{word}"' for word in asked if word not in STOP_WORDS and len(word) > 2)
        if query:
            hits = store.search(parse(query), limit=_HITS, offset=0, sort="score", filters=Filters())
            scores.update({hit.article: 0 for hit in hits.hits})
            for rank, hit in enumerate(hits.hits):
                scores[hit.article] += _HITS - rank
    chosen = {article for article, _ in scores.most_common(_ARTICLES)}
    return [every.by_id[id_] for id_ in every.ids if id_ in chosen]
