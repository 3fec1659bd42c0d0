"""What the rules for sums and shares of a draft have in common: their words, how numbers are rounded, their claims."""

from __future__ import annotations

import re
from functools import cache
from importlib.resources import files
from typing import Any

from dossier.model import CheckedClaim, Quantity
from dossier.text import data_files

AROUND = 0.1  # by how much a number said to be about may differ, of itself
_ROUNDED = 1000  # from which on a number may be rounded
_WRITTEN_OUT = 0.05
ANYBODY = frozenset({"people", "persons"})


@cache
def table() -> dict[str, Any]:
    """Return the words and patterns of contradictions.yaml."""
    read: dict[str, Any] = data_files.table(files(__package__) / "contradictions.yaml")
    return read


def is_exact(quantity: Quantity, kind: str) -> bool:
    """Return whether a quantity of a kind has one value and no bound."""
    return quantity.kind == kind and quantity.bound == "=" and quantity.value is not None


def is_told(quantity: Quantity, kind: str) -> bool:
    """Return whether a quantity of a kind has one value, be it said to be about that."""
    return quantity.kind == kind and quantity.bound in {"=", "~"} and bool(quantity.value)


def slack(quantity: Quantity) -> float:
    """Return by how much a count may be rounded: from 1,000 on, half of its last figure that is not 0.

    What is written out in figures, as 10,000, is not rounded by more than a twentieth of it.
    """
    value = quantity.value or 0
    around = AROUND * value if quantity.bound == "~" else 0.0
    figures = f"{value:.0f}"
    if value < _ROUNDED or not figures.endswith("0"):
        return around
    rounded = 0.5 * 10.0 ** (len(figures) - len(figures.rstrip("0")))
    return max(around, min(rounded, _WRITTEN_OUT * value) if figures in quantity.text.replace(",", "") else rounded)


def last_figure(text: str) -> float:
    """Return what 1 is worth in the last figure of a number: of `4.25 million` .01."""
    decimals = re.search(r"\d[.,](\d+)", text)
    return 1 / 10.0 ** (len(decimals[1]) if decimals else 0)


def claim(item: Quantity, why: str) -> CheckedClaim:
    """Return a number as one that the draft itself contradicts, with the reason."""
    return CheckedClaim(item.start, item.end, item.text, "number", "inconsistent", why)
