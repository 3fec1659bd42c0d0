"""What strangers write must not reach the terminal as anything but visible characters."""

import json
import unicodedata

from hypothesis import given
from hypothesis import strategies as st

from dossier.text.visible import _HARMFUL, escape_json, one_line, visible

ANY = st.text(st.characters(codec=None), max_size=200)


@given(ANY)
def test_length_never_changes_and_nothing_harmful_is_left(text):
    shown = visible(text)
    assert len(shown) == len(text)
    shown.encode("utf-8")
    assert not any(unicodedata.category(char) == "Cc" and char not in "\n\t" for char in shown)
    assert not any(
        unicodedata.bidirectional(char) in {"LRE", "RLE", "LRO", "RLO", "PDF", "LRI", "RLI", "FSI", "PDI"}
        for char in shown
    )


@given(ANY)
def test_json_keeps_its_data_and_harms_no_terminal(text):
    document = escape_json(json.dumps({"text": text}, ensure_ascii=False))
    assert json.loads(document) == {"text": text}
    document.encode("utf-8")
    assert "\x1b" not in document
    assert "\x9b" not in document
    assert "\u202e" not in document


def test_an_escape_sequence_is_shown_as_its_picture():
    assert visible("\x1b[31mred\x07") == "␛[31mred␇"


def test_prose_stays_as_it_is():
    text = "Jerí said: “¡No!” – 😀 שלום\n\tñandú"
    assert visible(text) == text


def test_one_line_has_no_line_ends():
    assert one_line("a\r\nb\tc") == "a␍ b c"


def test_whatever_is_harmful_is_not_printable():
    assert not [chr(code) for code in range(0x110000) if chr(code).isprintable() and _HARMFUL.match(chr(code))]
