"""The day that a page shows outside of its text: a `<time>`, or an element whose name says that it holds a date."""

from __future__ import annotations

import re
from itertools import islice
from typing import Any

from dossier.reading.blocks.block import clean
from dossier.reading.text.head import printed_dates
from dossier.reading.web.tree import is_side, label

_NAMED = re.compile(
    r"(?:(?<![A-Za-z])(?:asset-meta|byline|data|date|dateline|datum|fecha|info|meta|post(?:ed|-footer)|published"
    r"|submitted|time|timestamp)|Date|Datum|Meta|Published|Time)(?![a-z])"
)
_OTHERS = re.compile(
    r"archive|calendar|comment|disqus|event|feed|latest|list|menu|(?<![a-z])nav|next|popular|promo|recomm|relat|respond|sidebar|teaser"
    r"|trend|widget",
    re.IGNORECASE,
)
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
    """Return the day of the elements that are called dates, where all show the same one; comments and lists apart."""
    days: set[str] = set()
    for element in root.iter("span", "div", "p", "li", "td", "small", "abbr", "h5", "h6", "em", "font", "cite"):
        if _NAMED.search(label(element)) and (day := _day(element)):
            days.add(day)
    return days.pop() if len(days) == 1 else None


def _day(element: Any) -> str | None:
    """Return the day of publication that an element shows; None where its numbers may be read two ways."""
    text = clean(" ".join(islice(element.itertext(), 40))[: 2 * _LONGEST])
    found = printed_dates.find(text) if len(text) <= _LONGEST else []
    if not found or found[0].updated or (found[0].ambiguous and "." not in text[found[0].start : found[0].end]):
        return None
    inside = any(
        _OTHERS.search(label(one)) for one in (element, *element.iterancestors()) if one.tag not in {"body", "html"}
    )
    return None if inside else found[0].day
