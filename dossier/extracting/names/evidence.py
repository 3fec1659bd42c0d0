"""What kind of name a candidate is: evidence from its words and from the words around it, added up.

Every rule adds to the score of a type; the largest wins. `form` looks at the words alone and counts once for each
spelling in an article, `context` looks at the words around and is summed over all places where the spelling stands.
The weights were set by hand on half of the development dossiers and checked on the other half.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from itertools import pairwise

from dossier.extracting.lexicon import common, in_any, listed, place, town, words
from dossier.extracting.names.segments import Candidate, spoken
from dossier.extracting.names.vocabulary import organisation, region
from dossier.model import EntityType
from dossier.text.folding import fold

Scores = dict[EntityType, float]

# What stands before, read backward from the name: what separates them, the word before, and the one before that.
_BEFORE = re.compile(r"([ \u00a0,\"“‘(]*)([\w.’'\-]+)(?:[ \u00a0]([\w.’'\-]*))?")
_AFTER = re.compile(r"([ \u00a0]*['’]s?)?([ \u00a0]*[,(\"”’]*)[ \u00a0]*([\w.$%\-]*)[ \u00a0]?([\w\-]*)")
_AGE = re.compile(r",? \(?(?:aged )?\d{1,2}(?:[,.);]| and\b|$)|, an? \d{1,2}-year")
_MIXED = re.compile(r"^(?!Mc|Mac|De|Di|Le|La|Van|Fitz|O['’]|Du|Da|St|Al)[A-Za-z]*[a-z][A-Z]\w*$|^[A-Z]{2,}[a-z]+$")
_ADJECTIVES = frozenset({"new", "old", "upper", "lower", "greater"})
_FIRM = 40.0  # whatever stands around it: “US lawmakers” says nothing of a body
_OWNER = re.compile(r", [\w.]+['’]s")
_LISTING = frozenset({"are", "were", "including", "include", "like", "as", "namely", "called", "named"})
_FIRMLY_IN = frozenset({"in", "near", "throughout", "across", "outside", "around"})


@dataclass(frozen=True, slots=True)
class Around:
    """The two words before and after, folded, and what stands between."""

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
    stop = start - (text[start - 1 : start] == "\n")
    left = _BEFORE.match(text[max(0, start - 40) : stop][::-1])
    tail = text[end : end + 48]
    right = _AFTER.match(tail)
    assert right  # every part of the pattern may be empty
    before2 = before = gap = ""
    if left:
        first, word = left[3], left[2][::-1]
        if first is None:  # nothing but the word on its line: its last letter stands for it
            first, word = word[-2::-1], word[-1]
        before2, before, gap = fold(first[::-1]), fold(word), left[1][::-1].strip()
    return Around(before2, before, gap, bool(right[1]), right[2].strip(), fold(right[3]), fold(right[4]), tail)


def acting(near: Around) -> bool:
    """Tell whether the words after a name make it an owner, or the doer of something."""
    return near.possessive or (not near.gap and in_any(near.after, "speech_verbs", "action_verbs"))


def acronym(text: str) -> bool:
    """Tell whether a word is written as an acronym: `PNP`, `H-P`, `AT&T`."""
    return 2 <= len(text) <= 7 and text.isupper()


def _add(scores: Scores, kind: EntityType, weight: float) -> None:
    scores[kind] = scores.get(kind, 0.0) + weight


def form(candidate: Candidate) -> Scores:
    """Score what the words themselves say."""
    scores: Scores = {}
    _add_listed(scores, candidate)
    if any("&" in w.gap or "&" in w.text for w in candidate.words):
        _add(scores, "ORG", 3.0)
    if len(candidate.words) > 1:
        _add_heads(scores, candidate)
        _add_several(scores, candidate)
    else:
        _add_single(scores, candidate)
    return scores


def _add_listed(scores: Scores, candidate: Candidate) -> None:
    """Add what the lists say of the whole name."""
    key, first = candidate.key, candidate.words[0]
    several = len(candidate.words) > 1
    capital = acronym(first.text) and candidate.line != "caps"
    small = not several and not capital and common(key)
    if organisation(key) and not (small and len(key) < 4):
        _add(scores, "ORG", 2.0 if small else 5.0)
    if key in listed("companies"):
        _add(scores, "ORG", 1.0 if small or key in listed("surnames") else 2.5)
    if key in listed("countries") or key in words("places"):
        _add(scores, "PLACE", _FIRM if key in listed("countries") else 8.0 if several else 5.0)
    elif place(key):
        person = key in listed("surnames") or key in listed("given") or first.key in listed("given")
        _add(scores, "PLACE", 1.6 if person else 3.0)
    elif town(key) and not capital:
        _add(scores, "PLACE", 1.2)
    if region(key) and (capital or "." in key or several or len(key) > 3):
        _add(scores, "PLACE", _FIRM)
    if key in words("events"):
        _add(scores, "EVENT", 6.0)


def _add_single(scores: Scores, candidate: Candidate) -> None:
    """Add what a single word is by its looks."""
    key, text = candidate.key, candidate.words[0].text
    if key in listed("given"):
        _add(scores, "PERSON", 1.5)
    elif key in listed("surnames") and not common(key):
        _add(scores, "PERSON", 1.2)
    elif not scores:
        _add(scores, "ORG", 0.5)
    short = candidate.line != "caps" and acronym(text)
    if short and not region(key) and key not in listed("cities"):
        _add(scores, "ORG", 3.0)
    if any(c.isdigit() for c in key) or key.endswith((".com", ".org", ".net")):
        _add(scores, "ORG", 2.0)
    if _MIXED.match(text):
        _add(scores, "ORG", 2.0)


def _add_several(scores: Scores, candidate: Candidate) -> None:
    """Add what several words are by their looks."""
    group = candidate.words
    first, last = group[0].key, group[-1].key
    usual = [common(w.key) for w in group]
    if person_shape(candidate):
        _add(scores, "PERSON", 3.0 if len(group) <= 4 else 1.0)
        if last in listed("surnames"):
            _add(scores, "PERSON", 1.5)
    elif last in listed("surnames") and not all(usual):
        _add(scores, "PERSON", 0.3 if usual[0] else 1.0)
    if len(group) < 5 and (any(len(w.key) == 1 for w in group[:-1]) or last in ("jr", "sr")):
        _add(scores, "PERSON", 2.0)
    rest = spoken(group[1:])
    if first in ("n", "s", "e", "w") and (rest in listed("countries") or rest in words("places")):
        _add(scores, "PLACE", 6.0)  # S Yorkshire
    if last in ("ii", "iii", "iv") and first in listed("given"):
        _add(scores, "PERSON", 2.0)
    if any(spoken(group[i:]) in words("organisations") for i in range(1, len(group) - 1)):
        _add(scores, "ORG", 6.0)  # Kenya Red Cross
    if any(w.gap.strip() in words("particles") for w in group[1:]) and last not in words("organisation_heads"):
        _add(scores, "PERSON", 1.0)
    initials = len(group[0].text) == 2 or "." in first
    if len(group) == 2 and initials and first.upper() == group[0].text and not usual[-1]:
        _add(scores, "PERSON", 1.5)  # PJ Carlesimo
    elif acronym(group[0].text) and candidate.line != "caps":
        _add(scores, "ORG", 1.0)
    elif 2 <= len(group) <= 3 and not any(usual):
        _add(scores, "PERSON", 0.8)
    elif all(usual):
        _add(scores, "ORG", 0.7)


def person_shape(candidate: Candidate) -> bool:
    """Tell whether a name of several words begins with a given name and ends like a surname."""
    first, last = candidate.words[0].key, candidate.words[-1].key
    if first not in listed("given") or first in words("organisation_first") or last in words("company_suffix"):
        return False
    if any(w.key in words("organisation_first") for w in candidate.words[1:]):
        return False  # France Telecom
    if in_any(last, "organisation_heads", "place_heads", "event_heads"):
        return (
            len(candidate.words) == 2
            and last in listed("surnames")
            and not common(first)
            and first not in listed("cities")
        )
    return last not in listed("countries") or last in listed("surnames")


def _full_name(candidate: Candidate) -> bool:
    """Tell whether a given name that is nothing else begins, and a surname ends, a name of several words."""
    first, last = candidate.words[0].key, candidate.words[-1].key
    sure = not common(first) and not place(first) and last in listed("surnames")
    return sure and len(candidate.words) > 1 and person_shape(candidate)


def _add_heads(scores: Scores, candidate: Candidate) -> None:
    """Add what the head says the thing is: the last word, the first, or the one before `of`."""
    group = candidate.words
    first, last = group[0].key, group[-1].key
    weak = 0.5 if first in listed("given") and not common(first) and len(group) == 2 else 1.0
    pair = f"{group[-2].key} {last}"
    if pair in words("place_heads"):
        _add(scores, "PLACE", 8.0)
    elif last in words("company_suffix") or pair in words("organisation_heads"):
        _add(scores, "ORG", 5.0)
    elif last in words("organisation_heads"):
        _add(scores, "ORG", 4.0 * weak)
    if last == "state" and len(group) == 2 and place(first) and first != "washington":
        _add(scores, "ORG", 4.0)  # Ohio State, a university
    elif last in words("place_heads"):
        _add(scores, "PLACE", 4.0 * weak)
    if last in words("event_heads"):
        _add(scores, "EVENT", 3.5 * weak)
    if first in words("event_first"):
        _add(scores, "EVENT", 4.0)
    if first in words("place_first") and last not in words("organisation_heads"):
        _add(scores, "PLACE", 0.5 if first in _ADJECTIVES and common(last) else 2.0)  # New Labour, New Deal
    if first in words("organisation_first"):
        _add(scores, "ORG", 3.0)
    if (
        (last in listed("countries") or (last in words("places") and last not in listed("surnames")))
        and group[-1].gap == " "
        and not any(first in where for where in (words("place_first"), listed("given")))
    ):
        _add(scores, "ORG", 2.5)  # Vodafone Egypt
    if _team(candidate):
        _add(scores, "ORG", 4.0)
    for before, word in pairwise(group):
        if word.gap.startswith((" of", " for", " on", " and")):
            head = before.key
            if head in words("organisation_heads") or head in ("house", "bank", "seal"):
                _add(scores, "ORG", 5.0)
            elif head in words("place_heads") or head in words("place_first"):
                _add(scores, "PLACE", 4.0)
            elif head in words("event_heads"):
                _add(scores, "EVENT", 4.0)


def _team(candidate: Candidate) -> bool:
    """Tell whether a place and a nickname make a team: `Philadelphia 76ers`."""
    group = candidate.words
    last = group[-1].key
    if last in words("place_heads") or last in words("event_heads"):
        return False
    nickname = (
        last in words("organisations")
        or last[0].isdigit()
        or (last.endswith("s") and common(last) and last not in listed("surnames"))
    )
    strange = last.endswith("s") and last not in listed("surnames") and group[0].key not in listed("given")
    return (nickname or strange) and any(
        place(spoken) for spoken in (group[0].key, f"{group[0].key} {group[1].key}") if spoken != candidate.key
    )


def context(candidate: Candidate, near: Around) -> Scores:
    """Score what the words around say."""
    scores: Scores = {}
    if candidate.title:
        _add(scores, "PERSON", 6.0)
    if candidate.employer:
        _add(scores, "ORG", 1.5)
    postal = candidate.key in words("postal_states") and acronym(candidate.words[0].text) and place(near.before)
    if near.before_gap == "," and (region(candidate.key) or postal):
        _add(scores, "PLACE", 6.0)
    called = near.before in words("titles") and near.before not in words("ambiguous_titles")
    if called and near.before_gap in ("", ",") and near.before2 != "the":
        _add(scores, "PERSON", 2.5)
    if _AGE.match(near.tail) or (near.before.endswith("-year-old") and not near.before_gap):
        _add(scores, "PERSON", 4.0)
    _add_after(scores, candidate, near)
    _add_before(scores, candidate, near)
    return scores


def _introduced(candidate: Candidate) -> bool:
    """Tell whether somebody could be called so: news brings a person in by a full name, or one that is known as such.

    A strange word alone that speaks and acts is a company far more often.
    """
    key = candidate.key
    return len(candidate.words) > 1 or key in listed("surnames") or key in listed("given")


def _add_after(scores: Scores, candidate: Candidate, near: Around) -> None:
    if near.gap:
        if near.after in ("who", "whose"):
            _add(scores, "PERSON", 2.5)
        elif near.gap == "," and near.after == "which":
            _add(scores, "PERSON", -2.5)
            _add(scores, "ORG", 1.0)
        elif near.gap == "," and (near.after in words("personal_nouns") or near.after2 in words("personal_nouns")):
            _add(scores, "PERSON", 1.5)
        elif near.gap in (",", "(") and (near.after in listed("countries") or region(near.after)):
            owner = _OWNER.match(near.tail)  # Fiat, Italy's largest employer
            _add(scores, "ORG" if owner else "PLACE", 1.0 if owner else 2.0)
    elif near.possessive:
        if near.after in words("personal_nouns"):
            _add(scores, "PERSON", 1.5 if _introduced(candidate) else 0.5)
        elif near.after in words("after_organisation"):
            _add(scores, "ORG", 0.7)
        elif near.after in words("after_team"):
            _add(scores, "ORG", 1.0)
    elif near.after in words("after_team") and not person_shape(candidate):
        _add(scores, "ORG", 2.5)  # Southampton striker
    elif near.after == "administration" and len(candidate.words) == 1 and not place(candidate.key):
        _add(scores, "PERSON", 5.0)  # the Biden administration, in spite of “the”
    elif near.after in words("speech_verbs"):
        _add(scores, "PERSON", 1.5 if _introduced(candidate) else 0.7)
        _add(scores, "ORG", 0.7)
    elif near.after in words("action_verbs"):
        _add(scores, "PERSON", 0.5 if _introduced(candidate) else 0.0)
        _add(scores, "ORG", 0.4)
    elif near.after in words("after_place") or near.after in words("after_places"):
        _add(scores, "PLACE", 2.5)
    elif near.after in words("after_organisation"):
        _add(scores, "ORG", 2.0)
    elif near.after == "in" and near.after2 in listed("countries"):
        _add(scores, "PLACE", 0.7)


def _add_before(scores: Scores, candidate: Candidate, near: Around) -> None:
    if near.before == "in" and (near.before2 in words("holdings") or near.after in words("after_organisation")):
        _add(scores, "ORG", 1.5 if near.before2 in words("holdings") else 0.0)  # a stake in Gazprom
    elif near.before == "in" and near.before2 in ("million", "billion"):
        _add(scores, "PLACE", 0.7)
        _add(scores, "ORG", 0.8 if not place(candidate.key) else 0.0)  # put $50 million in Abacus Critical
    elif near.before in _FIRMLY_IN:
        _add(scores, "PLACE", 0.7 if near.possessive else 2.0)
    elif near.before in words("before_place"):
        _add(scores, "PLACE", 0.7 if near.before != "at" else 1.0)
    elif near.before == "between" or near.before2 == "between":
        _add(scores, "PLACE", 0.7)
    elif near.before == "the":
        full = _full_name(candidate)  # the Ana Paz affair
        _add(scores, "PERSON", -1.0 if full else -2.5)
        _add(scores, "ORG", 0.4 if full else 0.8)
    elif near.before == "for" and near.before2 in words("elected_roles"):
        _add(scores, "PLACE", 3.0)
    elif near.before == "of":
        if near.before2 in words("of_place"):
            _add(scores, "PLACE", 3.0)
        elif near.before2 in words("of_organisation"):
            _add(scores, "ORG", 1.0)
    elif near.before in _LISTING and near.before2 in words("of_place"):
        _add(scores, "PLACE", 2.0)  # the villages were Tonban, …
    elif ("v" in (near.before, near.after) or "vs" in (near.before, near.after)) and not near.possessive:
        _add(scores, "ORG", 4.0 if town(candidate.key) or place(candidate.key) else 0.0)  # Burnley v Blackburn
    elif near.before in words("before_team") and not near.before_gap and not person_shape(candidate):
        _add(scores, "ORG", 4.0)  # former club Southampton
    elif near.before in words("before_organisation"):
        _add(scores, "ORG", 2.0)
    elif near.before in ("told", "telling", "tells") and not near.before_gap:
        _add(scores, "ORG", 1.0 if len(candidate.words) == 1 else 0.4)
        _add(scores, "PERSON", 0.4)
    elif not _introduced(candidate):
        return
    elif near.before in words("speech_verbs") and not near.before_gap:
        _add(scores, "PERSON", 0.8)
    elif near.before in ("by", "with", "and", "that", "for"):
        _add(scores, "PERSON", 0.3)
