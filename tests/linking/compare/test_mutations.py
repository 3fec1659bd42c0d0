"""One fact changed in a copy of an article is found, and words that change no fact bring nothing.

Other mutations at every run; `python -m benchmarks.mutations` makes many of each kind and shows those that go wrong.
"""

from __future__ import annotations

import random
from collections import Counter

import pytest

from benchmarks.mutations import KINDS, SEEDS, findings, right

SAMPLE, ALLOWED = 8, 1  # of each kind at a run; of a hundred, at least 95 must be right


@pytest.mark.parametrize("kind", KINDS)
def test_what_a_mutation_brings(kind: str) -> None:
    seed = random.randrange(10**6)
    chance = random.Random(seed)
    wrong = [mutation for mutation in (KINDS[kind](chance) for _ in range(SAMPLE)) if not right(mutation)]
    places = [f"{m.article}: …{m.text[max(0, m.start - 60) : m.end + 60][:200]}…" for m in wrong]
    assert len(wrong) <= ALLOWED, f"seed {seed}: {places}"


def test_an_exact_copy_contradicts_nothing() -> None:
    article = "002_pacific-dispatch"
    copied = Counter(
        finding.verdict
        for finding in findings(article, (SEEDS / f"{article}.txt").read_text(encoding="utf-8"))
        if {"copy", article} <= {name for reading in finding.readings for name in reading.articles}
    )
    assert copied["agree"] > 3
    assert not copied["conflict"] + copied["unclear"]
