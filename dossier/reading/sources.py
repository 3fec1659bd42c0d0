"""Which files are articles: a walk through the configured sources that never leaves them."""

# Paths are strings here: pathlib is five times slower, and dossiers may hold ten thousand files.
# ruff: noqa: PTH116, PTH118, PTH119, PTH122

from __future__ import annotations

import os
import re
import stat
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Protocol

from dossier.model import Failure
from dossier.reading.formats.registry import FORMATS, NOT_READ, not_read
from dossier.text.visible import path_text

# As browsers in seven languages name the folder beside a page.
_WITH_PAGE = re.compile(
    r"(?P<page>.+)[_-](?:files|archivos|fichiers|dateien|ficheiros|arquivos|file|bestanden)", re.IGNORECASE
)


class Places(Protocol):
    """The part of the configuration that finding sources needs."""

    @property
    def sources(self) -> tuple[Path, ...]:
        """Files and folders, absolute."""

    @property
    def index(self) -> Path:
        """The folder of the built index, which holds no articles."""

    def shown(self, path: Path) -> str:
        """Write a path as notes cite it."""


@dataclass(frozen=True, slots=True)
class Source:
    """A file to read: where it is, its article's id, how notes cite it, size in bytes, time of change in ns."""

    file: str
    id: str
    shown: str
    size: int
    mtime_ns: int

    @property
    def path(self) -> Path:
        """Where it is."""
        return Path(self.file)


@dataclass(frozen=True, slots=True)
class _Found:
    path: str
    """The file itself; never a link."""
    shown: str
    """The path as configured and walked, where the file was reached."""
    below: str
    """The path below its source folder, POSIX; the file's name where the source is the file itself."""
    size: int
    mtime_ns: int


def sources(config: Places) -> tuple[list[Source], list[Failure]]:
    """Find every article file of the configured sources, in the order of the sources and then of names.

    Hidden files and folders, other formats and the dossier's own index are passed over. What cannot be
    followed (links that lead out of their source, pipes and other special files, unreadable folders) comes
    back as failures, a sentence each. A file that is reached twice is taken once. An id is the path below
    the source folder without suffix; where that is not unique, all that clash keep their suffix, and
    those that still clash get the source folder's name before it.
    """
    walk = _Walk(config)
    found = [item for source in config.sources for item in walk.source(source)]
    return _named(found, config), walk.failures


class _Walk:
    """One walk; remembers which files and folders it has seen so that links make neither cycles nor doubles."""

    def __init__(self, config: Places) -> None:
        self._config = config
        self._index = os.path.realpath(config.index)
        self._seen: set[tuple[int, int]] = set()
        self.failures: list[Failure] = []

    def source(self, source: Path) -> list[_Found]:
        """Walk one configured source, a file or a folder; the user named it, so it may itself be a link."""
        root, shown = os.path.realpath(source), str(source)
        try:
            state = os.stat(root)
        except OSError as error:
            self._fail(shown, _reason(error))
            return []
        if not stat.S_ISDIR(state.st_mode):
            if _suffix(root) in FORMATS:
                return list(self._file(root, shown, os.path.basename(shown), state))
            self._fail(shown, not_read(_suffix(shown)))
            return []
        if (state.st_dev, state.st_ino) in self._seen:
            return []
        self._seen.add((state.st_dev, state.st_ino))
        # Links last: a file that is reached in two ways is known by its own name.
        links: list[tuple[str, str, str]] = []
        found = list(self._folder(root, shown, "", links))
        while links:
            path, seen_at, below = links.pop(0)
            found += self._link(root, path, seen_at, below, links)
        return sorted(found, key=lambda item: item.below)

    def _folder(self, folder: str, shown: str, below: str, links: list[tuple[str, str, str]]) -> Iterator[_Found]:
        try:
            with os.scandir(folder) as listing:
                entries = sorted(((entry, _suffix(entry.name)) for entry in listing), key=lambda item: item[0].name)
        except OSError as error:
            self._fail(shown, _reason(error))
            return
        pages = {os.path.splitext(entry.name)[0] for entry, suffix in entries if suffix in {".html", ".htm"}}
        for entry, suffix in entries:
            if entry.name.startswith(".") or _beside_page(entry.name, pages):
                continue
            place = (entry.path, os.path.join(shown, entry.name), below + entry.name)
            if entry.is_symlink():
                links.append(place)
            elif (reason := NOT_READ.get(suffix)) and entry.is_file():
                self._fail(place[1], reason)
            elif suffix in FORMATS or entry.is_dir(follow_symlinks=False):
                try:
                    state = entry.stat(follow_symlinks=False)
                except OSError as error:
                    self._fail(place[1], _reason(error))
                else:
                    yield from self._entry(*place, state, links)

    def _link(
        self, root: str, path: str, shown: str, below: str, links: list[tuple[str, str, str]]
    ) -> Iterator[_Found]:
        try:
            state = os.stat(path)
        except OSError:
            if _suffix(path) in FORMATS:
                self._fail(shown, "It is a broken link.")
            return
        if not stat.S_ISDIR(state.st_mode) and _suffix(path) not in FORMATS:
            return
        target = os.path.realpath(path)
        if target == root or target.startswith(root.rstrip(os.sep) + os.sep):
            yield from self._entry(target, shown, below, state, links)
        else:
            self._fail(shown, "It is a link that leads out of its source, so it is not followed.")

    def _entry(
        self, path: str, shown: str, below: str, state: os.stat_result, links: list[tuple[str, str, str]]
    ) -> Iterator[_Found]:
        if not stat.S_ISDIR(state.st_mode):
            yield from self._file(path, shown, below, state)
        elif path != self._index and (state.st_dev, state.st_ino) not in self._seen:
            self._seen.add((state.st_dev, state.st_ino))
            yield from self._folder(path, shown, below + "/", links)

    def _file(self, path: str, shown: str, below: str, state: os.stat_result) -> Iterator[_Found]:
        if not stat.S_ISREG(state.st_mode):
            self._fail(shown, "Not a regular file (a pipe, a socket or a device): it is not opened.")
        elif (state.st_dev, state.st_ino) not in self._seen:
            self._seen.add((state.st_dev, state.st_ino))
            yield _Found(path, shown, below, state.st_size, state.st_mtime_ns)

    def _fail(self, shown: str, error: str) -> None:
        self.failures.append(Failure(self._config.shown(Path(shown)), error))


def _beside_page(name: str, pages: set[str]) -> bool:
    """Whether a folder holds the pictures and frames that a browser saved with a page (`Page_files`)."""
    found = _WITH_PAGE.fullmatch(name) if pages else None
    return bool(found and found["page"] in pages)


def _suffix(path: str) -> str:
    return os.path.splitext(path)[1].lower()


def _named(found: list[_Found], config: Places) -> list[Source]:
    """Give each file its id."""
    ids = [os.path.splitext(item.below)[0] for item in found]
    for longer in (_with_suffix, _with_folder, _whole):
        counts = Counter(ids)
        ids = [id_ if counts[id_] == 1 else longer(item) for id_, item in zip(ids, found, strict=True)]
    folders: dict[str, str] = {}  # how a folder is written before its files: once for all of them
    out = []
    for id_, item in zip(ids, found, strict=True):
        folder, name = os.path.split(item.shown)
        before = folders.get(folder)
        if before is None:
            before = folders[folder] = config.shown(Path(folder, "x"))[:-1]
        out.append(Source(item.path, path_text(id_), before + path_text(name), item.size, item.mtime_ns))
    return out


def _with_suffix(item: _Found) -> str:
    return item.below


def _with_folder(item: _Found) -> str:
    root = item.shown.removesuffix(item.below.replace("/", os.sep)).rstrip(os.sep)
    return f"{os.path.basename(root)}/{item.below}"


def _whole(item: _Found) -> str:
    return item.shown


def _reason(error: OSError) -> str:
    if isinstance(error, PermissionError):
        return "It cannot be read: you have no permission."
    if isinstance(error, FileNotFoundError):
        return "It does not exist."
    return f"It cannot be read: {error.strerror or 'the system gave no reason'}."
