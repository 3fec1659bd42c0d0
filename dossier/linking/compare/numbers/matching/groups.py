"""Groups of numbers of one thing in two steps: those whose values fit, then groups that differ.

Two groups that differ tell one thing in two ways, or two things. Whether some pair across them is surely of one thing
tells more than the mean, and so does whether articles have both: of one thing an article gives one number, as a rule.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from dossier.linking.compare.numbers.matching.same import summed_of_all
from dossier.linking.matching.blocking import ScoredPairs, distinct, placed
from dossier.linking.matching.clusters import grouped

Values = NDArray[np.float64]
Places = NDArray[np.int64]

_UNLIKELY = -6.0  # the best odds across two groups that cannot be of one thing
_MOSTLY = 0.5  # of the pairs across two groups that differ
_LEAST = -1.0  # the odds from which on groups that differ are joined


class Odds(NamedTuple):
    """Pairs with the odds of all evidence, what the words around count, and how the values stand (`value_of`)."""

    ones: Places
    others: Places
    odds: Values
    context: Values
    value: Values


class Across(NamedTuple):
    """Pairs of groups by their numbers, the smaller first, with the strength of each evidence by its name."""

    ones: Places
    others: Places
    evidence: Mapping[str, Values]


def in_two_steps(joined: ScoredPairs, pairs: Odds, article: Places, least: float, never: float) -> list[list[int]]:
    """Return groups of numbers of one thing; `joined` has for each of the `pairs` what fitting ones are joined by.

    `article` has the article of each number; `least` and `never` are those of `grouped`.
    """
    groups = fitting(joined, pairs.value, len(article), least, never)
    across = between(groups, pairs, article)
    odds = summed_of_all("groups", across.evidence)
    scored = ScoredPairs(across.ones, across.others, odds)
    joint = grouped(len(groups), scored, least=_LEAST)
    alone = np.flatnonzero(placed(joint, len(groups)) < 0).tolist()
    every = [sorted(i for group in members for i in groups[group]) for members in [*joint, *([one] for one in alone)]]
    return sorted(members for members in every if len(members) > 1)


def fitting(joined: ScoredPairs, value: Values, count: int, least: float, never: float) -> list[list[int]]:
    """Return groups of numbers that fit and are of one thing; a number that fits no other is a group."""
    found = grouped(count, joined.where(value >= 0), least=least, never=never)
    return found + [[one] for one in np.flatnonzero(placed(found, count) < 0).tolist()]


def between(groups: Sequence[Sequence[int]], pairs: Odds, article: Places) -> Across:
    """Return the pairs of groups that mostly differ and may be of one thing, with the evidence for it."""
    within = placed(groups, len(article))
    chosen, keys = _across(within, pairs, article, len(groups))
    (heads,) = np.nonzero(np.diff(keys, prepend=-1))
    if not len(heads):
        return Across(heads, heads, dict.fromkeys(("always", *_EVIDENCE), np.zeros(0)))
    sizes = np.diff(heads, append=len(keys))
    odds = pairs.odds[chosen]
    best, mean = np.maximum.reduceat(odds, heads), np.add.reduceat(odds, heads) / sizes
    value = pairs.value[chosen]
    differ = np.add.reduceat((value < 0).astype(float), heads) / sizes
    apart = np.add.reduceat(np.maximum(0.0, -value - 1), heads) / sizes
    context = np.maximum.reduceat(pairs.context[chosen], heads)
    wanted = (best >= _UNLIKELY) & (differ > _MOSTLY)
    ones, others = np.divmod(keys[heads][wanted], len(groups))
    either, both = _articles(within, article, ones, others)
    strengths = mean[wanted] / 3, best[wanted] / 3, context[wanted] / 3, apart[wanted], both, np.log(either)
    return Across(ones, others, {"always": np.ones(len(ones)), **dict(zip(_EVIDENCE, strengths, strict=True))})


def _across(within: Places, pairs: Odds, article: Places, count: int) -> tuple[Places, Places]:
    """Return the pairs of two groups and two articles, and the key of their groups, in the order of the keys."""
    ones, others = within[pairs.ones], within[pairs.others]
    (chosen,) = np.nonzero((ones != others) & (article[pairs.ones] != article[pairs.others]))
    keys = np.minimum(ones[chosen], others[chosen]) * count + np.maximum(ones[chosen], others[chosen])
    order = np.argsort(keys, kind="stable")
    return chosen[order], keys[order]


_EVIDENCE = ("mean", "best", "best context", "values apart", "articles with both", "articles with either")


def _articles(within: Places, article: Places, ones: Places, others: Places) -> tuple[Values, Values]:
    """Return how many articles have either group, and what part of those that have the rarer one have both.

    `within` has the group of each number, `article` its article.
    """
    size = int(article.max(initial=0)) + 1
    told = distinct(within * size + article)
    count = np.bincount(told // size, minlength=int(within.max(initial=0)) + 1)
    rare, common = np.where(count[ones] <= count[others], (ones, others), (others, ones))
    every = count[rare]
    first = np.searchsorted(told, rare * size) - (np.cumsum(every) - every)
    place = np.arange(every.sum()) + np.repeat(first, every)
    probe = np.repeat(common, every) * size + told[place] % size
    hit = told[np.minimum(np.searchsorted(told, probe), len(told) - 1)] == probe
    both = np.bincount(np.repeat(np.arange(len(ones)), every), hit, len(ones))
    either = (count[ones] + count[others] - both).astype(np.float64)
    return either, both / every
