"""Quantities with decimal commas: numbers in figures or words with their units, what they count, what bounds them."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from dossier.extracting.dates.find import content
from dossier.extracting.languages.numbers.figures import LanguageNumeral, figures, past
from dossier.extracting.languages.numbers.measures import counted, points, unit_words
from dossier.extracting.languages.numbers.words import number_words, spelt
from dossier.extracting.languages.tables import PATTERNS, SIGNS, SYMBOLS, YEAR, LanguageData, folded
from dossier.extracting.lexicon import words
from dossier.extracting.numerals.units import UNITS, Unit
from dossier.extracting.numerals.words import rounded
from dossier.model import Article, Bound, DateSpan, Mention, Quantity, QuantityKind
from dossier.text.folding import fold

_FRACTION = Unit("fraction", "ratio")
_SIGNED = frozenset({"temperature", "percent", "money"})
_REACH = 60  # code points before a number in which words bear on it
_POINTS = frozenset("medio meio demi punto ponto point".split())
_FEW = 13  # below, a number word alone may be a pronoun or part of a phrase: los dos, à trois


def find_quantities(
    article: Article, lang: LanguageData, dates: Sequence[DateSpan], names: Sequence[Mention]
) -> list[Quantity]:
    """Return the quantities outside of dates and names, in text order."""
    text = article.text
    free_names = [name for name in names if not _is_number(text, name, lang)]
    taken = sorted([*((date.start, date.end) for date in dates), *((name.start, name.end) for name in free_names)])
    return [found for zone in content(article) for found in _in_zone(article, lang, zone.start, zone.end, taken)]


def _in_zone(
    article: Article, lang: LanguageData, first: int, last: int, taken: Sequence[tuple[int, int]]
) -> Iterator[Quantity]:
    text = article.text
    free, end = first, min(last, len(text))
    starts = [start for start, _ in taken]
    for match in PATTERNS.number_begins.finditer(text, first, end):
        start = match.start()
        at = bisect_right(starts, start) - 1
        if start < free or (at >= 0 and start < taken[at][1]):
            continue
        written = match[0][0].isdecimal()
        if whole := _of_years(article, start, end, lang) if lang.nouns_capital else _half_point(article, match, end):
            free = whole.end
            yield whole
            continue
        number = (figures if written else number_words)(text, start, end, lang)
        if number is None:
            free = past(text, start, end) if written else free
            continue
        free = number.end
        if quantity := _Measured(article, lang, number, first, end).quantity():
            free = max(free, quantity.end)
            yield quantity


def _of_years(article: Article, start: int, end: int, lang: LanguageData) -> Quantity | None:
    """Return the years in a German word: der 34-Jährige, ihre siebenjährige Tochter; None where there are none."""
    match = PATTERNS.of_years.match(article.text, start, end)
    if match is None:
        return None
    written = fold(match["n"])
    years = int(written) if written.isdigit() else lang.numbers.get(written)
    if not years:
        return None
    value, unit = float(years), YEAR
    return Quantity(
        article=article.id, start=start, end=match.end(), text=match[0], value=value, low=value, high=value,
        unit=unit.name, kind="duration" if PATTERNS.lasting.match(article.text, match.end()) else "age",
    )  # fmt: skip


def _half_point(article: Article, word: re.Match[str], end: int) -> Quantity | None:
    """Return half a point of a share, or one and a half: medio punto, un point et demi; None where none is told."""
    match = PATTERNS.half_point.match(article.text, word.start(), end) if word[0].lower() in _POINTS else None
    if match is None:
        return None
    value, unit = (1.5 if match["one"] else 0.5), UNITS["percentage point"]
    return Quantity(
        article=article.id, start=match.start(), end=match.end(), text=match[0], value=value, low=value, high=value,
        unit=unit.name, kind=unit.kind,
    )  # fmt: skip


def _is_number(text: str, name: Mention, lang: LanguageData) -> bool:
    """Return whether a name is nothing but number words at the start of a sentence: Quatre-vingt-douze vaches."""
    return text[name.start].isalpha() and spelt(text, name.start, name.end, lang)[1] == name.end


@dataclass(slots=True)
class _Amount:
    """What a number says, and the stretch that says it with its unit."""

    start: int
    end: int
    value: float | None
    low: float | None
    high: float | None
    unit: Unit | None


class _Measured:
    """A number and the words around it, from which its quantity is made."""

    def __init__(self, article: Article, lang: LanguageData, number: LanguageNumeral, first: int, last: int) -> None:
        self.article, self.text, self.lang, self.number, self.last = article, article.text, lang, number, last
        self.limit = max(first, number.start - _REACH)
        self.before = [word for word, _, _ in folded(self.text, self.limit, number.start)][-1:]

    def quantity(self) -> Quantity | None:
        """Return the quantity; None for a label (artículo 5) and for a pronoun (los dos)."""
        number = self.number
        if not number.words and words("languages/labels").intersection(self.before):
            return None
        amount = self._measured()
        self._add_half(amount)
        self._negate(amount)
        thing = None
        if amount.unit is None or amount.unit.kind in ("percent", "ratio"):
            thing = counted(self.text, amount.end, self.last, self.lang)
        if amount.unit is None and number.words and self._is_pronoun(thing):
            return None
        said, bound = self._bound(amount)
        start, end, unit = amount.start, amount.end, amount.unit
        return Quantity(
            article=self.article.id, start=start, end=end, text=self.text[start:end], value=amount.value,
            low=amount.low, high=amount.high, unit=unit.name if unit else None, counted=thing, qualifier=said,
            bound=bound, kind=self._kind(amount),
        )  # fmt: skip

    def _measured(self) -> _Amount:
        """Return the amount with the unit that a sign, a symbol or a word beside it gives."""
        text, number = self.text, self.number
        amount = _Amount(number.start, number.end, number.value, number.low, number.high, None)
        if number.share:
            amount.unit = _FRACTION
        elif not number.words and (sign := PATTERNS.sign_before.search(text, self.limit, amount.start)):
            amount.unit, amount.start = SIGNS[sign[1]], sign.start()
        elif sign := PATTERNS.sign_after.match(text, amount.end, self.last):
            amount.unit = SIGNS.get(sign[1]) or SYMBOLS.get(sign[1])
            amount.end = sign.end() if amount.unit else amount.end
        elif per_cent := PATTERNS.per_cent.match(text, amount.end, self.last):
            amount.unit, amount.end = SIGNS["%"], per_cent.end()
        elif found := points(text, amount.end, self.last, amount.value):
            amount.unit, amount.end, one = found
            amount.value = amount.low = amount.high = rounded((amount.value or 0.0) * one)
        elif unit := unit_words(text, amount.end, self.last, self.lang):
            amount.unit, amount.end = unit
        return amount

    def _add_half(self, amount: _Amount) -> None:
        """Add the half behind a unit: dos años y medio."""
        if amount.unit is None or amount.value is None or amount.unit.kind == "money":
            return
        if more := PATTERNS.and_a_half.match(self.text, amount.end, self.last):
            amount.value += 0.5
            amount.low = amount.high = amount.value
            amount.end = more.end()

    def _negate(self, amount: _Amount) -> None:
        """Turn an amount behind a minus, in a sign or a word, below nothing."""
        if amount.unit is None or amount.unit.kind not in _SIGNED:
            return
        if minus := PATTERNS.minus.search(self.text, self.limit, amount.start):
            amount.start = minus.start()
            amount.value = None if amount.value is None else -amount.value
            amount.low, amount.high = -(amount.high or 0.0), -(amount.low or 0.0)

    def _kind(self, amount: _Amount) -> QuantityKind:
        if amount.unit is None:
            return "count"
        aged = PATTERNS.age_before.search(self.text, self.limit, self.number.start)
        if amount.unit == YEAR and (aged or PATTERNS.of_age.match(self.text, amount.end)):
            return "age"
        return amount.unit.kind

    def _is_pronoun(self, thing: str | None) -> bool:
        """Return whether number words count nothing: los dos, les trois."""
        both = bool(self.lang.determiners.intersection(self.before)) and (self.number.value or 10) < 10
        return both or (thing is None and (self.number.value or self.number.high) < _FEW)

    def _bound(self, amount: _Amount) -> tuple[str | None, Bound]:
        """Return the words that bound the number and how; opens its interval on the side that they leave open."""
        said, bound = bounding_words(self.text, self.limit, amount.start, self.lang)
        if self.number.words and (amount.value is None or (self.number.about and not said)):
            return said, bound if said else "~"
        if said and amount.value is not None:
            amount.low = None if bound in {"<", "<="} else amount.value
            amount.high = None if bound in {">", ">="} else amount.value
        return said, bound


def bounding_words(text: str, limit: int, start: int, lang: LanguageData) -> tuple[str | None, Bound]:
    """Return the words before a number that bound it, as they are written, and how; nothing is “=”."""
    if cut := PATTERNS.sentence_end.search(text, limit, start):
        limit = cut.end()
    for phrase, bound in lang.bounds:
        size = len(phrase.split())
        last = folded(text, limit, start)[-size:]
        if " ".join(word for word, _, _ in last) == phrase and not text[last[-1][2] : start].strip("’'. \u00a0\u202f"):
            return text[last[0][1] : last[-1][2]], bound
    return None, "="
