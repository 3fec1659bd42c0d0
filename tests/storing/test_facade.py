"""The façade: what the faces and Python users ask."""

from __future__ import annotations

import subprocess
import sys
import threading

import pytest

import dossier as package
from dossier.dossier import Dossier
from dossier.model import Check, DossierError, Filters, Link, LinkError, Span
from dossier.storing.local import LocalStore
from dossier.storing.query.parser import QueryError
from tests.helpers.dossier import config_in

FIRST = """\
Bridge closed, says mayor

By Ana Orvane
2025-11-28

The mayor of Arica, José Castel, said that at least 120 people had crossed the river since Monday.

“We will not open the old bridge before March,” Castel told reporters. “It carries 40 trucks an hour.”
"""
SECOND = """\
Old bridge stays shut

2025-11-29

More than 120 people have crossed the river near Arica, according to the town's mayor Jose Castel.

Castel told a radio station: “We will not open the old bridge before March.”
"""


@pytest.fixture(scope="module")
def opened(tmp_path_factory):
    folder = tmp_path_factory.mktemp("dossier")
    (folder / "articles" / "wire").mkdir(parents=True)
    (folder / "articles" / "first.txt").write_text(FIRST, encoding="utf-8")
    (folder / "articles" / "wire" / "second.txt").write_text(SECOND, encoding="utf-8")
    with Dossier(config_in(folder)) as made:
        made.index()
        yield made


def test_importing_the_package_loads_nothing(tmp_path):
    code = (
        "import sys; before = set(sys.modules); import dossier;"
        "new = {name.partition('.')[0] for name in set(sys.modules) - before};"
        "print(sorted(new & {'whoosh', 'yaml', 'textual', 'rich', 'click', 'sqlite3', 'rapidfuzz', 'jellyfish'}))"
    )
    assert subprocess.check_output([sys.executable, "-c", code], text=True).strip() == "[]"
    assert all(hasattr(package, name) for name in package.__all__)
    assert {"Dossier", "DossierError", "Finding", "Hit", "Link", "Note", "Quotation", "open"} <= set(package.__all__)


def test_an_answer_loads_only_what_answers(opened):
    """No pickle of an index is opened by whoever searches it, and the first answer waits for nothing else."""
    code = (
        "import sys, dataclasses, pathlib; from dossier.config import load; from dossier.dossier import Dossier;"
        "folder, index, state = map(pathlib.Path, sys.argv[1:]);"
        "found = Dossier(dataclasses.replace(load(folder=folder), index=index, state=state));"
        "print(found.search('bridge').total, *sorted(sys.modules))"
    )
    places = (opened.config.base, opened.config.index, opened.config.state)
    total, *modules = subprocess.check_output([sys.executable, "-c", code, *map(str, places)], text=True).split()
    assert int(total) == 4
    later = (
        "whoosh.qparser",
        "whoosh.codec",
        "rapidfuzz",
        "lxml",
        "dossier.extracting",
        "dossier.linking",
        "urllib.request",
        "dossier.model.answers",
        "dossier.model.claims",
        "dossier.model.entities",
        "dossier.model.explanations",
        "dossier.model.findings",
        "dossier.model.notes",
        "dossier.model.runs",
        "dossier.storing.base.records",
        "dossier.storing.base.store",
        "dossier.storing.search.facets",
        "dossier.storing.search.slots",
        "calendar",
        "difflib",
        "html",
        "whoosh.analysis",
        "whoosh.columns",
        "whoosh.fields",
        "whoosh.highlight",
        "whoosh.sorting",
    )
    assert [name for name in modules if name in later] == []


def test_opens_by_file_or_folder(tmp_path):
    (tmp_path / "config.yaml").write_text("sources: [.]\n")
    for place in (tmp_path / "config.yaml", tmp_path):
        with package.open(place) as found:
            assert found.config.sources == (tmp_path,)


def test_articles_are_named_in_many_ways(opened):
    for name in ("wire/second", "articles/wire/second.txt", "second.txt", "second", "re/second"):
        assert opened.article(name).id == "wire/second"
    with pytest.raises(DossierError, match="nearest are wire/second"):
        opened.article("wire/sceond")
    with pytest.raises(DossierError, match="could be"):
        opened.article(".txt")
    with pytest.raises(DossierError, match="no article"):
        opened.article("")


def test_articles_come_in_the_order_of_their_paths(opened):
    assert [info.path for info in opened.articles()] == ["articles/first.txt", "articles/wire/second.txt"]
    info = opened.articles()[0]
    article = opened.article("first")
    assert (info.title, info.published, info.words, info.passages) == (
        article.title,
        "2025-11-28",
        article.words,
        len(article.passages),
    )


def test_everything_extracted_lies_where_it_says(opened):
    for items in (opened.mentions(), opened.numbers(), opened.dates(), opened.quotes()):
        assert items
        for item in items:
            assert opened.article(item.article).text[item.start : item.end] == item.text
        places = [(item.article, item.start) for item in items]
        assert places == sorted(places)


def test_entities_count_for_the_dossier_or_one_article(opened):
    castel = next(entity for entity in opened.entities(type="PERSON") if "Castel" in entity.name)
    assert (castel.articles, castel.count) == (2, len(opened.mentions(entity=castel.id)))
    here = next(entity for entity in opened.entities(article="first") if entity.id == castel.id)
    assert here.count == len(opened.mentions(entity=castel.id, article="first")) < castel.count
    assert sum(variant.count for variant in here.variants) == here.count
    assert [entity.count for entity in opened.entities()] == sorted((e.count for e in opened.entities()), reverse=True)


def test_quotes_are_found_by_speaker_whatever_the_spelling(opened):
    every = opened.quotes()
    castel = next(entity for entity in opened.entities(type="PERSON") if "Castel" in entity.name)
    assert opened.quotes(speaker=castel.id) == opened.quotes(speaker="castel") == opened.quotes(speaker="JOSÉ CASTEL")
    assert opened.quotes(speaker="castel") == [quote for quote in every if "Castel" in (quote.speaker or "")]
    assert opened.quotes(speaker="nobody") == []


def test_search_knows_fields_and_filters(opened):
    for query, articles in (
        ("person:castel", 2),
        ("place:arica number:120", 2),
        ("number:>1000", 0),
        ("speaker:castel quote:bridge", 2),
        ("title:mayor", 1),
        ("date:2025-11-29..", 1),
        ("byline:orvane", 1),
        ("trucks OR radio", 2),
    ):
        assert opened.search(query).articles == articles, query
    assert opened.search("bridge", filters=Filters(until="2025-11-28")).articles == 1
    with pytest.raises(QueryError):
        opened.search("tilte:mayor")
    assert opened.search("tilte:mayor", lenient=True).total == 0


def test_a_spelling_finds_the_names_that_a_person_has(opened):
    shown = {
        opened.article(hit.article).text[start:end]
        for hit in opened.search("person:castel").hits
        for start, end in hit.highlights
    }
    assert shown == {"José Castel", "Jose Castel", "Castel"}


def test_related_passages_are_of_other_articles(opened):
    article = opened.article("first")
    start = article.text.index("We will not")
    related = opened.related(Link("first", start, start + 46))
    assert related[0].article == "wire/second"
    assert "before March" in related[0].text
    assert related[0].query == f"first#char={start},{start + 46}"
    assert {item.article for item in related} == {"wire/second"}
    assert opened.related(f"first#char={start},{start + 46}", limit=1) == related[:1]


@pytest.mark.parametrize("link", ["first", "first#char=5,5", "first#char=1,99999", "third#char=1,2"])
def test_a_link_that_names_nothing_is_said(opened, link):
    with pytest.raises(DossierError):
        opened.related(link)
    with pytest.raises((LinkError, DossierError)):
        opened.add_note(link)


def test_notes_know_their_speaker_and_are_found_again(opened):
    article = opened.article("first")
    start = article.text.index("We will not")
    note = opened.add_note(Link("first", start, start + 46), tags=["bridge"], comment="why March?")
    try:
        assert note.speaker
        assert "Castel" in note.speaker
        assert (note.article, note.published) == ("articles/first.txt", "2025-11-28")
        assert opened.notes() == [note]
        (result,) = opened.check_notes()
        assert (result.id, result.status) == (note.id, "exact")
        assert opened.note_problems() == []
    finally:
        assert opened.remove_note(note.id) == note
    assert opened.notes() == []


def test_the_doctor_names_what_is_wrong_and_how_to_mend_it(opened, tmp_path):
    assert [check.check for check in opened.doctor()] == ["config", "sources", "index", "notebook"]
    assert all(check.ok for check in opened.doctor()), opened.doctor()
    config = config_in(tmp_path)
    config.sources[0].mkdir()
    with Dossier(config) as empty:
        told = {check.check: check for check in empty.doctor()}
    assert not told["sources"].ok
    assert "put text, web pages or PDF files there" in told["sources"].detail
    assert told["index"] == Check("index", ok=True, detail="There is none yet; the next start builds it.")
    (config.sources[0] / "a.txt").write_text("Two boats sank.\n", encoding="utf-8")
    with Dossier(config) as one:
        one.index()
        assert one.doctor()[2].detail == "1 article, 1 passage, up to date."
        (config.sources[0] / "b.txt").write_text("Three boats sank.\n", encoding="utf-8")
        assert one.doctor()[2].detail == "The sources have changed since; the next start reads what is new."
        assert all(check.ok for check in one.doctor())


def test_many_threads_may_ask_at_once(opened):
    right = opened.search("bridge OR people").hits
    wrong = []

    def ask() -> None:
        wrong.extend(1 for _ in range(20) if opened.search("bridge OR people").hits != right or not opened.entities())

    threads = [threading.Thread(target=ask) for _ in range(6)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert not wrong


def test_closing_lets_go_and_asking_again_opens_again(opened):
    right = opened.search("bridge").hits
    opened.close()
    assert opened.search("bridge").hits == right


def test_outlets_are_counted_for_filters(tmp_path):
    config = config_in(tmp_path)
    config.sources[0].mkdir()
    for i, outlet in enumerate(("Harbour Post", "Harbour Post", "Northern Wire")):
        (config.sources[0] / f"{i}.md").write_text(
            f"---\ntitle: T{i}\noutlet: {outlet}\n---\n\nOne border is shut today.\n"
        )
    with Dossier(config) as found:
        found.index()
        assert found.outlets() == [("Harbour Post", 2), ("Northern Wire", 1)]
        assert found.search("outlet:harbour").articles == 2
        assert found.search("border", filters=Filters(outlets=("Northern Wire",))).articles == 1


def test_whether_a_place_cites_an_anonymous_source_is_read_in_its_own_article(tmp_path, monkeypatch):
    (tmp_path / "articles").mkdir()
    told = ("“The pump has failed,” said an official who asked not to be named.", "“The pump works,” said Ulla Brix.")
    for number, text in enumerate(told):
        (tmp_path / "articles" / f"{number}.md").write_text(f"# The pump\n\n{text}\n", encoding="utf-8")
    monkeypatch.setattr(LocalStore, "versions", None)  # which asks of all articles
    with Dossier(config_in(tmp_path)) as made:
        made.index()
        places = [Span(one.article, one.start, one.end, one.text) for one in made.quotes()]
        assert list(map(made.is_anonymous, places)) == [True, False]


def test_articles_without_an_outlet_are_filtered_and_found_as_such(tmp_path):
    config = config_in(tmp_path)
    config.sources[0].mkdir()
    (config.sources[0] / "a.md").write_text("---\ntitle: A\noutlet: Northern Wire\n---\n\nOne border is shut today.\n")
    (config.sources[0] / "b.txt").write_text("The quay is shut\n\nOne border is open again today.\n")
    with Dossier(config) as found:
        found.index()
        counted = {facet.value: facet.articles for facet in found.facets("border").outlets}
        assert counted == {"Northern Wire": 1, "no outlet": 1}
        for answer in (
            found.search("border", filters=Filters(outlets=("no outlet",))),
            found.search('border outlet:"no outlet"'),
            found.search("border -outlet:wire"),
        ):
            assert [hit.article for hit in answer.hits] == ["b"]
        assert found.search('border outlet:("no outlet" OR wire)').articles == 2
