"""The catalogue: articles and everything extracted from them, in one SQLite file. It is the truth.

Rows are known by numbers that are never used twice: an article that changed is a new row, so whoever still holds
an old passage number finds nothing rather than other words. Write-ahead logging lets readers go on, each with a
whole state, while an index run writes. Connections are one to a thread.
"""

from __future__ import annotations

# ruff: noqa: S608 - the SQL is put together from our own names only; values are always bound
import json
import os
import secrets
import sqlite3
import threading
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Any, TypeVar

from dossier.files.folders import make_private_folder, overwrite_private
from dossier.model import (
    Article,
    ArticleInfo,
    DateSpan,
    Definition,
    DossierError,
    Entity,
    Extraction,
    Failure,
    Mention,
    Passage,
    Quantity,
    Quotation,
    Variant,
    Zone,
)
from dossier.storing.base.own_writes import OwnWrites
from dossier.storing.base.store import UnusableError
from dossier.storing.catalogue.schema import ARTICLE, COLUMNS, INFO, KINDS, SCHEMA, SCHEMA_VERSION, distrust, is_ours

_BUSY = 15.0  # seconds that a reader or writer waits for another

T = TypeVar("T", Mention, Definition, Quantity, DateSpan, Quotation)


@dataclass(frozen=True, slots=True)
class PassageRow:
    """A passage and the number of its article."""

    no: int
    article: int
    start: int
    end: int


class Catalogue:
    """Opens lazily; raises UnusableError where the file cannot be used, DossierError where the disk will not.

    Without a file, reading finds an empty dossier and creates nothing. `key` is a file in the user's own state folder:
    it keeps the identity of the catalogue that this user built here. One with another identity is a stranger's, and is
    built anew from the articles, whatever it holds.
    """

    def __init__(self, file: Path, key: Path) -> None:
        self.file = file
        self._key = key
        self._writes = OwnWrites(file, key.with_name("catalogue-written"))
        self._local = threading.local()
        self._all: list[sqlite3.Connection] = []
        self._lock = threading.Lock()
        self._turn = 0  # raised where every thread is to open the file anew
        self._inode = 0  # of the file the connections are open on
        self._looked: str | None = None  # what the file was like then
        self._frozen = False  # whether some see the file as it stood, whatever becomes of it

    # Connections

    def create(self) -> None:
        """Make an empty catalogue where there is none."""
        if not self.file.exists():
            make_private_folder(self.file.parent)
            identity = secrets.token_hex(16)
            self._writes.begin()
            self._keep_identity(identity)
            connection = self._open(str(self.file))
            try:
                connection.execute("PRAGMA journal_mode=WAL")
                # Article numbers are used once in one catalogue; which one, other files are to know.
                named = f"INSERT INTO meta VALUES ('identity', '{identity}');"
                connection.executescript(f"BEGIN IMMEDIATE;{SCHEMA}{named}COMMIT;")
            finally:
                connection.close()

    def discard(self) -> None:
        """Remove the files, so that the next run starts anew."""
        if os.name == "nt":  # an open file cannot be removed there
            self.close()
        self._let_go()
        for end in ("", "-wal", "-shm"):
            Path(f"{self.file}{end}").unlink(missing_ok=True)

    def settle(self) -> None:
        """Note the file as a run leaves it, so that what another program changes in it is noticed."""
        found: sqlite3.Connection | None = getattr(self._local, "connection", None)
        if found is None or not self._writes.begun:
            return
        with suppress(sqlite3.Error):  # what is not noted is believed
            (unfinished, *_) = found.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchone()
            if not unfinished:
                self._writes.end()

    def close(self) -> None:
        """Close every thread's connection."""
        with self._lock:
            for connection in self._all:
                connection.close()
            self._all.clear()
            self._local = threading.local()
        self._let_go()

    def _let_go(self) -> None:
        """Have every thread open the file anew; each closes its own connection, which another may not while it asks."""
        with self._lock:
            self._turn += 1
            self._inode = 0
            self._frozen = False

    def follow(self) -> None:
        """Let go of the file when another program has put a new one in its place, or may have written it unseen."""
        try:
            replaced = self._frozen or (self._inode and (self.file.stat().st_ino != self._inode or self._changed()))
        except OSError:
            replaced = True
        if replaced:
            self._let_go()

    def _changed(self) -> bool:
        """Return whether another program has changed the file's rows since it was last looked at."""
        looked, self._looked = self._looked, self._writes.now()
        return looked != self._looked and self._writes.foreign()

    def _open(self, name: str, *, uri: bool = False) -> sqlite3.Connection:
        connection = sqlite3.connect(
            name, timeout=_BUSY, isolation_level=None, check_same_thread=False, uri=uri, cached_statements=256
        )
        try:
            distrust(connection)
            connection.execute("PRAGMA synchronous=NORMAL")
            connection.execute("PRAGMA foreign_keys=ON")
            connection.execute("PRAGMA cache_size=-16000")  # KiB; a large dossier is written in no order
        except BaseException:
            connection.close()
            raise
        return connection

    def _connection(self) -> sqlite3.Connection:
        found: sqlite3.Connection | None = getattr(self._local, "connection", None)
        if found is not None and (self._local.turn == self._turn or found.in_transaction):
            return found
        if found is not None:
            self._local.connection = None
            with self._lock:
                if found in self._all:
                    self._all.remove(found)
            found.close()
        turn = self._turn
        with _readable(self.file):
            found = self._read_and_write() or self._read_only()
            try:
                self._look(found)
            except BaseException:
                found.close()
                raise
            self._inode = self.file.stat().st_ino
        self._local.connection, self._local.turn = found, turn
        with self._lock:
            self._all.append(found)
        return found

    def _look(self, connection: sqlite3.Connection) -> None:
        """Raise UnusableError where this is not what this program wrote for this user."""
        (version,) = connection.execute("PRAGMA user_version").fetchone()
        if version != SCHEMA_VERSION:
            raise UnusableError("The index is of another version of the program.")
        if not is_ours(connection, SCHEMA):
            raise UnusableError("The catalogue holds what this program does not write there.")
        identity = connection.execute("SELECT value FROM meta WHERE key = 'identity'").fetchone()
        if identity is None or identity[0] != self._known_identity():
            raise UnusableError("The index was not built by you on this machine.")
        if self._writes.foreign():
            raise UnusableError("The catalogue was changed by another program.")

    def _keep_identity(self, identity: str) -> None:
        make_private_folder(self._key.parent)
        overwrite_private(self._key, identity)

    def _known_identity(self) -> str | None:
        try:
            return self._key.read_text("ascii")
        except (FileNotFoundError, NotADirectoryError, UnicodeDecodeError):
            return None
        except OSError as error:  # no sign of a stranger
            raise DossierError(f"What is known of the index cannot be read ({error.strerror}).") from error

    def _read_and_write(self) -> sqlite3.Connection | None:
        """Open the file; None where the folder or the disk lets it only be read, as it stands.

        SQLite needs a file of its own beside a database with write-ahead log, even to read; a read-only folder and a
        full disk have no place for it. Then it can be read only if nobody writes it and nothing waits in the log.
        """
        try:
            return self._open(f"{self.file.as_uri()}?mode=rw", uri=True)
        except sqlite3.OperationalError:
            log = Path(f"{self.file}-wal")
            if log.exists() and log.stat().st_size > 0:
                raise
            return None

    def _read_only(self) -> sqlite3.Connection:
        self._frozen = True
        return self._open(f"{self.file.as_uri()}?immutable=1", uri=True)

    def rows(self, sql: str, values: Sequence[Any] = ()) -> list[tuple[Any, ...]]:
        """Run a query; finds nothing where there is no catalogue yet."""
        if not self.file.exists():
            return []
        with _readable(self.file):
            return self._connection().execute(sql, values).fetchall()

    @contextmanager
    def transaction(self) -> Iterator[sqlite3.Connection]:
        """All or nothing."""
        connection = self._connection()
        self._writes.begin()
        with _readable(self.file):
            connection.execute("BEGIN IMMEDIATE")
            try:
                yield connection
            except BaseException:
                if connection.in_transaction:
                    connection.execute("ROLLBACK")
                raise
            connection.execute("COMMIT")

    @contextmanager
    def snapshot(self) -> Iterator[None]:
        """Let this thread see one state of the catalogue, whatever a run writes meanwhile."""
        if not self.file.exists():
            yield
            return
        connection = self._connection()
        if connection.in_transaction:
            yield
            return
        with _readable(self.file):
            connection.execute("BEGIN")
            try:
                yield
            finally:
                connection.execute("ROLLBACK")

    def sound(self) -> str | None:
        """Check the file itself; give what is wrong with it, or None."""
        try:
            rows = self.rows("PRAGMA quick_check(1)")
        except DossierError as error:
            return str(error)
        return None if not rows or rows[0][0] == "ok" else f"The catalogue is damaged: {rows[0][0]}."

    # What a run notes

    def meta(self) -> dict[str, str]:
        """Return the notes that runs keep: generation, signature, …."""
        return dict(self.rows("SELECT key, value FROM meta"))

    def note(self, **values: str) -> None:
        """Keep notes."""
        with self.transaction() as connection:
            connection.executemany("INSERT OR REPLACE INTO meta VALUES (?, ?)", values.items())

    def failures(self) -> tuple[Failure, ...]:
        """Return the files that the last run could not read."""
        return tuple(Failure(*row) for row in self.rows("SELECT path, error FROM failure ORDER BY rowid"))

    def failed_files(self) -> set[tuple[str, int, int]]:
        """Return what those files looked like: file, size, time of change."""
        return set(self.rows("SELECT file, size, mtime_ns FROM failure WHERE file IS NOT NULL"))

    # Articles

    def infos(self) -> list[ArticleInfo]:
        """List the articles in the order of their paths."""
        return [ArticleInfo(*row) for row in self.rows(f"SELECT {', '.join(INFO)} FROM article ORDER BY path, id")]

    def numbers_of(self) -> dict[str, int]:
        """Return every article's number by its id, in the order of the paths."""
        return dict(self.rows("SELECT id, no FROM article ORDER BY path, id"))

    def article(self, no: int) -> Article | None:
        """Return an article by its number; None when it is gone."""
        return self.articles([no]).get(no)

    def articles(self, numbers: Iterable[int]) -> dict[int, Article]:
        """Return articles by number; those that are gone are missing."""
        wanted = (json.dumps(list(numbers)),)
        among = "IN (SELECT value FROM json_each(?))"
        passages: dict[int, list[Passage]] = {}
        for no, start, end in self.rows(
            f"SELECT article, start, end FROM passage WHERE article {among} ORDER BY article, start", wanted
        ):
            passages.setdefault(no, []).append(Passage(start, end))
        found = {}
        for no, *row in self.rows(f"SELECT no, {', '.join(ARTICLE)} FROM article WHERE no {among}", wanted):
            values: dict[str, Any] = dict(zip(ARTICLE, row, strict=True))
            values["zones"] = tuple(Zone(*zone) for zone in json.loads(values["zones"]))
            values["remarks"] = tuple(json.loads(values["remarks"]))
            found[no] = Article(**values, passages=tuple(passages.get(no, ())))
        return found

    def texts(self, numbers: Iterable[int]) -> dict[int, tuple[str, str]]:
        """Return ids and texts of articles, by number."""
        wanted = json.dumps(sorted(numbers))
        rows = self.rows("SELECT no, id, text FROM article WHERE no IN (SELECT value FROM json_each(?))", (wanted,))
        return {no: (id_, text) for no, id_, text in rows}

    def passages(self, numbers: Iterable[int]) -> dict[int, PassageRow]:
        """Return passages by number; those that are gone are missing."""
        wanted = json.dumps(list(numbers))
        rows = self.rows(
            "SELECT no, article, start, end FROM passage WHERE no IN (SELECT value FROM json_each(?))", (wanted,)
        )
        return {row[0]: PassageRow(*row) for row in rows}

    # What was extracted

    def extracted(
        self, kind: type[T], article: int | None = None, where: str = "", values: Sequence[Any] = ()
    ) -> list[T]:
        """Return mentions, definitions, quantities, dates or quotations in article order."""
        return [item for _, _, item in self.numbered(kind, article, where, values)]

    def numbered(
        self, kind: type[T], article: int | None = None, where: str = "", values: Sequence[Any] = ()
    ) -> list[tuple[int, int | None, T]]:
        """Return the same, each with its row number and the passage it stands in (None: in none, as in a headline)."""
        columns = ", ".join("a.id" if name == "article" else f't."{name}"' for name in COLUMNS[kind])
        conditions = [*(["t.article = ?"] if article is not None else []), *([where] if where else [])]
        rows = self.rows(
            f"SELECT t.no, t.passage, {columns} FROM {KINDS[kind]} t JOIN article a ON a.no = t.article"
            f" {'WHERE ' + ' AND '.join(conditions) if conditions else ''} ORDER BY a.path, a.id, t.start, t.no",
            [*([article] if article is not None else []), *values],
        )
        return [(row[0], row[1], kind(*row[2:])) for row in rows]

    def extraction(self, article: int) -> Extraction:
        """Return everything that was extracted from an article."""
        return Extraction(
            mentions=tuple(self.extracted(Mention, article)),
            definitions=tuple(self.extracted(Definition, article)),
            quantities=tuple(self.extracted(Quantity, article)),
            dates=tuple(self.extracted(DateSpan, article)),
            quotations=tuple(self.extracted(Quotation, article)),
        )

    def entities(self, ids: Iterable[str] | None = None) -> Iterator[Entity]:
        """Return every entity, or those with these ids, most mentions first."""
        among = "" if ids is None else "WHERE id IN (SELECT value FROM json_each(?))"
        values = () if ids is None else (json.dumps(list(ids)),)
        return (_entity(data) for (data,) in self.rows(f"SELECT data FROM entity {among} ORDER BY rank", values))


def _entity(data: str) -> Entity:
    values: dict[str, Any] = json.loads(data)
    for name in ("roles", "merged"):
        values[name] = tuple(values[name])
    values["variants"] = tuple(Variant(**variant) for variant in values["variants"])
    return Entity(**values)


@contextmanager
def _readable(file: Path) -> Iterator[None]:
    """Turn SQLite's errors into sentences."""
    try:
        yield
    except sqlite3.OperationalError as error:
        problem = str(error)
        if "locked" in problem or "busy" in problem:
            raise DossierError("The index is being written by another program for a long time; try again.") from error
        if "readonly" in problem:
            raise DossierError(
                f"The index in {file.parent} cannot be written: the folder is read-only, or its disk is full."
            ) from error
        if "unable to open" in problem:
            raise DossierError(
                f"The index in {file.parent} cannot be opened: {problem}. Check its permissions."
            ) from error
        if "full" in problem or "disk I/O" in problem:
            raise DossierError(f"The index in {file.parent} cannot be written: {problem}.") from error
        raise UnusableError(f"The catalogue cannot be used: {problem}.") from error
    except sqlite3.DatabaseError as error:
        raise UnusableError(f"The catalogue is damaged: {error}.") from error
