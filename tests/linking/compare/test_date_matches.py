"""Dates of two articles that are told in other words: seasons, lengths of time, nights; all sentences are made up."""

from __future__ import annotations

import pytest

from dossier.linking.compare.dates.dated import dated
from dossier.linking.compare.findings import compare
from tests.helpers.facts import article, dossier

CASES = [
    ("a weekend holds a day", "compatible", "The ferry of Ost sank on Saturday with forty aboard.",
     "The ferry of Ost sank at the weekend with forty aboard."),
    ("the start of a year is its first day", "agree", "The two yards of Ost will merge on 1 January 2025.",
     "The merger of the yards of Ost takes effect at the start of next year."),
    ("seasons that lie apart", "conflict", "Orvo will deliver the first hull of the Ost class in autumn 2028.",
     "Orvo will deliver the first hull of the Ost class in the spring of 2028."),
    ("the first year of a stretch", "agree", "Ada Lind was mayor of Ost from 2008 to 2017.",
     "Ada Lind became mayor of Ost in 2008."),
    ("so long ahead", "agree", "The ban on nets at Ost will be looked at again in three years.",
     "The ban on nets at Ost is to be looked at again in 2027."),
    ("the same day in other words", "conflict",
     "The baker of Ost got the letter on 3 June 2023. He was at sea on that day, the baker of Ost says of the letter.",
     "The letter reached the baker of Ost on 13 June 2023."),
    ("a strike by its rank", "agree", "Crews of Ost voted on Monday, the fifth day of their strike, to stay out.",
     "Crews of Ost have been on strike since 29 February 2024."),
]  # fmt: skip


@pytest.mark.parametrize(("name", "verdict", "one", "other"), CASES, ids=[case[0] for case in CASES])
def test_dates_in_other_words(name: str, verdict: str, one: str, other: str) -> None:
    found = compare(dossier(one, other), ["date"])
    assert verdict in [finding.verdict for finding in found], [(f.verdict, f.why) for f in found]


DATED = [
    ("He spoke on Monday, the day after the vote at Ost.", "the day after", "2024-03-03"),
    ("“It will be ready in May,” said the mayor of Ost.", "May", "2024-05-01"),
    ("The mill has stood idle for a week.", "a week", "2024-02-24"),
    ("The pier was shut half a year ago; the six-week-old strike goes on.", "six-week-old", "2024-01-20"),
]


@pytest.mark.parametrize(("sentence", "words", "since"), DATED, ids=[words for _, words, _ in DATED])
def test_what_dates_something(sentence: str, words: str, since: str) -> None:
    found = {one.date.text: one.since.isoformat() for one in dated(article("a", sentence))}
    assert found.get(words) == since


def test_today_of_somebody_quoted_is_no_date() -> None:
    assert not list(dated(article("a", "“The mill will shut tomorrow,” said the mayor of Ost.")))
