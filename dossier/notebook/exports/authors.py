"""A byline as separate people, where it names people and nothing else."""

from __future__ import annotations

import re
from dataclasses import dataclass

_BETWEEN = re.compile(r"\s*(?:,|;|/|&|\band\b|\by\b|\bet\b|\bund\b|\be\b)\s*")
_PERSON = re.compile(r"(?:[^\W\d_][\w’'.-]*)(?: (?:[^\W\d_][\w’'.-]*)){1,4}")
_PARTICLES = frozenset({
    "al", "bin", "da", "de", "del", "della", "den", "der", "di", "dos", "du", "el", "la", "las", "le", "los", "van",
    "von", "y",
})  # fmt: skip
_NO_PERSON = frozenset({
    "agencies", "agency", "associated", "bureau", "correspondent", "desk", "editor", "editorial", "news", "newsroom",
    "press", "redaction", "reporter", "reuters", "service", "staff", "team", "wire", "writer",
})  # fmt: skip


@dataclass(frozen=True, slots=True)
class Author:
    """A person of a byline: the family name with its particles, and the given names."""

    family: str
    given: str


def authors(byline: str) -> list[Author]:
    """Return the people of a byline; none where a part of it is not a name of a person, such as a desk or an agency.

    “Ana María de la Cruz and Tom Reed” → de la Cruz, Ana María; Reed, Tom. The family name is taken to be the last
    word: where a culture puts it first, or a person has two, that is not known here.
    """
    found = []
    for part in filter(None, _BETWEEN.split(byline.strip())):
        words = part.split()
        if not _PERSON.fullmatch(part) or _NO_PERSON & {word.casefold() for word in words} or not words[0][0].isupper():
            return []
        at = len(words) - 1
        while at > 1 and words[at - 1].casefold() in _PARTICLES:
            at -= 1
        found.append(Author(" ".join(words[at:]), " ".join(words[:at])))
    return found
