"""Entities put together from clustered mentions, with the user's corrections, which come last and win."""

from __future__ import annotations

import itertools
import re
from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

import numpy as np

from dossier.extracting.names.candidates.titles import ADDRESS
from dossier.linking.entities.corrections import EntityCorrections
from dossier.linking.entities.numbering import Drafts, Entities
from dossier.linking.entities.on_disk.columns import Numbers, blocks, zeros
from dossier.linking.entities.table import MentionTable
from dossier.model import Entity, EntityType, Variant
from dossier.text.folding import fold, to_ascii

_LETTERS = 6  # capitals of an acronym
_SLUG = re.compile(r"[^a-z0-9]+")


@dataclass(slots=True)
class MentionGroup:
    """Mentions of one entity, by their rows; `roots` are the clusters whose mentions they are."""

    rows: Numbers
    why: Sequence[str]
    roots: list[int]
    entity: Entity


def slug(name: str) -> str:
    """Return a name as part of an id: lower case, no accents, dashes."""
    return _SLUG.sub("-", fold(name)).strip("-") or _SLUG.sub("-", to_ascii(name)).strip("-") or "x"


def assemble(
    table: MentionTable, groups: Iterable[MentionGroup], wanted: EntityCorrections, count: int
) -> tuple[Entities, Numbers]:
    """Return the entities of groups, and for each of so many clusters the number of its entity's id, counted from 1.

    A cluster whose names the user ignores has 0. Corrections name entities by id, by exact spelling, else by folded
    spelling; what they may mean is held in memory until all is there.
    """
    drafts, draft_of = Drafts(), zeros(count, np.uint32)

    def put(group: MentionGroup) -> None:
        entity = group.entity
        draft_of[group.roots] = len(drafts) + 1
        drafts.append(replace(entity, id=f"{entity.type.lower()}:{slug(entity.name)}"), int(group.rows[0]))

    names = {*itertools.chain(*wanted.merge), *wanted.ignore, *(old for old, _ in (*wanted.rename, *wanted.retype))}
    folded = {fold(name) for name in names}
    held: list[MentionGroup] = []
    for group in groups:
        if names and _may_be_meant(group.entity, names, folded):
            held.append(group)
        else:
            put(group)
    for group in _corrected(table, sorted(held, key=lambda group: int(group.rows[0])), wanted):
        put(group)
    entities = drafts.done()
    for rows in blocks(count):
        some = draft_of[rows]
        some[some > 0] = entities.of_draft[some[some > 0] - 1] + 1
    return entities, draft_of


def _may_be_meant(entity: Entity, names: Collection[str], folded: Collection[str]) -> bool:
    return entity.id in names or any(fold(variant.text) in folded for variant in entity.variants)


def _corrected(table: MentionTable, groups: list[MentionGroup], wanted: EntityCorrections) -> Iterator[MentionGroup]:
    """Yield groups as the user's corrections want them, without those that are to be ignored."""
    groups = _merged(table, groups, wanted)
    for old, new in wanted.rename:
        for group in _meant(groups, old):
            group.entity = replace(group.entity, name=new)
    for name, kind in wanted.retype:
        for group in _meant(groups, name):
            group.entity = replace(group.entity, type=kind)
    ignored = {id(group) for name in wanted.ignore for group in _meant(groups, name)}
    return (group for group in groups if id(group) not in ignored)


def drafted(table: MentionTable, kind: EntityType, rows: Numbers, why: Iterable[str]) -> Entity:
    """Return the entity of some mentions, whose id may be another's too."""
    count: Counter[int] = Counter()
    roles: Counter[int] = Counter()
    where: dict[int, set[int]] = defaultdict(set)
    for text, article, role in zip(
        *(column[rows].tolist() for column in (table.text, table.article, table.role)), strict=True
    ):
        count[text] += 1
        where[text].add(article)
        if role and table.roles[role] not in ADDRESS:
            roles[role] += 1
    spelt = {text: table.texts[text] for text in count}
    name = _best_name(
        {spelt[text]: times for text, times in count.items()}, {spelt[text]: at for text, at in where.items()}, kind
    )
    variants = sorted(count.items(), key=lambda item: (-item[1], item[0]))
    return Entity(
        id=f"{kind.lower()}:{slug(name)}",
        type=kind,
        name=name,
        variants=tuple(Variant(spelt[text], times, len(where[text])) for text, times in variants),
        roles=tuple(table.roles[role] for role, _ in sorted(roles.items(), key=lambda item: (-item[1], item[0]))),
        count=len(rows),
        articles=len(set().union(*where.values())),
        merged=tuple(dict.fromkeys(why)),
    )


def _best_name(count: Mapping[str, int], where: Mapping[str, set[int]], kind: EntityType) -> str:
    """Return the full form that most articles use, of equals the more frequent, then the longer.

    Accents get lost and are never added: among spellings that differ in nothing else, the one with most of them.
    """
    texts = [text for text in count if not _is_short(text, kind)] or list(count)
    articles: dict[str, set[int]] = defaultdict(set)
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


def _meant(groups: Sequence[MentionGroup], name: str) -> list[MentionGroup]:
    """Return the groups that a name in entities.yaml means."""
    exact, spelt, alike = [], [], []
    for group in groups:
        entity = group.entity
        if name in (entity.id, entity.name):
            exact.append(group)
        elif any(v.text == name for v in entity.variants):
            spelt.append(group)
        elif any(fold(v.text) == fold(name) for v in entity.variants):
            alike.append(group)
    return exact or spelt or alike


def _merged(table: MentionTable, groups: list[MentionGroup], wanted: EntityCorrections) -> list[MentionGroup]:
    """Return the groups, with those joined that the user's corrections say are one."""
    for names in wanted.merge:
        joined = list({id(g): g for name in names for g in _meant(groups, name)}.values())
        if len(joined) > 1:
            said = " and ".join(f"“{name}”" for name in names) + " are one: your corrections say so."
            gone = {id(g) for g in joined}
            groups = [*(g for g in groups if id(g) not in gone), _union(table, joined, said)]
    return groups


def _union(table: MentionTable, joined: Sequence[MentionGroup], said: str) -> MentionGroup:
    rows = np.sort(np.concatenate([group.rows for group in joined]))
    why = [*(why for group in joined for why in group.why), said]
    roots = [root for group in joined for root in group.roots]
    return MentionGroup(rows, why, roots, drafted(table, joined[0].entity.type, rows, why))
