"""Spellings that count as the same wherever words are compared: search, filters, names, related passages."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dossier.extracting import lexicon
from dossier.storing.text import tokens
from dossier.text.folding import fold, to_ascii
from dossier.tui.widgets import choice_lines, panel


@pytest.mark.parametrize(
    ("written", "folded"),
    [
        ("Ørsted", "orsted"),
        ("Łódź", "lodz"),
        ("Đoković", "dokovic"),
        ("Æthel", "aethel"),
        ("O’Higgins", "o'higgins"),
        ("JERÍ", "jeri"),
        ("İzmir", "izmir"),
        ("Straße", "strasse"),
        ("soft\u00adhyphen", "softhyphen"),
    ],
)
def test_case_accents_and_apostrophes_make_no_difference(written, folded):
    assert fold(written) == folded


@given(st.text())
def test_folding_twice_changes_nothing_more(text):
    assert fold(fold(text)) == fold(text)


def test_other_scripts_are_written_in_latin_letters():
    assert to_ascii("Москва") == "moskva"


def test_there_is_one_folding():
    assert panel.fold is choice_lines.fold is lexicon.fold is fold
    assert tokens.fold("Łódź") == fold("Łódź")
