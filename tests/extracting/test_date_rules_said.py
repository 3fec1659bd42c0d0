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


@pytest.mark.parametrize(
    ("published", "text", "day"),
    [
        ("2026-03-04", "The government declared three days of mourning from Thursday.", "2026-03-05"),
        ("2026-03-06", "The government declared three days of mourning from Thursday.", "2026-03-05"),
        ("2026-03-04", "The council closed the bridge to lorries starting Friday, the mayor said.", "2026-03-06"),
        ("2026-03-04", "The mayor had set a curfew effective from Saturday.", "2026-03-07"),
        ("2026-03-04", "The fair closed early, and visitors came from Saturday on.", "2026-02-28"),
    ],
)
def test_an_order_holds_from_the_nearest_such_day(published, text, day):
    zones, passages = (Zone(0, len(text), "body"),), (Passage(0, len(text)),)
    article = Article("a", "a.txt", "A", text, "", language="en", zones=zones, passages=passages, published=published)
    assert extract(article).dates[-1].from_ == day
