"""What stands after `date:` and `number:` in a query."""

from __future__ import annotations

import calendar
import datetime as dt
import re

from dossier.storing.search.query.tree import Number, Published

_EARLIEST, _LATEST = "0001-01-01", "9999-12-31"
_DAY = re.compile(r"(\d{4})(?:-(\d{1,2})(?:-(\d{1,2}))?)?")
_SCALES = {"": 1.0, "k": 1e3, "m": 1e6, "mn": 1e6, "bn": 1e9, "b": 1e9, "tn": 1e12}
_VALUE = re.compile(r"([-+]?\d[\d,]{0,20}(?:\.\d{1,12})?)(k|mn?|bn?|tn|)", re.IGNORECASE)


def published(value: str) -> Published | None:
    """Read a day, month, year or range: `2025-11`, `2025-11-28..2025-12-01`, `..2025`; None if it is none."""
    since, dots, until = value.partition("..")
    first = _interval(since) if since else (_EARLIEST, _LATEST)
    last = _interval(until) if until else ((_EARLIEST, _LATEST) if dots else first)
    if first is None or last is None or not (since or until):
        return None
    return Published(first[0], last[1])


def _interval(value: str) -> tuple[str, str] | None:
    """Give the first and last ISO day of a day, month or year."""
    match = _DAY.fullmatch(value)
    if not match:
        return None
    year, month, day = (int(group) if group else None for group in match.groups())
    try:
        first = dt.date(year or 0, month or 1, day or 1)
        last_month = month or 12
        last = dt.date(year or 0, last_month, day or calendar.monthrange(year or 0, last_month)[1])
    except ValueError:
        return None
    return first.isoformat(), last.isoformat()


def number(value: str) -> Number | None:
    """Read numbers, ranges and bounds: `60`, `100..500`, `>=1.5m`; None if it is none."""
    if match := re.match(r"(>=?|<=?|=)", value):
        number = _amount(value[match.end() :])
        if number is None:
            return None
        # Just above and just below: a count is whole, but a price is not.
        smallest = abs(number) * 1e-9 or 1e-9
        return {
            ">": Number(number + smallest, None),
            ">=": Number(number, None),
            "<": Number(None, number - smallest),
            "<=": Number(None, number),
            "=": Number(number, number),
        }[match[1]]
    left, dots, right = value.partition("..")
    low, high = _amount(left), _amount(right)
    if (left and low is None) or (right and high is None) or not (left or right):
        return None
    return Number(low, high) if dots else Number(low, low)


def _amount(value: str) -> float | None:
    match = _VALUE.fullmatch(value)
    return float(match[1].replace(",", "")) * _SCALES[match[2].lower()] if match else None
