"""Notices while one reads that files were dropped in or changed, and that another program indexed them.

Folders are looked through, as an index run would, no more often than costs a fiftieth of a processor: this works on
every file system, network folders included, which notifications of the system do not.
"""

from __future__ import annotations

import asyncio
import time
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Protocol

from dossier.model import DossierError

if TYPE_CHECKING:
    from dossier.dossier import Dossier
    from dossier.tui.platform.latest_worker import Cancelled, LatestOnlyWorker

_LEAST = 2.0  # seconds between two looks at least, and at most
_MOST = 60.0
_SHARE = 50  # a look may take this part of the time between two


class WatchHost(Protocol):
    """What the watch asks of the session."""

    dossier: Dossier

    def worker(self, name: str) -> LatestOnlyWorker:
        """Return a worker thread."""


class Watch:
    """Looks again and again; `changed` is called for new or changed files, `indexed` for another program's run."""

    def __init__(self, session: WatchHost, changed: Callable[[], None], indexed: Callable[[], None]) -> None:
        self._session, self._changed, self._indexed = session, changed, indexed
        self._worker = session.worker("watch")
        self._generation: int | None = None
        self._pause, self._looks = _LEAST, 0

    async def run(self, busy: Callable[[], bool]) -> None:
        """Look until cancelled, but not while this program itself writes to the index (`busy`)."""
        self.seen()
        while True:
            await asyncio.sleep(self._pause)
            if not busy():
                self._worker.submit(self._look, lambda found: None if busy() else self._looked(found), lambda _: None)

    def seen(self) -> None:
        """Take the index as it is now for known: this program changed it."""
        try:
            self._generation = self._session.dossier.generation()
        except DossierError:
            self._generation = None

    def _look(self, _: Cancelled) -> tuple[int, bool]:
        began = time.perf_counter()
        found = self._session.dossier.generation(), self._session.dossier.stale()
        self._looks += 1
        if self._looks > 1:  # the first one loads modules as well
            self._pause = min(_MOST, max(_LEAST, _SHARE * (time.perf_counter() - began)))
        return found

    def _looked(self, found: tuple[int, bool]) -> None:
        generation, stale = found
        if stale:
            self._changed()
        elif self._generation is not None and generation != self._generation:
            self._generation = generation
            self._indexed()


def stamp(file: Path) -> tuple[int, int, int] | None:
    """Return what tells one state of a file from another; None where there is none."""
    try:
        status = file.stat()
    except OSError:
        return None
    return status.st_mtime_ns, status.st_size, status.st_ino
