"""A quantity stands on the screen as its source writes it."""

from __future__ import annotations

import pytest

from dossier.extracting import extract
from dossier.model import Article, Passage, Zone
from dossier.text.quantities import allowed, as_written


def quantity(text):
    zones, passages = (Zone(0, len(text), "body"),), (Passage(0, len(text)),)
    article = Article("a", "a.txt", "A", text, "", language="en", zones=zones, passages=passages)
    return extract(article).quantities[0]


@pytest.mark.parametrize(
    ("text", "written"),
    [
        ("The port has over a million visitors a year.", "over a million"),
        ("At least 100 boats were lost.", "At least 100"),
        ("Dozens of boats were lost.", "Dozens"),
        ("More than a third of the boats were lost.", "More than a third"),
        ("The abbey had twenty-odd beds.", "twenty-odd"),
        ("The ferry held 100 or more cars.", "100 or more"),
    ],
)
def test_numbers_are_shown_in_the_words_of_the_source(text, written):
    assert as_written(quantity(text)) == written


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("It took 101 days.", "101 days"),
        ("He is 59-year-old today.", "59 years old"),
        ("One sixth of voters stayed away.", "one sixth"),
        ("More than a third of voters stayed away.", "more than a third"),
        ("Dozens of migrants came.", "24 to 99"),
        ("At least 100 migrants came.", "at least 100"),
        ("It takes just over two weeks.", "more than 2 weeks"),
        ("It costs $12bn.", "12 billion USD"),
        ("The lake held 40,000 acre-feet.", "40,000 acre-feet"),
        ("It blew at 20 knots.", "20 knots"),
        ("Brenvale beat Dorlan 2-1 at home.", "2-1"),
    ],
)
def test_what_the_words_allow_is_said_in_words(text, words):
    assert allowed(quantity(text)) == words
