"""What the lists say of the whole of a name; each look gives its evidence, or nothing."""

from __future__ import annotations

from collections.abc import Callable

from dossier.extracting.lexicon import common, listed, place, town, words
from dossier.extracting.names.candidates.candidate import Candidate, acronym
from dossier.extracting.names.candidates.vocabulary import organisation, region

_KIN_OF_FIRMS = words("kin_of_firms")


def is_acronym(candidate: Candidate) -> bool:
    """Return whether the first word of a candidate is an acronym, in a line that is not all in capitals."""
    return candidate.is_cased and acronym(candidate.words[0].text)


def _is_usual(candidate: Candidate) -> bool:
    """Return whether a candidate is a single common word and no acronym."""
    return len(candidate.words) == 1 and common(candidate.key) and not is_acronym(candidate)


def _listed_organisation(candidate: Candidate) -> str:
    if not organisation(candidate.key):
        return ""
    usual = _is_usual(candidate)
    if usual and len(candidate.key) < 4:
        return ""
    return "well-known organisation that is a common word" if usual else "well-known organisation"


def _listed_company(candidate: Candidate) -> str:
    if candidate.key not in listed("companies"):
        return ""
    doubtful = candidate.key in listed("surnames") or _is_usual(candidate)
    return "listed company that is a surname or common word" if doubtful else "listed company"


def _listed_place(candidate: Candidate) -> str:
    key = candidate.key
    if key in listed("countries"):
        return "country"
    if key in words("places"):
        return "well-known place of several words" if len(candidate.words) > 1 else "well-known place"
    if place(key):
        person = any(name in listed("given") for name in (key, candidate.words[0].key)) or key in listed("surnames")
        return "place of the gazetteer that people are called" if person else "place of the gazetteer"
    return "small town" if town(key) and not is_acronym(candidate) else ""


def _abbreviated_place(candidate: Candidate) -> str:
    key = candidate.key
    if not region(key):
        return ""
    plain = len(candidate.words) > 1 or len(key) > 3 or "." in key
    return "abbreviation of a place" if plain or is_acronym(candidate) else ""


def _listed_person(candidate: Candidate) -> str:
    return "office that stands for a person" if candidate.key in words("well_known_people") else ""


def _listed_event(candidate: Candidate) -> str:
    return "well-known event" if candidate.key in words("events") else ""


def _ampersand(candidate: Candidate) -> str:
    if "&" not in candidate.key and "&" not in candidate.words[0].gap:
        return ""
    return "ampersand before kin" if candidate.words[-1].key in _KIN_OF_FIRMS else "ampersand"


Look = Callable[[Candidate], str]
LISTED: tuple[Look, ...] = (
    _listed_organisation, _listed_company, _listed_place, _abbreviated_place, _listed_event, _listed_person,
    _ampersand,
)  # fmt: skip
