"""One index run at a time, whoever starts it; the lock goes when its process ends, however it ends."""

from __future__ import annotations

import os
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from dossier.model import DossierError

try:
    import fcntl
except ImportError:  # Windows
    fcntl = None  # type: ignore[assignment]
    import msvcrt


@contextmanager
def locked(file: Path, wait: float = 5.0) -> Iterator[None]:
    """Hold the lock; wait so many seconds for another program to finish. Raises DossierError."""
    try:
        file.parent.mkdir(parents=True, exist_ok=True)
        descriptor = os.open(file, os.O_RDWR | os.O_CREAT | getattr(os, "O_CLOEXEC", 0), 0o600)
    except OSError as error:
        raise DossierError(
            f"The index folder {file.parent} cannot be written ({error.strerror}); mend its permissions, or set"
            " another folder under 'index:' in config.yaml."
        ) from error
    try:
        until = time.monotonic() + wait
        while not _take(descriptor):
            if time.monotonic() > until:
                raise DossierError("Another program is building this index; wait until it is done, then try again.")
            time.sleep(0.05)
        yield
    finally:
        os.close(descriptor)


def _take(descriptor: int) -> bool:
    try:
        if fcntl:
            fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
        else:
            msvcrt.locking(descriptor, msvcrt.LK_NBLCK, 1)  # type: ignore[attr-defined,unused-ignore]
    except OSError:
        return False
    return True
