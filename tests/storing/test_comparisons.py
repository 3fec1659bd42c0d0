"""Findings are kept and brought up to date: whatever changes, they are those of a dossier compared from scratch."""

from __future__ import annotations

import os
import random
import re
import shutil
import sqlite3
import sys
from collections import Counter
from collections.abc import Iterable
from contextlib import closing
from pathlib import Path
from types import ModuleType

import pytest

from dossier.config import load
from dossier.dossier import Dossier
from dossier.linking.compare.names import compare as compare_names
from dossier.linking.compare.names import near
from dossier.linking.compare.numbers import compare as compare_numbers
from dossier.linking.compare.quotes import compare as compare_quotes
from dossier.linking.compare.quotes import pair_score
from dossier.linking.coverage import coverage, timeline
from dossier.linking.entities import naming
from dossier.linking.matching import blocking_keys, contexts, sentences
from dossier.model import Article, Progress
from dossier.storing.findings import cache, child_process
from dossier.storing.findings.child_process import CompareProcesses
from dossier.storing.local import LocalStore

PYTHON = sys.executable
PLACES = ["Vintra", "Lower Kest", "Ombriel", "Maros", "Tarvala"]
THINGS = [
    "The flood in {place} killed {n} people and left {m} families without a home, the mayor said.",
    "About {n} soldiers were sent to {place} after the flood of {day} November.",
    "Rescuers in {place} counted {n} damaged houses along {m} kilometers of the river.",
    "“We have lost {n} boats and nobody has come,” said Ilse Brandt, a fisherwoman from {place}.",
    "The repairs of the bridge at {place} will cost {m} million dollars and begin on {day} December.",
    "Mara Oduya, the governor, visited {place} on {day} November and promised {n} tents.",
]


def article(chance: random.Random, number: int) -> str:
    told = [
        thing.format(place=chance.choice(PLACES), n=chance.randint(2, 60), m=chance.randint(2, 9), day=9)
        for thing in chance.sample(THINGS, 4)
    ]
    front = f"---\ntitle: Flood {number}\noutlet: Post {number % 4}\ndate: 2025-11-{10 + number % 9}\n---\n\n"
    return front + "\n\n".join(told) + "\n"


@pytest.fixture
def opened(tmp_path: Path) -> Dossier:
    (tmp_path / "articles").mkdir()
    (tmp_path / "config.yaml").write_text("sources: [articles]\nindex: index\n")
    return Dossier(load(str(tmp_path / "config.yaml")))


def fill(folder: Path, count: int) -> random.Random:
    chance = random.Random(5)
    for number in range(count):
        (folder / "articles" / f"{number:03}.md").write_text(article(chance, number))
    return chance


def again(folder: Path) -> Dossier:
    return Dossier(load(str(folder / "config.yaml")))


def test_what_is_brought_up_to_date_is_what_is_found_from_scratch(
    opened: Dossier, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(blocking_keys, "_ALL", 20)  # so that a small dossier is compared as a large one is
    monkeypatch.setattr(blocking_keys, "_WINDOW", 4)
    monkeypatch.setattr(contexts, "_MANY", 40)
    monkeypatch.setattr(compare_numbers, "_MANY", 20)
    monkeypatch.setattr(sentences, "_MANY", 40)
    monkeypatch.setattr(pair_score, "_SAMPLE", 30)
    chance = fill(tmp_path, 20)
    kept = tmp_path / "index" / "comparisons.sqlite"
    for step in range(7):  # as it is first, then after each kind of change, twice
        files = sorted((tmp_path / "articles").iterdir())
        opened.index()
        updated, dated, covered = opened.compare(), opened.timeline(), opened.coverage()
        aside = kept.rename(tmp_path / "aside.sqlite")
        with again(tmp_path) as fresh:
            assert fresh.compare() == updated
            assert fresh.timeline() == dated
            assert fresh.coverage() == covered
        aside.replace(kept)
        assert {finding.kind for finding in updated} >= {"number", "date", "quote"}
        match step % 3:
            case 0:
                chance.choice(files).write_text(article(chance, 100 + step))
            case 1:
                chance.choice(files).unlink()
            case _:
                (tmp_path / "articles" / f"{chance.randint(0, 99):03}-new.md").write_text(article(chance, 50 + step))


def test_what_two_processes_find_is_what_one_finds(
    opened: Dossier, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    fill(tmp_path, 20)
    opened.index()
    alone, timeline_alone, coverage_alone = opened.compare(), opened.timeline(), opened.coverage()
    assert {finding.kind for finding in alone} >= {"number", "date", "quote"}
    monkeypatch.setattr(cache, "_MANY", 0)
    monkeypatch.setattr(os, "cpu_count", lambda: 2)
    kinds: list[str] = []
    real = compare_quotes.compare_quotes
    monkeypatch.setattr(compare_quotes, "compare_quotes", lambda *given: (kinds.append("quote"), real(*given))[1])
    for python in (PYTHON, "/nowhere/python", shutil.which("false")):
        (tmp_path / "index" / "comparisons.sqlite").unlink()
        monkeypatch.setattr(sys, "executable", python)
        kinds.clear()
        with again(tmp_path) as both:
            assert both.compare() == alone
            assert (both.timeline(), both.coverage()) == (timeline_alone, coverage_alone)
        assert (kinds == []) == (python == PYTHON)  # where the other process fails, this one does its part


def test_one_changed_article_has_little_worked_out_again(
    opened: Dossier, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    fill(tmp_path, 30)
    weighed: list[object] = []
    real = compare_numbers.packed_score
    monkeypatch.setattr(compare_numbers, "packed_score", lambda *of, **how: (weighed.append(of), real(*of, **how))[1])
    opened.index()
    opened.compare()
    every = len(weighed)
    weighed.clear()
    changed = tmp_path / "articles" / "007.md"
    front, _, text = changed.read_text().rpartition("---")
    changed.write_text(f"{front}---{re.sub(r'[0-9]+ (?=people|sold|damaged|boats|tents)', '71 ', text)}")
    opened.index()
    opened.compare()
    assert 0 < len(weighed) < every / 5  # the pairs with numbers of the changed one
    weighed.clear()
    opened.index()  # nothing has changed
    with again(tmp_path) as other:
        assert other.compare() == opened.compare()
    assert weighed == []


def test_one_changed_article_has_only_what_it_tells_told_again(
    opened: Dossier, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    fill(tmp_path, 30)
    done: list[str] = []

    def counted(module: ModuleType, name: str) -> None:
        real = getattr(module, name)
        monkeypatch.setattr(module, name, lambda *given: (done.append(name), real(*given))[1])

    for module, name in (
        (compare_names, "_told"),
        (compare_numbers, "_group_told"),
        (compare_numbers, "weighed_of"),
        (near, "_judged"),
        (compare_quotes, "finding_of"),
        (pair_score, "_score_of_words"),
        (coverage, "_covered"),
        (sentences, "_begun"),
        (timeline, "_sketch"),
    ):
        counted(module, name)
    real = compare_quotes.SKETCHES[naming.NAMES]
    monkeypatch.setitem(compare_quotes.SKETCHES, naming.NAMES, lambda given: (done.append("names"), real(given))[1])
    opened.index()
    opened.compare(), opened.timeline(), opened.coverage()
    every = Counter(done)
    done.clear()
    changed = tmp_path / "articles" / "007.md"
    changed.write_text(changed.read_text() + "\n\n“The ferry is late,” said Ilse Brandt.\n")
    opened.index()
    opened.compare(), opened.timeline(), opened.coverage()
    again = Counter(done)
    assert again["names"] == again["_begun"] == again["_sketch"] == 1  # of 30 articles
    assert again["_score_of_words"] <= every["_same_words"] / 3
    assert again["finding_of"] <= every["finding_of"] / 2  # one utterance may be in many articles
    assert 0 < again["_told"] < every["_told"]  # names of the changed article, of which most articles have some
    assert 0 < again["_group_told"] <= every["_group_told"] / 2
    assert 0 < again["weighed_of"] <= every["weighed_of"] / 5
    assert again["_judged"] == 0
    assert again["_covered"] < every["_covered"]


def test_what_is_kept_may_be_gone_damaged_or_closed(opened: Dossier, tmp_path: Path) -> None:
    fill(tmp_path, 6)
    opened.index()
    found = opened.compare()
    kept = tmp_path / "index" / "comparisons.sqlite"
    assert found
    assert kept.exists()
    kept.write_bytes(b"no database at all" * 400)
    with again(tmp_path) as other:
        assert other.compare() == found
    with again(tmp_path) as other:
        assert other.compare() == found
    kept.unlink(missing_ok=True)
    kept.mkdir()  # as good as a folder that cannot be written
    with again(tmp_path) as other:
        assert other.compare() == found
        assert other.timeline() == opened.timeline()
        assert other.coverage() == opened.coverage()


def test_what_is_kept_by_a_stranger_is_made_anew_and_said(opened: Dossier, tmp_path: Path) -> None:
    fill(tmp_path, 6)
    opened.index()
    found = opened.compare()
    kept = tmp_path / "index" / "comparisons.sqlite"
    with sqlite3.connect(kept) as connection:
        connection.execute("ALTER TABLE answer RENAME TO other")
        connection.execute(
            "CREATE VIEW answer AS WITH RECURSIVE n(name, rank, data) AS (SELECT 'findings', 0, ''"
            " UNION ALL SELECT name, rank + 1, data FROM n) SELECT * FROM n"
        )
    with again(tmp_path) as other:
        assert other.compare() == found
        assert "not this program's" in (other.search("the").notice or "")
    with again(tmp_path) as other:
        assert other.compared()


def test_answers_that_another_program_changes_are_made_anew_and_said(opened: Dossier, tmp_path: Path) -> None:
    fill(tmp_path, 6)
    opened.index()
    found = opened.compare()
    with closing(sqlite3.connect(tmp_path / "index" / "comparisons.sqlite")) as connection, connection:
        connection.execute("UPDATE answer SET data = replace(data, 'number-', 'number-old')")
    with again(tmp_path) as other:
        assert not other.compared()
        assert other.compare() == found
        assert "not this program's" in (other.search("the").notice or "")
    with again(tmp_path) as other:
        assert other.compared()


def test_answers_are_the_same_when_opened_again(opened: Dossier, tmp_path: Path) -> None:
    fill(tmp_path, 12)
    opened.index()
    opened.timeline(), opened.coverage()
    with again(tmp_path) as other:
        assert other.timeline() == opened.timeline()
        assert other.coverage() == opened.coverage()
        assert other.compare() == opened.compare()


def test_findings_are_kept_where_no_folder_is_as_on_a_cluster(opened: Dossier, tmp_path: Path) -> None:
    fill(tmp_path, 4)
    opened.index()
    elsewhere = tmp_path / "elsewhere" / "comparisons.sqlite"
    assert cache.Comparisons(opened._store, elsewhere).findings()
    assert cache.Comparisons(opened._store, elsewhere).known()


def test_another_program_works_everything_out_again(
    opened: Dossier, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    fill(tmp_path, 6)
    opened.index()
    found = opened.compare()
    kept = tmp_path / "index" / "comparisons.sqlite"
    with sqlite3.connect(kept) as connection:
        connection.execute("UPDATE answer SET data = replace(data, 'number-', 'number-old')")
    (opened.config.state / "comparisons-written").unlink()  # as in a version that did not keep it: the row is believed
    with again(tmp_path) as other:
        assert other.compare() != found
    monkeypatch.setattr(cache, "parts", lambda room: ["another program", room])
    with again(tmp_path) as other:
        assert other.compare() == found


def read_articles(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """Return a list that the ids of articles come into as they are read."""
    read: list[str] = []
    articles = LocalStore.articles

    def reading(store: LocalStore, ids: Iterable[str]) -> dict[str, Article]:
        wanted = list(ids)
        read.extend(wanted)
        return articles(store, wanted)

    monkeypatch.setattr(LocalStore, "articles", reading)
    return read


def test_who_asks_about_one_article_reads_no_other(
    opened: Dossier, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    fill(tmp_path, 6)
    opened.index()
    read = read_articles(monkeypatch)
    monkeypatch.setattr(LocalStore, "versions", lambda _: pytest.fail("the keys of all articles are read"))
    one = opened.articles()[3].id
    assert list(opened.claims(article=one))
    assert set(read) == {one}


def test_long_work_tells_how_far_it_is_and_can_be_ended(opened: Dossier, tmp_path: Path) -> None:
    fill(tmp_path, 6)
    opened.index()
    steps: list[Progress] = []
    opened.coverage(steps.append)
    stages = list(dict.fromkeys(step.stage for step in steps))
    assert {
        "reading articles",
        "reading names",
        "comparing numbers",
        "judging numbers",
        "reading quotations",
        "tracing facts",
    } <= {*stages}
    assert all(0 <= step.done < step.total for step in steps)
    assert stages.index("reading names") < stages.index("judging numbers") < stages.index("tracing facts")

    def stop(step: Progress) -> None:
        if step.stage == "comparing numbers":
            raise KeyboardInterrupt

    (tmp_path / "articles" / "new.md").write_text(article(random.Random(9), 9))
    opened.index()
    with pytest.raises(KeyboardInterrupt):
        opened.compare(progress=stop)
    assert not opened.compared()
    assert opened.compare() == again(tmp_path).compare()


def test_processes_beside_this_one_tell_how_far_they_are(opened: Dossier, tmp_path: Path, monkeypatch) -> None:
    fill(tmp_path, 6)
    opened.index()
    steps: list[Progress] = []
    kept = opened._comparisons
    monkeypatch.setattr(child_process, "_LOOK", 0.001)  # else both may be done between two looks
    with CompareProcesses(opened.config, kept._file, [["name", "quote"], ["date"]]) as processes:
        assert processes.found(kept._state(), steps.append) is not None
    # Which of its lines are seen is a matter of the machine.
    assert all(step.stage.startswith(("reading", "comparing", "judging")) for step in steps)
    assert steps[-1].total > 0
    assert {step.total for step in steps if step.stage.startswith("reading")} <= {len(opened.articles())}
    asked: list[object] = []
    monkeypatch.setattr(CompareProcesses, "found", lambda _, __, progress: asked.append(progress))
    monkeypatch.setattr(cache, "_MANY", 1)
    monkeypatch.setattr(os, "cpu_count", lambda: 2)
    opened.compare(progress=steps.append)
    assert asked == [steps.append]
