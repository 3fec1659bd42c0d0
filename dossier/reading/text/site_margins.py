"""Furniture that shows only beside other articles: what one site prints at the margins of several of them.

Rules know what all sites say to their visitors (furniture.py); that “Lena Ford writes about harbours for the Post” is
no part of the article shows when the site's next article ends with it too. Care is taken, for a lost paragraph
misleads: only short paragraphs at the very beginning or end are looked at, none with a figure, a date or quoted words,
none that names somebody of whom the article speaks; and versions of one story do not count as several articles.
"""

from __future__ import annotations

import dataclasses
import re
import zlib
from bisect import bisect_right
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import chain, pairwise
from typing import TypeVar
from urllib.parse import urlsplit

from dossier.model import Article, Extraction, Zone

SEVERAL = 3
"""Articles of a site that print a paragraph at a margin, for it to be the site's own."""
_TOP, _BOTTOM = 3, 5  # paragraphs that are looked at
_WORDS = 30  # of such a paragraph, at most
_HEAD = frozenset({"headline", "byline", "dateline", "furniture"})
_WORD = re.compile(r"[^\W_]+")
_LINE = re.compile(r"[^\n\f]*[^\s][^\n\f]*")


@dataclass(frozen=True, slots=True)
class Margin:
    """A paragraph at a margin that may be the site's own: its place and a 32-bit number for its words."""

    mark: int
    start: int
    end: int


def site(article: Article) -> str | None:
    """Return what tells the articles of one site from others: the host they were saved from, else their outlet."""
    try:
        host = urlsplit(article.url or "").hostname
    except ValueError:
        host = None
    return host.removeprefix("www.") if host else article.outlet


def margins(article: Article, extraction: Extraction) -> tuple[Margin, ...]:
    """Return the paragraphs at both ends of an article that could be its site's own, in the order of the text."""
    blocks = [
        (line.start(), line.end())
        for zone in article.zones
        if zone.zone not in _HEAD
        for line in _LINE.finditer(article.text, zone.start, zone.end)
    ]
    longest = max(blocks, key=lambda block: block[1] - block[0], default=None)  # is the article, if anything is
    eligible = _Eligible(article, extraction)
    top: list[Margin] = []
    for block in blocks[:_TOP]:
        if block == longest or not (margin := eligible.margin(*block)):
            break
        top.append(margin)
    bottom: list[Margin] = []
    for block in blocks[: -_BOTTOM - 1 : -1]:
        if block == longest or not (margin := eligible.margin(*block)):
            break
        bottom.insert(0, margin)
    return (*top, *bottom)


class _Eligible:
    def __init__(self, article: Article, extraction: Extraction) -> None:
        self._text = article.text
        self._told = [
            *((number.start, number.end) for number in extraction.quantities),
            *((date.start, date.end) for date in extraction.dates),
            *((quotation.start, quotation.end) for quotation in extraction.quotations),
        ]
        own = set(_words(f"{article.byline or ''} {article.outlet or ''}"))
        self._names = [(m.start, m.end, set(_words(m.text)) - own) for m in extraction.mentions]

    def margin(self, start: int, end: int) -> Margin | None:
        """Return the paragraph as a margin; None where it may be a part of the article."""
        words = _words(self._text[start:end])
        if not 0 < len(words) <= _WORDS:
            return None
        if any(first < end and start < last for first, last in self._told):
            return None
        here = set().union(*(names for first, last, names in self._names if start <= first < end))
        if any(names & here for first, last, names in self._names if not start <= first < end):
            return None
        return Margin(zlib.crc32(" ".join(words).encode()), start, end)


def _words(text: str) -> list[str]:
    return [word.casefold() for word in _WORD.findall(text)]


Name = TypeVar("Name", int, str)
"""What an article is called."""


def site_own(found: Mapping[Name, Sequence[int]], same_story: Mapping[Name, Name]) -> dict[Name, frozenset[int]]:
    """Return, for each article of one site, which of its margins' marks are the site's own.

    `found` has the marks of every article's margins, `same_story` one name for all versions of a story.
    """
    stories: defaultdict[int, set[Name]] = defaultdict(set)
    for article, marks in found.items():
        for mark in marks:
            stories[mark].add(same_story.get(article, article))
    own = {mark for mark, printed in stories.items() if len(printed) >= SEVERAL}
    return {article: frozenset(own.intersection(marks)) for article, marks in found.items()}


def dimmed(
    article: Article, extraction: Extraction, stretches: Iterable[tuple[int, int]]
) -> tuple[Article, Extraction]:
    """Make stretches of an article furniture: zones and passages change, and what was extracted there is left out."""
    taken = sorted(stretches)

    def outside(start: int) -> bool:
        return not any(first <= start < last for first, last in taken)

    kept = Extraction(
        *(
            tuple(item for item in getattr(extraction, field.name) if outside(item.start))
            for field in dataclasses.fields(Extraction)
        )
    )
    passages = tuple(passage for passage in article.passages if outside(passage.start))
    return dataclasses.replace(article, zones=_zones(article.zones, taken), passages=passages), kept


def _zones(zones: Sequence[Zone], taken: Sequence[tuple[int, int]]) -> tuple[Zone, ...]:
    cuts = sorted({zone.start for zone in zones} | {zone.end for zone in zones} | set(chain.from_iterable(taken)))
    starts = [zone.start for zone in zones]
    out: list[Zone] = []
    for start, end in pairwise(cuts):
        dim = any(first <= start < last for first, last in taken)
        kind = "furniture" if dim else zones[bisect_right(starts, start) - 1].zone
        if out and out[-1].zone == kind:
            out[-1] = Zone(out[-1].start, end, kind)
        else:
            out.append(Zone(start, end, kind))
    return tuple(out)
