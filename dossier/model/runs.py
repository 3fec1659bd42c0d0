"""Results of index runs and checks."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Literal


@dataclass(frozen=True, slots=True)
class Failure:
    """A file that could not be read, and why, in one sentence."""

    path: str
    error: str


@dataclass(frozen=True, slots=True)
class IndexSummary:
    """What an index run did; `articles` and `passages` are what the dossier holds now."""

    articles: int
    passages: int
    added: int
    changed: int
    removed: int
    failed: tuple[Failure, ...]
    seconds: float


@dataclass(frozen=True, slots=True)
class SliceStatus:
    """How far one machine has come with its share, `slice` of `of`, of the articles of a dossier on a cluster.

    It has `read` of `total` files, `failed` of which could not be. `began` and `heard` are UTC (ISO): when it
    began, and when it was last heard of. `stopped` is what was running and has not been heard of for a minute.
    """

    slice: int
    of: int
    state: Literal["running", "done", "stopped"]
    machine: str
    began: str
    heard: str
    read: int
    total: int
    failed: int


@dataclass(frozen=True, slots=True)
class CopySummary:
    """How much was copied from one store to another, and found the same there."""

    articles: int
    passages: int
    entities: int
    annotations: int
    seconds: float


@dataclass(frozen=True, slots=True)
class Progress:
    """How far long work has come: `done` of `total` in this `stage` ("reading", "linking", "comparing numbers")."""

    stage: str
    done: int
    total: int
    words: int = 0


OnProgress = Callable[[Progress], None]
"""Is told how far some work is, at each step; what it raises ends the work."""


@dataclass(frozen=True, slots=True)
class Check:
    """One line of `dossier doctor`; `detail` says what is wrong and how to mend it."""

    check: str
    ok: bool
    detail: str
