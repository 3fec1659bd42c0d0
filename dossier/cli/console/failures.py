"""System errors in plain sentences: no memory, a full disk, no folder, a missing library."""

from __future__ import annotations

import errno
from pathlib import Path

from dossier.text.visible import one_line, path_text

_MEMORY = "There is not enough memory; close other programs, or allow more (ulimit -v)."
_REASONS = {
    errno.ENOSPC: "the disk is full",
    errno.EDQUOT: "the quota of the disk is used up",
    errno.EFBIG: "a file may not grow so large (ulimit -f)",
    errno.EMFILE: "too many files are open (ulimit -n)",
    errno.ENFILE: "too many files are open on this system",
    errno.EROFS: "the disk is read-only",
}


def sentence(error: BaseException) -> str | None:
    """Return what went wrong as one sentence, where it is the system's doing; None where it is the program's."""
    if isinstance(error, MemoryError):
        return _MEMORY
    if isinstance(error, OSError):
        return _of_the_system(error)
    if isinstance(error, EOFError) and "marshal" in str(error):
        return (
            "A compiled part of the program was cut off, as by a full disk: delete the folders __pycache__ in"
            f" {one_line(str(Path(__file__).parents[2]))}."
        )
    if isinstance(error, UnicodeError):
        return "An argument or a file name is not UTF-8 text; write it again."
    if isinstance(error, ImportError):
        reason = one_line(str(error))[:200]
        return f"A part of the program cannot be loaded ({reason}): there is too little memory, or its file is damaged."
    if type(error).__module__ == "sqlite3":
        reason = one_line(str(error))[:200]
        return (
            f"The index cannot be used ({reason}): the disk may be full, or another program has removed it; try again,"
            " or run 'dossier index --rebuild'."
        )
    if isinstance(error, RuntimeError) and "thread" in str(error):
        return "The system allows no more threads (ulimit -u); close other programs."
    return None


def _of_the_system(error: OSError) -> str:
    reason = _REASONS.get(error.errno or 0, (error.strerror or str(error) or "unknown error"))
    reason = one_line(reason)
    if error.errno == errno.ENOMEM:
        return _MEMORY
    if error.filename is None:
        return f"The system refused: {reason}."
    name = one_line(path_text(str(error.filename)))
    return f"{name if len(name) <= 200 else name[:199] + '…'} cannot be used: {reason}."
