"""Finds the passages of other articles that may tell the same fact, and has linking.related rank them.

The cluster chooses the candidates, by the rarest words, names and numbers that they share, as the local engine does.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from math import log
from typing import Any

from dossier.linking.related.rank import PassageFeatures, ScoredPassage, features_of, rank
from dossier.model import Article, DateSpan, Mention, Quantity, Quotation
from dossier.storing.base.batches import batches
from dossier.storing.opensearch.documents import annotations_of, article_of, home, passage_id, quantity_key
from dossier.storing.opensearch.indices import PASSAGES, Json
from dossier.storing.opensearch.ledger import ClusterState
from dossier.storing.opensearch.meanings import Meant, saying
from dossier.storing.opensearch.reader import ClusterReader
from dossier.storing.opensearch.words import token
from dossier.storing.search.passage_features import ALL, COUNTED, TERMS, candidates, features, outline
from dossier.storing.text.stemming import searched_as, stop_words, word_root
from dossier.storing.text.tokens import words

_AT_ONCE = 50  # articles


class RelatedPassages:
    """Related passages of one state; keeps its counts.

    `count` says in how many passages each of several queries is found, `visible` what passages there are, `total` how
    many, and `infos` gives the articles' ids in the order of their paths.
    """

    def __init__(
        self,
        reader: ClusterReader,
        state: ClusterState,
        visible: Json,
        total: int,
        count: Callable[[Sequence[Json]], Sequence[int]],
        infos: Callable[[], Sequence[str]],
    ) -> None:
        self._reader = reader
        self._state = state
        self._visible = visible
        self._total = total
        self._count = count
        self._infos = infos
        self._known: Counter[str] | None = None

    def related(
        self, article: Article, document: Json, start: int, end: int, limit: int
    ) -> list[tuple[PassageFeatures, ScoredPassage]]:
        """Return passages of other articles, each with its id as key, best first, for a stretch of one."""
        query = self._stretch(article, document, start, end)
        chosen = self._candidates(query, article)
        found = self._described(chosen)
        ranked = rank(query, list(found.values()), self._frequency, self._total, limit)
        return [(found[item.key], item) for item in ranked]

    def _frequency(self, key: str) -> int:
        if self._known is None:
            self._known = self._counted()
        return self._known[key]

    def _counted(self) -> Counter[str]:
        """Return in how many passages each feature stands; in a large dossier, in an even sample of its articles."""
        step = -(-self._total // COUNTED) or 1
        counts: Counter[str] = Counter()
        for ids in batches(self._infos()[::step], _AT_ONCE):
            documents = dict(self._reader.chosen(ids, "record", "found"))
            for one in self._of_articles(documents):
                counts.update(features_of(one))
        for key in counts if step > 1 else ():
            counts[key] *= step
        return counts

    def _candidates(self, query: PassageFeatures, article: Article) -> list[tuple[str, str]]:
        """Return the passages that share the rarest words, names and numbers: their ids, and their articles' revs."""
        language = searched_as(article.language)
        stops = stop_words(language)
        roots = sorted({word_root(word, language) for word in words(query.text) if word not in stops})
        sharing: list[Json] = [{"term": {"stem": token(f"{language}:{root}")}} for root in roots]
        entities = list(dict.fromkeys(entity for entity, _ in query.names))
        telling: list[Json] = [saying("entities", [entity], self._reader.linked(self._state)) for entity in entities]
        telling += [_tells(quantity) for quantity in query.numbers]
        counts = self._count([*sharing, *telling])
        words_ = sorted((often, i) for i, often in enumerate(counts[: len(sharing)]) if often)[:TERMS]
        should = [_weighed(sharing[i], log(1 + self._total / often)) for often, i in words_]
        should += [
            _weighed(asked, 2 * log(1 + self._total / (often or 1)))
            for asked, often in zip(telling, counts[len(sharing) :], strict=True)
        ]
        every = self._total <= ALL  # of so few, those which only tell the same in other words can be ranked too
        if not should and not every:
            return []
        asked: Json = {
            "size": candidates(self._total),
            "query": {
                "bool": {
                    "filter": [self._visible],
                    "must_not": [{"term": {"article": article.id}}],
                    "should": should,
                    "minimum_should_match": 0 if every else 1,
                }
            },
            "sort": ["_score", {"order": "asc"}],
            "_source": ["rev"],
        }
        hits = self._reader.client.search(PASSAGES, asked)["hits"]["hits"]
        return [(hit["_id"], hit["_source"]["rev"]) for hit in hits]

    def _stretch(self, article: Article, document: Json, start: int, end: int) -> PassageFeatures:
        """Return the features of a stretch of an article: what overlaps it."""
        whole = _Described(article, document, self._reader.meant([document["rev"]], self._state).get(document["rev"]))
        return whole.stretch("", (start, end), lambda one: one.start < end and one.end > start)

    def _described(self, chosen: Sequence[tuple[str, str]]) -> dict[str, PassageFeatures]:
        revs = list(dict.fromkeys(rev for _, rev in chosen))
        wanted = {id_ for id_, _ in chosen}
        found = {}
        for batch in batches(revs, _AT_ONCE):
            for one in self._of_articles(self._reader.held(batch)):
                if one.key in wanted:
                    found[one.key] = one
        return found

    def _of_articles(self, documents: dict[str, Json]) -> Iterator[PassageFeatures]:
        meant = self._reader.meant(list(documents), self._state)
        for rev, document in documents.items():
            yield from _Described(article_of(document), document, meant.get(rev)).passages(rev)


class _Described:
    """An article, taken apart for ranking."""

    def __init__(self, article: Article, document: Json, meant: Meant | None) -> None:
        self._article = article
        mentions, speakers = meant or Meant()
        self._found: dict[type, list[Any]] = {
            Mention: annotations_of(document, Mention, mentions),
            Quantity: annotations_of(document, Quantity),
            DateSpan: annotations_of(document, DateSpan),
            Quotation: annotations_of(document, Quotation, speakers),
        }
        days = [(one.from_, one.to) for one in self._found[DateSpan] if one.from_ is not None and one.to is not None]
        places = [(passage.start, passage.end) for passage in article.passages]
        self._outline = outline(article.text, places, article.published, days)

    def stretch(self, key: str, place: tuple[int, int], holds: Callable[[Any], bool]) -> PassageFeatures:
        """Return the features of a stretch: those annotations of which this is true."""
        found = {kind: tuple(filter(holds, items)) for kind, items in self._found.items()}
        return features(key, self._article.id, self._article.text, place, found, self._outline)

    def passages(self, rev: str) -> Iterator[PassageFeatures]:
        """Return the features of every passage."""
        within = home(self._article.passages)
        for number, passage in enumerate(self._article.passages):

            def here(one: Any, number: int = number) -> bool:
                return within(one.start) == number

            yield self.stretch(passage_id(rev, number), (passage.start, passage.end), here)


def _tells(quantity: Quantity) -> Json:
    equal: Json = {"term": {"quantities.key": quantity_key(quantity)}}
    return {"nested": {"path": "quantities", "query": equal}}


def _weighed(asked: Json, weight: float) -> Json:
    return {"constant_score": {"filter": asked, "boost": weight}}
