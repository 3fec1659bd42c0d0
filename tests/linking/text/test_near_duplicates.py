"""The same wire story in several outlets: recognised passage by passage, said with the hit, counted as one origin."""

from __future__ import annotations

import contextlib
import json
import sqlite3
from collections import defaultdict

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import dossier
from dossier.cli import main
from dossier.linking.text import near_duplicates
from dossier.linking.text.near_duplicates import LEAST, Effort, fingerprints, stands_in
from dossier.storing.catalogue.near_duplicates import MOST_MET, PARTS, copies_of_articles, shared_marks

WIRE = (
    "The old lighthouse at Port Emmer collapsed into the sea on Tuesday night, hours after divers had told the harbour "
    "office that 14 of its anchors were loose and that nobody should sleep in the tower."
)


@pytest.mark.parametrize(
    ("other", "copy"),
    [
        (WIRE.upper().replace(",", " –"), True),
        ("PORT EMMER (Wire) — " + WIRE + " The mayor wants a new one built before the winter.", True),
        (WIRE.replace("on Tuesday night", "late on Tuesday night").replace("nobody", "no one"), False),
        (WIRE.replace("on Tuesday night", "late on Tuesday night"), True),
        (WIRE.replace("had told", "told").replace("office", "authority"), True),
        (WIRE.replace("14", "41"), False),
        (WIRE.replace("14 of its", "all of its"), False),
        (WIRE.replace("anchors were", "anchors were not"), False),
        (WIRE.replace("Port Emmer", "Tarvala"), False),
        (WIRE.replace("collapsed into the sea on Tuesday night, hours after divers", "fell. Divers"), False),
        ("In the old lighthouse at Port Emmer hours after divers came, people met.", False),
    ],
)  # fmt: skip
def test_what_is_a_copy(other, copy):
    assert stands_in(WIRE, other) is copy


@pytest.mark.parametrize(
    ("said", "denial"),
    [
        ("The council DENIES going to pay for a new tower before the winter comes", "is not"),
        ("El gobierno DENIES va a pagar las obras del faro antes del invierno", "no"),
        ("Le maire DENIES veut reconstruire le vieux phare avant cet hiver ou plus tard", "jamais"),
        ("Die Stadt wird den alten Turm DENIES vor dem Winter neu bauen lassen", "nicht"),
        ("A cidade DENIES vai construir uma torre nova antes do inverno deste ano", "não"),
    ],
)
def test_a_denial_is_no_copy_in_any_of_the_languages(said, denial):
    one, other = said.replace("DENIES ", ""), said.replace("DENIES", denial)
    assert not stands_in(one, other)
    assert not stands_in(other, one)
    assert stands_in(one, one.upper())


def test_a_long_paragraph_is_no_copy_of_a_sentence_of_it():
    long = f"{WIRE} The mayor wants a new one built before the winter, whatever the council says about money."
    assert stands_in(WIRE, long)
    assert not stands_in(long, WIRE)


@given(st.lists(st.sampled_from("port sea tower storm night said mayor wall gate the of".split()), max_size=30))
def test_words_in_common_give_a_fingerprint_in_common(words):
    before, behind = "a tall ship came in and", "so they all went home again"
    one, other = " ".join(words), f"{before} {' '.join(words)} {behind}"
    assert bool(fingerprints(one)) == (len(words) >= LEAST)
    if len(words) >= LEAST:
        assert fingerprints(one) & fingerprints(other)
        assert stands_in(one, other)


@settings(max_examples=60)
@given(st.text(max_size=80), st.text(max_size=80))
def test_any_text_can_be_asked_about(one, other):
    assert not stands_in(one, other) or fingerprints(one) & fingerprints(other)
    assert stands_in(one, one) == bool(fingerprints(one))


def found_in(*articles: list[str]) -> list[set[tuple[int, int]]]:
    """Give the copies that come with each article, as (number of a passage, number of another), counted through all."""
    sharing: defaultdict[int, list[int]] = defaultdict(list)
    texts: dict[int, str] = {}
    owners: dict[int, int] = {}
    found = []
    for no, paragraphs in enumerate(articles):
        passages = list(enumerate(paragraphs, len(texts)))
        texts.update(passages)
        owners.update(dict.fromkeys(dict(passages), no))
        shared = shared_marks(passages, {name: fingerprints(text) for name, text in passages}, sharing)
        found.append(set(copies_of_articles([passages], [shared], texts, owners)))
    return found


def test_of_many_paragraphs_alike_each_has_its_own_copy():
    own = [" ".join(f"{word}{no}" for word in "one two three four five six seven eight".split()) for no in range(150)]
    one = [f"{WIRE} So said {words}." for words in own]
    _, found = found_in(one, one[::-1])
    assert found == {(no, 299 - no) for no in range(300)}


@pytest.mark.parametrize("word", ["14", "nobody"])
def test_paragraphs_alike_are_compared_in_time_that_grows_with_them(word, monkeypatch):
    looked_at = []
    monkeypatch.setattr(near_duplicates, "_is_edited", lambda mine, theirs: looked_at.append((mine, theirs)))

    def compared(others: int) -> int:
        looked_at.clear()
        found_in([WIRE] * 60, [WIRE.replace(word, f"word{no}") for no in range(others)])
        return len(looked_at)

    assert compared(400) <= 2 * compared(200) <= 20_000


def test_paragraphs_alike_are_looked_at_as_many_times_as_there_are_others():
    def looked_at(others: int) -> int:
        first = [(no, WIRE) for no in range(150)]
        later = [(150 + no, WIRE.replace("14", str(no))) for no in range(others)]
        marks = {no: fingerprints(text) for no, text in first + later}
        sharing: defaultdict[int, list[int]] = defaultdict(list)
        shared_marks(first, marks, sharing)
        return sum(map(len, shared_marks(later, marks, sharing).values()))

    assert looked_at(200) <= 2 * looked_at(100)
    assert looked_at(400) == looked_at(300), "more of one article are not looked at"


def test_of_another_article_only_the_passages_that_share_most_are_compared(monkeypatch):
    compared = []
    monkeypatch.setattr(near_duplicates, "stands_in", lambda text, other, _: compared.append((text, other)))
    later = WIRE.replace("nobody", "no guard")
    found_in([WIRE.replace("nobody", f"guard{no}") for no in range(60)], [later])
    assert len([text for text, _ in compared if text == later]) <= PARTS + 1, "and those together"


def test_passages_of_other_articles_that_are_looked_at_are_bounded():
    said = [
        WIRE,
        OWN,
        "The council of Kest will pay for a new harbour wall before the first storms of the coming winter.",
    ]
    earlier = [(no, said[no // 100]) for no in range(300)]
    marks = {no: fingerprints(text) for no, text in [*earlier, (300, " ".join(said))]}
    sharing: defaultdict[int, list[int]] = defaultdict(list)
    shared_marks(earlier, marks, sharing)
    assert len(shared_marks([(300, " ".join(said))], marks, sharing)) == MOST_MET


def test_when_the_effort_is_used_up_copies_word_for_word_are_still_told(monkeypatch):
    articles = [WIRE], [WIRE.replace("had told", "told")], [WIRE]
    assert found_in(*articles) == [set(), {(0, 1), (1, 0)}, {(0, 2), (2, 0), (1, 2), (2, 1)}]
    for name in ("_EFFORT", "_EFFORT_ARTICLE", "_EFFORT_BATCH"):
        monkeypatch.setattr(near_duplicates, name, 0)
    assert found_in(*articles) == [set(), set(), {(0, 2), (2, 0)}]


def test_an_article_takes_no_more_than_its_share_of_what_a_batch_may_compare(monkeypatch):
    monkeypatch.setattr(near_duplicates, "_EFFORT_ARTICLE", 100)
    monkeypatch.setattr(near_duplicates, "_EFFORT_BATCH", 150)
    batch = Effort(0)
    first, second = Effort(0, batch), Effort(0, batch)
    assert [first.take(60), first.take(60), first.take(40)] == [True, False, True]
    assert [second.take(60), second.take(50)] == [False, True]


WORDS = st.lists(st.sampled_from("port 14 sea not Ann 1,000 three said mayor wall no the of Kest".split()), max_size=24)


@settings(max_examples=80)
@given(WORDS, WORDS, WORDS, WORDS)
def test_a_figure_that_the_other_lacks_is_never_in_a_copy(before, middle, behind, put):
    """What is looked at first gives the same answer as the words one by one."""
    one, other = " ".join(before + middle + behind), " ".join(before + put + behind)
    words = near_duplicates.tokens(one), near_duplicates.tokens(other)
    if not near_duplicates._decisive(one) <= near_duplicates._decisive(other):
        assert not near_duplicates._is_edited(*words)


def article(title: str, day: int, *paragraphs: str) -> str:
    return f"---\ntitle: {title}\noutlet: {title}\ndate: 2025-03-{day:02}\n---\n\n" + "\n\n".join(paragraphs) + "\n"


OWN = "Tomatoes were cheaper at the market than in any spring that the traders of the town remember."


@pytest.fixture
def opened(tmp_path):
    first, _, second = WIRE.partition(", hours")
    (tmp_path / "texts").mkdir()
    for name, text in {
        "a": article("Harbour Post", 2, WIRE, OWN),
        "b": article("Northern Wire", 1, f"PORT EMMER (Wire) – {WIRE}"),
        "c": article("Daily Meridian", 3, f"{first}.", f"Hours{second}"),
        "d": article("Radio Kest", 4, WIRE.replace("14", "12")),
    }.items():
        (tmp_path / "texts" / f"{name}.md").write_text(text, encoding="utf-8")
    (tmp_path / "config.yaml").write_text("sources: [texts]\n")
    with dossier.open(tmp_path / "config.yaml") as found:
        found.index()
        yield found


def also(found) -> dict[str, list[str]]:
    hits = found.search("lighthouse", limit=20).hits
    return {hit.article: [link.partition("#")[0] for link in hit.also] for hit in hits}


def test_hits_say_where_else_they_stand_the_earliest_first(opened):
    assert also(opened) == {"a": ["b", "c"], "b": ["a", "c"], "c": ["b", "a", "d"], "d": []}
    for hit in opened.search("lighthouse").hits:
        for link in hit.also:
            id_, _, place = link.partition("#char=")
            start, end = map(int, place.split(","))
            assert "lighthouse" in opened.article(id_).text[start:end]


def test_copies_follow_the_articles(opened):
    folder = opened.config.sources[0]
    (folder / "b.md").unlink()
    (folder / "e.md").write_text(article("El Faro", 5, WIRE), encoding="utf-8")
    (folder / "a.md").write_text(article("Harbour Post", 2, OWN), encoding="utf-8")
    opened.index()
    assert also(opened) == {"c": ["d", "e"], "e": ["c"], "d": []}
    with contextlib.closing(sqlite3.connect(opened.config.index / "catalogue.sqlite")) as catalogue:
        gone = "SELECT count(*) FROM fingerprint WHERE passage NOT IN (SELECT no FROM passage)"
        assert catalogue.execute(gone).fetchone() == (0,)


def test_the_command_says_it_to_people_and_programs(opened, capsys):
    config = str(opened.config.file)
    assert main(["--config", config, "search", "--json", "lighthouse"]) == 0
    lines = [json.loads(line) for line in capsys.readouterr().out.splitlines()]
    assert sorted(len(line["also"]) for line in lines) == [0, 2, 2, 3]
    assert main(["--config", config, "search", "lighthouse"]) == 0
    assert "also in 2: b#char=" in capsys.readouterr().out


def test_reworded_wire_copy_is_one_origin(tmp_path):
    one = "Divers found on Tuesday that the sea wall of Port Emmer had sunk by 14 centimetres since the spring storms."
    other = "Divers found that the sea wall of Port Emmer had lately sunk by 14 centimetres since the spring storms."
    apart = "Since the spring storms, the wall against the sea at Port Emmer sank by 14 centimetres, divers have found."
    for name, text in {"Harbour Post": one, "Northern Wire": other, "Daily Meridian": apart}.items():
        (tmp_path / f"{name[0]}.md").write_text(article(name, 1, text), encoding="utf-8")
    with dossier.open(folder=tmp_path) as found:
        found.index()
        rows = [row for row in found.coverage() if row.kind in {"fact", "number"} and len(row.outlets) == 3]
        assert rows
        assert {row.independent for row in rows} == {2}
