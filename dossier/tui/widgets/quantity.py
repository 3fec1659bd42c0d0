"""What a number measures, and how large it is beside others."""

from __future__ import annotations

from dossier.model import Quantity
from dossier.text.units import unit_form

_KINDS = {
    "money": "Money",
    "percent": "Percent",
    "duration": "Time",
    "distance": "Distance",
    "age": "Ages",
    "magnitude": "Magnitude",
    "area": "Area",
    "mass": "Mass",
    "volume": "Volume",
    "speed": "Speed",
    "temperature": "Temperature",
    "rate": "Rates",
    "ratio": "Ratios",
    "score": "Scores",
}


def measure(quantity: Quantity) -> str:
    """Return what a number measures ("Time", "Money", a unit); empty for plain counts."""
    if quantity.kind in _KINDS:
        return _KINDS[quantity.kind]
    return unit_form(quantity.unit).plural if quantity.unit else ""


def counted_noun(quantity: Quantity) -> str:
    """Return the last word of what is counted, in lower case; empty where nothing is."""
    words = (quantity.counted or "").lower().split()
    return words[-1].strip(".,;:") if words else ""


def size(quantity: Quantity) -> float:
    """Return how large a number is, for putting those of one measure in order."""
    known = [part for part in (quantity.value, quantity.low, quantity.high) if part is not None]
    return (known[0] if known else 0.0) * (unit_form(quantity.unit).factor if quantity.unit else 1.0)
