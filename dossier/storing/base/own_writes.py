"""Whether a database is still as this program left it, so that rows changed by another program are noticed."""

from __future__ import annotations

import contextlib
import threading
from pathlib import Path

from dossier.files.folders import make_private_folder, overwrite_private

_WRITING = "writing"


class OwnWrites:
    """Keeps size and time of a database's file after the last change, in a note in the user's own state folder.

    A reader never changes the file. This program moves its changes from the write-ahead log into the file when they
    end, so what is left in the log was written by another program. While this program writes, and after it was
    killed doing so, the note says so, and the file is trusted until the next change ends; also without any note.
    """

    def __init__(self, file: Path, note: Path) -> None:
        self._file = file
        self._log = Path(f"{file}-wal")
        self._note = note
        self._lock = threading.Lock()
        self.begun = False
        """Whether this program has changed the file since it last noted its end."""

    def begin(self) -> None:
        """Note that this program is about to change the file. Raises OSError where that cannot be noted."""
        with self._lock:
            if not self.begun or self._noted() != _WRITING:
                self._keep(_WRITING)
                self.begun = True

    def end(self) -> None:
        """Note the file as it is now, with all changes in it; where that cannot be noted, the file is trusted."""
        with self._lock, contextlib.suppress(OSError):
            if now := self.now():
                self._keep(now)
            self.begun = False

    def foreign(self) -> bool:
        """Return whether another program has changed the file since the last change of this one ended."""
        while True:
            noted = self._noted()
            if noted in (None, _WRITING):
                return False
            now = self.now()
            if noted == self._noted():  # else a change began or ended meanwhile
                return now not in (None, noted)

    def now(self) -> str | None:
        """Return size and time of the file, or the bytes that wait in its log; None where there is no file."""
        try:
            state = self._file.stat()
        except OSError:
            return None
        with contextlib.suppress(OSError):
            if waiting := self._log.stat().st_size:
                return f"{waiting} bytes wait in the log"
        return f"{state.st_size} {state.st_mtime_ns}"

    def _noted(self) -> str | None:
        try:
            return self._note.read_text("utf-8")
        except (OSError, UnicodeDecodeError):
            return None

    def _keep(self, text: str) -> None:
        make_private_folder(self._note.parent)
        overwrite_private(self._note, text)
