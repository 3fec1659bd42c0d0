"""Each rule of years and weekdays has an example in which it answers."""

from __future__ import annotations

import pytest

from dossier.extracting.dates.find import find_dates
from dossier.extracting.dates.weekdays import WHICH_WEEKDAY
from dossier.extracting.dates.years import NO_YEARS, NO_YEARS_ALONE
from dossier.extracting.lexicon.rules import Rule, Rules
from dossier.model import Article, Zone

EVERY = [rule for rules in (NO_YEARS, NO_YEARS_ALONE, WHICH_WEEKDAY) for rule in rules.rules]


@pytest.mark.parametrize("rule", EVERY, ids=lambda rule: rule.name)
def test_each_rule_answers_in_its_example(rule: Rule, monkeypatch: pytest.MonkeyPatch) -> None:
    answered: list[str] = []
    first = Rules.first

    def noted(rules: Rules, subject: object, *key: str) -> tuple[str, object] | None:
        found = first(rules, subject, *key)
        if found:
            answered.append(found[0])
        return found

    monkeypatch.setattr(Rules, "first", noted)
    zones = (Zone(0, len(rule.example), "body"),)
    find_dates(Article("a", "a.txt", "A", rule.example, "", published="2025-11-28", zones=zones))
    assert rule.name in answered
