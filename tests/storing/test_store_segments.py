"""Segments of the text index on disk: read back as they were gathered and merged, or refused."""

from __future__ import annotations

from collections import Counter, defaultdict

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from dossier.storing.search.index.directory import SEGMENT_PASSAGES, _to_merge
from dossier.storing.search.index.segments import TITLE_GAP, CorruptError, Gathering, Segment, merged, write
from dossier.storing.search.text.tokens import STOP_WORDS, stem, words

WORD = st.sampled_from(["the", "The", "border", "Borders", "Jerí", "jeri", "migrants", "Tacna", "\U00010337", "é", "z"])
TEXT = st.lists(WORD, max_size=9).map(" ".join)
PASSAGES = st.lists(st.tuples(TEXT, st.lists(TEXT, max_size=2)), max_size=7)


def gathered(passages, first: int = 1):
    gathering = Gathering()
    for number, (text, headings) in enumerate(passages, first):
        gathering.add(number, 100 + number, f"--{text}--", 2, len(text) + 2, headings)
    return gathering.contents()


def written(path, contents) -> Segment:
    with path.open("wb") as file:
        write(contents, file)
    return Segment(path)


def spread(segment: Segment) -> dict[str, dict[str, dict[int, object]]]:
    """Every field's terms, with their passages and what is told of each: positions, or a count."""
    numbers = segment.array("passages").tolist()
    out: dict[str, dict[str, dict[int, object]]] = {}
    for field in ("words", "stem", "title"):
        terms = out[field] = {}
        for term in segment.terms(field):
            at = segment.find(field, term)
            docs, counts = segment.postings(field, at)
            assert segment.frequency(field, at) == len(docs)
            told = np.split(segment.positions(at), np.cumsum(counts)[:-1]) if field == "words" else counts
            terms[term] = {numbers[doc]: one.tolist() for doc, one in zip(docs, told, strict=True)}
        assert list(terms) == sorted(terms, key=str.encode)
    return out


def said_plainly(passages, first: int = 1):
    out = {"words": defaultdict(dict), "stem": defaultdict(dict), "title": defaultdict(dict)}
    for number, (text, headings) in enumerate(passages, first):
        body, heading = words(text), words(" ".join(headings))
        places = defaultdict(list)
        at = 0
        for part in [body, *filter(None, map(words, headings))]:
            at += TITLE_GAP if part is not body else 0
            for i, word in enumerate(part, at):
                places[word].append(i)
            at += len(part)
        for word, here in places.items():
            out["words"][word][number] = here
        for field, found in (("stem", body), ("title", heading)):
            for root, count in Counter(stem(word) for word in found if word not in STOP_WORDS).items():
                out[field][root][number] = count
    return out


@pytest.fixture(scope="module")
def place(tmp_path_factory):
    return tmp_path_factory.mktemp("segments") / "file"


@settings(deadline=None)
@given(passages=PASSAGES)
def test_what_is_gathered_is_read(place, passages):
    segment = written(place, gathered(passages))
    assert spread(segment) == said_plainly(passages)
    assert segment.array("lengths").tolist() == [len(words(text)) for text, _ in passages]
    assert segment.array("articles").tolist() == [100 + number for number in range(1, len(passages) + 1)]
    assert segment.find("words", "absent") is None
    assert segment.terms("words", "bord") == [word for word in segment.terms("words") if word.startswith("bord")]


@settings(deadline=None)
@given(passages=PASSAGES, others=PASSAGES, data=st.data())
def test_merged_segments_hold_what_was_not_deleted(place, passages, others, data):
    parts, numbers = [], []
    for some, first in ((passages, 1), (others, 50)):
        kept = data.draw(st.lists(st.booleans(), min_size=len(some), max_size=len(some)))
        parts.append((gathered(some, first), np.array(kept, bool)))
        numbers += [first + i for i, one in enumerate(kept) if one]
    both = {
        field: {
            term: told
            for term in sorted({*left, *right})
            if (told := {no: one for no, one in {**left[term], **right[term]}.items() if no in numbers})
        }
        for (field, left), right in zip(
            said_plainly(passages).items(), said_plainly(others, 50).values(), strict=True
        )
    }  # fmt: skip
    segment = written(place, merged(parts))
    assert segment.array("passages").tolist() == numbers
    assert spread(segment) == both


def test_a_passage_of_very_many_words_and_more_than_a_block_of_them(place):
    many = [(" ".join(f"w{i % 40}" for i in range(70_000)), []), ("w7 " * 300, ["w7"])]
    assert spread(written(place, gathered(many))) == said_plainly(many)


@settings(deadline=None)
@given(passages=PASSAGES, data=st.data())
def test_any_changed_bit_and_any_cut_is_noticed(place, passages, data):
    written(place, gathered(passages))
    right = place.read_bytes()
    wrong = bytearray(right)
    bit = data.draw(st.integers(0, len(right) * 8 - 1))
    wrong[bit // 8] ^= 1 << bit % 8
    cut = right[: data.draw(st.integers(0, len(right) - 1))]
    for damaged in (bytes(wrong), cut):
        place.write_bytes(damaged)
        with pytest.raises(CorruptError):
            Segment(place).contents()


class _Held:
    """As Whoosh knows a segment."""

    def __init__(self, passages: int, deleted: int = 0) -> None:
        self.passages, self.deleted = passages, deleted

    def doc_count(self) -> int:
        return self.passages - self.deleted

    def doc_count_all(self) -> int:
        return self.passages

    def deleted_count(self) -> int:
        return self.deleted


def together(*segments: _Held) -> list[int]:
    return sorted(segment.passages for segment in _to_merge(segments))


def test_segments_of_about_one_size_are_merged_and_no_large_one_with_them():
    large, small = _Held(10_000), [_Held(20) for _ in range(4)]
    assert together(large, *small[:3]) == []
    assert together(large, *small) == [20] * 4
    assert together(large, _Held(5), *small) == [5, *[20] * 4]
    assert together(large, _Held(40, deleted=21)) == [40]
    assert together(*(_Held(SEGMENT_PASSAGES) for _ in range(9))) == []


def test_many_changes_leave_few_segments_and_write_little_again():
    segments, written = [_Held(20_000)], 0
    for _ in range(1_000):
        segments.append(_Held(20))
        chosen = _to_merge(segments)
        if chosen:
            written += sum(segment.passages for segment in chosen)
            segments = [segment for segment in segments if segment not in chosen]
            segments.append(_Held(sum(segment.passages for segment in chosen)))
    assert sum(segment.passages for segment in segments) == 40_000
    assert len(segments) < 20
    assert written < 8 * 20 * 1_000
