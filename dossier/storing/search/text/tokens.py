"""What counts as a word, and which words count as the same.

Everything that compares words goes through here: the index, queries, highlights. So a query's words are cut
and folded exactly as the text was, and what matches can be highlighted. Pure; offsets are code points.
"""

from __future__ import annotations

import re
from functools import lru_cache
from typing import NamedTuple

from whoosh.lang.porter import stem as _porter

from dossier.text import folding

# Marks that may stand inside a word without ending it: combining accents (decomposed text), soft hyphen,
# zero-width space and joiners, word joiner. Folding drops them.
_INSIDE = "\u0300-\u036f\u00ad\u200b-\u200d\u2060"
# Scripts written without spaces: each sign is a word, so that a run of them is found as a phrase.
_SIGNS = "\u3040-\u30ff\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\U00020000-\U0002ffff"
# A number with its separators, else letters; never the s of a possessive.
_WORD = re.compile(
    rf"\d+(?:[.,]\d+)*|[{_SIGNS}]"
    rf"|(?:(?<!['’])|(?![sS]\b))[^\W\d_{_SIGNS}{_INSIDE}][^\W_{_SIGNS}{_INSIDE}]*(?:[{_INSIDE}]+[^\W_{_SIGNS}]*)*"
)
_LONGEST = 64  # letters of a word that are compared; more is no word, and must not swell the index
_THOUSANDS = re.compile(r",(?=\d{3}(?:\D|$))")
# Too common to rank by; a phrase still finds them.
STOP_WORDS = frozenset(
    [
        "a",
        "an",
        "and",
        "are",
        "as",
        "at",
        "be",
        "but",
        "by",
        "for",
        "from",
        "had",
        "has",
        "have",
        "he",
        "her",
        "his",
        "i",
        "if",
        "in",
        "into",
        "is",
        "it",
        "its",
        "not",
        "of",
        "on",
        "or",
        "she",
        "so",
        "t",
        "than",
        "that",
        "the",
        "their",
        "them",
        "then",
        "there",
        "these",
        "they",
        "this",
        "to",
        "was",
        "we",
        "were",
        "which",
        "who",
        "will",
        "with",
        "would",
        "you",
    ]
)


class Token(NamedTuple):
    """A word where it stands; `word` is folded."""

    word: str
    start: int
    end: int


@lru_cache(maxsize=200_000)
def fold(text: str) -> str:
    """Fold case, accents, ligatures and thousands separators away: `Jerí`, `JERI` → `jeri`, `330,000` → `330000`."""
    folded = folding.fold(text)
    return (_THOUSANDS.sub("", folded) if "," in folded else folded)[:_LONGEST]


@lru_cache(maxsize=200_000)
def stem(word: str) -> str:
    """Give the stem of a folded word, by Porter's rules for English; other alphabets and numbers stay as they are."""
    return str(_porter(word)) if word.isascii() and word.isalpha() else word


def tokens(text: str, start: int = 0, end: int | None = None) -> list[Token]:
    """Cut a stretch of text into folded words, with offsets into the whole text."""
    out = []
    for match in _WORD.finditer(text, start, len(text) if end is None else end):
        word = fold(match[0])
        if word:
            out.append(Token(word, match.start(), match.end()))
    return out


def pieces(text: str, start: int = 0, end: int | None = None) -> list[str]:
    """Give the words of a stretch of text as they stand; `fold` may leave nothing of one."""
    return _WORD.findall(text, start, len(text) if end is None else end)


def words(text: str, start: int = 0, end: int | None = None) -> list[str]:
    """Give only the folded words of a stretch of text: what the index holds."""
    return [word for word in map(fold, pieces(text, start, end)) if word]
