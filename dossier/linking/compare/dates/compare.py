"""When several articles say that one thing happens: the same day in other words, or another day.

Dates are compared by the days they mean, never by their words: `next week`, `the week after` and `December 1` agree
when the articles' own days of publication make them. Two dates are of one event only where the words around them
say so: half the dates of a story are the day of its main event, and equality alone tells nothing.
"""

from __future__ import annotations

import datetime as dt
import math
from collections.abc import Sequence
from dataclasses import replace

import numpy as np

from dossier.linking.compare.dates.dated import WEEK, Dated, dated
from dossier.linking.compare.dates.evidence import (
    WeighedArticles,
    WeighedDates,
    sameness,
    telling,
    weighed,
    weighed_articles,
    written_out,
)
from dossier.linking.compare.dates.matches import ease, matches
from dossier.linking.compare.dates.times import TIMES, compare_times, times_sketch
from dossier.linking.compare.dates.verdict import about, readings, unlike, verdict_of
from dossier.linking.compare.finding import finding, packed, unpacked
from dossier.linking.entities.naming import called
from dossier.linking.facts import DossierFacts
from dossier.linking.matching.blocking import Mask, ScoredPairs, pair_key, pair_keys, placed
from dossier.linking.matching.cache import Cache, Numbers, RecentValues, Values, digest
from dossier.linking.matching.clusters import grouped
from dossier.linking.matching.contexts import NO_STORY, Contexts, crowding
from dossier.linking.matching.features import Features, LazyItems, Sketch, Sketches, candidates, compared, sketched
from dossier.model import Finding

_ALONE = 8.0  # times the square of that: of two articles only these two dates meet, far from both
_LONGER = 3  # times as long as a date; such a span holds many
_EQUAL = 0.35  # times the surprise that another event has the same days
_FEW, _MANY = 0.17, 300  # among fewer dates than so many, days in common are less by chance
_SURELY, _WRITTEN = 1.5, -1.0  # the score of one event that makes other days a conflict; of days that are written out
_CROWD = 4.0  # added to both among very many articles, where other events score as high by chance


def compare_dates(facts: DossierFacts, cache: Cache) -> list[Finding]:
    """Return the events that two or more articles date, with a verdict for each, in the order of the text."""
    alone = {"story": NO_STORY, "others": frozenset[tuple[dt.date, dt.date]]()}
    items = LazyItems(facts, lambda article: list(dated(article)), cache.objects("dated"), alone)
    sketches = sketched("date", facts, cache, items, _features_of, {TIMES: times_sketch})
    outlets = {info.id: called(info) for info in facts.infos}
    texts, found = cache.texts("date finding"), []
    published = [info.published for info in facts.infos]
    every = np.array([dt.date.fromisoformat(day).toordinal() if day else 0 for day in published], np.int64)
    crowd = _CROWD * (1 - ease(len(facts.infos)))
    for members, best in cache.each("judging dates", _events(sketches, every, items, cache)):
        if not items.wanted(sketches, members):
            continue
        sure = best >= _SURELY + crowd, best >= _WRITTEN + crowd

        def told(members: list[int] = members, sure: tuple[bool, bool] = sure) -> str:
            chosen = [items(sketches[i]) for i in members]
            verdict, why = verdict_of(chosen, outlets, sure=sure[written_out(chosen)])
            if verdict == "unclear" and len(chosen) == 2 and unlike(chosen):
                return ""
            return packed(finding("date", about(chosen), verdict, why, readings(chosen)))

        key = digest([(sketches[i].key, facts.key(sketches[i].article)) for i in members], sure)
        if kept := texts.get(key, told):
            found.append(unpacked(kept))
    return [*found, *compare_times(facts, cache)]


def _events(
    sketches: Sketches, published: Numbers, items: LazyItems[Dated], cache: Cache
) -> list[tuple[list[int], float]]:
    """Return groups of dates of one event, each with the best score of two that have other days.

    `published` has the day of each article, as its ordinal; 0 where it has none.
    """
    contexts = Contexts(sketches.terms, rounded=items.edited)
    before: RecentValues[WeighedDates | None] = cache.recent("date pairs")
    kept_alone = cache.pairs("date alone", 4)

    # A sentence more makes words of others rarer or commoner; what else was weighed stays as it is.
    def score(i: int, j: int) -> float | None:
        if items.edited:
            one, other = items(sketches[i]), items(sketches[j])
            found = before.get((items.alone(sketches[i]), items.alone(sketches[j])), lambda: weighed(one, other))
            return sameness(contexts.alike(i, j), found, weighed_articles(one, other))
        kept = kept_alone.get(pair_key(sketches[i].key, sketches[j].key), lambda: weighed_both(i, j))
        if kept is None:
            return None
        weight, reprint, *articles = kept
        return sameness(contexts.alike(i, j), WeighedDates(weight, reprint > 0), WeighedArticles(*articles))

    def weighed_both(i: int, j: int) -> tuple[float, ...] | None:
        one, other = items(sketches[i]), items(sketches[j])
        found = weighed(one, other)
        return found and (found.weight, float(found.reprint), *weighed_articles(one, other))

    asked = items.asked(sketches, candidates(sketches, contexts))
    kept_alone.retain(pair_keys(np.array([sketch.key for sketch in sketches], np.int64), asked))
    pairs = compared("date", sketches, [contexts], asked, cache, score)
    pairs = replace(pairs, values=pairs.values + _surprises(sketches, pairs, published))
    joined = replace(pairs, values=pairs.values + matches(sketches, pairs, _meeting(sketches, pairs)))
    groups = grouped(len(sketches), joined, least=crowding(len(sketches)))
    within = placed(groups, len(sketches))
    surest = [-math.inf for _ in groups]
    for i, j, known in pairs.within(within):
        if sketches[i].features.same != sketches[j].features.same:
            surest[within[i]] = max(surest[within[i]], known)
    return list(zip(groups, surest, strict=True))


def _surprises(sketches: Sequence[Sketch], pairs: ScoredPairs, published: Numbers) -> Values:
    """Return for each pair how surprising it is that another event has the same days, or a day in common."""
    days, spans = _spans(sketches)
    told = np.array([telling(*span) for span in spans], np.float64)
    since, to = np.array([[day.toordinal() for day in span] for span in spans], np.int64).reshape(-1, 2).T
    surprise = told * _EQUAL * np.log(len(days) / np.bincount(days, minlength=len(spans)))
    mine, theirs = days[pairs.ones], days[pairs.others]
    meeting = _meeting(sketches, pairs)
    article = np.array([sketch.article for sketch in sketches], np.int64)
    day = published[article]
    far = (day > 0) & (np.maximum(day - to[days], since[days] - day) > WEEK)
    alone = far[pairs.ones] & far[pairs.others] & _alone(pairs, days, article, (to - since)[days], meeting)
    alone &= mine != theirs  # on one day many things happen
    few = _FEW * max(0.0, math.log(_MANY / max(1, len(days))))
    found: Values = few * meeting + few**2 * _ALONE * alone + np.where(mine == theirs, surprise[mine], 0.0)
    return found


def _spans(sketches: Sequence[Sketch]) -> tuple[Numbers, list[tuple[dt.date, dt.date]]]:
    """Return for each date the number of its days, and of each number the first and the last day."""
    codes: dict[str, int] = {}
    days = np.array([codes.setdefault(sketch.features.same, len(codes)) for sketch in sketches], np.int64)
    ends = [same.split() for same in codes]
    return days, [(dt.date.fromisoformat(first), dt.date.fromisoformat(last)) for first, last in ends]


def _meeting(sketches: Sequence[Sketch], pairs: ScoredPairs) -> Mask:
    """Return which pairs have a day in common."""
    days, spans = _spans(sketches)
    since, to = np.array([[day.toordinal() for day in span] for span in spans], np.int64).reshape(-1, 2).T
    mine, theirs = days[pairs.ones], days[pairs.others]
    found: Mask = (since[mine] <= to[theirs]) & (since[theirs] <= to[mine])
    return found


def _alone(pairs: ScoredPairs, days: Numbers, article: Numbers, lengths: Numbers, meeting: Mask) -> Mask:
    """Return which pairs meet while neither of the two meets other days of the other's article.

    A span far longer than a date, such as "this year", is no other day.
    """
    found: Mask = meeting & (article[pairs.ones] != article[pairs.others])
    for ones, others in ((pairs.ones, pairs.others), (pairs.others, pairs.ones)):
        near = meeting & (lengths[others] <= _LONGER * (lengths[ones] + 1))
        cells = ones * len(article) + article[others]
        met = np.unique(cells[near] * len(days) + days[others][near]) // len(days)
        count = np.searchsorted(met, cells, "right") - np.searchsorted(met, cells, "left")
        found &= count == near
    return found


def _features_of(dated: Dated) -> Features:
    """Return the features of a date: its days and the names beside it."""
    keys = tuple(("name", name) for name in dated.names)
    return Features("", dated.since.toordinal(), dated.terms, keys, f"{dated.since} {dated.to}")
