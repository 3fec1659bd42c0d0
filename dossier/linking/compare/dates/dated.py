"""A date with what its sentence says happens then, and where that is cut out of the text."""

from __future__ import annotations

import datetime as dt
import re
from bisect import bisect_left
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cached_property

from dossier.linking.compare.dates.counted import Bound, CountedDate, counted_dates, counted_from_beside, counted_ranks
from dossier.linking.compare.dates.nowadays import is_nowadays
from dossier.linking.facts import ArticleFacts
from dossier.linking.matching.contexts import Story, Token, sentence_of, story_of, tokens, weighed
from dossier.linking.text.terms import stem
from dossier.linking.text.vocabulary import word_list
from dossier.model import DateSpan, Granularity, Mention

_LONGEST, _LONG = 366, 186  # days, of a year and of others; "since 2015" and "later this year" date no event
_CLAUSE_ENDS = frozenset({";", ":", "but", "while", "as", "after", "before", "where", "which", "who", "when"})
_GOING_ON = frozenset("it he she they its his her their".split())
TIMES = word_list("times")
WEEK = 7  # days
_WRITTEN = re.compile(
    r"\d|\b(?:January|February|March|April|May|June|July|August|September|October|November|December)\b"
)
_FRAME = 40  # characters of a sentence that is no set phrase
ONCE = word_list("happens_once")
_BEFORE, _DIRECTLY = 40, 5  # characters before a date, and words in them, that tell what happens then
_WORD = re.compile(r"[^\W\d_]{2,}")
_LEAD = 30  # characters before a date that are read with it
_CARRIED = re.compile(r"(?:This|It|That|They|These|Those)\b")
_EARLIER = 0.7  # what the words of the sentence before count
SAYING = frozenset("said say told tell accord report c:say".split())
_NO_EVENT = TIMES | SAYING


@dataclass(frozen=True)
class Dated:
    """A date with what its sentence says happens then: weighed stems, the entities named, and the words themselves.

    `sentence` is the words of its sentence, `at` the offset in them at which the date begins. What many pairs ask of
    it is worked out once.
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
    former: tuple[dt.date, dt.date] | None = None
    """The days for which it was planned before, where its sentence tells those too."""
    bound: Bound = ""
    """Whether it is where something that goes on begins or ends."""
    label: str = ""
    """The date in words where it is counted from a length of time."""
    exact: bool = True
    """Whether another date contradicts it: not a length that is counted from a day not told."""

    @cached_property
    def frame(self) -> tuple[str, str] | None:
        """The sentence before and behind the date, the same in every reprint; None for a short one."""
        end = self.at + self.date.end - self.date.start
        long = len(self.sentence) - (end - self.at) >= _FRAME
        return (self.sentence[: self.at], self.sentence[end:]) if long else None

    @cached_property
    def lead(self) -> str:
        """The words directly before it in its sentence."""
        return self.sentence[max(0, self.at - _LEAD) : self.at]

    @cached_property
    def happens(self) -> frozenset[str]:
        """The stems of words directly before it that tell what happens once: `died in hospital on Tuesday`."""
        words = _WORD.findall(self.sentence[max(0, self.at - _BEFORE) : self.at])[-_DIRECTLY:]
        return frozenset(stem(word) for word in words if word in ONCE)

    @cached_property
    def explicit(self) -> bool:
        """Whether it is told by day or month, and not by "Tuesday" or "last week"."""
        return _WRITTEN.search(self.date.text) is not None

    @cached_property
    def days(self) -> int:
        """How many days lie between the first and the last."""
        return (self.to - self.since).days

    @cached_property
    def published_day(self) -> int:
        """The day of its article, as its ordinal; 0 where it has none."""
        return iso(self.published).toordinal() if self.published else 0

    @cached_property
    def side(self) -> int:
        """Whether it lies before its article (-1), around it (0) or ahead (1)."""
        if not self.published:
            return 0
        return -1 if self.to.toordinal() < self.published_day else int(self.since.toordinal() > self.published_day)

    @cached_property
    def elsewhen(self) -> bool:
        """Whether it lies more than a week from its article: few events do, and so equal days tell more."""
        if not self.published:
            return False
        gone, ahead = self.published_day - self.to.toordinal(), self.since.toordinal() - self.published_day
        return max(gone, ahead) > WEEK

    @cached_property
    def named(self) -> frozenset[str]:
        """The stems of its names."""
        return frozenset(stem(word) for name in self.names.values() for word in name.lower().split())


def dated(facts: ArticleFacts) -> Iterator[Dated]:
    """Yield the dates of an article that may date an event, in text order."""
    every = _candidates(facts)
    if not every:
        return
    story = story_of(facts)
    days = frozenset((iso(date.from_), iso(date.to)) for date in facts.dates if date.from_ and date.to)
    for found in every:
        clause = _clause_of(facts, found)
        if clause.terms:
            since, to = iso(found.date.from_ or ""), iso(found.date.to or "")
            yield Dated(
                date=found.date,
                since=since,
                to=to,
                published=facts.article.published,
                terms=clause.terms,
                names={mention.entity: mention.text for mention in clause.names if mention.entity},
                words=clause.words,
                sentence=facts.article.text[clause.start : clause.end],
                at=found.date.start - clause.start,
                story=story,
                keys=frozenset(clause.terms),
                others=days - {(since, to)},
                said=clause.said,
                moved=_CHANGED.search(facts.article.text, max(0, clause.start - _NEAR), clause.end + _NEAR) is not None,
                former=_former(facts, found.date, (clause.start, clause.end)),
                bound=found.bound,
                label=found.label,
                exact=found.exact,
            )


def _candidates(facts: ArticleFacts) -> list[CountedDate]:
    """Return the dates of an article, and the lengths of time that date something, in text order."""
    counts = [(q.start, q.end) for q in facts.quantities]
    found = [*counted_dates(facts), *counted_ranks(facts), *counted_from_beside(facts)]
    for date in facts.dates:
        counted = any(start < date.end and date.start < end for start, end in counts)
        if not counted and not _spoken(date, facts) and not is_nowadays(facts.article.text, date):
            begun = _begun(date)
            if ends := _ends_of(date):
                found += ends
            elif begun or _is_short(date):
                found.append(begun or CountedDate(date, ""))
    return sorted(found, key=lambda one: one.date.start)


def _former(facts: ArticleFacts, date: DateSpan, sentence: tuple[int, int]) -> tuple[dt.date, dt.date] | None:
    """Return the days that the sentence of a date says were planned before: “due on Monday, now on Sunday”."""
    for other in facts.dates:
        inside = sentence[0] <= other.start < sentence[1] and other.start != date.start
        if inside and other.from_ and other.to and _is_former(facts, other, sentence[0]):
            return iso(other.from_), iso(other.to)
    return None


def _is_former(facts: ArticleFacts, date: DateSpan, start: int) -> bool:
    """Return whether the words directly before a date say that it was planned and is no more."""
    return _PLANNED.search(facts.article.text, max(start, date.start - _PLAN), date.start) is not None


def _spoken(date: DateSpan, facts: ArticleFacts) -> bool:
    """Return whether a date is told by somebody whose words are quoted: his “today” is the day of speaking."""
    deictic = bool(date.anchor) and _OF_SPEAKING.search(date.text) is not None
    return deictic and any(quote.start <= date.start < quote.end for quote in facts.quotations)


def _is_short(date: DateSpan) -> bool:
    """Return whether a date is short enough to date an event: "later this year" is not."""
    if not date.from_ or not date.to:
        return False
    return (iso(date.to) - iso(date.from_)).days <= (_LONGEST if date.granularity == "year" else _LONG)


def _ends_of(date: DateSpan) -> list[CountedDate]:
    """Return the first and the last year of a stretch as two dates: “2008 to 2017”; none of what is no such stretch."""
    match = _YEARS.fullmatch(date.text)
    if not match:
        return []
    return [CountedDate(_year_of(date, match, "first"), "start"), CountedDate(_year_of(date, match, "last"), "end")]


def _year_of(date: DateSpan, match: re.Match[str], which: str) -> DateSpan:
    """Return one of the two years of a stretch where it stands."""
    start, end, year = date.start + match.start(which), date.start + match.end(which), match[which]
    return replace(date, start=start, end=end, text=year, from_=f"{year}-01-01", to=f"{year}-12-31", granularity="year")


def _begun(date: DateSpan) -> CountedDate | None:
    """Return when what goes on since then began: “since 2003” is a year."""
    match = _SINCE.fullmatch(date.text)
    if not date.from_ or not match:
        return None
    first = iso(date.from_)
    granularity: Granularity
    if match["year"]:
        last, granularity = first.replace(month=12, day=31), "year"
    elif match["month"]:
        last, granularity = (first + dt.timedelta(days=31)).replace(day=1) - dt.timedelta(days=1), "month"
    else:
        last, granularity = first, "day"
    return CountedDate(replace(date, to=last.isoformat(), granularity=granularity), "start")


@dataclass(frozen=True, slots=True)
class _Clause:
    """What a text says happens at a date: the offsets of its sentence, and what stands in its part of it."""

    start: int
    end: int
    terms: dict[str, float]
    names: Sequence[Mention]
    words: tuple[str, ...]
    said: bool


def _clause_of(facts: ArticleFacts, found: CountedDate) -> _Clause:
    text, date = facts.article.text, found.date
    starts = [mention.start for mention in facts.mentions]
    start, end = sentence_of(text, date.start, date.end)
    every = tokens(text, start, end)
    first, last = _clause(every, date, start, end)
    words = tokens(text, first, last)
    at, upto = _place(words, date)
    terms = _elsewhere(every, date) | weighed(words, at, upto) | dict.fromkeys(map(stem, found.adds), _IMPLIED)
    said = _of_saying(words, at)
    if _CARRIED.match(text, start):
        # "This begins on December 1": what begins is told in the sentence before.
        before = sentence_of(text, max(0, start - 3), max(0, start - 2))
        earlier = tokens(text, before[0], min(before[1], start))
        words, first = (*earlier, *words), before[0]
        for key, value in weighed(earlier, len(earlier), len(earlier)).items():
            terms[key] = max(terms.get(key, 0.0), value * _EARLIER)
    return _Clause(
        start,
        end,
        {key: value for key, value in terms.items() if key not in _NO_EVENT},
        facts.mentions[bisect_left(starts, first) : bisect_left(starts, last)],
        tuple(word for word, begin, _ in words if not date.start <= begin < date.end),
        said,
    )


def _place(words: Sequence[Token], date: DateSpan) -> tuple[int, int]:
    """Return where a date begins and ends among words."""
    at = next((i for i, word in enumerate(words) if word[2] > date.start), 0)
    return at, next((i for i, word in enumerate(words) if word[1] >= date.end), len(words))


def _elsewhere(words: Sequence[Token], date: DateSpan) -> dict[str, float]:
    """Return what stands anywhere in the sentence of a date, which tells less than its own clause."""
    return {key: value * _ELSEWHERE for key, value in weighed(words, *_place(words, date)).items()}


iso = dt.date.fromisoformat
_OF_SPEAKING = re.compile(
    r"(?i)\b(?:today|tonight|yesterday|tomorrow|now|ago|last|next|this|past|coming|weekend|week|earlier|later|[a-z]+day)\b"
)
MONTHS = r"(?:Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec)[a-z]*\.?"
_YEARS = re.compile(r"(?P<first>\d{4})\s?(?:to|until|[-–])\s?(?P<last>\d{4})")
_SINCE = re.compile(
    rf"[Ss]ince (?:(?P<year>\d{{4}})|(?P<month>{MONTHS}(?:,? \d{{4}}| (?:of )?last year)?)|yesterday|[A-Z][a-z]+day"
    rf"|{MONTHS} \d{{1,2}}(?:,? \d{{4}})?|\d{{1,2}} {MONTHS}(?: \d{{4}})?)"
)
_IMPLIED = 0.7  # what a word counts that a length of time implies
_ELSEWHERE = 0.4  # what a word counts that stands in another part of the sentence
_NEAR = 160  # code points before and behind a sentence in which a change of plan may be told
_CHANGED = re.compile(
    r"\b(?:postpon\w+|delay\w*|resched\w+|put (?:off|back)|push(?:ed|es) back|moved (?:to|from|forward|back)"
    r"|brought forward|defer\w+|adjourn\w+|extend\w+|prolong\w+|will now|new date|originally"
    r"|had been (?:due|planned|set|scheduled)|had planned|instead of|earlier than|later than)\b",
    re.IGNORECASE,
)
_PLAN = 60  # code points before a date in which a former plan is told
_PLANNED = re.compile(
    r"\b(?:(?:originally|previously|initially) (?:to|for|on|in|at|by|until|due|planned|set|scheduled|slated|expected"
    r"|meant|intended|supposed|hoped|promised|announced|agreed|fixed|said)"
    r"|first (?:planned|due|set)|was (?:due|to have)|instead of"
    r"|had (?:been )?(?:due|planned|set|scheduled|spoken of|hoped|promised|expected|said)"
    r"|(?:postponed|rescheduled|moved|delayed|put (?:back|off)|brought forward) from)\b[^.;,]*\Z",
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
    """Return the part of the sentence around the date, cut where another clause begins; at least eight words."""
    at = next((i for i, word in enumerate(words) if word[2] > date.start), 0)
    left = next((i for i in range(at - 5, -1, -1) if words[i][0] in _CLAUSE_ENDS and not _closed(words, i, at)), None)
    after = at + 5
    told = next((i for i in range(at, min(at + 8, len(words))) if words[i][0] in {"when", "which"}), None)
    if told is not None:  # "March 11, when the next president is sworn in": what follows is the event
        after = told + 5
    right = next((i for i in range(after, len(words)) if _cuts(words, i)), None)
    return start if left is None else words[left][2], end if right is None else max(words[right][1], date.end)


def _closed(words: Sequence[Token], begin: int, at: int) -> bool:
    """Return whether a clause between commas ends before a date: `the site, which has two pits, in March`."""
    opened = begin > 0 and words[begin - 1][0] == "," and words[begin][0] in {"which", "who", "where"}
    return opened and any(word == "," for word, _, _ in words[begin:at])


def _cuts(words: Sequence[Token], at: int) -> bool:
    """Return whether another clause begins at a word: not behind a colon where it goes on as in `: it`."""
    following = words[at + 1][0] if at + 1 < len(words) else ""
    return words[at][0] in _CLAUSE_ENDS and not (words[at][0] == ":" and following in _GOING_ON)
