"""Which dates of two articles are each other's best match."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from dossier.linking.matching.blocking import Mask, ScoredPairs
from dossier.linking.matching.cache import Numbers, Values
from dossier.linking.matching.features import Sketch
from dossier.linking.matching.rivals import NOBODY, rivals

_BEST, _NOT_BEST = 5.5, 2.8  # added where two are each other's best match; taken from all


def matches(sketches: Sequence[Sketch], pairs: ScoredPairs, meeting: Mask) -> Values:
    """Return for each pair what it adds that two dates are each other's best match among those of the two articles.

    Two that meet are weighed against others that meet; those that lie apart against all. Between two articles few
    dates meet by chance, and a match adds all; among more articles less.
    """
    article = np.array([sketch.article for sketch in sketches], np.int64)
    across = article[pairs.ones] != article[pairs.others]
    rival = _rival(pairs, article)
    best = (pairs.values > rival) & (rival != NOBODY)  # where there is no other date, to be the best tells nothing
    near = pairs.where(meeting)
    best[meeting] = (near.values > _rival(near, article)) & (rival[meeting] != NOBODY)
    found: Values = ease(len(np.unique(article))) * across * (_BEST * best - _NOT_BEST)
    return found


def ease(articles: int) -> float:
    """Return how little chance there is that dates of so many articles match: 1 between two, near 0 among many."""
    return 2 / max(2, articles)


def _rival(pairs: ScoredPairs, article: Numbers) -> Values:
    """Return for each pair the best score that one of the two has with another date of the other's article."""
    found: Values = np.maximum(*rivals(pairs.ones, pairs.others, article, pairs.values))
    return found
