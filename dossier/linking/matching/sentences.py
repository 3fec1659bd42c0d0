"""Sentences of several articles that tell the same thing."""

from __future__ import annotations

import math
import re
from collections import Counter
from collections.abc import Callable, Hashable, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

import numpy as np

from dossier.linking.facts import ArticleFacts, DossierFacts
from dossier.linking.matching.blocking import LOWER, Blocks, scored
from dossier.linking.matching.cache import Cache, Numbers, Scores, mark
from dossier.linking.matching.clusters import half_tied
from dossier.linking.text.gist import gist, gist_of, in_common
from dossier.linking.text.terms import rarity, stem
from dossier.model import Passage, Span
from dossier.reading.text.sentences import sentences

_MOST, _FEWEST = 60_000, 4  # sentences that are compared, of one article at least
_HYPHEN = re.compile(r"\b([^\W\d_]+)-([^\W\d_]+)\b")
_COMMON = 25  # sentences that share a word; of commoner words only those around them tell
_MANY, _STEPS = 5_000, 32  # sentences, of more the logarithms of counts are rounded to so many steps in one


@dataclass(frozen=True, slots=True)
class SharedWords:
    """What two sentences must share: so many words by sense, that are so much of one and of the other, 0 to 1."""

    much: float
    little: float
    words: int


@dataclass(frozen=True, slots=True)
class ComparedSentence:
    """What is compared: a sentence, its gist as it is written, and a key that tells all that is known of it."""

    span: Span
    gist: str
    key: int


def leading(facts: DossierFacts, cache: Cache) -> list[tuple[ComparedSentence, Passage]]:
    """Return the sentences of all articles with their passages; of a large dossier those that articles begin with."""
    most = max(_FEWEST, _MOST // max(1, len(facts.articles)))
    every = cache.sketches("sentence sketch", facts, lambda article: _begun(article, most), most)
    return [
        (ComparedSentence(Span(id_, start, end, text), line, mark(facts.key(place), start)), Passage(*passage))
        for place, (id_, found) in enumerate(zip(facts.ids, every, strict=True))
        for start, end, text, line, passage in found
    ]


def _begun(facts: ArticleFacts, most: int) -> list[list[Any]]:
    text = facts.article.text
    found: list[list[Any]] = []
    for passage in facts.article.passages:
        if len(found) >= most:
            break  # between passages: half a passage would be taken for the whole
        found += [
            [start, end, text[start:end], gist(text[start:end]).written(), [passage.start, passage.end]]
            for start, end in sentences(text, passage.start, passage.end)
        ]
    return found


def same_fact_groups(
    compared: Sequence[ComparedSentence],
    least: SharedWords,
    scores: Scores | None = None,
    among: Sequence[Hashable] | None = None,
) -> list[list[int]]:
    """Return groups of sentences, by their places, that report the same fact in two or more articles.

    A group is joined by another where half of the pairs across are alike. `scores` has what pairs were weighed to the
    last time, and takes what they are now; `among` gives for each what it must have in common with others.
    """
    lines = _joined_compounds(compared)
    gists = lru_cache(maxsize=1 << 15)(gist_of)
    weight, marks = _marked(compared, lines)

    def score(i: int, j: int) -> float | None:
        mine, theirs, common = in_common(gists(lines[i]), gists(lines[j]), weight)
        alike = max(mine, theirs) >= least.much and min(mine, theirs) >= least.little
        return mine + theirs if alike and common >= least.words else None

    pairs = _candidate_pairs(compared, lines, among, min(least.words, 2))
    found = sorted(scored(marks, pairs, scores or Scores(), score), key=lambda tie: (-tie[2], tie[:2]))
    return sorted(
        group for group in half_tied(len(compared), found) if len({compared[k].span.article for k in group}) > 1
    )


def _marked(compared: Sequence[ComparedSentence], lines: Sequence[str]) -> tuple[Callable[[str], float], Numbers]:
    """Return how telling stems are among sentences, and for each sentence a key of all that its scores depend on."""
    stems = [[word.partition("|")[0] for word in line.split()] for line in lines]
    weight = _rarities(stems)
    marks = [
        mark(sentence.key, line if line != sentence.gist else "", [weight(stem_) for stem_ in words])
        for sentence, line, words in zip(compared, lines, stems, strict=True)
    ]
    return weight, np.array(marks, np.int64)


def _joined_compounds(compared: Sequence[ComparedSentence]) -> list[str]:
    """Return the words, with compounds as one word where another sentence does: run-off becomes runoff."""
    known = {word.partition("|")[0] for sentence in compared for word in sentence.gist.split()}

    def closed(match: re.Match[str]) -> str:
        joined = match[1] + match[2]
        return joined if stem(joined.lower()) in known else match[0]

    found = []
    for sentence in compared:
        text = sentence.span.text
        whole = _HYPHEN.sub(closed, text) if "-" in text else text
        found.append(sentence.gist if whole == text else gist(whole).written())
    return found


def _candidate_pairs(
    compared: Sequence[ComparedSentence], lines: Sequence[str], among: Sequence[Hashable] | None, words: int
) -> Numbers:
    """Return pairs of sentences of different articles that share enough words that few sentences have."""
    roots = Blocks()
    for i, line in enumerate(lines):
        shared = {root for word in line.split() for root in word.split("|")[1:]}
        roots.put(i, shared if among is None else ((among[i], root) for root in shared))
    pairs, counts = roots.pairs(_COMMON)
    codes: dict[str, int] = {}
    article = np.array([codes.setdefault(sentence.span.article, len(codes)) for sentence in compared], np.int64)
    wanted: Numbers = pairs[(counts >= words) & (article[pairs >> 32] != article[pairs & LOWER])]
    return wanted


def _rarities(compared: Sequence[Sequence[str]]) -> Callable[[str], float]:
    """Return how telling a stem is among sentences."""
    count = Counter(word for words in compared for word in words)
    if len(compared) <= _MANY:
        return lambda word: rarity(count[word], len(compared))
    rarest = round(math.log(len(compared) + 1) * _STEPS)
    return lru_cache(maxsize=None)(lambda word: max(1, rarest - round(math.log(count[word] + 0.5) * _STEPS)) / _STEPS)
