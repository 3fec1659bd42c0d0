"""Passages of other articles that tell the same fact: scored by what they share, no model."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from dossier.model import DateSpan, Quantity, Quotation, Shared


@dataclass(frozen=True, slots=True)
class PassageFeatures:
    """A passage and what was extracted from it.

    `key` is whatever the caller knows it by, `names` are (entity id, name as written), offsets are the article's.
    """

    key: str
    article: str
    start: int
    end: int
    text: str
    names: tuple[tuple[str, str], ...] = ()
    numbers: tuple[Quantity, ...] = ()
    dates: tuple[DateSpan, ...] = ()
    quotes: tuple[Quotation, ...] = ()


@dataclass(frozen=True, slots=True)
class Scored:
    """A candidate's key, its score (0 to 1) and what it shares with the query."""

    key: str
    score: float
    shared: Shared


def features_of(passage: PassageFeatures) -> frozenset[str]:
    """Give the keys to count document frequencies by.

    `t:emerg` a stemmed term, `n:jose-jeri` an entity, `q:60:day` a number, `d:2025-12-14:2025-12-14` an interval.
    """
    raise NotImplementedError


def rank(
    query: PassageFeatures,
    candidates: Sequence[PassageFeatures],
    frequency: Callable[[str], int],
    total: int,
    limit: int,
) -> list[Scored]:
    """Rank candidates of other articles, best first.

    `frequency` says in how many of the `total` passages a feature key stands. Candidates of the query's own
    article are left out.
    """
    raise NotImplementedError
