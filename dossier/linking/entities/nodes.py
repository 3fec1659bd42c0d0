"""What is linked: each mention's spelling with the type its dossier gives it, called a node (`PERSON|luis cordero`)."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence
from typing import cast

from dossier.extracting.lexicon import listed, place, words
from dossier.linking.entities.cooccurrence import Circles
from dossier.linking.entities.occupations import ages_conflict, head, lives, roles_conflict
from dossier.linking.entities.organisations import Thing
from dossier.linking.entities.person_names import PersonName, parse
from dossier.linking.entities.persons import Person
from dossier.model import EntityType, Mention
from dossier.text.folding import fold

ORDER: tuple[EntityType, ...] = ("PERSON", "ORG", "PLACE", "EVENT", "NATIONALITY")
_AND = (len(" & "), len(" and "))  # between the given names of a couple
_INITIALS = re.compile(r"(?<=\b\w)\. (?=\w\b)")
_SPACE = re.compile(r"[\s\u00a0]+")


def spelling_key(text: str) -> str:
    """Fold a spelling so that accents, case and spacing make no difference."""
    return _SPACE.sub(" ", fold(_INITIALS.sub(".", text)))


def kind_of(node: str) -> EntityType:
    """Read the type off a node."""
    return cast("EntityType", node.split("|", 1)[0])


def nodes_of(mentions: Sequence[Mention], keys: Sequence[str]) -> list[str]:
    """Give each mention its node: the type that most mentions of its spelling have, and the spelling.

    A person whom its article names in full stays a person, and a name that people and places share keeps the
    type its article gives it.
    """
    votes: dict[str, Counter[EntityType]] = defaultdict(Counter)
    for mention, key in zip(mentions, keys, strict=True):
        votes[key][mention.type] += 2 if mention.role else 1
    surnames = {
        key.rsplit(" ", 1)[1] for key, count in votes.items() if " " in key and count["PERSON"] * 2 > count.total()
    }
    kinds = {
        key: max(ORDER, key=lambda kind: (count[kind] + _prior(key, kind, surnames), -ORDER.index(kind)))
        for key, count in votes.items()
    }
    shared = {
        k for k, count in votes.items() if count["PERSON"] and count["PLACE"] and place(k) and k in listed("surnames")
    }
    full: dict[str, set[str]] = defaultdict(set)
    companies: dict[str, set[str]] = defaultdict(set)
    for mention, key in zip(mentions, keys, strict=True):
        if mention.type == "PERSON" and " " in key and kinds[key] == "PERSON":
            full[mention.article].update(key.split())
        elif mention.type == "ORG" and " " in key:
            companies[mention.article].add(key.split(" ", 1)[0])  # Ford, of the Ford Motor Company
    nodes = []
    for mention, key in zip(mentions, keys, strict=True):
        own = key in shared or (mention.type == "PERSON" and key in full[mention.article])
        company = key in companies[mention.article] and key in full[mention.article]
        own = own or (mention.type == "ORG" and company)
        nodes.append(f"{mention.type if own else kinds[key]}|{key}")
    return nodes


def _prior(key: str, kind: EntityType, surnames: set[str]) -> float:
    """Weigh what the lists, or full names elsewhere in the dossier, add to the vote."""
    if kind == "PLACE":
        return 3.0 if key in listed("countries") or key in words("places") else 0.0
    if kind == "ORG":
        return 0.5 if key in words("organisations") else 0.0
    return 2.0 if kind == "PERSON" and key in surnames and key not in words("organisations") else 0.0


def people_of(
    mentions: Sequence[Mention], keys: Sequence[str], nodes: list[str], circles: Circles
) -> dict[str, Person]:
    """Collect full names of people, with their articles and roles.

    Namesakes whose roles or ages cannot be one person's (a judge and a striker) get nodes of their own;
    `nodes` is changed in place.
    """
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
    people: dict[str, Person] = {}
    for node, indices in places.items():
        name = names[node]
        for number, group in enumerate(_namesakes([mentions[i] for i in indices], name.surname, circles)):
            mine = f"{node}#{number + 1}" if number else node
            chosen = [i for i in indices if mentions[i].article in group]
            people[mine] = Person(
                mine, name, _usual(mentions, chosen), group, {r for i in chosen if (r := mentions[i].role)}
            )
            for i in chosen:
                nodes[i] = mine
    return people


def _couples(
    mentions: Sequence[Mention], keys: Sequence[str], parsed: Mapping[str, PersonName | None]
) -> Iterator[tuple[int, PersonName]]:
    """Yield given names that share the surname of the full name after them: `Tom and Anna Sorensen`."""
    surnames = {name.surname for name in parsed.values() if name}
    for i in range(len(mentions) - 1):
        one, other, key = mentions[i], mentions[i + 1], keys[i]
        full = parsed.get(keys[i + 1]) if other.type == "PERSON" else None
        joined = one.article == other.article and other.start - one.end in _AND
        given = one.type == "PERSON" and key in listed("given") and key not in surnames and not one.role
        if full and joined and given and full.first in listed("given") and full.first != key:
            yield i, PersonName((key,), full.surname)


def _namesakes(mentions: Sequence[Mention], surname: str, circles: Circles) -> list[set[str]]:
    """Divide the articles of one full name where their roles or ages conflict; mostly all together.

    Articles that say neither go with the only ones whose other names they share, else they stay by themselves.
    """
    roles: dict[str, set[str]] = defaultdict(set)
    ages: dict[str, set[int]] = defaultdict(set)
    for mention in mentions:
        if mention.role:
            roles[mention.article].add(mention.role)
        if mention.age:
            ages[mention.article].add(mention.age)
    told = sorted({*roles, *ages}, key=lambda article: (-len(lives(roles[article])), article))
    groups: list[tuple[set[str], set[int], set[str]]] = []
    for article in told:
        for known, old, articles in groups:
            alike = {head(role) for role in known} & {head(role) for role in roles[article]}
            aged = not alike and ages_conflict(old, ages[article])
            if not aged and not roles_conflict(known, roles[article], strict=False):
                known.update(roles[article])
                old.update(ages[article])
                articles.add(article)
                break
        else:
            groups.append((set(roles[article]), set(ages[article]), {article}))
    plain = {mention.article for mention in mentions} - set(told)
    found = [articles for _, _, articles in groups]
    if len(found) < 2:
        return [set().union(plain, *found)]
    sides = [set(articles) for articles in found]
    open_: set[str] = set()
    for article in sorted(plain):
        near = [side for side, known in zip(found, sides, strict=True) if circles.shared(article, known, surname)]
        (near[0] if len(near) == 1 else open_).add(article)
    return [*found, *([open_] if open_ else [])]


def things_of(mentions: Sequence[Mention], nodes: Sequence[str]) -> dict[str, Thing]:
    """Collect spellings of everything that is no person."""
    places: dict[str, list[int]] = defaultdict(list)
    for i, node in enumerate(nodes):
        if not node.startswith("PERSON|"):
            places[node].append(i)
    return {
        node: Thing(
            node, kind_of(node), _usual(mentions, indices), len(indices), {mentions[i].article for i in indices}
        )
        for node, indices in places.items()
    }


def _usual(mentions: Sequence[Mention], indices: Sequence[int]) -> str:
    """Find the commonest spelling among some mentions."""
    count = Counter(mentions[i].text for i in indices)
    return min(count.items(), key=lambda item: (-item[1], item[0]))[0]


def told_apart_by_signs(groups: Sequence[Sequence[str]]) -> set[str]:
    """Find names that the user keeps apart though they differ in accents or case alone."""
    found = set()
    for names in groups:
        count = Counter(fold(name) for name in names)
        found |= {name for name in names if count[fold(name)] > 1}
    return found
