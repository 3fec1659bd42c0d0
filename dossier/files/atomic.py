"""Put a file's new version in the place of the old so that nobody ever sees, or is left with, anything in between.

The new version is written beside the file, forced to the disk, then given its name in one step. What another program
saved at the same moment is found in the exchanged old version: it is put back, or its added lines are kept. The
version before the first change of a day is kept beside the file as `.NAME.DATE~`; the ten newest of these stay.
"""

from __future__ import annotations

import contextlib
import errno
import functools
import os
import secrets
import stat
import time
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from dossier.files.folders import NEW_FILE, PRIVATE_FILE, create_private

_KEPT = 10
_PATIENCE = 0.25  # seconds for a program that has the old version open to write what it has
_EXCHANGE = 2  # RENAME_EXCHANGE of renameat2(2)
_HERE = -100  # AT_FDCWD
_NOT_THERE = {errno.ENOSYS, errno.EINVAL, errno.EOPNOTSUPP, errno.EXDEV, errno.EPERM}


@dataclass(frozen=True, slots=True)
class FileAsRead:
    """A file as it was read; `status` is None where there was none."""

    data: bytes = b""
    status: os.stat_result | None = None


def write(path: Path, data: bytes, *, mode: int | None = None, alone: bool = False) -> None:
    """Write a file whole, in the place of any before it; without a `mode`, with the one that new files have.

    `alone` says that no other program writes it now. Raises OSError, and changes nothing, where it cannot be written.
    """
    beside = _written(path, data, mode=mode, alone=alone)
    try:
        beside.replace(path)
    except BaseException:
        _forget(beside)
        raise
    sync_folder(path.parent)


def replace(path: Path, data: bytes, before: FileAsRead) -> bool:
    """Write a file whole, keeping its mode, owner where allowed, and a copy of the day's first version.

    Returns False, and changes nothing, where it is not the version `before` any more. Lines that another program added
    to its end meanwhile are kept. Raises OSError, and changes nothing, where it cannot be written. The lock is the
    caller's.
    """
    beside = _written(path, data, before.status)
    try:
        done = _create(beside, path) if before.status is None else _take_place(beside, path, data, before)
    finally:
        _forget(beside)
    sync_folder(path.parent)
    return done


def create(path: Path, data: bytes, *, mode: int = PRIVATE_FILE) -> bool:
    """Write a file that is not there, whole or not at all; return False where there is one. Raises OSError."""
    beside = _written(path, data, mode=mode, alone=False)
    try:
        return _create(beside, path)
    finally:
        _forget(beside)


def unchanged(path: Path, before: os.stat_result | None) -> bool:
    """Return whether the file is still the one that `before` tells of."""
    try:
        now = path.stat()
    except FileNotFoundError:
        return before is None
    return before is not None and _identity(now) == _identity(before)


def sync_folder(folder: Path) -> None:
    """Force the names in a folder to the disk, where the system lets folders be opened."""
    with contextlib.suppress(OSError):
        handle = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(handle)
        finally:
            os.close(handle)


def _written(
    path: Path, data: bytes, like: os.stat_result | None = None, mode: int | None = PRIVATE_FILE, *, alone: bool = True
) -> Path:
    """Write the data to the disk beside `path`, with the mode and owner of the old version; return the file's path.

    Who is `alone`, because the lock is held, removes what a program that was killed has left.
    """
    beside = path.with_name(f".{path.name}.tmp" if alone else f".{path.name[:80]}.{secrets.token_hex(4)}.tmp")
    if alone:
        _forget(beside)
    handle = create_private(beside) if mode is not None else os.open(beside, NEW_FILE, 0o666)
    try:
        with os.fdopen(handle, "wb") as file:
            _make_alike(file.fileno(), like, mode)
            file.write(data)
            file.flush()
            os.fsync(file.fileno())
    except BaseException:
        _forget(beside)
        raise
    return beside


def _make_alike(handle: int, like: os.stat_result | None, mode: int | None) -> None:
    """Give an open file the owner and the mode of the old version, or this mode where there is none."""
    if like and hasattr(os, "fchown"):
        with contextlib.suppress(PermissionError):
            os.fchown(handle, like.st_uid, like.st_gid)
    if mode is not None and hasattr(os, "fchmod"):
        os.fchmod(handle, stat.S_IMODE(like.st_mode) if like else mode)


def _create(beside: Path, path: Path) -> bool:
    try:
        os.link(beside, path)
    except FileExistsError:
        return False
    except OSError:  # a file system without hard links: take the name first
        try:
            os.close(create_private(path))
        except FileExistsError:
            return False
        beside.replace(path)
    return True


def _take_place(beside: Path, path: Path, data: bytes, before: FileAsRead) -> bool:
    """Put the new version in the place of the old; return False where another program has saved its own."""
    assert before.status is not None
    if not unchanged(path, before.status):
        return False
    if not _exchange(beside, path):
        return _rename(beside, path, data, before)
    # `beside` is the version that had the name until now.
    try:
        added = _added(beside, before)
        if added:
            _append(path, added)
    except OSError:
        _give_back(beside, path, data, before)
        raise
    if added is None:
        _give_back(beside, path, data, before)
        return False
    with contextlib.suppress(OSError):  # the new version has its place
        sync_folder(path.parent)
        _append(path, _added_late(beside, len(before.data) + len(added)))
        _keep(path, beside)
    return True


def _added_late(old: Path, length: int) -> bytes:
    """Return what was added behind `length` bytes of the old version by those who had it open when it lost its name."""
    with old.open("rb") as file:
        until = time.monotonic() + _PATIENCE
        while _is_written(file.fileno()) and time.monotonic() < until:
            time.sleep(0.001)
        file.seek(length)
        return file.read()


def _is_written(descriptor: int) -> bool:
    """Return whether a program has a file open for writing: then the system grants no lease on it."""
    try:
        import fcntl

        fcntl.fcntl(descriptor, fcntl.F_SETLEASE, fcntl.F_RDLCK)
        fcntl.fcntl(descriptor, fcntl.F_SETLEASE, fcntl.F_UNLCK)
    except BlockingIOError:
        return True
    except (ImportError, AttributeError, OSError):  # not a system that has leases
        return False
    return False


def _rename(beside: Path, path: Path, data: bytes, before: FileAsRead) -> bool:
    """Do the same where two files cannot be exchanged: what was saved at the very moment is found in a second name."""
    old = path.with_name(f".{path.name}.old")
    _forget(old)
    try:
        _second_name(path, old)
        if not unchanged(path, before.status):
            return False
        beside.replace(path)
        added = _added(old, before)
        if added is None:
            current = old.read_bytes()
            if path.read_bytes() == data:
                old.replace(path)
                return False
            return current == before.data
        _append(path, added)
        _keep(path, old)
    finally:
        _forget(old)
    return True


def _give_back(beside: Path, path: Path, data: bytes, before: FileAsRead) -> None:
    """Undo an exchange. If another program has saved once more meanwhile, the newest version gets the name.

    That one was made from ours, so that what the other program had added to the version `before` is added to it again.
    """
    _exchange(beside, path)
    with contextlib.suppress(OSError):
        if beside.read_bytes() == data:
            return
        _exchange(beside, path)
        saved = beside.read_bytes()
        if saved.startswith(before.data):
            added = saved[len(before.data) :]
            if added not in path.read_bytes():
                _append(path, added)


def _added(old: Path, before: FileAsRead) -> bytes | None:
    """Return what was added to the end of the old version since it was read; None where it is another one."""
    assert before.status is not None
    status = old.stat()
    if _identity(status) == _identity(before.status):
        return b""
    if (status.st_dev, status.st_ino) != (before.status.st_dev, before.status.st_ino):
        return None
    now = old.read_bytes()
    return now[len(before.data) :] if now.startswith(before.data) else None


def _append(path: Path, added: bytes) -> None:
    if added:
        with path.open("ab") as file:
            file.write(added)
            file.flush()
            os.fsync(file.fileno())


@functools.cache
def _renameat2() -> Callable[..., int] | None:
    """Return a call that renames with flags and gives 0 or the number of its error."""
    import ctypes

    with contextlib.suppress(OSError, AttributeError, TypeError):
        rename = ctypes.CDLL(None, use_errno=True).renameat2
        return lambda *arguments: 0 if rename(*arguments) == 0 else ctypes.get_errno()
    return None


def _exchange(one: Path, other: Path) -> bool:
    """Exchange the names of two files in one step; return False where the system cannot. Raises OSError."""
    rename = _renameat2()
    if rename is None:
        return False
    number = rename(_HERE, os.fsencode(one), _HERE, os.fsencode(other), _EXCHANGE)
    if number == 0:
        return True
    if number in _NOT_THERE:
        return False
    raise OSError(number, os.strerror(number))


def _identity(status: os.stat_result) -> tuple[int, ...]:
    return status.st_dev, status.st_ino, status.st_size, status.st_mtime_ns


def _keep(path: Path, old: Path) -> None:
    """Keep the old version, unless one of today is kept already; a full disk must not stop a change."""
    today = path.with_name(f".{path.name}.{datetime.now().astimezone():%Y-%m-%d}~")
    if os.path.lexists(today):
        return
    with contextlib.suppress(OSError):
        _second_name(old, today)
        kept = sorted(path.parent.glob(f".{_literal(path.name)}.????-??-??~"))
        for one in kept[:-_KEPT]:
            one.unlink()


def _second_name(path: Path, name: Path) -> None:
    """Give a file a second name or, where the file system has none, make a copy. Nothing that is there is written."""
    try:
        os.link(path, name)
    except FileExistsError:
        raise
    except OSError:
        with os.fdopen(create_private(name), "wb") as copy:
            copy.write(path.read_bytes())


def _literal(name: str) -> str:
    return "".join(f"[{character}]" if character in "*?[" else character for character in name)


def _forget(path: Path) -> None:
    """Remove a temporary file; where the disk fails, once more."""
    for _ in range(2):
        try:
            path.unlink()
        except FileNotFoundError:
            return
        except OSError:
            continue
        return
