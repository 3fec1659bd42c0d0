"""Years, longer periods, and parts of a year: "2015", "2003-2007", "the 1990s", "summer 2010", "Q3 2018"."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date

from dossier.extracting.dates.arithmetic import (
    SEASONS,
    Interval,
    decade,
    month,
    part,
    season,
    shift,
    shift_months,
    year,
)
from dossier.extracting.dates.context import PATTERNS, DateContext, FoundDate, Reader, undated
from dossier.extracting.dates.shortened import of_two_digits
from dossier.extracting.dates.tense import tense
from dossier.extracting.lexicon.rules import Rules
from dossier.extracting.numerals.four_digits import counts
from dossier.extracting.numerals.units import UNITS

_YEAR_BACK = 22  # code points before four digits that can make a year of them
_MOVED = 90  # code points before a year in which a plan is put off
_LONGEST_STRETCH = 300  # years from the first to the last
_DECADES = {"twenties": 1920, "thirties": 1930, "forties": 1940, "fifties": 1950, "sixties": 1960, "seventies": 1970}
_HUNDREDS = {"sixteen": 1600, "seventeen": 1700, "eighteen": 1800, "nineteen": 1900}
_DECADES |= {"eighties": 1980, "nineties": 1990, "noughties": 2000}


@dataclass(slots=True)
class FourDigits:
    """Four digits that may be a year, or the first of two, and what stands before them."""

    place: DateContext
    start: int
    match: re.Match[str]
    before: str
    reached: bool
    """Whether the words before lead to a year: back to 2001."""
    cued: bool
    """Whether the words before are those of a time."""

    @property
    def first(self) -> int:
        """The year they may be."""
        return int(self.match["year"])

    @property
    def last(self) -> str | None:
        """The second year, or its last two digits."""
        return self.match["to"] or self.match["to2"]

    @property
    def stop(self) -> int:
        """Where the first year ends."""
        return self.match.end("year")


NO_YEARS: Rules[FourDigits, bool] = Rules()
"""Rules for four digits that are not a year, alone or as the first of two."""
NO_YEARS_ALONE: Rules[FourDigits, bool] = Rules()


def _year_reader(place: DateContext, start: int) -> FoundDate | None:
    match = place.match(PATTERNS.year, start)
    if match is None:
        return None
    first, plural = int(match["year"]), match["decade"]
    if plural and first % 10 and plural[0] not in "'’":
        return None
    if plural and not first % 10:
        return _years_from(match, start, first)
    before = place.back(start, _YEAR_BACK)
    reached = PATTERNS.reached.search(before) is not None
    cued = reached or plural is not None or PATTERNS.year_cue.search(before) is not None
    digits = FourDigits(place, start, match, before, reached, cued)
    if NO_YEARS.first(digits):
        return None
    if stretch := _from_year_to_year(digits):
        return stretch
    return (
        None if NO_YEARS_ALONE.first(digits) else FoundDate(start, digits.stop, year(first), None, "the calendar year")
    )


def _years_from(match: re.Match[str], start: int, first: int) -> FoundDate:
    """Return the hundred years of "the 1800s", the ten of "the 1980s"; "2004's" is of the year."""
    if first < 2000 and not first % 100:
        return FoundDate(start, match.end("decade"), centuries(first), None, "the hundred years from its first")
    return FoundDate(start, match.end("decade"), decade(first), None, "the ten years from its first")


def _from_year_to_year(digits: FourDigits) -> FoundDate | None:
    """Return the date in "2003-2007", "from 1996 to 1998"; "in 1996 and 1998" is two years."""
    match, first, written = digits.match, digits.first, digits.last
    if written is None:
        return None
    last = int(written) if len(written) == 4 else first // 100 * 100 + int(written)
    between = digits.before.lower().endswith("between ")
    listed = match["to2"] and " and " in match[0] and last > first + 1 and not between
    if listed or not first < last <= first + _LONGEST_STRETCH:
        return None
    interval = Interval(date(first, 1, 1), date(last, 12, 31), "interval")
    return FoundDate(digits.start, match.end(), interval, None, "from year to year")


@NO_YEARS("nothing of time before it", "It cost $2010 there.")
def _no_cue(digits: FourDigits) -> bool:
    if digits.cued:
        return False
    return not 1900 <= digits.first <= 2039 or PATTERNS.no_year_before.search(digits.before) is not None


@NO_YEARS("where a change led", "The count rose to 2010.")
def _led_to(digits: FourDigits) -> bool:
    if digits.reached or not digits.cued or not PATTERNS.to_before.search(digits.before):
        return False
    if PATTERNS.moved_to.search(digits.place.back(digits.start, _MOVED)):
        return False
    return PATTERNS.from_before.search(digits.before) is None


@NO_YEARS("a count", "A crowd of 2000 came.")
def _count(digits: FourDigits) -> bool:
    if digits.last or digits.match["decade"]:
        return False
    return counts(digits.place.text, digits.start, digits.stop, digits.place.start)


@NO_YEARS_ALONE("a sign, letter or counted noun behind it", "It began late (2010 GMT) there.")
def _followed(digits: FourDigits) -> bool:
    if digits.stop < digits.place.end and digits.place.text[digits.stop].isalpha():
        return True
    if PATTERNS.no_year_after.match(digits.place.text, digits.stop) is None:
        return False
    return PATTERNS.surely_year.search(digits.before) is None


@NO_YEARS_ALONE("a unit behind it", "It weighs 2010 kg.")
def _unit(digits: FourDigits) -> bool:
    following = digits.place.match(PATTERNS.next_word, digits.stop)
    if following is None or following[1] not in UNITS:
        return False
    return not (digits.cued and following[1] in ("won", "real", "try", "day", "second"))


@NO_YEARS_ALONE("a letter or mark right before it", "The ’2010 label sold well.")
def _glued(digits: FourDigits) -> bool:
    previous = digits.before[-1:]
    return previous.isalnum() or previous in ("'", "’")


def centuries(first: int) -> Interval:
    """Return the hundred years from `first` on: the 1800s."""
    return Interval(date(first, 1, 1), date(first + 99, 12, 31), "interval")


def _fiscal_year(place: DateContext, start: int) -> FoundDate | None:
    """Return the date in "fiscal 2025", "the 2024-25 financial year": twelve months that begin nobody says when."""
    match = PATTERNS.fiscal.match(place.text, start, place.end)
    if match is None or (start > place.start and place.text[start - 1].isalnum()):
        return None
    return FoundDate(
        start, match.end(), Interval(None, None, "year"), None, "a fiscal year: the article does not say when it begins"
    )


_NEAR_QUARTER = 110  # code points around that tell business from a game
_RANK = {"first": 1, "1st": 1, "second": 2, "2nd": 2, "third": 3, "3rd": 3, "fourth": 4, "4th": 4}
_RANK |= {"final": 4, "last": 4}


def _bare_quarter(place: DateContext, start: int) -> FoundDate | None:
    """Return the date in "third-quarter profit": the latest that is over, or to come where the tense says so."""
    text = place.text
    match = place.match(PATTERNS.bare_quarter, start)
    if match is None or (match["d"] and text[start] != "Q") or not _of_business(text, match, place):
        return None
    length = 6 if (match["part"] or "").lower() == "half" else 3
    rank = int(match["d"]) if match["d"] else _RANK[match["n"].lower()]
    if rank * length > 12:
        return None
    if place.published is None:
        return undated(start, match.end(), "interval")
    if PATTERNS.fiscal_before.search(place.back(start, 10)):
        rule = "a quarter of a fiscal year: the article does not say when it begins"
        return FoundDate(start, match.end(), Interval(None, None, "interval"), None, rule)
    ahead = tense(text, start, match.end(), place.start) == "future"
    of = _year_of(place, place.published, match, rank, length, ahead=ahead)
    if PATTERNS.year_earlier.search(place.back(start, 20)):
        of -= 1
    rule = f"the {'nearest' if ahead else 'latest'} {length} months of that name at publication"
    return FoundDate(start, match.end(), _of_year(of, rank, length), place.published, rule)


def _year_of(place: DateContext, published: date, match: re.Match[str], rank: int, length: int, *, ahead: bool) -> int:
    """Return the year a quarter or half without one is of, seen from publication."""
    of = published.year
    first, last = _ends(of, rank, length)
    of_a_noun = "-" in match[0] or (match["d"] and not PATTERNS.within_quarter.search(place.back(match.start(), 16)))
    if ahead and of_a_noun:  # will report third-quarter profit: the nearest
        return min((of - 1, of, of + 1), key=lambda one: abs((_ends(one, rank, length)[1] - published).days))
    if ahead:
        return of + (last < published)
    running = first <= published <= last and PATTERNS.still.search(place.back(match.start(), 30))
    return of if last < published or running else of - 1


def _ends(of: int, rank: int, length: int) -> tuple[date, date]:
    """Return the first and the last day of the months so many by so many."""
    first = date(of, (rank - 1) * length + 1, 1)
    return first, shift(shift_months(first, length), -1)


def _of_business(text: str, match: re.Match[str], place: DateContext) -> bool:
    """Return whether a quarter or half is of a year and not of a game."""
    low, high = max(place.start, match.start() - _NEAR_QUARTER), min(place.end, match.end() + _NEAR_QUARTER)
    business = PATTERNS.turnover.search(text, low, high) is not None
    game = PATTERNS.game.search(text, low, high) is not None
    if (match["part"] or "").lower() == "half":
        return match[0][-5] == "-" and PATTERNS.half_year.match(text, match.end(), place.end) is not None
    return business or not game


def _of_year(of: int, rank: int, length: int) -> Interval:
    return Interval(*_ends(of, rank, length), "interval")


def _some_quarter(place: DateContext, start: int) -> FoundDate | None:
    """Return the date in "last quarter", "this quarter", "the year-earlier quarter"."""
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
    return FoundDate(start, match.end(), interval, place.published, f"{which} quarter, seen from publication")


def _year_before(place: DateContext, start: int, end: int) -> FoundDate | None:
    """Return the quarter a year before the one named last; before the latest that is over where none was."""
    for earlier in reversed(place.found):
        first, last = earlier.interval.first, earlier.interval.last
        if first and last and earlier.interval.granularity == "interval" and 80 < (last - first).days < 95:
            return FoundDate(
                start,
                end,
                Interval(shift_months(first, -12), month(last.year - 1, last.month).last, "interval"),
                earlier.anchor,
                "a year before the quarter named last",
            )
    if place.published is None:
        return None
    index = place.published.year * 4 + (place.published.month - 1) // 3 - 5
    return FoundDate(
        start,
        end,
        _of_year(index // 4, index % 4 + 1, 3),
        place.published,
        "a year before the latest quarter that is over",
    )


def _short_decade(place: DateContext, start: int) -> FoundDate | None:
    match = PATTERNS.short_decade.match(place.text, start, place.end)
    if match is None or start == place.start:
        return None
    the = PATTERNS.the_seventies.search(place.text[max(place.start, start - 40) : start])
    warm = the is not None and PATTERNS.degrees.search(the.string) is not None
    if place.text[start - 1] not in "'’‘" and (the is None or warm):
        return None
    return FoundDate(start, match.end(), decade(1900 + int(match[0][:2])), None, "the ten years from its first")


def _worded_decade(place: DateContext, start: int) -> FoundDate | None:
    match = PATTERNS.worded_decade.match(place.text, start, place.end)
    if match and (first := _worded_hundreds(place, start)):
        named = _DECADES[match[0].lower()] % 100
        return _of_a_part(place, first[0], match.end(), decade(first[1] + named))
    if match is None or not place.text[max(place.start, start - 10) : start].lower().endswith(
        ("the ", "early ", "late ", "mid-")
    ):
        return None
    if PATTERNS.years_of_life.search(place.text[max(place.start, start - 16) : start]):
        return None
    return _of_a_part(place, start, match.end(), decade(_DECADES[match[0].lower()]))


def _of_a_part(place: DateContext, start: int, end: int, whole: Interval) -> FoundDate:
    """Return ten years, or the part of them that a word before them says: the late nineties."""
    side = PATTERNS.part_before.search(place.back(start, 6))
    if side is None:
        return FoundDate(start, end, whole, None, "its ten years")
    name = side["part"].lower()
    return FoundDate(start - len(side[0]), end, part(whole, name), None, f"the {name} part of its ten years")


def _worded_century(place: DateContext, start: int) -> FoundDate | None:
    """Return the hundred years of "the eighteen-hundreds"."""
    first = _worded_hundreds(place, start)
    if first is None:
        return None
    end = start + len("hundreds")
    return FoundDate(first[0], end, centuries(first[1]), None, "the hundred years from its first")


def _worded_hundreds(place: DateContext, start: int) -> tuple[int, int] | None:
    """Return where the word for a century before a place begins, and its first year: `nineteen-` of the sixties."""
    word = place.back(start, 10).lower().rstrip("- ").rpartition(" ")[2]
    hundred = _HUNDREDS.get(word) if place.text[start - 1] in "- " else None
    return (start - 1 - len(word), hundred) if hundred else None


def _century(place: DateContext, start: int) -> FoundDate | None:
    match = PATTERNS.century.match(place.text, start, place.end)
    if match is None:
        return None
    last = int(match["n"]) * 100
    return FoundDate(
        start, match.end(), Interval(date(last - 99, 1, 1), date(last, 12, 31), "interval"), None, "its hundred years"
    )


def _season(place: DateContext, start: int) -> FoundDate | None:
    match = PATTERNS.season.match(place.text, start, place.end)
    if match is None:
        return None
    return FoundDate(
        start,
        match.end(),
        season(match["season"].lower(), int(match["year"] or of_two_digits(match["short"]))),
        None,
        "its three months, northern hemisphere",
    )


def _quarter(place: DateContext, start: int) -> FoundDate | None:
    match = place.match(PATTERNS.quarter, start)
    if match is None:
        return None
    length = 6 if (match["part"] or match["p"]).lower() in ("half", "h") else 3
    rank = int(match["d"]) if match["d"] else _RANK[match["n"].lower()]
    if rank * length > 12:
        return None
    rule = f"{length} months of the year"
    if match["year"]:
        return FoundDate(start, match.end(), _of_year(int(match["year"]), rank, length), None, rule)
    if place.published is None:
        return undated(start, match.end(), "interval")
    of = _of_which(match["which"].lower(), place.published)
    return FoundDate(start, match.end(), _of_year(of, rank, length), place.published, f"{rule} seen from publication")


def _of_which(which: str, published: date) -> int:
    """Return the year that last, this, next or the new year is; a new year is the next from July on."""
    ahead = which == "next" or (which == "the new" and published.month > 6)
    return published.year + (1 if ahead else -1 if which == "last" else 0)


YEARS: dict[str, tuple[Reader, ...]] = {
    "0": (_century, _fiscal_year, _bare_quarter, _year_reader, _short_decade),
    **dict.fromkeys(SEASONS, (_season,)),
    **dict.fromkeys(("first", "second", "third", "fourth", "final", "q", "h"), (_quarter, _bare_quarter)),
    "last": (_quarter, _some_quarter),
    **dict.fromkeys(("this", "next", "the", "year", "current", "latest", "previous"), (_some_quarter,)),
    **dict.fromkeys(("fiscal", "financial", "fy"), (_fiscal_year,)),
    **dict.fromkeys(_DECADES, (_worded_decade,)),
    "hundreds": (_worded_century,),
}
