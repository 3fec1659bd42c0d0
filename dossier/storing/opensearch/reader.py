"""Articles and annotations of one state of a dossier, read from the cluster."""

from __future__ import annotations

import json
import threading
from collections import OrderedDict
from collections.abc import Collection, Iterable, Iterator, Sequence
from contextlib import contextmanager
from itertools import chain
from typing import Any

from dossier.linking.matching.cache import digest
from dossier.model import Article, ArticleList, Entity, Extraction, Mention, Quotation
from dossier.storing.base.batches import batches
from dossier.storing.base.records import Size, Stamp
from dossier.storing.base.store import Annotation, Place
from dossier.storing.catalogue.article_lookup import chosen
from dossier.storing.opensearch.documents import (
    EXTRACTED,
    annotations_of,
    article_of,
    entity_of,
    info_of,
    state_of,
    unpacked,
)
from dossier.storing.opensearch.indices import ARTICLES, COPIES, ENTITIES, MEANINGS, NEVER, Json
from dossier.storing.opensearch.ledger import ClusterState, Ledger
from dossier.storing.opensearch.meanings import DIGESTS, Meant, digest_at, meant_at, saying
from dossier.storing.opensearch.server.client import Client, any_of
from dossier.storing.opensearch.server.errors import MissingIndexError

_AT_ONCE = 200  # articles
_ASKED = 10_000  # values in one question
_LISTED = 5000  # articles of which what lists show is read at once
_FOLDER = 4_000  # code points of a path that files are looked up by
_REMEMBERED = 64
_ORDER = ("path", "id")


class ClusterReader:
    """`ReadStore` on a cluster: what everybody sees; the thread that holds the lock reads what it has written, too."""

    def __init__(self, client: Client, ledger: Ledger) -> None:
        self.client = client
        self.ledger = ledger
        self.dirty: set[str] = set()  # kinds of documents that were sent and that searches do not see yet
        self._local = threading.local()
        self._lock = threading.RLock()
        self._infos: tuple[tuple[str, int], ArticleList] | None = None
        self._stamps: tuple[tuple[object, ...], dict[str, Stamp]] | None = None
        self._held: OrderedDict[str, Json] = OrderedDict()

    @property
    def _writing(self) -> bool:
        return self.ledger.owner == threading.get_ident() or getattr(self._local, "writing", False)

    @contextmanager
    def own_writing(self) -> Iterator[None]:
        """Let this thread read what comes with the next state, without the lock."""
        self._local.writing = True
        try:
            yield
        finally:
            self._local.writing = False

    @contextmanager
    def snapshot(self) -> Iterator[None]:
        """Let this thread see one state, whatever a run raises meanwhile."""
        before = getattr(self._local, "state", None)
        self._local.state = before or self.ledger.read()
        try:
            yield
        finally:
            self._local.state = before

    def state(self) -> ClusterState:
        """Return the state that this thread sees."""
        pinned: ClusterState | None = getattr(self._local, "state", None)
        return pinned or self.ledger.read()

    def visible(self, state: ClusterState | None = None) -> Json:
        """Return what finds the articles and passages that this thread sees."""
        if self._writing:
            if self.dirty:
                self.client.refresh(*sorted(self.dirty))
                self.dirty.clear()
            return {"term": {"until": NEVER}}
        number = (state or self.state()).number
        return {"bool": {"filter": [{"range": {"since": {"lte": number}}}, {"range": {"until": {"gt": number}}}]}}

    def linked(self, state: ClusterState | None = None) -> int:
        """Return the number of the names that this thread sees."""
        known = state or self.state()
        return known.linking or known.linked if self._writing else known.linked

    # Articles

    def scan(self, query: Json, *fields: str) -> Iterator[tuple[str, Json]]:
        """Yield documents of visible articles by their revs, in the order of the paths; none where there are none."""
        try:
            both: Json = {"bool": {"filter": [self.visible(), query]}}
            yield from self.client.scan(ARTICLES, both, _ORDER, ("id", "path", "rev", *fields), page=_AT_ONCE)
        except MissingIndexError:
            return

    def infos(self) -> ArticleList:
        """Return what lists show of every article; remembered for a state."""
        state = self.state()
        known = (state.identity, state.number)
        with self._lock:
            if self._infos and self._infos[0] == known and not self._writing:
                return self._infos[1]
        found = ArticleList.of_rows(self._info_rows())
        if not self._writing:
            with self._lock:
                self._infos = known, found
        return found

    def _info_rows(self) -> Iterator[list[Any]]:
        """Yield what lists show of every article."""
        try:
            for page in self.client.beside(ARTICLES, self.visible(), _ORDER, ("rev", "info"), page=_LISTED):
                long = [values["rev"] for values in page if "info" not in values]  # too long to stand there
                whole = self.client.documents(ARTICLES, long, ("info",)) if long else {}
                for values in page:
                    yield json.loads(values["info"] if "info" in values else whole[values["rev"]]["info"])
        except MissingIndexError:
            return

    def _every(self, *fields: str) -> Iterator[tuple[str, Json]]:
        try:
            yield from self.client.scan(ARTICLES, self.visible(), _ORDER, ("id", "path", "rev", *fields), page=2000)
        except MissingIndexError:
            return

    def size(self) -> Size:
        """Return how much is stored."""
        asked: Json = {
            "size": 0,
            "query": self.visible(),
            "track_total_hits": True,
            "aggs": {name: {"sum": {"field": name}} for name in ("passages", "mentions")},
        }
        try:
            answer = self.client.search(ARTICLES, asked)
        except MissingIndexError:
            return Size(0, 0, 0)
        sums = answer["aggregations"]
        return Size(
            int(answer["hits"]["total"]["value"]), int(sums["passages"]["value"]), int(sums["mentions"]["value"])
        )

    def resolve(self, name: str) -> str:
        """Return the id of the article that a person means. Raises DossierError with those it could be."""
        if name and any(True for _ in self.chosen([name])):
            return name
        return chosen([(0, info.id, info.path) for info in self.infos()], name)[1]

    def chosen(self, ids: Iterable[str], *fields: str) -> Iterator[tuple[str, Json]]:
        """Yield the documents of some articles, by their revs, in the order of the paths."""
        wanted = list(dict.fromkeys(ids))
        for some in batches(wanted, _ASKED) if len(wanted) > _AT_ONCE else ():
            yield from self.scan(any_of("id", some), *fields)
        if not wanted or len(wanted) > _AT_ONCE:
            return
        asked: Json = {
            "size": len(wanted),
            "query": {"bool": {"filter": [self.visible(), any_of("id", wanted)]}},
            "sort": [{field: "asc"} for field in _ORDER],
            "_source": ["id", "path", "rev", *fields],
        }
        try:
            hits = self.client.search(ARTICLES, asked)["hits"]["hits"]
        except MissingIndexError:
            return
        yield from ((hit["_id"], hit["_source"]) for hit in hits)

    def article(self, id_: str, /) -> Article | None:
        """Return an article by its id, None when there is none."""
        return self.articles((id_,)).get(id_)

    def articles(self, ids: Iterable[str]) -> dict[str, Article]:
        """Return articles by id."""
        return {document["id"]: article_of(document) for _, document in self.chosen(ids, "record")}

    def held(self, revs: Iterable[str]) -> dict[str, Json]:
        """Return whole documents of articles by rev; the last few are remembered, as they never change."""
        wanted = list(dict.fromkeys(revs))
        with self._lock:
            found = {rev: self._held[rev] for rev in wanted if rev in self._held}
        missing = [rev for rev in wanted if rev not in found]
        if missing:
            read = self.client.documents(ARTICLES, missing, ("id", "path", "rev", "record", "found"))
            found.update(read)
            with self._lock:
                self._held.update(read)
                while len(self._held) > _REMEMBERED:
                    self._held.popitem(last=False)
        return found

    def stamps(self, ids: Collection[str] | None = None, below: Collection[str] = ()) -> dict[str, Stamp]:
        """Return what is known of articles' files; remembered for a state, as the app asks again and again."""
        state = self.state()
        wanted = None if ids is None else tuple(ids)
        known = (state.identity, state.number, wanted, tuple(below))
        with self._lock:
            if self._stamps and self._stamps[0] == known and not self._writing:
                return dict(self._stamps[1])
        found = dict(self._stamped(wanted, below))
        with self._lock:
            self._stamps = None if self._writing or wanted is None else (known, found)
        return dict(found)

    def touched(self) -> None:
        """Forget what was known of files."""
        with self._lock:
            self._stamps = None

    def _stamped(self, ids: Collection[str] | None, below: Collection[str]) -> Iterator[tuple[str, Stamp]]:
        if ids is None:
            documents: Iterable[tuple[str, Json]] = self._every("state", "info")
        else:
            under = [{"prefix": {"file": folder[:_FOLDER]}} for folder in below]
            those = self.scan({"bool": {"should": under, "minimum_should_match": 1}}, "state", "info") if under else ()
            documents = chain(self.chosen(ids, "state", "info"), those)
        for _, document in documents:
            info = info_of(document)
            yield info.id, Stamp(state_of(document), info.sha256, info.path)

    # Annotations

    def meant(self, revs: Sequence[str], state: ClusterState | None = None) -> dict[str, Meant]:
        """Return whom the mentions and the speakers of articles mean, by rev; those not linked are missing."""
        try:
            found = self.client.documents(MEANINGS, revs)
        except MissingIndexError:
            return {}
        linked = self.linked(state)
        return {rev: meant for rev, one in found.items() if (meant := meant_at(one, linked)) is not None}

    def extracted(self, kind: type[Annotation], documents: Iterable[tuple[str, Json]]) -> Iterator[Annotation]:
        """Yield what was extracted from articles, in their order and that of their texts."""
        for batch in batches(documents, _AT_ONCE):
            meant = self.meant([rev for rev, _ in batch]) if kind in {Mention, Quotation} else {}
            for rev, document in batch:
                mentions, speakers = meant.get(rev, Meant())
                yield from annotations_of(document, kind, mentions if kind is Mention else speakers)

    def each(self, kind: type[Annotation]) -> Iterator[Annotation]:
        """Yield everything of a kind that was extracted."""
        return self.extracted(kind, self.scan({"match_all": {}}, f"found.{EXTRACTED[kind]}"))

    def extractions(self, ids: Iterable[str]) -> dict[str, Extraction]:
        """Return all that was extracted from articles, by id."""
        found = {}
        for batch in batches(self.chosen(ids, "found"), _AT_ONCE):
            meant = self.meant([rev for rev, _ in batch])
            for rev, document in batch:
                names, speakers = meant.get(rev, Meant())
                said = {Mention: names, Quotation: speakers}
                found[document["id"]] = Extraction(
                    **{
                        name: tuple(annotations_of(document, kind, said.get(kind, ())))
                        for kind, name in EXTRACTED.items()
                    }
                )
        return found

    def annotations(
        self,
        kind: type[Annotation],
        *,
        articles: Collection[str] | None = None,
        within: tuple[int, int] | None = None,
        entity: str | None = None,
    ) -> list[Annotation]:
        """Return what was extracted; see `ReadStore.annotations`."""
        field = f"found.{EXTRACTED[kind]}"
        if articles is not None:
            found = self.extracted(kind, self.chosen(articles, field))
        elif entity is not None:
            found = self.extracted(kind, self.naming(entity, field))
        else:
            found = self.each(kind)
        if within is not None:
            found = (one for one in found if one.start < within[1] and one.end > within[0])
        if entity is not None:
            found = (one for one in found if getattr(one, "entity", None) == entity)
        return list(found)

    def naming(self, entity: str, *fields: str) -> list[tuple[str, Json]]:
        """Return the documents of the articles that name an entity."""
        if self._writing:
            self.visible()
        try:
            asked = saying("entities", [entity], self.linked())
            revs = [rev for rev, _ in self.client.scan(MEANINGS, asked, ("rev",), ("rev",))]
        except MissingIndexError:
            return []
        return [found for some in batches(revs, _ASKED) for found in self.scan(any_of("rev", some), *fields)]

    def entities(self, ids: Iterable[str] | None = None) -> Iterator[Entity]:
        """Yield entities, most mentions first."""
        wanted = None if ids is None else list(ids)
        if wanted == []:
            return
        query: list[Json] = [] if wanted is None else [any_of("id", wanted)]
        for document in self.entity_documents(*query):
            yield entity_of(document)

    def entity_documents(self, *queries: Json, state: ClusterState | None = None) -> Iterator[Json]:
        """Yield the documents of entities for which all of this is true, most mentions first."""
        linked = self.linked(state)
        seen: list[Json] = [{"range": {"since": {"lte": linked}}}, {"range": {"until": {"gt": linked}}}]
        query: Json = {"bool": {"filter": [*seen, *queries]}}
        try:
            for _, document in self.client.scan(ENTITIES, query, ("-count", "id"), ("id", "type", "data")):
                yield document
        except MissingIndexError:
            return

    def copy_rows(self) -> Iterator[list[Any]]:
        """Yield which passages stand in other articles too: article, start, end, the other, its start, end, …."""
        try:
            for _, document in self.client.scan(COPIES, self.visible(), ("from", "to"), ("places",)):
                yield unpacked(document, "places")
        except MissingIndexError:
            return

    def copies(self) -> dict[Place, frozenset[Place]]:
        """Return the passages that stand in other articles too, with the passages there."""
        found: dict[Place, set[Place]] = {}
        for article, start, _, other, there, *_ in self.copy_rows():
            found.setdefault((article, start), set()).add((other, there))
        return {place: frozenset(others) for place, others in found.items()}

    def versions(self) -> dict[str, str]:
        """Return a text for every article that changes with it and with whom its names mean."""
        state = self.state()
        linked = self.linked(state)
        found = {}
        for batch in batches(self._every(), 1000):
            revs = [rev for rev, _ in batch]
            try:
                meant = self.client.documents(MEANINGS, revs, DIGESTS)
            except MissingIndexError:
                meant = {}
            for rev, document in batch:
                found[document["id"]] = digest(state.identity, rev, digest_at(meant.get(rev), linked))
        return found
