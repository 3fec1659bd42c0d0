"""What is linked: each mention's spelling with the type its dossier gives it, called a node (`PERSON|luis cordero`)."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import cast

from dossier.extracting.lexicon import listed, place, words
from dossier.linking.entities.cooccurrence import CooccurringNames
from dossier.linking.entities.occupations import ages_conflict, head, lives, roles_conflict
from dossier.linking.entities.organisations import NameSpelling
from dossier.linking.entities.person_names import PersonName, parse
from dossier.linking.entities.persons import Person
from dossier.model import EntityType, Mention
from dossier.text.folding import fold

ORDER: tuple[EntityType, ...] = ("PERSON", "ORG", "PLACE", "EVENT", "NATIONALITY")
# The winner among equal votes: an unknown word is taken for an organisation rather than a place.
_FIRST = {"PERSON": 0, "PLACE": 1, "ORG": 2, "EVENT": 3, "NATIONALITY": 4}
_AND = (len(" & "), len(" and "))  # between the given names of a couple
_INITIALS = re.compile(r"(?<=\b\w)\. (?=\w\b)")
_SPACE = re.compile(r"[\s\u00a0]+")


def spelling_key(text: str) -> str:
    """Return a spelling folded so that accents, case and spacing make no difference."""
    return _SPACE.sub(" ", fold(_INITIALS.sub(".", text)))


def kind_of(node: str) -> EntityType:
    """Return the type of a node."""
    return cast("EntityType", node.split("|", 1)[0])


def nodes_of(mentions: Sequence[Mention], keys: Sequence[str]) -> list[str]:
    """Return the node of each mention: the type that most mentions of its spelling have, and the spelling.

    A person whom its article names in full stays a person, and a name that people and places share keeps the
    type its article gives it.
    """
    votes: dict[str, Counter[EntityType]] = defaultdict(Counter)
    for mention, key in zip(mentions, keys, strict=True):
        votes[key][mention.type] += 2 if mention.role else 1
    kinds = _elected(votes)
    shared = {key for key, count in votes.items() if _is_shared(key, count)}
    full, companies = _named_in_full(mentions, keys, kinds)

    def own(mention: Mention, key: str) -> bool:
        here = key in full[mention.article]
        company = mention.type == "ORG" and key in companies[mention.article]
        return key in shared or (here and (company or mention.type == "PERSON"))

    nodes: dict[tuple[EntityType, str], str] = {}  # one text for all mentions of a node

    def node(kind: EntityType, key: str) -> str:
        if (kind, key) not in nodes:
            nodes[kind, key] = f"{kind}|{key}"
        return nodes[kind, key]

    return [node(m.type if own(m, key) else kinds[key], key) for m, key in zip(mentions, keys, strict=True)]


def _elected(votes: Mapping[str, Counter[EntityType]]) -> dict[str, EntityType]:
    """Return the type of each spelling: the one with most votes."""
    surnames = {
        key.rsplit(" ", 1)[1] for key, count in votes.items() if " " in key and count["PERSON"] * 2 > count.total()
    }
    return {
        key: max(ORDER, key=lambda kind: (count[kind] + _prior(key, kind, surnames), -_FIRST[kind]))
        for key, count in votes.items()
    }


def _is_shared(key: str, count: Counter[EntityType]) -> bool:
    """Return whether a name is a surname as well as a place, and is used as both."""
    return bool(count["PERSON"] and count["PLACE"] and place(key)) and key in listed("surnames")


def _named_in_full(
    mentions: Sequence[Mention], keys: Sequence[str], kinds: Mapping[str, EntityType]
) -> tuple[Mapping[str, set[str]], Mapping[str, set[str]]]:
    """Return for each article the parts of the full names of people, and the first words of organisations."""
    full: dict[str, set[str]] = defaultdict(set)
    companies: dict[str, set[str]] = defaultdict(set)
    for mention, key in zip(mentions, keys, strict=True):
        if mention.type == "PERSON" and " " in key and kinds[key] == "PERSON":
            full[mention.article].update(key.split())
        elif mention.type == "ORG" and " " in key:
            companies[mention.article].add(key.split(" ", 1)[0])  # Ford, of the Ford Motor Company
    return full, companies


def _prior(key: str, kind: EntityType, surnames: set[str]) -> float:
    """Return what word lists and full names elsewhere in the dossier add to the votes for a type."""
    if kind == "PLACE":
        return 3.0 if key in listed("countries") or key in words("places") else 0.0
    if kind == "ORG":
        return 0.5 if key in words("organisations") else 0.0
    return 2.0 if kind == "PERSON" and key in surnames and key not in words("organisations") else 0.0


def people_of(
    mentions: Sequence[Mention], keys: Sequence[str], nodes: list[str], cooccurring: CooccurringNames
) -> dict[str, Person]:
    """Return the full names of people by their nodes, with their articles and roles.

    Namesakes whose roles or ages cannot be one person's (a judge and a striker) get nodes of their own;
    `nodes` is changed in place.
    """
    names, places = _full_names(mentions, keys, nodes)
    people: dict[str, Person] = {}
    for node, indices in places.items():
        name = names[node]
        for number, group in enumerate(_namesakes([mentions[i] for i in indices], name.surname, cooccurring)):
            mine = f"{node}#{number + 1}" if number else node
            chosen = [i for i in indices if mentions[i].article in group]
            roles = {role for i in chosen if (role := mentions[i].role)}
            people[mine] = Person(mine, name, _usual(mentions, chosen), group, roles)
            for i in chosen:
                nodes[i] = mine
    return people


def _full_names(
    mentions: Sequence[Mention], keys: Sequence[str], nodes: Sequence[str]
) -> tuple[dict[str, PersonName], dict[str, list[int]]]:
    """Return the full names of people by their nodes, and the places of their mentions."""
    parsed: dict[str, PersonName | None] = {}
    places: dict[str, list[int]] = defaultdict(list)
    for i, (key, node) in enumerate(zip(keys, nodes, strict=True)):
        if node.startswith("PERSON|"):
            if key not in parsed:
                parsed[key] = parse(mentions[i].text)
            if parsed[key]:
                places[node].append(i)
    names = {node: name for node, indices in places.items() if (name := parsed[keys[indices[0]]])}
    for i, name in _couples(mentions, keys, parsed):
        node = f"PERSON|{name.first} {name.surname}"
        names.setdefault(node, name)
        places[node].append(i)
    return names, places


def _couples(
    mentions: Sequence[Mention], keys: Sequence[str], parsed: Mapping[str, PersonName | None]
) -> Iterator[tuple[int, PersonName]]:
    """Yield given names that share the surname of the full name after them: `Tom and Anna Sorensen`."""
    surnames = {name.surname for name in parsed.values() if name}
    for i, (one, other) in enumerate(pairwise(mentions)):
        key, full = keys[i], parsed.get(keys[i + 1]) if other.type == "PERSON" else None
        joined = one.article == other.article and other.start - one.end in _AND
        if full and joined and key not in surnames and _is_given(one, key, full):
            yield i, PersonName((key,), full.surname)


def _is_given(mention: Mention, key: str, full: PersonName) -> bool:
    """Return whether a mention is a given name alone, without a role, and another than that of the full name."""
    given = mention.type == "PERSON" and key in listed("given") and not mention.role
    return given and full.first in listed("given") and full.first != key


@dataclass(slots=True)
class _Side:
    """One of several people with one full name: what their articles say they are and how old, and the articles."""

    roles: set[str]
    ages: set[int]
    articles: set[str]

    def takes(self, roles: set[str], ages: set[int]) -> bool:
        """Return whether an article's roles and ages may be this person's."""
        alike = {head(role) for role in self.roles} & {head(role) for role in roles}
        aged = not alike and ages_conflict(self.ages, ages)
        return not aged and not roles_conflict(self.roles, roles, strict=False)


def _namesakes(mentions: Sequence[Mention], surname: str, cooccurring: CooccurringNames) -> list[set[str]]:
    """Return the articles of one full name, divided where their roles or ages conflict; mostly one set.

    Articles that say neither go with the only ones whose other names they share, else they stay by themselves.
    """
    sides = _sides(mentions)
    told = set().union(*(side.articles for side in sides))
    plain = {mention.article for mention in mentions} - told
    if len(sides) < 2:
        return [told | plain]
    found = [set(side.articles) for side in sides]
    open_: set[str] = set()
    for article in sorted(plain):
        near = [i for i, side in enumerate(sides) if cooccurring.shared(article, side.articles, surname)]
        (found[near[0]] if len(near) == 1 else open_).add(article)
    return [*found, *([open_] if open_ else [])]


def _sides(mentions: Sequence[Mention]) -> list[_Side]:
    """Return the people whom the articles that give a role or an age tell apart."""
    roles: dict[str, set[str]] = defaultdict(set)
    ages: dict[str, set[int]] = defaultdict(set)
    for mention in mentions:
        if mention.role:
            roles[mention.article].add(mention.role)
        if mention.age:
            ages[mention.article].add(mention.age)
    sides: list[_Side] = []
    for article in sorted({*roles, *ages}, key=lambda article: (-len(lives(roles[article])), article)):
        side = next((side for side in sides if side.takes(roles[article], ages[article])), None)
        if side is None:
            side = _Side(set(), set(), set())
            sides.append(side)
        side.roles.update(roles[article])
        side.ages.update(ages[article])
        side.articles.add(article)
    return sides


def things_of(mentions: Sequence[Mention], nodes: Sequence[str]) -> dict[str, NameSpelling]:
    """Return the spellings of everything that is not a person, by their nodes."""
    places: dict[str, list[int]] = defaultdict(list)
    for i, node in enumerate(nodes):
        if not node.startswith("PERSON|"):
            places[node].append(i)
    return {
        node: NameSpelling(
            node, kind_of(node), _usual(mentions, indices), len(indices), {mentions[i].article for i in indices}
        )
        for node, indices in places.items()
    }


def _usual(mentions: Sequence[Mention], indices: Sequence[int]) -> str:
    """Return the commonest spelling among some mentions."""
    count = Counter(mentions[i].text for i in indices)
    return min(count.items(), key=lambda item: (-item[1], item[0]))[0]


def told_apart_by_signs(groups: Sequence[Sequence[str]]) -> set[str]:
    """Return the names that the user keeps apart though they differ in accents or case alone."""
    found = set()
    for names in groups:
        count = Counter(fold(name) for name in names)
        found |= {name for name in names if count[fold(name)] > 1}
    return found
