"""Who is who across the dossier: every mention gets an entity, and every joining of spellings a reason.

The steps: spellings vote on their type (nodes); full names of people are clustered (persons), then bare surnames go to
the one person they can mean (surnames); names are given a meaning for each article (senses); organisations, places,
peoples and events are clustered (organisations); the user's corrections come last and win (assemble).
"""

from __future__ import annotations

import itertools
import sys
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import replace
from typing import cast

from dossier.extracting.names.definitions import is_alias
from dossier.linking.entities import organisations, persons, senses
from dossier.linking.entities.assemble import Group, LinkedEntities, assemble
from dossier.linking.entities.clusters import Clusters
from dossier.linking.entities.cooccurrence import CooccurringNames
from dossier.linking.entities.corrections import Corrections
from dossier.linking.entities.nodes import (
    ORDER,
    kind_of,
    nodes_of,
    people_of,
    spelling_key,
    things_of,
    told_apart_by_signs,
)
from dossier.linking.entities.surnames import Surnames
from dossier.model import Definition, EntityType, Mention
from dossier.text.folding import fold

__all__ = ["LinkedEntities", "lean", "link"]


def lean() -> Callable[[Mention], Mention]:
    """Return what makes mentions take little memory: those it is given share equal texts, and forget their entities.

    Of the names of a large dossier most stand in many places, and each would have a text of its own.
    """
    known: dict[str, str] = {}

    def made(mention: Mention) -> Mention:
        article, text, role = mention.article, mention.text, mention.role
        return replace(
            mention,
            article=known.setdefault(article, article),
            text=known.setdefault(text, text),
            type=cast("EntityType", sys.intern(mention.type)),
            role=known.setdefault(role, role) if role else role,
            entity=None,
        )

    return made


def link(
    mentions: Sequence[Mention], definitions: Sequence[Definition], corrections: Corrections | None
) -> LinkedEntities:
    """Return the entities of a whole dossier's mentions; the order of its articles does not change entities or ids."""
    wanted = corrections or Corrections()
    spelling = {text: spelling_key(text) for text in {m.text for m in mentions}}
    spelling |= {text: f"{spelling_key(text)} ({text})" for text in told_apart_by_signs(wanted.apart)}
    keys = [spelling[m.text] for m in mentions]
    apart = [{spelling.get(name, fold(name)) for name in names} for names in wanted.apart]
    clusters = Clusters()
    nodes = _clustered(mentions, keys, definitions, apart, clusters)
    members: dict[str, list[int]] = defaultdict(list)
    for i, node in enumerate(nodes):
        clusters.add(node)
        members[clusters.find(node)].append(i)
    groups = [Group(kind_of(root), indices, list(clusters.why(root))) for root, indices in members.items()]
    return assemble(mentions, groups, wanted)


def _clustered(
    mentions: Sequence[Mention],
    keys: Sequence[str],
    definitions: Sequence[Definition],
    apart: Sequence[set[str]],
    clusters: Clusters,
) -> list[str]:
    """Join the spellings of each entity in `clusters`; return the node of each mention."""
    nodes = nodes_of(mentions, keys)
    _keep_apart(apart, nodes, clusters)
    cooccurring = CooccurringNames(mentions, keys)
    people = people_of(mentions, keys, nodes, cooccurring)
    persons.cluster(people, clusters)
    aliases = [definition for definition in definitions if is_alias(definition)]
    acronyms = [definition for definition in definitions if not is_alias(definition)]
    _join_aliases(aliases, mentions, nodes, clusters)
    nodes = Surnames(people, clusters, apart, cooccurring).resolved(mentions, keys, nodes)
    nodes = senses.heads(senses.acronyms(nodes, mentions, acronyms), mentions)
    _keep_apart(apart, nodes, clusters)
    organisations.cluster(things_of(mentions, nodes), acronyms, clusters)
    _join_aliases(aliases, mentions, nodes, clusters)
    return nodes


def _keep_apart(apart: Sequence[set[str]], nodes: Sequence[str], clusters: Clusters) -> None:
    for one, other in _kept_apart(apart, nodes):
        clusters.forbid(one, other)


def _kept_apart(apart: Sequence[set[str]], nodes: Sequence[str]) -> Iterator[tuple[str, str]]:
    """Yield the pairs of nodes that the user keeps apart, every meaning of a name included."""
    spelt: dict[str, set[str]] = defaultdict(set)
    for node in set(nodes):
        spelt[node.split(organisations.MEANT, 1)[0]].add(node)
    for names in apart:
        for kind, (one, other) in itertools.product(ORDER, itertools.combinations(sorted(names), 2)):
            sides = (sorted({f"{kind}|{name}", *spelt[f"{kind}|{name}"]}) for name in (one, other))
            yield from itertools.product(*sides)


def _join_aliases(
    aliases: Iterable[Definition], mentions: Sequence[Mention], nodes: Sequence[str], clusters: Clusters
) -> None:
    """Join two names of one type that an article says mean one thing: `Hadi, also known as Abu Walid`."""
    known = list(aliases)
    telling = {alias.article for alias in known}
    places: dict[tuple[str, int], str] = {}
    ends: dict[tuple[str, int], str] = {}
    for mention, node in zip(mentions, nodes, strict=True):
        if mention.article in telling:
            places[mention.article, mention.start] = ends[mention.article, mention.end] = node
    told: dict[tuple[str, str], Definition] = {}
    for alias in known:
        one, other = places.get((alias.article, alias.start)), ends.get((alias.article, alias.end))
        if one and other and one != other and one.split("|")[0] == other.split("|")[0]:
            told.setdefault((one, other), alias)
    for (one, other), alias in sorted(told.items(), key=lambda item: item[0]):
        clusters.add(one)
        clusters.add(other)
        clusters.join(one, other, f"“{alias.short}” joins “{alias.full}”: an article gives it as another name.")
