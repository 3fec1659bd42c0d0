"""What joins groups of numbers that differ, learned from marked dossiers, for `scripts/train_numbers.py`."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import Any, NamedTuple

import numpy as np
from numpy.typing import NDArray

from dossier.linking.compare.numbers.compare import bounds
from dossier.linking.compare.numbers.matching.groups import Odds, between, fitting
from dossier.linking.matching.blocking import ScoredPairs, placed

Values = NDArray[np.float64]
Fit = Callable[[Values, Values, Values, float], Values]

PENALTY = 1.0


class Taught(NamedTuple):
    """Pairs of groups of a dossier: their evidence, a row each, whether they are of one thing, what each counts."""

    names: Sequence[str]
    rows: Values
    wanted: Values
    weight: Values


def taught(marked: Any, odds: Values, context: Values) -> Taught:
    """Return the pairs of groups of a marked dossier by the odds of its pairs of numbers."""
    article = np.array(marked.articles, np.int64)
    groups = fitting(
        ScoredPairs(marked.ones, marked.others, odds), marked.value, len(article), *bounds(len(set(marked.articles)))
    )
    across = between(groups, Odds(marked.ones, marked.others, odds, context, marked.value), article)
    within = placed(groups, len(article))
    told: dict[tuple[int, int], list[float]] = {}
    for one, other, wanted, weight in zip(
        within[marked.ones].tolist(), within[marked.others].tolist(), marked.wanted, marked.weight, strict=True
    ):
        known = told.setdefault((min(one, other), max(one, other)), [0.0, 0.0])
        known[:] = max(known[0], wanted), max(known[1], float(weight > 0))
    pairs = zip(across.ones.tolist(), across.others.tolist(), strict=True)
    labels = np.array([told[pair] for pair in pairs]).reshape(-1, 2)
    return Taught(list(across.evidence), np.column_stack(list(across.evidence.values())), *labels.T)


def learned(fit: Fit, sets: Sequence[Taught]) -> tuple[Sequence[str], Values]:
    """Return the names and weights of the evidence, learned from some dossiers."""
    rows, wanted, weight = (np.concatenate([getattr(each, name) for each in sets]) for name in Taught._fields[1:])
    counted = weight > 0
    return sets[0].names, fit(rows[counted], wanted[counted], weight[counted], PENALTY)


def every_dossier(learner: Any, rows: Sequence[Values], both: Mapping[int, Values]) -> dict[int, Taught]:
    """Return the pairs of groups of each marked dossier, by its place; the odds come from weights without it."""
    context = learner.rival_names.index("context")
    return {
        i: taught(each, rows[i] @ both[i], rows[i][:, context] * 3)
        for i, each in enumerate(learner.sets)
        if not each.case
    }
