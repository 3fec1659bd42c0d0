"""The evidence for types of names: each piece is found in its own example, and `explain` tells it."""

from __future__ import annotations

import re

import pytest

from dossier.extracting.names.evidence.context import AFTER, AFTER_A_POSSESSIVE, AFTER_A_SIGN, BEFORE, BESIDE
from dossier.extracting.names.evidence.table import table
from dossier.extracting.names.explain import explain_mention
from dossier.extracting.names.find import find_names, read
from dossier.model import Article, Zone

_NAMED = re.compile(r"\[(.+?)\]")


def article(text):
    return Article("a", "a.txt", "", text, "", zones=(Zone(0, len(text), "body"),))


@pytest.mark.parametrize("evidence", table().values(), ids=lambda evidence: evidence.name)
def test_each_piece_of_evidence_is_found_in_its_example(evidence):
    marked = _NAMED.search(evidence.example)
    decision, _ = read(article(_NAMED.sub(r"\1", evidence.example)))
    at = next(c for c in decision.found if c.start <= marked.start() < c.end)
    assert evidence.name in decision.spellings.tallies[at.key].found


def test_every_rule_names_evidence_of_the_table():
    rules = [rule for rules in (AFTER, AFTER_A_POSSESSIVE, AFTER_A_SIGN, BEFORE) for rule in rules.rules]
    assert {rule.evidence for rule in rules} | {name for name, _ in BESIDE} <= {*table(), ""}


def explained(text, name):
    read_ = article(text)
    mention = next(m for m in find_names(read_)[0] if m.text == name)
    return explain_mention(read_, mention)


def test_a_role_is_told_with_the_capitals_of_the_text():
    reasons = explained("Petra Quil, the Norwegian Security Minister, left on Monday.", "Petra Quil")
    assert "“Petra Quil” is called “Norwegian Security Minister” here." in [reason.effect for reason in reasons]


def test_a_type_is_explained_by_its_evidence_and_the_sum():
    reasons = explained("Shares of Zorvan fell. Zorvan shareholders met Senator Petra Quil, 44.", "Zorvan")
    assert reasons[0].rule == "the evidence of its spelling"
    assert reasons[0].effect == "makes “Zorvan” a name: organisation."
    rules = [reason.rule for reason in reasons]
    assert rules[1:3] == ["share of a company before of", "noun of an organisation after"]
    assert reasons[1].effect == "+2.5 for organisation."
    assert reasons[1].example == "They bought shares of Zorvan."
    assert rules[-1] == "sum of the evidence"
    assert reasons[-1].effect.startswith("organisation 5")


def test_a_surname_a_role_and_an_age_are_explained():
    text = "They met Senator Petra Quilbrast, 44, again. Later Quilbrast left."
    rules = [reason.rule for reason in explained(text, "Petra Quilbrast")]
    assert {"title before", "age beside", "role beside the name", "age beside the name"} <= set(rules)
    assert explained(text, "Quilbrast")[0].rule == "the surname of a full name in its article"


def test_what_a_neighbour_settles_is_explained():
    reasons = explained("They drove from Zorvania, Bolivia.", "Zorvania")
    assert any("Bolivia" in reason.effect or "country" in reason.rule for reason in reasons)


def test_a_mention_that_the_rules_do_not_find_says_so():
    text = "They met again."
    read_ = article(text)
    mention = find_names(article("Petra Quil met."))[0][0]
    assert explain_mention(read_, mention)[0].rule == "another reader"
