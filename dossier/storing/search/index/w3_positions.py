"""Where the positions of postings stand in blocks that were read, and the positions themselves."""

from __future__ import annotations

import struct
from collections.abc import Iterable
from typing import Final, NamedTuple

import numpy as np

from dossier.storing.search.index import w3_layout as w3
from dossier.storing.search.index.postings import Array

_LENGTH: Final = struct.Struct(">i")
_COUNT: Final = struct.Struct("<i")
_COUNT_AT: Final = w3.BLOCK_HEAD.fields["count"][1] if w3.BLOCK_HEAD.fields else 0


class Stretch(NamedTuple):
    """Blocks that were read: the term and the size of each, their postings, and where the values of each begin, and
    where it ends.
    """  # noqa: D205 - one sentence

    data: Array
    term: Array
    size: Array
    docs: Array
    counts: Array
    values: Array
    ends: Array


class Located(NamedTuple):
    """Postings, and where in the data the value of each begins; of values in wide form the differences themselves."""

    data: Array
    docs: Array
    counts: Array
    starts: Array
    wide: dict[int, Array]

    @property
    def nbytes(self) -> int:
        """About how much memory it takes."""
        return self.data.nbytes + self.docs.nbytes + self.counts.nbytes + self.starts.nbytes

    def positions(self, among: Array | None = None) -> tuple[Array, Array, Array]:
        """Return the passages, how often the term stands in each, and where, one passage after the other.

        `among` says of every passage of the segment whether it is wanted.
        """
        docs, counts, starts, wide = self.docs, self.counts, self.starts, self.wide
        if among is not None:
            kept = np.flatnonzero(among[docs])
            docs, counts, starts = docs[kept], counts[kept], starts[kept]
            wide = {at: wide[old] for at, old in enumerate(kept.tolist()) if old in wide} if wide else wide
        # Sums of differences may pass 2³¹; what is taken from each other passes it alike, so places are right.
        often = counts.astype(np.int32)
        ends = np.cumsum(often, dtype=np.int32)
        begins = ends - often
        size = int(ends[-1]) if len(ends) else 0
        at = np.repeat(starts.astype(np.int32) + 8 - begins, often) + np.arange(size, dtype=np.int32)
        if wide:  # their bytes are others, and may end before
            at = np.minimum(at, len(self.data) - 1)
        steps = self.data[at].astype(np.int32)
        for place, found in wide.items():
            steps[begins[place] : ends[place]] = found
        total = np.cumsum(steps, dtype=np.int32)
        return docs, counts, total - np.repeat(total[begins] - steps[begins], often)


def located(stretch: Stretch) -> Located:
    """Return where the positions of postings are to be read."""
    starts, wide = _value_places(stretch, stretch.counts.astype(np.int64))
    return Located(stretch.data, stretch.docs, stretch.counts, starts, wide)


def _value_places(stretch: Stretch, counts: Array) -> tuple[Array, dict[int, Array]]:
    """Return where each posting's value begins, and the differences of positions of those in wide form.

    Narrow values follow one another; after each wide one, the places of those behind it in the block move on.
    """
    sizes = counts + w3.VALUE_SIZE
    before = np.cumsum(sizes) - sizes
    begins = np.cumsum(stretch.size) - stretch.size
    starts = before + np.repeat(stretch.values + 1 - before[begins], stretch.size)
    closing = np.append(before[begins[1:]], before[-1] + sizes[-1]) - before[begins] + stretch.values + 1
    wide: dict[int, Array] = {}
    # A block of narrow values alone ends where they do: TUPLE, TUPLE3 and STOP follow.
    for block in np.flatnonzero(closing + 3 != stretch.ends).tolist():
        first = int(begins[block])
        here = slice(first, first + int(stretch.size[block]))
        _walk(stretch.data, stretch.counts[here].astype(np.int64), starts[here], first, wide)
    return starts, wide


def located_in(data: memoryview, places: Iterable[int], kind: np.dtype[np.void]) -> Located:
    """Return the same of one term, whose blocks begin at these places; in a third of the time of `located`.

    `kind` is the form of a passage's number.
    """
    docs, counts, starts = [], [], []
    wide: dict[int, Array] = {}
    whole = np.frombuffer(data, np.uint8)
    done = 0
    for at in places:
        (length,), (count,) = _LENGTH.unpack_from(data, at), _COUNT.unpack_from(data, at + _COUNT_AT)
        found, often, values = read_block(data, at, count, kind)
        sizes = often.astype(np.int32) + w3.VALUE_SIZE
        ends = np.cumsum(sizes, dtype=np.int32)
        begins = ends - sizes + np.int32(values + 1)
        if values + 1 + int(ends[-1]) + 3 != at + 4 + abs(length):
            _walk(whole, often.astype(np.int64), begins, done, wide)
        docs.append(found)
        counts.append(often)
        starts.append(begins)
        done += count
    if len(docs) == 1:
        return Located(whole, docs[0], counts[0], starts[0], wide)
    return Located(whole, np.concatenate(docs), np.concatenate(counts), np.concatenate(starts), wide)


def read_block(data: memoryview, at: int, count: int, kind: np.dtype[np.void]) -> tuple[Array, Array, int]:
    """Return the passages of a block, how often the term stands in each, and where their values begin."""
    ids = at + w3.BLOCK_HEAD.itemsize
    docs = np.cumsum(np.frombuffer(data, kind, count, ids)["value"], dtype=np.int32)
    weights = ids + kind.itemsize * count + 1
    code = data[weights]
    if code == w3.NONE:
        return docs, np.ones(count, np.uint8), weights + 1
    if code == w3.BYTES4:
        return docs, np.frombuffer(data, np.uint8, count, weights + 5), weights + 5 + count
    found = np.frombuffer(data, w3.WIDE_ID, count, weights + 1)["value"].astype(np.uint32)
    return docs, found, weights + 2 + w3.WIDE_ID.itemsize * count


def _walk(data: Array, counts: Array, here: Array, first: int, wide: dict[int, Array]) -> None:
    """Find the values of a block that has wide ones; each moves those behind it on.

    `here` are the places of its values, `first` is the number of the first among all, by which `wide` has them.
    """
    size = len(here)
    done = 0
    while done < size:
        at = np.minimum(here[done:], len(data) - 7)
        # A wide value is longer than a narrow one with as many positions, so the first that is amiss is one.
        amiss = (data[at] != w3.BYTES1) | (data[at + 1] != counts[done:] + 7) | (data[at + 6] != w3.BYTES1)
        if not amiss.any():
            return
        place = done + int(amiss.argmax())
        begin, count = int(here[place]), int(counts[place])
        steps = begin + (2 if data[begin] == w3.BYTES1 else 5) + 5
        wide[first + place] = np.frombuffer(data, w3.WIDE_ID, count, steps)["value"]
        end = steps + w3.WIDE_ID.itemsize * count + 2
        here[place + 1 :] += end - (begin + w3.VALUE_SIZE + count)
        done = place + 1
