"""The unit of a number: rules that find it, in the order in which they are asked.

`MEASURES` holds them; `UNITS_BEHIND` those that find a unit behind the number, which `_refined` then settles.
"""

from __future__ import annotations

import re
from dataclasses import replace

from dossier.extracting.lexicon.rules import Rule, Rules
from dossier.extracting.numerals.units import UNITS, Unit, unit_at
from dossier.extracting.numerals.words import read, rounded
from dossier.extracting.quantities.context_words import postfix
from dossier.extracting.quantities.kinds import is_age, magnitude, ratio, sea_or_chip
from dossier.extracting.quantities.money import cents, letter_scale, loss, minus_before, pounds, shared, sign_before
from dossier.extracting.quantities.noun_phrases import noun_phrase
from dossier.extracting.quantities.ranges import compound, marked, second_of_range
from dossier.extracting.quantities.reading import QuantityReading
from dossier.extracting.quantities.scores import score, wickets
from dossier.extracting.quantities.vocabulary import PATTERNS

FRACTION = Unit("fraction", "ratio")
AGE = Unit("year", "age")
_SCORE = Unit("", "score")
_FEET = frozenset("'’′")
_LISTED = 1_000  # where years begin: "in 2019 and 12 tonnes"
_RACES = 100_000  # metres: no race is longer
_RUN = frozenset("jogged ran run running".split())  # she ran 10k in 31 minutes
_WEIGHT_REACH = 50  # code points before a number in which weight is spoken of

MEASURES: Rules[QuantityReading, bool] = Rules()
"""Asked by the two code points behind a number."""
UNITS_BEHIND: Rules[QuantityReading, tuple[Unit, int, bool]] = Rules()


def measure(reading: QuantityReading) -> None:
    """Find what the number is of: a score, a range, money, a magnitude, an age, a unit that follows."""
    if SCORE.applies(reading):
        reading.rule = SCORE.name
        return
    reading.sign = sign_before(reading.zone.article, reading.number, reading.free)
    _join(reading)
    if found := MEASURES.first(reading, reading.text[reading.end : reading.end + 2]):
        reading.rule = found[0]


def _join(reading: QuantityReading) -> None:
    """Read a letter that multiplies, and the second number of a range: $5m-$7m."""
    text, number, end, money = reading.text, reading.number, reading.zone_end, reading.sign is not None
    if scale := letter_scale(text, number, number.end, end, money=money):
        number = replace(number, end=scale[1], value=rounded((number.value or 0.0) * scale[0]))
        reading.number, reading.end = number, number.end
        reading.times(scale[0])
    if joined := second_of_range(text, number, reading.before, end):
        reading.low, reading.high, reading.end = joined
        reading.value, reading.joined = None, True
        if later := letter_scale(text, number, reading.end, end, money=money):
            reading.end = later[1]
            reading.times(later[0])


def _score(reading: QuantityReading) -> bool | None:
    text, number, end = reading.text, reading.number, reading.zone_end
    stop = score(text, number, reading.before, end)
    if stop is None and text.startswith(" for ", number.end):
        stop = wickets(text, number, end)
    if stop is None:
        return None
    reading.is_exactly(None, _SCORE, stop)
    return True


SCORE = Rule("two numbers of a game", _score, "They won 3-1.")


@MEASURES(
    "brackets behind the sign of a currency make it a loss",
    "The result was $(7.2) million.",
    lambda behind: behind[:1] == ")",
)
def _loss(reading: QuantityReading) -> bool | None:
    found = loss(reading.zone.article, reading.number, reading.free, reading.zone_end)
    if found is None:
        return None
    code, reading.start, reading.end, scale = found
    reading.unit = Unit(code, "money")
    reading.times(-scale)
    return True


@MEASURES("the sign or code of a currency stands before it", "It cost $4 million.")
def _money(reading: QuantityReading) -> bool | None:
    """Read an amount in the currency of the sign before it, less than nothing behind a minus."""
    if reading.sign is None:
        return None
    code, reading.start = reading.sign
    reading.unit = Unit(code, "money")
    follow = unit_at(reading.text, reading.end, reading.zone_end)
    if follow and follow[0].kind == "money" and (follow[0].name != "KRW" or code == "KRW"):  # won is a verb too
        reading.end = follow[1]
    if negative := minus_before(reading.text, reading.start, reading.end, reading.free):
        reading.start, reading.end = negative
        reading.times(-1.0)
    return True


@MEASURES(
    "“year-old” or “years of age” stands behind it",
    "The 34-year-old fled.",
    lambda behind: behind[:1] == "-" or (behind[:1].isspace() and behind[1:].lower() in tuple("ymwdh")),
)
def _age_behind(reading: QuantityReading) -> bool | None:
    age = PATTERNS.age_after.match(reading.text, reading.end, reading.zone_end)
    if age is None:
        return None
    reading.unit, reading.end = _of_age(age), age.end()
    return True


@MEASURES("words of an earthquake stand beside it", "A quake of magnitude 6.1 struck.")
def _magnitude(reading: QuantityReading) -> bool | None:
    bounds = (reading.free, reading.zone_end)
    found = magnitude(reading.text, reading.number, reading.top, reading.end, bounds)
    if found is None:
        return None
    reading.unit = UNITS["magnitude"]
    reading.start, reading.end = found
    return True


@MEASURES("K stands before a race", "The 15K road race began.", lambda behind: not behind[:1].isalnum())
def _race(reading: QuantityReading) -> bool | None:
    if reading.text[reading.end - 1] not in "kK" or (reading.value or 0) > _RACES:
        return None
    run = reading.before and reading.before[-1].lower() in _RUN
    if not run and not PATTERNS.race.match(reading.text, reading.end, reading.zone_end):
        return None
    reading.unit = UNITS["km"]
    reading.times(0.001)
    return True


@MEASURES(
    "the marks of feet and inches stand behind it",
    "He is 5'8\" tall.",
    lambda behind: not _FEET.isdisjoint(behind),
)
def _height(reading: QuantityReading) -> bool | None:
    number = reading.number
    if number.form != "digits" or number.value is None:
        return None
    height = marked(reading.text, number.value, reading.end, reading.zone_end)
    if height is None:
        return None
    reading.is_exactly(height[0], UNITS["inch"], height[1])
    return True


@MEASURES("its word stands behind it", "It weighs 12 kg.")
def _behind(reading: QuantityReading) -> bool | None:
    found = UNITS_BEHIND.first(reading, reading.number.form)
    if found is None or not _meant(reading, *found[1]):
        return None
    (unit, end, hyphened), reading.end = found[1], found[1][1]
    reading.unit = unit = _refined(reading, unit)
    if unit.scale != 1:
        reading.times(unit.scale)
    _below_zero(reading, unit)
    end = reading.end
    if reading.value is not None and (not hyphened or unit.name == "foot"):
        together = compound(reading.text, reading.value, unit, end, reading.zone_end)
        if together:
            reading.is_exactly(together[0], together[1] or UNITS["inch"], together[2])
    return True


@MEASURES(
    "the unit of the number that “to” leads to is its own too",
    "It rose from 20 to 30 percent.",
    lambda behind: behind[:1].isspace() and behind[1:] == "t",
)
def _from_to(reading: QuantityReading) -> bool | None:
    to = PATTERNS.to.match(reading.text, reading.end, reading.zone_end)
    if to is None or not reading.before or reading.before[-1].lower() != "from":
        return None
    reading.unit = _second_unit(reading, to.end(), ages=False)
    return reading.unit is not None


@MEASURES(
    "its hyphen hangs, and the unit stands behind the next number",
    "They take 5- and 6-year-olds.",
    lambda behind: behind[:1] == "-",
)
def _hanging(reading: QuantityReading) -> bool | None:
    hanging = PATTERNS.hanging.match(reading.text, reading.end, reading.zone_end)
    if hanging:
        reading.unit = _second_unit(reading, hanging.end(), ages=True)
    return reading.unit is not None


@MEASURES(
    "the unit behind the last of several is of each",
    "They came in trucks of 8 and 12 tonnes.",
    lambda behind: behind in (" a", ", "),
)
def _listed(reading: QuantityReading) -> bool | None:
    """Take the unit of the last number in a row: 8 and 12 tonnes; 3, 5 and 8 km."""
    number = reading.number
    if number.form != "digits" or reading.sign is not None or (reading.value or 0) >= _LISTED:
        return None
    row = PATTERNS.listed_numbers.match(reading.text, reading.end, reading.zone_end)
    found = unit_at(reading.text, row.end(), reading.zone_end) if row else None
    aged = row is not None and PATTERNS.age_after.match(reading.text, row.end(), reading.zone_end)
    if found is None or aged or found[0].kind == "money" or found[0].scale != 1:
        return None
    reading.unit = found[0]
    return True


@MEASURES(
    "another number stands behind “in” or “out of”",
    "One in five homes has a tap.",
    lambda behind: behind[:1].isspace() and behind[1:].isalpha(),
)
def _ratio(reading: QuantityReading) -> bool | None:
    if reading.number.form == "vague":
        return None
    share = ratio(reading.text, reading.value, reading.end, reading.zone_end)
    if share is None:
        return None
    reading.is_exactly(share[0], FRACTION, share[1])
    return True


@MEASURES("a part of one", "A third of the harvest rotted.")
def _share(reading: QuantityReading) -> bool | None:
    if reading.number.form != "fraction":
        return None
    reading.unit = FRACTION
    return True


@MEASURES("a person stands before it, or “aged”", "Ana Ruiz, 22, swam.")
def _age(reading: QuantityReading) -> bool | None:
    zone = reading.zone
    if not is_age(reading.text, reading.number, reading.top, reading.end, zone.start, zone.end):
        return None
    reading.unit = AGE
    return True


@UNITS_BEHIND("right behind it, or behind “of”", "Dozens of miles lay ahead.")
def _next_to_it(reading: QuantityReading) -> tuple[Unit, int, bool] | None:
    return unit_at(reading.text, _of(reading), reading.zone_end)


@UNITS_BEHIND("behind its bound", "They walked 20-plus miles.")
def _behind_bound(reading: QuantityReading) -> tuple[Unit, int, bool] | None:
    trailing = postfix(reading.text, _of(reading), reading.zone_end)
    found = unit_at(reading.text, trailing[2], reading.zone_end) if trailing else None
    if trailing and found:
        reading.trailing = trailing[:2]
    return found


@UNITS_BEHIND("behind a part of one", "It took half an hour.")
def _of_a(reading: QuantityReading) -> tuple[Unit, int, bool] | None:
    part = reading.number.form == "fraction" or (reading.value is not None and 0 < reading.value < 1)
    half = PATTERNS.of_a.match(reading.text, _of(reading), reading.zone_end) if part else None
    return unit_at(reading.text, half.end(), reading.zone_end) if half else None


@UNITS_BEHIND("points behind a part of one", "A quarter-point cut is likely.", lambda form: form == "fraction")
def _points(reading: QuantityReading) -> tuple[Unit, int, bool] | None:
    point = PATTERNS.point.match(reading.text, _of(reading), reading.zone_end)
    return (UNITS["percentage point"], point.end(), True) if point else None


def _of(reading: QuantityReading) -> int:
    """Return where the unit begins: behind "of" where nobody counted, or for a couple."""
    number, end = reading.number, reading.end
    if number.form != "vague" and reading.text[number.start : number.end].lower() != "couple":
        return end
    of = PATTERNS.context_of.match(reading.text, end, reading.zone_end)
    return of.end() - 1 if of else end


def _of_age(age: re.Match[str]) -> Unit:
    return Unit((age["unit"] or "year").lower(), "age")


def _second_unit(reading: QuantityReading, at: int, *, ages: bool) -> Unit | None:
    """Return the unit, or age, of the number that begins at `at`."""
    text, end = reading.text, reading.zone_end
    second = read(text, at, end) if at < end else None
    if second is None:
        return None
    if ages and (age := PATTERNS.age_after.match(text, second.end, end)):
        return _of_age(age)
    found = unit_at(text, second.end, end)
    return _weight_or_money(reading, found[0], at, second.end, found[1]) if found else None


def _weight_or_money(reading: QuantityReading, unit: Unit, start: int, word: int, end: int) -> Unit:
    """Return the unit of a number that begins at `start`, settled where its word, `word` … `end`, is pounds."""
    if unit.name != "lb" or "pound" not in reading.text[word:end].lower():
        return unit
    return UNITS["gbp"] if pounds(reading.zone.article, start, end, reading.top) == "GBP" else unit


def _meant(reading: QuantityReading, unit: Unit, end: int, hyphened: bool) -> bool:
    """Return whether the word is a unit here: no second-hand car, no six stone walls, no magnitude nobody counted."""
    if unit.name == "crown":
        return shared(reading.text, unit.name) != unit.name
    if unit.name == "magnitude":
        return reading.number.value is not None
    if unit.name == "second" and reading.value != 1:
        return PATTERNS.second_hand.match(reading.text, end, reading.zone_end) is None
    return unit.name != "stone" or hyphened or _weighed(reading, end)


def _weighed(reading: QuantityReading, end: int) -> bool:
    """Return whether "stone" is the weight of a person: 14st 3lb, weighs twelve stone."""
    text, start = reading.text, reading.number.start
    pounds = (PATTERNS.pounds_next, PATTERNS.odd_pounds)
    if text[end - 1] == "t" or any(pattern.match(text, end, reading.zone_end) for pattern in pounds):
        return True
    weighed = PATTERNS.weight.search(text[max(0, start - _WEIGHT_REACH) : start]) is not None
    return weighed and noun_phrase(text, end, reading.zone_end) is None


def _refined(reading: QuantityReading, unit: Unit) -> Unit:
    """Settle what a word with several meanings is here: pounds of money or weight, nm, 11c, which peso."""
    text, article, end = reading.text, reading.zone.article, reading.end
    word = text[reading.number.end : end].lower()
    if unit.name == "lb":
        return _weight_or_money(reading, unit, reading.start, reading.number.end, end)
    if unit.kind == "money" and text[end - 1] == "c" and text[end - 2].isdigit():
        return cents(article, reading.start, end)
    if unit.name == "nautical mile" and word.endswith("nm"):
        return sea_or_chip(text, reading.start, end)
    return Unit(shared(text, unit.name), "money") if unit.name in ("peso", "dinar", "shilling", "crown") else unit


def _below_zero(reading: QuantityReading, unit: Unit) -> None:
    """Take in a minus before degrees, percent and other units."""
    start = reading.number.start
    below = PATTERNS.below_zero.match(reading.text, reading.end, reading.zone_end)
    if below and (unit.kind == "temperature" or unit.name == "degree"):  # 20 degrees below zero
        reading.end = below.end()
        reading.times(-1.0)
        return
    minus = PATTERNS.context_minus.search(reading.text[max(reading.free, start - 14) : start])
    if minus and unit.kind in ("temperature", "percent", "other"):
        reading.start -= len(minus[0])
        reading.times(-1.0)
