"""Whose age a number is."""

from __future__ import annotations

import pytest

from dossier.linking.text.ages import people_of_age
from tests.helpers.facts import article

OF_SOMEBODY = [
    ("Ada Orr, 34, was arrested.", "Ada Orr"),
    ("Ada Orr (34 years old) was arrested.", "Ada Orr"),
    ("Ada Orr, aged 34, was arrested.", "Ada Orr"),
    ("Ada Orr was 34 years old.", "Ada Orr"),
    ("Ada Orr turned 34 years old.", "Ada Orr"),
    ("A court has cleared Ada Orr, a 34-year-old teacher.", "Ada Orr"),
    ("A court has cleared the 34-year-old teacher Ada Orr.", "Ada Orr"),
    ("They buried the 34-year-old Senior Trooper Ada Orr.", "Ada Orr"),
    ("Ada Orr taught at Vintra. She was 34 years old.", "Ada Orr"),
    ("Ada Orr died at 34 years old.", "Ada Orr"),
]
OF_NOBODY = [
    "Ada Orr has two sons, who are 6 and 16 years old.",
    "Ada Orr's daughter, 6, is well.",
    "Ada Orr was convicted of marrying a 12-year-old girl.",
    "Ada Orr spoke of a 34-year-old man.",
    "A 34-year-old man was taken to Ada Orr.",
    "Police look for 20- to 30-year-olds, Ada Orr said.",
]


@pytest.mark.parametrize(("text", "person"), OF_SOMEBODY)
def test_the_age_of_somebody(text, person):
    (found,) = people_of_age(article("a", text))
    assert (found.person.text, found.age.value) == (person, 34)


@pytest.mark.parametrize("text", OF_NOBODY)
def test_an_age_that_the_one_named_beside_it_has_not(text):
    assert [one.person.text for one in people_of_age(article("a", text))] == []
