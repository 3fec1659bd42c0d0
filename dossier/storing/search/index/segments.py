"""A segment of the text index: the posting lists of some thousand passages as arrays, in one file.

Passages are numbered from 0 in a segment; here they are documents. Of every field the file has the terms in the order
of their bytes, and one after the other each term's documents and frequencies; of WITH_POSITIONS also the positions.
Everything is gathered, sorted, merged and read as whole arrays: nothing is done for a single posting in Python.
The file is checked in blocks, each when it is first read.
"""

from __future__ import annotations

import json
import struct
import threading
import weakref
import zlib
from array import array
from bisect import bisect_left
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, BinaryIO, TypeAlias

import numpy as np
import numpy.typing as npt

from dossier.storing.search.text.stemming import LANGUAGES, PLAIN, term
from dossier.storing.search.text.tokens import fold, pieces

WITH_POSITIONS = "words"  # every word in the form in which it stands; a heading's stand TITLE_GAP behind the text's
STEMS = "stem"  # what stop words leave of the text
TITLES = "title"  # and of what heads a passage: captions and subheadings, and the title for the first of an article
TITLE_GAP = 200  # positions between a passage and what heads it, and between headings: no near reaches across
_SPOKEN = (*LANGUAGES, PLAIN)
_APART = "\n"  # keeps a position that no word has; no piece of a text is a line end
_BLOCK = 1 << 14  # bytes under one checksum
_TAIL = struct.Struct("<QIII")  # where the table of contents begins, its length and checksum, and that of these two

Array: TypeAlias = npt.NDArray[Any]


class CorruptError(Exception):
    """The file is not what was written."""


@dataclass(frozen=True, slots=True)
class Lists:
    """Posting lists of one field, all terms one after the other; `starts` and `places` have one number more."""

    terms: Sequence[str]  # sorted by code point, which is the order of their bytes too
    starts: Array  # where each term's postings begin
    docs: Array
    counts: Array
    places: Array | None = None  # where each term's positions begin
    positions: Array | None = None


@dataclass(frozen=True, slots=True)
class Contents:
    """What a segment holds; passages and articles by their numbers in the catalogue, lengths in words."""

    passages: Array
    articles: Array
    lengths: Array
    fields: dict[str, Lists]


class _Vocabulary(dict[str, int]):
    """Numbers words by what stands in the text: `The`, `THE` and `the` are the same; 0 is no word, 1 an empty place."""

    def __init__(self) -> None:
        super().__init__({_APART: 1})
        self.words = ["", ""]
        self._numbers: dict[str, int] = {"": 0}

    def __missing__(self, piece: str) -> int:
        word = fold(piece)
        number = self._numbers.get(word)
        if number is None:
            number = self._numbers[word] = len(self.words)
            self.words.append(word)
        self[piece] = number
        return number


class Gathering:
    """Takes passages one by one, and makes a segment's contents of them."""

    def __init__(self) -> None:
        self._vocabulary = _Vocabulary()
        self._tokens = array("I")
        self._sizes = array("I")  # of each passage: how many tokens its text has, how many its heading
        self._passages = array("Q")
        self._articles = array("Q")
        self._languages = array("B")

    def __len__(self) -> int:
        return len(self._passages)

    def add(
        self,
        passage: int,
        article: int,
        text: str,
        start: int,
        end: int,
        headings: Sequence[str] = (),
        language: str = "en",
    ) -> None:
        """Add a passage; `headings` stand above it and are searched with it, an article's title with its first.

        `language` is what `stemming.searched_as` says.
        """
        parts = [pieces(text, start, end), []]
        for heading in headings:
            parts[1] += [*([_APART] * TITLE_GAP if parts[1] else ()), *pieces(heading)]
        for part in parts:
            self._tokens.extend(map(self._vocabulary.__getitem__, part))
            self._sizes.append(len(part))
        self._passages.append(passage)
        self._articles.append(article)
        self._languages.append(_SPOKEN.index(language))

    def contents(self) -> Contents:
        """Invert what was gathered."""
        tokens = np.frombuffer(self._tokens, np.uint32) if self._tokens else np.zeros(0, np.uint32)
        sizes = np.array(self._sizes, np.int32)
        part = np.repeat(np.arange(len(sizes), dtype=np.int32), sizes)  # 2 × document, and 1 for the heading
        if not tokens.all():  # pieces of which folding leaves nothing
            tokens, part = tokens[tokens != 0], part[tokens != 0]
            sizes = np.bincount(part, minlength=len(sizes)).astype(np.int32)
        docs, titled = part >> 1, (part & 1).astype(bool)
        lengths = sizes[::2]
        begins = np.cumsum(sizes, dtype=np.int32) - sizes
        begins[1::2] -= lengths + TITLE_GAP
        places = np.arange(len(tokens), dtype=np.int32) - begins[part]
        words = self._vocabulary.words
        # Each language has stems of its own for all the words; a token is then the word in its passage's language.
        spoken, ordinals = np.unique(np.frombuffer(self._languages, np.uint8), return_inverse=True)
        stems = [term(word, _SPOKEN[language]) or "" for language in spoken.tolist() for word in words]
        stemmed = tokens + ordinals.astype(np.uint32)[docs] * np.uint32(len(words))
        return Contents(
            np.array(self._passages, np.uint64),
            np.array(self._articles, np.uint64),
            lengths,
            {
                WITH_POSITIONS: _inverted(words, tokens, docs, places),
                STEMS: _inverted(stems, stemmed[~titled], docs[~titled]),
                TITLES: _inverted(stems, stemmed[titled], docs[titled]),
            },
        )


def _inverted(names: Sequence[str], tokens: Array, docs: Array, places: Array | None = None) -> Lists:
    """Sort tokens, which come in the order of documents, by term; `names` says what each is called, "" is left out."""
    terms = sorted({names[token] for token in np.flatnonzero(np.bincount(tokens)).tolist()} - {""})
    numbers = {term: number for number, term in enumerate(terms, 1)}
    rank = np.array([numbers.get(name, 0) for name in names], np.uint32)[tokens]
    if not rank.all():
        kept = rank != 0
        rank, docs, places = rank[kept], docs[kept], None if places is None else places[kept]
    order = _order(rank - 1)
    return _grouped(terms, (rank - 1)[order], docs[order], None, None if places is None else places[order])


def _order(keys: Array) -> Array:
    """Give the order that sorts small whole numbers, what is equal as it stood: a radix sort in halves of 16 bits."""
    order = np.argsort(keys.astype(np.uint16), kind="stable")
    return (
        order
        if keys.size == 0 or keys.max() < 1 << 16
        else order[np.argsort((keys >> 16)[order].astype(np.uint16), kind="stable")]
    )


def _grouped(terms: Sequence[str], rank: Array, docs: Array, counts: Array | None, positions: Array | None) -> Lists:
    """Make lists of postings sorted by term and document; without `counts`, what comes several times is counted."""
    if counts is None:
        new = np.ones(len(rank), bool)
        new[1:] = (rank[1:] != rank[:-1]) | (docs[1:] != docs[:-1])
        first = np.flatnonzero(new)
        rank, docs, counts = rank[first], docs[first], np.diff(first, append=len(rank))
    starts = np.searchsorted(rank, np.arange(len(terms) + 1))
    places = None if positions is None else np.concatenate(([0], np.cumsum(counts)))[starts]
    return Lists(terms, starts, docs, counts, places, positions)


def merged(parts: Sequence[tuple[Contents, Array]]) -> Contents:
    """Make one segment's contents of several; of each, only the documents for which its array is true."""
    moved, first = [], 0
    for _, kept in parts:
        moved.append(np.where(kept, np.cumsum(kept) - 1 + first, -1))
        first += int(np.count_nonzero(kept))
    fields = (WITH_POSITIONS, STEMS, TITLES)
    return Contents(
        np.concatenate([contents.passages[kept] for contents, kept in parts]),
        np.concatenate([contents.articles[kept] for contents, kept in parts]),
        np.concatenate([contents.lengths[kept] for contents, kept in parts]),
        {name: _together([contents.fields[name] for contents, _ in parts], moved) for name in fields},
    )


def _together(parts: Sequence[Lists], moved: Sequence[Array]) -> Lists:
    """Put the lists of one field together; `moved` says what the documents of each are called now, -1 is gone."""
    terms = sorted(set().union(*(part.terms for part in parts)))
    numbers = {term: number for number, term in enumerate(terms)}
    ranks, docs, counts, positions = [], [], [], []
    for part, new in zip(parts, moved, strict=True):
        now = new[part.docs]
        kept = now >= 0
        own = np.array([numbers[term] for term in part.terms], np.uint32)
        ranks.append(np.repeat(own, np.diff(part.starts))[kept])
        docs.append(now[kept])
        counts.append(part.counts[kept].astype(np.int64))
        if part.positions is not None:
            positions.append(part.positions[np.repeat(kept, part.counts)])
    rank, count = np.concatenate(ranks), np.concatenate(counts)
    order = _order(rank)  # documents of a later part come later, so equal terms stay in order
    places = None
    if positions:
        ends = np.cumsum(count)
        size = count[order]
        inside = np.arange(size.sum()) - np.repeat(np.cumsum(size) - size, size)
        places = np.concatenate(positions)[np.repeat((ends - count)[order], size) + inside]
    rank = rank[order]
    left = np.unique(rank)  # terms of which something is left
    return _grouped(
        [terms[i] for i in left], np.searchsorted(left, rank), np.concatenate(docs)[order], count[order], places
    )


# The file


def write(contents: Contents, file: BinaryIO) -> None:
    """Write a segment. Arrays are as narrow as their largest number allows."""
    arrays: dict[str, Array] = {
        "passages": contents.passages,
        "articles": contents.articles,
        "lengths": contents.lengths,
    }
    for name, lists in contents.fields.items():
        encoded = [term.encode("utf-8", "surrogatepass") for term in lists.terms]
        arrays[f"{name}.terms"] = np.frombuffer(b"".join(term + b"\n" for term in encoded), np.uint8)
        arrays[f"{name}.bounds"] = np.cumsum([0, *(len(term) + 1 for term in encoded)])
        arrays[f"{name}.starts"], arrays[f"{name}.docs"], arrays[f"{name}.counts"] = (
            lists.starts,
            lists.docs,
            lists.counts,
        )
        if lists.places is not None and lists.positions is not None:
            arrays[f"{name}.places"], arrays[f"{name}.positions"] = lists.places, lists.positions
    table: dict[str, tuple[str, int, int]] = {}
    body = bytearray()
    for name, values in arrays.items():
        body += bytes(-len(body) % 8)
        narrow = values.astype(_narrowest(values))
        table[name] = (narrow.dtype.str, len(body), len(narrow))
        body += narrow.tobytes()
    view = memoryview(body)
    checks = [zlib.crc32(view[at : at + _BLOCK]) for at in range(0, len(body), _BLOCK)]
    head = json.dumps({"arrays": table, "checks": checks}).encode()
    tail = _TAIL.pack(len(body), len(head), zlib.crc32(head), 0)[:-4]
    file.write(body)
    file.write(head + tail + struct.pack("<I", zlib.crc32(tail)))


def _narrowest(values: Array) -> str:
    largest = int(values.max()) if len(values) else 0
    return "<u1" if largest < 1 << 8 else "<u2" if largest < 1 << 16 else "<u4" if largest < 1 << 32 else "<u8"


class Segment:
    """A segment's file, read in pieces. Raises CorruptError where it is not what was written. Thread-safe."""

    def __init__(self, path: Path) -> None:
        self._lock = threading.Lock()
        self._file = path.open("rb", buffering=0)
        # Closed when nobody reads it any more: a thread may still be answering from a state that a newer one replaced.
        weakref.finalize(self, self._file.close)
        size = self._file.seek(0, 2)
        tail = self._bytes(max(size - _TAIL.size, 0), _TAIL.size)
        if len(tail) < _TAIL.size or zlib.crc32(tail[:-4]) != _TAIL.unpack(tail)[-1]:
            raise CorruptError("a segment is cut off")
        self._body, length, check, _ = _TAIL.unpack(tail)
        head = self._bytes(self._body, length)
        if zlib.crc32(head) != check:
            raise CorruptError("a segment is not what was written")
        known = json.loads(head)
        self._table: dict[str, tuple[str, int, int]] = known["arrays"]
        self._checks: list[int] = known["checks"]
        self._terms: dict[str, tuple[bytes, Array, Array]] = {}

    def _bytes(self, at: int, size: int) -> bytes:
        with self._lock:
            self._file.seek(at)
            return self._file.read(size)

    def array(self, name: str, start: int = 0, end: int | None = None) -> Array:
        """Give an array, or so much of it."""
        code, at, count = self._table[name]
        kind = np.dtype(code)
        end = count if end is None else end
        since, until = at + start * kind.itemsize, at + end * kind.itemsize
        if since == until:
            return np.zeros(0, kind)
        block = since // _BLOCK
        data = self._bytes(block * _BLOCK, min(-(-until // _BLOCK) * _BLOCK, self._body) - block * _BLOCK)
        view = memoryview(data)
        for i, check in enumerate(self._checks[block : -(-until // _BLOCK)]):
            if zlib.crc32(view[i * _BLOCK : (i + 1) * _BLOCK]) != check:
                raise CorruptError("a segment is not what was written")
        return np.frombuffer(data, kind, end - start, since - block * _BLOCK)

    def _dictionary(self, field: str) -> tuple[bytes, Array, Array]:
        """Give the terms of a field, where each begins among them, and where its postings do."""
        found = self._terms.get(field)
        if found is None:
            terms = self.array(f"{field}.terms").tobytes()
            found = self._terms[field] = (terms, self.array(f"{field}.bounds"), self.array(f"{field}.starts"))
        return found

    def _at_or_after(self, field: str, term: bytes) -> int:
        terms, bounds, _ = self._dictionary(field)
        return bisect_left(range(len(bounds) - 1), term, key=lambda i: terms[bounds[i] : bounds[i + 1] - 1])

    def find(self, field: str, term: str) -> int | None:
        """Give a term's place in the dictionary; None where no document has it."""
        encoded = term.encode("utf-8", "surrogatepass")
        terms, bounds, _ = self._dictionary(field)
        at = self._at_or_after(field, encoded)
        return at if at < len(bounds) - 1 and terms[bounds[at] : bounds[at + 1] - 1] == encoded else None

    def terms(self, field: str, beginning: str = "") -> list[str]:
        """Give the terms that begin so, sorted."""
        first = beginning.encode("utf-8", "surrogatepass")
        terms, bounds, _ = self._dictionary(field)
        since, until = self._at_or_after(field, first), self._at_or_after(field, first + b"\xff")
        data = terms[bounds[since] : max(int(bounds[until]) - 1, 0)]
        return data.decode("utf-8", "surrogatepass").split("\n") if since < until else []

    def frequency(self, field: str, at: int) -> int:
        """Give in how many documents a term stands."""
        starts = self._dictionary(field)[2]
        return int(starts[at + 1]) - int(starts[at])

    def postings(self, field: str, at: int) -> tuple[Array, Array]:
        """Give the documents of a term, and how often it stands in each."""
        starts = self._dictionary(field)[2]
        since, until = int(starts[at]), int(starts[at + 1])
        return self.array(f"{field}.docs", since, until), self.array(f"{field}.counts", since, until)

    def positions(self, at: int) -> Array:
        """Give all positions of a word, those of one document after those of another."""
        since, until = self.array(f"{WITH_POSITIONS}.places", at, at + 2)
        return self.array(f"{WITH_POSITIONS}.positions", int(since), int(until))

    def contents(self) -> Contents:
        """Read everything."""
        passages, articles, lengths = map(self.array, ("passages", "articles", "lengths"))
        return Contents(passages, articles, lengths, dict(self._fields()))

    def _fields(self) -> Iterator[tuple[str, Lists]]:
        for name in (WITH_POSITIONS, STEMS, TITLES):
            arrays = [
                self.array(f"{name}.{part}") if f"{name}.{part}" in self._table else None
                for part in ("starts", "docs", "counts", "places", "positions")
            ]
            yield name, Lists(self.terms(name), *arrays)  # type: ignore[arg-type]
