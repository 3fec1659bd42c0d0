"""Where the positions of postings stand in blocks that were read, and the positions themselves."""

from __future__ import annotations

import struct
from collections.abc import Iterable, Sequence
from typing import Final, NamedTuple

import numpy as np

from dossier.storing.search.index import w3_layout as w3
from dossier.storing.search.index.postings import Array, Occurrences, places_in

_LENGTH: Final = struct.Struct(">i")
_COUNT_AND_LAST: Final = struct.Struct("<ixi")  # a code stands between them
_FIRST: Final = w3.VALUE_SIZE - 1  # bytes of a narrow value before its positions
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
        """Return about how many bytes of memory it takes."""
        return self.data.nbytes + self.docs.nbytes + self.counts.nbytes + self.starts.nbytes

    def positions(self) -> Array:
        """Return where the term stands in each passage, one after the other."""
        # Sums of differences may pass 2³¹; what is taken from each other passes it alike, so places are right.
        often = self.counts.astype(np.int32)
        ends = np.cumsum(often, dtype=np.int32)
        begins = ends - often
        size = int(ends[-1]) if len(ends) else 0
        at = np.repeat(self.starts + np.int32(_FIRST) - begins, often) + np.arange(size, dtype=np.int32)
        if self.wide:  # their bytes are others, and may end before
            at = np.minimum(at, len(self.data) - 1)
        steps = self.data[at].astype(np.int32)
        for place, found in self.wide.items():
            steps[begins[place] : ends[place]] = found
        total = np.cumsum(steps, dtype=np.int32)
        places: Array = total - np.repeat(total[begins] - steps[begins], often)
        return places

    def occurrences(self, docs: Array | None = None) -> Occurrences:
        """Return where the term stands; only in these passages if they are given, sorted.

        The first place of every passage is read, then the second of those that have two, and so on: that takes half the
        time of reading them one after the other.
        """
        found, counts, starts, wide = self.docs, self.counts, self.starts, self.wide
        if docs is not None:
            kept = places_in(found, docs)
            found, counts, starts = found[kept], counts[kept], starts[kept]
            wide = _of_kept(wide, kept)
        left = counts
        if wide:
            left = counts.copy()
            left[list(wide)] = 0  # their bytes are others
        lasts = np.zeros(len(found), np.int32)
        places, owners = [], []
        having = np.flatnonzero(left)
        at = starts[having].astype(np.intp) + _FIRST
        here = np.zeros(len(having), np.int32)
        left = left[having]
        turn = 1
        while len(having):
            here += self.data[at]
            places.append(here)
            owners.append(having)
            lasts[having] = here
            more = np.flatnonzero(left > turn)
            having, left, at, here = having[more], left[more], at[more] + 1, here[more]
            turn += 1
        for place, differences in wide.items():
            here = np.cumsum(differences, dtype=np.int32)
            places.append(here)
            owners.append(np.full(len(here), place))
            lasts[place] = here[-1]
        if not places:
            return Occurrences(found, counts, lasts, np.zeros(0, np.int32), np.zeros(0, np.intp))
        return Occurrences(found, counts, lasts, np.concatenate(places), np.concatenate(owners))


def _of_kept(wide: dict[int, Array], kept: Array) -> dict[int, Array]:
    """Return what is known of postings by their places, by those among the kept ones."""
    if not wide or not len(kept):
        return {}
    old = np.fromiter(wide, np.int64, len(wide))
    now = np.minimum(np.searchsorted(kept, old), len(kept) - 1)
    still = kept[now] == old
    return {at: wide[was] for at, was in zip(now[still].tolist(), old[still].tolist(), strict=True)}


def located(stretch: Stretch) -> Located:
    """Return where the positions of postings are to be read.

    Narrow values follow one another; after each wide one, the places of those behind it in the block move on.
    """
    sizes = stretch.counts.astype(np.int32) + np.int32(w3.VALUE_SIZE)
    starts = np.cumsum(sizes, dtype=np.int32)
    closes = np.cumsum(stretch.size) - 1
    begins = closes + 1 - stretch.size
    moved = (stretch.values + 1).astype(np.int32) - starts[begins] + sizes[begins]
    closing = starts[closes] + moved
    starts -= sizes
    starts += np.repeat(moved, stretch.size) if len(moved) > 1 else moved
    wide: dict[int, Array] = {}
    # A block of narrow values alone ends where they do: TUPLE, TUPLE3 and STOP follow.
    for block in np.flatnonzero(closing + 3 != stretch.ends).tolist():
        first = int(begins[block])
        here = slice(first, first + int(stretch.size[block]))
        end = int(stretch.ends[block]) - 3
        _walk(stretch.data, stretch.counts[here].astype(np.intp), starts[here], (first, end), wide)
    return Located(stretch.data, stretch.docs, stretch.counts, starts, wide)


def together(parts: Sequence[tuple[Located, int]]) -> Located:
    """Return one for those of several segments, each with what is added to the numbers of its passages."""
    if not parts:
        nowhere = np.zeros(0, np.int32)
        return Located(np.zeros(0, np.uint8), nowhere, np.zeros(0, np.uint8), nowhere, {})
    if len(parts) == 1:
        (one, first) = parts[0]
        return one._replace(docs=one.docs + np.int32(first))
    wide: dict[int, Array] = {}
    docs, starts, before, size = [], [], 0, 0
    for one, first in parts:
        docs.append(one.docs + np.int32(first))
        starts.append(one.starts + np.int32(size))
        wide.update((before + at, found) for at, found in one.wide.items())
        before += len(one.docs)
        size += len(one.data)
    data = np.concatenate([one.data for one, _ in parts])
    counts = np.concatenate([one.counts for one, _ in parts])
    return Located(data, np.concatenate(docs), counts, np.concatenate(starts), wide)


def read_list(data: memoryview, places: Iterable[int], kind: np.dtype[np.void]) -> Stretch:
    """Return what the blocks of one term hold, which begin at these places; `kind` is the form of a passage's number.

    What stands in a block beside passages and counts takes a few steps of Python; these are taken together.
    """
    size, lasts, ids, counts, values, ends = [], [], [], [], [], []
    for at in places:
        (length,), (count, last) = _LENGTH.unpack_from(data, at), _COUNT_AND_LAST.unpack_from(data, at + _COUNT_AT)
        first = at + w3.BLOCK_HEAD.itemsize
        often, value = _counts_at(data, first + kind.itemsize * count + 1, count)
        size.append(count)
        lasts.append(last)
        ids.append(data[first : first + kind.itemsize * count])
        counts.append(often)
        values.append(value)
        ends.append(at + 4 + abs(length))
    docs = np.frombuffer(b"".join(ids), kind)["value"].astype(np.int32)
    each = np.array(size, np.int32)
    if len(size) > 1:
        docs[np.cumsum(each[:-1])] -= np.array(lasts[:-1], np.int32)  # the first of a block is told in full
    np.cumsum(docs, out=docs)
    often = counts[0] if len(counts) == 1 else np.concatenate(counts)
    term = np.zeros(len(size), np.int32)
    return Stretch(np.frombuffer(data, np.uint8), term, each, docs, often, np.array(values), np.array(ends))


def _counts_at(data: memoryview, at: int, count: int) -> tuple[Array, int]:
    """Return how often the term stands in each passage of a block, and where the values behind that begin."""
    code = data[at]
    if code == w3.NONE:
        return np.ones(count, np.uint8), at + 1
    if code == w3.BYTES4:
        return np.frombuffer(data, np.uint8, count, at + 5), at + 5 + count
    found = np.frombuffer(data, w3.WIDE_ID, count, at + 1)["value"].astype(np.uint32)
    return found, at + 2 + w3.WIDE_ID.itemsize * count


def _walk(data: Array, counts: Array, starts: Array, about: tuple[int, int], wide: dict[int, Array]) -> None:
    """Find the values of a block that has wide ones; each moves those behind it on.

    `starts` are where its values begin, `about` is the number of the first among all, by which `wide` has them, and
    where the last ends.
    """
    first, end = about
    here = starts.astype(np.intp)
    done = 0
    while int(here[-1] + counts[-1]) + w3.VALUE_SIZE != end:
        at = np.minimum(here[done:], len(data) - 7)
        # A wide value is longer than a narrow one with as many positions, so the first that is amiss is one.
        amiss = (data[at] != w3.BYTES1) | (data[at + 1] != counts[done:] + 7) | (data[at + 6] != w3.BYTES1)
        place = done + int(amiss.argmax())
        begin, count = int(here[place]), int(counts[place])
        steps = begin + (2 if data[begin] == w3.BYTES1 else 5) + 5
        wide[first + place] = np.frombuffer(data, w3.WIDE_ID, count, steps)["value"]
        behind = steps + w3.WIDE_ID.itemsize * count + 2
        here[place + 1 :] += behind - (begin + w3.VALUE_SIZE + count)
        done = place + 1
        if done == len(here):
            break
    starts[:] = here
