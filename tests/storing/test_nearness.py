"""Words close by one another, and what stands above a passage: each beside the same said plainly."""

from __future__ import annotations

import random

import numpy as np
import pytest

from dossier.model import Passage, Zone
from dossier.storing.search.index.postings import Occurrences
from dossier.storing.search.nearness import close_by
from dossier.storing.text.headings import above, above_one


def _occurrences(word, texts):
    places = {no: [at for at, other in enumerate(text) if other == word] for no, text in enumerate(texts)}
    docs = [no for no, found in places.items() if found]
    counts = [len(places[no]) for no in docs]
    every = [at for no in docs for at in places[no]]
    return Occurrences(np.array(docs, np.int32), np.array(counts), np.array(every, np.int32))


@pytest.mark.parametrize("seed", range(20))
def test_windows_are_those_that_a_reader_counts(seed):
    rng = random.Random(seed)
    texts = [rng.choices("abcdef", k=rng.randint(1, 30)) for _ in range(30)]
    words = rng.choices("abcg" if seed == 0 else "abc", k=rng.randint(1, 4))
    slop = rng.randint(0, 6)
    width = len(words) + slop
    expected = {}
    for no, text in enumerate(texts):
        windows = [text[at : at + width] for at, word in enumerate(text) if word in words]
        fitting = sum(all(window.count(word) >= words.count(word) for word in words) for window in windows)
        if fitting:
            expected[no] = fitting
    found = close_by(words, {word: _occurrences(word, texts) for word in words}, slop)
    assert dict(zip(found.docs.tolist(), found.counts.tolist(), strict=True)) == expected


def test_what_stands_above_one_passage_is_what_stands_above_it_among_all():
    rng = random.Random(4)
    for _ in range(50):
        starts = sorted(rng.sample(range(100), rng.randint(1, 5)))
        passages = [Passage(start, start + 1) for start in starts]
        kinds = ("caption", "subheading", "body")
        zones = [Zone(at, at + 1, rng.choice(kinds)) for at in sorted(rng.sample(range(100), 6))]
        every = above(zones, passages)
        for i, start in enumerate(starts):
            before = starts[i - 1] if i else None
            assert above_one(zones, before, start, start == starts[-1]) == every.get(i, [])
