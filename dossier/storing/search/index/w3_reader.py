"""Reads a segment in Whoosh's standard format as arrays; nothing is ever unpickled.

Only blocks that `w3_writer` laid out are read: the file carries a checksum for every 16 KB, looked at whenever these
are read, so whatever another program wrote or changed is refused.
"""

from __future__ import annotations

import json
import os
import struct
import threading
import weakref
import zlib
from bisect import bisect_left
from collections.abc import Iterator
from functools import cached_property
from pathlib import Path
from typing import Any, NamedTuple

import numpy as np

from dossier.storing.search.index import w3_layout as w3
from dossier.storing.search.index.postings import FORMS, Array, Form, PostingLists, Postings, SegmentContents
from dossier.storing.search.index.w3_positions import Located, Stretch, located, read_list

_INFO = struct.Struct(">BfIBBfIIqi")
_LENGTH = struct.Struct(">i")
_REMEMBERED = 5_000  # terms of which it is remembered where they are: a query asks several times
_AT_ONCE = 20_000  # terms whose lists are read together


class CorruptError(Exception):
    """The file is not what was written."""


class _Dictionary:
    """The records of a field, and where each begins; where its term does, only for those that are asked for."""

    def __init__(self, records: bytes, at: Array) -> None:
        self.records = records
        self._at = at

    def __len__(self) -> int:
        return len(self._at)

    def bounds(self, i: int) -> tuple[int, int]:
        """Return where a term begins and ends."""
        at = int(self._at[i])
        end = at + w3.RECORD.size + (self.records[at + 2] << 8) + self.records[at + 3]
        return at + w3.RECORD.size + w3.KEY.size, end

    def term(self, i: int) -> bytes:
        start, end = self.bounds(i)
        return self.records[start:end]

    @cached_property
    def starts(self) -> Array:
        """Return where all terms begin."""
        found: Array = self._at + (w3.RECORD.size + w3.KEY.size)
        return found

    @cached_property
    def ends(self) -> Array:
        """Return where all terms end."""
        data = np.frombuffer(self.records, np.uint8)
        lengths = (data[self._at + 2].astype(np.int64) << 8) + data[self._at + 3]
        found: Array = self._at + w3.RECORD.size + lengths
        return found


class TermInfo(NamedTuple):
    """In how many passages a term stands, how often in all, in which first, and where its list is among all lists."""

    passages: int
    weight: float
    first: int
    offset: int
    length: int


class Segment:
    """A segment's file, read in pieces. Raises CorruptError where it is not what was written. Thread-safe."""

    def __init__(self, path: Path) -> None:
        self._lock = threading.Lock()
        self._file = path.open("rb", buffering=0)
        # Closed when nobody reads it any more: a thread may still be answering from a state that a newer one replaced.
        weakref.finalize(self, self._file.close)
        size = os.fstat(self._file.fileno()).st_size
        tail = self._raw(max(size - w3.TAIL.size, 0), w3.TAIL.size)
        if len(tail) < w3.TAIL.size or zlib.crc32(tail[:-4]) != w3.TAIL.unpack(tail)[-1]:
            raise CorruptError("a segment is cut off")
        self._body, length, check, _ = w3.TAIL.unpack(tail)
        head = self._raw(self._body, length)
        if zlib.crc32(head) != check:
            raise CorruptError("a segment is not what was written")
        told: dict[str, Any] = json.loads(head)
        self._checks: list[int] = told["checks"]
        self._parts: dict[str, tuple[int, int]] = told["parts"]
        self._terms: dict[str, tuple[int, int, int, int]] = told["terms"]
        self._number: str = told["number"]
        self.docs: int = told["docs"]
        self._dictionaries: dict[str, _Dictionary] = {}
        self._found: dict[tuple[str, bytes], int] = {}

    def _raw(self, at: int, size: int) -> bytes:
        if hasattr(os, "pread"):
            return os.pread(self._file.fileno(), size, at)
        with self._lock:
            self._file.seek(at)
            return self._file.read(size)

    def _bytes(self, at: int, size: int) -> memoryview:
        """Return a stretch of the file, checked."""
        if size <= 0:
            return memoryview(b"")
        block, end = at // w3.CHECKED, -(-(at + size) // w3.CHECKED)
        first = block * w3.CHECKED
        view = memoryview(self._raw(first, min(end * w3.CHECKED, self._body) - first))
        for i, check in enumerate(self._checks[block:end]):
            if zlib.crc32(view[i * w3.CHECKED : (i + 1) * w3.CHECKED]) != check:
                raise CorruptError("a segment is not what was written")
        found = view[at - first : at - first + size]
        if len(found) != size:
            raise CorruptError("a segment is cut off")
        return found

    def check(self) -> None:
        """Look at every byte of the file."""
        for at in range(0, self._body, w3.CHECKED << 6):
            self._bytes(at, min(w3.CHECKED << 6, self._body - at))

    # Columns

    def _column(self, end: str, kind: str) -> Array:
        at, size = self._parts[end]
        return np.frombuffer(self._bytes(at, size), kind)

    def passages(self) -> Array:
        """Return the numbers of the passages in the catalogue."""
        return self._column(w3.PASSAGE, ">i8").astype(np.int64)

    def articles(self) -> Array:
        """Return the numbers of the passages' articles in the catalogue."""
        return self._column(w3.OWNER, ">i8").astype(np.int64)

    def lengths(self) -> Array:
        """Return the lengths of the passages, in words."""
        return self._column(w3.WORDS, ">i4").astype(np.int32)

    def stored(self) -> list[bytes]:
        """Return what is stored of each passage, as `w3_writer.stored_row` made it."""
        at, size = self._parts[w3.STORED]
        data = bytes(self._bytes(at, size))
        ends = np.cumsum(np.frombuffer(data[-1 - 4 * self.docs : -1], ">i4")).tolist()
        return [data[start:end] for start, end in zip([0, *ends], ends, strict=False)]

    # The dictionary

    def fields(self) -> list[str]:
        """Return the fields that have terms, in the order of their numbers."""
        return [name for name in FORMS if name in self._terms]

    def _dictionary(self, field: str) -> _Dictionary:
        found = self._dictionaries.get(field)
        if found is None:
            found = self._dictionaries[field] = self._read_dictionary(field)
        return found

    def _read_dictionary(self, field: str) -> _Dictionary:
        if field not in self._terms:
            return _Dictionary(b"", np.zeros(0, np.int64))
        count, since, until, index = self._terms[field]
        began, _ = self._parts[w3.PART_ENDS["terms"]]
        kind = np.dtype(self._number)
        records = self._bytes(since, until - since)
        at = np.frombuffer(self._bytes(index, count * kind.itemsize), kind).astype(np.int64) - (since - began)
        return _Dictionary(bytes(records), at)

    def _at_or_after(self, dictionary: _Dictionary, term: bytes) -> int:
        return bisect_left(range(len(dictionary)), term, key=dictionary.term)

    def find(self, field: str, term: bytes) -> int | None:
        """Return a term's place in the dictionary of a field; None where no passage has it."""
        found = self._found.get((field, term))
        if found is None:
            dictionary = self._dictionary(field)
            at = self._at_or_after(dictionary, term)
            found = at if at < len(dictionary) and dictionary.term(at) == term else -1
            if len(self._found) >= _REMEMBERED:
                self._found.clear()
            self._found[field, term] = found
        return found if found >= 0 else None

    def terms(self, field: str, beginning: bytes = b"") -> list[bytes]:
        """Return the terms that begin so, sorted."""
        dictionary = self._dictionary(field)
        since = self._at_or_after(dictionary, beginning) if beginning else 0
        until = self._at_or_after(dictionary, beginning + b"\xff") if beginning else len(dictionary)
        records = dictionary.records
        bounds = zip(dictionary.starts[since:until].tolist(), dictionary.ends[since:until].tolist(), strict=True)
        return [records[start:end] for start, end in bounds]

    def info(self, field: str, at: int) -> TermInfo:
        """Return what the dictionary says of a term."""
        dictionary = self._dictionary(field)
        _, weight, count, _, _, _, first, _, offset, length = _INFO.unpack_from(
            dictionary.records, dictionary.bounds(at)[1]
        )
        return TermInfo(count, weight, first, offset, length)

    # Posting lists

    def postings(self, field: str, at: int) -> Postings:
        """Return the passages of a term, and how often it stands in each."""
        info = self.info(field, at)
        if info.passages == 1:  # the dictionary says it all
            return Postings(np.array([info.first], np.int32), np.array([info.weight], np.uint32))
        data = self._bytes(self._parts[w3.PART_ENDS["postings"]][0] + info.offset, info.length)
        found = read_list(data, _block_places(data), self._id_kind)
        return Postings(found.docs, found.counts)

    def postings_of(self, field: str, since: int, until: int) -> tuple[Array, Postings]:
        """Return the postings of neighbouring terms, and of which term each is, counted from the first."""
        stretch = self._stretch(field, since, until)
        return np.repeat(stretch.term, stretch.size), Postings(stretch.docs, stretch.counts)

    def located(self, field: str, at: int) -> Located:
        """Return the passages of a term, and where its positions in each are to be read."""
        info = self.info(field, at)
        data = self._bytes(self._parts[w3.PART_ENDS["postings"]][0] + info.offset, info.length)
        return located(read_list(data, _block_places(data), self._id_kind))

    @property
    def _id_kind(self) -> np.dtype[np.void]:
        return w3.NARROW_ID if self.docs <= w3.NARROW_DOCS else w3.WIDE_ID

    def _stretch(self, field: str, since: int, until: int) -> Stretch:
        """Return the lists of neighbouring terms."""
        dictionary = self._dictionary(field)
        infos = _taken(np.frombuffer(dictionary.records, np.uint8), dictionary.ends[since:until], w3.TERM_INFO)
        offsets = infos["offset"].astype(np.int64)
        first = int(offsets[0])
        began = self._parts[w3.PART_ENDS["postings"]][0] + first
        view = self._bytes(began, int(offsets[-1]) + int(infos["length"][-1]) - first)
        places = offsets - first + len(w3.MAGIC)
        term = np.arange(len(places))
        several = np.flatnonzero(infos["count"] > w3.BLOCK)
        if len(several):
            more, of = [], []
            for i in several.tolist():
                start = int(offsets[i]) - first
                found = list(_block_places(view[start : start + int(infos["length"][i])]))[1:]
                more += [start + at for at in found]
                of += [i] * len(found)
            places, term = np.concatenate((places, more)).astype(np.int64), np.concatenate((term, of))
            order = np.argsort(places, kind="stable")
            places, term = places[order], term[order]
        return _read_blocks(np.frombuffer(view, np.uint8), places, term, self._id_kind)

    def contents(self) -> SegmentContents:
        """Return everything that the segment holds."""
        fields = {name: self._lists(name) for name in self.fields()}
        return SegmentContents(self.passages(), self.articles(), self.lengths(), self.stored(), fields)

    def _lists(self, field: str) -> PostingLists:
        terms = self.terms(field)
        parts = [(since, min(since + _AT_ONCE, len(terms))) for since in range(0, len(terms), _AT_ONCE)]
        with_positions = FORMS[field] is Form.POSITIONS
        docs, counts, positions, sizes = [], [], [], [np.zeros(1, np.int64)]
        for since, until in parts:
            stretch = self._stretch(field, since, until)
            docs.append(stretch.docs)
            counts.append(stretch.counts)
            sizes.append(np.bincount(stretch.term, stretch.size, until - since).astype(np.int64))
            if with_positions:
                positions.append(located(stretch).positions())
        starts = np.cumsum(np.concatenate(sizes))
        count = np.concatenate(counts)
        if not with_positions:
            return PostingLists(terms, starts, np.concatenate(docs), count)
        places = np.concatenate(([0], np.cumsum(count, dtype=np.int64)))[starts]
        return PostingLists(terms, starts, np.concatenate(docs), count, places, np.concatenate(positions))


def _taken(data: Array, at: Array, kind: np.dtype[np.void]) -> Array:
    """Return what stands at these places, each as a value of this type."""
    every = np.ndarray((max(len(data) - kind.itemsize + 1, 0),), f"V{kind.itemsize}", data.data, strides=(1,))
    return every[at].view(kind)


def _block_places(data: memoryview) -> Iterator[int]:
    """Return where the blocks of one term begin."""
    at = len(w3.MAGIC)
    while at < len(data):
        yield at
        at += 4 + abs(_LENGTH.unpack_from(data, at)[0])


def _read_blocks(data: Array, places: Array, term: Array, kind: np.dtype[np.void]) -> Stretch:
    """Return what many blocks hold, read at once."""
    head = _taken(data, places, w3.BLOCK_HEAD)
    size = head["count"].astype(np.int64)
    block_ends = places + 4 + np.abs(head["length"])
    begins = np.cumsum(size) - size
    inside = np.arange(int(size.sum())) - np.repeat(begins, size)
    ids = places + w3.BLOCK_HEAD.itemsize
    steps = _taken(data, np.repeat(ids, size) + kind.itemsize * inside, kind)["value"].astype(np.int32)
    total = np.cumsum(steps, dtype=np.int64)
    docs = (total - np.repeat(total[begins] - steps[begins], size)).astype(np.int32)
    weights = ids + kind.itemsize * size + 1
    code = data[weights]
    counts = np.ones(len(docs), np.uint32)
    in_bytes = np.repeat(code == w3.BYTES4, size)
    counts[in_bytes] = data[(np.repeat(weights + 5, size) + inside)[in_bytes]]
    wide = np.repeat(code == w3.MARK, size)
    if wide.any():
        at = (np.repeat(weights + 1, size) + w3.WIDE_ID.itemsize * inside)[wide]
        counts[wide] = _taken(data, at, w3.WIDE_ID)["value"]
    widths = np.where(code == w3.NONE, 1, np.where(code == w3.BYTES4, 5 + size, 2 + w3.WIDE_ID.itemsize * size))
    return Stretch(data, term, size, docs, counts, weights + widths, block_ends)
