"""What a time expression means: a table of sentences, and properties that hold for any text."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Any

import pytest
import yaml
from hypothesis import given, settings
from hypothesis import strategies as st

from dossier.extracting.dates import find_dates
from dossier.extracting.dates_calendar import nearest_year, week
from dossier.model import Article, DateSpan, Zone

CASES: list[dict[str, Any]] = yaml.safe_load((Path(__file__).parent / "data" / "dates.yaml").read_text("utf-8"))
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
