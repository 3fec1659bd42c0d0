"""Where a date or a number may begin: one scan of an article for both, as most of its words begin neither."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Sequence
from functools import cache, lru_cache

from dossier.extracting.dates.context import PATTERNS
from dossier.extracting.dates.counted import BACKWARD
from dossier.extracting.dates.vocabulary import READERS
from dossier.extracting.numerals.words import STARTS
from dossier.text.patterns import alternation

Candidate = tuple[int, str]
"""Where a word or a row of digits begins, and it in lower case."""
_DATES = frozenset(READERS) | frozenset(BACKWARD)
_NUMBERS = STARTS | {"a", "an"}
_DIGITS = frozenset("0123456789")
_LETTER = "a-z\u00c0-\u024f"  # of words in lower case, accents included


@cache
def _scan() -> re.Pattern[str]:
    """Return the pattern of all candidates; "a" and "the" only before words that make one of them."""
    words = alternation((_DATES | STARTS) - {"a", "the", *_GLYPHS})
    limited = f"{PATTERNS.written('one_of_time')}|{PATTERNS.written('the_of_date')}"
    return re.compile(f"[0-9{_GLYPHS}]+|(?<![{_LETTER}])(?:(?:{words})(?![{_LETTER}])|{limited})")


_GLYPHS = "".join(word for word in STARTS if not word.isalpha())


@lru_cache(maxsize=2)  # dates and quantities of an article ask in turn
def _candidates(text: str) -> tuple[list[Candidate], list[Candidate]]:
    lower = text.lower()
    if len(lower) != len(text):  # of all letters İ alone grows
        lower = text.replace("İ", "i").lower()
    found = [(match.start(), match[0]) for match in _scan().finditer(lower)]
    dates = [one for one in found if one[1] in _DATES or one[1][0] in _DIGITS]
    return dates, [one for one in found if one[1] in _NUMBERS or one[1][0] in _DIGITS]


def date_candidates(text: str, start: int, end: int) -> Sequence[Candidate]:
    """Return the words and digits between two offsets at which a date may begin, or end that is read backward."""
    return _between(_candidates(text)[0], start, end)


def number_candidates(text: str, start: int, end: int) -> Sequence[Candidate]:
    """Return the words and digits between two offsets at which a number may begin."""
    return _between(_candidates(text)[1], start, end)


def _between(found: Sequence[Candidate], start: int, end: int) -> Sequence[Candidate]:
    return found[bisect_left(found, (start, "")) : bisect_left(found, (end, ""))]
