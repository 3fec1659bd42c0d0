"""What counts as the same word."""

from __future__ import annotations

import re
from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from dossier.storing.query.parser import parse
from dossier.storing.search.highlights import highlights, without_overlap
from dossier.storing.text.tokens import _UNUSUAL, _is_unusual, fold, stem, tokens, words


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("Jerí JERI Je\u0301ri", ["jeri", "jeri", "jeri"]),
        ("Straße œuvre İstanbul ﬁne Łódź", ["strasse", "oeuvre", "istanbul", "fine", "lodz"]),
        ("Peru’s government's", ["peru", "government"]),
        ("don't O’Higgins", ["don", "t", "o", "higgins"]),
        ("2,200km and 330,000 or 1.5 million", ["2200", "km", "and", "330000", "or", "1.5", "million"]),
        ("60-day hard–line", ["60", "day", "hard", "line"]),
        ("日本語 abc", ["日", "本", "語", "abc"]),
        ("hu\u00admane zero\u200bwidth", ["humane", "zerowidth"]),
        ("a_b \x00c\x1b[31m", ["a", "b", "c", "31", "m"]),
    ],
)
def test_words_are_cut_and_folded_as_readers_would(text, found):
    assert words(text) == found


def test_signs_that_need_the_slow_pattern_are_all_seen():
    unusual = re.compile(_UNUSUAL)
    for code in (*range(0x80, 0x800), *range(0xE00, 0x1200), 0x200D, 0x3042, 0x6F22, 0x20000):
        letter = f"a{chr(code)}b"
        assert _is_unusual(letter) == bool(unusual.search(letter)), hex(code)


def test_forms_of_a_word_share_their_stem():
    assert stem("ultimatums") == stem("ultimatum")
    assert stem("migrants") == stem("migrant")
    assert stem("jara") != stem("jari")


@settings(deadline=None)
@given(st.text(max_size=200))
def test_tokens_lie_where_they_say(text):
    end = 0
    for token in tokens(text):
        assert end <= token.start < token.end <= len(text)
        assert fold(text[token.start : token.end]) == token.word
        end = token.end
    assert [token.word for token in tokens(text)] == words(text)


@settings(deadline=None)
@given(st.text(max_size=60), st.text(max_size=60), st.text(max_size=60))
def test_a_stretch_has_the_same_words_as_the_text_cut_out(before, middle, after):
    text = f"{before} \n{middle}\n {after}"
    start = len(before) + 2
    cut = [(token.word, token.start - start) for token in tokens(text, start, start + len(middle))]
    assert cut == [(token.word, token.start) for token in tokens(middle)]


def _shown(query, text):
    return [text[start:end] for start, end in highlights(parse(query), text, 0, len(text))]


@pytest.mark.parametrize(
    ("query", "shown"),
    [
        ("border", ["border", "Borders"]),
        ('"border"', ["border"]),
        ('"state of emergency"', ["state of emergency"]),
        ("jeri", ["Jerí"]),
        ("emerg*", ["emergency"]),
        ("jara~ OR jari~", ["Jerí"]),
        ('"army border"~3', ["army", "border"]),
        ('"army border"~1', []),
        ("border -jeri", ["border", "Borders"]),
        ("title:border", []),
    ],
)
def test_highlights_show_why_a_passage_was_found(query, shown):
    text = "Jerí declared a state of emergency. The army went to the border. Borders closed."
    assert _shown(query, text) == shown


@settings(deadline=None)
@given(st.sets(st.tuples(st.integers(0, 50), st.integers(1, 9))))
def test_spans_never_overlap(pairs):
    spans = {(start, start + length) for start, length in pairs}
    joined = without_overlap(spans)
    assert all(left[1] <= right[0] for left, right in pairwise(joined))
    assert {i for start, end in joined for i in range(start, end)} == {i for s, e in spans for i in range(s, e)}
