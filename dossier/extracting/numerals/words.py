"""Reading a number where it stands, in digits or in words: its value, or what vague words allow.

A vague plural allows twice its unit up to one less than ten times it (dozens 24 to 99, scores 40 to 199).
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import partial
from typing import Literal

from dossier.extracting.lexicon import table, words
from dossier.text.patterns import Patterns

PATTERNS = Patterns(partial(table, "patterns/numerals"))


def word_set(words: str) -> frozenset[str]:
    """Return the words of a list as a set."""
    return frozenset(words.split())


_TABLE: dict[str, dict[str, int]] = table("tables/numbers")
SMALL, TENS, SCALES = _TABLE["small"], _TABLE["tens"], _TABLE["scales"]
VAGUE, PARTS = _TABLE["vague"], _TABLE["parts"]
LETTERS: dict[str, float] = {letter: float(value) for letter, value in _TABLE["letters"].items()}
_SHORT = _TABLE["short"]
DIGIT_SCALES = SCALES | _SHORT
_BELOW_INDIAN = frozenset({1000, 10**5})  # scales that lakh and crore may stand before
_LARGEST = 10**15  # no amount in the news is larger; what reads so is noise
_HALVES = ("half", "third", "quarter")
SHARES = words("numerals/shares")
_GLYPHS: dict[str, float] = {"½": 0.5, "¼": 0.25, "¾": 0.75, "⅓": 1 / 3, "⅔": 2 / 3, "⅛": 0.125}

# Words at which a number may begin; "a" only where a scale or part follows.
STARTS = frozenset(SMALL) | frozenset(TENS) | frozenset(SCALES) | frozenset(VAGUE)
# Twofold, tenfold: so many times as much.
FOLDS: dict[str, int] = {f"{word}fold": value for word, value in (SMALL | TENS).items() if value > 1}
STARTS |= SHARES | word_set("couple") | set(_GLYPHS) | frozenset(FOLDS)

# 5.97 x 10^24, 5 × 10⁶, 2.5e-6, 10^9 and 10⁹; a small ², ³ or ¹ alone may be the sign of a footnote.
_SUPERSCRIPTS = str.maketrans("⁰¹²³⁴⁵⁶⁷⁸⁹⁻−", "0123456789--")


@dataclass(slots=True)
class Numeral:
    """A number in the text: `value`, or `low` and `high` where the words are vague.

    `form` tells how it is written; `fraction` is a share of a whole (value below one).
    """

    start: int
    end: int
    value: float | None
    low: float | None
    high: float | None
    form: Literal["digits", "words", "vague", "fraction"]
    grouped: bool = False

    def several(self) -> Numeral:
        """Return what "several hundred" allows, the number read as its unit."""
        return _some(self.start, self.end, int(self.value or 1))


def exact(start: int, end: int, value: float, form: Literal["digits", "words", "fraction"]) -> Numeral:
    """Return the numeral of one exact value."""
    return Numeral(start, end, value, value, value, form)


def read(text: str, start: int, end: int, *, joining: bool = True) -> Numeral | None:
    """Return the number that begins at `start`; None when none does. `joining` lets "and" join its words."""
    if "0" <= text[start] <= "9":
        return _digits(text, start, end)
    if text[start] in _GLYPHS:
        return exact(start, start + 1, _GLYPHS[text[start]], "fraction")
    return _words(text, start, end, joining=joining)


def _digits(text: str, start: int, end: int) -> Numeral | None:
    match = PATTERNS.digits.match(text, start, end)
    if match is None:
        return None
    stop = match.end()
    written, grouped = _NO_DIGIT.sub("", match[0]), not match[0].isdigit()
    if len(written) > _LONGEST:
        return None
    more = _decimals(text, stop, end)
    if more:
        written, stop = written + more[0].replace(" ", "").replace(",", "."), more.end()
    elif not grouped and _only_decimals(text, start):
        start, written = start - 1, "0." + written
    value = float(written)
    if more:
        value, stop = _with_part_of_a_cent(text, value, stop, end)
    else:
        value, stop, share = _with_fraction(text, value, stop, end, grouped=grouped)
        if share:
            return exact(start, stop, value, "fraction")
    value, stop = _to_the_power(text, value, stop, end)
    value, stop = _scaled(text, value, stop, end)
    return Numeral(start, stop, value, value, value, "digits", grouped)


def _decimals(text: str, stop: int, end: int) -> re.Match[str] | None:
    """Return the decimals behind whole digits: .5, ". 5 million", ",5 percent"."""
    if not text.startswith((".", ","), stop, end):
        return None
    return PATTERNS.decimals.match(text, stop, end) or PATTERNS.spaced_decimals.match(text, stop, end)


_NO_DIGIT = re.compile(r"\D")
_LONGEST = 15  # digits: longer than any amount in the news, a serial number


_GAPS = (" ", "\u00a0", "\u202f", "\u2009")
_BEFORE_FRACTION = frozenset({*_GAPS, "-"})
_FRACTION_FIRST = frozenset({*"aA123579", *_GLYPHS})


def _only_decimals(text: str, start: int) -> bool:
    """Return whether a point begins the number: .454, as batting and winning averages are written."""
    return start > 0 and text[start - 1] == "." and (start == 1 or not text[start - 2].isalnum())


def _with_part_of_a_cent(text: str, value: float, stop: int, end: int) -> tuple[float, int]:
    """Add a fraction of the second decimal, as prices of grain have: $4.61-1/4."""
    if text[stop : stop + 1] != "-" or text[stop - 3 : stop - 2] != ".":
        return value, stop
    part = PATTERNS.mixed.match(text, stop, end)
    return (value + int(part["over"]) / int(part["under"]) / 100, part.end()) if part else (value, stop)


def _with_fraction(text: str, value: float, stop: int, end: int, *, grouped: bool) -> tuple[float, int, bool]:
    """Add a fraction behind whole digits: 2 and a half, 3½, 3 1/2; 3/4 alone is a share, which the last value tells."""
    beside = text[stop : min(stop + 2, end)]
    first, then = beside[:1], beside[1:]
    if first != "/" and first not in _GLYPHS and not (first in _BEFORE_FRACTION and then in _FRACTION_FIRST):
        return value, stop, False
    if half := PATTERNS.and_half.match(text, stop, end):
        value, stop = value + 1 / PARTS[half["part"].lower()], half.end()
    if grouped:
        return value, stop, False
    if (bar := PATTERNS.fraction_bar.match(text, stop, end)) and 0 < value < int(bar[1]):
        return value / int(bar[1]), bar.end(), True
    if (mixed := PATTERNS.mixed.match(text, stop, end)) and int(mixed["over"]) < int(mixed["under"]):
        return value + int(mixed["over"]) / int(mixed["under"]), mixed.end(), False
    glyph = stop + (text[stop : stop + 1] in _GAPS)
    if text[glyph : min(glyph + 1, end)] in _GLYPHS:
        return value + _GLYPHS[text[glyph]], glyph + 1, False
    return value, stop, False


_POWER_NEXT = (*"x×·⋅eE^⁻¹²⁴⁵⁶⁷⁸⁹", *(gap + sign for gap in " \u00a0\u2009\u202f\n" for sign in "x×·⋅"))


def _to_the_power(text: str, value: float, stop: int, end: int) -> tuple[float, int]:
    """Multiply by a power of ten that is written out: 5.97 x 10^24, 5 × 10⁶, 2.5e-6, 10⁹."""
    if not text.startswith(_POWER_NEXT, stop, end):
        return value, stop
    match = PATTERNS.power.match(text, stop, end) or PATTERNS.exponent.match(text, stop, end)
    if match is None and value == 10 and (match := PATTERNS.ten_to_the.match(text, stop, end)):
        value = 1.0
    if match is None:
        return value, stop
    exponent = int((match["flat"] or match["raised"]).translate(_SUPERSCRIPTS))
    return (float(f"{value!r}e{exponent}"), match.end()) if abs(exponent) < 60 else (value, stop)


def _scaled(text: str, value: float, stop: int, end: int) -> tuple[float, int]:
    """Multiply by the scale words and letters that follow: 2.6 million, 110bn, 50 hundred thousand."""
    while (
        (match := PATTERNS.glued.match(text, stop, end))
        and value < _LARGEST
        and (
            (word := match[1].lower()) in SCALES
            or (word in _SHORT and (text[stop] not in " -\n" or word not in ("k", "mil", "tn")))
        )
    ):
        value, stop = rounded(value * DIGIT_SCALES[word]), match.end()
    return value, stop


def rounded(product: float) -> float:
    """Return a product without its rounding error: 1.7 million is 1700000, not 1699999.9999999998."""
    whole = round(product)
    return float(whole) if abs(product) >= 1 and abs(product - whole) < 1e-6 * abs(product) else product


def _words(text: str, start: int, end: int, *, joining: bool) -> Numeral | None:
    first = _first(text, start, end)
    if first is None:
        return None
    word, stop = first
    if word in VAGUE:
        return _vague(text, start, stop, end, word)
    if word in FOLDS:
        return exact(start, stop, float(FOLDS[word]), "words")
    if word in SHARES:
        return _part(text, start, stop, end, word)
    if word == "couple":
        return _couple(text, start, stop, end)
    return _spelt(text, start, end, joining=joining)


def _couple(text: str, start: int, stop: int, end: int) -> Numeral:
    """Return the number in "couple", "couple hundred", "couple of thousand"."""
    after = _next(text, stop, end)
    scale = _next(text, after[1], end) if after and after[0] == "of" else after
    if scale and scale[0] in SCALES:
        return exact(start, scale[1], 2.0 * SCALES[scale[0]], "words")
    return exact(start, stop, 2.0, "words")


def _first(text: str, at: int, end: int) -> tuple[str, int] | None:
    match = PATTERNS.first.match(text, at, end)
    return (match[0].lower(), match.end()) if match else None


def _next(text: str, at: int, end: int) -> tuple[str, int] | None:
    match = PATTERNS.words_word.match(text, at, end)
    return (match[1].lower(), match.end()) if match else None


def _vague(text: str, start: int, stop: int, end: int, word: str, *, alone: bool = False) -> Numeral | None:
    unit, stop = _multiplied(text, VAGUE[word], stop, end)
    if unit == 10:  # "tens" alone is a score or a column of figures
        return None
    some = _some(start, stop, unit)
    even = None if alone else PATTERNS.even.match(text, stop, end)
    more = even and _vague(text, even.start("more"), even.end(), end, even["more"].lower(), alone=True)
    if more and (more.high or 0) > (some.high or 0):
        return Numeral(start, more.end, None, some.low, more.high, "vague")
    return some


def _multiplied(text: str, unit: int, stop: int, end: int) -> tuple[int, int]:
    """Return the unit of "tens of thousands", "hundreds of millions" and where it ends."""
    while (of := _next(text, stop, end)) and of[0] in ("of", "upon"):
        scale = _next(text, of[1], end)
        if scale is None or scale[0] not in VAGUE or unit > _LARGEST:
            break
        # "thousands upon thousands" stresses, it does not multiply
        unit, stop = unit * VAGUE[scale[0]] if of[0] == "of" else unit, scale[1]
    return unit, stop


def _some(start: int, stop: int, unit: int) -> Numeral:
    # dozens are thought of as less than a hundred
    return Numeral(start, stop, None, 2.0 * unit, 99.0 if unit == 12 else 10.0 * unit - 1, "vague")


def _part(text: str, start: int, stop: int, end: int, word: str) -> Numeral:
    """Return the number in "half a million", "half-dozen", "quarter of a million"; a bare half is a share."""
    scale = _scale_of(text, stop, end) if word in _HALVES else None  # not the fifth billion-dollar deal
    if scale:
        return exact(start, scale[1], SCALES[scale[0]] / PARTS[word], "words")
    return exact(start, stop, 1 / PARTS[word], "fraction")


def _scale_of(text: str, stop: int, end: int) -> tuple[str, int] | None:
    """Return the scale word that a half, third or quarter is of, and where it ends."""
    after = _next(text, stop, end)
    if after and after[0] == "of":
        after = _next(text, after[1], end)
        if after is None or after[0] != "a":
            return None
    if after and after[0] in ("a", "an"):
        after = _next(text, after[1], end)
    return after if after and after[0] in SCALES else None


def _spelt(text: str, start: int, end: int, *, joining: bool) -> Numeral | None:
    """Return the number in "two hundred and fifty thousand", "twenty-five", "two and a half million", "two-thirds"."""
    state: tuple[int, int] = (0, 0)
    stop, token = start, _first(text, start, end)
    while token:
        word, after = token
        if word == "and" and (following := _next(text, after, end)):
            if part := _half_behind(text, following, end):
                return _and_part(text, start, part[1], end, sum(state), 1 / PARTS[part[0]])
            if not joining or 0 < state[1] < 100:
                break
            word, after = following
        if _is_part(word, sum(state), hyphened=text[stop] == "-"):
            return _parts(text, start, after, end, sum(state) / PARTS[word])
        grown = _grow(*state, word)
        if grown is None:
            break
        state, stop = grown, after
        token = _next(text, stop, end)
    if stop == start:
        return None
    if spelt := PATTERNS.spelt_decimals.match(text, stop, end):
        return _with_decimals(text, start, sum(state), spelt, end)
    return exact(start, stop, float(sum(state)), "words")


def _half_behind(text: str, following: tuple[str, int], end: int) -> tuple[str, int] | None:
    """Return the part of "and a half" that stands behind "and", and where it ends."""
    part = _next(text, following[1], end) if following[0] in ("a", "one") else None
    return part if part and part[0] in _HALVES else None


def _parts(text: str, start: int, stop: int, end: int, share: float) -> Numeral:
    """Return "two thirds" as a share, "three quarters of a million" as a count."""
    scale = _scale_of(text, stop, end) if text.startswith(" of a ", stop) else None
    if scale:
        return exact(start, scale[1], rounded(share * SCALES[scale[0]]), "words")
    return exact(start, stop, share, "fraction")


def _is_part(word: str, whole: int, *, hyphened: bool) -> bool:
    """Return whether a word makes a share of the number before it: one third, two thirds, a three-quarter-mile walk."""
    if word not in PARTS or not whole:
        return False
    return whole == 1 or ((word[-1] == "s" or hyphened) and whole < PARTS[word])


def _with_decimals(text: str, start: int, whole: int, spelt: re.Match[str], end: int) -> Numeral:
    """Finish "five point three", "nought point two five million": decimals in words, and the scale that follows."""
    digits = "".join(str(SMALL.get(word, 0)) for word in spelt[1].lower().split())
    value, stop = float(f"{whole}.{digits}"), spelt.end()
    after = _next(text, stop, end)
    if after and after[0] in SCALES:
        value, stop = rounded(value * SCALES[after[0]]), after[1]
    return exact(start, stop, value, "words")


def _grow(total: int, group: int, word: str) -> tuple[int, int] | None:
    """Add a number word to what was read so far: finished thousands and the group below; None when it cannot follow."""
    value = _BELOW_HUNDRED.get(word)
    if value is not None:
        return (total, group + value) if _fits(group, value) else None
    scale = SCALES.get(word)
    return _times(total, group, scale) if scale and total * scale <= _LARGEST else None


def _times(total: int, group: int, scale: int) -> tuple[int, int] | None:
    """Multiply what was read so far by a scale word: two hundred, two hundred thousand."""
    if scale < 1000:
        return (total, max(group, 1) * scale) if group < 100 and (group or not total) else None
    if not group:
        return (total or 1) * scale, 0
    larger = 100 if scale in _BELOW_INDIAN and group < 100 else 1000  # two lakh fifty thousand, three crore ten lakh
    return (total + group * scale, 0) if total % (scale * larger) == 0 else None


_BELOW_HUNDRED = SMALL | TENS


def _fits(group: int, value: int) -> bool:
    """Return whether a number below a hundred can follow: two hundred + five, twenty + five, but not five + five."""
    return group % 100 == 0 or (group % 100 >= 20 and group % 10 == 0 and 0 < value < 10)


def _and_part(text: str, start: int, stop: int, end: int, whole: int, part: float) -> Numeral:
    """Finish "two and a half": a scale that follows multiplies both; after a scale word the part is of that scale."""
    after = _next(text, stop, end)
    if after and after[0] in SCALES:
        return exact(start, after[1], rounded((whole + part) * SCALES[after[0]]), "words")
    scale = max((s for s in SCALES.values() if s >= 1000 and whole % s == 0), default=1)
    return exact(start, stop, whole + part * scale, "words")
