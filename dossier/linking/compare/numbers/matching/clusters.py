"""Groups what tells one thing by average linkage, so that one bad pair does not chain unlike things."""

from __future__ import annotations

import heapq
from collections import defaultdict

import numpy as np

from dossier.linking.matching.blocking import ScoredPairs
from dossier.linking.matching.cache import Numbers

_NEVER = -6.0  # what a pair counts that cannot be the same, or that nobody weighed


def grouped(count: int, scores: ScoredPairs, least: float = 0.0) -> list[list[int]]:
    """Group items 0 … count-1; `scores` has their pairs, the smaller first.

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
        return (total + _NEVER * (across - known)) / across

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


def _connected(count: int, scores: ScoredPairs) -> Numbers:
    """Give for each item that one of these pairs has the connected part it lies in, else -1."""
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
