"""Whether the files of the text index are what was written, and on the disk; Whoosh itself never looks."""

from __future__ import annotations

import json
import os
import re
import zlib
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path

_NAME = re.compile(r"checks-(\d+)\.json")


class DamagedError(Exception):
    """The index cannot be read; it has to be built again."""


@contextmanager
def damage() -> Iterator[None]:
    """Turn whatever a damaged index raises, which can be almost anything, into DamagedError.

    What is wrong with the disk (full, read-only) is not damage and stays an OSError.
    """
    try:
        yield
    except (DamagedError, MemoryError, ImportError):
        raise
    except FileNotFoundError as error:
        raise DamagedError("is incomplete") from error
    except OSError:
        raise
    except Exception as error:
        raise DamagedError(f"was damaged ({type(error).__name__}: {error})") from error


def checked(file: Path) -> list[int | None]:
    """Bring a file to the disk; give its size and checksum. Segments carry their own checksums."""
    _sync(file)
    return [file.stat().st_size, None if file.suffix == ".lists" else zlib.crc32(file.read_bytes())]


@dataclass(frozen=True, slots=True)
class Known:
    """What is known of one state of the index, kept in `checks-N.json` below its own checksum.

    `files` gives the size of each file, and its checksum if it has none of its own; `segments` the segments' files in
    their order, each with the passages that are deleted of it. Who only reads needs no more, and no pickle.
    """

    generation: int
    files: dict[str, list[int | None]]
    segments: dict[str, list[int]]


def newest(folder: Path) -> Known:
    """Give what is known of the newest state, its files looked at. Raises DamagedError, and whatever reading raises."""
    generations = [int(found[1]) for name in os.listdir(folder) if (found := _NAME.fullmatch(name))]  # noqa: PTH208
    if not generations:
        raise DamagedError("is incomplete")
    check, _, told = _place(folder, max(generations)).read_text("utf-8").partition("\n")
    if check != _checksum(told):
        raise DamagedError("was damaged")
    found = json.loads(told)
    known = Known(max(generations), found["files"], found["segments"])
    for name, (size, crc) in known.files.items():
        file = folder / name
        if file.stat().st_size != size or (crc is not None and zlib.crc32(file.read_bytes()) != crc):
            raise DamagedError("was damaged")
    return known


def make_newest(folder: Path, known: Known) -> None:
    """Make a state whose files are on the disk the newest, in one step; others are no longer known."""
    file = _place(folder, known.generation)
    new = file.with_suffix(".new")
    told = json.dumps({"files": known.files, "segments": known.segments})
    new.write_text(f"{_checksum(told)}\n{told}", "utf-8")
    _sync(new)
    new.replace(file)
    _sync(folder)
    for old in folder.glob("checks-*.json"):
        if old != file:
            old.unlink(missing_ok=True)


def _checksum(told: str) -> str:
    return f"{zlib.crc32(told.encode()):08x}"


def _place(folder: Path, generation: int) -> Path:
    return folder / f"checks-{generation}.json"


def _sync(path: Path) -> None:
    # Folders cannot be opened on Windows, and some file systems cannot be asked.
    with suppress(OSError):
        descriptor = os.open(path, os.O_RDONLY)
        try:
            os.fsync(descriptor)
        finally:
            os.close(descriptor)
