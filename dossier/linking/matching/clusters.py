"""Groups of what tells one thing, joined so that one bad pair does not chain unlike things."""

from __future__ import annotations

import heapq
import math
from collections import defaultdict
from collections.abc import Sequence
from collections.abc import Set as AbstractSet

import numpy as np

from dossier.linking.matching.blocking import ScoredPairs
from dossier.linking.matching.cache import Numbers

_NEVER = -6.0  # what a pair counts that cannot be the same, or that nobody weighed


def grouped(count: int, scores: ScoredPairs, least: float = 0.0, never: float = _NEVER) -> list[list[int]]:
    """Return groups of items 0 … count-1 by average linkage; `scores` has their pairs, the smaller first.

    Two groups are joined while the mean score of the pairs across them is above `least`, best first; a pair that
    is not in `scores` speaks against it. Groups of one are left out.
    """
    near = _connected(count, scores.where(scores.values > least))
    groups = {i: [i] for i in np.flatnonzero(near >= 0).tolist()}
    sums: defaultdict[int, dict[int, tuple[float, int]]] = defaultdict(dict)
    for one, other, score in scores.within(near):
        sums[one][other] = sums[other][one] = (score, 1)

    def mean(one: int, other: int) -> float:
        total, known = sums[one][other]
        across = len(groups[one]) * len(groups[other])
        return (total + never * (across - known)) / across

    heap = [(-mean(a, b), a, b) for a in sums for b in sums[a] if a < b and mean(a, b) > least]
    heapq.heapify(heap)
    while heap:
        rank, a, b = heapq.heappop(heap)
        if a not in groups or b not in groups or b not in sums[a] or abs(mean(a, b) + rank) > 1e-9:
            continue  # one of them has grown since
        groups[a] += groups.pop(b)
        for c, (total, known) in sums.pop(b).items():
            del sums[c][b]
            if c != a:
                mine = sums[a].get(c, (0.0, 0))
                sums[a][c] = sums[c][a] = (mine[0] + total, mine[1] + known)
        for c in sums[a]:
            if mean(a, c) > least:
                heapq.heappush(heap, (-mean(a, c), min(a, c), max(a, c)))
    return sorted(sorted(group) for group in groups.values() if len(group) > 1)


def half_tied(count: int, ties: Sequence[tuple[int, int, float]], always: float = math.inf) -> list[list[int]]:
    """Return groups of items 0 … count-1, in order; groups of one are among them.

    Ties (the smaller item, the other, a score) are given surest first. Each joins two groups where half of the pairs
    across are tied, or where its score is above `always`.
    """
    groups = {i: [i] for i in range(count)}
    group_of = list(range(count))
    tied = {(one, other) for one, other, _ in ties}
    for one, other, score in ties:
        a, b = sorted((group_of[one], group_of[other]))
        if a != b and (score > always or _are_half_tied(groups[a], groups[b], tied)):
            for member in groups[b]:
                group_of[member] = a
            groups[a] += groups.pop(b)
    return [sorted(groups[first]) for first in sorted(groups)]


def _are_half_tied(some: Sequence[int], others: Sequence[int], tied: AbstractSet[tuple[int, int]]) -> bool:
    across = [(min(i, j), max(i, j)) in tied for i in some for j in others]
    return sum(across) * 2 >= len(across)


def _connected(count: int, scores: ScoredPairs) -> Numbers:
    """Return for each item that one of these pairs has the connected part it lies in, else -1 (union-find)."""
    parent = list(range(count))

    def root(item: int) -> int:
        while parent[item] != item:
            parent[item] = item = parent[parent[item]]
        return item

    joined: set[int] = set()
    for one, other, _ in scores:
        joined |= {one, other}
        parent[root(one)] = root(other)
    found = np.full(count, -1)
    found[list(joined)] = [root(item) for item in joined]
    return found
