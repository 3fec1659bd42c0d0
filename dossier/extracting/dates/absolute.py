"""Dates that name their day or month: "29 Nov 2025", "Dec. 14", "November", "late October 2011", "05/28/2010".

A year left out is the one nearest to the publication day; a month alone is the latest, unless the tense looks ahead.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from datetime import date, timedelta

from dossier.extracting.dates.arithmetic import (
    MONTH_NAMES,
    MONTHS,
    RANKS,
    WEEKDAY_NAMES,
    WEEKDAYS,
    Interval,
    day,
    month,
    nearest_year,
    one,
    shift,
    unit_at,
)
from dossier.extracting.dates.context import (
    PATTERNS,
    DateContext,
    FoundDate,
    Reader,
    close,
    month_number,
    undated,
    weekday_number,
)
from dossier.extracting.dates.months import MONTHS_READ, PARTS_READ, nth_of_month
from dossier.extracting.dates.tense import HOPED, sentence_start, tense, tense_cue

_YEAR_STEPS = {"last": -1, "this": 0, "next": 1, "the previous": -1, "the following": 1}


_OF_PUBLICATION = {-1: "before", 0: "of", 1: "after"}


def _known(place: DateContext) -> bool:
    """Return whether the article is not from before September 2001."""
    return place.published is None or (place.published.year, place.published.month) >= (2001, 9)


_RECENT = 45  # days from publication in which a day without its year is of that year, whatever stands before
_BACK = 100  # dates before it that may give a day its year
_WITH_YEAR = frozenset({"day", "month"})


def resolve_year(place: DateContext, number: int, day_number: int, span: tuple[int, int]) -> tuple[int, str] | None:
    """Return the year of a month and day that name none; None when the article has no publication day."""
    published = place.published
    nearest = nearest_year(number, day_number, published) if published else None
    if published is None or nearest is None:
        return None
    named = f"{day_number} {MONTH_NAMES[number]}"
    away = (date(nearest, number, day_number) - published).days
    if abs(away) > _RECENT and (told := _told_year(place, number, span, published)):
        return told, f"the {named} of the year that the article gives the month"
    if away < -_RECENT and _to_come(place, span):
        return nearest + 1, f"the next {named}, as the tense looks ahead"
    if away > 0 and _gone(place, span, away):
        return nearest - 1, f"the last {named} before publication, as the sentence tells the past"
    return nearest, f"the {named} nearest to publication"


def _to_come(place: DateContext, span: tuple[int, int]) -> bool:
    """Return whether the sentence looks ahead to a day, not somebody in the past: it takes effect on 1 January."""
    cue = tense_cue(place.text, *span, place.start)
    return cue is not None and cue.tense == "future" and not PATTERNS.looked_ahead.search(cue.words)


def _told_year(place: DateContext, number: int, span: tuple[int, int], published: date) -> int | None:
    """Return the earlier year that the article gives a month, where the sentence tells the past."""
    told = next((year for year in _years_told(place, number) if year < published.year), None)
    past = told is not None and not _ahead(place, span) and tense(place.text, *span, place.start) == "past"
    return told if past else None


_SOON, _LATER = 30, 60  # days ahead of publication


def _gone(place: DateContext, span: tuple[int, int], ahead: int) -> bool:
    """Return whether a day that is nearest in the time to come is told as past: was shot dead on the night of Oct. 23.

    The further it would lie ahead, the less it takes: a verb of the past; nearer, one of what has happened.
    """
    low = sentence_start(place.text, span[0], place.start)
    before = place.text[low : span[0]]
    cue = tense_cue(place.text, *span, place.start)
    of = ahead > _LATER and before.endswith(" of ") and (cue is None or cue.tense == "past")
    if of and (verb := PATTERNS.verb_behind.search(place.text[span[1] : span[1] + 60].partition(". ")[0])):
        return verb["past"] is not None  # the truce of May 4 was broken
    if cue is None or cue.tense != "past" or cue.rule == HOPED or _ahead(place, span):
        return False
    on = PATTERNS.on_day.search(before) is not None
    happened = PATTERNS.happened.search(before) is not None
    return (happened and on) if ahead <= _SOON else (happened or on) if ahead <= _LATER else on or happened


def _ahead(place: DateContext, span: tuple[int, int]) -> bool:
    """Return whether the words right behind a day, or before it, look on to it."""
    after = place.text[span[1] : span[1] + 120].partition(". ")[0]
    before = place.text[max(place.start, span[0] - 40) : span[0]]
    return bool(PATTERNS.ahead.search(after) or PATTERNS.present.search(before))


def _years_told(place: DateContext, number: int) -> Iterator[int]:
    """Yield the years that what was read before has for a month, written with it; the last first."""
    for earlier in reversed([*place.before, *place.found[-_BACK:]]):
        first = earlier.interval.first
        if first and first.month == number and earlier.anchor is None and earlier.interval.granularity in _WITH_YEAR:
            yield first.year


def _month_day(place: DateContext, start: int) -> FoundDate | None:
    """Read a day of a month, with or without weekday, year, or a second day that makes it a stretch of days."""
    match = None if place.text[start].isdigit() else place.match(PATTERNS.month_day, start)
    match = match or place.match(PATTERNS.day_month, start)
    if match is None or place.text[start].islower() or place.back(start, 1) in _NO_DAY_BEFORE:
        return None
    number, first = month_number(match["month"]), _day_number(match["day"])
    chosen = _chosen_year(place, match, number, first)
    if chosen is None:
        return undated(start, close(match, "month"), "day") if day(2024, number, first) else None
    of, anchor, end, rule = chosen
    only = day(of, number, first)
    if only is None:
        return None
    if match["day2"] is None:
        return FoundDate(start, end, only, anchor, rule)
    last = _second_day(match, number, of)
    if last and only.first and last > only.first:
        return FoundDate(start, end, Interval(only.first, last, "interval"), anchor, f"from day to day, {rule}")
    if match.start("day") > match.start("month"):  # "May 5 and 3 others": the second number is not a day
        return FoundDate(start, match.end("day"), only, anchor, rule)
    return None


_NO_DAY_BEFORE = ("-", "/", "_", "=")
_Chosen = tuple[int, date | None, int, str]  # the year of a day, what it is counted from, where the date ends, the rule


def _chosen_year(place: DateContext, match: re.Match[str], number: int, first: int) -> _Chosen | None:
    """Return the year of a day: written, said (last year), known, or the one it means; None without publication."""
    groups, end = match.groupdict(), close(match, "month")
    if written := groups["year"] or groups.get("year2"):
        turn = groups["year"] is None and month_number(groups.get("month2") or match["month"]) < number
        return int(written) - turn, None, end, "written in full"  # Dec. 28-Jan. 2, 2021
    which = None if groups["day2"] else place.match(PATTERNS.which_year, match.end())
    before = place.back(match.start(), 16)
    said = which or (PATTERNS.which_year_before.search(before) if " year, " in before else None)
    if said and place.published:
        step = _YEAR_STEPS[" ".join(said["which"].lower().split())]
        rule = f"the {first} {MONTH_NAMES[number]} of the year {_OF_PUBLICATION[step]} publication"
        return place.published.year + step, place.published, which.end() if which else end, rule
    if (number, first) == (9, 11) and PATTERNS.attacks.match(place.text, end) and _known(place):
        return 2001, None, end, "the attacks known by their day, of 2001"
    resolved = resolve_year(place, number, first, match.span())
    return (resolved[0], place.published, end, resolved[1]) if resolved else None


def _second_day(match: re.Match[str], number: int, of: int) -> date | None:
    """Return the last day of "5-7 May", "May 30 to June 2"."""
    second = match.groupdict().get("month2")
    other = month_number(second) if second else number
    last = day(of + (other < number), other, _day_number(match["day2"]))
    return last.last if last else None


def _two_months(place: DateContext, start: int) -> FoundDate | None:
    """Read a stretch over two months; two days joined by "and" only after "between"."""
    match = place.match(PATTERNS.two_months, start)
    if match is None or place.back(start, 1) in _NO_DAY_BEFORE or match["month2"].islower():
        return None
    if (match["by"].strip().lower() == "and") != (place.back(start, 8).lower() == "between "):
        return None
    number, first = month_number(match["month"]), _day_number(match["day"])
    other, last = month_number(match["month2"]), _day_number(match["day2"])
    end = close(match, "month2")
    years = _two_years(place, match, (number, first), other)
    if years is None:
        return undated(start, end, "interval")
    of, until, anchor, rule = years
    begins, ends = day(of, number, first), day(until, other, last)
    if begins is None or ends is None or not begins.first or not ends.last or begins.first >= ends.last:
        return None
    return FoundDate(start, end, Interval(begins.first, ends.last, "interval"), anchor, f"from day to day, {rule}")


def _two_years(
    place: DateContext, match: re.Match[str], first: tuple[int, int], other: int
) -> tuple[int, int, date | None, str] | None:
    """Return the years of two days, what they are counted from, and the rule; None without publication."""
    turn = other < first[0]
    if match["year"] or match["year2"]:
        of = int(match["year"]) if match["year"] else int(match["year2"]) - turn
        return of, int(match["year2"]) if match["year2"] else of + turn, None, "written in full"
    resolved = resolve_year(place, *first, match.span())
    return (resolved[0], resolved[0] + turn, place.published, resolved[1]) if resolved else None


def _day_number(written: str) -> int:
    return int(re.sub(r"\D", "", written))


def _numeric(place: DateContext, start: int) -> FoundDate | None:
    match = place.match(PATTERNS.numeric, start)
    if match is None or place.back(start, 1) in _NO_FIGURES_BEFORE:
        return None
    if match["y"]:
        found = day(int(match["y"]), int(match["m"]), int(match["d"]))
        return FoundDate(start, match.end(), found, None, "written in full") if found else None
    of, first, second = _full_year(int(match["c"])), int(match["a"]), int(match["b"])
    readings = {found.first: found for found in (day(of, second, first), day(of, first, second)) if found}
    if not readings:
        return None
    if len(readings) == 1:
        return FoundDate(start, match.end(), next(iter(readings.values())), None, "written in full")
    if "." in match[0]:
        return FoundDate(start, match.end(), day(of, second, first), None, "dotted dates begin with the day")  # type: ignore[arg-type]
    published = place.published
    near = [r for when, r in readings.items() if published and when and abs(when - published) <= _NEAR]
    if len(near) == 1:
        rule = "of the two ways to read day and month, the one at publication"
        return FoundDate(start, match.end(), near[0], published, rule)
    return FoundDate(
        start, match.end(), Interval(None, None, "day"), None, "day and month can be read either way round"
    )


_NO_FIGURES_BEFORE = ("/", "-", ".", "$", "€", "£", "_", "=", "#")
_NEAR = timedelta(days=3)


def _full_year(written: int) -> int:
    """Return the year that two digits mean: 25 is 2025, 75 is 1975."""
    return written if written > 99 else written + (2000 if written < 70 else 1900)


def _nth_weekday(place: DateContext, start: int) -> FoundDate | None:
    """Return the date in "the last Sunday in October", "the second Saturday of July 2024"."""
    text = place.text
    match = place.match(PATTERNS.nth_weekday, start)
    if match is None or text[match.start("day")].islower():
        return None
    ranked = (RANKS[match["nth"].lower()], weekday_number(match["day"]))
    rule = f"{match['nth'].lower()} {WEEKDAY_NAMES[ranked[1]]} of the month"
    if match["month"] is None:
        return _of_which_month(place, match, ranked, rule)
    if text[match.start("month")].islower():
        return None
    end, number = close(match, "month"), month_number(match["month"])
    if match["year"]:
        return _ranked(start, end, month(int(match["year"]), number), ranked, None, rule)
    if place.published is None:
        return undated(start, end, "day")
    nearest = nearest_told(place, (start, end), lambda of: day_ranked(month(of, number), *ranked))
    rule = f"the {rule} nearest to publication that the tense allows"
    return FoundDate(start, end, one(nearest), place.published, rule) if nearest else None


def _of_which_month(place: DateContext, match: re.Match[str], ranked: tuple[int, int], rule: str) -> FoundDate | None:
    """Return the date in "the first Monday of next month"; of each month or of a year it is not a day."""
    start, end, which = match.start(), match.end(), match["which"].lower()
    if which in ("each", "every"):
        return None
    if place.published is None:
        return undated(start, end, "day")
    if match[0].lower().endswith("year"):
        return None
    step = {"last": -1, "next": 1}.get(which, 0)
    return _ranked(start, end, unit_at(place.published, "month", step), ranked, place.published, rule)


def nearest_told(place: DateContext, span: tuple[int, int], of_year: Callable[[int], date | None]) -> date | None:
    """Return the day nearest to publication, on the side that the tense allows, of the days that years have."""
    published = place.published or date.min
    told = tense(place.text, *span, place.start)
    if told is None and PATTERNS.present.search(place.text[sentence_start(place.text, span[0], place.start) : span[0]]):
        told = "future"
    found = [one for of in range(published.year - 1, published.year + 2) if (one := of_year(of))]
    pool = [one for one in found if told is None or (one >= published if told == "future" else one <= published)]
    return min(pool, key=lambda one: abs((one - published).days), default=None)


def _ranked(
    start: int, end: int, of: Interval, ranked: tuple[int, int], anchor: date | None, rule: str
) -> FoundDate | None:
    found = day_ranked(of, *ranked)
    return FoundDate(start, end, one(found), anchor, f"the {rule}") if found else None


def day_ranked(of: Interval, rank: int, weekday: int) -> date | None:
    """Return the first, second … or last (-1) of a weekday in a month; None where it has no fifth."""
    if of.first is None or of.last is None:
        return None
    if rank < 0:
        return shift(of.last, -((of.last.weekday() - weekday) % 7))
    found = shift(of.first, (weekday - of.first.weekday()) % 7 + 7 * (rank - 1))
    return found if found <= of.last else None


def _day_of_month(place: DateContext, start: int) -> FoundDate | None:
    """Return the date in "the 15th of next month"."""
    match = PATTERNS.day_of_month.match(place.text, start, place.end)
    if match is None:
        return None
    if place.published is None:
        return undated(start, match.end(), "day")
    which = match["which"].lower()
    of = unit_at(place.published, "month", {"last": -1, "next": 1}.get(which, 0)).first
    found = day(of.year, of.month, _day_number(match["day"])) if of else None
    if found is None:
        return None
    return FoundDate(start, match.end(), found, place.published, f"that day of {which} month, seen from publication")


def read_absolute(place: DateContext, start: int) -> FoundDate | None:
    """Read a date that names its day or month at a place."""
    token = PATTERNS.absolute_token.match(place.text, start, place.end)
    if token is None:
        return None
    for reader in ABSOLUTE.get("0" if token[0].isdigit() else token[0].lower(), ()):
        found = reader(place, start)
        if found is not None:
            return found
    return None


_PARTED = ("early", "mid", "late", "end", "beginning", "start", "middle", "opening", "closing")
ABSOLUTE: dict[str, tuple[Reader, ...]] = {
    "0": (_numeric, _two_months, _month_day, _day_of_month, _nth_weekday),
    **dict.fromkeys(MONTHS, (_month_day, *MONTHS_READ)),
    **dict.fromkeys(("first", "second", "third", "fourth", "fifth"), (_nth_weekday, nth_of_month)),
    **dict.fromkeys(("first", "last", "final"), (_nth_weekday, nth_of_month, *PARTS_READ)),
    **dict.fromkeys(WEEKDAYS, (_two_months, _month_day, _numeric)),
    **dict.fromkeys(_PARTED, PARTS_READ),
}
