"""Compares answers with brute force: `python -m benchmarks.answers [QUERIES] [PASSAGES]` (default 2,000 over 3,000).

The reference is the meaning of the query language said plainly, passage by passage
(tests/storing/test_search_answers.py, which does the same at smaller size with every run of the tests). Articles are
added, changed and removed between the queries, so that answers come from several segments with deletions.
"""

from __future__ import annotations

import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

from dossier.storing.search.index import directory
from tests.storing.test_search_answers import World, random_tree

_ASKED = 100  # queries between two changes
_CHANGED = 25  # articles
_PASSAGES = 2.8  # of an article on average, as some are always removed


def main(queries: int, passages: int) -> int:
    """Ask, and tell every answer that differs; gives 1 where one does."""
    directory.SMALL = 0  # several segments
    wrong = empty = seconds = 0.0
    segments: set[int] = set()
    with tempfile.TemporaryDirectory() as name:
        articles = round(passages / _PASSAGES)
        world = World(Path(name), seed=2, articles=articles)
        world.change(articles)
        for i in range(queries):
            if i % _ASKED == 0:
                world.change(_CHANGED)
                segments.add(world.store.passages.view().reader.segments)
            tree = random_tree(world.rng)
            began = time.perf_counter()
            found = world.found(tree)
            seconds += time.perf_counter() - began
            expected = world.expected(tree)
            empty += not expected
            if found != expected:
                wrong += 1
                print(f"differs by {len(found ^ expected)} passages: {tree}")
        total = sum(len(article.passages) for article, _ in world.articles.values())
    print(
        f"{queries:,} queries over {total:,} passages in {min(segments)} to {max(segments)} segments:"
        f" {wrong:.0f} differ (target 0); {empty:.0f} find nothing; {seconds / queries * 1000:.1f} ms each"
    )
    return int(wrong > 0)


if __name__ == "__main__":
    numbers: Callable[[int, int], int] = lambda at, usual: int(sys.argv[at]) if len(sys.argv) > at else usual  # noqa: E731
    sys.exit(main(numbers(1, 2_000), numbers(2, 3_000)))
