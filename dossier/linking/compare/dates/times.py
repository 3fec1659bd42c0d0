"""When on one day several articles say that one thing happens: the same time in other words, or another time."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from itertools import combinations
from typing import Any, NamedTuple

from dossier.linking.compare.dates.clock import HALF_DAY, TimeOfDay, ToldTime, told_times
from dossier.linking.compare.dates.evidence import ONE_STORY
from dossier.linking.compare.finding import finding, reading
from dossier.linking.compare.reasons import shown
from dossier.linking.compare.titles import TitleSentence, title
from dossier.linking.entities.naming import called
from dossier.linking.facts import ArticleFacts, DossierFacts
from dossier.linking.matching.cache import Cache
from dossier.linking.matching.contexts import NO_STORY, Story, same_story, story_of
from dossier.model import Finding, Span, Verdict
from dossier.text.lists import listed

_NEAR = 2  # days by which those of two times may differ that are not both told
_COMMON = 60  # times that share a word or an hour on one day; more are not compared
_FEW = 2  # words in common that make other times of one day a contradiction
_EQUAL = 3.0  # what the same time counts, in words in common
_EVEN = 30  # minutes; few events are told to fall between the half hours, and so the same time tells more
# How surely articles must be of one story for the same time to be of one event; the second, between the half hours.
_SAME_STORY, _ODD_STORY = 0.5, 0.25
_ROUNDED = 10  # minutes by which times differ that may be one, rounded


TIMES = "time of day"


class _Row(NamedTuple):
    """A time in the article at a place of the dossier, and what that is about."""

    article: int
    told: ToldTime
    story: Story


def compare_times(facts: DossierFacts, cache: Cache) -> list[Finding]:
    """Return the events that two or more articles give a time of day, in the order of the text."""
    rows = [
        _Row(article, ToldTime(TimeOfDay(*time), day, given, frozenset(keys), sentence, at), story)
        for article, (about, times) in enumerate(cache.sketches(TIMES, facts, times_sketch))
        for story in [Story(*map(frozenset, about))]
        for time, day, given, keys, sentence, at in times
    ]
    outlets = {info.id: called(info) for info in facts.infos}
    return [_finding([rows[i] for i in group], facts.ids, outlets) for group in _groups(rows, facts)]


def times_sketch(facts: ArticleFacts) -> tuple[list[list[str]], list[list[Any]]]:
    """Return what an article is about, and its times, as they are kept."""
    times = [[told.time, told.day, told.given, sorted(told.keys), *told[4:]] for told in told_times(facts)]
    story = story_of(facts) if times else NO_STORY
    return [sorted(story.names), sorted(story.words), sorted(story.places)], times


def _groups(rows: Sequence[_Row], facts: DossierFacts) -> list[list[int]]:
    """Return the times of one event each, surest pairs first; an article has one time in a group."""
    scores = {pair: score for pair in _candidates(rows, facts) if (score := _score(*(rows[i] for i in pair)))}
    groups: list[list[int]] = []
    home: dict[int, list[int]] = {}
    for pair in sorted(scores, key=lambda pair: (-scores[pair], pair)):
        known = [home[i] for i in pair if i in home]
        group = known[0] if known else []
        new = [i for i in pair if i not in home]
        if len(known) == 2 or any(_taken(rows, group, i) for i in new):
            continue
        group += new
        home.update(dict.fromkeys(new, group))
        if not known:
            groups.append(group)
    return sorted(map(sorted, groups))


def _taken(rows: Sequence[_Row], group: Sequence[int], new: int) -> bool:
    return any(rows[i].article == rows[new].article for i in group)


def _candidates(rows: Sequence[_Row], facts: DossierFacts) -> Iterator[tuple[int, int]]:
    """Yield pairs of times of two articles and nearly one day that share the hour or a word."""
    blocks: defaultdict[tuple[str, int], list[int]] = defaultdict(list)
    for i, row in enumerate(rows):
        for key in (str(row.told.time.minute % HALF_DAY), *row.told.keys):
            for day in range(row.told.day, row.told.day + _NEAR + 1):
                blocks[key, day].append(i)
    seen: set[tuple[int, int]] = set()
    for block in blocks.values():
        for pair in combinations(block, 2) if len(block) <= _COMMON else ():
            articles = {rows[i].article for i in pair}
            if pair not in seen and len(articles) > 1 and (not facts.edited or articles & facts.edited):
                seen.add(pair)
                yield pair


def _score(one: _Row, other: _Row) -> float:
    """Return how surely two times are of one event, 0 where they are not."""
    mine, theirs = one.told, other.told
    apart = abs(mine.day - theirs.day)
    if apart > (0 if mine.given and theirs.given else _NEAR):
        return 0.0
    story, common = same_story(one.story, other.story), len(mine.keys & theirs.keys)
    if _minutes_apart(mine.time, theirs.time) == 0:
        return _EQUAL + common if story >= (_ODD_STORY if mine.time.minute % _EVEN else _SAME_STORY) else 0.0
    return float(common) if common >= _FEW and story >= ONE_STORY else 0.0


def _minutes_apart(one: TimeOfDay, other: TimeOfDay) -> int:
    """Return how many minutes lie between two times, or half a day less where one may be in the morning or evening."""
    round_ = HALF_DAY if one.half or other.half else 2 * HALF_DAY
    apart = (one.minute - other.minute) % round_
    return min(apart, round_ - apart)


def _may_be_one(one: TimeOfDay, other: TimeOfDay) -> bool:
    """Return whether the words of two times leave room for one moment."""
    return _minutes_apart(one, other) <= max(_ROUNDED, one.before + other.behind, one.behind + other.before)


def _finding(group: Sequence[_Row], ids: Sequence[str], outlets: Mapping[str, str]) -> Finding:
    by_words: dict[str, list[Span]] = {}
    for row in group:
        words = _words(row.told)
        span = Span(ids[row.article], row.told.time.start, row.told.time.end, words)
        by_words.setdefault(words, []).append(span)
    every = [f"“{words}” ({shown(outlets[span.article] for span in spans)})" for words, spans in by_words.items()]
    verdict, why = _verdict([row.told.time for row in group], listed(every))
    about = title([_placed(row.told, ids[row.article]) for row in group])
    return finding("date", about, verdict, why, [reading(words, spans) for words, spans in by_words.items()])


def _verdict(times: Sequence[TimeOfDay], told: str) -> tuple[Verdict, str]:
    pairs = list(combinations(times, 2))
    if all(_minutes_apart(*pair) == 0 for pair in pairs):
        return "agree", f"{told}: the same time of day."
    if all(_may_be_one(*pair) for pair in pairs):
        return "compatible", f"{told} may be one time of day."
    return "conflict", f"{told} cannot {'both' if len(times) == 2 else 'all'} be the time of the same event."


def _words(told: ToldTime) -> str:
    return told.sentence[told.at : told.at + told.time.end - told.time.start]


def _placed(told: ToldTime, article: str) -> TitleSentence:
    end = told.at + told.time.end - told.time.start
    return TitleSentence(article, told.sentence, told.at, end, end)
