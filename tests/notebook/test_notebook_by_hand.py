"""The quick reader of what people write says what YAML's parser says, or leaves it to the parser."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from dossier.notebook.by_hand import read_by_hand
from dossier.notebook.items import write
from dossier.notebook.layout import _read_piece, layout
from dossier.notebook.tree import Node
from tests.notebook.test_notebook import BY_HAND, NOTES, note

FORMS = (
    layout(BY_HAND).piece(0),
    write(note(tags=("a", "b c"))),
    """- id: b
  quote: 'it''s here'
  article: a b.txt # c
  tags: [x, "y z", 'w']
  comment: "one
    two"
  title: >
    folded
    text
  created:
  target:
    sha256: abc
    selector:
      - type: TextQuoteSelector
        exact: it's here
      - type: TextPositionSelector
        start: 4
        end: 9
    source: a
""",
    """- id: c
  target:
    selector:
    - {exact: No one told, prefix: "a, b",
       suffix: 'c'}
    - {start: 27, end: 50}
  quote: |-
    No one
      told
  tags:
  - a
  - "b"

  # said twice
  article: &place a.txt
""",
)
BITS = (
    " ", "  ", "\n", "\n  ", "\n    ", "\n\n", "#", " # c", ":", ": ", "- ", "-", "'", '"', "''", "|", "|-", ">", "[",
    "]", "{", "}", ",", ", ", "&a ", "*a", "~", "null", "\\", "\\n", "é", "\t", "!", "%", "?", "? ", "x", "tags: ",
    "id: q", "\n  comment: z", "<<: ", "\r\n", "\x85",
)  # fmt: skip


def both(text: str) -> tuple[object, object]:
    """Read an item by the quick reader and by the parser, with the anchors that it sets."""
    quick: dict[str, Node] = {}
    parsed: dict[str, Node] = {}
    one, other = read_by_hand(text, quick), _read_piece(text, parsed)
    return (one, _values(quick)), (other, _values(parsed))


def _values(anchors: dict[str, Node]) -> dict[str, object]:
    return {name: (node.kind, node.scalar, node.plain) for name, node in anchors.items()}


@pytest.mark.parametrize("end", ["\n", "\r\n"], ids=["lf", "crlf"])
@pytest.mark.parametrize("form", range(len(FORMS)))
def test_the_usual_forms_are_read_as_the_parser_reads_them(form: int, end: str) -> None:
    quick, parsed = both(FORMS[form].replace("\n", end))
    assert quick[0] is not None
    assert quick == parsed


@settings(max_examples=1500, deadline=None)
@given(
    st.sampled_from(FORMS),
    st.lists(st.tuples(st.floats(0, 1), st.sampled_from(BITS) | st.integers(1, 6)), min_size=1, max_size=4),
)
def test_whatever_else_people_write_is_read_alike_or_left_to_the_parser(
    text: str, slips: list[tuple[float, str | int]]
) -> None:
    for place, slip in slips:
        at = 2 + int(place * (len(text) - 2))
        text = text[:at] + slip + text[at:] if isinstance(slip, str) else text[:at] + text[at + slip :]
    if len(layout(text).starts) != 1:
        return  # another item begins
    quick, parsed = both(text)
    assert quick[0] is None or quick == parsed


@settings(max_examples=300, deadline=None)
@given(NOTES, st.permutations(range(10)))
def test_the_order_of_keys_does_not_matter(wanted: object, order: list[int]) -> None:
    text = write(wanted)
    lines = text.splitlines(keepends=True)[:11]
    if len(lines) < 11 or text.count("\n") != 16:
        return
    keys = ["  " + line[2:] for line in lines[:10]]
    text = "".join(keys[at] for at in order) + "".join(text.splitlines(keepends=True)[10:])
    quick, parsed = both("- " + text[2:])
    assert quick[0] is None or quick == parsed
