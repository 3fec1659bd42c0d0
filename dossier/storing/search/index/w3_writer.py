"""Writes a segment in Whoosh's standard format from arrays: nothing is done for a single posting in Python."""

from __future__ import annotations

import json
import pickle
import zlib
from typing import BinaryIO, NamedTuple

import numpy as np

from dossier.storing.search.index import w3_layout as w3
from dossier.storing.search.index.checked_file import CheckedFile, put_rows
from dossier.storing.search.index.postings import FORMS, SCORED, Array, Form, PostingLists, SegmentContents
from dossier.storing.search.index.w3_dictionary import write_dictionary

_AT_ONCE = 64_000  # postings, about: they need some 100 bytes each while they are laid out


class _Blocks(NamedTuple):
    """Where each block of some posting lists begins among the postings, how many it has, and of which term it is."""

    first: Array
    size: Array
    term: Array


def write(contents: SegmentContents, name: str, file: BinaryIO) -> dict[str, int]:
    """Write a segment of this name (`MAIN_…`) as one compound file; return each field's length in all passages."""
    out = CheckedFile(file)
    out.write(bytes(w3.COMPOUND_HEAD.size))
    parts: dict[str, tuple[int, int]] = {}

    def part(end: str, began: int) -> None:
        parts[end] = (began, out.at - began)

    docs = len(contents.passages)
    infos, lengths = {}, {}
    began = out.at
    for field in FORMS:
        if field in contents.fields:
            lists = contents.fields[field]
            lengths[field] = np.bincount(lists.docs, lists.counts, docs).astype(np.int64) if field in SCORED else None
            infos[field] = _write_postings(lists, FORMS[field], lengths[field], docs, out, began)
    part(w3.PART_ENDS["postings"], began)
    began = out.at
    terms, number = write_dictionary(contents.fields, infos, out)
    part(w3.PART_ENDS["terms"], began)
    columns = {
        w3.PASSAGE: contents.passages.astype(">i8"),
        w3.OWNER: contents.articles.astype(">i8"),
        w3.WORDS: contents.lengths.astype(">i4"),
        **{w3.lengths_column(field): _rounded(length) for field, length in lengths.items() if length is not None},
    }
    for end, values in columns.items():
        began = out.at
        out.write(values.tobytes())
        part(end, began)
    began = out.at
    out.write(b"".join(contents.stored))
    out.write(np.array([len(row) for row in contents.stored], ">i4").tobytes() + b"i")
    part(w3.STORED, began)
    _write_directory(name, parts, out)
    told = {"checks": out.checks, "parts": parts, "terms": terms, "docs": docs, "number": number}
    _write_tail(told, out.at, file)
    return {field: int(length.sum()) for field, length in lengths.items() if length is not None}


def _write_directory(name: str, parts: dict[str, tuple[int, int]], out: CheckedFile) -> None:
    """Write which parts the compound file has, and where that stands."""
    began = out.at
    listed = {f"{name}{end}": {"offset": at, "length": size, "modified": 0} for end, (at, size) in parts.items()}
    out.write(pickle.dumps(listed, 2) + pickle.dumps({}, 2))
    out.finish(w3.COMPOUND_HEAD.pack(began, out.at - began))


def _write_tail(told: dict[str, object], at: int, file: BinaryIO) -> None:
    head = json.dumps(told).encode()
    tail = w3.TAIL.pack(at, len(head), zlib.crc32(head), 0)[:-4]
    file.write(head + tail + zlib.crc32(tail).to_bytes(4, "little"))


def _rounded(lengths: Array) -> Array:
    """Return lengths as Whoosh rounds them to a byte."""
    from whoosh.util.numeric import _length_byte_cache

    return np.minimum(np.searchsorted(np.array(_length_byte_cache), lengths), 255).astype(np.uint8)


# Posting lists


def _write_postings(
    lists: PostingLists, form: Form, lengths: Array | None, docs: int, out: CheckedFile, origin: int
) -> Array:
    """Write all lists of a field; return what the dictionary says of each term. Offsets count from `origin`."""
    rounded = None if lengths is None else _rounded(lengths)
    infos = []
    starts = np.asarray(lists.starts, np.int64)
    at, terms = 0, len(starts) - 1
    while at < terms:
        until = max(int(np.searchsorted(starts, starts[at] + _AT_ONCE, "right")) - 1, at + 1)
        info, data = _laid_out(_some(lists, at, until), form, rounded, docs)
        info["offset"] += out.at - origin
        out.write(data)
        infos.append(info)
        at = until
    # Putting arrays together turns their numbers to the order of this machine.
    found: Array = np.concatenate(infos).astype(w3.TERM_INFO)
    return found


def _some(lists: PostingLists, since: int, until: int) -> PostingLists:
    """Return the lists of some terms, one after the other."""
    first, last = int(lists.starts[since]), int(lists.starts[until])
    positions = None
    if lists.positions is not None and lists.places is not None:
        positions = lists.positions[int(lists.places[since]) : int(lists.places[until])]
    return PostingLists(
        lists.terms[since:until],
        np.asarray(lists.starts[since : until + 1], np.int64) - first,
        np.asarray(lists.docs[first:last], np.int64),
        np.asarray(lists.counts[first:last], np.int64),
        None,
        positions,
    )


def _in_blocks(starts: Array) -> _Blocks:
    counts = np.diff(starts)
    blocks = -(-counts // w3.BLOCK)
    term = np.repeat(np.arange(len(counts)), blocks)
    ordinal = np.arange(len(term)) - np.repeat(np.cumsum(blocks) - blocks, blocks)
    first = starts[term] + ordinal * w3.BLOCK
    return _Blocks(first, np.minimum(w3.BLOCK, starts[term + 1] - first), term)


def _laid_out(lists: PostingLists, form: Form, rounded: Array | None, docs: int) -> tuple[Array, bytearray]:
    """Return what the dictionary says of some terms (offsets from 0), and the bytes of their lists."""
    blocks = _in_blocks(lists.starts)
    first, size, term = blocks
    id_kind = w3.NARROW_ID if docs <= w3.NARROW_DOCS else w3.WIDE_ID
    heaviest = np.maximum.reduceat(lists.counts, first)
    values = _Values(lists) if form is Form.POSITIONS else None
    weight_size = np.where(heaviest == 1, 1, np.where(heaviest < 256, 5 + size, 2 + 5 * size))
    value_size = 5 + 4 * size if form is Form.FREQUENCY else np.ones_like(size)
    if values:
        value_size = 2 + np.add.reduceat(values.sizes, first)
    data_size = 2 + id_kind.itemsize * size + weight_size + value_size + 2
    opens = np.concatenate(([True], term[1:] != term[:-1]))
    whole = np.where(opens, len(w3.MAGIC), 0) + w3.BLOCK_HEAD.itemsize - 1 + data_size
    ends = np.cumsum(whole)
    begins = ends - whole
    out = bytearray(int(ends[-1]))
    buffer = np.frombuffer(out, np.uint8)
    put_rows(buffer, begins[opens], np.tile(np.frombuffer(w3.MAGIC, np.uint8), (int(opens.sum()), 1)))
    head_at = begins + np.where(opens, len(w3.MAGIC), 0)
    closes = np.concatenate((opens[1:], [True]))
    head = _heads(lists, blocks, rounded)
    head["length"] = (w3.BLOCK_HEAD.itemsize - 5 + data_size) * np.where(closes, -1, 1)
    put_rows(buffer, head_at, head)
    ids_at = head_at + w3.BLOCK_HEAD.itemsize
    _put_ids(buffer, ids_at, blocks, lists.docs, id_kind)
    at = ids_at + id_kind.itemsize * size + 1
    buffer[at - 1] = w3.TUPLE
    _put_weights(buffer, at, blocks, lists.counts, heaviest)
    at = at + weight_size
    if values:
        values.put_all(buffer, at, value_size, blocks)
    elif form is Form.FREQUENCY:
        _put_bytes_code(buffer, at, 4 * size)
        put_rows(buffer, np.repeat(at + 5, size) + 4 * _inside(blocks), lists.counts.astype(">u4"))
    else:
        buffer[at] = w3.NONE
    buffer[ends - 2], buffer[ends - 1] = w3.TUPLE3, w3.STOP
    return _term_infos(lists, head, opens, begins, ends[closes]), out


def _heads(lists: PostingLists, blocks: _Blocks, rounded: Array | None) -> Array:
    """Return the head of each block, without its length."""
    first, size, _ = blocks
    head = np.zeros(len(first), w3.BLOCK_HEAD)
    for name, code in w3.BLOCK_CODES.items():
        head[name] = code
    head["count"], head["last"] = size, lists.docs[first + size - 1]
    head["weight"] = np.maximum.reduceat(lists.counts, first)
    if rounded is not None:
        here = rounded[lists.docs]
        head["shortest"], head["longest"] = np.minimum.reduceat(here, first), np.maximum.reduceat(here, first)
    return head


def _term_infos(lists: PostingLists, head: Array, opens: Array, begins: Array, ends: Array) -> Array:
    firsts = np.flatnonzero(opens)
    info = np.zeros(len(firsts), w3.TERM_INFO)
    starts = lists.starts[:-1]
    info["weight"] = np.add.reduceat(lists.counts, starts)
    info["count"] = np.diff(lists.starts)
    info["shortest"] = np.minimum.reduceat(head["shortest"], firsts)
    info["longest"] = np.maximum.reduceat(head["longest"], firsts)
    info["heaviest"] = np.maximum.reduceat(head["weight"], firsts)
    info["first"], info["last"] = lists.docs[starts], lists.docs[lists.starts[1:] - 1]
    info["offset"] = begins[opens]
    info["length"] = ends - begins[opens]
    return info


def _put_bytes_code(buffer: Array, at: Array, sizes: Array) -> None:
    rows = np.zeros(len(at), np.dtype([("code", "u1"), ("size", "<u4")]))
    rows["code"], rows["size"] = w3.BYTES4, sizes
    put_rows(buffer, at, rows)


def _inside(blocks: _Blocks) -> Array:
    """Return the place of every posting in its block."""
    inside: Array = np.arange(int(blocks.size.sum())) - np.repeat(blocks.first, blocks.size)
    return inside


def _put_ids(buffer: Array, at: Array, blocks: _Blocks, docs: Array, kind: np.dtype[np.void]) -> None:
    rows = np.zeros(len(docs), kind)
    rows["code"] = w3.INT2 if kind == w3.NARROW_ID else w3.INT4
    steps = np.diff(docs, prepend=0)
    steps[blocks.first] = docs[blocks.first]  # the first of a block is its number itself
    rows["value"] = steps
    put_rows(buffer, np.repeat(at, blocks.size) + kind.itemsize * _inside(blocks), rows)


def _put_weights(buffer: Array, at: Array, blocks: _Blocks, counts: Array, heaviest: Array) -> None:
    buffer[at[heaviest == 1]] = w3.NONE
    in_bytes = (heaviest > 1) & (heaviest < 256)
    _put_bytes_code(buffer, at[in_bytes], blocks.size[in_bytes])
    of_posting = np.repeat(in_bytes, blocks.size)
    inside = _inside(blocks)
    buffer[(np.repeat(at + 5, blocks.size) + inside)[of_posting]] = counts[of_posting]
    wide = heaviest >= 256
    if wide.any():
        of_posting = np.repeat(wide, blocks.size)
        rows = np.zeros(int(of_posting.sum()), w3.WIDE_ID)
        rows["code"], rows["value"] = w3.INT4, counts[of_posting]
        buffer[at[wide]] = w3.MARK
        put_rows(buffer, (np.repeat(at + 1, blocks.size) + w3.WIDE_ID.itemsize * inside)[of_posting], rows)
        buffer[at[wide] + 1 + w3.WIDE_ID.itemsize * blocks.size[wide]] = w3.TUPLE


class _Values:
    """The values of postings with positions: their sizes, and putting them in their places."""

    def __init__(self, lists: PostingLists) -> None:
        assert lists.positions is not None
        counts = lists.counts
        begins = np.cumsum(counts) - counts
        steps = np.diff(np.asarray(lists.positions, np.int64), prepend=0)
        steps[begins] = lists.positions[begins]
        self._counts, self._begins, self._steps = counts, begins, steps
        self._wide = counts > w3.MOST_NARROW
        self._wide[np.searchsorted(begins, np.flatnonzero(steps > 255), "right") - 1] = True
        wide_size = _WIDE_SIZE + w3.WIDE_ID.itemsize * counts
        wide_size += np.where(wide_size < 256, 2, 5)
        self.sizes = np.where(self._wide, wide_size, counts + w3.VALUE_SIZE)

    def put_all(self, buffer: Array, at: Array, size: Array, blocks: _Blocks) -> None:
        """Put the values of each block at `at`, in so many bytes as `size` has, with what stands around them."""
        buffer[at] = w3.MARK
        before = np.cumsum(self.sizes) - self.sizes
        self._put(buffer, np.repeat(at + 1 - before[blocks.first], blocks.size) + before)
        buffer[at + size - 1] = w3.TUPLE

    def _put(self, buffer: Array, at: Array) -> None:
        """Put every value at its place."""
        for wide, rows_of in ((False, _narrow_rows), (True, _wide_rows)):
            of_form = np.flatnonzero(self._wide == wide)
            counts = self._counts[of_form]
            of_form = of_form[np.argsort(counts, kind="stable")]
            sizes = np.bincount(counts)
            ends = np.cumsum(sizes)
            for count in np.flatnonzero(sizes).tolist():
                which = of_form[ends[count] - sizes[count] : ends[count]]
                steps = self._steps[self._begins[which][:, None] + np.arange(count)]
                put_rows(buffer, at[which], rows_of(steps, count))


_WIDE_SIZE = 7  # bytes of a value in wide form beside one WIDE_ID for each position and the length before it all


def _narrow_rows(steps: Array, count: int) -> Array:
    """Return values of so many positions, each less than 256 behind the one before."""
    rows = np.empty((len(steps), w3.VALUE_SIZE + count), np.uint8)
    rows[:, :8] = (w3.BYTES1, count + 7, 0, 0, 0, count, w3.BYTES1, count)
    rows[:, 8:-1] = steps
    rows[:, -1] = w3.STOP
    return rows


def _wide_rows(steps: Array, count: int) -> Array:
    """Return values of so many positions as a tuple of four-byte numbers."""
    size = _WIDE_SIZE + w3.WIDE_ID.itemsize * count
    length = bytes((w3.BYTES1, size)) if size < 256 else bytes((w3.BYTES4,)) + size.to_bytes(4, "little")
    head = length + count.to_bytes(4, "big") + bytes((w3.MARK,))
    numbers = np.empty(steps.shape, w3.WIDE_ID)
    numbers["code"], numbers["value"] = w3.INT4, steps
    rows = np.empty((len(steps), len(length) + size), np.uint8)
    rows[:, : len(head)] = np.frombuffer(head, np.uint8)
    rows[:, len(head) : -2] = numbers.view(np.uint8).reshape(len(steps), -1)
    rows[:, -2:] = (w3.TUPLE, w3.STOP)
    return rows
