"""Other names that an article gives for one thing: acronyms in brackets, `also spelled Gaddafi`, `(now X)`."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Sequence
from itertools import pairwise
from typing import NamedTuple

from dossier.extracting.lexicon import in_any, listed, words
from dossier.extracting.lexicon.rules import Rule
from dossier.extracting.names.candidates.candidate import Candidate
from dossier.extracting.names.candidates.vocabulary import CapitalWord
from dossier.model import Article, Definition
from dossier.text.folding import fold

_BRACKET = re.compile(r" ?\((?:(?:the|or|known as)[ :]+)?[\"“‘]?([A-Z][A-Za-z&.\-]{1,9})( [A-Z][a-z]+)?[\"”’]?\)")
_WORD = re.compile(r"\w+")
_PART = re.compile(r"[^\s\-–]+")
_SMALL = frozenset({"of", "the", "and", "for", "on", "in", "to", "de", "del", "la", "des", "du", "&"})
# What stands between a name and its other name.
BETWEEN = re.compile(
    r" ?[,(] ?(?:who (?:is|was) |whose (?:[a-z]+ )?name (?:is|was) )?(?:"
    r"(?:(?:also|sometimes|often|variously|alternatively|otherwise|better|formerly|previously|once) )?"
    r"(?:spelled|spelt|given|written|transliterated|transcribed|rendered|known|called|named)(?: as)?"
    r"|formerly|previously|now|now called|now known as|a\.?k\.?a\.?|alias|n[ée]e|born|originally"
    r") (?:the )?[\"“‘]?"
)
_SHORTEST, _LONGEST = 4, 48  # characters of that


def find_definitions(article: Article, found: Iterable[Candidate]) -> list[Definition]:
    """Return acronyms in brackets after the name whose letters they take: `Peruvian National Police (PNP)`.

    The last word may stand whole: `Zorvan Telecom North (ZT North)`.
    """
    out = []
    for candidate in found:
        if len(candidate.words) < 2 or not (match := _BRACKET.match(article.text, candidate.end)):
            continue
        short, tail = match[1].rstrip("."), match[2] or ""
        full = article.text[candidate.start : candidate.end]
        spelt = full.endswith(tail) and abbreviates(short, full.removesuffix(tail))
        if spelt or (not tail and _has_foreign_letters(candidate, short)):
            text = article.text[candidate.start : match.end()]
            out.append(Definition(article.id, candidate.start, match.end(), text, full, short + tail))
    return out


_SHORTEST_LETTERS = 3


def _has_foreign_letters(candidate: Candidate, short: str) -> bool:
    """Return whether letters of another language stand behind a public body: `Ministry of Health (MINSAL)`."""
    known = candidate.key in words("organisations") and candidate.key not in listed("companies")
    bodies = known or any(word.key in words("public_bodies") for word in candidate.words)
    letters = short.replace("-", "")
    if not bodies or not letters.isupper() or len(letters) < _SHORTEST_LETTERS:
        return False
    return not in_any(fold(short), "country_codes", "place_abbreviations", "postal_states")


def joined(text: str, found: Sequence[Candidate]) -> list[Candidate]:
    """Make one candidate of the words that an acronym in brackets spells out, whatever rule had taken them apart.

    `European Low-fare Airlines Association (ELAA)`: a hyphen, a missing comma or an unusual link cut it, its initials
    show where it begins.
    """
    out: list[Candidate] = []
    for candidate in found:
        out.append(candidate)
        match = _BRACKET.match(text, candidate.end)
        start = _spelt_from(text, candidate.end, match[1]) if match else None
        if start is not None and start < candidate.start:
            _join_last(text, out, start)
    return out


def _join_last(text: str, out: list[Candidate], start: int) -> None:
    """Make one candidate of the last ones, from `start` on; none where it would begin inside a word."""
    whole = [c for c in out if c.end > start]
    first = whole[0]
    if first.start < start and all(word.start != start for word in first.words):
        return
    del out[-len(whole) :]
    if first.start < start:
        out.append(Candidate([w for w in first.words if w.start < start], first.line, first.initial, first.title))
        whole[0] = Candidate([w for w in first.words if w.start >= start], first.line)
    lead = [_lead_word(text, start + m.start(), start + m.end()) for m in _WORD.finditer(text[start : whole[0].start])]
    out.append(_one(text, whole, [word for word in lead if word.text[0].isupper()]))


def _lead_word(text: str, start: int, end: int) -> CapitalWord:
    """Return a word that begins a name though it begins none by itself: the first of `All Harbours Union (AHU)`."""
    return CapitalWord(start, end, text[start:end], fold(text[start:end]), "")


def _spelt_from(text: str, end: int, short: str) -> int | None:
    """Return where the words before `end` begin whose initials `short` is, small words left out or not."""
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


def _one(text: str, parts: Sequence[Candidate], lead: Sequence[CapitalWord]) -> Candidate:
    """Return one candidate of those that stand side by side, and of the words before them."""
    group = [*lead, *(CapitalWord(w.start, w.end, w.text, w.key, w.gap) for part in parts for w in part.words)]
    for before, word in pairwise(group):
        word.gap = text[before.end : word.start]
    first = parts[0]
    return Candidate(group, first.line, first.initial, first.title)


class Abbreviation(NamedTuple):
    """The letters of an acronym, the first letters of the words it may stand for, and these words folded."""

    letters: list[str]
    initials: list[str]
    capitals: list[str]  # the first letters of words with a capital
    full: str


def _initials(short: Abbreviation) -> bool:
    def begins(heads: list[str]) -> bool:
        return short.letters == heads[: len(short.letters)] and len(short.letters) >= len(heads) - 1

    return begins(short.capitals) or begins(short.initials)


def _last_initials(short: Abbreviation) -> bool:
    return len(short.letters) > 2 and short.capitals[-len(short.letters) :] == short.letters


def _with_its_nation(short: Abbreviation) -> bool:
    return len(short.capitals) > 1 and short.letters[1:] == short.capitals


def _letters_inside(short: Abbreviation) -> bool:
    letters, capitals = short.letters, short.capitals
    if len(capitals) < 2 or len(letters) > 5 or letters[0] != capitals[0]:
        return False
    return sum(head in letters for head in capitals) >= len(capitals) - 1 and _in_order(letters, short.full)


# How an acronym may be made of a name; each example is a name with its acronym in brackets.
ABBREVIATIONS: tuple[Rule[Callable[[Abbreviation], bool]], ...] = (
    Rule("initials, the last perhaps left out", _initials, "Zorvan Union of Kite And Lantern Makers Inc [ZUKALM]"),
    Rule("initials of the last words", _last_initials, "New South Zorvan State Emergency Service [SES]"),
    Rule("initial of the nation before them", _with_its_nation, "National Police [ZNP]"),
    Rule("letters inside the words", _letters_inside, "Zorvan Telecommunications [ZTEL]"),
)


def abbreviates(short: str, full: str) -> bool:
    """Return whether the letters of `short` stand in `full` in order, most of them at the beginning of words.

    The initial of the nation may be added: `National Police (PNP)`.
    """
    letters = [c for c in fold(short) if c.isalnum()]
    parts = _WORD.findall(full)
    capitals = [fold(w)[:1] for w in parts if w[0].isupper()]
    if len(letters) < 2 or not capitals:
        return False
    made = Abbreviation(letters, [fold(w)[:1] for w in parts], capitals, fold(full))
    return any(rule.applies(made) for rule in ABBREVIATIONS)


def _in_order(letters: list[str], text: str) -> bool:
    rest = iter(text)
    return all(letter in rest for letter in letters)


def find_aliases(article: Article, found: Iterable[Candidate]) -> list[Definition]:
    """Return the other names that an article gives, as definitions whose `short` is the other name."""
    out = []
    for name, other in pairwise(found):
        if not _SHORTEST < other.start - name.end < _LONGEST:
            continue
        if not name.type and not other.type and BETWEEN.fullmatch(article.text, name.end, other.start):
            full, short = article.text[name.start : name.end], article.text[other.start : other.end]
            out.append(Definition(article.id, name.start, other.end, article.text[name.start : other.end], full, short))
    return out


def is_alias(definition: Definition) -> bool:
    """Return whether a definition gives another name, and no acronym in brackets."""
    return not definition.text.rstrip(")").endswith(f"({definition.short}")
