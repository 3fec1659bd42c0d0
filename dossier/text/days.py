"""How days are written for people."""

from __future__ import annotations

import datetime as dt


def day_range(since: dt.date, to: dt.date) -> str:
    """Return two days, both included, in words: `3 May 2024`, `3–5 May 2024`, `May 2024`, `2024`."""
    first, last = f"{since.day} {since:%B %Y}", f"{to.day} {to:%B %Y}"
    if since == to:
        return first
    ends = (to + dt.timedelta(days=1)).day == 1
    month = (since.year, since.month) == (to.year, to.month)
    if since.day == 1 and ends:
        if month:
            return f"{since:%B %Y}"
        if since.year == to.year and (since.month, to.month) == (1, 12):
            return str(since.year)
    return f"{since.day}–{last}" if month else f"{first} to {last}"


def iso_range(since: str, to: str) -> str:
    """Return two ISO days in words, as `day_range` does."""
    return day_range(dt.date.fromisoformat(since), dt.date.fromisoformat(to))
