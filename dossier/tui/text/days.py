"""How days and intervals of days are written."""

from __future__ import annotations

from datetime import date


def day(published: str | None, *, year: bool = True) -> str:
    """Write an ISO day as people do: `29 Nov 2025` or `29 Nov`; empty for None and for what is no day."""
    try:
        when = date.fromisoformat(published or "")
    except ValueError:
        return ""
    return f"{when.day} {when:%b %Y}" if year else f"{when.day} {when:%b}"


def interval(since: str | None, until: str | None) -> str:
    """Write an interval of ISO days, `…` where it is open: `2025-11-28 to …`."""
    return since if since and since == until else f"{since or '…'} to {until or '…'}"
