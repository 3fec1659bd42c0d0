"""Finds the passages of other articles that may tell the same fact, and has linking.related rank them."""

from __future__ import annotations

import json
from collections import Counter, defaultdict
from collections.abc import Callable, Collection, Iterable, Iterator
from functools import cached_property
from math import log
from typing import Any

import numpy as np

from dossier.linking.related.rank import PassageFeatures, ScoredPassage, features_of, rank
from dossier.model import Article, DateSpan, Mention, Quantity, Quotation
from dossier.storing.catalogue.catalogue import Catalogue, PassageRow, T
from dossier.storing.search.index.postings import STEMS, Array
from dossier.storing.search.index.reader import IndexReader
from dossier.storing.search.passage_features import ALL, COUNTED, LARGE, TERMS, Outline, candidates, features, outline
from dossier.storing.text.stemming import searched_as, stop_words, word_root
from dossier.storing.text.tokens import words

_KINDS: tuple[type[Any], ...] = (Mention, Quantity, DateSpan, Quotation)
_OUTLINED = 2  # times as many passages of a large dossier as are asked for are ranked by what their articles are about
_CHOICE = (
    4_000  # passages that share rarer words; a further one that shares only commoner words cannot be among the best
)
_REMEMBERED = LARGE  # passages whose features stay in memory, about 2 KB each


class RelatedPassages:
    """Related passages of one generation of the dossier; keeps its counts.

    `mentioning` gives the passage of every mention of entities, as the catalogue numbers them.
    """

    def __init__(self, reader: IndexReader, mentioning: Callable[[Iterable[str]], Array], catalogue: Catalogue) -> None:
        self._reader = reader
        self._mentioning = mentioning
        self._catalogue = catalogue
        self._known: dict[int, PassageFeatures] = {}
        self._outlines: dict[int, Outline] = {}

    def related(
        self, article_no: int, article: Article, start: int, end: int, limit: int
    ) -> list[tuple[PassageRow, ScoredPassage]]:
        """Return passages of other articles, best first, for the stretch of an article."""
        query = self._stretch(article_no, article, start, end)
        rows = self._catalogue.passages(self._candidates(query, article_no, searched_as(article.language)))
        large = self._total > _REMEMBERED
        ranked = rank(
            query,
            self._features(rows.values(), outlined=not large),
            self._frequency,
            self._total,
            _OUTLINED * limit if large else limit,
        )
        if large:  # what their articles are about is found out only for those that can still come first
            best = [rows[int(item.key)] for item in ranked]
            ranked = rank(query, self._features(best), self._frequency, self._total, limit)
        return [(rows[int(item.key)], item) for item in ranked]

    @property
    def _total(self) -> int:
        return self._reader.total

    @cached_property
    def _counts(self) -> Counter[str]:
        """Return in how many passages each feature stands; of a large dossier, in an even sample of its articles."""
        reader = self._reader
        every = sorted(reader.articles())
        step = -(-reader.total // COUNTED) or 1
        sample = reader.numbers[reader.of_articles(every[::step])]
        counts: Counter[str] = Counter()
        for one in self._features(self._catalogue.passages(sample.tolist()).values()):
            counts.update(features_of(one))
        if step > 1:
            for key in counts:
                counts[key] *= step
        return counts

    def _frequency(self, key: str) -> int:
        return self._counts[key]

    def _candidates(self, query: PassageFeatures, article: int, language: str) -> list[int]:
        """Return the passages that share the rarest words, names and numbers."""
        reader, total = self._reader, self._total
        weights = np.zeros(len(reader))
        self._weigh_words(weights, query.text, language)
        for sharing in (*self._naming(query), *self._telling(query)):
            weights[sharing] += 2 * log(1 + total / (len(sharing) or 1))
        others = reader.live & (reader.owners != article)
        if total > ALL:  # of so few, those which only tell the same in other words can be ranked too
            others &= weights > 0
        docs = np.flatnonzero(others)
        best = docs[np.lexsort((reader.numbers[docs], -weights[docs]))]
        found: list[int] = reader.numbers[best[: candidates(total)]].tolist()
        return found

    def _weigh_words(self, weights: Array, text: str, language: str) -> None:
        """Add how rare the words are that passages share with a text, the rarest only."""
        field, stops = STEMS[language], stop_words(language)
        stems = {word_root(word, language) for word in words(text) if word not in stops}
        rarest = sorted((often, form) for form in stems if (often := self._reader.frequency(field, form)))
        for often, form in rarest[:TERMS]:
            sharing = self._reader.postings(field, form).docs
            if np.count_nonzero(weights) >= _CHOICE:
                sharing = sharing[weights[sharing] > 0]
            weights[sharing] += log(1 + self._total / often)

    def _naming(self, query: PassageFeatures) -> Iterator[Array]:
        """Return the passages that name each of those whom a passage names."""
        for entity in dict.fromkeys(entity for entity, _ in query.names):
            yield self._reader.docs(np.unique(self._mentioning((entity,))))[0]

    def _telling(self, query: PassageFeatures) -> Iterator[Array]:
        """Return the passages that tell each of the numbers which a passage tells."""
        for quantity in query.numbers:
            rows = self._catalogue.rows(
                "SELECT DISTINCT passage FROM quantity WHERE passage IS NOT NULL"
                " AND value IS ? AND low IS ? AND high IS ? AND unit IS ?",
                (quantity.value, quantity.low, quantity.high, quantity.unit),
            )
            yield self._reader.docs(np.array(rows, np.int64).reshape(-1))[0]

    def _stretch(self, no: int, article: Article, start: int, end: int) -> PassageFeatures:
        """Return the features of a stretch of an article: of all that overlaps it."""
        overlaps, values = "t.start < ? AND t.end > ?", (end, start)
        found = {kind: self._catalogue.extracted(kind, no, overlaps, values) for kind in _KINDS}
        return features("", article.id, article.text, (start, end), found, self._outline(no, article.text))

    def _outline(self, article: int, text: str) -> Outline:
        known = self._outlines.get(article)
        if known is None:
            sql = "SELECT start, end FROM passage WHERE article = ? ORDER BY start"
            places = self._catalogue.rows(sql, (article,))
            sql = 'SELECT "from_", "to" FROM date WHERE article = ? AND "from_" IS NOT NULL AND "to" IS NOT NULL'
            days = self._catalogue.rows(sql, (article,))
            ((published,),) = self._catalogue.rows("SELECT published FROM article WHERE no = ?", (article,))
            known = self._outlines[article] = outline(text, places, published, days)
        return known

    def _features(self, rows: Collection[PassageRow], *, outlined: bool = True) -> list[PassageFeatures]:
        """Return the features of whole passages, `outlined` with what their articles are about; some are remembered."""
        missing = [row for row in rows if row.no not in self._known]
        made = {row.no: one for row, one in self._described(missing, outlined=outlined)}
        if outlined and len(self._known) < _REMEMBERED:
            self._known.update(made)
        found = (self._known.get(row.no) or made.get(row.no) for row in rows)
        return [one for one in found if one]

    def _described(
        self, rows: Collection[PassageRow], *, outlined: bool
    ) -> Iterator[tuple[PassageRow, PassageFeatures]]:
        numbers = [row.no for row in rows]
        within = {kind: self._within(kind, numbers) for kind in _KINDS}
        articles = self._catalogue.texts({row.article for row in rows})
        for row in rows:
            if row.article in articles:
                id_, text = articles[row.article]
                found = {kind: items[row.no] for kind, items in within.items()}
                of = self._outline(row.article, text) if outlined else None
                yield row, features(str(row.no), id_, text, (row.start, row.end), found, of)

    def _within(self, kind: type[T], passages: list[int]) -> defaultdict[int, list[T]]:
        """Return what was extracted from each of these passages."""
        within = "t.passage IN (SELECT value FROM json_each(?))"
        found: defaultdict[int, list[T]] = defaultdict(list)
        for _, passage, item in self._catalogue.numbered(kind, where=within, values=(json.dumps(passages),)):
            if passage is not None:
                found[passage].append(item)
        return found
