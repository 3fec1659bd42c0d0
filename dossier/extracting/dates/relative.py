"""Dates named by their place in the calendar seen from publication: "yesterday", "last week", "this summer".

Last, this and next week are whole weeks, Monday to Sunday. Weekdays have a module of their own.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import date

from dossier.extracting.dates.absolute import read_absolute
from dossier.extracting.dates.arithmetic import (
    GRANULARITY,
    SEASONS,
    Interval,
    middle,
    month,
    one,
    part,
    season,
    shift,
    unit_at,
    week,
)
from dossier.extracting.dates.context import PATTERNS, DateContext, FoundDate, Reader, close, month_number, undated
from dossier.extracting.dates.tense import Tense, tense
from dossier.extracting.dates.weekdays import DAYS_READ, WEEKDAYS_READ

_OFFSETS = {"today": 0, "tonight": 0, "yesterday": -1, "tomorrow": 1}
_OFFSET_RULES = {0: "the publication day", -1: "the day before publication", 1: "the day after publication"}
_STEPS = {"last": -1, "this": 0, "next": 1}
_SIDES = {-1: "before that of", 0: "of", 1: "after that of"}
_EDGES = {"week": 3, "month": 10, "year": 31, "decade": 1096}  # days that the end or the start of one takes in
_YEARS_AROUND = (-2, -1, 0, 1)
_PART_MONTHS = {"early": 0, "beginning": 0, "start": 0, "mid": 1, "middle": 1, "late": 2, "end": 2}


def _today(place: DateContext, start: int) -> FoundDate | None:
    match = place.match(PATTERNS.said_today, start)
    if match is None:
        return None
    if place.text[start] == "T" and PATTERNS.programme.match(place.text, match.end()):
        return None  # the Today programme
    if place.published is None:
        return undated(start, match.end(), "day")
    offset = _offset(match)
    # "this morning 16 August": the day beside it says which morning
    named = offset == 0 and place.text.startswith(" ", match.end())
    inner = read_absolute(place, match.end() + 1) if named else None
    if inner and inner.interval.granularity == "day":
        return FoundDate(start, inner.end, inner.interval, inner.anchor, inner.rule)
    rule = _OFFSET_RULES.get(offset, "two days from publication")
    return FoundDate(start, match.end(), one(shift(place.published, offset)), place.published, rule)


def _offset(match: re.Match[str]) -> int:
    """Return how many days from publication the words are."""
    if match["last"]:
        return -1
    if match["side"]:
        return -2 if match["side"].startswith("before") else 2
    return _OFFSETS.get((match["when"] or match["when2"] or "").lower(), 0)


def _calendar(place: DateContext, start: int) -> FoundDate | None:
    """Read last, this and next week, month, year, weekend, summer, November."""
    match = place.match(PATTERNS.calendar, start)
    if match is None or _is_stretch(place, match):
        return None
    which, unit, published = match["which"].lower(), match["unit"].lower(), place.published
    if match["month"]:
        return _named_month(place, match, which)
    if unit == "weekend":
        return _weekend_from(place, start, match.end(), which)
    if published is None:
        return undated(start, match.end(), "season" if match["season"] else GRANULARITY.get(unit, "interval"))
    step = _STEPS[which]
    rule = f"the {unit} {_SIDES[step]} the publication day"
    return FoundDate(start, match.end(), unit_at(published, unit, step), published, rule)


def _is_stretch(place: DateContext, match: re.Match[str]) -> bool:
    """Return whether the words mean a stretch from publication: the past week, within the next week (seven days)."""
    which, unit = match["which"].lower(), match["unit"].lower()
    if which in ("past", "coming"):
        return unit != "weekend"
    rolling = unit in ("week", "month", "year", "decade") and which != "this"
    return rolling and PATTERNS.within.search(place.back(match.start(), 16)) is not None


def _named_month(place: DateContext, match: re.Match[str], which: str) -> FoundDate | None:
    """Return the date in "last November", "next May"."""
    start, name, published = match.start(), match["month"], place.published
    end = close(match, "month")
    if place.text[match.start("month")].islower() or PATTERNS.digit_next.match(place.text, end):
        return None
    if published is None:
        return undated(start, end, "month")
    number = month_number(name)
    step = -(number >= published.month) if which == "last" else number <= published.month if which == "next" else 0
    rule = f"the {which} {name.title()} counted from publication"
    return FoundDate(start, end, month(published.year + step, number), published, rule)


def _during(place: DateContext, start: int) -> FoundDate | None:
    """Return the date in "earlier this year", "later this month", "late last week"."""
    match = place.match(PATTERNS.during, start)
    if match is None:
        return None
    published, unit, which = place.published, match["unit"].lower(), match["which"].lower()
    if published is None:
        return undated(start, match.end(), "interval")
    whole, side = unit_at(published, unit, _STEPS[which]), match["side"].lower()
    if which == "this" and _runs(whole, published):
        interval, rule = _up_to_now(whole, published, unit, begun=side in ("earlier", "early"))
    elif side in ("early", "late") and whole.granularity in ("month", "year", "decade"):
        interval, rule = part(whole, side), f"the {side} part of the {unit} {_SIDES[_STEPS[which]]} the publication day"
    else:
        interval, rule = whole, f"somewhere in {which} {unit}"
    return FoundDate(start, match.end(), interval, published, rule)


def _runs(whole: Interval, published: date) -> bool:
    """Return whether a stretch holds the publication day: a season may not."""
    return whole.first is not None and whole.last is not None and whole.first <= published <= whole.last


def _up_to_now(whole: Interval, published: date, unit: str, *, begun: bool) -> tuple[Interval, str]:
    """Return the part of the current week, month or year up to publication, or from it on."""
    if begun:
        return Interval(whole.first, published, "interval"), f"from the start of the {unit} to publication"
    return Interval(published, whole.last, "interval"), f"from publication to the end of the {unit}"


def _end_of(place: DateContext, start: int) -> FoundDate | None:
    match = place.match(PATTERNS.end_of, start)
    if match is None:
        return None
    published, unit, which = place.published, match["unit"].lower(), match["which"].lower()
    if published is None:
        return undated(start, match.end(), "interval")
    whole, length = unit_at(published, unit, {"last": -1, "next": 1}.get(which, 0)), _EDGES[unit]
    if whole.first is None or whole.last is None:
        return None
    side = match["side"].lower()
    if side == "middle":
        return FoundDate(start, match.end(), middle(whole), published, f"the middle part of the {unit}")
    interval = Interval(whole.first, shift(whole.first, length - 1), "interval")
    if side == "end":
        interval = Interval(shift(whole.last, 1 - length), whole.last, "interval")
    return FoundDate(start, match.end(), interval, published, f"the {side} of the {unit}: {length} days")


def _season_part(place: DateContext, start: int) -> FoundDate | None:
    """Return the date in "early autumn" and "the end of spring": the season nearest to publication, by the tense."""
    match = place.match(PATTERNS.season_part, start)
    if match is None:
        return None
    published, name = place.published, match["season"].lower()
    if published is None:
        return undated(start, match.end(), "interval")
    told = "future" if match["this"] else tense(place.text, start, match.end(), place.start)
    number = _PART_MONTHS[(match["part"] or match["side"]).lower()]
    parts = [_month_of_season(season(name, published.year + step), number) for step in _YEARS_AROUND]
    chosen = _chosen(parts, told, published)
    rule = "a month of the season nearest to publication that the tense allows, northern hemisphere"
    return FoundDate(start, match.end(), chosen, published, rule)


def _season_alone(place: DateContext, start: int) -> FoundDate | None:
    """Return the date in "in spring" and "by the autumn": the season that the tense allows.

    Without an article and a tense the words tell what happens every year.
    """
    match = place.match(PATTERNS.season_alone, start)
    lead = PATTERNS.season_lead.search(place.back(start, 16)) if match else None
    if match is None or lead is None:
        return None
    published, name = place.published, match["season"].lower()
    if published is None:
        return undated(start, match.end(), "season")
    told = tense(place.text, start, match.end(), place.start)
    if told is None and not lead["the"]:
        return None
    chosen = _chosen([season(name, published.year + step) for step in _YEARS_AROUND], told, published)
    rule = "the season nearest to publication that the tense allows, northern hemisphere"
    return FoundDate(start, match.end(), chosen, published, rule)


def _chosen(seasons: Sequence[Interval], told: Tense | None, published: date) -> Interval:
    """Return which of several in the order of time is meant: the next, the latest, or without a tense the nearest."""
    if told == "future":
        return next((each for each in seasons if each.last and each.last >= published), seasons[-1])
    if told == "past":
        return next((each for each in reversed(seasons) if each.first and each.first <= published), seasons[0])
    return min(seasons, key=lambda each: abs((each.first - published).days) if each.first else 0)


def _month_of_season(whole: Interval, number: int) -> Interval:
    """Return the first, second or third month of a season."""
    first = whole.first or date.min
    found = month(first.year + (first.month + number - 1) // 12, (first.month + number - 1) % 12 + 1)
    return Interval(found.first, found.last, "interval")


def _weekend(place: DateContext, start: int) -> FoundDate | None:
    match = PATTERNS.weekend.match(place.text, start, place.end)
    if match is None or place.text[max(place.start, start - 4) : start].lower() != "the ":
        return None
    return _weekend_from(place, start - 4, match.end(), "the")


def _before_last(place: DateContext, start: int) -> FoundDate | None:
    """Return the date in "the weekend before last" and "the week after next"."""
    if place.text[max(place.start, start - 4) : start].lower() != "the ":
        return None
    match = PATTERNS.before_last.match(place.text, start, place.end)
    if match is None:
        return None
    unit, published, step = match["unit"].lower(), place.published, -2 if match["which"].endswith("last") else 2
    if published is None:
        return undated(start - 4, match.end(), GRANULARITY.get(unit, "interval"))
    if unit == "weekend":
        # On a weekend the last one is the one before it, as without one.
        saturday = shift(week(published, step).first or published, 5 + 7 * (step > 0 and published.weekday() >= 5))
        interval = Interval(saturday, shift(saturday, 1), "interval")
    else:
        interval = unit_at(published, unit, step)
    rule = f"the {unit} {match['which'].lower()}, from publication"
    return FoundDate(start - 4, match.end(), interval, published, rule)


def _weekend_from(place: DateContext, start: int, end: int, which: str) -> FoundDate:
    published = place.published
    if published is None:
        return undated(start, end, "interval")
    ahead = which in ("next", "coming") or (
        which in ("the", "this") and tense(place.text, start, end, place.start) == "future"
    )
    weeks, rule = _weekend_of(published, which, ahead=ahead)
    saturday = shift(week(published).first or published, 5 + 7 * weeks)
    return FoundDate(start, end, Interval(saturday, shift(saturday, 1), "interval"), published, rule)


def _weekend_of(published: date, which: str, *, ahead: bool) -> tuple[int, str]:
    """Return how many weeks from the publication week a weekend is, and the rule."""
    at_weekend = published.weekday() >= 5
    if which == "next":
        return int(at_weekend), "the weekend after publication"
    if ahead or (which == "this" and published.weekday() >= 4):
        return 0, "the weekend of the publication week"
    if at_weekend and which != "last":
        return 0, "the weekend of publication"
    return -1, "the last weekend before publication"


RELATIVE: dict[str, tuple[Reader, ...]] = {
    **dict.fromkeys(("today", "tonight", "yesterday", "tomorrow", "the"), (_today,)),
    **WEEKDAYS_READ,
    **dict.fromkeys(("this", "last"), (_today, *DAYS_READ, _calendar)),
    **dict.fromkeys(("next", "coming"), (*DAYS_READ, _calendar)),
    "following": (*DAYS_READ,),
    "past": (_calendar,),
    **dict.fromkeys(("week", "month", "year", "decade"), (_before_last,)),
    "weekend": (_before_last, _weekend),
    "overnight": (*DAYS_READ,),
    **dict.fromkeys(("early", "late", "earlier", "later"), (_today, _during, _season_part, *DAYS_READ)),
    "mid": (_season_part,),
    **dict.fromkeys(("end", "beginning", "start", "middle"), (_end_of, _season_part)),
    **dict.fromkeys(SEASONS, (_season_alone,)),
}
