"""Finds the passages of other articles that may tell the same fact, and has linking.related rank them."""

from __future__ import annotations

import json
from collections import Counter, defaultdict
from collections.abc import Iterable
from functools import cached_property
from math import log

from dossier.linking.related import PassageFeatures, Scored, features_of, rank
from dossier.model import Article, DateSpan, Mention, Quantity, Quotation
from dossier.storing.catalogue import Catalogue, PassageRow
from dossier.storing.local import View
from dossier.storing.words import STOP_WORDS, stem, words

_CANDIDATES = 300  # passages that share most, weighed by how rare it is; only these are ranked in full
_TERMS = 25  # the rarest words of a passage; the others say nothing about what it tells
_COUNTED = 5_000  # passages whose features are counted to know how rare each is


class Relating:
    """Related passages of one generation of the dossier; keeps its counts."""

    def __init__(self, view: View, catalogue: Catalogue) -> None:
        self._view = view
        self._catalogue = catalogue

    def related(
        self, article_no: int, article: Article, start: int, end: int, limit: int
    ) -> list[tuple[PassageRow, Scored]]:
        """Give passages of other articles, best first, for the stretch of an article."""
        query = self._stretch(article_no, article, start, end)
        rows = self._catalogue.passages(self._candidates(query, article_no))
        features = self._features(rows.values())
        ranked = rank(query, features, self._frequency, self._total, limit)
        return [(rows[int(item.key)], item) for item in ranked]

    @property
    def _total(self) -> int:
        return len(self._view.reader.articles)

    @cached_property
    def _counts(self) -> Counter[str]:
        """In how many passages each feature stands; of a large dossier, in an even sample of them."""
        every = sorted(self._view.reader.articles)
        step = -(-len(every) // _COUNTED) or 1
        counts: Counter[str] = Counter()
        for features in self._features(self._catalogue.passages(every[::step]).values()):
            counts.update(features_of(features))
        if step > 1:
            for key in counts:
                counts[key] *= step
        return counts

    def _frequency(self, key: str) -> int:
        return self._counts[key]

    def _candidates(self, query: PassageFeatures, article: int) -> list[int]:
        """Choose the passages that share the rarest words, names and numbers."""
        reader, total = self._view.reader, self._total
        weights: defaultdict[int, float] = defaultdict(float)
        stems = {stem(word) for word in words(query.text) if word not in STOP_WORDS}
        rarest = sorted((frequency, term) for term in stems if (frequency := reader.frequency("stem", term)))
        for frequency, term in rarest[:_TERMS]:
            rarity = log(1 + total / frequency)
            for passage in reader.postings("stem", term):
                weights[passage] += rarity
        for entity in dict.fromkeys(entity for entity, _ in query.names):
            mentioning = self._view.facts.mentioning((entity,))
            rarity = 2 * log(1 + total / (len(mentioning) or 1))
            for passage in mentioning:
                weights[passage] += rarity
        for quantity in query.numbers:
            sharing = self._catalogue.rows(
                "SELECT DISTINCT passage FROM quantity WHERE passage IS NOT NULL"
                " AND value IS ? AND low IS ? AND high IS ? AND unit IS ?",
                (quantity.value, quantity.low, quantity.high, quantity.unit),
            )
            rarity = 2 * log(1 + total / (len(sharing) or 1))
            for (passage,) in sharing:
                weights[passage] += rarity
        owner = reader.articles
        others = [passage for passage in weights if passage in owner and owner[passage] != article]
        return sorted(others, key=lambda passage: (-weights[passage], passage))[:_CANDIDATES]

    def _stretch(self, no: int, article: Article, start: int, end: int) -> PassageFeatures:
        """Describe a stretch of an article by what overlaps it."""
        overlaps, values = "t.start < ? AND t.end > ?", (end, start)
        mentions = self._catalogue.extracted(Mention, no, overlaps, values)
        return PassageFeatures(
            key="",
            article=article.id,
            start=start,
            end=end,
            text=article.text[start:end],
            names=tuple((mention.entity, mention.text) for mention in mentions if mention.entity),
            numbers=tuple(self._catalogue.extracted(Quantity, no, overlaps, values)),
            dates=tuple(self._catalogue.extracted(DateSpan, no, overlaps, values)),
            quotes=tuple(self._catalogue.extracted(Quotation, no, overlaps, values)),
        )

    def _features(self, rows: Iterable[PassageRow]) -> list[PassageFeatures]:
        """Describe whole passages."""
        rows = list(rows)
        within = "t.passage IN (SELECT value FROM json_each(?))"
        values = (json.dumps([row.no for row in rows]),)
        names: defaultdict[int | None, list[tuple[str, str]]] = defaultdict(list)
        for _, passage, mention in self._catalogue.numbered(Mention, where=within, values=values):
            if mention.entity:
                names[passage].append((mention.entity, mention.text))
        numbers: defaultdict[int | None, list[Quantity]] = defaultdict(list)
        for _, passage, quantity in self._catalogue.numbered(Quantity, where=within, values=values):
            numbers[passage].append(quantity)
        dates: defaultdict[int | None, list[DateSpan]] = defaultdict(list)
        for _, passage, date in self._catalogue.numbered(DateSpan, where=within, values=values):
            dates[passage].append(date)
        quotes: defaultdict[int | None, list[Quotation]] = defaultdict(list)
        for _, passage, quotation in self._catalogue.numbered(Quotation, where=within, values=values):
            quotes[passage].append(quotation)
        out = []
        for row in rows:
            article = self._view.article(row.article)
            if article:
                out.append(
                    PassageFeatures(
                        key=str(row.no),
                        article=article.id,
                        start=row.start,
                        end=row.end,
                        text=article.text[row.start : row.end],
                        names=tuple(names[row.no]),
                        numbers=tuple(numbers[row.no]),
                        dates=tuple(dates[row.no]),
                        quotes=tuple(quotes[row.no]),
                    )
                )
        return out
