"""Entities put together from clustered mentions, with the user's corrections, which come last and win."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

from dossier.linking.entities.corrections import Corrections
from dossier.model import Entity, EntityType, Mention, Variant
from dossier.text.folding import fold, to_ascii

_LETTERS = 6  # capitals of an acronym
_SLUG = re.compile(r"[^a-z0-9]+")


@dataclass(frozen=True, slots=True)
class LinkedEntities:
    """The entities of a dossier, and for each mention the id of its entity, or None where it must be ignored."""

    entities: tuple[Entity, ...]
    assigned: tuple[str | None, ...]


@dataclass(slots=True)
class Group:
    """Mentions of one entity, by their index, before it has an id."""

    kind: EntityType
    indices: list[int]
    why: list[str]
    entity: Entity | None = None


def slug(name: str) -> str:
    """Return a name as part of an id: lower case, no accents, dashes."""
    return _SLUG.sub("-", fold(name)).strip("-") or _SLUG.sub("-", to_ascii(name)).strip("-") or "x"


def assemble(mentions: Sequence[Mention], groups: Iterable[Group], wanted: Corrections) -> LinkedEntities:
    """Return the entities of groups and of mentions.

    Corrections name entities by id, by exact spelling, else by folded spelling.
    """
    drafted = [_drafted(mentions, group) for group in groups]
    drafted = _merged(mentions, drafted, wanted)
    for old, new in wanted.rename:
        for group in _meant(drafted, old):
            group.entity = replace(_entity(group), name=new)
    for name, kind in wanted.retype:
        for group in _meant(drafted, name):
            group.kind = kind
            group.entity = replace(_entity(group), type=kind)
    ignored = {id(group) for name in wanted.ignore for group in _meant(drafted, name)}
    return _numbered(mentions, [group for group in drafted if id(group) not in ignored])


def _entity(group: Group) -> Entity:
    assert group.entity  # drafted when the group was made
    return group.entity


def _drafted(mentions: Sequence[Mention], group: Group) -> Group:
    """Return the group with its entity set, whose id may be another group's too until `_numbered`."""
    count: Counter[str] = Counter()
    roles: Counter[str] = Counter()
    where: dict[str, set[str]] = defaultdict(set)
    for i in group.indices:
        mention = mentions[i]
        count[mention.text] += 1
        where[mention.text].add(mention.article)
        if mention.role:
            roles[mention.role] += 1
    name = _best_name(count, where, group.kind)
    group.entity = Entity(
        id=f"{group.kind.lower()}:{slug(name)}",
        type=group.kind,
        name=name,
        variants=tuple(Variant(t, n, len(where[t])) for t, n in sorted(count.items(), key=lambda c: (-c[1], c[0]))),
        roles=tuple(r for r, _ in sorted(roles.items(), key=lambda r: (-r[1], r[0]))),
        count=len(group.indices),
        articles=len(set().union(*where.values())),
        merged=tuple(dict.fromkeys(group.why)),
    )
    return group


def _best_name(count: Mapping[str, int], where: Mapping[str, set[str]], kind: EntityType) -> str:
    """Return the full form that most articles use, of equals the more frequent, then the longer.

    Accents get lost and are never added: among spellings that differ in nothing else, the one with most of them.
    """
    texts = [text for text in count if not _is_short(text, kind)] or list(count)
    articles: dict[str, set[str]] = defaultdict(set)
    total: Counter[str] = Counter()
    for text in texts:
        articles[fold(text)] |= where[text]
        total[fold(text)] += count[text]

    def rank(text: str) -> tuple[object, ...]:
        key, shouted = fold(text), text.isupper() and len(text) > _LETTERS - 1
        return -len(articles[key]), -total[key], -len(text), text.isascii(), shouted, -count[text], text

    return min(texts, key=rank)


def _is_short(text: str, kind: EntityType) -> bool:
    """Return whether a spelling is not a full form: a surname, an acronym, the plural of a people."""
    if kind == "PERSON":
        return " " not in text
    if kind == "ORG":
        return text.isupper() and len(text) <= _LETTERS
    return kind == "NATIONALITY" and text.endswith("s")


def _meant(groups: Sequence[Group], name: str) -> list[Group]:
    """Return the groups that a name in entities.yaml means."""
    exact, spelt, alike = [], [], []
    for group in groups:
        entity = _entity(group)
        if name in (entity.id, entity.name):
            exact.append(group)
        elif any(v.text == name for v in entity.variants):
            spelt.append(group)
        elif any(fold(v.text) == fold(name) for v in entity.variants):
            alike.append(group)
    return exact or spelt or alike


def _merged(mentions: Sequence[Mention], groups: list[Group], wanted: Corrections) -> list[Group]:
    """Return the groups, with those joined that the user's corrections say are one."""
    for names in wanted.merge:
        joined = list({id(g): g for name in names for g in _meant(groups, name)}.values())
        if len(joined) > 1:
            said = " and ".join(f"“{name}”" for name in names) + " are one: your corrections say so."
            gone = {id(g) for g in joined}
            groups = [*(g for g in groups if id(g) not in gone), _drafted(mentions, _union(joined, said))]
    return groups


def _union(joined: Sequence[Group], said: str) -> Group:
    indices = sorted(i for group in joined for i in group.indices)
    return Group(joined[0].kind, indices, [*(why for group in joined for why in group.why), said])


def _numbered(mentions: Sequence[Mention], groups: list[Group]) -> LinkedEntities:
    """Return the entities, most mentioned first, then by their ids, and the entity of each mention."""
    for group in groups:
        entity = _entity(group)
        id_ = f"{entity.type.lower()}:{slug(entity.name)}"
        if id_ != entity.id:  # corrected
            group.entity = replace(entity, id=id_)
    groups.sort(key=lambda g: (-_entity(g).count, _entity(g).id, _entity(g).name, g.indices[0]))
    taken: Counter[str] = Counter()
    assigned: list[str | None] = [None] * len(mentions)
    entities = []
    for group in groups:
        entity = _entity(group)
        plain = entity.id
        while taken[entity.id]:  # an organisation may be called “Post 2” beside a second “Post”
            taken[plain] += 1
            entity = replace(entity, id=f"{plain}-{taken[plain]}")
        taken[entity.id] = 1
        entities.append(entity)
        for i in group.indices:
            assigned[i] = entity.id
    entities.sort(key=lambda entity: (-entity.count, entity.id))
    return LinkedEntities(tuple(entities), tuple(assigned))
