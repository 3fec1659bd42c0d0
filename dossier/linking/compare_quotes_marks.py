"""Quoted words that another article has as its own, without the marks."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import pairwise

from dossier.linking.compare_quotes_pairs import Wording
from dossier.linking.compare_quotes_words import telling, tokens, words
from dossier.linking.findings import ArticleFacts
from dossier.model import Span

_LETTERS = re.compile(r"[^\W_]+")
_TELLING = 4  # telling words in a row that no two writers choose by chance
_ANCHOR = 3  # of them, those that are looked for first
_MOST = 5  # articles; words that more of them have are a set phrase


def unmarked(
    everything: Sequence[Wording], groups: Sequence[Sequence[int]], articles: Sequence[ArticleFacts]
) -> list[list[Span]]:
    """Find, for each group of wordings, where articles that do not quote it have its words outside all marks."""
    wanted: defaultdict[tuple[str, ...], list[int]] = defaultdict(list)
    likely: set[tuple[str, str]] = set()
    for number, group in enumerate(groups):
        for member in group:
            said = words(everything[member].text)
            if telling(said) >= _TELLING:
                wanted[said[:_ANCHOR]].append(number)
                likely.update(list(_pairs(everything[member].text))[:1])
    quoting = [{article for member in group for article in everything[member].articles} for group in groups]
    said_by_group = [[words(everything[member].text) for member in group] for group in groups]
    found: list[dict[str, Span]] = [{} for _ in groups]
    begins = frozenset(likely)
    for facts in articles:
        for number, span in _standing(facts, wanted, begins, said_by_group):
            if facts.article.id not in quoting[number]:
                found[number].setdefault(facts.article.id, span)
    return [list(spans.values()) if len(spans) <= _MOST else [] for spans in found]


def _standing(
    facts: ArticleFacts,
    wanted: Mapping[tuple[str, ...], Sequence[int]],
    likely: frozenset[tuple[str, str]],
    said_by_group: Sequence[Sequence[tuple[str, ...]]],
) -> Iterator[tuple[int, Span]]:
    """Find the wanted words in an article's passages, outside its quotations."""
    starts = [quotation.start for quotation in facts.quotations]
    for passage in facts.article.passages:
        text = facts.article.text[passage.start : passage.end]
        if likely.isdisjoint(_pairs(text)):
            continue
        here = tokens(text)
        said = [token.word for token in here]
        for i in range(len(said)):
            for number in wanted.get(tuple(said[i : i + _ANCHOR]), ()):
                for sought in said_by_group[number]:
                    if tuple(said[i : i + len(sought)]) == sought:
                        start = passage.start + here[i].start
                        end = passage.start + here[i + len(sought) - 1].end
                        k = bisect_right(starts, start) - 1
                        if k < 0 or facts.quotations[k].end <= start:
                            yield number, Span(facts.article.id, start, end, facts.article.text[start:end])


def _pairs(text: str) -> Iterable[tuple[str, str]]:
    """Give neighbouring words, roughly; a quick way to pass over what cannot hold the wanted words."""
    found = _LETTERS.findall(text.lower())
    return pairwise(found)
