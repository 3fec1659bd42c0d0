"""Years that leave something out or are long gone: "in ’98", "founded in 1147"."""

from __future__ import annotations

from dossier.extracting.dates.arithmetic import year
from dossier.extracting.dates.context import PATTERNS, DateContext, FoundDate, Reader

_FIRST_TWO = 30  # ’30 to ’99 are of the last century


def _short_year(place: DateContext, start: int) -> FoundDate | None:
    """Return the date in "in ’98"."""
    if place.back(start, 1) not in ("'", "’", "‘"):
        return None
    match = place.match(PATTERNS.short_year, start)
    if match is None or PATTERNS.short_year_before.search(place.back(start, 9)) is None:
        return None
    return FoundDate(start - 1, match.end(), year(of_two_digits(match[0])), None, "the year of its last two digits")


def of_two_digits(written: str) -> int:
    """Return the year of its last two digits: 1998 of 98, 2012 of 12."""
    return int(written) + (1900 if int(written) >= _FIRST_TWO else 2000)


def _old_year(place: DateContext, start: int) -> FoundDate | None:
    """Return the date in "founded in 1147": four digits before 1500 that count nothing."""
    if place.text[start : start + 1] != "1":
        return None
    match = place.match(PATTERNS.old_year, start)
    if match is None or PATTERNS.old_year_before.search(place.back(start, 11)) is None:
        return None
    return FoundDate(start, match.end(), year(int(match["year"])), None, "the calendar year")


SHORTENED: dict[str, tuple[Reader, ...]] = {"0": (_short_year, _old_year)}
