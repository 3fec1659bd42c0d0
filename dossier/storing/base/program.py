"""The parts of the program that an index depends on, so that an upgrade is noticed by itself."""

from __future__ import annotations

import hashlib
import json
from pathlib import Path


def parts(room: str) -> list[tuple[str, int, int]]:
    """Return the files of a part of the program: name, bytes, time of change in ns."""
    folder = Path(__file__).parent.parent.parent / room
    files = (path for path in folder.rglob("*") if "__pycache__" not in path.parts and path.is_file())
    return [
        (path.relative_to(folder).as_posix(), state.st_size, state.st_mtime_ns)
        for path in sorted(files)
        if (state := path.stat())
    ]


def signature(value: object) -> str:
    """Return a short text that is another one for another value."""
    return hashlib.sha256(json.dumps(value, sort_keys=True).encode()).hexdigest()
