"""Quantities with decimal commas: 1.500.000, 1,5 Mio., 12 000, dos mil, deux milliards d'euros."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache

from dossier.extracting.dates.find import content
from dossier.extracting.languages.calendar_words import key
from dossier.extracting.languages.tables import SHARED, SIGNS, WORD, YEAR, Tongue, folded
from dossier.extracting.lexicon import table
from dossier.extracting.numerals.units import Unit
from dossier.extracting.numerals.words import rounded
from dossier.model import Article, Bound, DateSpan, Mention, Quantity
from dossier.text.folding import fold

_FRACTION = Unit("fraction", "ratio")
_SIGNED = frozenset({"temperature", "percent", "money"})
_SPACE = "[ \u00a0\u202f\u2009]"
# Groups of three behind points, spaces or apostrophes; a comma, or a point with one or two digits, is decimal.
_DIGITS = re.compile(
    r"(?P<whole>\d{1,3}(?:(?P<mark>[.\u00a0\u202f\u2009 ’'])\d{3})(?:(?P=mark)\d{3})*|\d+)"
    r"(?:,(?P<part>\d+)|\.(?P<point>\d{1,2}))?(?![\d]|[.,:]\d|h\d)"
)
_TOKEN = re.compile(r"\d+|[^\W\d_]+")
_NOT_BEFORE = re.compile(r"[\w.,:/][-–]?\Z|[#+]\Z|[A-Za-z]-\Z")
_TIME = re.compile(
    rf"(?:[:.h]\d\d)?{_SPACE}?(?:h\b|Uhr\b|heures?\b(?=\s\d|\s(?:du|le|GMT))|hs\b)|:\d\d|h\d\d"
    rf"|{_SPACE}(?:und|bis|et|y|e|a|à)\s\d{{1,2}}(?:[.:]\d\d)?{_SPACE}?(?:Uhr|h)\b"
)
_ORDINAL = re.compile(r"[º°ª](?!C)|\.[º°ª]|(?:er|re|e|ème|nd|nde)\b|-?(?:jährig|fach)\w*")
_SIGN_AFTER = re.compile(
    rf"{_SPACE}?(%|€|°C|US\$|\$|£|km²|m²|m³|µg/m³|(?:EUR|USD|CHF|km/h|km2|km|m2|m3|mm|cm|m|kg|mg|g|ha|kWh|MWh|GWh|TWh|kW|MW|GW|MB|GB|TB)\b)"
)
_MINUS = re.compile(r"(?:(?:^|(?<=[\s(«“„]))[-−–]|(?<![^\W_])(?i:minus|moins|menos|meno)\s)\Z")
_RANGE = re.compile(rf"{_SPACE}?[-–]{_SPACE}?(?=\d)|{_SPACE}(?P<by>a|à|bis|y|et|e|und){_SPACE}(?=\d)")
_BETWEEN = re.compile(r"(?:entre|zwischen)\s\Z", re.IGNORECASE)
_AND = frozenset({"y", "et", "e", "und"})
_SIGN_BEFORE = re.compile(rf"(US\$|R\$|S/|\$|€|£)\.?{_SPACE}?\Z")
_PER_CENT = re.compile(rf"{_SPACE}(?:por{_SPACE}ciento|por{_SPACE}cento|pour{_SPACE}cent|Prozent)\b", re.IGNORECASE)
_OF_AGE = re.compile(r"\s(?:de edad|d[’']âge|de idade|alt\b)")
_AGE_BEFORE = re.compile(r"[,(]\s?(?:de\s)?\Z|\bâgée?s? de \Z")
_SENTENCE_END = re.compile(r"[.!?;:]\s+\Z|\n\s*\Z")
_LIST_WORDS = frozenset(
    "articulo article artikel artigo numero nummer pagina page seite capitulo chapitre kapitel ley".split()
)
_CARDINAL_LIMIT = 10**15
_OF = " \u00a0\u202fde’'"  # what may stand between a scale word and what is counted


@dataclass(slots=True)
class _Number:
    start: int
    end: int
    value: float | None
    low: float
    high: float
    words: bool
    share: bool = False
    about: bool = False
    """Whether the word itself says about so many: une centaine."""


def find_quantities(
    article: Article, tongue: Tongue, dates: Sequence[DateSpan], names: Sequence[Mention]
) -> list[Quantity]:
    """Find the quantities outside of dates and names, in text order."""
    text = article.text
    free_names = [name for name in names if not _is_number(text, name, tongue)]
    taken = sorted([*((date.start, date.end) for date in dates), *((name.start, name.end) for name in free_names)])
    starts = [start for start, _ in taken]
    found: list[Quantity] = []
    for zone in content(article):
        free, end = zone.start, min(zone.end, len(text))
        for match in _TOKEN.finditer(text, zone.start, end):
            start = match.start()
            if start < free:
                continue
            at = bisect_right(starts, start) - 1
            if at >= 0 and start < taken[at][1]:
                continue
            number = _digits(text, start, end, tongue) if match[0][0].isdecimal() else _words(text, start, end, tongue)
            if number is None:
                if match[0][0].isdecimal():
                    free = _past(text, start, end)
                continue
            free = number.end
            if quantity := _quantity(article, tongue, number, zone.start, end):
                found.append(quantity)
                free = max(free, quantity.end)
    return found


def _is_number(text: str, name: Mention, tongue: Tongue) -> bool:
    """Return whether a name is nothing but number words at the start of a sentence: Quatre-vingt-douze vaches."""
    return text[name.start].isalpha() and _spelt(text, name.start, name.end, tongue)[1] == name.end


def _past(text: str, start: int, end: int) -> int:
    """Find where figures that are no number end: 12.11.2025, 3:2."""
    match = re.compile(r"[\d.,:/]*\d").match(text, start, end)
    return match.end() if match else start + 1


def _digits(text: str, start: int, end: int, tongue: Tongue) -> _Number | None:
    match = _DIGITS.match(text, start, end)
    if match is None or _NOT_BEFORE.search(text, max(0, start - 2), start):
        return None
    stop = match.end()
    whole = re.sub(r"\D", "", match["whole"])
    if len(whole) > 15 or _ORDINAL.match(text, stop) or _TIME.match(text, stop):
        return None
    if joined := _range(text, match, end, tongue):
        return joined
    if stop < end and text[stop : stop + 1] in "-–/" and text[stop + 1 : stop + 2].isalnum():
        return None  # 30-Tage, 3-2, 5/6
    if tongue.nouns_capital and int(whole) <= 31 and re.match(r"\.\s[A-ZÄÖÜa-zäöü]", text[stop : stop + 3]):
        return None  # der 3. Versuch
    scale, after = _scales(text, stop, end, tongue)
    part = match["part"] or match["point"]
    if match["part"] and len(match["part"]) == 3 and not match["mark"] and scale == 1 and len(whole) <= 3:
        whole, part = whole + match["part"], None  # 2,500 soles, as it is written in parts of America
    value = rounded(float(f"{whole}.{part or 0}") * scale)
    bare = not (part or match["mark"]) and scale == 1
    if bare and len(whole) == 4 and 1800 <= value <= 2100 and not _SIGN_AFTER.match(text, after):
        counted = _counted(text, after, end, tongue)
        if counted is None or not (tongue.nouns_capital or counted.endswith("s")):
            return None  # a year
    return _Number(start, after, value, value, value, words=False) if value < _CARDINAL_LIMIT else None


def _range(text: str, first: re.Match[str], end: int, tongue: Tongue) -> _Number | None:
    """Read 40-50, entre 40 y 50, 3 bis 5 where a unit, a sign or a noun stands behind; None where no range does."""
    join = _RANGE.match(text, first.end(), end)
    if join is None or (
        (join["by"] in _AND) != (_BETWEEN.search(text, max(0, first.start() - 10), first.start()) is not None)
        and join["by"]
    ):
        return None
    lead = [word for word, _, _ in folded(text, max(0, first.start() - 30), first.start())][-3:]
    if join["by"] in ("a", "à") and set(lead) & _amounts(tongue.code).changed:
        return None  # passé de 310 à 385
    second = _DIGITS.match(text, join.end(), end)
    if second is None or (int(re.sub(r"\D", "", second["whole"])) > 1900 and not second["mark"]):
        return None
    low, high = (float(f"{re.sub(r'[^0-9]', '', m['whole'])}.{m['part'] or m['point'] or 0}") for m in (first, second))
    scale, after = _scales(text, second.end(), end, tongue)
    measured = (
        scale > 1
        or _SIGN_AFTER.match(text, after)
        or _PER_CENT.match(text, after)
        or _unit(text, after, end, tongue)[0]
    )
    if low >= high or not (measured or _counted(text, after, end, tongue)) or _TIME.match(text, second.end()):
        return None
    return _Number(first.start(), after, None, rounded(low * scale), rounded(high * scale), words=False)


def _scales(text: str, at: int, end: int, tongue: Tongue) -> tuple[float, int]:
    """Multiply the scale words that follow: mil millones, Mrd."""
    factor = 1.0
    while match := re.compile(rf"{_SPACE}(\w+\b\.?)").match(text, at, end):
        word = fold(match[1]).rstrip(".")
        if word not in tongue.scales or factor * tongue.scales[word] > _CARDINAL_LIMIT:
            break
        factor *= tongue.scales[word]
        at = match.end() - (match[1].endswith(".") and word not in {"mio", "mrd", "tsd"})
    return factor, at


@dataclass(frozen=True, slots=True)
class _Amounts:
    """Words of a language for shares and for so many together, folded."""

    shares: dict[str, float]
    share_plurals: dict[str, float]
    collections: dict[str, float]
    led: frozenset[str]
    changed: frozenset[str]


@cache
def _amounts(code: str) -> _Amounts:
    rows = table(f"languages/{code}_amounts")
    shares, plurals, together = (
        {key(word): float(value) for word, value in rows[name].items()}
        for name in ("shares", "share_plurals", "collections")
    )
    led, changed = (frozenset(map(key, rows[name])) for name in ("led", "changed"))
    return _Amounts(shares, plurals, together, led, changed)


_WORD_BEFORE = re.compile(r"([^\W\d_]+)[ \u00a0]\Z")
_NEXT_WORDS = re.compile(r"\s([^\W\d_]+)(?:\s([^\W\d_]+))?")


def _share_or_collection(text: str, first: re.Match[str], end: int, tongue: Tongue) -> _Number | None:
    """Read un tercio, deux tiers, die Hälfte, ein Viertel; una docena, un millier, ein Dutzend."""
    words, word = _amounts(tongue.code), fold(first[0])
    lead = _WORD_BEFORE.search(text, max(0, first.start() - 12), first.start())
    led = lead is not None and fold(lead[1]) in words.led
    if tongue.nouns_capital and word == "halfte" and led:
        return _shared(first.start(), first.end(), 1, 2)
    following = _NEXT_WORDS.match(text, first.end(), end)
    pair = f"{word} {fold(following[1])}" if following else ""
    if (
        led
        and (of := words.shares.get(pair) or words.shares.get(word))
        and not _ranked(text, first.end(), pair in words.shares, tongue)
    ):
        stop = following.end(1) if following and pair in words.shares else first.end()
        value = of if of < 1 else 1 / of
        return _Number(first.start(), stop, value, value, value, words=True, share=True)
    count = tongue.numbers.get(word, 0)
    if following and 1 < count < 10 and (of := words.share_plurals.get(fold(following[1]))) and count < of:
        return _shared(first.start(), following.end(1), count, int(of))
    if led and word in words.collections:
        value = words.collections[word]
        return _Number(first.start(), first.end(), value, value, value, words=True, about=value != _DOZEN)
    return None


_DOZEN = 12


def _ranked(text: str, at: int, pair: bool, tongue: Tongue) -> bool:
    """Return whether a word for a share is an ordinal or an hour: el cuarto puesto, un quarto d'ora."""
    following = WORD.match(text, at + 1) if text[at : at + 1] == " " else None
    if pair or following is None or tongue.nouns_capital:
        return False
    word = fold(following[0])
    return word not in tongue.of and word not in tongue.no_count and word not in tongue.small


_EINHALB = re.compile(r"(anderthalb|(\w+)einhalb)(fach\w*)?\Z")
_AND_A_HALF = re.compile(r"\s(?:y\smedi[oa]|et\sdemie?|e\smei[oa])\b")


def _half_more(word: str, tongue: Tongue) -> float | None:
    """Return what a German word with a half in it says: anderthalb, zweieinhalb."""
    match = _EINHALB.match(word) if tongue.nouns_capital and word.endswith("halb") else None
    if match is None:
        return None
    if word in ("anderthalb", "eineinhalb"):
        return 1.5
    whole = tongue.numbers.get(match[2] or "")
    return whole + 0.5 if whole else None


def _words(text: str, start: int, end: int, tongue: Tongue) -> _Number | None:
    """Read number words: dos mil quinientos, zweiundzwanzig, trois millions; miles, Dutzende."""
    first = WORD.match(text, start, end)
    assert first
    word = fold(first[0])
    if half := _half_more(word, tongue):
        scale, stop = _scales(text, first.end(), end, tongue)
        return _Number(start, stop, half * scale, half * scale, half * scale, words=True)
    if share := _one_in(text, first, end, tongue) or _share_or_collection(text, first, end, tongue):
        return share
    if word in tongue.vague and (word not in tongue.scales or _stands_for_many(text, first.end(), tongue)):
        low, high = tongue.vague[word]
        factor, stop = 1.0, start
        if (after := re.compile(r"\s(?:de\s)(\w+)").match(text, first.end(), end)) and fold(after[1]) in tongue.scales:
            factor, stop = tongue.scales[fold(after[1])], after.end()  # miles de millones, decenas de miles is vague
        return _Number(start, max(stop, first.end()), None, low * factor, high * factor, words=True)
    value, stop = _spelt(text, start, end, tongue)
    if stop > start and (more := _AND_A_HALF.match(text, stop, end)):  # dos millones y medio
        largest = max((s for s in tongue.scales.values() if value and value % s == 0), default=0)
        if largest:
            value, stop = value + largest / 2, more.end()
    if stop == start or value < 2:
        return None
    return _Number(start, stop, float(value), float(value), float(value), words=True)


def _spelt(text: str, start: int, end: int, tongue: Tongue) -> tuple[float, int]:
    """Return the value of the number words at `start` and where they end; `start` where there are none."""
    total, group, stop, at = 0, 0, start, start
    while match := WORD.match(text, at, end):
        word = fold(match[0])
        if word in tongue.joiners and stop > start:
            following = WORD.match(text, match.end() + 1, end)
            if following is None or not _joins(fold(following[0]), total, group, tongue):
                break
            at = following.start()
            continue
        grown = _grow(total, group, word, tongue, first=stop == start)
        if grown is None:
            break
        (total, group), stop = grown, match.end()
        gap = re.compile(r"[ \u00a0-]").match(text, stop, end)
        if not gap:
            break
        at = gap.end()
    return total + group, stop


def _joins(word: str, total: int, group: int, tongue: Tongue) -> bool:
    """Whether "y", "et", "e" joins the number word behind it: treinta y dos, dois mil e duzentos."""
    value = tongue.numbers.get(word)
    if value is None:
        return False
    return value < 100 or ("e" in tongue.joiners and total > 0 and group == 0)


def _grow(total: int, group: int, word: str, tongue: Tongue, *, first: bool) -> tuple[int, int] | None:
    """Add a number word to the finished thousands and the group below; None where it cannot follow."""
    if word in tongue.numbers:
        value = tongue.numbers[word]
        if value == 100 and 1 < group < 10:
            return total, group * 100  # trois cents
        if value == 20 and group % 100 == 4 and "et" in tongue.joiners:
            return total, group + 76  # quatre-vingts
        return (total, group + value) if not group or value < _room(group, tongue) else None
    scale = tongue.scales.get(word)
    if scale is None or total + (group or 1) * scale >= _CARDINAL_LIMIT or (first and scale > 1000):
        return None
    if total and not group:
        return total * scale, 0  # mil millones
    return (total + (group or 1) * scale, 0) if group or scale == 1000 else None


_SHARE = {
    "es": re.compile(r"\sde\scada\s(?P<of>[^\W_]+)"),
    "pt": re.compile(r"\sem\s(?:cada\s)?(?P<of>[^\W_]+)"),
    "fr": re.compile(r"\s(?:[^\W\d_]+\s){0,2}sur\s(?P<of>[^\W_]+)"),
    "de": re.compile(r"\s(?:[^\W\d_]+\s)?von\s(?P<of>[^\W_]+)"),
}
_NTH = re.compile(r"\s(?P<nth>[^\W\d_]+?)(?:ten?|tes|ter|e|es|er)\b")
_EVERY = frozenset({"jeder", "jede", "jedes", "jedem", "jeden"})
_NTHS = {
    "zwei": 2,
    "drit": 3,
    "vier": 4,
    "funf": 5,
    "sechs": 6,
    "sieb": 7,
    "sieben": 7,
    "acht": 8,
    "neun": 9,
    "zehn": 10,
}


def _one_in(text: str, first: re.Match[str], end: int, tongue: Tongue) -> _Number | None:
    """Read a share told in heads: uno de cada cinco, un Français sur trois, jeder Fünfte."""
    word = fold(first[0])
    if tongue.nouns_capital and word in _EVERY:
        nth = _NTH.match(text, first.end(), end)
        of = _NTHS.get(fold(nth["nth"])) if nth else None
        return _shared(first.start(), nth.end(), 1, of) if nth and of else None
    count = tongue.numbers.get(word) or _ONES.get(word, 0)
    pattern = _SHARE[
        "de" if tongue.nouns_capital else "fr" if "et" in tongue.joiners else "pt" if "e" in tongue.joiners else "es"
    ]
    match = pattern.match(text, first.end(), end) if 0 < count < 100 else None
    if match is None:
        return None
    written = fold(match["of"])
    of = int(written) if written.isdigit() else tongue.numbers.get(written, 0)
    if not count < of <= 1000 or (tongue.nouns_capital and count > 1):
        return None
    return _shared(first.start(), match.end(), count, of)


_ONES = {"einer": 1, "eine": 1, "eines": 1, "einem": 1}


def _shared(start: int, end: int, count: int, of: int) -> _Number:
    return _Number(start, end, count / of, count / of, count / of, words=True, share=True)


def _room(group: int, tongue: Tongue) -> int:
    """Return below what a number word must be to follow: behind ciento less than a hundred, behind treinta than ten."""
    if group % 100 in (60, 80) and "et" in tongue.joiners:
        return 20  # soixante-douze, quatre-vingt-douze
    return 100 if group % 100 == 0 else 10 if group % 10 == 0 else 1


def _stands_for_many(text: str, at: int, tongue: Tongue) -> bool:
    """Whether a plural scale word has no number before it: millones de personas, Millionen Menschen."""
    after = WORD.match(text, at + 1) if at < len(text) else None
    return after is not None and (fold(after[0]) in tongue.of or tongue.nouns_capital)


def _quantity(article: Article, tongue: Tongue, number: _Number, first: int, last: int) -> Quantity | None:
    text = article.text
    start, end = number.start, number.end
    low: float | None = number.low
    high: float | None = number.high
    limit = max(first, start - 60)
    before = [word for word, _, _ in folded(text, limit, start)]
    if before and before[-1] in _LIST_WORDS and not number.words:
        return None
    unit: Unit | None = None
    if number.share:
        unit = _FRACTION
    elif not number.words and (sign := _SIGN_BEFORE.search(text, limit, start)):
        unit, start = SIGNS[sign[1]], sign.start()
    elif sign := _SIGN_AFTER.match(text, end, last):
        unit = SIGNS.get(sign[1]) or SHARED.get(sign[1])
        end = sign.end() if unit else end
    elif per_cent := _PER_CENT.match(text, end, last):
        unit, end = SIGNS["%"], per_cent.end()
    else:
        unit, end = _unit(text, end, last, tongue)
    value = number.value
    if unit and (more := _AND_A_HALF.match(text, end, last)) and value is not None and unit.kind != "money":
        value, end = value + 0.5, more.end()  # dos años y medio
        low = high = value
    if unit and unit.kind in _SIGNED and (minus := _MINUS.search(text, limit, start)):
        start = minus.start()
        value, low, high = -value if value is not None else None, -(high or 0.0), -(low or 0.0)
    counted = None
    if unit is None or unit.kind in ("percent", "ratio"):
        counted = _counted(text, end, last, tongue)
    kind = unit.kind if unit else "count"
    if unit == YEAR and (_AGE_BEFORE.search(text, limit, number.start) or _OF_AGE.match(text, end)):
        kind = "age"
    both = number.words and before and before[-1] in tongue.determiners and (value_ := number.value) and value_ < 10
    if unit is None and number.words and ((counted is None and _few(number)) or both):
        return None  # a pronoun: los dos, les trois
    said, bound = _bound(text, limit, start, tongue)
    if number.words and (value is None or (number.about and not said)):
        bound = bound if said else "~"
    elif said and value is not None:
        low = None if bound in {"<", "<="} else value
        high = None if bound in {">", ">="} else value
    return Quantity(
        article=article.id, start=start, end=end, text=text[start:end], value=value, low=low, high=high,
        unit=unit.name if unit else None, counted=counted, qualifier=said, bound=bound, kind=kind,
    )  # fmt: skip


def _few(number: _Number) -> bool:
    """Return whether a number word alone may be a pronoun or part of a phrase: los dos, à trois."""
    return (number.value or number.high) < 13


def _bound(text: str, limit: int, start: int, tongue: Tongue) -> tuple[str | None, Bound]:
    """Find the words before a number that bound it, with how they are written."""
    if cut := _SENTENCE_END.search(text, limit, start):
        limit = cut.end()
    for phrase, bound in tongue.bounds:
        size = len(phrase.split())
        last = folded(text, limit, start)[-size:]
        if " ".join(word for word, _, _ in last) == phrase and not text[last[-1][2] : start].strip("’'. \u00a0\u202f"):
            return text[last[0][1] : last[-1][2]], bound
    return None, "="


def _unit(text: str, at: int, last: int, tongue: Tongue) -> tuple[Unit | None, int]:
    """Read a unit in words, behind “de” where a scale word wants it."""
    following = folded(text, at, min(last, at + 40))
    if following and following[0][0] in tongue.of and not text[at : following[0][1]].strip():
        following = following[1:]
    if following and following[0][0] in tongue.units and not text[at : following[0][1]].strip(_OF):
        return tongue.units[following[0][0]], following[0][2]
    return None, at


def _counted(text: str, at: int, last: int, tongue: Tongue) -> str | None:
    """Give the noun beside a number; in German with the adjectives before it."""
    following = folded(text, at, min(last, at + 60))
    if following and following[0][0] in tongue.of:
        following = following[1:]
    begin = None
    for count, (word, start, end) in enumerate(following):
        gap = text[(following[count - 1][2] if count else at) : start]
        if gap.strip(_OF) or word in tongue.no_count or count > 2:
            return None
        begin = start if begin is None else begin
        if not tongue.nouns_capital:
            return text[start:end] if text[start].islower() else None
        if text[start].isupper():
            return text[begin:end]
    return None
