"""Kinds of misreading that people report of names and quotations, in forms of our own (tests/data/kinds.yaml)."""

from __future__ import annotations

from pathlib import Path

import pytest
import yaml

from dossier.extracting.names.find import find_names
from dossier.extracting.quotations.find import find_quotations
from dossier.extracting.quotations.reported import find_reported
from dossier.model import Article, Zone

ROWS = yaml.safe_load((Path(__file__).parents[1] / "data" / "kinds.yaml").read_text(encoding="utf-8"))
# Whoever belongs to the one who is named.
DESCRIBED = (
    "father",
    "solicitor",
    "sister",
    "spokesman",
    "pupil",
    "aide",
    "adviser",
)  # whoever belongs to the one who is named


def article(text):
    return Article("a", "a.txt", "", text, "", language="en", zones=(Zone(0, len(text), "body"),))


@pytest.mark.parametrize("row", ROWS, ids=lambda row: row["kind"])
def test_each_kind_is_read_right(row):
    text = row["text"]
    names = find_names(article(text))[0]
    quotations = find_quotations(article(text), names)

    def speaker(fragment):
        return next((one.speaker for one in quotations if fragment in one.text), None) or ""

    types = {mention.text: mention.type for mention in names}
    assert {name: types.get(name) for name in row.get("names", {})} == row.get("names", {})
    for name, kind in row.get("always", {}).items():
        assert {mention.type for mention in names if mention.text == name} == {kind}
    for fragment, who in row.get("says", {}).items():
        assert who in speaker(fragment)
    for fragment, who in row.get("together", {}).items():
        assert all(one in speaker(fragment) for one in who)
    for fragment, who in row.get("never", {}).items():
        assert who not in speaker(fragment) or any(word in speaker(fragment) for word in DESCRIBED)
    assert row.get("none") not in {one.text for one in quotations}
    if "reported" in row:
        said, who, certainty = row["reported"]
        reported = find_reported(article(text), names)
        assert any(said in one.text and (one.speaker, one.certainty) == (who, certainty) for one in reported)
