"""Numbers of one amount in two units: "1hr 4 mins", "12 pounds 3 ounces", "5-foot-8", "an hour and a half"."""

from __future__ import annotations

from typing import Literal

from dossier.extracting.numerals.units import Unit, unit_at
from dossier.extracting.numerals.words import PARTS, SMALL, read
from dossier.extracting.quantities.vocabulary import PATTERNS

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
