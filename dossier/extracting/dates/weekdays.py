"""Weekdays: "Friday", "last Tuesday", "Monday week", "a fortnight on Sunday", "from Friday to Sunday".

A weekday is the latest on or before publication unless the tense looks ahead.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date

from dossier.extracting.dates.absolute import read_absolute
from dossier.extracting.dates.arithmetic import WEEKDAY_NAMES, WEEKDAYS, Interval, one, shift, week
from dossier.extracting.dates.context import (
    PATTERNS,
    DateContext,
    FoundDate,
    Reader,
    close,
    full_stop,
    undated,
    weekday_number,
)
from dossier.extracting.dates.counted import named_last
from dossier.extracting.dates.tense import sentence_start, tense, tense_cue
from dossier.extracting.lexicon import words
from dossier.extracting.lexicon.rules import Rules

_SHORT = frozenset({"sun", "sat", "wed", "mon", "thu", "tue", "fri"})
_COUNTS = {"a": 1, "one": 1, "two": 2, "three": 3}
_MIDWEEK = 3  # days back, from which on the next such day is nearer
_STEPS = {"last": -1, "this": 0, "next": 1}


@dataclass(slots=True)
class Weekday:
    """A weekday where it stands: its match, number (Monday 0), and how many days before publication its latest is."""

    place: DateContext
    match: re.Match[str]
    published: date
    number: int

    @property
    def back(self) -> int:
        """Days from the latest such day on or before publication."""
        return (self.published.weekday() - self.number) % 7

    @property
    def named(self) -> str:
        """Its full name."""
        return WEEKDAY_NAMES[self.number]

    @property
    def which(self) -> str:
        """The word that says which: last, next, this coming …."""
        return (self.match["which"] or "").lower()

    def found(self, days: int, rule: str, *, end: int | None = None, anchor: date | None = None) -> FoundDate:
        """Return the day so many days from publication, or from another day."""
        match, anchor = self.match, anchor or self.published
        return FoundDate(match.start(), end or close(match, "day"), one(shift(anchor, days)), anchor, rule)


WHICH_WEEKDAY: Rules[Weekday, FoundDate] = Rules()


def _weekday(place: DateContext, start: int) -> FoundDate | None:
    text = place.text
    match = place.match(PATTERNS.weekday, start)
    if match is None or not text[match.start("day")].isupper() or _in_name(place, match):
        return None
    if PATTERNS.some_day.search(text, max(place.start, start - 9), start):
        return None
    if place.published is None:
        return undated(start, close(match, "day"), "day")
    if named := _day_of_month_behind(place, match):
        return named
    day = Weekday(place, match, place.published, weekday_number(match["day"]))
    found = WHICH_WEEKDAY.first(day)
    return found[1] if found else None


def _day_of_month_behind(place: DateContext, match: re.Match[str]) -> FoundDate | None:
    """Return the date in "overnight on Sunday, 8 June" and "next Friday, 20 June"; their first words belong to it."""
    begin = match.start("day")
    inner = read_absolute(place, begin) if begin > match.start() else None
    if inner is None or inner.interval.granularity != "day" or inner.end <= match.end("day"):
        return None
    return FoundDate(match.start(), inner.end, inner.interval, inner.anchor, inner.rule)


def _in_name(place: DateContext, match: re.Match[str]) -> bool:
    """Return whether a weekday is part of a name, or its short form a word: Good Friday, the Sunday Times, the sun."""
    text, begin, end = place.text, match.start("day"), match.end("day")
    if match["day"].lower() in _SHORT and not match["part"] and text[end : end + 1] != ",":
        return True
    before = PATTERNS.feast_before.search(text, max(place.start, begin - 9), begin)
    return before is not None or PATTERNS.feast_after.match(text, end) is not None


@WHICH_WEEKDAY("of a week that is said", "It opened on Tuesday last week.")
def _of_week(day: Weekday) -> FoundDate | None:
    of_week = (day.match["week"] or ("last" if day.which == "last week" else "")).lower()
    if not of_week:
        return None
    monday = week(day.published, _STEPS[of_week]).first or day.published
    return day.found((monday - day.published).days + day.number, f"{day.named} of {of_week} week")


@WHICH_WEEKDAY("the last before publication", "It opened last Tuesday.")
def _last(day: Weekday) -> FoundDate | None:
    if day.which not in ("last", "this past"):
        return None
    return day.found(-(day.back or 7), f"the last {day.named} before publication")


@WHICH_WEEKDAY("the first after publication", "It opens next Tuesday.")
def _next(day: Weekday) -> FoundDate | None:
    if day.which not in ("next", "coming", "this coming"):
        return None
    return day.found(7 - day.back, f"the first {day.named} after publication")


@WHICH_WEEKDAY("the first after the day named last", "It began on May 3, 2025. It ended the following Tuesday.")
def _following(day: Weekday) -> FoundDate | None:
    if day.which != "following":
        return None
    anchor = named_last(day.place, day.match.start()) or day.published
    days = (day.number - anchor.weekday() - 1) % 7 + 1
    return day.found(days, f"the first {day.named} after {anchor.isoformat()}", anchor=anchor)


@WHICH_WEEKDAY("of plans called off", "The fair planned for Tuesday was cancelled.")
def _called_off(day: Weekday) -> FoundDate | None:
    text, match, at = day.place.text, day.match, day.match.end("day")
    if not PATTERNS.called_off.search(text, max(day.place.start, match.start() - 24), match.start()):
        owned = PATTERNS.possessive.match(text, at)  # Saturday’s concert has been called off
        at = owned.end() if owned else -1
    if at < 0 or not PATTERNS.was_off.match(text, at):
        return None
    rule = f"a {day.named} of plans called off, before or after publication"
    return FoundDate(match.start(), close(match, "day"), Interval(None, None, "day"), None, rule)


@WHICH_WEEKDAY("weeks behind it", "The vote is Tuesday week.")
def _weeks_behind(day: Weekday) -> FoundDate | None:
    weeks = PATTERNS.week_after.match(day.place.text, close(day.match, "day"))
    if weeks is None:
        return None
    days = 7 if weeks["unit"] == "week" else 14
    on = ((7 - day.back) % 7 or 7) + days
    return day.found(on, f"{days} days after the first {day.named} after publication", end=weeks.end())


@WHICH_WEEKDAY("from which an order holds: the nearest", "The mayor declared three days of mourning from Tuesday.")
def _set_from(day: Weekday) -> FoundDate | None:
    """Return the nearest such day: an order is given shortly before or after the day from which it holds."""
    text, start = day.place.text, day.match.start()
    if not PATTERNS.set_from.search(text, sentence_start(text, start, day.place.start), start):
        return None
    days = -day.back if day.back <= _MIDWEEK else 7 - day.back
    return day.found(days, f"the {day.named} nearest to publication, from which an order holds")


@WHICH_WEEKDAY("ahead, as the tense looks", "It will open on Tuesday.")
def _ahead(day: Weekday) -> FoundDate | None:
    if not _looks_ahead(day.place, day.match.start(), day.match.end("day"), day.which):
        return None
    rule = f"the {day.named} on or after publication, as the tense looks ahead"
    return day.found((7 - day.back) % 7, rule)


@WHICH_WEEKDAY("the latest", "It opened on Tuesday.")
def _latest(day: Weekday) -> FoundDate:
    return day.found(-day.back, f"the latest {day.named} on or before publication")


def _looks_ahead(place: DateContext, start: int, end: int, which: str) -> bool:
    """Return whether a weekday lies ahead: this Saturday unless the past is told, Monday's vote but no ruling."""
    text = place.text
    cue = tense_cue(text, start, end, place.start)
    owned = PATTERNS.possessive.match(text, end)
    if owned:
        if cue is None or cue.tense != "future" or PATTERNS.undone.search(text, max(place.start, start - 24), start):
            return False
        noun = owned["noun"].lower()
        would = cue.words.startswith("would")
        return noun in words("events_arranged") if would else noun not in words("events_told")
    if which == "this":
        return cue is None or cue.tense == "future"
    return cue is not None and cue.tense == "future"


def _weeks_on(place: DateContext, start: int) -> FoundDate | None:
    """Return the date in "a week on Monday", "two weeks from Sunday", "a week ago Friday"."""
    if not place.text.startswith((" week", " fortnight"), place.text.find(" ", start)):
        return None
    match = PATTERNS.weeks_on.match(place.text, start, place.end)
    if match is None or place.text[match.start("day")].islower():
        return None
    end = match.end() - full_stop(match["day"])
    published = place.published
    if published is None:
        return undated(start, end, "day")
    number = weekday_number(match["day"])
    back = (published.weekday() - number) % 7
    days = _COUNTS[match["count"].lower()] * (7 if match["unit"].lower() == "week" else 14)
    named = WEEKDAY_NAMES[number]
    if match["side"].lower() in ("on", "from"):
        if match["side"].lower() == "on" and tense(place.text, start, start, place.start) == "past":
            return None  # it began a week on Monday: nothing to count from
        on, rule = shift(published, (7 - back) % 7 + days), f"{days} days after the {named} on or after publication"
    else:
        on, rule = shift(published, -(back or 7) - days), f"{days} days before the last {named} before publication"
    return FoundDate(start, end, one(on), published, rule)


def _weeks_from_now(place: DateContext, start: int) -> FoundDate | None:
    """Return the date in "a week today", "a fortnight tomorrow"; not in "it has been a week today"."""
    if not place.text.startswith((" week", " fortnight"), place.text.find(" ", start)):
        return None
    match = PATTERNS.weeks_from_now.match(place.text, start, place.end)
    if match is None or tense(place.text, start, start, place.start) == "past":
        return None
    if place.published is None:
        return undated(start, match.end(), "day")
    days = _COUNTS[match["count"].lower()] * (7 if match["unit"].lower() == "week" else 14)
    days += match["when"].lower() == "tomorrow"
    return FoundDate(start, match.end(), one(shift(place.published, days)), place.published, f"{days} days ahead")


def _day_range(place: DateContext, start: int) -> FoundDate | None:
    """Return the stretch of days in "from Friday to Sunday" and "Friday-Sunday"."""
    text, published = place.text, place.published
    match = place.match(PATTERNS.day_range, start)
    if match is None or _two_days(place, match):
        return None
    end = match.end() if match["week"] else close(match, "day2")
    if published is None:
        return undated(start, end, "interval")
    first, second = weekday_number(match["day"]), weekday_number(match["day2"])
    if match["week"]:
        monday = week(published, _STEPS[match["week"].lower()]).first or published
        days = Interval(shift(monday, first), shift(monday, second + 7 * (second < first)), "interval")
        return FoundDate(start, end, days, published, f"from day to day of {match['week'].lower()} week")
    cue = tense_cue(text, start, end, place.start)
    if cue is None and (first, second) == (0, 4):
        return None  # open Monday-Friday: every week
    length = (second - first) % 7 or 7
    if cue is not None and cue.tense == "future":
        begins = shift(published, (first - published.weekday()) % 7)
        rule = "from day to day, the next on or after publication"
    else:
        begins = shift(published, -((published.weekday() - second) % 7) - length)
        rule = "from day to day, the latest up to publication"
    return FoundDate(start, end, Interval(begins, shift(begins, length), "interval"), published, rule)


def _two_days(place: DateContext, match: re.Match[str]) -> bool:
    """Return whether the words are not a stretch: Friday and Sunday, moved Friday to Sunday, sat to sun."""
    if match["day"].islower() or match["day2"].islower():
        return True
    before, by = place.back(match.start(), 9), match["by"].strip().lower()
    if match["week"] and by != "and":
        return False  # Wednesday to Saturday next week
    if by == "and":
        return PATTERNS.relative_between.search(before) is None
    return by == "to" and PATTERNS.relative_from.search(before) is None


DAYS_READ: tuple[Reader, ...] = (_weekday,)
WEEKDAYS_READ: dict[str, tuple[Reader, ...]] = {
    **dict.fromkeys(WEEKDAYS, (_day_range, _weekday)),
    **dict.fromkeys(_COUNTS, (_weeks_on, _weeks_from_now)),
}
