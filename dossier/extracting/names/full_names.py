"""The people and organisations that an article names in full, and the parts of their names that may stand for them."""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import pairwise

from dossier.extracting.lexicon import in_any, listed, place, words
from dossier.extracting.names.candidates.candidate import Candidate
from dossier.extracting.names.candidates.vocabulary import CapitalWord, family_first
from dossier.extracting.names.evidence.form import form
from dossier.extracting.names.evidence.products import without_product
from dossier.extracting.names.evidence.spellings import Spellings
from dossier.model import EntityType
from dossier.text.folding import fold

_SUFFIXES = frozenset({"jr", "sr", "ii", "iii"})
NICKNAME = re.compile(r" [(\"'“‘]([^\W\d_][\w’' -]{0,23})[)\"'”’] ")
"""A nickname inside a full name: `Ana “Nan” Sol`."""


class FullNames:
    """The people and organisations an article names in full, by the words that may stand for them."""

    def __init__(self, text: str, found: Sequence[Candidate], spellings: Spellings) -> None:
        self.last: dict[str, str] = {}  # surname to the particle before it
        self.first: set[str] = set()
        self.nicknames: set[str] = set()
        self.organisations: set[str] = set()
        self.teams: set[str] = set()  # `Rhinos` of the `Leeds Rhinos`
        self.storms: set[str] = set()  # `Mirna` of `Typhoon Mirna`
        self.heads: dict[str, EntityType] = {}  # `Commission` of the `European Commission`
        for candidate in found:
            if len(candidate.words) > 1 and candidate.is_running:
                kind = spellings.known.get(candidate.key, (None, 0.0))[0]
                maker = without_product(candidate.words, spellings.products)
                self._add(candidate, "ORG" if kind and len(maker) == 1 else kind)  # Intel Ivy Bridge
                if nick := NICKNAME.search(text, candidate.start, candidate.end):
                    self.nicknames.add(fold(nick[1]))
        self.parts = self.first.union(self.last, self.organisations, self.heads, self.teams, self.storms)

    def _add(self, candidate: Candidate, kind: EntityType | None) -> None:
        if kind in ("ORG", "PLACE"):
            self.heads |= {head: kind for head in _heads(candidate.words) if head not in self.heads}
        if kind == "ORG":
            self.organisations.add(candidate.words[0].key)
            if len(candidate.words) > 1 and "place and nickname of a team" in form(candidate):
                self.teams.add(candidate.words[-1].key)
        elif kind == "PERSON":
            self._add_person(candidate)
        elif kind == "EVENT" and len(candidate.words) == 2 and candidate.words[0].key in words("event_first"):
            self.storms.add(candidate.words[1].key)

    def _add_person(self, candidate: Candidate) -> None:
        names = [w for w in candidate.words if w.key not in _SUFFIXES]
        called = names[-1].key in listed("surnames") or names[0].key in listed("given") or candidate.title
        if len(names) < 2 or (place(names[-1].key) and not called):
            return
        family = names[0] if family_first([w.text for w in names]) else names[-1]
        self.last[family.key] = _particle(family)
        self.first.add(names[0].key)
        for middle in names[1:-1]:
            self.last.setdefault(middle.key, _particle(middle))


def _heads(group: Sequence[CapitalWord]) -> list[str]:
    """Return the words by which an organisation or place may be called again: the last, and the one before a link."""
    before_link = [a.key for a, b in pairwise(group) if b.gap.startswith((" of", " for", " to", " on"))]
    return [key for key in [*before_link, group[-1].key] if in_any(key, "organisation_heads", "place_heads")]


def _particle(word: CapitalWord) -> str:
    return gap if (gap := word.gap.strip()) in words("particles") else ""
