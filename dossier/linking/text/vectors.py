"""Word vectors: how near in meaning two words are. `killed` and `dead` are near, `killed` and `sold` are not.

The table holds the commonest English words, each as 50 whole numbers of 8 bits. `scripts/build_vectors.py` makes it
and says whose data it is.
"""

from __future__ import annotations

import functools
from importlib.resources import files

import numpy as np
from numpy.typing import NDArray

Vectors = NDArray[np.float32]

_UNKNOWN_RANK = 60_000  # a word that is not listed is rarer than all that are


@functools.cache
def _table() -> tuple[dict[str, int], Vectors]:
    """Return the place of each word in the table, and the vectors, each of length 1."""
    with (files("dossier.linking") / "data" / "vectors.npz").open("rb") as file, np.load(file) as held:
        words = bytes(held["words"]).decode("ascii").split("\n")
        vectors = held["vectors"].astype(np.float32)
    vectors /= np.linalg.norm(vectors, axis=1, keepdims=True)
    return {word: place for place, word in enumerate(words)}, np.vstack([vectors, np.zeros((1, vectors.shape[1]))])


@functools.lru_cache(maxsize=1 << 16)
def place(word: str) -> int:
    """Return the place of a word, in lower case, in the table, commonest first; -1 for a word that is not listed."""
    known, _ = _table()
    return known.get(word, -1)


@functools.cache
def rarities() -> NDArray[np.float64]:
    """Return for each place of the table how rare its word is in English, 0 to 1: the logarithm of its rank."""
    ranks = np.append(np.arange(len(_table()[0])), _UNKNOWN_RANK)
    found: NDArray[np.float64] = np.log1p(ranks) / np.log1p(_UNKNOWN_RANK)
    return found


def vectors_at(places: NDArray[np.int32]) -> Vectors:
    """Return the vectors at these places of the table, zeros for -1."""
    return _table()[1].take(places, 0)


def nearness(one: str, other: str) -> float:
    """Return the cosine of two words, 1 for one and the same, 0 where one is not listed."""
    if one == other:
        return 1.0
    mine, theirs = place(one), place(other)
    if mine < 0 or theirs < 0:
        return 0.0
    table = _table()[1]
    return float(table[mine] @ table[theirs])
