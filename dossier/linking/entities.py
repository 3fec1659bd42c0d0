"""Who is who across the dossier: every mention gets an entity, and every joining of spellings a reason.

The steps: spellings vote on their type; full names of people are clustered (persons), then bare surnames go to the one
person they can mean in their article; bodies, places, peoples and events are clustered (bodies); the user's
corrections come last and win.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from dossier.extracting.lexicon import fold, listed, words
from dossier.linking import bodies, persons
from dossier.linking.clusters import Clusters
from dossier.linking.corrections import Corrections
from dossier.model import Definition, Entity, EntityType, Mention, Variant

_ORDER: tuple[EntityType, ...] = ("PERSON", "ORG", "PLACE", "EVENT", "NATIONALITY")
_SLUG = re.compile(r"[^a-z0-9]+")
_SPACE = re.compile(r"[\s\u00a0]+")


@dataclass(frozen=True, slots=True)
class Linked:
    """The entities of a dossier, and for each mention the id of its entity, or None where it must be ignored."""

    entities: tuple[Entity, ...]
    assigned: tuple[str | None, ...]


def link(mentions: Sequence[Mention], definitions: Sequence[Definition], corrections: Corrections | None) -> Linked:
    """Link mentions of a whole dossier. The same input gives the same ids, whatever the order of articles within it."""
    wanted = corrections or Corrections()
    spelling = {text: _SPACE.sub(" ", fold(text)) for text in {m.text for m in mentions}}
    keys = [spelling[m.text] for m in mentions]
    kinds = _vote(mentions, keys)
    nodes = _nodes(mentions, keys, kinds)
    clusters = Clusters()
    people = _people(mentions, keys, nodes)
    persons.cluster(people, clusters)
    nodes = _bare(mentions, keys, nodes, people, clusters)
    things = _things(mentions, keys, nodes)
    bodies.cluster(things, definitions, clusters)
    return _Assembly(mentions, nodes, clusters, wanted).linked()


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


def _bare(
    mentions: Sequence[Mention], keys: Sequence[str], nodes: Sequence[str], people: Mapping[str, persons.Person], clusters: Clusters
) -> list[str]:
    """Give bare surnames (or given names) to the one person they can mean, in their article or else in the dossier."""
    by_article: dict[str, dict[str, set[str]]] = defaultdict(lambda: defaultdict(set))
    by_first: dict[str, dict[str, set[str]]] = defaultdict(lambda: defaultdict(set))
    anywhere: dict[str, set[str]] = defaultdict(set)
    for node, person in people.items():
        root = clusters.find(node)
        lasts = {person.name.surname, *(g for g in person.name.given[1:] if g not in listed("given"))}
        for last in lasts:
            anywhere[last].add(root)
        for article in person.articles:
            for last in lasts:
                by_article[article][last].add(root)
            by_first[article][person.name.first].add(root)
    out = list(nodes)
    decided: dict[tuple[str, str], str] = {}
    for i, (mention, key, node) in enumerate(zip(mentions, keys, nodes, strict=True)):
        if not node.startswith("PERSON|") or node in people:
            continue
        if (mention.article, key) not in decided:
            decided[mention.article, key] = _whom(mention, key, node, by_article, by_first, anywhere, people, clusters)
        out[i] = decided[mention.article, key]
    return out


def _whom(
    mention: Mention,
    key: str,
    node: str,
    by_article: Mapping[str, Mapping[str, set[str]]],
    by_first: Mapping[str, Mapping[str, set[str]]],
    anywhere: Mapping[str, set[str]],
    people: Mapping[str, persons.Person],
    clusters: Clusters,
) -> str:
    last = key.split()[-1]
    here = by_article.get(mention.article, {}).get(last) or by_first.get(mention.article, {}).get(last)
    why = "the only person of that name in an article that has both"
    fits = {clusters.find(f) for f in here or ()}
    if not here:
        fits = {clusters.find(f) for f in anywhere.get(last, ())}
        why = "the only person of that name in the dossier"
    clusters.add(node)
    if len(fits) != 1:
        return node
    root = min(fits)
    # A bare spelling may mean different people in different articles: each person has a node of its own for it.
    mine = f"PERSON|{key}@{min(clusters.members(root))}"
    clusters.add(mine)
    shown = people[root].text if root in people else root
    clusters.join(root, mine, f"“{mention.text}” joins “{shown}”: {why}.")
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
            kind = next(k for k in _ORDER if node.startswith(k))
            thing = things[node] = bodies.Thing(node, kind, mention.text)
        thing.count += 1
        thing.articles.add(mention.article)
        spellings[node][mention.text] += 1
    for node, thing in things.items():
        thing.text = min(spellings[node].items(), key=lambda item: (-item[1], item[0]))[0]
    return things


class _Assembly:
    """Puts entities together from clustered nodes, the user's corrections last."""

    def __init__(self, mentions: Sequence[Mention], nodes: Sequence[str], clusters: Clusters, wanted: Corrections) -> None:
        self.mentions, self.wanted = mentions, wanted
        for node in nodes:
            clusters.add(node)
        self.why: dict[str, list[str]] = {}
        self.group = [clusters.find(node) for node in nodes]
        for root in dict.fromkeys(self.group):
            self.why[root] = list(clusters.why(root))
        self.kind: dict[str, EntityType] = {}

    def linked(self) -> Linked:
        self._separate()
        self._merge()
        members: dict[str, list[int]] = defaultdict(list)
        ignored = {fold(name) for name in self.wanted.ignore}
        for i, root in enumerate(self.group):
            if fold(self.mentions[i].text) not in ignored:
                members[root].append(i)
        drafts = [self._draft(root, indices) for root, indices in members.items()]
        drafts = [d for d in drafts if fold(d[0].name) not in ignored and d[0].id not in self.wanted.ignore]
        drafts.sort(key=lambda d: (-d[0].count, d[0].id, d[0].name, d[1][0]))
        assigned: list[str | None] = [None] * len(self.mentions)
        entities = []
        taken: Counter[str] = Counter()
        for entity, indices in drafts:
            taken[entity.id] += 1
            number = taken[entity.id]
            unique = entity.id if number == 1 else f"{entity.id}-{number}"
            entities.append(Entity(unique, entity.type, entity.name, entity.variants, entity.roles, entity.count, entity.articles, entity.merged))
            for i in indices:
                assigned[i] = unique
        return Linked(tuple(entities), tuple(assigned))

    def _draft(self, root: str, indices: list[int]) -> tuple[Entity, list[int]]:
        mentions = [self.mentions[i] for i in indices]
        count = Counter(m.text for m in mentions)
        where: dict[str, set[str]] = defaultdict(set)
        roles: Counter[str] = Counter()
        for m in mentions:
            where[m.text].add(m.article)
            if m.role:
                roles[m.role] += 1
        kind = self.kind.get(root) or next(k for k in _ORDER if root.startswith(k))
        name = _best_name(count, where, kind)
        for old, new in self.wanted.rename:
            if fold(old) in {fold(t) for t in count} or old == f"{kind.lower()}:{slug(name)}":
                name = new
        for named, type_ in self.wanted.retype:
            if fold(named) in {fold(t) for t in count} or named == f"{kind.lower()}:{slug(name)}":
                kind = type_
        variants = tuple(Variant(t, n, len(where[t])) for t, n in sorted(count.items(), key=lambda c: (-c[1], c[0])))
        entity = Entity(
            f"{kind.lower()}:{slug(name)}", kind, name, variants, tuple(r for r, _ in sorted(roles.items(), key=lambda r: (-r[1], r[0]))),
            len(mentions), len({m.article for m in mentions}), tuple(self.why.get(root, ())),
        )  # fmt: skip
        return entity, indices

    def _holding(self, name: str) -> list[str]:
        """The groups that a name of the user's means: by entity id, by exact spelling, else by folded spelling."""
        exact = {g for g, m in zip(self.group, self.mentions, strict=True) if m.text == name}
        if not exact:
            exact = {g for g, m in zip(self.group, self.mentions, strict=True) if fold(m.text) == fold(name)}
        return sorted(exact)

    def _merge(self) -> None:
        for names in self.wanted.merge:
            groups = list(dict.fromkeys(g for name in names for g in self._holding(name)))
            for other in groups[1:]:
                self.group = [groups[0] if g == other else g for g in self.group]
                self.why[groups[0]] = [*self.why.get(groups[0], []), *self.why.get(other, []), f"{_quoted(names)} are one: your corrections say so."]

    def _separate(self) -> None:
        for names in self.wanted.apart:
            for name in names:
                for i, mention in enumerate(self.mentions):
                    if fold(mention.text) == fold(name):
                        self.group[i] = f"{self.group[i].split('|')[0]}|{fold(name)}#apart"


def _quoted(names: Iterable[str]) -> str:
    return " and ".join(f"“{name}”" for name in names)


def _best_name(count: Mapping[str, int], where: Mapping[str, set[str]], kind: EntityType) -> str:
    """The spelling that most articles use among full forms; the longer of equals."""
    texts = list(count)
    if kind == "PERSON":
        texts = [t for t in texts if " " in t] or texts
    elif kind == "ORG":
        texts = [t for t in texts if not (t.isupper() and len(t) <= 6)] or texts
    if kind == "NATIONALITY":
        texts = [t for t in texts if not t.endswith("s")] or texts
    return min(texts, key=lambda t: (-len(where[t]), -count[t], -len(t), t))


def slug(name: str) -> str:
    """A name as part of an id: lower case, no accents, dashes."""
    plain = _SLUG.sub("-", fold(name)).strip("-")
    if not plain:
        from anyascii import anyascii

        plain = _SLUG.sub("-", anyascii(name).lower()).strip("-")
    return plain or "x"
