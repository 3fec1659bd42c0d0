"""Results of one match that articles give otherwise."""

from __future__ import annotations

import dataclasses

import pytest

from dossier.extracting import extract
from dossier.linking.compare.results import compare_results
from dossier.linking.facts import ArticleFacts, DossierFacts
from dossier.linking.matching.cache import Cache
from dossier.model import Article, Finding, Zone


def article(id_: str, text: str, day: str = "2025-06-12") -> ArticleFacts:
    made = Article(id_, f"{id_}.txt", "", text, "", language="en", zones=(Zone(0, len(text), "body"),), published=day)
    found = extract(made)
    sides = tuple(dataclasses.replace(m, entity=f"org:{m.text.lower()}") for m in found.mentions)
    return ArticleFacts(made, sides, found.quantities, found.dates)


def compared(*texts: str, days: tuple[str, ...] = ()) -> list[Finding]:
    facts = [article(f"a{i}", text, *days[i : i + 1]) for i, text in enumerate(texts)]
    return compare_results(DossierFacts(facts), Cache())


def test_two_scores_of_one_match_are_a_conflict():
    (finding,) = compared("Tarnholm beat Ulvik 3-1 on Saturday.", "On Saturday Tarnholm beat Ulvik 3-2 in the final.")
    assert (finding.kind, finding.verdict) == ("number", "conflict")
    assert finding.why == "“3-2” and “3-1” cannot both be the result of one match of Tarnholm and Ulvik."
    assert [(one.reading, one.articles) for one in finding.readings] == [("3-2", ("a1",)), ("3-1", ("a0",))]


def test_the_day_of_the_article_stands_for_one_that_is_not_told():
    days = ("2025-06-08", "2025-06-09")
    assert compared("Tarnholm beat Ulvik 2-0.", "Ulvik lost to Tarnholm 1-0 on Sunday.", days=days)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Tarnholm beat Ulvik 3-1 on Saturday.", "Ulvik lost to Tarnholm 3-1 on Saturday."),
        ("Tarnholm beat Ulvik 3-1 on Saturday.", "Ulvik lost to Tarnholm 1-3 on Saturday."),
        ("Tarnholm beat Ulvik 3-1 on Saturday.", "Tarnholm beat Ulvik 2-1 on May 3."),
        ("Tarnholm beat Ulvik 3-1 on Saturday.", "Tarnholm beat Velmora 2-1 on Saturday."),
        ("Tarnholm beat Ulvik 3-1 on Saturday.", "Tarnholm held Ulvik 1-1 at half-time on Saturday."),
        ("Tarnholm beat Ulvik 3-1 on Saturday.", "Tarnholm beat Ulvik 5-4 on aggregate on Saturday."),
        ("Tarnholm beat Ulvik 3-1 on Saturday.", "Tarnholm would have beaten Ulvik 4-1 on Saturday."),
    ],
)
def test_what_is_no_other_result_of_the_match(one: str, other: str):
    assert compared(one, other) == []


def test_one_article_alone_is_no_conflict():
    assert compared("Tarnholm beat Ulvik 3-1 on Saturday. Later it said Tarnholm beat Ulvik 3-2 on Saturday.") == []
