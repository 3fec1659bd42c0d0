"""The words around a number, and how near in meaning those around two numbers are."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from functools import lru_cache

import numpy as np
from numpy.typing import NDArray

from dossier.linking.matching.contexts import Token
from dossier.linking.text.terms import STOP_WORDS, stem
from dossier.linking.text.vectors import place, rarity, vectors_at

_OWN = ("'s", "’s", "'", "’")
_FADING = 4.0  # steps; so far from the number a word counts half
_OVER_MARK, _OVER_NUMBER = 2.0, 3.0  # steps that a mark between clauses, or another number, counts
_UNLIKE = 0.3  # cosines below tell nothing
_LEAST = 0.1  # what the commonest word counts

Values = NDArray[np.float32]


@dataclass(frozen=True, slots=True, eq=False)
class Words:
    """Content words, each stem once, with the places of their vectors.

    `rare` tells how rare each is (0 to 1), `near` the same times how near it stands to the number.
    """

    stems: tuple[str, ...]
    places: NDArray[np.int32] = field(repr=False)  # these follow from the stems and the sentence, and are long
    rare: Values = field(repr=False)
    near: Values = field(repr=False)


def plain(word: str) -> str:
    """Return a word without its possessive ending."""
    if not word.endswith(_OWN):
        return word
    return next(word[: -len(ending)] for ending in _OWN if word.endswith(ending))


def telling(word: str) -> bool:
    """Return whether a word, in lower case, tells something by itself: no figure, mark or function word."""
    return word[0].isalpha() and word not in STOP_WORDS


def content(words: Iterable[Token]) -> list[str]:
    """Return the words that tell something by themselves, without possessive endings."""
    return [plain(word) for word, _, _ in words if telling(word)]


def around(words: Sequence[Token], at: int, upto: int, numbers: frozenset[int]) -> Words:
    """Return the content words of a sentence, each by how near it stands to the number at `at` … `upto`.

    `numbers` are where the other numbers of the sentence begin.
    """
    found: dict[str, float] = {}
    for order in (range(at - 1, -1, -1), range(upto, len(words))):
        gone = 0.0
        for i in order:
            word, begin, _ = words[i]
            gone += _OVER_NUMBER if begin in numbers else 1.0 if word[0].isalnum() else _OVER_MARK
            if telling(word) and begin not in numbers:
                weight = 1 / (1 + (gone - 1) / _FADING)
                found[plain(word)] = max(weight, found.get(plain(word), 0.0))
    return gathered(found, list(found.values()))


def gathered(words: Iterable[str], near: Sequence[float] | None = None) -> Words:
    """Return these words, each stem once; `near` tells how near each stands, 0 to 1."""
    every = list(words)
    best: dict[str, tuple[str, float]] = {}
    for word, weight in zip(every, near or [1.0] * len(every), strict=True):
        key = stem(word)
        if key not in best or best[key][1] < weight:
            best[key] = (word, weight)
    rare = np.array([max(_LEAST, _rare(word)) for word, _ in best.values()], np.float32)
    nearest = np.array([weight for _, weight in best.values()], np.float32)
    places = np.array([place(word) for word, _ in best.values()], np.int32)
    return Words(tuple(best), places, rare, rare * nearest)


_rare = lru_cache(maxsize=1 << 16)(rarity)


def likeness(one: Words, other: Words) -> Values:
    """Return how near in meaning each word of one is to each of the other, 0 to 1; 1 for the same stem."""
    found: Values = vectors_at(one.places) @ vectors_at(other.places).T
    found = np.maximum(np.float32(0), (found - np.float32(_UNLIKE)) / np.float32(1 - _UNLIKE))
    known = {key: i for i, key in enumerate(other.stems)}
    for i, key in enumerate(one.stems):
        if key in known:
            found[i, known[key]] = 1.0
    return found


def covered(like: Values, mine: Values, theirs: Values) -> float:
    """Return how much of two weighed sets of words has a counterpart in the other, 0 to 1."""
    total = float(mine.sum() + theirs.sum())
    if not like.size or not total:
        return 0.0
    return float(like.max(1) @ mine + like.max(0) @ theirs) / total


def found_in(like: Sequence[Values], mine: Values) -> float:
    """Return how much of a weighed set of words has a counterpart in any of several others, 0 to 1."""
    best = np.zeros(len(mine), np.float32)
    for each in like:
        if each.size:
            best = np.maximum(best, each.max(1))
    return float(best @ mine) / max(1e-9, float(mine.sum()))
