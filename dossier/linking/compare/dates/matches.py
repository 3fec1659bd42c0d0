"""Which dates of two articles are each other's best match."""

from __future__ import annotations

import math
from collections.abc import Sequence

import numpy as np

from dossier.linking.matching.blocking import Mask, ScoredPairs
from dossier.linking.matching.cache import Numbers, Values
from dossier.linking.matching.features import Sketch

_NOBODY = -math.inf  # the score of a rival where there is none
_BEST, _NOT_BEST = 5.5, 2.8  # added where two are each other's best match; taken from all


def matches(sketches: Sequence[Sketch], pairs: ScoredPairs, days: Numbers, meeting: Mask) -> Values:
    """Return for each pair what it adds that two dates are each other's best match among those of the two articles.

    `days` has a number for the days of each date: one that has the same days is no rival. Two that meet are weighed
    against others that meet; those that lie apart against all. Between two articles few dates meet by chance, and a
    match adds all; among more articles less.
    """
    article = np.array([sketch.article for sketch in sketches], np.int64)
    across = article[pairs.ones] != article[pairs.others]
    rival = _rivals(pairs, article, days)
    best = (pairs.values > rival) & (rival > _NOBODY)  # where there is no other date, to be the best tells nothing
    near = pairs.where(meeting)
    best[meeting] = (near.values > _rivals(near, article, days)) & (rival[meeting] > _NOBODY)
    found: Values = ease(len(np.unique(article))) * across * (_BEST * best - _NOT_BEST)
    return found


def ease(articles: int) -> float:
    """Return how little chance there is that dates of so many articles match: 1 between two, near 0 among many."""
    return 2 / max(2, articles)


def _rivals(pairs: ScoredPairs, article: Numbers, days: Numbers) -> Values:
    """Return for each pair the best score that one of the two has with other days of the other's article."""
    one = _rivals_of(pairs.ones, pairs.others, article, days, pairs.values)
    return np.maximum(one, _rivals_of(pairs.others, pairs.ones, article, days, pairs.values))


def _rivals_of(ones: Numbers, others: Numbers, article: Numbers, days: Numbers, score: Values) -> Values:
    """Return for each pair the best score of the first with other days of the article of the second; else `_NOBODY`."""
    cells = ones * (int(article.max(initial=0)) + 1) + article[others]
    order = np.lexsort((-score, days[others], cells))
    first = _begins(cells[order], days[others][order])
    kept = order[first]  # the best of each cell and its days
    kept = kept[np.lexsort((-score[kept], cells[kept]))]
    heads = np.flatnonzero(_begins(cells[kept]))
    sizes = np.diff(np.append(heads, len(kept)))
    second = np.where(sizes > 1, score[kept[np.minimum(heads + 1, len(kept) - 1)]], _NOBODY)
    place = np.searchsorted(cells[kept[heads]], cells)
    top = kept[heads][place]
    return np.where(days[others] == days[others[top]], second[place], score[top])


def _begins(*columns: Numbers) -> Mask:
    """Return where a row is other than the one before it."""
    found = np.ones(len(columns[0]), bool)
    found[1:] = np.any([column[1:] != column[:-1] for column in columns], axis=0)
    return found
