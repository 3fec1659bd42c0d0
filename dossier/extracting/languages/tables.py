"""The words of a language by which its names, numbers and quotations are read: `lexicon/languages/CODE_words.yaml`.

Words are folded when they are loaded (`text.folding.fold`): lower case, no accents.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache, partial
from typing import Any, TypeAlias

from dossier.extracting.languages.calendar_words import calendar, key
from dossier.extracting.lexicon import table
from dossier.extracting.numerals.units import UNITS, Unit
from dossier.model import Bound
from dossier.text.folding import fold
from dossier.text.patterns import Patterns

PATTERNS = Patterns(partial(table, "patterns/languages"))
WORD = re.compile(r"[^\W\d_]+")
_MONEY = ("EUR", "USD", "GBP", "CHF", "BRL", "PEN")
_NAMED = {unit.name: unit for unit in UNITS.values() if unit.scale == 1.0}
_NAMED |= {code: Unit(code, "money") for code in _MONEY}
_SIGNS = table("languages/signs")
SIGNS: dict[str, Unit] = {sign: _NAMED[name] for name, signs in _SIGNS["signs"].items() for sign in signs}
"""Signs of money, percent and degrees."""
SYMBOLS: dict[str, Unit] = {sign: UNITS.get(sign.lower()) or _NAMED[sign] for sign in _SIGNS["symbols"]}
"""Symbols of units of measure."""
YEAR = _NAMED["year"]
Word: TypeAlias = tuple[str, int, int]
"""A folded word and where it stands."""


@dataclass(frozen=True, slots=True, kw_only=True)
class LanguageData:
    """The words of one language that names, numbers and quotations are read by, folded."""

    code: str
    numbers: Mapping[str, int]
    scales: Mapping[str, int]
    vague: Mapping[str, tuple[int, int]]
    """Words for an amount that is not told: dozens 24 to 99."""
    joiners: frozenset[str]
    """Between number words: treinta y dos."""
    of: frozenset[str]
    """Between a scale and what is counted: millones de euros."""
    bounds: tuple[tuple[str, Bound], ...]
    """Phrases directly before a number, longest first."""
    units: Mapping[str, Unit]
    no_count: frozenset[str]
    """Words that nothing is counted in: function words and verbs that often follow a number."""
    auxiliaries: frozenset[str]
    that: frozenset[str]
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
    nouns_capital: bool
    """Whether every noun has a capital, so that a capital does not make a name."""

    @property
    def months(self) -> Mapping[str, int]:
        """The folded names of the months."""
        return calendar(self.code).months

    @property
    def weekdays(self) -> Mapping[str, int]:
        """The folded names of the weekdays."""
        return calendar(self.code).weekdays


@cache
def lang(language: str) -> LanguageData:
    """Return the words of one of LANGUAGES."""
    rows = table(f"languages/{language}_words")
    numbers = _spread(rows["numbers"])
    sets = ("joiners", "of", "no_count", "auxiliaries", "that", "determiners", "nobody", "roles", "in_place", "small")
    bounds = [(key(phrase), bound) for bound, phrases in rows["bounds"].items() for phrase in phrases]
    return LanguageData(
        code=language,
        numbers={**numbers, **_compounds(numbers)} if language == "de" else numbers,
        scales=_spread(rows["scales"]),
        vague={word: _interval(amount) for word, amount in _spread(rows["vague"]).items()},
        bounds=tuple(sorted(bounds, key=lambda one: -len(one[0].split()))),
        units={word: _NAMED[name] for word, name in _spread(rows["units"]).items()},
        pronouns=frozenset(rows["pronouns"]),
        drops=rows["drops"],
        nouns_capital=rows["nouns_capital"],
        **{name: frozenset(map(fold, rows[name])) for name in sets},
    )


@dataclass(frozen=True, slots=True)
class Amounts:
    """Words of a language for shares and for so many together, folded."""

    shares: Mapping[str, float]
    share_plurals: Mapping[str, float]
    collections: Mapping[str, float]
    led: frozenset[str]
    """Words before a share or so many together: un tercio, a dozen."""
    changed: frozenset[str]
    """Verbs behind which two numbers are not a range: passé de 310 à 385."""
    ones: frozenset[str]
    """Words for the one of whom a share is told, beside the number word: einer von drei."""
    every: frozenset[str]
    nths: Mapping[str, int]
    """Stems of ordinals behind `every`: jeder Fünfte."""


@cache
def amounts(language: str) -> Amounts:
    """Return the words for shares of one of LANGUAGES."""
    rows = table(f"languages/{language}_amounts")
    shares, plurals, together = (
        {key(word): float(value) for word, value in rows[name].items()}
        for name in ("shares", "share_plurals", "collections")
    )
    led, changed, ones, every = (_keys(rows.get(name, ())) for name in ("led", "changed", "ones", "every"))
    nths = {key(stem): value for stem, value in rows.get("nths", {}).items()}
    return Amounts(shares, plurals, together, led, changed, ones, every, nths)


def _spread(rows: Mapping[Any, Iterable[str]]) -> dict[str, Any]:
    return {fold(word): value for value, words in rows.items() for word in words}


def _keys(phrases: Iterable[str]) -> frozenset[str]:
    return frozenset(map(key, phrases))


def _interval(amount: str) -> tuple[int, int]:
    low, _, high = amount.partition("..")
    return int(low), int(high)


def _compounds(numbers: Mapping[str, int]) -> dict[str, int]:
    """Return the German numbers that are written as one word: zweiundzwanzig, dreihundert, zwölftausend."""
    ones = {word: value for word, value in numbers.items() if value < 10 and not word.startswith("ein")} | {"ein": 1}
    tens = {word: value for word, value in numbers.items() if value in range(20, 100, 10)}
    small = {f"{one}und{ten}": value + more for ten, more in tens.items() for one, value in ones.items()}
    hundreds = {f"{one}hundert": 100 * value for one, value in ones.items()}
    below = {**{word: value for word, value in numbers.items() if value < 100}, **small}
    small |= hundreds
    hundreds["hundert"] = 100
    small |= {hundred + word: more + value for hundred, more in hundreds.items() for word, value in below.items()}
    thousands = {f"{word}tausend": 1000 * value for word, value in {**numbers, **small}.items() if value > 1}
    return small | thousands | {"eintausend": 1000}


def folded(text: str, start: int, end: int) -> list[Word]:
    """Return the folded words of a stretch, each with where it stands."""
    return [(fold(match[0]), match.start(), match.end()) for match in WORD.finditer(text, start, end)]
