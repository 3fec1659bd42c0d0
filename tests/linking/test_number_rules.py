"""The rules of comparing numbers do what the sentences show that they are told with."""

from __future__ import annotations

import dataclasses
from itertools import combinations

import pytest

from dossier.extracting import extract
from dossier.linking.compare.numbers.matching.constraints import RULES
from dossier.linking.compare.numbers.matching.evidence import Pair
from dossier.linking.compare.numbers.measuring.clause_words import words
from dossier.linking.compare.numbers.measuring.measures import Measure, measures
from dossier.linking.compare.numbers.verdicts import accounts
from dossier.linking.facts import ArticleFacts
from dossier.model import Article, Passage, Zone


def told(name: str, day: str, text: str) -> list[Measure]:
    """What the numbers of a text measure."""
    page = Article(
        name, f"{name}.txt", "", text, "", published=day, zones=(Zone(0, len(text), "body"),),
        passages=(Passage(0, len(text)),),
    )  # fmt: skip
    found = extract(page)
    mentions = tuple(
        dataclasses.replace(m, entity=f"{m.type.lower()}:{'-'.join(m.text.lower().split())}") for m in found.mentions
    )
    return measures(ArticleFacts(page, mentions, found.quantities, found.dates, found.quotations))


@pytest.mark.parametrize(("name", "rule", "example"), RULES, ids=[name for name, *_ in RULES])
def test_a_rule_keeps_apart_what_its_example_tells(name, rule, example) -> None:
    found = [measure for i, text in enumerate(example) if text for measure in told(f"a{i}", "2024-03-05", text)]
    assert any(rule(Pair(one, other, 0.0, 0.0)) for one, other in combinations(found, 2))


@pytest.mark.parametrize(("name", "rule", "example"), accounts.RULES, ids=[name for name, *_ in accounts.RULES])
def test_what_accounts_for_a_difference_is_found_by_the_rule_that_has_it_as_example(name, rule, example) -> None:
    here, there = (told(f"a{i}", f"2024-03-0{5 + i}", text) for i, text in enumerate(example))
    found = accounts.account(here[0], there[0])
    assert found is not None
    assert found.name == name
    assert found.here or found.there


@pytest.mark.parametrize("kind", list(words()))
def test_words_that_may_account_for_a_difference_are_found_in_their_example(kind) -> None:
    assert words()[kind].pattern.search(words()[kind].example)


def test_nothing_accounts_for_two_plain_numbers() -> None:
    (one,), (other,) = told("a", "2024-03-05", "The blast killed 12 people."), told("b", "2024-03-06", "It killed 14.")
    assert accounts.account(one, other) is None
