"""The folder of the text index: a real Whoosh index, which stock Whoosh opens with `whoosh.index.open_dir`.

Segments are in Whoosh's standard format, one file each (w3_writer), and the table of contents is Whoosh's own with a
schema of stock field types (schema). Whoosh never waits for the disk and has no checksums; here segments have theirs
inside, and all files are on the disk before the manifest makes them the newest state. The table of contents is a
pickle: it is written for other programs, and never read. Written for version 2.7.4 of Whoosh.
"""

from __future__ import annotations

import os
import re
import secrets
import shutil
import stat
import time
from collections.abc import Callable, Collection, Sequence
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, TypeVar

import numpy as np

from dossier.files.folders import PRIVATE_FOLDER, make_private_folder
from dossier.storing.search.index.manifest import (
    DamagedError,
    Manifest,
    SegmentState,
    as_damaged,
    on_disk,
    read_manifest,
    write_manifest,
)
from dossier.storing.search.index.postings import Array, SegmentContents, merged
from dossier.storing.search.index.reader import IndexReader
from dossier.storing.search.index.w3_reader import Segment

SEGMENT_PASSAGES = 32_768
"""At most in one segment, which takes about 3 KB of memory each while it is made."""
SMALL = 4_096
"""Passages of an index that is always one segment, where a stock program is right about NOT too."""
_MANY = 4  # segments of about one size; so many are merged
_NAME = "MAIN"
_OURS = re.compile(rf"{_NAME}_\w+\.seg|_{_NAME}_\d+\.toc[.\d]*")

if TYPE_CHECKING:
    from dossier.storing.search.index.builder import SegmentBuilder

T = TypeVar("T")


def to_merge(segments: Sequence[SegmentState]) -> list[SegmentState]:
    """Return the segments that should become one: those of which most is deleted, and many of about one size.

    What is smaller than these goes with them. What is much larger does not: a changed article must not wait for it.
    Of a small index, all become one.
    """
    if sum(segment.docs for segment in segments) <= SMALL:
        return list(segments) if len(segments) > 1 or any(segment.deleted for segment in segments) else []
    chosen = [segment for segment in segments if 2 * len(segment.deleted) > segment.docs]
    return [*chosen, *_alike([segment for segment in segments if segment not in chosen])]


def _alike(segments: Sequence[SegmentState]) -> list[SegmentState]:
    """Return the smallest segments, as far as many are of about one size; none where they are few."""
    run: list[SegmentState] = []
    total = alike = 0
    for segment in sorted(segments, key=lambda segment: segment.live):
        if total + segment.live > SEGMENT_PASSAGES:
            continue
        if segment.live > 2 * total:
            if alike >= _MANY:
                break
            alike = 0
        run.append(segment)
        total += segment.live
        alike += 1
    return run if alike >= _MANY else []


def kept_of(segment: SegmentState) -> Array:
    """Return for every passage of a segment whether it is not deleted."""
    kept = np.ones(segment.docs, bool)
    kept[list(segment.deleted)] = False
    return kept


class IndexWriter:
    """A next state of the index; nothing of it is seen before `commit`. The caller holds the lock of index runs."""

    def __init__(self, folder: Path, manifest: Manifest) -> None:
        self._folder = folder
        self._manifest = manifest
        self._segments = list(manifest.segments)

    def _open(self, segment: SegmentState) -> Segment:
        return Segment(self._folder / segment.file)

    def articles(self) -> set[int]:
        """Return the articles that this state holds, by number."""
        held = (np.unique(self._open(segment).articles()[kept_of(segment)]).tolist() for segment in self._segments)
        return set().union(*held)

    def add(self, builder: SegmentBuilder) -> None:
        """Add passages, as a segment."""
        self._put(builder.contents())

    def remove(self, articles: Collection[int]) -> None:
        """Remove the passages of articles."""
        gone = np.fromiter(articles, np.int64, len(articles))
        left = []
        for segment in self._segments:
            removed = np.flatnonzero(np.isin(self._open(segment).articles(), gone)).tolist()
            left.append(replace(segment, deleted=sorted({*segment.deleted, *removed})) if removed else segment)
        self._segments = [segment for segment in left if segment.live]

    def merge(self) -> bool:
        """Make few segments of many; return whether there was anything to do."""
        chosen = to_merge(self._segments)
        if chosen:
            self._segments = [segment for segment in self._segments if segment not in chosen]
            self._put(merged([(self._open(segment).contents(), kept_of(segment)) for segment in chosen]))
        return bool(chosen)

    def _put(self, contents: SegmentContents) -> None:
        from dossier.storing.search.index.w3_writer import write  # only runs write

        if len(contents.passages):
            name = f"{_NAME}_{secrets.token_hex(8)}"
            with (self._folder / f"{name}.seg").open("xb") as file:
                lengths = write(contents, name, file)
            self._segments.append(SegmentState(name, len(contents.passages), lengths))

    def commit(self) -> None:
        """Make this state the newest, and last."""
        known = self._manifest.files
        files = {one.file: known.get(one.file) or on_disk(self._folder / one.file) for one in self._segments}
        generation = self._manifest.generation + 1
        manifest = Manifest(generation, self._manifest.catalogue, tuple(self._segments), files)
        contents = _write_table_of_contents(self._folder, manifest)
        files[contents] = on_disk(self._folder / contents)
        write_manifest(self._folder, manifest)
        self._manifest = manifest
        for name in os.listdir(self._folder):  # noqa: PTH208 - only names are needed
            if _OURS.fullmatch(name) and name not in files:
                (self._folder / name).unlink(missing_ok=True)


def _write_table_of_contents(folder: Path, manifest: Manifest) -> str:
    """Write what stock Whoosh opens the index by, and return the file's name."""
    from whoosh.codec.whoosh3 import W3Codec, W3Segment
    from whoosh.filedb.filestore import FileStorage
    from whoosh.index import TOC

    from dossier.storing.search.index.schema import schema

    segments = []
    for known in manifest.segments:
        segment = W3Segment(W3Codec(), _NAME, known.docs, known.name.removeprefix(f"{_NAME}_"), set(known.deleted))
        segment.compound = True
        segment._fieldlengths = known.lengths  # noqa: SLF001 - as its own writer does
        segments.append(segment)
    name = f"_{_NAME}_{manifest.generation}.toc"
    (folder / name).unlink(missing_ok=True)  # of a run that was killed
    TOC(schema(), segments, manifest.generation).write(FileStorage(str(folder)), _NAME)
    return name


class TextIndex:
    """The index's folder: opening, building, writing. `catalogue` is the identity of what it is made from."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder

    def discard(self) -> None:
        """Remove whatever is there. Raises OSError."""
        if self.folder.is_symlink() or self.folder.is_file():
            self.folder.unlink()
        else:
            shutil.rmtree(self.folder, ignore_errors=True)

    def create(self, catalogue: str) -> None:
        """Start an empty index in place of whatever is there. Raises OSError."""
        self.discard()
        make_private_folder(self.folder)
        self.folder.chmod(PRIVATE_FOLDER)
        manifest = Manifest(0, catalogue)
        contents = _write_table_of_contents(self.folder, manifest)
        manifest.files[contents] = on_disk(self.folder / contents)
        write_manifest(self.folder, manifest)

    def open(self, catalogue: str) -> IndexReader:
        """Return the newest state. Raises DamagedError."""

        def reader(manifest: Manifest) -> IndexReader:
            return IndexReader(
                [(Segment(self.folder / segment.file), segment.deleted) for segment in manifest.segments]
            )

        return self._opened(catalogue, reader)

    def writing(self, catalogue: str) -> IndexWriter:
        """Return a writer of the next state. Raises DamagedError, OSError."""
        return self._opened(catalogue, lambda manifest: IndexWriter(self.folder, manifest))

    def fault(self, catalogue: str) -> str | None:
        """Return why the index must be built again, in a few words; None where it need not."""
        try:
            self._opened(catalogue, lambda _: None)
        except DamagedError as fault:
            return str(fault)
        return None

    def _opened(self, catalogue: str, use: Callable[[Manifest], T]) -> T:
        """Return what was opened after a check; try again where another program has written a newer state meanwhile."""
        for wait in (0.02, 0.1, None):
            try:
                with as_damaged():
                    self._look()
                    return use(read_manifest(self.folder, catalogue))
            except DamagedError:
                if wait is None:
                    raise
                time.sleep(wait)
        raise AssertionError

    def _look(self) -> None:
        """Raise DamagedError where the place is not a folder of this user's that others cannot write to."""
        try:
            found = os.lstat(self.folder)
        except FileNotFoundError:
            return
        if not stat.S_ISDIR(found.st_mode):
            raise DamagedError("is not a folder")
        if hasattr(os, "getuid") and (found.st_uid != os.getuid() or found.st_mode & 0o022):
            raise DamagedError("belongs to, or can be changed by, somebody else")
