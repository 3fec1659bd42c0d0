"""Asks a cluster, and says in a sentence what went wrong. Whoever writes waits for a cluster that is away."""

from __future__ import annotations

import gzip
import json
import logging
import threading
import time
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any

from dossier.files.store_address import StoreAddress
from dossier.model import DossierError
from dossier.storing.base.batches import batches
from dossier.storing.opensearch.indices import NOTES, Json, index
from dossier.storing.opensearch.server.credentials import authority, credentials
from dossier.storing.opensearch.server.errors import (
    ClusterError,
    LostIndexError,
    MemoryShortError,
    MissingIndexError,
    sentence,
)
from dossier.text import extras

if TYPE_CHECKING:
    from opensearchpy import OpenSearch

OLDEST = (2, 4)
"""The first version with points in time."""
ASK_SECONDS, SEND_SECONDS = 10.0, 60.0
"""How long an answer may take, to a question and to what is sent."""
BRIEF, LONG = 3.0, 900.0
"""Seconds that a reader and a run wait for a cluster that does not answer, or has no room."""
_SMALL = 1000  # characters of a question that is sent as it is
_PAGE = 1000
_KEEP = "2m"  # that a point in time is kept between two pages


class Client:
    """A dossier's part of a cluster. Thread-safe; connects when it is first asked."""

    def __init__(self, address: StoreAddress) -> None:
        self.address = address
        self.waiting: Callable[[str], None] = lambda _: None  # told why a run waits
        self.made = False  # whether the dossier is there, as far as its state is known: then all its indexes are
        self._lock = threading.Lock()
        self._client: OpenSearch | None = None
        self._patient = threading.local()

    def index(self, *kinds: str) -> str:
        """Return what indexes of this dossier are called."""
        return ",".join(index(self.address.name, kind) for kind in kinds)

    def close(self) -> None:
        """Let go of the connections."""
        with self._lock:
            if self._client is not None:
                self._client.close()
            self._client = None

    @contextmanager
    def patient(self) -> Iterator[None]:
        """Let this thread wait long for a cluster that is away: it does work that nobody wants to begin anew."""
        before = getattr(self._patient, "long", False)
        self._patient.long = True
        try:
            yield
        finally:
            self._patient.long = before

    def pauses(self) -> Iterator[None]:
        """Wait longer and longer between tries, as long as this thread has patience."""
        until = time.monotonic() + (LONG if getattr(self._patient, "long", False) else BRIEF)
        pause = 0.2
        while time.monotonic() < until:
            yield None
            time.sleep(min(pause, max(until - time.monotonic(), 0.0)))
            pause = min(pause * 2, 10.0)

    def ask(
        self,
        method: str,
        path: str,
        body: object = None,
        params: Mapping[str, object] | None = None,
        *,
        seconds: float = ASK_SECONDS,
        lines: bool = False,
        check: Callable[[Any], None] = lambda _: None,
    ) -> Any:
        """Return what the cluster answers; `lines` sends a text as it is. Raises ClusterError.

        Asks again for a while where that can help: so nothing may be asked that does harm when it is done twice.
        `check` raises ClusterError where a part of the answer is missing; it counts like an answer that failed.
        """
        failed = ClusterError("Nothing was asked.")
        for _ in self.pauses():
            try:
                answer = self._asked(method, path, body, params, seconds, lines)
                check(answer)
            except ClusterError as error:
                short = isinstance(error, MemoryShortError) and not lines  # what is sent is made smaller instead
                if not (error.passing or short):
                    raise
                failed = error
                self.waiting(str(error))
            else:
                return answer
        raise failed

    def _asked(
        self, method: str, path: str, body: object, params: Mapping[str, object] | None, seconds: float, lines: bool
    ) -> Any:
        from opensearchpy import exceptions

        headers = {"content-type": "application/x-ndjson" if lines else "application/json"}
        sent: Any = body if lines or body is None else json.dumps(body)
        if sent is not None and len(sent) > _SMALL and not self.address.here:
            # The client library would take level 9, which takes ten times as long for a sixth less.
            sent = gzip.compress(sent.encode("utf-8", "surrogatepass"), 1)
            headers["content-encoding"] = "gzip"
        if not self.address.here:
            headers["accept-encoding"] = "gzip,deflate"
        try:
            return self._connected().transport.perform_request(
                method, path, params={**(params or {}), "request_timeout": seconds}, headers=headers, body=sent
            )
        except exceptions.OpenSearchException as error:
            failed = sentence(self.address, error)
            if self.made and isinstance(failed, MissingIndexError) and self.index(NOTES) not in path:
                failed = self._lost()
            raise failed from None

    def _lost(self) -> LostIndexError:
        return LostIndexError(
            f"A part of the dossier at {self.address} is gone from the cluster; `dossier index` makes it anew."
        )

    def _connected(self) -> OpenSearch:
        with self._lock:
            if self._client is None:
                self._client = self._connect()
            return self._client

    def _connect(self) -> OpenSearch:
        try:
            from opensearchpy import OpenSearch, exceptions
        except ImportError:
            raise DossierError(f"A dossier on a cluster needs opensearch-py: {extras.command('opensearch')}") from None
        logging.getLogger("opensearch").setLevel(logging.CRITICAL + 1)  # what fails is said by us, once
        client = OpenSearch(
            hosts=[{"host": host, "port": port} for host, port in self.address.hosts],
            http_auth=credentials(self.address),
            use_ssl=self.address.tls,
            verify_certs=True,
            ca_certs=authority(),
            http_compress=False,  # see `_asked`
            timeout=ASK_SECONDS,
            max_retries=len(self.address.hosts),
            retry_on_timeout=len(self.address.hosts) > 1,
            pool_maxsize=8,
        )
        try:
            self._look(client.info())
        except exceptions.AuthorizationException:
            return client  # who may not ask what server it is may still read the dossier
        except exceptions.OpenSearchException as error:
            client.close()
            raise sentence(self.address, error) from None
        return client

    def _look(self, server: Any) -> None:
        """Raise ClusterError where this is another server than one that can keep a dossier."""
        version = server.get("version", {}) if isinstance(server, dict) else {}
        number = str(version.get("number", "?"))
        if version.get("distribution") != "opensearch":
            raise ClusterError(f"{self.address} is no OpenSearch server (it says version {number}).")
        if tuple(int(part) for part in number.split(".")[:2] if part.isdigit()) < OLDEST:
            oldest = ".".join(map(str, OLDEST))
            raise ClusterError(f"{self.address} runs OpenSearch {number}; a dossier needs {oldest} or newer.")

    # Indexes

    def exists(self, kind: str) -> bool:
        """Return whether an index is there."""
        try:
            self.ask("GET", f"/{self.index(kind)}/_mapping")
        except (MissingIndexError, LostIndexError):
            return False
        return True

    def create(self, kind: str, body: Callable[[str, int, int], Json]) -> None:
        """Make an index where there is none, with as many shards as the address says, else one for each data node."""
        shards, replicas = self.address.shards, self.address.replicas
        if shards is None or replicas is None:
            nodes = int(self.ask("GET", "/_cluster/health")["number_of_data_nodes"])
            shards = nodes if shards is None else shards
            replicas = min(nodes - 1, 1) if replicas is None else replicas
        made = body(kind, shards, replicas)
        try:
            self.ask("PUT", f"/{self.index(kind)}", made, {"wait_for_active_shards": "1"}, seconds=SEND_SECONDS)
        except ClusterError:
            if not self.exists(kind):  # another program may have made it at the same moment
                raise

    def remove(self, kind: str) -> None:
        """Remove an index with all that is in it."""
        self.ask("DELETE", f"/{self.index(kind)}", params={"ignore": 404}, seconds=SEND_SECONDS)

    # Documents

    def document(self, kind: str, id_: str) -> tuple[Json, Json] | None:
        """Return a document and where it stands (`if_seq_no`, `if_primary_term`), as of now; None where it is not."""
        try:
            found = self.ask("GET", f"/{self.index(kind)}/_doc/{id_}", params={"ignore": 404})
        except MissingIndexError:
            return None
        if not found.get("found"):
            return None
        return found["_source"], {"if_seq_no": found["_seq_no"], "if_primary_term": found["_primary_term"]}

    def documents(self, kind: str, ids: Sequence[str], fields: Sequence[str] | None = None) -> dict[str, Json]:
        """Return documents by id, as of now; those that are not there are missing."""
        found = {}
        for some in batches(ids, _PAGE):
            wanted: list[Json] = [{"_id": id_} for id_ in some]
            params = None if fields is None else {"_source_includes": ",".join(fields)}
            answer = self.ask("POST", f"/{self.index(kind)}/_mget", {"docs": wanted}, params, check=self._each_given)
            found.update({doc["_id"]: doc["_source"] for doc in answer["docs"] if doc.get("found")})
        return found

    def _each_given(self, answer: Json) -> None:
        """Raise ClusterError where a document could not be read: its shard is away, as after a start."""
        if failed := [doc["error"] for doc in answer["docs"] if "error" in doc]:
            if self.made and failed[0].get("type") == "index_not_found_exception":
                raise self._lost()
            raise ClusterError(
                f"{self.address} could not give an article: {failed[0].get('reason')}; try again.", passing=True
            )

    def search(self, kind: str | None, asked: Json, *, seconds: float = ASK_SECONDS) -> Json:
        """Return an answer of which nothing is missing; a part that cannot be had is an error.

        `kind` says of which documents; None where the question names a point in time.
        """
        path = "/_search" if kind is None else f"/{self.index(kind)}/_search"
        params = {"allow_partial_search_results": "false"}
        answer: Json = self.ask("POST", path, asked, params, seconds=seconds, check=self.whole)
        return answer

    def whole(self, answer: Json) -> None:
        """Raise ClusterError where any shard of the index did not answer."""
        shards = answer.get("_shards", {})
        if answer.get("timed_out") or shards.get("failed") or shards.get("successful") != shards.get("total"):
            raise ClusterError(
                f"Only {shards.get('successful')} of {shards.get('total')} parts of the dossier at {self.address}"
                " answered, so nothing is shown rather than a part; try again.",
                passing=True,
            )

    def scan(
        self,
        kind: str,
        query: Json,
        sort: Sequence[str],
        fields: Sequence[str],
        *,
        page: int = _PAGE,
    ) -> Iterator[tuple[str, Json]]:
        """Yield the documents that answer a query, by id, all of one moment, in the order of fields.

        A field with `-` before its name begins with the greatest.
        """
        asked: Json = {
            "size": page,
            "query": {"bool": {"filter": [query]}},
            "sort": [{field.removeprefix("-"): "desc" if field.startswith("-") else "asc"} for field in sort],
            "_source": list(fields),
            "track_total_hits": False,
        }
        for hits in self._pages(kind, asked, page):
            yield from ((hit["_id"], hit["_source"]) for hit in hits)

    def beside(
        self, kind: str, query: Json, sort: Sequence[str], fields: Sequence[str], *, page: int
    ) -> Iterator[list[Json]]:
        """Yield page by page the values of fields that stand beside the documents, where they do.

        The documents are not looked at, nor are their ids: many are packed together, and each would be unpacked.
        """
        asked: Json = {
            "size": page,
            "query": {"bool": {"filter": [query]}},
            "sort": [{field: "asc"} for field in sort],
            "stored_fields": "_none_",
            "docvalue_fields": list(fields),
            "track_total_hits": False,
        }
        for hits in self._pages(kind, asked, page):
            yield [{field: value for field, (value, *_) in hit.get("fields", {}).items()} for hit in hits]

    def _pages(self, kind: str, asked: Json, page: int) -> Iterator[list[Json]]:
        hits = self.search(kind, asked, seconds=SEND_SECONDS)["hits"]["hits"]
        if len(hits) < page:  # one question is of one moment
            yield hits
            return
        params = {"keep_alive": _KEEP, "allow_partial_pit_creation": "false"}
        pit = self.ask("POST", f"/{self.index(kind)}/_search/point_in_time", params=params)["pit_id"]
        try:
            asked["pit"] = {"id": pit, "keep_alive": _KEEP}
            while True:
                hits = self.search(None, asked, seconds=SEND_SECONDS)["hits"]["hits"]
                yield hits
                if len(hits) < page:
                    return
                asked["search_after"] = hits[-1]["sort"]
        finally:
            self._forget(pit)

    def _forget(self, pit: str) -> None:
        try:
            self._asked("DELETE", "/_search/point_in_time", {"pit_id": [pit]}, None, ASK_SECONDS, lines=False)
        except ClusterError:
            return  # it goes by itself

    def refresh(self, *kinds: str) -> None:
        """Let searches see what was sent."""
        self.ask("POST", f"/{self.index(*kinds)}/_refresh", seconds=SEND_SECONDS)

    def delete_where(self, kind: str, query: Json) -> None:
        """Delete what answers a query."""
        params = {"conflicts": "proceed", "refresh": "true", "wait_for_completion": "true"}
        self.ask("POST", f"/{self.index(kind)}/_delete_by_query", {"query": query}, params, seconds=LONG)


def any_of(field: str, values: Iterable[object]) -> Json:
    """Return what finds documents with one of these values."""
    return {"terms": {field: list(values)}}
