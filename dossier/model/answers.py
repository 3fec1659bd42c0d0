"""What else is asked of passages: counts, related passages, saved searches, the query language's page."""

from __future__ import annotations

from dataclasses import dataclass


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


@dataclass(frozen=True, slots=True)
class SavedSearch:
    """A query under a name, as `searches.yaml` beside the notebook holds it."""

    name: str
    query: str


@dataclass(frozen=True, slots=True)
class QueryForm:
    """A line of the query language's page: what one types and what that finds, under the heading `section`."""

    section: str
    typed: str
    finds: str
