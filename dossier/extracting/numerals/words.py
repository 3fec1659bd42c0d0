"""Reading a number where it stands, in digits or in words: its value, or what vague words allow.

A vague plural allows twice its unit up to one less than ten times it (dozens 24 to 99, scores 40 to 199).
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Literal


def word_set(words: str) -> frozenset[str]:
    """Give the words of a list as a set."""
    return frozenset(words.split())


_ONES = (
    "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen "
    "eighteen nineteen"
)
SMALL: dict[str, int] = {word: value for value, word in enumerate(_ONES.split())}
TENS: dict[str, int] = {
    word: 10 * (i + 2)
    for i, word in enumerate(["twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety"])
}
SMALL |= {"nought": 0, "fourty": 40}  # the second a common slip of the pen
SCALES: dict[str, int] = {
    "dozen": 12, "hundred": 100, "thousand": 1000, "lakh": 10**5, "million": 10**6, "crore": 10**7, "billion": 10**9,
    "trillion": 10**12,
}  # fmt: skip
# Written against the digits, or a space or hyphen after them; "m" is left to the reader, it may be a metre.
_SHORT: dict[str, int] = {
    "k": 1000, "mn": 10**6, "mln": 10**6, "mil": 10**6, "bn": 10**9, "bln": 10**9, "tn": 10**12, "trn": 10**12,
    "lakhs": 10**5, "crores": 10**7,
}  # fmt: skip
LETTERS: dict[str, float] = {"m": 10.0**6, "b": 10.0**9, "t": 10.0**12}
_DIGIT_SCALES = SCALES | _SHORT
VAGUE: dict[str, int] = {
    "tens": 10, "dozens": 12, "scores": 20, "hundreds": 100, "thousands": 1000, "lakhs": 10**5, "millions": 10**6,
    "crores": 10**7, "billions": 10**9, "trillions": 10**12,
}  # fmt: skip
_BELOW_INDIAN = frozenset({1000, 10**5})  # scales that lakh and crore may stand before
_LARGEST = 10**15  # no amount in the news is larger; what reads so is noise
_HALVES = ("half", "third", "quarter")
SHARES = word_set("half third quarter fifth sixth seventh eighth ninth tenth")
PARTS: dict[str, int] = {
    "half": 2, "halves": 2, "third": 3, "thirds": 3, "quarter": 4, "quarters": 4, "fourth": 4, "fourths": 4,
    "fifth": 5, "fifths": 5, "sixth": 6, "sixths": 6, "seventh": 7, "sevenths": 7, "eighth": 8, "eighths": 8,
    "ninth": 9, "ninths": 9, "tenth": 10, "tenths": 10,
}  # fmt: skip
_GLYPHS: dict[str, float] = {"½": 0.5, "¼": 0.25, "¾": 0.75, "⅓": 1 / 3, "⅔": 2 / 3, "⅛": 0.125}

# Words at which a number may begin; "a" only where a scale or part follows.
STARTS = frozenset(SMALL) | frozenset(TENS) | frozenset(SCALES) | frozenset(VAGUE)
# Twofold, tenfold: so many times as much.
FOLDS: dict[str, int] = {f"{word}fold": value for word, value in (SMALL | TENS).items() if value > 1}
STARTS |= SHARES | word_set("couple") | set(_GLYPHS) | frozenset(FOLDS)

# "hundreds and even thousands", "dozens or hundreds": from the first to the second.
_EVEN = re.compile(
    r"(?:\s(?:and|or|to)|,?\s(?:if\snot|perhaps|possibly|maybe))\s(?:(?:even|perhaps|possibly|maybe)\s)?"
    rf"(?P<more>{'|'.join(VAGUE)})\b",
    re.IGNORECASE,
)
_GAP = "[ \u00a0\u202f\u2009]"
_WORD = re.compile(rf"(?:[-‐‑]|{_GAP}{{1,2}}|\n)([^\W\d_]+)")
_FIRST = re.compile(r"[^\W\d_]+")
# 1,500 and 1 500; "170, 000" as some archives space it, where the round group leaves no doubt.
# 10,00,000: the groups of two that India writes.
_DIGITS = re.compile(
    r"\d{1,2}(?:,\d{2})+,\d{3}(?![\d]|,\d)"
    r"|\d{1,3}(?:,\d{3})+(?!\d)|\d{1,3}(?:\.\d{3}){2,}(?![\d.,])|\d{1,3}(?:, \d00)+(?![\d,])"
    r"|[1-9]\d{0,2}(?:[\u00a0\u202f\u2009' ]\d{3})+(?![\d,]|[.-]\d)|\d+",
)
# A decimal comma, where a unit of measure shows that no list goes on: "2,5 percent".
_DECIMALS = re.compile(r"\.\d+(?!\d)(?!\.\d)|,\d{1,2}(?=\s?(?:%|per ?cent|million|billion|bn\b|degrees|km\b))")
# A point and a space within one number, where only a number can go on: "6. 1-magnitude", "$2. 6 million".
_SPACED_DECIMALS = re.compile(r"\. \d{1,2}(?=[ -]?(?:magnitude|million|billion|trillion|bn\b|m\b|per ?cent|%|degree))")
_GLUED = re.compile(rf"(?:[-‐‑]|{_GAP}{{1,2}})?([A-Za-z]+)")
_FRACTION_BAR = re.compile(r"/([2-9]|10)(?![\d/,.:-]|\s?/)")
_AND_HALF = re.compile(r"[- ]and[- ](?:a|one)[- ](?P<part>half|third|quarter)(?=[- ])", re.IGNORECASE)
# 5.97 x 10^24, 5 × 10⁶, 2.5e-6, 10^9 and 10⁹; a small ², ³ or ¹ alone may be the sign of a footnote.
_SUPERSCRIPTS = str.maketrans("⁰¹²³⁴⁵⁶⁷⁸⁹⁻−", "0123456789--")
_POWER = re.compile(r"\s?[x×·⋅]\s?10(?:\^\s?(?P<flat>[-−]?\d{1,2})(?!\d)|(?P<raised>⁻?[⁰¹²³⁴⁵⁶⁷⁸⁹]{1,2}))")
_EXPONENT = re.compile(r"[eE](?P<flat>[-+−]\d{1,2})(?P<raised>(?![\w.]))")
_TEN_TO_THE = re.compile(r"(?:\^(?P<flat>[-−]?\d{1,2})(?!\d)|(?P<raised>⁻[¹²³⁴⁵⁶⁷⁸⁹]{1,2}|[¹²]?[⁴⁵⁶⁷⁸⁹]|[¹²][⁰¹²³]))")
_SPELT_DECIMALS = re.compile(
    r"\spoint((?:\s(?:zero|nought|oh|one|two|three|four|five|six|seven|eight|nine))+)\b", re.IGNORECASE
)
_MIXED = re.compile(rf"{_GAP}1/([234])(?![\d/])")


@dataclass(frozen=True, slots=True)
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
        """Give what "several hundred" allows, the number read as its unit."""
        return _some(self.start, self.end, int(self.value or 1))


def exact(start: int, end: int, value: float, form: Literal["digits", "words", "fraction"]) -> Numeral:
    """Build the numeral of one exact value."""
    return Numeral(start, end, value, value, value, form)


def read(text: str, start: int, end: int, *, joining: bool = True) -> Numeral | None:
    """Read the number that begins at `start`; None when none does. `joining` lets "and" join its words."""
    if "0" <= text[start] <= "9":
        return _digits(text, start, end)
    if text[start] in _GLYPHS:
        return exact(start, start + 1, _GLYPHS[text[start]], "fraction")
    return _words(text, start, end, joining=joining)


def _digits(text: str, start: int, end: int) -> Numeral | None:
    match = _DIGITS.match(text, start, end)
    if match is None:
        return None
    stop = match.end()
    grouped = not match[0].isdigit()
    written = re.sub(r"[^\d]", "", match[0])
    if len(written) > 15:  # longer than any amount in the news: a serial number
        return None
    more = _DECIMALS.match(text, stop, end) or _SPACED_DECIMALS.match(text, stop, end)
    if more:
        written, stop = written + more[0].replace(" ", "").replace(",", "."), more.end()
    if (
        start > 0
        and text[start - 1] == "."
        and not more
        and not grouped
        and (start == 1 or not text[start - 2].isalnum())
    ):
        start, written = start - 1, "0." + written  # .454, as batting and winning averages are written
    value = float(written)
    if not more and (half := _AND_HALF.match(text, stop, end)):
        value, stop = value + 1 / PARTS[half["part"].lower()], half.end()
    if not grouped and not more:
        if (bar := _FRACTION_BAR.match(text, stop, end)) and 0 < value < int(bar[1]):
            return exact(start, bar.end(), value / int(bar[1]), "fraction")
        if mixed := _MIXED.match(text, stop, end):
            value, stop = value + 1 / int(mixed[1]), mixed.end()
        elif stop < end and text[stop] in _GLYPHS:
            value, stop = value + _GLYPHS[text[stop]], stop + 1
    value, stop = _to_the_power(text, value, stop, end)
    value, stop = _scaled(text, value, stop, end)
    return Numeral(start, stop, value, value, value, "digits", grouped)


def _to_the_power(text: str, value: float, stop: int, end: int) -> tuple[float, int]:
    """Multiply by a power of ten that is written out: 5.97 x 10^24, 5 × 10⁶, 2.5e-6, 10⁹."""
    if stop >= end or text[stop] not in " x×·⋅eE^⁻¹²⁴⁵⁶⁷⁸⁹":
        return value, stop
    match = _POWER.match(text, stop, end) or _EXPONENT.match(text, stop, end)
    if match is None and value == 10 and (match := _TEN_TO_THE.match(text, stop, end)):
        value = 1.0
    if match is None:
        return value, stop
    exponent = int((match["flat"] or match["raised"]).translate(_SUPERSCRIPTS))
    return (float(f"{value!r}e{exponent}"), match.end()) if abs(exponent) < 60 else (value, stop)


def _scaled(text: str, value: float, stop: int, end: int) -> tuple[float, int]:
    """Multiply by the scale words and letters that follow: 2.6 million, 110bn, 50 hundred thousand."""
    while (
        (match := _GLUED.match(text, stop, end))
        and value < _LARGEST
        and (
            (word := match[1].lower()) in SCALES
            or (word in _SHORT and (text[stop] not in " -\n" or word not in ("k", "mil", "tn")))
        )
    ):
        value, stop = rounded(value * _DIGIT_SCALES[word]), match.end()
    return value, stop


def rounded(product: float) -> float:
    """Take the dust off a product: 1.7 million is 1700000, not 1699999.9999999998."""
    whole = round(product)
    return float(whole) if product >= 1 and abs(product - whole) < 1e-6 * product else product


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
        after = _next(text, stop, end)
        scale = _next(text, after[1], end) if after and after[0] == "of" else after
        if scale and scale[0] in SCALES:
            return exact(start, scale[1], 2.0 * SCALES[scale[0]], "words")
        return exact(start, stop, 2.0, "words")
    return _spelt(text, start, end, joining=joining)


def _first(text: str, at: int, end: int) -> tuple[str, int] | None:
    match = _FIRST.match(text, at, end)
    return (match[0].lower(), match.end()) if match else None


def _next(text: str, at: int, end: int) -> tuple[str, int] | None:
    match = _WORD.match(text, at, end)
    return (match[1].lower(), match.end()) if match else None


def _vague(text: str, start: int, stop: int, end: int, word: str, *, alone: bool = False) -> Numeral | None:
    unit = VAGUE[word]
    while (of := _next(text, stop, end)) and of[0] in ("of", "upon"):
        scale = _next(text, of[1], end)
        if scale is None or scale[0] not in VAGUE:
            break
        if unit > _LARGEST:
            break
        # "thousands upon thousands" stresses, it does not multiply
        unit, stop = unit * VAGUE[scale[0]] if of[0] == "of" else unit, scale[1]
    if unit == 10:  # "tens" alone is a score or a column of figures
        return None
    some = _some(start, stop, unit)
    if not alone and (even := _EVEN.match(text, stop, end)):
        more = _vague(text, even.start("more"), even.end(), end, even["more"].lower(), alone=True)
        if more and more.high and more.high > (some.high or 0):
            return Numeral(start, more.end, None, some.low, more.high, "vague")
    return some


def _some(start: int, stop: int, unit: int) -> Numeral:
    # dozens are thought of as less than a hundred
    return Numeral(start, stop, None, 2.0 * unit, 99.0 if unit == 12 else 10.0 * unit - 1, "vague")


def _part(text: str, start: int, stop: int, end: int, word: str) -> Numeral:
    """Read "half", "half a million", "half-dozen", "quarter of a million"; a bare part is a share of a whole."""
    value = 1 / PARTS[word]
    after = _next(text, stop, end)
    if word not in _HALVES and after and after[0] in SCALES:
        after = None  # the fifth billion-dollar deal
    if word == "quarter" and after and after[0] == "of":
        after = _next(text, after[1], end)
        if after is None or after[0] != "a":
            after = None
    if after and after[0] in ("a", "an"):
        after = _next(text, after[1], end)
    if after and after[0] in SCALES:
        return exact(start, after[1], value * SCALES[after[0]], "words")
    return exact(start, stop, value, "fraction")


def _spelt(text: str, start: int, end: int, *, joining: bool) -> Numeral | None:
    """Read "two hundred and fifty thousand", "twenty-five", "two and a half million", "two-thirds"."""
    state, stop = (0, 0), start
    at = start
    while token := _next(text, at, end) if at > start else _first(text, start, end):
        word, after = token
        if word == "and" and stop > start and (following := _next(text, after, end)):
            if following[0] in ("a", "one") and (part := _next(text, following[1], end)) and part[0] in _HALVES:
                return _and_part(text, start, part[1], end, sum(state), 1 / PARTS[part[0]])
            if not joining or 0 < state[1] < 100:
                break
            word, after = following
        whole = sum(state)
        many = word[-1] == "s" or text[at] == "-"  # two thirds, a three-quarter-mile walk
        if stop > start and word in PARTS and (whole == 1 or (many and whole < PARTS[word])):
            return exact(start, after, whole / PARTS[word], "fraction")
        grown = _grow(*state, word)
        if grown is None:
            break
        state, stop = grown, after
        at = stop
    if text.startswith(" point ", stop) and stop > start and (spelt := _SPELT_DECIMALS.match(text, stop, end)):
        return _with_decimals(text, start, sum(state), spelt, end)
    return exact(start, stop, float(sum(state)), "words") if stop > start else None


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
    if word in TENS or word in SMALL:
        value = TENS.get(word) or SMALL[word]
        fits = group % 100 == 0 or (group % 100 >= 20 and group % 10 == 0 and 0 < value < 10)
        return (total, group + value) if fits else None
    scale = SCALES.get(word)
    if scale is None or total * scale > _LARGEST:
        return None
    if scale < 1000:
        return (total, (group or 1) * scale) if group < 100 and not (total and group == 0) else None
    if group:
        larger = (
            100 if scale in _BELOW_INDIAN and group < 100 else 1000
        )  # two lakh fifty thousand, three crore ten lakh
        return (total + group * scale, 0) if total % (scale * larger) == 0 else None
    return (total or 1) * scale, 0


def _and_part(text: str, start: int, stop: int, end: int, whole: int, part: float) -> Numeral:
    """Finish "two and a half": a scale that follows multiplies both; after a scale word the part is of that scale."""
    after = _next(text, stop, end)
    if after and after[0] in SCALES:
        return exact(start, after[1], rounded((whole + part) * SCALES[after[0]]), "words")
    scale = max((s for s in SCALES.values() if s >= 1000 and whole % s == 0), default=1)
    return exact(start, stop, whole + part * scale, "words")
