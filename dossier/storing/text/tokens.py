"""What counts as a word, and which words count as the same.

Everything that compares words goes through here: the index, queries, highlights. So a query's words are cut
and folded exactly as the text was, and what matches can be highlighted. Pure; offsets are code points.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from functools import cache, lru_cache
from pathlib import Path
from typing import NamedTuple

from whoosh.lang.porter import stem as _porter

from dossier.text import data_files, folding

# Marks that may stand inside a word without ending it: combining accents (decomposed text), soft hyphen, zero-width
# space and joiners, word joiner; the vowel signs of Hebrew and Arabic, and the stroke that stretches an Arabic word.
# Folding drops them.
_INSIDE = (
    "\u0300-\u036f\u00ad\u200b-\u200d\u2060\u0591-\u05bd\u05bf\u05c1\u05c2\u05c4\u05c5\u05c7"
    "\u0610-\u061a\u0640\u064b-\u065f\u0670\u06d6-\u06dc\u06df-\u06e4\u06e7\u06e8\u06ea-\u06ed"
)
# Scripts written without spaces: each sign is a word, so that a run of them is found as a phrase.
_SIGNS = "\u3040-\u30ff\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\U00020000-\U0002ffff"
# The same with signs that marks belong to: Thai, Lao, Burmese, Khmer; each letter with its marks is a word.
_LETTERS_UNSPACED = (
    "\u0e01-\u0e30\u0e32\u0e33\u0e40-\u0e46\u0e81-\u0eb0\u0eb2\u0eb3\u0ebd-\u0ec6\u1000-\u102a\u103f\u1780-\u17b3"
)
_MARKS_UNSPACED = "\u0e31\u0e34-\u0e3a\u0e47-\u0e4e\u0eb1\u0eb4-\u0ebc\u0ec8-\u0ece\u102b-\u103e\u17b4-\u17d3\u17dd"
_APART = _SIGNS + _LETTERS_UNSPACED + _MARKS_UNSPACED
# A number with its separators, else letters; never the s of a possessive.
WORD = (
    rf"\d+(?:[.,]\d+)*|[{_SIGNS}]|[{_LETTERS_UNSPACED}][{_MARKS_UNSPACED}]*"
    rf"|(?:(?<!['’])|(?![sS]\b))[^\W\d_{_APART}{_INSIDE}][^\W_{_APART}{_INSIDE}]*(?:[{_INSIDE}]+[^\W_{_APART}]*)*"
)
# The same where none of these marks and signs stand, in half the time; the s of a possessive is cut with its sign.
_PLAIN_WORD = re.compile(r"[^\W\d_][^\W_]*|\d+(?:[.,]\d+)*|'[sS]\b")
_ASCII_WORD = re.compile(r"[A-Za-z][A-Za-z0-9]*|[0-9]+(?:[.,][0-9]+)*|'[sS]\b")
_UNUSUAL = f"[{_APART}{_INSIDE}]"
_SOFT_HYPHEN = "\u00ad"
# Signs that end a word as a space does; a text without other signs beyond ASCII is cut faster.
_PUNCTUATION = ("“", "”", "–", "—", "…", "‘", "\u00a0")
HYPHENS = "-\u2010\u2011"
_HYPHEN = re.compile(f"[{HYPHENS}]")
HYPHENED = re.compile(rf"[^\W\d_][^\W_]*(?:[{HYPHENS}][^\W_]+)+")
"""Words with hyphens between them, which some write in one."""
LONGEST = 64  # letters of a word that are compared; what is longer is not a word, and would only fill the index
THOUSANDS = re.compile(r",(?=\d{3}(?:\D|$))")
STOP_WORDS = frozenset(data_files.entries(Path(__file__).parent / "stop_words" / "en.txt"))
"""English words that are too common to rank by; a phrase still finds them."""


class Token(NamedTuple):
    """A word where it stands; `word` is folded."""

    word: str
    start: int
    end: int


@lru_cache(maxsize=200_000)
def fold(text: str) -> str:
    """Return a word without case, accents, ligatures and thousands separators: `Jerí` → `jeri`, `330,000` → `330000`.

    Of the s of a possessive, which `pieces` may give, nothing is left.
    """
    if text.isascii():
        if text[:1] == "'":
            return ""
        return (THOUSANDS.sub("", text) if text[:1].isdigit() else text).lower()[:LONGEST]
    return THOUSANDS.sub("", unicodedata.normalize("NFC", text)).translate(_FOLDED)[:LONGEST]


class _Folded(dict[int, str]):
    """What folding makes of a letter, worked out when it is first asked for."""

    def __missing__(self, code: int) -> str:
        self[code] = found = _folded(chr(code))
        return found


_FOLDED = _Folded()
_HANGUL = range(0xAC00, 0xD7A4)


def _folded(letter: str) -> str:
    # Decomposed, each syllable of Hangul would be three letters.
    return letter if ord(letter) in _HANGUL else folding.fold(letter)


@cache
def folds() -> dict[int, str]:
    """Return every letter and mark of words that folding changes, by code point, with what it makes of it."""
    spans = [(0, 0x3400), (0xA000, 0xAC00), (0xD7A4, 0xD800), (0xE000, 0x20000), (0x2F800, 0x2FA20)]
    every = "".join(map(chr, (code for since, until in spans for code in range(since, until))))
    letters = re.findall(rf"[^\W_]|[{_INSIDE}]", every)
    # A line end stands between them, so that all are folded at once.
    folded = folding.fold.__wrapped__("\n".join(letters)).split("\n")
    return {ord(letter): made for letter, made in zip(letters, folded, strict=True) if made != letter}


@lru_cache(maxsize=200_000)
def stem(word: str) -> str:
    """Return the stem of a folded word by Porter's rules for English; they leave other alphabets and numbers alone."""
    return str(_porter(word))


def tokens(text: str, start: int = 0, end: int | None = None) -> list[Token]:
    """Return the folded words of a stretch of text, with offsets into the whole text."""
    found = zip(*cut(text, start, end), strict=True)
    return [Token(word, start + match.start(), start + match.end()) for word, match in found]


def cut(text: str, start: int = 0, end: int | None = None) -> tuple[list[str], list[re.Match[str]]]:
    """Return the folded words of a stretch of text, and the match of each; their offsets count from `start`."""
    pattern, part = _cutting(text[start:end])
    matches = list(pattern.finditer(part))
    words = [fold(match[0]) for match in matches]
    if "" not in words:
        return words, matches
    kept = [i for i, word in enumerate(words) if word]
    return [words[i] for i in kept], [matches[i] for i in kept]


def pieces(text: str, start: int = 0, end: int | None = None) -> list[str]:
    """Return the words of a stretch of text as they stand; `fold` may leave nothing of one."""
    pattern, part = _cutting(text[start:end])
    return pattern.findall(part)


def _cutting(text: str) -> tuple[re.Pattern[str], str]:
    """Return the fastest pattern that cuts a text, and the text for it, sign for sign as long."""
    if not text.isascii():
        text = text.replace("’", "'")
        for sign in _PUNCTUATION:
            text = text.replace(sign, " ")
        if not text.isascii():
            return (_any_word() if _is_unusual(text) else _PLAIN_WORD), text
    return _ASCII_WORD, text


def _is_unusual(text: str) -> bool:
    """Return whether one of the marks or signs stands in a text that `_PLAIN_WORD` does not know."""
    try:
        text.encode("latin-1")
    except UnicodeEncodeError:
        return _unusual().search(text) is not None
    return _SOFT_HYPHEN in text  # the only one of them in Latin-1


# Compiling these two takes longer than anything else at the start of a search, and few texts need them.


@cache
def _unusual() -> re.Pattern[str]:
    return re.compile(_UNUSUAL)


@cache
def _any_word() -> re.Pattern[str]:
    return re.compile(WORD)


def joined(hyphened: str) -> str:
    """Return hyphened words in one: `well-being` → `wellbeing`."""
    return hyphened.replace("-", "").replace("\u2010", "").replace("\u2011", "")


def joined_words(text: str) -> list[str]:
    """Return the words with hyphens between their parts, each in one."""
    if text.isascii() and "-" not in text:
        return []
    return [joined(match[0]) for match in hyphened_words(text, 0, len(text))]


def hyphened_words(text: str, start: int, end: int) -> Iterator[re.Match[str]]:
    """Return the words with hyphens between their parts; only what stands between blanks around a hyphen is cut."""
    at = _next_hyphen(text, start, end)
    while at >= 0:
        begin, close = text.rfind(" ", start, at), text.find(" ", at, end)
        close = end if close < 0 else close
        yield from HYPHENED.finditer(text, start if begin < 0 else begin, close)
        at = _next_hyphen(text, close, end)


def _next_hyphen(text: str, start: int, end: int) -> int:
    if text.isascii():
        return text.find("-", start, end)
    found = _HYPHEN.search(text, start, end)
    return found.start() if found else -1


def words(text: str, start: int = 0, end: int | None = None) -> list[str]:
    """Return only the folded words of a stretch of text: what the index holds."""
    return [word for word in map(fold, pieces(text, start, end)) if word]
