"""Names joined because an article gives one as another name of the other."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence

from dossier.linking.entities.clusters import Clusters
from dossier.model import Definition, Mention


def join_aliases(
    aliases: Iterable[Definition], mentions: Sequence[Mention], nodes: Sequence[str], clusters: Clusters
) -> None:
    """Join the nodes of two names of one type that an article gives for one thing: `Hadi, also known as Abu Walid`."""
    places: dict[tuple[str, int], str] = {}
    ends: dict[tuple[str, int], str] = {}
    for mention, node in zip(mentions, nodes, strict=True):
        places[mention.article, mention.start] = ends[mention.article, mention.end] = node
    told: dict[tuple[str, str], Definition] = defaultdict()
    for alias in aliases:
        one, other = places.get((alias.article, alias.start)), ends.get((alias.article, alias.end))
        if one and other and one != other and one.split("|")[0] == other.split("|")[0]:
            told.setdefault((one, other), alias)
    for (one, other), alias in sorted(told.items(), key=lambda item: item[0]):
        clusters.add(one)
        clusters.add(other)
        clusters.join(one, other, f"“{alias.short}” joins “{alias.full}”: an article gives it as another name.")
