"""Ages, magnitudes and ratios: numbers whose unit is told by the words around them rather than after them."""

from __future__ import annotations

import re
from dataclasses import dataclass

from dossier.extracting.lexicon import in_any, words
from dossier.extracting.lexicon.rules import Rules
from dossier.extracting.numerals.units import UNITS, Unit, unit_at
from dossier.extracting.numerals.words import Numeral, read
from dossier.extracting.quantities.noun_phrases import noun_phrase
from dossier.extracting.quantities.vocabulary import PATTERNS

_PARENTS = ("father", "mother", "grand", "widow")
_FEW_CHILDREN = 15

_OLDEST = 120  # years
_INFANT = 4  # years: younger ones are not told by these rules
_AGE_BACK = 44  # code points before a number that can make it an age
_APART = 10  # code points at most from a person to an age: `, who was 22`
_PARTS_OF_TENS = {"early": (0, 3), "mid": (4, 6), "late": (7, 9)}
_SOME = frozenset(map(float, range(1, 10)))
_MOST_OF = 1000  # of so many at most is a share told: one in five
_QUAKE_STEMS = tuple(words("quantities/quake_stems"))
_QUAKE_AFTER = 80
_QUAKE_REACH = 220  # the sentences around, as far as one tells of the same quake


def magnitude(
    text: str, number: Numeral, value: float | None, at: int, bounds: tuple[int, int]
) -> tuple[int, int] | None:
    """Return the stretch of a magnitude: where it begins and ends, its words included; None where it is none.

    `at` is where the number or its range ends, `bounds` where the quantity before ended and the end of the zone. A
    bare decimal below ten is one near words of quakes.
    """
    free, end = bounds
    if lead := _magnitude_before(text, number.start, free):
        return lead, at
    if richter := PATTERNS.richter.match(text, at, end):
        return number.start, richter.end()
    stop = _of_quake(text, number.start, at, end) if value is not None and 1 <= value < 10 else None
    return (number.start, stop) if stop else None


def _of_quake(text: str, start: int, at: int, end: int) -> int | None:
    """Return where a number below ten ends with the words of a quake around it; None where there are none."""
    decimal = "." in text[start:at]
    quake = PATTERNS.before_quake.match(text, at, end)
    if quake and (decimal or quake[0]):
        return quake.end()
    if not decimal or unit_at(text, at, end):
        return None
    low, high = max(0, start - _QUAKE_REACH), min(end, at + _QUAKE_AFTER)
    near = text[low:high].lower()
    told = any(stem in near for stem in _QUAKE_STEMS) and PATTERNS.quake.search(text, low, high)
    return at if told else None


def _magnitude_before(text: str, start: int, free: int) -> int | None:
    """Return where "magnitude" begins that leads to a number at `start`."""
    if start <= free or not (text[start - 1].isspace() or text[start - 1] == "-"):
        return None
    lead = PATTERNS.magnitude_before.search(text[max(free, start - 16) : start])
    return start - len(lead[0]) if lead else None


@dataclass(slots=True)
class Years:
    """A number that may be an age: its value, the text before it, and where it ends."""

    text: str
    number: Numeral
    value: float
    before: str
    at: int
    end: int

    def follows(self, pattern: re.Pattern[str]) -> bool:
        """Return whether a pattern stands right behind it."""
        return pattern.match(self.text, self.at, self.end) is not None

    def leads(self, pattern: re.Pattern[str]) -> bool:
        """Return whether a pattern ends right before it."""
        return pattern.search(self.before) is not None


AGES: Rules[Years, bool] = Rules()


def is_age(text: str, number: Numeral, value: float | None, at: int, start: int, end: int) -> bool:
    """Return whether a number without a unit is an age: "aged 22", "a retirement age of 65", "Ana Ruiz, 22,"."""
    if value is None or not 0 < value < _OLDEST or value != int(value) or number.grouped:
        return False
    before = text[max(start, number.start - _AGE_BACK) : number.start]
    return AGES.first(Years(text, number, value, before, at, end), text[at : at + 1]) is not None


@AGES("“aged” or “age of” before it", "A boy aged 12 ran off.")
def _aged(years: Years) -> bool:
    return years.before[-1:].isspace() and years.leads(PATTERNS.age_before)


@AGES("“and so many-year-old” behind it", "The 12 and 13-year-olds ran off.", str.isspace)
def _and_years(years: Years) -> bool:
    return years.text.startswith(" ", years.at) and years.follows(PATTERNS.and_years)


@AGES("a person of so many", "A woman of 66 died.")
def _of_years(years: Years) -> bool:
    """Return whether this is a woman of 66, no father of two, who has two children."""
    if years.number.form == "fraction" or " of " not in years.before[-12:]:
        return False
    of_years = PATTERNS.of_years.search(years.before)
    if of_years is None or not years.follows(PATTERNS.of_no_count):
        return False
    return years.value > _FEW_CHILDREN or not of_years[0].lower().startswith(_PARENTS)


@AGES("brothers and sisters", "The girls, 12 and 15, swam.")
def _siblings(years: Years) -> bool:
    told = years.number.form == "digits" and years.leads(PATTERNS.siblings)
    return told and years.follows(PATTERNS.next_sibling)


@AGES("a verb or noun of age before it", "He turned 36.")
def _alone(years: Years) -> bool:
    if years.value <= _INFANT or not years.follows(PATTERNS.at_that):
        return False
    return years.leads(PATTERNS.turned) or years.leads(PATTERNS.he_was) or years.leads(PATTERNS.limit)


@AGES("what somebody was when it happened", "Sol was 22 when she left.", str.isspace)
def _was_when(years: Years) -> bool:
    told = years.value > _INFANT and years.follows(PATTERNS.when)
    return told and years.leads(PATTERNS.was_when)


@AGES("“At so many,” opens the sentence", "At 22, Sol left.", lambda following: following == ",")
def _at_age(years: Years) -> bool:
    if years.value <= _INFANT or not years.leads(PATTERNS.at_age) or not years.text.startswith(", ", years.at):
        return False
    return years.text[years.at + 2 : years.at + 3].isupper()


@AGES("a person before it, a comma or bracket behind", "Ana Ruiz, 22, swam.")
def _beside_person(years: Years) -> bool:
    if years.number.form != "digits" or years.at != years.number.end or not years.follows(PATTERNS.age_close):
        return False
    near = years.text[max(0, years.number.start - _APART) : years.number.start]
    if "," not in near and "(" not in near:
        return False
    person = years.leads(PATTERNS.person_before) or _is_called(years.before)
    return person and not years.leads(PATTERNS.month)


_CALLED = re.compile(r"\b([a-z-]+)(?:, | \()$")


def _is_called(before: str) -> bool:
    """Return whether a text ends with what somebody is, and a comma or bracket: `the former midfielder, `."""
    called = _CALLED.search(before)
    return called is not None and in_any(called[1], "titles", "apposed_people")


def tens_of_life(text: str, number: Numeral, start: int) -> tuple[float, float, int] | None:
    """Read "in his late 60s", "20-something", "thirty-somethings": the ages it allows, and where it ends."""
    value = number.value
    if value is None or value % 10 or not 10 < value < 110:
        return None
    if something := PATTERNS.something.match(text, number.end):
        return (value, value + 9, something.end()) if value < 100 else None
    if number.form != "digits" or not PATTERNS.tens.match(text, number.end):
        return None
    before = PATTERNS.in_his.search(text[max(start, number.start - 24) : number.start])
    if before is None:
        return None
    ages = [years for part, years in _PARTS_OF_TENS.items() if part in before[0].lower()] or [(0, 9)]
    return value + ages[0][0], value + ages[-1][1], number.end + 1


def sea_or_chip(text: str, start: int, end: int) -> Unit:
    """Return what "nm" means: nautical miles where the sea is spoken of, else nanometres, as of chips and light."""
    if PATTERNS.of_chips.match(text, end):
        return UNITS["nanometre"]
    near = PATTERNS.at_sea.search(text, max(0, start - 120), min(len(text), end + 120))
    return UNITS["nautical mile"] if near else UNITS["nanometre"]


def ratio(text: str, value: float | None, at: int, end: int) -> tuple[float, int] | None:
    """Read "one in five", "nine out of 10" from the end of the first number: the share and where it ends."""
    match = PATTERNS.kinds_ratio.match(text, at, end)
    if match is None:
        return _some_of(text, value, at, end) if value is not None and value in _SOME else None
    if match is None or value is None or not 0 < value <= _MOST_OF or value != int(value):
        return None
    second = read(text, match.end(), end)
    if second is None or not _is_whole(second, value, match["how"]) or unit_at(text, second.end, end):
        return None
    return value / (second.value or 1.0), second.end


def _some_of(text: str, some: float, at: int, end: int) -> tuple[float, int] | None:
    """Read "one child in five" and "two pupils in three" from the end of the first number.

    "One house in five villages" counts a house; more than one are a share of the next number, of ten or of a hundred.
    """
    match = PATTERNS.one_of_them.match(text, at, end)
    second = read(text, match.end(), end) if match else None
    if second is None or not _is_whole(second, some, "in") or unit_at(text, second.end, end):
        return None
    whole = second.value or 0.0
    plain = whole.is_integer() and whole <= _MOST_OF and second.form != "vague"
    usual = some == 1 or whole in (some + 1, 10, 100)
    return (some / whole, second.end) if plain and usual and noun_phrase(text, second.end, end) is None else None


def _is_whole(second: Numeral, value: float, how: str) -> bool:
    """Return whether the second number is what the first is a part of: no year, no sum."""
    if second.form == "fraction" or (second.value or 0.0) <= value:
        return False
    return how != "in" or value == 1 or not (second.grouped or 1900 <= (second.value or 0.0) < 2100)
