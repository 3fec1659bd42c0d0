"""Opens files and folders of strangers without following a link at any step of their path.

Each step is opened relative to the folder opened before it, so that no link that is put in the place of a folder
meanwhile leads anywhere else.
"""

from __future__ import annotations

import os
from pathlib import Path

_CLOSED = getattr(os, "O_CLOEXEC", 0) | getattr(os, "O_BINARY", 0)
_NO_LINK = getattr(os, "O_NOFOLLOW", 0)
_NO_WAIT = getattr(os, "O_NONBLOCK", 0)  # a pipe is opened and found to be none of ours, never waited for
_FOLDER = getattr(os, "O_DIRECTORY", 0) | _NO_LINK | _CLOSED
# A folder on the way need only let us pass, as /home often does, and not be readable.
_PASS = _FOLDER | getattr(os, "O_PATH", getattr(os, "O_SEARCH", os.O_RDONLY))
_STEPWISE = os.open in os.supports_dir_fd and bool(_NO_LINK)


def open_file(path: Path | str) -> int:
    """Return a descriptor of a file to read. The path is absolute and real: with no link and no `..` in it.

    Raises OSError, with ELOOP or ENOTDIR where a step is a link.
    """
    return _opened(path, os.O_RDONLY | _NO_WAIT | _NO_LINK | _CLOSED)


def open_folder(path: Path | str) -> int:
    """Return a descriptor of a folder to list, else as `open_file`. Only where descriptors of folders can be had."""
    return _opened(path, os.O_RDONLY | _FOLDER)


def can_list_descriptors() -> bool:
    """Return whether this system lists folders by their descriptors."""
    return _STEPWISE and os.scandir in os.supports_fd


def _opened(path: Path | str, flags: int) -> int:
    if not _STEPWISE:
        return os.open(path, flags)
    root, *steps = Path(path).parts
    if not steps:
        return os.open(root, flags)
    at = os.open(root, _PASS)
    try:
        for step in steps[:-1]:
            inner = os.open(step, _PASS, dir_fd=at)
            os.close(at)
            at = inner
        return os.open(steps[-1], flags, dir_fd=at)
    finally:
        os.close(at)
