"""What an answer divides into, counted by the cluster: outlets, days, names and kinds of number, all exactly."""

from __future__ import annotations

import dataclasses
from collections.abc import Sequence
from typing import Final

from dossier.model import Facet, Facets, Filters
from dossier.storing.opensearch.indices import PASSAGES, Json
from dossier.storing.opensearch.meanings import counted
from dossier.storing.opensearch.searching.view import ARTICLES_COUNTED, View
from dossier.storing.query.tree import Query
from dossier.storing.search.facets import MOST, Counts, calendar, most

_VALUES: Final = 10_000  # outlets or days of one dossier
_NAMES: Final = 500  # of which the first MOST are shown: so many may be as frequent as the last of these


def facets(view: View, tree: Query, chosen: Filters) -> Facets:
    """Return an answer's counts."""
    return Facets(
        outlets=most(_counts(view, tree, {"field": "outlet"}, dataclasses.replace(chosen, outlets=()))),
        dates=calendar(
            _counts(view, tree, {"field": "published"}, dataclasses.replace(chosen, since=None, until=None))
        ),
        entities=_named(view, tree, chosen),
        kinds=most(_counts(view, tree, {"field": "kinds"}, chosen)),
    )


def _named(view: View, tree: Query, chosen: Filters) -> tuple[Facet, ...]:
    """Return the names that most passages have. Only of these it is counted in how many articles they stand."""
    size = _NAMES
    while True:
        buckets = _buckets(view, tree, chosen, {**_entities(view), "size": size, "shard_size": 4 * size + 1000})
        ordered = sorted((int(bucket["doc_count"]) for bucket in buckets), reverse=True)
        least = ordered[MOST - 1] if len(ordered) > MOST else 0
        if len(buckets) < size or ordered[-1] < least:
            break
        size *= 10  # the last are as frequent as what is shown: which come first by name is not known yet
    likely = [bucket["key"] for bucket in buckets if int(bucket["doc_count"]) >= least]
    if not likely:
        return ()
    counts = _counts(view, tree, _entities(view), chosen, only=likely)
    names = {entity.id: entity.name for entity in view.reader.entities(likely)}
    return most({id_: counts[id_] for id_ in names if id_ in counts}, names.__getitem__)[:MOST]


def _entities(view: View) -> Json:
    """Return what is counted: a field, or, while names are linked anew, of each passage the one that is seen."""
    return counted(view.linked) if view.state.renaming else {"field": "entities"}


def _counts(view: View, tree: Query, what: Json, chosen: Filters, only: Sequence[str] | None = None) -> Counts:
    terms: Json = {**what, "size": _VALUES}
    if only is not None:
        terms["include"] = list(only)
    buckets = _buckets(view, tree, chosen, terms, {"articles": ARTICLES_COUNTED})
    return {
        bucket["key"]: (int(bucket["doc_count"]), int(bucket["articles"]["value"] or 0))
        for bucket in buckets
        if bucket["doc_count"]
    }


def _buckets(view: View, tree: Query, chosen: Filters, terms: Json, within: Json | None = None) -> list[Json]:
    asked: Json = {
        "size": 0,
        "query": {"bool": {"filter": view.matching(tree, chosen)}},
        "aggs": {"each": {"terms": terms, **({"aggs": within} if within else {})}},
    }
    found: list[Json] = view.client.search(PASSAGES, asked)["aggregations"]["each"]["buckets"]
    return found
