"""The day that a page shows outside of its text: a `<time>`, or an element whose name says that it holds a date."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import dropwhile, islice
from typing import Any

from dossier.reading.blocks.block import clean
from dossier.reading.text.head import printed_dates
from dossier.reading.web.tree import is_side, label

_NAMED = re.compile(
    r"(?:(?<![A-Za-z])(?:asset-meta|byline|data|date|dateline|datum|fecha|info|meta|post(?:ed|-footer)|published"
    r"|submitted|time|timestamp)|Date|Datum|Meta|Published|Time)(?![a-z])"
)
# Names of elements that hold other stories, comments and menus. `hfeed` (a microformat) and `widget Blog` (Blogger)
# hold the story itself.
_OTHERS = re.compile(
    r"archive|calendar|comment|disqus|event|(?<!h)feed|latest|list|menu|(?<![a-z])nav|next|popular|promo|recomm|relat|respond|sidebar|teaser"
    r"|trend|widget(?! Blog\b)",
    re.IGNORECASE,
)
_PUBLISHED = re.compile(
    r"\b(?:published|posted|publication|veröffentlicht|erschienen|publié|publicad[ao]|publicación|pubblicat[ao]|gepubliceerd)\b"
    r"|发布|发表|公開|掲載",
    re.IGNORECASE,
)
_ISO_DAY = re.compile(r"\d{4}-\d\d-\d\d")
_HOUR = re.compile(r"\b\d{1,2}\s?[:h]\s?[0-5]\d(?!\d)")
_YEAR = re.compile(r"\d{4}")
_HOLDERS = "span div p li td small abbr h2 h3 h4 h5 h6 em font cite".split()
_MOST, _LONGEST = 20, 120  # `<time>` elements that are looked at; code points of an element with a date


def timed(top: Any) -> str | None:
    """Return the day of the first `<time datetime>` or `<abbr title>` in an element, of those not beside the story."""
    for element in islice(top.iter("time", "abbr"), _MOST):
        if "dateModified" in (element.get("itemprop") or ""):
            continue
        day = element.get("datetime") or element.get("title") or ""
        if printed_dates.find(day[:10]) and not any(is_side(outer) for outer in element.iterancestors()):
            return str(day)
    return None


def shown(root: Any) -> str | None:
    """Return the day that a page shows outside of its text, where all such elements agree; comments and lists apart.

    First count elements that are called dates, then lines that say that they are (`Published on 4 March 2014`), then
    lines of a date and an hour below the headline: above it many pages show what day it is.
    """
    named, below = _only(_named_days(root)), dropwhile(lambda element: element.tag != "h1", root.iter())
    return named or _only(_line_days(root.iter(), _PUBLISHED)) or _only(_line_days(below, _HOUR))


def _only(days: set[str]) -> str | None:
    return next(iter(days)) if len(days) == 1 else None


def _named_days(root: Any) -> set[str]:
    named = (element for element in root.iter(*_HOLDERS) if _NAMED.search(label(element)))
    return {day for element in named if (day := _day(element))}


def _line_days(elements: Iterator[Any], pattern: re.Pattern[str]) -> set[str]:
    """Return the days of the lines in elements that are only a date and hold what a pattern finds."""
    days: set[str] = set()
    for element in elements:
        for text in (element.text, *(child.tail for child in element)):
            if text and len(text) <= _LONGEST and pattern.search(text) and (day := _line_day(text, element)):
                days.add(day)
    return days


def _line_day(text: str, element: Any) -> str | None:
    line = clean(text)
    found = printed_dates.find(line)
    is_date = found and not found[0].updated and printed_dates.is_date_line(line, found)
    whole = found and _YEAR.search(line, found[0].start, found[0].end)  # `3.4.40` is the number of a version
    return found[0].day if is_date and whole and not among_others(element) else None


def _day(element: Any) -> str | None:
    """Return the day of publication that an element shows; None where its numbers may be read two ways."""
    text = clean(" ".join(islice(element.itertext(), 40))[: 2 * _LONGEST])
    if len(text) > _LONGEST:
        return None
    found = printed_dates.find(text) or printed_dates.find(_in_data(element))
    if not found or found[0].updated or (found[0].ambiguous and "." not in text[found[0].start : found[0].end]):
        return None
    return None if among_others(element) else found[0].day


def _in_data(element: Any) -> str:
    """Return the day in the data of an element that says how long ago it was: `<div data-day="2014-03-04T09:00">`."""
    values = (str(value) for name, value in element.items() if name.startswith("data-"))
    return next((value[:10] for value in values if _ISO_DAY.match(value)), "")


def among_others(element: Any) -> bool:
    """Return whether an element stands among comments, other stories or in a menu."""
    return any(
        _OTHERS.search(label(one)) for one in (element, *element.iterancestors()) if one.tag not in {"body", "html"}
    )
