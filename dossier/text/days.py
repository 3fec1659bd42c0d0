"""How days are written for people."""

from __future__ import annotations

import calendar
import datetime as dt
import re

_ISO = re.compile(r"\b\d{4}-\d\d-\d\d\b")


def day(iso: str | None) -> str:
    """Return an ISO day as people write it: `29 Nov 2025`; empty for None and for what is not a day."""
    try:
        when = dt.date.fromisoformat(iso or "")
    except ValueError:
        return ""
    return f"{when.day} {when:%b} {when.year}"


def with_days(sentence: str) -> str:
    """Return a sentence with its ISO days as people write them."""
    return _ISO.sub(lambda iso: day(iso[0]) or iso[0], sentence)


def between(since: str | None, until: str | None) -> str:
    """Return an interval of ISO days, `…` where it is open: `28 Nov 2025 to …`."""
    first, last = day(since) or "…", day(until) or "…"
    return first if first == last else f"{first} to {last}"


def day_range(one: dt.date, two: dt.date) -> str:
    """Return two days, both included, as people write them: `28 Nov 2025`, `21–31 Jul 2025`, `2015`, `Mar 2026`."""
    if (one.month, one.day, two.month, two.day) == (1, 1, 12, 31):
        return str(one.year) if one.year == two.year else f"{one.year}–{two.year}"
    month = (one.year, one.month) == (two.year, two.month)
    if month and (one.day, two.day) == (1, calendar.monthrange(one.year, one.month)[1]):
        return f"{one:%b} {one.year}"
    if one == two:
        return f"{one.day} {one:%b} {one.year}"
    if month:
        return f"{one.day}–{two.day} {one:%b} {one.year}"
    if one.year == two.year:
        return f"{one.day} {one:%b} – {two.day} {two:%b} {two.year}"
    return f"{one.day} {one:%b} {one.year} – {two.day} {two:%b} {two.year}"


def interval(first: str, last: str) -> str:
    """Return an interval of ISO days as people write it, as `day_range` does."""
    return day_range(dt.date.fromisoformat(first), dt.date.fromisoformat(last))


def span_of(text: str) -> tuple[str, str] | None:
    """Return the first and the last day of `2025-11-28`, `2025-11`, `2025` or `2025-11-28..2025-11-30`; else None."""
    first, dots, last = text.strip().partition("..")
    try:
        found = first_day(first), last_day(last if dots else first)
    except ValueError:
        return None
    return found if found[0] <= found[1] else None


def first_day(text: str) -> str:
    """Return the first day of an ISO day, month or year. Raises ValueError."""
    return dt.date.fromisoformat(f"{text}-01-01"[:10] if len(text) == len("2025") else f"{text}-01"[:10]).isoformat()


def last_day(text: str) -> str:
    """Return the last day of an ISO day, month or year. Raises ValueError."""
    if len(text) == len("2025-11-28"):
        return dt.date.fromisoformat(text).isoformat()
    month = dt.date.fromisoformat(f"{text}-12-01" if len(text) == len("2025") else f"{text}-01")
    return ((month + dt.timedelta(31)).replace(day=1) - dt.timedelta(1)).isoformat()
