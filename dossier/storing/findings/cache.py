"""Findings, timeline and coverage of a dossier, kept beside the catalogue and brought up to date.

`comparisons.sqlite` holds answers, and the parts that findings were worked out from, by keys that hold all that each
depends on (linking.matching.cache). Nothing in it is the truth: where it is gone, damaged, of another program or of
another state of the articles, the same is worked out again; where it cannot be written, that is done each time.
"""

from __future__ import annotations

import json
import os
import sqlite3
import threading
from collections.abc import Callable, Collection, Iterable, Mapping
from contextlib import closing
from dataclasses import replace
from pathlib import Path
from typing import Any, Literal, TypeVar

from dossier.files.folders import make_private_folder
from dossier.files.locks import held
from dossier.linking.compare.finding import packed, unpacked
from dossier.linking.compare.findings import compare, ordered
from dossier.linking.facts import DossierFacts
from dossier.linking.matching.cache import Cache, PairValues, Scores, digest
from dossier.model import FINDING_KINDS, Coverage, Finding, FindingKind, OnProgress, TimelineEntry, as_line
from dossier.storing.base.own_writes import OwnWrites
from dossier.storing.base.program import parts, signature
from dossier.storing.base.store import Store
from dossier.storing.catalogue.schema import distrust, is_ours
from dossier.storing.findings.child_process import CompareProcesses
from dossier.storing.findings.facts import facts
from dossier.text.gc_pause import uncollected

Name = Literal["findings", "timeline", "coverage"]
T = TypeVar("T")

_MANY = 500  # articles; comparing fewer takes not much longer than a process takes to start
_TOGETHER: tuple[tuple[FindingKind, ...], ...] = (("number",), ("name", "quote"), ("date",))
"""What one process compares, of one reading of the articles; what takes longest comes first."""
_BUSY = 60.0  # seconds to wait for another program that writes to the file

_SCHEMA = """
CREATE TABLE state (name TEXT PRIMARY KEY, value TEXT NOT NULL);
CREATE TABLE answer (
  name TEXT NOT NULL, rank INTEGER NOT NULL, data TEXT NOT NULL, PRIMARY KEY (name, rank)
) WITHOUT ROWID;
CREATE TABLE texts (
  name TEXT NOT NULL, key TEXT NOT NULL, data TEXT NOT NULL, PRIMARY KEY (name, key)
) WITHOUT ROWID;
CREATE TABLE scores (name TEXT PRIMARY KEY, keys BLOB NOT NULL, scores BLOB NOT NULL);
"""


class Comparisons:
    """Computes findings, timeline and coverage, or returns those that are kept. Thread-safe.

    `alone` says that no other process is started for it.
    """

    def __init__(self, store: Store, file: Path, *, alone: bool = False) -> None:
        self._store = store
        self._file = file
        self._alone = alone or (os.cpu_count() or 1) < 2
        self._lock = threading.RLock()
        self._held: dict[str, tuple[str, list[Any]]] = {}
        state = store.config.state
        self._writing = state / "comparisons.lock"
        self._writes = OwnWrites(file, state / "comparisons-written")

    # `progress` is told how far the work is, which is done in this thread; what it raises ends the work.

    def findings(self, progress: OnProgress | None = None) -> list[Finding]:
        """Return all findings, conflicts first."""
        return self._asked("findings", lambda of: self._compare(of, progress), unpacked, packed)

    def timeline(self, progress: OnProgress | None = None) -> list[TimelineEntry]:
        """Return everything that is dated in calendar order."""
        self._compute_beside("timeline", progress)
        return self._asked("timeline", lambda of: self._timeline(of, progress), _entry, as_line)

    def coverage(self, progress: OnProgress | None = None) -> list[Coverage]:
        """Return who reports what, what most have first."""
        from dossier.linking.coverage.coverage import unpacked as unpacked_row

        self._compute_beside("coverage", progress)
        return self._asked("coverage", lambda of: self._coverage(of, progress), unpacked_row, as_line)

    def known(self) -> bool:
        """Return whether the findings are up to date, so that they are returned at once."""
        with self._lock:
            return self._current("findings")

    def parts(self, progress: OnProgress | None = None) -> Cache:
        """Return what is kept of the parts of all answers, to work out others; nothing of those is kept."""
        return Cache(_Parts(self, adding=False), progress=progress)

    # Working out

    def some(self, kinds: Collection[FindingKind], progress: OnProgress | None = None) -> tuple[str, list[Finding]]:
        """Return the state of the articles and their findings of some kinds, computed now, whatever is kept."""
        with self._store.snapshot():
            return self._state(), self._some(facts(self._store), kinds, progress)

    def _some(self, of: DossierFacts, kinds: Collection[FindingKind], progress: OnProgress | None) -> list[Finding]:
        return self._with_cache(lambda cache: compare(of, kinds, cache), progress)

    def _compare(self, of: DossierFacts, progress: OnProgress | None) -> list[Finding]:
        if self._alone or len(of.articles) < _MANY:
            return self._some(of, FINDING_KINDS, progress)
        with CompareProcesses(self._store.config, self._file, _TOGETHER) as processes:
            found = processes.found(self._state(), progress)
        return self._some(of, FINDING_KINDS, progress) if found is None else ordered(found)

    def _compute_beside(self, name: Name, progress: OnProgress | None) -> None:
        """Have a process compute and keep an answer for a large dossier: only its end gives all its memory back."""
        with self._lock:
            if self._alone or self._current(name) or len(self._store.infos()) < _MANY:
                return
            if not self._current("findings"):
                self.findings(progress)
            if self._current("findings"):  # the file can be written
                with CompareProcesses(self._store.config, self._file, [(name,)]) as processes:
                    processes.found(self._state(), progress)

    def _with_cache(self, work: Callable[[Cache], list[T]], progress: OnProgress | None) -> list[T]:
        """Return what `work` computes with the parts that are kept, and keep the parts that it asked for."""
        cache = Cache(_Parts(self, adding=True), progress=progress)
        with uncollected():
            found = work(cache)
        self.write(lambda connection: _keep_parts(connection, cache))
        return found

    def _timeline(self, of: DossierFacts, progress: OnProgress | None) -> list[TimelineEntry]:
        from dossier.linking.coverage.timeline import timeline

        found = self.findings(progress)
        return self._with_cache(lambda cache: timeline(of, found, cache), progress)

    def _coverage(self, of: DossierFacts, progress: OnProgress | None) -> list[Coverage]:
        from dossier.linking.coverage.coverage import coverage

        found = self.findings(progress)
        # Without kept rows every article is needed: read all at once.
        if not self.rows("SELECT 1 FROM texts WHERE name = 'coverage row' LIMIT 1"):
            of = replace(of, articles=tuple(self.parts(progress).each("reading articles", of.articles)))
        return self._with_cache(lambda cache: coverage(of, found, cache), progress)

    def _asked(
        self, name: Name, work: Callable[[DossierFacts], list[T]], read: Callable[[str], T], write: Callable[[T], str]
    ) -> list[T]:
        with self._lock:
            state = self._state()
            if name in self._held and self._held[name][0] == state:
                return self._held[name][1]
            if self._current(name):
                kept = self.rows("SELECT data FROM answer WHERE name = ? ORDER BY rank", (name,))
                found = [read(data) for (data,) in kept]
            else:
                with self._store.snapshot():
                    state, of = self._state(), facts(self._store)
                    found = work(of)
                rows = ((name, rank, write(item)) for rank, item in enumerate(found))
                self.write(
                    lambda connection: _answer(connection, name, rows, {name: state, f"{name} of": _sum(of.keys)})
                )
            self._held[name] = (state, found)
            return found

    # What is kept

    def _state(self) -> str:
        """Return what an answer depends on, as far as can be said at once: the program and the last index run."""
        meta = self._store.notes()
        notes = [meta.get(name) for name in ("identity", "generation", "finished", "reading", "linking")]
        return signature([*parts("linking"), *notes])

    def _current(self, name: Name) -> bool:
        """Return whether the kept answer is that of the articles as they are; an index run without changes keeps it."""
        kept = dict(self.rows("SELECT name, value FROM state"))
        state = self._state()
        if kept.get(name) == state:
            return True
        program = signature(parts("linking"))
        if kept.get("program") != program:
            self.write(lambda connection: _forget(connection, program))
            return False
        if kept.get(f"{name} of") != _sum(self._store.versions().values()):
            return False
        self.write(lambda connection: connection.execute("INSERT OR REPLACE INTO state VALUES (?, ?)", (name, state)))
        return True

    def rows(self, sql: str, values: tuple[object, ...] = ()) -> list[tuple[Any, ...]]:
        """Return rows of the file; none where it is missing or cannot be used."""
        if not self._file.exists() or self._writes.foreign():
            return []
        try:
            with closing(sqlite3.connect(f"{self._file.as_uri()}?mode=ro", uri=True, timeout=_BUSY)) as connection:
                distrust(connection)
                if not is_ours(connection, _SCHEMA):
                    return []
                return connection.execute(sql, values).fetchall()
        except sqlite3.Error:
            return []

    def write(self, change: Callable[[sqlite3.Connection], object]) -> bool:
        """Change the file, all or nothing, and return whether that was done; if not, only later time is lost."""
        if not self._store.exists():
            return False
        try:
            make_private_folder(self._writing.parent)
            make_private_folder(self._file.parent)  # there is none yet where articles are on a cluster
            with held(self._writing, _BUSY):
                self._changed(change)
        except (sqlite3.OperationalError, OSError):
            return False
        except sqlite3.DatabaseError:
            self._discard()
            return False
        return True

    def _changed(self, change: Callable[[sqlite3.Connection], object]) -> None:
        with closing(sqlite3.connect(self._file, timeout=_BUSY)) as connection:
            distrust(connection)
            empty = not connection.execute("SELECT count(*) FROM sqlite_master").fetchone()[0]
            ours = empty or (is_ours(connection, _SCHEMA) and not self._writes.foreign())
        if not ours:
            self._store.tell(
                "What was kept of earlier comparisons is not this program's, or an older version's: it was made anew."
            )
            self._discard()
        self._writes.begin()
        with closing(sqlite3.connect(self._file, timeout=_BUSY)) as connection, connection:
            distrust(connection)
            if empty or not ours:
                connection.executescript(_SCHEMA)
            change(connection)
        self._writes.end()

    def _discard(self) -> None:
        for end in ("", "-journal", "-wal", "-shm"):
            Path(f"{self._file}{end}").unlink(missing_ok=True)


class _Parts:
    """What is kept of the parts of all answers; `adding` says that more may be."""

    def __init__(self, comparisons: Comparisons, *, adding: bool) -> None:
        self._comparisons, self._adding = comparisons, adding

    def texts(self, name: str, keys: Collection[str] | None = None) -> dict[str, str]:
        if keys is None:
            return dict(self._comparisons.rows("SELECT key, data FROM texts WHERE name = ?", (name,)))
        among = "SELECT key, data FROM texts WHERE name = ? AND key IN (SELECT value FROM json_each(?))"
        return dict(self._comparisons.rows(among, (name, json.dumps(list(keys)))))

    def scores(self, name: str) -> tuple[bytes, bytes]:
        kept = self._comparisons.rows("SELECT keys, scores FROM scores WHERE name = ?", (name,))
        return kept[0] if kept else (b"", b"")

    def add(self, texts: Mapping[str, Mapping[str, str]]) -> bool:
        return self._adding and self._comparisons.write(lambda connection: _add(connection, texts))


def _add(connection: sqlite3.Connection, texts: Mapping[str, Mapping[str, str]]) -> None:
    every = ((name, key, data) for name, new in texts.items() for key, data in new.items())
    connection.executemany("INSERT OR REPLACE INTO texts VALUES (?, ?, ?)", every)


def _keep_parts(connection: sqlite3.Connection, cache: Cache) -> None:
    gone = [(name, key) for name, texts in cache.texts_by_name.items() for key in texts.before if key not in texts.now]
    for name, sketches in cache.sketches_by_name.items():
        kept = connection.execute("SELECT key FROM texts WHERE name = ?", (name,))
        gone += [(name, key) for (key,) in kept if key not in sketches.asked]
    connection.executemany("DELETE FROM texts WHERE name = ? AND key = ?", gone)
    for name, texts in cache.texts_by_name.items():
        _add(connection, {name: {key: data for key, data in texts.now.items() if key not in texts.before}})
    _add(connection, {name: sketches.new for name, sketches in cache.sketches_by_name.items()})
    every: dict[str, Scores | PairValues] = {**cache.scores_by_name, **cache.pairs_by_name}
    for name, scores in every.items():
        connection.execute("INSERT OR REPLACE INTO scores VALUES (?, ?, ?)", (name, *scores.packed()))


def _answer(
    connection: sqlite3.Connection, name: Name, rows: Iterable[tuple[object, ...]], state: Mapping[str, str]
) -> None:
    connection.execute("DELETE FROM answer WHERE name = ?", (name,))
    connection.executemany("INSERT INTO answer VALUES (?, ?, ?)", rows)
    connection.executemany("INSERT OR REPLACE INTO state VALUES (?, ?)", state.items())


def _forget(connection: sqlite3.Connection, program: str) -> None:
    """Drop everything: what another program worked out is of no use."""
    for table in ("answer", "texts", "scores", "state"):
        connection.execute(f"DELETE FROM {table}")  # noqa: S608 - our own names
    connection.execute("INSERT INTO state VALUES ('program', ?)", (program,))


def _sum(of: Iterable[str]) -> str:
    return digest(list(of))


def _entry(data: str) -> TimelineEntry:
    values = json.loads(data)
    return TimelineEntry(**{**values, "also": tuple(values["also"])})
