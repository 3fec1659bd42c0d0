"""Dates in an article as calendar intervals, each with the rule that gave it and the day it was counted from.

One pass over the words; a word that can begin a date (a month, a weekday, "last", "since", digits) is looked at
with the patterns of `dates_absolute` and `dates_relative`, longest first. Nothing is resolved from anything but an
explicit year or the article's own publication day, except where words count from another day of their paragraph.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from datetime import date

from dossier.extracting.dates_absolute import ABSOLUTE
from dossier.extracting.dates_countdown import countdowns
from dossier.extracting.dates_reading import Found, Place
from dossier.extracting.dates_relative import BACKWARD, RELATIVE
from dossier.model import Article, DateSpan, Zone

CONTENT = frozenset({"headline", "caption", "subheading", "body"})

_TOKEN = re.compile(r"\d+|[^\W\d_]+")
_TRIGGERS = {**ABSOLUTE}
for _word, _readers in RELATIVE.items():
    _TRIGGERS[_word] = (*_readers, *ABSOLUTE.get(_word, ()))


def content(article: Article) -> Iterable[Zone]:
    """Give the zones whose words are the article's own: headline, captions, subheadings and body."""
    return (zone for zone in article.zones if zone.zone in CONTENT)


def find_dates(article: Article) -> list[DateSpan]:
    """Find the dates of an article's content zones, in text order; never raises on text."""
    published = _published(article)
    found: list[Found] = []
    for zone in content(article):
        found += _in_zone(Place(article.text, zone.start, min(zone.end, len(article.text)), published))
    return [_span(article, one) for one in found]


def _published(article: Article) -> date | None:
    try:
        return date.fromisoformat(article.published) if article.published else None
    except ValueError:
        return None


def _in_zone(place: Place) -> list[Found]:
    text, found, free = place.text, place.found, place.start
    numbers = ABSOLUTE["0"]
    for match in _TOKEN.finditer(text, place.start, place.end):
        start = match.start()
        if start < free:
            continue
        word = match[0]
        readers = numbers if "0" <= word[0] <= "9" else _TRIGGERS.get(word) or _TRIGGERS.get(_lower(word))
        for reader in readers or ():
            one = reader(place, start)
            if one is not None and one.start >= free:
                found.append(one)
                free = one.end
                break
        else:
            for reader in BACKWARD.get(word, ()):
                one = reader(place, start)
                if one is not None:
                    while found and found[-1].start >= one.start:
                        found.pop()
                    if not found or found[-1].end <= one.start:
                        found.append(one)
                        free = one.end
                        break
    return countdowns(place, found)


def _lower(word: str) -> str:
    """Fold MONDAY; capitals of relative words at the start of a sentence are in the table in lower case."""
    return word.lower()


def _span(article: Article, one: Found) -> DateSpan:
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
