"""Full names of people taken apart, and whether two of them may be one person's by the names alone."""

from __future__ import annotations

import functools
import re
from collections.abc import Sequence
from dataclasses import dataclass

import jellyfish
from rapidfuzz.distance import JaroWinkler

from dossier.extracting.lexicon import pairs, words
from dossier.extracting.names.candidates.vocabulary import family_first
from dossier.extracting.names.full_names import NICKNAME
from dossier.text.folding import fold

_PART = re.compile(r"[\w’']+")
_SUFFIX = {"jr": "jr", "junior": "jr", "sr": "sr", "senior": "sr", "ii": "ii", "iii": "iii", "iv": "iv"}
_SLAVIC = re.compile(r"(?<=[a-z]{2}[sc]k)(?:yy|iy|ii|ij|yi|i)$")  # Zelenskyy, Zelenskiy: written with y here
_RUSSIAN = re.compile(r"(?<=[a-z]{3})(?<=[oe])(?:w|ff)$")  # Petrow, Petroff: written with v here


@dataclass(frozen=True, slots=True)
class PersonName:
    """A full name in its parts, folded."""

    given: tuple[str, ...]
    surname: str
    suffix: str | None = None
    nick: str | None = None  # a nickname given in brackets or quotation marks

    @property
    def first(self) -> str:
        """Return the first given name."""
        return self.given[0]

    @property
    def whole(self) -> tuple[str, ...]:
        """Return all its parts but suffix and nickname."""
        return (*self.given, self.surname)


def parse(text: str) -> PersonName | None:
    """Return the parts of a full name; None for a single word."""
    if family_first(text.split()):
        family, *given = (fold(part) for part in text.replace("-", " ").split())
        return PersonName(tuple(given), family)
    plain = NICKNAME.sub(" ", text).replace("-", " ")
    found = [(w, p) for w in _PART.findall(plain) if (p := fold(w).strip("'"))]
    suffix = _SUFFIX[found.pop()[1]] if len(found) > 1 and found[-1][1] in _SUFFIX else None
    kept = _without_particles(found)
    if len(kept) < 2:
        return None
    nick = NICKNAME.search(text)
    return PersonName(tuple(kept[:-1]), kept[-1], suffix, fold(nick[1]) if nick else None)


def _without_particles(found: Sequence[tuple[str, str]]) -> list[str]:
    """Return the folded parts of a name, given as written and folded, without particles unless there are no others."""
    initials = {p for w, p in found if len(w) == 1 and w.isupper()}  # E Marsh, against Ortega y Gasset
    return [p for _, p in found if not _is_particle(p) or p in initials] or [p for _, p in found]


@functools.lru_cache(maxsize=1 << 12)
def bare_parts(key: str) -> tuple[tuple[str, ...], str | None]:
    """Return the parts of a bare surname (folded) without particles, and its suffix: `al-ghamdi`, `delmar jr`."""
    parts = [p for part in _PART.findall(key.split(" (", 1)[0].replace("-", " ")) if (p := part.strip("'"))]
    suffix = _SUFFIX[parts.pop()] if len(parts) > 1 and parts[-1] in _SUFFIX else None
    return tuple([p for p in parts if not _is_particle(p)] or parts), suffix


def _is_particle(part: str) -> bool:
    return part in words("particles") or part == "of"


@functools.lru_cache(maxsize=1 << 14)
def standard(part: str) -> str:
    """Return the spelling that stands for all spellings of a folded name from another alphabet: Muhammad."""
    return pairs("transliterations").get(part) or _RUSSIAN.sub("v", _SLAVIC.sub("y", part))


@functools.lru_cache(maxsize=1 << 14)
def sounds(name: str) -> str:
    """Return a code for how a folded name sounds in English."""
    return jellyfish.metaphone(name)


@functools.lru_cache(maxsize=1 << 14)
def given_alike(one: str, other: str) -> bool:
    """Return whether two folded given names may be spellings of one: the same sound and nearly the same letters.

    Metaphone alone joins Jon and Jane; Jaro-Winkler alone joins Mark and Marek. Of names of which one ends
    in -a or -o, the other is another sex's or another language's.
    """
    if len(one) == 1 or len(other) == 1:
        return one[0] == other[0]
    if same_given(one, other):
        return True
    if _end_otherwise(one, other) or _are_distinct(one, other):
        return False
    near = 0.75 if min(len(one), len(other)) > 4 else 0.85
    return sounds(one) == sounds(other) and JaroWinkler.similarity(one, other) >= near


def _end_otherwise(one: str, other: str) -> bool:
    ends = {name.removesuffix("h")[-1:] for name in (one, other)}
    return len(ends) == 2 and bool(ends & {"a", "o"})


def _are_distinct(one: str, other: str) -> bool:
    return pairs("distinct_given_names").get(one) == other or pairs("distinct_given_names").get(other) == one


def same_given(one: str, other: str) -> bool:
    """Return whether two given names are the same, one of them perhaps its short form."""
    if one == other or standard(one) == standard(other):
        return True
    return pairs("nicknames").get(one, one) == pairs("nicknames").get(other, other)


def same_person(one: PersonName, other: PersonName) -> bool:
    """Return whether two names with one surname may be one person's, by the names alone."""
    if one.suffix and other.suffix and one.suffix != other.suffix:
        return False
    if other.first == one.nick or one.first == other.nick:
        return True
    if not given_alike(one.first, other.first):
        return False
    if _is_respelt(one.first, other.first) and one.given[1:] != other.given[1:]:
        return False
    return all(given_alike(a, b) for a, b in zip(one.given[1:], other.given[1:], strict=False))


def _is_respelt(one: str, other: str) -> bool:
    """Return whether two given names, neither an initial, are written in two ways."""
    return standard(one) != standard(other) and min(len(one), len(other)) > 1
