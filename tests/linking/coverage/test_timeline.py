"""What was when, in calendar order."""

from __future__ import annotations

import dataclasses
import json

import pytest

import dossier
from dossier.cli import main
from dossier.linking.compare.finding import finding, reading
from dossier.linking.coverage.timeline import timeline
from dossier.linking.facts import ArticleFacts, DossierFacts
from dossier.model import Article, DateSpan, Passage, Span


def article(id_: str, text: str, *dates: tuple[str, str, str], published: str | None = "2025-03-02") -> ArticleFacts:
    spans = tuple(
        DateSpan(id_, text.index(words), text.index(words) + len(words), words, since, to, "day", None, "as written")
        for words, since, to in dates
    )
    made = Article(
        id_, f"{id_}.txt", f"Title {id_}", text, "0", "Post", None, published, passages=(Passage(0, len(text)),)
    )
    return ArticleFacts(made, dates=spans)


def test_events_come_in_calendar_order_with_publication_among_them():
    entries = timeline(
        DossierFacts(
            (
                article("a", "The dam opens on May 3. It was begun in 1999.", ("May 3", "2025-05-03", "2025-05-03"),
                        ("1999", "1999-01-01", "1999-12-31")),
                article("b", "Nothing is dated here.", published="2025-03-01"),
            )
        )
    )  # fmt: skip
    assert [(e.from_, e.to, e.kind, e.article) for e in entries] == [
        ("1999-01-01", "1999-12-31", "event", "a"),
        ("2025-03-01", "2025-03-01", "published", "b"),
        ("2025-03-02", "2025-03-02", "published", "a"),
        ("2025-05-03", "2025-05-03", "event", "a"),
    ]
    assert entries[0].what == "The dam opens on May 3. It was begun in 1999."
    assert entries[3].phrase == "May 3"
    assert entries[3].text.startswith("The dam opens")
    assert entries[1].what == "Published by Post: Title b"


def test_two_articles_that_tell_the_same_of_a_day_are_one_entry_of_the_earlier():
    early = article("b", "The reservoir above Orvel will be opened to hikers on Friday.",
                    ("Friday", "2025-05-02", "2025-05-02"), published="2025-03-01")  # fmt: skip
    late = article("a", "On May 2 hikers can walk round the opened reservoir at Orvel.",
                   ("May 2", "2025-05-02", "2025-05-02"))  # fmt: skip
    other = article("c", "The football cup is decided on May 2 in the capital.", ("May 2", "2025-05-02", "2025-05-02"))
    events = [e for e in timeline(DossierFacts((late, early, other))) if e.kind == "event"]
    assert [(e.article, [link.partition("#")[0] for link in e.also]) for e in events] == [("b", ["a"]), ("c", [])]


def test_an_event_spelt_otherwise_is_the_same_event():
    day = ("2025-06-08", "2025-06-08")
    open_ = article("a", "Voters in Orvel go to the run-off for mayor on June 8.", ("June 8", *day))
    closed = article("b", "The runoff on June 8 decides who is mayor of Orvel.", ("June 8", *day))
    facts = DossierFacts((open_, closed))
    (told,) = [e for e in timeline(facts) if e.kind == "event"]
    assert (told.article, told.phrase, len(told.also)) == ("a", "June 8", 1)


def test_dates_that_findings_have_as_one_event_are_one_entry():
    day = ("2025-06-08", "2025-06-08")
    one = article("a", "After June 8 the valley is to have another mayor.", ("June 8", *day))
    other = article("b", "Ballots are cast on June 8.", ("June 8", *day))
    facts = DossierFacts((one, other))
    assert len([e for e in timeline(facts) if e.kind == "event"]) == 2
    spans = [Span(each.article.id, d.start, d.end, d.text) for each in facts.articles for d in each.dates]
    known = finding("date", "ballots", "agree", "Both are 8 June 2025.", [reading("8 June 2025", spans)])
    (told,) = [e for e in timeline(facts, [known]) if e.kind == "event"]
    assert [link.partition("#")[0] for link in told.also] == ["b"]


def test_a_countdown_is_of_the_event_it_counts_to():
    day = ("2025-06-08", "2025-06-08")
    made = article("a", "“You have 98 days left,” she said on Sunday. The dam at Orvel opens on June 8.",
                   ("98 days left", *day), ("June 8", *day))  # fmt: skip
    counted = dataclasses.replace(made.dates[0], rule="98 days after 2025-03-02 (“Sunday”) is 2025-06-08")
    facts = DossierFacts((dataclasses.replace(made, dates=(counted, made.dates[1])),))
    (told,) = [e for e in timeline(facts) if e.kind == "event"]
    assert (told.phrase, told.what) == ("June 8", "The dam at Orvel opens on June 8.")


def test_one_event_is_one_entry_though_its_dates_are_of_other_lengths():
    one = article("a", "The committee meets for the first time next week.", ("next week", "2025-03-03", "2025-03-09"))
    other = article("b", "On March 5 its members sit down in Orvel.", ("March 5", "2025-03-05", "2025-03-05"))
    facts = DossierFacts((one, other))
    spans = [Span(each.article.id, d.start, d.end, d.text) for each in facts.articles for d in each.dates]
    known = finding("date", "committee", "agree", "They hold the same days.", [reading("5 March 2025", spans)])
    (told,) = [e for e in timeline(facts, [known]) if e.kind == "event"]
    assert (told.from_, told.to, told.phrase, len(told.also)) == ("2025-03-05", "2025-03-05", "March 5", 1)
    loose = dataclasses.replace(known, verdict="compatible")
    assert len([e for e in timeline(facts, [loose]) if e.kind == "event"]) == 2


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("Some 300 families live in Orvel today.", 0),
        ("The town is smaller than today.", 0),
        ("Even today nobody knows why.", 0),
        ("Today, such dams are frequently built of earth.", 0),
        ("The mayor today opened the dam.", 1),
        ("The dam is to be opened today.", 1),
        ("Hundreds of people who live there came today.", 1),
    ],
)
def test_today_that_means_these_times_is_no_event(text, wanted):
    word = "today" if "today" in text else "Today"
    facts = DossierFacts((article("a", text, (word, "2025-03-02", "2025-03-02")),))
    assert len([e for e in timeline(facts) if e.kind == "event"]) == wanted


def test_what_happens_is_told_with_the_sentence_before_where_that_names_it():
    (told,) = [
        e
        for e in timeline(
            DossierFacts(
                (article("a", "The dam is mended. This ends on May 3.", ("May 3", "2025-05-03", "2025-05-03")),)
            )
        )
        if e.kind == "event"
    ]
    assert told.what == "The dam is mended. This ends on May 3."


def test_what_cannot_be_resolved_is_left_out():
    made = article("a", "Some day the dam opens.", published=None)
    span = DateSpan("a", 0, 8, "Some day", None, None, "day", None, "")
    assert timeline(DossierFacts((ArticleFacts(made.article, dates=(span,)),))) == []


@pytest.fixture
def folder(tmp_path):
    (tmp_path / "one.md").write_text(
        "---\ntitle: One\noutlet: Valley Post\ndate: 2025-03-02\n---\n\nThe dam was closed on Friday.\n"
    )
    (tmp_path / "config.yaml").write_text("sources: [one.md]\n")
    return tmp_path


def test_the_command_gives_the_keys_of_the_contract(folder, capsys):
    assert main(["--config", str(folder / "config.yaml"), "timeline", "--json"]) == 0
    lines = [json.loads(line) for line in capsys.readouterr().out.splitlines()]
    assert [line["kind"] for line in lines] == ["event", "published"]
    assert {"from", "to", "granularity", "article", "start", "end", "text", "what"} <= lines[0].keys()
    assert lines[0]["from"] == "2025-02-28"
    with dossier.open(folder / "config.yaml") as opened:
        text = opened.article("one").text
    assert all(text[line["start"] : line["end"]] == line["text"] for line in lines)


def test_the_command_tells_people_what_when_and_where(folder, capsys):
    assert main(["--config", str(folder / "config.yaml"), "timeline"]) == 0
    told = capsys.readouterr().out
    assert "28 Feb 2025" in told
    assert "The dam was closed on Friday" in told
    assert "Published by Valley Post: One" in told
    assert "one#char=" in told
