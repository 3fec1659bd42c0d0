"""Dates counted in days, weeks and years from another day: "two days ago", "the past decade", "the week after".

"Ago" and "the past" count from publication; "a day before" and "two weeks later" from the day last named in their
paragraph, and are left alone where none was.
"""

from __future__ import annotations

import re
from datetime import date

from dossier.extracting.dates.arithmetic import GRANULARITY, Interval, holding, one, shift, shift_months, unit_at
from dossier.extracting.dates.context import PATTERNS, UNDATED, Found, Place, Reader, undated
from dossier.extracting.numerals.words import SMALL, read
from dossier.model import Granularity

_FLAGS = re.IGNORECASE
_SMALL = "|".join(reversed(SMALL))
# How finely a day so far away is told: a decade ago is a year.
_SHOWN: dict[str, Granularity] = {"fortnight": "week", "decade": "year", "century": "decade"}


def _stretch(place: Place, start: int) -> Found | None:
    """Read "the past decade", "the last three years", "the next two weeks", "in recent days"."""
    text = place.text
    if vague := PATTERNS.vague.match(text, start, place.end):
        begin = _with_article(place, start)
        return Found(
            begin, vague.end(), Interval(None, None, "interval"), None, f"says no number of {vague['unit'].lower()}s"
        )
    match = PATTERNS.stretch.match(text, start, place.end)
    if match is None:
        return None
    which, unit = match["which"].lower(), match["unit"].lower().replace("centurie", "century")
    the = text[max(place.start, start - 4) : start].lower() == "the "
    if which in ("following", "preceding") and (match["n"] or "").lower() in ("a", "an"):
        return None  # "following a day of protest": after it
    if which == "last" and PATTERNS.verb.search(text, max(place.start, start - 12), start):
        return None  # "will last five years"
    if match["n"] is None and not (the and which in ("past", "last", "next", "coming", "previous", "following")):
        return None
    if match["n"] is None and unit == "day" and which in ("next", "following", "previous") and match["more"] != "two":
        return _beside_day(place, start - 4, match.end("unit"), 1 if which != "previous" else -1)
    if match["n"] is None and which in ("following", "previous"):
        return _beside_unit(place, start - 4, match.end("unit"), unit, 1 if which == "following" else -1)
    begin = _with_article(place, start)
    published = place.published
    count = _count(match["n"] or "one")
    if published is None or count is None:
        rule = UNDATED if published is None else f"says no number of {unit}s"
        return Found(begin, match.end(), Interval(None, None, "interval"), None, rule)
    if match["more"] == "two":
        count += 1
    if which in ("next", "coming", "following"):
        interval = Interval(shift(published, 1), _moved(published, unit, count), "interval")
        return Found(
            begin, match.end(), interval, published, f"the {count} {unit}{'s' * (count > 1)} after publication"
        )
    interval = Interval(_moved(published, unit, -count), published, "interval")
    return Found(begin, match.end(), interval, published, f"the {count} {unit}{'s' * (count > 1)} up to publication")


def _with_article(place: Place, start: int) -> int:
    low = max(place.start, start - 12)
    match = PATTERNS.article.search(place.text[low:start])
    return low + match.start() if match else start


def _count(written: str) -> int | None:
    """Give the number a count says; None for "several"."""
    word = written.lower()
    if word in ("a", "an"):
        return 1
    if word.endswith("couple of"):
        return 2
    number = read(word, 0, len(word))
    return int(number.value) if number and number.value is not None else None


def _moved(start: date, unit: str, count: int) -> date:
    """Count days, weeks, months, years, decades from a day."""
    if unit in ("day", "week", "fortnight"):
        return shift(start, count * {"day": 1, "week": 7, "fortnight": 14}[unit])
    return shift_months(start, count * {"month": 1, "year": 12, "decade": 120}.get(unit, 1200))


def _ago(place: Place, start: int) -> Found | None:
    """Read back from "ago" or "now": "two weeks ago" is the week of that day, "three decades ago" the year."""
    now = place.text.startswith(("now", "Now"), start)
    end = start + 3
    low = max(place.start, start - 48)
    match = (PATTERNS.from_now if now else PATTERNS.ago).search(place.text[low:end])
    if match is None:
        return None
    begin, unit = low + match.start("n"), match["unit"].lower().replace("centurie", "century")
    count, published = _count(match["n"]), place.published
    if unit == "year" and (half := PATTERNS.half.search(place.text[low:begin])):
        begin, unit, count = low + half.start(), "month", 6
    shown = _SHOWN.get(unit) or GRANULARITY[unit]
    if not now and (to_the_day := PATTERNS.today.match(place.text, end, place.end)):
        shown, end = "day", to_the_day.end()
    if published is None or count is None:
        rule = UNDATED if published is None else f"says no number of {unit}s"
        return Found(begin, end, Interval(None, None, shown), None, rule)
    moved = _moved(published, unit, count if now else -count)
    interval = holding(moved, shown)
    rule = f"{count} {unit}{'s' * (count > 1)} {'after' if now else 'before'} publication"
    return Found(begin, end, interval, published, rule)


def named_last(place: Place, before: int) -> date | None:
    """Give the day last named in the paragraph, if one was."""
    paragraph = place.start
    for match in PATTERNS.paragraph.finditer(place.text, max(place.start, before - 2000), before):
        paragraph = match.end()
    for found in reversed(place.found):
        if found.start < paragraph:
            return None
        if found.end <= before and found.interval.granularity == "day" and found.interval.first:
            return found.interval.first
    return None


def _beside(place: Place, start: int) -> Found | None:
    """Read back from "before", "after", "earlier", "later": "a day before", "two weeks later", "the week after"."""
    end = PATTERNS.counted_letters.match(place.text, start).end()  # type: ignore[union-attr]
    low = max(place.start, start - 40)
    match = PATTERNS.beside.search(place.text[low:end])
    if match is None:
        return None
    begin, side = low + match.start(), -1 if match["side"].lower() in ("before", "earlier") else 1
    unit = (match["unit1"] or match["unit2"]).lower()
    if match["the"]:
        if match["side"].lower() in ("earlier", "later"):
            return None
        if unit == "day":
            return _beside_day(place, begin, end, side)
        return _beside_unit(place, begin, end, unit, side)
    count, anchor = _count(match["n"]), named_last(place, begin)
    if count is None:
        return None
    # "a day before the vote", "two years after the war": the other end is an event, not a day
    of_event = match["side"].lower() in ("before", "after") and PATTERNS.event.match(place.text, end, place.end)
    if of_event or anchor is None:
        return None
    moved = _moved(anchor, unit, side * count)
    interval = holding(moved, unit)
    away = f"{count} {unit}{'s' * (count > 1)} {'after' if side > 0 else 'before'}"
    rule = f"{away} {anchor.isoformat()}, the day named last"
    return Found(begin, end, interval, anchor, rule)


def _beside_day(place: Place, begin: int, end: int, side: int) -> Found | None:
    anchor = named_last(place, begin)
    if anchor is None:
        return None
    rule = f"the day {'after' if side > 0 else 'before'} {anchor.isoformat()}, the day named last"
    return Found(begin, end, one(shift(anchor, side)), anchor, rule)


def _beside_unit(place: Place, begin: int, end: int, unit: str, side: int) -> Found | None:
    if unit not in ("week", "month", "year"):
        return None
    anchor, said = named_last(place, begin), "the day named last"
    if anchor is None:
        anchor, said = place.published, "the publication day"
    if anchor is None:
        return undated(begin, end, GRANULARITY[unit])
    rule = f"the {unit} {'after' if side > 0 else 'before'} that of {anchor.isoformat()}, {said}"
    return Found(begin, end, unit_at(anchor, unit, side), anchor, rule)


STRETCHES: dict[str, tuple[Reader, ...]] = dict.fromkeys(
    ("last", "next", "coming", "past", "previous", "preceding", "following", "recent"), (_stretch,)
)
# Words at which a date ends; what counts stands before them.
BACKWARD: dict[str, Reader] = {
    **dict.fromkeys(("ago", "now"), _ago),
    **dict.fromkeys(("before", "after", "earlier", "later"), _beside),
}
