"""Whether two articles credit words to the same speaker."""

from __future__ import annotations

import re
from collections.abc import Mapping
from itertools import product, starmap
from typing import Literal

from rapidfuzz.distance import DamerauLevenshtein

from dossier.linking.entities.naming import EntityMentions
from dossier.linking.entities.occupations import roles_conflict
from dossier.linking.entities.person_names import parse
from dossier.linking.text.vocabulary import word_list
from dossier.model import Quotation
from dossier.text.folding import fold

SpeakerRelation = Literal["same", "open", "perhaps other", "other"]

_GIVEN = 3  # letters by which two given names with one initial differ at most, of people with one surname
_SURE = 0.7  # below, the extraction guesses
_WORD = re.compile(r"[^\W\d_]+")
_CLAUSE = re.compile(r",|\bwho\b|\bof\b|\bat\b|\bfrom\b")
# Papers speak for whoever wrote them, so one may be called by several names.
_PAPERS = word_list("papers")
_OFFICE = word_list("offices")


class SpeakerNames:
    """Who speaks: the entities of a dossier with the spellings and roles of each, to compare speakers by."""

    def __init__(self, entities: Mapping[str, EntityMentions]) -> None:
        self._entities = entities
        self._apart: dict[tuple[str, str, bool], SpeakerRelation] = {}

    def key(self, quotation: Quotation) -> object:
        """Return all that is known of a speaker: answers that depend on it are kept by this."""
        one = self._entities.get(quotation.speaker_id or "")
        return one and (one.name, *map(sorted, one.person))

    def _spelt(self, entity: str | None) -> frozenset[str]:
        one = self._entities.get(entity or "")
        return one.person[0] if one else frozenset()

    def _roles(self, entity: str | None) -> frozenset[str]:
        one = self._entities.get(entity or "")
        return one.person[1] if one else frozenset()

    def name(self, quotation: Quotation) -> str | None:
        """Return the speaker's name: an entity by its usual full spelling, others as the article writes."""
        one = self._entities.get(quotation.speaker_id or "")
        return one.name if one else (quotation.speaker.split(",", 1)[0] if quotation.speaker else None)

    def relation(self, one: Quotation, other: Quotation) -> SpeakerRelation:
        """Return whether two quotations have one speaker: `same`, `other` people for certain or perhaps, or `open`."""
        if one.speaker_id and other.speaker_id:
            return "same" if one.speaker_id == other.speaker_id else self._people(one, other)
        if not one.speaker or not other.speaker:
            return "open"
        mine, theirs = head(one.speaker), head(other.speaker)
        if one.speaker_id:
            same = self._is_called(one.speaker_id, theirs)
        elif other.speaker_id:
            same = self._is_called(other.speaker_id, mine)
        else:
            same = mine == theirs or {mine, theirs} <= _PAPERS
        return "same" if same else "open"

    def speaks_for(self, one: Quotation, other: Quotation) -> bool:
        """Return whether one speaker may speak for the other: an office holder and a country or organisation."""
        ids = [q.speaker_id for q in (one, other) if q.speaker_id]
        people = [id_ for id_ in ids if self._spelt(id_)]
        if len(ids) < 2 or len(people) != 1:
            return False
        return any(word in _OFFICE for role in self._roles(people[0]) for word in role.split())

    def _people(self, one: Quotation, other: Quotation) -> SpeakerRelation:
        mine, theirs = one.speaker_id or "", other.speaker_id or ""
        sure = min(one.confidence, other.confidence) >= _SURE
        key = (mine, theirs, sure)
        if key not in self._apart:
            self._apart[key] = self._told_apart(*key)
        return self._apart[key]

    def _told_apart(self, one: str, other: str, sure: bool) -> SpeakerRelation:
        spelt = list(product(self._spelt(one), self._spelt(other)))
        if not spelt:
            return "open"
        if any(_part_of(a, b) for a, b in spelt):
            return "same"  # “Cllr Graham Tully”, “Tully”, “Graham”
        if any(near(a, b) for a, b in spelt):
            return "open" if roles_conflict({*self._roles(one)}, {*self._roles(other)}, strict=False) else "same"
        if namesakes := [given for a, b in spelt if (given := _given(a, b))]:
            return "same" if any(starmap(_like, namesakes)) else "perhaps other"
        return "other" if sure else "perhaps other"

    def _is_called(self, entity: str, called: str) -> bool:
        return any(called in role.split() for role in self._roles(entity))


def _part_of(one: str, other: str) -> bool:
    """Return whether one name is the other's last words (a surname, a name behind a title) or its first word."""
    short, long = sorted((fold(one).split(), fold(other).split()), key=len)
    return bool(short) and (long[-len(short) :] == short or [long[0]] == short)


def near(one: str, other: str) -> bool:
    """Return whether two people's names may be spellings of one: the given name is the same, the surname nearly so."""
    mine, theirs = parse(one), parse(other)
    if mine is None or theirs is None:
        parts = [fold(name).split()[-1:] for name in (one, other)]
        return parts[0] == parts[1]
    short = min(len(mine.surname), len(theirs.surname))
    apart = DamerauLevenshtein.distance(mine.surname, theirs.surname)
    return mine.first == theirs.first and short >= 4 and apart <= (1 if short < 6 else 2)


def _given(one: str, other: str) -> tuple[str, str] | None:
    """Return the given names of two people of one surname; None where the surnames are two."""
    mine, theirs = parse(one), parse(other)
    if mine is None or theirs is None or mine.surname != theirs.surname:
        return None
    return mine.first, theirs.first


def _like(one: str, other: str) -> bool:
    """Return whether two given names may be one, as a nickname or a slip: Nikos and Nikolas, Joris and Joost."""
    return one[:1] == other[:1] and DamerauLevenshtein.distance(one, other) <= _GIVEN


def head(nominal: str) -> str:
    """Return the noun of a description: of `the migrant, who preferred to remain anonymous` it is `migrant`."""
    front = _CLAUSE.split(fold(nominal), maxsplit=1)[0]
    found = _WORD.findall(front)
    return found[-1] if found else ""
