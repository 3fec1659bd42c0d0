"""“Today” that is no day: in the sense of nowadays, or the last word of a name."""

from __future__ import annotations

import re

from dossier.linking.matching.contexts import sentence_of
from dossier.linking.text.vocabulary import PATTERNS
from dossier.model import DateSpan

_PAUSE = re.compile(r"[,;:.()“”\"–—]|--")


def is_nowadays(text: str, date: DateSpan) -> bool:
    """Return whether “today” means these times, or ends a name: “Ost has 400 pupils today”, “Orbit Today”.

    Where a clause has a verb in the past, of the future or of what is going on, it is the day.
    """
    if date.text.lower() != "today":
        return False
    start, end = sentence_of(text, date.start, date.end)
    before, behind = text[start : date.start], text[date.end : end]
    if PATTERNS.compared_with_today.search(before):
        return True
    if date.text == "Today" and PATTERNS.name_before_today.search(before):
        return True
    clause = _PAUSE.split(before)[-1] + _PAUSE.split(behind.lstrip(" ,"))[0]
    return bool(PATTERNS.what_lasts.search(clause)) and not PATTERNS.what_happens.search(clause)
