"""The rivals of a pair: what else of the other article each of its two items may be of one thing with."""

from __future__ import annotations

import numpy as np

from dossier.linking.matching.cache import Numbers, Values

NOBODY = -8.0  # the score of a rival where there is none


def rivals(ones: Numbers, others: Numbers, article: Numbers, score: Values) -> tuple[Values, Values]:
    """Return for each pair the best score of the one with others of the other's article, and the other way round.

    `ones` and `others` are the items of each pair, `article` has the article of each item and `score` what each pair
    scores. Where there is no other, it is `NOBODY`.
    """
    size = int(article.max(initial=0)) + 1
    cells = np.concatenate([ones * size + article[others], others * size + article[ones]])
    both = np.concatenate([score, score])
    order = np.lexsort((-both, cells))
    starts = np.ones(len(order), bool)
    starts[1:] = cells[order][1:] != cells[order][:-1]
    group = np.cumsum(starts) - 1
    heads = np.flatnonzero(starts)
    best = both[order][heads]
    follows = heads + 1
    last = np.append(heads[1:], len(order))
    second = np.where(follows < last, both[order][np.minimum(follows, len(order) - 1)], NOBODY)
    rival = np.empty(len(order))
    leads = np.zeros(len(order), bool)
    leads[heads] = True
    rival[order] = np.where(leads, second[group], best[group])
    return rival[: len(ones)], rival[len(ones) :]
