"""The words of an element of a page."""

from __future__ import annotations

import re
from itertools import islice
from typing import Any

HEADINGS = frozenset({"h1", "h2", "h3", "h4", "h5", "h6"})
MOST = 50
"""Elements of a kind that are looked into, however deep a page is nested."""
_WORD = re.compile(r"[\u3040-\u30ff\u3400-\u9fff]{1,2}|\w+")  # Chinese and Japanese do not part words


def words_of(element: Any) -> list[str]:
    """Return the words of an element, whatever they stand in."""
    return "".join(islice(element.itertext(), 1_000)).split()


def own_words(element: Any) -> int:
    """Count the words of prose that stand in an element itself or in marks of emphasis, links set aside."""
    words = len(_WORD.findall(element.text or ""))
    for child in element:
        if child.tag in {"b", "i", "em", "strong", "span", "font", "u", "sup", "small", "abbr", "q", "cite", "mark"}:
            words += len(_WORD.findall("".join(child.itertext())[:20_000]))
        words += len(_WORD.findall(child.tail or ""))
    return words
