"""Countdowns: "103 days left" is a day to come (or a day gone), where the article says from when it counts."""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import date

from dossier.extracting.dates.arithmetic import Interval, shift
from dossier.extracting.dates.arithmetic import one as of_day
from dossier.extracting.dates.context import PATTERNS, DateContext, FoundDate
from dossier.extracting.numerals.words import read

_BACK = 40  # characters
_REPORTED_AFTER = 31  # days


def countdowns(place: DateContext, found: list[FoundDate]) -> list[FoundDate]:
    """Add the countdowns of a stretch whose other dates were found, in text order.

    The day it counts from is the day named in the same sentence (when the words were said); the day it counts to
    may be named after "until", or lie ahead in the sentence. Where neither is, nothing is resolved: the words may
    have been said on any day.
    """
    added = [
        resolved
        for match in PATTERNS.countdown.finditer(place.text, place.start, place.end)
        if (span := _span(place, found, match)) and (resolved := _resolve(place, found, span, match))
    ]
    return sorted([*found, *added], key=lambda f: f.start) if added else found


_Span = tuple[int, int, int]  # where a countdown begins and ends, and how many days it counts


def _span(place: DateContext, found: list[FoundDate], match: re.Match[str]) -> _Span | None:
    """Return the stretch of a countdown that no date has taken, and its days; None where it counts none."""
    unit = match.start()
    low = max(place.start, unit - _BACK)
    number = PATTERNS.number.search(place.text[low:unit])
    if number is None:
        return None
    start, weeks = low + number.start(), place.text[unit] in "wW"
    end = match.end("left") if match["left"] else unit + (5 if weeks else 4)
    if any(one.start < end and start < one.end for one in found):
        return None
    if match["aim"] and not PATTERNS.have.search(place.back(start, 24)):
        return None
    numeral = read(place.text, start, unit - 1)
    if numeral is None or numeral.value is None or numeral.end != unit - 1:
        return None
    return start, end, int(numeral.value) * (7 if weeks else 1)


def _resolve(place: DateContext, found: list[FoundDate], span: _Span, match: re.Match[str]) -> FoundDate | None:
    start, end, days = span
    named = [(one, one.interval.first) for one in found if one.interval.granularity == "day" and one.interval.first]
    if match["until"]:
        return _before(named, span, match.end())
    low, high = _sentence(place, start, end)
    here = [(one, day) for one, day in named if low <= one.start < high]
    ahead = next(((one, day) for one, day in here if _ends(day, days, place.published)), None)
    if ahead:
        one, day = ahead
        words = place.text[one.start : one.end]
        rule = f"{days} days from {shift(day, -days).isoformat()} end on {day.isoformat()} (“{words}”)"
        return FoundDate(start, end, of_day(day), day, rule)
    said = next(((one, day) for one, day in here if not _after(day, place.published)), None)
    if said:
        one, day = said
        goal, words = shift(day, days), place.text[one.start : one.end]
        rule = f"{days} days after {day.isoformat()} (“{words}”) is {goal.isoformat()}"
        return FoundDate(start, end, of_day(goal), day, rule)
    rule = f"the article does not say from which day the {days} days count"
    return FoundDate(start, end, Interval(None, None, "day"), None, rule)


def _before(named: Sequence[tuple[FoundDate, date]], span: _Span, until: int) -> FoundDate | None:
    """Return the days up to one that is named behind "until"."""
    start, end, days = span
    target = next((day for one, day in named if 0 <= one.start - until <= 4), None)
    if target is None:
        return None
    first = shift(target, -days)
    rule = f"{days} days before {target.isoformat()} is {first.isoformat()}"
    return FoundDate(start, end, Interval(first, target, "interval"), target, rule)


def _ends(day: date, days: int, published: date | None) -> bool:
    """Return whether a countdown may end on a day: it lies ahead, about as far as the countdown is long.

    The words may have been said some weeks before they were reported, so a month of difference is allowed for.
    """
    if published is None or day <= published:
        return False
    return 0 <= days - (day - published).days <= _REPORTED_AFTER


def _after(day: date, published: date | None) -> bool:
    return published is not None and day > published


def _sentence(place: DateContext, start: int, end: int) -> tuple[int, int]:
    low = max(place.start, start - 300, place.text.rfind("\n", place.start, start) + 1)
    for match in PATTERNS.quoted.finditer(place.text, low, start):
        low = match.end()
    high = place.text.find("\n", end, min(end + 300, place.end))
    high = high if high >= 0 else min(end + 300, place.end)
    close = PATTERNS.quoted.search(place.text, end, high)
    return low, close.start() if close else high
