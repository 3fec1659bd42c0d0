"""Where the words of a query stand in a text: highlights, and fields that are kept in the catalogue.

Works on the query tree and plain words, so it is the same whatever engine found the passage.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from functools import lru_cache

from dossier.storing.query.tree import (
    Address,
    All,
    And,
    Articles,
    Field,
    Fuzzy,
    Not,
    Number,
    NumberTerm,
    Or,
    Phrase,
    Prefix,
    Published,
    QuantityNode,
    Query,
    Similar,
    Term,
)
from dossier.storing.text.stemming import other_forms, term
from dossier.storing.text.tokens import cut, fold, hyphened_words, joined, stem

Word = Term | Phrase | Prefix | Fuzzy


def leaves(query: Query) -> Iterator[Word | Field | Number | NumberTerm | QuantityNode]:
    """Yield the parts of a query that a passage can show, in order; what it must not have is left out."""
    if isinstance(query, And | Or):
        for part in query.parts:
            yield from leaves(part)
    elif not isinstance(query, Not | All | Published | Similar | Address | Articles):
        yield query


class _Meant(dict[str, bool]):
    """Which folded words a part of a query means; each is looked at once, as passages are shown by the dozen."""

    def __init__(self, means: Callable[[str], bool]) -> None:
        super().__init__()
        self._means = means

    def __missing__(self, word: str) -> bool:
        found = self[word] = self._means(word)
        return found


@lru_cache(maxsize=8)
def _meant(part: Term | Prefix | Fuzzy, exact: bool, language: str) -> _Meant:
    match part:
        case Prefix(word):
            return _Meant(lambda other: other.startswith(word))
        case Fuzzy(word, edits):
            return _Meant(lambda other: alike(word, other, edits))
        case Term(word):
            form = None if exact else term(word, language)
            if form is None:
                return _Meant(word.__eq__)
            first = word[0] if language == "en" else ""  # the rules for English leave the first letter as it is
            others = other_forms(word)
            # A stop word is never a form of another word, as in the index.
            return _Meant(lambda other: other in others or (other.startswith(first) and term(other, language) == form))


def occurrences(query: Query, words: Sequence[str], exact: bool = False, language: str = "en") -> list[tuple[int, int]]:
    """Return where a word, phrase, prefix or fuzzy word stands among folded words, as (first, last) in order.

    A plain word stands for all its forms unless `exact`; the words of a near stand each for itself.
    """
    match query:
        case Term() | Prefix() | Fuzzy():
            meant = _meant(query, exact, language)
            return [(i, i) for i, word in enumerate(words) if meant[word]]
        case Phrase((first, *_) as wanted, 0):
            size = len(wanted)
            begins = [i for i, word in enumerate(words) if word == first]
            return [(i, i + size - 1) for i in begins if tuple(words[i : i + size]) == wanted]
        case Phrase(wanted, slop):
            return _near(wanted, words, slop)
        case NumberTerm(wanted, _):
            return sorted({*occurrences(Phrase(wanted), words), *occurrences(Phrase((query.digits,)), words)})
    return []


def alike(word: str, other: str, edits: int) -> bool:
    """Return whether two words are at most so many edits apart; swapping neighbouring letters is one edit."""
    if abs(len(word) - len(other)) > edits:
        return False
    from rapidfuzz.distance import OSA  # no other query needs it

    return bool(OSA.distance(word, other, score_cutoff=edits) <= edits)


def _near(wanted: tuple[str, ...], words: Sequence[str], slop: int) -> list[tuple[int, int]]:
    """Return every wanted word that stands in a window which has all of them and at most `slop` others."""
    need = Counter(wanted)
    have = dict.fromkeys(need, 0)
    missing = len(wanted)
    places = [i for i, word in enumerate(words) if word in need]
    found: list[int] = []
    until = told = 0  # places[:until] were in the window, places[:told] are found where they answer
    for first, left in enumerate(places):
        while until < len(places) and places[until] - left < len(wanted) + slop:
            word = words[places[until]]
            missing -= have[word] < need[word]
            have[word] += 1
            until += 1
        if not missing:
            found += places[max(first, told) : until]
            told = until
        have[words[left]] -= 1
        missing += have[words[left]] < need[words[left]]
    return [(i, i) for i in found]


def highlights(
    query: Query, text: str, start: int, end: int, in_title: bool = False, language: str = "en"
) -> list[tuple[int, int]]:
    """Return the stretches of `text[start:end]` that answer the query, as sorted spans that do not overlap.

    A phrase is one span; a word that is everywhere in the language is one only where nothing else answers, as it is not
    asked of passages beside other words. `in_title` takes the parts about the title as well. Offsets are the text's.
    """
    words, matches = cut(text, start, end)
    hyphened = list(hyphened_words(text, start, end))
    spans: set[tuple[int, int]] = set()
    common: set[tuple[int, int]] = set()
    for part, is_common in _shown(query, in_title, language):
        told = common if is_common else spans
        for first, last in occurrences(part, words, language=language):
            told.add((start + matches[first].start(), start + matches[last].end()))
        told.update(match.span() for match in hyphened if _means(match[0], part))
    return without_overlap(spans or common)


@lru_cache(maxsize=16)  # an answer shows many passages
def _shown(query: Query, in_title: bool, language: str) -> tuple[tuple[Query, bool], ...]:
    """Return the parts of a query that a text can show, each with whether it is a word that is everywhere."""
    shown = ("quote", "title") if in_title else ("quote",)
    parts = [leaf.query if isinstance(leaf, Field) and leaf.name in shown else leaf for leaf in leaves(query)]
    return tuple((part, _is_common(part, language)) for part in parts)


def _is_common(part: Query, language: str) -> bool:
    return isinstance(part, Term) and term(part.word, language) is None


def _means(hyphened: str, part: Query) -> bool:
    """Return whether a word with hyphens is a form of one that is asked for without: `well-being` of `wellbeing`."""
    together = fold(joined(hyphened))
    return isinstance(part, Term) and together[:1] == part.word[:1] and stem(together) == stem(part.word)


def without_overlap(spans: set[tuple[int, int]]) -> list[tuple[int, int]]:
    """Return spans sorted, with those that overlap joined; spans that only touch stay two."""
    out: list[tuple[int, int]] = []
    for start, end in sorted(spans):
        if out and start < out[-1][1]:
            out[-1] = (out[-1][0], max(end, out[-1][1]))
        else:
            out.append((start, end))
    return out
