"""What happened, or will happen, and when: dated sentences in calendar order, and when each article was published."""

from __future__ import annotations

import datetime as dt
import re
from bisect import bisect_right
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, fields, replace
from typing import Any

from dossier.linking.facts import ArticleFacts, DossierFacts
from dossier.linking.matching.cache import Cache, mark
from dossier.linking.matching.sentences import ComparedSentence, SharedWords, same_fact_groups
from dossier.linking.text.gist import gist
from dossier.model import Article, DateSpan, Finding, Passage, Span, TimelineEntry, link_to
from dossier.reading.text.sentences import sentences

_SAME = SharedWords(much=0.35, little=0.2, words=2)  # of what stands around one date in two articles
_AROUND = 16  # words on each side of a date; what is further off may tell of something else
_NEAR = 700  # characters between a countdown and the day it counts to
_WORD = re.compile(r"\S+")
_CARRIED = re.compile(r"(?:This|That|These|Those|It|They)\b")
_COUNTDOWN = re.compile(r"\d+ days (?:from .* end on|after .* \(“)")  # the rules of `extracting.dates.countdown`
# The people who live there today, more than today, even today: no event of the day.
_NOWADAYS = re.compile(
    r"\b(?:(?:[Tt]han|[Oo]f|[Ee]ven|[Ss]till|[Uu]ntil|is|are)|(?:liv(?:e|es|ing)|resid(?:e|es|ing)|exists?|stands?)"
    r"(?: (?:here|there|abroad|in|at|on|the|[A-Z]\w+)){0,4}) \Z"
)


_USUAL = re.compile(r",(?: \w+){1,5} (?:is|are) (?:\w+ly|often|still|widely|no longer) ")  # Today, trams are often late


@dataclass(frozen=True, slots=True)
class _Dated:
    """An entry, with the words near its date and where the date stands; `counted` tells of a countdown to its day."""

    nearby: ComparedSentence
    at: int
    counted: bool
    entry: TimelineEntry

    @property
    def days(self) -> tuple[str, str]:
        """Return the first day and the last, ISO."""
        return self.entry.from_, self.entry.to


def timeline(facts: DossierFacts, findings: Sequence[Finding] = (), cache: Cache | None = None) -> list[TimelineEntry]:
    """Return everything dated in calendar order; of one day, publication comes first and what is vaguer later.

    What several articles tell of one date is one entry, told in the words of the earliest article: sentences that tell
    the same, and dates of one event as `findings` have them, `next week` and `December 1` among them. A countdown is of
    the event it counts to. Dates that cannot be resolved, and those outside passages, are left out.
    """
    cache = cache or Cache()
    found, dated = _drawn(facts, cache)
    order = {info.id: (info.published or "9999", i) for i, info in enumerate(facts.infos)}
    dated.sort(key=lambda each: (*order[each.entry.article], each.nearby.span.start))
    event, homes = _homes(dated, findings)
    by_interval: defaultdict[tuple[str, str], list[int]] = defaultdict(list)
    for i, days in enumerate(homes):
        by_interval[days].append(i)
    alike: defaultdict[tuple[str, str], list[list[int]]] = defaultdict(list)
    for group in same_fact_groups([each.nearby for each in dated], _SAME, cache.scores("dated"), homes):
        alike[homes[group[0]]].append(group)
    for days, members in by_interval.items():
        found += _told(dated, members, days, alike[days], event)
    return sorted(found, key=lambda e: (e.from_, e.to, e.kind != "published", *order[e.article], e.start, e.phrase))


def _homes(
    dated: Sequence[_Dated], findings: Sequence[Finding]
) -> tuple[dict[tuple[str, int], str], list[tuple[str, str]]]:
    """Return the findings of dates by their places, and the days each date is told of: the shortest that agree."""
    agreed, event = {}, {}
    for finding in findings:
        if finding.kind == "date":
            spans = finding.spans
            event.update({(span.article, span.start): finding.id for span in spans})
            agreed[finding.id] = finding.verdict == "agree"
    ids = [event.get((each.entry.article, each.at), "") for each in dated]
    shortest: dict[str, tuple[str, str]] = {}
    for id_, each in zip(ids, dated, strict=True):
        if agreed.get(id_):
            shortest[id_] = min(shortest.get(id_, each.days), each.days, key=_length)
    return event, [shortest.get(id_, each.days) for id_, each in zip(ids, dated, strict=True)]


def _told(
    dated: Sequence[_Dated],
    members: Sequence[int],
    days: tuple[str, str],
    alike: Sequence[Sequence[int]],
    event: Mapping[tuple[str, int], str],
) -> Iterator[TimelineEntry]:
    """Yield an entry for each event of one interval, in the words of the first who tells it plainly.

    `members` are the dates of the interval, `alike` those that tell the same.
    """
    at = {member: i for i, member in enumerate(members)}
    told = [dated[member] for member in members]
    for places in _events(told, [[at[member] for member in group] for group in alike], event):
        teller = min(places, key=lambda place: (told[place].counted, told[place].days != days, place))
        also = tuple(link_to(told[place].nearby.span) for place in places if place != teller)
        yield replace(told[teller].entry, also=also)


def _events(
    told: Sequence[_Dated], groups: Sequence[Sequence[int]], event: Mapping[tuple[str, int], str]
) -> list[list[int]]:
    """Return the places that tell of one interval, grouped into events, those of one article alone included.

    `groups` are those that tell the same.
    """
    by_event: defaultdict[str, list[int]] = defaultdict(list)
    for i, each in enumerate(told):
        if id_ := event.get((each.entry.article, each.at)):
            by_event[id_].append(i)
    home = list(range(len(told)))
    for group in (*groups, *by_event.values(), _countdown(told)):
        homes = {home[member] for member in group}
        home = [min(homes) if place in homes else place for place in home]
    found: defaultdict[int, list[int]] = defaultdict(list)
    for i, place in enumerate(home):
        found[place].append(i)
    return list(found.values())


def _countdown(told: Sequence[_Dated]) -> list[int]:
    """Return the countdowns to a day, with what their articles say of that day near them."""
    counting = [(each.entry.article, each.at) for each in told if each.counted]
    return [
        i
        for i, each in enumerate(told)
        if any(each.entry.article == article and abs(each.at - at) < _NEAR for article, at in counting)
    ]


def _length(days: tuple[str, str]) -> tuple[int, str]:
    return (dt.date.fromisoformat(days[1]) - dt.date.fromisoformat(days[0])).days, days[0]


def _nowadays(text: str, date: DateSpan, start: int) -> bool:
    """Return whether `today` stands for these times."""
    if date.text.lower() != "today":
        return False
    if date.start == start and _USUAL.match(text, date.end):
        return True
    return bool(_NOWADAYS.search(text, max(start, date.start - 60), date.start))


def _drawn(facts: DossierFacts, cache: Cache) -> tuple[list[TimelineEntry], list[_Dated]]:
    """Return when articles were published, and what they date, in text order; read where it is not kept."""
    published: list[TimelineEntry] = []
    dated: list[_Dated] = []
    for place, (first, rest) in enumerate(cache.sketches("timeline sketch", facts, _sketch)):
        key = facts.key(place)
        published += [_entry(values) for values in first]
        for start, end, text, line, at, counted, values in rest:
            entry = _entry(values)
            nearby = ComparedSentence(Span(entry.article, start, end, text), line, mark(key, start, at))
            dated.append(_Dated(nearby, at, counted, entry))
    return published, dated


def _sketch(facts: ArticleFacts) -> list[list[Any]]:
    rest = [
        [
            each.nearby.span.start, each.nearby.span.end, each.nearby.span.text, each.nearby.gist, each.at,
            each.counted, _values(each.entry),
        ]
        for each in _dated(facts)
    ]  # fmt: skip
    return [[_values(entry) for entry in _published(facts)], rest]


def _values(entry: TimelineEntry) -> list[Any]:
    return [getattr(entry, field.name) for field in fields(entry)]


def _entry(values: list[Any]) -> TimelineEntry:
    made = dict(zip((field.name for field in fields(TimelineEntry)), values, strict=True))
    return TimelineEntry(**{**made, "also": tuple(made["also"])})


def _published(facts: ArticleFacts) -> Iterator[TimelineEntry]:
    article = facts.article
    if article.published:
        zone = next((zone for zone in article.zones if zone.zone == "headline"), None)
        place = zone or next(iter(article.passages), Passage(0, 0))
        what = f"Published{f' by {article.outlet}' if article.outlet else ''}: {article.title}"
        text = article.text[place.start : place.end]
        rule = f"read from its {article.published_from}" if article.published_from else ""
        day = article.published
        yield TimelineEntry(day, day, "day", article.id, place.start, place.end, text, what, "published", day, rule)


def _dated(facts: ArticleFacts) -> Iterator[_Dated]:
    """Yield each resolved date with the words near it; dates of one interval in a sentence once."""
    article = facts.article
    starts = [passage.start for passage in article.passages]
    seen: set[tuple[int, str, str]] = set()
    cut: dict[int, list[tuple[int, int]]] = {}
    for date in facts.dates:
        k = bisect_right(starts, date.start) - 1
        if k < 0 or date.start >= article.passages[k].end or date.from_ is None or date.to is None:
            continue
        passage = article.passages[k]
        if k not in cut:
            cut[k] = sentences(article.text, passage.start, passage.end)
        start, end = _around(cut[k], date, passage)
        if (start, date.from_, date.to) not in seen and not _nowadays(article.text, date, start):
            seen.add((start, date.from_, date.to))
            # "This begins on December 1": what begins, the sentence before tells.
            first = _before(cut[k], start) if _CARRIED.match(article.text, start) else start
            yield _of_sentence(article, passage, date, (first, start, end))


def _of_sentence(article: Article, passage: Passage, date: DateSpan, places: tuple[int, int, int]) -> _Dated:
    """Return a date with the words near it; `places` are where what it tells begins, its sentence, and its end."""
    first, start, end = places
    before = " ".join(_WORD.findall(article.text[start : date.start])[-_AROUND:])
    behind = " ".join(_WORD.findall(article.text[date.end : end])[:_AROUND])
    near = f"{before} {behind}"
    entry = TimelineEntry(
        date.from_ or "", date.to or "", date.granularity, article.id, passage.start, passage.end,
        article.text[passage.start : passage.end], " ".join(article.text[first:end].split()), "event",
        " ".join(date.text.split()), date.rule,
    )  # fmt: skip
    nearby = ComparedSentence(Span(article.id, start, end, near), gist(near).written(), 0)
    return _Dated(nearby, date.start, bool(_COUNTDOWN.match(date.rule)), entry)


def _before(spans: list[tuple[int, int]], start: int) -> int:
    """Return where the sentence before one begins; of the first, its own beginning."""
    return max((first for first, _ in spans if first < start), default=start)


def _around(spans: list[tuple[int, int]], date: DateSpan, passage: Passage) -> tuple[int, int]:
    return next((span for span in spans if span[0] <= date.start < span[1]), (passage.start, passage.end))
