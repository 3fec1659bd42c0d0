"""Linking gives the same whether everything fits in memory or nothing does."""

from __future__ import annotations

import itertools

import numpy as np
import pytest
import yaml
from hypothesis import given, settings
from hypothesis import strategies as st

from dossier.linking.entities.corrections import EntityCorrections
from dossier.linking.entities.link import link
from dossier.linking.entities.on_disk import columns, texts
from dossier.linking.entities.on_disk.columns import Lists, NumberColumn, meet, union, within
from dossier.linking.entities.on_disk.texts import Index, Records, TextColumn
from dossier.model import Definition, Mention, Quotation
from tests.conftest import ROOT

CASES = yaml.safe_load((ROOT / "tests" / "data" / "aliases.yaml").read_text(encoding="utf8"))
WORDS = st.text(alphabet="abéß\ud800😀 ", max_size=3)
NUMBERS = st.lists(st.integers(0, 30), max_size=40)


@pytest.fixture
def small(monkeypatch):
    """Blocks of a few: everything goes to files, several times."""
    monkeypatch.setattr(columns, "BLOCK", 3)
    monkeypatch.setattr(texts, "_BLOCK", 2)
    monkeypatch.setattr(texts, "_KEPT", 2)
    monkeypatch.setattr(texts, "_TEXTS", 4)
    monkeypatch.setattr(texts, "_TOGETHER", 2)


@pytest.mark.usefixtures("small")
class TestFiles:
    @settings(deadline=None)
    @given(NUMBERS)
    def test_a_column_gives_back_its_numbers(self, numbers):
        column = NumberColumn()
        for number in numbers:
            column.append(number)
        assert len(column) == len(numbers)
        assert column.done().tolist() == numbers

    @settings(deadline=None)
    @given(NUMBERS)
    def test_lists_keep_the_order_of_their_rows(self, keys):
        lists = Lists(np.array(keys, np.uint32), 31)
        for key in range(31):
            assert lists[key].tolist() == [row for row, one in enumerate(keys) if one == key]
            assert lists.size(key) == keys.count(key)

    @settings(deadline=None)
    @given(st.lists(WORDS, max_size=30))
    def test_texts_are_numbered_in_their_order(self, some):
        column = TextColumn()
        column.extend(some)
        for text in some:
            column.append(text)
        ordered, numbers = column.done()
        assert list(ordered) == sorted(set(some))
        assert ordered.many(numbers.tolist()) == [*some, *some]
        assert all(ordered[ordered.find(text)] == text for text in some)
        assert ordered.find("c") is None

    @settings(deadline=None)
    @given(st.lists(WORDS, max_size=12), st.lists(WORDS, max_size=12))
    def test_texts_that_others_have_too_are_marked(self, some, others):
        one, other = TextColumn(), TextColumn()
        one.extend(some)
        other.extend(others)
        ordered = one.done()[0]
        assert ordered.marked(other.done()[0]).tolist() == [text in others for text in sorted(set(some))]

    @settings(deadline=None)
    @given(st.lists(st.tuples(WORDS, st.integers(0, 9)), max_size=20))
    def test_an_index_keeps_what_was_added_in_order(self, pairs):
        index = Index()
        for text, number in pairs:
            index.add(text, number)
        wanted = {text: [n for t, n in pairs if t == text] for text, _ in sorted(pairs)}
        assert list(index.done()) == list(wanted.items())
        assert all(index.get(text) == numbers for text, numbers in wanted.items())
        assert index.get("c") == []

    def test_records_are_read_by_place_and_in_turn(self):
        records = Records()
        values = [("a", (1, None)), "é\ud800", ("", ())] * 4
        records.extend(values)
        assert len(records) == 12
        assert list(records.done()) == values == records[:]
        assert records[7] == values[7]
        with pytest.raises(IndexError):
            records[12]


@given(NUMBERS, NUMBERS)
def test_lists_that_share_a_number_meet(one, other):
    a, b = (np.array(sorted(set(some)), np.uint32) for some in (one, other))
    assert meet(a, b) is bool({*one} & {*other})
    assert within(a, b) is ({*one} <= {*other})
    assert union([a, b]).tolist() == sorted({*one, *other})


def stressed():
    """Return the mentions and definitions of all cases of the stress set, each case in articles of its own."""
    mentions, definitions = [], []
    for number, case in enumerate(CASES):
        kind, at = case.get("type", "PERSON"), itertools.count(0, 100)
        named = [("one", case["a"], kind, "ra", "aa"), ("two", case["b"], case.get("tb", kind), "rb", "ab")]
        named += [("one", other, case.get("tw", kind), "", "") for other in case.get("with", ())]
        for article, text, type_, role, age in sorted(named, key=lambda one: one[0]):
            start = next(at)
            where = f"{number:03}-{article}"
            mentions.append(Mention(where, start, start + len(text), text, type_, case.get(role), age=case.get(age)))
        if case.get("defined"):
            definitions.append(Definition(f"{number:03}-one", 0, 9, "", case["a"], case["b"]))
    return mentions, definitions


def linked(corrections):
    mentions, definitions = stressed()
    found = link(iter(mentions), iter(definitions), corrections)
    said = [Quotation(one.article, 0, 1, "", speaker=one.text) for one in mentions]
    return list(found.entities), list(found.assigned), list(found.speakers(said)), found.entities[3:5]


def test_what_does_not_fit_in_memory_is_linked_alike(request):
    first, second = CASES[0], CASES[1]
    wanted = EntityCorrections(
        merge=((first["a"], second["b"]),),
        apart=((first["a"], first["b"]),),
        rename=((second["a"], "Somebody Else"),),
        retype=((CASES[2]["a"], "PLACE"),),
        ignore=(CASES[3]["b"],),
    )
    before = linked(None), linked(wanted)
    request.getfixturevalue("small")
    assert (linked(None), linked(wanted)) == before
