"""Which passages of two articles report the same."""

from __future__ import annotations

from collections.abc import Callable

from dossier.model import Article, Span
from dossier.storing.base.store import Store

_BACK = 2
_AMONG = 40  # related passages of all articles that are looked through for one of the other article

Stretch = tuple[int, int]


def find(store: Store, one: Article, other: Article, cancelled: Callable[[], bool]) -> list[tuple[Span, Span]]:
    """Return each passage with the most related one of the other article, in text order.

    The passage must in turn be among the `_BACK` passages most related to that one.
    """
    there, back = _related(store, one, other, cancelled), _related(store, other, one, cancelled)
    pairs = [(own, found[0]) for own, found in there.items() if found and own in back.get(found[0], ())[:_BACK]]
    return [(_span(one, own), _span(other, match)) for own, match in sorted(pairs)]


def _related(store: Store, one: Article, other: Article, cancelled: Callable[[], bool]) -> dict[Stretch, list[Stretch]]:
    """Return the related passages of another article for each passage, the most related first."""
    related = {}
    for passage in one.passages:
        if cancelled():
            break
        found = store.related(one.id, passage.start, passage.end, limit=_AMONG)
        here = [(match.start, match.end) for match in found if match.article == other.id]
        related[(passage.start, passage.end)] = here
    return related


def _span(article: Article, stretch: Stretch) -> Span:
    return Span(article.id, *stretch, article.text[slice(*stretch)])
