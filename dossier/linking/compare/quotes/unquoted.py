"""Quoted words that stand in another article without quotation marks."""

from __future__ import annotations

import base64
import json
import re
import zlib
from bisect import bisect_right
from collections import Counter, defaultdict
from collections.abc import Collection, Iterator, Mapping, Sequence
from functools import lru_cache

import numpy as np
from numpy.typing import NDArray

from dossier.linking.compare.quotes.pair_score import Wording
from dossier.linking.facts import ArticleFacts, DossierFacts
from dossier.linking.matching.cache import Cache, digest
from dossier.linking.text.alignment import INSIDE_WORDS, telling, tokens, words
from dossier.model import Span

_LETTERS = re.compile(r"[^\W_]+")
_TELLING = 4  # telling words in a row that no two writers choose by chance
_BEGUN = 3  # the same, where the first of them stand in marks
_FOREIGN = re.compile(r"[^\W\x00-\x7f]")
_MARK = re.compile(r"[“”\"]")
TRIGRAMS = "quote threes"
_MIX = 0x9E3779B1, 0x85EBCA6B  # odd numbers without pattern
_REST = 12  # characters of the words that stand outside the marks of a quotation which begins them
_MOST = 5  # articles; words that more of them have are a set phrase


def unmarked(
    everything: Sequence[Wording], groups: Sequence[Sequence[int]], facts: DossierFacts, cache: Cache
) -> list[list[Span]]:
    """Return, for each group of wordings, where articles that do not quote it have its words outside all marks.

    Where a quotation begins with the words and ends too early, those that quote the group elsewhere count as well.
    """
    quoting = [set().union(*(everything[member].articles for member in group)) for group in groups]
    found: list[dict[str, Span]] = [{} for _ in groups]
    ids = facts.ids
    for place, sought in _candidates(_wanted(everything, groups), facts, cache):
        id_ = ids[place]
        others = [(n, said) for n, said in sought if quoting[n] != {id_}]
        known = _occurrences(place, [said for _, said in others], facts, cache)
        for number, said in others:
            whole = telling(said.split()) >= _TELLING and id_ not in quoting[number]
            if outside := _first_place(known[said], whole=whole):
                found[number].setdefault(id_, Span(id_, *outside))
    return [list(spans.values()) if len(spans) <= _MOST else [] for spans in found]


def _first_place(places: Sequence[tuple[int, int, str, bool]], *, whole: bool) -> tuple[int, int, str] | None:
    """Return the first place that marks begin, or any where all the words may stand outside them."""
    return next(((start, end, text) for start, end, text, begun in places if begun or whole), None)


def _occurrences(
    place: int, saids: Sequence[str], facts: DossierFacts, cache: Cache
) -> dict[str, list[tuple[int, int, str, bool]]]:
    """Return where words stand in an article outside its quotations: start, end, text, whether marks begin them."""

    def search() -> str:
        return json.dumps(list(_outside_quotations(facts.articles[place], saids)), ensure_ascii=False)

    saids = list(dict.fromkeys(saids))
    if not saids:
        return {}
    kept = cache.texts("quote standing").get(digest(facts.key(place), saids), search)
    known: dict[str, list[tuple[int, int, str, bool]]] = {said: [] for said in saids}
    for at, start, end, text, begun in json.loads(kept):
        known[saids[at]].append((start, end, text, begun))
    return known


def _wanted(everything: Sequence[Wording], groups: Sequence[Sequence[int]]) -> Mapping[int, Sequence[tuple[int, str]]]:
    """Return the wordings that are looked for, each with the number of its group, by their rarest trigram."""
    found = [_LETTERS.findall(wording.text.lower()) for wording in everything]
    count = Counter(word for words_ in found for word in words_)
    wanted: defaultdict[int, list[tuple[int, str]]] = defaultdict(list)
    for number, group in enumerate(groups):
        for member in group:
            said, words_ = everything[member].said, found[member]
            if len(words_) > 2 and telling(said) >= _BEGUN:
                often = [count[word] for word in words_]
                sums = [a + b + c for a, b, c in zip(often, often[1:], often[2:], strict=False)]
                rarest = sums.index(min(sums))
                (code,) = _codes(words_[rarest : rarest + 3]).tolist()
                wanted[code].append((number, " ".join(said)))
    return wanted


def _candidates(
    wanted: Mapping[int, Sequence[tuple[int, str]]], facts: DossierFacts, cache: Cache
) -> Iterator[tuple[int, list[tuple[int, str]]]]:
    """Yield the place of each article, with the wordings whose rarest trigram it has."""
    packed = cache.sketches(TRIGRAMS, facts, trigram_sketch)
    trigrams = [np.frombuffer(base64.b64decode(codes), np.uint32) for codes in packed]
    codes = np.array(sorted(wanted), np.uint32)
    every = np.concatenate([np.zeros(0, np.uint32), *trigrams])
    at = np.searchsorted(codes, every)
    found = np.flatnonzero(codes[np.minimum(at, len(codes) - 1)] == every) if len(codes) else at[:0]
    places = np.searchsorted(np.cumsum([len(each) for each in trigrams]), found, "right")
    by_place: defaultdict[int, list[tuple[int, str]]] = defaultdict(list)
    for place, code in zip(places.tolist(), every[found].tolist(), strict=True):
        by_place[place] += wanted[code]
    yield from by_place.items()


def trigram_sketch(facts: ArticleFacts) -> str:
    """Return the trigrams (three words in a row) of an article's passages, as numbers in Base64."""
    text = facts.article.text
    found = [_codes(_LETTERS.findall(text[p.start : p.end].lower())) for p in facts.article.passages]
    return base64.b64encode(np.unique(np.concatenate(found)).tobytes() if found else b"").decode()


def _codes(words_: Sequence[str]) -> NDArray[np.uint32]:
    """Return a number for each trigram of words; two trigrams seldom have the same."""
    one = np.fromiter(map(_code, words_), np.uint32, len(words_))
    return one[:-2] * np.uint32(_MIX[0]) + one[1:-1] * np.uint32(_MIX[1]) + one[2:]


@lru_cache(maxsize=1 << 17)
def _code(word: str) -> int:
    return zlib.crc32(word.encode("utf-8", "surrogatepass"))


def _outside_quotations(facts: ArticleFacts, saids: Sequence[str]) -> Iterator[tuple[int, int, int, str, bool]]:
    """Return words in an article's passages outside quotations: which, start, end, text, whether marks begin them."""
    starts = [quotation.start for quotation in facts.quotations]
    sought = [tuple(said.split()) for said in saids]
    rarest, longest = _by_rarest(sought), {max(said, key=len) for said in sought}
    for passage in facts.article.passages:
        text = facts.article.text[passage.start : passage.end]
        if not _may_have(text, longest):
            continue
        for number, at in _runs_in(words(text), sought, rarest):
            there = tokens(text)
            start = passage.start + there[at].start
            end = passage.start + there[at + len(sought[number]) - 1].end
            k = bisect_right(starts, start) - 1
            if k >= 0 and facts.quotations[k].end + _REST >= end:
                continue
            begun = bool(_MARK.search(facts.article.text, max(0, start - 1), end - _REST))
            yield number, start, end, facts.article.text[start:end], begun


def _may_have(text: str, some: Collection[str]) -> bool:
    """Return whether a text may have one of some words as they are compared; quicker than to read its words."""
    if _FOREIGN.search(text):
        return True  # its letters are written otherwise in words that are compared
    plain = text.lower()
    for mark in INSIDE_WORDS:
        plain = plain.replace(mark, "")
    return any(word in plain for word in some)


def _by_rarest(sought: Sequence[tuple[str, ...]]) -> Mapping[str, list[tuple[int, int]]]:
    """Return runs of words by the word of each that fewest have, as their number and where it stands in them."""
    count = Counter(word for said in sought for word in set(said))
    found: defaultdict[str, list[tuple[int, int]]] = defaultdict(list)
    for number, said in enumerate(sought):
        offset = min(range(len(said)), key=lambda at: count[said[at]])
        found[said[offset]].append((number, offset))
    return found


def _runs_in(
    here: tuple[str, ...], sought: Sequence[tuple[str, ...]], rarest: Mapping[str, Sequence[tuple[int, int]]]
) -> list[tuple[int, int]]:
    """Return which runs of words stand in a passage's words, in order, with the first place of each."""
    found: dict[int, int] = {}
    for at, word in enumerate(here):
        for number, offset in rarest.get(word, ()):
            start, said = at - offset, sought[number]
            if start >= 0 and number not in found and here[start : start + len(said)] == said:
                found[number] = start
    return sorted(found.items())
