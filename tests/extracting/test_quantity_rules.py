"""Each rule that refuses a number, or finds its unit, its noun or its range, has an example in which it answers."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from dossier.extracting.lexicon.rules import Rule, Rules
from dossier.extracting.quantities.find import find_quantities, traced
from dossier.extracting.quantities.idioms import IDIOMS
from dossier.extracting.quantities.kinds import AGES
from dossier.extracting.quantities.labels import LABELS
from dossier.extracting.quantities.non_quantities import AGAINST, APART
from dossier.extracting.quantities.noun_phrases import COUNTED, JOINTS
from dossier.extracting.quantities.ranges import NO_RANGES
from dossier.extracting.quantities.scores import SCORES
from dossier.extracting.quantities.unit_rules import MEASURES, SCORE, UNITS_BEHIND
from dossier.model import Article, Zone

LISTS = (IDIOMS, AGES, LABELS, AGAINST, APART, COUNTED, JOINTS, NO_RANGES, SCORES, MEASURES, UNITS_BEHIND)
EVERY = [(rules, rule) for rules in LISTS for rule in rules.rules]


def article(text: str) -> Article:
    return Article("a", "a.txt", "A", text, "", published="2025-11-28", zones=(Zone(0, len(text), "body"),))


@pytest.fixture
def answered(monkeypatch: pytest.MonkeyPatch) -> Iterator[list[str]]:
    """The names of the rules that answer from now on."""
    names: list[str] = []
    first = Rules.first

    def noted(rules: Rules, subject: object, *key: str) -> tuple[str, object] | None:
        found = first(rules, subject, *key)
        if found:
            names.append(found[0])
        return found

    monkeypatch.setattr(Rules, "first", noted)
    return names


@pytest.mark.parametrize(("rules", "rule"), EVERY, ids=[rule.name for _, rule in EVERY])
def test_each_rule_answers_in_its_example(rules: Rules, rule: Rule, answered: list[str]) -> None:
    find_quantities(article(rule.example), [], [])
    assert rule.name in answered


def test_names_of_rules_are_distinct_in_their_list():
    for rules in LISTS:
        names = [rule.name for rule in rules.rules]
        assert len(names) == len(set(names))


@pytest.mark.parametrize("rule", [*MEASURES.rules, SCORE], ids=lambda rule: rule.name)
def test_the_rule_of_a_unit_is_told(rule: Rule) -> None:
    reasons = [reason.effect for _, told in traced(article(rule.example), [], []) for reason in told]
    assert rule.name in reasons
