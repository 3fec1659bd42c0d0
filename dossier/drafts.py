"""A draft read like an article and set against those articles of the store that may tell the same."""

from __future__ import annotations

import dataclasses
import os
import re
from collections import Counter
from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import count
from pathlib import Path
from threading import Lock

from dossier import reading
from dossier.extracting.article import extract
from dossier.linking.checking.check import check as check_claims
from dossier.linking.entities.corrections import load_corrections
from dossier.linking.facts import ArticleFacts, DossierFacts
from dossier.linking.matching.cache import Cache
from dossier.model import Article, ArticleInfo, CheckedClaim, Definition, Extraction, OnProgress, Passage, Zone
from dossier.reading import ReadError
from dossier.reading.reader import article_of
from dossier.storing.base.store import Store
from dossier.storing.findings.facts import facts, in_groups
from dossier.storing.query.parser import MOST_TERMS, parse
from dossier.storing.text.tokens import STOP_WORDS, words
from dossier.text.footnotes import blanked
from dossier.text.gc_pause import uncollected
from dossier.text.visible import one_line

OnClaims = Callable[[list[CheckedClaim]], object]

_WITH_NOTES = frozenset(
    {".docx", ".odt", ".rtf"}
)  # formats whose only furniture is what the writer put beside the text
_PARAGRAPH = re.compile(r"\S(?:(?!\n\n).)*", re.DOTALL)
_ARTICLES = 40  # articles that a draft is set against at most; of a larger dossier those that tell most of the same
_HITS = 12  # passages that are looked at for each passage of a draft
_ALIKE = 0.4  # of the score of the best of them; who has less merely shares a few words


class Checker:
    """Checks drafts against the articles of a store; what was worked out for one is kept for the next. Thread-safe."""

    def __init__(self, store: Store) -> None:
        self._store = store
        self._cache = Cache(objects=True)
        self._lock = Lock()
        self._sources = Sources(store, -1)
        self._before = Chosen()
        self._every = EveryArticle([], -1)

    def read(self, draft: Path | bytes, *, published: str | None = None, file: Path | None = None) -> Article:
        """Return a draft as an article; see `Dossier.draft`. Raises ReadError."""
        every = self._articles()
        try:
            if isinstance(draft, bytes):
                suffix = file.suffix.lower() if file and reading.is_plain(file) else ".txt"
                shown = os.path.realpath(file) if file else "draft"
                article = article_of(draft, suffix, id=every.free_id, shown=shown)
            else:
                article = reading.read(draft, id=every.free_id, shown=os.path.realpath(draft))
        except ReadError as error:
            name = "The draft" if isinstance(draft, bytes) else one_line(draft.name)
            raise ReadError(f"{name}: {error}") from None
        article = _with_notes(article) if Path(article.path).suffix.lower() in _WITH_NOTES else article
        return dataclasses.replace(article, published=published or article.published or every.newest)

    def _articles(self) -> EveryArticle:
        """Return what lists show of all articles, read once for each state of the store."""
        if (generation := self._store.generation()) != self._every.generation:
            self._every = EveryArticle(list(self._store.infos()), generation)
        return self._every

    def check(
        self, draft: Article, progress: OnProgress | None = None, first: OnClaims | None = None
    ) -> list[CheckedClaim]:
        """Return the claims of a draft with their status, in text order; `progress` is told how far it is.

        `first` is told what the articles of the last check say of it, where other articles have to be read now.
        """
        with self._lock, uncollected():
            self._cache.progress = progress
            if (generation := self._store.generation()) != self._sources.generation:
                self._sources = Sources(self._store, generation)
                self._before = Chosen()
            own = self._articles().same_as(draft, self._store.config.base)
            extraction, before = extract(draft), self._before
            draft = dataclasses.replace(draft, text=blanked(draft.text))
            chosen = self._sources.of(draft, own)
            if first and before.ids and chosen.ids != before.ids and not own & set(before.ids):
                first(self._checked(draft, extraction, before))
            claims = self._checked(draft, extraction, chosen)
            self._before = chosen
            return claims

    def _checked(self, draft: Article, extraction: Extraction, chosen: Chosen) -> list[CheckedClaim]:
        return check_claims(
            draft,
            extraction,
            chosen.articles,
            definitions=chosen.definitions,
            corrections=load_corrections(self._store.config.entities),
            copies=self._sources.facts.copies,
            cache=self._cache,
        )


def _with_notes(draft: Article) -> Article:
    """Return a draft whose footnotes are part of its text, which they are not of an article."""
    notes = [zone for zone in draft.zones if zone.zone == "furniture"]
    found = (one for zone in notes for one in _PARAGRAPH.finditer(draft.text, zone.start, zone.end))
    zones = tuple(Zone(zone.start, zone.end, "body") if zone in notes else zone for zone in draft.zones)
    passages = sorted([*draft.passages, *(Passage(one.start(), one.end()) for one in found)], key=lambda one: one.start)
    return dataclasses.replace(draft, zones=zones, passages=tuple(passages))


class EveryArticle:
    """What a draft is read with: all articles of one state of a store."""

    def __init__(self, infos: Sequence[ArticleInfo], generation: int) -> None:
        self.generation = generation
        self.newest = max((info.published for info in infos if info.published), default=None)
        """The day of the newest article, ISO."""
        ids = {info.id for info in infos}
        # An article may be called `draft`, and a span says by the id alone in which text it stands.
        self.free_id = next(id_ for n in count(1) if (id_ := "draft" if n == 1 else f"draft-{n}") not in ids)
        """The id of a draft, which no article has."""
        self._by_name: dict[str, list[ArticleInfo]] = {}
        self._by_bytes: dict[str, list[ArticleInfo]] = {}
        for info in infos:
            self._by_name.setdefault(Path(info.path).name, []).append(info)
            self._by_bytes.setdefault(info.sha256, []).append(info)

    def same_as(self, draft: Article, base: Path) -> frozenset[str]:
        """Return the ids of the articles that are a draft itself: its file, saved or not, or the very same bytes.

        A draft may lie in the folder of the articles, and what it says is no source for it. `base` is the folder that
        the paths of articles start from.
        """
        named = self._by_name.get(Path(draft.path).name, [])
        same = [info for info in named if os.path.realpath(base / info.path) == draft.path]
        return frozenset(info.id for info in (*same, *self._by_bytes.get(draft.sha256, [])))


@dataclass(frozen=True, slots=True)
class Chosen:
    """The articles that a draft is set against, by their ids in order, and the acronyms that they define."""

    ids: tuple[str, ...] = ()
    articles: Sequence[ArticleFacts] = ()
    definitions: Sequence[Definition] = ()


class Sources:
    """The articles of one state of a store, to choose those that a draft is set against."""

    def __init__(self, store: Store, generation: int) -> None:
        self.generation = generation
        self._store = store
        self._hits: dict[str, dict[str, float]] = {}
        self._chosen = Chosen()

    @cached_property
    def facts(self) -> DossierFacts:
        """All articles, read when they are asked for."""
        return facts(self._store)

    def of(self, draft: Article, own: Collection[str]) -> Chosen:
        """Return the articles that may tell what a draft tells, and the acronyms that they define.

        They are those that best answer the words of its passages. What is far from the best answer is left out, though
        there were room for it: it tells of other things, and changed with every word of the draft. `own` are the
        articles that are the draft itself.
        """
        every = self.facts
        others = tuple(id_ for id_ in every.ids if id_ not in own)
        ids = others if len(others) <= _ARTICLES else self._telling(draft, others)
        if ids != self._chosen.ids:
            known = {one.article.id: one for one in self._chosen.articles}
            unread = [id_ for id_ in ids if id_ not in known]
            known |= {one.article.id: one for one in in_groups(self._store, unread)}
            articles = [known[id_] for id_ in ids]
            self._chosen = Chosen(ids, articles, self._store.annotations(Definition, articles=ids))
        return self._chosen

    def _telling(self, draft: Article, others: Sequence[str]) -> tuple[str, ...]:
        """Return those of some articles that best answer the words of a draft's passages."""
        told: Counter[str] = Counter()
        among = frozenset(others)
        before, self._hits = self._hits, {}
        for passage in draft.passages:
            asked = dict.fromkeys(words(draft.text, passage.start, passage.end))
            telling = [word for word in asked if word not in STOP_WORDS and len(word) > 2]
            if telling:
                # A query has room for so many words; long ones are mostly rare.
                query = " OR ".join(f'"{word}"' for word in sorted(telling, key=len, reverse=True)[:MOST_TERMS])
                known = before.get(query)
                self._hits[query] = known if known is not None else self._answering(query)
                told.update(_alike({id_: score for id_, score in self._hits[query].items() if id_ in among}))
        likest = set(sorted(told, key=lambda article: (-told[article], article))[:_ARTICLES])
        return tuple(id_ for id_ in others if id_ in likest)

    def _answering(self, query: str) -> dict[str, float]:
        """Return the articles of the passages that best answer a query, each with its best score."""
        found: dict[str, float] = {}
        for article, score in self._store.answering(parse(query), limit=_HITS):
            found.setdefault(article, score)
        return found


def _alike(scores: Mapping[str, float]) -> dict[str, float]:
    """Return the articles that answer about as well as the best of them, each with how well, 1 for the best."""
    best = max(scores.values(), default=0.0)
    return {article: score / best for article, score in scores.items() if score >= _ALIKE * best > 0}
