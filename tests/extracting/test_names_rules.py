"""Every rule that finds names fires on its example, and a name in [brackets] there is read by that rule."""

from __future__ import annotations

import re

import pytest

from dossier.extracting.names import decision, definitions, find, roles
from dossier.extracting.names.candidates import cuts, links, segments, titles
from dossier.extracting.names.evidence import single_words
from dossier.model import Article, Zone

WATCHED = (
    (cuts, "CUTS"),
    (segments, "SPLITS"),
    (segments, "BEHIND_TITLES"),
    (segments, "SEAMS"),
    (links, "JOINS"),
    (links, "LINKS"),
    (titles, "NO_TITLES"),
    (roles, "BEFORE_RULES"),
    (single_words, "RULES"),
)
RULES = [(module, name, rule) for module, name in WATCHED for rule in getattr(module, name)]
DECIDING = single_words.RULES  # “no” is an answer too
MARKED = re.compile(r"\[(.+?)\]")


def article(text):
    return Article("a", "a.txt", "", text, "", zones=(Zone(0, len(text), "body"),))


def watched(rule, fired):
    """Return a rule that notes each time it has an answer."""

    def applies(*given):
        answer = rule.applies(*given)
        if answer or (answer is False and rule in DECIDING):
            fired.add(rule.name)
        return answer

    return rule._replace(applies=applies)


@pytest.mark.parametrize(("module", "name", "rule"), RULES, ids=[f"{rule.name}" for _, _, rule in RULES])
def test_each_rule_fires_on_its_example(monkeypatch, module, name, rule):
    fired = set()
    monkeypatch.setattr(module, name, tuple(watched(one, fired) for one in getattr(module, name)))
    find.find_names(article(rule.example))
    assert rule.name in fired


@pytest.mark.parametrize("rule", decision.PART_RULES, ids=lambda rule: rule.name)
def test_each_part_of_a_name_is_read_in_its_example(rule):
    marked = MARKED.search(rule.example)
    decided = [one for one, _ in find.decided_names(article(MARKED.sub(r"\1", rule.example)))]
    assert [one.rule for one in decided if one.mention.start == marked.start()] == [rule.name]


@pytest.mark.parametrize("rule", definitions.ABBREVIATIONS, ids=lambda rule: rule.name)
def test_each_way_to_abbreviate_takes_its_example(monkeypatch, rule):
    full, _, short = rule.example.rstrip("]").partition(" [")
    others = tuple(one for one in definitions.ABBREVIATIONS if one is not rule)
    assert definitions.abbreviates(short, full)
    monkeypatch.setattr(definitions, "ABBREVIATIONS", others)
    assert not definitions.abbreviates(short, full)


def test_names_of_rules_are_unique():
    for rules in (*(getattr(module, name) for module, name in WATCHED), decision.PART_RULES, definitions.ABBREVIATIONS):
        assert len({rule.name for rule in rules}) == len(rules)
