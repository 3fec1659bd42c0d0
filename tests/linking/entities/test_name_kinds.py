"""Kinds of names that readers reported misread: found, typed and joined as they should be, in forms of our own."""

from __future__ import annotations

from itertools import combinations

import pytest
import yaml

from dossier.extracting import extract
from dossier.linking.entities.link import link
from dossier.model import Article, Zone
from tests.conftest import ROOT

CASES = yaml.safe_load((ROOT / "tests" / "data" / "name_kinds.yaml").read_text(encoding="utf8"))


def linked(case):
    mentions, definitions = [], []
    for number, text in enumerate(case["texts"]):
        zones = (Zone(0, len(text), "body"),)
        extraction = extract(Article(f"a{number}", "a.txt", "", text, "", language=case.get("language"), zones=zones))
        mentions += extraction.mentions
        definitions += extraction.definitions
    return link(mentions, definitions, None).entities


@pytest.mark.parametrize("case", CASES, ids=lambda case: f"{case['kind']}: {case['texts'][0][:40]}")
def test_names_of_each_kind(case):
    entities = linked(case)
    spelt = {}
    for entity in entities:
        for variant in entity.variants:
            spelt.setdefault(variant.text, []).append(entity)
    assert {name: [e.type for e in spelt.get(name, ())] for name in case.get("has", {})} == {
        name: [kind] for name, kind in case.get("has", {}).items()
    }
    for names in case.get("one", ()):
        assert len({e.id for name in names for e in spelt.get(name, ())}) == 1, names
        assert all(name in spelt for name in names), names
    for names in case.get("apart", ()):
        for one, other in combinations(names, 2):
            assert not {e.id for e in spelt.get(one, ())} & {e.id for e in spelt.get(other, ())}, names
    assert not [name for name in case.get("none", ()) if name in spelt]
    assert not [n for n in case.get("none_person", ()) if any(e.type == "PERSON" for e in spelt.get(n, ()))]
