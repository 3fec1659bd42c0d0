"""Words close by one another, and what stands above a passage: each beside the same said plainly."""

from __future__ import annotations

import random

import numpy as np
import pytest

from dossier.model import Passage, Zone
from dossier.storing.search.index.postings import Occurrences, places_in
from dossier.storing.search.nearness import close_by, side_by_side
from dossier.storing.text.headings import above, above_one


def _occurrences(word, texts, docs=None):
    places = {no: [at for at, other in enumerate(text) if other == word] for no, text in enumerate(texts)}
    docs = [no for no, found in places.items() if found and (docs is None or no in docs)]
    every = [(at, owner) for owner, no in enumerate(docs) for at in places[no]]
    random.Random(word).shuffle(every)  # they stand in no order
    return Occurrences(
        np.array(docs, np.int32),
        np.array([len(places[no]) for no in docs]),
        np.array([places[no][-1] for no in docs], np.int32),
        np.array([at for at, _ in every], np.int32),
        np.array([owner for _, owner in every], np.intp),
    )


@pytest.mark.parametrize("seed", range(20))
def test_windows_are_those_that_a_reader_counts(seed):
    rng = random.Random(seed)
    letters, longest = ("abcdef", 30) if seed % 5 else ("abc" + "x" * 200, 700)
    texts = [rng.choices(letters, k=rng.randint(1, longest)) for _ in range(30)]
    words = rng.choices("abcg" if seed == 0 else "abc", k=rng.randint(1, 4))
    slop = rng.randint(0, 6) if seed % 5 else 230
    width = len(words) + slop
    expected = {}
    for no, text in enumerate(texts):
        windows = [text[at : at + width] for at, word in enumerate(text) if word in words]
        fitting = sum(all(window.count(word) >= words.count(word) for word in words) for window in windows)
        if fitting:
            expected[no] = fitting
    shared = {no for no, text in enumerate(texts) if set(words) <= set(text)}
    if not shared:
        assert not expected
        return
    found = close_by(words, {word: _occurrences(word, texts, shared) for word in words}, slop)
    assert dict(zip(found.docs.tolist(), found.counts.tolist(), strict=True)) == expected


@pytest.mark.parametrize("steps", [1, 2, -1, -3, 70])
def test_words_side_by_side_are_those_that_a_reader_finds(steps):
    rng = random.Random(steps)
    texts = [rng.choices("abcd", k=rng.randint(1, 90)) for _ in range(60)]
    both = {no for no, text in enumerate(texts) if "a" in text and "b" in text}
    found = side_by_side(_occurrences("a", texts, both), _occurrences("b", texts, both), steps)
    expected = {
        no: places
        for no, text in enumerate(texts)
        if (places := [i for i, word in enumerate(text) if word == "a" and dict(enumerate(text)).get(i + steps) == "b"])
    }
    assert expected
    assert found.docs.tolist() == list(expected)
    assert found.counts.tolist() == [len(places) for places in expected.values()]
    assert sorted(zip(found.owners.tolist(), found.places.tolist(), strict=True)) == [
        (owner, place) for owner, places in enumerate(expected.values()) for place in places
    ]


@pytest.mark.parametrize("size", [0, 1, 30, 2_000])
def test_numbers_in_two_lists_are_found_by_looking_up_or_by_marking(size):
    rng = random.Random(size)
    known = sorted(rng.sample(range(3_000), size))
    for wanted in ([], [5], [2_999], sorted(rng.sample(range(4_000), 1_000))):
        found = places_in(np.array(known, np.int32), np.array(wanted, np.int32)).tolist()
        assert found == [at for at, number in enumerate(known) if number in wanted]


def test_what_stands_above_one_passage_is_what_stands_above_it_among_all():
    rng = random.Random(4)
    for _ in range(50):
        starts = sorted(rng.sample(range(100), rng.randint(1, 5)))
        passages = [Passage(start, start + 1) for start in starts]
        kinds = ("caption", "subheading", "body")
        zones = [Zone(at, at + 1, rng.choice(kinds)) for at in sorted(rng.sample(range(100), 6))]
        every = above(zones, [passage.start for passage in passages])
        for i, start in enumerate(starts):
            before = starts[i - 1] if i else None
            assert above_one(zones, before, start, start == starts[-1]) == every.get(i, [])
