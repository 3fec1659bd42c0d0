"""What ends in one anonymous source is marked in every answer that tells it, and in the report."""

from __future__ import annotations

import json

import pytest

from dossier.cli import main
from dossier.config import load
from dossier.dossier import Dossier
from dossier.storing.findings import facts

OFFER = "The pay offer is worth 640 dollars a month, said an official on condition of anonymity."
MORE = "An unnamed source said that it was made on Monday. Talks go on until Friday."
SAID = (
    ("Pay talks", f"{OFFER}\n\n{MORE}"),
    ("Offer on pay", "The pay offer to the dock workers is worth 610 dollars a month, the port authority said."),
)


@pytest.fixture(scope="module")
def config(tmp_path_factory):
    folder = tmp_path_factory.mktemp("anonymous")
    for at, (title, text) in enumerate(SAID):
        (folder / f"{at}.txt").write_text(f"{title}\n\nPaper {at}\n\n2025-03-0{at + 4}\n\n{text}\n", encoding="utf-8")
    (folder / "config.yaml").write_text("sources: [0.txt, 1.txt]\nindex: index\nnotebook: notebook.yaml\n")
    with Dossier(load(folder / "config.yaml")) as dossier:
        dossier.index()
    return str(folder / "config.yaml")


def told(config, capsys, *words):
    main(["--config", config, *words])
    return capsys.readouterr().out


def test_compare_marks_the_reading_and_the_place(config, capsys):
    lines = told(config, capsys, "compare").splitlines()
    assert [line.split()[0] for line in lines if line.endswith("from an anonymous source")] == ["640"]
    found = [json.loads(line) for line in told(config, capsys, "compare", "--kind", "number", "--json").splitlines()]
    readings = [reading for finding in found for reading in finding["readings"]]
    marks = {one["reading"]: [span.get("anonymous") for span in one["spans"]] for one in readings}
    assert (marks["640 USD"], marks["610 USD"]) == ([True], [None])


def test_the_timeline_marks_the_sentence_and_not_its_neighbour(config, capsys):
    entries = [json.loads(line) for line in told(config, capsys, "timeline", "--json").splitlines()]
    assert {entry["phrase"]: entry.get("anonymous") for entry in entries if entry["kind"] == "event"} == {
        "Monday": True,
        "Friday": None,
    }


def test_related_marks_a_passage(config, capsys):
    (found,) = [json.loads(line) for line in told(config, capsys, "related", "1#char=35,120", "--json").splitlines()]
    assert (found["article"], found["anonymous"]) == ("0", True)
    assert "from an anonymous source" in told(config, capsys, "related", "1#char=35,120")


def test_the_report_marks_the_reading_and_what_is_dated(config, capsys, tmp_path):
    told(config, capsys, "export", "report", str(tmp_path / "report.html"))
    assert (tmp_path / "report.html").read_text(encoding="utf-8").count("(anonymous source)") == 2


def test_the_articles_of_some_findings_are_read_at_once(config, capsys, monkeypatch):
    reads = []
    real = facts._read
    monkeypatch.setattr(facts, "_read", lambda store, ids: (reads.append(list(ids)), real(store, ids))[1])
    shown = told(config, capsys, "compare")
    reads.clear()  # what is told is known now
    assert told(config, capsys, "compare") == shown
    told(config, capsys, "compare", "--json")
    assert [sorted(ids) for ids in reads] == [["0", "1"]] * 2
