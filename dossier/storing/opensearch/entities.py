"""Sends the entities of a linking: only those that are other than before.

Who reads an earlier state sees the entities of the names it has (`State.linked`): each comes with a state (`since`),
and goes with another (`until`).
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from typing import Final

from dossier.model import Entity
from dossier.storing.base.batches import batches
from dossier.storing.opensearch.documents import entity_document
from dossier.storing.opensearch.indices import ENTITIES, NEVER, Json
from dossier.storing.opensearch.server.bulk import BulkAction
from dossier.storing.opensearch.server.client import Client, any_of
from dossier.storing.opensearch.words import key

_AT_ONCE: Final = 1000  # entities that are looked up together
_CURRENT: Final[Json] = {"term": {"until": NEVER}}

Send = Callable[[Iterable[BulkAction]], None]


def replace_entities(client: Client, send: Send, entities: Sequence[Entity], linked: int, state: int) -> None:
    """Send the entities that come with the names of a state; readers see those of the state `linked` until then."""
    _take_back(client, send, linked)
    there = _count(client)
    for batch in batches(entities, _AT_ONCE):
        some = {entity.id: entity_document(entity, state) for entity in batch}
        send(list(_changes(some, _known(client, some) if there else {}, state)))
    client.refresh(ENTITIES)
    if _count(client) != len(entities):
        wanted = {entity.id for entity in entities}
        gone = (id_ for id_, one in client.scan(ENTITIES, _CURRENT, ("id",), ("id",)) if one["id"] not in wanted)
        for ids in batches(gone, _AT_ONCE):
            send([_goes(id_, state) for id_ in ids])
    client.refresh(ENTITIES)


def forget(client: Client, linked: int) -> None:
    """Delete what has gone with the names of the state `linked` or before; nobody sees it any more."""
    gone: Json = {"range": {"until": {"lte": linked}}}
    if client.search(ENTITIES, {"size": 0, "query": gone})["hits"]["total"]["value"]:
        client.delete_where(ENTITIES, gone)


def _take_back(client: Client, send: Send, linked: int) -> None:
    """Make the entities as they were at the state `linked`, where linking was cut off since."""
    client.refresh(ENTITIES)
    client.delete_where(ENTITIES, {"range": {"since": {"gt": linked}}})
    going: Json = {"range": {"until": {"gt": linked, "lt": NEVER}}}
    ids = [id_ for id_, _ in client.scan(ENTITIES, going, ("id",), ("id",))]
    if ids:
        send([BulkAction("update", ENTITIES, id_, {"until": NEVER}) for id_ in ids])
        client.refresh(ENTITIES)


def _count(client: Client) -> int:
    asked: Json = {"size": 0, "query": _CURRENT, "track_total_hits": True}
    return int(client.search(ENTITIES, asked)["hits"]["total"]["value"])


def _known(client: Client, ids: Iterable[str]) -> dict[str, tuple[str, str]]:
    """Return the ids of the documents of some entities as they are now, and the digests of what these say."""
    wanted: Json = {"bool": {"filter": [_CURRENT, any_of("id", ids)]}}
    asked: Json = {"size": _AT_ONCE, "query": wanted, "_source": ["id", "digest"]}
    hits = client.search(ENTITIES, asked)["hits"]["hits"]
    return {hit["_source"]["id"]: (hit["_id"], hit["_source"]["digest"]) for hit in hits}


def _changes(documents: dict[str, Json], known: dict[str, tuple[str, str]], state: int) -> Iterator[BulkAction]:
    for id_, document in documents.items():
        before, digest = known.get(id_, ("", ""))
        if digest == document["digest"]:
            continue
        yield BulkAction("index", ENTITIES, f"{key(id_)}.{state}", document)
        if before:
            yield _goes(before, state)


def _goes(document: str, state: int) -> BulkAction:
    return BulkAction("update", ENTITIES, document, {"until": state})
