"""Dates counted in days, weeks and years from another day: "two days ago", "the past decade", "the week after".

"Ago" and "the past" count from publication; "a day before" and "two weeks later" from the day last named in their
paragraph, and are left alone where none was.
"""

from __future__ import annotations

import re
from datetime import date

from dossier.extracting.dates.arithmetic import (
    GRANULARITY,
    Interval,
    holding,
    one,
    season,
    shift,
    shift_months,
    unit_at,
)
from dossier.extracting.dates.context import PATTERNS, UNDATED, DateContext, FoundDate, Reader, undated
from dossier.extracting.numerals.words import read
from dossier.model import Granularity

_COUNTED_BACK = 48  # code points that the count before "ago" runs over, its word included
# What years and months are counted from besides days: opened in 1995, and closed two years later.
_COARSER: dict[str, tuple[Granularity, ...]] = {"year": ("month", "year"), "month": ("month",)}
# How finely a day so far away is told: a decade ago is a year.
_SHOWN: dict[str, Granularity] = {"fortnight": "week", "decade": "year", "century": "decade"}


def _stretch(place: DateContext, start: int) -> FoundDate | None:
    """Return the date in "the past decade", "the last three years", "the next two weeks", "in recent days"."""
    if vague := place.match(PATTERNS.vague, start):
        rule = f"says no number of {vague['unit'].lower()}s"
        return FoundDate(_with_article(place, start), vague.end(), Interval(None, None, "interval"), None, rule)
    match = place.match(PATTERNS.stretch, start)
    if match is None or _other_sense(place, match):
        return None
    if match["n"] is None and (beside := _beside_stretch(place, match)):
        return beside[0]
    begin, published, unit = _with_article(place, start), place.published, _unit(match["unit"])
    count = _count(match["n"] or "one")
    if published is None or count is None:
        rule = UNDATED if published is None else f"says no number of {unit}s"
        return FoundDate(begin, match.end(), Interval(None, None, "interval"), None, rule)
    count += match["more"] == "two"
    ahead = match["which"].lower() in _AHEAD
    moved = _moved(published, unit, count if ahead else -count)
    interval = Interval(shift(published, 1), moved, "interval") if ahead else Interval(moved, published, "interval")
    told, of = (count * 10, "year") if unit == "decade" else (count, unit)
    so_long = f"{told} {of}s" if told > 1 else of
    rule = f"the {so_long} {'after' if ahead else 'before'} publication"
    return FoundDate(begin, match.end(), interval, published, rule)


_AHEAD = ("next", "coming", "following")
_ALONE = ("past", "last", "next", "coming", "previous", "following")  # behind "the" they need no number


def _unit(written: str) -> str:
    return written.lower().replace("centurie", "century")


def _other_sense(place: DateContext, match: re.Match[str]) -> bool:
    """Return whether the words mean no stretch: following a day of protest, will last five years, last year."""
    which, start = match["which"].lower(), match.start()
    if match["n"] is None:
        return which not in _ALONE or place.back(start, 4).lower() != "the "
    if which in ("following", "preceding"):
        return match["n"].lower() in ("a", "an")
    return which == "last" and PATTERNS.verb.search(place.back(start, 12)) is not None


def _beside_stretch(place: DateContext, match: re.Match[str]) -> tuple[FoundDate | None] | None:
    """Return what "the next day", "the following week" is, in brackets; None where it is a stretch from publication."""
    which, unit, begin = match["which"].lower(), _unit(match["unit"]), match.start() - 4
    side = -1 if which == "previous" else 1
    if unit == "day" and which in ("next", "following", "previous") and match["more"] != "two":
        return (_beside_day(place, begin, match.end("unit"), side),)
    if which in ("following", "previous"):
        return (_beside_unit(place, begin, match.end("unit"), unit, side),)
    return None


def _with_article(place: DateContext, start: int) -> int:
    low = max(place.start, start - 12)
    match = PATTERNS.article.search(place.text[low:start])
    return low + match.start() if match else start


def _count(written: str) -> int | None:
    """Return the number a count says; None for "several"."""
    word = written.lower()
    if word in ("a", "an"):
        return 1
    if word.endswith("couple of"):
        return 2
    number = read(word, 0, len(word))
    return int(number.value) if number and number.value is not None else None


def _moved(start: date, unit: str, count: int) -> date:
    """Return the day so many days, weeks, months, years or decades from a day."""
    if unit in ("day", "week", "fortnight"):
        return shift(start, count * {"day": 1, "week": 7, "fortnight": 14}[unit])
    return shift_months(start, count * {"month": 1, "year": 12, "decade": 120}.get(unit, 1200))


_SEASONS = ("spring", "summer", "autumn", "winter")


def _ago(place: DateContext, start: int) -> FoundDate | None:
    """Read back from "ago": "two weeks ago" is the week of that day, "three decades ago" the year."""
    end = start + len("ago")
    low = max(place.start, end - _COUNTED_BACK)
    if place.published and (counted := _rarely_counted(place.text[low:end], low, place.published)):
        return counted
    found = _counted_back(place, PATTERNS.ago, end)
    if found and (to_the_day := place.match(PATTERNS.today, end)):
        return _away(place, found, to_the_day.end(), -1, "day")
    return _away(place, found, end, -1) if found else None


def _rarely_counted(back: str, low: int, published: date) -> FoundDate | None:
    """Return the date in "two summers ago", "three and a half years ago", at the end of `back`, from `low`."""
    if "half" in back and (half := PATTERNS.half_more_ago.search(back)) and _count(half["n"]):
        return _half_more_ago(half, low, published)
    if not any(name in back for name in _SEASONS):  # both patterns take half a millisecond to compile
        return None
    seasons = PATTERNS.seasons_ago.search(back)
    return _seasons_ago(seasons, low, published) if seasons else None


def _seasons_ago(match: re.Match[str], low: int, published: date) -> FoundDate | None:
    """Return the date in "two summers ago": the last but one that was over by publication."""
    count, name = _count(match["n"]), match["season"].lower()
    over = [each for back in range(3) if (each := season(name, published.year - back)).last and each.last < published]
    if not count or not over or not over[0].first:
        return None
    chosen = season(name, over[0].first.year - count + 1)
    return FoundDate(low + match.start(), low + match.end(), chosen, published, f"{count} {name}s before publication")


def _half_more_ago(match: re.Match[str], low: int, published: date) -> FoundDate:
    """Return the date in "three and a half years ago": the half year around that day."""
    months = 12 * (_count(match["n"]) or 0) + 6
    first, last = shift_months(published, -months - 3), shift_months(published, -months + 3)
    rule = f"{months} months before publication, and three to either side"
    return FoundDate(low + match.start(), low + match.end(), Interval(first, last, "interval"), published, rule)


def _from_now(place: DateContext, start: int) -> FoundDate | None:
    """Read back from "now": "two weeks from now" is the week of that day."""
    end = start + len("now")
    counted = _counted_back(place, PATTERNS.from_now, end)
    return _away(place, counted, end, 1) if counted else None


def _in_time(place: DateContext, start: int) -> FoundDate | None:
    """Read back from "time": "in two weeks’ time" is the week of that day."""
    if place.back(start, 3).lower() not in ("s' ", "s’ ", "'s ", "’s "):
        return None
    end = start + len("time")
    counted = _counted_back(place, PATTERNS.in_time, end)
    return _away(place, counted, end, 1) if counted else None


_Counted = tuple[int, str, int | None]  # where the words begin, the unit, how many of it


def _counted_back(place: DateContext, pattern: re.Pattern[str], end: int) -> _Counted | None:
    """Return how many of which unit the words count that end at a place."""
    low = max(place.start, end - _COUNTED_BACK)
    match = pattern.search(place.text[low:end])
    if match is None:
        return None
    begin, unit = low + match.start("n"), _unit(match["unit"])
    if unit == "year" and (half := PATTERNS.half.search(place.text[low:begin])):
        return low + half.start(), "month", 6
    return begin, unit, _count(match["n"])


def _away(place: DateContext, counted: _Counted, end: int, side: int, shown: Granularity | None = None) -> FoundDate:
    """Return the day, week, month or year so far from publication."""
    begin, unit, count = counted
    shown = shown or _SHOWN.get(unit) or GRANULARITY[unit]
    published = place.published
    if published is None or count is None:
        rule = UNDATED if published is None else f"says no number of {unit}s"
        return FoundDate(begin, end, Interval(None, None, shown), None, rule)
    interval = holding(_moved(published, unit, side * count), shown)
    rule = f"{count} {unit}{'s' * (count > 1)} {'after' if side > 0 else 'before'} publication"
    return FoundDate(begin, end, interval, published, rule)


def named_last(place: DateContext, before: int, *shown: Granularity) -> date | None:
    """Return the day last named in the paragraph, if one was, or the first of what is `shown` too: a year."""
    paragraph = place.start
    for match in PATTERNS.paragraph.finditer(place.text, max(place.start, before - 2000), before):
        paragraph = match.end()
    for found in reversed(place.found):
        if found.start < paragraph:
            return None
        if found.end <= before and found.interval.granularity in ("day", *shown) and found.interval.first:
            return found.interval.first
    return None


def _beside(place: DateContext, start: int) -> FoundDate | None:
    """Read back from "before", "after", "earlier", "later": "a day before", "two weeks later", "the week after"."""
    end = PATTERNS.counted_letters.match(place.text, start).end()  # type: ignore[union-attr]
    low = max(place.start, start - 40)
    match = PATTERNS.beside.search(place.text[low:end])
    if match is None:
        return None
    word = match["side"].lower()
    begin, side = low + match.start(), -1 if word in ("before", "earlier") else 1
    unit = (match["unit1"] or match["unit2"]).lower()
    if not match["the"]:
        # "a day before the vote", "two years later than planned": the other end is an event, not a day
        pattern = PATTERNS.event if word in ("before", "after") else PATTERNS.than
        counted = (begin, unit, _count(match["n"]))
        return None if place.match(pattern, end) else _counted_beside(place, counted, end, side)
    if word in ("earlier", "later") or _is_that_date(place, begin, end):
        return None
    return _beside_day(place, begin, end, side) if unit == "day" else _beside_unit(place, begin, end, unit, side)


def _is_that_date(place: DateContext, begin: int, end: int) -> bool:
    """Return whether "the day after" tells what a date right before it is: on Thursday, the day after the vote."""
    beside = bool(place.found) and place.text[place.found[-1].end : begin] == ", "
    return beside and place.match(PATTERNS.event, end) is not None


def _counted_beside(place: DateContext, counted: _Counted, end: int, side: int) -> FoundDate | None:
    """Return the days so far from the day named last."""
    begin, unit, count = counted
    anchor = named_last(place, begin, *_COARSER.get(unit, ()))
    if count is None or anchor is None:
        return None
    away = f"{count} {unit}{'s' * (count > 1)} {'after' if side > 0 else 'before'}"
    rule = f"{away} {anchor.isoformat()}, the day named last"
    return FoundDate(begin, end, holding(_moved(anchor, unit, side * count), unit), anchor, rule)


def _beside_day(place: DateContext, begin: int, end: int, side: int) -> FoundDate | None:
    anchor = named_last(place, begin)
    if anchor is None:
        return None
    rule = f"the day {'after' if side > 0 else 'before'} {anchor.isoformat()}, the day named last"
    return FoundDate(begin, end, one(shift(anchor, side)), anchor, rule)


def _beside_unit(place: DateContext, begin: int, end: int, unit: str, side: int) -> FoundDate | None:
    if unit not in ("week", "month", "year"):
        return None
    anchor, said = named_last(place, begin, *_COARSER.get(unit, ())), "the day named last"
    if anchor is None:
        anchor, said = place.published, "the publication day"
    if anchor is None:
        return undated(begin, end, GRANULARITY[unit])
    rule = f"the {unit} {'after' if side > 0 else 'before'} that of {anchor.isoformat()}, {said}"
    return FoundDate(begin, end, unit_at(anchor, unit, side), anchor, rule)


STRETCHES: dict[str, tuple[Reader, ...]] = dict.fromkeys(
    ("last", "next", "coming", "past", "previous", "preceding", "following", "recent"), (_stretch,)
)
# Words at which a date ends; what counts stands before them.
BACKWARD: dict[str, Reader] = {
    "ago": _ago,
    "now": _from_now,
    "time": _in_time,
    **dict.fromkeys(("before", "after", "earlier", "later"), _beside),
}
