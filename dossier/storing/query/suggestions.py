"""What a query that makes no sense may have been meant to say."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Final, Protocol, TypeAlias

from dossier.storing.query.tree import FIELDS, SLOTS

Edit: TypeAlias = tuple[int, int, str]  # from, to, what to put there
_MOST_EDITS = 4  # a query with more mistakes is guesswork

EXAMPLES: Final = {
    "date": ", such as date:2025-11-28, date:2025-11, date:2025-11-28..2025-12-01 or date:..2025",
    "number": ", such as number:60, number:100..500 or number:>=1.5m",
    "person": ", such as person:duarte",
    "title": ", such as title:ferry",
    "similar": ", such as similar:ARTICLE#char=120,380",
}
# What people call the fields.
_ALSO: Final = {
    "author": "byline",
    "by": "byline",
    "reporter": "byline",
    "source": "outlet",
    "paper": "outlet",
    "publisher": "outlet",
    "site": "outlet",
    "organisation": "org",
    "organization": "org",
    "company": "org",
    "location": "place",
    "country": "place",
    "city": "place",
    "name": "entity",
    "who": "entity",
    "said": "speaker",
    "says": "speaker",
    "quotes": "quote",
    "saying": "quote",
    "headline": "title",
    "day": "date",
    "published": "date",
    "amount": "number",
    "value": "number",
    "like": "similar",
    "related": "similar",
}
_SMALL = re.compile(r"[\w)]\s+(or|not)\s+[\w(]")
_QUOTED = re.compile(r"[\"“„«»][^\"”“»«]*[\"”»«]")


class SyntaxProblem(Protocol):
    """A mistake that may know what to change."""

    edit: Edit | None


def mended(text: str, error: SyntaxProblem, wrong: Callable[[str], SyntaxProblem | None]) -> str | None:
    """Return the query with its mistakes mended; None where nobody knows how. `wrong` finds the next mistake."""
    found: SyntaxProblem | None = error
    for _ in range(_MOST_EDITS):
        if found is None or found.edit is None:
            return None
        start, end, instead = found.edit
        text = text[:start] + instead + text[end:]
        found = wrong(text)
        if found is None:
            return " ".join(text.split())
    return None


def small_operator(text: str) -> str | None:
    """Return a notice that an operator in small letters is read as a word: `ferry or tram` finds what has all three."""
    found = _SMALL.search(_QUOTED.sub(" ", text))
    return f"“{found[1]}” is read as a word here; in capitals, {found[1].upper()} is an operator." if found else None


def nearest_field(name: str) -> str | None:
    """Return the field that somebody may have meant."""
    return _ALSO.get(name) or _nearest(name, FIELDS)


def nearest_slot(name: str) -> str | None:
    """Return the place for a name that somebody may have meant, with its brackets."""
    found = _nearest(_ALSO.get(name, name), [slot.strip("<>") for slot in SLOTS])
    return f"<{found}>" if found else None


def _nearest(name: str, names: tuple[str, ...] | list[str]) -> str | None:
    from rapidfuzz import process

    near = process.extractOne(name, names, score_cutoff=60)
    return near[0] if near else None
