"""Days that are told by what was named before or by their number alone: "that evening", "the next morning", "the 21st".

The day named last in the paragraph says which; where none was, they are left alone.
"""

from __future__ import annotations

import re
from datetime import date

from dossier.extracting.dates.arithmetic import day, one, shift, shift_months
from dossier.extracting.dates.context import PATTERNS, DateContext, FoundDate, Reader, undated
from dossier.extracting.dates.counted import named_last
from dossier.extracting.dates.tense import tense

_NEAR = 90  # code points around a number that tell a hole of golf or a floor
_TOLD = 300  # code points before a day in which its month may be named


def _same_day(place: DateContext, start: int) -> FoundDate | None:
    """Return the date in "the same day", "that evening", "the next morning"."""
    match = place.match(PATTERNS.same_day, start)
    begin = start - 4 if place.back(start, 4).lower() == "the " else start
    if match is None or (begin == start and not match["that"]):
        return None
    anchor = named_last(place, begin)
    if anchor is None:
        return None
    said = "the day after the day named last" if match["next"] else "the day named last"
    return FoundDate(begin, match.end("unit"), one(shift(anchor, int(bool(match["next"])))), anchor, said)


def _day_alone(place: DateContext, start: int) -> FoundDate | None:
    """Return the date in "on the 21st": of the month named last, else of one at publication that the tense allows."""
    match = place.match(PATTERNS.day_alone, start)
    if match is None or PATTERNS.day_alone_lead.search(place.back(start, 12)) is None:
        return None
    if PATTERNS.no_day_alone.search(place.text, max(place.start, start - _NEAR), min(place.end, start + _NEAR)):
        return None
    published = place.published
    if (month := _named_before(place, start)) and (of := _beside_day(place, match, month)):
        return FoundDate(start, match.end(), one(of), published, "that day of the month named last, or of the next")
    if published is None:
        return undated(start, match.end(), "day")
    told = tense(place.text, start, match.end(), place.start)
    found = [each for step in (-1, 0, 1) if (each := _of_month(published, step, int(match["day"])))]
    pool = [each for each in found if told is None or (each >= published if told == "future" else each <= published)]
    nearest = min(pool, key=lambda each: abs((each - published).days), default=None)
    rule = "the nearest day of that number that the tense allows"
    return FoundDate(start, match.end(), one(nearest), published, rule) if nearest else None


def _named_before(place: DateContext, start: int) -> date | None:
    """Return the day, or the first of the month, that was named last near a place."""
    last = place.found[-1] if place.found else None
    if last is None or start - last.end > _TOLD or last.interval.granularity not in ("day", "month"):
        return None
    return last.interval.first


def _beside_day(place: DateContext, match: re.Match[str], told: date) -> date | None:
    """Return the day of a number in the month of another, or in the next where the tense looks ahead past it."""
    number = int(match["day"])
    ahead = number < told.day and tense(place.text, match.start(), match.end(), place.start) == "future"
    return _of_month(told, int(ahead), number)


def _of_month(published: date, step: int, number: int) -> date | None:
    """Return the day of a number in the month so many months from publication; None where it has none."""
    inside = shift_months(published.replace(day=1), step)
    found = day(inside.year, inside.month, number)
    return found.first if found else None


SAME_DAYS: dict[str, tuple[Reader, ...]] = {
    **dict.fromkeys(("same", "that", "next", "following"), (_same_day,)),
    "0": (_day_alone,),
}
