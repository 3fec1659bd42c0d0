"""Dates that name their day or month: "29 Nov 2025", "Dec. 14", "November", "late October 2011", "05/28/2010".

A year left out is the one nearest to the publication day; a month alone is the latest, unless the tense looks ahead.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date, timedelta

from dossier.extracting.dates.arithmetic import (
    MONTH_NAMES,
    MONTHS,
    WEEKDAY_NAMES,
    WEEKDAYS,
    Interval,
    day,
    decade,
    month,
    nearest_year,
    one,
    part,
    shift,
    unit_at,
    year,
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
from dossier.extracting.dates.tense import HOPED, sentence_start, tense, tense_cue

_FLAGS = re.IGNORECASE
_YEAR_STEPS = {"last": -1, "this": 0, "next": 1, "the previous": -1, "the following": 1}
_RANKS = {
    **{word: rank for rank, word in enumerate(("first", "second", "third", "fourth", "fifth"), start=1)},
    **{word: rank for rank, word in enumerate(("1st", "2nd", "3rd", "4th", "5th"), start=1)},
    **dict.fromkeys(("last", "final"), -1),
}
_SURE_MONTHS = frozenset(MONTHS) - frozenset({"may", "march", "mar", "april", "june", "august", "jan", "dec", "sep"})
_PARTS = {
    "early": "early",
    "mid": "mid",
    "late": "late",
    "end": "late",
    "beginning": "early",
    "start": "early",
    "middle": "mid",
}
# Feasts that fall on the same day every year.
_FEASTS = {
    "christmas day": (12, 25), "christmas eve": (12, 24), "new year's day": (1, 1), "new year's eve": (12, 31),
    "boxing day": (12, 26), "valentine's day": (2, 14), "halloween": (10, 31), "may day": (5, 1),
}  # fmt: skip


_OF_PUBLICATION = {-1: "before", 0: "of", 1: "after"}


def _known(place: Place) -> bool:
    """Whether the article is not from before September 2001."""
    return place.published is None or (place.published.year, place.published.month) >= (2001, 9)


_RECENT = 45  # days from publication in which a day without its year is of that year, whatever stands before
_BACK = 100  # dates before it that may give a day its year
_WITH_YEAR = frozenset({"day", "month"})


def _resolve_year(place: Place, number: int, day_number: int, span: tuple[int, int]) -> tuple[int, str] | None:
    """Choose the year of a month and day that name none; None when the article has no publication day."""
    published = place.published
    if published is None:
        return None
    nearest = nearest_year(number, day_number, published)
    if nearest is None:
        return None
    rule = f"the {day_number} {MONTH_NAMES[number]} nearest to publication"
    found = day(nearest, number, day_number)
    if found and found.first and abs((found.first - published).days) > _RECENT:
        told = next((year for year in _years_told(place, number) if year < published.year), None)
        if told and not _ahead(place, span) and tense(place.text, *span, place.start) == "past":
            return told, f"the {day_number} {MONTH_NAMES[number]} of the year that the article gives the month"
    if found and found.first and found.first > published and _gone(place, span, (found.first - published).days):
        rule = f"the last {day_number} {MONTH_NAMES[number]} before publication, as the sentence tells the past"
        return nearest - 1, rule
    return nearest, rule


_SOON, _LATER = 30, 60  # days ahead of publication


def _gone(place: Place, span: tuple[int, int], ahead: int) -> bool:
    """Whether a day that is nearest in the time to come is told as past: was shot dead on the night of Oct. 23.

    The further it would lie ahead, the less it takes: a verb of the past; nearer, one of what has happened.
    """
    low = sentence_start(place.text, span[0], place.start)
    before = place.text[low : span[0]]
    cue = tense_cue(place.text, *span, place.start)
    if cue is None or cue.tense != "past" or cue.rule == HOPED or _ahead(place, span):
        return False
    on = PATTERNS.on_day.search(before) is not None
    happened = PATTERNS.happened.search(before) is not None
    return (happened and on) if ahead <= _SOON else (happened or on) if ahead <= _LATER else on or happened


def _ahead(place: Place, span: tuple[int, int]) -> bool:
    """Whether the words right behind a day, or before it, look on to it."""
    after = place.text[span[1] : span[1] + 120].partition(". ")[0]
    before = place.text[max(place.start, span[0] - 40) : span[0]]
    return bool(PATTERNS.ahead.search(after) or PATTERNS.present.search(before))


def _years_told(place: Place, number: int) -> Iterator[int]:
    """Give the years that what was read before has for a month, written with it; the last first."""
    for earlier in reversed([*place.before, *place.found[-_BACK:]]):
        first = earlier.interval.first
        if first and first.month == number and earlier.anchor is None and earlier.interval.granularity in _WITH_YEAR:
            yield first.year


def _month_day(place: Place, start: int) -> Found | None:
    """Read a day of a month, with or without weekday, year, or a second day that makes it a stretch of days."""
    match = PATTERNS.month_day.match(place.text, start, place.end) or PATTERNS.day_month.match(
        place.text, start, place.end
    )
    if match is None or place.text[start].islower() or place.text[max(place.start, start - 1)] in "-/_=":
        return None
    groups = match.groupdict()
    number, first = month_number(groups["month"]), _day_number(groups["day"])
    end = match.end()
    if end == match.end("month"):
        end -= full_stop(groups["month"])
    anchor = None
    which = None if groups["year"] or groups["day2"] else PATTERNS.which_year.match(place.text, match.end(), place.end)
    if written := groups["year"] or groups.get("year2"):
        chosen, rule = int(written), "written in full"
    elif which and place.published:
        anchor, end = place.published, which.end()
        step = _YEAR_STEPS[" ".join(which["which"].lower().split())]
        chosen = place.published.year + step
        rule = f"the {first} {MONTH_NAMES[number]} of the year {_OF_PUBLICATION[step]} publication"
    elif (number, first) == (9, 11) and PATTERNS.attacks.match(place.text, end) and _known(place):
        chosen, rule = 2001, "the attacks known by their day, of 2001"
    else:
        anchor, resolved = place.published, _resolve_year(place, number, first, match.span())
        if resolved is None:
            return undated(start, end, "day") if day(2024, number, first) else None
        chosen, rule = resolved
    only = day(chosen, number, first)
    if only is None or only.first is None or groups["day2"] is None:
        return Found(start, end, only, anchor, rule) if only else None
    other = month_number(groups["month2"]) if groups.get("month2") else number
    last = day(chosen + (other < number), other, _day_number(groups["day2"]))
    if last and last.last and last.last > only.first:
        return Found(start, end, Interval(only.first, last.last, "interval"), anchor, f"from day to day, {rule}")
    if match.start("day") > match.start("month"):  # "May 5 and 3 others": the second number is no day
        return Found(start, match.end("day"), only, anchor, rule)
    return None


def _two_months(place: Place, start: int) -> Found | None:
    """Read a stretch over two months; two days joined by "and" only after "between"."""
    match = PATTERNS.two_months.match(place.text, start, place.end)
    if match is None or place.text[max(place.start, start - 1) : start] in ("-", "/", "_", "="):
        return None
    between = place.text[max(place.start, start - 8) : start].lower() == "between "
    if (match["by"].strip().lower() == "and") != between or match["month2"].islower():
        return None
    number, first = month_number(match["month"]), _day_number(match["day"])
    other, last = month_number(match["month2"]), _day_number(match["day2"])
    end = match.end() - (full_stop(match["month2"]) if match.end() == match.end("month2") else 0)
    if written := match["year"] or match["year2"]:
        anchor, rule = None, "written in full"
        chosen = int(match["year"]) if match["year"] else int(written) - (other < number)
    else:
        anchor, resolved = place.published, _resolve_year(place, number, first, match.span())
        if resolved is None:
            return undated(start, end, "interval")
        chosen, rule = resolved
    begins = day(chosen, number, first)
    ends = day(int(match["year2"]) if match["year2"] else chosen + (other < number), other, last)
    if begins is None or ends is None or not begins.first or not ends.last or begins.first >= ends.last:
        return None
    return Found(start, end, Interval(begins.first, ends.last, "interval"), anchor, f"from day to day, {rule}")


def _day_number(written: str) -> int:
    return int(re.sub(r"\D", "", written))


def _numeric(place: Place, start: int) -> Found | None:
    match = PATTERNS.numeric.match(place.text, start, place.end)
    if match is None or (start > place.start and place.text[start - 1] in "/-.$€£_=#"):
        return None
    if match["y"]:
        found = day(int(match["y"]), int(match["m"]), int(match["d"]))
        return Found(start, match.end(), found, None, "written in full") if found else None
    of = int(match["c"])
    of += 0 if of > 99 else 2000 if of < 70 else 1900
    first, second = int(match["a"]), int(match["b"])
    readings = {r.first: r for r in (day(of, second, first), day(of, first, second)) if r and r.first}
    if not readings:
        return None
    if len(readings) == 1:
        return Found(start, match.end(), next(iter(readings.values())), None, "written in full")
    if "." in match[0] and (dotted := day(of, second, first)):
        return Found(start, match.end(), dotted, None, "dotted dates begin with the day")
    published = place.published
    near = [r for when, r in readings.items() if published and abs(when - published) <= timedelta(days=3)]
    if len(near) == 1:
        return Found(
            start, match.end(), near[0], published, "of the two ways to read day and month, the one at publication"
        )
    return Found(start, match.end(), Interval(None, None, "day"), None, "day and month can be read either way round")


def _months_between(place: Place, start: int) -> Found | None:
    """Read from month to month: "from March to May 2021", "between May and July", "October-March 2021"."""
    text = place.text
    match = PATTERNS.month_range.match(text, start, place.end)
    if match is None or text[start].islower() or text[match.start("month2")].islower():
        return None
    before = text[max(place.start, start - 9) : start]
    by = match["by"].strip().lower()
    if by == "and" and not PATTERNS.absolute_between.search(before):
        return None
    if by == "to" and not match["year"] and not PATTERNS.absolute_from.search(before):
        return None  # moved from June to July: no stretch
    number, other = month_number(match["month"]), month_number(match["month2"])
    end = match.end() - (full_stop(match["month2"]) if match.end() == match.end("month2") else 0)
    if match["year"]:
        last, anchor, rule = int(match["year"]), None, "from month to month, written with the year"
    else:
        resolved, anchor = which_month(place, other, start, end), place.published
        if resolved is None or resolved[0].last is None:
            return undated(start, end, "interval")
        last, rule = resolved[0].last.year, f"from month to month, the second {resolved[1]}"
    interval = Interval(month(last - (number > other), number).first, month(last, other).last, "interval")
    if interval.first is None or interval.last is None or interval.first > interval.last:
        return None
    return Found(start, end, interval, anchor, rule)


def _month_listed(place: Place, start: int) -> Found | None:
    """Read a month in a row of months whose year stands behind the last: June, July and August 2022."""
    match = PATTERNS.month_list.match(place.text, start, place.end)
    if match is None or place.text[start].islower():
        return None
    end = match.end("month") - full_stop(match["month"])
    named = month(int(match["year"]), month_number(match["month"]))
    return Found(start, end, named, None, "its year stands behind the months that follow")


def _nth_weekday(place: Place, start: int) -> Found | None:
    """Read "the last Sunday in October", "the second Saturday of July 2024", "the first Monday of next month"."""
    text = place.text
    match = PATTERNS.nth_weekday.match(text, start, place.end)
    if match is None or text[match.start("day")].islower() or (match["which"] or "").lower() in ("each", "every"):
        return None
    if match["month"] and text[match.start("month")].islower():
        return None
    end = match.end() - (full_stop(match["month"]) if match["month"] and match.end() == match.end("month") else 0)
    rank, weekday = _RANKS[match["nth"].lower()], weekday_number(match["day"])
    published = place.published
    rule = f"{match['nth'].lower()} {WEEKDAY_NAMES[weekday]} of the month"
    if match["year"]:
        return _ranked(start, end, month(int(match["year"]), month_number(match["month"])), (rank, weekday), None, rule)
    if published is None:
        return undated(start, end, "day")
    if match["month"]:
        number = month_number(match["month"])
        told = tense(text, start, end, place.start)
        years = (published.year - 1, published.year, published.year + 1)
        days = [_day_ranked(month(of, number), rank, weekday) for of in years]
        known = [found for found in days if found]
        back = [found for found in known if found <= published]
        on = [found for found in known if found >= published]
        if told is None:
            told = "future" if PATTERNS.present.search(text[sentence_start(text, start, place.start) : start]) else None
        pool = on if told == "future" else back if told == "past" else known
        if not pool:
            return None
        nearest = min(pool, key=lambda found: abs((found - published).days))
        return Found(start, end, one(nearest), published, f"the {rule} nearest to publication that the tense allows")
    if match[0].lower().endswith("year"):
        return None
    step = {"last": -1, "next": 1}.get(match["which"].lower(), 0)
    return _ranked(start, end, unit_at(published, "month", step), (rank, weekday), published, rule)


def _ranked(
    start: int, end: int, of: Interval, ranked: tuple[int, int], anchor: date | None, rule: str
) -> Found | None:
    found = _day_ranked(of, *ranked)
    return Found(start, end, one(found), anchor, f"the {rule}") if found else None


def _day_ranked(of: Interval, rank: int, weekday: int) -> date | None:
    """Return the first, second … or last (-1) of a weekday in a month; None where it has no fifth."""
    if of.first is None or of.last is None:
        return None
    if rank < 0:
        return shift(of.last, -((of.last.weekday() - weekday) % 7))
    found = shift(of.first, (weekday - of.first.weekday()) % 7 + 7 * (rank - 1))
    return found if found <= of.last else None


def _day_of_month(place: Place, start: int) -> Found | None:
    """Read "the 15th of next month"."""
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
    return Found(start, match.end(), found, place.published, f"that day of {which} month, seen from publication")


def _month_year(place: Place, start: int) -> Found | None:
    match = PATTERNS.month_year.match(place.text, start, place.end)
    if match is None or place.text[start].islower():
        return None
    return Found(
        start, match.end(), month(int(match["year"]), month_number(match["month"])), None, "written with its year"
    )


def which_month(place: Place, number: int, start: int, end: int) -> tuple[Interval, str] | None:
    """Give the month a bare name means: the latest begun by publication, or the next where the tense looks ahead."""
    published = place.published
    if published is None:
        return None
    if tense(place.text, start, end, place.start) == "future":
        return month(
            published.year + (number < published.month), number
        ), "the next of that name, as the tense looks ahead"
    return month(published.year - (number > published.month), number), "the latest of that name at publication"


def _month_alone(place: Place, start: int) -> Found | None:
    text = place.text
    match = PATTERNS.month_alone.match(text, start, place.end)
    if match is None or text[start].islower() or text[start : start + 2].isupper():
        return None
    name = match["month"].lower().rstrip(".")
    before = text[max(place.start, start - 16) : start]
    cued = PATTERNS.month_cue.search(before.lower())
    possessive = text[match.end() : match.end() + 1] in ("'", "’")
    if possessive and name not in _SURE_MONTHS:
        return None  # Mrs May's plan
    cued = cued or (PATTERNS.the_month.search(before) if PATTERNS.noun_next.match(text, match.end()) else None)
    if not cued and not match["close"] and (name not in _SURE_MONTHS or re.search(r"[A-Z][\w’']* $", before)):
        return None
    closed = full_stop(match["month"]) == 1
    if not closed and name not in _SURE_MONTHS and re.match(r" [A-Z][a-z]", text[match.end() : match.end() + 3]):
        return None  # June Lake, August Wilson
    if name == "may" and re.match(r"\s(?:be|have|not|also)\b", text[match.end() : match.end() + 6]):
        return None
    end = match.end() - (0 if match["close"] else full_stop(match["month"]))
    resolved = which_month(place, month_number(name), start, end)
    if resolved is None:
        return undated(start, end, "month")
    interval, rule = resolved
    if match["close"]:
        interval, rule = part(interval, _PARTS[match["close"][1:]]), f"a third of the month, {rule}"
    return Found(start, end, interval, place.published, rule)


def _month_of(place: Place, start: int) -> Found | None:
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
        return Found(start, match.end(), month(published.year + step, number), published, rule)
    if number % 3:
        return None
    ends = month(published.year - (number > published.month), number)
    first = ends.first.replace(month=number - 2) if ends.first else None
    rule = f"the three months that end with {MONTH_NAMES[number]}, the latest of that name at publication"
    return Found(start, match.end(), Interval(first, ends.last, "interval"), published, rule)


def of_life(text: str, at: int, low: int) -> bool:
    """Whether "mid-40s" or "late thirties" at a place are years of somebody's life: in his, a man in, aged."""
    return PATTERNS.absolute_of_life.search(text, max(low, at - 40), at) is not None


def _part_of(place: Place, start: int) -> Found | None:
    match = PATTERNS.part.match(place.text, start, place.end)
    if match is None:
        return None
    which = _PARTS[match["part"].lower().removeprefix("the ").removeprefix("very ").split()[0]]
    if match["short"]:
        if of_life(place.text, start, place.start):
            return None  # in his mid-40s
        first = 1900 + int(match["short"])
        return Found(start, match.end(), part(decade(first), which), None, f"the {which} years of the decade")
    if match["year"]:
        first = int(match["year"])
        if match["decade"] and not first % 100 and first < 2000:
            low, high = {"early": (0, 33), "mid": (34, 66), "late": (67, 99)}[which]
            interval = Interval(date(first + low, 1, 1), date(first + high, 12, 31), "interval")
            return Found(start, match.end(), interval, None, f"the {which} third of the hundred years")
        if match["decade"]:
            return Found(
                start, match.end(), part(decade(first // 10 * 10), which), None, f"the {which} years of the decade"
            )
        return Found(start, match.end(), part(year(first), which), None, f"the {which} months of the year")
    if place.text[match.start("month")].islower():
        return None
    number = month_number(match["month"])
    rule = {"late": "from the 21st of the month", "early": "the first ten days", "mid": "the 11th to the 20th"}[which]
    end = match.end() - (full_stop(match["month"]) if match.end() == match.end("month") else 0)
    if match["myear"]:
        return Found(start, end, part(month(int(match["myear"]), number), which), None, rule)
    resolved = which_month(place, number, start, end)
    if resolved is None:
        return undated(start, end, "interval")
    return Found(start, end, part(resolved[0], which), place.published, f"{rule}, {resolved[1]}")


def _feast(place: Place, start: int) -> Found | None:
    match = PATTERNS.feast.match(place.text, start, place.end)
    if match is None or place.text[start].islower():
        return None
    number, day_number = _FEASTS[match["feast"].lower().replace("’", "'")]
    if match["year"]:
        chosen, rule, anchor = int(match["year"]), "written with its year", None
    else:
        anchor, resolved = place.published, _resolve_year(place, number, day_number, match.span())
        if resolved is None:
            return undated(start, match.end(), "day")
        chosen, rule = resolved
    found = day(chosen, number, day_number)
    return Found(start, match.end(), found, anchor, rule) if found else None


def read_absolute(place: Place, start: int) -> Found | None:
    """Read a date that names its day or month at a place."""
    token = PATTERNS.absolute_token.match(place.text, start, place.end)
    if token is None:
        return None
    for reader in ABSOLUTE.get("0" if token[0].isdigit() else token[0].lower(), ()):
        found = reader(place, start)
        if found is not None:
            return found
    return None


_PARTED = ("early", "mid", "late", "end", "beginning", "start", "middle")
ABSOLUTE: dict[str, tuple[Reader, ...]] = {
    "0": (_numeric, _two_months, _month_day, _day_of_month, _nth_weekday),
    **dict.fromkeys(MONTHS, (_month_day, _months_between, _month_listed, _month_year, _month_of, _month_alone)),
    **dict.fromkeys(("first", "second", "third", "fourth", "fifth", "last", "final"), (_nth_weekday,)),
    **dict.fromkeys(WEEKDAYS, (_two_months, _month_day, _numeric)),
    **dict.fromkeys(_PARTED, (_part_of,)),
    **dict.fromkeys(("christmas", "new", "boxing", "valentine", "halloween"), (_feast,)),
    "may": (_feast, _month_day, _months_between, _month_listed, _month_year, _month_of, _month_alone),
}
