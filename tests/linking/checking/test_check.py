"""A draft against the articles: each kind of mistake has its status and a reason; what stands in them is supported."""

from __future__ import annotations

import json
from contextlib import contextmanager

import pytest

from dossier.cli import main
from dossier.config import load
from dossier.dossier import Dossier

ONE = """Harbour strike ends

The Vintra Gazette

2025-03-04

Dock workers in Ombriel went back to work on Monday, 3 March 2025 after eleven days, said Tomas Reed, who leads the
union. “We have won what we asked for and nobody will lose a day of pay,” Reed said. The port authority said 340 ships
had waited.

Ilse Brandt, the transport minister, did not take part in the talks.
"""
TWO = """Ships leave Ombriel again

Kest Herald

2025-03-04

The strike at Ombriel is over. Union leader Tomas Reed said: “We have won what we asked for and nobody will lose a
day of pay.” The port authority counted 340 ships that had waited. Transport minister Ilse Brandt stayed away.
“The owners didn’t promise us a fair year,” he said.
"""


@pytest.fixture(scope="module")
def opened(tmp_path_factory):
    with in_folder(tmp_path_factory.mktemp("checking")) as dossier:
        yield dossier


@contextmanager
def in_folder(folder, one=ONE):
    (folder / "one.txt").write_text(one, encoding="utf-8")
    (folder / "two.txt").write_text(TWO, encoding="utf-8")
    (folder / "config.yaml").write_text("sources: [one.txt, two.txt]\nindex: index\nnotebook: notebook.yaml\n")
    with Dossier(load(folder / "config.yaml")) as dossier:
        dossier.index()
        yield dossier


def statuses(opened, text):
    """The status of each claim of a one-paragraph draft by its words."""
    draft = f"A draft\n\n{text}\n"
    return {claim.text: claim for claim in opened.check(draft.encode(), published="2025-03-05")}


def test_what_stands_in_the_articles_is_supported(opened):
    claims = statuses(
        opened, "“We have won what we asked for and nobody will lose a day of pay,” said Tomas Reed in Ombriel."
    )
    assert claims["We have won what we asked for and nobody will lose a day of pay,"].status in {"supported", "single"}
    assert claims["Tomas Reed"].status == "supported"
    assert claims["Ombriel"].status == "supported"


@pytest.mark.parametrize(
    ("said", "status", "why"),
    [
        ("“We have won what we asked for and nobody will lose an hour of pay,” said Tomas Reed.", "misquoted", "hour"),
        (
            "“We have won what we asked for and nobody will lose a day of Leave,” said Tomas Reed.",
            "misquoted",
            "The draft has “Leave”, where the source has “pay”.",
        ),
        (
            "“They have won what we asked for and nobody will lose a day of pay,” said Tomas Reed.",
            "misquoted",
            "The draft has “They”, where the source has “We”.",
        ),
        ("“We have won what we asked for,” said Ilse Brandt.", "misattributed", "Reed"),
        ("“We have won and nobody will lose a day of pay,” said Tomas Reed.", "misquoted", "left out"),
        ("“We have won … and nobody will lose a day of pay,” said Tomas Reed.", "compatible", "Shortened"),
        ("“We have won … and nobody will lose a day,” said Ilse Brandt.", "misattributed", "Reed"),
        # One gap is marked, and the other is not; a mark where the sense is turned is none.
        ("“We have won … and nobody will lose day of pay,” said Tomas Reed.", "misquoted", "mark: “a”"),
        ("“The owners … promise us a fair year,” the union said.", "misquoted", "turn its sense: “didn’t”"),
        # Of two words that are the same, either may be the one that stays.
        ("“We have won … we asked for and nobody will lose a day of pay,” said Tomas Reed.", "compatible", "Shortened"),
        ("“counted 340 ships that had waited,” said Tomas Reed.", "misquoted", "not in quotation marks"),
        ("“promise us a fair year,” said Tomas Reed.", "misquoted", "turn its sense"),
        ("They did not “promise us a fair year,” said Ilse Brandt.", "single", "Word for word"),
        (
            "“[The dockers] have won what we asked for and nobody will lose a day of pay,” said Tomas Reed.",
            "compatible",
            "brackets",
        ),
        ("“We never have won what we wanted,” said Tomas Reed.", "misquoted", "“never wanted”"),
        ("“Nothing has been decided about the next year,” said Tomas Reed.", "absent", "No source"),
    ],
)
def test_quotations_are_checked_word_for_word(opened, said, status, why):
    found = [claim for claim in statuses(opened, said).values() if claim.kind == "quote"]
    assert [claim.status for claim in found] == [status], found
    assert why in found[0].why


@pytest.mark.parametrize(
    ("said", "name", "status"),
    [
        ("The talks in Ombreil went well, said Tomas Reed.", "Ombreil", "misspelt"),
        ("Ilse Brandl, the transport minister, stayed away.", "Ilse Brandl", "misspelt"),
        ("Greta Brandt stayed away from Ombriel.", "Greta Brandt", "differs"),
        ("PRESS RELEASE Ilsa Brandt", "Ilsa Brandt", "misspelt"),
        ("Then Ilse Brandtn, the transport minister, came.", "Ilse Brandtn", "misspelt"),
        ("The crews listened to Reed.", "Reed", "single"),
        ("Transport minister Tomas Reed was pleased.", "Tomas Reed", "differs"),
        ("The talks took place in Tarvala.", "Tarvala", "absent"),
    ],
)
def test_names_are_checked_by_their_spelling_and_role(opened, said, name, status):
    assert statuses(opened, said)[name].status == status


@pytest.mark.parametrize(
    ("said", "claim", "why"),
    [
        ("They went back on Tuesday, 3 March 2025.", "Tuesday, 3 March 2025", "is a Monday"),
        ("Paulo Lind, 61, who was born in 1970, was there.", "61", "54 or 55"),
        ("The union says 30 of the 80 ships (50 percent) left.", "50 percent", "37.5 percent"),
        ("There were 12 women and 15 men, in all 30 people.", "30", "= 27"),
        ("Marta Olveira came first. Later Marta Oliveira left.", "Marta Oliveira", "also spells"),
    ],
)
def test_a_draft_is_checked_against_itself(opened, said, claim, why):
    found = statuses(opened, said)[claim]
    assert (found.status, why in found.why) == ("inconsistent", True), found


def test_what_a_source_has_in_brackets_may_be_left_out(tmp_path):
    said = "“We sold the old ferry last week [on 3 March] to the owners of the other quay,” said Tomas Reed."
    with in_folder(tmp_path, f"Ferry sold\n\n{said}\n") as dossier:
        found = statuses(dossier, said.replace(" [on 3 March]", ""))
    (quote,) = [claim for claim in found.values() if claim.kind == "quote"]
    assert (quote.status, "in brackets" in quote.why) == ("compatible", True), quote


def test_a_contradiction_in_the_draft_says_what_the_sources_have_too(opened):
    said = "Dock workers in Ombriel went back to work on Tuesday, 3 March 2025 after eleven days."
    found = statuses(opened, said)["Tuesday, 3 March 2025"]
    assert found.status == "inconsistent"
    assert found.evidence
    assert found.why == "3 Mar 2025 is a Monday. The Vintra Gazette has “Monday, 3 March 2025”."


def test_of_two_spellings_the_one_that_no_source_has_is_wrong(opened):
    for said in ("Ilse Brandl came first. Later Ilse Brandt left.", "Ilse Brandt came first. Later Ilse Brandl left."):
        found = statuses(opened, said)
        assert (found["Ilse Brandl"].status, "also spells it" in found["Ilse Brandl"].why) == ("misspelt", True), said
        assert found["Ilse Brandt"].status == "supported"


def test_true_parts_ages_and_weekdays_are_no_contradiction(opened):
    said = (
        "They went back on Monday, 3 March 2025. Paulo Lind, 54, who was born in 1970, was there. The union says "
        "40 of the 80 ships (50 percent) left. There were 12 women and 15 men, in all 27 people."
    )
    assert "inconsistent" not in {claim.status for claim in statuses(opened, said).values()}


def test_every_place_of_the_evidence_holds_its_words(opened):
    said = "“We have won what we asked for and nobody will lose a day of pay,” said Tomas Reed. 340 ships waited."
    claims = statuses(opened, said)
    places = [place for claim in claims.values() for place in claim.evidence]
    assert places
    for place in places:
        assert opened.article(place.article).text[place.start : place.end] == place.text


def test_the_command_shows_the_words_around_a_figure_once_for_each_article(opened, tmp_path, capsys):
    draft = tmp_path / "draft.txt"
    draft.write_text("The port authority counted 340 ships that had waited.\n", encoding="utf-8")
    assert main(["--config", str(opened.config.file), "check", str(draft), "--all"]) == 0
    shown = [line for line in capsys.readouterr().out.splitlines() if "«340»" in line]
    assert len(shown) == 2
    assert "The port authority counted «340» ships that had waited" in " ".join(shown)


def test_the_command_ends_with_1_for_a_mistake_and_writes_footnotes(opened, tmp_path, capsys):
    config = str(opened.config.file)
    draft = tmp_path / "draft.md"
    draft.write_text("# The talks\n\n“We have won what we asked for,” said Ilse Brandt.\n", encoding="utf-8")
    written = tmp_path / "checked.md"
    assert main(["--config", config, "check", str(draft), "--write", str(written)]) == 1
    out = capsys.readouterr().out
    assert "misattributed  quote  line 3" in out
    assert "[^check-1]: **misattributed**" in written.read_text(encoding="utf-8")
    draft.write_text("Tomas Reed leads the union in Ombriel.\n", encoding="utf-8")
    assert main(["--config", config, "check", str(draft), "--json"]) == 0
    keys = {"start", "end", "text", "kind", "status", "why", "evidence"}
    assert all(set(json.loads(line)) == keys for line in capsys.readouterr().out.splitlines())


@pytest.fixture
def own(tmp_path):
    with in_folder(tmp_path) as dossier:  # of this test's own home, in which the command opens it too
        yield dossier


def test_the_command_honours_accepted_claims_and_says_so(own, tmp_path, capsys):
    draft = tmp_path / "draft.txt"
    draft.write_text("A draft\n\nTransport minister Ilse Brandtt stayed away from Ombriel.\n", encoding="utf-8")
    config = str(own.config.file)
    words = ["--config", config, "check", str(draft), "--date", "2025-03-05"]
    assert main(words) == 1
    article = own.draft(draft, published="2025-03-05")
    (wrong,) = [claim for claim in own.check_draft(article) if claim.wrong]
    own.accept_claim(article, wrong, "spelt so in the register")
    capsys.readouterr()
    assert main([*words, "--write", str(tmp_path / "out.md")]) == 0
    out = capsys.readouterr().out
    assert "accepted  misspelt  name  line 3: Ilse Brandtt" in out
    assert "Accepted: spelt so in the register" in out
    assert "1 accepted" in out
    assert "**misspelt, accepted**" in (tmp_path / "out.md").read_text(encoding="utf-8")
    assert main([*words, "--json"]) == 0
    told = [json.loads(line) for line in capsys.readouterr().out.splitlines()]
    assert [one["accepted"] for one in told if "accepted" in one] == ["spelt so in the register"]
    own.accept_claim(article, next(c for c in own.check_draft(article) if c.accepted), None)
    assert main(words) == 1


def test_what_rests_on_an_anonymous_source_says_so(tmp_path):
    said = "The pay offer is worth 640 dollars a month, said an official on condition of anonymity."
    with in_folder(tmp_path, f"Pay talks\n\n{said}\n") as dossier:
        found = statuses(dossier, "The pay offer is worth 640 dollars a month.")["640 dollars"]
    assert (found.status, found.why.endswith("It rests on an anonymous source alone.")) == ("single", True), found


@pytest.mark.parametrize(
    ("words", "why"),
    [
        (["nosuch.md"], "There is no file nosuch.md."),
        (["."], ". is a folder; a draft is one file."),
        (["empty.md"], "empty.md: It is empty."),
        (["draft.md", "--date", "Friday"], "--date takes a day such as 2025-11-29, not 'Friday'."),
    ],
)
def test_a_draft_that_cannot_be_checked_is_told_in_one_sentence(opened, tmp_path, monkeypatch, capsys, words, why):
    monkeypatch.chdir(tmp_path)
    (tmp_path / "empty.md").touch()
    (tmp_path / "draft.md").write_text("Tomas Reed leads the union.\n", encoding="utf-8")
    assert main(["--config", str(opened.config.file), "check", *words]) == 2
    assert capsys.readouterr().err.splitlines()[-1] == f"dossier: {why}"
