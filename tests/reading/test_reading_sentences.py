"""Sentences end where a reader would end them."""

import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dossier.reading.text.sentences import sentences


def split(text):
    return [text[start:end] for start, end in sentences(text)]


@pytest.mark.parametrize(
    "expected",
    [
        ["Mr. Rojas met Gen. Ana Luz on Dec. 14.", "The U.S. Senate voted."],
        ["She lives in the U.S.", "The rest is known."],
        ["It began at 3 p.m. Monday in Lima.", "Nobody came."],
        ["“We cannot.", "We will not,” she said.", "“Stop!”"],
        ['"Who are you?" Rojas asked.', '"Nobody..." she said.'],
        ["J. K. Flores won.", "He is no. 3.", "No. 5 lost."],
        ["Shares of Acme Inc. rose.", "They fell later."],
        ["1. The first item.", "2. The second."],
        ["Am 28. November kam er.", "Dann ging er."],
        ["El Sr. Paz dijo que no.", "¿Qué pasa?", "«Nada.»"],
        ["It grew 3.5 percent to $2.50 a share.", "Then it fell."],
        ["D. A. Rojas said so.", "He left."],
        ["It hopes for EDS.", "Police agreed.", "It was magnitude 5.4.", "Monday was calm."],
        ["The revolver, a. 38-caliber one, was found.", "Nobody spoke."],
        ["Wait…", "What?", "Yes!"],
    ],
)
def test_sentences_of_the_news(expected):
    assert split(" ".join(expected)) == expected


def test_blank_line_ends_a_sentence_and_a_line_end_does_not():
    assert split("A heading\n\nA line that\ngoes on.\r\n\r\nEnd") == ["A heading", "A line that\ngoes on.", "End"]


def test_a_mark_set_apart_by_a_tokeniser_closes_what_is_open():
    assert split('"He is one of us. " The talks go on. "We go too. "') == [
        '"He is one of us. "',
        "The talks go on.",
        '"We go too. "',
    ]


def test_only_the_stretch_asked_for():
    text = "One here. Two here. Three here."
    assert [text[a:b] for a, b in sentences(text, 10, 19)] == ["Two here."]


@given(st.text(alphabet=st.sampled_from('aA1 .!?"”’\n\r,(…。'), max_size=300), st.integers(0, 20))
def test_every_character_is_in_one_sentence(text, start):
    spans = sentences(text, start)
    position = start
    for begin, end in spans:
        assert begin < end
        assert not text[position:begin].strip()
        assert text[begin:end] == text[begin:end].strip()
        position = end
    assert not text[position:].strip()


@pytest.mark.parametrize("piece", ["a", ". ", "A. ", 'x. " ', "\n", '"', ".\n", "1. ", "a-"])
def test_hostile_text_takes_linear_time(piece):
    text = piece * (200_000 // len(piece))
    began = time.process_time()
    sentences(text)
    assert time.process_time() - began < 2
