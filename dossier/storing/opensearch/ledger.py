"""Which state of a dossier everybody sees, who is changing it, and what runs noted: documents that are changed whole.

A run writes what comes with the next state and what goes with it; nobody sees that until the state is raised, in one
document, at the end. A run that is killed leaves nothing that is seen, and the next one goes on from it.
"""

from __future__ import annotations

import json
import os
import secrets
import socket
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from typing import Any, Final

from dossier.model import DossierError
from dossier.storing.opensearch.documents import packed
from dossier.storing.opensearch.indices import NOTES, Json, body
from dossier.storing.opensearch.server.client import Client
from dossier.storing.opensearch.server.errors import ClusterError, ConflictError

LEASE: Final = 60.0
"""Seconds that a lock is believed without news of whoever holds it; clocks of machines should agree within half."""
_RENEW = 10.0
_TRIES = 20


@dataclass(frozen=True, slots=True)
class ClusterState:
    """What everybody sees: articles of the state `number`, names as `linked`; `notes` are what runs keep.

    `linking` are the names that come with the next state; `renaming` is 1 while documents may have names that come
    later than `linked`.
    """

    number: int = 0
    linked: int = 0
    linking: int = 0
    renaming: int = 0
    created: bool = False
    identity: str = ""
    notes: dict[str, str] = field(default_factory=dict)

    @property
    def next(self) -> int:
        """The number of the state that a run makes."""
        return self.number + 1


class Ledger:
    """Reads and changes the state of a dossier on a cluster."""

    def __init__(self, client: Client) -> None:
        self._client = client
        self.me = f"{socket.gethostname()}:{os.getpid()}:{secrets.token_hex(4)}"
        self._renewed = 0.0
        self._here = threading.Lock()
        self.owner: int | None = None  # the thread that holds the lock

    def read(self) -> ClusterState:
        """Return the state as of now; an empty one where there is none."""
        return self._read()[0]

    def _read(self) -> tuple[ClusterState, Json]:
        found = self._client.document(NOTES, "state")
        if found is None:
            self._client.made = False
            return ClusterState(), {"op_type": "create"}
        state = ClusterState(**json.loads(found[0]["data"]["json"]))
        self._client.made = state.created
        return state, found[1]

    def change(self, by: Callable[[ClusterState], ClusterState]) -> ClusterState:
        """Change the state in one step, whoever else changes it. Raises DossierError where the lock was lost."""
        self._still_held()
        for _ in range(_TRIES):
            state, place = self._read()
            made = by(state)
            values = {name: getattr(made, name) for name in ClusterState.__dataclass_fields__}
            try:
                self._put("state", values, place)
            except ConflictError:
                continue
            return made
        raise ClusterError("Several programs change this dossier at once; try again.")

    def note(self, **notes: str) -> None:
        """Keep notes; a new generation raises the state, so that everybody sees what a run has made."""

        def noted(state: ClusterState) -> ClusterState:
            kept = replace(state, notes={**state.notes, **notes})
            if "generation" not in notes:
                return kept
            if not state.linking:  # of names whose linking was cut off, everybody sees what they were before
                return replace(kept, number=state.next)
            return replace(kept, number=state.next, linked=state.linking, linking=0, renaming=0)

        self.change(noted)

    def forget(self, note: str) -> None:
        """Take a note away."""
        if note in self.read().notes:
            self.change(
                lambda state: replace(state, notes={key: text for key, text in state.notes.items() if key != note})
            )

    def kept(self, name: str) -> Any:
        """Return what is kept under a name; None for nothing."""
        found = self._client.document(NOTES, name)
        return None if found is None else json.loads(found[0]["data"]["json"])

    def keep(self, name: str, value: object) -> None:
        """Keep something under a name."""
        self._put(name, value, {})

    def drop(self, name: str) -> None:
        """Keep it no longer."""
        self._client.ask("DELETE", f"/{self._client.index(NOTES)}/_doc/{name}", params={"ignore": 404})

    def _put(self, name: str, value: object, place: Json) -> None:
        document = {"kind": name.split("-", maxsplit=1)[0], "data": {"json": packed(value)}}
        # The index is there: a document for one that is not would make it, with fields by guess.
        self._client.ask("PUT", f"/{self._client.index(NOTES)}/_doc/{name}", document, {**place, "refresh": "true"})

    # The lock

    def create(self) -> None:
        """Make the index of notes where there is none."""
        if not self._client.exists(NOTES):
            self._client.create(NOTES, body)

    def refuse_while_locked(self) -> None:
        """Raise DossierError while an index run goes on, on whatever machine."""
        held = self.kept("lock")
        if held is not None and not _is_over(held):
            raise DossierError(_busy(str(held["who"]).rsplit(":", 1)[0]))

    @contextmanager
    def locked(self, wait: float) -> Iterator[None]:
        """Hold the lock of index runs, here and on every other machine. Raises DossierError after so many seconds."""
        if not self._here.acquire(timeout=wait):
            raise DossierError(_busy("this program"))
        try:
            self.create()
            self._take(wait)
            self.owner = threading.get_ident()
            stop = threading.Event()
            renewing = threading.Thread(target=self._keep_renewed, args=(stop,), daemon=True)
            renewing.start()
            try:
                yield
            finally:
                stop.set()
                renewing.join()
                self.owner = None
                self._let_go()
        finally:
            self._here.release()

    def _take(self, wait: float) -> None:
        until = time.monotonic() + wait
        while True:
            found = self._client.document(NOTES, "lock")
            held = json.loads(found[0]["data"]["json"]) if found else None
            if held is None or _is_over(held):
                try:
                    self._put("lock", self._mark(), found[1] if found else {"op_type": "create"})
                except ConflictError:
                    continue
                self._renewed = time.monotonic()
                return
            if time.monotonic() > until:
                raise DossierError(_busy(str(held["who"]).rsplit(":", 1)[0]))
            time.sleep(0.1)

    def _mark(self) -> Json:
        return {"who": self.me, "at": time.time()}

    def _keep_renewed(self, stop: threading.Event) -> None:
        while not stop.wait(_RENEW):
            try:
                found = self._client.document(NOTES, "lock")
                if found and json.loads(found[0]["data"]["json"])["who"] == self.me:
                    self._put("lock", self._mark(), found[1])
                    self._renewed = time.monotonic()
            except ClusterError:
                continue  # it is tried again; a lock that is lost is noticed before anything is shown

    def _still_held(self) -> None:
        """Raise DossierError where this program held the lock and may have lost it."""
        if self.owner == threading.get_ident() and time.monotonic() - self._renewed > LEASE - _RENEW:
            found = self._client.document(NOTES, "lock")
            if not found or json.loads(found[0]["data"]["json"])["who"] != self.me:
                raise DossierError(
                    "Another program has taken this run over, as nothing was heard of it for a minute; what was sent is"
                    " kept, and `dossier index` goes on from it."
                )

    def _let_go(self) -> None:
        try:
            found = self._client.document(NOTES, "lock")
            if found and json.loads(found[0]["data"]["json"])["who"] == self.me:
                self.drop("lock")
        except ClusterError:
            return  # it is over in a minute


def _is_over(held: Json) -> bool:
    host, pid, _ = str(held["who"]).split(":")
    if time.time() - float(held["at"]) > LEASE:
        return True
    return host == socket.gethostname() and not runs(int(pid))


def runs(pid: int) -> bool:
    """Return whether a process of this machine runs."""
    try:
        os.kill(pid, 0)
    except ProcessLookupError:
        return False
    except (OSError, OverflowError):
        return True
    return True


def _busy(who: str) -> str:
    return f"Another program is building this index ({who}); wait until it is done, then try again."
