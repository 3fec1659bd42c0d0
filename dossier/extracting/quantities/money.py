"""Which currency an amount is in: the sign or code before it, and what a sign that several countries share means."""

from __future__ import annotations

import re
from functools import lru_cache

from dossier.extracting.lexicon import table
from dossier.extracting.numerals.units import BEFORE, UNITS, Unit, unit_at
from dossier.extracting.numerals.words import DIGIT_SCALES, LETTERS, Numeral
from dossier.extracting.quantities.noun_phrases import noun_phrase
from dossier.extracting.quantities.vocabulary import PATTERNS
from dossier.model import Article

_BEFORE_SIGN = frozenset("$€£¥₹₩₦₱₪₫₴₽₺฿. \u00a0")
# Codes that are words or initials of their own unless written against the amount.
_ONLY_GLUED = frozenset({"R", "N", "Sh", "kr"})
_DOLLARS = {"au": "AUD", "nz": "NZD", "ca": "CAD", "sg": "SGD", "hk": "HKD"}
_MUCH = 10**6  # pounds that are money, as nobody weighs so much in them
_CROWD_REACH = 120  # code points around in which who watched is counted in millions: a peak of 15.3m


def minus_before(text: str, at: int, end: int, free: int) -> tuple[int, int] | None:
    """Return where an amount of money from `at` to `end` begins and ends with its minus; None where it has none.

    `free` is where the quantity before ended.
    """
    low = max(free, at - 10)
    if minus := PATTERNS.money_minus.search(text[low:at]):
        return low + minus.start(), end
    if text[end : end + 1] == ")" and PATTERNS.bracket.search(text[low:at]):
        return at - 1, end + 1
    return None


def loss(article: Article, number: Numeral, start: int, end: int) -> tuple[str, int, int, float] | None:
    """Return currency, start, end and scale of a loss whose figures stand in brackets behind the sign: $(7.2) million.

    None where it is not a loss; `start` and `end` bound what may belong to it.
    """
    text, at = article.text, number.start
    if number.form != "digits" or at - start < 2 or text[at - 1] != "(":
        return None
    scale = PATTERNS.loss_scale.match(text, number.end, end)
    sign = PATTERNS.sign.search(text[max(start, at - 6) : at - 1])
    named = _named(sign, grouped=number.grouped) if sign and not sign["gap"] else None
    if sign is None or named is None:
        return _loss_in_words(text, number, scale, start, end)
    stop, times = number.end + 1, 1.0
    if scale and (factor := DIGIT_SCALES.get(scale["scale"].lower(), LETTERS.get(scale["scale"].lower()))):
        stop, times = scale.end(), float(factor)
    return _settled(article, named), at - 1 - len(sign[0]), stop, times


def _loss_in_words(
    text: str, number: Numeral, scale: re.Match[str] | None, start: int, end: int
) -> tuple[str, int, int, float] | None:
    """Return the same for a loss whose currency stands behind the brackets: the result was (7.2) million euros."""
    factor = DIGIT_SCALES.get(scale["scale"].lower()) if scale else None
    unit = unit_at(text, scale.end(), end) if scale and factor else None
    bracket = PATTERNS.bracket.search(text[max(start, number.start - 10) : number.start])
    if factor is None or unit is None or bracket is None or not (unit[0].kind == "money" or unit[0].name == "lb"):
        return None
    return "GBP" if unit[0].name == "lb" else unit[0].name, number.start - 1, unit[1], float(factor)


def sign_before(article: Article, number: Numeral, start: int) -> tuple[str, int] | None:
    """Return the currency (ISO 4217) whose sign or code stands before a number, and where the sign begins."""
    text, at = article.text, number.start
    if at == start or number.form == "vague":
        return None
    last = text[at - 1]
    low = max(start, at - 6)
    sign = PATTERNS.sign.search(text[low:at]) if last.isalpha() or last in _BEFORE_SIGN else None
    if sign:
        named = _named(sign, grouped=number.grouped)
        return (_settled(article, named), at - len(sign[0])) if named else None
    lost = PATTERNS.lost.search(text[low:at]) if last in " \ufffd" else None
    name = _lost(article, at, low) if lost else None
    return (name, at) if name else None


def _named(sign: re.Match[str], *, grouped: bool) -> str | None:
    """Return what a sign or code is called; None for a letter apart from the amount, which is not a code."""
    written = sign[0].strip()
    if sign["gap"] and written in _ONLY_GLUED and not grouped:
        return None
    return BEFORE.get(written.lower().replace(" ", "")) or ("$" if written.endswith("$") else None)


def _lost(article: Article, at: int, low: int) -> str | None:
    """Guess a lost sign: the other one in brackets after euros, else what the article reckons in."""
    recent = article.text[max(0, at - 30) : at].lower()
    if "eur" in recent and "(" in article.text[low:at]:
        return "GBP"
    return _reckoned(article.text)


@lru_cache(maxsize=4)  # asked for every lost sign of one article in turn
def _reckoned(text: str) -> str | None:
    if PATTERNS.euros.search(text):
        return "EUR"
    return "GBP" if "£" in text or "sterling" in text else None


def _settled(article: Article, sign: str) -> str:
    """Return which currency a shared sign means, from where the article was published and what it names."""
    if sign == "$":
        host = PATTERNS.host.search(article.url or "")
        # who writes US$ for the one means his own by the other
        return _DOLLARS[host[1]] if host and "US$" in article.text else "USD"
    if sign == "¥":
        return "CNY" if PATTERNS.china.search(article.text) else "JPY"
    if sign == "Rs":
        return next((code for country, code in _RUPEES.items() if country in article.text), "INR")
    return shared(article.text, sign)


_RUPEES = {"India": "INR", "Pakistan": "PKR", "Sri Lanka": "LKR"}
# Names that several currencies share, and the countries that tell them apart; the first one named in the text wins.
_SHARED: dict[str, dict[str, str]] = table("tables/shared_currencies")


@lru_cache(maxsize=8)  # asked for every amount of one article in turn
def shared(text: str, name: str) -> str:
    """Return the ISO code of a peso, dinar or shilling by the country the text names first; else the name itself."""
    named = [(at, code) for country, code in _SHARED.get(name, {}).items() if (at := text.find(country)) >= 0]
    return min(named)[1] if named else name


def cents(article: Article, start: int, end: int) -> Unit:
    """Return what "c" against the digits means: a dividend of 11c, or degrees where warmth is spoken of."""
    text = article.text
    if PATTERNS.warm.search(text, max(0, start - 80), min(len(text), end + 40)):
        return UNITS["celsius"]
    return Unit(_settled(article, "$"), "money", 0.01)


def pounds(article: Article, start: int, end: int, amount: float | None) -> str:
    """Return whether so many pounds are money or weight: `GBP` or `lb`."""
    text = article.text
    of_goods, much = PATTERNS.of_goods.match(text, end), (amount or 0) >= _MUCH
    if of_goods or (PATTERNS.weighed.search(text[max(0, start - 50) : start]) and not much):
        return "lb"
    paid = PATTERNS.paid.search(text[max(0, start - 50) : start]) or PATTERNS.pound_sums.match(text, end)
    return "GBP" if paid or much or PATTERNS.britain.search(text) else "lb"


def letter_scale(text: str, number: Numeral, at: int, end: int, *, money: bool) -> tuple[float, int] | None:
    """Return what letters against the digits multiply them by, and where they end: $4.2b, 5m people; None for a unit.

    Sports and finance pages write $12MM, a thousand thousands, for millions.
    """
    if money and text.startswith("MM", at) and not text[at + 2 : at + 3].isalnum():
        return LETTERS["m"], at + 2
    scale = _one_letter(text, number, at, end, money=money)
    return (scale, at + 1) if scale else None


def _one_letter(text: str, number: Numeral, at: int, end: int, *, money: bool) -> float | None:
    """Return what one letter against the digits multiplies them by, None where it is a unit.

    Billions and trillions in one letter are money, or a capital B before what is counted.
    """
    letter = text[at : at + 1]
    if letter.lower() not in LETTERS or text[at + 1 : at + 2].isalnum() or number.form != "digits":
        return None
    if letter in "mM":
        return LETTERS["m"] if _is_million(text, number, at, end, money=money) else None
    if money or (letter == "B" and noun_phrase(text, at + 1, end) is not None):
        return LETTERS[letter.lower()]
    return None


def _is_million(text: str, number: Numeral, at: int, end: int, *, money: bool) -> bool:
    """Return whether an "m" at the digits means million: in a sum, or before what is counted; else it is a metre."""
    if money or text[at] == "M" or text.startswith("-strong", at + 1):
        return True
    if PATTERNS.length.match(text, at + 1, end):
        return False
    if text.startswith("-", at + 1) and unit_at(text, at + 1, end):  # 2.4m-tonne: a unit has no unit
        return True
    if PATTERNS.crowd.search(text, max(0, number.start - _CROWD_REACH), min(end, at + _CROWD_REACH)):
        return True
    decimals = "." in text[number.start : number.end]
    return noun_phrase(text, at + 1, end) is not None or (
        decimals and PATTERNS.sum.match(text, at + 1, end) is not None
    )
