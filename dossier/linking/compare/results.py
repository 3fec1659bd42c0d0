"""Results of one match that articles report differently: `Karsund beat Ulvik 3-1` beside `Karsund beat Ulvik 3-2`.

Articles that give the same score are compared with other numbers; only differing ones are found here.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections import defaultdict
from collections.abc import Iterator, Sequence
from datetime import date
from itertools import combinations
from typing import NamedTuple

from dossier.linking.compare.finding import finding, reading
from dossier.linking.facts import ArticleFacts, DossierFacts
from dossier.linking.matching.cache import Cache
from dossier.linking.matching.contexts import sentence_of
from dossier.model import Finding, Quantity, Span
from dossier.text.lists import listed

_SCORE = re.compile(r"(\d{1,3})\s?[-–]\s?(\d{1,3})")
_MATCH = re.compile(
    r"\b(?:beat|beats|beaten|defeat(?:s|ed)?|lost|loses|won|wins?|drew|draws?|held|thrashed|edged|routed|downed|overcame"
    r"|stunned|crushed|victory|defeat|draw)\b"
)
# What is no result of the whole match.
_PART = re.compile(
    r"\b(?:half-?time|aggregate|(?:first|second)[- ](?:leg|half|set|period|game)|penalt\w+|shoot-?out|tie-?break\w*"
    r"|series|lead|led|leading|ahead|trail\w*|would|could|might|vot\w+|ruled|ruling|predict\w*)\b",
    re.IGNORECASE,
)
_NEAR = 2  # days between two reports of a match of which one does not give the day
RESULTS = "result"
_TEAMS = frozenset({"ORG", "PLACE", "PERSON"})


class Result(NamedTuple):
    """A score in an article: ids and names of the two sides, the goals with the higher first, where it stands, the day.

    `day` is the ISO day that its sentence gives, else that of the article; `given` says which of both.
    """

    sides: tuple[str, ...]
    names: tuple[str, ...]
    goals: tuple[int, int]
    start: int
    end: int
    text: str
    day: str
    given: bool


def compare_results(facts: DossierFacts, cache: Cache) -> list[Finding]:
    """Return the matches of which two or more articles give different scores, in the order of the text."""
    by_sides: defaultdict[tuple[str, ...], list[tuple[str, Result]]] = defaultdict(list)
    for article, rows in zip(facts.ids, cache.sketches(RESULTS, facts, results_sketch), strict=True):
        for sides, names, goals, *place in rows:
            result = Result(tuple(sides), tuple(names), (goals[0], goals[1]), *place)
            by_sides[result.sides].append((article, result))
    return [told for reports in by_sides.values() for told in _differing(reports)]


def results_sketch(facts: ArticleFacts) -> list[Result]:
    """Return the results that an article gives."""
    return list(_results(facts))


def _results(facts: ArticleFacts) -> Iterator[Result]:
    scores = [quantity for quantity in facts.quantities if quantity.kind == "score"]
    sentences = [sentence_of(facts.article.text, score.start, score.end) for score in scores]
    for score, sentence in zip(scores, sentences, strict=True):
        if sentences.count(sentence) == 1 and (result := _result(facts, score, sentence)):
            yield result


def _result(facts: ArticleFacts, score: Quantity, sentence: tuple[int, int]) -> Result | None:
    """Return the result that a score gives, where its sentence names two sides and nothing else."""
    words = facts.article.text[slice(*sentence)]
    goals = _SCORE.fullmatch(score.text)
    day = _day(facts, sentence)
    if goals is None or day is None or not _MATCH.search(words) or _PART.search(words):
        return None
    starts = [mention.start for mention in facts.mentions]
    named = facts.mentions[bisect_left(starts, sentence[0]) : bisect_left(starts, sentence[1])]
    sides = {mention.entity: mention.text for mention in named if mention.entity and mention.type in _TEAMS}
    if len(sides) != 2:
        return None
    ids = tuple(sorted(sides))
    higher, lower = sorted(map(int, goals.groups()), reverse=True)
    names = tuple(sides[one] for one in ids)
    return Result(ids, names, (higher, lower), score.start, score.end, score.text, *day)


def _day(facts: ArticleFacts, sentence: tuple[int, int]) -> tuple[str, bool] | None:
    """Return the day of a sentence, and whether it says so; None where nothing tells one."""
    days = {
        span.from_ for span in facts.dates if sentence[0] <= span.start < sentence[1] and span.granularity == "day"
    } - {None}
    if len(days) == 1:
        return str(days.pop()), True
    published = facts.article.published
    return (published, False) if published and not days else None


def _differing(reports: Sequence[tuple[str, Result]]) -> Iterator[Finding]:
    """Yield a finding for each match whose reports give more than one score."""
    left = list(reports)
    while left:
        first = left[0][1]
        match = [report for report in left if _is_one(first, report[1])]
        left = [report for report in left if report not in match]
        apart = any(a[1].goals != b[1].goals and a[0] != b[0] for a, b in combinations(match, 2))
        if apart and len({article for article, _ in match}) > 1:
            yield _finding(match)


def _is_one(one: Result, other: Result) -> bool:
    days = abs((date.fromisoformat(one.day) - date.fromisoformat(other.day)).days)
    return days == 0 if one.given and other.given else days <= _NEAR


def _finding(match: Sequence[tuple[str, Result]]) -> Finding:
    by_goals: defaultdict[tuple[int, int], list[Span]] = defaultdict(list)
    for article, result in match:
        by_goals[result.goals].append(Span(article, result.start, result.end, result.text))
    readings = [reading(spans[0].text, spans) for _, spans in sorted(by_goals.items(), reverse=True)]
    names = " and ".join(match[0][1].names)
    scores = listed([f"“{one.reading}”" for one in readings])
    every = "both" if len(readings) == 2 else "all"
    why = f"{scores} cannot {every} be the result of one match of {names}."
    return finding("number", f"result of {names}", "conflict", why, readings)
