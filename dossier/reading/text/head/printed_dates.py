"""The dates that pages print above an article: "Last Updated: Tuesday, 4 March 2014, 09:12 GMT" and its kin.

Only whole dates with a year count, in the orders in use and with months of some thirty languages. Text that was
tokenised ("7: 12pm", "05 / 05 / 2010") is read as well.
"""

from __future__ import annotations

import datetime as dt
import re
from typing import NamedTuple

from dossier.reading.data import entries, pattern, words

_MONTHS = {name: int(number) for name, _, number in (entry.partition(" = ") for entry in entries("months"))}
BRITISH = re.compile(r"en[-_](?:GB|UK|AU|NZ|IE|IN|ZA|KE|NG|PK|SG|HK|MT|JM)\b", re.IGNORECASE)
"""Names of the English of countries that write the day before the month."""
_LONG_MONTHS = [name for name in _MONTHS if len(name) >= 7]
_DAYS = pattern("weekdays")
_WEEKDAY = re.compile(rf"(?:{_DAYS})\b", re.IGNORECASE)
_MONTH = r"[^\W\d_]{3,10}"
_DATE = re.compile(
    rf"(?:(?P<weekday>{_DAYS})\b\.?,?\s{{0,3}})?"
    r"(?:(?<!\d)(?P<cjk>(?P<y5>\d{4})\s?[年년]\s?(?P<m5>\d{1,2})\s?[月월]\s?(?P<d5>\d{1,2})\s?[日일])"
    rf"|(?<!\d)(?P<iso>(?P<y1>\d{{4}})\s?(?P<sep1>[-/.])\s?(?P<m1>\d{{1,2}})\s?(?P=sep1)\s?(?P<d1>\d{{1,2}})(?!\d))"
    rf"|(?<![\d/])(?P<dmy>(?P<d2>\d{{1,2}})(?:st|nd|rd|th|er|º)?\.?(?:\s|-|,|de\b|of\b|\.){{1,5}}(?P<m2>{_MONTH})"
    rf"\.?,?(?:\s|-|de\b|del\b|,){{1,6}}(?P<y2>\d{{4}})(?!\d))"
    rf"|(?<![^\W\d_])(?P<mdy>(?P<m3>{_MONTH})\.?\s{{0,3}}(?P<d3>\d{{1,2}})(?:st|nd|rd|th)?,?[\s-]{{1,3}}(?P<y3>\d{{4}})(?!\d))"
    rf"|(?<![\d/])(?P<num>(?P<a>\d{{1,2}})\s?(?P<sep4>[-/.])\s?(?P<b>\d{{1,2}})\s?(?P=sep4)\s?(?P<y4>\d{{4}}|\d{{2}})(?!\d)))",
    re.IGNORECASE,
)
_FIGURES = re.compile(r"\d(?:\d{3}|\s?[-/.]\s?\d{2})")  # a date has one of these, and most lines do not
_LONGEST_BEFORE = 80  # code points from the beginning of a date to such figures: a weekday, a day, “de”, a month, “de”
_TIME = re.compile(
    r"\d{1,2}\s?[時时點点시]\s?(?:\d{1,2}\s?[分분])?|[(（][月火水木金土日월화수목금토일一二三四五六][)）]"
    r"|(?:T|\b)\d{1,2}\s?[:.h]\s?\d{2}(?:\s?:\s?\d{2})?(?:\.\d+)?\s?(?:(?:[ap]\.?\s?m\b\.?)|hrs\b|hours\b|uhr\b|h\b|Z\b)?"
    r"|\b\d{1,2}\s?[ap]\.?\s?m\b\.?|[+-]\d{2}:?\d{2}",
    re.IGNORECASE,
)
_AROUND = words("date_words") | words("weekdays")
_UPDATE = re.compile(pattern("update_words"), re.IGNORECASE)
_ZONE = re.compile(r"\d\s?(?:[ap]\.?m\.?\s?)?\(?(?P<zone>[a-z]{2,4})\b", re.IGNORECASE)
_WORD = re.compile(r"[^\W\d_]+")


class PrintedDate(NamedTuple):
    """A date in a line: its ISO day, where it stands there, whether its day and month might be the other way round."""

    day: str
    start: int
    end: int
    ambiguous: bool = False
    updated: bool = False
    """Whether the line says that this is when the page was changed."""


def find(line: str, *, day_first: bool = False) -> list[PrintedDate]:
    """Return the whole dates of a line; of `05/06/2010` the first is the day if `day_first`, else the month."""
    found: list[PrintedDate] = []
    figures = _FIGURES.search(line)
    if figures is None:
        return found
    matches = list(_DATE.finditer(line, max(0, figures.start() - _LONGEST_BEFORE)))
    zone = _written_order(line) if matches else None
    for match in matches:
        day, ambiguous = _value(match, day_first=day_first if zone is None else zone)
        if day:
            before = line[found[-1].end if found else 0 : match.start()]
            updated = bool(_UPDATE.search(before))
            found.append(PrintedDate(day, match.start(), match.end(), ambiguous and zone is None, updated))
    return found


def _written_order(line: str) -> bool | None:
    """Return whether a line's time zone is of a country that writes the day first; None where it names none."""
    for match in _ZONE.finditer(line):
        zone = match["zone"].lower()
        if zone in words("zones_day_first"):
            return True
        if zone in words("zones_month_first"):
            return False
    return None


def is_date_line(line: str, dates: list[PrintedDate]) -> bool:
    """Return whether a line is nothing but its dates with times and words like "Posted" and "GMT"."""
    return bool(dates) and all(word.lower() in _AROUND for word in _WORD.findall(around(line, dates)))


def around(line: str, dates: list[PrintedDate]) -> str:
    """Return what is left of a line without its dates and times of day."""
    rest = line
    for date in reversed(dates):
        rest = rest[: date.start] + " " + rest[date.end :]
    return _TIME.sub(" ", rest)


def without_time(text: str) -> str:
    """Return text without times of day."""
    return _TIME.sub(" ", text)


def _value(match: re.Match[str], *, day_first: bool) -> tuple[str | None, bool]:
    if match["cjk"]:
        return _iso(match["y5"], int(match["m5"]), int(match["d5"])), False
    if match["iso"]:
        return _iso(match["y1"], int(match["m1"]), int(match["d1"])), False
    if match["num"]:
        return _in_figures(match, day_first=day_first)
    year, month, day = (
        (match["y2"], match["m2"], match["d2"]) if match["dmy"] else (match["y3"], match["m3"], match["d3"])
    )
    return _iso(year, _month(month), int(day)), False


def _in_figures(match: re.Match[str], *, day_first: bool) -> tuple[str | None, bool]:
    """Return the day of 5/6/2010 or 05.06.10, and whether day and month might be the other way round."""
    a, b = int(match["a"]), int(match["b"])
    year = match["y4"] if len(match["y4"]) == 4 else ("20" if int(match["y4"]) < 70 else "19") + match["y4"]
    ambiguous = a <= 12 and b <= 12 and a != b
    first = a > 12 or ((day_first or match["sep4"] == ".") and b <= 12)
    return _iso(year, b if first else a, a if first else b), ambiguous


def _month(name: str) -> int:
    name = name.lower()
    if name in _MONTHS:
        return _MONTHS[name]
    if len(name) < 6:  # too alike to guess
        return 0
    # A misprint ("Novemer") is still that month.
    from difflib import get_close_matches  # seldom asked for

    close = get_close_matches(name, _LONG_MONTHS, 1, 0.9)
    return _MONTHS[close[0]] if close else 0


def _iso(year: str, month: int, day: int) -> str | None:
    try:
        found = dt.date(int(year), month, day)
    except ValueError:
        return None
    return found.isoformat() if 1700 <= found.year <= 2199 else None


def beside(line: str, dates: list[PrintedDate]) -> str:
    """Return what is left of a line without its dates, times of day, and words like "Posted" and "GMT"."""
    return _WORD.sub(lambda word: "" if word[0].lower() in _AROUND else word[0], around(line, dates))


def leftover(text: str) -> bool:
    """Return whether words are left in what follows a date, once times and words like "GMT" are taken away."""
    return any(word.lower() not in _AROUND for word in _WORD.findall(_TIME.sub(" ", text)))


def starts_with_weekday(text: str) -> bool:
    """Return whether a date is written with its weekday."""
    return bool(_WEEKDAY.match(text))


def day_first(url: str | None) -> bool:
    """Return whether a site's country writes 5/6 for the fifth of June; only the United States are known not to."""
    host = re.match(r"(?:https?://)?[^/\s]*\.(?P<country>[a-z]{2})(?:[:/]|\Z)", url or "", re.IGNORECASE)
    return bool(host and host["country"].lower() not in {"us", "co", "tv", "io", "me", "ly", "fm"})
