"""The optional spaCy pipeline, played by a stand-in: it adds names, and changes nothing that the rules found."""

from __future__ import annotations

import subprocess
import sys
from dataclasses import dataclass

import pytest

from dossier.extracting import extract
from dossier.extracting.names import spacy_ner
from dossier.indexing.changes import reading_signature
from dossier.model import Article, DossierError, Passage, Zone
from tests.helpers.dossier import config_in

TEXT = "Ana Sol of the brumal works spoke.\n\nBrumalware's grew. The mayor, Ana Sol, and Drovik Ltd left on Friday."


@dataclass
class _Entity:
    start_char: int
    end_char: int
    label_: str


@dataclass
class _Document:
    ents: list[_Entity]


class _Pipeline:
    """Finds the strings that it is given, wherever they stand."""

    def __init__(self, **names):
        self.names = names

    def pipe(self, texts):
        for text in texts:
            places = [(text.find(name), name, label) for label, some in self.names.items() for name in some]
            yield _Document([_Entity(at, at + len(name), label) for at, name, label in places if at >= 0])


def article():
    return Article(
        "a", "a.txt", "", TEXT, "", published="2025-11-28",
        zones=(Zone(0, len(TEXT), "body"),), passages=(Passage(0, len(TEXT)),),
    )  # fmt: skip


def found(**names):
    return [(m.text, m.type) for m in spacy_ner.join(article(), extract(article()).mentions, _Pipeline(**names))]


def test_names_that_the_rules_missed_are_added_in_text_order():
    before = [(m.text, m.type) for m in extract(article()).mentions]
    assert ("Brumalware", "ORG") not in before
    after = found(ORG=["Brumalware's"])
    assert ("Brumalware", "ORG") in after
    assert [pair for pair in after if pair != ("Brumalware", "ORG")] == before


def test_what_the_rules_found_stays_as_it_is():
    assert found(ORG=["Ana Sol of the brumal works"], GPE=["Ana Sol"]) == found()


def test_words_dates_and_numbers_are_no_names():
    assert found(DATE=["Friday"], PERSON=["brumal works", "spoke.\n\nBrumalware"], ORG=["The mayor"]) == found()


def test_off_unless_asked_for(monkeypatch):
    code = "import sys, dossier.extracting; print('spacy' in sys.modules)"
    assert subprocess.check_output([sys.executable, "-c", code], text=True).strip() == "False"
    assert spacy_ner.chosen() is None
    spacy_ner.check()
    monkeypatch.setenv("DOSSIER_SPACY", "some_model")
    monkeypatch.setattr(
        spacy_ner, "pipeline", lambda name: _Pipeline(ORG=["Brumalware"]) if name == "some_model" else None
    )
    assert "Brumalware" in [m.text for m in extract(article()).mentions]


def test_a_pipeline_that_is_not_there_is_a_sentence(monkeypatch):
    monkeypatch.setenv("DOSSIER_SPACY", "no_such_model")
    with pytest.raises(DossierError, match=r"not installed: .*spacy"):
        spacy_ner.check()


def test_articles_are_read_anew_for_another_pipeline(tmp_path, monkeypatch):
    without = reading_signature(config_in(tmp_path))
    monkeypatch.setenv("DOSSIER_SPACY", "some_model")
    assert reading_signature(config_in(tmp_path)) != without
