"""Quantities with decimal commas: 1.500.000, 1,5 Mio., 12 000, dos mil, deux milliards d'euros."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass

from dossier.extracting.dates.find import content
from dossier.extracting.languages.tables import SHARED, SIGNS, WORD, YEAR, Tongue, folded
from dossier.extracting.numerals.units import Unit
from dossier.extracting.numerals.words import rounded
from dossier.model import Article, Bound, DateSpan, Mention, Quantity
from dossier.text.folding import fold

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
_SIGN_AFTER = re.compile(rf"{_SPACE}?(%|€|°C|US\$|\$|£|(?:EUR|USD|km²|km2|km|m²|m2|m|cm|kg|g|ha)\b)")
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


def find_quantities(
    article: Article, tongue: Tongue, dates: Sequence[DateSpan], names: Sequence[Mention]
) -> list[Quantity]:
    """Find the quantities outside of dates and names, in text order."""
    taken = sorted([*((date.start, date.end) for date in dates), *((name.start, name.end) for name in names)])
    starts = [start for start, _ in taken]
    text = article.text
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
        return None  # a year
    return _Number(start, after, value, value, value, words=False) if value < _CARDINAL_LIMIT else None


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


def _words(text: str, start: int, end: int, tongue: Tongue) -> _Number | None:
    """Read number words: dos mil quinientos, zweiundzwanzig, trois millions; miles, Dutzende."""
    total, group, stop, at = 0, 0, start, start
    first = WORD.match(text, start, end)
    assert first
    word = fold(first[0])
    if word in tongue.vague and (word not in tongue.scales or _stands_for_many(text, first.end(), tongue)):
        low, high = tongue.vague[word]
        factor = 1.0
        if (after := re.compile(r"\s(?:de\s)(\w+)").match(text, first.end(), end)) and fold(after[1]) in tongue.scales:
            factor, stop = tongue.scales[fold(after[1])], after.end()  # miles de millones, decenas de miles is vague
        return _Number(start, max(stop, first.end()), None, low * factor, high * factor, words=True)
    while match := WORD.match(text, at, end):
        word = fold(match[0])
        if word in tongue.joiners and stop > start:
            at = match.end() + 1
            nxt = WORD.match(text, at, end)
            if not nxt or fold(nxt[0]) not in tongue.numbers or tongue.numbers[fold(nxt[0])] >= 100:
                break
            continue
        if word in tongue.numbers:
            value = tongue.numbers[word]
            if value == 100 and 1 < group < 10:
                group *= 100  # trois cents
            elif group and value >= _room(group):
                break
            else:
                group += value
        elif word in tongue.scales and total + (group or 1) * tongue.scales[word] < _CARDINAL_LIMIT:
            scale = tongue.scales[word]
            if stop == start and scale > 1000:
                return None
            if total and not group:
                total *= scale  # mil millones
            elif group or scale == 1000:
                total, group = total + (group or 1) * scale, 0
            else:
                break
        else:
            break
        stop = match.end()
        gap = re.compile(r"[ \u00a0-]").match(text, stop, end)
        if not gap:
            break
        at = gap.end()
    value = total + group
    if stop == start or value < 2:
        return None
    return _Number(start, stop, float(value), float(value), float(value), words=True)


def _room(group: int) -> int:
    """Give below what a number word must be to follow: behind ciento less than a hundred, behind treinta than ten."""
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
    if not number.words and (sign := _SIGN_BEFORE.search(text, limit, start)):
        unit, start = SIGNS[sign[1]], sign.start()
    elif sign := _SIGN_AFTER.match(text, end, last):
        unit = SIGNS.get(sign[1]) or SHARED.get(sign[1])
        end = sign.end() if unit else end
    elif per_cent := _PER_CENT.match(text, end, last):
        unit, end = SIGNS["%"], per_cent.end()
    else:
        unit, end = _unit(text, end, last, tongue)
    counted = None
    if unit is None or unit.kind == "percent":
        counted = _counted(text, end, last, tongue)
    kind = unit.kind if unit else "count"
    if unit == YEAR and (_AGE_BEFORE.search(text, limit, number.start) or _OF_AGE.match(text, end)):
        kind = "age"
    both = number.words and before and before[-1] in tongue.determiners and (value_ := number.value) and value_ < 10
    if unit is None and number.words and (counted is None or both):
        return None  # a pronoun: los dos, les trois
    said, bound = _bound(text, limit, start, tongue)
    value = number.value
    if value is None:
        bound = bound if said else "~"
    elif said:
        low = None if bound in {"<", "<="} else value
        high = None if bound in {">", ">="} else value
    return Quantity(
        article=article.id, start=start, end=end, text=text[start:end], value=value, low=low, high=high,
        unit=unit.name if unit else None, counted=counted, qualifier=said, bound=bound, kind=kind,
    )  # fmt: skip


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
