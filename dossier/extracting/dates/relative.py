"""Dates named by their place in the calendar seen from publication: "yesterday", "Friday", "last week", "this summer".

A weekday is the latest on or before publication unless the tense looks ahead; last, this and next week are whole
weeks, Monday to Sunday.
"""

from __future__ import annotations

import re

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
    full_stop,
    month_number,
    undated,
    weekday_number,
)
from dossier.extracting.dates.counted import named_last
from dossier.extracting.dates.tense import tense, tense_cue
from dossier.extracting.lexicon import words

_FLAGS = re.IGNORECASE
_OFFSETS = {"today": 0, "tonight": 0, "yesterday": -1, "tomorrow": 1}
_OFFSET_RULES = {0: "the publication day", -1: "the day before publication", 1: "the day after publication"}
_COUNTS = {"a": 1, "one": 1, "two": 2, "three": 3}
_SHORT = frozenset({"sun", "sat", "wed", "mon", "thu", "tue", "fri"})
_STEPS = {"last": -1, "this": 0, "next": 1}
_SIDES = {-1: "before that of", 0: "of", 1: "after that of"}
_EDGES = {"week": 3, "month": 10, "year": 31}  # days that the end or the start of one takes in


def _today(place: Place, start: int) -> Found | None:
    match = PATTERNS.said_today.match(place.text, start, place.end)
    if match is None:
        return None
    if place.text[start] == "T" and PATTERNS.programme.match(place.text, match.end()):
        return None  # the Today programme
    when = (match["when"] or match["when2"] or "").lower()
    offset = _OFFSETS.get(when, 0)
    if match["last"]:
        offset = -1
    elif match["side"]:
        offset = -2 if match["side"].startswith("before") else 2
    if place.published is None:
        return undated(start, match.end(), "day")
    # "this morning 16 August": the day beside it says which morning
    if offset == 0 and place.text.startswith(" ", match.end()):
        inner = read_absolute(place, match.end() + 1)
        if inner and inner.interval.granularity == "day":
            return Found(start, inner.end, inner.interval, inner.anchor, inner.rule)
    rule = _OFFSET_RULES.get(offset, "two days from publication")
    return Found(start, match.end(), one(shift(place.published, offset)), place.published, rule)


def _weekday(place: Place, start: int) -> Found | None:
    text, published = place.text, place.published
    match = PATTERNS.weekday.match(text, start, place.end)
    if match is None or not text[match.start("day")].isupper():
        return None
    day_end, end = match.end("day"), match.end()
    name = match["day"]
    if name.lower() in _SHORT and not match["part"] and text[day_end : day_end + 1] != ",":
        return None
    if end == day_end:
        end -= full_stop(name)
    if PATTERNS.feast_before.search(
        text, max(place.start, match.start("day") - 9), match.start("day")
    ) or PATTERNS.feast_after.match(text, day_end):
        return None
    if PATTERNS.some_day.search(text, max(place.start, start - 9), start):
        return None
    number = weekday_number(name)
    named = WEEKDAY_NAMES[number]
    if published is None:
        return undated(start, end, "day")
    which = (match["which"] or "").lower()
    of_week = (match["week"] or ("last" if which == "last week" else "")).lower()
    back = (published.weekday() - number) % 7
    if of_week:
        monday = week(published, {"last": -1, "this": 0, "next": 1}[of_week]).first or published
        return Found(start, end, one(shift(monday, number)), published, f"{named} of {of_week} week")
    if which in ("last", "this past"):
        return Found(start, end, one(shift(published, -(back or 7))), published, f"the last {named} before publication")
    if which in ("next", "coming", "this coming"):
        return Found(
            start,
            end,
            one(shift(published, (7 - back) if back else 7)),
            published,
            f"the first {named} after publication",
        )
    if which == "following":
        anchor = named_last(place, start) or published
        after = shift(anchor, (number - anchor.weekday() - 1) % 7 + 1)
        return Found(start, end, one(after), anchor, f"the first {named} after {anchor.isoformat()}")
    if PATTERNS.called_off.search(text, max(place.start, start - 24), start) and PATTERNS.was_off.match(text, day_end):
        rule = f"a {named} of plans called off, before or after publication"
        return Found(start, end, Interval(None, None, "day"), None, rule)
    if weeks := PATTERNS.week_after.match(text, end):
        days = 7 if weeks["unit"] == "week" else 14
        on = shift(published, ((7 - back) % 7 or 7) + days)
        return Found(start, weeks.end(), one(on), published, f"{days} days after the first {named} after publication")
    if _looks_ahead(place, start, day_end, which):
        return Found(
            start,
            end,
            one(shift(published, (7 - back) % 7)),
            published,
            f"the {named} on or after publication, as the tense looks ahead",
        )
    return Found(start, end, one(shift(published, -back)), published, f"the latest {named} on or before publication")


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
    text = place.text
    match = PATTERNS.day_range.match(text, start, place.end)
    if match is None or text[start].islower() or text[match.start("day2")].islower():
        return None
    before = text[max(place.start, start - 9) : start]
    by = match["by"].strip().lower()
    if (by == "and" and not PATTERNS.relative_between.search(before)) or (
        by == "to" and not PATTERNS.relative_from.search(before)
    ):
        return None
    end = match.end() - (full_stop(match["day2"]) if match.end() == match.end("day2") else 0)
    published = place.published
    if published is None:
        return undated(start, end, "interval")
    first, second = weekday_number(match["day"]), weekday_number(match["day2"])
    cue = tense_cue(text, start, end, place.start)
    if cue is None and (first, second) == (0, 4):
        return None  # open Monday-Friday: every week
    if cue is not None and cue.tense == "future":
        begins = shift(published, (first - published.weekday()) % 7)
        ends = shift(begins, (second - first) % 7 or 7)
        return Found(
            start,
            end,
            Interval(begins, ends, "interval"),
            published,
            "from day to day, the next on or after publication",
        )
    ends = shift(published, -((published.weekday() - second) % 7))
    begins = shift(ends, -((second - first) % 7 or 7))
    return Found(
        start, end, Interval(begins, ends, "interval"), published, "from day to day, the latest up to publication"
    )


def _calendar(place: Place, start: int) -> Found | None:
    """Read last, this and next week, month, year, weekend, summer, November."""
    match = PATTERNS.calendar.match(place.text, start, place.end)
    if match is None:
        return None
    which, unit, published = match["which"].lower(), match["unit"].lower(), place.published
    if which in ("past", "coming") and unit != "weekend":
        return None  # a stretch up to publication or from it on
    rolling = unit in ("week", "month", "year", "decade") and which != "this"
    if rolling and PATTERNS.within.search(place.text[max(place.start, start - 16) : start]):
        return None  # "within the next week": seven days from publication
    end = match.end()
    if match["month"]:
        name = match["month"]
        if place.text[match.start("month")].islower():
            return None
        end -= full_stop(name)
        if re.match(r"\s\d", place.text[end : end + 2]):
            return None
        if published is None:
            return undated(start, end, "month")
        number = month_number(name)
        if which == "last":
            found = month(published.year - (number >= published.month), number)
        elif which == "next":
            found = month(published.year + (number <= published.month), number)
        else:
            found = month(published.year, number)
        return Found(start, end, found, published, f"the {which} {name.title()} counted from publication")
    if unit == "weekend":
        return _weekend_from(place, start, end, which)
    if published is None:
        return undated(start, end, "season" if match["season"] else GRANULARITY.get(unit, "interval"))
    step = _STEPS[which]
    rule = f"the {unit} {_SIDES[step]} the publication day"
    return Found(start, end, unit_at(published, unit, step), published, rule)


def _during(place: Place, start: int) -> Found | None:
    """Read "earlier this year", "later this month", "late last week"."""
    match = PATTERNS.during.match(place.text, start, place.end)
    if match is None:
        return None
    published, unit, which = place.published, match["unit"].lower(), match["which"].lower()
    if published is None:
        return undated(start, match.end(), "interval")
    whole = unit_at(published, unit, _STEPS[which])
    side = match["side"].lower()
    if which == "this" and whole.first and whole.last and whole.first <= published <= whole.last:
        if side in ("earlier", "early"):
            return Found(
                start,
                match.end(),
                Interval(whole.first, published, "interval"),
                published,
                f"from the start of the {unit} to publication",
            )
        return Found(
            start,
            match.end(),
            Interval(published, whole.last, "interval"),
            published,
            f"from publication to the end of the {unit}",
        )
    if side in ("early", "late") and whole.granularity in ("month", "year", "decade"):
        rule = f"the {side} part of the {unit} {_SIDES[_STEPS[which]]} the publication day"
        return Found(start, match.end(), part(whole, side), published, rule)
    return Found(start, match.end(), whole, published, f"somewhere in {which} {unit}")


def _end_of(place: Place, start: int) -> Found | None:
    match = PATTERNS.end_of.match(place.text, start, place.end)
    if match is None:
        return None
    published, unit, which = place.published, match["unit"].lower(), match["which"].lower()
    if published is None:
        return undated(start, match.end(), "interval")
    whole = unit_at(published, unit, {"last": -1, "next": 1}.get(which, 0))
    if whole.first is None or whole.last is None:
        return None
    length = {"week": 3, "month": 10, "year": 31}[unit]
    if match["side"].lower() == "end":
        interval = Interval(shift(whole.last, 1 - length), whole.last, "interval")
    else:
        interval = Interval(whole.first, shift(whole.first, length - 1), "interval")
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
    saturday = shift(week(published).first or published, 5)
    ahead = which in ("next", "coming") or (
        which in ("the", "this") and tense(place.text, start, end, place.start) == "future"
    )
    if which == "next" or (ahead and published > shift(saturday, 1)):
        saturday = shift(saturday, 7 if which == "next" and published >= saturday else 0)
        rule = "the weekend after publication"
    elif ahead or (which == "this" and published.weekday() >= 4):
        rule = "the weekend of the publication week"
    elif published >= saturday and which != "last":
        rule = "the weekend of publication"
    else:
        saturday, rule = shift(saturday, -7), "the last weekend before publication"
    return Found(start, end, Interval(saturday, shift(saturday, 1), "interval"), published, rule)


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
