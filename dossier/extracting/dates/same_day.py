"""Days that are told by what was named before or by their number alone: "that evening", "the next morning", "the 21st".

The day named last in the paragraph says which; where none was, they are left alone.
"""

from __future__ import annotations

from datetime import date

from dossier.extracting.dates.arithmetic import day, one, shift, shift_months
from dossier.extracting.dates.context import PATTERNS, DateContext, FoundDate, Reader, undated
from dossier.extracting.dates.counted import named_last
from dossier.extracting.dates.tense import tense


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
    """Return the date in "on the 21st": of the month of publication, or the one beside it that the tense allows."""
    match = place.match(PATTERNS.day_alone, start)
    if match is None or PATTERNS.day_alone_lead.search(place.back(start, 12)) is None:
        return None
    published = place.published
    if published is None:
        return undated(start, match.end(), "day")
    told = tense(place.text, start, match.end(), place.start)
    found = [each for step in (-1, 0, 1) if (each := _of_month(published, step, int(match["day"])))]
    pool = [each for each in found if told is None or (each >= published if told == "future" else each <= published)]
    nearest = min(pool, key=lambda each: abs((each - published).days), default=None)
    rule = "the nearest day of that number that the tense allows"
    return FoundDate(start, match.end(), one(nearest), published, rule) if nearest else None


def _of_month(published: date, step: int, number: int) -> date | None:
    """Return the day of a number in the month so many months from publication; None where it has none."""
    inside = shift_months(published.replace(day=1), step)
    found = day(inside.year, inside.month, number)
    return found.first if found else None


SAME_DAYS: dict[str, tuple[Reader, ...]] = {
    **dict.fromkeys(("same", "that", "next", "following"), (_same_day,)),
    "0": (_day_alone,),
}
