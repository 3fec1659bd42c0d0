"""A quantity stands on the screen as its source writes it."""

from __future__ import annotations

import pytest

from dossier.extracting import extract
from dossier.model import Article, Passage, Zone
from dossier.text.quantities import as_written


@pytest.mark.parametrize(
    ("text", "written"),
    [
        ("The port has over a million visitors a year.", "over a million"),
        ("At least 100 boats were lost.", "At least 100"),
        ("Dozens of boats were lost.", "Dozens"),
    ],
)
def test_numbers_are_shown_in_the_words_of_the_source(text, written):
    zones, passages = (Zone(0, len(text), "body"),), (Passage(0, len(text)),)
    article = Article("a", "a.txt", "A", text, "", language="en", zones=zones, passages=passages)
    assert as_written(extract(article).quantities[0]) == written
