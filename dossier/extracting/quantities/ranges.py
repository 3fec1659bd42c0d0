"""Numbers that make one amount: "24 to 30", "between 30 and 40 percent", "2-3", "1hr 4 mins", "5-foot-8".

Rules tell which two are none: a change by so much to so much, a change from one to the other.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

from dossier.extracting.lexicon import words
from dossier.extracting.lexicon.rules import Rules
from dossier.extracting.numerals.units import UNITS, Unit, unit_at
from dossier.extracting.numerals.words import LETTERS, PARTS, SCALES, SMALL, TENS, Numeral, read
from dossier.extracting.quantities.context_words import CHANGE
from dossier.extracting.quantities.noun_phrases import noun_phrase
from dossier.extracting.quantities.vocabulary import PATTERNS

_SIGNS = frozenset("$€£₹")
_CHANGED = CHANGE.keys() | words("quantities/changed")
_PLANNED = words("quantities/planned")
_QUALIFIED = words("quantities/qualified")
_TAKES_OBJECT = words("quantities/takes_object")
_SPELT = SMALL.keys() | TENS.keys() | {"half"}
_DASHES = "-–—‑"
_NEAR = 8  # words before a number in which a change is told
_HARDLY_A_RANGE = 2.5  # times the lower end, of sums of money
_FAR = 5  # times the lower end: a higher one is no other end, but where a change led


@dataclass(slots=True)
class RangeEnds:
    """Two numbers that may be the ends of a range, and the words before them in lower case."""

    text: str
    low: float
    high: float
    stop: int
    end: int
    by: str
    """What joins them: a dash, to, or, and."""
    before: Sequence[str]
    own: bool
    """Whether the first has its own unit."""
    signed: bool
    """Whether a sign of a currency stands before the second."""

    @property
    def near(self) -> Sequence[str]:
        """The last words before them."""
        return self.before[-_NEAR:]


NO_RANGES: Rules[RangeEnds, bool] = Rules()


def second_of_range(text: str, number: Numeral, before: Sequence[str], end: int) -> tuple[float, float, int] | None:
    """Return low, high and end where a range begins with `number`; None where it stands alone."""
    if number.value is None:
        return None
    joiner = _joiner(text, number.end, end, before)
    found = _joined(text, number, joiner, before, end, own=False) if joiner else None
    unit = None if found else unit_at(text, number.end, end)
    if unit is None:
        return found
    joiner = _joiner(text, unit[1], end, before)  # "40 percent to 70 percent"
    if joiner is None or _by(joiner) in _DASHES:  # not "5-foot-8"
        return None
    found = _joined(text, number, joiner, before, end, own=True)
    return found if found and _same_unit(text, unit[0], found[2], end) else None


def _joiner(text: str, at: int, end: int, before: Sequence[str]) -> re.Match[str] | None:
    """Return the dash, "to" or "or" between two numbers; "and" only behind "between"."""
    both = PATTERNS.and_number.match(text, at, end)
    if both and any(word.lower() == "between" for word in before[-3:]):
        return both
    return PATTERNS.joiner.match(text, at, end)


def _by(match: re.Match[str]) -> str:
    """Return what joins two numbers: a dash, to, or, and."""
    return match["hanging"] or match["by"]


def _joined(
    text: str, number: Numeral, joiner: re.Match[str], before: Sequence[str], end: int, *, own: bool
) -> tuple[float, float, int] | None:
    second, signed = _second(text, joiner.end(), end)
    if second is None or second.value is None or (number.form == "fraction") != (second.form == "fraction"):
        return None
    low, (high, stop) = number.value or 0.0, _with_letter(text, joiner.start(), second)
    pair = RangeEnds(text, low, high, stop, end, _by(joiner), [word.lower() for word in before], own, signed)
    if NO_RANGES.first(pair):
        return None
    low = _scaled(text, low, high, second)
    return (low, high, stop) if _ordered(pair, low) else None


def _ordered(pair: RangeEnds, low: float) -> bool:
    """Return whether two numbers can be the lower and the higher end, the lower one in the scale of the other."""
    high = pair.high
    if low >= high:
        return False
    if pair.by == "or":  # "two or three", "40 or 50"
        return high - low <= 2 or (low % 10 == high % 10 == 0 and high <= 2 * low)
    # "fell 12 to 340": by how much and to what
    return pair.by != "to" or high <= _FAR * low or not any(word in CHANGE for word in pair.near)


def _second(text: str, at: int, end: int) -> tuple[Numeral | None, bool]:
    """Return the number that begins at `at` and whether a sign stands before it."""
    signed = PATTERNS.signed.match(text, at, end)
    at = signed.end() if signed else at
    word = PATTERNS.ranges_word.match(text, at, end)
    if word is None or not ("0" <= text[at] <= "9" or word[0].lower().partition("-")[0] in _SPELT):
        return None, False
    return read(text, at, end), signed is not None


def _with_letter(text: str, joint: int, second: Numeral) -> tuple[float, int]:
    """Return the value of the second number, times the letter that both have ($5m-$7m), and where it ends."""
    high, stop = second.value or 0.0, second.end
    letter = text[joint - 1] if text[joint - 2].isdigit() else ""
    if letter.isalpha() and text[stop : stop + 1] == letter and not text[stop + 1 : stop + 2].isalnum():
        return high * LETTERS.get(letter.lower(), 1.0), stop + 1
    return high, stop


def _scaled(text: str, low: float, high: float, second: Numeral) -> float:
    """Return the lower end with the scale of the higher: 5 to 6 million, seven to eight hundred, 13 to 14,000 feet."""
    if low < 1000:
        scale = _scale(text, second)
        low = low * scale if low * scale < high else low
    return low * 1000 if second.grouped and low < 100 and high / 2 < low * 1000 < high else low


@NO_RANGES("where a change led", "It fell by 4,000 to 16,000.")
def _led_to(pair: RangeEnds) -> bool:
    """Return whether this is "by so much to so much"; one unit, behind the second, makes a range: by 2 to 3 percent."""
    lower = list(pair.near)
    if lower[-1:] and lower[-1] in _SIGNS and "by" in lower[-2:]:  # "fell by $4 to $16"
        lower.pop()
    while lower and lower[-1] in _QUALIFIED:
        lower.pop()
    verb = next((index for index in range(len(lower) - 1, -1, -1) if lower[index] in CHANGE), None)
    if pair.by != "to" or verb is None or not _told(lower, verb) or _shares_unit(pair):
        return False
    return lower[-1] == "by" or (verb == len(lower) - 1 and lower[verb] not in _TAKES_OBJECT)


@NO_RANGES("from one to the other", "It rose from 20 to 30.")
def _from_to(pair: RangeEnds) -> bool:
    return pair.by == "to" and "from" in pair.before[-3:] and any(word in _CHANGED for word in pair.before)


@NO_RANGES("by one sum to another", "Oil fell $2.60 to $30.40.")
def _by_sum(pair: RangeEnds) -> bool:
    if pair.by != "to" or not pair.signed or len(pair.near) < 2:
        return False
    return pair.near[-1] in _SIGNS and pair.near[-2] in CHANGE


@NO_RANGES("by a sum to one far above", "The fee rises by £9,700 to £35,500.")
def _by_small_sum(pair: RangeEnds) -> bool:
    by_sum = pair.signed and pair.near[-2:-1] == ["by"] and pair.near[-1] in _SIGNS
    return pair.by == "to" and by_sum and pair.high > _HARDLY_A_RANGE * pair.low


@NO_RANGES("three numbers with dashes", "It is set for 9-10-11 there.")
def _three(pair: RangeEnds) -> bool:
    text, stop = pair.text, pair.stop
    dash = pair.by in _DASHES and text[stop : stop + 1] in _DASHES
    return dash and text[stop + 1 : stop + 2].isdigit()


def _told(lower: Sequence[str], verb: int) -> bool:
    """Return whether the verb of change at that place tells what happened, and not what is planned."""
    return PATTERNS.past.search(lower[verb]) is not None and not (verb and lower[verb - 1] in _PLANNED)


def _shares_unit(pair: RangeEnds) -> bool:
    """Return whether a unit or noun behind the second number is of both."""
    if pair.own or not pair.low < pair.high <= _FAR * pair.low:
        return False
    unit = unit_at(pair.text, pair.stop, pair.end)
    return unit is not None or noun_phrase(pair.text, pair.stop, pair.end) is not None


def _scale(text: str, number: Numeral) -> float:
    """Return what the scale words of a number multiply it by: 6 million, seven million (10**6); 1 where it has none."""
    digits = PATTERNS.digits.match(text, number.start, number.end)
    if digits:
        if number.grouped or not number.value:
            return 1.0
        return number.value / float(digits[0].replace(",", "").rstrip("."))
    spelt = text[number.start : number.end].lower().split()
    return float(SCALES.get(spelt[-1], 1)) if len(spelt) == 2 and spelt[0] in _SPELT else 1.0


def _same_unit(text: str, unit: Unit, at: int, end: int) -> bool:
    """Return whether the second number has the unit of the first: not in "gained 0.3 percent to 2,821"."""
    later = unit_at(text, at, end)
    return later is not None and unit.name == later[0].name


# Not the yard, nor the kilometre: nobody writes "3 yards 2 feet" of one length.
_Part = Literal["lb", "day", "hour", "minute", "second", "month", "inch", "ounce", "cm"]
_SMALLER: dict[str, tuple[_Part, float]] = {
    "stone": ("lb", 14.0), "week": ("day", 7.0), "day": ("hour", 24.0), "hour": ("minute", 60.0),
    "minute": ("second", 60.0), "year": ("month", 12.0), "foot": ("inch", 12.0), "lb": ("ounce", 16.0),
    "m": ("cm", 100.0),
}  # fmt: skip


def compound(text: str, value: float, unit: Unit, at: int, end: int) -> tuple[float, Unit | None, int] | None:
    """Return an amount with the smaller unit behind it: value, unit (None: inch) and end; None where it has none."""
    if value == int(value) and (part := PATTERNS.and_part.match(text, at, end)):
        return value + 1 / PARTS[part["part"]], unit, part.end()
    if unit.name not in _SMALLER:
        return None
    if unit.name == "foot" and (inches := _inches(text, at, end)):
        return value * 12 + inches[0], None, inches[1]
    if unit.name == "stone" and (odd := PATTERNS.odd_pounds.match(text, at, end)):
        return value * 14 + int(odd[1]), UNITS["lb"], odd.end()
    smaller, times = _SMALLER[unit.name]
    second = _second_part(text, at, end, smaller, times)
    return (value * times + second[0], second[1], second[2]) if second else None


def _second_part(text: str, at: int, end: int, smaller: str, times: float) -> tuple[float, Unit, int] | None:
    """Return the part in the smaller unit, of which so many make one of the larger."""
    match = PATTERNS.next_part.match(text, at, end)
    if match is None or not (text[match.end()].isdigit() or match[0].strip()):
        return None
    second = read(text, match.end(), end)
    if second is None or second.value is None or second.form not in ("digits", "words") or second.value >= times:
        return None
    follow = unit_at(text, second.end, end)
    return (second.value, follow[0], follow[1]) if follow and follow[0].name == smaller else None


def _inches(text: str, at: int, end: int) -> tuple[float, int] | None:
    """Read the inches behind feet, with or without their unit: "-8", " 8 in", " 8 tall", " eight."."""
    if match := PATTERNS.inches.match(text, at, end):
        inches, stop = int(match[match.lastindex or 1]), match.end()
    elif (match := PATTERNS.inches_spelt.match(text, at, end)) and match["word"] in SMALL:
        inches, stop = SMALL[match["word"]], match.end()
    else:
        return None
    follow = unit_at(text, stop, end)
    return (inches, follow[1] if follow and follow[0].name == "inch" else stop) if inches < 12 else None


def marked(text: str, feet: float, at: int, end: int) -> tuple[float, int] | None:
    """Read feet and inches with their marks, as in 5'8": all of it in inches, and where it ends."""
    match = PATTERNS.marked.match(text, at, end)
    return (feet * 12 + int(match[1]), match.end()) if match and int(match[1]) < 12 else None
