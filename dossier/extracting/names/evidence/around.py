"""What stands around a name: the words beside it, and what separates them."""

from __future__ import annotations

import re
from dataclasses import dataclass

from dossier.extracting.lexicon import in_any
from dossier.text.folding import fold

# What stands before, read backward from the name: what separates them, the word before, and the one before that.
_BEFORE = re.compile(r"([ \u00a0,\"“‘(]*)([\w.’'\-]+)(?:[ \u00a0]([\w.’'\-]*))?")
_AFTER = re.compile(r"([ \u00a0]*['’]s?)?([ \u00a0]*[,(\"”’]*)[ \u00a0]*([\w.$%\-]*)[ \u00a0]?([\w\-]*)")
_LEAD = 80  # characters before a name that are looked at


@dataclass(slots=True)
class NeighbouringWords:
    """The two words before and after, folded, and what stands between."""

    before2: str
    before: str
    before_gap: str
    possessive: bool
    gap: str
    after: str
    after2: str
    tail: str
    lead: str


def around(text: str, start: int, end: int) -> NeighbouringWords:
    """Return what stands around a stretch."""
    stop = start - (text[start - 1 : start] == "\n")
    left = _BEFORE.match(text[max(0, start - 40) : stop][::-1])
    tail = text[end : end + 48]
    right = _AFTER.match(tail)
    assert right  # every part of the pattern may be empty
    before2 = before = gap = ""
    if left:
        first, word = left[3], left[2][::-1]
        before2, before, gap = fold((first or "")[::-1]), fold(word), left[1][::-1].strip()
    after = fold(right[3])
    if after.count(".") == 1:  # the end of a sentence
        after = after.rstrip(".")
    return NeighbouringWords(
        before2,
        before,
        gap,
        bool(right[1]),
        right[2].strip(),
        after,
        fold(right[4]),
        tail,
        text[max(0, start - _LEAD) : start],
    )


def acting(near: NeighbouringWords) -> bool:
    """Return whether the words after a name make it an owner, or the doer of something."""
    return near.possessive or (not near.gap and in_any(near.after, "speech_verbs", "action_verbs"))
