"""What readers of dates take and return, and the parts of patterns they share."""

from __future__ import annotations

import re
from calendar import day_name, month_name
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from datetime import date
from functools import partial
from typing import NamedTuple

from dossier.extracting.dates.arithmetic import MONTHS, WEEKDAYS, Interval
from dossier.extracting.lexicon import table
from dossier.model import Granularity
from dossier.text.patterns import Patterns


class FoundDate(NamedTuple):
    """A date found: where, which days, counted from which day, by which rule (a sentence for people)."""

    start: int
    end: int
    interval: Interval
    anchor: date | None
    rule: str


@dataclass(slots=True)
class DateContext:
    """The stretch being read, the article's publication day, and what was found in the stretch so far and before it."""

    text: str
    start: int
    end: int
    published: date | None
    found: list[FoundDate] = field(default_factory=list)
    before: Sequence[FoundDate] = ()
    read_by: dict[int, str] = field(default_factory=dict)
    """The name of the rule that read the date beginning at a place."""

    def match(self, pattern: re.Pattern[str], start: int) -> re.Match[str] | None:
        """Return the match of a pattern that begins at a place of the stretch."""
        return pattern.match(self.text, start, self.end)

    def back(self, start: int, reach: int) -> str:
        """Return so many code points of the stretch before a place."""
        return self.text[max(self.start, start - reach) : start]


Reader = Callable[[DateContext, int], FoundDate | None]

UNDATED = "the article gives no publication day to count from"


def undated(start: int, end: int, granularity: Granularity) -> FoundDate:
    """Return a date that cannot be resolved because the article has no publication day."""
    return FoundDate(start, end, Interval(None, None, granularity), None, UNDATED)


def _either(words: dict[str, int]) -> str:
    return "|".join(sorted(words, key=len, reverse=True))


MONTH = rf"(?:{_either(MONTHS)})\b\.?"
WEEKDAY = rf"(?:{_either(WEEKDAYS)})\b\.?"
DAY = r"(?:3[01]|[12]\d|0?[1-9])"
NTH = rf"{DAY}(?:st|nd|rd|th)?"
YEAR = r"(?:1[5-9]|20)\d\d(?![\d%]|,\d|\.\d)"
PART = r"(?:morning|afternoon|evening|night|midday|lunchtime)"
MODIFIER = r"(?:early|mid|late|later|earlier)"
PATTERNS = Patterns(
    partial(table, "patterns/dates"),
    MONTH=MONTH,
    WEEKDAY=WEEKDAY,
    DAY=DAY,
    NTH=NTH,
    YEAR=YEAR,
    PART=PART,
    MODIFIER=MODIFIER,
)


_WHOLE = frozenset([*(n.lower() for n in month_name if n), *(n.lower() for n in day_name)])


def full_stop(name: str) -> int:
    """Return the length of the sentence's own full stop after a whole name: 1 of "in July.", but 0 of "in Dec."."""
    return int(name.endswith(".") and name[:-1].lower() in _WHOLE)


def close(match: re.Match[str], name: str) -> int:
    """Return where a match ends, without the full stop of a sentence behind the group that closes it."""
    return match.end() - (full_stop(match[name]) if match.end() == match.end(name) else 0)


def month_number(word: str) -> int:
    """Return the month of a name or abbreviation, its period and capitals ignored."""
    return MONTHS[word.lower().rstrip(".")]


def weekday_number(word: str) -> int:
    """Return the weekday of a name or abbreviation, Monday 0."""
    return WEEKDAYS[word.lower().rstrip(".")]
