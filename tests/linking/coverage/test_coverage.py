"""Who reports what, whom they have it from, and what is nothing new."""

from __future__ import annotations

import json

import pytest

import dossier
from dossier.cli import main
from dossier.linking.coverage import coverage
from dossier.linking.coverage.origins import Origins
from dossier.linking.coverage.values import Values
from dossier.linking.facts import ArticleFacts, DossierFacts
from dossier.model import Article, Coverage, DateSpan, Mention, Passage, Quantity, Span

HARBOUR = """---
title: Harbour
outlet: Harbour Post
date: 2025-03-02
---

The old lighthouse at Port Emmer collapsed into the sea during the storm, according to Reuters.

“We had asked for money to repair the tower for eleven years,” mayor Ilse Brandt said.

A ferry captain, who spoke on condition of anonymity, saw the lamp go out before midnight.
"""
WIRE = """---
title: Wire
outlet: Northern Wire
date: 2025-03-01
---

During the storm the lighthouse of Port Emmer, an old tower, collapsed into the sea, Reuters reported.

“We had asked for money to repair the tower for eleven years,” mayor Ilse Brandt told reporters.
"""
MARKET = """---
title: Market
outlet: Daily Meridian
date: 2025-03-03
---

Tomatoes were cheaper at the market than in any spring that traders remember.

“Nobody buys a melon in this cold weather,” trader Marta Dovik said.
"""


@pytest.fixture
def opened(tmp_path):
    for name, text in (("a", HARBOUR), ("b", WIRE), ("c", MARKET)):
        (tmp_path / f"{name}.md").write_text(text, encoding="utf-8")
    (tmp_path / "config.yaml").write_text("sources: [a.md, b.md, c.md]\n")
    with dossier.open(tmp_path / "config.yaml") as found:
        found.index()
        yield found


def row(rows: list[Coverage], kind: str, words: str) -> Coverage:
    (found,) = [each for each in rows if each.kind == kind and words in each.about]
    return found


def test_a_quotation_that_two_outlets_have(opened):
    found = row(opened.coverage(), "quote", "asked for money")
    assert list(found.outlets) == ["Northern Wire", "Harbour Post"]
    assert found.first == "Northern Wire"
    assert found.missing == ("Daily Meridian",)
    assert not found.single_source
    for links in found.outlets.values():
        for link in links:
            article, _, place = link.partition("#char=")
            start, end = map(int, place.split(","))
            assert opened.article(article).text[start:end].startswith("We had asked")


def test_a_fact_told_twice_from_one_agency_has_one_origin(opened):
    found = row(opened.coverage(), "fact", "collapsed into the sea")
    assert found.origins == {"Northern Wire": ("Reuters",), "Harbour Post": ("Reuters",)}
    assert found.independent == 1


def test_numbers_and_dates_have_their_values_as_they_are_written():
    numbers = (
        Quantity("a", 5, 7, "40", 40, 40, 40),
        Quantity("a", 15, 20, "forty", 40, 40, 40),
        Quantity("a", 30, 32, "50", 50, None, None, bound=">", qualifier="more than"),
        Quantity("a", 40, 42, "60", 60, 60, 60, bound="~"),
    )
    dates = (
        DateSpan("a", 5, 9, "14 May", "2025-05-14", "2025-05-14", "day", "", ""),
        DateSpan("a", 15, 19, "then", None, None, "day", "", ""),
    )
    since = "from 1 Jan 2015 to publication (the calendar year)"
    open_ended = [
        ArticleFacts(
            Article(id_, id_, id_, "", "0", published=last),
            dates=(DateSpan(id_, 5, 15, "since 2015", "2015-01-01", last, "interval", "", since),),
        )
        for id_, last in (("b", "2025-05-14"), ("c", "2025-05-16"))
    ]
    of = Values(
        {
            "a": ArticleFacts(Article("a", "a", "a", "", "0"), quantities=numbers, dates=dates),
            **{facts.article.id: facts for facts in open_ended},
        }
    )
    places = [Span("b", 5, 15, ""), Span("c", 5, 15, "")]
    assert of.value("date", places) == "1 Jan 2015 to publication"
    at = {start: Span("a", start, start + 2, "") for start in (5, 15, 30, 40, 90)}
    assert of.value("number", [at[5], at[15], at[30], at[90]]) == "40 / more than 50"
    assert of.value("number", [at[40], at[5], at[30]]) == "~60 / 40 …"
    assert of.value("date", [at[5], at[15]]) == "14 May 2025"
    assert of.value("quote", [at[5]]) == of.value("number", [at[90]]) == ""


def test_a_row_is_called_by_its_value_and_what_it_is_about(opened):
    assert {each.value for each in opened.coverage() if each.kind in {"quote", "fact", "entity"}} == {""}
    assert Coverage("runoff", "date", {}, None, True, value="14 Dec 2025").title == "14 Dec 2025, runoff"
    assert Coverage("runoff", "fact", {}, None, True).title == "runoff"


def test_what_one_outlet_alone_has(opened):
    found = row(opened.coverage(), "quote", "melon")
    assert found.single_source
    assert found.missing == ("Harbour Post", "Northern Wire")


def test_what_most_outlets_have_comes_first(opened):
    counts = [len(each.outlets) for each in opened.coverage()]
    assert counts == sorted(counts, reverse=True)


def test_a_passage_that_was_read_elsewhere_says_nothing_new(opened):
    wire = opened.article("b")
    read = [("b", passage.start, passage.end) for passage in wire.passages]
    found = [(span.article, span.text[:8]) for span in opened.nothing_new(read)]
    assert ("a", "The old ") in found
    assert all(article == "a" for article, _ in found)
    assert not any("ferry" in span.text for span in opened.nothing_new(read))
    assert opened.nothing_new([]) == []
    assert [(s.article, s.text[:8]) for s in opened.nothing_new(read, article="a")] == found
    assert opened.nothing_new(read, article="b") == []  # all of it was read


def test_of_many_articles_those_that_name_no_outlet_are_not_listed_as_missing(monkeypatch):
    def told(id_, text, outlet):
        passages = (Passage(0, len(text)),)
        return ArticleFacts(Article(id_, id_, id_, text, "0", outlet, None, "2025-03-01", passages=passages))

    bridge = "Later the bridge at Orvel collapsed into the river after the flood."
    articles = (
        told("a", f"However, {bridge[6:]}", "Post"), told("b", bridge, "Wire"), told("c", "Nothing.", None),
    )  # fmt: skip
    facts = DossierFacts((*articles, told("d", "Nothing much.", "Gazette")))
    (fact,) = [each for each in coverage.coverage(facts, []) if each.kind == "fact"]
    assert (fact.about, fact.missing) == (bridge, ("Gazette", "c"))
    monkeypatch.setattr(coverage, "_LISTED", 3)
    (fact,) = [each for each in coverage.coverage(facts, []) if each.kind == "fact"]
    assert fact.missing == ("Gazette",)


def test_the_command_gives_the_keys_of_the_contract(opened, capsys):
    assert main(["--config", str(opened.config.file), "coverage", "--json"]) == 0
    lines = [json.loads(line) for line in capsys.readouterr().out.splitlines()]
    assert all({"about", "kind", "outlets", "first", "single_source"} <= line.keys() for line in lines)


def test_the_command_tells_people_who_has_what(opened, capsys):
    for kind in ("name", "entity"):
        assert main(["--config", str(opened.config.file), "coverage", "--kind", kind]) == 0
        assert capsys.readouterr().out.startswith("name  ")
    assert main(["--config", str(opened.config.file), "coverage", "--kind", "fact"]) == 0
    told = capsys.readouterr().out
    assert "Northern Wire (1) and Harbour Post (1)" in told
    assert "first: Northern Wire; not in Daily Meridian" in told
    assert "Northern Wire cites Reuters" in " ".join(told.split())
    assert "at most 1 independent origin" in " ".join(told.split())
    assert main(["--config", str(opened.config.file), "coverage", "--single-source", "--kind", "fact"]) == 1


@pytest.mark.parametrize(("house", "cited"), [("Parliament", ()), ("the Senate", ()), ("Reuters", ("Reuters",))])
def test_whom_somebody_speaks_to_is_no_source(house, cited):
    text = f"The mayor told {house} that the tower had fallen."
    name = house.removeprefix("the ")
    at = text.index(name)
    made = Article("a", "a.txt", "A", text, "0", passages=(Passage(0, len(text)),))
    mention = Mention("a", at, at + len(name), name, "ORG", entity=f"org:{name.lower()}")
    origins = Origins({"a": ArticleFacts(made, mentions=(mention,))}, {})
    assert origins.cited(Span("a", 0, 9, "The mayor")) == cited
