"""Words close by one another, found in all passages at once."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import numpy as np

from dossier.storing.search.index.postings import NOWHERE, Array, Occurrences, Postings


def close_by(words: Sequence[str], places: Mapping[str, Occurrences], slop: int) -> Postings:
    """Return the passages that have every word, as often as it is asked for, with at most `slop` others between.

    They come with how many windows have that; a window begins at one of the words. The passages that have all words
    are laid out one after the other, a byte for each place, so that words common to many are no slower than rare ones.
    """
    width = len(words) + slop
    docs = _shared([places[word].docs for word in places])
    if not len(docs):
        return NOWHERE
    here = {word: _within(found, docs) for word, found in places.items()}
    room = np.zeros(len(docs), np.int64)
    for found in here.values():
        np.maximum(room, found.places[np.cumsum(found.counts, dtype=np.int64) - 1], out=room)
    room += width  # so that no window reaches the next passage
    ends = np.cumsum(room)
    begins = ends - room
    marked = np.zeros(int(ends[-1]), bool)
    fits = np.ones(len(marked), bool)
    for word, found in here.items():
        at = np.repeat(begins, found.counts) + found.places
        marked[at] = True
        fits &= _ahead(at, len(marked), width, words.count(word))
    fits &= marked
    windows = np.add.reduceat(fits, begins, dtype=np.int32)
    having = np.flatnonzero(windows)
    return Postings(docs[having], windows[having])


def _shared(lists: Sequence[Array]) -> Array:
    """Return the passages that stand in all of these lists, which are sorted."""
    shortest, *others = sorted(lists, key=len)
    for other in others:
        at = np.searchsorted(other, shortest)
        at[at == len(other)] = 0
        shortest = shortest[other[at] == shortest] if len(other) else shortest[:0]
    return shortest


def _within(found: Occurrences, docs: Array) -> Occurrences:
    """Return what stands in these passages, all of which have the word."""
    if len(found.docs) == len(docs):
        return found
    kept = np.zeros(len(found.docs), bool)
    kept[np.searchsorted(found.docs, docs)] = True
    return Occurrences(docs, found.counts[kept], found.places[np.repeat(kept, found.counts)])


def _ahead(at: Array, size: int, width: int, times: int) -> Array:
    """Return for each of `size` places whether so many of `at` are among the `width` places from it on."""
    found = np.zeros(size, bool)
    found[at] = True
    if times > 1:
        sums = np.zeros(size + width + 1, np.int32)
        np.cumsum(found, out=sums[1 : size + 1])
        sums[size + 1 :] = sums[size]
        enough: Array = sums[width : width + size] - sums[:size] >= times
        return enough
    span = 1
    while span < width:  # each turn looks as far again
        step = min(span, width - span)
        further = found.copy()
        further[:-step] |= found[step:]
        found, span = further, span + step
    return found
