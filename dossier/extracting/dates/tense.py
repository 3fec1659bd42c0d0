"""Whether a sentence looks ahead to a day or back at it, as far as the words around it tell.

The words before the day decide, the last of them most: `will`, `due`, `to be` look ahead, `was`, `said`, `-ed` look
back. Where none stands before it the first one behind it in the sentence does: On Friday the court will rule.
"""

from __future__ import annotations

from typing import Literal, NamedTuple

from dossier.extracting.dates.context import PATTERNS

Tense = Literal["past", "future"]

_REACH = 140  # code points to look back; a sentence rarely says when further from its verb
_OPENING = 4  # words before a day that its sentence begins with: “In a vote on Friday the court …”
_AHEAD_REACH = 90  # code points to look on for the verb of a sentence that begins with the day


HOPED = "what had been hoped for"


class Cue(NamedTuple):
    """What decided: the tense, the words of the text, and the name of the rule."""

    tense: Tense
    words: str
    rule: str


def sentence_start(text: str, at: int, start: int) -> int:
    """Return where the sentence that holds `at` begins, at most a fixed reach back and not before `start`."""
    low = max(start, at - _REACH)
    last = low
    for match in PATTERNS.sentence.finditer(text, low, at + 1):  # a sentence may begin with the day itself
        last = match.end() if match.end() <= at else last
    return last


def tense(text: str, start: int, end: int, zone_start: int) -> Tense | None:
    """Return whether the words around a day at `start`-`end` look ahead or back; None when they are silent."""
    found = tense_cue(text, start, end, zone_start)
    return found.tense if found else None


def tense_cue(text: str, start: int, end: int, zone_start: int) -> Cue | None:
    """Return what tells whether a day at `start`-`end` lies ahead or back; None where nothing does."""
    low = sentence_start(text, start, zone_start)
    if text[low:start].isupper() and text.isascii():
        text = text.lower()  # a headline in capitals
    if behind := PATTERNS.after.match(text, end):
        return Cue("future", behind[0].strip(), "a verb of the future right behind the day")
    deadline = PATTERNS.deadline.search(text, max(low, start - 14), start)
    until = PATTERNS.until.search(text, max(low, start - 22), start)
    if deadline and (condition := PATTERNS.condition.search(text, low, start)):
        return Cue("future", condition[0].split()[0], "a condition with a deadline")
    stays = PATTERNS.stays.search(text, low, start) if until else None
    if stays:
        return Cue("future", stays[0].split()[0], "what goes on until the day")
    found = _last_cue(text, low, start, deadline=deadline is not None)
    if found is None and deadline:
        return Cue("future", deadline[0].strip(), "a deadline")
    return found or (_behind(text, end) if len(text[low:start].split()) <= _OPENING else None)


def _last_cue(text: str, low: int, start: int, *, deadline: bool) -> Cue | None:
    """Return what the last telling words before a day say; behind what had been hoped for, none look ahead."""
    found: Cue | None = None
    hoped = False
    for match in PATTERNS.cue.finditer(text, low, start):
        group = match.lastgroup
        if group == "hoped":
            hoped, found = True, Cue("past", match[0], HOPED)
        elif group == "future" and not hoped:
            found = Cue("future", match[0], "words before it that look ahead")
        elif group == "past":
            found = Cue("past", match[0], "a verb of the past before it")
        elif group == "aim" and deadline:  # "urged them to pass the bill by Friday"
            found = Cue("future", match[0], "an aim with a deadline")
    return found


def _behind(text: str, end: int) -> Cue | None:
    """Return the first finite verb behind a day that its sentence begins with: On Friday the court will rule."""
    close = PATTERNS.sentence.search(text, end, end + _AHEAD_REACH)
    match = PATTERNS.verb_behind.search(text, end, close.start() if close else end + _AHEAD_REACH)
    if match is None:
        return None
    return Cue("future" if match["future"] else "past", match[0], "the first verb behind the day")
