"""What the readers of this folder need to know of a language; es.py, fr.py, de.py and pt.py have the tables.

All words are folded (`lexicon.fold`): lower case, no accents. A table maps what is written to what it means.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cache
from importlib import import_module

from dossier.extracting.languages.calendar_words import calendar
from dossier.extracting.numerals.units import UNITS, Unit
from dossier.model import Bound
from dossier.text.folding import fold

LANGUAGES = frozenset({"es", "fr", "de", "pt"})


def spread(table: str) -> dict[str, int]:
    """Read lines of `number: word word …` into word → number."""
    found = {}
    for line in table.strip().splitlines():
        number, _, words = line.partition(":")
        found.update(dict.fromkeys(words.split(), int(number)))
    return found


def words(text: str) -> frozenset[str]:
    """Give the words of a list as a set."""
    return frozenset(text.split())


@dataclass(frozen=True, slots=True, kw_only=True)
class Tongue:
    """The words of one language that dates, numbers, names and quotations are read by."""

    code: str
    numbers: dict[str, int]
    scales: dict[str, int]
    vague: dict[str, tuple[int, int]]
    """Words for an amount that is not told: dozens 24 to 99."""
    joiners: frozenset[str]
    """Between number words: treinta y dos."""
    of: frozenset[str]
    """Between a scale and what is counted: millones de euros."""
    bounds: tuple[tuple[str, Bound], ...]
    """Folded words directly before a number, longest first."""
    units: dict[str, Unit]
    no_count: frozenset[str]
    """Words that nothing is counted in: function words and verbs that often follow a number."""
    says: frozenset[str]
    """Finite verbs of speech; participles that an auxiliary stands before are in `said`."""
    said: frozenset[str]
    auxiliaries: frozenset[str]
    that: frozenset[str]
    according: tuple[str, ...]
    determiners: frozenset[str]
    nobody: frozenset[str]
    """Pronouns and other words that name no speaker."""
    pronouns: frozenset[str]
    """Words for one person who was named before; with their accents."""
    drops: bool
    """Whether a verb without a subject has such a one: añadió."""
    roles: frozenset[str]
    """Offices and descriptions before or behind a person's name."""
    in_place: frozenset[str]
    """Prepositions that only places have behind them, mostly."""
    small: frozenset[str]
    """Function words: none of them is a name, though a sentence begins with it."""
    nouns_capital: bool = False
    """Whether every noun has a capital, so that a capital does not make a name."""
    denied: frozenset[str] = field(default_factory=frozenset)

    @property
    def months(self) -> Mapping[str, int]:
        """The folded names of the months."""
        return calendar(self.code).months

    @property
    def weekdays(self) -> Mapping[str, int]:
        """The folded names of the weekdays."""
        return calendar(self.code).weekdays


@cache
def tongue(language: str) -> Tongue:
    """Give the tables of one of LANGUAGES."""
    found: Tongue = import_module(f"dossier.extracting.languages.{language}").TONGUE
    return found


WORD = re.compile(r"[^\W\d_]+")


def folded(text: str, start: int, end: int) -> list[tuple[str, int, int]]:
    """Give the folded words of a stretch, each with where it stands."""
    return [(fold(match[0]), match.start(), match.end()) for match in WORD.finditer(text, start, end)]


def of(*groups: tuple[Unit, str]) -> dict[str, Unit]:
    """Read groups of a unit and its words into word → unit."""
    return {word: unit for unit, words_ in groups for word in words_.split()}


DAY, WEEK, MONTH, YEAR = (Unit(name, "duration") for name in ("day", "week", "month", "year"))
HOUR, MINUTE, SECOND, DECADE = (Unit(name, "duration") for name in ("hour", "minute", "second", "decade"))
KM, METRE, CM, MILE = (Unit(name, "distance") for name in ("km", "m", "cm", "mile"))
KG, GRAM, TONNE = (Unit(name, "mass") for name in ("kg", "g", "tonne"))
HECTARE, KM2, M2 = (Unit(name, "area") for name in ("hectare", "km2", "m2"))
DEGREE, LITRE = UNITS["celsius"], UNITS["litre"]
PERCENT = Unit("percent", "percent")
EUR, USD, GBP, CHF, BRL, PEN = (Unit(code, "money") for code in ("EUR", "USD", "GBP", "CHF", "BRL", "PEN"))
SIGNS = {
    "€": EUR,
    "$": USD,
    "£": GBP,
    "R$": BRL,
    "S/": PEN,
    "US$": USD,
    "USD": USD,
    "EUR": EUR,
    "%": PERCENT,
    "°C": DEGREE,
}
SHARED = {
    "km": KM,
    "m": METRE,
    "cm": CM,
    "kg": KG,
    "g": GRAM,
    "ha": HECTARE,
    "km²": KM2,
    "m²": M2,
    "km2": KM2,
    "m2": M2,
    **{
        name: UNITS[name.lower()]
        for name in (*"km/h mm mg m3 m³ µg/m³ kWh MWh GWh TWh kW MW GW MB GB TB".split(),)
        if name.lower() in UNITS
    },
    "CHF": CHF,
}
