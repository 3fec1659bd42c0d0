"""When several articles say that one thing happens: the same day in other words, or another day.

Dates are compared by the days they mean, never by their words: `next week`, `the week after` and `December 1` agree
when the articles' own days of publication make them. Two dates are of one event only where the words around them
say so: half the dates of a story are the day of its main event, and equality alone tells nothing.
"""

from __future__ import annotations

import datetime as dt
import math
import re
from bisect import bisect_left
from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import combinations, pairwise

import numpy as np

from dossier.linking.compare.finding import finding, packed, reading, unpacked
from dossier.linking.compare.numbers.clusters import grouped
from dossier.linking.facts import ArticleFacts, DossierFacts
from dossier.linking.matching.blocking import Weighed, placed
from dossier.linking.matching.cache import Memory, Values, digest
from dossier.linking.matching.contexts import (
    Contexts,
    Story,
    Token,
    crowding,
    same_story,
    sentence_of,
    story_of,
    tokens,
    weighed,
)
from dossier.linking.matching.features import Details, Drawn, Sketch, candidates, compared, sketched
from dossier.linking.text.terms import STOP_WORDS, stem
from dossier.model import DateSpan, Finding, Reading, Span, Verdict
from dossier.text.lists import listed

_LONGEST, _LONG = 366, 186  # days, of a year and of others; "since 2015" and "later this year" date no event
_WEEK = 7
_LOOSE = 8  # days; a day and the week that holds it agree, a day and its year are only compatible
_CLAUSE_ENDS = frozenset({";", ":", "but", "while", "as", "after", "before", "where", "which", "who", "when"})
_GOING_ON = frozenset("it he she they its his her their".split())
_TIMES = frozenset(
    "monday tuesday wednesday thursday friday saturday sunday today yesterday tomorrow week weeks month year day days "
    "morning afternoon evening night early late last next january february march april may june july august "
    "september october november december".split()
)
_FRAME, _REPRINT = 40, 9.0  # characters of a sentence that is no set phrase; what a reprint speaks for
_CARRIED = re.compile(r"(?:This|It|That|They|These|Those)\b")
_EARLIER = 0.7  # what the words of the sentence before count
_SAYING = frozenset("said say told tell accord report c:say".split())
# Evidence that two dates are of one event, about the logarithm of the odds.
_START = -2.5
_CONTEXT = 7.0
_NAMES = 0.5  # for each name that both clauses have, up to three
_STORY, _ONE_STORY = 3.0, 0.6  # articles of one story share so much of what each is about
_VAGUE = 0.3  # times what equal days tell, of a month or a year
_EQUAL = 0.35  # times the surprise that another event has the same days
_WITHIN = 0.2
_AWAY = 0.6
_ELSEWHEN = 1.4  # the same days, and not those around publication
_APART = -1.2
_LITTLE = -1.5
_SURELY = 2.0
_FEW = 2  # stems in common that make a day and its year one event


@dataclass(frozen=True, slots=True)
class Dated:
    """A date with what its sentence says happens then: weighed stems, the entities named, and the words themselves.

    `frame` is its sentence before and behind it, the same in every reprint; None for a short one.
    """

    date: DateSpan
    since: dt.date
    to: dt.date
    published: str | None
    terms: Mapping[str, float]
    names: Mapping[str, str]
    words: tuple[str, ...]
    frame: tuple[str, str] | None
    story: Story


def compare_dates(facts: DossierFacts, memory: Memory) -> list[Finding]:
    """Find the events that two or more articles date, with a verdict for each, in the order of the text."""
    details = Details(facts, lambda article: list(_dated(article)))
    sketches = sketched("date", facts, memory, details, _drawn)
    contexts = Contexts([sketch.drawn.terms for sketch in sketches])

    def score(i: int, j: int) -> float | None:
        return _sameness(details(sketches[i]), details(sketches[j]), contexts.alike(i, j))

    pairs = compared("date", sketches, contexts, candidates(sketches, contexts), memory, score)
    pairs = replace(pairs, values=pairs.values + _surprises(sketches, pairs))
    groups = grouped(len(sketches), pairs, least=crowding(len(sketches)))
    within = placed(groups, len(sketches))
    evidence: list[list[float]] = [[] for _ in groups]
    for i, _, known in pairs.within(within):
        evidence[within[i]].append(known)
    texts, found = memory.texts("date finding"), []
    for members, scores in zip(groups, evidence, strict=True):
        if len({sketches[i].article for i in members}) < 2:
            continue

        sure = sum(scores) / len(scores) >= _SURELY

        def told(members: list[int] = members, sure: bool = sure) -> str:
            chosen = [details(sketches[i]) for i in members]
            verdict, why = _verdict(chosen, sure)
            return packed(finding("date", _about(chosen), verdict, why, _readings(chosen)))

        key = digest([sketches[i].key for i in members], sure)
        found.append(unpacked(texts.get(key, told)))
    return found


def _surprises(sketches: Sequence[Sketch], pairs: Weighed) -> Values:
    """Weigh for each pair how surprising it is that another event has the same days."""
    codes: dict[str, int] = {}
    days = np.array([codes.setdefault(sketch.drawn.same, len(codes)) for sketch in sketches], np.int64)
    telling = np.array([_telling(*map(dt.date.fromisoformat, same.split())) for same in codes], np.float64)
    surprise = telling * _EQUAL * np.log(len(days) / np.bincount(days, minlength=len(codes)))
    mine = days[pairs.ones]
    return np.where(mine == days[pairs.others], surprise[mine], 0.0)


def _drawn(dated: Dated) -> Drawn:
    """Sketch a date by its days and the names beside it."""
    clues = tuple(("name", name) for name in dated.names)
    return Drawn("", dated.since.toordinal(), dated.terms, clues, f"{dated.since} {dated.to}")


def _dated(facts: ArticleFacts) -> Iterator[Dated]:
    text, story = facts.article.text, story_of(facts)
    counts = [(q.start, q.end) for q in facts.quantities]
    starts = [mention.start for mention in facts.mentions]
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
        terms = {key: value for key, value in terms.items() if key not in _TIMES | _SAYING}
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
            (text[start : date.start], text[date.end : end]) if end - start - len(date.text) >= _FRAME else None,
            story,
        )


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


def _sameness(
    one: Dated,
    other: Dated,
    alike: float,
) -> float | None:
    """Weigh whether two dates are of one event, but for how surprising it is that another has the same days."""
    if one.date.article == other.date.article and (one.since, one.to) != (other.since, other.to):
        return None  # an article dates two things before it dates one thing twice
    if _reprinted(one, other):
        return _REPRINT
    score = _START + _CONTEXT * alike
    score += _NAMES * min(3, len(one.names.keys() & other.names.keys()))
    score += _STORY * (same_story(one.story, other.story) - _ONE_STORY)
    if (one.since, one.to) == (other.since, other.to):
        elsewhen = _ELSEWHEN if _elsewhen(one) and _elsewhen(other) else 0.0
        return score + elsewhen * _telling(one.since, one.to)
    if _meet(one, other):
        if not _closely(one, other) and _shared(one, other) < _FEW:
            score += _LITTLE  # a name and a month in common are no event
        # Both ahead or both past: what lies around publication meets by chance.
        return score + _WITHIN + (_AWAY if _away(one) and _away(other) else 0.0)
    gap = max((one.since - other.to).days, (other.since - one.to).days)
    return score + _APART * (1 + math.log10(gap))


def _meet(one: Dated, other: Dated) -> bool:
    return one.since <= other.to and other.since <= one.to


def _closely(one: Dated, other: Dated) -> bool:
    """Whether both are short, as a day and the week that holds it: of two such the meeting tells something."""
    return max((dated.to - dated.since).days for dated in (one, other)) < _LOOSE


def _shared(one: Dated, other: Dated) -> int:
    """Count the stems that both clauses have, their names counted as one at most."""
    stems = {key for key in one.terms.keys() & other.terms.keys() if ":" not in key}
    named = {stem(word) for dated in (one, other) for name in dated.names.values() for word in name.lower().split()}
    return len(stems - named) + bool(stems & named)


def _telling(since: dt.date, to: dt.date) -> float:
    """Say what equal days tell, 0 to 1: that two events fell in the same year or month tells little."""
    return _VAGUE if (to - since).days > _WEEK else 1.0


def _reprinted(one: Dated, other: Dated) -> bool:
    """Whether one sentence stands in two articles, whatever date it has."""
    return one.frame is not None and one.frame == other.frame and one.date.article != other.date.article


def _away(dated: Dated) -> bool:
    published = dated.published
    return published is not None and not dated.since.isoformat() <= published <= dated.to.isoformat()


def _elsewhen(dated: Dated) -> bool:
    """Whether a date lies more than a week from its article: few events do, and so equal days tell more."""
    if not dated.published:
        return False
    published = dt.date.fromisoformat(dated.published)
    return (published - dated.to).days > _WEEK or (dated.since - published).days > _WEEK


def _verdict(chosen: Sequence[Dated], sure: bool) -> tuple[Verdict, str]:
    spans = sorted({(dated.since, dated.to) for dated in chosen})
    told = listed([_told(chosen, span) for span in spans])
    since, to = max(span[0] for span in spans), min(span[1] for span in spans)
    if len(spans) == 1:
        words = list(dict.fromkeys(f"“{dated.date.text}”" for dated in chosen))
        day = _days(*spans[0])
        if len(words) > 1:
            return "agree", f"{listed(words)} {'are all' if len(words) > 2 else 'both are'} {day}."
        count = len({dated.date.article for dated in chosen})
        meant = "" if words[0] == f"“{day}”" else f", which is {day}"
        return "agree", f"{f'All {count}' if count > 2 else 'Both'} articles say {words[0]}{meant}."
    if since <= to:
        if max((end - start).days for start, end in spans) < _LOOSE:
            return "agree", f"{told} hold the same days."
        return "compatible", f"{told}: the one lies within the other."
    if _moved(chosen):
        return "explained", f"{told}: the later the article, the later the date; the plan moved."
    for one, other in combinations(chosen, 2):
        if _reprinted(one, other) and (one.since > other.to or other.since > one.to) and not _deictic(one, other):
            days = [_days(dated.since, dated.to) for dated in sorted((one, other), key=lambda d: d.since)]
            return "conflict", f"The same sentence stands with {days[0]} and with {days[1]}."
    if not sure:
        return "unclear", f"{told} differ, and the articles do not settle whether they date the same event."
    return "conflict", f"{told} cannot all be the date of the same event."


def _deictic(one: Dated, other: Dated) -> bool:
    """Whether the same words, such as `today`, mean other days because the articles are of other days."""
    return one.date.text == other.date.text and one.published != other.published


def _moved(chosen: Sequence[Dated]) -> bool:
    """Whether an event ahead was put off: later articles give later days, and none an earlier one."""
    dated = sorted((d.published, d.since) for d in chosen if d.published)
    if len(dated) < len(chosen) or any(d.published and d.since.isoformat() <= d.published for d in chosen):
        return False
    return dated[0][0] < dated[-1][0] and all(
        a[1] <= b[1] and (a[0] < b[0] or a[1] == b[1]) for a, b in pairwise(dated)
    )


def _told(chosen: Sequence[Dated], span: tuple[dt.date, dt.date]) -> str:
    words = list(dict.fromkeys(f"“{d.date.text}”" for d in chosen if (d.since, d.to) == span))
    return f"{_days(*span)} ({', '.join(words[:4])})"


def _days(since: dt.date, to: dt.date) -> str:
    first, last = f"{since.day} {since:%B %Y}", f"{to.day} {to:%B %Y}"
    if since.day == 1 and (to + dt.timedelta(days=1)).day == 1 and since.year == to.year:
        if since.month == to.month:
            return f"{since:%B %Y}"
        if (since.month, to.month) == (1, 12):
            return str(since.year)
    return first if since == to else f"{first} to {last}"


def _readings(chosen: Sequence[Dated]) -> list[Reading]:
    by_days: defaultdict[tuple[dt.date, dt.date], list[DateSpan]] = defaultdict(list)
    for dated in chosen:
        by_days[dated.since, dated.to].append(dated.date)
    found = [
        (span, reading(_days(*span), [Span(d.article, d.start, d.end, d.text) for d in dates]))
        for span, dates in by_days.items()
    ]
    return [item for _, item in sorted(found, key=lambda pair: (-len(pair[1].articles), pair[0]))]


def _about(chosen: Sequence[Dated]) -> str:
    """Name the event by the words and names that most of the clauses share."""
    names: Counter[str] = Counter()
    words: Counter[str] = Counter()
    for dated in chosen:
        names.update(set(dated.names.values()))
        known = {part for name in dated.names.values() for part in name.lower().split()}
        words.update(
            {w for w in dated.words if len(w) > 3 and w not in STOP_WORDS | _TIMES | _SAYING | known and w.isalpha()}
        )
    least = max(2, len(chosen) / 2)
    common = [
        *sorted((w for w, n in words.items() if n >= least), key=lambda w: (-words[w], w))[:3],
        *sorted((w for w, n in names.items() if n >= least), key=lambda w: (-names[w], w))[:2],
    ]
    first = [w for w in chosen[0].words if len(w) > 3 and w not in STOP_WORDS | _TIMES | _SAYING and w.isalpha()]
    return ", ".join(common or first[:3] or [chosen[0].date.text])
