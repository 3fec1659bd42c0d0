"""Spellings of one name, across outlets."""

from __future__ import annotations

from dataclasses import replace
from itertools import combinations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from dossier.extracting.names.find import find_names
from dossier.linking.compare.names import near
from dossier.linking.compare.names.compare import compare_names, differ
from dossier.linking.compare.names.near import RULES
from dossier.linking.facts import ArticleFacts, DossierFacts
from dossier.model import Article, EntityType, Finding, Mention, Passage, Zone
from tests.helpers.facts import article as extracted


def article(id_: str, *names: str, entity: str = "person:jose-jeri", kind: EntityType = "PERSON", role: str = "mayor"):
    text, mentions = "", []
    for name in names:
        mentions.append(Mention(id_, len(text), len(text) + len(name), name, kind, role, entity))
        text += f"{name}. "
    return ArticleFacts(Article(id_, f"{id_}.txt", id_, text, "0", id_.upper()), tuple(mentions))


def found(*articles: ArticleFacts) -> list[Finding]:
    return compare_names(DossierFacts(articles))


def test_who_writes_what_most_outlets_first():
    (finding,) = found(
        article("a", "José Jerí", "Jerí"),
        article("b", "José Geri"),
        article("c", "José Jerí"),
        article("d", "Jose Jeri"),
    )
    assert finding.verdict == "compatible"
    assert finding.about == "José Jerí"
    assert [(r.reading, r.articles) for r in finding.readings] == [
        ("José Jerí", ("a", "c")),
        ("Jose Jeri", ("d",)),
        ("José Geri", ("b",)),
    ]
    assert [span.text for span in finding.readings[0].spans] == ["José Jerí", "Jerí", "José Jerí"]
    assert "José Geri (B)" in finding.why
    assert "with one role, mayor" in finding.why


def test_accents_alone_are_said_to_be_the_difference():
    (finding,) = found(article("a", "José Jerí"), article("b", "Jose Jeri"))
    assert finding.why.endswith("they differ in accents or signs alone.")


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Jerí", "José Jerí"),
        ("José Jerí", "José Enrique Jerí"),
        ("JOSÉ JERÍ", "José Jerí"),
        ("Jean-Luc Jerí", "Jean Luc Jerí"),
    ],
)
def test_longer_and_shorter_forms_are_no_other_spelling(one, other):
    assert all(finding.verdict == "agree" for finding in found(article("a", one), article("b", other)))


@pytest.mark.parametrize(
    ("kind", "one", "other"),
    [
        ("ORG", "PNP", "Peruvian National Police"),
        ("ORG", "Ministry of Defence", "the Ministry"),
        ("NATIONALITY", "Venezuelan", "Venezuelans"),
        ("PLACE", "Arica", "Arica Border Complex"),
    ],
)
def test_acronyms_plurals_and_kinds_of_place_are_no_spellings(kind, one, other):
    entity = f"{kind.lower()}:x"
    assert not found(article("a", one, entity=entity, kind=kind), article("b", other, entity=entity, kind=kind))


def test_a_place_counts_with_what_is_built_on_it():
    place = {"entity": "place:arica", "kind": "PLACE"}
    (finding,) = found(
        article("a", "Arica", **place), article("b", "Arica Border Complex", **place), article("c", "Arika", **place)
    )
    assert [(r.reading, r.articles) for r in finding.readings] == [("Arica", ("a", "b")), ("Arika", ("c",))]
    assert "spellings of one place" in finding.why


def test_one_article_alone_is_no_finding():
    assert not found(article("a", "José Jerí", "José Geri"))


def test_differing_looks_at_each_part():
    assert differ(("Janet", "Jara"), ("Jeannette", "Jara"))
    assert not differ(("Janet", "Jara"), ("Carmen", "Jara"))


def told(id_: str, text: str, name: str) -> ArticleFacts:
    at = text.index(name)
    entity = f"person:{name.lower().replace(' ', '-')}"
    made = Article(id_, f"{id_}.txt", id_, text, "0", id_.upper(), passages=(Passage(0, len(text)),))
    return ArticleFacts(made, (Mention(id_, at, at + len(name), name, "PERSON", None, entity),))


def test_two_people_told_the_same_of_may_be_one():
    text = "The coach Maurice Cheeks was dismissed on Saturday after nine wins and fourteen defeats."
    (finding,) = found(told("a", text, "Maurice Cheeks"), told("b", text.replace("Cheeks", "Cheens"), "Maurice Cheens"))
    assert finding.verdict == "compatible"
    assert "Maurice Cheens (B)" in finding.why
    elsewhere = "A bakery in Lyon that belongs to Maurice Cheens won a prize for its bread."
    assert not found(told("a", text, "Maurice Cheeks"), told("b", elsewhere, "Maurice Cheens"))


PAIRS = [  # two sentences of one story with two names, and the verdict
    ("The mayor, Irma Salvesen, closed the bridge.", "Mayor Irma Salveson closed the bridge.", "compatible"),
    ("The driver, Tomas Ardal, 51, was hurt.", "Thomas Ardal, 51, was hurt when the bus fell.", "compatible"),
    ("“We lost all our boats,” said Ruud Kiemel.", "Ruud Kimel said they had lost all boats.", "compatible"),
    ("The harbour director, Silvia Morano, left.", "Harbour director Serena Morano left.", "conflict"),
    ("The coach, Dario Venn, 44, was fired.", "Dario Vasari, the coach, 44, was dismissed.", "conflict"),
    ("The pilot, Ugo Brandt, 57, survived.", "Rescuers found Uwe Brandt, 57, alive.", "conflict"),
    ("Senator Alda Rios voted no.", "Senator Elena Rios voted yes.", None),  # there are many senators
    ("The mayor, Olaf Stenn, 34, was there.", "The mayor, Olav Stenn, 61, was there.", None),  # other ages
    ("The judge, Petra Lund, ruled.", "The striker Petra Lunde scored.", None),  # nobody judges and plays
]  # fmt: skip


def told_by(id_: str, text: str) -> ArticleFacts:
    text = f"{text} It rained in Karvund."
    made = Article(
        id_, f"{id_}.txt", id_, text, "0", id_.upper(), zones=(Zone(0, len(text), "body"),),
        passages=(Passage(0, len(text)),),
    )  # fmt: skip
    mentions = [
        replace(mention, entity=f"{mention.type.lower()}:{mention.text.lower()}") for mention in find_names(made)[0]
    ]
    return ArticleFacts(made, tuple(mentions))


@pytest.mark.parametrize(("one", "other", "verdict"), PAIRS, ids=lambda value: str(value)[:30])
def test_two_names_in_one_story(one, other, verdict):
    verdicts = [finding.verdict for finding in found(told_by("a", one), told_by("b", other))]
    assert verdicts == ([verdict] if verdict else [])


def test_a_name_that_all_write_alike_agrees():
    (finding,) = found(article("a", "Mara Oduya", "Oduya"), article("b", "Mara Oduya"))
    assert (finding.verdict, finding.about, finding.why) == ("agree", "Mara Oduya", "Both articles write Mara Oduya.")


def test_a_surname_alone_is_said_to_be_one():
    (finding,) = found(article("a", "Mara Oduya"), article("b", "Oduya"))
    assert (finding.verdict, finding.why) == ("agree", "Mara Oduya in A, the surname alone in B.")


@pytest.mark.parametrize("rule", RULES, ids=[f"{rule.verdict}: {rule.why}" for rule in RULES])
def test_a_rule_of_two_people_does_what_its_example_shows(rule):
    texts = [linked(name, text) for name, text in zip("ab", rule.example, strict=True)]
    near = [f for f in compare_names(DossierFacts(texts)) if f.verdict != "agree"]
    assert [f.verdict for f in near] == [rule.verdict], [f.why for f in near]
    assert rule.why.split("{")[0].split(" and the names")[0] in near[0].why


def linked(name: str, text: str) -> ArticleFacts:
    """An article of the table of findings, its speakers linked as people are."""
    facts = extracted(name, text)
    speakers = {m.text: m.entity for m in facts.mentions}
    quotations = tuple(replace(q, speaker_id=speakers.get(q.speaker or "")) for q in facts.quotations)
    return replace(facts, quotations=quotations)


PLACES = st.dictionaries(st.sampled_from("abcdefgh"), st.frozensets(st.integers(0, 4), min_size=1), min_size=2)


@settings(max_examples=60)
@given(PLACES)
def test_other_names_in_common_are_counted_up_to_two(places):
    """Once for two lists of articles, and with the same result as for each pair of people."""
    together = near._SharedNames(places)
    for pair in combinations(places, 2):
        mine, theirs = (places[entity] for entity in pair)
        others = [where for entity, where in places.items() if entity not in pair]
        assert together.count(pair) == min(2, sum(bool(mine & where and theirs & where) for where in others))
