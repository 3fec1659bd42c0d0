"""A text file that belongs to its user, read and changed safely while others may be writing it."""

from __future__ import annotations

import os
import stat
from collections.abc import Callable
from pathlib import Path

from dossier.files import atomic, locks
from dossier.files.atomic import FileAsRead
from dossier.model import DossierError
from dossier.text.visible import one_line, path_text

LARGEST = 1_000_000  # bytes of a file that people write by hand
_ATTEMPTS = 20
_WAIT = 10.0  # seconds; a change takes a few milliseconds


def read_bounded(path: Path, largest: int = LARGEST) -> FileAsRead:
    """Return a regular file as it is now; an absent one is an empty version. Raises OSError for what is not a file.

    Pipes and devices are never waited for.
    """
    try:
        handle = os.open(path, os.O_RDONLY | getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_CLOEXEC", 0))
    except FileNotFoundError:
        return FileAsRead()
    with open(handle, "rb") as file:  # noqa: PTH123 - a descriptor, not a path
        status = os.fstat(file.fileno())
        if not stat.S_ISREG(status.st_mode):
            raise OSError(None, "it is not a regular file")
        if status.st_size > largest:
            raise OSError(None, f"it is larger than {largest // 1000:,} KB")
        data = file.read(largest + 1)
        if len(data) > largest:
            raise OSError(None, f"it is larger than {largest // 1000:,} KB")
        return FileAsRead(data, status)


class TextFile:
    """A UTF-8 file; a missing one has no text. Errors are of the given kind, and name the file and what to do."""

    def __init__(self, path: Path, error: type[DossierError], largest: int = LARGEST) -> None:
        self.path = Path(path)
        self._error = error
        self._largest = largest

    def read(self) -> str | None:
        """Return the text, None where there is no file."""
        version = self._load()
        return None if version.status is None else self._decoded(version)

    def change(self, edit: Callable[[str | None], str | None]) -> None:
        """Let `edit` make the new text of the old, under the file's lock; None takes the file away.

        It is called again where another program saved the file meanwhile. Where it raises, nothing is changed.
        """
        real = Path(os.path.realpath(self.path))
        try:
            with locks.held(real.with_name(f".{real.name}.lock"), _WAIT):
                for _ in range(_ATTEMPTS):
                    if self._changed(real, edit):
                        return
        except OSError as error:
            raise self._failure("written", error) from None
        raise self.error("keeps being written by another program; nothing was changed. Try again.")

    def error(self, sentence: str, line: int | None = None) -> DossierError:
        """Return an error that names the file and, from 0, the line."""
        where = "" if line is None else f", line {line + 1}:"
        return self._error(f"{self._name}{where} {sentence}")

    def _changed(self, real: Path, edit: Callable[[str | None], str | None]) -> bool:
        version = self._load()
        if version.status and not os.access(real, os.W_OK):
            raise self.error("may not be written; nothing was changed. Allow it with chmod u+w.")
        old = None if version.status is None else self._decoded(version)
        new = edit(old)
        if new == old:
            return True
        if new is None:
            if not atomic.unchanged(real, version.status):
                return False
            real.unlink()
            return True
        if old and new.startswith(old):
            return atomic.replace(real, version.data + new[len(old) :].encode("utf-8"), version)
        return atomic.replace(real, new.encode("utf-8"), version)

    def _load(self) -> FileAsRead:
        try:
            return read_bounded(self.path, self._largest)
        except OSError as error:
            raise self._failure("read", error) from None

    def _decoded(self, version: FileAsRead) -> str:
        try:
            return version.data.decode("utf-8")
        except UnicodeDecodeError as error:
            line = version.data.count(b"\n", 0, error.start)
            raise self.error("this is not UTF-8; save the file as UTF-8.", line) from None

    def _failure(self, what: str, error: OSError) -> DossierError:
        return self.error(f"cannot be {what} ({error.strerror or error}). Nothing was changed.")

    @property
    def _name(self) -> str:
        return one_line(path_text(str(self.path)))
