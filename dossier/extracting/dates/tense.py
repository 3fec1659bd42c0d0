"""Whether a sentence looks ahead to a day or back at it, as far as the words around it tell.

The words before the day decide, the last of them most: `will`, `due`, `to be` look ahead, `was`, `said`, `-ed` look
back. Where none stands before it the first one behind it in the sentence does: On Friday the court will rule.
"""

from __future__ import annotations

import re
from typing import Literal, NamedTuple

Tense = Literal["past", "future"]

_REACH = 140  # code points to look back; a sentence rarely says when further from its verb
_OPENING = 4  # words before a day that its sentence begins with: “In a vote on Friday the court …”
_AHEAD_REACH = 90  # code points to look on for the verb of a sentence that begins with the day
_SENTENCE = re.compile(r"[.!?][\"”’')]*\s+(?=[A-Z\"“‘])|\n")

_ADVERB = r"(?:\w+ly\s+)?"
_MODAL = (
    r"(?:will|won[’']t|shall|would|may|might|could|can)\b"
    r"(?:\s+(?:not|also|then|be|have|likely|probably|only|now))*(?:\s+\w+ly)?(?:\s+\w+)?"
)
_SHORT_WILL = r"(?<=[’'])ll\b(?:\s+\w+)?"
_TO_BE = rf"(?<!said )(?<!thought )(?<!believed )to\s+be\s+{_ADVERB}\w+"
_IS_TO = rf"(?:is|are|was|were|be)\s+to\s+(?:be\s+)?{_ADVERB}\w+"
_IS_HELD = r"(?:is|are)\s+(?:sworn|held|inaugurated|released)"
_ARRANGED = (
    r"scheduled|slated|planned|due|set\s+(?:to|for)|planning|adjourned|postponed|delayed|deferred|remanded|put\s+off"
    r"|tipped\s+(?:for|to)|(?<!than )expected|upcoming|ahead\s+of|looming|deadline|tomorrow|run-?up\s+to|next"
    r"|going\s+to\s+\w+"
    r"|(?:is|are|looks?|seems?)\s+likely\s+to\s+\w+|(?:go|goes|head|heads)\s+to\s+the\s+polls"
)
_MEANT = (
    r"(?:plans?|agreements?|deals?|decisions?|proposals?|intentions?|bids?|offers?|agreed|decided|voted|vowed|promised|pledged"
    r"|hopes?|hoping|aims?|aiming|wants?|intends?|expects?|ready|prepares?|preparing|prepared|invited|urged|asked|ordered)"
    rf"\s+to\s+(?!(?:an?|the|his|her|their|its|\d+)\b){_ADVERB}\w+"
)
_TIMETABLE = r"opens|starts|begins|ends|expires|resumes|returns|takes|meets|votes"
_AIM = r"(?<!able )(?<!managed )(?<!failed )to\s+(?:\w+ly\s+)?[a-z]+"
_HOPED = r"had\s+(?:been\s+)?(?:hoped|planned|expected|intended|meant|wanted|scheduled|due|set)\b"
_PAST = (
    r"after\s+[a-z]+ing|back\s+(?:in|on)"
    r"|was|were|had|has|did|said|told|came|went|took|left|struck|hit|began|held|met|won|lost|rose|fell|broke|shook|shot"
    r"|gave|made|saw|found|got|ran|sent|spoke|flew|fled|brought|since|[a-z]{2,}ed"
)
_CUE = re.compile(
    rf"\b(?:(?P<hoped>{_HOPED})|(?P<future>{_MODAL}|{_SHORT_WILL}|{_TO_BE}|{_IS_TO}|{_IS_HELD}|{_ARRANGED}|{_MEANT}|{_TIMETABLE})"
    rf"|(?P<aim>{_AIM})|(?P<past>{_PAST}))\b"
)
_FUTURE_VERB = r"will|won[’']t|would|shall|(?:is|are)\s+(?:to|expected|due|set|scheduled|planned|likely)"
_AFTER = re.compile(rf"\s+(?:(?:morning|afternoon|evening|night)\s+)?(?:{_FUTURE_VERB})\b")
_VERB_BEHIND = re.compile(
    rf"\b(?:(?P<future>{_FUTURE_VERB}|go(?:es)?\s+to\s+the\s+polls|[’']ll)|(?P<past>was|were|had|has|did|came|went|took|left|struck"
    r"|hit|began|held|met|won|lost|rose|fell|broke|shook|shot|gave|made|saw|found|got|ran|sent|spoke|flew|fled|[a-z]{2,}ed))\b"
)
_DEADLINE = re.compile(r"\b(?:by|before|until|till)\s+(?:\w+\s+)?$")
_UNTIL = re.compile(r"\b(?:until|till)\s+(?:at\s+least\s+|late\s+|early\s+|next\s+)?$")
_STAYS = re.compile(
    r"\b(?:stays?|remains?|is|are|[’']s|[’']re|continues?|lasts?|runs?|have|has|stands?)\b(?!\s+(?:been|had)\b)[^.]*$"
)


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
    for match in _SENTENCE.finditer(text, low, at):
        last = match.end()
    return last


def tense(text: str, start: int, end: int, zone_start: int) -> Tense | None:
    """Return whether the words around a day at `start`-`end` look ahead or back; None when they are silent."""
    found = tense_cue(text, start, end, zone_start)
    return found.tense if found else None


def tense_cue(text: str, start: int, end: int, zone_start: int) -> Cue | None:
    """Return what tells whether a day at `start`-`end` lies ahead or back; None where nothing does."""
    if behind := _AFTER.match(text, end):
        return Cue("future", behind[0].strip(), "a verb of the future right behind the day")
    low = sentence_start(text, start, zone_start)
    deadline = _DEADLINE.search(text, max(low, start - 14), start)
    found: Cue | None = None
    hoped = False
    for match in _CUE.finditer(text, low, start):
        if match["hoped"]:
            hoped, found = True, Cue("past", match[0], HOPED)
        elif match["future"] and not hoped:
            found = Cue("future", match[0], "words before it that look ahead")
        elif match["past"]:
            found = Cue("past", match[0], "a verb of the past before it")
        elif match["aim"] and deadline:  # "urged them to pass the bill by Friday"
            found = Cue("future", match[0], "an aim with a deadline")
    if _UNTIL.search(text, max(low, start - 22), start) and (stays := _STAYS.search(text, low, start)):
        return Cue("future", stays[0].split()[0], "what goes on until the day")
    if found is None and deadline:
        return Cue("future", deadline[0].strip(), "a deadline")
    return found or (_behind(text, end) if len(text[low:start].split()) <= _OPENING else None)


def _behind(text: str, end: int) -> Cue | None:
    """Return the first finite verb behind a day that its sentence begins with: On Friday the court will rule."""
    close = _SENTENCE.search(text, end, end + _AHEAD_REACH)
    match = _VERB_BEHIND.search(text, end, close.start() if close else end + _AHEAD_REACH)
    if match is None:
        return None
    return Cue("future" if match["future"] else "past", match[0], "the first verb behind the day")
