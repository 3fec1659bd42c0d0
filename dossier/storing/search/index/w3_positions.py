"""Where the positions of postings stand in blocks that were read, and the positions themselves."""

from __future__ import annotations

from typing import NamedTuple

import numpy as np

from dossier.storing.search.index import w3_layout as w3
from dossier.storing.search.index.postings import Array


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
        often = counts.astype(np.int64)
        ends = np.cumsum(often)
        begins = ends - often
        size = int(ends[-1]) if len(ends) else 0
        at = np.repeat(starts + 8 - begins, often) + np.arange(size)
        if wide:  # their bytes are others, and may end before
            at = np.minimum(at, len(self.data) - 1)
        steps = self.data[at].astype(np.int64)
        for place, found in wide.items():
            steps[begins[place] : ends[place]] = found
        total = np.cumsum(steps)
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
        _walk(stretch, int(begins[block]), int(stretch.size[block]), starts, wide)
    return starts, wide


def _walk(stretch: Stretch, first: int, size: int, starts: Array, wide: dict[int, Array]) -> None:
    """Find the values of a block that has wide ones; each moves those behind it on."""
    data = stretch.data
    counts = stretch.counts[first : first + size].astype(np.int64)
    here = starts[first : first + size]
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
