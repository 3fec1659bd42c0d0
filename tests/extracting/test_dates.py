"""What a time expression means: a table of sentences, and properties that hold for any text."""

from __future__ import annotations

from datetime import date
from itertools import pairwise
from pathlib import Path
from typing import Any

import pytest
import yaml
from hypothesis import given, settings
from hypothesis import strategies as st

from dossier.extracting.dates.arithmetic import nearest_year, week
from dossier.extracting.dates.find import find_dates
from dossier.extracting.numerals.words import word_set
from dossier.model import Article, DateSpan, Zone

CASES: list[dict[str, Any]] = yaml.safe_load((Path(__file__).parents[1] / "data" / "dates.yaml").read_text("utf-8"))
PUBLISHED = "2025-11-28"


def dates(text: str, published: str | None = PUBLISHED, zone: str = "body") -> list[DateSpan]:
    zones = (Zone(0, len(text), zone),)  # type: ignore[arg-type]
    return find_dates(Article(id="a", path="a.txt", title="", text=text, sha256="", published=published, zones=zones))


def iso(day: date | None) -> str | None:
    return day.isoformat() if day else None


@pytest.mark.parametrize("case", CASES, ids=[case["text"][:60] for case in CASES])
def test_sentence(case: dict[str, Any]) -> None:
    on = case.get("published", date.fromisoformat(PUBLISHED))
    found = dates(case["text"], iso(on))
    assert [(d.text, d.from_, d.to, d.granularity) for d in found] == [
        (wanted["at"], iso(wanted["from"]), iso(wanted["to"]), wanted["of"]) for wanted in case["is"]
    ]


def test_the_table_is_long_and_says_why() -> None:
    assert len(CASES) >= 80
    assert all(case["why"] for case in CASES)
    assert len({case["text"] for case in CASES}) == len(CASES)


def test_only_the_articles_own_words_are_read() -> None:
    text = "Published 3 May 2010"
    assert dates(text, zone="furniture") == dates(text, zone="dateline") == []
    assert [d.text for d in dates(text, zone="caption")] == ["3 May 2010"]


def test_a_countdown_means_in_the_heading_what_it_means_in_the_text() -> None:
    heading, *_, resolved, said = dates("‘40 days left’\n\n“You have 40 days left,” she said on Thursday.")
    assert said.text == "Thursday"
    assert (heading.from_, heading.rule) == (resolved.from_, resolved.rule)
    assert resolved.rule == "40 days after 2025-11-27 (“Thursday”) is 2026-01-06"


def test_a_month_told_with_its_year_gives_it_beyond_a_subheading() -> None:
    text = "Orr was killed in June 2005.\n\nThe crime\n\nHe was shot on June 24 at a house.\n"
    at, behind = text.index("The crime"), text.index("He was")
    zones = (Zone(0, at, "body"), Zone(at, behind, "subheading"), Zone(behind, len(text), "body"))
    found = find_dates(Article("a", "a.txt", "", text, "", published="2007-05-03", zones=zones))
    assert [date.from_ for date in found] == ["2005-06-01", "2005-06-24"]


def test_rules_and_anchors_are_given() -> None:
    (found,) = dates("It rained last week.")
    assert (found.anchor, found.rule) == (PUBLISHED, "the week before that of the publication day")
    (found,) = dates("It rained in 2003.")
    assert found.anchor is None
    (found,) = dates("It rained last week.", published=None)
    assert found.rule == "the article gives no publication day to count from"


def test_a_malformed_publication_day_counts_as_none() -> None:
    assert [d.from_ for d in dates("It rained today.", published="29 Nov")] == [None]


@given(st.dates(min_value=date(1900, 1, 1), max_value=date(2100, 1, 1)), st.integers(1, 12), st.integers(1, 28))
def test_nearest_year_is_within_half_a_year(published: date, month: int, day: int) -> None:
    year = nearest_year(month, day, published)
    assert year is not None
    assert abs((date(year, month, day) - published).days) <= 183


@given(st.dates())
def test_weeks_run_monday_to_sunday(inside: date) -> None:
    found = week(inside)
    assert found.first is not None
    assert found.last is not None
    assert found.first <= inside <= found.last
    assert found.first.weekday() == 0 or found.first == date.min


PIECES = st.sampled_from(
    [
        *sorted(
            word_set("""
    May March Monday Sunday Sun. Dec. Nov 28, 2025 2003 1990s 31 05/06/10 2025-02-30 today last next week the
    past since ago  two days before after early late end of the weekend until left 103 fortnight centuries 9999
    0001 . , - – ( ) ’s  99/99/9999 1st of February 29 years from now the day recent several summer in on by to
    19th century
""")
        ),
        "\n",
        "\n\n",
    ]
)


@settings(max_examples=300, deadline=None)
@given(
    st.lists(PIECES, max_size=25), st.sampled_from(["", " ", "-"]), st.sampled_from([None, "0001-01-01", "9999-12-31"])
)
def test_any_words_give_ordered_spans(pieces: list[str], glue: str, published: str | None) -> None:
    text = glue.join(pieces)
    spans = dates(text, published)
    assert all(text[d.start : d.end] == d.text and d.text.strip() == d.text != "" for d in spans)
    assert all(one.end <= other.start for one, other in pairwise(spans))
    assert all(d.from_ <= d.to for d in spans if d.from_ and d.to)


@settings(max_examples=200, deadline=None)
@given(st.text(max_size=200))
def test_any_text_is_read(text: str) -> None:
    assert all(text[d.start : d.end] == d.text for d in dates(text))
