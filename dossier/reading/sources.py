"""Which files are articles: a walk through the configured sources that never leaves them."""

# Paths are strings here: pathlib is five times slower, and dossiers may hold ten thousand files.
# ruff: noqa: PTH116, PTH118, PTH119, PTH122

from __future__ import annotations

import os
import re
import stat
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from dossier.files import no_links
from dossier.reading.formats.registry import FORMATS, NOT_READ, not_read
from dossier.text.visible import path_text

if TYPE_CHECKING:
    from dossier.config import Config
    from dossier.model import Failure  # loaded where something fails

# As browsers in seven languages name the folder beside a page.
_WITH_PAGE = re.compile(
    r"(?P<page>.+)[_-](?:files|archivos|fichiers|dateien|ficheiros|arquivos|file|bestanden)", re.IGNORECASE
)


class Source(NamedTuple):
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


_Place = tuple[str, str, str]
"""A file or folder: its real path, the path as configured and walked, and the path below its source."""
_ENVIRONMENT = "pyvenv.cfg"  # a folder with it holds Python packages, whose text files are no articles
_LATEST = 2**63 - 1  # ns: what a table holds, the year 2262; file systems know later times


class _Entry(NamedTuple):
    """An entry of a folder; `state` is None for what is neither of a format that is read nor a folder."""

    name: str
    suffix: str
    is_link: bool = False
    state: os.stat_result | OSError | None = None


class _Found(NamedTuple):
    path: str
    """The file itself; never a link."""
    shown: str
    """The path as configured and walked, where the file was reached."""
    below: str
    """The path below its source folder, POSIX; the file's name where the source is the file itself."""
    size: int
    mtime_ns: int


class SourceWalk(NamedTuple):
    """What a walk through the sources found, what it could not follow, and the folders that it could not look into."""

    found: list[Source]
    failures: list[Failure]
    unread: list[str]


def sources(config: Config) -> tuple[list[Source], list[Failure]]:
    """Return the found files and the failures of a walk through the sources."""
    done = walk(config)
    return done.found, done.failures


def walk(config: Config) -> SourceWalk:
    """Return every article file of the configured sources, in the order of the sources and then of names.

    Hidden files and folders, other formats, the dossier's own index and earlier versions are passed over. What cannot
    be followed (links that lead out of their source, pipes and other special files, unreadable folders) comes
    back as failures, a sentence each. A file that is reached twice is taken once. An id is the path below
    the source folder without suffix; where that is not unique, all that clash keep their suffix, and
    those that still clash get the source folder's name before it.
    """
    walk_ = _Walk(config)
    found = [item for source in config.sources for item in walk_.source(source)]
    return SourceWalk(_named(found, config), walk_.failures, walk_.unread)


class _Walk:
    """One walk; remembers which files and folders it has seen so that links make neither cycles nor doubles."""

    def __init__(self, config: Config) -> None:
        self._config = config
        self._passed_over = {os.path.realpath(config.index), os.path.realpath(config.versions)}
        self._seen: set[tuple[int, int]] = set()
        self.failures: list[Failure] = []
        self.unread: list[str] = []

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
        links: list[_Place] = []
        found = list(self._folder(root, shown, "", links))
        while links:
            found += self._link(root, links.pop(0), links)
        return sorted(found, key=lambda item: item.below)

    def _folder(self, folder: str, shown: str, below: str, links: list[_Place]) -> Iterator[_Found]:
        """Walk a folder, however deep it is nested; links are put aside, and Python environments are left out."""
        pending = [(folder, shown, below)]
        while pending:
            place = pending.pop()
            inner: list[_Place] = []
            try:
                entries = _listed(place[0])
            except OSError as error:
                self.unread.append(place[0])
                self._fail(place[1], f"{_reason(error)} Its articles stay as they were.")
                continue
            if place[2] and any(entry.name == _ENVIRONMENT for entry in entries):
                continue
            pages = {os.path.splitext(entry.name)[0] for entry in entries if entry.suffix in {".html", ".htm"}}
            for entry in entries:
                if not entry.name.startswith(".") and not _beside_page(entry.name, pages):
                    yield from self._entry(entry, place, links, inner)
            pending += reversed(inner)

    def _entry(self, entry: _Entry, folder: _Place, links: list[_Place], inner: list[_Place]) -> Iterator[_Found]:
        """Yield an entry of a folder if it is an article; folders go to `inner`, links to `links`."""
        place = (
            os.path.join(folder[0], entry.name),
            os.path.join(folder[1], entry.name),
            f"{folder[2]}/{entry.name}" if folder[2] else entry.name,
        )
        if entry.is_link:
            links.append(place)
        elif isinstance(entry.state, OSError):
            self._fail(place[1], _reason(entry.state))
        elif entry.state is not None and stat.S_ISDIR(entry.state.st_mode):
            if self._is_new_folder(place[0], entry.state):
                inner.append(place)
        elif entry.state is not None and entry.suffix not in NOT_READ:
            yield from self._file(*place, entry.state)
        elif entry.state is not None and stat.S_ISREG(entry.state.st_mode):
            self._fail(place[1], NOT_READ[entry.suffix])

    def _is_new_folder(self, path: str, state: os.stat_result) -> bool:
        if path in self._passed_over or (state.st_dev, state.st_ino) in self._seen:
            return False
        self._seen.add((state.st_dev, state.st_ino))
        return True

    def _link(self, root: str, place: _Place, links: list[_Place]) -> Iterator[_Found]:
        path, shown, below = place
        try:
            state = os.stat(path)
        except OSError:
            if _suffix(path) in FORMATS:
                self._fail(shown, "It is a broken link.")
            return
        if not stat.S_ISDIR(state.st_mode) and _suffix(path) not in FORMATS:
            return
        target = os.path.realpath(path)
        if target != root and not target.startswith(root.rstrip(os.sep) + os.sep):
            self._fail(shown, "It is a link that leads out of its source, so it is not followed.")
        elif not stat.S_ISDIR(state.st_mode):
            yield from self._file(target, shown, below, state)
        elif self._is_new_folder(target, state):
            yield from self._folder(target, shown, below, links)

    def _file(self, path: str, shown: str, below: str, state: os.stat_result) -> Iterator[_Found]:
        if not stat.S_ISREG(state.st_mode):
            self._fail(shown, "Not a regular file (a pipe, a socket or a device): it is not opened.")
        elif (state.st_dev, state.st_ino) not in self._seen:
            self._seen.add((state.st_dev, state.st_ino))
            yield _Found(path, shown, below, state.st_size, _time(state))

    def _fail(self, shown: str, error: str) -> None:
        from dossier.model import Failure

        self.failures.append(Failure(self._config.shown(Path(shown)), error))


def _listed(folder: str) -> list[_Entry]:
    """Return the entries of a folder by name; no step of its path is followed as a link."""
    at = no_links.open_folder(folder) if no_links.can_list_descriptors() else None
    try:
        with os.scandir(folder if at is None else at) as listing:
            return sorted(map(_entry, listing), key=lambda entry: entry.name)
    finally:
        if at is not None:
            os.close(at)


def _entry(entry: os.DirEntry[str]) -> _Entry:
    """Return what is known of an entry; only what may be an article or a folder is looked at."""
    suffix = _suffix(entry.name)
    if entry.is_symlink():
        return _Entry(entry.name, suffix, is_link=True)
    if suffix not in FORMATS and suffix not in NOT_READ and not entry.is_dir(follow_symlinks=False):
        return _Entry(entry.name, suffix)
    try:
        return _Entry(entry.name, suffix, state=entry.stat(follow_symlinks=False))
    except OSError as error:
        return _Entry(entry.name, suffix, state=error)


def _beside_page(name: str, pages: set[str]) -> bool:
    """Return whether a folder holds the pictures and frames that a browser saved with a page (`Page_files`)."""
    found = _WITH_PAGE.fullmatch(name) if pages else None
    return bool(found and found["page"] in pages)


def _suffix(path: str) -> str:
    return os.path.splitext(path)[1].lower()


def _named(found: list[_Found], config: Config) -> list[Source]:
    """Return each file with its id."""
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


def _time(state: os.stat_result) -> int:
    return max(-_LATEST, min(state.st_mtime_ns, _LATEST))


def _reason(error: OSError) -> str:
    if isinstance(error, PermissionError):
        return "It cannot be read: you have no permission."
    if isinstance(error, FileNotFoundError):
        return "It does not exist."
    return f"It cannot be read: {error.strerror or 'the system gave no reason'}."
