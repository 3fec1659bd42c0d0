"""Sentences of several articles that tell the same thing."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from itertools import combinations

from dossier.linking.compare_quotes_words import alike, roots
from dossier.linking.findings import DossierFacts
from dossier.linking.related_terms import rarity, terms
from dossier.model import Passage, Span
from dossier.reading.sentences import sentences

_MOST, _FEWEST = 60_000, 4  # sentences that are compared, of one article at least
_WORD = re.compile(r"[^\W\d_]+")
_HYPHEN = re.compile(r"\b([^\W\d_]+)-([^\W\d_]+)\b")
_COMMON = 25  # sentences that share a word; of commoner words only those around them tell


@dataclass(frozen=True, slots=True)
class Likeness:
    """What two sentences must share: so many words by sense, that are so much of one and of the other, 0 to 1."""

    much: float
    little: float
    words: int


def leading(facts: DossierFacts) -> list[tuple[Span, Passage]]:
    """Give the sentences of all articles with their passages; of a large dossier those that articles begin with."""
    each = max(_FEWEST, _MOST // max(1, len(facts.articles)))
    found: list[tuple[Span, Passage]] = []
    for article in (facts_.article for facts_ in facts.articles):
        most = len(found) + each
        for passage in article.passages:
            if len(found) >= most:
                break  # between passages: half a passage would be taken for the whole
            found += [
                (Span(article.id, start, end, article.text[start:end]), passage)
                for start, end in sentences(article.text, passage.start, passage.end)
            ]
    return found


def same_tellings(told: Sequence[Span], weight: Callable[[str], float], least: Likeness) -> list[list[int]]:
    """Group sentences, by their places, that tell the same in two or more articles; those that do not are left out.

    A group is joined by another where half of the pairs across are alike.
    """
    found: dict[tuple[int, int], float] = {}
    texts = _closed([sentence.text for sentence in told])
    for i, j in _meeting(told, texts, least.words):
        mine, theirs, common = alike(texts[i], texts[j], weight)
        if common >= least.words and max(mine, theirs) >= least.much and min(mine, theirs) >= least.little:
            found[i, j] = mine + theirs
    groups: dict[int, list[int]] = {}
    home: dict[int, int] = {}
    for i, j in sorted(found, key=lambda pair: (-found[pair], pair)):
        for k in (i, j):
            if k not in home:
                home[k], groups[k] = k, [k]
        a, b = sorted((home[i], home[j]))
        if a == b:
            continue
        across = [(min(k, m), max(k, m)) in found for k in groups[a] for m in groups[b]]
        if sum(across) * 2 >= len(across):
            for member in groups[b]:
                home[member] = a
            groups[a] += groups.pop(b)
    several = (sorted(group) for group in groups.values())
    return sorted(group for group in several if len({told[k].article for k in group}) > 1)


def _closed(texts: Sequence[str]) -> list[str]:
    """Write compounds as one word where another sentence does: of run-off and runoff, both are runoff."""
    known = {word for text in texts for word in _WORD.findall(text.lower())}

    def closed(match: re.Match[str]) -> str:
        joined = match[1] + match[2]
        return joined if joined.lower() in known else match[0]

    return [_HYPHEN.sub(closed, text) if "-" in text else text for text in texts]


def _meeting(told: Sequence[Span], texts: Sequence[str], words: int) -> list[tuple[int, int]]:
    """Pair up sentences of different articles that share enough words that few sentences have."""
    by_root: defaultdict[str, list[int]] = defaultdict(list)
    for i, text in enumerate(texts):
        for root in roots(text):
            by_root[root].append(i)
    shared: Counter[tuple[int, int]] = Counter()
    for found in by_root.values():
        if 1 < len(found) <= _COMMON:
            shared.update(combinations(found, 2))
    least = min(words, 2)
    return [(i, j) for (i, j), count in shared.items() if count >= least and told[i].article != told[j].article]


def rarities(told: Iterable[Span]) -> Callable[[str], float]:
    """Give how telling a stem is among sentences."""
    count: Counter[str] = Counter()
    total = 0
    for sentence in told:
        count.update(terms(sentence.text).keys())
        total += 1
    return lambda word: rarity(count[word], total)
