"""What is told of one thing, and what is not: a table of articles, and what holds for every finding."""

from __future__ import annotations

from typing import Any

import pytest
import yaml

from dossier.linking.compare import findings
from dossier.linking.compare.finding import finding, reading
from dossier.linking.compare.findings import compare
from dossier.linking.facts import DossierFacts
from dossier.model import FINDING_KINDS, Finding, Reading, Span
from dossier.storing.findings import cache
from dossier.text.lists import listed
from dossier.tui.screens.findings import compare_readings, entries
from tests.conftest import ROOT
from tests.helpers.facts import dossier

CASES: list[dict[str, Any]] = yaml.safe_load((ROOT / "tests" / "data" / "findings.yaml").read_text("utf-8"))


def places(found: Finding) -> list[str]:
    spans = sorted((span for r in found.readings for span in r.spans), key=lambda span: (span.article, span.start))
    return [span.text for span in spans]


@pytest.mark.parametrize("case", CASES, ids=[case["name"] for case in CASES])
def test_table(case: dict[str, Any]) -> None:
    facts = dossier(*case["articles"])
    found = compare(facts, [case.get("kind", "number")])
    told = [(f.verdict, places(f), f.why) for f in found]
    if "apart" in case:
        assert not [f for f in found if places(f) == case["apart"]], told
        return
    holding = [f for f in found if [text.lower() for text in places(f)] == [text.lower() for text in case["together"]]]
    assert holding, told
    assert holding[0].verdict == case["verdict"], told
    assert case.get("because", "") in holding[0].why
    assert case.get("about", "") in holding[0].about


def test_every_finding_has_two_articles_and_true_spans() -> None:
    facts = dossier(*(text for case in CASES for text in case["articles"]))
    texts = {a.article.id: a.article.text for a in facts.articles}
    found = compare(facts)
    assert found
    for item in found:
        assert len({name for r in item.readings for name in r.articles}) >= 2
        assert item.why.endswith(".")
        for r in item.readings:
            assert r.articles == tuple(dict.fromkeys(span.article for span in r.spans))
            for span in r.spans:
                assert texts[span.article][span.start : span.end] == span.text
    assert len({item.id for item in found}) == len(found)
    assert compare(facts) == found


def test_conflicts_come_first_and_kinds_are_chosen() -> None:
    facts = dossier(*(text for case in CASES[-8:] + CASES[:16] for text in case["articles"]))
    found = compare(facts)
    order = [findings._URGENT[item.verdict] for item in found]
    assert order == sorted(order)
    assert compare(facts, ["date"]) == [item for item in found if item.kind == "date"]


def test_every_table_of_kinds_has_every_kind() -> None:
    beside = [kind for together in cache._TOGETHER for kind in together]
    for table in (findings._KINDS, beside, compare_readings._ROWS):
        assert sorted(table) == sorted(FINDING_KINDS)
    assert set(FINDING_KINDS) <= entries.KINDS.keys()


def test_an_id_does_not_hang_on_where_the_words_stand() -> None:
    texts = ["The blaze killed 14 people in Maros.", "Fourteen people died in the Maros blaze."]
    before = compare(dossier(*texts), ["number"])
    moved = compare(dossier("Nobody knows why.\n\n" + texts[0], texts[1]), ["number"])
    other = compare(dossier(texts[0].replace("14", "15"), texts[1]), ["number"])
    assert [item.id for item in before] == [item.id for item in moved]
    assert before[0].id != other[0].id


def test_a_finding_needs_two_articles() -> None:
    one = reading("14", [Span("a", 0, 2, "14")])
    with pytest.raises(ValueError, match="two articles"):
        finding("number", "dead", "agree", "Both say 14.", [one])


def test_a_reading_puts_its_places_in_order() -> None:
    found = reading("14", [Span("b", 5, 7, "14"), Span("a", 9, 11, "14"), Span("b", 5, 7, "14")], value=14)
    assert found == Reading("14", 14, None, None, ("a", "b"), (Span("a", 9, 11, "14"), Span("b", 5, 7, "14")))


def test_lists_read_as_people_write_them() -> None:
    assert [listed(items) for items in ([], ["a"], ["a", "b"], ["a", "b", "c"])] == ["", "a", "a and b", "a, b and c"]


def test_an_empty_dossier_has_no_findings() -> None:
    assert compare(DossierFacts(())) == []
