"""How a quantity is written for people: in the words of its source."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from dossier.model import Quantity

SIGNS = {"=": "", "~": "~", ">": "> ", ">=": "≥ ", "<": "< ", "<=": "≤ "}
"""A sign for each bound, where the source says it otherwise than by words beside the number."""

_SCALES = frozenset({"dozen", "hundred", "thousand", "million", "billion", "trillion"})


def as_written(quantity: Quantity) -> str:
    """Return the source's own words for a number: `dozens`, `at least 100`, `$12bn`, `more than 1.5 million`."""
    words = " ".join(quantity.text.split())
    if words.casefold() in _SCALES:  # of "over a million" the article is no part of the number
        words = f"a {words}"
    before = " ".join((quantity.qualifier or "").split())
    if before and before.casefold() not in words.casefold():
        return f"{words} {before}" if before.casefold().startswith("or ") else f"{before} {words}"
    vague = quantity.value is None or before
    return words if vague else f"{SIGNS[quantity.bound]}{words}"


def subject(quantity: Quantity) -> str:
    """Return what is counted, unless the words for the number name it already; empty where nothing is."""
    counted = " ".join((quantity.counted or "").split())
    return "" if counted.casefold() in quantity.text.casefold() else counted
