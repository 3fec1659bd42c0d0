"""What index runs and checks tell."""

from __future__ import annotations

from dataclasses import dataclass


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
class Progress:
    """How far an index run has come: `done` of `total` in this `stage` ("reading", "linking")."""

    stage: str
    done: int
    total: int
    words: int = 0


@dataclass(frozen=True, slots=True)
class Check:
    """One line of `dossier doctor`; `detail` says what is wrong and how to mend it."""

    check: str
    ok: bool
    detail: str
