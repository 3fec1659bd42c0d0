"""What a number measures, and how large it is beside others."""

from __future__ import annotations

from dossier.model import Quantity

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
_COUNTABLE = frozenset({"second", "minute", "hour", "day", "week", "month", "year", "mile", "tonne"})
# So that units of one measure can stand in order: seconds and metres (mean month and year of the Gregorian calendar).
_SIZES = {
    "second": 1.0, "minute": 60.0, "hour": 3600.0, "day": 86_400.0, "week": 604_800.0, "month": 2_629_746.0,
    "year": 31_556_952.0, "mm": 0.001, "cm": 0.01, "m": 1.0, "km": 1000.0, "mile": 1609.344, "nautical mile": 1852.0,
    "foot": 0.3048, "inch": 0.0254, "yard": 0.9144,
}  # fmt: skip


def measure(quantity: Quantity) -> str:
    """Return what a number measures ("Time", "Money", a unit); empty for plain counts."""
    if quantity.kind in _KINDS:
        return _KINDS[quantity.kind]
    return _plural(quantity.unit) if quantity.unit else ""


def counted_noun(quantity: Quantity) -> str:
    """Return the last word of what is counted, in lower case; empty where nothing is."""
    words = (quantity.counted or "").lower().split()
    return words[-1].strip(".,;:") if words else ""


def size(quantity: Quantity) -> float:
    """Return how large a number is, for putting those of one measure in order."""
    known = [part for part in (quantity.value, quantity.low, quantity.high) if part is not None]
    return (known[0] if known else 0.0) * _SIZES.get(quantity.unit or "", 1.0)


def _plural(unit: str) -> str:
    return unit + "s" if unit in _COUNTABLE else {"foot": "feet"}.get(unit, unit)
