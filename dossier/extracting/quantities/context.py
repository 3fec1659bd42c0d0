"""Reading one quantity where a number begins: range, unit, bound, direction, counted noun; or why it is not one."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from dossier.extracting.numerals.words import SCALES, Numeral, exact, read
from dossier.extracting.quantities.context_words import direction, postfix, qualifier
from dossier.extracting.quantities.kinds import tens_of_life
from dossier.extracting.quantities.non_quantities import refused
from dossier.extracting.quantities.noun_phrases import beside
from dossier.extracting.quantities.reading import NumberZone, QuantityReading, WrittenNumber
from dossier.extracting.quantities.unit_rules import AGE, FRACTION, measure
from dossier.extracting.quantities.vocabulary import PATTERNS
from dossier.model import Bound, Quantity

_BACK = 56  # code points before a number that can bear on it
_FEW, _GLUED = 3, 24  # fewer spaces than that in them make a table or code, where so many are enough
_FORMS = {
    "digits": ("digits", "47 passengers"),
    "words": ("number words", "forty-seven passengers"),
    "vague": ("words for so many as nobody counted: twice to ten times their unit", "hundreds of shops"),
    "fraction": ("a part of a whole", "two-thirds of farmers"),
}
_COUNTING = ("count", "percent", "ratio")  # kinds that have a counted noun
_STILL = ("age", "magnitude", "score", "ratio")  # kinds that neither rise nor fall


class _Bounded(NamedTuple):
    """The words that bound a number, their bound, and where they end and the noun may begin."""

    words: str | None
    bound: Bound
    end: int
    noun: int


def read_quantity(zone: NumberZone, start: int, free: int) -> tuple[Quantity | None, int]:
    """Return the quantity that begins at `start` (None where it is none), and where to go on.

    `free` is where the quantity before ended: a sign or a word taken in before the number stands after it.
    """
    text, low = zone.article.text, _sentence_start(zone, start)
    before = PATTERNS.words.findall(text, low, start)
    number = _number(zone, start, before)
    if number is None:
        return None, start + 1
    if tens := tens_of_life(text, number, zone.start):
        zone.note(
            number, "unit: age in tens", "“his” stands before it, or “something” behind", "a cook in her late 50s"
        )
        reading = QuantityReading(zone, number, before, free, start, tens[2], None, tens[0], tens[1], AGE)
        return _quantity(reading, _Bounded(None, "=", 0, 0), None, None), tens[2]
    refusal = refused(WrittenNumber(text, number, before, zone.start, zone.end, zone.headline))
    if refusal is not None:
        zone.note(number, f"no quantity: {refusal[0]}", "a rule of what is none")
        return None, refusal[1]
    if _scales_alone(text, number) and PATTERNS.some_scale.search(text[low:start]):
        number = number.several()
    reading = QuantityReading(
        zone, number, before, free, number.start, number.end, number.value, number.low, number.high
    )
    measure(reading)
    if reading.start < number.start:  # its sign or "magnitude"
        taken = len(PATTERNS.words.findall(text, reading.start, number.start))
        reading.before = before[:-taken] if taken else before
    return _judged(reading, number)


def _sentence_start(zone: NumberZone, start: int) -> int:
    """Return where the words begin that can bear on a number."""
    text = zone.article.text
    low = max(zone.start, start - _BACK)
    if text.count(" ", low, start) < _FEW:
        low = max(low, start - _GLUED)
    for match in PATTERNS.sentence.finditer(text, low, start):
        low = match.end()
    return low


def _number(zone: NumberZone, start: int, before: Sequence[str]) -> Numeral | None:
    """Return the number at a place; "a" counts as one."""
    text = zone.article.text
    if text[start] in "aA":
        return exact(start, text.index(" ", start), 1.0, "words")
    joining = text[start].isdigit() or not any(word.lower() == "between" for word in before[-3:])
    return read(text, start, zone.end, joining=joining)


def _scales_alone(text: str, number: Numeral) -> bool:
    """Return whether a number in words is made of scales alone: hundred, hundred thousand."""
    if number.form != "words":
        return False
    words = text[number.start : number.end].lower().replace("-", " ").split()
    return all(word in SCALES for word in words)


def _judged(reading: QuantityReading, number: Numeral) -> tuple[Quantity | None, int]:
    """Bound the number by the words around it, find what it counts, and drop what counts nothing.

    `number` is the numeral as it is written, without a letter that multiplies it.
    """
    kind = reading.unit.kind if reading.unit else "count"
    bounded = _bounded(reading, number, kind)
    if bounded.words and number.form != "vague":
        _open(reading, bounded.bound)
    counted = _counted(reading, number, bounded) if kind in _COUNTING else None
    if not bounded.words and _says_nothing(reading, number, kind, counted):
        return None, reading.end
    _explain(reading, number, bounded, counted)
    after = PATTERNS.after.match(reading.text, reading.end, reading.zone_end)
    following = [word for word in after.groups() if word] if after else []
    return _quantity(reading, bounded, counted, following), max(reading.end, number.end)


def _open(reading: QuantityReading, bound: Bound) -> None:
    """Let a bound open one end of the amount, or both."""
    if bound != "=" and reading.value is not None:
        reading.low = reading.value if bound in (">", ">=") else None
        reading.high = reading.value if bound in ("<", "<=") else None


_ADDED = ("plus", "odd", "+")  # words of bound between a number and its noun


def _bounded(reading: QuantityReading, number: Numeral, kind: str) -> _Bounded:
    """Return what bounds the number: words before it, between it and its unit, or behind both."""
    text, at = reading.text, reading.end
    attributive = number.form != "fraction" and text.startswith("-", number.end)
    before = qualifier(reading.before, duration=kind == "duration", attributive=attributive) or reading.trailing
    behind = postfix(text, at, reading.zone_end)
    if before:  # some 30-odd sheep
        noun = behind[2] if behind and behind[0].lower() in _ADDED else at
        return _Bounded(*before, noun, noun)
    if behind:
        words, bound, end = behind
        return _Bounded(words, bound, end if words.lower() in _ADDED else at, end)
    return _Bounded(None, "~" if number.form == "vague" else "=", at, at)


def _counted(reading: QuantityReading, number: Numeral, bounded: _Bounded) -> str | None:
    """Return the noun the number counts; behind a bound where none stands before it: 10 or so images."""
    measure, vague = reading.unit.name if reading.unit else None, number.form == "vague"
    text, end, single = reading.text, reading.zone_end, reading.value == 1
    counted = beside(text, bounded.end, end, single=single, unit=measure, vague=vague)
    if counted is None and bounded.noun > bounded.end:
        return beside(text, bounded.noun, end, single=False, unit=measure)
    return counted


def _says_nothing(reading: QuantityReading, number: Numeral, kind: str, counted: str | None) -> bool:
    """Return whether it is an article, or "one" or "a couple" alone: a pronoun, two people in love."""
    written = reading.text[number.start : number.end].lower()
    if written[0] == "a" and reading.value == 1:  # not "an hour and a half"
        return True
    alone = (number.value == 1 and number.form == "words") or written == "couple"
    return alone and kind == "count" and counted is None


def _explain(reading: QuantityReading, number: Numeral, bounded: _Bounded, counted: str | None) -> None:
    """Keep what made the number the quantity it is."""
    zone = reading.zone
    if zone.trace is None:
        return
    form, example = _FORMS[number.form]
    written = zone.article.text[number.start : number.end]
    zone.note(number, f"value: {form}", f"“{written}” is {_value(reading)}", example)
    if reading.joined:
        zone.note(number, "value: a range", f"from {reading.low:g} to {reading.high:g}", "24 to 30 feet")
    if reading.unit is not None:
        zone.note(number, f"unit: {reading.unit.name or reading.unit.kind}", reading.rule)
    if bounded.words:
        zone.note(number, f"bound {bounded.bound}", f"“{bounded.words}” stands beside it", "at least 14 miners")
    if counted:
        zone.note(number, "counted", f"“{counted}” is the noun beside it", "nine bridges fell")


def _value(reading: QuantityReading) -> str:
    if reading.value is not None:
        return f"{reading.value:.15g}"
    return "a score" if reading.low is None or reading.high is None else f"{reading.low:.15g} to {reading.high:.15g}"


def _quantity(
    reading: QuantityReading, bounded: _Bounded, counted: str | None, following: Sequence[str] | None
) -> Quantity:
    """Return the quantity; `following` are the words behind it, None where it neither rises nor falls."""
    unit = reading.unit
    kind = unit.kind if unit else "count"
    moves = following is not None and (kind not in _STILL or unit is FRACTION)
    return Quantity(
        article=reading.zone.article.id,
        start=reading.start,
        end=reading.end,
        text=reading.text[reading.start : reading.end],
        value=reading.value,
        low=reading.low,
        high=reading.high,
        unit=(unit.name or None) if unit else None,
        counted=counted,
        qualifier=bounded.words,
        bound=bounded.bound,
        direction=direction(reading.before, following or [], kind) if moves else None,
        kind=kind,
    )
