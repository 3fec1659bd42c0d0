"""Posting lists on disk: read back as they were written, or refused."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from dossier.storing.whoosh_codec import CorruptError, Gathered, Pool, decoded

POSITION = st.integers(0, 0x10FFFF)
LIST = st.lists(
    st.tuples(st.integers(1, 70_000), st.lists(POSITION, min_size=1, max_size=300, unique=True)), min_size=1, max_size=6
)


def gathered_of(pairs) -> tuple[Gathered, list[tuple[int, str]]]:
    gathered, doc, expected = Gathered(), -1, []
    for gap, positions in pairs:
        doc += gap
        text = "".join(map(chr, sorted(positions)))
        gathered.docs.append(doc)
        gathered.counts.append(len(text))
        gathered.positions.append(text)
        expected.append((doc, text))
    return gathered, expected


def spread(posting) -> list[tuple[int, str]]:
    out, at = [], 0
    for doc, count in zip(posting.docs, posting.counts, strict=True):
        out.append((doc, posting.positions[at : at + count]))
        at += count
    return out


@settings(deadline=None)
@given(LIST)
def test_what_is_written_is_read(pairs):
    gathered, expected = gathered_of(pairs)
    assert spread(decoded(gathered.encoded(), positions=True)) == expected


@settings(deadline=None)
@given(LIST, st.data())
def test_any_changed_bit_and_any_cut_is_noticed(pairs, data):
    right = gathered_of(pairs)[0].encoded()
    wrong = bytearray(right)
    bit = data.draw(st.integers(0, len(right) * 8 - 1))
    wrong[bit // 8] ^= 1 << bit % 8
    cut = right[: data.draw(st.integers(0, len(right) - 1))]
    for damaged in (bytes(wrong), cut):
        with pytest.raises(CorruptError):
            decoded(damaged, positions=True)


def test_terms_come_in_the_order_of_their_bytes_and_deleted_documents_do_not_move():
    pool = Pool()
    pool.add_positions("words", 0, {"é": "\0", "z": "\1", "𐐷": "\2", "\uffff": "\3"})
    pool.add_counts("stem", 0, {"b": 2, "a": 1})
    old = gathered_of([(1, [5]), (1, [6, 7])])[0]
    pool.add_posting("words", "z", decoded(old.encoded(), positions=True), {1: 9})
    found = list(pool.iter_postings())
    assert [(field, term) for field, term, _ in found] == sorted((field, term) for field, term, _ in found)
    z = next(gathered for _, term, gathered in found if term == b"z")
    assert (list(z.docs), list(z.counts), "".join(z.positions)) == ([0, 9], [1, 2], "\1\6\7")
