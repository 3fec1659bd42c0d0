"""The files that `dossier add` is given: those named, those in folders, and the parts of files that hold several."""

from __future__ import annotations

import os
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from dossier.reading import ReadError
from dossier.reading.formats.registry import FORMATS, SEVERAL, not_read
from dossier.reading.formats.splitting import LARGEST, split
from dossier.reading.reader import file_bytes

MOST = 5_000
"""Files that are added from one folder."""
_MOST_SEEN = 100_000  # entries of a folder and those in it that are looked at
_TOLD = 3  # times that one reason is told of one file


@dataclass(frozen=True, slots=True)
class Added:
    """What became of a file, or of an article inside one: its new path, or the path of the same article, or why not.

    `path` is what was given, and where it holds several articles the name of the one; `added` and `same` are paths
    as lists show them. Exactly one of `added`, `same` and `error` is not None. `newer` says that what was added took
    the place of an earlier version, which is kept.
    """

    path: str
    added: str | None = None
    newer: bool = False
    same: str | None = None
    error: str | None = None


@dataclass(frozen=True, slots=True)
class GivenFile:
    """A file of one article: what it is called for the user, where it is, its mode, and whether it is our own copy."""

    name: str
    file: Path
    mode: int
    own: bool = False


def given_files(paths: Sequence[Path], place: Path, fields: Mapping[str, str]) -> Iterator[GivenFile | Added]:
    """Yield the files of one article each; those that hold several are split into files in the folder `place`."""
    for number, given in enumerate(_given(paths)):
        if isinstance(given, Added):
            yield given
            continue
        try:
            file = given.resolve()
            mode = file.stat().st_mode
        except (OSError, RuntimeError) as error:  # RuntimeError: a link that leads to itself
            yield Added(str(given), error=f"It cannot be read: {getattr(error, 'strerror', None) or error}.")
            continue
        if given.suffix.lower() in SEVERAL:
            yield from _parts(given, file, mode, place / str(number), fields)
        else:
            yield GivenFile(str(given), file, mode)


def _given(paths: Sequence[Path]) -> Iterator[Path | Added]:
    """Yield the files to add: those named, and those of a format that is read in the folders named."""
    for path in paths:
        try:
            folder, there = path.is_dir(), path.exists()
        except OSError as error:
            yield Added(str(path), error=f"It cannot be read: {error.strerror or error}.")
            continue
        if folder:
            yield from _in_folder(path)
        elif not there:
            yield Added(str(path), error="It does not exist.")
        elif not _is_read(path.name):
            yield Added(str(path), error=not_read(path.suffix.lower()))
        else:
            yield path


def _in_folder(path: Path) -> Iterator[Path | Added]:
    """Yield the files of a format that is read in a folder; no link in it is followed, and hidden ones are left out."""
    if path.resolve() == path.resolve().parent:
        yield Added(str(path), error="That is the whole file system: name the folder that holds the articles.")
        return
    listed = _listed(path)
    if listed is None:
        yield Added(str(path), error=f"It holds more than {MOST:,} files: name a folder further down.")
        return
    found, unread = listed
    yield from map(Path, sorted(found))
    if unread:
        yield Added(str(path), error=f"{unread:,} of its folders cannot be read.")
    elif not found:
        yield Added(str(path), error="There are no files in it of a format that can be read.")


def _listed(path: Path) -> tuple[list[str], int] | None:
    """Return the files of a folder and how many folders in it cannot be read; None where there are too many."""
    found: list[str] = []
    pending = [os.fspath(path)]
    unread = seen = 0
    while pending and seen <= _MOST_SEEN and len(found) <= MOST:
        try:
            entries = _entries(pending.pop())
        except OSError:
            unread += 1
            continue
        seen += len(entries)
        for entry in entries:
            if entry.is_dir(follow_symlinks=False):
                pending.append(entry.path)
            elif _is_read(entry.name):
                found.append(entry.path)
    return None if pending or len(found) > MOST else (found, unread)


def _entries(folder: str) -> list[os.DirEntry[str]]:
    """Return what stands in a folder, but for links and what is hidden."""
    with os.scandir(folder) as listing:
        own = [entry for entry in listing if not (entry.name.startswith(".") or entry.is_symlink())]
    return sorted(own, key=lambda entry: entry.name, reverse=True)


def _is_read(name: str) -> bool:
    return Path(name).suffix.lower() in {*FORMATS, *SEVERAL}


def _parts(path: Path, file: Path, mode: int, place: Path, fields: Mapping[str, str]) -> Iterator[GivenFile | Added]:
    """Yield the files of one article each that a file is split into, in a folder of our own, or why it was not.

    The same reason is told a few times only.
    """
    place.mkdir()
    told: Counter[str] = Counter()
    try:
        for number, part in enumerate(split(file_bytes(file, LARGEST), path.suffix.lower(), fields)):
            name = f"{path}: {part.name}" if part.name else str(path)
            if part.error:
                told[part.error] += 1
                if told[part.error] <= _TOLD:
                    yield Added(name, error=part.error)
                continue
            out = place / f"{number}-{path.stem[:40]}{part.suffix}"
            out.write_bytes(part.data)
            yield GivenFile(name, out, mode, own=True)
    except ReadError as error:
        yield Added(str(path), error=str(error))
    for reason, times in told.items():
        if times > _TOLD:
            yield Added(str(path), error=f"{times - _TOLD:,} more of its articles could not be taken out: {reason}")
