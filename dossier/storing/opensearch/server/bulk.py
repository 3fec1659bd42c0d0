"""Sends many documents: in bundles of bounded size, again where the cluster has no room, and never a part unseen."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from typing import NamedTuple

from dossier.storing.opensearch.indices import Json
from dossier.storing.opensearch.server.client import SEND_SECONDS, Client
from dossier.storing.opensearch.server.errors import ClusterError, ConflictError, MemoryShortError, sentence

_BYTES, _MOST = 2_000_000, 500  # of one bundle
_SMALLEST = 8  # documents of a bundle that is still halved where memory is short


class BulkAction(NamedTuple):
    """What becomes of a document: `index` puts it in place of the one with its id, `update` changes some fields."""

    verb: str
    kind: str
    id: str
    document: Json | None = None
    routing: str | None = None


def send(client: Client, actions: Iterable[BulkAction]) -> None:
    """Do all of it; what is not taken is sent again as long as the caller has patience. Raises ClusterError.

    Ids say which document is meant, so what is sent twice is there once.
    """
    for bundle in _bundles(client, actions):
        _send(client, bundle)


def _bundles(client: Client, actions: Iterable[BulkAction]) -> Iterator[list[str]]:
    bundle: list[str] = []
    size = 0
    for action in actions:
        line = _line(client, action)
        if bundle and (size + len(line) > _BYTES or len(bundle) >= _MOST):
            yield bundle
            bundle, size = [], 0
        bundle.append(line)
        size += len(line)
    if bundle:
        yield bundle


def _line(client: Client, action: BulkAction) -> str:
    about: Json = {"_index": client.index(action.kind), "_id": action.id}
    if action.routing is not None:
        about["routing"] = action.routing
    head = json.dumps({action.verb: about})
    if action.document is None:
        return f"{head}\n"
    document: Json = {"doc": action.document} if action.verb == "update" else action.document
    return f"{head}\n{json.dumps(document)}\n"


def _send(client: Client, bundle: list[str]) -> None:
    failed = ClusterError("Nothing was sent.")
    for _ in client.pauses():
        try:
            answer = client.ask("POST", "/_bulk", "".join(bundle), seconds=SEND_SECONDS, lines=True)
        except MemoryShortError as error:
            if len(bundle) <= _SMALLEST:  # no smaller one helps: it is others' work that fills the memory
                failed = error
                client.waiting(str(error))
                continue
            for half in (bundle[: len(bundle) // 2], bundle[len(bundle) // 2 :]):
                _send(client, half)
            return
        bundle, failed = _left(client, bundle, answer)
        if not bundle:
            return
        client.waiting(str(failed))
    raise failed


def _left(client: Client, bundle: list[str], answer: Json) -> tuple[list[str], ClusterError]:
    """Return what has to be sent again, and why. Raises ClusterError for what the cluster will never take."""
    failed = ClusterError("Nothing was refused.")
    if not answer["errors"]:
        return [], failed
    left = []
    for line, item in zip(bundle, answer["items"], strict=True):
        ((verb, told),) = item.items()
        status = int(told["status"])
        if status < 300 or (status == 404 and verb in {"delete", "update"}):
            continue  # what was to be changed has gone already
        failed = _refusal(client, status, told)
        if not (failed.passing or isinstance(failed, MemoryShortError | ConflictError) or status >= 500):
            raise failed
        left.append(line)
    return left, failed


def _refusal(client: Client, status: int, told: Json) -> ClusterError:
    from opensearchpy.exceptions import TransportError

    error = told.get("error") or {}
    kind = error.get("type", "")
    return sentence(client.address, TransportError(status, kind, {"error": error}))
