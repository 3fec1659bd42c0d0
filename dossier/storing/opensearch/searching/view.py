"""One state of a dossier, searched: what was looked up of it is kept as long as the state is the newest."""

from __future__ import annotations

import threading
from collections import OrderedDict, defaultdict
from collections.abc import Callable, Sequence
from functools import cached_property
from typing import Any, Concatenate, ParamSpec, TypeVar

from dossier.linking.related.rank import PassageFeatures, ScoredPassage
from dossier.model import Article, DossierError, Filters, Hit, LinkError
from dossier.storing.base.store import Sort
from dossier.storing.opensearch import neighbours
from dossier.storing.opensearch.documents import article_of, entity_of, unpacked
from dossier.storing.opensearch.indices import COPIES, PASSAGES, Json
from dossier.storing.opensearch.ledger import ClusterState
from dossier.storing.opensearch.reader import ClusterReader
from dossier.storing.opensearch.searching.marked import marked, matched
from dossier.storing.opensearch.searching.ranking import leaves, likeness, scored
from dossier.storing.opensearch.searching.related import RelatedPassages
from dossier.storing.opensearch.searching.translate import Translator, either, written
from dossier.storing.opensearch.server.client import any_of
from dossier.storing.opensearch.server.errors import ClusterError, MissingIndexError
from dossier.storing.opensearch.words import token
from dossier.storing.query.tree import SLOTS, Phrase, Query, Similar
from dossier.storing.search.highlights import leaves as said
from dossier.storing.search.highlights import occurrences
from dossier.storing.search.shown import searched_with, shown
from dossier.storing.text.tokens import words

_WINDOW = 10_000  # passages that the cluster puts in order at once; further ones are walked to
_MOST_WINDOWS = 20_000  # passages looked at for a phrase with places for names
_SIMILAR, _STRETCH = 50, 4_000  # as in the local engine
_REMEMBERED = 64
_COUNTED_APART = 50  # queries
# Counts distinct articles exactly; an article's passages lie in one shard, so the shards' counts add up.
ARTICLES_COUNTED: Json = {
    "scripted_metric": {
        "init_script": "state.seen = new HashSet()",
        "map_script": "state.seen.add(doc['article'].value)",
        "combine_script": "return state.seen.size()",
        "reduce_script": "long total = 0; for (count in states) { if (count != null) { total += count } } return total",
    }
}
_ARTICLES: Json = {"articles": ARTICLES_COUNTED}
T = TypeVar("T")
P = ParamSpec("P")


def remembered(work: Callable[Concatenate[View, P], T]) -> Callable[Concatenate[View, P], T]:
    """Have something looked up once for a state."""

    def known(view: View, /, *asked: P.args, **others: P.kwargs) -> T:
        return view.remembered((work.__name__, *asked), lambda: work(view, *asked, **others))

    return known


class View:
    """Answers for one state. Thread-safe."""

    def __init__(self, reader: ClusterReader, state: ClusterState) -> None:
        self.reader = reader
        self.state = state
        self.client = reader.client
        self.visible: Json = {
            "bool": {
                "filter": [{"range": {"since": {"lte": state.number}}}, {"range": {"until": {"gt": state.number}}}]
            }
        }
        self.translator = Translator(self)
        self._lock = threading.Lock()
        self._kept: OrderedDict[Any, Any] = OrderedDict()

    # What is looked up of the state

    @cached_property
    def _whole(self) -> tuple[int, float, tuple[str, ...]]:
        """How many passages there are, how many words they have, and the languages of their articles."""
        asked: Json = {
            "size": 0,
            "query": self.visible,
            "track_total_hits": True,
            "aggs": {
                "length": {"avg": {"field": "length"}},
                "languages": {"terms": {"field": "language", "size": 20}},
            },
        }
        try:
            answer = self.client.search(PASSAGES, asked)
        except MissingIndexError:
            return 0, 1.0, ("en",)
        found = answer["aggregations"]
        languages = sorted(bucket["key"] for bucket in found["languages"]["buckets"])
        return int(answer["hits"]["total"]["value"]), found["length"]["value"] or 1.0, tuple(languages) or ("en",)

    @property
    def total(self) -> int:
        """How many passages there are."""
        return self._whole[0]

    @property
    def linked(self) -> int:
        """The state whose names are seen."""
        return self.reader.linked(self.state)

    @property
    def languages(self) -> Sequence[str]:
        """What the articles are searched as, each once."""
        return self._whole[2]

    @remembered
    def named(self, field: str, query: Query) -> Sequence[str]:
        """Return the entities one of whose spellings has these words."""
        asked = [written("spellings", query)]
        if field != "entity":
            asked.append({"term": {"type": field.upper()}})
        found = []
        for document in self.reader.entity_documents(*asked, state=self.state):
            entity = entity_of(document)
            spellings = (entity.name, *(variant.text for variant in entity.variants))
            if any(occurrences(query, words(spelling), exact=True) for spelling in spellings):
                found.append(entity.id)
        return found

    @remembered
    def similar(self, part: Similar) -> Sequence[tuple[str, float]]:
        """Return passages that may tell the same as a stretch of an article, with how alike each is."""
        found = self._article(self.reader.resolve(part.article))
        if found is None:
            return []
        article, document = found
        if part.end > len(article.text):
            raise LinkError(f"similar: ends behind the article, which has {len(article.text)} characters.")
        end = min(part.end, part.start + _STRETCH)
        return [
            (features.key, item.score)
            for features, item in self.relating.related(article, document, part.start, end, _SIMILAR)
        ]

    def windows(self, phrase: Phrase) -> Sequence[str]:
        """Return the passages that have a phrase with places for names."""
        return self.windowed(phrase)[0]

    @remembered
    def windowed(self, phrase: Phrase) -> tuple[list[str], bool]:
        """Return these passages, and whether not every one was looked at."""
        plain = [word for word in phrase.words if word not in SLOTS]
        asked: list[Json] = [{"term": {"text": token(word)}} for word in plain]
        asked += [{"term": {"slots": word}} for word in phrase.words if word in SLOTS]
        asked += [{"term": {"beside": pair}} for pair in neighbours.asked(phrase)]
        query: Json = {"bool": {"filter": [self.visible, *asked]}}
        found: list[str] = []
        passages = self.client.scan(PASSAGES, query, ("order",), ("body", "spans"))
        for looked, (id_, document) in enumerate(passages):
            if looked >= _MOST_WINDOWS:
                return found, True
            spans = [(start, end, slot) for start, end, slot in unpacked(document, "spans")]
            if matched(phrase, unpacked(document, "body"), spans):
                found.append(id_)
        return found, False

    @cached_property
    def relating(self) -> RelatedPassages:
        """What finds related passages."""
        return RelatedPassages(
            self.reader,
            self.state,
            self.visible,
            self.total,
            self.counts,
            lambda: [info.id for info in self.reader.infos()],
        )

    def related(self, id_: str, start: int, end: int, limit: int) -> list[tuple[PassageFeatures, ScoredPassage]]:
        """Return the passages that may tell the same as a stretch of an article."""
        found = self._article(id_)
        if found is None:
            raise DossierError("The article is being indexed; try again.")
        article, document = found
        if end > len(article.text):
            raise LinkError(f"The link ends behind the article, which has {len(article.text)} characters.")
        return self.relating.related(article, document, start, end, limit)

    def _article(self, id_: str) -> tuple[Article, Json] | None:
        for _, document in self.reader.chosen([id_], "record", "found"):
            return article_of(document), document
        return None

    def counts(self, asked: Sequence[Json]) -> list[int]:
        """Return in how many passages each of these queries is found; each is asked once for a state."""
        keys = [repr(one) for one in asked]
        with self._lock:
            known = {key: self._kept[key] for key in keys if key in self._kept}
        missing = {key: one for key, one in zip(keys, asked, strict=True) if key not in known}
        if missing:
            filters = {str(i): one for i, one in enumerate(missing.values())}
            # Of a few, only what one of them finds is looked at: all passages take 50 ms a million. A query may have a
            # thousand parts, and related passages ask for hundreds.
            some = [either(*missing.values())] if len(missing) <= _COUNTED_APART else []
            seen: Json = {"bool": {"filter": [self.visible, *some]}}
            body: Json = {"size": 0, "query": seen, "aggs": {"each": {"filters": {"filters": filters}}}}
            buckets = self.client.search(PASSAGES, body)["aggregations"]["each"]["buckets"]
            known.update({key: int(buckets[str(i)]["doc_count"]) for i, key in enumerate(missing)})
            for key in missing:
                self._remember(key, known[key])
        return [known[key] for key in keys]

    def remembered(self, key: object, work: Callable[[], T]) -> T:
        """Return what is known under a key, else what `work` returns, which is known then."""
        with self._lock:
            if key in self._kept:
                self._kept.move_to_end(key)
                found: T = self._kept[key]
                return found
        made = work()
        self._remember(key, made)
        return made

    def _remember(self, key: object, value: object) -> None:
        with self._lock:
            self._kept[key] = value
            while len(self._kept) > 16 * _REMEMBERED:
                self._kept.popitem(last=False)

    # Answers

    def filters(self, chosen: Filters) -> list[Json]:
        """Return what lets through what is chosen."""
        found: list[Json] = []
        if chosen.outlets:
            found.append(any_of("outlet", chosen.outlets))
        if chosen.since or chosen.until:
            days = {"gte": chosen.since or "", "lte": chosen.until or "9999-12-31"}
            found.append({"range": {"published": days}})
        found += [self.translator.naming([entity]) for entity in chosen.entities]
        if chosen.kinds:
            found.append(any_of("kinds", chosen.kinds))
        return found

    def matching(self, tree: Query, chosen: Filters) -> list[Json]:
        """Return what finds an answer: all of it is true of each passage."""
        return [self.visible, self.translator.match(tree), *self.filters(chosen)]

    def query(self, tree: Query, chosen: Filters) -> Json:
        """Return what finds an answer and ranks it."""
        parts = list(leaves(tree, self.translator))
        counts = self.counts([leaf.finds for leaf in parts]) if parts else []
        shares = (scored(leaf, count, self.total, self._whole[1]) for leaf, count in zip(parts, counts, strict=True))
        should = [share for share in shares if share]
        for id_, weight in likeness(tree, self.translator):
            should.append({"constant_score": {"filter": {"term": {"_id": id_}}, "boost": weight}})
        return {"bool": {"filter": self.matching(tree, chosen), "should": should}}

    def window(self, tree: Query, chosen: Filters, sort: Sort, offset: int, limit: int) -> tuple[list[Json], int, int]:
        """Return passages of an answer in order, how many there are in all, and in how many articles."""
        order: list[Json] = (
            [{"_score": "desc"}] if sort == "score" else [{"published": {"order": "desc", "missing": "_last"}}]
        )
        asked: Json = {
            "size": limit,
            "query": self.query(tree, chosen),
            "sort": [*order, {"order": "asc"}],
            "track_scores": True,
            "_source": ["article", "rev", "start", "end"],
        }
        size = ("size", repr(asked["query"]))
        with self._lock:
            known: tuple[int, int] | None = self._kept.get(size)
        # Counting takes the cluster longer than the window itself, and is the same for each.
        asked |= {"track_total_hits": False} if known else {"track_total_hits": True, "aggs": _ARTICLES}
        if offset + limit <= _WINDOW:
            asked["from"] = offset
            answer = self.client.search(PASSAGES, asked)
            hits = answer["hits"]["hits"]
        else:
            answer, hits = self._walked(asked, offset, limit)
        if not known:
            known = int(answer["hits"]["total"]["value"]), int(answer["aggregations"]["articles"]["value"] or 0)
            self._remember(size, known)
        return hits, *known

    def _walked(self, asked: Json, offset: int, limit: int) -> tuple[Json, list[Json]]:
        """Return a window further down than the cluster puts in order at once, by a walk from the last place known."""
        key = ("walked", repr(asked["query"]), repr(asked["sort"]))
        places: dict[int, Any] = self.remembered(key, dict)
        at = max((place for place in places if place <= offset), default=0)
        first: Json | None = None
        found: list[Json] = []
        while at < offset + limit:
            page: Json = {**asked, "size": min(_WINDOW, offset + limit - at)}
            if at:
                page["search_after"] = places[at]
            answer = self.client.search(PASSAGES, page)
            first = first or answer
            hits = answer["hits"]["hits"]
            found += hits[max(offset - at, 0) :]
            at += len(hits)
            if hits:
                places[at] = hits[-1]["sort"]
            if len(hits) < page["size"]:
                break
        return first or self.client.search(PASSAGES, {**asked, "size": 0}), found

    def hits(self, tree: Query, found: Sequence[Json]) -> tuple[Hit, ...]:
        """Return passages as they are shown."""
        documents = self.reader.held(hit["_source"]["rev"] for hit in found)
        also = self._also([hit["_id"] for hit in found])
        meant = self.reader.meant(list(documents), self.state) if self._asks_of_names(tree) else {}
        made = []
        for hit in found:
            place = hit["_source"]
            document = documents.get(place["rev"])
            if document is None:
                raise ClusterError("The dossier was rebuilt at this very moment; ask again.", passing=True)
            article = article_of(document)
            start, end = place["start"], place["end"]
            spans = marked(tree, article, document, meant.get(place["rev"], ((), ()))[0], start, self.named)
            score = float(hit["_score"] or 0.0)
            zones = searched_with(article, start)
            made.append(shown(tree, article, (start, end), zones, score, spans, also.get(hit["_id"], ())))
        return tuple(made)

    @staticmethod
    def _asks_of_names(tree: Query) -> bool:
        from dossier.storing.query.tree import ENTITY_FIELDS, Field

        return any(isinstance(leaf, Field) and leaf.name in ENTITY_FIELDS for leaf in said(tree))

    def _also(self, ids: Sequence[str]) -> dict[str, tuple[str, ...]]:
        """Return links from passages to their copies in other articles, the earliest published first."""
        if not ids:
            return {}
        asked: Json = {
            "size": _WINDOW,
            "query": {"bool": {"filter": [self.visible, any_of("from", ids)]}},
            "_source": ["from", "places"],
        }
        found: defaultdict[str, list[list[Any]]] = defaultdict(list)
        for hit in self.client.search(COPIES, asked)["hits"]["hits"]:
            found[hit["_source"]["from"]].append(unpacked(hit["_source"], "places"))
        links: dict[str, dict[str, str]] = {}
        for id_, places in found.items():
            places.sort(key=lambda place: (place[6] is None, place[6] or "", place[7], place[4]))
            for _, _, _, article, start, end, *_ in places:
                links.setdefault(id_, {}).setdefault(article, f"{article}#char={start},{end}")
        return {id_: tuple(known.values()) for id_, known in links.items()}

    def tally(self, tree: Query, chosen: Filters) -> list[tuple[str, int]]:
        """Return the articles of an answer with how many passages each has in it, exactly."""
        source: Json = {"article": {"terms": {"field": "article"}}}
        composite: Json = {"size": 5000, "sources": [source]}
        query: Json = {"bool": {"filter": self.matching(tree, chosen)}}
        found: list[tuple[str, int]] = []
        while True:
            asked: Json = {"size": 0, "query": query, "aggs": {"each": {"composite": composite}}}
            each = self.client.search(PASSAGES, asked)["aggregations"]["each"]
            found += [(bucket["key"]["article"], int(bucket["doc_count"])) for bucket in each["buckets"]]
            if "after_key" not in each or len(each["buckets"]) < 5000:
                return found
            composite["after"] = each["after_key"]
