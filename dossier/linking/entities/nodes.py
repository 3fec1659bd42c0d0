"""What is linked: each mention's spelling with the type its dossier gives it, called a node (`PERSON|luis cordero`)."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from typing import Any, cast

import numpy as np

from dossier.extracting.lexicon import listed, place, words
from dossier.linking.entities.on_disk.columns import zeros
from dossier.linking.entities.on_disk.texts import TextColumn
from dossier.linking.entities.table import ORDER, MentionTable, Named, votes
from dossier.model import EntityType
from dossier.text.folding import fold

# The winner among equal votes: an unknown word is taken for an organisation rather than a place.
_FIRST = {"PERSON": 0, "PLACE": 1, "ORG": 2, "EVENT": 3, "NATIONALITY": 4}
_PERSON, _ORG, _PLACE = (ORDER.index(kind) for kind in ("PERSON", "ORG", "PLACE"))
_INITIALS = re.compile(r"(?<=\b\w)\. (?=\w\b)")
_SPACE = re.compile(r"[\s\u00a0]+")


def spelling_key(text: str) -> str:
    """Return a spelling folded so that accents, case and spacing make no difference."""
    return _SPACE.sub(" ", fold(_INITIALS.sub(".", text)))


def kind_of(node: str) -> EntityType:
    """Return the type of a node."""
    return cast("EntityType", node.split("|", 1)[0])


class Kinds:
    """The type of each mention: that which most mentions of its spelling have.

    A person whom its article names in full stays a person, and a name that people and places share, or a city and
    its team, keeps the type its article gives it.
    """

    def __init__(self, table: MentionTable) -> None:
        self._table = table
        count = votes(table)
        surnames = _surnames(table, count)
        self._elected, self._shared = zeros(len(table.keys), np.uint8), zeros(len(table.keys), np.bool_)
        for number, key in enumerate(table.keys):
            of = count[number].tolist()
            self._elected[number] = _elected(key, of, is_surname=bool(surnames[number]))
            self._shared[number] = _is_shared(key, of)

    def of(self, article: int, named: Sequence[Named]) -> list[EntityType]:
        """Return the types of the mentions of an article."""
        keys = self._table.key[self._table.rows_of[article]]
        elected, shared = self._elected[keys].tolist(), self._shared[keys].tolist()
        full: set[str] = set()
        companies: set[str] = set()
        for one, kind in zip(named, elected, strict=True):
            if one.kind == "PERSON" and " " in one.key and kind == _PERSON:
                full.update(one.key.split())
            elif one.kind == "ORG" and " " in one.key:
                companies.add(one.key.split(" ", 1)[0])  # Ford, of the Ford Motor Company

        def own(one: Named) -> bool:
            company = one.kind == "ORG" and one.key in companies
            return one.key in full and (company or one.kind == "PERSON")

        return [
            one.kind if both or own(one) else ORDER[kind]
            for one, kind, both in zip(named, elected, shared, strict=True)
        ]


def _surnames(table: MentionTable, count: np.ndarray[Any, Any]) -> np.ndarray[Any, Any]:
    """Return for each spelling whether people in full have it as their last word, most of them people."""
    last = TextColumn()
    for number, key in enumerate(table.keys):
        if " " in key and count[number, _PERSON] * 2 > count[number].sum():
            last.append(key.rsplit(" ", 1)[1])
    return table.keys.marked(last.done()[0])


def _is_shared(key: str, count: Sequence[int]) -> bool:
    """Return whether a spelling means one thing here and another there: a person or a place, a city or its team."""
    if count[_PERSON] and count[_PLACE] and place(key) and key in listed("surnames"):
        return True
    return bool(count[_ORG]) and key in words("places") and key not in listed("countries")


def _elected(key: str, count: Sequence[int], *, is_surname: bool) -> int:
    """Return the type of a spelling: the one with most votes."""
    return max(range(len(ORDER)), key=lambda n: (count[n] + _prior(key, ORDER[n], is_surname), -_FIRST[ORDER[n]]))


def _prior(key: str, kind: EntityType, is_surname: bool) -> float:
    """Return what word lists and full names elsewhere in the dossier add to the votes for a type."""
    if kind == "PLACE":
        return 3.0 if key in listed("countries") or key in words("places") else 0.0
    if kind == "ORG":
        return 0.5 if key in words("organisations") else 0.0
    return 2.0 if kind == "PERSON" and is_surname and key not in words("organisations") else 0.0


def told_apart_by_signs(groups: Sequence[Sequence[str]]) -> set[str]:
    """Return the names that the user keeps apart though they differ in accents or case alone."""
    found = set()
    for names in groups:
        count = Counter(fold(name) for name in names)
        found |= {name for name in names if count[fold(name)] > 1}
    return found
