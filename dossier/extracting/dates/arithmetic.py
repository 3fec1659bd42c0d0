"""Calendar intervals: months, weeks, decades, and which year or week a bare name means.

Weeks run Monday to Sunday (ISO 8601). Seasons are those of the northern hemisphere by whole months.
"""

from __future__ import annotations

import calendar
from collections.abc import Callable
from datetime import date
from typing import NamedTuple

from dossier.extracting.lexicon import table
from dossier.model import Granularity

_CALENDAR = table("languages/en_calendar")
MONTHS: dict[str, int] = {name: int(number) for number, names in _CALENDAR["months"].items() for name in names}
WEEKDAYS: dict[str, int] = {name: int(number) for number, names in _CALENDAR["weekdays"].items() for name in names}
FEASTS: dict[str, tuple[int, int]] = {name: (int(day[:2]), int(day[3:])) for name, day in _CALENDAR["feasts"].items()}
"""Feasts that fall on the same day every year: month and day."""
MOVEABLE_FEASTS: dict[str, list[int]] = _CALENDAR["moveable feasts"]
"""Feasts that move: days from Easter; or month, which of a weekday in it (-1: the last), and the weekday."""
RANKS = {
    **{word: rank for rank, word in enumerate(("first", "second", "third", "fourth", "fifth"), start=1)},
    **{word: rank for rank, word in enumerate(("1st", "2nd", "3rd", "4th", "5th"), start=1)},
    **dict.fromkeys(("last", "final"), -1),
}
WEEKDAY_NAMES = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
MONTH_NAMES = calendar.month_name
GRANULARITY: dict[str, Granularity] = {
    "day": "day", "week": "week", "month": "month", "year": "year", "decade": "decade",
}  # fmt: skip
SEASONS: dict[str, int] = {"spring": 3, "summer": 6, "autumn": 9, "fall": 9, "winter": 12}  # first month
_MIN, _MAX = date.min.toordinal(), date.max.toordinal()


class Interval(NamedTuple):
    """Days `first` to `last`, both in; None where that side is open or unknown."""

    first: date | None
    last: date | None
    granularity: Granularity


def _within(number: int) -> int:
    # years the calendar can hold, a decade to spare
    return min(max(number, 1), 9990)


def day(year: int, month: int, number: int) -> Interval | None:
    """Return the interval of one day; None when the calendar has no such day."""
    try:
        only = date(year, month, number)
    except ValueError:
        return None
    return Interval(only, only, "day")


def one(only: date) -> Interval:
    """Return the interval of a day."""
    return Interval(only, only, "day")


def month(year: int, number: int) -> Interval:
    """Return a month of a year."""
    year = _within(year)
    return Interval(date(year, number, 1), date(year, number, calendar.monthrange(year, number)[1]), "month")


def year(number: int) -> Interval:
    """Return a year."""
    number = _within(number)
    return Interval(date(number, 1, 1), date(number, 12, 31), "year")


def decade(first: int) -> Interval:
    """Return the ten years from `first` on."""
    first = _within(first)
    return Interval(date(first, 1, 1), date(first + 9, 12, 31), "decade")


def week(inside: date, ahead: int = 0) -> Interval:
    """Return the Monday to Sunday week that holds a day, or the one so many weeks ahead of it."""
    monday = shift(inside, 7 * ahead - inside.weekday())
    return Interval(monday, shift(monday, 6), "week")


def season(name: str, of: int) -> Interval:
    """Return the season that begins in a year; winter runs into the next."""
    return season_from(SEASONS[name], of)


def season_from(first_month: int, of: int) -> Interval:
    """Return the three months from a month of a year on."""
    of = _within(of)
    first = date(of, first_month, 1)
    last = date(of, first.month + 3, 1) if first.month < 10 else date(of + 1, 3, 1)
    return Interval(first, shift(last, -1), "season")


def shift(start: date, days: int) -> date:
    """Return the day so many days on, no further than the calendar reaches."""
    return date.fromordinal(min(max(start.toordinal() + days, _MIN), _MAX))


def shift_months(start: date, months: int) -> date:
    """Return the day so many months on, to the last day of a month that is too short."""
    index = min(max(start.year * 12 + start.month - 1 + months, 12), 9999 * 12 + 11)
    to_year, to_month = divmod(index, 12)
    return date(to_year, to_month + 1, min(start.day, calendar.monthrange(to_year, to_month + 1)[1]))


def nearest_year(number: int, day_number: int, published: date) -> int | None:
    """Return the year that brings a month and day nearest to the publication day (of two as near, the past)."""
    best: tuple[int, int] | None = None
    for candidate in (published.year, published.year - 1, published.year + 1):
        found = day(candidate, number, day_number) if 1 <= candidate <= 9999 else None
        if found and found.first:
            distance = abs((found.first - published).days)
            if best is None or distance < best[0]:
                best = (distance, candidate)
    return best[1] if best else None


def unit_at(inside: date, unit: str, step: int) -> Interval:
    """Return the calendar week, month, year, decade or season so many steps from the one of a day."""
    if unit in SEASONS:
        return _season_at(inside, unit, step)
    at = _UNITS.get(unit)
    return at(inside, step) if at else year(_within(inside.year + step))


def _month_at(inside: date, step: int) -> Interval:
    moved = shift_months(inside.replace(day=1), step)
    return month(moved.year, moved.month)


def _century_at(inside: date, step: int) -> Interval:
    first = inside.year // 100 * 100 + 1 + 100 * step
    return Interval(date(_within(first), 1, 1), date(_within(first + 99), 12, 31), "interval")


_UNITS: dict[str, Callable[[date, int], Interval]] = {
    "week": week,
    "month": _month_at,
    "decade": lambda inside, step: decade(_within(inside.year // 10 * 10 + 10 * step)),
    "century": _century_at,
}


def _season_at(inside: date, name: str, step: int) -> Interval:
    """Return the latest season that is over (-1), the one of the year (0), the next that has not begun (1)."""
    this = season(name, inside.year)
    if step < 0:
        over = this.last is not None and this.last < inside
        return season(name, inside.year if over else inside.year - 1)
    begun = this.first is not None and this.first <= inside
    return season(name, inside.year + (1 if step > 0 and begun else 0))


def easter(year: int) -> date:
    """Return Easter Sunday of a year in the Gregorian calendar (the rule of Meeus, Jones and Butcher)."""
    golden, (century, of_century) = year % 19, divmod(year, 100)
    moon = (19 * golden + century - century // 4 - (century - (century + 8) // 25 + 1) // 3 + 15) % 30
    to_sunday = (32 + 2 * (century % 4) + 2 * (of_century // 4) - moon - of_century % 4) % 7
    number = moon + to_sunday - 7 * ((golden + 11 * moon + 22 * to_sunday) // 451) + 114
    return date(year, number // 31, number % 31 + 1)


def holding(inside: date, unit: str) -> Interval:
    """Return the calendar unit that holds a day; of a day, itself."""
    return one(inside) if unit == "day" else unit_at(inside, unit, 0)


def middle(of: Interval) -> Interval:
    """Return the middle third of a stretch; of a decade its fourth to sixth year."""
    if of.first is None or of.last is None:
        return Interval(None, None, "interval")
    if of.granularity in ("month", "year", "decade"):
        return part(of, "mid")
    third = ((of.last - of.first).days + 1) // 3
    return Interval(shift(of.first, third), shift(of.last, -third), "interval")


def part(of: Interval, name: str) -> Interval:
    """Return the early, middle or late part: thirds of a month, quarters or halves of a longer stretch."""
    if of.first is None or of.last is None:
        return Interval(None, None, "interval")
    first, last = of.first, of.last
    if of.granularity == "month":
        edges = {"early": (1, 10), "mid": (11, 20), "late": (21, last.day)}[name]
        return Interval(first.replace(day=edges[0]), first.replace(day=edges[1]), "interval")
    if of.granularity == "decade":
        low, high = {"early": (0, 3), "mid": (4, 6), "late": (7, 9)}[name]
        return Interval(date(first.year + low, 1, 1), date(first.year + high, 12, 31), "interval")
    if of.granularity == "year":
        low, high = {"early": (1, 3), "mid": (5, 8), "late": (10, 12)}[name]
        return Interval(date(first.year, low, 1), month(first.year, high).last, "interval")
    return of
