"""Folders and files that only their user may read and write, whatever the umask; no link is followed to make them."""

from __future__ import annotations

import contextlib
import os
import stat
from collections.abc import Iterator
from pathlib import Path

from dossier.model import DossierError
from dossier.text.visible import one_line, path_text

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


def overwrite_private(path: Path, text: str) -> None:
    """Put a file with this text, for its user only, in the place of one; readers find the old or the new.

    It is not forced to the disk: for what can be done without after a power cut. Raises OSError.
    """
    new = path.with_name(f".{path.name}.tmp")
    new.unlink(missing_ok=True)  # of a program that was killed
    with os.fdopen(create_private(new), "w", encoding="utf-8", errors="replace") as file:
        file.write(text)
    new.replace(path)


_MARK = "CACHEDIR.TAG"
_MARK_TEXT = (
    "Signature: 8a477f597d28d172789f06886806bc55\n"
    "# This folder was made by Dossier: what is in it can be built again, and backups may leave it out.\n"
)
_OLD_MARK = "catalogue.sqlite"  # of folders made before there was a mark
_TRACKED = frozenset({"README.md", ".gitignore"})


def claim(folder: Path) -> None:
    """Make a folder, or take one that this program made or that is empty, for its user only; links in it are removed.

    Raises OSError, or DossierError where it holds what this program did not make.
    """
    make_private_folder(folder)
    names = set(os.listdir(folder)) - _TRACKED  # noqa: PTH208 - names only
    if names and not _is_ours(folder):
        place = one_line(path_text(str(folder)))
        raise DossierError(
            f"{place} holds files that Dossier did not make, so no index is written there; name an empty folder, or one"
            " that does not exist, under 'index:' in config.yaml."
        )
    for entry in _entries(folder):
        if entry.is_symlink():
            Path(entry).unlink()
    if _MARK not in names:
        with contextlib.suppress(FileExistsError), os.fdopen(create_private(folder / _MARK), "w") as file:
            file.write(_MARK_TEXT)
    if stat.S_IMODE(folder.stat().st_mode) & 0o077:
        folder.chmod(PRIVATE_FOLDER)


def make_private(folder: Path) -> None:
    """Let only its user read and write what is in a folder of this program's; what is another user's is left alone."""
    for entry in _entries(folder):
        with contextlib.suppress(OSError):
            mode = entry.stat(follow_symlinks=False).st_mode
            if stat.S_IMODE(mode) & 0o077 and not entry.is_symlink():
                Path(entry).chmod(PRIVATE_FOLDER if stat.S_ISDIR(mode) else PRIVATE_FILE)


def _is_ours(folder: Path) -> bool:
    with contextlib.suppress(OSError):
        # A prefix: the program may have been killed while it wrote the mark.
        if _MARK_TEXT.startswith((folder / _MARK).read_text("utf-8", errors="replace")):
            return True
    old = folder / _OLD_MARK
    return old.is_file() and not old.is_symlink()


def _entries(folder: Path) -> Iterator[os.DirEntry[str]]:
    """Yield what stands in a folder and in the folders in it, links not followed."""
    with contextlib.suppress(OSError), os.scandir(folder) as entries:
        for entry in entries:
            if entry.name in _TRACKED:
                continue
            yield entry
            if entry.is_dir(follow_symlinks=False):
                with contextlib.suppress(OSError), os.scandir(entry) as inner:
                    yield from inner
