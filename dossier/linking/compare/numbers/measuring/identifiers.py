"""Numbers that name a thing and measure none: `the 13-inch model` beside the 15-inch one, `USB 3`, half a decimal."""

from __future__ import annotations

import re
from collections.abc import Sequence

from dossier.model import Quantity

_ACRONYM = re.compile(r"\b[A-Z][A-Za-z]*[A-Z]\w* \Z")  # the 3 of “USB 3 ports”
_CUT = re.compile(r"(?<!\d)\d{1,3}\.\s\Z")  # the 7 of “2. 7 GHz”, as some pages have it
_NEAR = 16  # characters


def identifies(text: str, quantity: Quantity, every: Sequence[Quantity]) -> bool:
    """Return whether a number is part of a name; `every` are those of its article.

    Sizes in inches before a noun name models where the article has several of them.
    """
    lead = text[max(0, quantity.start - _NEAR) : quantity.start]
    if _CUT.search(lead):
        return True
    if quantity.unit == "inch" and "-" in quantity.text:
        return len({other.value for other in every if other.unit == "inch" and "-" in other.text}) > 1
    counted = quantity.unit is None and quantity.kind == "count" and quantity.text[0].isdigit()
    return counted and bool(_ACRONYM.search(lead))
