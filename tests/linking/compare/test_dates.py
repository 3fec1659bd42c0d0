"""Dates of one event: days, lengths of time that date something, and plans that changed; all sentences are made up."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace

import numpy as np
import pytest

from dossier.linking.compare.dates.clock import HALF_DAY, data, times_of_day
from dossier.linking.compare.dates.compare import _surprises
from dossier.linking.compare.dates.counted import RULES, counted_dates, counted_ranks
from dossier.linking.compare.dates.dated import dated
from dossier.linking.compare.findings import compare
from dossier.linking.matching.blocking import ScoredPairs
from dossier.linking.matching.features import Features, Sketch
from tests.helpers.facts import article, dossier


@pytest.mark.parametrize("rule", RULES, ids=[rule.name for rule in RULES])
def test_a_rule_does_what_its_example_shows(rule) -> None:
    found = list(counted_dates(article("a", rule.example)))
    assert [one.date.rule for one in found] == [rule.name]
    assert (found[0].date.from_ > "2024-03-05") == (rule.sign > 0)  # the article's own day


CASES = [
    ("a length of time and its year", "agree", "Ostrava Mill had its first strike since 2003.",
     "The strike at Ostrava Mill is its first in 21 years."),
    ("a contract and its last year", "agree", "Ada Lind signed a five-year contract with Orvo.",
     "Ada Lind has signed for Orvo under a contract until 2029."),
    ("a deadline counted from another day", "agree", "Orvo must bid for the mill within four weeks of 4 March 2024.",
     "Orvo has to make its bid for the mill by 1 April 2024."),
    ("a plan that changed", "explained", "The ferry of Ost will sail again on 18 March 2024.",
     "The ferry of Ost, which had been due on 18 March 2024, will sail again on 25 March 2024."),
    ("a stretch by its rank", "agree", "Strikers have held the gate of Orvo Mill since 16 February 2024.",
     "The strike at the gate of Orvo Mill is now in its third week, the strikers said."),
    ("so many years ago and a month", "agree", "The old record of Ost dates from August 2012.",
     "On Monday the heat of Ost beat a maximum from 12 years earlier."),
    ("only two that meet", "compatible", "Deliveries of the shells begin in October 2024.",
     "The first rounds will be handed over this autumn."),
    ("nearly so long ago", "compatible", "The mill of Ost was sold to Orvo in May 2022.",
     "Orvo bought the mill of Ost nearly two years ago."),
    ("a night and its small hours", "compatible", "A fire burnt down the east stand of Ost on Saturday night.",
     "A fire burnt down the east stand of Ost in the early hours of Sunday."),
    ("no plan, though something was so at first", "conflict", "A man shot two at Ost Mill on 29 February 2024.",
     "A man shot two at Ost Mill on 28 February 2024, of which a guard initially heard on 29 February 2024."),
    ("other months", "conflict", "The union at Ost had warned of a crack in the shaft since February 2023.",
     "The union at Ost has warned of a crack in the shaft since May 2023."),
    ("one time in other words", "agree", "The siren of Ost Mill went off at 6.50 a.m. on Monday.",
     "It was ten to seven on Monday morning when the gas escaped at Ost Mill."),
    ("another time", "conflict", "The coach to Ost overturned at 3.30 p.m. on Sunday.",
     "The coach to Ost overturned shortly after half past four on Sunday afternoon."),
    ("a time rounded", "compatible", "The coach to Ost overturned at 3.35 p.m. on Sunday.",
     "The coach to Ost overturned shortly after half past three on Sunday afternoon."),
    ("figures exchanged", "conflict", "The tower of Ost was raised in 1967 by a guild.",
     "The guild raised its tower in Ost in 1976."),
    ("what happens once", "conflict", "The painter Ada Lind of Ost died on Sunday.",
     "Ada Lind, the painter, died at home in Ost on Monday."),
    ("days written out that differ", "conflict", "The new mayor of Ost takes the oath on 5 April 2024.",
     "The new mayor of Ost will take the oath on 15 April 2024."),
]  # fmt: skip


@pytest.mark.parametrize(("name", "verdict", "one", "other"), CASES, ids=[case[0] for case in CASES])
def test_dates_of_one_event(name: str, verdict: str, one: str, other: str) -> None:
    found = compare(dossier(one, other), ["date"])
    assert verdict in [finding.verdict for finding in found], [(f.verdict, f.why) for f in found]


def test_a_day_and_a_week_that_lie_apart_are_no_finding() -> None:
    told = "Jana Rusk, the mayor of Ost, opened the new bridge at Orvo Mill {}."
    today = "At Orvo Mill the mayor of Ost, Jana Rusk, today opened the new bridge."
    assert not compare(dossier(told.format("last week"), today), ["date"])
    assert len(compare(dossier(told.format("on Friday"), today), ["date"])) == 1


@pytest.mark.parametrize(("sentence", "told"), data()["examples"].items())
def test_times_of_day(sentence: str, told: str) -> None:
    found = [(time.minute, time.half) for time in times_of_day(sentence)]
    assert " or ".join(_clock(m) for minute, half in found for m in (minute, minute + HALF_DAY)[: 1 + half]) == told


def _clock(minute: int) -> str:
    return f"{minute // 60:02}:{minute % 60:02}"


def test_a_time_is_shown_with_the_words_that_belong_to_it() -> None:
    texts = ["The coach to Ost left a little before 8 on Monday morning.", "The coach to Ost left at 8 a.m. on Monday."]
    (found,) = [f for f in compare(dossier(*texts), ["date"]) if "time of day" in f.why]
    assert {each.reading for each in found.readings} == {"a little before 8 on Monday morning", "8 a.m."}


def test_times_of_two_days_are_not_compared() -> None:
    texts = [
        "The coach to Ost left at 8.15 a.m. on 4 March 2024.",
        "The coach to Ost left at 8.15 a.m. on 1 March 2024.",
    ]
    assert not [f for f in compare(dossier(*texts), ["date"]) if "8.15" in f.readings[0].reading]


def test_a_length_of_time_that_differs_is_no_conflict_where_its_day_is_not_told() -> None:
    texts = ["You have 111 days to leave Ost, the mayor said in a film.", "All must leave Ost by 11 May 2024."]
    assert not [f for f in compare(dossier(*texts), ["date"]) if f.verdict == "conflict"]


def test_a_rank_reaches_no_further_back_than_the_calendar() -> None:
    facts = article("a", "The feud is in its 150th year.")
    early = replace(facts, article=replace(facts.article, published="0005-03-05"))
    assert [one.date.from_ for one in counted_ranks(early)] == ["0001-01-01"]


def test_days_in_common_tell_more_among_few_dates() -> None:
    pairs = ScoredPairs(np.array([0]), np.array([1]), np.array([0.0]))
    meeting, apart = (Features("", 0.0, {}, (), days) for days in ("2024-05-01 2024-05-07", "2024-05-09 2024-05-09"))
    day = Sketch(0, 0, 0, Features("", 0.0, {}, (), "2024-05-03 2024-05-03"))
    few = [day, Sketch(1, 0, 1, meeting)]
    undated = np.zeros(2, np.int64)
    alike = _surprises(few, pairs, undated)[0]
    assert alike > _surprises([*few, *[day] * 400], pairs, undated)[0] == 0
    assert _surprises([day, Sketch(1, 0, 1, apart)], pairs, undated)[0] == 0
    published = np.full(2, dt.date(2024, 3, 5).toordinal())
    assert _surprises(few, pairs, published)[0] > alike  # far from both articles only these two meet
    third = Sketch(1, 1, 2, Features("", 0.0, {}, (), "2024-05-02 2024-05-04"))
    both = ScoredPairs(np.array([0, 0]), np.array([1, 2]), np.array([0.0, 0.0]))
    assert _surprises([*few, third], both, published)[0] < alike


def test_none_in_the_past_years_dates_nothing() -> None:
    found = counted_dates(article("a", "No check in the past ten years found the weir unsafe."))
    assert [one.date.text for one in found] == []


@pytest.mark.parametrize(
    ("text", "meant"),
    [
        ("The mill of Ost employs 400 people today.", False),
        ("Today, the mill of Ost is much smaller than the dam.", False),
        ("The airport of Ost may handle 18 million passengers, up from 11 million today.", False),
        ("The strike, first told by Orbit Today, is over at Ost.", False),
        ("Today mill hands of Ost stopped work.", True),
        ("The gate of Ost is open today.", True),
        ("The mayor of Ost has signed the contract today.", True),
        ("All mills of Ost are closing today.", True),
    ],
)
def test_today_dates_nothing_in_the_sense_of_nowadays(text: str, meant: bool) -> None:
    assert [one.date.text.lower() for one in dated(article("a", text))] == ["today"] * meant
