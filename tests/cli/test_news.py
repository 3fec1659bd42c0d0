"""`dossier news`: what new and changed articles bring, and that nothing is left out when articles come one by one."""

import datetime as dt
import json
import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

import dossier
from dossier.cli import main

SEEDS = sorted((Path(__file__).parents[2] / "seeds").glob("*.txt"))
FERRY = """Ferry to Skarholm stops for 12 days

{outlet}

2025-11-20

The ferry to Skarholm will stop for {days} days from Friday, the harbour office said.

"We have no spare engine left in this harbour," said Ines Duarte.
"""


@pytest.fixture
def folder(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    (tmp_path / "in").mkdir()
    (tmp_path / "config.yaml").write_text("sources: [in]\n", encoding="utf-8")
    return tmp_path


def write(folder, name, **values):
    (folder / "in" / f"{name}.txt").write_text(FERRY.format(**values), encoding="utf-8")


def news(capsys, *words):
    capsys.readouterr()
    code = main(["news", "--json", *words])
    return code, [json.loads(line) for line in capsys.readouterr().out.splitlines()]


def test_a_file_of_another_name_brings_nothing_new(folder, capsys):
    write(folder, "one", outlet="Harbour Post", days=12)
    write(folder, "two", outlet="Vale Gazette", days=15)
    assert news(capsys, "--mark-read")[0] == 0
    (folder / "in" / "two.txt").rename(folder / "in" / "vale-gazette.txt")
    assert news(capsys) == (1, [])
    # A copy beside it is a new article.
    write(folder, "three", outlet="Vale Gazette", days=15)
    with dossier.open(folder / "config.yaml") as opened:
        assert len(opened.unread()) == 1


def test_facts_confirmations_verdicts_notes_and_searches_are_news(folder, capsys):
    write(folder, "one", outlet="Harbour Post", days=12)
    code, found = news(capsys, "--mark-read")
    assert code == 0
    assert {item["kind"] for item in found} == {"fact"}
    assert news(capsys) == (1, [])
    at = (folder / "in" / "one.txt").read_text(encoding="utf-8").index("12 days from")
    assert main(["notes", "add", f"one#char={at},{at + 7}"]) == 0
    (folder / "searches.yaml").write_text("engines: engine\n", encoding="utf-8")
    write(folder, "two", outlet="Vale Gazette", days=15)
    code, found = news(capsys)
    assert code == 0
    kinds = {item["kind"] for item in found}
    assert {"verdict", "fact", "note", "search"} <= kinds
    (turned,) = [item for item in found if item["kind"] == "verdict"]
    assert (turned["was"], turned["now"]) == (None, "conflict")
    assert turned["value"] == "12 days / 15 days"
    assert any(item["was"] == "single source" for item in found if item["kind"] == "fact")
    assert all(span["article"] == "two" for item in found if item["kind"] != "note" for span in item["spans"])
    assert main(["news", "--since", "2999-01-01"]) == 1
    assert main(["news", "--since", "soon"]) == 2
    assert "--since takes a day" in capsys.readouterr().err


def test_facts_that_only_new_articles_tell_carry_their_values(folder, capsys):
    write(folder, "one", outlet="Harbour Post", days=12)
    write(folder, "two", outlet="Vale Gazette", days=12)
    facts = [item for item in news(capsys)[1] if item["kind"] == "fact"]
    assert [item["value"] for item in facts if item["now"] == "number"] == ["12 days"]
    assert {item["value"] for item in facts if item["now"] in {"quote", "fact", "entity"}} == {""}
    assert main(["news"]) == 0
    assert "fact     12 days, " in capsys.readouterr().out


def test_a_corrected_article_brings_only_what_it_changed(folder, capsys):
    write(folder, "one", outlet="Harbour Post", days=12)
    assert news(capsys, "--mark-read")[0] == 0
    write(folder, "one", outlet="Harbour Post", days=20)
    found = news(capsys)[1]
    assert found == [] or all("20" in item["about"] + item["now"] + str(item["spans"]) for item in found)


def test_signs_and_spaces_bring_no_news(folder, capsys):
    write(folder, "one", outlet="Harbour Post", days=12)
    assert news(capsys, "--mark-read")[0] == 0
    file = folder / "in" / "one.txt"
    text = file.read_text(encoding="utf-8")
    file.write_text(text.replace('"We', "“We").replace('",', "”,").replace("\n\n", "\n\n\n"), encoding="utf-8")
    assert news(capsys) == (1, [])
    assert main(["news", "--mark-read"]) == 1
    # Since a day, too, a changed article counts from what stood in it before.
    assert news(capsys, "--since", f"{dt.datetime.now(tz=dt.UTC):%Y-%m-%d}") == (1, [])


def test_words_of_an_article_that_it_changes_are_not_confirmed_by_it(folder, capsys):
    said = "“We will not send a second ship to the island this winter, whatever the weather is”, said Ines Duarte.\n"
    for name, outlet in (("one", "Harbour Post"), ("two", "Vale Gazette")):
        write(folder, name, outlet=outlet, days=12)
        with (folder / "in" / f"{name}.txt").open("a", encoding="utf-8") as file:
            file.write(f"\n{said}")
    write(folder, "three", outlet="Kest Herald", days=12)
    assert news(capsys, "--mark-read")[0] == 0
    file = folder / "in" / "one.txt"
    file.write_text(file.read_text(encoding="utf-8").replace("We will not", "We will never"), encoding="utf-8")
    assert [item for item in news(capsys)[1] if item["now"] == "confirmed"] == []


def test_a_verdict_that_stays_and_has_another_reading_says_so(folder, capsys):
    write(folder, "one", outlet="Harbour Post", days=12)
    write(folder, "two", outlet="Vale Gazette", days=15)
    assert news(capsys, "--mark-read")[0] == 0
    write(folder, "three", outlet="Kest Herald", days=19)
    assert main(["news"]) == 0
    out = capsys.readouterr().out
    assert "(conflict, with another reading)" in out
    assert "conflict → conflict" not in out
    assert "verdict  12 days / 19 days …, " in out


@pytest.mark.parametrize(("output", "left"), [("reader that left", 1), ("full disk", 0)])
def test_news_are_marked_as_read_when_the_reader_has_seen_enough(folder, capsys, output, left):
    write(folder, "one", outlet="Harbour Post", days=12)
    if output == "full disk":
        number = os.open("/dev/full", os.O_WRONLY)
    else:
        reader, number = os.pipe()
        os.close(reader)
    command = [sys.executable, "-m", "dossier", "news", "--mark-read"]
    done = subprocess.run(command, check=False, stdout=number, stderr=subprocess.PIPE, text=True)
    os.close(number)
    assert ("cannot be written" in done.stderr) == (output == "full disk")
    assert news(capsys)[0] == left


@pytest.mark.parametrize("order", [SEEDS, SEEDS[::-1]], ids=["forwards", "backwards"])
def test_told_one_by_one_the_news_is_all_that_a_new_index_tells(folder, order):
    told, named = set(), 0
    with dossier.open(folder / "config.yaml") as d:
        for path in order:
            shutil.copy(path, folder / "in")
            d.index()
            items = d.news()
            for item in items:
                told |= {(span.article, span.start) for span in item.spans}
            names = [item.now == "entity" for item in items if item.kind == "fact"]
            assert names == sorted(names), "who is merely named stands behind what is told"
            named += sum(names)
            d.mark_read()
        assert named
        single = [row for row in d.coverage() if row.single_source and row.kind != "entity"]
        missing = [row.about for row in single for links in row.outlets.values() for link in links[:1]
                   if (link.partition("#")[0], int(link.partition("=")[2].partition(",")[0])) not in told]  # fmt: skip
        assert missing == []
        turned = [one for one in d.compare() if one.verdict in {"conflict", "explained"}]
        assert all(any((span.article, span.start) in told for r in one.readings for span in r.spans) for one in turned)
