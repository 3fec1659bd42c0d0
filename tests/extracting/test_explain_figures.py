"""Why a number or a date was read as it was: each rule has an example that it reads."""

from __future__ import annotations

import pytest

from dossier.extracting.dates.counted import BACKWARD
from dossier.extracting.dates.explain import RULES, explain_date
from dossier.extracting.dates.find import named_dates
from dossier.extracting.dates.vocabulary import READERS
from dossier.extracting.quantities.explain import explain_quantity
from dossier.extracting.quantities.find import find_quantities
from dossier.model import Article, Reason, Zone


def article(text: str, language: str | None = "en") -> Article:
    zones = (Zone(0, len(text), "body"),)
    return Article("a", "a.txt", "A", text, "", published="2025-11-28", language=language, zones=zones)


@pytest.mark.parametrize("rule", RULES)
def test_each_rule_of_dates_reads_its_example(rule):
    assert rule in [name for _, name in named_dates(article(RULES[rule][1]))]


def test_each_reader_of_dates_is_told_of():
    names = {reader.__name__ for readers in READERS.values() for reader in readers}
    assert names | {reader.__name__ for reader in BACKWARD.values()} <= RULES.keys()


def test_a_weekday_is_explained_by_the_verb():
    text = article("Markets stay closed until Tuesday, she said.")
    ((date, _),) = named_dates(text)
    date_, counted, tense = explain_date(text, date)
    assert date_.rule == "date: a weekday"
    assert "2025-12-02" in date_.effect
    assert counted == Reason("counted from", "2025-11-28")
    assert tense == Reason("tense: what goes on until the day", "“stay” looks ahead.")


def test_a_quantity_is_explained_by_value_unit_bound_and_noun():
    text = article("At least two dozen barges sank.")
    (quantity,) = find_quantities(text, [], [])
    assert [reason.rule for reason in explain_quantity(text, quantity)] == [
        "value: number words",
        "bound >=",
        "counted",
    ]


def test_a_range_over_a_line_end_is_explained():
    text = article("Waves of 24 to\n30 feet hit the pier.")
    quantity = find_quantities(article("Waves of 24 to 30 feet hit the pier."), [], [])[0]
    assert "from 24 to 30" in [reason.effect for reason in explain_quantity(text, quantity)]
