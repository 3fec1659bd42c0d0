"""The text index, kept by Whoosh: which segments there are, what of them is deleted, and the files of each state.

Whoosh's posting lists are slow to write, and its query classes have known faults with NOT, filters and time limits; a
count costs a second search. So lists are ours (segments.py), and queries are answered on whole lists (answering.py).
Only this module and whoosh_checks.py know Whoosh (words.py borrows its stemmer). They hold to version 2.7.4.

The table of contents is a pickle: whoever can write it can run code here. So an index is opened only if its folder
is this user's alone and carries the token that this user's state folder keeps; see `TextIndex.fault`. Whoosh has
no checksums and never waits for the disk; here segments have theirs inside, the table of contents has one in
`checks-N.json`, and all are on the disk before that makes them the newest state. Reading needs no more than that file:
Whoosh, which takes a while to load, is called only to write.
"""

from __future__ import annotations

# ruff: noqa: SLF001 - what Whoosh keeps private; the version is pinned
import os
import secrets
import shutil
import stat
import time
from collections.abc import Callable, Collection, Sequence
from pathlib import Path
from typing import Any, TypeVar

import numpy as np

from dossier.storing.search.index.manifest import DamagedError, Known, checked, damage, make_newest, newest
from dossier.storing.search.index.reader import Reader
from dossier.storing.search.index.segments import Contents, Gathering, Segment, merged, write

SEGMENT_PASSAGES = 32_768  # at most in one segment, which takes about 3 KB of memory each while it is made
_MANY = 4  # segments of about one size; so many are merged
_NAME = "MAIN"
_MARK = "token"
NOT_THERE = "is not there"
_LAYOUT = "9"  # of the index; another is rebuilt


T = TypeVar("T")


def _file(folder: Path, segment: Any) -> Path:
    return folder / f"{segment.segment_id()}.lists"


def _to_merge(segments: Sequence[Any]) -> list[Any]:
    """Choose the segments that should become one: those of which most is deleted, and many of about one size.

    What is smaller than these goes with them. What is much larger does not: a changed article must not wait for it.
    """
    chosen = [segment for segment in segments if 2 * segment.deleted_count() > segment.doc_count_all()]
    run: list[Any] = []
    total = alike = 0
    for segment in sorted(segments, key=lambda segment: segment.doc_count()):
        if segment in chosen or total + segment.doc_count() > SEGMENT_PASSAGES:
            continue
        if segment.doc_count() > 2 * total:
            if alike >= _MANY:
                break
            alike = 0
        run.append(segment)
        total += segment.doc_count()
        alike += 1
    return [*chosen, *(run if alike >= _MANY else ())]


class Writing:
    """A next state of the index; nothing of it is seen before `commit`. The caller holds the lock of index runs."""

    def __init__(self, folder: Path, known: Known) -> None:
        from whoosh.filedb.filestore import FileStorage
        from whoosh.index import TOC

        self._folder = folder
        self._known = known
        self._storage = FileStorage(str(folder))
        self._segments: list[Any] = list(TOC.read(self._storage, _NAME, known.generation).segments)

    def articles(self) -> set[int]:
        """Give the articles that this state holds."""
        found: set[int] = set()
        for segment in self._segments:
            kept = np.ones(segment.doc_count_all(), bool)
            kept[list(segment.deleted_docs())] = False
            found.update(np.unique(Segment(_file(self._folder, segment)).array("articles")[kept]).tolist())
        return found

    def add(self, gathering: Gathering) -> None:
        """Add passages, as a segment."""
        self._put(gathering.contents())

    def remove(self, articles: Collection[int]) -> None:
        """Remove the passages of articles."""
        gone = np.fromiter(articles, np.int64, len(articles))
        for segment in self._segments:
            for doc in np.flatnonzero(np.isin(Segment(_file(self._folder, segment)).array("articles"), gone)).tolist():
                segment.delete_document(doc)
        self._segments = [segment for segment in self._segments if segment.doc_count()]

    def merge(self) -> bool:
        """Make few segments of many; gives whether there was anything to do."""
        chosen = _to_merge(self._segments)
        if chosen:
            self._segments = [segment for segment in self._segments if segment not in chosen]
            self._put(merged([self._whole(segment) for segment in chosen]))
        return bool(chosen)

    def _whole(self, segment: Any) -> tuple[Contents, np.ndarray[Any, Any]]:
        kept = np.ones(segment.doc_count_all(), bool)
        kept[list(segment.deleted_docs())] = False
        return Segment(_file(self._folder, segment)).contents(), kept

    def _put(self, contents: Contents) -> None:
        if len(contents.passages):
            from whoosh.codec.whoosh3 import W3Segment

            segment = W3Segment(None, _NAME, len(contents.passages))
            with _file(self._folder, segment).open("xb") as file:
                write(contents, file)
            self._segments.append(segment)

    def commit(self) -> None:
        """Make this state the newest, and last."""
        from whoosh.fields import Schema
        from whoosh.index import TOC, clean_files

        generation = self._known.generation + 1
        files = {}
        for segment in self._segments:
            file = _file(self._folder, segment)
            files[file.name] = self._known.files.get(file.name) or checked(file)
        TOC(Schema(), self._segments, generation).write(self._storage, _NAME)
        toc = self._folder / TOC._filename(_NAME, generation)
        deleted = {_file(self._folder, segment).name: sorted(segment.deleted_docs()) for segment in self._segments}
        self._known = Known(generation, {**files, toc.name: checked(toc)}, deleted)
        make_newest(self._folder, self._known)
        clean_files(self._storage, _NAME, generation, self._segments)


class TextIndex:
    """The index's folder: whether it may be opened, opening, building, writing.

    `key` is the file in the user's state folder that holds the token of the index this user built.
    """

    def __init__(self, folder: Path, state: Path) -> None:
        self.folder = folder
        self.key = state / "index-token"

    def fault(self) -> str | None:
        """Say why the index must not be opened, in a few words; None when it may."""
        try:
            found = os.lstat(self.folder)
        except OSError:
            return NOT_THERE
        if not stat.S_ISDIR(found.st_mode):
            return "is no folder"
        if hasattr(os, "getuid") and (found.st_uid != os.getuid() or found.st_mode & 0o022):
            return "belongs to, or can be changed by, somebody else"
        try:
            theirs = (self.folder / _MARK).read_text("ascii")
            ours = self.key.read_text("ascii")
        except (OSError, UnicodeDecodeError):
            return "was not built by you on this machine"
        if not secrets.compare_digest(theirs, ours):
            return "was not built by you on this machine"
        return None if ours.startswith(f"{_LAYOUT}:") else "was built by another version of the program"

    def discard(self) -> None:
        """Remove whatever is there. Raises OSError."""
        if self.folder.is_symlink() or self.folder.is_file():
            self.folder.unlink()
        else:
            shutil.rmtree(self.folder, ignore_errors=True)

    def create(self) -> None:
        """Start an empty index in place of whatever is there. Raises OSError."""
        from whoosh.fields import Schema
        from whoosh.filedb.filestore import FileStorage
        from whoosh.index import TOC

        self.discard()
        self.folder.mkdir(parents=True, mode=0o700, exist_ok=True)
        self.folder.chmod(0o700)
        token = f"{_LAYOUT}:{secrets.token_hex(32)}"
        TOC.create(FileStorage(str(self.folder)), Schema(), _NAME)
        toc = self.folder / TOC._filename(_NAME, 0)
        make_newest(self.folder, Known(0, {toc.name: checked(toc)}, {}))
        self.key.parent.mkdir(parents=True, mode=0o700, exist_ok=True)
        self.key.parent.chmod(0o700)
        self.key.write_text(token, "ascii")
        (self.folder / _MARK).write_text(token, "ascii")

    def open(self) -> Reader:
        """Open the newest state. Raises DamagedError."""

        def reader(known: Known) -> Reader:
            return Reader([(Segment(self.folder / name), gone) for name, gone in known.segments.items()])

        return self._opened(reader)

    def writing(self) -> Writing:
        """Begin a next state. Raises DamagedError, OSError."""
        return self._opened(lambda known: Writing(self.folder, known))

    def _opened(self, use: Callable[[Known], T]) -> T:
        """Check and open; tries again where another program has put a newer state there meanwhile."""
        for wait in (0.02, 0.1, None):
            if fault := self.fault():
                raise DamagedError(fault)
            try:
                with damage():
                    return use(newest(self.folder))
            except DamagedError:
                if wait is None:
                    raise
                time.sleep(wait)
        raise AssertionError
