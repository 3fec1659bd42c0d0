"""What the rules of dates ask of an article: words and phrases at a place, the tense of a day's sentence.

Whether a day without its year lies ahead or back is told by the verbs of its sentence (`looks`).
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from functools import cache
from itertools import pairwise
from typing import Literal, NamedTuple

from dossier.extracting.dates.arithmetic import Interval
from dossier.extracting.languages.calendar_words import Calendar
from dossier.extracting.languages.tables import PATTERNS, LanguageData, Word, folded
from dossier.model import Article, DateSpan
from dossier.text.folding import fold

Looks = Literal["ahead", "back"]
_BEFORE = 24  # code points before a place in which the words right before it are looked for
_BACK, _ON = 140, 90  # code points around a day in which its sentence tells the tense


@cache
def day_month(ordinal: str, between: str) -> re.Pattern[str]:
    """Return the pattern of a day, or two, of a month, with the words of a language that stand between."""
    return re.compile(
        rf"(?P<day>[0-3]?\d)(?:{ordinal})?"
        rf"(?:\s?(?:-|–|al|a|au|bis|y|e|et|und)\s?(?:el\s|zum\s|le\s)?(?P<day2>[0-3]?\d)(?:{ordinal})?)?"
        rf"(?:{between})(?P<month>[^\W\d_]+)\.?(?:(?:{between}|,\s)(?P<year>{PATTERNS.written('year')})(?!\d))?"
    )


@cache
def month_year(between: str) -> re.Pattern[str]:
    """Return the pattern of a word with a year behind it."""
    return re.compile(rf"(?P<month>[^\W\d_]+)(?:{between})(?P<year>{PATTERNS.written('year')})(?!\d)")


def apart(text: str, words: list[Word]) -> bool:
    """Return whether more than white space, a hyphen or an apostrophe stands between words."""
    return any(text[one[2] : next_[1]].strip(" \u00a0\n-’'") for one, next_ in pairwise(words))


@dataclass(frozen=True, slots=True)
class DateReader:
    """A zone of an article and the words of its language."""

    article: Article
    lang: LanguageData
    words: Calendar
    published: date | None
    start: int
    end: int

    @property
    def text(self) -> str:
        """The text of the article."""
        return self.article.text

    def made(self, start: int, end: int, interval: Interval | None, rule: str, *, counted: bool) -> DateSpan | None:
        """Return the date of a stretch of the text; `counted` where publication gave a part of it."""
        if interval is None:
            return None
        return DateSpan(
            article=self.article.id, start=start, end=end, text=self.text[start:end],
            from_=interval.first.isoformat() if interval.first else None,
            to=interval.last.isoformat() if interval.last else None,
            granularity=interval.granularity,
            anchor=self.published.isoformat() if counted and self.published else None, rule=rule,
        )  # fmt: skip

    def before(self, start: int) -> list[str]:
        """Return the folded words right before a place that only blanks and apostrophes part from it."""
        found = folded(self.text, max(self.start, start - _BEFORE), start)
        if found and self.text[found[-1][2] : start].strip(" \u00a0’'-"):
            return []
        return [word for word, _, _ in found]

    def phrase(self, start: int, known: object, longest: int = 4) -> tuple[str, int] | None:
        """Return the longest phrase of a table that begins at a place, and where it ends."""
        words = folded(self.text, start, min(self.end, start + 60))[:longest]
        for size in range(len(words), 0, -1):
            phrase = " ".join(word for word, _, _ in words[:size])
            if phrase in known and not apart(self.text, words[:size]):  # type: ignore[operator]
                return phrase, words[size - 1][2]
        return None

    def word(self, start: int) -> str:
        """Return the folded word or figures at a place."""
        match = PATTERNS.date_begins.match(self.text, start, self.end)
        return fold(match[0]) if match else ""

    def inside(self, start: int) -> bool:
        """Return whether figures are the middle of something longer."""
        return start > 0 and (self.text[start - 1].isalnum() or self.text[start - 1] in ".,/-")

    def beside(self, start: int, end: int, longest: int = 1) -> tuple[set[str], int]:
        """Return the words beside a stretch that may say next or last, and where it ends with the one behind it."""
        known = self.words.last | self.words.next
        behind = self.phrase(end + 1, known, longest) if end + 1 < self.end else None
        return {behind[0] if behind else "", *(self.before(start)[-1:] or [""])}, behind[1] if behind else end

    def direction(self, beside: set[str], start: int, end: int) -> Looks | None:
        """Return whether a word beside a stretch, else its sentence, looks ahead or back."""
        if beside & self.words.last:
            return "back"
        return "ahead" if beside & self.words.next else self.looks(start, end)

    def looks(self, start: int, end: int) -> Looks | None:
        """Return whether the sentence looks ahead to a day or back at it; None where no word tells."""
        low, high = self._sentence(start, end)
        lead, joins = self.before(start), self.words.joins
        led = {" ".join(lead[-size:]) for size in (1, 2, 3)}
        if led & joins["ahead_before"]:
            return "ahead"
        cue = self._cue(low, start, end, high)
        if led & joins["until"] and (cue is None or cue.start() > end or cue.lastgroup != "past"):
            return "ahead"
        return None if cue is None else "ahead" if cue.lastgroup == "ahead" else "back"

    def _sentence(self, start: int, end: int) -> tuple[int, int]:
        low = max(self.start, start - _BACK)
        for stop in PATTERNS.sentence_ends.finditer(self.text, low, start):
            low = stop.end()
        high = min(self.end, end + _ON)
        close = PATTERNS.sentence_ends.search(self.text, end, high)
        return low, close.start() if close else high

    def _cue(self, low: int, start: int, end: int, high: int) -> re.Match[str] | None:
        """Return the verb that tells the tense of a day: in its clause before or behind it, else in its sentence."""
        text = self.text
        clause = max((match.end() for match in PATTERNS.clause_ends.finditer(text, low, start)), default=low)
        comma = PATTERNS.clause_ends.search(text, end, high)
        stop = comma.start() if comma else high
        for first, last in ((clause, start), (low, start)):
            if before := list(self.words.cues.finditer(text, first, last)):
                return before[-1]
            if behind := self.words.cues.search(text, end, stop if first == clause else high):
                return behind
        return None


class DateRule(NamedTuple):
    """A way to read a date; `example` has the date in brackets, `days` are those it means from 28 November 2025 on."""

    name: str
    find: Callable[[DateReader, int], DateSpan | None]
    language: str
    example: str
    days: str
