"""Many machines fill a dossier at once: each has its share of the articles, and says how far it has come.

A share needs no lock, as no two have an article in common; while any is read, no run raises the state, so all of them
send to the same one.
"""

from __future__ import annotations

import json
import socket
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import UTC, datetime

from dossier.model import DossierError, SliceStatus
from dossier.storing.opensearch.indices import NOTES, Json
from dossier.storing.opensearch.ledger import LEASE, Ledger
from dossier.storing.opensearch.server.client import Client
from dossier.storing.opensearch.server.errors import ClusterError, MissingIndexError

_TELL = 5.0  # seconds between two words of a machine about how far it is


class Slices:
    """The shares of a dossier's articles."""

    def __init__(self, client: Client, ledger: Ledger) -> None:
        self._client = client
        self._ledger = ledger

    def status(self) -> list[SliceStatus]:
        """Return how far each share has come, of the division that was begun last."""
        try:
            asked = {"size": 1000, "query": {"term": {"kind": "slice"}}}
            hits = self._client.search(NOTES, asked)["hits"]["hits"]
        except MissingIndexError:
            return []
        kept = [json.loads(hit["_source"]["data"]["json"]) for hit in hits]
        last = max(kept, key=lambda one: one["began"], default=None)
        found = [_status(one) for one in kept if last and one["of"] == last["of"]]
        return sorted(found, key=lambda one: one.slice)

    def refuse_while_read(self) -> None:
        """Raise DossierError while any share is read."""
        running = [one for one in self.status() if one.state == "running"]
        if running:
            which = ", ".join(f"{one.slice}/{one.of} ({one.machine})" for one in running[:5])
            raise DossierError(
                f"Another program is filling this dossier: slice {which}; wait until it is done, and see"
                " `dossier index --status`."
            )

    @contextmanager
    def taken(self, number: int, of: int) -> Iterator[Callable[[int, int, int], None]]:
        """Read a share; gives what is told of files read, of all there are, and of failures.

        Raises DossierError while a run goes on, or another program reads this share.
        """
        name = f"slice-{number}-of-{of}"
        known = next((one for one in self.status() if (one.slice, one.of) == (number, of)), None)
        kept = self._ledger.kept(name)
        if known and known.state == "running" and kept and not _is_dead_here(kept["who"]):
            raise DossierError(f"Slice {number}/{of} is being read on {known.machine}; see `dossier index --status`.")
        mark: Json = {
            "slice": number, "of": of, "who": self._ledger.me, "began": time.time(), "heard": time.time(),
            "done": False, "read": 0, "total": 0, "failed": 0,
        }  # fmt: skip
        self._ledger.keep(name, mark)
        stop = threading.Event()
        telling = threading.Thread(target=self._keep_telling, args=(name, mark, stop), daemon=True)
        try:
            self._ledger.refuse_while_locked()
            telling.start()

            def told(read: int, total: int, failed: int) -> None:
                mark.update(read=read, total=total, failed=failed)

            yield told
            mark["done"] = True
        finally:
            stop.set()
            if telling.is_alive():
                telling.join()
            mark["heard"] = time.time() if mark["done"] else 0.0  # what broke off may be begun again at once
            self._ledger.keep(name, mark)

    def _keep_telling(self, name: str, mark: Json, stop: threading.Event) -> None:
        while not stop.wait(_TELL):
            mark["heard"] = time.time()
            try:
                self._ledger.keep(name, dict(mark))
            except ClusterError:
                continue  # it is told again


def _status(kept: Json) -> SliceStatus:
    heard = float(kept["heard"])
    over = time.time() - heard > LEASE or _is_dead_here(kept["who"])
    return SliceStatus(
        slice=kept["slice"],
        of=kept["of"],
        state="done" if kept["done"] else "stopped" if over else "running",
        machine=str(kept["who"]).split(":")[0],
        began=_moment(kept["began"]),
        heard=_moment(heard or kept["began"]),
        read=kept["read"],
        total=kept["total"],
        failed=kept["failed"],
    )


def _is_dead_here(who: str) -> bool:
    from dossier.storing.opensearch.ledger import runs

    host, pid, _ = who.split(":")
    return host == socket.gethostname() and not runs(int(pid))


def _moment(seconds: float) -> str:
    return datetime.fromtimestamp(seconds, UTC).strftime("%Y-%m-%dT%H:%M:%SZ")
