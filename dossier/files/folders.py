"""Folders and files that only their user may read and write, whatever the umask; no link is followed to make them."""

from __future__ import annotations

import os
from pathlib import Path

PRIVATE_FOLDER, PRIVATE_FILE = 0o700, 0o600
_NO_LINK = getattr(os, "O_NOFOLLOW", 0)
_CLOSED = getattr(os, "O_CLOEXEC", 0)
NEW_FILE = os.O_WRONLY | os.O_CREAT | os.O_EXCL | _NO_LINK | _CLOSED
"""Flags to open a file that must not be there; a link is never followed."""


def make_private_folder(folder: Path) -> None:
    """Make a folder, and those above it that are missing, for its user only. Raises OSError."""
    missing = []
    place = folder
    while not place.exists():
        missing.append(place)
        if place == place.parent:
            break
        place = place.parent
    for one in reversed(missing):
        try:
            one.mkdir(mode=PRIVATE_FOLDER)
        except FileExistsError:  # made by another program at the same time
            continue
        one.chmod(PRIVATE_FOLDER)


def create_private(path: Path, flags: int = os.O_WRONLY) -> int:
    """Create a file that is not there and return its descriptor. Raises FileExistsError, also where a link is there."""
    handle = os.open(path, os.O_CREAT | os.O_EXCL | _NO_LINK | _CLOSED | flags, PRIVATE_FILE)
    try:
        if hasattr(os, "fchmod"):
            os.fchmod(handle, PRIVATE_FILE)
    except BaseException:
        os.close(handle)
        path.unlink(missing_ok=True)
        raise
    return handle


def open_private(path: Path) -> int:
    """Open a file for reading and writing, creating it where it is missing. Raises OSError where it is a link."""
    try:
        return create_private(path, os.O_RDWR)
    except FileExistsError:
        return os.open(path, os.O_RDWR | _NO_LINK | _CLOSED)
