"""What is found is what a reader with endless patience would find: the index against brute force."""

from __future__ import annotations

import itertools
import math
import random
from collections import Counter
from dataclasses import replace
from functools import cache

import pytest

from dossier.model import (
    Article,
    Entity,
    Extraction,
    Filters,
    Mention,
    Passage,
    Variant,
    Zone,
)
from dossier.storing.base.records import FileState, StoredArticle
from dossier.storing.local import LocalStore
from dossier.storing.query.parser import QueryError, parse
from dossier.storing.query.suggestions import small_operator
from dossier.storing.query.tree import (
    All,
    And,
    Field,
    Fuzzy,
    Not,
    Number,
    Or,
    Phrase,
    Prefix,
    Published,
    QuantityNode,
    Term,
)
from dossier.storing.search.evaluate import Answer, Budget, StoppedError
from dossier.storing.search.index import directory
from dossier.storing.search.whoosh_queries import translated
from dossier.storing.text.stemming import other_forms, root, searched_as, stop_words
from dossier.storing.text.tokens import STOP_WORDS, stem, tokens, words
from tests.helpers.dossier import config_in
from tests.helpers.made_up import NAMES, made_up, random_tree

FOREIGN_STOPS = {"en": frozenset(), "other": frozenset(), **{code: stop_words(code) for code in ("es", "de")}}


@pytest.fixture(autouse=True)
def several_segments(monkeypatch):
    """Small indexes are merged to one segment; here they are not."""
    monkeypatch.setattr(directory, "SMALL", 0)


class World:
    """A store, and the same articles in memory."""

    def __init__(self, folder, seed: int, articles: int = 60) -> None:
        self.rng = random.Random(seed)
        self.ids = [f"a{i:03}" for i in range(articles)]
        self.store = LocalStore(config_in(folder))
        self.store.create()
        self.articles: dict[str, tuple[Article, Extraction]] = {}
        self.generation = 0

    def change(self, count: int) -> None:
        """Add, replace and remove articles, as an index run does; every change may leave a segment."""
        for id_ in self.rng.sample(self.ids, count):
            if id_ in self.articles and self.rng.random() < 0.4:
                del self.articles[id_]
                self.store.remove([id_])
            else:
                self.articles[id_] = made_up(self.rng, id_)
                self.put(*self.articles[id_])
        ids = {name: f"person:{name.lower()}" for name in NAMES}
        entities = [Entity(id_, "PERSON", name, (Variant(name, 1, 1),)) for name, id_ in ids.items()]
        mentions = self.store.annotations(Mention)
        self.store.link(entities, [ids[mention.text] for mention in mentions], [])
        self.finish()

    def put(self, article: Article, extraction: Extraction) -> None:
        self.store.put([StoredArticle(article, extraction, FileState(f"/{article.id}.txt", 1, 1))])

    def finish(self) -> None:
        self.generation += 1
        self.store.note(generation=str(self.generation))
        self.store.synchronise()

    def found(self, tree) -> set[tuple[str, int]]:
        view = self.store.passages.view()
        answer = answered(view, tree, Budget(until=math.inf))
        found = view.reader.numbers[answer.matched].tolist()
        rows = self.store.catalogue.passages(found)
        ids = {no: id_ for id_, no in self.store.catalogue.rows("SELECT id, no FROM article")}
        assert rows.keys() == set(found)
        assert answer.scores().shape == answer.matched.shape
        return {(ids[row.article], row.start) for row in rows.values()}

    def expected(self, tree) -> set[tuple[str, int]]:
        return {
            (article.id, passage.start)
            for article, extraction in self.articles.values()
            for passage in article.passages
            if holds(tree, article, extraction, passage)
        }


def answered(view, tree, budget: Budget) -> Answer:
    return view.searcher.answer(translated(tree, view.facts.languages), budget)


@cache
def cut(text: str) -> list[str]:
    return words(text)


def holds(tree, article: Article, extraction: Extraction, passage: Passage) -> bool:
    """Whether a query is true of a passage: the meaning of the query language, said plainly."""
    body = cut(article.text[passage.start : passage.end])
    before = max((other.end for other in article.passages if other.end <= passage.start), default=0)
    headings = [
        cut(article.text[zone.start : zone.end])
        for zone in article.zones
        if zone.zone in {"caption", "subheading"} and before <= zone.start < passage.start
    ] + [cut(article.title)] * (passage == article.passages[0])

    def inside(items):
        return [item for item in items if passage.start <= item.start < passage.end]

    match tree:
        case All():
            return True
        case And(parts):
            # Beside other words, one that is everywhere in a language is not asked for. English ones never come so far.
            spoken = searched_as(article.language)
            common = [part for part in parts if isinstance(part, Term) and part.word in FOREIGN_STOPS[spoken]]
            told = [part for part in parts if not isinstance(part, Not)]
            asked = [part for part in parts if part not in common] if len(common) < len(told) else parts
            return all(holds(part, article, extraction, passage) for part in asked)
        case Or(parts):
            return any(holds(part, article, extraction, passage) for part in parts)
        case Not(part):
            return not holds(part, article, extraction, passage)
        case Field("title", part):
            return word_in(part, cut(article.title), exact=False, language=searched_as(article.language))
        case Field("outlet", part):
            return word_in(part, words(article.outlet or "no outlet"), exact=True)
        case Field("person", part):
            return any(word_in(part, words(mention.text), exact=True) for mention in inside(extraction.mentions))
        case Published(since, until):
            return bool(article.published) and since <= article.published <= until
        case Number(low, high):
            values = [quantity.value for quantity in inside(extraction.quantities)]
            return any((low is None or value >= low) and (high is None or value <= high) for value in values)
        case QuantityNode((Number(low, high), Field("unit", _))):
            return any(
                (low is None or quantity.value >= low) and (high is None or quantity.value <= high)
                for quantity in inside(extraction.quantities)
                if quantity.unit == "km"
            )
        case Phrase(wanted, slop) if tree.has_slots:
            # Every name here is one word, so it is enough to say of each word whether it is a name.
            here = {token.start for token in (*inside(extraction.mentions), *inside(extraction.quantities))}
            names = {mention.start for mention in extraction.mentions}
            laid = [
                {token.word, *(["<person>"] if token.start in names else ["<number>"] if token.start in here else [])}
                for token in tokens(article.text, passage.start, passage.end)
            ]
            return any(fits(wanted, laid[i : i + len(wanted) + slop], in_order=slop == 0) for i in range(len(laid)))
        case _:
            spoken = searched_as(article.language)
            return any(word_in(tree, part, exact=False, language=spoken) for part in (body, *headings))


def fits(wanted, window: list[set[str]], *, in_order: bool) -> bool:
    """Whether there is a place of its own for every word."""
    if not set().union(*window).issuperset(wanted):
        return False
    orders = [range(len(window))] if in_order else itertools.permutations(range(len(window)), len(wanted))
    return len(window) >= len(wanted) and any(
        all(word in window[i] for word, i in zip(wanted, order, strict=False)) for order in orders
    )


def word_in(tree, text: list[str], *, exact: bool, language: str = "en") -> bool:
    match tree:
        case Term(word) if exact or word in stop_words(language):
            return word in text
        case Term(word) if set(other_forms(word)) & set(text):
            return True
        case Term(word) if language == "en":
            return stem(word) in {stem(other) for other in text if other not in STOP_WORDS}
        case Term(word):
            return root(word, language) in {
                root(other, language) for other in text if other not in stop_words(language)
            }
        case Prefix(word):
            return any(other.startswith(word) for other in text)
        case Fuzzy(word, edits):
            return any(edit_distance(word, other) <= edits for other in text)
        case Phrase(wanted, 0):
            return any(tuple(text[i : i + len(wanted)]) == wanted for i in range(len(text)))
        case Phrase(wanted, slop):
            width = len(wanted) + slop
            return any(not Counter(wanted) - Counter(text[i : i + width]) for i in range(len(text)))
    raise AssertionError(tree)


@cache
def edit_distance(left: str, right: str) -> int:
    """Optimal string alignment, straight from its definition."""
    rows = [list(range(len(right) + 1))]
    for i, a in enumerate(left, 1):
        row = [i]
        for j, b in enumerate(right, 1):
            best = min(rows[-1][j] + 1, row[-1] + 1, rows[-1][j - 1] + (a != b))
            if i > 1 and j > 1 and a == right[j - 2] and left[i - 2] == b:
                best = min(best, rows[-2][j - 2] + 1)
            row.append(best)
        rows.append(row)
    return rows[-1][-1]


@pytest.mark.parametrize("seed", range(2))
def test_answers_equal_brute_force_through_changes_and_segments(tmp_path, seed):
    world = World(tmp_path, seed)
    asked = 0
    for count in (40, 3, 1, 8, 1, 1, 2, 1, 5, 1, 1, 1, 20):
        world.change(count)
        for _ in range(25):
            tree = random_tree(world.rng)
            expected = world.expected(tree)
            assert world.found(tree) == expected, tree
            asked += bool(expected)
    assert asked > 100


def test_an_index_with_every_article_removed_answers_nothing(tmp_path):
    world = World(tmp_path, 1)
    world.change(5)
    world.store.remove(world.articles)
    world.finish()
    world.articles.clear()
    assert world.found(All()) == world.found(Not(Term("x"))) == set()


def search(store, query, **options):
    found = store.search(parse(query), **{"limit": 20, **options})
    return replace(found, notice=found.notice or small_operator(query))


@pytest.fixture
def world(tmp_path):
    made = World(tmp_path, 7)
    made.change(50)
    return made


def test_windows_put_together_are_the_whole_answer(world):
    whole = search(world.store, "border OR kast", limit=1000)
    parts = [
        hit for i in range(0, whole.total, 7) for hit in search(world.store, "border OR kast", limit=7, offset=i).hits
    ]
    assert tuple(parts) == whole.hits
    assert len({hit.article for hit in whole.hits}) == whole.articles
    scores = [hit.score for hit in whole.hits]
    assert scores == sorted(scores, reverse=True)


def test_the_same_question_has_the_same_answer_in_a_new_process_of_thought(world):
    again = LocalStore(world.store.config)
    assert search(again, "army OR crisis").hits == search(world.store, "army OR crisis").hits


def test_by_date_the_newest_come_first_and_the_undated_last(world):
    days = [hit.published for hit in search(world.store, "the", sort="date", limit=1000).hits]
    dated = [day for day in days if day]
    assert dated == sorted(dated, reverse=True)
    assert days == dated + [None] * (len(days) - len(dated))


def names_kast(world, hit) -> bool:
    mentions = world.articles[hit.article][1].mentions
    return any(hit.start <= mention.start < hit.end and mention.text == "Kast" for mention in mentions)


def test_filters_narrow_every_query(world):
    everything = search(world.store, "border", limit=1000).hits
    for filters, keep in (
        (Filters(outlets=("Harbour Post",)), lambda hit: hit.outlet == "Harbour Post"),
        (Filters(since="2025-11-10"), lambda hit: (hit.published or "") >= "2025-11-10"),
        (Filters(until="2025-11-10"), lambda hit: "" < (hit.published or "") <= "2025-11-10"),
        (Filters(entities=("person:kast",)), lambda hit: names_kast(world, hit)),
    ):
        assert list(search(world.store, "border", limit=1000, filters=filters).hits) == [
            hit for hit in everything if keep(hit)
        ]


def test_highlights_are_article_offsets_of_what_was_asked_for(world):
    for hit in search(world.store, "kast OR ministers", limit=1000).hits:
        text = world.articles[hit.article][0].text
        assert text[hit.start : hit.end] == hit.text
        assert hit.highlights
        for start, end in hit.highlights:
            assert text[start:end].lower() in {"kast", "minister", "ministers"}
            above = world.articles[hit.article][0].zones
            assert hit.start <= start < end <= hit.end or any(zone.start <= start < end <= zone.end for zone in above)


def test_a_word_of_the_headline_finds_the_article_once(tmp_path):
    world = World(tmp_path, 0)
    text = "Zephyr\n\nOne border.\n\nTwo borders."
    article = Article(
        "z", "z.txt", "Zephyr", text, "", zones=(Zone(0, 6, "headline"), Zone(6, len(text), "body")),
        passages=(Passage(8, 19), Passage(21, 33)),
    )  # fmt: skip
    world.put(article, Extraction())
    world.finish()
    (hit,) = search(world.store, "zephyr").hits
    assert (hit.start, hit.highlights) == (8, ((0, 6),))
    assert search(world.store, "title:zephyr").total == 2
    assert search(world.store, '"zephyr one"').total == 0


def test_a_word_of_a_caption_or_subheading_finds_the_passage_below_it_and_is_shown(tmp_path):
    world = World(tmp_path, 0)
    text = "Zephyr\n\nA quay. (Photo)\n\nOne border.\n\nQuay reopens\n\nTwo borders.\n\nA ferry at last"
    zones = (Zone(0, 8, "headline"), Zone(8, 25, "caption"), Zone(25, 38, "body"), Zone(38, 52, "subheading"),
             Zone(52, 66, "body"), Zone(66, len(text), "caption"))  # fmt: skip
    article = Article("z", "z.txt", "Zephyr", text, "", zones=zones, passages=(Passage(25, 36), Passage(52, 64)))
    world.put(article, Extraction())
    world.finish()
    first, second = sorted(search(world.store, "quay").hits, key=lambda hit: hit.start)
    assert (first.start, first.highlights, first.heading.text) == (25, ((10, 14),), "A quay. (Photo)")
    assert (second.start, second.highlights, second.heading.text) == (52, ((38, 42),), "Quay reopens")
    (below,) = search(world.store, "ferry").hits
    assert (below.start, below.heading.text) == (52, "A ferry at last")
    (both,) = search(world.store, '"two borders" AND reopens').hits
    assert (both.heading, both.highlights) == (None, ((43, 50), (52, 63)))
    assert search(world.store, '"quay photo zephyr"').total == search(world.store, '"zephyr a quay"').total == 0


def test_a_word_that_stands_nowhere_is_said_with_the_nearest(world):
    assert "Did you mean “border”" in (search(world.store, "bxrder").notice or "")
    assert "No passage contains" in (search(world.store, "qqqqqq").notice or "")
    assert search(world.store, "kind:money").notice == "Nothing has kind:money."
    assert "OR is an operator" in (search(world.store, "border or army").notice or "")


def test_a_search_that_is_no_longer_wanted_stops(world):
    assert search(world.store, "border", cancelled=lambda: True).total == 0
    view = world.store.passages.view()
    with pytest.raises(StoppedError):
        answered(view, Term("border"), Budget(cancelled=lambda: True))


def test_a_search_that_takes_too_long_says_that_it_is_not_whole(world):
    view = world.store.passages.view()
    budget = Budget(until=0.0)
    tree = Or((Term("border"), Term("army")))
    assert answered(view, tree, budget).matched.sum() < answered(view, tree, Budget()).matched.sum()
    assert budget.ran_out
    with pytest.raises(QueryError):
        answered(view, Not(tree), Budget(until=0.0))
