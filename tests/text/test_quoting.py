"""Quotations that stand by themselves."""

from __future__ import annotations

import pytest

from dossier.text.quoting import alone, end_alone


@pytest.mark.parametrize(
    ("said", "shown"),
    [("We will wait,", "We will wait"), ("We will wait.", "We will wait."), ("Wait, wait", "Wait, wait"), (",", ",")],
)
def test_a_comma_that_leads_on_to_the_speaker_is_left_out(said: str, shown: str) -> None:
    assert alone(said) == shown


def test_only_a_comma_inside_the_marks_is_the_sentences_own() -> None:
    text = "“We will wait,” she said, and went."
    assert text[1 : end_alone(text, 1, 14)] == "We will wait"
    end = text.index(", and") + 1
    assert end_alone(text, 15, end) == end
