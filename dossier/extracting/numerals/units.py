"""What the words and signs beside a number measure: canonical unit and kind.

The aliases are our own table, not a units library's: pint takes a quarter of a second to import and parses one
unit in more time than extraction has for a hundred words. Conversion between units belongs to comparing.
Canonical names: SI symbols, English names in the singular for the rest, ISO 4217 codes for money.
"""

from __future__ import annotations

from typing import NamedTuple

from dossier.extracting.lexicon import entries, spelled, table, words
from dossier.extracting.numerals.words import PATTERNS, word_set
from dossier.model import QuantityKind


class Unit(NamedTuple):
    """A canonical unit and the kind of quantity it makes; `scale` is what one of the alias is of it (pence: .01)."""

    name: str
    kind: QuantityKind
    scale: float = 1.0


# Signs written before the amount. Bare "$", "¥" and "Rs" depend on the article: see `Currencies`.
BEFORE: dict[str, str] = {sign: code for code, signs in table("tables/currency_signs").items() for sign in signs}


def _aliases() -> dict[str, Unit]:
    found: dict[str, Unit] = {}
    for line in entries("units"):
        kind, name, scale, aliases = line.split(" | ")
        unit = Unit(name, kind, float(scale))  # type: ignore[arg-type]
        for alias in aliases.split(", "):
            found.update(dict.fromkeys(spelled(alias), unit))
    return found


UNITS: dict[str, Unit] = _aliases()
# The first words of units of several words, so that one look tells whether to look further.
_LEADS = frozenset(alias.split(" ")[0] for alias in UNITS if " " in alias)
_WORDS_TOO = frozenset({"g", "try", "pen", "real", "won", "rub"})  # codes and units that are common words
# What may stand against the digits ("25km", "30sec", "40%").
GLUED = frozenset(a for a in UNITS if " " not in a) - _WORDS_TOO
# Adjectives that a hyphened unit runs on to: "a 10-foot-high wall".
_TAILS = words("numerals/tails")


def spellings(name: str) -> tuple[str, ...]:
    """Return a canonical unit and the words for it: km, kilometers, kilometres, …."""
    return (name, *(alias for alias, unit in UNITS.items() if unit.name == name and unit.scale == 1.0))


def unit_at(text: str, at: int, end: int) -> tuple[Unit, int, bool] | None:
    """Return the unit at a place, where it ends, and whether a hyphen binds it; None where no unit stands."""
    begin = at
    hyphened = text.startswith(_HYPHENS, at, end)
    if hyphened or text.startswith(_SPACES, at, end):
        begin += 1
    match = PATTERNS.units_word.match(text, begin, end)
    if match is None:
        return None
    written = "%" if text[begin] == "%" else match[0].rstrip(".’'-")
    if begin == at and written in _DEGREES:
        return UNITS[_DEGREES[written]], begin + len(written), False
    return _named(text, written, begin, end, glued=begin == at, hyphened=hyphened)


def _named(
    text: str, written: str, begin: int, end: int, *, glued: bool, hyphened: bool
) -> tuple[Unit, int, bool] | None:
    """Return the unit that a word or several are; `glued` tells that it stands against the number."""
    word, stop = written.lower(), begin + len(written)
    if word in _LEADS and (longer := _longer(text, word, stop, end)):
        return *longer, hyphened
    if glued and word not in GLUED:
        lead, dash, tail = word.partition("-")  # the 40m-deep lake
        deep = dash and lead in GLUED and tail.partition("-")[0] in _TAILS
        return (UNITS[lead], begin + len(lead), False) if deep else None
    unit = UNITS.get(word)
    if unit is None:
        return _with_tail(word, begin, hyphened=hyphened)
    return (unit, stop, hyphened) if _is_unit(word, written, apart=not glued and not hyphened) else None


_HYPHENS = ("-", "‐", "‑")
_SPACES = (" ", "\u00a0", "\u202f")


def _with_tail(word: str, begin: int, *, hyphened: bool) -> tuple[Unit, int, bool] | None:
    """Return the unit that a hyphened word begins with: a 10-foot-high wall, $5-a-week."""
    lead, dash, tail = word.partition("-")
    if dash and lead in UNITS and (hyphened or tail.partition("-")[0] in _TAILS):
        return UNITS[lead], begin + len(lead), hyphened
    return None


def _is_unit(word: str, written: str, *, apart: bool) -> bool:
    """Return whether its capitals are those of the unit: a six-try victory, two cop cars; 5 M is not a unit."""
    if word in _CODES:
        return written.isupper()
    if written in {"T", "G"}:  # a prefix, or the letter of a type: 5G
        return False
    short = len(word) <= 2 and word.isalpha()
    return not (apart and short) or written in _SPACED


_CODES = word_set("try cop php")  # codes of currencies that are words or names in small letters
_DEGREES = {"C": "celsius", "F": "fahrenheit"}  # "38C", in capitals and against the digits only
# Abbreviations of two letters that may stand apart from the number, in their true case.
_SPACED = frozenset(entries("abbreviated_units"))


def _longer(text: str, word: str, stop: int, end: int) -> tuple[Unit, int] | None:
    """Return the unit of several words, the longest that stands there."""
    found: tuple[Unit, int] | None = None
    phrase = word
    for _ in range(2):
        following = PATTERNS.units_next.match(text, stop, end)
        if following is None:
            break
        phrase, stop = f"{phrase} {following[1].lower()}", following.end()
        if phrase in UNITS:
            found = UNITS[phrase], stop
    return found
