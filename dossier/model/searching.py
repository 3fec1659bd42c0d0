"""Answers to a query."""

from __future__ import annotations

from dataclasses import dataclass

from dossier.model.places import Span


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


@dataclass(frozen=True, slots=True)
class QueryForm:
    """A line of the query language's page: what one types and what that finds, under the heading `section`."""

    section: str
    typed: str
    finds: str


@dataclass(frozen=True, slots=True)
class Facet:
    """A value that a query's answer can be narrowed to, and in how many of its passages and articles it stands.

    `value` is what Filters and the query language take: an outlet, a month (`2025-11`), an entity's id, a kind of
    number; `name` is how it is shown.
    """

    value: str
    name: str
    passages: int
    articles: int


@dataclass(frozen=True, slots=True)
class Facets:
    """The facets of a query's answer, each list most passages first, `dates` in calendar order.

    `outlets` are counted as if no outlet were chosen and `dates` as if no day were, so that another can be chosen.
    """

    outlets: tuple[Facet, ...] = ()
    dates: tuple[Facet, ...] = ()
    entities: tuple[Facet, ...] = ()
    kinds: tuple[Facet, ...] = ()


@dataclass(frozen=True, slots=True)
class SavedSearch:
    """A query under a name, as `searches.yaml` beside the notebook holds it."""

    name: str
    query: str


@dataclass(frozen=True, slots=True)
class Tally:
    """How much of each article answers a query: ids of articles with their passages, most first."""

    query: str
    passages: int
    articles: tuple[tuple[str, int], ...]
    notice: str | None = None


@dataclass(frozen=True, slots=True)
class Shared:
    """What two passages have in common, in the reader's own words."""

    names: tuple[str, ...] = ()
    numbers: tuple[str, ...] = ()
    dates: tuple[str, ...] = ()
    quotes: tuple[str, ...] = ()
    terms: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Related:
    """A passage of another article that tells the same fact as the one asked about (`query`, a link).

    `close` is false where it shares few of the words that tell the fact: it is on the same subject at most.
    """

    query: str
    article: str
    start: int
    end: int
    text: str
    score: float
    shared: Shared
    close: bool = True
