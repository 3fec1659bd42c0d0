"""What the numbers of a sentence say: a table of sentences, and properties that hold for any text."""

from __future__ import annotations

import time
from itertools import pairwise
from pathlib import Path
from typing import Any

import pytest
import yaml
from hypothesis import given, settings
from hypothesis import strategies as st

from dossier.extracting.dates.find import find_dates
from dossier.extracting.numerals.words import word_set
from dossier.extracting.quantities.find import find_quantities
from dossier.model import Article, Mention, Quantity, Zone

CASES: list[dict[str, Any]] = yaml.safe_load(
    (Path(__file__).parents[1] / "data" / "quantities.yaml").read_text("utf-8")
)
EPSILON = 1e-4


def article(text: str, zone: str = "body", **more: Any) -> Article:
    zones = (Zone(0, len(text), zone),)  # type: ignore[arg-type]
    return Article(id="a", path="a.txt", title="", text=text, sha256="", published="2025-11-28", zones=zones, **more)


def quantities(text: str, zone: str = "body", names: tuple[Mention, ...] = (), **more: Any) -> list[Quantity]:
    page = article(text, zone, **more)
    return find_quantities(page, find_dates(page), names)


def near(given_value: float | None, wanted: float | None) -> bool:
    if given_value is None or wanted is None:
        return given_value is wanted
    return abs(given_value - wanted) <= EPSILON * max(1.0, abs(wanted))


@pytest.mark.parametrize("case", CASES, ids=[case["text"][:60] for case in CASES])
def test_sentence(case: dict[str, Any]) -> None:
    found = quantities(case["text"], "headline" if case.get("headline") else "body")
    assert [q.text for q in found] == [wanted["at"] for wanted in case["is"]]
    for q, wanted in zip(found, case["is"], strict=True):
        value, bound = wanted["value"], wanted.get("bound", "=")
        low = wanted.get("low", value if bound in ("=", ">", ">=") else None)
        high = wanted.get("high", value if bound in ("=", "<", "<=") else None)
        assert near(q.value, value), q
        assert near(q.low, low), q
        assert near(q.high, high), q
        assert (q.unit, q.bound, q.direction) == (wanted.get("unit"), bound, wanted.get("direction")), q
        for field in ("counted", "kind"):
            assert getattr(q, field) == wanted.get(field, getattr(q, field)), q


def test_the_table_is_long_and_says_why() -> None:
    assert len(CASES) >= 200
    assert all(case["why"] for case in CASES)
    assert len({case["text"] for case in CASES}) == len(CASES)


def test_only_the_articles_own_words_are_read() -> None:
    text = "Show all 5 photos"
    assert quantities(text, zone="furniture") == quantities(text, zone="byline") == []
    assert [q.value for q in quantities(text, zone="caption")] == [5]


def test_a_number_inside_a_name_is_none() -> None:
    text = "The band Twenty Three played for nine fans."
    name = Mention(article="a", start=9, end=21, text="Twenty Three", type="ORG")
    assert [q.text for q in quantities(text, names=(name,))] == ["nine"]


def test_a_stretch_of_time_is_date_and_quantity() -> None:
    text = "It will double over the next three years."
    assert [q.text for q in quantities(text)] == ["three years"]
    assert [d.text for d in find_dates(article(text))] == ["over the next three years"]


@pytest.mark.parametrize(
    ("url", "text", "unit"),
    [
        ("https://news.example.com.au/1", "He owes $40 or US$26.", "AUD"),
        ("https://news.example.com.au/1", "He owes $40.", "USD"),
        ("https://example.ca/1", "He owes $40 (US$29).", "CAD"),
        (None, "He owes $40.", "USD"),
    ],
)
def test_which_dollar(url: str | None, text: str, unit: str) -> None:
    assert quantities(text, url=url)[0].unit == unit


def test_a_headline_may_be_in_title_case() -> None:
    assert [q.value for q in quantities("Storm Kills Ten in Ohio, Forty Hurt", zone="headline")] == [10, 40]


PIECES = st.sampled_from(
    [
        *sorted(
            word_set("""
    one two twenty hundred thousand million dozens scores tens of half third a the and to between 3 1,500 1. 5
    2.6 100% $ €  R 12 km -12°C 5-foot-8 9-14 7: 30 pm 2010 Rs. ? � m bn k years old year-old aged magnitude
    quake percent in out from rose fell  nearly at least more than or so + 999999999999999999999 ½ ٣ ² 1/2 24/7
    #4 . , - – ( ) ’s people Smith, up down
""")
        ),
        "\n",
        "\n\n",
    ]
)


@settings(max_examples=400, deadline=None)
@given(st.lists(PIECES, max_size=25), st.sampled_from(["", " ", "-"]))
def test_any_words_give_ordered_spans(pieces: list[str], glue: str) -> None:
    text = glue.join(pieces)
    found = quantities(text)
    assert all(text[q.start : q.end] == q.text and q.text.strip() == q.text != "" for q in found)
    assert all(one.end <= other.start for one, other in pairwise(found))
    assert all(q.low <= q.high for q in found if q.low is not None and q.high is not None)


@settings(max_examples=200, deadline=None)
@given(st.text(max_size=200))
def test_any_text_is_read(text: str) -> None:
    assert all(text[q.start : q.end] == q.text for q in quantities(text))


HOSTILE = ["1", "1 ", "1,", "one ", "million ", "two and a half ", "tens of ", "� 1", "$1", "1-1 ", "May 5 ", "since ",
           "the day before ", "Monday, ", "103 days left ", "1% of the ", "of 1 ", "A 1 ", "1 in ", "ages 6, ",
    "x\n1"]  # fmt: skip


@pytest.mark.parametrize("piece", HOSTILE)
def test_the_cost_of_hostile_text_grows_with_its_length(piece: str) -> None:
    page = article(piece * (10_000 // len(piece)) + " euro")
    began = time.process_time()
    find_quantities(page, find_dates(page), ())
    # 20 µs a code point is the aim; three times that leaves room for a busy machine, and anything quadratic fails
    assert time.process_time() - began < 60e-6 * len(page.text)


def test_a_range_that_ends_at_nothing_is_none() -> None:
    found = quantities("The bird fell from 7 to 0 pairs, a drop of between 7 and 0 million eggs.")
    assert all(quantity.low is None or quantity.high is None or quantity.low <= quantity.high for quantity in found)
