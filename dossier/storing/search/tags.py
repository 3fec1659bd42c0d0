"""Tags of articles in a query: no engine knows them, so they are looked up in the user's file."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from dossier.storing.query.tree import And, Articles, Field, Not, Or, Query
from dossier.storing.search.highlights import occurrences
from dossier.storing.text.tokens import words


def resolved(tree: Query, tags: Mapping[str, Sequence[str]]) -> Query:
    """Return a query with the articles that have a tag in the place of that; `tags` are those of articles, by id."""
    match tree:
        case Field("tag", query):
            return Articles(tuple(id_ for id_, own in tags.items() if any(_has(query, tag) for tag in own)))
        case And(parts) | Or(parts):
            return type(tree)(tuple(resolved(part, tags) for part in parts))
        case Not(part):
            return Not(resolved(part, tags))
    return tree


def _has(query: Query, tag: str) -> bool:
    return bool(occurrences(query, words(tag), exact=True))
