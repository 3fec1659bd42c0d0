"""What stores keep and give beside answers: what files looked like, margins, sizes."""

from __future__ import annotations

from dataclasses import dataclass

from dossier.model import Article, Extraction


@dataclass(frozen=True, slots=True)
class FileState:
    """What an article's file looked like when it was read: absolute path, bytes, time of change."""

    file: str
    size: int
    mtime_ns: int


@dataclass(frozen=True, slots=True)
class Stamp:
    """What is known of a stored article's file, to tell whether it has changed since; `shown` is the article's path."""

    state: FileState
    sha256: str
    shown: str


@dataclass(frozen=True, slots=True)
class StoredArticle:
    """An article with what was extracted from it, and what its file looked like."""

    article: Article
    extraction: Extraction
    state: FileState


@dataclass(frozen=True, slots=True)
class SiteMargins:
    """An article some of whose margins have become furniture of its site, or are no longer (`restored`).

    `own` are the marks (`reading.text.site_margins.Margin.mark`) of all its margins that are the site's own now.
    """

    id: str
    own: frozenset[int]
    restored: bool


@dataclass(frozen=True, slots=True)
class KeptMargins:
    """The margins that are kept of an article: its site; of each its mark, start, end, whether it is furniture."""

    site: str | None
    rows: tuple[tuple[int, int, int, bool], ...]


@dataclass(frozen=True, slots=True)
class Size:
    """How much is stored."""

    articles: int
    passages: int
    mentions: int
