"""The evidence that the words of a name have by themselves."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import pairwise

from dossier.extracting.lexicon import common, in_any, listed, pairs, place, town, words
from dossier.extracting.names.segments import Candidate, spoken
from dossier.extracting.names.vocabulary import family_first, organisation, region

_CAPITAL_INSIDE = re.compile(
    r"^(?!Mc|Mac|De|Di|Le|La|Van|Fitz|O['’]|Du|Da|St|Al)[A-Za-z]*[a-z][A-Z]\w*$|^[A-Z]{2,}[a-z]+$"
)
_ADDRESS = (".com", ".org", ".net")
_DIRECTIONS = frozenset({"n", "s", "e", "w"})
_NUMERALS = frozenset({"ii", "iii", "iv"})
_SUFFIXES = frozenset({"jr", "sr"})
_ADJECTIVES = frozenset({"new", "old", "upper", "lower", "greater"})
_HEADS_OF = frozenset({"house", "bank", "seal"})  # heads before “of” only: `House of Lords`
_LINKS = (" of", " for", " on", " and")


def acronym(text: str) -> bool:
    """Return whether a word is written as an acronym: `PNP`, `H-P`, `AT&T`."""
    return 2 <= len(text) <= 7 and text.isupper()


def form(candidate: Candidate) -> Iterator[str]:
    """Yield the names of the evidence that the words of a candidate have."""
    found = list(_listed(candidate))
    if any("&" in w.gap or "&" in w.text for w in candidate.words):
        found.append("ampersand")
    yield from found
    if len(candidate.words) > 1:
        yield from _heads(candidate)
        yield from _linked_heads(candidate)
        yield from _several(candidate)
    else:
        yield from _single(candidate, unlisted=not found)


def _listed(candidate: Candidate) -> Iterator[str]:
    """Yield what the lists say of the whole name."""
    key, first = candidate.key, candidate.words[0]
    several = len(candidate.words) > 1
    capital = acronym(first.text) and candidate.is_cased
    usual = not several and not capital and common(key)
    if organisation(key) and not (usual and len(key) < 4):
        yield "well-known organisation that is a common word" if usual else "well-known organisation"
    if key in listed("companies"):
        doubtful = usual or key in listed("surnames")
        yield "listed company that is a surname or common word" if doubtful else "listed company"
    if key in listed("countries"):
        yield "country"
    elif key in words("places"):
        yield "well-known place of several words" if several else "well-known place"
    elif place(key):
        person = key in listed("surnames") or key in listed("given") or first.key in listed("given")
        yield "place of the gazetteer that people are called" if person else "place of the gazetteer"
    elif town(key) and not capital:
        yield "small town"
    if region(key) and (capital or "." in key or several or len(key) > 3):
        yield "abbreviation of a place"
    if key in words("events"):
        yield "well-known event"


def _single(candidate: Candidate, *, unlisted: bool) -> Iterator[str]:
    """Yield what a single word is by its looks."""
    key, text = candidate.key, candidate.words[0].text
    if key in listed("given"):
        yield "given name"
    elif key in listed("surnames") and not common(key):
        yield "surname"
    elif unlisted:
        yield "strange word"
    if candidate.is_cased and acronym(text) and not region(key) and key not in listed("cities"):
        yield "acronym"
    if any(c.isdigit() for c in key) or key.endswith(_ADDRESS):
        yield "digits or internet address"
    if _CAPITAL_INSIDE.match(text):
        yield "capital inside the word"


def _several(candidate: Candidate) -> Iterator[str]:
    """Yield what several words are by their looks."""
    yield from _person(candidate)
    group = candidate.words
    if any(w.key in words("lodgings") for w in group):
        yield "hotel or inn inside"
    if group[-1].text.isupper() and len(group[-1].key) == 1 and group[-2].key in words("place_heads"):
        yield "lettered part of a building"
    rest = spoken(group[1:])
    if group[0].key in _DIRECTIONS and (rest in listed("countries") or rest in words("places")):
        yield "initial of north, south, east or west"  # S Yorkshire
    if any(spoken(group[i:]) in words("organisations") for i in range(1, len(group) - 1)):
        yield "well-known organisation inside"  # Kenya Red Cross
    yield from _usual_or_strange(candidate)


def _person(candidate: Candidate) -> Iterator[str]:
    """Yield what makes several words a person's name."""
    group = candidate.words
    first, last = group[0].key, group[-1].key
    if any(c.isdigit() for w in group for c in w.key if not w.key[0].isdigit()):
        yield "digits in a word"
    if person_shape(candidate):
        yield "given name first" if len(group) <= 4 else "given name first, of five words or more"
        if last in listed("surnames"):
            yield "surname after a given name"
    elif last in listed("surnames") and not all(common(w.key) for w in group):
        yield "surname after a common word" if common(first) else "surname last"
    if len(group) < 5 and (any(len(w.key) == 1 for w in group[:-1]) or last in _SUFFIXES):
        yield "initial or Jr."
    if family_first([w.text for w in group]):
        yield "family name before Korean syllables"
    if last in _NUMERALS and first in listed("given"):
        yield "numeral after a given name"
    if any(w.gap.strip() in words("particles") for w in group[1:]) and last not in words("organisation_heads"):
        yield "particle inside"


def _usual_or_strange(candidate: Candidate) -> Iterator[str]:
    """Yield whether words are common, strange or capitals."""
    group = candidate.words
    first = group[0]
    usual = [common(w.key) for w in group]
    initials = len(first.text) == 2 or "." in first.key
    if len(group) == 2 and initials and first.key.upper() == first.text and not usual[-1]:
        yield "initials and surname"  # PJ Carlesimo
    elif acronym(first.text) and candidate.is_cased:
        yield "acronym first"
    elif 2 <= len(group) <= 3 and not any(usual):
        yield "two or three strange words"
    elif all(usual):
        yield "common words only"


def person_shape(candidate: Candidate) -> bool:
    """Return whether a name of several words begins with a given name and ends like a surname."""
    first, last = candidate.words[0].key, candidate.words[-1].key
    given = first in listed("given") or first in words("month_given_names")
    if not given or first in words("organisation_first") or last in words("company_suffix"):
        return False
    if any(w.key in words("organisation_first") for w in candidate.words[1:]):
        return False  # France Telecom
    if in_any(last, "organisation_heads", "place_heads", "event_heads"):
        sure = last in listed("surnames") and _is_certain(first) and first not in listed("cities")
        return sure and len(candidate.words) == 2
    return last not in listed("countries") or last in listed("surnames")


def _is_certain(given: str) -> bool:
    """Return whether a given name is no common word, or a usual short form: `Bill Ford`, not `Rose Garden`."""
    return not common(given) or (given in pairs("nicknames") and not given.endswith("y"))


def full_name(candidate: Candidate) -> bool:
    """Return whether a given name that is nothing else begins, and a surname ends, a name of several words."""
    first, last = candidate.words[0].key, candidate.words[-1].key
    sure = not common(first) and not place(first) and last in listed("surnames")
    return sure and len(candidate.words) > 1 and person_shape(candidate)


def _heads(candidate: Candidate) -> Iterator[str]:
    """Yield what the first and last words say the thing is."""
    group = candidate.words
    first, last = group[0].key, group[-1].key
    doubtful = first in listed("given") and not place(first) and _is_certain(first) and len(group) == 2
    after = " after a given name" if doubtful else ""
    pair = f"{group[-2].key} {last}"
    if pair in words("place_heads"):
        yield "place head of two words"
    elif last in words("company_suffix") or pair in words("organisation_heads"):
        yield "legal form or head of two words"
    elif last in words("organisation_heads"):
        yield "organisation head" + after
    if last == "state" and len(group) == 2 and place(first):
        yield "state that stands for its university"
    elif last in words("place_heads"):
        yield "place head" + after
    if last in words("event_heads"):
        yield "event head" + after
    yield from _first_words(candidate)
    if _ends_in_country(candidate):
        yield "country last"
    if _begins_with_country(candidate):
        yield "country first"
    if _is_team(candidate):
        yield "place and nickname of a team"


def _first_words(candidate: Candidate) -> Iterator[str]:
    """Yield what the first word says the thing is."""
    first, last = candidate.words[0].key, candidate.words[-1].key
    if first in words("event_first"):
        yield "event word first"
    if first in words("place_first") and last not in words("organisation_heads"):
        adjective = first in _ADJECTIVES and common(last)  # New Labour, New Deal
        yield "adjective before a common word" if adjective else "place word first"
    if first in words("organisation_first"):
        yield "organisation word first"


def _linked_heads(candidate: Candidate) -> Iterator[str]:
    """Yield what the word before “of”, “for”, “on” or “and” says the thing is."""
    for before, word in pairwise(candidate.words):
        if not word.gap.startswith(_LINKS):
            continue
        head = before.key
        if head in words("organisation_heads") or head in _HEADS_OF:
            yield "organisation head before a link"
        elif in_any(head, "place_heads", "place_first"):
            yield "place head before a link"
        elif head in words("event_heads"):
            yield "event head before a link"


def _ends_in_country(candidate: Candidate) -> bool:
    """Return whether a company's branch is named: `Vodafone Egypt`."""
    first, last = candidate.words[0].key, candidate.words[-1]
    known = last.key in listed("countries") or (last.key in words("places") and last.key not in listed("surnames"))
    return known and last.gap == " " and first not in words("place_first") and first not in listed("given")


def _begins_with_country(candidate: Candidate) -> bool:
    """Return whether a country begins a name that is no person's: `China Netcom`."""
    first, last = candidate.words[0].key, candidate.words[-1].key
    return first in listed("countries") and last not in listed("surnames") and candidate.words[1].gap == " "


def _is_team(candidate: Candidate) -> bool:
    """Return whether a place and a nickname make a team: `Philadelphia 76ers`."""
    group = candidate.words
    last = group[-1].key
    if in_any(last, "place_heads", "event_heads"):
        return False
    surname = last in listed("surnames")
    nickname = last in words("organisations") or last[0].isdigit() or (last.endswith("s") and common(last))
    strange = last.endswith("s") and group[0].key not in listed("given")
    if surname and not (last in words("organisations") or last[0].isdigit()):
        return False
    beginnings = (group[0].key, f"{group[0].key} {group[1].key}")
    return (nickname or strange) and any(place(key) for key in beginnings if key != candidate.key)
