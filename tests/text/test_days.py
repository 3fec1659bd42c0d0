"""How days are written for people."""

from __future__ import annotations

from dossier.text.days import day, with_days


def test_days_in_a_sentence_are_written_as_everywhere():
    assert with_days("103 days before 2026-03-11 is 2025-11-28.") == "103 days before 11 Mar 2026 is 28 Nov 2025."
    assert with_days("Lot 2025-99-99 was sold.") == "Lot 2025-99-99 was sold."


def test_what_is_no_day_is_not_shown():
    assert [day(None), day("soon"), day("2025-02-30")] == ["", "", ""]
