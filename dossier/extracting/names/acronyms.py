"""Acronyms and what they stand for."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from itertools import pairwise

from dossier.extracting.names.segments import Candidate
from dossier.extracting.names.vocabulary import Word
from dossier.model import Article, Definition
from dossier.text.folding import fold

_BRACKET = re.compile(r" ?\((?:(?:the|or|known as)[ :]+)?[\"“‘]?([A-Z][A-Za-z&.\-]{1,9})[\"”’]?\)")
_WORD = re.compile(r"\w+")
_PART = re.compile(r"[^\s\-–]+")
_SMALL = frozenset({"of", "the", "and", "for", "on", "in", "to", "de", "del", "la", "des", "du", "&"})


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


def joined(text: str, found: Sequence[Candidate]) -> list[Candidate]:
    """Make one candidate of the words that an acronym in brackets spells out, whatever had taken them apart.

    `European Low-fare Airlines Association (ELAA)`: a hyphen, a missing comma or an unusual link cut it, its initials
    show where it begins.
    """
    out: list[Candidate] = []
    for candidate in found:
        out.append(candidate)
        match = _BRACKET.match(text, candidate.end)
        start = _spelt_from(text, candidate.end, match[1]) if match else None
        if start is None or start >= candidate.start:
            continue
        whole = [c for c in out if c.end > start]
        if whole[0].start < start and all(word.start != start for word in whole[0].words):
            continue  # it would begin inside a word
        del out[-len(whole) :]
        if whole[0].start < start:
            first = whole[0]
            out.append(Candidate([w for w in first.words if w.start < start], first.line, first.initial, first.title))
            whole[0] = Candidate([w for w in first.words if w.start >= start], first.line)
        out.append(_one(text, whole))
    return out


def _spelt_from(text: str, end: int, short: str) -> int | None:
    """Find where the words before `end` begin whose initials `short` is, small words left out or not."""
    letters = [c for c in fold(short) if c.isalnum()]
    floor = max(text.rfind("\n", 0, end) + 1, end - 16 * len(letters))
    words = list(_PART.finditer(text, floor, end))
    for word in reversed(words):
        head = fold(word[0][:1])
        if letters and head == letters[-1]:
            letters.pop()
        elif word[0] not in _SMALL and not (word[0].islower() and text[word.start() - 1] in "-–"):
            return None
        if not letters:
            return word.start() if word[0][:1].isupper() else None
    return None


def _one(text: str, parts: Sequence[Candidate]) -> Candidate:
    """Join candidates that stand side by side to one."""
    group = [Word(w.start, w.end, w.text, w.key, w.gap) for part in parts for w in part.words]
    for before, word in pairwise(group):
        word.gap = text[before.end : word.start]
    first = parts[0]
    return Candidate(group, first.line, first.initial, first.title)


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
    if len(letters) > 2 and capitals[-len(letters) :] == letters:
        return True  # New South Wales State Emergency Service (SES)
    if letters[1:] == capitals:
        return True
    inside = len(letters) <= 5 and _in_order(letters, fold(full))
    return inside and letters[0] == capitals[0] and sum(head in letters for head in capitals) >= len(capitals) - 1


def _in_order(letters: list[str], text: str) -> bool:
    rest = iter(text)
    return all(letter in rest for letter in letters)
