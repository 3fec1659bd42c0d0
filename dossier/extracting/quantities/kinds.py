"""Ages, magnitudes and ratios: numbers whose unit is told by the words around them rather than after them."""

from __future__ import annotations

from dossier.extracting.numerals.units import UNITS, Unit, unit_at
from dossier.extracting.numerals.words import Numeral, read
from dossier.extracting.quantities.vocabulary import PATTERNS

_PARENTS = ("father", "mother", "grand", "widow")
_FEW_CHILDREN = 15

_QUAKE_REACH = 220  # the sentences around, as far as one tells of the same quake


def magnitude(
    text: str, number: Numeral, value: float | None, at: int, bounds: tuple[int, int]
) -> tuple[int, int] | None:
    """Give the stretch of a magnitude: where it begins and ends, its words included; None where it is none.

    `at` is where the number or its range ends, `bounds` where the
    quantity before ended and the end of the zone. A bare decimal below ten is one near words of
    quakes.
    """
    free, end = bounds
    leads = number.start > free and (text[number.start - 1].isspace() or text[number.start - 1] == "-")
    if leads and (lead := PATTERNS.magnitude_before.search(text[max(free, number.start - 16) : number.start])):
        return number.start - len(lead[0]), at
    if richter := PATTERNS.richter.match(text, at, end):
        return number.start, richter.end()
    if value is None or not 1 <= value < 10:
        return None
    decimal = "." in text[number.start : at]
    quake = PATTERNS.before_quake.match(text, at, end)
    if quake and (decimal or quake[0]):
        return number.start, quake.end()
    if decimal and not unit_at(text, at, end):
        low = max(0, number.start - _QUAKE_REACH)
        if PATTERNS.quake.search(text, low, min(end, at + 80)):
            return number.start, at
    return None


def is_age(text: str, number: Numeral, value: float | None, at: int, start: int, end: int) -> bool:
    """Whether a number of no unit is an age: "aged 22", "a retirement age of 65", "Ana Ruiz, 22,", "ages 6 and 16"."""
    if value is None or not 0 < value < 120 or value != int(value) or number.grouped:
        return False
    before = text[max(start, number.start - 44) : number.start]
    if before[-1:].isspace() and PATTERNS.age_before.search(before):
        return True
    if text.startswith(" ", at) and PATTERNS.and_years.match(text, at, end):
        return True
    of_years = PATTERNS.of_years.search(before) if number.form != "fraction" and " of " in before[-12:] else None
    if of_years and PATTERNS.of_no_count.match(text, at, end):  # a woman of 66; a father of two has two children
        return value > _FEW_CHILDREN or not of_years[0].lower().startswith(_PARENTS)
    if (
        number.form == "digits" and PATTERNS.siblings.search(before) and PATTERNS.next_sibling.match(text, at, end)
    ):  # the girls, 12 and 15,
        return True
    alone = value > 4 and PATTERNS.at_that.match(text, at, end) is not None
    if alone and (PATTERNS.turned.search(before) or PATTERNS.he_was.search(before) or PATTERNS.limit.search(before)):
        return True
    if (
        value > 4 and PATTERNS.when.match(text, at, end) and PATTERNS.was_when.search(before)
    ):  # Sol was 22 when she left
        return True
    if value > 4 and PATTERNS.at_age.search(before) and text.startswith(", ", at) and text[at + 2 : at + 3].isupper():
        return True
    if number.form != "digits" or at != number.end or not PATTERNS.age_close.match(text, at, end):
        return False
    return PATTERNS.person_before.search(before) is not None and PATTERNS.month.search(before) is None


def decade_of_life(text: str, number: Numeral, start: int) -> tuple[float, float] | None:
    """Read "in his 60s": the ages it allows."""
    if number.value is None or number.form != "digits" or number.value % 10 or not 10 < number.value < 110:
        return None
    before = PATTERNS.in_his.search(text[max(start, number.start - 14) : number.start])
    if before is None or text[number.end : number.end + 1] != "s" or text[number.end + 1 : number.end + 2].isalnum():
        return None
    part = before[0].lower()
    low, high = (0, 3) if "early" in part else (4, 6) if "mid" in part else (7, 9) if "late" in part else (0, 9)
    return number.value + low, number.value + high


def somethings(text: str, number: Numeral) -> tuple[float, float, int] | None:
    """Read "20-something", "thirty-somethings": the ages it allows, and where it ends."""
    value = number.value
    if value is None or value % 10 or not 10 < value < 100 or not text.startswith("-something", number.end):
        return None
    match = PATTERNS.something.match(text, number.end)
    return (value, value + 9, match.end()) if match else None


_NANOMETRE = Unit("nanometre", "distance")


def sea_or_chip(text: str, start: int, end: int) -> Unit:
    """Return what "nm" means: nautical miles where the sea is spoken of, else nanometres, as of chips and light."""
    near = PATTERNS.at_sea.search(text, max(0, start - 120), min(len(text), end + 120))
    return UNITS["nautical mile"] if near else _NANOMETRE


def ratio(text: str, value: float | None, at: int, end: int) -> tuple[float, int] | None:
    """Read "one in five", "nine out of 10" from the end of the first number: the share and where it ends."""
    if value is None or not 0 < value <= 1000 or value != int(value) or not text[at : at + 1].isspace():
        return None
    match = PATTERNS.kinds_ratio.match(text, at, end)
    if match and match["how"] == "of" and not match["every"]:
        return None
    second = read(text, match.end(), end) if match and match.end() < end else None
    if match is None or second is None or not second.value or second.form == "fraction" or second.value <= value:
        return None
    if match["how"] == "in" and (second.grouped or 1900 <= second.value < 2100) and value != 1:
        return None
    if unit_at(text, second.end, end):
        return None
    return value / second.value, second.end
