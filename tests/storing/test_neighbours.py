"""Pairs of a place and the word beside it: every window of a phrase has them, as `slots` finds windows."""

from __future__ import annotations

import random
from itertools import pairwise

from dossier.storing.opensearch.neighbours import NAMES, asked, neighbours
from dossier.storing.query.tree import Phrase
from dossier.storing.search.slots import laid_out

KINDS = (*sorted(NAMES), "<number>", "<date>")


def test_the_words_beside_a_name_are_known():
    text = "On Friday Mira Olsen resigned."
    spans = [(3, 9, "<date>"), (10, 20, "<person>")]
    assert neighbours(text, spans) == [
        "<date> mira", "<entity> resigned", "<person> resigned", "friday <entity>", "friday <person>", "on <date>",
    ]  # fmt: skip


def test_pairs_are_those_of_the_passage_laid_out_for_each_kind():
    rng = random.Random(4)
    for _ in range(200):
        text = " ".join(
            rng.choice(("ana", "Bruno-Silva", "12", "é", "resigned", "the", "—", "O'Hara")) for _ in range(12)
        )
        spans = []
        for _ in range(rng.randrange(6)):
            start = rng.randrange(len(text))
            spans.append((start, min(start + rng.randrange(1, 12), len(text)), rng.choice(KINDS)))
        expected = set()
        for slot in (*KINDS, "<entity>"):
            here = [(start, end, slot) for start, end, kind in spans if slot in (kind, "<entity>" * (kind in NAMES))]
            for left, right in pairwise(laid_out(text, 0, len(text), here)):
                expected |= {f"{word} {slot}" for word in left.fits if slot in right.fits}
                expected |= {f"{slot} {word}" for word in right.fits if slot in left.fits}
        assert set(neighbours(text, spans)) == expected


def test_only_phrases_with_places_of_one_kind_and_no_gaps_are_asked_for_so():
    assert asked(Phrase(("the", "<person>", "of", "<person>"))) == ["the <person>", "<person> of", "of <person>"]
    assert asked(Phrase(("<person>",))) == []
    assert asked(Phrase(("<person>", "of", "<org>"))) == []
    assert asked(Phrase(("<person>", "resigned"), 2)) == []
