"""Acronyms and what they stand for."""

from __future__ import annotations

import re
from collections.abc import Iterable

from dossier.extracting.lexicon import fold
from dossier.extracting.names_segments import Candidate
from dossier.model import Article, Definition

_BRACKET = re.compile(r" ?\((?:(?:the|or|known as)[ :]+)?[\"“‘]?([A-Z][A-Za-z&.\-]{1,9})[\"”’]?\)")
_WORD = re.compile(r"\w+")


def find_definitions(article: Article, found: Iterable[Candidate]) -> list[Definition]:
    """Find acronyms in brackets after the name whose letters they take: `Peruvian National Police (PNP)`."""
    out = []
    for candidate in found:
        if len(candidate.words) < 2 or not (match := _BRACKET.match(article.text, candidate.end)):
            continue
        short = match[1].rstrip(".")
        full = article.text[candidate.start : candidate.end]
        if abbreviates(short, full):
            text = article.text[candidate.start : match.end()]
            out.append(Definition(article.id, candidate.start, match.end(), text, full, short))
    return out


def abbreviates(short: str, full: str) -> bool:
    """Tell whether the letters of `short` stand in `full` in order, most of them at the beginning of words.

    The initial of the nation may be added: `National Police (PNP)`.
    """
    letters = [c for c in fold(short) if c.isalnum()]
    parts = _WORD.findall(full)
    initials = [fold(w)[:1] for w in parts]
    capitals = [fold(w)[:1] for w in parts if w[0].isupper()]
    if len(letters) < 2 or not capitals:
        return False
    if any(letters == heads[: len(letters)] and len(letters) >= len(heads) - 1 for heads in (capitals, initials)):
        return True
    if len(capitals) < 2:
        return False
    if letters[1:] == capitals:
        return True
    inside = len(letters) <= 5 and _in_order(letters, fold(full))
    return inside and letters[0] == capitals[0] and sum(head in letters for head in capitals) >= len(capitals) - 1


def _in_order(letters: list[str], text: str) -> bool:
    rest = iter(text)
    return all(letter in rest for letter in letters)
