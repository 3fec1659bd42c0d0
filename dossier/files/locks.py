"""One program at a time: advisory locks, which go when the process that holds them ends, however it ends."""

from __future__ import annotations

import errno
import os
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from dossier.files.folders import claim, make_private, open_private
from dossier.model import DossierError
from dossier.text.visible import one_line, path_text

try:
    import fcntl
except ImportError:  # Windows
    fcntl = None  # type: ignore[assignment]
    import msvcrt

_BUSY = {errno.EWOULDBLOCK, errno.EAGAIN, errno.EACCES, errno.EDEADLK}
_NO_LOCKS = {errno.ENOLCK, errno.EOPNOTSUPP, errno.ENOSYS, errno.EINVAL}
_PAUSE = 0.005  # seconds


@contextmanager
def held(file: Path, wait: float) -> Iterator[None]:
    """Hold the lock of a file, which is made where it is missing.

    Waits so many seconds for another program. Raises TimeoutError after that, OSError where the file cannot be opened,
    is a link, or stands on a file system that has no locks.
    """
    descriptor = open_private(file)
    try:
        until = time.monotonic() + wait
        while not _take(descriptor):
            if time.monotonic() > until:
                raise TimeoutError(errno.ETIMEDOUT, "another program is writing it")
            time.sleep(_PAUSE)
        yield
    finally:
        os.close(descriptor)


def _take(descriptor: int) -> bool:
    try:
        if fcntl:
            fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
        else:
            msvcrt.locking(descriptor, msvcrt.LK_NBLCK, 1)  # type: ignore[attr-defined,unused-ignore]
    except OSError as error:
        if error.errno in _BUSY:
            return False
        if error.errno in _NO_LOCKS:
            raise OSError(error.errno, f"its file system has no locks: {error.strerror}") from None
        raise
    return True


@contextmanager
def locked(file: Path, wait: float = 5.0) -> Iterator[None]:
    """Hold the lock of an index, in a folder of this program's own; waits so many seconds. Raises DossierError."""
    folder = one_line(path_text(str(file.parent)))
    held_lock = held(file, wait)
    try:
        claim(file.parent)
        held_lock.__enter__()
    except TimeoutError:
        raise DossierError("Another program is building this index; wait until it is done, then try again.") from None
    except OSError as error:
        if error.errno in _NO_LOCKS:
            raise DossierError(
                f"The index in {folder} cannot be written: {error.strerror}; set a folder on another one under 'index:'"
                " in config.yaml."
            ) from error
        raise DossierError(
            f"The index folder {folder} cannot be written ({error.strerror or error}); mend its permissions, or set"
            " another folder under 'index:' in config.yaml."
        ) from error
    try:
        yield
    finally:
        make_private(file.parent)
        held_lock.__exit__(None, None, None)
