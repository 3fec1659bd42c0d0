"""The SQLite file of the catalogue: whose it is, its connections, transactions and snapshots."""

from __future__ import annotations

import os
import secrets
import sqlite3
import threading
from collections.abc import Iterator, Sequence
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import Any

from dossier.files.folders import make_private_folder, overwrite_private
from dossier.model import DossierError, UnusableError
from dossier.storing.base.own_writes import OwnWrites
from dossier.storing.catalogue.schema import SCHEMA, SCHEMA_VERSION, distrust, is_ours

_AT_ONCE = 500  # rows that are read together
_BUSY = 15.0  # seconds that a reader or writer waits for another


class _Connection(sqlite3.Connection):
    """A connection of one thread that another may close: not while a statement runs, which would end the process."""

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        self.in_use = threading.RLock()

    def execute(self, *statement: Any) -> sqlite3.Cursor:
        with self.in_use:
            return super().execute(*statement)

    def executemany(self, *statement: Any) -> sqlite3.Cursor:
        with self.in_use:
            return super().executemany(*statement)

    def close(self) -> None:
        with self.in_use:
            super().close()


class CatalogueFile:
    """Opens lazily; raises UnusableError where the file cannot be used, DossierError where the disk will not.

    Without a file, reading finds nothing and creates nothing. `key` is a file in the user's own state folder:
    it keeps the identity of the catalogue that this user built here. One with another identity is a stranger's, and is
    built anew from the articles, whatever it holds.
    """

    def __init__(self, file: Path, key: Path) -> None:
        self.file = file
        self._key = key
        self._writes = OwnWrites(file, key.with_name("catalogue-written"))
        self._local = threading.local()
        self._all: set[_Connection] = set()
        self._lock = threading.Lock()
        self._turn = 0  # raised where every thread is to open the file anew
        self._inode = 0  # of the file the connections are open on
        self._looked: str | None = None  # what the file was like then
        self._frozen = False  # whether some see the file as it stood, whatever becomes of it

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
                named = f"INSERT INTO meta VALUES ('identity', '{identity}');"  # noqa: S608 - our own digits
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

    def _open(self, name: str, *, uri: bool = False) -> _Connection:
        connection = sqlite3.connect(
            name,
            timeout=_BUSY,
            isolation_level=None,
            check_same_thread=False,
            uri=uri,
            cached_statements=256,
            factory=_Connection,
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

    def _connection(self) -> _Connection:
        found: _Connection | None = getattr(self._local, "connection", None)
        if found is not None and (self._local.turn == self._turn or found.in_transaction):
            return found
        if found is not None:
            self._local.connection = None
            with self._lock:
                self._all.discard(found)
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
            self._all.add(found)
        return found

    def _look(self, connection: sqlite3.Connection) -> None:
        """Raise UnusableError where this is not what this program wrote for this user."""
        (version,) = connection.execute("PRAGMA user_version").fetchone()
        if version != SCHEMA_VERSION:
            raise UnusableError("The index is of another version of the program.")
        if not is_ours(connection, SCHEMA):
            raise UnusableError("The catalogue holds what this program does not make.")
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

    def _read_and_write(self) -> _Connection | None:
        """Return the open file; None where the folder or the disk allows only reading it.

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

    def _read_only(self) -> _Connection:
        self._frozen = True
        return self._open(f"{self.file.as_uri()}?immutable=1", uri=True)

    def rows(self, sql: str, values: Sequence[Any] = ()) -> list[tuple[Any, ...]]:
        """Return the rows of a query; none where there is no catalogue yet."""
        if not self.file.exists():
            return []
        with _readable(self.file):
            connection = self._connection()
            with connection.in_use:
                return connection.execute(sql, values).fetchall()

    def each_row(self, sql: str) -> Iterator[tuple[Any, ...]]:
        """Yield the rows of a query one by one."""
        if self.file.exists():
            with _readable(self.file):
                connection = self._connection()
                found = connection.execute(sql)
                while True:
                    with connection.in_use:
                        some = found.fetchmany(_AT_ONCE)
                    if not some:
                        return
                    yield from some

    @contextmanager
    def transaction(self) -> Iterator[sqlite3.Connection]:
        """Yield a connection whose changes are kept all together, or none of them where an error is raised."""
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
        """Return what SQLite's own check finds wrong with the file, or None."""
        try:
            rows = self.rows("PRAGMA quick_check(1)")
        except DossierError as error:
            return str(error)
        return None if not rows or rows[0][0] == "ok" else f"The catalogue is damaged: {rows[0][0]}."


@contextmanager
def _readable(file: Path) -> Iterator[None]:
    """Raise SQLite's errors as sentences for the user."""
    try:
        yield
    except sqlite3.OperationalError as error:
        problem = str(error)
        if "locked" in problem or "busy" in problem:
            raise DossierError("Another program has been writing the index for a long time; try again.") from error
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
