"""People: which full names are one person, and whom a bare surname means.

Full names join when surname and given names are alike, or when the surname is spelt almost the same, the given name is
the same and so is the role. Likeness alone joins nobody: “Jarí” and “Jara” are two people.
"""

from __future__ import annotations

import functools
import re
from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass, field
from itertools import combinations

import jellyfish
from rapidfuzz.distance import DamerauLevenshtein, JaroWinkler

from dossier.extracting.lexicon import listed, nation, pairs, words
from dossier.extracting.names.vocabulary import family_first
from dossier.linking.entities.clusters import Clusters
from dossier.text.folding import fold

_PART = re.compile(r"[\w’']+")
_NICKNAME = re.compile(r" [(\"'“‘](\w+)[)\"'”’] ")
_SUFFIX = {"jr": "jr", "junior": "jr", "sr": "sr", "senior": "sr", "ii": "ii", "iii": "iii", "iv": "iv"}
_PARTICLES = frozenset(
    [
        "de",
        "del",
        "la",
        "las",
        "los",
        "da",
        "das",
        "do",
        "dos",
        "di",
        "du",
        "le",
        "van",
        "von",
        "der",
        "den",
        "ter",
        "bin",
        "ibn",
        "bint",
        "al",
        "el",
        "y",
        "e",
        "of",
    ]
)
_LIVES = tuple(
    f"occupation_{name}"
    for name in ("court", "police", "accused", "victim", "sport", "office", "stage", "church", "school", "military")
)
_STRANGERS = frozenset(
    frozenset({f"occupation_{one}", f"occupation_{other}"})
    for one, others in {
        "accused": ("court",),
        "sport": ("court", "police", "church", "military", "school", "office"),
        "stage": ("court", "police", "church", "military", "office"),
        "church": ("police", "military", "court"),
    }.items()
    for other in others
)  # one name in full may be a lawyer's and a president's; nobody plays for a living and judges
_GROWN = 5  # years between two ages that one dossier may span
_ANYBODY = frozenset({"occupation_accused", "occupation_victim"})  # whatever else they are


@dataclass(frozen=True, slots=True)
class PersonName:
    """A full name in its parts, folded."""

    given: tuple[str, ...]
    surname: str
    suffix: str | None = None
    nick: str | None = None  # a nickname given in brackets or quotation marks

    @property
    def first(self) -> str:
        """The first given name."""
        return self.given[0]


@dataclass(slots=True)
class Person:
    """One full name across the dossier."""

    key: str
    name: PersonName
    text: str
    articles: set[str] = field(default_factory=set)
    roles: set[str] = field(default_factory=set)


def parse(text: str) -> PersonName | None:
    """Take a full name apart; None for a single word."""
    if family_first(text.split()):
        family, given = (fold(part) for part in text.split())
        return PersonName(tuple(given.split("-")), family)
    plain = _NICKNAME.sub(" ", text).replace("-", " ")
    found = [(w, p) for w in _PART.findall(plain) if (p := fold(w).strip("'"))]
    initials = {p for w, p in found if len(w) == 1 and w.isupper()}  # E Marsh, against Ortega y Gasset
    parts = [p for _, p in found]
    suffix = None
    if parts and parts[-1] in _SUFFIX and len(parts) > 1:
        suffix = _SUFFIX[parts.pop()]
    kept = [p for p in parts if p not in _PARTICLES or p in initials] or parts
    if len(kept) < 2:
        return None
    nick = _NICKNAME.search(text)
    return PersonName(tuple(kept[:-1]), kept[-1], suffix, fold(nick[1]) if nick else None)


@functools.lru_cache(maxsize=1 << 14)
def sounds(name: str) -> str:
    """How a folded name sounds in English."""
    return jellyfish.metaphone(name)


@functools.lru_cache(maxsize=1 << 16)
def given_alike(one: str, other: str) -> bool:
    """Tell whether two folded given names may be spellings of one: the same sound and nearly the same letters.

    Metaphone alone joins Jon and Jane; Jaro-Winkler alone joins Mark and Marek. Of names of which one ends
    in -a or -o, the other is another sex's or another language's.
    """
    if len(one) == 1 or len(other) == 1:
        return one[0] == other[0]
    if _same_given(one, other):
        return True
    ends = {name.removesuffix("h")[-1:] for name in (one, other)}
    if len(ends) == 2 and ends & {"a", "o"}:
        return False
    if pairs("distinct_given_names").get(one) == other or pairs("distinct_given_names").get(other) == one:
        return False
    near = 0.75 if min(len(one), len(other)) > 4 else 0.85
    return sounds(one) == sounds(other) and JaroWinkler.similarity(one, other) >= near


def _same_given(one: str, other: str) -> bool:
    """Tell whether two given names are the same, one of them perhaps its short form."""
    return one == other or pairs("nicknames").get(one, one) == pairs("nicknames").get(other, other)


def same_person(one: PersonName, other: PersonName) -> bool:
    """Tell whether two names with one surname may be one person's, by the names alone."""
    if one.suffix and other.suffix and one.suffix != other.suffix:
        return False
    if other.first == one.nick or one.first == other.nick:
        return True
    if not given_alike(one.first, other.first):
        return False
    if one.first != other.first and len(one.first) > 1 and len(other.first) > 1 and one.given[1:] != other.given[1:]:
        return False
    middles = list(zip(one.given[1:], other.given[1:], strict=False))
    return all(given_alike(a, b) for a, b in middles)


def roles_conflict(one: set[str], other: set[str], *, strict: bool) -> bool:
    """Tell whether two sets of roles cannot be one person's; `strict` allows one profession only."""
    mine, theirs = lives(one), lives(other)
    if mine & theirs:
        here, there = _lands(one), _lands(other)
        return bool(here and there and not here & there)
    if any(frozenset({a, b}) in _STRANGERS for a in mine for b in theirs):
        return True
    return strict and bool(mine - _ANYBODY) and bool(theirs - _ANYBODY)


def ages_conflict(one: set[int], other: set[int]) -> bool:
    """Tell whether two sets of ages cannot be one person's within the time a dossier spans."""
    return bool(one and other) and min(abs(a - b) for a in one for b in other) > _GROWN


def lives(roles: set[str]) -> set[str]:
    """Collect the walks of life that roles belong to."""
    return {life for role in roles for life in _lives_of(role)}


@functools.lru_cache(maxsize=1 << 14)
def _lives_of(role: str) -> frozenset[str]:
    return frozenset(life for life in _LIVES if head(role) in words(life))


def head(role: str) -> str:
    """Find the word of a role that says what somebody is: of `president of peru` it is `president`."""
    words_ = role.split(" of ", maxsplit=1)[0].replace(".", "").split()
    return words_[-1] if words_ else ""


def _lands(roles: set[str]) -> set[str]:
    """Collect the places that roles are tied to: `peruvian president` and `president of peru` to Peru."""
    tied = {role.split(" of ", 1)[1] for role in roles if " of " in role}
    tied |= {land for role in roles if (land := nation(role.split()[0]))}
    return {pairs("second_names").get(land, land) for land in tied}


def cluster(people: Mapping[str, Person], clusters: Clusters) -> None:
    """Join full names that are one person's."""
    by_surname: dict[str, list[str]] = defaultdict(list)
    by_given: dict[tuple[str, str], list[str]] = defaultdict(list)
    for key in sorted(people):
        person = people[key]
        clusters.add(key)
        by_surname[person.name.surname].append(key)
        for part in person.name.given[1:]:
            if part not in listed("given"):
                by_surname[part].append(key)
        for role in sorted({head(r) for r in person.roles}):
            by_given[person.name.first, role].append(key)
    _join_surnames(people, by_surname, clusters)
    _keep_namesakes(people, clusters)
    for surname in sorted(by_surname):
        _join_namesakes(by_surname[surname], people, clusters)
    for first, role in sorted(by_given):
        _join_misspelt(role, by_given[first, role], people, clusters)


def _keep_namesakes(people: Mapping[str, Person], clusters: Clusters) -> None:
    """Keep those of one full name apart that were told apart by what they are."""
    alike: dict[str, list[str]] = defaultdict(list)
    for key in sorted(people):
        alike[key.split("#", 1)[0]].append(key)
    for keys in alike.values():
        for one, other in combinations(keys, 2):
            clusters.forbid(one, other)


def _join_surnames(people: Mapping[str, Person], by_surname: Mapping[str, list[str]], clusters: Clusters) -> None:
    """Join two surnames alone to the one full name of their article that ends in them: `Pereyra Zamora`."""
    for key in sorted(people):
        short = people[key]
        if short.name.first in listed("given"):
            continue
        mine = (*short.name.given, short.name.surname)
        fits = [
            other
            for other in by_surname[short.name.surname]
            if other != key and people[other].articles & short.articles
            and (*people[other].name.given, people[other].name.surname)[-len(mine) :] == mine
        ]  # fmt: skip
        if len(fits) == 1:
            clusters.join(
                fits[0],
                key,
                f"“{short.text}” joins “{people[fits[0]].text}”: its surnames, in an article that has both.",
            )


def _letters(given: str) -> set[str]:
    """Collect the letters a given name may begin with, by sound and in full: W for Bill, J and G for Gerald."""
    first = pairs("nicknames").get(given, given)
    if first[:2] in ("ge", "gi"):
        return {"g", "j"}
    if first[:2] == "ph":
        return {"p", "f"}
    return {"c": {"k"}, "q": {"k"}}.get(first[0], {first[0]})


def _join_namesakes(keys: list[str], people: Mapping[str, Person], clusters: Clusters) -> None:
    """Join names with one surname: the same given names, one of them shortened or spelt differently."""
    names = sorted(set(keys), key=lambda k: (-len(people[k].articles), k))
    firsts: dict[str, list[str]] = defaultdict(list)
    for key in names:
        name = people[key].name
        for letter in _letters(name.first) | _letters(name.nick or name.first):
            firsts[letter].append(key)
    for block in firsts.values():
        for i, one in enumerate(block[:200]):
            for other in block[i + 1 : 200]:
                a, b = people[one], people[other]
                if not _compatible(a.name, b.name):
                    continue
                if _ambiguous(b, one, block, people, clusters) or _ambiguous(a, other, block, people, clusters):
                    continue
                spelt = not _same_given(a.name.first, b.name.first) and min(len(a.name.first), len(b.name.first)) > 1
                if spelt and a.articles & b.articles:
                    continue
                if roles_conflict(a.roles, b.roles, strict=a.name.first != b.name.first):
                    clusters.forbid(one, other)
                    continue
                clusters.join(one, other, _why_namesakes(a, b))


def _compatible(a: PersonName, b: PersonName) -> bool:
    if a.surname == b.surname:
        return same_person(a, b)
    short, long = sorted((a, b), key=lambda n: len(n.given))
    whole, mine = (*long.given, long.surname), (*short.given, short.surname)
    # José Pérez and José Pérez García: the second surname left out
    return len(mine) < len(whole) and short.surname not in listed("given") and whole[: len(mine)] == mine


def _ambiguous(person: Person, other: str, block: list[str], people: Mapping[str, Person], clusters: Clusters) -> bool:
    """Tell whether a shortened name could as well be another person's than `other`."""
    rivals = {
        clusters.find(key)
        for key in block
        if key != person.key
        and clusters.find(key) != clusters.find(person.key)
        and _compatible(person.name, people[key].name)
    }
    mine = people[other].name
    foes = [key for key in block if clusters.find(key) in rivals and clusters.find(key) != clusters.find(other)]
    return any(not _compatible(mine, people[key].name) for key in foes)


def _why_namesakes(a: Person, b: Person) -> str:
    if fold(a.text) == fold(b.text):
        return f"“{b.text}” joins “{a.text}”: the same name, written with other accents or signs."
    if a.name.nick == b.name.first or a.name.first == b.name.nick:
        return f"“{b.text}” joins “{a.text}”: same surname, and the given name is the nickname that an article gives."
    if a.name.surname != b.name.surname:
        return f"“{b.text}” joins “{a.text}”: the same names, one surname left out."
    if a.name.first == b.name.first:
        return f"“{b.text}” joins “{a.text}”: same surname and given name, the longer form adds to it."
    return f"“{b.text}” joins “{a.text}”: same surname, and the given names are spellings of one name."


def _join_misspelt(role: str, keys: list[str], people: Mapping[str, Person], clusters: Clusters) -> None:
    """Join names with one given name and one role whose surnames differ in a letter or two."""
    if not role:
        return
    for i, one in enumerate(keys[:200]):
        for other in keys[i + 1 : 200]:
            a, b = people[one], people[other]
            if a.name.surname == b.name.surname or a.articles & b.articles:
                continue
            short = min(len(a.name.surname), len(b.name.surname))
            if DamerauLevenshtein.distance(a.name.surname, b.name.surname) > (1 if short < 6 else 2) or short < 4:
                continue
            if (
                a.name.given != b.name.given
                or a.name.suffix != b.name.suffix
                or roles_conflict(a.roles, b.roles, strict=True)
            ):
                continue
            why = f"same given name and both called {role}; the surnames differ by a letter or two"
            known, new = sorted((a, b), key=lambda p: (-len(p.articles), p.text.isascii(), p.key))
            clusters.join(known.key, new.key, f"“{new.text}” joins “{known.text}”: {why}.")
