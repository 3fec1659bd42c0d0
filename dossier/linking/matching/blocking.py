"""Picks the pairs that are scored: those that share something rare (blocking, as in record linkage).

All pairs of ten thousand items are fifty million. A block is whatever some have in common, as a
number. A pair is one number: the smaller of the two, times 2^32, and the larger.
"""

from __future__ import annotations

from collections.abc import Callable, Hashable, Iterable, Iterator, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from dossier.linking.matching.cache import Numbers, Scores, Values

Mask = NDArray[np.bool_]

LOWER = 0xFFFFFFFF  # of a pair, the larger of the two
_SIGN = 1 << 63
_MIX = 0x9E3779B97F4A7C15 - (1 << 64)  # an odd number without pattern: 2^64 by the golden ratio


class Blocks:
    """Gathers what each thing shares with others."""

    def __init__(self) -> None:
        self._blocks: list[int] = []
        self._members: list[int] = []
        self._known: dict[Hashable, int] = {}

    def put(self, member: int, shared: Iterable[Hashable]) -> None:
        """Put a thing into the block of each of these."""
        known = self._known
        before = len(self._blocks)
        self._blocks += [known.setdefault(each, len(known)) for each in shared]
        self._members += [member] * (len(self._blocks) - before)

    def pairs(self, most: int) -> tuple[Numbers, Numbers]:
        """Return the pairs in each block of at most `most`, and how many blocks each pair has."""
        return met(*self.columns(), most)

    def columns(self, first: int = 0) -> tuple[Numbers, Numbers]:
        """Return the blocks, numbered from `first`, and with each what is in it."""
        return np.array(self._blocks, np.int64) + first, np.array(self._members, np.int64)


def met(blocks: Numbers, members: Numbers, most: int) -> tuple[Numbers, Numbers]:
    """Return the pairs of members of each block of at most `most`, in order, and how many blocks each pair has."""
    order = np.lexsort((members, blocks))
    blocks, members = blocks[order], members[order]
    fresh = _first(blocks) | _first(members)
    blocks, members = blocks[fresh], members[fresh]
    sizes = np.diff(np.append(np.flatnonzero(_first(blocks)), len(blocks)))
    few = np.repeat((sizes > 1) & (sizes <= most), sizes)
    return _stepped(blocks[few], members[few], most - 1)


def next_by_size(blocks: Numbers, members: Numbers, sizes: Values, window: int) -> Numbers:
    """Return the pairs of each member of a block with the `window` next ones by size, in order, each once."""
    order = np.lexsort((members, sizes[members], blocks))
    return _stepped(blocks[order], members[order], window)[0]


def distinct(values: Numbers) -> Numbers:
    """Return the values once each, in order; `np.unique` looks them up by hash, and takes twelve times as long."""
    ordered = np.sort(values)
    return ordered[_first(ordered)]


def _first(ordered: Numbers) -> Mask:
    """Return where each is another one than the one before it."""
    found = np.ones(len(ordered), bool)
    found[1:] = ordered[1:] != ordered[:-1]
    return found


def _stepped(blocks: Numbers, members: Numbers, furthest: int) -> tuple[Numbers, Numbers]:
    found = []
    for step in range(1, furthest + 1):
        same = blocks[step:] == blocks[:-step]
        if not same.any():
            break
        one, other = members[:-step][same], members[step:][same]
        found.append((np.minimum(one, other) << 32) | np.maximum(one, other))
    pairs, counts = np.unique(np.concatenate(found or [np.zeros(0, np.int64)]), return_counts=True)
    return pairs, counts


@dataclass(frozen=True, slots=True)
class ScoredPairs:
    """Pairs of items, as indices, with the score of each."""

    ones: Numbers
    others: Numbers
    values: Values

    def __iter__(self) -> Iterator[tuple[int, int, float]]:
        return zip(self.ones.tolist(), self.others.tolist(), self.values.tolist(), strict=True)

    def where(self, wanted: Mask) -> ScoredPairs:
        """Return those of the pairs that are wanted."""
        return ScoredPairs(self.ones[wanted], self.others[wanted], self.values[wanted])

    def within(self, groups: Numbers) -> ScoredPairs:
        """Return the pairs inside one group, by the number of each thing's group; -1 for what is in none."""
        return self.where((groups[self.ones] == groups[self.others]) & (groups[self.ones] >= 0))


def pair_key(one: int, other: int) -> int:
    """Return the key of two marks, as `pair_keys` gives it."""
    return (one * _MIX + other + _SIGN) % (2 * _SIGN) - _SIGN


def pair_keys(marks: Numbers, pairs: Numbers) -> Numbers:
    """Return a key for each pair of things by the marks of the two."""
    found: Numbers = marks[pairs >> 32] * np.int64(_MIX) + marks[pairs & LOWER]
    return found


def scored(marks: Numbers, pairs: Numbers, scores: Scores, score: Callable[[int, int], float | None]) -> ScoredPairs:
    """Return the pairs that have a score; it may depend on what the marks of the two are made from alone."""
    ones, others = pairs >> 32, pairs & LOWER
    values = scores.get(pair_keys(marks, pairs), lambda place: score(int(ones[place]), int(others[place])))
    return ScoredPairs(ones, others, values).where(~np.isnan(values))


def placed(groups: Iterable[Sequence[int]], count: int) -> Numbers:
    """Return for each of so many things in which of the groups it is; -1 where it is in none."""
    found = np.full(count, -1)
    for number, members in enumerate(groups):
        found[members] = number
    return found


def paired(members: Numbers) -> Numbers:
    """Return the pairs of all members, given in order."""
    one, other = np.triu_indices(len(members), 1)
    return (members[one] << 32) | members[other]
