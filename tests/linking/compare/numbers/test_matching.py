"""Evidence that two numbers are of one thing: the table of weights, word vectors, and what only names a thing."""

from __future__ import annotations

import numpy as np
import pytest

from dossier.linking.compare.numbers.matching.constraints import RULES
from dossier.linking.compare.numbers.matching.rivals import Scored, rivalry
from dossier.linking.compare.numbers.matching.same import _packed, table, unpacked
from dossier.linking.compare.numbers.measuring.identifiers import identifies
from dossier.linking.compare.numbers.measuring.words_around import gathered, in_common
from dossier.linking.text.vectors import nearness
from dossier.model import Quantity


def test_every_weight_has_an_example() -> None:
    for part in ("pairs", "rivals", "clash"):
        assert [name for name, (weight, example) in table()[part].items() if not example or abs(weight) > 10] == []
    assert len({name for name, _, _ in RULES}) == len(RULES)
    assert all(example for _, _, example in RULES)


def test_words_are_near_that_mean_nearly_the_same() -> None:
    assert nearness("killed", "dead") > nearness("killed", "sold")
    assert nearness("lorries", "lorries") == 1.0
    assert nearness("qqxz", "lorries") == 0.0


def test_what_has_a_counterpart_is_covered() -> None:
    one, same, other = gathered(["boats", "sank"]), gathered(["sank", "boats"]), gathered(["inflation", "percent"])
    nothing = gathered([])
    assert in_common(one, nothing, same, nothing) == pytest.approx((1.0, 1.0, 1.0, 0.0))
    assert max(in_common(one, nothing, other, nothing)) < 0.5
    assert in_common(one, nothing, nothing, nothing) == (0.0, 0.0, 0.0, 0.0)
    # What stands beside the other is found across.
    assert in_common(one, nothing, other, same).across > in_common(one, nothing, other, nothing).across + 0.4


def test_three_scores_are_kept_as_one_number() -> None:
    assert [float(part[0]) for part in unpacked(np.array([_packed(-3.25, 1.5, -2.0)]))] == [-3.25, 1.5, -2.0]
    assert [float(part[0]) for part in unpacked(np.array([_packed(-99, 99, 0.0)]))] == [-32.768, 32.767, 0.0]


def inch(text: str, start: int, value: float) -> Quantity:
    return Quantity("a", start, start + len(text), text, value, value, value, unit="inch", kind="distance")


def test_sizes_that_name_models_measure_nothing() -> None:
    text = "The 13-inch model is cheaper than the 15-inch one. It uses USB 3 and 12 bolts."
    small, large = inch("13-inch", 4, 13), inch("15-inch", 38, 15)
    assert identifies(text, small, [small, large])
    assert not identifies(text, small, [small])
    at = text.index("3 and")
    assert identifies(text, Quantity("a", at, at + 1, "3", 3, 3, 3), [])
    at = text.index("12")
    assert not identifies(text, Quantity("a", at, at + 2, "12", 12, 12, 12), [])


def test_each_is_weighed_against_its_rivals() -> None:
    """0 and 1 are each other's best; 2, of the same article as 1, is the second best of 0."""
    scored = Scored(
        np.array([0, 0]), np.array([1, 2]), np.array([2.0, 1.0]), np.array([2.0, 1.0]), np.array([1.0, -1.0])
    )
    found = rivalry(scored, [0, 1, 1], ["count"] * 3)
    assert found["best match of both"].tolist() == [1.0, 0.0]
    assert found["margin, value differs"].tolist() == [0.0, -0.5]
    assert found["value fits better elsewhere"].tolist() == [0.0, 1.5]
