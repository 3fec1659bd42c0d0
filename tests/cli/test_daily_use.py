"""Where somebody who used the command line for a day once stumbled: each step as it is now."""

from __future__ import annotations

import json
import subprocess

import pytest

from dossier.cli import main
from tests.cli.test_cli import Program
from tests.conftest import ROOT


@pytest.fixture
def ours(sample, capsys):
    return Program(sample, capsys)


def test_compare_is_limited_to_a_link_an_article_and_words(ours):
    every = ours.json("compare")
    place = every[0]["readings"][0]["spans"][0]
    link = f"{place['article']}#char={place['start']},{place['end']}"
    for arguments in ((link,), ("--article", place["article"]), ("--about", every[0]["about"].split()[-1])):
        found = ours.json("compare", *arguments)
        assert every[0]["id"] in [one["id"] for one in found]
        assert len(found) < len(every) or len(every) == 1


def test_a_verdict_that_no_finding_has_is_said_as_that(ours):
    verdicts = {one["verdict"] for one in ours.json("compare")}
    missing = next(one for one in ("conflict", "unclear", "explained", "compatible", "agree") if one not in verdicts)
    ours("compare", "--verdict", missing)
    assert f"has the verdict “{missing}”" in ours.err


def test_highlights_lie_in_the_passage_or_in_the_title(ours):
    hit = ours.json("search", "border")[0]
    text = ours.json("show", hit["article"])[0]["text"]
    for start, end in hit["highlights"]:
        assert text[start:end].strip()


def test_a_file_that_is_there_already_is_told_once_and_an_old_word_file_by_its_remedy(tmp_path, monkeypatch, capsys):
    (tmp_path / "in").mkdir()
    page = tmp_path / "in" / "pier.txt"
    page.write_text("Pier shut\n\nThe pier was shut on Friday.\n", encoding="utf-8")
    (tmp_path / "config.yaml").write_text("sources: [in]\n", encoding="utf-8")
    old = tmp_path / "draft.doc"
    old.write_bytes(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1")
    monkeypatch.chdir(tmp_path)
    assert main(["index"]) == 0
    capsys.readouterr()
    main(["add", "in/pier.txt", str(old)])
    told = "".join(capsys.readouterr())
    assert "already there: " in told
    assert told.count("pier.txt") == 1
    assert "An old Word file (.doc): save it again as .docx." in told


def test_a_file_of_a_folder_that_is_opened_as_it_is_is_said_to_be_there(tmp_path, monkeypatch, capsys):
    (tmp_path / "story").mkdir()
    (tmp_path / "pier.txt").write_text("Pier shut\n\nThe pier of Vale is shut.\n", encoding="utf-8")
    monkeypatch.chdir(tmp_path)
    assert main(["add", "pier.txt"]) == 0
    assert "already there: pier.txt" in capsys.readouterr().out
    assert sorted(one.name for one in tmp_path.iterdir()) == ["pier.txt", "story"]


def test_numbers_are_printed_with_the_plural_of_what_they_measure(ours):
    told = ours("numbers")
    assert "days" in told
    assert " 103 day " not in told


def test_the_first_installation_says_how_long_it_takes():
    plan = subprocess.run(
        ["make", "-n", "-B", "run"], cwd=ROOT, capture_output=True, text=True, check=True
    ).stdout  # fmt: skip
    assert "about a minute" in plan


def test_a_quotation_in_a_list_has_no_comma_before_its_closing_mark(ours):
    told = ours("quotes")
    assert "“" in told
    assert ",”\n" not in told


def test_a_noted_quotation_has_none_either(ours):
    quote = next(one for one in ours.json("quotes") if one["text"].endswith(","))
    link = f"{quote['article']}#char={quote['start']},{quote['end']}"
    note = json.loads(ours("notes", "add", link, "--json"))
    assert note["quote"] == quote["text"].removesuffix(",")


def test_words_of_a_country_are_not_laid_in_the_mouth_of_its_minister(ours):
    (quote,) = (one for one in ours.json("quotes") if one["speaker"] == "Peru")
    link = f"{quote['article']}#char={quote['start']},{quote['end']}"
    (finding,) = ours.json("compare", link, "--kind", "quote")
    assert finding["about"].startswith("Hugo de Zela: ")
    assert "the words are Peru’s" in finding["why"]
    (mine,) = (one for one in finding["readings"] if quote["article"] in one["articles"])
    assert mine["reading"].endswith("” — Peru")


def test_names_are_listed_under_one_vocabulary(ours):
    assert "people, organisations, places, nationalities and events" in " ".join(ours("entities", "--help").split())
