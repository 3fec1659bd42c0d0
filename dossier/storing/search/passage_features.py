"""What both engines rank as related passages: how many are looked at, and what each is made of."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable, Mapping, Sequence
from typing import Any, NamedTuple

from dossier.linking.related.rank import Days, PassageFeatures, about, when
from dossier.model import DateSpan, Mention, Quantity, Quotation

ALL = 400
"""Passages of a dossier that are all ranked: of so few, those which only tell the same in other words can be too."""
LARGE = 4_000
"""Passages from which on a dossier is large."""
TERMS = 25
"""The rarest words of a passage; the others say nothing about what it tells."""
COUNTED = 3_000
"""Passages, about, whose features are counted to know how rare each is."""
_CANDIDATES = 200
_FEWER = 80  # of a large dossier, where what their articles are about is not in memory


class Outline(NamedTuple):
    """Where an article's passages begin, and what and when it tells of: elsewhere its words tell of another event."""

    starts: Sequence[int] = ()
    about: tuple[str, ...] = ()
    when: Days = ()


def candidates(total: int) -> int:
    """Return how many of so many passages are ranked: those that share most, weighed by how rare it is."""
    return ALL if total <= ALL else _CANDIDATES if total <= LARGE else _FEWER


def outline(
    text: str, passages: Sequence[tuple[int, int]], published: str | None, days: Iterable[tuple[str, str]]
) -> Outline:
    """Return the outline of an article from its text, its passages, its ISO day, and the intervals that it names."""
    starts = [start for start, _ in passages]
    return Outline(starts, about(text[start:end] for start, end in passages), when(published, days))


def features(
    key: str,
    article: str,
    text: str,
    place: tuple[int, int],
    found: Mapping[type, Sequence[Any]],
    of: Outline | None,
) -> PassageFeatures:
    """Return what is compared of a stretch of an article's text; `found` has by kind what was extracted from it.

    With a `key` it is a passage, which has a place among those of its article; `of` is None where its article's outline
    is not looked at.
    """
    start, end = place
    of_article = of or Outline()
    return PassageFeatures(
        key=key,
        article=article,
        start=start,
        end=end,
        text=text[start:end],
        names=tuple((mention.entity, mention.text) for mention in found[Mention] if mention.entity),
        numbers=tuple(found[Quantity]),
        dates=tuple(found[DateSpan]),
        quotes=tuple(found[Quotation]),
        order=bisect_left(of_article.starts, start) if key and of else None,
        about=of_article.about,
        when=of_article.when,
    )
