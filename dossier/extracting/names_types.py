"""What kind of name a candidate is: evidence from its words and from the words around it, added up.

Every rule adds to the score of a type; the largest wins. `form` looks at the words alone and counts once for each
spelling in an article, `context` looks at the words around and is summed over all places where the spelling stands.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from dossier.extracting.lexicon import fold, listed, words
from dossier.extracting.names_segments import Candidate
from dossier.extracting.names_words import PARTICLES
from dossier.model import EntityType

Scores = dict[EntityType, float]

_BEFORE = re.compile(r"([\w.’'\-]*)[ \u00a0]?([\w.’'\-]+)([ \u00a0,\"“‘(]*)$")
_AFTER = re.compile(r"([ \u00a0]*['’]s?)?([ \u00a0]*[,(\"”’]*)[ \u00a0]*([\w.$%\-]*)[ \u00a0]?([\w\-]*)")
_AGE = re.compile(r",? \(?(?:aged )?\d{1,2}(?:[,.);]| and\b|$)|, an? \d{1,2}-year")
_MIXED = re.compile(r"^(?!Mc|Mac|De|Di|Le|La|Van|Fitz|O['’]|Du|Da|St|Al)[A-Za-z]*[a-z][A-Z]\w*$|^[A-Z]{2,}[a-z]+$")
_BODY_AFTER = frozenset(
    "shares stock shareholders executives employees officials spokesman spokeswoman spokesperson engineers products subsidiary newspaper "
    "customers investors news agency chief ceo chairman board lawmakers members fans players coach bosses headquarters reported "
    "website television channel studio games magazine".split()
)
_BODY_BEFORE = frozenset(
    "company firm agency newspaper rival website chipmaker maker giant network broadcaster magazine channel station daily team club "
    "group outlet tabloid site retailer bank airline studio manufacturer provider outfit startup acquire acquiring buy buying bought owns".split()
)
_PLACE_AFTER = frozenset(
    "region province district city town island coast border area county village airport state peninsula neighborhood neighbourhood suburb "
    "prefecture regency strait crossing river mountains".split()
)
_OF_PLACE = frozenset(
    "city town province region island village district state coast suburb port capital country county north south east west outskirts center centre streets kilometers kilometres miles km people kingdom resort parts areas".split()
)
_OF_BODY = frozenset(
    "ceo head chairman president director member members chief leader founder spokesman secretary acquisition purchase takeover analyst executive fan captain boss owner shares unit division subsidiary part".split()
)


@dataclass(frozen=True, slots=True)
class Around:
    """The two words before and after, folded, and whether a possessive or a comma stands between."""

    before2: str
    before: str
    before_gap: str
    possessive: bool
    gap: str
    after: str
    after2: str
    tail: str


def around(text: str, start: int, end: int) -> Around:
    """Look at what stands around a stretch."""
    left = _BEFORE.search(text, max(0, start - 40), start)
    tail = text[end : end + 48]
    right = _AFTER.match(tail)
    assert right
    before2, before, gap = (fold(left[1]), fold(left[2]), left[3]) if left else ("", "", "")
    return Around(before2, before, gap, bool(right[1]), right[2].strip(), fold(right[3]), fold(right[4]), tail)


def _add(scores: Scores, kind: EntityType, weight: float) -> None:
    scores[kind] = scores.get(kind, 0.0) + weight


def acronym(text: str) -> bool:
    """Whether a word is written as an acronym: `PNP`, `H-P`, `AT&T`."""
    return len(text) <= 7 and text.isupper() and len(text) >= 2


def form(candidate: Candidate) -> Scores:
    """What the words themselves say."""
    scores: Scores = {}
    group, key = candidate.words, candidate.key
    first, last = group[0].key, group[-1].key
    several = len(group) > 1
    shouted = candidate.line == "caps"
    plain_word = not several and key in listed("common")
    capital = acronym(group[0].text) and not shouted
    if key in words("orgs") and not (plain_word and not capital and len(key) < 4):
        _add(scores, "ORG", 2.0 if plain_word and not capital else 5.0)
    if key in listed("companies"):
        _add(scores, "ORG", 1.0 if key in listed("surnames") or plain_word else 2.5)
    if key in listed("countries") or key in words("places"):
        _add(scores, "PLACE", 5.0)
    elif key in listed("regions") or key in listed("cities"):
        person = key in listed("surnames") or key in listed("given") or first in listed("given")
        _add(scores, "PLACE", 1.5 if person else 3.0)
    if key in words("place_acronyms") and (capital or "." in key or several or len(key) > 3):
        _add(scores, "PLACE", 6.0)
    if key in words("events"):
        _add(scores, "EVENT", 6.0)
    if several:
        _add_heads(scores, candidate)
    if several and _person_shape(candidate):
        _add(scores, "PERSON", 3.0 if len(group) <= 4 else 1.0)
        if last in listed("surnames"):
            _add(scores, "PERSON", 1.5)
    elif several and last in listed("surnames") and not all(w.key in listed("common") for w in group):
        _add(scores, "PERSON", 1.0 if first not in listed("common") else 0.3)
    if (
        several
        and len(group) < 5
        and (any(len(w.key) == 1 for w in group[:-1]) or last in ("jr", "sr", "ii", "iii", "iv"))
    ):
        _add(scores, "PERSON", 2.0)
    if any(w.gap.strip() in PARTICLES for w in group[1:]) and last not in words("org_heads"):
        _add(scores, "PERSON", 1.0)
    if any("&" in w.gap or "&" in w.text for w in group):
        _add(scores, "ORG", 3.0)
    if not several:
        if key in listed("given"):
            _add(scores, "PERSON", 1.5)
        elif key in listed("surnames") and not plain_word:
            _add(scores, "PERSON", 1.2)
        if (
            acronym(group[0].text)
            and not shouted
            and key not in words("place_acronyms")
            and key not in listed("cities")
        ):
            _add(scores, "ORG", 3.0)
        if any(c.isdigit() for c in key) or key.endswith((".com", ".org", ".net")):
            _add(scores, "ORG", 2.0)
        if _MIXED.match(group[0].text):
            _add(scores, "ORG", 2.0)
    elif acronym(group[0].text) and not shouted and not scores:
        _add(scores, "ORG", 1.0)
    elif 2 <= len(group) <= 3 and not any(w.key in listed("common") for w in group):
        _add(scores, "PERSON", 0.8)
    elif several and all(w.key in listed("common") for w in group):
        _add(scores, "ORG", 0.7)
    return scores


def _person_shape(candidate: Candidate) -> bool:
    """Whether a name of several words begins with a given name and ends like a surname."""
    first, last = candidate.words[0].key, candidate.words[-1].key
    if first not in listed("given") or first in words("org_first"):
        return False
    if last in words("org_heads") or last in words("place_heads") or last in words("event_heads"):
        return (
            len(candidate.words) == 2
            and last in listed("surnames")
            and first not in listed("common")
            and first not in listed("cities")
        )
    return last not in listed("countries") or last in listed("surnames")


def _add_heads(scores: Scores, candidate: Candidate) -> None:
    """Evidence of the word that says what the thing is: the last, or the one before `of`."""
    group = candidate.words
    first, last = group[0].key, group[-1].key
    person = first in listed("given") and first not in listed("common") and len(group) == 2
    weak = 0.5 if person else 1.0
    if last in words("company_suffix"):
        _add(scores, "ORG", 5.0)
    elif last in words("org_heads"):
        _add(scores, "ORG", 4.0 * weak)
    if last in words("place_heads"):
        _add(scores, "PLACE", 4.0 * weak)
    if last in words("event_heads") and len(last) > 2:
        _add(scores, "EVENT", 3.5 * weak)
    if first in words("event_first"):
        _add(scores, "EVENT", 4.0)
    if first in words("place_first") and last not in words("org_heads"):
        _add(scores, "PLACE", 2.0)
    if first in words("org_first"):
        _add(scores, "ORG", 3.0)
    if (
        last in listed("countries")
        and first not in words("place_first")
        and first not in listed("given")
        and group[-1].gap == " "
    ):
        _add(scores, "ORG", 2.5)
    team = (
        last in words("orgs") or group[-1].text[0].isdigit() or (last.endswith("s") and last not in listed("surnames"))
    )
    if team and any(
        " ".join(w.key for w in group[:n]) in where
        for n in (1, 2)
        if n < len(group)
        for where in (listed("cities"), listed("regions"), words("places"), listed("countries"))
    ):
        _add(scores, "ORG", 4.0)
    for i in range(1, len(group)):
        if group[i].gap.startswith((" of", " for", " on", " and")):
            head = group[i - 1].key
            if head in words("org_heads") or head in ("house", "bank", "seal"):
                _add(scores, "ORG", 5.0)
            elif head in words("place_heads") or head in words("place_first"):
                _add(scores, "PLACE", 4.0)
            elif head in words("event_heads"):
                _add(scores, "EVENT", 4.0)


def context(candidate: Candidate, near: Around) -> Scores:
    """What the words around say."""
    scores: Scores = {}
    if candidate.title:
        _add(scores, "PERSON", 6.0)
    if near.before in words("titles") and near.before_gap.strip() in ("", ",") and near.before2 not in ("the",):
        _add(scores, "PERSON", 2.5)
    if _AGE.match(near.tail):
        _add(scores, "PERSON", 4.0)
    if not near.gap:
        if near.possessive:
            if near.after in words("kin"):
                _add(scores, "PERSON", 1.5)
            elif near.after in _BODY_AFTER:
                _add(scores, "ORG", 0.7)
        elif near.after in words("speech"):
            _add(scores, "PERSON", 1.5)
            _add(scores, "ORG", 0.7)
        elif near.after in words("acts"):
            _add(scores, "PERSON", 0.5)
            _add(scores, "ORG", 0.3)
        elif near.after in _PLACE_AFTER:
            _add(scores, "PLACE", 2.5)
        elif near.after in _BODY_AFTER:
            _add(scores, "ORG", 2.0)
    elif near.gap == "," and (near.after in words("kin") or near.after2 in words("kin")):
        _add(scores, "PERSON", 1.5)
    elif near.after in ("who", "whose"):
        _add(scores, "PERSON", 2.5)
    if near.before in ("told", "telling", "tells") and not near.before_gap.strip():
        _add(scores, "ORG", 1.0)
    elif near.before in words("speech") and not near.before_gap.strip():
        _add(scores, "PERSON", 0.8)
    if near.before.endswith("-year-old") and not near.before_gap.strip():
        _add(scores, "PERSON", 4.0)
    if near.before in ("in", "near", "at", "throughout", "across", "outside", "around"):
        _add(scores, "PLACE", 2.0 if near.before != "at" else 1.0)
    elif near.before in words("place_before"):
        _add(scores, "PLACE", 0.7)
    elif near.before == "the":
        _add(scores, "PERSON", -2.5)
        _add(scores, "ORG", 0.8)
    elif near.before == "of":
        if near.before2 in _OF_PLACE:
            _add(scores, "PLACE", 3.0)
        elif near.before2 in _OF_BODY:
            _add(scores, "ORG", 1.0)
    elif near.before in _BODY_BEFORE:
        _add(scores, "ORG", 2.0)
    elif near.before in ("by", "with", "and", "that", "for"):
        _add(scores, "PERSON", 0.3)
    return scores
