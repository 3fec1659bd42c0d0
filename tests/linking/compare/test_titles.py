"""Titles of findings are phrases of the texts, and reasons name who says what; all sentences are made up."""

from __future__ import annotations

import re

import pytest

from dossier.linking.compare.findings import compare
from dossier.linking.compare.reasons import source_of
from dossier.linking.compare.titles import TitleSentence
from dossier.linking.compare.titles import title as title_of
from tests.helpers.facts import dossier

TITLES = [
    # what is counted comes first in its clause: the number is left out
    (["Police said 14 people were injured in the fire at Ost.", "In Ost 14 people were injured in the fire."],
     "number", "people were injured in the fire at Ost"),
    # the number is what a verb is of: a sign stands for it
    (["The blast at the mill killed 9 workers on Monday.", "The blast at the mill killed nine workers."],
     "number", "The blast at the mill killed … workers on Monday"),
    # a unit stays, and so does its currency
    (["Orvo sold its mill for $40 million last year.", "Orvo sold its mill for $40 million."],
     "number", "Orvo sold its mill for $… last year"),
    (["Mara Oduya, 61, runs the mill.", "The mill is run by Mara Oduya, 61."], "number", "age of Mara Oduya"),
    # a date is left out with the word that puts it there
    (["The council of Ost votes on 4 May 2024 on the bridge.", "On 4 May 2024 the council of Ost votes on the bridge."],
     "date", "The council of Ost votes on the bridge"),
    # but stays as `…` where it is a part of a phrase
    (["The old guard of Ost Mill died in the 4 May attack.", "The guard of Ost Mill died on 4 May."],
     "date", "The old guard of Ost Mill died in the … attack"),
    (["The miners of Ost get more pay over 18 months.", "More pay over 18 months: the miners of Ost agree."],
     "number", "The miners of Ost get more pay over … months"),
    (["Divers found a bell in the wreck off Ost and 14 sailors were missing.", "Some 14 sailors were missing."],
     "number", "sailors were missing"),
    # no word that picks out of what was named before comes first
    (["It spread fear, especially among the 3,000 miners living in Ost.",
      "Fear came up, especially among the 3,000 miners living in Ost."],
     "number", "Fear came up, especially among the … miners living in Ost"),
    # it ends before who says so
    (["Police have seen 300 miners—mostly young men, according to union leader Mara Oduya.",
      "300 miners—mostly young men, according to union leader Mara Oduya of Ost."],
     "number", "Police have seen … miners—mostly young men"),
]  # fmt: skip

SOURCES = [
    ("Police said 14 people were hurt.", "14", "police"),
    ("The mayor put the number at 14, while the Red Cross counted 19.", "19", "the Red Cross"),
    ("At least 14 were hurt, according to the Red Cross.", "14", "the Red Cross"),
    ("He said 14 people were hurt.", "14", None),
    ("Fourteen people were hurt, the mayor of Ost said.", "Fourteen", "the mayor of Ost"),
    ("An estimated 14 people were hurt.", "14", None),
    ("“I will go,” Ada Orr, 52, said in a statement.", "52", None),
]


@pytest.mark.parametrize(("texts", "kind", "title"), TITLES, ids=[title for _, _, title in TITLES])
def test_a_title_is_a_phrase_of_a_text(texts: list[str], kind: str, title: str) -> None:
    found = compare(dossier(*texts), [kind])
    assert [finding.about for finding in found] == [title]


@pytest.mark.parametrize(("texts", "kind", "title"), TITLES, ids=[title for _, _, title in TITLES])
def test_a_title_has_no_words_that_no_text_has(texts: list[str], kind: str, title: str) -> None:
    said = {word for text in texts for word in re.findall(r"\w+", text)} | {"age", "of"}
    (finding,) = compare(dossier(*texts), [kind])
    assert set(re.findall(r"\w+", finding.about)) <= said


@pytest.mark.parametrize(("text", "number", "source"), SOURCES, ids=[text for text, _, _ in SOURCES])
def test_a_source_is_named_as_the_sentence_names_it(text: str, number: str, source: str | None) -> None:
    (facts,) = dossier(text).articles
    start = facts.article.text.index(number)
    assert source_of(facts, start, start + len(number)) == source


def test_a_reason_quotes_both_sides_with_their_sources() -> None:
    texts = [
        "Police said 14 people were killed in Ost on Monday.",
        "The mayor said 19 people were killed in Ost on Monday.",
    ]
    (finding,) = compare(dossier(*texts), ["number"])
    assert "“14” (a, from police)" in finding.why
    assert "“19” (b, from the mayor)" in finding.why


def test_no_title_begins_with_a_pronoun_behind_a_preposition() -> None:
    text = "In it he gave undocumented weavers in Chile exactly 90 days to go, a count."
    at = text.index("90 days")
    assert not title_of([TitleSentence("a", text, at, at + 7, at + 7, "… days")]).startswith("it ")
