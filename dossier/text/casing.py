"""Capital letters for what was kept in small ones: `chilean security minister` → `Chilean security minister`."""

from __future__ import annotations

import re
from collections.abc import Iterable

_BESIDE = 60  # characters before and behind a name in which what it is called stands


def cased(text: str, names: Iterable[str]) -> str:
    """Return a text with the words that stand in `names` (of places and peoples) written as they are there."""
    proper = {word.casefold(): word for name in names for word in name.split() if word[:1].isupper()}
    return " ".join(proper.get(word, word) for word in text.split())


def written_beside(words: str, text: str, start: int, end: int) -> str:
    """Return words kept in small letters as they stand just before or behind a stretch of a text; else empty.

    >>> written_beside("chilean minister", "Ana Vell, the Chilean Minister, left.", 0, 8)
    'Chilean Minister'
    """
    beside = text[max(0, start - _BESIDE) : end + _BESIDE]
    spaced = r"\s+".join(map(re.escape, words.split()))
    found = re.search(rf"\b{spaced}\b", beside, re.IGNORECASE)
    return " ".join(found[0].split()) if found else ""
