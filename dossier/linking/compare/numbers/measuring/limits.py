"""Numbers that a rule sets as a limit: licensed for no more than 90 is a licence for 90, not for any number below."""

from __future__ import annotations

import math
from dataclasses import replace

from dossier.linking.compare.numbers.measuring.intervals import Amount
from dossier.linking.text.vocabulary import PATTERNS

_BEFORE, _BEHIND = 90, 40  # characters in which words of a rule are looked for


def as_limit(amount: Amount, text: str, start: int, end: int) -> Amount:
    """Return an amount as the number itself where a rule sets its bound; `start` and `end` are its place in `text`.

    `May work no more than nine months` and `may work six months` differ, and `certified for up to 90` is 90.
    """
    if amount.value is None or amount.bound not in {"<=", ">=", "<", ">"} or _is_near(amount):
        return amount
    before = PATTERNS.end_of_rule.split(text[max(0, start - _BEFORE) : start])[-1]
    behind = PATTERNS.end_of_rule.split(text[end : end + _BEHIND])[0]
    if not PATTERNS.rule_of_limit.search(before) and not PATTERNS.rule_of_limit.search(behind):
        return amount
    return replace(amount, bound="=", low=amount.value, high=amount.value)


def _is_near(amount: Amount) -> bool:
    """Return whether words such as `nearly` set both ends."""
    return math.isfinite(amount.low) and math.isfinite(amount.high)
