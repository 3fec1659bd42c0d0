"""What is searched in, and the passages found."""

from __future__ import annotations

from dataclasses import dataclass

from dossier.model.places import Span

NO_OUTLET = "no outlet"
"""Stands for the outlet of articles that name none, in filters and in the query language."""


@dataclass(frozen=True, slots=True)
class Hit:
    """A passage that answers a query; `highlights` are article offsets, a word or phrase each.

    `also` are links to where other articles have the same words, or nearly, the earliest published first; `heading`
    is the caption or subheading above the passage where that answers and the passage itself has no highlight.
    """

    article: str
    start: int
    end: int
    text: str
    title: str
    outlet: str | None
    published: str | None
    score: float
    highlights: tuple[tuple[int, int], ...] = ()
    also: tuple[str, ...] = ()
    heading: Span | None = None


@dataclass(frozen=True, slots=True)
class Hits:
    """One window of a query's answer: `total` passages in `articles` articles, found in `milliseconds`.

    `notice` is a sentence where the answer is not all that was asked (time limit, word left out).
    """

    hits: tuple[Hit, ...]
    total: int
    articles: int
    milliseconds: float
    notice: str | None = None


@dataclass(frozen=True, slots=True)
class Filters:
    """What to search in: outlets, an interval of publication days (ISO, both ends in), entity ids (all of them).

    `kinds` are kinds of number, any of which a passage must have.
    """

    outlets: tuple[str, ...] = ()
    since: str | None = None
    until: str | None = None
    entities: tuple[str, ...] = ()
    kinds: tuple[str, ...] = ()

    def __bool__(self) -> bool:
        """Return whether anything is filtered."""
        return bool(self.outlets or self.since or self.until or self.entities or self.kinds)
