"""Which readers a word calls, and the two that read another date inside: "since …", "the week beginning …"."""

from __future__ import annotations

from dossier.extracting.dates.absolute import ABSOLUTE
from dossier.extracting.dates.arithmetic import Interval, shift, shift_months, week
from dossier.extracting.dates.context import PATTERNS, DateContext, FoundDate, Reader
from dossier.extracting.dates.counted import STRETCHES
from dossier.extracting.dates.feasts import FEASTS_READ
from dossier.extracting.dates.relative import RELATIVE
from dossier.extracting.dates.same_day import SAME_DAYS
from dossier.extracting.dates.shortened import SHORTENED
from dossier.extracting.dates.years import YEARS
from dossier.text.days import day


def _week_of(place: DateContext, start: int) -> FoundDate | None:
    """Return the date in "the week beginning 17 October 2011" or "the week ending 3 May"."""
    match = PATTERNS.week_of.match(place.text, start, place.end)
    if match is None or PATTERNS.week_to_before.search(place.back(start, 6)):
        return None  # "by a week to 12 March"
    inner = read_date(place, match.end())
    if inner is None or inner.interval.granularity != "day":
        return None
    if inner.interval.first is None:
        return FoundDate(start, inner.end, Interval(None, None, "week"), inner.anchor, inner.rule)
    if match["ends"]:
        days = Interval(shift(inner.interval.first, -6), inner.interval.first, "interval")
        return FoundDate(start, inner.end, days, inner.anchor, f"seven days that end with that day, {inner.rule}")
    return FoundDate(start, inner.end, week(inner.interval.first), inner.anchor, f"the week of that day, {inner.rule}")


def _side_of_week_of(place: DateContext, start: int) -> FoundDate | None:
    """Return the date in "the end of the week of 19 May": three days of that week."""
    match = PATTERNS.side_of_week_of.match(place.text, start, place.end)
    found = _week_of(place, match.end()) if match else None
    if match is None or found is None or found.interval.granularity != "week":
        return None
    first, last, side = found.interval.first, found.interval.last, match["side"].lower()
    if first is None or last is None:
        return FoundDate(start, found.end, Interval(None, None, "interval"), found.anchor, found.rule)
    days = (
        Interval(shift(last, -2), last, "interval") if side == "end" else Interval(first, shift(first, 2), "interval")
    )
    return FoundDate(start, found.end, days, found.anchor, f"the {side} of {found.rule}")


def _year_to(place: DateContext, start: int) -> FoundDate | None:
    """Return the date in "the year to March 2025" and "the quarter ended 30 June": so many months up to its end."""
    if not place.text.startswith((" to ", " end"), place.text.find(" ", start)):
        return None
    match = PATTERNS.year_to.match(place.text, start, place.end)
    if match is None or PATTERNS.year_to_before.search(place.back(start, 12)) is None:
        return None
    inner = read_date(place, match.end())
    last = inner.interval.last if inner and inner.interval.granularity in ("day", "month") else None
    if inner is None or last is None:
        return None
    first = shift_months(shift(last, 1), -12 if match["unit"].lower() == "year" else -3)
    rule = f"the {match['unit'].lower()} that ends then, {inner.rule}"
    interval = _over(place, Interval(first, last, "interval"), ended="ended" in match[0].lower())
    return FoundDate(start, inner.end, interval, inner.anchor, rule)


def _over(place: DateContext, interval: Interval, *, ended: bool) -> Interval:
    """Return months that ended, a year earlier where they would end after publication."""
    first, last, published = interval.first, interval.last, place.published
    if not ended or first is None or last is None or published is None or last <= published:
        return interval
    return Interval(shift_months(first, -12), shift(shift_months(shift(last, 1), -12), -1), interval.granularity)


def _months_to(place: DateContext, start: int) -> FoundDate | None:
    """Return the date in "the three months to the end of March"."""
    if not place.text.startswith((" to ", " end", " thr"), start + 6):
        return None
    match = PATTERNS.months_to.match(place.text, start, place.end)
    before = PATTERNS.months_to_before.search(place.back(start, 8)) if match else None
    inner = read_date(place, match.end()) if match and before else None
    last = inner.interval.last if inner and inner.interval.granularity in ("day", "month") else None
    if before is None or inner is None or last is None:
        return None
    count = _MONTHS_COUNTED.get(before["n"].lower()) or int(before["n"])
    interval = Interval(shift_months(shift(last, 1), -count), last, "interval")
    interval = _over(place, interval, ended=match is not None and "ended" in match[0].lower())
    begin = start - len(before[0])
    return FoundDate(begin, inner.end, interval, inner.anchor, f"the {count} months that end then, {inner.rule}")


_MONTHS_COUNTED = {"three": 3, "six": 6, "nine": 9, "twelve": 12}


def _month_half(place: DateContext, start: int) -> FoundDate | None:
    """Return the date in "the second half of May": from the 16th on."""
    if not place.text.startswith(" half", place.text.find(" ", start)):
        return None
    match = PATTERNS.month_half.match(place.text, start, place.end)
    inner = read_date(place, match.end()) if match else None
    if match is None or inner is None or inner.interval.granularity != "month":
        return None
    first, last = inner.interval.first, inner.interval.last
    if first and last:
        first, last = (first, shift(first, 14)) if match["n"].lower() == "first" else (shift(first, 15), last)
    rule = f"a half of the month, {inner.rule}"
    return FoundDate(start, inner.end, Interval(first, last, "interval"), inner.anchor, rule)


def _since(place: DateContext, start: int) -> FoundDate | None:
    """Return the date of "since" with any other date: from its first day up to publication."""
    match = PATTERNS.since.match(place.text, start, place.end)
    if match is None:
        return None
    inner = read_date(place, match.end())
    if inner is None or (match[0].endswith("the ") and inner.interval.granularity == "year"):
        return None  # "since the 1906 earthquake": since the event
    if inner.interval.first is None:
        return FoundDate(start, inner.end, Interval(None, None, "interval"), inner.anchor, inner.rule)
    interval = Interval(inner.interval.first, place.published, "interval")
    if interval.first and interval.last and interval.first > interval.last:
        interval = Interval(interval.first, None, "interval")
    return FoundDate(
        start,
        inner.end,
        interval,
        place.published,
        f"from {day(inner.interval.first.isoformat())} to publication ({inner.rule})",
    )


def read_date(place: DateContext, start: int) -> FoundDate | None:
    """Read a date at a place, whatever its kind."""
    if start >= place.end:
        return None
    token = PATTERNS.vocabulary_letters.match(place.text, start, place.end)
    word = token[0].lower() if token else "0" if place.text[start].isdigit() else ""
    for reader in _PLAIN.get(word, ()):
        found = reader(place, start)
        if found is not None:
            return found
    return None


# The readers of each word that can begin a date, in the order they are asked; "0" stands for any digit.
_PLAIN: dict[str, tuple[Reader, ...]] = {}
for _table in (FEASTS_READ, ABSOLUTE, YEARS, RELATIVE, STRETCHES, SAME_DAYS, SHORTENED):
    for _word, _readers in _table.items():
        _PLAIN[_word] = (*_PLAIN.get(_word, ()), *_readers)
_NESTED: dict[str, tuple[Reader, ...]] = {
    "since": (_since,),
    "week": (_week_of,),
    **dict.fromkeys(("end", "beginning", "start"), (_side_of_week_of,)),
    **dict.fromkeys(("year", "quarter"), (_year_to,)),
    "months": (_months_to,),
    **dict.fromkeys(("first", "second", "latter", "other"), (_month_half,)),
}
READERS: dict[str, tuple[Reader, ...]] = {
    word: (*_NESTED.get(word, ()), *_PLAIN.get(word, ())) for word in (_PLAIN | _NESTED)
}
