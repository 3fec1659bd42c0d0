"""Dates named by their place in the calendar seen from publication: "yesterday", "Friday", "last week", "this summer".

A weekday is the latest on or before publication unless the tense looks ahead; last, this and next week are whole
weeks, Monday to Sunday.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date

from dossier.extracting.dates.absolute import read_absolute
from dossier.extracting.dates.arithmetic import (
    GRANULARITY,
    WEEKDAY_NAMES,
    WEEKDAYS,
    Interval,
    month,
    one,
    part,
    shift,
    unit_at,
    week,
)
from dossier.extracting.dates.context import (
    PATTERNS,
    Found,
    Place,
    Reader,
    close,
    full_stop,
    month_number,
    undated,
    weekday_number,
)
from dossier.extracting.dates.counted import named_last
from dossier.extracting.dates.tense import tense, tense_cue
from dossier.extracting.lexicon import words
from dossier.extracting.lexicon.rules import Rules

_FLAGS = re.IGNORECASE
_OFFSETS = {"today": 0, "tonight": 0, "yesterday": -1, "tomorrow": 1}
_OFFSET_RULES = {0: "the publication day", -1: "the day before publication", 1: "the day after publication"}
_COUNTS = {"a": 1, "one": 1, "two": 2, "three": 3}
_SHORT = frozenset({"sun", "sat", "wed", "mon", "thu", "tue", "fri"})
_STEPS = {"last": -1, "this": 0, "next": 1}
_SIDES = {-1: "before that of", 0: "of", 1: "after that of"}
_EDGES = {"week": 3, "month": 10, "year": 31}  # days that the end or the start of one takes in


def _today(place: Place, start: int) -> Found | None:
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
        return Found(start, inner.end, inner.interval, inner.anchor, inner.rule)
    rule = _OFFSET_RULES.get(offset, "two days from publication")
    return Found(start, match.end(), one(shift(place.published, offset)), place.published, rule)


def _offset(match: re.Match[str]) -> int:
    """Return how many days from publication the words are."""
    if match["last"]:
        return -1
    if match["side"]:
        return -2 if match["side"].startswith("before") else 2
    return _OFFSETS.get((match["when"] or match["when2"] or "").lower(), 0)


@dataclass(slots=True)
class Weekday:
    """A weekday where it stands: its match, number (Monday 0), and how many days before publication its latest is."""

    place: Place
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

    def found(self, days: int, rule: str, *, end: int | None = None, anchor: date | None = None) -> Found:
        """Return the day so many days from publication, or from another day."""
        match, anchor = self.match, anchor or self.published
        return Found(match.start(), end or close(match, "day"), one(shift(anchor, days)), anchor, rule)


WHICH_WEEKDAY: Rules[Weekday, Found] = Rules()


def _weekday(place: Place, start: int) -> Found | None:
    text = place.text
    match = place.match(PATTERNS.weekday, start)
    if match is None or not text[match.start("day")].isupper() or _in_name(place, match):
        return None
    if PATTERNS.some_day.search(text, max(place.start, start - 9), start):
        return None
    if place.published is None:
        return undated(start, close(match, "day"), "day")
    day = Weekday(place, match, place.published, weekday_number(match["day"]))
    found = WHICH_WEEKDAY.first(day)
    return found[1] if found else None


def _in_name(place: Place, match: re.Match[str]) -> bool:
    """Whether a weekday is part of a name, or its short form a word: Good Friday, the Sunday Times, the sun."""
    text, begin, end = place.text, match.start("day"), match.end("day")
    if match["day"].lower() in _SHORT and not match["part"] and text[end : end + 1] != ",":
        return True
    before = PATTERNS.feast_before.search(text, max(place.start, begin - 9), begin)
    return before is not None or PATTERNS.feast_after.match(text, end) is not None


@WHICH_WEEKDAY("of a week that is said", "It opened on Tuesday last week.")
def _of_week(day: Weekday) -> Found | None:
    of_week = (day.match["week"] or ("last" if day.which == "last week" else "")).lower()
    if not of_week:
        return None
    monday = week(day.published, _STEPS[of_week]).first or day.published
    return day.found((monday - day.published).days + day.number, f"{day.named} of {of_week} week")


@WHICH_WEEKDAY("the last before publication", "It opened last Tuesday.")
def _last(day: Weekday) -> Found | None:
    if day.which not in ("last", "this past"):
        return None
    return day.found(-(day.back or 7), f"the last {day.named} before publication")


@WHICH_WEEKDAY("the first after publication", "It opens next Tuesday.")
def _next(day: Weekday) -> Found | None:
    if day.which not in ("next", "coming", "this coming"):
        return None
    return day.found(7 - day.back, f"the first {day.named} after publication")


@WHICH_WEEKDAY("the first after the day named last", "It began on May 3, 2025. It ended the following Tuesday.")
def _following(day: Weekday) -> Found | None:
    if day.which != "following":
        return None
    anchor = named_last(day.place, day.match.start()) or day.published
    days = (day.number - anchor.weekday() - 1) % 7 + 1
    return day.found(days, f"the first {day.named} after {anchor.isoformat()}", anchor=anchor)


@WHICH_WEEKDAY("of plans called off", "The fair planned for Tuesday was cancelled.")
def _called_off(day: Weekday) -> Found | None:
    text, match = day.place.text, day.match
    if not PATTERNS.called_off.search(text, max(day.place.start, match.start() - 24), match.start()):
        return None
    if not PATTERNS.was_off.match(text, match.end("day")):
        return None
    rule = f"a {day.named} of plans called off, before or after publication"
    return Found(match.start(), close(match, "day"), Interval(None, None, "day"), None, rule)


@WHICH_WEEKDAY("weeks behind it", "The vote is Tuesday week.")
def _weeks_behind(day: Weekday) -> Found | None:
    weeks = PATTERNS.week_after.match(day.place.text, close(day.match, "day"))
    if weeks is None:
        return None
    days = 7 if weeks["unit"] == "week" else 14
    on = ((7 - day.back) % 7 or 7) + days
    return day.found(on, f"{days} days after the first {day.named} after publication", end=weeks.end())


@WHICH_WEEKDAY("ahead, as the tense looks", "It will open on Tuesday.")
def _ahead(day: Weekday) -> Found | None:
    if not _looks_ahead(day.place, day.match.start(), day.match.end("day"), day.which):
        return None
    rule = f"the {day.named} on or after publication, as the tense looks ahead"
    return day.found((7 - day.back) % 7, rule)


@WHICH_WEEKDAY("the latest", "It opened on Tuesday.")
def _latest(day: Weekday) -> Found:
    return day.found(-day.back, f"the latest {day.named} on or before publication")


def _looks_ahead(place: Place, start: int, end: int, which: str) -> bool:
    """Return whether a weekday lies ahead: this Saturday unless the past is told, Monday's vote but no ruling."""
    text = place.text
    cue = tense_cue(text, start, end, place.start)
    owned = PATTERNS.possessive.match(text, end)
    if owned:
        if cue is None or cue.tense != "future":
            return False
        noun = owned["noun"].lower()
        would = cue.words.startswith("would")
        return noun in words("events_arranged") if would else noun not in words("events_told")
    if which == "this":
        return cue is None or cue.tense == "future"
    return cue is not None and cue.tense == "future"


def _weeks_on(place: Place, start: int) -> Found | None:
    """Read "a week on Monday", "two weeks from Sunday", "a week ago Friday"."""
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
    return Found(start, end, one(on), published, rule)


def _day_range(place: Place, start: int) -> Found | None:
    """Read "from Friday to Sunday" and "Friday-Sunday" as one stretch of days."""
    text, published = place.text, place.published
    match = place.match(PATTERNS.day_range, start)
    if match is None or _two_days(place, match):
        return None
    end = close(match, "day2")
    if published is None:
        return undated(start, end, "interval")
    first, second = weekday_number(match["day"]), weekday_number(match["day2"])
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
    return Found(start, end, Interval(begins, shift(begins, length), "interval"), published, rule)


def _two_days(place: Place, match: re.Match[str]) -> bool:
    """Whether the words are no stretch: Friday and Sunday, moved Friday to Sunday, sat to sun."""
    if match["day"].islower() or match["day2"].islower():
        return True
    before, by = place.back(match.start(), 9), match["by"].strip().lower()
    if by == "and":
        return PATTERNS.relative_between.search(before) is None
    return by == "to" and PATTERNS.relative_from.search(before) is None


def _calendar(place: Place, start: int) -> Found | None:
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
    return Found(start, match.end(), unit_at(published, unit, step), published, rule)


def _is_stretch(place: Place, match: re.Match[str]) -> bool:
    """Whether the words mean a stretch from publication: the past week, within the next week (seven days)."""
    which, unit = match["which"].lower(), match["unit"].lower()
    if which in ("past", "coming"):
        return unit != "weekend"
    rolling = unit in ("week", "month", "year", "decade") and which != "this"
    return rolling and PATTERNS.within.search(place.back(match.start(), 16)) is not None


def _named_month(place: Place, match: re.Match[str], which: str) -> Found | None:
    """Read "last November", "next May"."""
    start, name, published = match.start(), match["month"], place.published
    end = close(match, "month")
    if place.text[match.start("month")].islower() or PATTERNS.digit_next.match(place.text, end):
        return None
    if published is None:
        return undated(start, end, "month")
    number = month_number(name)
    step = -(number >= published.month) if which == "last" else number <= published.month if which == "next" else 0
    rule = f"the {which} {name.title()} counted from publication"
    return Found(start, end, month(published.year + step, number), published, rule)


def _during(place: Place, start: int) -> Found | None:
    """Read "earlier this year", "later this month", "late last week"."""
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
    return Found(start, match.end(), interval, published, rule)


def _runs(whole: Interval, published: date) -> bool:
    """Whether a stretch holds the publication day: a season may not."""
    return whole.first is not None and whole.last is not None and whole.first <= published <= whole.last


def _up_to_now(whole: Interval, published: date, unit: str, *, begun: bool) -> tuple[Interval, str]:
    """Return the part of the current week, month or year up to publication, or from it on."""
    if begun:
        return Interval(whole.first, published, "interval"), f"from the start of the {unit} to publication"
    return Interval(published, whole.last, "interval"), f"from publication to the end of the {unit}"


def _end_of(place: Place, start: int) -> Found | None:
    match = place.match(PATTERNS.end_of, start)
    if match is None:
        return None
    published, unit, which = place.published, match["unit"].lower(), match["which"].lower()
    if published is None:
        return undated(start, match.end(), "interval")
    whole, length = unit_at(published, unit, {"last": -1, "next": 1}.get(which, 0)), _EDGES[unit]
    if whole.first is None or whole.last is None:
        return None
    interval = Interval(whole.first, shift(whole.first, length - 1), "interval")
    if match["side"].lower() == "end":
        interval = Interval(shift(whole.last, 1 - length), whole.last, "interval")
    return Found(start, match.end(), interval, published, f"the {match['side'].lower()} of the {unit}: {length} days")


def _weekend(place: Place, start: int) -> Found | None:
    match = PATTERNS.weekend.match(place.text, start, place.end)
    if match is None or place.text[max(place.start, start - 4) : start].lower() != "the ":
        return None
    return _weekend_from(place, start - 4, match.end(), "the")


def _weekend_from(place: Place, start: int, end: int, which: str) -> Found:
    published = place.published
    if published is None:
        return undated(start, end, "interval")
    ahead = which in ("next", "coming") or (
        which in ("the", "this") and tense(place.text, start, end, place.start) == "future"
    )
    weeks, rule = _weekend_of(published, which, ahead=ahead)
    saturday = shift(week(published).first or published, 5 + 7 * weeks)
    return Found(start, end, Interval(saturday, shift(saturday, 1), "interval"), published, rule)


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
    **dict.fromkeys(WEEKDAYS, (_day_range, _weekday)),
    **dict.fromkeys(_COUNTS, (_weeks_on,)),
    **dict.fromkeys(("this", "last"), (_today, _weekday, _calendar)),
    **dict.fromkeys(("next", "coming"), (_weekday, _calendar)),
    "following": (_weekday,),
    "past": (_calendar,),
    "weekend": (_weekend,),
    "overnight": (_weekday,),
    **dict.fromkeys(("early", "late", "earlier", "later"), (_today, _during, _weekday)),
    **dict.fromkeys(("end", "beginning", "start"), (_end_of,)),
}
