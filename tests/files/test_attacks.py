"""A short part of `benchmarks.attacks`: the rest runs for as long as it is told."""

import pytest

from benchmarks.attacks import FAMILIES, attack

TIMES = {"edits": 150, "yaml": 30, "faults": 90, "kills": 1, "races": 2}


@pytest.mark.parametrize("family", FAMILIES)
def test_no_attack_of_a_family_breaks_anything(family: str) -> None:
    problems = [f"{seed}: {problem}" for seed in range(TIMES[family]) if (problem := attack(family, seed))]
    assert problems == []
