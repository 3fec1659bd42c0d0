"""Quoted words that another article has as its own, without the marks."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence

from dossier.linking.compare_quotes_pairs import Wording
from dossier.linking.compare_quotes_words import telling, tokens, within, words
from dossier.linking.findings import ArticleFacts
from dossier.model import Span

_LETTERS = re.compile(r"[^\W_]+")
_TELLING = 4  # telling words in a row that no two writers choose by chance
_BEGUN = 3  # the same, where the first of them stand in marks
_MARK = re.compile(r"[“”\"]")
_Three = tuple[str, str, str]
_REST = 12  # characters of the words that stand outside the marks of a quotation which begins them
_MOST = 5  # articles; words that more of them have are a set phrase


def unmarked(
    everything: Sequence[Wording], groups: Sequence[Sequence[int]], articles: Sequence[ArticleFacts]
) -> list[list[Span]]:
    """Find, for each group of wordings, where articles that do not quote it have its words outside all marks.

    Where a quotation begins with the words and ends too early, those that quote the group elsewhere count as well.
    """
    count = Counter(word for wording in everything for word in _LETTERS.findall(wording.text.lower()))
    wanted: defaultdict[_Three, list[tuple[int, tuple[str, ...]]]] = defaultdict(list)
    for number, group in enumerate(groups):
        for member in group:
            said = everything[member].said
            if telling(said) >= _BEGUN and (threes := list(_threes(everything[member].text))):
                rarest = min(threes, key=lambda three: sum(count[word] for word in three))
                wanted[rarest].append((number, said))
    quoting = [{article for member in group for article in everything[member].articles} for group in groups]
    found: list[dict[str, Span]] = [{} for _ in groups]
    for facts in articles:
        for number, span in _standing(facts, wanted, quoting):
            found[number].setdefault(facts.article.id, span)
    return [list(spans.values()) if len(spans) <= _MOST else [] for spans in found]


def _standing(
    facts: ArticleFacts,
    wanted: Mapping[_Three, Sequence[tuple[int, tuple[str, ...]]]],
    quoting: Sequence[set[str]],
) -> Iterator[tuple[int, Span]]:
    """Find the words wanted of others, which this article does not quote, in its passages outside its quotations."""
    starts = [quotation.start for quotation in facts.quotations]
    for passage in facts.article.passages:
        text = facts.article.text[passage.start : passage.end]
        known = [three for three in dict.fromkeys(_threes(text)) if three in wanted]
        others = [
            item
            for three in known
            for item in wanted[three]
            if facts.article.id not in quoting[item[0]] or len(quoting[item[0]]) > 1
        ]
        if not others:
            continue
        words_ = words(text)
        for number, sought in others:
            at = within(sought, words_)
            if at is not None:
                here = tokens(text)
                start = passage.start + here[at].start
                end = passage.start + here[at + len(sought) - 1].end
                k = bisect_right(starts, start) - 1
                if k >= 0 and facts.quotations[k].end + _REST >= end:
                    continue
                begun = bool(_MARK.search(facts.article.text, max(0, start - 1), end - _REST))
                if begun or (telling(sought) >= _TELLING and facts.article.id not in quoting[number]):
                    yield number, Span(facts.article.id, start, end, facts.article.text[start:end])


def _threes(text: str) -> Iterable[_Three]:
    """Give each three words in a row, roughly; a quick way to pass over what cannot hold the wanted words."""
    found = _LETTERS.findall(text.lower())
    return zip(found, found[1:], found[2:], strict=False)
