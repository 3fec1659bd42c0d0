"""Evidence from all pairs together: whether two numbers are each other's best match, and how many others bear it out.

An article gives one number for a thing, as a rule. So the number of another article that is nearest to it is likelier
of the same thing than the second nearest, and one that stands there with the same value leaves no room for another.
"""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from dossier.linking.matching.rivals import NOBODY, rivals

Values = NDArray[np.float64]
Places = NDArray[np.int64]

_TELLS = -6.0  # the score from which on a third number bears out a pair
_STEADY = 4.0  # margins beyond tell no more
_UNLIKELY = -6.0  # odds of what is no rival of a pair that may be of one thing
_MUST = -4.0  # an equal value elsewhere counts from here on


class PairScores:
    """Pairs with their scores.

    `score` is the sum of all evidence, `context` that of the words around alone; `value` is negative where the values
    differ (-1 less how far they lie apart), 0 where they fit, 1 and more where they are the same.
    """

    def __init__(self, ones: Places, others: Places, score: Values, context: Values, value: Values) -> None:
        self.ones, self.others = ones, others
        self.score, self.context, self.value = score, context, value


def rivalry(pairs: PairScores, articles: Sequence[int], kinds: Sequence[str]) -> dict[str, Values]:
    """Return the strength of each evidence for each pair, by name.

    `articles` and `kinds` have the article and the kind of each number.
    """
    article = np.array(articles, np.int64)
    differs, within = pairs.value < 0, article[pairs.ones] == article[pairs.others]
    least = pairs.context - np.maximum(*rivals(pairs.ones, pairs.others, article, pairs.context))
    mutual = (least > 0) & ~within
    fits = np.where(differs, NOBODY, pairs.score)
    fitting = np.maximum(*rivals(pairs.ones, pairs.others, article, fits))
    best, next_best = _paths(pairs, len(article))
    numbers = _numbers(pairs, article, kinds)
    return {
        "score": pairs.score / 3,
        "score above 0": np.maximum(0.0, pairs.score) / 3,
        "context": pairs.context / 3,
        "margin, value differs": np.where(within | ~differs, 0.0, np.clip(least, -_STEADY, _STEADY) / 2),
        "best match of both": mutual.astype(float),
        "value fits better elsewhere": np.where(within | ~differs, 0.0, np.maximum(0.0, fitting - _MUST) / 4),
        "value fits elsewhere too": np.where(within | differs, 0.0, np.maximum(0.0, fitting - pairs.score - _MUST) / 4),
        "borne out": np.maximum(0.0, best - _TELLS) / 3,
        "borne out, value differs": np.where(differs, np.maximum(0.0, best - _TELLS) / 3, 0.0),
        "borne out twice": np.maximum(0.0, next_best - _TELLS) / 3,
        "values fit": (pairs.value == 0).astype(float),
        "same value": (pairs.value >= 1).astype(float),
        "same telling value": np.maximum(0.0, pairs.value - 1),
        "values apart": np.where(differs, -pairs.value - 1, 0.0),
        "in one article": within.astype(float),
        "in one article, value differs": (within & differs).astype(float),
        **numbers,
        "many of the kind, value differs": np.where(differs, numbers["many of the kind"], 0.0),
    }


def margins(ones: Places, others: Places, article: Places, odds: Values) -> Values:
    """Return by how much the odds of each pair are above those of the best rival; negative where a rival is surer.

    `odds` are those of all evidence together. What is unlikely by far rivals nothing, and is not looked at.
    """
    found = np.full(len(odds), -_STEADY / 2)
    (likely,) = np.nonzero(odds > _UNLIKELY)
    if len(likely):
        mine = odds[likely]
        best = np.maximum(*rivals(ones[likely], others[likely], article, mine))
        found[likely] = np.clip(mine - best, -_STEADY, _STEADY) / 2
    return found


def _numbers(pairs: PairScores, article: Places, kinds: Sequence[str]) -> dict[str, Values]:
    """Return how many numbers each might be of one thing with, and of what kind the pair is."""
    codes: dict[str, int] = {}
    kind = np.array([codes.setdefault(name, len(codes)) for name in kinds], np.int64)
    of_kind = np.bincount(kind, minlength=len(codes))
    cell = kind * (int(article.max(initial=0)) + 1) + article
    in_article = np.bincount(cell)
    both = in_article[cell[pairs.ones]] * in_article[cell[pairs.others]]
    ones = [kinds[i].partition(" ")[0] for i in pairs.ones.tolist()]
    return {
        "many of the kind": np.log(of_kind[kind[pairs.ones]]) / 4,
        "many in the two articles": np.log(both) / 4,
        **{f"kind: {name}": np.array([each == name for each in ones], float) for name in ("count", "money", "age")},
    }


def _paths(pairs: PairScores, count: int) -> tuple[Values, Values]:
    """Return how surely the best and the second best third number bears out each pair: the weaker of its two scores."""
    near: list[dict[int, float]] = [{} for _ in range(count)]
    for one, other, score in zip(pairs.ones.tolist(), pairs.others.tolist(), pairs.score.tolist(), strict=True):
        if score > _TELLS:
            near[one][other] = near[other][one] = score
    best, second = np.full(len(pairs.ones), NOBODY), np.full(len(pairs.ones), NOBODY)
    for place, (one, other) in enumerate(zip(pairs.ones.tolist(), pairs.others.tolist(), strict=True)):
        mine, theirs = near[one], near[other]
        found = sorted([min(mine[third], theirs[third]) for third in mine.keys() & theirs.keys()])
        if found:
            best[place] = found[-1]
        if len(found) > 1:
            second[place] = found[-2]
    return best, second
