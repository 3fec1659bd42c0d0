"""The command line as people and programs meet it, on the sample and, where they stand, on the real articles."""

from __future__ import annotations

import json
import os
import subprocess
import sys

import pytest

from dossier.cli import main


class Program:
    """`dossier --config …`, in this process."""

    def __init__(self, config, capsys):
        self.config = config
        self.capsys = capsys

    def __call__(self, *arguments, code=0):
        self.capsys.readouterr()
        assert main(["--config", str(self.config), *arguments]) == code
        out, self.err = self.capsys.readouterr()
        return out

    def json(self, *arguments, code=0):
        return [json.loads(line) for line in self(*arguments, "--json", code=code).splitlines()]


@pytest.fixture
def program(both, capsys):
    return Program(both, capsys)


@pytest.fixture
def ours(sample, capsys):
    return Program(sample, capsys)


def number_of(article):
    """The seeds are numbered alike in both folders."""
    return article["id"][:3] if isinstance(article, dict) else article[:3]


def test_index_says_what_it_did(program):
    (first,) = program.json("index")
    assert (first["articles"], first["added"], first["failed"]) == (5, 5, [])
    (second,) = program.json("index")
    assert (second["articles"], second["added"], second["changed"], second["removed"]) == (5, 0, 0, 0)


def test_articles_have_their_dates_and_bylines(program):
    found = {number_of(a): a for a in program.json("articles")}
    days = {number: a["published"] for number, a in found.items()}
    assert days == {
        "000": "2025-11-29",
        "001": "2025-11-28",
        "002": "2025-11-29",
        "003": "2025-11-30",
        "004": "2025-11-28",
    }
    assert all(a["published_from"] and a["title"] and a["language"] == "en" for a in found.values())
    assert [n for n, a in found.items() if a["byline"]] == ["004"]
    assert len(found["004"]["byline"].split(", ")) == 2


def test_no_furniture_is_a_passage_a_name_or_a_number(program):
    (shown,) = [json.loads(program("show", program.json("articles")[4]["id"], "--json"))]
    text = shown["text"]
    furniture = [(z["start"], z["end"]) for z in shown["zones"] if z["zone"] == "furniture"]
    assert shown["zones"][0]["start"] == 0
    assert shown["zones"][-1]["end"] == len(text)
    assert any("Privacy" in text[start:end] for start, end in furniture)
    spans = [*shown["passages"], *program.json("numbers"), *program.json("dates"), *program.json("quotes")]
    spans += [m for e in program.json("entities", "--mentions") for m in e["mentions"]]
    for span in spans:
        if span.get("article", shown["id"]) == shown["id"]:
            assert not any(span["start"] < end and start < span["end"] for start, end in furniture), span


def test_accents_fold_both_ways(program):
    with_accent = program.json("search", "jerí")
    without = program.json("search", "jeri")
    assert with_accent
    assert [(h["article"], h["start"]) for h in with_accent] == [(h["article"], h["start"]) for h in without]


def test_a_phrase_is_found_in_all_five_with_exact_highlights(program):
    hits = program.json("search", '"state of emergency"', "--limit", "100")
    assert {number_of(h["article"]) for h in hits} == {"000", "001", "002", "003", "004"}
    texts = {a["id"]: json.loads(program("show", a["id"], "--json"))["text"] for a in program.json("articles")}
    for hit in hits:
        assert hit["text"] == texts[hit["article"]][hit["start"] : hit["end"]]
        assert hit["highlights"]
        for start, end in hit["highlights"]:
            assert texts[hit["article"]][start:end].lower() == "state of emergency"


def test_the_president_and_the_candidate_are_two_people(program):
    people = program.json("entities", "--type", "PERSON")
    spellings = [{word for v in e["variants"] for word in v["text"].split()} for e in people]
    president = [s for s in spellings if s & {"Jeri", "Jerí", "Geri", "Jarí"}]
    candidate = [s for s in spellings if "Jara" in s]
    assert len(president) == 1
    assert {"Jeri", "Jerí", "Geri", "Jarí"} <= president[0]
    assert len(candidate) == 1
    assert {"Jeannette", "Jeanette", "Janet"} <= candidate[0]
    assert not president[0] & {"Jara"}


def test_numbers_say_what_the_words_allow(program):
    found = program.json("numbers")

    def has(**wanted):
        return any(all(q[key] == value for key, value in wanted.items()) for q in found)

    assert has(value=60, unit="day")
    assert has(value=330_000, bound="~")
    assert has(value=1_500_000, bound=">")
    assert has(value=2_200, unit="km")
    assert has(value=103, unit="day")
    assert has(value=111, unit="day")
    assert has(value=20, unit="percent", direction="up")
    assert has(value=100, bound=">=")
    assert has(value=100, bound=">")
    assert has(value=100, bound="<")
    assert has(value=None, low=24, high=99)
    assert not [q for q in found if q["value"] in {2015, 2025, 2026, 14, 29, 11, 710}]


def test_the_refusal_is_the_foreign_ministers(program):
    said = [q for q in program.json("quotes") if "We will not allow irregular migration" in q["text"]]
    assert len(said) == 2
    assert {q["speaker"] for q in said} == {"Hugo de Zela"}
    assert len({q["speaker_id"] for q in said}) == 1
    assert said[0]["speaker_id"]
    assert program.json("quotes", "--speaker", "Hugo de Zela")


def test_related_finds_the_refusal_elsewhere_first(program):
    refusal = next(q for q in program.json("quotes") if "We will not allow irregular" in q["text"])
    link = f"{refusal['article']}#char={refusal['start']},{refusal['end']}"
    found = program.json("related", link)
    assert all(r["query"] == link and r["article"] != refusal["article"] for r in found)
    first = found[:2]
    assert {number_of(r["article"]) for r in first} == {"002", "003"}
    assert "We will not allow irregular migration" in first[0]["text"]
    assert first[0]["shared"]["quotes"]


def test_a_note_is_added_listed_checked_and_removed(program):
    hit = program.json("search", "ultimatum")[0]
    (note,) = program.json("notes", "add", f"{hit['article']}#char={hit['start']},{hit['end']}", "--tag", "clock")
    assert note["quote"] == hit["text"].strip()
    assert note["tags"] == ["clock"]
    assert [n["id"] for n in program.json("notes", "list")] == [note["id"]]
    assert [c["status"] for c in program.json("notes", "check")] == ["exact"]
    program("notes", "remove", note["id"])
    assert program.json("notes", code=1) == []


def test_a_changed_article_fails_the_check(ours):
    hit = ours.json("search", "ultimatum")[0]
    ours("notes", "add", f"{hit['article']}#char={hit['start']},{hit['end']}")
    path = next((ours.config.parent / "seeds").glob(f"{hit['article']}*"))
    path.write_text(path.read_text(encoding="utf-8").replace("ultimatum", "deadline"), encoding="utf-8")
    (check,) = ours.json("notes", "check", code=1)
    assert check["status"] == "changed"
    assert "ultimatum" in check["was"]
    assert "deadline" in check["now"]


def test_a_folder_without_articles_says_where_they_belong(tmp_path, monkeypatch, capsys):
    monkeypatch.chdir(tmp_path)
    for words in (["search", "x"], ["articles"], ["index"]):
        assert main(words) == 1
        said = "".join(capsys.readouterr())
        assert f"There are no articles in {tmp_path} yet; put text, web pages or PDF files there." in said
    (tmp_path / "storm").mkdir()
    assert main(["storm", "search", "x"]) == 2
    assert "A folder opens in the app and takes no command; say `cd storm` first." in capsys.readouterr().err


def test_what_is_not_there_is_said_with_what_is(ours):
    ours("show", "000_andean-curier", code=2)
    assert "000_andean-courier" in ours.err
    ours("related", "nonsense", code=2)
    assert "a link looks like" in ours.err
    ours("search", "persn:kast", code=2)
    assert "person" in ours.err
    ours("search", "zzzzzz", code=1)
    assert "No passage" in ours.err
    ours("serch", "kast", code=2)
    assert "search" in ours.err


def test_doctor_says_what_is_wrong(ours):
    ours("index")
    os.environ["TERM"] = "xterm-256color"
    checks = ours.json("doctor")
    assert {c["check"] for c in checks} >= {"config", "sources", "index", "notebook", "terminal", "clipboard"}
    ours.config.write_text("sources: [seeds]\nnotebok: x\n", encoding="utf-8")
    (bad,) = [c for c in ours.json("doctor", code=1) if not c["ok"] and c["check"] == "config"]
    assert "did you mean 'notebook'" in bad["detail"]


def test_init_writes_a_configuration_once(tmp_path, capsys):
    (tmp_path / "articles").mkdir()
    assert main(["init", str(tmp_path)]) == 0
    assert "sources: [articles]" in (tmp_path / "config.yaml").read_text(encoding="utf-8")
    assert main(["init", str(tmp_path)]) == 2
    assert "is there already" in capsys.readouterr().err


def test_hostile_names_and_texts_reach_no_terminal(tmp_path, capsys):
    seeds = tmp_path / "seeds"
    seeds.mkdir()
    (tmp_path / "config.yaml").write_text("sources: [seeds]\n", encoding="utf-8")
    evil = "\x1b]0;owned\x07\x1b[2J \u202eevil\u202c [bold]x[/] [/] \x9b31m said Maria \x1b[31mKowalski\x1b[0m of Oslo."
    (seeds / "evil\x1b[31m.txt").write_text(f"{evil}\n\nThe mayor {evil} “{evil}” 200 people.\n", encoding="utf-8")
    (seeds / os.fsdecode(b"bytes\xff.txt")).write_text("A plain story of 12 boats in Oslo harbour.\n", encoding="utf-8")
    (seeds / "empty.txt").write_bytes(b"")
    (seeds / "binary.txt").write_bytes(b"\x00\x01\x02" * 500)
    os.mkfifo(seeds / "pipe.txt")
    (seeds / "out.txt").symlink_to("/etc/passwd")
    program = Program(tmp_path / "config.yaml", capsys)
    out = ""
    for command in (
        ["index"],
        ["articles"],
        ["search", "boats OR mayor"],
        ["entities"],
        ["numbers"],
        ["quotes"],
        ["dates"],
    ):
        for style in ([], ["--json"]):
            assert main(["--config", str(program.config), *command, *style]) in {0, 1}
            captured = capsys.readouterr()
            out += captured.out + captured.err
    assert not [char for char in out if char in "\x1b\x07\x9b\u202e"]
    (summary,) = program.json("index", "--rebuild")
    assert summary["articles"] == 2
    failed = {f["path"].rsplit("/", 1)[-1] for f in summary["failed"]}
    assert failed == {"empty.txt", "binary.txt", "pipe.txt", "out.txt"}


def test_a_folder_opens_without_preparation_and_a_pipe_is_refused(sample):
    run = subprocess.run(
        [sys.executable, "-m", "dossier", str(sample.parent / "seeds")],
        input="", capture_output=True, text=True, timeout=60, check=False,
    )  # fmt: skip
    assert run.returncode == 2
    assert run.stderr.startswith("dossier: ")
    assert run.stderr.count("\n") == 1


def test_asking_never_loads_the_terminal_app(sample):
    code = (
        "import sys; from dossier.cli import main; main(['--config', sys.argv[1], 'search', 'kast']); "
        "print([m for m in ('textual', 'rich', 'asyncio') if m in sys.modules], file=sys.stderr)"
    )
    run = subprocess.run(
        [sys.executable, "-c", code, str(sample)], capture_output=True, text=True, timeout=60, check=True
    )
    assert run.stderr.splitlines()[-1] == "[]"


def test_the_help_of_search_keeps_its_examples_apart(capsys):
    assert main(["search", "--help"]) == 0
    lines = capsys.readouterr().out.splitlines()
    assert "  ferry OR tram, NOT bus   alternatives; without" in lines
    assert not [line for line in lines if "\\b" in line]


def test_answers_that_are_empty_say_of_what(ours):
    assert ours("compare", "--verdict", "conflict") == ""
    assert "has the verdict “conflict”" in ours.err
    assert "No passage matches 'zqjx'." in (ours("search", "zqjx", code=1) + ours.err)
    assert "which column holds title" in " ".join(ours("add", "--help").split())


def test_a_place_in_an_article_without_an_outlet_has_the_title_by_which_reasons_call_it(tmp_path, capsys):
    (tmp_path / "in").mkdir()
    for name, title, days in (("one", "Ferry stops", 12), ("two", "No ferry to Skarholm", 15)):
        text = (
            f"{title}\n\n2025-11-20\n\nThe ferry to Skarholm will stop for {days} days from Friday, the office said.\n"
        )
        (tmp_path / "in" / f"{name}.txt").write_text(text, encoding="utf-8")
    (tmp_path / "config.yaml").write_text("sources: [in]\n", encoding="utf-8")
    shown = Program(tmp_path / "config.yaml", capsys)("compare", code=1)
    assert "“Ferry stops”" in shown.partition("number-")[0], "the reason"
    places = [line for line in shown.splitlines() if line.startswith("    one#char=")]
    assert places
    assert all(line.endswith("  “Ferry stops”") for line in places)
