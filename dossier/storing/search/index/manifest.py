"""What is known of a state of the text index, and whether its files are what was written; Whoosh itself never looks.

`checks-N.json`, under a checksum of its own, names the files of a state with their sizes, and of every segment how many
passages it has and which of them are deleted. Nothing more is needed to read or to write: the table of contents, a
pickle, is only written, for other programs.
"""

from __future__ import annotations

import json
import os
import re
import zlib
from collections.abc import Iterator, Sequence
from contextlib import contextmanager, suppress
from dataclasses import asdict, dataclass, field
from pathlib import Path
from typing import Any

from dossier.files import atomic

_NAME = re.compile(r"checks-(\d+)\.json")
_LAYOUT = 11  # of the index; another is built again
NOT_THERE = "is not there"


class DamagedError(Exception):
    """The index cannot be read; it has to be built again. Says why, as the rest of a sentence."""


@contextmanager
def as_damaged() -> Iterator[None]:
    """Raise DamagedError for whatever a damaged index raises, which can be almost anything.

    What is wrong with the disk (full, read-only) is not damage and stays an OSError.
    """
    try:
        yield
    except (DamagedError, ImportError):
        raise
    except FileNotFoundError as error:
        raise DamagedError("is incomplete") from error
    except OSError:
        raise
    except Exception as error:
        raise DamagedError(f"was damaged ({type(error).__name__}: {error})") from error


@dataclass(frozen=True, slots=True)
class SegmentState:
    """A segment: its name (`MAIN_…`), passages, those of them that are deleted, and the length of each field."""

    name: str
    docs: int
    lengths: dict[str, int]
    deleted: Sequence[int] = ()

    @property
    def file(self) -> str:
        """Return the name of its file."""
        return f"{self.name}.seg"

    @property
    def live(self) -> int:
        """Return how many passages are not deleted."""
        return self.docs - len(self.deleted)


@dataclass(frozen=True, slots=True)
class Manifest:
    """One state of the index. `catalogue` is the identity of that which it is made from.

    `files` gives the size of each file, by its name, and the checksum of those that have none of their own.
    """

    generation: int
    catalogue: str
    segments: tuple[SegmentState, ...] = ()
    files: dict[str, tuple[int, int | None]] = field(default_factory=dict)


def on_disk(file: Path) -> tuple[int, int | None]:
    """Force a file to the disk; return its size and checksum. Segments have their own checksums."""
    sync(file)
    return file.stat().st_size, None if file.suffix == ".seg" else zlib.crc32(file.read_bytes())


def read_manifest(folder: Path, catalogue: str) -> Manifest:
    """Return the newest state, its files looked at.

    Raises DamagedError, also where it is made from another catalogue, and whatever reading raises.
    """
    generation = _newest(folder)
    check, _, text = _place(folder, generation).read_text("utf-8").partition("\n")
    if check != _checksum(text):
        raise DamagedError("was damaged")
    told = json.loads(text)
    if told.get("layout") != _LAYOUT:
        raise DamagedError("was built by another version of the program")
    if told["catalogue"] != catalogue:
        raise DamagedError("was built from another catalogue")
    segments = tuple(_segment(segment) for segment in told["segments"])
    files = {_plain(name): (size, check) for name, (size, check) in told["files"].items()}
    if not {segment.file for segment in segments} <= files.keys():
        raise DamagedError("is incomplete")
    for name, (size, check) in files.items():
        if not _is_whole(folder / name, size, check):
            raise DamagedError("was damaged")
    return Manifest(generation, catalogue, segments, files)


def _newest(folder: Path) -> int:
    """Return the number of the newest state."""
    try:
        names = os.listdir(folder)  # noqa: PTH208 - a Path for each name takes longer
    except (FileNotFoundError, NotADirectoryError):
        raise DamagedError(NOT_THERE) from None
    generations = [int(found[1]) for name in names if (found := _NAME.fullmatch(name))]
    if not generations:
        raise DamagedError("is incomplete" if names else NOT_THERE)
    return max(generations)


def _is_whole(file: Path, size: int, check: int | None) -> bool:
    """Return whether a file has this size, and this checksum where it has none of its own."""
    return file.stat().st_size == size and (check is None or zlib.crc32(file.read_bytes()) == check)


def _plain(name: str) -> str:
    """Return the name of a file in this folder; nothing else is opened."""
    if not re.fullmatch(r"\w+(?:\.\w+)?", name):
        raise DamagedError("was damaged")
    return name


def _segment(told: dict[str, Any]) -> SegmentState:
    docs, deleted = told["docs"], told["deleted"]
    if not all(0 <= doc < docs for doc in deleted):
        raise DamagedError("was damaged")
    return SegmentState(_plain(told["name"]), docs, told["lengths"], tuple(deleted))


def write_manifest(folder: Path, manifest: Manifest) -> None:
    """Make a state whose files are on the disk the newest, in one step; others are no longer known."""
    file = _place(folder, manifest.generation)
    text = json.dumps(
        {
            "layout": _LAYOUT,
            "catalogue": manifest.catalogue,
            "segments": [asdict(segment) for segment in manifest.segments],
            "files": manifest.files,
        }
    )
    atomic.write(file, f"{_checksum(text)}\n{text}".encode(), mode=0o600, alone=True)
    for old in folder.glob("checks-*.json"):
        if old != file:
            old.unlink(missing_ok=True)


def _checksum(text: str) -> str:
    return f"{zlib.crc32(text.encode()):08x}"


def _place(folder: Path, generation: int) -> Path:
    return folder / f"checks-{generation}.json"


def sync(path: Path) -> None:
    """Bring a file or folder to the disk."""
    # Folders cannot be opened on Windows, and some file systems cannot be asked.
    with suppress(OSError):
        descriptor = os.open(path, os.O_RDONLY)
        try:
            os.fsync(descriptor)
        finally:
            os.close(descriptor)
