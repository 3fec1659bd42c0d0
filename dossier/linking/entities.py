"""Who is who across the dossier: every mention gets an entity, and every joining of spellings a reason.

The steps: spellings vote on their type; full names of people are clustered (persons), then bare surnames go to the one
person they can mean in their article; bodies, places, peoples and events are clustered (bodies); the user's
corrections come last and win.
"""

from __future__ import annotations

import itertools
import re
from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from typing import cast

from dossier.extracting.lexicon import fold, listed, words
from dossier.linking import bodies, persons
from dossier.linking.assembling import Group, Linked, assemble
from dossier.linking.clusters import Clusters
from dossier.linking.corrections import Corrections
from dossier.model import Definition, EntityType, Mention

__all__ = ["Linked", "link"]

_ORDER: tuple[EntityType, ...] = ("PERSON", "ORG", "PLACE", "EVENT", "NATIONALITY")
_SPACE = re.compile(r"[\s\u00a0]+")


def link(mentions: Sequence[Mention], definitions: Sequence[Definition], corrections: Corrections | None) -> Linked:
    """Link mentions of a whole dossier. The same input gives the same ids, whatever the order of articles within it."""
    wanted = corrections or Corrections()
    spelling = {text: _SPACE.sub(" ", fold(text)) for text in {m.text for m in mentions}}
    for text in _told_apart_by_signs(wanted):
        spelling[text] = f"{fold(text)} ({text})"
    keys = [spelling[m.text] for m in mentions]
    kinds = _vote(mentions, keys)
    nodes = _nodes(mentions, keys, kinds)
    clusters = Clusters()
    apart = [{spelling.get(name, fold(name)) for name in names} for names in wanted.apart]
    for group in apart:
        for kind in _ORDER:
            for one, other in itertools.combinations(sorted(group), 2):
                clusters.forbid(f"{kind}|{one}", f"{kind}|{other}")
    people = _people(mentions, keys, nodes)
    persons.cluster(people, clusters)
    nodes = _Bare(people, clusters, apart).resolved(mentions, keys, nodes)
    things = _things(mentions, keys, nodes)
    bodies.cluster(things, definitions, clusters)
    for node in nodes:
        clusters.add(node)
    members: dict[str, list[int]] = defaultdict(list)
    for i, node in enumerate(nodes):
        members[clusters.find(node)].append(i)
    groups = [Group(_kind(root), indices, list(clusters.why(root))) for root, indices in members.items()]
    return assemble(mentions, groups, wanted)


def _told_apart_by_signs(wanted: Corrections) -> set[str]:
    """Names that the user keeps apart though they differ in accents or case alone."""
    found = set()
    for names in wanted.apart:
        count = Counter(fold(name) for name in names)
        found |= {name for name in names if count[fold(name)] > 1}
    return found


def _kind(node: str) -> EntityType:
    return cast("EntityType", node.split("|", 1)[0])


def _vote(mentions: Sequence[Mention], keys: Sequence[str]) -> dict[str, EntityType]:
    """The type of each spelling: what most of its mentions say, the lists deciding a tie."""
    votes: dict[str, Counter[EntityType]] = defaultdict(Counter)
    for mention, key in zip(mentions, keys, strict=True):
        votes[key][mention.type] += 2 if mention.role else 1
    kinds: dict[str, EntityType] = {}
    for key, count in votes.items():
        kinds[key] = max(_ORDER, key=lambda kind: (count[kind] + _prior(key, kind), -_ORDER.index(kind)))
    return kinds


def _prior(key: str, kind: EntityType) -> float:
    if kind == "PLACE" and (key in listed("countries") or key in words("places")):
        return 3.0
    return 0.5 if kind == "ORG" and key in words("orgs") else 0.0


def _nodes(mentions: Sequence[Mention], keys: Sequence[str], kinds: Mapping[str, EntityType]) -> list[str]:
    """The node of each mention: its type and spelling. A person whom its article names in full stays a person."""
    full: dict[str, set[str]] = defaultdict(set)
    for mention, key in zip(mentions, keys, strict=True):
        if mention.type == "PERSON" and kinds[key] == "PERSON" and " " in key:
            full[mention.article].update(key.split())
    nodes = []
    for mention, key in zip(mentions, keys, strict=True):
        kind = "PERSON" if mention.type == "PERSON" and key in full[mention.article] else kinds[key]
        nodes.append(f"{kind}|{key}")
    return nodes


def _people(mentions: Sequence[Mention], keys: Sequence[str], nodes: Sequence[str]) -> dict[str, persons.Person]:
    """Full names of people, with their articles and roles."""
    people: dict[str, persons.Person] = {}
    spellings: dict[str, Counter[str]] = defaultdict(Counter)
    parsed: dict[str, persons.PersonName | None] = {}
    for mention, key, node in zip(mentions, keys, nodes, strict=True):
        if not node.startswith("PERSON|"):
            continue
        if key not in parsed:
            parsed[key] = persons.parse(mention.text)
        name = parsed[key]
        if name is None:
            continue
        person = people.get(node)
        if person is None:
            person = people[node] = persons.Person(node, name, mention.text)
        person.articles.add(mention.article)
        spellings[node][mention.text] += 1
        if mention.role:
            person.roles.add(mention.role)
    for node, person in people.items():
        person.text = min(spellings[node].items(), key=lambda item: (-item[1], item[0]))[0]
    return people


class _Bare:
    """Gives bare surnames (or given names) to the one person they can mean, in their article or else in the dossier."""

    def __init__(self, people: Mapping[str, persons.Person], clusters: Clusters, apart: Sequence[set[str]]) -> None:
        self.people, self.clusters, self.apart = people, clusters, apart
        self.last: dict[tuple[str, str], set[str]] = defaultdict(set)  # (article, surname) to people
        self.first: dict[tuple[str, str], set[str]] = defaultdict(set)
        self.anywhere: dict[str, set[str]] = defaultdict(set)
        for node, person in people.items():
            lasts = {person.name.surname, *(g for g in person.name.given[1:] if g not in listed("given"))}
            for last in lasts:
                self.anywhere[last].add(node)
            for article in person.articles:
                self.first[article, person.name.first].add(node)
                for last in lasts:
                    self.last[article, last].add(node)

    def resolved(self, mentions: Sequence[Mention], keys: Sequence[str], nodes: Sequence[str]) -> list[str]:
        """The nodes, those of bare names that can mean one person only replaced by a node of that person's."""
        decided: dict[tuple[str, str], str] = {}
        out = []
        for mention, key, node in zip(mentions, keys, nodes, strict=True):
            if node.startswith("PERSON|") and node not in self.people:
                if (mention.article, key) not in decided:
                    decided[mention.article, key] = self.whom(mention, key, node)
                node = decided[mention.article, key]
            out.append(node)
        return out

    def whom(self, mention: Mention, key: str, node: str) -> str:
        """The node for a bare name in one article."""
        last = key.split(" (")[0].split()[-1]
        why = "the only person of that name in an article that has both"
        fits = self.last.get((mention.article, last)) or self.first.get((mention.article, last))
        if not fits:
            why = "the only person of that name in the dossier"
            fits = self.anywhere.get(last, set())
        self.clusters.add(node)
        roots = {self.clusters.find(f) for f in fits}
        if len(roots) != 1:
            return node
        root = min(roots)
        spellings = {member.split("|", 1)[1].split("@")[0] for member in self.clusters.members(root)}
        if any(key in group and spellings & (group - {key}) for group in self.apart):
            return node
        # A bare spelling may mean different people in different articles: each has a node of its own for it.
        mine = f"PERSON|{key}@{min(m for m in self.clusters.members(root) if m in self.people)}"
        self.clusters.add(mine)
        self.clusters.join(root, mine, f"“{mention.text}” joins “{self.people[min(fits)].text}”: {why}.")
        return mine


def _things(mentions: Sequence[Mention], keys: Sequence[str], nodes: Sequence[str]) -> dict[str, bodies.Thing]:
    """Spellings of everything that is no person."""
    things: dict[str, bodies.Thing] = {}
    spellings: dict[str, Counter[str]] = defaultdict(Counter)
    for mention, node in zip(mentions, nodes, strict=True):
        if node.startswith("PERSON|"):
            continue
        thing = things.get(node)
        if thing is None:
            thing = things[node] = bodies.Thing(node, _kind(node), mention.text)
        thing.count += 1
        thing.articles.add(mention.article)
        spellings[node][mention.text] += 1
    for node, thing in things.items():
        thing.text = min(spellings[node].items(), key=lambda item: (-item[1], item[0]))[0]
    return things
