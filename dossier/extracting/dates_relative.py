"""Dates that are counted from another day: "yesterday", "Friday", "last week", "two days ago", "since 2015".

A weekday is the latest on or before publication unless the tense looks ahead; last, this and next week are whole
weeks, Monday to Sunday; "a day before" and "the week after" count from the day last named in their paragraph.
"""

from __future__ import annotations

import re
from datetime import date

from dossier.extracting.dates_absolute import ABSOLUTE, which_month
from dossier.extracting.dates_calendar import (
    MONTHS,
    SEASONS,
    WEEKDAY_NAMES,
    WEEKDAYS,
    Interval,
    decade,
    month,
    one,
    season,
    shift,
    shift_months,
    week,
    year,
)
from dossier.extracting.dates_reading import (
    MODIFIER,
    MONTH,
    PART,
    UNDATED,
    WEEKDAY,
    Found,
    Place,
    Reader,
    full_stop,
    month_number,
    undated,
    weekday_number,
)
from dossier.extracting.dates_tense import tense
from dossier.extracting.numerals import SMALL, TENS
from dossier.model import Granularity

_FLAGS = re.IGNORECASE
_COUNT = "|".join(
    [r"\d{1,3}", *TENS, *reversed(SMALL), "a couple of", "couple of", "several", "a few", "few", "an", "a"]
)
_PERIOD = r"(?:day|week|fortnight|month|year|decade|century|centurie)"
_HOURS = r"(?:hour|minute|second)"
_GRANULARITY: dict[str, Granularity] = {
    "day": "day",
    "week": "week",
    "month": "month",
    "year": "year",
    "decade": "decade",
}

_SAID_TODAY = re.compile(
    rf"(?P<when>today|tonight|yesterday|tomorrow)(?:\s(?:{PART}))?\b|(?P<this>this)\s(?:very\s)?(?:early\s|late\s)?{PART}\b|"
    rf"(?P<last>last)\s(?:night|evening)\b|(?:earlier|later|late|early)\s(?:(?P<when2>today|tonight|yesterday|tomorrow)(?:\s{PART})?\b|"
    rf"(?P<this2>this)\s{PART}\b)|(?P<around>the\sday\s(?P<side>before\syesterday|after\stomorrow))\b",
    _FLAGS,
)
_OFFSETS = {"today": 0, "tonight": 0, "yesterday": -1, "tomorrow": 1}
_WEEKDAY = re.compile(
    rf"(?:(?P<late>{MODIFIER}|overnight|late\son|early\son|later\son|earlier\son)\s)?(?:(?P<which>last|next|this|coming|this\scoming|this\spast|last\sweek)\s)?"
    rf"(?P<day>{WEEKDAY})(?![’']?s\s(?:Times|Mirror)|-\w)(?:\s(?P<part>(?:late\s|early\s|mid-?)?{PART}))?(?:\s(?P<week>last|next|this)\sweek)?",
    _FLAGS,
)
_FEAST_BEFORE = re.compile(
    r"(?:Black|Good|Ash|Bloody|Super|Cyber|Palm|Easter|Maundy|Holy|Shrove|Every|every|each|The)\s$"
)
_FEAST_AFTER = re.compile(r"\s(?:Times|Mail|Mirror|Telegraph|Express|Herald|Night\sLive|Post|Business|Sun)\b")
_CALENDAR = re.compile(
    rf"(?P<which>last|next|this|past|previous|coming|following)\s(?P<unit>week|month|year|weekend|decade|century|(?P<season>spring|summer|autumn|fall|winter)|(?P<month>{MONTH}))\b(?!-)",
    _FLAGS,
)
_DURING = re.compile(
    r"(?P<side>earlier|later|late|early)\s(?P<which>this|last|next)\s(?P<unit>week|month|year|decade|(?P<season>spring|summer|autumn|fall|winter))\b",
    _FLAGS,
)
_END_OF = re.compile(
    r"(?P<side>end|beginning|start)\sof\s(?P<which>the|this|next|last)\s(?P<unit>week|month|year)\b", _FLAGS
)
_WEEK_OF = re.compile(r"week\s(?:beginning|starting|of|commencing)\s(?:on\s)?(?:the\s)?", _FLAGS)
_STRETCH = re.compile(
    rf"(?P<which>last|past|next|previous|coming|preceding|following)\s(?:(?P<n>{_COUNT})\s)?(?P<unit>{_PERIOD}|{_HOURS})s?\b(?:\sor\s(?P<more>so|two|more)\b)?",
    _FLAGS,
)
_VAGUE = re.compile(r"(?P<which>recent|coming|past|last)\s(?P<unit>day|week|month|year|decade)s\b", _FLAGS)
_AGO = re.compile(
    rf"\b(?P<q>(?:about|around|nearly|almost|some|over|more\sthan|less\sthan|just|just\sover|at\sleast)\s)?(?P<n>{_COUNT})[\s-](?P<unit>{_PERIOD})s?\s(?:ago)$",
    _FLAGS,
)
_FROM_NOW = re.compile(rf"\b(?P<n>{_COUNT})[\s-](?P<unit>{_PERIOD})s?\sfrom\snow$", _FLAGS)
_BESIDE = re.compile(
    rf"\b(?:(?P<the>the\s)(?:very\s)?(?P<unit1>day|week|month|year)|(?P<n>{_COUNT})\s(?P<unit2>day|week|month|year)s?)\s(?P<side>before|after|earlier|later)$",
    _FLAGS,
)
_THE_NEXT = re.compile(r"(?P<side>next|following|previous)\s(?P<unit>day)\b", _FLAGS)
_ARTICLE = re.compile(r"(?:\b(?:in|over|during|for|within)\s)?\bthe\s$|\b(?:in|over|during)\s$", _FLAGS)
_WEEKEND = re.compile(r"(?P<which>last|next|this|past|the|coming)?\s?weekend\b", _FLAGS)
_SINCE = re.compile(r"since\s(?:at\sleast\s|around\s|about\s|the\s)?", _FLAGS)


def _today(place: Place, start: int) -> Found | None:
    match = _SAID_TODAY.match(place.text, start, place.end)
    if match is None:
        return None
    when = (match["when"] or match["when2"] or "").lower()
    offset = _OFFSETS.get(when, 0)
    if match["last"]:
        offset = -1
    elif match["side"]:
        offset = -2 if match["side"].startswith("before") else 2
    if place.published is None:
        return undated(start, match.end(), "day")
    # "this morning 16 August": the day beside it says which morning
    inner = _read(place, match.end() + 1) if place.text[match.end() : match.end() + 1] == " " else None
    if offset == 0 and inner and inner.interval.granularity == "day" and inner.start == match.end() + 1:
        return Found(start, inner.end, inner.interval, inner.anchor, inner.rule)
    rule = {0: "the publication day", -1: "the day before publication", 1: "the day after publication"}.get(
        offset, "two days from publication"
    )
    return Found(start, match.end(), one(shift(place.published, offset)), place.published, rule)


def _weekday(place: Place, start: int) -> Found | None:
    text, published = place.text, place.published
    match = _WEEKDAY.match(text, start, place.end)
    if match is None or not text[match.start("day")].isupper():
        return None
    day_end, end = match.end("day"), match.end()
    name = match["day"]
    if (
        name.lower() in ("sun", "sat", "wed", "mon", "thu", "tue", "fri")
        and not match["part"]
        and text[day_end : day_end + 1] != ","
    ):
        return None
    if end == day_end:
        end -= full_stop(name)
    if _FEAST_BEFORE.search(text, max(place.start, match.start("day") - 7), match.start("day")) or _FEAST_AFTER.match(
        text, day_end
    ):
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
    if tense(text, start, day_end, place.start) == "future":
        return Found(
            start,
            end,
            one(shift(published, (7 - back) % 7)),
            published,
            f"the {named} on or after publication, as the tense looks ahead",
        )
    return Found(start, end, one(shift(published, -back)), published, f"the latest {named} on or before publication")


def _calendar(place: Place, start: int) -> Found | None:
    """Read last, this and next week, month, year, weekend, summer, November."""
    match = _CALENDAR.match(place.text, start, place.end)
    if match is None:
        return None
    which, unit, published = match["which"].lower(), match["unit"].lower(), place.published
    if which in ("past", "coming", "previous", "following") and unit != "weekend":
        return None  # read as stretches
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
        return undated(start, end, "season" if match["season"] else _GRANULARITY.get(unit, "interval"))
    step = {"last": -1, "this": 0, "next": 1}[which]
    return Found(
        start, end, _unit_at(published, unit, step), published, f"the {unit} {_SIDE[step]} the publication day"
    )


_SIDE = {-1: "before that of", 0: "of", 1: "after that of"}


def _unit_at(published: date, unit: str, step: int) -> Interval:
    """Give the calendar week, month, year, decade or season so many steps from the one of a day."""
    if unit == "week":
        return week(published, step)
    if unit == "month":
        moved = shift_months(published.replace(day=1), step)
        return month(moved.year, moved.month)
    if unit == "decade":
        return decade(_safe(published.year // 10 * 10 + 10 * step))
    if unit == "century":
        first = published.year // 100 * 100 + 1 + 100 * step
        return Interval(date(_safe(first), 1, 1), date(_safe(first + 99), 12, 31), "interval")
    if unit in SEASONS:
        this = season(unit, published.year)
        begun = this.first is not None and this.first <= published
        if step < 0:  # the latest that is over
            over = this.last is not None and this.last < published
            return season(unit, published.year if over else published.year - 1)
        return season(unit, published.year + (1 if step > 0 and begun else 0))
    return year(_safe(published.year + step))


def _holding(inside: date, unit: str) -> Interval:
    """Give the calendar unit that holds a day; of a day, itself."""
    return one(inside) if unit == "day" else _unit_at(inside, unit, 0)


def _safe(number: int) -> int:
    return min(max(number, 1), 9990)


def _during(place: Place, start: int) -> Found | None:
    """Read "earlier this year", "later this month", "late last week"."""
    match = _DURING.match(place.text, start, place.end)
    if match is None:
        return None
    published, unit, which = place.published, match["unit"].lower(), match["which"].lower()
    if published is None:
        return undated(start, match.end(), "interval")
    whole = _unit_at(published, unit, {"last": -1, "this": 0, "next": 1}[which])
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
    return Found(start, match.end(), whole, published, f"somewhere in {which} {unit}")


def _end_of(place: Place, start: int) -> Found | None:
    match = _END_OF.match(place.text, start, place.end)
    if match is None:
        return None
    published, unit, which = place.published, match["unit"].lower(), match["which"].lower()
    if published is None:
        return undated(start, match.end(), "interval")
    whole = _unit_at(published, unit, {"last": -1, "next": 1}.get(which, 0))
    if whole.first is None or whole.last is None:
        return None
    length = {"week": 3, "month": 10, "year": 31}[unit]
    if match["side"].lower() == "end":
        interval = Interval(shift(whole.last, 1 - length), whole.last, "interval")
    else:
        interval = Interval(whole.first, shift(whole.first, length - 1), "interval")
    return Found(start, match.end(), interval, published, f"the {match['side'].lower()} of the {unit}: {length} days")


def _weekend(place: Place, start: int) -> Found | None:
    match = _WEEKEND.match(place.text, start, place.end)
    if match is None:
        return None
    begin = start
    before = place.text[max(place.start, start - 4) : start].lower()
    if match["which"] is None:
        if before != "the ":
            return None
        begin = start - 4
    return _weekend_from(place, begin, match.end(), (match["which"] or "the").lower())


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


def _stretch(place: Place, start: int) -> Found | None:
    """Read "the past decade", "the last three years", "the next two weeks", "in recent days"."""
    text = place.text
    if vague := _VAGUE.match(text, start, place.end):
        begin = _with_article(place, start)
        return Found(
            begin, vague.end(), Interval(None, None, "interval"), None, f"says no number of {vague['unit'].lower()}s"
        )
    match = _STRETCH.match(text, start, place.end)
    if match is None:
        return None
    which, unit = match["which"].lower(), match["unit"].lower().replace("centurie", "century")
    the = text[max(place.start, start - 4) : start].lower() == "the "
    if match["n"] is None and not (the and which in ("past", "last", "next", "coming", "previous", "following")):
        return None
    if match["n"] is None and unit == "day" and which in ("next", "following", "previous") and match["more"] != "two":
        return _beside_day(place, start - 4, match.end("unit"), 1 if which != "previous" else -1)
    if match["n"] is None and which in ("following", "previous"):
        return _beside_unit(place, start - 4, match.end("unit"), unit, 1 if which == "following" else -1)
    if unit in ("hour", "minute", "second"):
        return None
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
    match = _ARTICLE.search(place.text[low:start])
    return low + match.start() if match else start


def _count(written: str) -> int | None:
    word = written.lower()
    if word.isdigit():
        return int(word)
    if word in ("a", "an"):
        return 1
    if word.endswith("couple of"):
        return 2
    return TENS.get(word) or SMALL.get(word)


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
    match = (_FROM_NOW if now else _AGO).search(place.text[low:end])
    if match is None:
        return None
    begin, unit = low + match.start("n"), match["unit"].lower().replace("centurie", "century")
    count, published = _count(match["n"]), place.published
    shown: Granularity = {"fortnight": "week", "decade": "year", "century": "decade"}.get(unit) or _GRANULARITY[unit]  # type: ignore[assignment]
    if published is None or count is None:
        return Found(
            begin,
            end,
            Interval(None, None, shown),
            None,
            UNDATED if published is None else f"says no number of {unit}s",
        )
    moved = _moved(published, unit, count if now else -count)
    interval = _holding(moved, shown)
    rule = f"{count} {unit}{'s' * (count > 1)} {'after' if now else 'before'} publication"
    return Found(begin, end, interval, published, rule)


_PARAGRAPH = re.compile(r"\n\s*\n|(?<=[.!?”\"’])\n")


def _anchor(place: Place, before: int) -> date | None:
    """Give the day last named in the paragraph, if one was."""
    paragraph = place.start
    for match in _PARAGRAPH.finditer(place.text, max(place.start, before - 2000), before):
        paragraph = match.end()
    for found in reversed(place.found):
        if found.start < paragraph:
            return None
        if found.end <= before and found.interval.granularity == "day" and found.interval.first:
            return found.interval.first
    return None


_EVENT = re.compile(r"\s(?!(?:rose|fell|was|were|had|has|in|on|at|and)\b)\w")


def _beside(place: Place, start: int) -> Found | None:
    """Read back from "before", "after", "earlier", "later": "a day before", "two weeks later", "the week after"."""
    end = _TOKEN_END.match(place.text, start).end()  # type: ignore[union-attr]
    low = max(place.start, start - 40)
    match = _BESIDE.search(place.text[low:end])
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
    count, anchor = _count(match["n"]), _anchor(place, begin)
    if count is None:
        return None
    # "a day before the vote", "two years after the war": the other end is an event, not a day
    of_event = match["side"].lower() in ("before", "after") and _EVENT.match(place.text, end, place.end)
    if of_event or anchor is None:
        return None
    moved = _moved(anchor, unit, side * count)
    interval = _holding(moved, unit)
    away = f"{count} {unit}{'s' * (count > 1)} {'after' if side > 0 else 'before'}"
    rule = f"{away} {anchor.isoformat()}, the day named last"
    return Found(begin, end, interval, anchor, rule)


_TOKEN_END = re.compile(r"[^\W\d_]+")


def _beside_day(place: Place, begin: int, end: int, side: int) -> Found | None:
    anchor = _anchor(place, begin)
    if anchor is None:
        return None
    rule = f"the day {'after' if side > 0 else 'before'} {anchor.isoformat()}, the day named last"
    return Found(begin, end, one(shift(anchor, side)), anchor, rule)


def _beside_unit(place: Place, begin: int, end: int, unit: str, side: int) -> Found | None:
    if unit not in ("week", "month", "year"):
        return None
    anchor, said = _anchor(place, begin), "the day named last"
    if anchor is None:
        anchor, said = place.published, "the publication day"
    if anchor is None:
        return undated(begin, end, _GRANULARITY[unit])
    rule = f"the {unit} {'after' if side > 0 else 'before'} that of {anchor.isoformat()}, {said}"
    return Found(begin, end, _unit_at(anchor, unit, side), anchor, rule)


def _week_of(place: Place, start: int) -> Found | None:
    """Read "the week beginning 17 October 2011"."""
    match = _WEEK_OF.match(place.text, start, place.end)
    if match is None:
        return None
    inner = _read(place, match.end())
    if inner is None or inner.interval.granularity != "day":
        return None
    if inner.interval.first is None:
        return Found(start, inner.end, Interval(None, None, "week"), inner.anchor, inner.rule)
    return Found(start, inner.end, week(inner.interval.first), inner.anchor, f"the week of that day, {inner.rule}")


def _since(place: Place, start: int) -> Found | None:
    """Read "since" before any other date: from its first day up to publication."""
    match = _SINCE.match(place.text, start, place.end)
    if match is None:
        return None
    inner = _read(place, match.end())
    if inner is None:
        return None
    interval = Interval(inner.interval.first, place.published if inner.interval.first else None, "interval")
    if interval.first and interval.last and interval.first > interval.last:
        interval = Interval(interval.first, None, "interval")
    return Found(
        start,
        inner.end,
        interval,
        place.published,
        f"from the first day on up to publication; the first day: {inner.rule}",
    )


def _read(place: Place, start: int) -> Found | None:
    """Read a date at a place, whatever its kind."""
    if start >= place.end:
        return None
    token = _TOKEN_END.match(place.text, start, place.end)
    word = token[0].lower() if token else "0" if place.text[start].isdigit() else ""
    for reader in (*ABSOLUTE.get(word, ()), *RELATIVE.get(word, ())):
        found = reader(place, start)
        if found is not None:
            return found
    return None


RELATIVE: dict[str, tuple[Reader, ...]] = {
    **dict.fromkeys(("today", "tonight", "yesterday", "tomorrow"), (_today,)),
    **dict.fromkeys(WEEKDAYS, (*ABSOLUTE["monday"], _weekday)),
    "this": (_today, _weekday, _calendar),
    "last": (_today, _weekday, _calendar, _stretch),
    "next": (_weekday, _calendar, _stretch),
    "coming": (_weekday, _calendar, _stretch),
    "past": (_calendar, _stretch),
    "previous": (_calendar, _stretch),
    "preceding": (_stretch,),
    "following": (_calendar, _stretch),
    "recent": (_stretch,),
    "weekend": (_weekend,),
    "week": (_week_of,),
    "since": (_since,),
    "the": (_today,),
    "overnight": (_weekday,),
    **dict.fromkeys(("early", "late", "earlier", "later"), (_today, _during, _weekday)),
    **dict.fromkeys(("end", "beginning", "start"), (_end_of,)),
}
for _name in ("early", "late", "end", "beginning", "start"):
    RELATIVE[_name] = (*ABSOLUTE[_name], *RELATIVE[_name])

# Words at which a date ends; what counts stands before them.
BACKWARD: dict[str, tuple[Reader, ...]] = {
    "ago": (_ago,),
    "now": (_ago,),
    **dict.fromkeys(("before", "after", "earlier", "later"), (_beside,)),
}
__all__ = ["BACKWARD", "MONTHS", "RELATIVE", "which_month"]
