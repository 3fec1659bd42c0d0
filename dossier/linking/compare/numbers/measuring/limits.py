"""Numbers that a rule sets as a limit: licensed for no more than 90 is a licence for 90, not for any number below."""

from __future__ import annotations

import math
import re
from dataclasses import replace

from dossier.linking.compare.numbers.measuring.intervals import Amount

_BEFORE, _BEHIND = 90, 40  # characters in which words of a rule are looked for
_ALLOWED = re.compile(
    r"\b(?:licen[cs]ed?|certifi(?:ed|cate)|permit(?:s|ted)?|allow(?:s|ed)?|authori[sz]ed|approved|entitled|ceiling"
    r"|cap(?:ped)?|limit(?:ed|s)?|maximum|minimum|threshold|requires?|required|(?:have|has|had|need|needs|needed) to"
    r")\b|\b(?:may|must)\b[^,.;]*\b(?:more than|at (?:the )?most|at (?:the )?least|less than) \Z",
    re.IGNORECASE,
)
_PARTED = re.compile(r"[;:]|, (?:and|but|while|which|who|whose)\b|[.!?] ")


def as_limit(amount: Amount, text: str, start: int, end: int) -> Amount:
    """Return an amount as the number itself where a rule sets its bound; `start` and `end` are its place in `text`.

    `May work no more than nine months` and `may work six months` differ, and `certified for up to 90` is 90.
    """
    if amount.value is None or amount.bound not in {"<=", ">=", "<", ">"} or _is_near(amount):
        return amount
    before = _PARTED.split(text[max(0, start - _BEFORE) : start])[-1]
    behind = _PARTED.split(text[end : end + _BEHIND])[0]
    if not _ALLOWED.search(before) and not _ALLOWED.search(behind):
        return amount
    return replace(amount, bound="=", low=amount.value, high=amount.value)


def _is_near(amount: Amount) -> bool:
    """Return whether words such as `nearly` set both ends."""
    return math.isfinite(amount.low) and math.isfinite(amount.high)
