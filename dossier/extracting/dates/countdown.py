"""Countdowns: "103 days left" is a day to come (or a day gone), where the article says from when it counts."""

from __future__ import annotations

from datetime import date

from dossier.extracting.dates.arithmetic import Interval, one, shift
from dossier.extracting.dates.context import PATTERNS, Found, Place
from dossier.extracting.numerals.words import read

_BACK = 40  # characters
_REPORTED_AFTER = 31  # days


def countdowns(place: Place, found: list[Found]) -> list[Found]:
    """Add the countdowns of a stretch whose other dates were found, in text order.

    The day it counts from is the day named in the same sentence (when the words were said); the day it counts to
    may be named after "until", or lie ahead in the sentence. Where neither is, nothing is resolved: the words may
    have been said on any day.
    """
    added: list[Found] = []
    for match in PATTERNS.countdown.finditer(place.text, place.start, place.end):
        unit = match.start()
        low = max(place.start, unit - _BACK)
        number = PATTERNS.number.search(place.text[low:unit])
        if number is None:
            continue
        start, weeks = low + number.start(), place.text[unit] in "wW"
        end = match.end("left") if match["left"] else unit + (5 if weeks else 4)
        if any(f.start < end and start < f.end for f in found):
            continue
        if match["aim"] and not PATTERNS.have.search(place.text[max(place.start, start - 24) : start]):
            continue
        numeral = read(place.text, start, unit - 1)
        if numeral is None or numeral.value is None or numeral.end != unit - 1:
            continue
        days = int(numeral.value) * (7 if weeks else 1)
        one_found = _resolve(place, found, start, end, days, until=match.end() if match["until"] else None)
        if one_found:
            added.append(one_found)
    return sorted([*found, *added], key=lambda f: f.start) if added else found


def _resolve(place: Place, found: list[Found], start: int, end: int, days: int, *, until: int | None) -> Found | None:
    days_named = [f for f in found if f.interval.granularity == "day" and f.interval.first]
    if until is not None:
        target = next((f for f in days_named if 0 <= f.start - until <= 4), None)
        if target and target.interval.first:
            first = shift(target.interval.first, -days)
            rule = f"{days} days before {target.interval.first.isoformat()} is {first.isoformat()}"
            return Found(start, end, Interval(first, target.interval.first, "interval"), target.interval.first, rule)
        return None
    low, high = _sentence(place, start, end)
    here = [f for f in days_named if low <= f.start < high]
    ahead = next((f for f in here if f.interval.first and _ends(f.interval.first, days, place.published)), None)
    if ahead and ahead.interval.first:
        words, first = place.text[ahead.start : ahead.end], shift(ahead.interval.first, -days)
        rule = f"{days} days from {first.isoformat()} end on {ahead.interval.first.isoformat()} (“{words}”)"
        return Found(start, end, one(ahead.interval.first), ahead.interval.first, rule)
    said = next((f for f in here if f.interval.first and not _after(f.interval.first, place.published)), None)
    if said and said.interval.first:
        goal = shift(said.interval.first, days)
        words = place.text[said.start : said.end]
        rule = f"{days} days after {said.interval.first.isoformat()} (“{words}”) is {goal.isoformat()}"
        return Found(start, end, one(goal), said.interval.first, rule)
    return Found(
        start, end, Interval(None, None, "day"), None, f"the article does not say from which day the {days} days count"
    )


def _ends(day: date, days: int, published: date | None) -> bool:
    """Tell whether a countdown may end on a day: it lies ahead, about as far as the countdown is long.

    The words may have been said some weeks before they were reported, so a month of difference is allowed for.
    """
    if published is None or day <= published:
        return False
    return 0 <= days - (day - published).days <= _REPORTED_AFTER


def _after(day: date, published: date | None) -> bool:
    return published is not None and day > published


def _sentence(place: Place, start: int, end: int) -> tuple[int, int]:
    low = max(place.start, start - 300, place.text.rfind("\n", place.start, start) + 1)
    for match in PATTERNS.quoted.finditer(place.text, low, start):
        low = match.end()
    high = place.text.find("\n", end, min(end + 300, place.end))
    high = high if high >= 0 else min(end + 300, place.end)
    close = PATTERNS.quoted.search(place.text, end, high)
    return low, close.start() if close else high
