"""Dates of a month: "November", "late October 2011", "from March to May", "January last year".

A month alone is the latest, unless the tense looks ahead, or says nothing and the next one is near.
"""

from __future__ import annotations

import re
from datetime import date

from dossier.extracting.dates.arithmetic import (
    MONTH_NAMES,
    MONTHS,
    RANKS,
    Interval,
    decade,
    month,
    one,
    part,
    shift,
    year,
)
from dossier.extracting.dates.context import (
    PATTERNS,
    DateContext,
    FoundDate,
    Reader,
    close,
    full_stop,
    month_number,
    undated,
)
from dossier.extracting.dates.tense import tense

_SURE_MONTHS = frozenset(MONTHS) - frozenset({"may", "march", "mar", "april", "june", "august", "jan", "dec", "sep"})
_SOON = 3  # months ahead that a month is sooner than nine months past, where no verb tells
_MOVED = 60  # code points before two months in which a plan is put off
_PARTS = {
    "early": "early",
    "mid": "mid",
    "late": "late",
    "end": "late",
    "first": "early",
    "opening": "early",
    "last": "late",
    "final": "late",
    "closing": "late",
    "beginning": "early",
    "start": "early",
    "middle": "mid",
}


def _months_between(place: DateContext, start: int) -> FoundDate | None:
    """Read from month to month: "from March to May 2021", "between May and July", "October-March 2021"."""
    text = place.text
    match = place.match(PATTERNS.month_range, start)
    if match is None or text[start].islower() or text[match.start("month2")].islower() or _no_stretch(place, match):
        return None
    number, other = month_number(match["month"]), month_number(match["month2"])
    end = close(match, "month2")
    if match["year"]:
        last, anchor, rule = int(match["year"]), None, "from month to month, written with the year"
    else:
        resolved, anchor = which_month(place, other, start, end), place.published
        if resolved is None or resolved[0].last is None:
            return undated(start, end, "interval")
        last, rule = resolved[0].last.year, f"from month to month, the second {resolved[1]}"
    first = int(match["first"] or last - (number > other))
    if (first, number) > (last, other):
        return None
    interval = Interval(month(first, number).first, month(last, other).last, "interval")
    return FoundDate(start, end, interval, anchor, rule)


def _no_stretch(place: DateContext, match: re.Match[str]) -> bool:
    """Return whether two months are two: March and May; moved from June to July, put off from May 2024 to June 2025."""
    before, by = place.back(match.start(), 9), match["by"].strip().lower()
    if by == "and":
        return PATTERNS.absolute_between.search(before) is None
    if match["first"] and (not match["year"] or PATTERNS.put_off.search(place.back(match.start(), _MOVED))):
        return True
    return by == "to" and not match["year"] and PATTERNS.absolute_from.search(before) is None


def _month_listed(place: DateContext, start: int) -> FoundDate | None:
    """Read a month in a row of months whose year stands behind the last: June, July and August 2022."""
    match = PATTERNS.month_list.match(place.text, start, place.end)
    if match is None or place.text[start].islower():
        return None
    end = match.end("month") - full_stop(match["month"])
    named = month(int(match["year"]), month_number(match["month"]))
    return FoundDate(start, end, named, None, "its year stands behind the months that follow")


def _month_year(place: DateContext, start: int) -> FoundDate | None:
    match = PATTERNS.month_year.match(place.text, start, place.end)
    if match is None or place.text[start].islower():
        return None
    return FoundDate(
        start, match.end(), month(int(match["year"]), month_number(match["month"])), None, "written with its year"
    )


def which_month(place: DateContext, number: int, start: int, end: int) -> tuple[Interval, str] | None:
    """Return the month a bare name means: the latest begun by publication, or the next where the tense looks ahead."""
    published = place.published
    if published is None:
        return None
    ahead = PATTERNS.planned_for.search(place.text, max(place.start, start - 64), start) is not None
    told = "future" if ahead else tense(place.text, start, end, place.start)
    following = month(published.year + (number < published.month), number)
    if told == "future":
        return following, "the next of that name, as the tense looks ahead"
    if told is None and 0 < (number - published.month) % 12 <= _SOON:
        return following, "the next of that name, which is near"
    return month(published.year - (number > published.month), number), "the latest of that name at publication"


def _month_alone(place: DateContext, start: int) -> FoundDate | None:
    text = place.text
    match = place.match(PATTERNS.month_alone, start)
    if match is None or text[start].islower() or text[start : start + 2].isupper() or not _is_month(place, match):
        return None
    end = match.end() if match["close"] else match.end() - full_stop(match["month"])
    resolved = which_month(place, month_number(match["month"]), start, end)
    if resolved is None:
        return undated(start, end, "month")
    interval, rule = resolved
    if match["close"]:
        interval, rule = part(interval, _PARTS[match["close"][1:]]), f"a third of the month, {rule}"
    return FoundDate(start, end, interval, place.published, rule)


def _is_month(place: DateContext, match: re.Match[str]) -> bool:
    """Return whether the name of a month alone is one, and no name of somebody and no verb."""
    name = match["month"].lower().rstrip(".")
    if name in _SURE_MONTHS:
        return _cued(place, match) or PATTERNS.name_before.search(place.back(match.start(), 16)) is None
    behind = place.text[match.end() : match.end() + 6]
    if behind[:1] in ("'", "’"):
        return name == "march"  # March's figures, but not Mrs May's plan
    if name == "may" and PATTERNS.may_be.match(behind):
        return False
    if full_stop(match["month"]) != 1 and PATTERNS.name_behind.match(behind[:3]):
        return False  # June Lake, August Wilson
    return _cued(place, match)


def _cued(place: DateContext, match: re.Match[str]) -> bool:
    """Return whether words of time stand before a month, or it ends with "end": in May, the June concert, March-end."""
    before = place.back(match.start(), 16)
    if match["close"] or PATTERNS.month_cue.search(before.lower()):
        return True
    concert = PATTERNS.noun_next.match(place.text, match.end())
    return concert is not None and PATTERNS.the_month.search(before) is not None


def _month_of(place: DateContext, start: int) -> FoundDate | None:
    """Read a month of a year seen from publication ("January last year") and a quarter named by its last month."""
    text = place.text
    match = PATTERNS.month_of.match(text, start, place.end)
    if match is None or text[start].islower():
        return None
    number, published = month_number(match["month"]), place.published
    if published is None:
        return undated(start, match.end(), "month")
    if match["which"]:
        step = {"last": -1, "this": 0, "next": 1}[match["which"].lower()]
        rule = f"{MONTH_NAMES[number]} of the year {('before', 'of', 'after')[step + 1]} publication"
        return FoundDate(start, match.end(), month(published.year + step, number), published, rule)
    if number % 3:
        return None
    ends = month(published.year - (number > published.month), number)
    first = ends.first.replace(month=number - 2) if ends.first else None
    rule = f"the three months that end with {MONTH_NAMES[number]}, the latest of that name at publication"
    return FoundDate(start, match.end(), Interval(first, ends.last, "interval"), published, rule)


def of_life(text: str, at: int, low: int) -> bool:
    """Return whether "mid-40s" or "late thirties" at a place are years of somebody's life: in his, a man in, aged."""
    return PATTERNS.absolute_of_life.search(text, max(low, at - 40), at) is not None


def _part_of(place: DateContext, start: int) -> FoundDate | None:
    match = place.match(PATTERNS.part, start)
    if match is None:
        return None
    which = _PARTS[match["part"].lower().removeprefix("the ").removeprefix("very ").split()[0]]
    if match["short"]:
        if of_life(place.text, start, place.start):
            return None  # in his mid-40s
        interval, rule = part(decade(1900 + int(match["short"])), which), f"the {which} years of the decade"
        return FoundDate(start, match.end(), interval, None, rule)
    if match["year"]:
        interval, rule = _part_of_years(int(match["year"]), which, plural=match["decade"] is not None)
        return FoundDate(start, match.end(), interval, None, rule)
    return None if place.text[match.start("month")].islower() else _part_of_month(place, match, which)


def _part_of_years(first: int, which: str, *, plural: bool) -> tuple[Interval, str]:
    """Return the early, middle or late part of a year, of "the 1980s" and of "the 1800s"."""
    if not plural:
        return part(year(first), which), f"the {which} months of the year"
    if first % 100 or first >= 2000:
        return part(decade(first // 10 * 10), which), f"the {which} years of the decade"
    low, high = {"early": (0, 33), "mid": (34, 66), "late": (67, 99)}[which]
    interval = Interval(date(first + low, 1, 1), date(first + high, 12, 31), "interval")
    return interval, f"the {which} third of the hundred years"


def _part_of_month(place: DateContext, match: re.Match[str], which: str) -> FoundDate:
    """Return "early May", "the end of June 2011"."""
    start, end, number = match.start(), close(match, "month"), month_number(match["month"])
    rule = {"late": "from the 21st of the month", "early": "the first ten days", "mid": "the 11th to the 20th"}[which]
    if match["myear"]:
        return FoundDate(start, end, part(month(int(match["myear"]), number), which), None, rule)
    if behind := _year_behind(place, end):
        of = int(behind["year"]) - (number > month_number(behind["month"]))
        return FoundDate(start, end, part(month(of, number), which), None, f"{rule}, its year behind the next month")
    resolved = which_month(place, number, start, end)
    if resolved is None:
        return undated(start, end, "interval")
    return FoundDate(start, end, part(resolved[0], which), place.published, f"{rule}, {resolved[1]}")


def _year_behind(place: DateContext, end: int) -> re.Match[str] | None:
    """Return the month and year that go on behind a month without its own: early March and late May 2022."""
    goes_on = place.text.startswith((" and ", " to ", " or ", " until "), end)
    return PATTERNS.next_month_year.match(place.text, end, place.end) if goes_on else None


def nth_of_month(place: DateContext, start: int) -> FoundDate | None:
    """Return "the last day of June", "the second week of September 2024": seven days from the first, the eighth …."""
    if not place.text.startswith((" day", " week"), place.text.find(" ", start)):
        return None
    match = place.match(PATTERNS.nth_of_month, start)
    if match is None or place.text[match.start("month")].islower():
        return None
    end, number = close(match, "month"), month_number(match["month"])
    anchor = None if match["year"] else place.published
    resolved = which_month(place, number, start, end)
    if match["year"]:
        end, resolved = match.end(), (month(int(match["year"]), number), "written with its year")
    if resolved is None or resolved[0].first is None or resolved[0].last is None:
        return undated(start, end, "interval")
    unit, rank = match["unit"].lower(), RANKS[match["nth"].lower()]
    length = 1 if unit == "day" else 7
    first = shift(resolved[0].last, 1 - length) if rank < 0 else shift(resolved[0].first, length * (rank - 1))
    interval = one(first) if unit == "day" else Interval(first, shift(first, 6), "interval")
    return FoundDate(start, end, interval, anchor, f"the {match['nth'].lower()} {unit} of the month, {resolved[1]}")


MONTHS_READ: tuple[Reader, ...] = (_months_between, _month_listed, _month_year, _month_of, _month_alone)
PARTS_READ: tuple[Reader, ...] = (_part_of,)
