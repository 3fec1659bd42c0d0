"""Words close by one another or side by side, found in many passages at once.

The passages are laid out one after the other, a bit for each place, so that words common to many cost no more than
others, and what is worked with stays small: memory that a process asks for anew costs more than looking at it.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import numpy as np

from dossier.storing.search.index.postings import Array, Occurrences, Postings

_BIT = np.left_shift(np.uint8(1), np.arange(8, dtype=np.uint8))
_WORD = np.dtype("<u8")  # 64 places, the first in the lowest bit


def close_by(words: Sequence[str], places: Mapping[str, Occurrences], slop: int) -> Postings:
    """Return the passages that have every word, as often as it is asked for, with at most `slop` others between.

    They come with how many windows have that; a window begins at one of the words. `places` are those of each word,
    all in the same passages.
    """
    width = len(words) + slop
    docs = next(iter(places.values())).docs
    begins, size = _laid_out(list(places.values()), width)
    at = {word: begins[found.owners] + found.places for word, found in places.items()}
    once = {word: _ahead(at[word], size, width) for word in places if words.count(word) == 1}
    often = {word: np.sort(at[word]) for word in places if word not in once}
    windows = np.zeros(len(docs), np.intp)
    for word, found in places.items():
        fits = np.ones(len(found.places), bool)
        for other, ahead in once.items():
            if other != word:  # the word itself stands where the window begins
                fits &= _has(ahead, at[word])
        for other, known in often.items():
            fits &= _so_many(known, at[word], width, words.count(other))
        windows += np.bincount(found.owners[np.flatnonzero(fits)], minlength=len(docs))
    having = np.flatnonzero(windows)
    return Postings(docs[having], windows[having].astype(np.int32))


def side_by_side(one: Occurrences, other: Occurrences, steps: int) -> Occurrences:
    """Return the places of one word that have another so many steps behind, or before where that is below 0.

    Both are in the same passages. Those that have no such place are left out.
    """
    begins, size = _laid_out([one, other], abs(steps))
    marked = _marked(begins[other.owners] + other.places, size)
    kept = np.flatnonzero(_has(marked, begins[one.owners] + one.places + steps))
    counts = np.bincount(one.owners[kept], minlength=len(one.docs))
    having = np.flatnonzero(counts)
    now = np.zeros(len(counts), np.intp)
    now[having] = np.arange(len(having))
    return Occurrences(one.docs[having], counts[having], one.lasts[having], one.places[kept], now[one.owners[kept]])


def _laid_out(words: Sequence[Occurrences], margin: int) -> tuple[Array, int]:
    """Return where each passage begins when all are laid out one after the other, and how many places there are.

    A margin before and behind each keeps what begins in one from reaching into another.
    """
    room = np.maximum.reduce([found.lasts for found in words]) + np.int32(1 + margin)
    ends = np.cumsum(room, dtype=np.intp)
    return ends - room + margin, int(ends[-1]) + margin


def _marked(at: Array, size: int) -> Array:
    """Return a bit for each of `size` places, set at these; each of them comes once."""
    found = np.zeros(size // 64 + 1, _WORD)
    np.add.at(found.view(np.uint8), at >> 3, _BIT[at & 7])
    return found


def _has(marked: Array, at: Array) -> Array:
    """Return for each of these places whether its bit is set."""
    found: Array = marked.view(np.uint8)[at >> 3] & _BIT[at & 7] != 0
    return found


def _ahead(at: Array, size: int, width: int) -> Array:
    """Return a bit for each of `size` places: whether one of `at` is among the `width` places from it on."""
    found = _marked(at, size)
    span = 1
    while span < width:  # each turn looks as far again
        step = min(span, width - span)
        found |= _moved(found, step)
        span += step
    return found


def _moved(marked: Array, steps: int) -> Array:
    """Return bits so many places further ahead."""
    whole, part = divmod(steps, 64)
    found = np.zeros_like(marked)
    end = max(len(marked) - whole, 0)
    found[:end] = marked[whole:] >> np.uint64(part)
    if part:
        found[: max(end - 1, 0)] |= marked[whole + 1 :] << np.uint64(64 - part)
    return found


def _so_many(known: Array, at: Array, width: int, times: int) -> Array:
    """Return for each of these places whether so many of `known`, sorted, are among the `width` places from it on."""
    last = np.searchsorted(known, at) + (times - 1)
    inside = last < len(known)
    last[~inside] = 0
    found: Array = inside & (known[last] < at + width)
    return found
