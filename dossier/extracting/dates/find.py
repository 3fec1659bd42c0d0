"""Dates in an article as calendar intervals, each with the rule that gave it and the day it was counted from.

One pass over the words; a word that can begin a date (a month, a weekday, "last", "since", digits) calls its readers
(`vocabulary`). Nothing is resolved from anything but an explicit year or the article's own publication day, except
where words count from another day of their paragraph.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from dossier.extracting.dates.candidates import date_candidates
from dossier.extracting.dates.context import DateContext, FoundDate, Reader
from dossier.extracting.dates.countdown import countdowns
from dossier.extracting.dates.counted import BACKWARD
from dossier.extracting.dates.vocabulary import READERS
from dossier.model import CONTENT_ZONES, Article, DateSpan, Zone

_BACK = 100  # dates of earlier zones that a reader may look back to


def content(article: Article) -> Iterator[Zone]:
    """Return the zones whose words are the article's own: headline, captions, subheadings and body."""
    return (zone for zone in article.zones if zone.zone in CONTENT_ZONES)


def find_dates(article: Article) -> list[DateSpan]:
    """Return the dates of an article's content zones, in text order; never raises on text."""
    return [date for date, _ in named_dates(article)]


def named_dates(article: Article) -> list[tuple[DateSpan, str]]:
    """Return the dates of an article as `find_dates` does, each with the name of the rule that read it."""
    published = _published(article)
    found: list[FoundDate] = []
    names: dict[int, str] = {}
    for zone in content(article):
        end = min(zone.end, len(article.text))
        place = DateContext(article.text, zone.start, end, published, before=tuple(found[-_BACK:]), read_by=names)
        found += _in_zone(place)
    return [(_span(article, one), names.get(one.start, "countdowns")) for one in _repeated(article.text, found)]


def _repeated(text: str, found: list[FoundDate]) -> list[FoundDate]:
    """Let a countdown that is repeated (in a heading, say) mean what it means where it was resolved."""
    known = {text[f.start : f.end].lower(): f for f in found if f.interval.first and "days after" in f.rule}
    if not known:
        return found
    return [
        known[words]._replace(start=f.start, end=f.end)
        if f.interval.first is None and (words := text[f.start : f.end].lower()) in known
        else f
        for f in found
    ]


def _published(article: Article) -> date | None:
    try:
        return date.fromisoformat(article.published) if article.published else None
    except ValueError:
        return None


def _in_zone(place: DateContext) -> list[FoundDate]:
    found, free, digits = place.found, place.start, READERS["0"]
    for start, word in date_candidates(place.text, place.start, place.end):
        if start < free:
            continue
        readers = digits if "0" <= word[0] <= "9" else READERS.get(word, ())
        one = _read(place, start, readers, free) or _read_back(place, start, word)
        if one is not None:
            found.append(one)
            free = one.end
    return countdowns(place, found)


def _read(place: DateContext, start: int, readers: tuple[Reader, ...], free: int) -> FoundDate | None:
    """Return what the first of the readers finds that does."""
    for reader in readers:
        one = reader(place, start)
        if one is not None and one.start >= free:
            place.read_by[one.start] = reader.__name__
            return one
    return None


def _read_back(place: DateContext, start: int, word: str) -> FoundDate | None:
    """Return a date that ends with a word and is counted back from it; it may take in what was found inside it."""
    reader = BACKWARD.get(word) if place.text[start].islower() else None
    one = reader(place, start) if reader else None
    if reader is None or one is None:
        return None
    while place.found and place.found[-1].start >= one.start:
        place.found.pop()
    if place.found and place.found[-1].end > one.start:
        return None
    place.read_by[one.start] = reader.__name__
    return one


def _span(article: Article, one: FoundDate) -> DateSpan:
    first, last = one.interval.first, one.interval.last
    return DateSpan(
        article=article.id,
        start=one.start,
        end=one.end,
        text=article.text[one.start : one.end],
        from_=first.isoformat() if first else None,
        to=last.isoformat() if last else None,
        granularity=one.interval.granularity,
        anchor=one.anchor.isoformat() if one.anchor else None,
        rule=one.rule,
    )
