"""What the numbers of a sentence say: a table of sentences, and properties that hold for any text."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
import yaml
from hypothesis import given, settings
from hypothesis import strategies as st

from dossier.extracting.dates import find_dates
from dossier.extracting.quantities import find_quantities
from dossier.model import Article, Mention, Quantity, Zone

CASES: list[dict[str, Any]] = yaml.safe_load((Path(__file__).parent / "data" / "quantities.yaml").read_text("utf-8"))
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
