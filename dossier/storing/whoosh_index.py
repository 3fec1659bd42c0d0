"""The text index, kept by Whoosh: segments of posting lists on disk, and nothing of Whoosh's search.

Whoosh's query classes have known faults with NOT, filters and time limits, and counting their results costs a second
search. So queries are answered on whole posting lists with set operations (answering.py), which is exact, and
faster for lists of this size. Only this module and whoosh_codec.py and whoosh_checks.py know Whoosh (words.py borrows
its stemmer). They hold to version 2.7.4, the one with a correct reader, and use what it keeps private.

The index files hold pickles: whoever can write them can run code here. So an index is opened only if its folder
is this user's alone and carries the token that this user's state folder keeps; see `TextIndex.fault`. Whoosh has
no checksums and never waits for the disk; here every list carries its checksum, every other file has one in
`checks-N.json`, and both are on the disk before they are made current.
"""

from __future__ import annotations

# ruff: noqa: SLF001 - what Whoosh keeps private; the version is pinned
import os
import secrets
import shutil
import stat
import struct
import threading
import time
import weakref
from bisect import bisect_left
from collections import Counter, defaultdict
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any, TypeVar

from whoosh import columns, fields, formats
from whoosh.filedb.filestore import FileStorage
from whoosh.index import TOC, FileIndex
from whoosh.reading import SegmentReader
from whoosh.writing import SegmentWriter

from dossier.storing.answering import K1, B
from dossier.storing.whoosh_checks import DamagedError, checked, damage, read_checks, toc_name, verify, write_checks
from dossier.storing.whoosh_codec import WITH_POSITIONS, Codec, Pool, Posting, entry, lexicon, packed_lexicon, posting
from dossier.storing.words import STOP_WORDS, stem, words

TITLE_GAP = 200  # positions between an article's first passage and its title: no near reaches across
_CACHED_POSTINGS = 600_000  # across all lists; about 80 bytes each
_MOST_SEGMENTS = 8
_MARK = "token"
_LAYOUT = "6"  # of the index; another is rebuilt


T = TypeVar("T")


def _schema() -> Any:
    # How lists are written is the codec's business; Whoosh wants a format for a field that has any.
    terms = {name: fields.FieldType(formats.Existence(), None) for name in ("stem", "title", "words")}
    numbers = {name: fields.COLUMN(columns.NumericColumn("I")) for name in ("passage_no", "article_no", "length")}
    return fields.Schema(**terms, **numbers)


class Reader:
    """One state of the index, unchanging. Passages and articles are known by their catalogue numbers.

    `articles` maps every passage to its article; `damping` to how its length tempers a term's frequency in BM25.
    `segments` says of how many parts it is made. Thread-safe.
    """

    def __init__(self, segments: list[Any]) -> None:
        self._segments: list[tuple[Any, list[int]]] = []
        self._lock = threading.Lock()
        self._packed = [packed_lexicon(segment) for segment in segments]
        self._lexicon: list[str] | None = None
        self._postings: dict[tuple[str, str], dict[int, float]] = {}
        self._positions: dict[str, dict[int, str]] = {}
        self._cached = 0
        self.segments = len(segments)
        self.articles: dict[int, int] = {}
        lengths: dict[int, int] = {}
        for segment in segments:
            passages = _column(segment, "passage_no")
            owners, sizes = _column(segment, "article_no"), _column(segment, "length")
            for doc in segment._perdoc.deleted_docs():
                passages[doc] = 0
            segment._perdoc.close()
            self._segments.append((segment, passages))
            self.articles.update(zip(passages, owners, strict=True))
            lengths.update(zip(passages, sizes, strict=True))
        # Not a `close`: another thread may still be answering from this state after a newer one has come.
        weakref.finalize(self, _close, segments)
        self.articles.pop(0, None)
        lengths.pop(0, None)
        average = sum(lengths.values()) / len(lengths) if lengths else 1.0
        by_length = {size: K1 * (1 - B + B * size / (average or 1.0)) for size in set(lengths.values())}
        self.damping: dict[int, float] = {passage: by_length[size] for passage, size in lengths.items()}

    def postings(self, field: str, term: str) -> dict[int, float]:
        """Give the passages that hold a term, each with how often."""
        key = (field, term)
        with self._lock, damage():
            found = self._postings.get(key)
            if found is None:
                found = {}
                for passages, list_ in self._read(field, term, positions=False):
                    found.update(zip(map(passages.__getitem__, list_.docs), list_.counts, strict=True))
                found.pop(0, None)
                self._keep(len(found))
                self._postings[key] = found
            return found

    def positions(self, word: str) -> dict[int, str]:
        """Give the passages that hold a word, each with a string whose characters' codes are its positions."""
        with self._lock, damage():
            found = self._positions.get(word)
            if found is None:
                found = {}
                for passages, list_ in self._read("words", word, positions=True):
                    at = 0
                    for doc, count in zip(list_.docs, list_.counts, strict=True):
                        found[passages[doc]] = list_.positions[at : at + count]
                        at += count
                found.pop(0, None)
                self._keep(len(found))
                self._positions[word] = found
            return found

    def frequency(self, field: str, term: str) -> int:
        """Give in about how many passages a term stands; deleted ones may still count."""
        with self._lock, damage():
            entries = (entry(segment, field, term) for segment, _ in self._segments)
            return sum(found.frequency for found in entries if found)

    def lexicon(self) -> list[str]:
        """Give every word of the index, sorted."""
        with self._lock, damage():
            if self._lexicon is None:
                parts = [lexicon(packed) for packed in self._packed]
                self._lexicon = parts[0] if len(parts) == 1 else sorted(set().union(*parts))
            return self._lexicon

    def beginning(self, prefix: str) -> list[str]:
        """Give the words that begin so, sorted."""
        found = self.lexicon()
        return found[bisect_left(found, prefix) : bisect_left(found, prefix + "\U0010ffff")]

    def _read(self, field: str, term: str, *, positions: bool) -> Iterator[tuple[list[int], Posting]]:
        """Read a term's list in each segment, with the segment's passage numbers (0 where deleted)."""
        for segment, passages in self._segments:
            if found := entry(segment, field, term):
                yield passages, posting(segment, found, positions=positions)

    def _keep(self, size: int) -> None:
        self._cached += size
        if self._cached > _CACHED_POSTINGS:
            self._postings.clear()
            self._positions.clear()
            self._cached = size


def _close(segments: list[Any]) -> None:
    for segment in segments:
        segment._terms.close()


def _column(segment: Any, name: str) -> list[int]:
    """Read a whole column at once; Whoosh's own way calls a function for each document."""
    total = segment.doc_count_all()
    if not segment.has_column(name):
        return [0] * total
    column = segment.column_reader(name, translate=False)
    count = min(column._count, total)
    values = struct.unpack(f"!{count}I", bytes(column._dbfile.get(column._basepos, 4 * count)))
    return [*values, *[0] * (total - count)]


class _SegmentWriter(SegmentWriter):  # type: ignore[misc]
    """Whoosh's writer with our lists, checksums, and care for power cuts."""

    def __init__(self, index: FileIndex, folder: Path) -> None:
        super().__init__(index, codec=Codec(), compound=False)
        self.pool = Pool()
        self.folder = folder

    def merge_in(self, segment: Any) -> None:
        """Take over a segment's passages, but for the deleted."""
        reader = SegmentReader(self.storage, self.schema, segment)
        first = self.docnum
        moved = self.write_per_doc(self.schema.names(), reader)
        if moved is None:  # nothing was deleted
            moved = {doc: first + doc for doc in range(reader.doc_count_all())}
        for field, encoded in reader._terms.terms():
            term = encoded.decode("utf-8", "surrogatepass")
            found = entry(reader, field, term)
            assert found
            self.pool.add_posting(field, term, posting(reader, found, positions=field == WITH_POSITIONS), moved)
        reader.close()
        self._added = True

    def _commit_toc(self, segments: list[Any]) -> None:
        prefixes = tuple(f"{segment.segment_id()}." for segment in segments)
        known = read_checks(self.folder, self.generation - 1)
        checks: dict[str, list[int | None]] = {}
        for file in sorted(self.folder.iterdir()):
            if file.name.startswith(prefixes):
                checks[file.name] = known.get(file.name) or checked(file)
        write_checks(self.folder, self.generation, checks)
        super()._commit_toc(segments)
        toc = self.folder / toc_name(self.generation)
        write_checks(self.folder, self.generation, {**checks, toc.name: checked(toc)})
        for file in self.folder.glob("checks-*.json"):
            if file.name != f"checks-{self.generation}.json":
                file.unlink(missing_ok=True)


def _few(writer: _SegmentWriter, segments: list[Any]) -> list[Any]:
    """Whoosh's question which segments stay: when there are many, the smaller half is merged into the new one.

    So is a segment most of which is deleted.
    """
    kept: list[Any] = []
    merged: list[Any] = []
    order = sorted(segments, key=lambda segment: segment.doc_count())
    small = {segment.segment_id() for segment in order[: len(order) // 2]} if len(order) >= _MOST_SEGMENTS else set()
    for segment in segments:
        empty = 2 * segment.deleted_count() > segment.doc_count_all()
        (merged if empty or segment.segment_id() in small else kept).append(segment)
    for segment in merged:
        writer.merge_in(segment)
    return kept


def _stems(found: list[str]) -> Counter[str]:
    return Counter([stem(word) for word in found if word not in STOP_WORDS])


class Writer:
    """Adds passages and removes articles; what it did is seen only after `commit`."""

    def __init__(self, index: FileIndex, folder: Path) -> None:
        self._writer = _SegmentWriter(index, folder)
        self._owners: list[tuple[Any, list[int]]] | None = None
        self.changed = False

    def add(self, passage: int, article: int, text: str, start: int, end: int, title: str | None) -> None:
        """Add a passage; `title` with the first passage of each article only."""
        body = words(text, start, end)
        heading = words(title) if title else []
        places: defaultdict[str, str] = defaultdict(str)
        for i, word in enumerate(body):
            places[word] += chr(i)
        for i, word in enumerate(heading, len(body) + TITLE_GAP):
            places[word] += chr(i)
        writer = self._writer
        doc, columns_ = writer.docnum, writer.perdocwriter
        columns_.start_doc(doc)
        for name, value in (("passage_no", passage), ("article_no", article), ("length", len(body))):
            columns_.add_column_value(name, writer.schema[name].column_type, value)
        columns_.finish_doc()
        writer.pool.add_positions("words", doc, places)
        writer.pool.add_counts("stem", doc, _stems(body))
        if heading:
            writer.pool.add_counts("title", doc, _stems(heading))
        writer.docnum += 1
        writer._added = self.changed = True

    def remove(self, article: int) -> None:
        """Remove an article's passages."""
        if self._owners is None:
            self._owners = []
            for segment in self._writer.segments:
                reader = SegmentReader(self._writer.storage, self._writer.schema, segment)
                self._owners.append((segment, _column(reader, "article_no")))
                reader.close()
        for segment, owners in self._owners:
            for doc, owner in enumerate(owners):
                if owner == article:
                    segment.delete_document(doc)
                    self.changed = True

    def commit(self) -> None:
        """Make the changes last; without any, nothing is written."""
        if self.changed:
            self._writer.commit(mergetype=_few)
        else:
            self._writer.cancel()

    def cancel(self) -> None:
        """Forget the changes and let go of Whoosh's own lock, which a failed commit keeps."""
        try:
            self._writer.cancel()
        except Exception:  # noqa: BLE001 - it may be in any state; the files it left are cleaned by the next commit
            if self._writer.writelock:
                self._writer.writelock.release()


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
            return "is not there"
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
        self.discard()
        self.folder.mkdir(parents=True, mode=0o700, exist_ok=True)
        self.folder.chmod(0o700)
        token = f"{_LAYOUT}:{secrets.token_hex(32)}"
        FileIndex.create(FileStorage(str(self.folder)), _schema(), "MAIN")
        write_checks(self.folder, 0, {toc_name(0): checked(self.folder / toc_name(0))})
        self.key.parent.mkdir(parents=True, mode=0o700, exist_ok=True)
        self.key.parent.chmod(0o700)
        self.key.write_text(token, "ascii")
        (self.folder / _MARK).write_text(token, "ascii")

    def open(self) -> Reader:
        """Open the newest state. Raises DamagedError."""

        def reader(index: FileIndex, toc: Any) -> Reader:
            return Reader([SegmentReader(index.storage, toc.schema, segment) for segment in toc.segments])

        return self._opened(reader)

    @contextmanager
    def writing(self) -> Iterator[Writer]:
        """Open for writing; commits at the end, or cancels on an exception. Raises DamagedError, OSError."""
        writer = self._opened(lambda index, _: Writer(index, self.folder))
        try:
            yield writer
            with damage():
                writer.commit()
        except BaseException:
            writer.cancel()
            raise

    def _opened(self, use: Callable[[FileIndex, Any], T]) -> T:
        """Check and open; tries again where another program has put a newer state there meanwhile."""
        for wait in (0.02, 0.1, None):
            if fault := self.fault():
                raise DamagedError(fault)
            try:
                with damage():
                    storage = FileStorage(str(self.folder))
                    verify(self.folder, TOC._latest_generation(storage, "MAIN"))
                    index = FileIndex(storage, indexname="MAIN")
                    return use(index, index._read_toc())
            except DamagedError:
                if wait is None:
                    raise
                time.sleep(wait)
        raise AssertionError
