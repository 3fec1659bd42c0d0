"""How a quantity is written for people: in the words of its source, or in plain words."""

from __future__ import annotations

from typing import TYPE_CHECKING

from dossier.text.units import unit_form

if TYPE_CHECKING:
    from dossier.model import Quantity

SIGNS = {"=": "", "~": "~", ">": "> ", ">=": "≥ ", "<": "< ", "<=": "≤ "}
"""A sign for each bound, where the source says it otherwise than by words beside the number."""

# Of “over a million” and “more than a third” the article is not part of the number.
_BARE = frozenset(
    "dozen hundred thousand million billion trillion third quarter fifth sixth seventh eighth tenth".split()
)

_GLUED = frozenset({"odd", "plus"})  # twenty-odd beds
_BOUNDS = {"=": "", "~": "about ", ">": "more than ", ">=": "at least ", "<": "less than ", "<=": "up to "}
_AS_THEY_STAND = frozenset({"fraction", "calibre", "gauge"})
_PLURAL_SCALES = ("dozens", "scores", "hundreds", "thousands", "millions", "billions", "trillions", "tens")
_SCALE_WORDS = frozenset("dozen score hundred thousand million billion".split())  # several dozen, a few hundred


def as_written(quantity: Quantity) -> str:
    """Return the source's own words for a number: `dozens`, `at least 100`, `$12bn`, `more than 1.5 million`."""
    words = _with_article(" ".join(quantity.text.split()))
    before = " ".join((quantity.qualifier or "").split())
    if before and before.casefold() not in words.casefold():
        if before.casefold() in _GLUED:
            return f"{words}-{before}"
        return f"{words} {before}" if before.casefold().startswith("or ") else f"{before} {words}"
    vague = quantity.value is None or before
    return words if vague else f"{SIGNS[quantity.bound]}{words}"


def _with_article(words: str) -> str:
    return f"a {words}" if words.casefold() in _BARE else words


def value_key(quantity: Quantity) -> tuple[object, ...]:
    """Return what two numbers have in common that say the same: value or range, bound, unit and direction."""
    q = quantity
    return (
        (q.value, q.low, q.high, q.bound, q.unit, q.direction) if q.value is not None or q.low else (q.text.casefold(),)
    )


def subject(quantity: Quantity) -> str:
    """Return what is counted, unless the words for the number name it already; empty where nothing is."""
    counted = " ".join((quantity.counted or "").split())
    return "" if counted.casefold() in quantity.text.casefold() else counted


def of(words: str, noun: str) -> str:
    """Return a counted noun as it stands behind a number: `of migrants` behind `dozens`, else the noun alone."""
    return f"of {noun}" if noun and words.casefold().endswith(_PLURAL_SCALES) else noun


def with_subject(quantity: Quantity) -> str:
    """Return the source's own words for a number and what is counted: `dozens of migrants`, `60 days`."""
    words = as_written(quantity)
    return " ".join(filter(None, (words, of(words, subject(quantity)))))


def in_words(quantity: Quantity) -> str:
    """Return a quantity in plain words: `at least 100`, `2 to 3 days`, `61 years old`, `dozens`."""
    if quantity.unit in _AS_THEY_STAND or (quantity.value == 0 and not any(map(str.isdigit, quantity.text))):
        return _BOUNDS[quantity.bound] + _with_article(quantity.text.lower())
    if quantity.value is None and (quantity.bound == "~" or quantity.low is None or quantity.high is None):
        some = f"{quantity.qualifier} " if quantity.text.lower() in _SCALE_WORDS and quantity.qualifier else ""
        return f"{some}{quantity.text}".lower()
    if quantity.value is None:
        assert quantity.low is not None
        assert quantity.high is not None
        return _with_unit(f"{number(quantity.low)} to {number(quantity.high)}", quantity)
    lead = _BOUNDS[quantity.bound]
    if quantity.bound == "<" and quantity.qualifier:
        lead = f"{quantity.qualifier.lower()} "
    return lead + _with_unit(number(quantity.value), quantity)


def allowed(quantity: Quantity) -> str:
    """Return what the words allow: `at least 100 days`, `24 to 99`, `one sixth`, `2-1`; `?` for a side left open."""
    if quantity.value is not None or quantity.unit == "fraction":
        return in_words(quantity)
    if quantity.low is quantity.high is None:
        return " ".join(quantity.text.split())  # a score
    low, high = ("?" if side is None else number(side) for side in (quantity.low, quantity.high))
    return _with_unit(f"{low} to {high}", quantity)


def _with_unit(figure: str, quantity: Quantity) -> str:
    unit = quantity.unit
    if unit is None:
        return figure
    if unit == "magnitude":
        return f"magnitude {figure}"
    if quantity.kind == "age":
        return f"{figure} years old"
    return f"{figure} {unit if figure == '1' else unit_form(unit).plural}"


def figure(value: float) -> str:
    """Return a number in figures throughout, as sums and charts need it: `1,500,000`."""
    return f"{value:,.12g}"


def number(value: float) -> str:
    """Return a number as readers write it: `330,000`, `1.5 million`."""
    for scale, name in ((1e12, "trillion"), (1e9, "billion"), (1e6, "million")):
        if abs(value) >= scale:
            return f"{value / scale:,.6g} {name}"
    return f"{value:,.0f}" if float(value).is_integer() else f"{value:,.6g}"
