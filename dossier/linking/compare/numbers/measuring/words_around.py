"""The words around a number, and how near in meaning those around two numbers are."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cache, lru_cache
from typing import Any, NamedTuple

import numpy as np
from numpy.typing import NDArray

from dossier.linking.matching.contexts import Token
from dossier.linking.text.terms import STOP_WORDS, stem
from dossier.linking.text.vectors import place, rarities, vectors_at

_OWN = ("'s", "’s", "'", "’")
_FADING = 4.0  # steps; so far from the number a word counts half
_OVER_MARK, _OVER_NUMBER = 2.0, 3.0  # steps that a mark between clauses, or another number, counts
_UNLIKE = 0.3  # cosines below tell nothing
_LEAST = 0.1  # what the commonest word counts

Values = NDArray[np.float32]
Number = NDArray[Any] | np.floating[Any]  # a product of two rows is typed as an array


@dataclass(frozen=True, slots=True, eq=False)
class Words:
    """Content words, each stem once, with the places of their vectors.

    `near` tells how near each stands to the number (0 to 1) times how rare it is, None where all are as near;
    `all_rare` and `all_near` are sums, which every pair asks for. Of many numbers held at once each byte counts.
    """

    stems: tuple[str, ...]
    places: NDArray[np.int32] = field(repr=False)  # these follow from the stems and the sentence, and are long
    near: Values | None = field(repr=False)
    all_rare: float = field(repr=False)
    all_near: float = field(repr=False)


class WordsInCommon(NamedTuple):
    """How much of the words of two sentences, and of those beside them, has a counterpart, each 0 to 1.

    `near` and `wide` are of the sentences themselves, the nearest words counting most and all alike; `across` is of a
    sentence in the other or the sentences beside the other, `beside` of the sentences beside in each other.
    """

    near: float
    wide: float
    across: float
    beside: float


@lru_cache(maxsize=1 << 16)
def bare(word: str) -> str:
    """Return a word, in lower case, without its possessive ending; empty for a figure, a mark or a function word."""
    if not word[0].isalpha() or word in STOP_WORDS:
        return ""
    return next((word[: -len(ending)] for ending in _OWN if word.endswith(ending)), word)


def content(words: Iterable[Token]) -> list[str]:
    """Return the words that tell something by themselves, without possessive endings."""
    return [plain for word, _, _ in words if (plain := bare(word))]


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
            if begin not in numbers and (plain := bare(word)):
                weight = 1 / (1 + (gone - 1) / _FADING)
                if weight > found.get(plain, 0.0):
                    found[plain] = weight
    return gathered(found, list(found.values()))


def gathered(words: Iterable[str], near: Sequence[float] | None = None) -> Words:
    """Return these words, each stem once; `near` tells how near each stands, 0 to 1."""
    every = list(words)
    best: dict[str, tuple[float, int]] = {}
    for word, weight in zip(every, near or [1.0] * len(every), strict=True):
        key = stem(word)
        if key not in best or best[key][0] < weight:
            best[key] = weight, place(word)
    weights, found = zip(*best.values(), strict=True) if best else ((), ())
    places = np.array(found, np.int32)
    rare = _rarities().take(places)
    if near is None:
        return Words(tuple(best), places, None, all_ := float(rare.sum()), all_)
    told_near = rare * np.array(weights, np.float32)
    return Words(tuple(best), places, told_near, float(rare.sum()), float(told_near.sum()))


@cache
def _rarities() -> Values:
    """Return what a word counts, by the place of its vector."""
    return np.maximum(rarities(), _LEAST).astype(np.float32)


def in_common(one: Words, beside_one: Words, other: Words, beside_other: Words) -> WordsInCommon:
    """Return how much the words of two sentences, and of the sentences beside each, have in common."""
    side, other_side = _side(one, beside_one), _side(other, beside_other)
    like = _likeness(side, other_side)
    rows, columns = len(one.places), len(other.places)
    rare, other_rare = side.rare[:rows], other_side.rare[:columns]
    near, other_near = rare if one.near is None else one.near, other_rare if other.near is None else other.near
    # How near to each word the nearest of the other's sentence is, and the nearest of those beside it.
    mine, mine_beside = _nearest(like[:, :columns], 1), _nearest(like[:, columns:], 1)
    theirs, theirs_beside = _nearest(like[:rows], 0), _nearest(like[rows:], 0)
    here, there = mine[:rows], theirs[:columns]
    anywhere = np.maximum(here, mine_beside[:rows]), np.maximum(there, theirs_beside[:columns])
    return WordsInCommon(
        _share(here @ near + there @ other_near, one.all_near + other.all_near),
        _share(here @ rare + there @ other_rare, one.all_rare + other.all_rare),
        (_share(anywhere[0] @ rare, one.all_rare) + _share(anywhere[1] @ other_rare, other.all_rare)) / 2,
        _share(
            mine_beside[rows:] @ side.rare[rows:] + theirs_beside[columns:] @ other_side.rare[columns:],
            beside_one.all_rare + beside_other.all_rare,
        ),
    )


class _Side(NamedTuple):
    """The words of a sentence and of those beside it: their stems, their vectors, and how rare each is."""

    stems: tuple[str, ...]
    vectors: Values
    rare: Values


@lru_cache(maxsize=256)  # pairs of one number come in a row, and those of another soon again; 3 MB
def _side(words: Words, beside: Words) -> _Side:
    places = np.concatenate([words.places, beside.places])
    return _Side(words.stems + beside.stems, vectors_at(places), _rarities().take(places))


def _likeness(one: _Side, other: _Side) -> Values:
    """Return how near in meaning each word of the one is to each of the other, 0 to 1; 1 for the same stem."""
    found: Values = one.vectors @ other.vectors.T
    found -= np.float32(_UNLIKE)
    found /= np.float32(1 - _UNLIKE)
    np.maximum(found, np.float32(0), out=found)
    rows = _rows(one.stems)
    for column, key in enumerate(other.stems):
        for row in rows.get(key, ()):
            found[row, column] = 1.0
    return found


@lru_cache(maxsize=2)
def _rows(stems: tuple[str, ...]) -> Mapping[str, Sequence[int]]:
    """Return where each stem stands among some."""
    rows: defaultdict[str, list[int]] = defaultdict(list)
    for row, key in enumerate(stems):
        rows[key].append(row)
    return rows


def _nearest(like: Values, axis: int) -> Values:
    found: Values = np.maximum.reduce(like, axis, initial=0.0)
    return found


def _share(part: Number, whole: float) -> float:
    return float(part) / whole if whole else 0.0
