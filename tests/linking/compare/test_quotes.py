"""The same utterance in several outlets: what relation the program sees, and what it keeps its hands off."""

from __future__ import annotations

import dataclasses
import hashlib
import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dossier.linking.compare.quotes import unquoted
from dossier.linking.compare.quotes.compare import compare_quotes
from dossier.linking.facts import ArticleFacts, DossierFacts
from dossier.linking.text.alignment import CHANGE_RULES, compared, tokens, within, word_diff, words
from dossier.model import Article, Finding, Mention, Passage, Quotation

KNOWN = {
    "Mara Oduya": "minister",
    "Ilse Brandt": "mayor",
    "Tomas Rivas": "president",
    "Tomas Rives": "president",
    "Tobias Rivas": "president",
    "Jonas Rivas": "president",
    "Jonas": "brother",
}


def article(id_: str, text: str, *, published: str = "2025-03-02", outlet: str | None = None) -> ArticleFacts:
    """Make an article of paragraphs; quotations are what stands in “”, said by the known name in the same paragraph."""
    passages, mentions, quotations = [], [], []
    for match in re.finditer(r"[^\n]+", text):
        passages.append(Passage(match.start(), match.end()))
        speaker = next((name for name in KNOWN if name in match[0]), None)
        for name, role in KNOWN.items():
            for found in re.finditer(re.escape(name), match[0]):
                start = match.start() + found.start()
                slug = f"person:{name.lower().replace(' ', '-')}"
                mentions.append(Mention(id_, start, start + len(name), name, "PERSON", role, slug))
        for found in re.finditer("“([^”]*)”", match[0]):
            start = match.start() + found.start(1)
            slug = f"person:{speaker.lower().replace(' ', '-')}" if speaker else None
            called = speaker or "a witness"
            quotations.append(
                Quotation(id_, start, start + len(found[1]), found[1], called, slug, "said", "whole", 0.95)
            )
    sha = hashlib.sha256(text.encode()).hexdigest()
    made = Article(id_, f"{id_}.txt", id_, text, sha, outlet, None, published, passages=tuple(passages))
    return ArticleFacts(made, tuple(mentions), (), (), tuple(quotations))


def found(*texts: str | ArticleFacts) -> list[Finding]:
    made = [article(f"a{i}", text) if isinstance(text, str) else text for i, text in enumerate(texts)]
    return compare_quotes(DossierFacts(tuple(made)))


def only(*texts: str | ArticleFacts) -> Finding:
    (finding,) = found(*texts)
    return finding


WHOLE = "“The dam will hold through the spring, and nobody in the valley has to leave,” Mara Oduya said."


def test_the_same_words_agree_whatever_their_signs():
    finding = only(WHOLE, WHOLE.replace(",”", ".”").replace("The dam", "the dam"))
    assert finding.verdict == "agree"
    assert finding.about.startswith("Mara Oduya: “The dam will hold")


def test_a_trimmed_quotation_is_compatible_and_the_sentence_shows_what_is_left():
    finding = only(WHOLE, "Mara Oduya promised that “nobody in the valley has to leave” this year.")
    assert finding.verdict == "compatible"
    assert "only “nobody in the valley has to…” in quotation marks" in finding.why
    assert "outside" not in finding.why


def test_a_mark_that_moved_is_told_from_words_left_out():
    moved = WHOLE.replace("“The dam will hold", "The dam “will hold")
    assert "the rest outside them" in only(WHOLE, moved).why


@pytest.mark.parametrize(
    ("denied", "told"),
    [
        ("We are not saying anybody moved the ballots", "We say that somebody moved the ballots"),
        ("I did not see anyone leave the pier", "I saw someone leave the pier"),
    ],
)
def test_a_denial_has_another_word_for_whoever_it_is(denied, told):
    finding = only(f"“{denied},” Mara Oduya said.", f"“{told},” Mara Oduya said.")
    assert finding.verdict == "conflict"
    assert finding.why.startswith("The words are alike but only “a0” has “")


def test_words_left_out_inside_are_named():
    finding = only(WHOLE, WHOLE.replace("through the spring, ", ""))
    assert finding.verdict == "compatible"
    assert "leaves out “through the spring”" in finding.why


def test_two_quotations_made_one():
    finding = only(
        "“We have lost everything.” That was Mara Oduya. “The water came within minutes,” Mara Oduya added.",
        "“We have lost everything. The water came within minutes,” Mara Oduya said.",
    )
    assert finding.verdict == "compatible"
    assert finding.why == "“a1” runs together what “a0” quotes as two."
    assert len(finding.readings) == 3


def test_words_without_marks_in_another_article():
    finding = only(
        "Mara Oduya announced a “regional flood prevention council” for May.",
        "A regional flood prevention council is to meet in May.",
    )
    assert finding.verdict == "compatible"
    assert "without quotation marks" in finding.why
    assert [reading.articles for reading in finding.readings] in ([("a1",), ("a0",)], [("a0",), ("a1",)])


def test_whose_word_stands_for_whose():
    said = "“How many of our children {} the council send to that school,” Mara Oduya said."
    told = only(
        article("a", said.format("must"), outlet="Wire"),
        article("b", said.format("must"), outlet="Mail"),
        article("c", said.format("did"), outlet="Post"),
    )
    assert told.why == "Post: “did” instead of “must”."


def test_a_second_translation_of_one_speaker():
    finding = only(
        "The decree “will bring calm in the face of the danger of intruders crossing illegally,” Tomas Rivas wrote.",
        "Tomas Rivas wrote that it “will create tranquillity against the threat of intruders who cross the line.”",
    )
    assert finding.verdict == "compatible"
    assert "a second translation or a paraphrase" in finding.why


def test_other_words_of_another_speaker_are_not_paired():
    assert not found(
        "The decree “will bring calm in the face of the danger of intruders crossing illegally,” Tomas Rivas wrote.",
        "Ilse Brandt wrote that the decree “will create tranquillity against the threat of intruders who cross.”",
    )


def test_the_same_words_credited_to_two_people_are_a_conflict():
    finding = only(WHOLE, WHOLE.replace("Mara Oduya", "Ilse Brandt"))
    assert finding.verdict == "conflict"
    assert finding.why == "The same words are credited to Mara Oduya (“a0”) and Ilse Brandt (“a1”)."
    assert {reading.reading.rpartition("— ")[2] for reading in finding.readings} == {"Mara Oduya", "Ilse Brandt"}


def test_two_spellings_of_a_speaker_are_not_two_people():
    assert (
        only(WHOLE.replace("Mara Oduya", "Tomas Rivas"), WHOLE.replace("Mara Oduya", "Tomas Rives")).verdict == "agree"
    )


def test_a_given_name_alone_is_no_second_person():
    assert only(WHOLE.replace("Mara Oduya", "Jonas Rivas"), WHOLE.replace("Mara Oduya", "Jonas")).verdict == "agree"


def test_given_names_of_one_surname_that_may_be_one_are_one_speaker():
    assert (
        only(WHOLE.replace("Mara Oduya", "Tomas Rivas"), WHOLE.replace("Mara Oduya", "Tobias Rivas")).verdict == "agree"
    )


def test_given_names_of_one_surname_that_are_quite_different_are_unclear():
    finding = only(WHOLE.replace("Mara Oduya", "Tomas Rivas"), WHOLE.replace("Mara Oduya", "Jonas Rivas"))
    assert finding.verdict == "unclear"
    assert finding.why.startswith("The same words are credited to Tomas Rivas")


def test_a_speaker_who_is_only_described_is_no_second_person():
    assert only(WHOLE, WHOLE.replace("Mara Oduya", "the minister")).verdict == "agree"


def test_a_phrase_that_two_people_use_is_no_finding():
    assert not found("“A sad day,” Mara Oduya said.", "“A sad day,” Ilse Brandt said.")


def test_a_denial_and_a_number_in_the_same_words_are_conflicts():
    denied = only(WHOLE, WHOLE.replace("will hold", "will not hold"))
    assert denied.verdict == "conflict"
    assert "“not”" in denied.why
    said = "“We counted 42 houses under water this morning in Orvel,” Mara Oduya said."
    number = only(said, said.replace("42", "24"))
    assert number.verdict == "conflict"
    assert "“42”" in number.why
    assert "“24”" in number.why


def test_a_number_said_on_another_day_may_be_another_utterance():
    said = "“We counted 42 houses under water this morning in Orvel,” Mara Oduya said."
    later = article("b", said.replace("42", "57"), published="2025-03-04")
    assert only(said, later).verdict == "unclear"


def test_a_denial_moved_within_the_sentence_denies_the_same():
    one = "“I think we were not playing the way we all wanted to play this season,” Mara Oduya said."
    other = "“I do not think we were playing the way we all wanted to play this season,” Mara Oduya said."
    assert only(one, other).verdict == "compatible"


def test_a_denial_at_the_other_end_of_the_sentence_denies_the_same():
    one = "We did not beat the fever; we halved it in one town for one year."
    assert compared("We halved it in one town for one year; we didn't beat the fever.", one).manner == "reworded"


def test_unlike_quotations_of_one_speaker_stay_apart():
    assert not found(
        "“The border is closed until further notice,” Tomas Rivas said.",
        "“Our fishermen need help with fuel prices,” Tomas Rivas said.",
    )


def test_ids_do_not_depend_on_the_order_of_articles():
    one, other = article("a", WHOLE), article("b", WHOLE.replace("through the spring, ", ""))
    assert only(one, other).id == only(other, one).id


def test_outlets_are_named_where_they_are_known():
    trimmed = article("b", "Mara Oduya: “nobody in the valley has to leave”", outlet="Valley Post")
    assert only(WHOLE, trimmed).why.startswith("Valley Post: only")


@given(st.text(max_size=60), st.text(max_size=60))
def test_a_word_diff_is_in_order_and_leaves_the_same_words(one, other):
    changes = word_diff(one, other)
    kept = [[], []]
    position = [0, 0]
    for change in changes:
        assert position[0] <= change.start <= change.end <= len(one)
        assert position[1] <= change.other_start <= change.other_end <= len(other)
        position = [change.end, change.other_end]
    for side, (text, spans) in enumerate(
        ((one, [(c.start, c.end) for c in changes]), (other, [(c.other_start, c.other_end) for c in changes]))
    ):
        kept[side] = [t.word for t in tokens(text) if not any(a <= t.start and t.end <= b and a < b for a, b in spans)]
    assert kept[0] == kept[1]
    assert not word_diff(one, one)


def test_tokens_ignore_what_a_tokeniser_left():
    assert words("It’ s José’s 1,000 l’eau") == words("it's jose's 1000 l'eau")


@pytest.mark.parametrize("rule", CHANGE_RULES, ids=lambda rule: rule.manner)
def test_each_rule_of_changed_words_decides_its_example(rule):
    short, long = sorted(rule.example, key=lambda text: len(words(text)))
    result = compared(short, long)
    assert result is not None
    assert result.manner == rule.manner


@pytest.mark.parametrize(
    ("one", "other", "verdict", "named"),
    [
        ("We will not pay a cent", "We will pay every cent", "conflict", "not"),
        ("It was hard but fair", "It was hard and it was not fair", "conflict", "not"),
        ("Every boat was a danger to us", "Not every boat was a danger to us", "conflict", "Not"),
        (
            "We talked all week and were getting nowhere",
            "We talked all week and were close to it",
            "conflict",
            "nowhere",
        ),
        (
            "The boats are free; the crews are not there",
            "The boats are free, but the crews are missing",
            "compatible",
            "",
        ),
        ("We asked for two boats and got six", "We asked for one boat and got six", "conflict", "one boat"),
        ("I have paid back every cent of it", "I will pay back every cent of it", "conflict", "will pay"),
        ("The pier was always open at night", "The pier was never open at night", "conflict", "never"),
        ("The council will support the new pier", "The council will oppose the new pier", "conflict", "oppose"),
        ("closed for ten winters", "It is shut for ten winters", "compatible", "shut"),
        ("This replaces the old pier in one stroke", "does not replace the old pier in one stroke", "conflict", "not"),
        ("I think we are not at the peak of it", "I do not think we are at the peak of it", "compatible", ""),
    ],
)
def test_changed_words_inside_the_marks(one, other, verdict, named):
    finding = only(f"“{one},” Mara Oduya said.", f"Mara Oduya said: “{other}.”")
    assert finding.verdict == verdict
    assert named in finding.why


def test_denial_by_two_people_is_no_finding():
    denied = WHOLE.replace("will hold", "will not hold").replace(
        "Mara Oduya said", "Ilse Brandt told a meeting of the council in the next town on Friday evening"
    )
    assert "conflict" not in {finding.verdict for finding in found(WHOLE, denied)}


def test_a_surname_alone_is_no_other_person():
    once = article("a", WHOLE)
    short = dataclasses.replace(once.quotations[0], article="b", speaker="Oduya", speaker_id="person:oduya")
    other = dataclasses.replace(article("b", WHOLE), quotations=(short,))
    assert only(once, other).verdict == "agree"


def test_words_of_a_couple_are_no_other_persons():
    once = article("a", WHOLE)
    joint = dataclasses.replace(once.quotations[0], article="b", speaker="Mara Oduya and Ilse Brandt", speaker_id=None)
    other = dataclasses.replace(article("b", WHOLE), quotations=(joint,))
    assert only(once, other).verdict == "agree"


SAID = st.lists(st.sampled_from("quay shut is the of ten".split()), min_size=1, max_size=5).map(tuple)


@given(st.lists(SAID, max_size=6, unique=True), st.lists(st.sampled_from("quay shut is the of ten".split())).map(tuple))
def test_words_that_are_looked_for_together_are_found_as_each_alone(sought, here):
    expected = [(number, at) for number, said in enumerate(sought) if (at := within(said, here)) is not None]
    assert unquoted._runs_in(here, sought, unquoted._by_rarest(sought)) == expected


def test_each_of_many_quotations_alike_is_looked_for_where_its_rarest_word_stands():
    sought = [tuple(f"the quay stays shut for {number} days".split()) for number in range(50)]
    rarest = unquoted._by_rarest(sought)
    assert {len(where) for where in rarest.values()} == {1}
    assert unquoted._runs_in(("and", *sought[7]), sought, rarest) == [(7, 1)]


def test_outlets_with_one_wording_have_a_verb_in_the_plural():
    said = "Mayor Ilse Brandt asked: “Seven of our children were left behind at the old harbour, how many {} you take?”"
    finding = only(said.format("will"), said.format("will"), said.format("did"))
    assert "“a0” and “a1” have “will” and “a2” “did”" in finding.why
