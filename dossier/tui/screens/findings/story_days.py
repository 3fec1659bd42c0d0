"""Which part of a timeline is the story itself: the days around the articles, between its background and what comes."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from typing import NamedTuple

from dossier.model import TimelineEntry
from dossier.text.counting import counted
from dossier.text.days import interval
from dossier.tui.widgets import Entry, Section

FOLD = "background"
"""The key of the entry that stands for the background."""

_BEFORE = dt.timedelta(days=6)  # with the first day of publication this is a week
_LONGEST = dt.timedelta(days=31)  # of what is still an event and no period that only reaches into the story


class Parts(NamedTuple):
    """Entries in calendar order, each in one of three parts."""

    story: list[TimelineEntry]
    later: list[TimelineEntry]
    background: list[TimelineEntry]


def parts(entries: Sequence[TimelineEntry]) -> Parts:
    """Return the entries of the story's days, those after them and those before.

    The story's days begin a week before the first article and end with the last one. Where no article has a day,
    everything is the story.
    """
    published = [dt.date.fromisoformat(entry.from_) for entry in entries if entry.kind == "published"]
    if not published:
        return Parts(list(entries), [], [])
    first, last = min(published) - min(_BEFORE, min(published) - dt.date.min), max(published)
    found = Parts([], [], [])
    for entry in entries:
        begin, end = dt.date.fromisoformat(entry.from_), dt.date.fromisoformat(entry.to)
        if begin > last:
            found.later.append(entry)
        elif begin >= first or (end >= first and end - begin <= _LONGEST):
            found.story.append(entry)
        else:
            found.background.append(entry)
    return found


def fold(background: Sequence[TimelineEntry], *, shown: bool) -> Section:
    """Return the section of one entry that stands for the background, or takes it away again."""
    days = interval(min(entry.from_ for entry in background), max(entry.from_ for entry in background))
    what = counted(len(background), "earlier date")
    text, line = (f"Hide {what}", "") if shown else (f"{what}, {days}", "enter shows them")
    return Section("Background", (Entry(FOLD, text, lines=(line,) if line else (), wraps=True),))
