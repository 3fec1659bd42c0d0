"""Numbers that make one quantity together: "24 to 30", "between 30 and 40 percent", "2-3", "1hr 4 mins", "9-14"."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Literal

from dossier.extracting.lexicon import words
from dossier.extracting.numerals.units import Unit, unit_at
from dossier.extracting.numerals.words import LETTERS, PARTS, SCALES, SMALL, TENS, Numeral, read, word_set
from dossier.extracting.quantities.context_words import CHANGE
from dossier.extracting.quantities.noun_phrases import noun_phrase
from dossier.extracting.quantities.vocabulary import PATTERNS

_SIGNS = frozenset("$€£")
_CHANGED = CHANGE.keys() | words("quantities/changed")
_SPELT = SMALL.keys() | TENS.keys() | {"half"}
_DASHES = "-–—‑"


def second_of_range(text: str, number: Numeral, before: Sequence[str], end: int) -> tuple[float, float, int] | None:
    """Give low, high and end where a range begins with `number`; None where it stands alone."""
    tail = [w.lower() for w in before[-3:]]
    between = "between" in tail
    if number.value is None:
        return None
    unit = unit_at(text, number.end, end)  # "40 percent to 70 percent"
    for begin in (number.end, unit[1]) if unit else (number.end,):
        match = (PATTERNS.and_number.match(text, begin, end) if between else None) or PATTERNS.joiner.match(
            text, begin, end
        )
        if match and (begin == number.end or _by(match) not in _DASHES):  # not "5-foot-8"
            own = unit is not None and begin != number.end
            found = _joined(text, number.value, match, before, end, share=number.form == "fraction", own=own)
            if found and (begin == number.end or _same_unit(text, unit, found[2], end)):
                return found
    return None


def _by(match: re.Match[str]) -> str:
    """Return what joins two numbers: a dash, to, or, and."""
    return match["hanging"] or match["by"]


def _joined(
    text: str, low: float, match: re.Match[str], before: Sequence[str], end: int, *, share: bool, own: bool
) -> tuple[float, float, int] | None:
    at, by = match.end(), _by(match)
    if signed := PATTERNS.signed.match(text, at, end):
        at = signed.end()
    word = PATTERNS.ranges_word.match(text, at, end)
    if word is None or not ("0" <= text[at] <= "9" or word[0].lower().partition("-")[0] in _SPELT):
        return None
    second = read(text, at, end)
    if second is None or second.value is None or (share != (second.form == "fraction")):
        return None
    high, stop = second.value, second.end
    letter = text[match.start() - 1] if text[match.start() - 2].isdigit() else ""  # $5m-$7m
    if letter.isalpha() and text[stop : stop + 1] == letter and not text[stop + 1 : stop + 2].isalnum():
        high, stop = high * LETTERS.get(letter.lower(), 1.0), stop + 1
    if by == "to" and _led_to(text, low, high, stop, before, end, own=own):
        return None
    lower = [w.lower() for w in before[-8:]]
    if "from" in lower[-3:] and by == "to" and any(w.lower() in _CHANGED for w in before):
        return None  # "rose from 20 to 30": a change, not a range
    if by == "to" and signed and len(lower) > 1 and lower[-1] in _SIGNS and lower[-2] in CHANGE:
        return None  # "fell $2.60 to $30.40": by how much and to what
    if low < 1000:  # "5 to 6 million", "seven to eight hundred": one scale for both
        scale = _scale(text, second)
        low = low * scale if low * scale < high else low
    if second.grouped and low < 100 and high / 2 < low * 1000 < high:  # 13 to 14,000 feet
        low *= 1000
    near = high - low <= 2 or (low % 10 == high % 10 == 0 and high <= 2 * low)  # "two or three", "40 or 50"
    if low >= high or (by == "or" and not near):
        return None
    if by == "to" and high > 5 * low and any(w in CHANGE for w in lower):
        return None  # "fell 12 to 340": by how much and to what
    if by in _DASHES and text[stop : stop + 1] in _DASHES and text[stop + 1 : stop + 2].isdigit():
        return None
    return low, high, stop


_PLANNED = words("quantities/planned")
_QUALIFIED = words("quantities/qualified")


def _led_to(text: str, low: float, high: float, at: int, before: Sequence[str], end: int, *, own: bool) -> bool:
    """Whether "to" tells where a change led: rose by three to 12, fell by 4,000 to 16,000, up three to 12.

    A unit or noun behind the second alone is of both, and then the two are a range: rose by 2 to 3 percent.
    """
    lower = [word.lower() for word in before[-8:]]
    while lower and lower[-1] in _QUALIFIED:
        lower.pop()
    if not lower:
        return False
    verb = next((index for index in range(len(lower) - 1, -1, -1) if lower[index] in CHANGE), None)
    if verb is None or not PATTERNS.past.search(lower[verb]) or (verb and lower[verb - 1] in _PLANNED):
        return False
    named = unit_at(text, at, end) is not None or noun_phrase(text, at, end) is not None
    shared = not own and named and low < high <= 5 * low
    if lower[-1] == "by":
        return not shared
    return verb == len(lower) - 1 and lower[verb] not in _TAKES_OBJECT and not shared


_TAKES_OBJECT = words("quantities/takes_object")


def _scale(text: str, number: Numeral) -> float:
    """Give what the scale words of a number multiply it by: 6 million, seven million (10**6); 1 where it has none."""
    digits = PATTERNS.digits.match(text, number.start, number.end)
    if digits:
        if number.grouped or not number.value:
            return 1.0
        return number.value / float(digits[0].replace(",", "").rstrip("."))
    words = text[number.start : number.end].lower().split()
    return float(SCALES.get(words[-1], 1)) if len(words) == 2 and words[0] in _SPELT else 1.0


def _same_unit(text: str, unit: tuple[Unit, int, bool] | None, at: int, end: int) -> bool:
    """Whether the second number has the unit of the first: not in "gained 0.3 percent to 2,821"."""
    later = unit_at(text, at, end)
    return unit is not None and later is not None and unit[0].name == later[0].name


_SPORT = words("quantities/sport")
_EVEN_SO = word_set("just only now still already even")  # "are just 2-8 this year"
_RESULT = words("quantities/result")


def _beside_name(before: Sequence[str]) -> bool:
    """Whether a name stands before two numbers that another follows: `Sharks 31-37 Tigers`."""
    return bool(before) and before[-1][0].isupper() and len(before[-1]) > 2


def _listed_score(before: Sequence[str]) -> bool:
    """Whether another score stands right before: 6-4, 3-6, 7-5 and 6-4 3-6 and 6-7 (3-7)."""
    last = before[-2:-1] if before and before[-1] in (",", "(", ")") else before[-1:]
    return bool(last) and PATTERNS.pair.fullmatch(last[0]) is not None


def score(text: str, number: Numeral, before: Sequence[str], end: int, *, counts: bool) -> int | None:
    """Give where "3-1", "88-72" or "a 9-14 record" ends; None where the two numbers are a range or something else.

    `counts` tells whether a noun or unit follows that a range could measure.
    """
    if text[number.end : number.end + 1] not in (" ", "-", "–"):
        return None
    match = PATTERNS.score.match(text, number.end, end)
    if match is None or number.grouped or number.form != "digits" or number.value is None or number.value > 500:
        return None
    following = PATTERNS.counted_next.match(text, match.end(), end)
    result = following is not None and following["word"] in _RESULT
    result = result or (number.value == 0 and not counts)  # 0-1
    result = result or (
        not counts and PATTERNS.sides.match(text, match.end(), end) is not None and _beside_name(before)
    )
    result = result or PATTERNS.next_score.match(text, match.end(), end) is not None
    slipped = before[-1:] == ["to"] and len(before) > 1 and before[-2].lower() in CHANGE  # slipped to 2-3 in the set
    result = result or (slipped and not counts and (following is None or following["word"] in ("in", "after", "down")))
    result = result or _listed_score(before)  # "6-4, 3-6, 7-5"
    result = result or (not counts and _is_record(text, match, before))
    before = before[:-1] if before and before[-1].lower() in _EVEN_SO else before
    result = result or (len(before) > 1 and before[-1] == "of" and before[-2].lower() in _RESULT)
    if int(match["second"]) <= number.value or result or (not counts and before and before[-1].lower() in _SPORT):
        return match.end()
    return None


_RANGED = words("quantities/ranged")


def _is_record(text: str, match: re.Match[str], before: Sequence[str]) -> bool:
    """Whether a small number and a larger one are wins and losses: just 9-14 this season."""
    if (before and before[-1].lower() in _RANGED) or not PATTERNS.goes_on.match(text, match.end()):
        return False
    return PATTERNS.season.search(text, max(0, match.start() - 150), match.end() + 80) is not None


_REACH = 400  # code points around in which cricket is spoken of


def wickets(text: str, number: Numeral, end: int) -> int | None:
    """Give where a score of cricket ends ("declaring at 7 for 309"); None where it is none."""
    match = PATTERNS.wickets.match(text, number.start, end)
    if match is None or int(match["wickets"]) > 10:
        return None
    near = PATTERNS.cricket.search(text, max(0, number.start - _REACH), min(end, match.end() + _REACH))
    return match.end() if near else None


# Not the yard, nor the kilometre: nobody writes "3 yards 2 feet" of one length.
_Part = Literal["lb", "day", "hour", "minute", "second", "month", "inch", "ounce", "cm"]
_SMALLER: dict[str, tuple[_Part, float]] = {
    "stone": ("lb", 14.0), "week": ("day", 7.0), "day": ("hour", 24.0), "hour": ("minute", 60.0),
    "minute": ("second", 60.0), "year": ("month", 12.0), "foot": ("inch", 12.0), "lb": ("ounce", 16.0),
    "m": ("cm", 100.0),
}  # fmt: skip


def compound(text: str, value: float, unit: Unit, at: int, end: int) -> tuple[float, Unit | None, int] | None:
    """Join "1hr 4 mins", "12 pounds 3 ounces", "an hour and a half", "5-foot-8": value, unit (None: inch), end."""
    if value == int(value) and (part := PATTERNS.and_part.match(text, at, end)):
        return value + 1 / PARTS[part["part"]], unit, part.end()
    if unit.name not in _SMALLER:
        return None
    smaller, times = _SMALLER[unit.name]
    if unit.name == "foot" and (inches := _inches(text, at, end)):
        return value * 12 + inches[0], None, inches[1]
    match = PATTERNS.next_part.match(text, at, end)
    if match is None or match.end() >= end or not (text[match.end()].isdigit() or match[0].strip()):
        return None
    second = read(text, match.end(), end)
    if second is None or second.value is None or second.form not in ("digits", "words") or second.value >= times:
        return None
    follow = unit_at(text, second.end, end)
    if follow is None or follow[0].name != smaller:
        return None
    return value * times + second.value, follow[0], follow[1]


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
