"""The rivals of a pair: other items that each of the two might be matched with instead."""

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
    cells, both = cells[order], both[order]
    starts = np.ones(len(order), bool)
    starts[1:] = cells[1:] != cells[:-1]
    del cells  # each is of every pair twice
    heads = np.flatnonzero(starts)
    sizes = np.diff(np.append(heads, len(order)))
    second = np.where(sizes > 1, both[np.minimum(heads + 1, len(order) - 1)], NOBODY)
    best = np.repeat(both[heads], sizes)
    best[heads] = second
    rival = both
    rival[order] = best
    return rival[: len(ones)], rival[len(ones) :]
