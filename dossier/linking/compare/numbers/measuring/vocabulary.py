"""Words of the news that say what a number counts: who they are, and what they did or suffered.

The words are in `counted_words.yaml`.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import cache, lru_cache
from importlib.resources import files
from typing import NamedTuple

from dossier.linking.text.terms import stem
from dossier.text import data_files

Table = Mapping[str, tuple[str, ...]]
"""Word → the names that it stands under."""


class Vocabulary(NamedTuple):
    """The tables of `counted_words.yaml`."""

    person_roles: Table
    thing_roles: Table
    weak_roles: frozenset[str]
    attributes: Mapping[str, Table]
    anyone: frozenset[str]
    parts: Table
    kin: Table
    people: frozenset[str]
    person_endings: tuple[str, ...]
    no_persons: frozenset[str]


@cache
def vocabulary() -> Vocabulary:
    """Return the tables, read once."""
    read = data_files.table(files(__package__) / "counted_words.yaml")
    return Vocabulary(
        person_roles=_by_word(read["person_roles"]),
        thing_roles=_by_word(read["thing_roles"]),
        weak_roles=frozenset(read["weak_roles"]),
        attributes={kind: _by_word(names) for kind, names in read["attributes"].items()},
        anyone=frozenset(read["anyone"]),
        parts=_by_word(read["parts"]),
        kin=_by_word(read["kin"]),
        people=frozenset(read["people"]),
        person_endings=tuple(read["person_endings"]),
        no_persons=frozenset(read["no_persons"]),
    )


def _by_word(names: Mapping[str, Sequence[str]]) -> Table:
    found: dict[str, tuple[str, ...]] = {}
    for name, words in names.items():
        for word in words:
            found[word] = (*found.get(word, ()), name)
    return found


@lru_cache(maxsize=8192)
def roles(word: str, *, people: bool | None) -> tuple[str, ...]:
    """Return the roles that a word, in lower case, can put people (or things; None: either) in."""
    known = vocabulary()
    person, thing = known.person_roles.get(word, ()), known.thing_roles.get(word, ())
    return (*person, *thing) if people is None else person if people else thing


def attributes(word: str, kind: str) -> tuple[str, ...]:
    """Return what a word, in lower case, tells that a quantity of this kind is of: `price`, `revenue`, `depth`."""
    return vocabulary().attributes.get(kind, {}).get(word, ())


def weak(role: str) -> bool:
    """Return whether a role gives way to any other that is told."""
    return role in vocabulary().weak_roles


@lru_cache(maxsize=8192)
def classes(noun: str) -> frozenset[str]:
    """Return the classes of a counted noun, in lower case: its kin, else its stem; `anyone` for people at large."""
    known = vocabulary()
    if noun in known.anyone:
        return frozenset({"anyone"})
    return frozenset([*known.parts.get(noun, ()), *known.kin.get(noun, ())]) or frozenset({stem(noun)})


def is_part(noun: str) -> bool:
    """Return whether a noun tells a part of a group by sex or age."""
    return noun in vocabulary().parts


@lru_cache(maxsize=8192)
def is_person(noun: str) -> bool:
    """Return whether a noun, in lower case, counts people."""
    known = vocabulary()
    if noun in known.anyone or classes(noun) & known.people:
        return True
    return noun.endswith(known.person_endings) and not {noun, stem(noun)} & known.no_persons
