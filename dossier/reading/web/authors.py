"""Who wrote a page, where it says so only outside of its text: an element whose name says that it holds a byline."""

from __future__ import annotations

import re
from typing import Any

from dossier.reading.text.head import bylines
from dossier.reading.web.counting import words_of
from dossier.reading.web.dates import among_others
from dossier.reading.web.tree import is_side, label

_NAMED = re.compile(r"(?<![a-z])(?:by-?line|by-?author|author(?:-?name|-?link)?|autor|auteur)(?![a-z])", re.IGNORECASE)
_LONGEST = 20  # words


def signed(root: Any) -> str | None:
    """Return who the elements named after the author name, where all name the same; comments and lists apart."""
    found = {
        names
        for element in root.iter("p", "div", "span", "cite", "a", "address", "li", "td", "em", "small", "strong")
        if (names := _names(element))
    }
    return found.pop() if len(found) == 1 else None


def _names(element: Any) -> str | None:
    """Return the people that an element named after the author consists of, beside a date."""
    if not _NAMED.search(label(element)):
        return None
    line = words_of(element)
    if len(line) > _LONGEST or among_others(element) or any(is_side(outer) for outer in element.iterancestors()):
        return None
    return bylines.beside_date(" ".join(line))
