"""Tests of quotations of a few words that differ from a source's in one."""

import pytest

from dossier.linking.checking.short_quotes import one_word_off
from dossier.linking.text.alignment import tokens


@pytest.mark.parametrize(
    ("said", "source", "gone", "put"),
    [
        ("data of various kinds", "data of many kinds", (2,), (2,)),
        ("I take full responsibility", "I take responsibility for all this", (), (2,)),
        ("I take responsibility", "I take full responsibility for all this", (2,), ()),
        ("leave the old ferry", "We leave the new ferry in Ombriel", (3,), (2,)),
    ],
)
def test_a_short_quotation_is_known_but_for_one_word(said, source, gone, put):
    found = one_word_off([token.word for token in tokens(said)], tokens(source))
    assert found
    assert (found.gone, found.put) == (gone, put)


@pytest.mark.parametrize(
    ("said", "source"),
    [
        ("I think it is", "I think that is what they want"),  # words of any speech
        ("the old ferry sank", "We saw that the old ferry came"),  # the last word is of something else
        ("take all the responsibility", "I take responsibility for this"),  # two words
        ("full responsibility", "responsibility"),  # too few
    ],
)
def test_other_words_are_another_quotation(said, source):
    assert one_word_off([token.word for token in tokens(said)], tokens(source)) is None
