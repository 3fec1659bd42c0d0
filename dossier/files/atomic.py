"""Put a file's new text in the place of the old so that nobody ever sees, or is left with, anything in between.

The new text is written beside the file, forced to the disk and renamed over it. The version before the first
change of a day is kept beside it as `.NAME.DATE~`; the ten newest of these stay.
"""

from __future__ import annotations

import contextlib
import os
import shutil
import stat
import tempfile
import time
from collections.abc import Iterator
from datetime import datetime
from pathlib import Path

_KEPT = 10
_PATIENCE = 10.0  # seconds; a change takes a few milliseconds


@contextlib.contextmanager
def locked(path: Path) -> Iterator[None]:
    """Hold the file's lock, an empty `.NAME.lock` beside it, so that programs change the file one after another.

    Raises OSError where the folder cannot be written, TimeoutError after ten seconds. The lock goes with the
    process that holds it, however that ends.
    """
    try:
        import fcntl
    except ImportError:  # Windows: no advisory locks; the comparison before the rename has to do
        yield
        return
    handle = os.open(path.with_name(f".{path.name}.lock"), os.O_CREAT | os.O_RDWR | os.O_CLOEXEC, 0o666)
    try:
        until = time.monotonic() + _PATIENCE
        while True:
            try:
                fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
                break
            except BlockingIOError:
                if time.monotonic() > until:
                    raise TimeoutError("another program has been writing it for ten seconds") from None
                time.sleep(0.005)
        yield
    finally:
        os.close(handle)


def replace(path: Path, data: bytes, before: os.stat_result | None) -> bool:
    """Write the file whole, keeping its mode, owner where allowed, and a copy of the day's first version.

    `before` is what the file was when it was read (None: absent); gives False, and changes nothing, where it
    has been written since. Raises OSError, and changes nothing, where it cannot be written.
    """
    beside = path.with_name(f".{path.name}.tmp")
    with contextlib.suppress(FileNotFoundError):  # left by a program that was killed; the lock is ours
        beside.unlink()
    handle = os.open(beside, os.O_CREAT | os.O_EXCL | os.O_WRONLY | os.O_CLOEXEC, 0o666)
    try:
        with os.fdopen(handle, "wb") as file:
            if before:
                with contextlib.suppress(PermissionError):
                    os.chown(file.fileno(), before.st_uid, before.st_gid)
                os.fchmod(file.fileno(), stat.S_IMODE(before.st_mode))
            file.write(data)
            file.flush()
            os.fsync(file.fileno())
        if not unchanged(path, before):
            beside.unlink()
            return False
        if before:
            _keep(path)
        beside.replace(path)
    except BaseException:
        with contextlib.suppress(OSError):
            beside.unlink()
        raise
    _sync_folder(path.parent)
    return True


def write(path: Path, data: bytes) -> None:
    """Write a document whole, in place of what stands there; no copy of the old is kept.

    Raises OSError, and changes nothing, where it cannot be written.
    """
    handle, name = tempfile.mkstemp(prefix=f".{path.name}.", suffix=".tmp", dir=path.parent)
    try:
        with os.fdopen(handle, "wb") as file:
            os.fchmod(file.fileno(), 0o666 & ~_umask())
            file.write(data)
            file.flush()
            os.fsync(file.fileno())
        Path(name).replace(path)
    except BaseException:
        with contextlib.suppress(OSError):
            Path(name).unlink()
        raise
    _sync_folder(path.parent)


def _umask() -> int:
    mask = os.umask(0)
    os.umask(mask)
    return mask


def unchanged(path: Path, before: os.stat_result | None) -> bool:
    """Say whether the file is still the one that `before` tells of."""
    try:
        now = path.stat()
    except FileNotFoundError:
        return before is None
    return before is not None and _identity(now) == _identity(before)


def _identity(status: os.stat_result) -> tuple[int, ...]:
    return status.st_dev, status.st_ino, status.st_size, status.st_mtime_ns


def _keep(path: Path) -> None:
    """Keep the file as it stands, unless a version of today is kept already; a full disk must not stop a change."""
    today = path.with_name(f".{path.name}.{datetime.now().astimezone():%Y-%m-%d}~")
    if today.exists():
        return
    with contextlib.suppress(OSError):
        try:
            os.link(path, today)  # the file is about to be replaced, so the old one can be kept without a copy
        except OSError:
            shutil.copy2(path, today)
        kept = sorted(path.parent.glob(f".{_literal(path.name)}.????-??-??~"))
        for old in kept[:-_KEPT]:
            old.unlink()


def _literal(name: str) -> str:
    return "".join(f"[{character}]" if character in "*?[" else character for character in name)


def _sync_folder(folder: Path) -> None:
    """Force the rename itself to the disk, where the system lets folders be opened."""
    with contextlib.suppress(OSError):
        handle = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(handle)
        finally:
            os.close(handle)
