"""What stands after `date:` and `number:` in a query."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Callable
from typing import Final

from dossier.model import LinkError, parse_link
from dossier.storing.query.tree import Number, Published, Query, Similar

_EARLIEST, _LATEST = "0001-01-01", "9999-12-31"
_DAY = re.compile(r"(\d{4})(?:-(\d{1,2})(?:-(\d{1,2}))?)?")
_SCALES = {"": 1.0, "k": 1e3, "m": 1e6, "mn": 1e6, "bn": 1e9, "b": 1e9, "tn": 1e12}
_VALUE = re.compile(r"([-+]?\d[\d,]{0,20}(?:\.\d{1,12})?)(k|mn?|bn?|tn|)", re.IGNORECASE)


def published(value: str) -> Published | None:
    """Return a day, month, year or range: `2025-11`, `2025-11-28..2025-12-01`, `..2025`; else None."""
    since, dots, until = value.partition("..")
    first = _interval(since) if since else (_EARLIEST, _LATEST)
    last = _interval(until) if until else ((_EARLIEST, _LATEST) if dots else first)
    if first is None or last is None or not (since or until):
        return None
    return Published(first[0], last[1])


def _interval(value: str) -> tuple[str, str] | None:
    """Return the first and last ISO day of a day, month or year."""
    match = _DAY.fullmatch(value)
    if not match:
        return None
    year, month, day = (int(group or 0) for group in match.groups())
    last_month = month or 12
    try:
        first = dt.date(year, month or 1, day or 1)
        last = dt.date(year, last_month, day or _days_of(year, last_month))
    except ValueError:
        return None
    return first.isoformat(), last.isoformat()


def _days_of(year: int, month: int) -> int:
    """Return how many days a month has; the module `calendar` takes 3 ms to load."""
    return 31 if month == 12 else (dt.date(year, month + 1, 1) - dt.timedelta(days=1)).day


def number(value: str) -> Number | None:
    """Return a number, range or bound: `60`, `100..500`, `>=1.5m`; None if the text is not one."""
    if match := re.match(r"(>=?|<=?|=)", value):
        return _bounded(match[1], _amount(value[match.end() :]))
    left, dots, right = value.partition("..")
    low, high = _amount(left), _amount(right)
    if (left and low is None) or (right and high is None) or not (left or right):
        return None
    return Number(low, high) if dots else Number(low, low)


def _bounded(sign: str, amount: float | None) -> Number | None:
    if amount is None:
        return None
    # Just above and just below: a count is whole, but a price is not.
    smallest = abs(amount) * 1e-9 or 1e-9
    return {
        ">": Number(amount + smallest, None),
        ">=": Number(amount, None),
        "<": Number(None, amount - smallest),
        "<=": Number(None, amount),
        "=": Number(amount, amount),
    }[sign]


SCALE_WORDS = {
    "thousand": 1e3, "million": 1e6, "mn": 1e6, "m": 1e6, "billion": 1e9, "bn": 1e9, "trillion": 1e12, "tn": 1e12,
    "mil": 1e3, "millón": 1e6, "millones": 1e6, "mille": 1e3, "millions": 1e6, "milliard": 1e9, "milliards": 1e9,
    "tausend": 1e3, "Million": 1e6, "Millionen": 1e6, "Milliarde": 1e9, "Milliarden": 1e9, "milhão": 1e6,
    "milhões": 1e6, "bilhão": 1e9, "bilhões": 1e9,
}  # fmt: skip
_WORDS_OF_SCALE = "|".join(sorted(SCALE_WORDS, key=len, reverse=True))
_SCALED = (
    r"([1-9]\d{0,2}(?:[ \u00a0\u202f]\d{3}){1,6}(?![\d,.])|\d[\d,]{0,20}(?:\.\d{1,12})?)"
    rf"(?:[ \u00a0-]?({_WORDS_OF_SCALE}))?(?!\w)"
)
_BETWEEN = re.compile("[,\\s]")  # hundreds and thousands
_SCALE_OF = {word.casefold(): scale for word, scale in SCALE_WORDS.items()}


def numeral(text: str, at: int) -> tuple[float, int] | None:
    """Return the number that is written at a place in digits, with a word like `million` behind it, and where it ends.

    `1,500,000`, `1 500 000`, `1500000`, `1.5 million` and `1.5m` are the same; None where there is none.
    """
    if not text[at : at + 1].isdecimal():  # of most words no more is looked at
        return None
    match = re.compile(_SCALED, re.IGNORECASE).match(text, at)
    if not match or (match[1].count(",") and not re.fullmatch(r"\d{1,3}(?:,\d{3})+(?:\.\d+)?", match[1])):
        return None
    value = float(_BETWEEN.sub("", match[1])) * (_SCALE_OF[match[2].casefold()] if match[2] else 1.0)
    return round(value, 6), match.end()


def _amount(value: str) -> float | None:
    match = _VALUE.fullmatch(value)
    return float(match[1].replace(",", "")) * _SCALES[match[2].lower()] if match else None


_ADDRESS = re.compile(r"https?://(?:www\.)?([^\s?#]+)([^\s#]*)", re.IGNORECASE)
_TRACKING = re.compile(r"(?:[?&](?:utm_\w+|fbclid|gclid|ref|ref_src|cmpid|smid)=[^&#]*)+", re.IGNORECASE)


def address(text: str) -> str | None:
    """Return a web address as it is compared: without scheme, `www.`, what only tracks readers, and a last slash."""
    match = _ADDRESS.fullmatch(text.strip())
    if not match:
        return None
    place, asked = match[1].rstrip("/").lower(), _TRACKING.sub("", match[2])
    return f"{place}{'?' + asked[1:] if asked[1:] else ''}"


def backward(node: Query) -> bool:
    """Return whether an interval ends before it begins."""
    match node:
        case Published(since, until):
            return since > until
        case Number(low, high):
            return low is not None and high is not None and low > high
    return False


def _similar(value: str) -> Similar | None:
    try:
        link = parse_link(value)
    except LinkError:
        return None
    return Similar(link.article, link.start, link.end)


VALUES: Final[dict[str, Callable[[str], Query | None]]] = {"date": published, "number": number, "similar": _similar}
"""Fields that take no words, with what reads their values; None where it is none."""
