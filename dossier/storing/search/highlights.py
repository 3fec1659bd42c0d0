"""Where the words of a query stand in a text: highlights, and fields that are kept in the catalogue.

Works on the query tree and plain words, so it is the same whatever engine found the passage.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence

from dossier.storing.search.query.tree import (
    Address,
    All,
    Amount,
    And,
    Field,
    Fuzzy,
    Not,
    Number,
    Numeral,
    Or,
    Phrase,
    Prefix,
    Published,
    Query,
    Similar,
    Term,
)
from dossier.storing.search.text.stemming import other_forms, term
from dossier.storing.search.text.tokens import HYPHENED, Token, fold, joined, stem, tokens

Word = Term | Phrase | Prefix | Fuzzy


def leaves(query: Query) -> Iterator[Word | Field | Number | Numeral | Amount]:
    """Give the parts of a query that a passage can show, in order; what it must not have is left out."""
    if isinstance(query, And | Or):
        for part in query.parts:
            yield from leaves(part)
    elif not isinstance(query, Not | All | Published | Similar | Address):
        yield query


def occurrences(query: Query, words: Sequence[str], exact: bool = False, language: str = "en") -> list[tuple[int, int]]:
    """Give where a word, phrase, prefix or fuzzy word stands among folded words, as (first, last) in order.

    A plain word stands for all its forms unless `exact`; the words of a near stand each for itself.
    """
    match query:
        case Phrase(wanted, 0):
            size = len(wanted)
            return [
                (i, i + size - 1)
                for i, word in enumerate(words)
                if word == wanted[0] and tuple(words[i : i + size]) == wanted
            ]
        case Phrase(wanted, slop):
            return _near(wanted, words, slop)
        case Term(word):
            form = None if exact else term(word, language)
            if form is None:
                return [(i, i) for i, other in enumerate(words) if other == word]
            # A stop word is never a form of another word, as in the index.
            others = other_forms(word)
            return [(i, i) for i, other in enumerate(words) if term(other, language) == form or other in others]
        case Numeral(wanted, _):
            return sorted({*occurrences(Phrase(wanted), words), *occurrences(Phrase((query.digits,)), words)})
        case Prefix(word):
            return [(i, i) for i, other in enumerate(words) if other.startswith(word)]
        case Fuzzy(word, edits):
            return [(i, i) for i, other in enumerate(words) if alike(word, other, edits)]
    return []


def alike(word: str, other: str, edits: int) -> bool:
    """Whether two words are at most so many edits apart; swapping neighbouring letters is one edit."""
    if abs(len(word) - len(other)) > edits:
        return False
    from rapidfuzz.distance import OSA  # no other query needs it

    return bool(OSA.distance(word, other, score_cutoff=edits) <= edits)


def _near(wanted: tuple[str, ...], words: Sequence[str], slop: int) -> list[tuple[int, int]]:
    """Give every wanted word that stands in a window which has all of them and at most `slop` others."""
    need = Counter(wanted)
    places = [i for i, word in enumerate(words) if word in need]
    found: set[int] = set()
    for first, left in enumerate(places):
        window = [i for i in places[first:] if i - left < len(wanted) + slop]
        have = Counter(words[i] for i in window)
        if all(have[word] >= count for word, count in need.items()):
            found.update(window)
    return [(i, i) for i in sorted(found)]


def highlights(
    query: Query, text: str, start: int, end: int, in_title: bool = False, language: str = "en"
) -> list[tuple[int, int]]:
    """Give the stretches of `text[start:end]` that answer the query, as sorted spans that do not overlap.

    A phrase is one span; a word that is everywhere in the language is one only where nothing else answers, as it is not
    asked of passages beside other words. `in_title` takes the parts about the title as well. Offsets are the text's.
    """
    found: list[Token] = tokens(text, start, end)
    words = [token.word for token in found]
    hyphens = HYPHENED.search(text, start, end) if "-" in text[start:end] else None
    spans: set[tuple[int, int]] = set()
    common: set[tuple[int, int]] = set()
    shown = ("quote", "title") if in_title else ("quote",)
    for leaf in leaves(query):
        part = leaf.query if isinstance(leaf, Field) and leaf.name in shown else leaf
        told = common if isinstance(part, Term) and term(part.word, language) is None else spans
        told.update(
            (found[first].start, found[last].end) for first, last in occurrences(part, words, language=language)
        )
        if hyphens and isinstance(part, Term):
            told.update(_written_with_hyphens(part.word, text, start, end))
    return without_overlap(spans or common)


def _written_with_hyphens(word: str, text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    """Return where a word stands with hyphens: `wellbeing` as `well-being`."""
    for match in HYPHENED.finditer(text, start, end):
        if len(match[0]) >= len(word) and stem(fold(joined(match[0]))) == stem(word):
            yield match.span()


def without_overlap(spans: set[tuple[int, int]]) -> list[tuple[int, int]]:
    """Join spans that overlap, and sort them; spans that only touch stay two."""
    out: list[tuple[int, int]] = []
    for start, end in sorted(spans):
        if out and start < out[-1][1]:
            out[-1] = (out[-1][0], max(end, out[-1][1]))
        else:
            out.append((start, end))
    return out
