"""Groups numbers that measure one thing by average linkage, so that one bad pair does not chain unlike things."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping

_NEVER = -6.0  # what a pair counts that cannot be the same, or that nobody looked at


def grouped(count: int, scores: Mapping[tuple[int, int], float | None], least: float = 0.0) -> list[list[int]]:
    """Group items 0 … count-1; `scores` has their pairs (smaller first), None for what cannot be together.

    Two groups are joined while the mean score of the pairs across them is above `least`, best first; pairs
    that are not in `scores` count against it. Groups of one are left out.
    """
    groups = {i: [i] for i in range(count)}
    sums: defaultdict[int, dict[int, tuple[float, int]]] = defaultdict(dict)
    for (one, other), score in scores.items():
        value = _NEVER if score is None else score
        sums[one][other] = sums[other][one] = (value, 1)

    def mean(one: int, other: int) -> float:
        total, known = sums[one][other]
        pairs = len(groups[one]) * len(groups[other])
        return (total + _NEVER * (pairs - known)) / pairs

    import heapq

    heap = [(-mean(a, b), a, b) for a in sums for b in sums[a] if a < b and mean(a, b) > least]
    heapq.heapify(heap)
    while heap:
        rank, a, b = heapq.heappop(heap)
        if a not in groups or b not in groups or b not in sums[a] or abs(mean(a, b) + rank) > 1e-9:
            continue  # one of them has grown since
        groups[a] += groups.pop(b)
        for c, (total, known) in sums.pop(b).items():
            del sums[c][b]
            if c == a:
                continue
            mine = sums[a].get(c, (0.0, 0))
            sums[a][c] = sums[c][a] = (mine[0] + total, mine[1] + known)
        for c in sums[a]:
            if mean(a, c) > least:
                heapq.heappush(heap, (-mean(a, c), min(a, c), max(a, c)))
    return sorted(sorted(group) for group in groups.values() if len(group) > 1)
