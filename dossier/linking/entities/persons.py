"""People: which full names are one person, and whom a bare surname means.

Full names join when surname and given names are alike, or when the surname is spelt almost the same, the given name is
the same and so is the role. Likeness alone joins nobody: “Jarí” and “Jara” are two people.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from itertools import combinations

from rapidfuzz.distance import DamerauLevenshtein

from dossier.extracting.lexicon import listed, pairs
from dossier.linking.entities.clusters import Clusters
from dossier.linking.entities.occupations import head, roles_conflict
from dossier.linking.entities.on_disk.columns import meet
from dossier.linking.entities.on_disk.texts import Index
from dossier.linking.entities.people import People, Person
from dossier.linking.entities.person_names import PersonName, same_given, same_person, standard
from dossier.text.folding import fold

_BLOCK = 200  # people of one surname, or of one given name and role, that are compared
_SHORTEST, _LONG = 4, 6  # letters of a surname that may be misspelt, and of one with two letters wrong
_BETWEEN = "\x00"  # sorts in front of every letter


def cluster(people: People, clusters: Clusters) -> None:
    """Join full names that are one person's; the numbers of people are their names in `clusters`."""
    by_surname, by_given = Index(), Index()
    for key in range(len(people)):
        person = people[key]
        by_surname.add(standard(person.name.surname), key)
        for part in person.name.given[1:]:
            if part not in listed("given"):
                by_surname.add(standard(part), key)
        for role in sorted({head(r) for r in person.roles}):
            by_given.add(f"{standard(person.name.first)}{_BETWEEN}{role}", key)
    _join_surnames(people, by_surname.done(), clusters)
    _keep_namesakes(people, clusters)
    for _, keys in by_surname:
        _join_namesakes({key: people[key] for key in keys}, clusters)
    for called, keys in by_given.done():
        _join_misspelt(called.split(_BETWEEN, 1)[1], [people[key] for key in keys[:_BLOCK]], clusters)
    _join_turned(people, clusters)
    _join_nicknames(people, clusters)


def _is_given(part: str) -> bool:
    return part in listed("given") or standard(part) in pairs("transliterations").values()


def _join_nicknames(people: People, clusters: Clusters) -> None:
    """Join a nickname of two words that stands alone to its bearer: `Big Tony`, in an article with his full name."""
    by_name = Index()
    for key in range(len(people)):
        by_name.add(_BETWEEN.join(people.name(key).whole), key)
    by_name.done()
    for key in range(len(people)):
        nick = people.name(key).nick
        alone = by_name.get(_BETWEEN.join(nick.split()))[-1:] if nick else ()
        for other in alone:
            one, mine = people[other], people[key]
            if other != key and meet(one.articles, mine.articles):
                clusters.join(key, other, f"“{one.text}” joins “{mine.text}”: the nickname that an article gives.")


def _join_turned(people: People, clusters: Clusters) -> None:
    """Join a name with the one that has the family name first: `Kovács Viktor` and `Viktor Kovács`."""
    by_parts = Index()
    for key in range(len(people)):
        name = people.name(key)
        if len(name.given) == 1 and not name.suffix:
            by_parts.add(_BETWEEN.join(name.whole), key)
    by_parts.done()
    for key in range(len(people)):
        name = people.name(key)
        first, last = name.first, name.surname
        if len(name.given) == 1 and first < last:
            person = people[key]
            for other in map(people.__getitem__, by_parts.get(f"{last}{_BETWEEN}{first}")):
                if _is_turned(person, other):
                    known, new = sorted((person, other), key=lambda p: (-len(p.articles), p.key))
                    clusters.join(
                        known.key, new.key, f"“{new.text}” joins “{known.text}”: the family name stands first."
                    )


def _is_turned(person: Person, turned: Person) -> bool:
    """Return whether one part only of a name is a given name, or both people are called the same."""
    one_given = _is_given(person.name.first) != _is_given(person.name.surname)
    called = {head(role) for role in person.roles} & {head(role) for role in turned.roles}
    return (one_given or bool(called)) and not roles_conflict(person.roles, turned.roles, strict=False)


def _keep_namesakes(people: People, clusters: Clusters) -> None:
    """Keep those of one full name apart that were told apart by what they are."""
    alike = Index()
    for key, node in enumerate(people.nodes):
        if "#" in node:
            alike.add(node.split("#", 1)[0], key)
    for node, others in alike.done():
        first = people.nodes.find(node)
        for one, other in combinations(others if first is None else [first, *others], 2):
            clusters.forbid(one, other)


def _join_surnames(people: People, by_surname: Index, clusters: Clusters) -> None:
    """Join two surnames alone to the one full name of their article that ends in them: `Pereyra Zamora`."""
    for key in range(len(people)):
        name = people.name(key)
        if name.first in listed("given"):
            continue
        mine, short = name.whole, people[key]
        fits = [
            other
            for other in by_surname.get(standard(name.surname))
            if other != key
            and people.name(other).whole[-len(mine) :] == mine
            and meet(people[other].articles, short.articles)
        ]
        if len(fits) == 1:
            full = people[fits[0]]
            why = f"“{short.text}” joins “{full.text}”: its surnames, in an article that has both."
            clusters.join(full.key, key, why)


def _letters(given: str) -> set[str]:
    """Return the letters a given name may begin with, by sound and in full: W for Bill, J and G for Gerald."""
    first = pairs("nicknames").get(given, standard(given))
    if first[:2] in ("ge", "gi"):
        return {"g", "j"}
    if first[:2] == "ph":
        return {"p", "f"}
    return {"c": {"k"}, "q": {"k"}}.get(first[0], {first[0]})


def _join_namesakes(people: Mapping[int, Person], clusters: Clusters) -> None:
    """Join names with one surname: the same given names, one of them shortened or spelt differently."""
    names = sorted(people, key=lambda k: (-len(people[k].articles), k))
    firsts: dict[str, list[int]] = defaultdict(list)
    for key in names:
        name = people[key].name
        for letter in sorted(_letters(name.first) | _letters(name.nick or name.first)):
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


def _may_be_one(a: Person, b: Person, block: Sequence[int], people: Mapping[int, Person], clusters: Clusters) -> bool:
    """Return whether two names with one surname can be one person's, and no third one's as well."""
    if not _compatible(a.name, b.name):
        return False
    if _ambiguous(b, a.key, block, people, clusters) or _ambiguous(a, b.key, block, people, clusters):
        return False
    return not (_is_spelt_otherwise(a.name, b.name) and meet(a.articles, b.articles))


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


def _ambiguous(
    person: Person, other: int, block: Sequence[int], people: Mapping[int, Person], clusters: Clusters
) -> bool:
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


def _join_misspelt(role: str, people: Iterable[Person], clusters: Clusters) -> None:
    """Join names with one given name and one role whose surnames differ in a letter or two."""
    for a, b in combinations(people, 2) if role else ():
        if not _is_misspelt(a.name, b.name) or meet(a.articles, b.articles):
            continue
        if not roles_conflict(a.roles, b.roles, strict=True):
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
