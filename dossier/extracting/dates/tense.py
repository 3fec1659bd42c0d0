"""Whether a sentence looks ahead to a day or back at it, as far as the words before it tell."""

from __future__ import annotations

import re
from typing import Literal

Tense = Literal["past", "future"]

_REACH = 140  # code points to look back; a sentence rarely says when further from its verb
_SENTENCE = re.compile(r"[.!?][\"”’')]*\s+(?=[A-Z\"“‘])|\n")
_CUE = re.compile(
    r"""\b(?:
      (?P<future>
        (?:will|won[’']t|shall|would|may|might|could|can)\b(?:\s+(?:not|also|then|be|have|likely|probably|only|now))*(?:\s+\w+)?
      | (?<=[’'])ll\b(?:\s+\w+)?
      | (?<!said\ )(?<!thought\ )(?<!believed\ )to\s+be\s+\w+ | (?:is|are|was|were|be)\s+to\s+(?:be\s+)?\w+
      | (?:is|are)\s+(?:sworn|held|inaugurated|released) | going\s+to\s+\w+ | (?<!than\ )expected | tipped\s+(?:for|to)
      | scheduled | slated | planned | due | set\s+(?:to|for) | plans?\s+to | planning
      | (?:go|goes|head|heads)\s+to\s+the\s+polls
      | (?:opens|starts|begins|ends|expires|resumes|returns|takes|meets|votes)
      | adjourned | postponed | delayed | deferred | remanded | put\s+off | (?:is|are|looks?|seems?)\s+likely\s+to\s+\w+
      | upcoming | ahead\s+of | looming | deadline | tomorrow | run-?up\s+to | next
      )
    | (?P<aim>(?<!able\ )(?<!managed\ )(?<!failed\ )to\s+(?:\w+ly\s+)?[a-z]+)
    | (?P<past>
        after\s+[a-z]+ing|back\s+(?:in|on)
      | was|were|had|has|did|said|told|came|went|took|left|struck|hit|began|held|met|won|lost|rose|fell|broke|shook|shot
      | gave|made|saw|found|got|ran|sent|spoke|flew|fled|brought|since|[a-z]{2,}ed
      )
    )\b""",
    re.VERBOSE,
)
_AFTER = re.compile(
    r"\s+(?:(?:morning|afternoon|evening|night)\s+)?(?:will|would|(?:is|are)\s+(?:to|expected|due|set|scheduled))\b"
)
_DEADLINE = re.compile(r"\b(?:by|before|until|till)\s+(?:\w+\s+)?$")


def sentence_start(text: str, at: int, start: int) -> int:
    """Find where the sentence that holds `at` begins, at most a fixed reach back and not before `start`."""
    low = max(start, at - _REACH)
    last = low
    for match in _SENTENCE.finditer(text, low, at):
        last = match.end()
    return last


def tense(text: str, start: int, end: int, zone_start: int) -> Tense | None:
    """Tell whether the words before (and right after) a day at `start`–`end` look ahead or back; None when silent."""
    if _AFTER.match(text, end):
        return "future"
    low = sentence_start(text, start, zone_start)
    deadline = _DEADLINE.search(text, max(low, start - 14), start) is not None
    found: Tense | None = None
    for match in _CUE.finditer(text, low, start):
        if match["future"]:
            found = "future"
        elif match["past"]:
            found = "past"
        elif deadline:  # "urged them to pass the bill by Friday"
            found = "future"
    return found or ("future" if deadline else None)
