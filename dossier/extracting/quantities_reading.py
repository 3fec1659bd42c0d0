"""Reading one quantity where a number begins: range, unit, bound, direction, counted noun; or why it is none."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from dossier.extracting.counted import noun_phrase, plural
from dossier.extracting.numerals import SMALL, TENS, Numeral, read
from dossier.extracting.quantities_context import AFTER, CHANGE, CHANGE_NOUNS, WORDS, direction, qualifier
from dossier.extracting.quantities_refused import refused
from dossier.extracting.units import BEFORE, GLUED, LEADS, UNITS, Unit
from dossier.model import Article, Bound, Direction, Mention, Quantity, QuantityKind

_BACK = 64  # code points before a number that can bear on it


@dataclass(frozen=True, slots=True)
class Page:
    """A stretch of an article being read, and the stretches of it that dates and names have taken."""

    article: Article
    start: int
    end: int
    headline: bool
    taken: tuple[list[int], list[int]]
    names: Sequence[Mention]


@dataclass(slots=True)
class Reading:
    """What is known of the quantity so far."""

    start: int
    end: int
    number: Numeral
    low: float | None
    high: float | None
    value: float | None
    unit: Unit | None = None
    counted: str | None = None
    hyphened: bool = False
    kind: QuantityKind | None = None


_RANGE = re.compile(r"\s?(?:[-–—‑]|to|or)\s?(?=[$€£\d]|[^\W\d_])")
_AND = re.compile(r"\s(?:and|to)\s(?=[$€£\d]|[^\W\d_])")
_SENTENCE = re.compile(r"[.!?;][\"”’')]*\s+(?=[\"“‘(]?[A-Z\d])|\n")
_GLUE = re.compile(r"[A-Za-z°%ºµ²³]+(?:/[a-z]\b)?[²³]?")
_SIGN = re.compile(
    r"(?:[A-Za-z]{0,3}\$|[€£¥₹₩₦₱₪₫₴₽₺฿]|\b(?:euro|Rs\.?|Dhs?|R|KSh|Sh|USD|EUR|GBP|AUD|CAD|RM|Rp|Tk|SR|N|kr|AED|CHF|JPY|INR|ZAR|PKR|RMB|NZD|SGD|HKD|BRL|QR|BD))(?P<gap>\s?)$"
)
_LOST_SIGN = re.compile(r"(?:(?<=[A-Za-z(])\?\s|\ufffd{1,4}\s?)$")
_TAIL = re.compile(r"[\s-]{0,2}")


def read_quantity(page: Page, start: int) -> tuple[list[Quantity], int]:
    """Read what begins at `start`: the quantities found (none where it is no quantity) and where to go on."""
    text = page.article.text
    low = max(page.start, start - _BACK)
    for match in _SENTENCE.finditer(text, low, start):
        low = match.end()
    before = WORDS.findall(text, low, start)
    lower_before = [w.lower() for w in before[-3:]]
    number = read(text, start, page.end, joining="between" not in lower_before)
    if number is None:
        return [], start + 1
    stop = refused(page.article, text, number, before, low, page.start, page.end, headline=page.headline)
    if stop is not None:
        return [], stop
    reading = Reading(number.start, number.end, number, number.low, number.high, number.value)
    sign = _sign(page, reading)
    if sign:
        before = WORDS.findall(text, low, reading.start)
    _range(page, reading, before)
    _unit(page, reading, sign)
    return _finish(page, reading, before)


def _sign(page: Page, reading: Reading) -> str | None:
    """Take a currency sign or code that stands before the number."""
    text, start = page.article.text, reading.start
    if start == page.start or reading.number.form in ("vague",):
        return None
    last = text[start - 1]
    if last.isalpha() or last in "$€£¥₹₩₦₱₪₫₴₽₺฿. \u00a0":
        match = _SIGN.search(text[max(page.start, start - 6) : start])
        if match is None:
            return _lost(page, reading)
        written = match[0].strip()
        name = BEFORE.get(written.lower()) or ("$" if written.endswith("$") else None)
        if name is None or (match["gap"] and written in ("R", "N", "Sh", "kr") and not reading.number.grouped):
            return None
        reading.start -= len(match[0])
        return name
    return _lost(page, reading)


def _lost(page: Page, reading: Reading) -> str | None:
    """A question mark or � before an amount is a currency sign that an encoding lost."""
    text = page.article.text
    low = max(page.start, reading.start - 6)
    if not _LOST_SIGN.search(text[low : reading.start]):
        return None
    recent = text[max(0, reading.start - 30) : reading.start].lower()
    whole = text.lower()
    if "euro" in recent or "eur" in recent:
        return "GBP" if "(" in text[low : reading.start] else "EUR"
    return "EUR" if "euro" in whole or "€" in whole else "GBP" if "pound" in whole or "£" in whole else None


def currency(article: Article, sign: str) -> str:
    """Say which currency a sign shared by several means, from where the article was published and what it names."""
    if sign == "$":
        host = re.search(r"//[^/]*\.(au|nz|ca|sg|hk)(?:[/:]|$)", article.url or "")
        if host and "US$" in article.text:
            return {"au": "AUD", "nz": "NZD", "ca": "CAD", "sg": "SGD", "hk": "HKD"}[host[1]]
        return "USD"
    if sign == "¥":
        return "CNY" if re.search(r"\b(?:yuan|renminbi|Beijing|Chinese)\b", article.text) else "JPY"
    if sign == "Rs":
        text = article.text
        return (
            "PKR"
            if "Pakistan" in text and "India" not in text
            else "LKR"
            if "Sri Lanka" in text and "India" not in text
            else "INR"
        )
    return sign


def _range(page: Page, reading: Reading, before: Sequence[str]) -> None:
    """Join "24 to 30", "between 30 and 40", "2-3", "40 percent to 70 percent", "$5m-$6m" to one quantity."""
    text, number = page.article.text, reading.number
    if number.value is None or number.form == "fraction" and "between" not in [w.lower() for w in before[-3:]]:
        return
    tail = [w.lower() for w in before[-3:]]
    at = reading.end
    between = "between" in tail
    unit_end = _skip_unit(text, at, page.end)
    for begin in (at, unit_end) if unit_end > at else (at,):
        match = (_AND if between else _RANGE).match(text, begin, page.end)
        if match is None:
            continue
        second_at = match.end()
        signed = re.match(r"(?:US)?[$€£]\s?", text[second_at : second_at + 5])
        second_at += len(signed[0]) if signed else 0
        if second_at >= page.end:
            return
        word = re.match(r"\w+", text[second_at : second_at + 14])
        if not text[second_at].isdigit() and (
            word is None or word[0].lower() not in (SMALL.keys() | TENS.keys() | {"half", "two-thirds"})
        ):
            return
        second = read(text, second_at, page.end)
        if second is None or second.value is None:
            return
        joiner = match[0].strip()
        low, high = number.value, second.value
        if joiner == "or" and not (0 < high - low <= 2):
            return
        if (
            tail
            and tail[-1] == "from"
            and any(w.lower() in CHANGE for w in before[-8:])
            or ("from" in tail and joiner == "to" and any(w.lower() in CHANGE for w in before[-8:]))
        ):
            return
        if low < 1000 <= high and second.end - second_at > 3:  # "5 to 6 million": one scale for both
            scale = _shared_scale(text, second)
            low = low * scale if low * scale < high else low
        if low >= high or (
            joiner in "-–—‑"
            and text[second.end : second.end + 2].strip()[:1] in "-–‑"
            and text[second.end + 1 : second.end + 2].isdigit()
        ):
            return
        reading.low, reading.high, reading.value, reading.end = low, high, None, second.end
        return


def _shared_scale(text: str, second: Numeral) -> float:
    digits = re.match(r"[\d.,]+", text[second.start : second.end])
    if digits is None or second.value is None:
        return 1.0
    plain = float(digits[0].replace(",", "").rstrip(".") or 1)
    return second.value / plain if plain else 1.0


def _skip_unit(text: str, at: int, end: int) -> int:
    """Step over a unit inside a range: "40 percent to 70 percent"."""
    found = unit_at(text, at, end)
    return found[1] if found else at


_UNIT_WORD = re.compile(r"[A-Za-z°%ºµ²³][A-Za-z²³/.’'-]*|[°%º]")


def unit_at(text: str, at: int, end: int) -> tuple[Unit, int, bool] | None:
    """Read the unit at a place: the unit, where it ends, whether a hyphen binds it; None where none stands."""
    begin = at
    hyphened = begin < end and text[begin] in "-‐‑"
    if hyphened or (begin < end and text[begin] in " \u00a0\u202f"):
        begin += 1
    match = _UNIT_WORD.match(text, begin, end)
    if match is None:
        return None
    word = match[0].lower().rstrip(".’'-")
    if text[begin] in "%":
        word = "%"
    word_end = begin + len(word)
    if word in LEADS:
        phrase, phrase_end = word, word_end
        for _ in range(2):
            following = re.compile(r"[ -]([A-Za-z]+)").match(text, phrase_end, end)
            if following is None:
                break
            phrase, phrase_end = f"{phrase} {following[1].lower()}", following.end()
            if phrase in UNITS:
                return UNITS[phrase], phrase_end, hyphened
    if (
        begin == at
        and at > 0
        and text[at - 1].isalnum()
        and word not in GLUED
        and word not in ("%", "°c", "°f", "°", "º", "km²", "m²", "km/h", "m/s", "m³", "ºc")
    ):
        return None
    unit = UNITS.get(word)
    if unit is None:
        if (hyphened or "-" in word) and (lead := word.partition("-")[0]) in UNITS:
            rest = word[len(lead) + 1 :]
            if (
                rest
                in (
                    "long",
                    "old",
                    "high",
                    "deep",
                    "wide",
                    "tall",
                    "per",
                    "an",
                    "strong",
                    "thick",
                    "mark",
                    "plus",
                    "a",
                    "denominated",
                )
                or hyphened
            ):
                return UNITS[lead], begin + len(lead), hyphened
        return None
    if (
        len(word) <= 2
        and word.isalpha()
        and begin > at
        and not hyphened
        and word
        in (
            "m",
            "g",
            "mi",
            "ha",
            "nm",
            "pp",
            "in",
            "pen",
            "lb",
            "ms",
            "mb",
            "gb",
            "tb",
            "yr",
            "wk",
            "hr",
            "oz",
            "ft",
            "cm",
            "mm",
            "km",
            "kg",
            "mg",
            "ml",
            "mw",
            "gw",
            "kw",
        )
    ):
        if match[0] not in (
            "m",
            "km",
            "cm",
            "mm",
            "kg",
            "g",
            "ft",
            "ha",
            "mi",
            "lb",
            "ml",
            "mg",
            "MW",
            "GW",
            "kW",
            "MB",
            "GB",
            "TB",
            "yr",
            "hr",
            "wk",
            "oz",
            "nm",
        ):
            return None
    return unit, word_end, hyphened


_MILLION_NOT = re.compile(
    r"\s?(?:high|tall|long|wide|deep|away|from|above|below|north|south|east|west|race|sprint|final|freestyle|butterfly|hurdles|relay|dash|"
    r"backstroke|breaststroke|underwater|radius|in\s(?:length|height|depth|width|diameter)|heats?|semi|champion|gold|record|runner|world|olympic|pool|apart|up\b|down\b|thick)\b"
)


def _letter_m(page: Page, reading: Reading, sign: str | None) -> bool:
    """Whether a glued "m" means million: with money, or before a plural noun, unless a length is plain."""
    text, at = page.article.text, reading.end
    if text[at : at + 1] not in ("m", "M") or text[at + 1 : at + 2].isalnum():
        return False
    if sign:
        return True
    if _MILLION_NOT.match(text, at + 1, page.end):
        return False
    return (
        text[at] == "M"
        or noun_phrase(text, at + 1, page.end) is not None
        or reading.number.value is not None
        and "." in text[reading.number.start : reading.number.end]
        and text[at + 1 : at + 5] in (" in ", " by ", " to ", " las")
    )


_AGE = re.compile(r"[\s-]years?[\s-]old(?:s\b|\b)|-yr-old", re.IGNORECASE)
_MAGNITUDE_BEFORE = re.compile(r"\bmagnitudes?[\s-](?:(?:of|at)\s)?$|\bM$", re.IGNORECASE)
_RICHTER = re.compile(r"[\s-]?(?:on|at)\s(?:the\s)?(?:open-ended\s)?Richter(?:\sscale)?", re.IGNORECASE)
_QUAKE = re.compile(
    r"\b(?:magnitudes?|Richter|earthquake|quake|temblor|tremor|aftershocks?|foreshock|seismolog\w+)\b", re.IGNORECASE
)
_QUAKE_UNIT = re.compile(
    r"[\s-](?:degrees?|strength|points?)?\s?(?=(?:earthquake|quake|temblor|tremor|aftershock|on\sthe\sRichter))",
    re.IGNORECASE,
)


def _unit(page: Page, reading: Reading, sign: str | None) -> None:
    """Find what the number is of: money, an age, a magnitude, a unit that follows."""
    text = page.article.text
    if _letter_m(page, reading, sign):
        reading.end += 1
        _scale(reading, 10.0**6)
    if sign:
        reading.unit = Unit(currency(page.article, sign), "money")
        follow = unit_at(text, reading.end, page.end)
        if follow and follow[0].kind == "money":
            reading.end = follow[1]
        return
    if age := _AGE.match(text, reading.end, page.end):
        reading.unit, reading.end, reading.kind = UNITS["year"], age.end(), "age"
        return
    if lead := _MAGNITUDE_BEFORE.search(text[max(page.start, reading.start - 16) : reading.start]):
        reading.unit = UNITS["magnitude"]
        reading.start -= len(lead[0])
        return
    if richter := _RICHTER.match(text, reading.end, page.end):
        reading.unit, reading.end = UNITS["magnitude"], richter.end()
        return
    value = reading.value if reading.value is not None else reading.high
    if (
        value is not None
        and 1 <= value < 10
        and (quake := _QUAKE_UNIT.match(text, reading.end, page.end))
        and (quake[0].strip(" -") or value != int(value) or ".0" in text[reading.start : reading.end])
    ):
        reading.unit = UNITS["magnitude"]
        reading.end += len(quake[0].rstrip())
        return
    begin = reading.end
    if reading.number.form == "vague" or text[begin : begin + 4] == " of ":
        begin += 3 if text[begin : begin + 4] == " of " else 0
    found = unit_at(text, begin, page.end)
    if (
        found is None
        and reading.number.form == "fraction"
        and (half := re.compile(r"(?:\s|-)(?:an?|of\san?)[\s]").match(text, begin, page.end))
    ):
        found = unit_at(text, half.end() - 1, page.end)
    if found:
        unit, stop, hyphened = found
        if unit.name == "magnitude" and value is None:
            return
        reading.unit, reading.end, reading.hyphened = unit, stop, hyphened
        if unit.scale != 1:
            _scale(reading, unit.scale)
        _compound(page, reading)
        return
    if (
        value is not None
        and 1 <= value < 10
        and "." in text[reading.start : reading.end]
        and _QUAKE.search(text, max(page.start, reading.start - 220), min(page.end, reading.end + 80))
    ):
        reading.unit = UNITS["magnitude"]


def _scale(reading: Reading, factor: float) -> None:
    def times(value: float | None) -> float | None:
        if value is None:
            return None
        product = value * factor
        return float(round(product)) if product >= 1 and abs(product - round(product)) < 1e-6 * product else product

    reading.value, reading.low, reading.high = times(reading.value), times(reading.low), times(reading.high)


_MINUTES = {"hour": 60.0, "minute": 60.0, "year": 12.0, "foot": 12.0}
_SMALLER = {"hour": "minute", "minute": "second", "year": "month", "foot": "inch"}
_JOIN = re.compile(r"\s?(?:,\s|and\s|,\sand\s)?\s?(?=\d|[a-z])")


def _compound(page: Page, reading: Reading) -> None:
    """Join "1hr 4 mins", "two years and six months", "5 feet 10 inches" in the smaller unit."""
    text, unit = page.article.text, reading.unit
    if unit is None or unit.name not in _SMALLER or reading.value is None or reading.hyphened:
        return
    match = _JOIN.match(text, reading.end, page.end)
    if match is None or match.end() >= page.end or not (text[match.end()].isdigit() or match[0].strip()):
        return
    second = read(text, match.end(), page.end)
    if second is None or second.value is None or second.form not in ("digits", "words"):
        return
    follow = unit_at(text, second.end, page.end)
    if follow is None or follow[0].name != _SMALLER[unit.name] or second.value >= _MINUTES[unit.name]:
        return
    reading.value = reading.value * _MINUTES[unit.name] + second.value
    reading.low = reading.high = reading.value
    reading.unit, reading.end = follow[0], follow[1]


_RATIO = re.compile(r"\s(?:in|out\sof)\s(?:every\s)?(?=\d|[a-z])")
_AGE_BEFORE = re.compile(
    r"(?:\b(?:aged?|ages)\s(?:of\s|between\s|about\s|around\s|at\sleast\s)?$|\bage\b[^.\n]{0,30}\b(?:to|of|from|at|is|was)\s$)",
    re.IGNORECASE,
)
_AGE_PERSON = re.compile(r"(?:[A-Z][\w’'-]+|Jr\.|Sr\.)(?:,\s|\s\()$")
_AGE_CLOSE = re.compile(r"(?:,|\.(?:\s|$)|\)|;|\s(?:from|of|who|and|was|told|said)\b)")
_MONTHS_NAMED = re.compile(r"(?:Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sept?|Oct|Nov|Dec)\w*\.?,?\s?\(?$")


def _finish(page: Page, reading: Reading, before: Sequence[str]) -> tuple[list[Quantity], int]:
    text, number = page.article.text, reading.number
    kind: QuantityKind = reading.kind or (reading.unit.kind if reading.unit else "count")
    unit = reading.unit.name if reading.unit else None
    if unit is None and number.form != "vague" and (ratio := _ratio(page, reading)):
        reading.end, reading.value = ratio
        reading.low = reading.high = reading.value
        unit, kind = "fraction", "ratio"
    elif unit is None and number.form == "fraction":
        unit, kind = "fraction", "ratio"
    if unit is None and _is_age(page, reading):
        unit, kind = "year", "age"
    qualified = qualifier(before, duration=kind == "duration") if before else None
    bound: Bound = "~" if number.form == "vague" else "="
    words = None
    if qualified:
        words, bound, _ = qualified
        if number.form == "vague":
            bound = "~" if bound == "~" else bound
    after = [w for w in WORDS.findall(text, reading.end, min(page.end, reading.end + 40))[:6]]
    post = _after(text, reading.end, page.end)
    if post and not qualified:
        words, bound = post
    if words and number.form != "vague" and reading.value is not None:
        reading.low = reading.value if bound in (">", ">=") else None
        reading.high = reading.value if bound in ("<", "<=") else None
    start, end = reading.start, reading.end
    if unit in (None, "fraction") or kind == "percent":
        reading.counted = _counted(page, reading, unit)
    if number.form == "words" and number.value == 1 and unit is None and reading.counted is None and not qualified:
        return [], end
    if number.form == "words" and text[number.start : number.end].lower() == "couple":
        if text[number.end : number.end + 4] != " of ":
            return [], end
    changed: Direction | None = direction(before, after) if before or after else None
    if kind in ("age", "magnitude"):
        changed = None
    return [
        Quantity(
            article=page.article.id,
            start=start,
            end=end,
            text=text[start:end],
            value=reading.value,
            low=reading.low,
            high=reading.high,
            unit=unit,
            counted=reading.counted,
            qualifier=words,
            bound=bound,
            direction=changed,
            kind=kind,
        )
    ], max(end, number.end)


def _after(text: str, at: int, end: int) -> tuple[str, Bound] | None:
    if at < end and text[at] == "+":
        return "+", ">="
    match = re.compile(r"[\s-](?:(?:or|and|at)\s(?:the\s)?\w+|plus|odd)\b").match(text, at, end)
    if match is None:
        return None
    phrase = match[0].lower().strip(" -\n")
    bound = AFTER.get(phrase)
    return (phrase, bound) if bound else None


def _ratio(page: Page, reading: Reading) -> tuple[int, float] | None:
    """Read "one in five", "nine out of 10"."""
    if reading.value is None or reading.value > 1000 or reading.value != int(reading.value):
        return None
    text = page.article.text
    match = _RATIO.match(text, reading.end, page.end)
    if match is None:
        return None
    second = read(text, match.end(), page.end)
    if second is None or not second.value or second.value <= reading.value or second.form == "fraction":
        return None
    if "out" not in match[0] and (
        second.value > 1000 and reading.value != 1 or second.value >= 1900 and second.value < 2100
    ):
        return None
    if unit_at(text, second.end, page.end):
        return None
    return second.end, reading.value / second.value


def _is_age(page: Page, reading: Reading) -> bool:
    value = reading.value if reading.value is not None else reading.high
    if value is None or not 0 < value < 120 or value != int(value) or reading.number.grouped:
        return False
    text = page.article.text
    before = text[max(page.start, reading.start - 44) : reading.start]
    if _AGE_BEFORE.search(before):
        return True
    if reading.number.form != "digits" or reading.end != reading.number.end:
        return False
    return bool(
        _AGE_PERSON.search(before)
        and _AGE_CLOSE.match(text, reading.end, page.end)
        and not _MONTHS_NAMED.search(before)
        and not re.search(r"\d[),.]?\s?$", before)
    )


_OF = re.compile(r"\sof\s(?:whom\b)?")
_POSSESSIVE = re.compile(r"(?:[A-Z][\w.&-]*\s){0,3}[\w.]+(?:[’']s|s[’'])\s")
_CHANGE_IN = re.compile(r"\s(\w+)\s(?:in|of)\s(?:the\s)?")


def _counted(page: Page, reading: Reading, unit: str | None) -> str | None:
    text, end, at = page.article.text, page.end, reading.end
    if text.startswith(" of whom", at):
        return "whom"
    if of := _OF.match(text, at, end):
        begin = of.end()
        inner = read(text, begin, end) if begin < end and (text[begin].isalnum()) else None
        for _ in range(2):
            determiner = re.compile(r"(?:the|its|his|her|their|our|my|these|those|all|this|that|a|an)\s").match(
                text, begin, end
            )
            if determiner is None:
                break
            begin = determiner.end()
            inner = read(text, begin, end) if begin < end and text[begin].isalnum() else None
        if inner is not None:
            begin = inner.end
        begin = _possessed(text, begin, end)
        return noun_phrase(text, begin, end, mass=unit is not None)
    if unit is None:
        if at < end and text[at] in "-‐‑" and (noun := re.compile(r"[-‐‑]([A-Za-z]+)").match(text, at, end)):
            return noun[1]
        single = reading.value == 1 and reading.number.form != "fraction"
        return noun_phrase(text, at, end, singular=single)
    if (change := _CHANGE_IN.match(text, at, end)) and change[1].lower() in CHANGE_NOUNS:
        phrase = noun_phrase(text, change.end(), end, mass=True)
        return text[change.start(1) : change.end()] + phrase if phrase else None
    if unit == "fraction":
        return noun_phrase(text, at, end, mass=text[at : at + 5] == " the ")
    following = noun_phrase(text, at, end)
    return (
        following
        if following
        and (" " in following or plural(following))
        and following.split()[0].lower() in ("more", "fewer", "less")
        else None
    )


def _possessed(text: str, begin: int, end: int) -> int:
    match = _POSSESSIVE.match(text, begin, end)
    return match.end() if match else begin
