"""Quotations that stand by themselves: without the comma that led on to their speaker in the article."""

from __future__ import annotations

_COMMAS = frozenset(",،，、")
_CLOSING = frozenset("\"'”’»›“‘」』")


def alone(words: str) -> str:
    """Return the words between quotation marks without the comma that ends them."""
    bare = words.rstrip()
    return bare[:-1] if len(bare) > 1 and bare[-1] in _COMMAS else words


def end_alone(text: str, start: int, end: int) -> int:
    """Return where the words of `text[start:end]` end: before a comma that stands inside closing quotation marks."""
    bare = alone(text[start:end])
    return start + len(bare) if text[end : end + 1] in _CLOSING else end
