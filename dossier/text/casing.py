"""Capital letters for what was kept in small ones: `chilean security minister` → `Chilean security minister`."""

from __future__ import annotations

from collections.abc import Iterable


def cased(text: str, names: Iterable[str]) -> str:
    """Return a text with the words that stand in `names` (of places and peoples) written as they are there."""
    proper = {word.casefold(): word for name in names for word in name.split() if word[:1].isupper()}
    return " ".join(proper.get(word, word) for word in text.split())
