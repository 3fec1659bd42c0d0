"""People: which full names are one person, and whom a bare surname means.

Full names join when surname and given names are alike, or when the surname is spelt almost the same, the given name is
the same and so is the role. Likeness alone joins nobody: “Jarí” and “Jara” are two people.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass, field
from itertools import combinations

from rapidfuzz.distance import DamerauLevenshtein

from dossier.extracting.lexicon import listed, pairs
from dossier.linking.entities.clusters import Clusters
from dossier.linking.entities.occupations import head, roles_conflict
from dossier.linking.entities.person_names import PersonName, same_given, same_person, standard
from dossier.text.folding import fold

_BLOCK = 200  # people of one surname, or of one given name and role, that are compared
_SHORTEST, _LONG = 4, 6  # letters of a surname that may be misspelt, and of one with two letters wrong


@dataclass(slots=True)
class Person:
    """One full name across the dossier."""

    key: str
    name: PersonName
    text: str
    articles: set[str] = field(default_factory=set)
    roles: set[str] = field(default_factory=set)


def cluster(people: Mapping[str, Person], clusters: Clusters) -> None:
    """Join full names that are one person's."""
    by_surname: dict[str, list[str]] = defaultdict(list)
    by_given: dict[tuple[str, str], list[str]] = defaultdict(list)
    for key in sorted(people):
        person = people[key]
        clusters.add(key)
        by_surname[standard(person.name.surname)].append(key)
        for part in person.name.given[1:]:
            if part not in listed("given"):
                by_surname[standard(part)].append(key)
        for role in sorted({head(r) for r in person.roles}):
            by_given[standard(person.name.first), role].append(key)
    _join_surnames(people, by_surname, clusters)
    _keep_namesakes(people, clusters)
    for surname in sorted(by_surname):
        _join_namesakes(by_surname[surname], people, clusters)
    for first, role in sorted(by_given):
        _join_misspelt(role, by_given[first, role], people, clusters)
    _join_turned(people, clusters)
    _join_nicknames(people, clusters)


def _is_given(part: str) -> bool:
    return part in listed("given") or standard(part) in pairs("transliterations").values()


def _join_nicknames(people: Mapping[str, Person], clusters: Clusters) -> None:
    """Join a nickname of two words that stands alone to its bearer: `Big Tony`, in an article with his full name."""
    by_name = {person.name.whole: key for key, person in sorted(people.items())}
    for key, person in sorted(people.items()):
        alone = by_name.get(tuple(person.name.nick.split())) if person.name.nick else None
        if alone and alone != key and people[alone].articles & person.articles:
            why = f"“{people[alone].text}” joins “{person.text}”: the nickname that an article gives."
            clusters.join(key, alone, why)


def _join_turned(people: Mapping[str, Person], clusters: Clusters) -> None:
    """Join a name with the one that has the family name first: `Kovács Viktor` and `Viktor Kovács`."""
    by_parts: dict[tuple[str, ...], list[str]] = defaultdict(list)
    single = [key for key in sorted(people) if len(people[key].name.given) == 1]
    for key in single:
        if not people[key].name.suffix:
            by_parts[people[key].name.whole].append(key)
    for key in single:
        person = people[key]
        first, last = person.name.first, person.name.surname
        for other in by_parts.get((last, first), ()) if first < last else ():
            if _is_turned(person, people[other]):
                known, new = sorted((person, people[other]), key=lambda p: (-len(p.articles), p.key))
                clusters.join(known.key, new.key, f"“{new.text}” joins “{known.text}”: the family name stands first.")


def _is_turned(person: Person, turned: Person) -> bool:
    """Return whether one part only of a name is a given name, or both people are called the same."""
    one_given = _is_given(person.name.first) != _is_given(person.name.surname)
    called = {head(role) for role in person.roles} & {head(role) for role in turned.roles}
    return (one_given or bool(called)) and not roles_conflict(person.roles, turned.roles, strict=False)


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
            for other in by_surname[standard(short.name.surname)]
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
    """Return the letters a given name may begin with, by sound and in full: W for Bill, J and G for Gerald."""
    first = pairs("nicknames").get(given, standard(given))
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
        for one, other in combinations(block[:_BLOCK], 2):
            a, b = people[one], people[other]
            if not _may_be_one(a, b, block, people, clusters):
                continue
            if roles_conflict(a.roles, b.roles, strict=a.name.first != b.name.first):
                clusters.forbid(one, other)
            else:
                clusters.join(one, other, _why_namesakes(a, b))


def _may_be_one(a: Person, b: Person, block: list[str], people: Mapping[str, Person], clusters: Clusters) -> bool:
    """Return whether two names with one surname can be one person's, and no third one's as well."""
    if not _compatible(a.name, b.name):
        return False
    if _ambiguous(b, a.key, block, people, clusters) or _ambiguous(a, b.key, block, people, clusters):
        return False
    return not (_is_spelt_otherwise(a.name, b.name) and a.articles & b.articles)


def _is_spelt_otherwise(a: PersonName, b: PersonName) -> bool:
    """Return whether two given names are neither one name, nor an initial or nickname of the other's."""
    nick = a.nick == b.first or b.nick == a.first
    return not nick and not same_given(a.first, b.first) and min(len(a.first), len(b.first)) > 1


def _compatible(a: PersonName, b: PersonName) -> bool:
    if standard(a.surname) == standard(b.surname):
        return same_person(a, b)
    short, long = sorted((a, b), key=lambda n: len(n.given))
    whole, mine = (*long.given, long.surname), (*short.given, short.surname)
    # José Pérez and José Pérez García: the second surname left out
    return len(mine) < len(whole) and short.surname not in listed("given") and whole[: len(mine)] == mine


def _ambiguous(person: Person, other: str, block: list[str], people: Mapping[str, Person], clusters: Clusters) -> bool:
    """Return whether a shortened name could as well be another person's than `other`."""
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
    alike = [*map(standard, a.name.whole)] == [*map(standard, b.name.whole)]
    if alike and a.name.whole != b.name.whole:
        return f"“{b.text}” joins “{a.text}”: the same name, brought from another alphabet in another way."
    if a.name.surname != b.name.surname:
        return f"“{b.text}” joins “{a.text}”: the same names, one surname left out."
    if a.name.first == b.name.first:
        return f"“{b.text}” joins “{a.text}”: same surname and given name, the longer form adds to it."
    return f"“{b.text}” joins “{a.text}”: same surname, and the given names are spellings of one name."


def _join_misspelt(role: str, keys: list[str], people: Mapping[str, Person], clusters: Clusters) -> None:
    """Join names with one given name and one role whose surnames differ in a letter or two."""
    for one, other in combinations(keys[:_BLOCK], 2) if role else ():
        a, b = people[one], people[other]
        apart = a.articles & b.articles or roles_conflict(a.roles, b.roles, strict=True)
        if _is_misspelt(a.name, b.name) and not apart:
            why = f"same given name and both called {role}; the surnames differ by a letter or two"
            known, new = sorted((a, b), key=lambda p: (-len(p.articles), p.text.isascii(), p.key))
            clusters.join(known.key, new.key, f"“{new.text}” joins “{known.text}”: {why}.")


def _is_misspelt(a: PersonName, b: PersonName) -> bool:
    """Return whether two names have the same given names, and surnames that differ in a letter, long ones in two."""
    short = min(len(a.surname), len(b.surname))
    if a.surname == b.surname or short < _SHORTEST:
        return False
    if DamerauLevenshtein.distance(a.surname, b.surname) > (1 if short < _LONG else 2):
        return False
    return [*map(standard, a.given)] == [*map(standard, b.given)] and a.suffix == b.suffix
