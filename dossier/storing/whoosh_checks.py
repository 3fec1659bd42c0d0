"""Whether the files of the text index are what was written, and on the disk; Whoosh itself never looks."""

from __future__ import annotations

import json
import os
import zlib
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path


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


def toc_name(generation: int) -> str:
    """Name the table of contents, as Whoosh does."""
    return f"_MAIN_{generation}.toc"


def read_checks(folder: Path, generation: int) -> dict[str, list[int | None]]:
    """Give what is known of each file of a generation: size, and checksum if it has none of its own."""
    found: dict[str, list[int | None]] = json.loads((folder / f"checks-{generation}.json").read_bytes())
    return found


def verify(folder: Path, generation: int) -> None:
    """Compare the files of a generation with what was written. Raises DamagedError, and whatever reading raises."""
    for name, (size, check) in read_checks(folder, generation).items():
        file = folder / name
        if file.stat().st_size != size or (check is not None and zlib.crc32(file.read_bytes()) != check):
            raise DamagedError("was damaged")


def write_checks(folder: Path, generation: int, checks: dict[str, list[int | None]]) -> None:
    """Keep what is known of the files, in one step, on the disk."""
    file = folder / f"checks-{generation}.json"
    new = file.with_suffix(".new")
    new.write_text(json.dumps(checks), "utf-8")
    _sync(new)
    new.replace(file)
    _sync(folder)


def _sync(path: Path) -> None:
    # Folders cannot be opened on Windows, and some file systems cannot be asked.
    with suppress(OSError):
        descriptor = os.open(path, os.O_RDONLY)
        try:
            os.fsync(descriptor)
        finally:
            os.close(descriptor)
