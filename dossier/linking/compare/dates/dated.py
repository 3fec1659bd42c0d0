"""A date with what its sentence says happens then, and where that is cut out of the text."""

from __future__ import annotations

import datetime as dt
import re
from bisect import bisect_left
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from dossier.linking.facts import ArticleFacts
from dossier.linking.matching.contexts import Story, Token, sentence_of, story_of, tokens, weighed
from dossier.model import DateSpan

_LONGEST, _LONG = 366, 186  # days, of a year and of others; "since 2015" and "later this year" date no event
_CLAUSE_ENDS = frozenset({";", ":", "but", "while", "as", "after", "before", "where", "which", "who", "when"})
_GOING_ON = frozenset("it he she they its his her their".split())
TIMES = frozenset(
    "monday tuesday wednesday thursday friday saturday sunday today yesterday tomorrow week weeks month year day days "
    "morning afternoon evening night early late last next january february march april may june july august "
    "september october november december".split()
)
_FRAME = 40  # characters of a sentence that is no set phrase
_CARRIED = re.compile(r"(?:This|It|That|They|These|Those)\b")
_EARLIER = 0.7  # what the words of the sentence before count
SAYING = frozenset("said say told tell accord report c:say".split())


@dataclass(frozen=True, slots=True)
class Dated:
    """A date with what its sentence says happens then: weighed stems, the entities named, and the words themselves.

    `sentence` is the words of its sentence, `at` the offset in them at which the date begins.
    """

    date: DateSpan
    since: dt.date
    to: dt.date
    published: str | None
    terms: Mapping[str, float]
    names: Mapping[str, str]
    words: tuple[str, ...]
    sentence: str
    at: int
    story: Story
    keys: frozenset[str] = frozenset()
    """The stems and concepts of `terms`, which are not kept."""
    others: frozenset[tuple[dt.date, dt.date]] = frozenset()
    """The days that its article has besides, each as the first and the last."""
    said: bool = False
    """Whether it is the day on which somebody said something."""
    moved: bool = False
    """Whether the words around say that a plan was changed: postponed, brought forward, now."""

    @property
    def frame(self) -> tuple[str, str] | None:
        """The sentence before and behind the date, the same in every reprint; None for a short one."""
        end = self.at + self.date.end - self.date.start
        long = len(self.sentence) - (end - self.at) >= _FRAME
        return (self.sentence[: self.at], self.sentence[end:]) if long else None


def dated(facts: ArticleFacts) -> Iterator[Dated]:
    """Yield the dates of an article that may date an event, in text order."""
    text, story = facts.article.text, story_of(facts)
    counts = [(q.start, q.end) for q in facts.quantities]
    starts = [mention.start for mention in facts.mentions]
    iso = dt.date.fromisoformat
    days = frozenset((iso(date.from_), iso(date.to)) for date in facts.dates if date.from_ and date.to)
    for date in facts.dates:
        if not date.from_ or not date.to or any(start < date.end and date.start < end for start, end in counts):
            continue
        if date.anchor and any(quote.start <= date.start < quote.end for quote in facts.quotations):
            continue  # "today" in somebody's mouth is the day of speaking
        since, to = dt.date.fromisoformat(date.from_), dt.date.fromisoformat(date.to)
        if (to - since).days > (_LONGEST if date.granularity == "year" else _LONG):
            continue
        start, end = sentence_of(text, date.start, date.end)
        first, last = _clause(tokens(text, start, end), date, start, end)
        words = tokens(text, first, last)
        at = next((i for i, word in enumerate(words) if word[2] > date.start), 0)
        upto = next((i for i, word in enumerate(words) if word[1] >= date.end), len(words))
        here = facts.mentions[bisect_left(starts, first) : bisect_left(starts, last)]
        terms = weighed(words, at, upto)
        if _CARRIED.match(text, start):
            # "This begins on December 1": what begins is told in the sentence before.
            before = sentence_of(text, max(0, start - 3), max(0, start - 2))
            earlier = tokens(text, before[0], min(before[1], start))
            here = facts.mentions[bisect_left(starts, before[0]) : bisect_left(starts, last)]
            words = [*earlier, *words]
            for key, value in weighed(earlier, len(earlier), len(earlier)).items():
                terms[key] = max(terms.get(key, 0.0), value * _EARLIER)
        said = _of_saying(words, at)
        terms = {key: value for key, value in terms.items() if key not in TIMES | SAYING}
        if not terms:
            continue
        yield Dated(
            date,
            since,
            to,
            facts.article.published,
            terms,
            {mention.entity: mention.text for mention in here if mention.entity},
            tuple(word for word, begin, _ in words if not date.start <= begin < date.end),
            text[start:end],
            date.start - start,
            story,
            frozenset(terms),
            days - {(since, to)},
            said,
            _CHANGED.search(text, max(0, start - _NEAR), min(len(text), end + _NEAR)) is not None,
        )


_NEAR = 160  # code points before and behind a sentence in which a change of plan may be told
_CHANGED = re.compile(
    r"\b(?:postpon\w+|delay\w*|resched\w+|put (?:off|back)|push(?:ed|es) back|moved (?:to|from|forward|back)"
    r"|brought forward|defer\w+|adjourn\w+|extend\w+|new date|originally"
    r"|had been (?:due|planned|set|scheduled)|had planned|instead of|earlier than|later than)\b",
    re.IGNORECASE,
)
_SPEECH = frozenset("said says say told tells".split())
_LINKS = frozenset("on late early reporters the a in journalists".split())


def _of_saying(words: Sequence[Token], at: int) -> bool:
    """Return whether a date stands at a verb of speech: said on Tuesday, told reporters late Monday."""
    back = at - 1
    while back >= 0 and at - back < 4 and words[back][0] in _LINKS:
        back -= 1
    return back >= 0 and words[back][0] in _SPEECH


def _clause(words: Sequence[Token], date: DateSpan, start: int, end: int) -> tuple[int, int]:
    """Give the part of the sentence around the date, cut where another clause begins; at least eight words."""
    at = next((i for i, word in enumerate(words) if word[2] > date.start), 0)
    left = next((i for i in range(at - 5, -1, -1) if words[i][0] in _CLAUSE_ENDS), None)
    after = at + 5
    told = next((i for i in range(at, min(at + 8, len(words))) if words[i][0] in {"when", "which"}), None)
    if told is not None:  # "March 11, when the next president is sworn in": what follows is the event
        after = told + 5
    right = next((i for i in range(after, len(words)) if _cuts(words, i)), None)
    return start if left is None else words[left][2], end if right is None else max(words[right][1], date.end)


def _cuts(words: Sequence[Token], at: int) -> bool:
    """Whether another clause begins at a word: not behind a colon where it goes on about the same, as in `: it`."""
    following = words[at + 1][0] if at + 1 < len(words) else ""
    return words[at][0] in _CLAUSE_ENDS and not (words[at][0] == ":" and following in _GOING_ON)
