"""Reading one quantity where a number begins: range, unit, bound, direction, counted noun; or why it is none."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from dossier.extracting.numerals.units import UNITS, Unit, unit_at
from dossier.extracting.numerals.words import SCALES, Numeral, exact, read, rounded
from dossier.extracting.quantities.context_words import direction, postfix, qualifier
from dossier.extracting.quantities.kinds import (
    decade_of_life,
    is_age,
    magnitude,
    ratio,
    sea_or_chip,
    somethings,
)
from dossier.extracting.quantities.money import cents, letter_scale, minus_before, pounds, shared, sign_before
from dossier.extracting.quantities.non_quantities import refused
from dossier.extracting.quantities.noun_phrases import beside, noun_phrase
from dossier.extracting.quantities.ranges import compound, marked, score, second_of_range, wickets
from dossier.extracting.quantities.vocabulary import PATTERNS
from dossier.model import Article, Bound, Quantity, Reason

_BACK = 56  # code points before a number that can bear on it
_FEW, _GLUED = 3, 24  # fewer spaces than that in them make a table or code, where so many are enough
_FRACTION = Unit("fraction", "ratio")
_AGE = Unit("year", "age")
_SCORE = Unit("", "score")


@dataclass(frozen=True, slots=True)
class Page:
    """A stretch of an article being read, and the stretches of it (starts, ends) that dates and names have taken."""

    article: Article
    start: int
    end: int
    headline: bool
    taken: tuple[list[int], list[int]]
    trace: dict[int, list[Reason]] | None = None
    """Where it is kept, the reasons for each quantity, by the place where its number begins."""

    def note(self, number: Numeral, rule: str, effect: str, example: str = "") -> None:
        """Keep a reason for the quantity whose number this is."""
        if self.trace is not None:
            self.trace.setdefault(number.start, []).append(Reason(rule, effect, example))


@dataclass(slots=True)
class _Reading:
    """What is known of the quantity so far; `start` and `end` take in sign and unit."""

    start: int
    end: int
    value: float | None
    low: float | None
    high: float | None
    unit: Unit | None = None
    trailing: tuple[str, Bound] | None = None  # a bound between number and unit: "20-plus miles"
    rule: str = ""  # what told the unit
    joined: bool = False  # whether a range was read

    def times(self, factor: float) -> None:
        """Multiply all that is known of the amount."""
        self.value, self.low, self.high = (
            None if n is None else rounded(n * factor) for n in (self.value, self.low, self.high)
        )

    @property
    def top(self) -> float | None:
        """The value, or the higher end of a range."""
        return self.high if self.value is None else self.value


def read_quantity(page: Page, start: int, free: int) -> tuple[Quantity | None, int]:
    """Read what begins at `start`: the quantity (None where it is none), and where to go on.

    `free` is where the quantity before ended: a sign or a word taken in before the number stands after it.
    """
    text = page.article.text
    low = max(page.start, start - _BACK)
    if text.count(" ", low, start) < _FEW:
        low = max(low, start - _GLUED)
    for match in PATTERNS.sentence.finditer(text, low, start):
        low = match.end()
    before = PATTERNS.words.findall(text, low, start)
    number: Numeral | None
    if text[start] in "aA":
        number = exact(start, text.index(" ", start), 1.0, "words")
    else:
        number = read(text, start, page.end, joining="between" not in [w.lower() for w in before[-3:]])
    if number is None:
        return None, start + 1
    if decade := decade_of_life(text, number, page.start):
        reading = _Reading(start, number.end + 1, None, *decade, _AGE)
        page.note(number, "unit: age in tens", "“his”, “her” or “their” stands before it", "a cook in her late 50s")
        return _quantity(page, reading, None, "=", None, []), number.end + 1
    if years := somethings(text, number):
        reading = _Reading(start, years[2], None, years[0], years[1], _AGE)
        page.note(number, "unit: age in tens", "“something” stands behind it", "a 40-something pilot")
        return _quantity(page, reading, None, "=", None, []), years[2]
    stop = refused(text, number, before, page.start, page.end, headline=page.headline)
    if stop is not None:
        return None, stop
    if number.form == "words" and _scale_first(text, number) and PATTERNS.some_scale.search(text[low:start]):
        number = number.several()
    reading = _Reading(number.start, number.end, number.value, number.low, number.high)
    _measure(page, number, reading, before, free)
    if reading.start < number.start:  # its sign or "magnitude"
        taken = len(PATTERNS.words.findall(text, reading.start, number.start))
        before = before[:-taken] if taken else before
    return _judged(page, number, reading, before)


def _scale_first(text: str, number: Numeral) -> bool:
    """Whether a number in words is made of scales alone: hundred, hundred thousand."""
    words = text[number.start : number.end].lower().replace("-", " ").split()
    return all(word in SCALES for word in words)


def _measure(page: Page, number: Numeral, reading: _Reading, before: Sequence[str], free: int) -> None:
    """Find what the number is of: a range, money, a magnitude, an age, a unit that follows."""
    text, end = page.article.text, page.end
    counts = unit_at(text, number.end, end) is not None
    stop = score(text, number, before, end, counts=counts)
    if stop is None and text.startswith(" for ", number.end):
        stop = wickets(text, number, end)
    if stop is not None:
        reading.end, reading.unit, reading.rule = stop, _SCORE, "score"
        reading.value = reading.low = reading.high = None
        return
    sign = sign_before(page.article, number, free)
    money = sign is not None
    if scale := letter_scale(text, number, number.end, end, money=money):  # $5m-$7m
        number = replace(number, end=number.end + 1, value=rounded((number.value or 0.0) * scale))
        reading.end = number.end
        reading.times(scale)
    if joined := second_of_range(text, number, before, end):
        reading.low, reading.high, reading.end = joined
        reading.value, reading.joined = None, True
        if later := letter_scale(text, number, reading.end, end, money=money):
            reading.end += 1
            reading.times(later)
    if sign:
        _money(text, reading, sign, free, end)
        return
    bound = reading.end < end and (text[reading.end].isspace() or text[reading.end] == "-")
    if bound and (age := PATTERNS.age_after.match(text, reading.end, end)):
        reading.unit, reading.end = Unit((age["unit"] or "year").lower(), "age"), age.end()
        reading.rule = "age behind"
        return
    if found := magnitude(text, number, reading.top, reading.end, (free, end)):
        reading.unit, reading.rule = UNITS["magnitude"], "magnitude"
        reading.start, reading.end = found
        return
    _following_unit(page, number, reading, before, free)
    if reading.unit is not None:
        return
    if number.form != "vague" and (share := ratio(text, reading.value, reading.end, end)):
        reading.value, reading.end = share
        reading.low = reading.high = reading.value
        reading.unit, reading.rule = _FRACTION, "one in so many"
    elif number.form == "fraction":
        reading.unit, reading.rule = _FRACTION, "share of a whole"
    elif is_age(text, number, reading.top, reading.end, page.start, end):
        reading.unit, reading.rule = _AGE, "age by the words around"


def _second_unit(text: str, at: int, end: int) -> Unit | None:
    """Return the unit or age of the number that begins at `at`."""
    second = read(text, at, end)
    if second is None:
        return None
    if age := PATTERNS.age_after.match(text, second.end, end):
        return Unit((age["unit"] or "year").lower(), "age")
    found = unit_at(text, second.end, end)
    return found[0] if found else None


def _money(text: str, reading: _Reading, sign: tuple[str, int], free: int, end: int) -> None:
    """Make the reading an amount in the currency of the sign before it, less than nothing behind a minus."""
    reading.unit, reading.start, reading.rule = Unit(sign[0], "money"), sign[1], "sign before"
    follow = unit_at(text, reading.end, end)
    if follow and follow[0].kind == "money" and (follow[0].name != "KRW" or sign[0] == "KRW"):  # won is a verb too
        reading.end = follow[1]
    if negative := minus_before(text, reading.start, reading.end, free):
        reading.start, reading.end = negative
        reading.times(-1.0)
        reading.low, reading.high = reading.high, reading.low


def _following_unit(page: Page, number: Numeral, reading: _Reading, before: Sequence[str], free: int) -> None:
    text, end, at = page.article.text, page.end, reading.end
    if (
        text[at - 1] in "kK" and (reading.value or 0) <= 100_000 and PATTERNS.race.match(text, at, end)
    ):  # the 30K ski race
        reading.unit, reading.rule = UNITS["km"], "length of a race"
        reading.times(0.001)
        return
    if number.form == "digits" and number.value is not None and (height := marked(text, number.value, at, end)):
        reading.value, reading.end = height
        reading.low, reading.high, reading.unit = reading.value, reading.value, UNITS["inch"]
        return
    couple = text[number.start : number.end].lower() == "couple"
    if (number.form == "vague" or couple) and (of := PATTERNS.context_of.match(text, at, end)):
        at = of.end() - 1
    found = unit_at(text, at, end)
    if found is None and (trailing := postfix(text, at, end)) and (found := unit_at(text, trailing[2], end)):
        reading.trailing = trailing[:2]
    part = number.form == "fraction" or (reading.value is not None and 0 < reading.value < 1)
    if found is None and part and (half := PATTERNS.of_a.match(text, at, end)):  # half an hour
        found = unit_at(text, half.end(), end)
    if (
        found is None and number.form == "fraction" and (point := PATTERNS.point.match(text, at, end))
    ):  # a quarter-point cut
        found = UNITS["percentage point"], point.end(), True
    if found is None and before and before[-1].lower() == "from" and (to := PATTERNS.to.match(text, at, end)):
        # "rose from 20 to 30 percent": the unit of the second is the first's too
        second = read(text, to.end(), end) if to.end() < end else None
        later = unit_at(text, second.end, end) if second else None
        reading.unit = later[0] if later else None
        return
    if (
        found is None
        and (hanging := PATTERNS.hanging.match(text, at, end))
        and (share_ := _second_unit(text, hanging.end(), end))
    ):
        reading.unit = share_  # 5- and 6-year-olds
        return
    if found is None or (found[0].name == "magnitude" and number.value is None):
        return
    if found[0].name == "second" and reading.value != 1 and PATTERNS.second_hand.match(text, found[1], end):
        return
    unit, reading.end, hyphened = found
    if unit.name == "lb" and "pound" in text[at : reading.end].lower():
        unit = UNITS["gbp"] if pounds(page.article, reading.start, reading.end, reading.top) == "GBP" else unit
    if text[reading.end - 1] == "c" and unit.kind == "money" and text[reading.end - 2].isdigit():
        unit = cents(page.article, reading.start, reading.end)
    if unit.name == "stone" and not _weighed(text, reading, number, hyphened=hyphened, end=end):
        reading.end = at
        return
    if unit.name == "nautical mile" and text[reading.end - 2 : reading.end].lower() == "nm":
        unit = sea_or_chip(text, reading.start, reading.end)
    if unit.name in ("peso", "dinar", "shilling"):
        unit = Unit(shared(page.article.text, unit.name), "money")
    reading.unit = unit
    if unit.scale != 1:
        reading.times(unit.scale)
    minus = PATTERNS.context_minus.search(text[max(free, number.start - 7) : number.start])
    if minus and unit.kind in ("temperature", "percent", "other"):
        reading.start -= len(minus[0])
        reading.times(-1.0)
        reading.low, reading.high = reading.high, reading.low
    if reading.value is not None and (not hyphened or unit.name == "foot"):
        together = compound(text, reading.value, unit, reading.end, end)
        if together:
            reading.value, reading.unit, reading.end = together[0], together[1] or UNITS["inch"], together[2]
            reading.low = reading.high = reading.value


def _weighed(text: str, reading: _Reading, number: Numeral, *, hyphened: bool, end: int) -> bool:
    """Whether "stone" is the weight of a person: a 14-stone man, 14st 3lb, weighs twelve stone; not six stone walls."""
    if hyphened or PATTERNS.pounds_next.match(text, reading.end, end):
        return True
    abbreviated = text[reading.end - 1] == "t"
    weighed = PATTERNS.weight.search(text[max(0, number.start - 50) : number.start]) is not None
    return abbreviated or (weighed and noun_phrase(text, reading.end, end) is None)


def _judged(page: Page, number: Numeral, reading: _Reading, before: Sequence[str]) -> tuple[Quantity | None, int]:
    """Bound the number by the words around it, find what it counts, and drop what counts nothing."""
    text, end = page.article.text, page.end
    kind = reading.unit.kind if reading.unit else "count"
    bound: Bound = "~" if number.form == "vague" else "="
    said = trailing = None
    at = reading.end
    attributive = number.form != "fraction" and "-" in text[number.end : number.end + 1]
    if qualified := qualifier(before, duration=kind == "duration", attributive=attributive) or reading.trailing:
        said, bound = qualified
    elif trailing := postfix(text, at, end):
        said, bound, at = trailing
        if said.lower() not in ("plus", "odd", "+"):
            at = reading.end
    if said and bound != "=" and number.form != "vague" and reading.value is not None:
        reading.low = reading.value if bound in (">", ">=") else None
        reading.high = reading.value if bound in ("<", "<=") else None
    counted = None
    if kind in ("count", "percent", "ratio"):
        measure, vague = reading.unit.name if reading.unit else None, number.form == "vague"
        counted = beside(text, at, end, single=reading.value == 1, unit=measure, vague=vague)
        if counted is None and trailing is not None and trailing[2] > at:  # 10 or so images
            counted = beside(text, trailing[2], end, single=False, unit=measure)
    article = text[number.start] in "aA" and reading.value == 1  # not "an hour and a half"
    if not said and (article or (kind == "count" and counted is None and _empty(text, number))):
        return None, reading.end
    if page.trace is not None:
        _explained(page, number, reading, said, bound, counted)
    after = PATTERNS.after.match(text, reading.end, end)
    following = [word for word in after.groups() if word] if after else []
    return _quantity(page, reading, said, bound, counted, [before, following]), max(reading.end, number.end)


# What told the unit, and words of ours in which it does.
UNIT_RULES: dict[str, tuple[str, str]] = {
    "score": ("two numbers of a game", "They won 3-1."),
    "sign before": ("the sign or code of a currency stands before it", "It cost $4 million."),
    "age behind": ("“year-old” or “years of age” stands behind it", "The 34-year-old fled."),
    "magnitude": ("words of an earthquake stand beside it", "A quake of magnitude 6.1 struck."),
    "one in so many": ("another number stands behind “in” or “out of”", "One in five homes has a tap."),
    "share of a whole": ("it is a part of one", "A third of the harvest rotted."),
    "age by the words around": ("a person stands before it, or “aged”", "Ana Ruiz, 22, swam."),
    "length of a race": ("K stands before a race", "The 15K road race began."),
    "unit behind": ("its word stands behind it, or behind the number it goes with", "It weighs 12 kg."),
}
_FORMS = {
    "digits": ("digits", "47 passengers"),
    "words": ("number words", "forty-seven passengers"),
    "vague": ("words for so many as nobody counted: twice to ten times their unit", "hundreds of shops"),
    "fraction": ("a part of a whole", "two-thirds of farmers"),
}


def _explained(
    page: Page, number: Numeral, reading: _Reading, said: str | None, bound: Bound, counted: str | None
) -> None:
    """Keep what made the number the quantity it is."""
    form, example = _FORMS[number.form]
    written = page.article.text[number.start : number.end]
    page.note(number, f"value: {form}", f"“{written}” is {_value(reading)}", example)
    if reading.joined:
        page.note(number, "value: a range", f"from {reading.low:g} to {reading.high:g}", "24 to 30 feet")
    if reading.unit is not None:
        title, shown = UNIT_RULES[reading.rule or "unit behind"]
        page.note(number, f"unit: {reading.unit.name or reading.unit.kind}", title, shown)
    if said:
        page.note(number, f"bound {bound}", f"“{said}” stands beside it", "at least 14 miners")
    if counted:
        page.note(number, "counted", f"“{counted}” is the noun beside it", "nine bridges fell")


def _value(reading: _Reading) -> str:
    if reading.value is not None:
        return f"{reading.value:.15g}"
    return "a score" if reading.low is None or reading.high is None else f"{reading.low:.15g} to {reading.high:.15g}"


def _empty(text: str, number: Numeral) -> bool:
    """Whether "one" or "a couple" stands alone: a pronoun, two people in love."""
    return (number.value == 1 and number.form == "words") or text[number.start : number.end].lower() == "couple"


def _quantity(
    page: Page, reading: _Reading, said: str | None, bound: Bound, counted: str | None, around: Sequence[Sequence[str]]
) -> Quantity:
    kind = reading.unit.kind if reading.unit else "count"
    moves = kind not in ("age", "magnitude", "score", "ratio") or (around and reading.unit is _FRACTION)
    return Quantity(
        article=page.article.id,
        start=reading.start,
        end=reading.end,
        text=page.article.text[reading.start : reading.end],
        value=reading.value,
        low=reading.low,
        high=reading.high,
        unit=(reading.unit.name or None) if reading.unit else None,
        counted=counted,
        qualifier=said,
        bound=bound,
        direction=direction(around[0], around[1], kind) if around and moves else None,
        kind=kind,
    )
