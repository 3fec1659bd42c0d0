"""Articles and the parts of their pages."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Literal

ZoneKind = Literal["headline", "dateline", "byline", "caption", "subheading", "body", "furniture"]
CONTENT_ZONES: frozenset[ZoneKind] = frozenset({"headline", "caption", "subheading", "body"})
"""The zones that tell the story: names, numbers, dates and quotations are read in these only."""


@dataclass(frozen=True, slots=True)
class Zone:
    """A stretch of an article and what part of the page it is. An article's zones cover its text in order."""

    start: int
    end: int
    zone: ZoneKind


@dataclass(frozen=True, slots=True)
class Passage:
    """The unit of search: a body paragraph or, of a long one, whole sentences of at most 100 words together."""

    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Article:
    """One source document, read.

    `id` is the path below its source folder without suffix; `path` is the file as the notebook cites it
    (POSIX, relative to the configuration where the source was given so). `published` is an ISO day or None,
    `published_from` names the part of the page it was read from. `remarks` are sentences about how it was
    read that a reader should know ("decoded as Windows-1252, a guess").
    """

    id: str
    path: str
    title: str
    text: str
    sha256: str
    outlet: str | None = None
    byline: str | None = None
    published: str | None = None
    published_from: str | None = None
    url: str | None = None
    language: str | None = None
    zones: tuple[Zone, ...] = ()
    passages: tuple[Passage, ...] = ()
    remarks: tuple[str, ...] = ()

    @property
    def words(self) -> int:
        """How many words its passages hold."""
        return sum(count_words(self.text, p.start, p.end) for p in self.passages)

    def page(self, offset: int) -> int | None:
        """Return the page of a PDF on which an offset stands, counted from 1; None for what has no pages."""
        return page_of(self.path, self.text, offset)


def count_words(text: str, start: int, end: int) -> int:
    """Return how many words stand in a stretch of text."""
    return len(_WORD.findall(text, start, end))


def page_of(path: str, text: str, offset: int) -> int | None:
    """Return the page, from 1, on which an offset of a PDF's text stands; None for a file that has no pages."""
    return text.count(PAGE_BREAK, 0, offset) + 1 if has_pages(path) else None


def has_pages(path: str) -> bool:
    """Return whether an article's file has pages: PDF is the only format whose pages are fixed."""
    return path.lower().endswith(".pdf")


PAGE_BREAK = "\f"
"""Ends each page but the last in the text of a PDF."""
_GUESSED = {"first sentence": "first sentence", "url": "address"}
_WORD = re.compile(r"\w+(?:['’]\w+)*")


@dataclass(frozen=True, slots=True)
class ArticleInfo:
    """An article as lists show it: everything but its text, zones and passages."""

    id: str
    path: str
    title: str
    outlet: str | None
    byline: str | None
    published: str | None
    published_from: str | None
    url: str | None
    language: str | None
    words: int
    passages: int
    sha256: str

    @property
    def day_remark(self) -> str | None:
        """Say in a citation that the day is a guess: only the first sentence or the address tells it."""
        return f"day from its {_GUESSED[self.published_from]}" if self.published_from in _GUESSED else None
