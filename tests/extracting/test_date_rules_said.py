"""The rule of a stretch of time says from which day to which it runs, in words that a reader checks at a glance."""

import pytest

from dossier.extracting.article import extract
from dossier.model import Article, Passage, Zone


@pytest.mark.parametrize(
    ("text", "rule"),
    [
        ("He has led it since 2015.", "from 1 Jan 2015 to publication (the calendar year)"),
        ("Crime grew over the past decade.", "the 10 years before publication"),
        ("It grew over the past year.", "the year before publication"),
        ("It will shrink over the next three years.", "the 3 years after publication"),
    ],
)
def test_a_stretch_says_where_it_begins(text, rule):
    zones, passages = (Zone(0, len(text), "body"),), (Passage(0, len(text)),)
    article = Article(
        "a", "a.txt", "A", text, "", language="en", zones=zones, passages=passages, published="2025-11-29"
    )
    assert extract(article).dates[0].rule == rule
