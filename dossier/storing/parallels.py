"""Which passages of two articles report the same."""

from __future__ import annotations

from collections.abc import Callable

from dossier.model import Article, Span
from dossier.storing.store import Store

_AMONG = 40  # related passages of all articles that are looked through for one of the other article


def find(store: Store, one: Article, other: Article, cancelled: Callable[[], bool]) -> list[tuple[Span, Span]]:
    """Return the passages of one article with the most related one of another, in the order of the text."""
    pairs = []
    for passage in one.passages:
        if cancelled():
            break
        found = store.related(one.id, passage.start, passage.end, limit=_AMONG)
        best = next((related for related in found if related.article == other.id), None)
        if best:
            own = Span(one.id, passage.start, passage.end, one.text[passage.start : passage.end])
            pairs.append((own, Span(best.article, best.start, best.end, best.text)))
    return pairs
