"""How posting lists are kept in a Whoosh segment: whole lists, small, checked, read and written at C speed.

Whoosh 2.7.4 spends most of a build on calling functions for every single posting, and reads lists in pickled blocks
of 128. Here a term's postings are three arrays: passages (as differences), frequencies, and for fields with positions
a UTF-8 string whose characters' codes are the positions. Lists are gathered in these arrays while a segment is
written, so that nothing is sorted but the terms. Segments, the term dictionary, columns and deletions are Whoosh's own.
"""

from __future__ import annotations

# ruff: noqa: SLF001 - what Whoosh keeps private; the version is pinned
import struct
import zlib
from array import array
from collections.abc import Iterable, Iterator, Mapping
from itertools import accumulate
from operator import sub
from typing import Any, NamedTuple

from whoosh.codec.whoosh3 import W3Codec, W3FieldWriter

WITH_POSITIONS = "words"  # the field whose lists have positions
_LEXICON = ".lex"
_ENTRY = struct.Struct("<IQI")  # in the dictionary of terms: number of postings, place and length of the list
_HEAD = struct.Struct("<IIcc")  # checksum, number of postings, type codes of the two arrays


class CorruptError(Exception):
    """A posting list is not what was written."""


class Posting(NamedTuple):
    """A term's passages in one segment: document numbers, frequencies, positions of all one after the other."""

    docs: array[int]
    counts: array[int]
    positions: str


class Gathered:
    """The posting lists of one term while they are being gathered."""

    __slots__ = ("counts", "docs", "positions")

    def __init__(self) -> None:
        self.docs = array("I")
        self.counts = array("I")
        self.positions: list[str] = []

    def encoded(self) -> bytes:
        """Write the lists as bytes."""
        gaps = array("I", [self.docs[0], *map(sub, self.docs[1:], self.docs)])
        (docs_code, docs), (counts_code, counts) = _narrowest(gaps), _narrowest(self.counts)
        body = docs + counts + "".join(self.positions).encode("utf-8", "surrogatepass")
        head = _HEAD.pack(0, len(self.docs), docs_code, counts_code)
        return _HEAD.pack(zlib.crc32(body, zlib.crc32(head)), *_HEAD.unpack(head)[1:]) + body


def decoded(data: bytes, *, positions: bool) -> Posting:
    """Read what `Gathered.encoded` wrote. Raises CorruptError."""
    if len(data) < _HEAD.size:
        raise CorruptError("a posting list is cut off")
    check, count, docs_code, counts_code = _HEAD.unpack_from(data)
    body = memoryview(data)[_HEAD.size :]
    if check != zlib.crc32(body, zlib.crc32(_HEAD.pack(0, count, docs_code, counts_code))):
        raise CorruptError("a posting list is not what was written")
    gaps, counts = array(docs_code.decode()), array(counts_code.decode())
    ends = count * gaps.itemsize, count * (gaps.itemsize + counts.itemsize)
    gaps.frombytes(body[: ends[0]])
    counts.frombytes(body[ends[0] : ends[1]])
    text = bytes(body[ends[1] :]).decode("utf-8", "surrogatepass") if positions else ""
    return Posting(array("I", accumulate(gaps)), counts, text)


def _narrowest(values: array[int]) -> tuple[bytes, bytes]:
    """Give the smallest array type that holds the values, and the values in it."""
    largest = max(values)
    code = "B" if largest < 256 else "H" if largest < 65536 else "I"
    return code.encode(), (values if code == "I" else array(code, values)).tobytes()


class Pool:
    """Gathers postings by field and term; takes the place of Whoosh's sorting pool."""

    def __init__(self) -> None:
        self._fields: dict[str, dict[str, Gathered]] = {}

    def add_counts(self, field: str, doc: int, counts: Mapping[str, int]) -> None:
        """Add a document's terms with their frequencies. Documents come in order."""
        terms = self._fields.setdefault(field, {})
        for term, count in counts.items():
            gathered = terms.get(term)
            if gathered is None:
                gathered = terms[term] = Gathered()
            gathered.docs.append(doc)
            gathered.counts.append(count)

    def add_positions(self, field: str, doc: int, places: Mapping[str, str]) -> None:
        """Add a document's terms with their positions, each as a string."""
        terms = self._fields.setdefault(field, {})
        for term, positions in places.items():
            gathered = terms.get(term)
            if gathered is None:
                gathered = terms[term] = Gathered()
            gathered.docs.append(doc)
            gathered.counts.append(len(positions))
            gathered.positions.append(positions)

    def add_posting(self, field: str, term: str, posting: Posting, docs: Mapping[int, int]) -> None:
        """Add a term's postings from another segment; `docs` says what its documents are called here, or nothing."""
        terms = self._fields.setdefault(field, {})
        gathered = terms.get(term) or Gathered()
        at = 0
        for doc, count in zip(posting.docs, posting.counts, strict=True):
            new = docs.get(doc)
            if new is not None:
                gathered.docs.append(new)
                gathered.counts.append(count)
                if posting.positions:
                    gathered.positions.append(posting.positions[at : at + count])
            at += count
        if gathered.docs:
            terms[term] = gathered

    def iter_postings(self) -> Iterator[tuple[str, bytes, Gathered]]:
        """Give the terms of each field in order, forgetting what was given."""
        for field in sorted(self._fields):
            terms = self._fields[field]
            for term in sorted(terms):  # by code point, which is the order of their UTF-8 too
                yield field, encoded_term(term), terms.pop(term)

    def cleanup(self) -> None:
        """Nothing was put on disk."""


def encoded_term(term: str) -> bytes:
    """Give a term as the dictionary of terms has it."""
    return term.encode("utf-8", "surrogatepass")


class _FieldWriter(W3FieldWriter):  # type: ignore[misc]
    def add_postings(self, schema: Any, _lengths: Any, items: Iterable[tuple[str, bytes, Gathered]]) -> None:
        """Write the terms and their lists; takes what `Pool.iter_postings` gives."""
        field = None
        lexicon = []
        for name, term, gathered in items:
            if name == WITH_POSITIONS:
                lexicon.append(term)
            if name != field:
                self.start_field(name, schema[name])
                field = name
            offset = self._postfile.tell()
            data = gathered.encoded()
            self._postfile.write(data)
            key = struct.pack("!H", self._fieldid) + term
            self._tindex.add(key, _ENTRY.pack(len(gathered.docs), offset, len(data)))
        # All words together once more: a prefix or fuzzy word needs them at once, and the dictionary reads them singly.
        with self._segment.create_file(self._storage, _LEXICON) as file:
            file.write(zlib.compress(b"\n".join(lexicon), 1))


class Entry(NamedTuple):
    """What the dictionary of terms says of one."""

    frequency: int
    offset: int
    length: int


def entry(segment: Any, field: str, term: str) -> Entry | None:
    """Look a term up in a segment's dictionary; None when no passage has it."""
    terms = segment._terms
    found = terms._tindex.get(terms._keycoder(field, encoded_term(term)))
    return None if found is None else Entry(*_ENTRY.unpack(bytes(found)))


def packed_lexicon(segment: Any) -> bytes:
    """Read every word of a segment, for `lexicon`; at once, as the file goes when a newer segment takes its place."""
    with segment.segment().open_file(segment.storage(), _LEXICON) as file:
        return bytes(file.read())


def lexicon(packed: bytes) -> list[str]:
    """Give the words of a segment, sorted."""
    data = zlib.decompress(packed)
    return data.decode("utf-8", "surrogatepass").split("\n") if data else []


def posting(segment: Any, found: Entry, *, positions: bool) -> Posting:
    """Read a term's list. Raises CorruptError."""
    return decoded(bytes(segment._terms._postfile.get(found.offset, found.length)), positions=positions)


class Codec(W3Codec):  # type: ignore[misc]
    """Whoosh's own, but for the posting lists."""

    length_stats = False  # a column of ours has the lengths

    def field_writer(self, storage: Any, segment: Any) -> _FieldWriter:
        """Give what writes a segment's terms."""
        return _FieldWriter(self, storage, segment)
