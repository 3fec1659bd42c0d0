"""Years, what is longer, and parts named by one: "2015", "2003-2007", "the 1990s", "summer 2010", "Q3 2018"."""

from __future__ import annotations

import re
from datetime import date

from dossier.extracting.dates.arithmetic import SEASONS, Interval, decade, month, season, shift_months, year
from dossier.extracting.dates.context import PATTERNS, Found, Place, Reader, undated
from dossier.extracting.dates.tense import tense
from dossier.extracting.numerals.four_digits import counts
from dossier.extracting.numerals.units import UNITS

_FLAGS = re.IGNORECASE
_DECADES = {"twenties": 1920, "thirties": 1930, "forties": 1940, "fifties": 1950, "sixties": 1960, "seventies": 1970}
_DECADES |= {"eighties": 1980, "nineties": 1990}


def _year_reader(place: Place, start: int) -> Found | None:
    text = place.text
    match = PATTERNS.year.match(text, start, place.end)
    if match is None:
        return None
    first = int(match["year"])
    before = text[max(place.start, start - 22) : start]
    if match["decade"] and first % 10 and match["decade"][0] not in "'’":
        return None
    if match["decade"] and first < 2000 and not first % 100:  # the 1800s
        return Found(start, match.end("decade"), centuries(first), None, "the hundred years from its first")
    if match["decade"] and not first % 10:  # 1980's; 2004's is of the year
        return Found(start, match.end("decade"), decade(first), None, "the ten years from its first")
    cued = PATTERNS.year_cue.search(before) or PATTERNS.reached.search(before) or match["decade"]
    if not cued and (not 1900 <= first <= 2039 or PATTERNS.no_year_before.search(before)):
        return None
    reached = PATTERNS.reached.search(before)
    if (
        cued
        and re.search(r"(?:\bto\s)$", before)
        and not reached
        and not re.search(r"\d\s?to\s$|from\s\S+\sto\s$", before)
    ):
        return None
    to = match["to"] or match["to2"]
    if not to and not match["decade"] and counts(text, start, match.end("year"), place.start):
        return None  # 1990 crates, a crowd of 2000
    if to:
        last = int(to) if len(to) == 4 else first // 100 * 100 + int(to)
        listed = match["to2"] and " and " in match[0] and last > first + 1 and not before.lower().endswith("between ")
        if first < last <= first + 300 and not listed:  # "in 1996 and 1998": two years
            return Found(
                start,
                match.end(),
                Interval(date(first, 1, 1), date(last, 12, 31), "interval"),
                None,
                "from year to year",
            )
    end = match.end("year")
    if (PATTERNS.no_year_after.match(text, end) and not PATTERNS.surely_year.search(before)) or (
        end < place.end and text[end].isalpha()
    ):
        return None
    following = PATTERNS.next_word.match(text, end, place.end)
    if following and following[1] in UNITS and not (cued and following[1] in ("won", "real", "try", "day", "second")):
        return None
    if start > place.start and (text[start - 1].isalnum() or text[start - 1] in "'’"):
        return None
    return Found(start, end, year(first), None, "the calendar year")


def centuries(first: int) -> Interval:
    """Return the hundred years from `first` on: the 1800s."""
    return Interval(date(first, 1, 1), date(first + 99, 12, 31), "interval")


def _fiscal_year(place: Place, start: int) -> Found | None:
    """Read "fiscal 2025", "the 2024-25 financial year": twelve months that begin nobody says when."""
    match = PATTERNS.fiscal.match(place.text, start, place.end)
    if match is None or (start > place.start and place.text[start - 1].isalnum()):
        return None
    return Found(
        start, match.end(), Interval(None, None, "year"), None, "a fiscal year: the article does not say when it begins"
    )


_NEAR_QUARTER = 110  # code points around that tell business from a game
_RANK = {"first": 1, "1st": 1, "second": 2, "2nd": 2, "third": 3, "3rd": 3, "fourth": 4, "4th": 4, "final": 4}


def _bare_quarter(place: Place, start: int) -> Found | None:
    """Read "third-quarter profit", "first-half sales": the latest that is over, or to come where the tense says so."""
    text = place.text
    match = PATTERNS.bare_quarter.match(text, start, place.end)
    if match is None or (match["d"] and text[start] != "Q") or not _of_business(text, match, place):
        return None
    length = 6 if (match["part"] or "").lower() == "half" else 3
    rank = int(match["d"]) if match["d"] else _RANK[match["n"].lower()]
    if rank * length > 12:
        return None
    if place.published is None:
        return undated(start, match.end(), "interval")
    if PATTERNS.fiscal_before.search(text[max(place.start, start - 10) : start]):
        rule = "a quarter of a fiscal year: the article does not say when it begins"
        return Found(start, match.end(), Interval(None, None, "interval"), None, rule)
    of = place.published.year
    ahead = tense(text, start, match.end(), place.start) == "future" and match["part"] is not None
    if ahead and "-" in match[0]:  # will report third-quarter profit: the nearest
        years = (of - 1, of, of + 1)
        of = min(years, key=lambda one: abs((_of_year(one, rank, length).last - place.published).days))  # type: ignore[operator]
    elif ahead and _of_year(of, rank, length).last < place.published:  # type: ignore[operator]
        of += 1
    elif not ahead and _of_year(of, rank, length).last >= place.published:  # type: ignore[operator]
        running = _of_year(of, rank, length).first <= place.published  # type: ignore[operator]
        of -= 0 if running and PATTERNS.still.search(text[max(place.start, start - 30) : start]) else 1
    if PATTERNS.year_earlier.search(text[max(place.start, start - 20) : start]):
        of -= 1
    rule = f"the {'nearest' if ahead else 'latest'} {length} months of that name at publication"
    return Found(start, match.end(), _of_year(of, rank, length), place.published, rule)


def _of_business(text: str, match: re.Match[str], place: Place) -> bool:
    """Whether a quarter or half is of a year and not of a game."""
    low, high = max(place.start, match.start() - _NEAR_QUARTER), min(place.end, match.end() + _NEAR_QUARTER)
    business = PATTERNS.turnover.search(text, low, high) is not None
    game = PATTERNS.game.search(text, low, high) is not None
    if (match["part"] or "").lower() == "half":
        return match[0][-5] == "-" and PATTERNS.half_year.match(text, match.end(), place.end) is not None
    return business or not game


def _of_year(of: int, rank: int, length: int) -> Interval:
    first = (rank - 1) * length + 1
    return Interval(date(of, first, 1), month(of, first + length - 1).last, "interval")


def _some_quarter(place: Place, start: int) -> Found | None:
    """Read "last quarter", "this quarter", "the year-earlier quarter"."""
    if place.text[start] in "tT" and place.text[start + 4 : start + 5] not in "clpy":
        return None  # most of the words that begin so are "the" of something else
    match = PATTERNS.some_quarter.match(place.text, start, place.end)
    if match is None:
        return None
    if place.published is None:
        return undated(start, match.end(), "interval")
    which = match["which"].lower().removeprefix("the ")
    if which.startswith("year-"):
        return _year_before(place, start, match.end())
    step = {"this": 0, "current": 0, "next": 1, "coming": 1}.get(which, -1)
    index = place.published.year * 4 + (place.published.month - 1) // 3 + step
    interval = _of_year(index // 4, index % 4 + 1, 3)
    return Found(start, match.end(), interval, place.published, f"{which} quarter, seen from publication")


def _year_before(place: Place, start: int, end: int) -> Found | None:
    """Return the quarter a year before the one named last; before the latest that is over where none was."""
    for earlier in reversed(place.found):
        first, last = earlier.interval.first, earlier.interval.last
        if first and last and earlier.interval.granularity == "interval" and 80 < (last - first).days < 95:
            return Found(
                start,
                end,
                Interval(shift_months(first, -12), month(last.year - 1, last.month).last, "interval"),
                earlier.anchor,
                "a year before the quarter named last",
            )
    if place.published is None:
        return None
    index = place.published.year * 4 + (place.published.month - 1) // 3 - 5
    return Found(
        start,
        end,
        _of_year(index // 4, index % 4 + 1, 3),
        place.published,
        "a year before the latest quarter that is over",
    )


def _short_decade(place: Place, start: int) -> Found | None:
    match = PATTERNS.short_decade.match(place.text, start, place.end)
    if match is None or start == place.start:
        return None
    the = PATTERNS.the_seventies.search(place.text[max(place.start, start - 40) : start])
    warm = the is not None and PATTERNS.degrees.search(the.string) is not None
    if place.text[start - 1] not in "'’‘" and (the is None or warm):
        return None
    return Found(start, match.end(), decade(1900 + int(match[0][:2])), None, "the ten years from its first")


def _worded_decade(place: Place, start: int) -> Found | None:
    match = PATTERNS.worded_decade.match(place.text, start, place.end)
    if match is None or not place.text[max(place.start, start - 10) : start].lower().endswith(
        ("the ", "early ", "late ", "mid-")
    ):
        return None
    if PATTERNS.years_of_life.search(place.text[max(place.start, start - 16) : start]):
        return None
    return Found(start, match.end(), decade(_DECADES[match[0].lower()]), None, "the ten years of the twentieth century")


def _century(place: Place, start: int) -> Found | None:
    match = PATTERNS.century.match(place.text, start, place.end)
    if match is None:
        return None
    last = int(match["n"]) * 100
    return Found(
        start, match.end(), Interval(date(last - 99, 1, 1), date(last, 12, 31), "interval"), None, "its hundred years"
    )


def _season(place: Place, start: int) -> Found | None:
    match = PATTERNS.season.match(place.text, start, place.end)
    if match is None:
        return None
    return Found(
        start,
        match.end(),
        season(match["season"].lower(), int(match["year"])),
        None,
        "its three months, northern hemisphere",
    )


def _quarter(place: Place, start: int) -> Found | None:
    match = PATTERNS.quarter.match(place.text, start, place.end)
    if match is None:
        return None
    length = 6 if (match["part"] or match["p"]).lower() in ("half", "h") else 3
    ordinal = int(match["d"]) if match["d"] else ("first", "second", "third", "fourth").index(match["n"].lower()) + 1
    low = (ordinal - 1) * length + 1
    if low > 12:
        return None
    anchor = None if match["year"] else place.published
    if not match["year"] and anchor is None:
        return undated(start, match.end(), "interval")
    of = int(match["year"]) if match["year"] else _of_which(match["which"].lower(), anchor)
    interval = Interval(date(of, low, 1), month(of, low + length - 1).last, "interval")
    rule = f"{length} months of the year"
    return Found(start, match.end(), interval, anchor, rule if anchor is None else f"{rule} seen from publication")


def _of_which(which: str, published: date | None) -> int:
    """Give the year that last, this, next or the new year is; a new year is the next from July on."""
    this = published.year if published else 1
    ahead = which == "next" or (which == "the new" and published is not None and published.month > 6)
    return this + 1 if ahead else this - 1 if which == "last" else this


YEARS: dict[str, tuple[Reader, ...]] = {
    "0": (_century, _fiscal_year, _bare_quarter, _year_reader, _short_decade),
    **dict.fromkeys(SEASONS, (_season,)),
    **dict.fromkeys(("first", "second", "third", "fourth", "final", "q", "h"), (_quarter, _bare_quarter)),
    **dict.fromkeys(("last", "this", "next", "the", "year", "current", "latest", "previous"), (_some_quarter,)),
    **dict.fromkeys(("fiscal", "financial", "fy"), (_fiscal_year,)),
    **dict.fromkeys(_DECADES, (_worded_decade,)),
}
