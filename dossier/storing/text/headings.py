"""Captions and subheadings: no passages, but a word that a reader sees there must be found.

Each is searched and shown with the passage it stands above; those below the last passage go with that one.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence

from dossier.model import Zone

_HEADINGS = frozenset({"caption", "subheading"})


def above(zones: Sequence[Zone], starts: Sequence[int]) -> dict[int, list[Zone]]:
    """Return the captions and subheadings that stand above a passage, by the passage's place, from 0.

    `starts` is where the passages begin, sorted. Where there are none, nothing is given.
    """
    found: dict[int, list[Zone]] = {}
    for zone in zones if starts else ():
        if zone.zone in _HEADINGS:
            found.setdefault(min(bisect_left(starts, zone.start), len(starts) - 1), []).append(zone)
    return found


def above_one(zones: Sequence[Zone], before: int | None, start: int, last: bool) -> list[Zone]:
    """Return the captions and subheadings that `above` gives the passage that begins at `start`.

    `before` is where the passage before it begins (None: it is the first), `last` whether there is none behind it.
    """
    since = -1 if before is None else before
    return [zone for zone in zones if zone.zone in _HEADINGS and since < zone.start and (last or zone.start <= start)]
