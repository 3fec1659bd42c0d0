"""The index on disk is a real Whoosh index: stock Whoosh, without this program, reads in it what Whoosh would write."""

from __future__ import annotations

import json
import random
import subprocess
import sys
from collections import Counter, defaultdict

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from dossier.storing.local import LocalStore
from dossier.storing.search.index import directory
from dossier.storing.search.index.builder import SegmentBuilder
from dossier.storing.search.index.directory import SEGMENT_PASSAGES, to_merge
from dossier.storing.search.index.manifest import SegmentState
from dossier.storing.search.index.postings import FORMS, GAP, JOINED, Form, merged
from dossier.storing.search.index.schema import schema
from dossier.storing.search.index.w3_layout import stored_fields, stored_row
from dossier.storing.search.index.w3_reader import CorruptError, Segment
from dossier.storing.search.index.w3_writer import write
from dossier.storing.text.stemming import root, stop_words
from dossier.storing.text.tokens import STOP_WORDS, joined_words, stem, words
from tests.helpers.dossier import config_in
from tests.storing.store_contract import FERRY, QUAY, SPANISH, filled, made

# fmt: off
WORD = st.sampled_from([
    "the", "The", "border", "Borders", "Jerí", "jeri", "migrants", "well-being", "\U00010337", "é", "z", "1,500,000",
    "it’s", "مُحَمَّد", "ประเทศ", "가나다", "mp3s",
])
# fmt: on
TEXT = st.lists(WORD, max_size=9).map(" ".join)
PASSAGES = st.lists(st.tuples(TEXT, st.lists(TEXT, max_size=2)), max_size=7)


def gathered(passages, first: int = 1):
    builder = SegmentBuilder()
    for number, (text, headings) in enumerate(passages, first):
        builder.add(number, (100 + number, f"a{number}"), f"--{text}--", 2, len(text) + 2, headings)
    return builder.contents()


def written(path, contents) -> Segment:
    with path.open("wb") as file:
        write(contents, "MAIN_x", file)
    return Segment(path)


def assert_read_alike(segment: Segment, field: str, at: int) -> None:
    """Every third passage's positions, in whatever order, are those that stand there."""
    docs, counts = segment.postings(field, at)
    located = segment.located(field, at)
    every = np.split(located.positions(), np.cumsum(counts)[:-1])
    for step in (1, 3):
        some = located.occurrences(docs[::step])
        order = np.lexsort((some.places, some.owners))
        assert some.docs.tolist() == docs[::step].tolist()
        assert some.counts.tolist() == counts[::step].tolist()
        assert some.lasts.tolist() == [int(places[-1]) for places in every[::step]]
        assert some.places[order].tolist() == [int(place) for places in every[::step] for place in places]
        assert some.owners[order].tolist() == np.repeat(np.arange(len(some.docs)), some.counts).tolist()


def spread(segment: Segment) -> dict[str, dict[str, dict[int, object]]]:
    """Every field's terms, with their passages and what is told of each: positions, or a count."""
    numbers = segment.passages().tolist()
    out: dict[str, dict[str, dict[int, object]]] = {}
    for field in ("text", "stem", "heading", JOINED):
        terms = out[field] = {}
        for term in segment.terms(field):
            at = segment.find(field, term)
            docs, counts = segment.postings(field, at)
            told = counts
            if FORMS[field] is Form.POSITIONS:
                if len(docs) > 1:
                    assert_read_alike(segment, field, at)
                told = np.split(segment.located(field, at).positions(), np.cumsum(counts)[:-1])
            assert segment.info(field, at).passages == len(docs)
            terms[term.decode()] = {numbers[doc]: one.tolist() for doc, one in zip(docs, told, strict=True)}
    return out


def said_plainly(passages, first: int = 1):
    out = {
        "text": defaultdict(dict),
        "stem": defaultdict(dict),
        "heading": defaultdict(dict),
        JOINED: defaultdict(dict),
    }
    for number, (text, headings) in enumerate(passages, first):
        body, heading = words(text), words(" ".join(headings))
        places = defaultdict(list)
        at = 0
        for part in filter(None, [body, *map(words, headings)]):
            for i, word in enumerate(part, at):
                places[word].append(i)
            at += len(part) + GAP
        for word, here in places.items():
            out["text"][word][number] = here
        for field, found in (("stem", body), ("heading", heading)):
            for form, count in Counter(stem(word) for word in found if word not in STOP_WORDS).items():
                out[field][form][number] = count
        together = [word for part in (text, *headings) for one in joined_words(part) for word in words(one)]
        for form, count in Counter(map(stem, together)).items():
            out[JOINED][form][number] = count
    return out


@pytest.fixture(scope="module")
def place(tmp_path_factory):
    return tmp_path_factory.mktemp("segments") / "file"


@settings(deadline=None, max_examples=60)
@given(passages=PASSAGES)
def test_what_is_gathered_is_read(place, passages):
    segment = written(place, gathered(passages))
    assert spread(segment) == said_plainly(passages)
    assert segment.lengths().tolist() == [len(words(text)) for text, _ in passages]
    assert segment.articles().tolist() == [100 + number for number in range(1, len(passages) + 1)]
    assert [stored_fields(row)["article"] for row in segment.stored()] == [f"a{i + 1}" for i in range(len(passages))]
    assert segment.find("text", b"absent") is None
    assert segment.terms("text", b"bord") == [word for word in segment.terms("text") if word.startswith(b"bord")]


@settings(deadline=None, max_examples=60)
@given(passages=PASSAGES, others=PASSAGES, data=st.data())
def test_merged_segments_hold_what_was_not_deleted(place, passages, others, data):
    parts, numbers = [], []
    for some, first in ((passages, 1), (others, 50)):
        kept = data.draw(st.lists(st.booleans(), min_size=len(some), max_size=len(some)))
        parts.append((written(place, gathered(some, first)).contents(), np.array(kept, bool)))
        numbers += [first + i for i, one in enumerate(kept) if one]
    both = {
        field: {
            term: told
            for term in {*left, *right}
            if (told := {no: one for no, one in {**left[term], **right[term]}.items() if no in numbers})
        }
        for (field, left), right in zip(
            said_plainly(passages).items(), said_plainly(others, 50).values(), strict=True
        )
    }  # fmt: skip
    segment = written(place, merged(parts))
    assert segment.passages().tolist() == numbers
    assert spread(segment) == both


def test_passages_of_very_many_words_and_lists_of_many_blocks(place):
    """Positions, counts and differences that need more than a byte."""
    many = [(" ".join(f"w{i % 40}" for i in range(30_000)), []), ("w7 " * 300, ["w7"])]
    many += [("often " * (1 + i % 3) + f"once{i}", ["w7"] if i % 9 == 0 else []) for i in range(3_000)]
    assert spread(written(place, gathered(many))) == said_plainly(many)


@settings(deadline=None, max_examples=60)
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
            Segment(place).check()


def test_what_is_stored_is_what_whoosh_unpacks():
    import pickle
    import zlib

    for fields in (("a", 0, 1), ("Zeitung/é" * 900, 3, 2_000_000_000)):
        row = stored_row(*fields)
        assert tuple(pickle.loads(zlib.decompress(row)).values()) == fields
        assert tuple(stored_fields(row).values()) == fields


@settings(deadline=None, max_examples=40)
@given(text=TEXT)
def test_the_stock_analysers_cut_fold_and_stem_as_the_program_does(text):
    def cut(field: str) -> list[str]:
        return [token.text for token in schema()[field].analyzer(text)]

    assert cut("text") == words(text)
    assert cut("stem") == [stem(word) for word in words(text) if word not in STOP_WORDS]
    assert cut(JOINED) == [stem(word) for one in joined_words(text) for word in words(one)]
    assert cut("stem_other") == [root(word, "other") for word in words(text)]
    assert [word for word in words(text) if word in stop_words("es")] == [
        word for word in words(text) if word not in [t.text for t in schema()["stem_es"].analyzer(text, no_morph=True)]
    ]


# What stock Whoosh makes of the folder: nothing of this program, nor numpy, is loaded.
STOCK = """
import json, sys
from whoosh.index import open_dir
from whoosh.qparser import QueryParser
index = open_dir(sys.argv[1])
asked = json.load(sys.stdin)
out = {"fields": {}, "answers": []}
with index.searcher() as searcher:
    reader = searcher.reader()
    places = {doc: (row["article"], row["start"]) for doc, row in searcher.reader().iter_docs()}
    for field in asked["fields"]:
        terms = out["fields"][field] = {}
        for name, text in reader.all_terms():
            if name != field:
                continue
            matcher = reader.postings(name, text)
            with_positions = index.schema[name].format.supports("positions")
            word = text.decode()
            terms[word] = []
            while matcher.is_active():
                told = matcher.value_as("positions") if with_positions else matcher.weight()
                terms[word].append([*places[matcher.id()], told])
                matcher.next()
    for field, query in asked["queries"]:
        found = searcher.search(QueryParser(field, index.schema).parse(query), limit=None)
        out["answers"].append(sorted([hit["article"], hit["start"]] for hit in found))
out["loaded"] = [name for name in ("dossier", "numpy") if name in sys.modules]
json.dump(out, sys.stdout)
"""


def by_stock(folder, fields, queries):
    done = subprocess.run(
        [sys.executable, "-W", "ignore", "-P", "-c", STOCK, str(folder)],
        input=json.dumps({"fields": fields, "queries": queries}),
        capture_output=True,
        text=True,
        check=True,
        timeout=120,
    )
    return json.loads(done.stdout)


@pytest.fixture
def store(tmp_path):
    made_here = LocalStore(config_in(tmp_path))
    yield made_here
    made_here.close()


def many_articles(rng: random.Random, count: int):
    vocabulary = ["border", "borders", "army", "the", "of", "crisis", "well-being", "Jerí", "police", "1,500", "ferry"]
    for i in range(count):
        paragraphs = [" ".join(rng.choices(vocabulary, k=rng.randint(1, 12))) + "." for _ in range(rng.randint(1, 4))]
        yield made(f"a{i:02}", " ".join(rng.choices(vocabulary, k=3)), *paragraphs, outlet=rng.choice(["East", "West"]))


def wholes_of(articles):
    """The passages' own words, those above them behind."""
    for one in articles:
        text = one.article.text
        for i, passage in enumerate(one.article.passages):
            body = words(text, passage.start, passage.end)
            yield one.article.id, passage.start, body, words(one.article.title) if i == 0 else []


def test_stock_whoosh_reads_every_term_with_its_positions_and_finds_the_same_passages(store, monkeypatch):
    monkeypatch.setattr(directory, "SMALL", 0)
    rng = random.Random(5)
    articles = list(many_articles(rng, 40))
    filled(store, *articles[:25])
    with store.locked():
        store.put(articles[25:])
        store.synchronise()
    passages = list(wholes_of(articles))
    vocabulary = sorted({word for *_, body, head in passages for word in (*body, *head)})
    queries = []
    for _ in range(120):
        one, two, three = (rng.choice(vocabulary) for _ in range(3))
        queries.append(
            rng.choice([one, f"{one} {two}", f"{one} OR {two}", f'"{one} {two}"', f"{one} ({two} OR {three})"])
        )
    told = by_stock(store.config.index / "whoosh", ["text"], [("text", query) for query in queries])
    assert told["loaded"] == []
    expected = defaultdict(list)
    for article, start, body, head in passages:
        places = defaultdict(list)
        for place, word in [*enumerate(body), *enumerate(head, len(body) + GAP)]:
            places[word].append(place)
        for word, here in places.items():
            expected[word].append([article, start, here])
    assert {word: sorted(found) for word, found in told["fields"]["text"].items()} == {
        word: sorted(found) for word, found in expected.items()
    }
    for query, found in zip(queries, told["answers"], strict=True):
        assert found == [[article, start] for article, start in plainly(query, passages)], query


def plainly(query: str, passages):
    """Answer a query of words, quotation marks and ORs by looking at every passage."""

    def has(word: str, body, head) -> bool:
        return word in body or word in head

    out = []
    for article, start, body, head in passages:
        if query.startswith('"'):
            pair = query.strip('"').split()
            fits = any(part[i : i + 2] == pair for part in (body, head) for i in range(len(part)))
        elif "(" in query:
            first, rest = query.split(" (")
            fits = has(first, body, head) and any(has(word, body, head) for word in rest.strip(")").split(" OR "))
        elif " OR " in query:
            fits = any(has(word, body, head) for word in query.split(" OR "))
        else:
            fits = all(has(word, body, head) for word in query.split())
        if fits:
            out.append((article, start))
    return sorted(out)


def test_stock_whoosh_finds_names_numbers_days_and_stems(store):
    filled(store, FERRY, QUAY, SPANISH)
    ferry, quay = [["ferry", 21], ["ferry", 57]], [["quay", 14], ["quay", 52]]
    asked = {
        ("text", "person:olsen"): [ferry[1], quay[0]],
        ("text", 'person:"Mira Olsen"'): [ferry[1], quay[0]],
        ("text", "speaker:olsen quote:safe"): [quay[0]],
        ("text", "number:40"): [ferry[1]],
        ("text", "number:[30 TO 50]"): [ferry[1]],
        ("text", "unit:person"): [ferry[1]],
        ("text", "kind:count"): [ferry[1]],
        ("text", "title:reopens"): quay,
        ("text", "outlet:wire"): quay,
        ("text", "published:20251202"): quay,
        ("text", "outlet:harbour published:[20251101 TO 20251130]"): ferry,
        ("text", "article:ferry"): ferry,
        ("stem", "passengers counting"): [ferry[1]],
        ("stem_es", "fronteras"): [["puerto", 11]],
        ("heading", "ferry"): [ferry[0]],
    }
    told = by_stock(store.config.index / "whoosh", [], list(asked))
    assert dict(zip(asked, told["answers"], strict=True)) == asked


def test_a_small_index_is_one_segment_where_stock_whoosh_is_right_about_not(store):
    filled(store, FERRY, QUAY)
    with store.locked():
        store.put([SPANISH])
        store.remove(["quay"])
        store.synchronise()
        store.note(generation="7")
    view = store.passages.view()
    assert view.reader.segments == 1
    assert view.reader.total == len(view.reader)
    told = by_stock(store.config.index / "whoosh", [], [("text", "ferry NOT counted"), ("text", "NOT ferry")])
    assert told["answers"] == [[["ferry", 21]], [["ferry", 57], ["puerto", 11]]]


def test_kinds_of_query_that_only_whoosh_knows_are_answered_in_the_same_tree(store):
    from whoosh import query as wq
    from whoosh.query import spans

    from dossier.storing.search.evaluate import Budget
    from dossier.storing.search.whoosh_queries import WordQuery
    from dossier.storing.search.whoosh_searcher import ArrayCollector

    filled(store, FERRY, QUAY, SPANISH)
    view = store.passages.view()
    near = spans.SpanNear(wq.Term("text", "ferry"), wq.Term("text", "quay"), slop=5)
    for tree, expected in (
        (wq.Wildcard("text", "alba?ross"), {("ferry", 21)}),
        (wq.And([near, wq.Not(wq.Term("text", "albatross"))]), {("quay", 52)}),
        (
            wq.DisjunctionMax([WordQuery("ferries", ["en"]), wq.Term("text", "puerto")]),
            {("ferry", 21), ("quay", 52), ("puerto", 11)},
        ),
    ):
        collector = ArrayCollector(Budget())
        view.searcher.search_with_collector(tree, collector)
        results = collector.results()
        assert {(hit["article"], hit["start"]) for hit in results} == expected
        assert len(results) == collector.count() == len(expected)


def state(docs: int, deleted: int = 0) -> SegmentState:
    return SegmentState(f"MAIN_{docs}", docs, {}, tuple(range(deleted)))


def together(*segments: SegmentState) -> list[int]:
    return sorted(segment.docs for segment in to_merge(segments))


def test_segments_of_about_one_size_are_merged_and_no_large_one_with_them():
    large, small = state(10_000), [state(20) for _ in range(4)]
    assert together(large, *small[:3]) == []
    assert together(large, *small) == [20] * 4
    assert together(large, state(5), *small) == [5, *[20] * 4]
    assert together(large, state(40, deleted=21)) == [40]
    assert together(*(state(SEGMENT_PASSAGES) for _ in range(9))) == []
    assert together(state(40), state(3)) == [3, 40]
    assert together(state(40)) == []


def test_many_changes_leave_few_segments_and_write_little_again():
    segments, rewritten = [state(20_000)], 0
    for _ in range(1_000):
        segments.append(state(20))
        chosen = to_merge(segments)
        if chosen:
            rewritten += sum(segment.docs for segment in chosen)
            segments = [segment for segment in segments if segment not in chosen]
            segments.append(state(sum(segment.docs for segment in chosen)))
    assert len(segments) < 20
    assert rewritten < 8 * 20 * 1_000
