"""Both engines hold the same and answer the same: articles as they are, and made-up ones that are hard on purpose."""

from __future__ import annotations

import dataclasses
import random
from pathlib import Path

import pytest

from dossier.indexing.run import run
from dossier.model import DateSpan, Definition, Entity, Mention, Quantity, Quotation, Variant
from dossier.storing.base.records import FileState, StoredArticle
from dossier.storing.findings.facts import facts
from dossier.storing.local import LocalStore
from dossier.storing.opensearch.store import ClusterStore
from dossier.storing.query.parser import QueryError, parse
from dossier.storing.text.tokens import words
from tests.helpers.dossier import config_in
from tests.helpers.made_up import NAMES, made_up, random_tree
from tests.opensearch.conftest import empty

ROOT = Path(__file__).parents[2]
SOURCES = (ROOT / "seeds", ROOT / "tests" / "corpus", ROOT / "benchmarks" / "stories")
QUERIES = 250  # of each kind


@pytest.fixture(scope="module")
def engines(address, tmp_path_factory):
    """The same articles, indexed by both."""
    folder = tmp_path_factory.mktemp("both")
    config = dataclasses.replace(config_in(folder), sources=SOURCES, base=ROOT)
    local = LocalStore(config)
    clustered = ClusterStore(dataclasses.replace(config, store=f"http://{address}/same?shards=2&replicas=0"))
    empty(clustered.client)
    run(local)
    run(clustered)
    yield local, clustered
    clustered.close()
    local.close()


def test_both_hold_the_same(engines):
    local, clustered = engines
    assert clustered.infos() == local.infos()
    ids = [info.id for info in local.infos()]
    assert clustered.articles(ids) == local.articles(ids)
    assert list(clustered.entities()) == list(local.entities())
    for kind in (Mention, Definition, Quantity, DateSpan, Quotation):
        assert clustered.annotations(kind) == local.annotations(kind), kind
    assert clustered.copies() == local.copies()
    assert clustered.size() == local.size()


def test_both_give_the_same_findings(engines):
    from dossier.linking.compare.findings import compare

    local, clustered = engines
    found = compare(facts(local))
    assert found
    assert compare(facts(clustered)) == found


def test_both_answer_what_is_typed_with_the_same_hits_in_the_same_order(engines):
    local, clustered = engines
    typed = Typist(local, random.Random(19))
    overlaps, answered = [], 0
    for _ in range(QUERIES):
        query = typed.query()
        tree = parse(query)
        ours, theirs = local.search(tree, limit=5000), clustered.search(tree, limit=5000)
        assert {(hit.article, hit.start) for hit in theirs.hits} == {(hit.article, hit.start) for hit in ours.hits}, (
            query
        )
        assert (theirs.total, theirs.articles) == (ours.total, ours.articles), query
        marks = {(hit.article, hit.start): (hit.highlights, hit.heading, hit.also) for hit in ours.hits}
        assert {(hit.article, hit.start): (hit.highlights, hit.heading, hit.also) for hit in theirs.hits} == marks, (
            query
        )
        assert {hit.text for hit in theirs.hits} == {hit.text for hit in ours.hits}
        overlaps.append(overlap(ours.hits, theirs.hits))
        answered += bool(ours.total)
    assert answered > QUERIES / 2
    assert sum(overlaps) / len(overlaps) >= 0.98


def test_both_count_the_same(engines):
    local, clustered = engines
    typed = Typist(local, random.Random(20))
    for _ in range(20):
        tree = parse(typed.query())
        assert clustered.facets(tree) == local.facets(tree)
        assert dataclasses.replace(clustered.count(tree), notice=None) == dataclasses.replace(
            local.count(tree), notice=None
        )


def test_both_relate_the_same(engines):
    local, clustered = engines
    for info in local.infos()[::7]:
        for passage in local.article(info.id).passages[:2]:
            mine = local.related(info.id, passage.start, passage.end, limit=10)
            assert clustered.related(info.id, passage.start, passage.end, limit=10) == mine


def test_both_find_the_same_in_articles_made_up_to_be_hard(address, tmp_path):
    rng = random.Random(7)
    articles = [made_up(rng, f"a{i:03}") for i in range(60)]
    items = [StoredArticle(*one, FileState(f"/{one[0].id}.txt", 1, 1)) for one in articles]
    config = config_in(tmp_path)
    local = LocalStore(config)
    clustered = ClusterStore(dataclasses.replace(config, store=f"http://{address}/hard?shards=1&replicas=0"))
    empty(clustered.client)
    ids = {name: f"person:{name.lower()}" for name in NAMES}
    entities = [Entity(id_, "PERSON", name, (Variant(name, 1, 1),)) for name, id_ in ids.items()]
    for store in (local, clustered):
        with store.locked():
            store.create()
            store.put(items)
            store.link(entities, [ids[mention.text] for mention in store.annotations(Mention)], [])
            store.synchronise()
            store.note(generation="1")
    overlaps = []
    for _ in range(QUERIES):
        tree = random_tree(rng)
        ours, theirs = local.search(tree, limit=1000), clustered.search(tree, limit=1000)
        assert {(hit.article, hit.start) for hit in theirs.hits} == {(hit.article, hit.start) for hit in ours.hits}, (
            tree
        )
        marks = {(hit.article, hit.start): hit.highlights for hit in ours.hits}
        assert {(hit.article, hit.start): hit.highlights for hit in theirs.hits} == marks, tree
        overlaps.append(overlap(ours.hits, theirs.hits))
    assert sum(overlaps) / len(overlaps) >= 0.9
    clustered.close()
    local.close()


def overlap(ours, theirs) -> float:
    """How much of the first ten is the same."""
    first = {(hit.article, hit.start) for hit in ours[:10]}
    return len(first & {(hit.article, hit.start) for hit in theirs[:10]}) / len(first) if first else 1.0


class Typist:
    """Types queries of the words, names and numbers of a dossier: `rng` decides."""

    def __init__(self, store, rng: random.Random) -> None:
        self.rng = rng
        self.infos = store.infos()
        self.texts = [
            words(article.text[passage.start : passage.end])
            for article in store.articles([info.id for info in self.infos]).values()
            for passage in article.passages
        ]
        self.texts = [text for text in self.texts if len(text) > 3]
        self.names = [entity.name for entity in store.entities()]
        self.values = sorted({q.value for q in store.annotations(Quantity) if q.value is not None})
        self.units = sorted({q.unit for q in store.annotations(Quantity) if q.unit})

    def query(self) -> str:
        """Return a query that can be read."""
        while True:
            query = self._several()
            try:
                parse(query)
            except QueryError:
                continue
            return query

    def _several(self) -> str:
        kind = self.rng.random()
        if kind < 0.45:
            return self._part()
        if kind < 0.7:
            return f"{self._part()} {self._part()}"
        if kind < 0.8:
            return f"{self._part()} OR {self._part()}"
        if kind < 0.9:
            return f"{self._part()} -{self._word()}"
        return f"({self._part()} OR {self._part()}) {self._part()}"

    def _word(self) -> str:
        return self.rng.choice(self.rng.choice(self.texts))

    def _run(self, count: int) -> list[str]:
        text = self.rng.choice(self.texts)
        at = self.rng.randrange(max(len(text) - count, 1))
        return text[at : at + count]

    def _name(self) -> str:
        return (
            f'"{self.rng.choice(self.names)}"' if self.rng.random() < 0.5 else self.rng.choice(self.names).split()[-1]
        )

    def _part(self) -> str:
        rng = self.rng
        info = rng.choice(self.infos)
        value = rng.choice(self.values)
        shuffled = self._run(4)
        rng.shuffle(shuffled)
        slotted = self._run(3)
        slotted[rng.randrange(len(slotted))] = rng.choice(
            ("<person>", "<place>", "<org>", "<entity>", "<number>", "<date>")
        )
        named = f"{rng.choice(('person', 'entity', 'place', 'speaker'))}:{self._name()}"
        titled = f"title:{rng.choice(words(info.title) or ['x'])}"
        outlet = f"outlet:{rng.choice(words(info.outlet or 'x'))}"
        kinds = (
            *(self._word() for _ in range(4)),
            f'"{" ".join(self._run(rng.randint(2, 4)))}"',
            f'"{" ".join(shuffled[: rng.randint(2, 3)])}"~{rng.randint(1, 9)}',
            f'"{" ".join(slotted)}"~{rng.randint(0, 5)}',
            f"{self._word()[:4]}*", f"{self._word()}~", named, named, named, titled, f"quote:{self._word()}", outlet,
            f"number:{value:g}", f"number:{value / 2:g}..{value * 2:g}",
            f"number:>={value:g} unit:{rng.choice(self.units)}",
            f"kind:{rng.choice(('count', 'money', 'percent', 'duration', 'age'))}", f"{value:g}",
            f"date:{(info.published or '2025-11-28')[:7]}",
        )  # fmt: skip
        return rng.choice(kinds)


def test_how_large_an_answer_is_is_counted_once_for_all_its_windows(engines, monkeypatch):
    _, clustered = engines
    asked = []
    search = clustered.client.search
    monkeypatch.setattr(
        clustered.client, "search", lambda kind, body, **more: asked.append(body) or search(kind, body, **more)
    )
    windows = [clustered.search(parse("the"), limit=3, offset=offset) for offset in (0, 3, 6)]
    assert len({(one.total, one.articles) for one in windows}) == 1 < windows[0].articles
    assert sum("articles" in body.get("aggs", ()) for body in asked) == 1
