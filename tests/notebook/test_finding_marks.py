"""What the user says of findings is kept, and every other byte of the file with it."""

from __future__ import annotations

import json

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import dossier
from dossier.cli import main
from dossier.model import DossierError
from dossier.notebook.finding_marks import FindingMarks, MarksError

MINE = b"# mine\r\nquote-1: seen   # checked with Ana\r\n\r\nnumber-2: 'wrong'\r\n# end"


def test_marks_come_and_go_and_the_rest_stays(tmp_path):
    path = tmp_path / "findings.yaml"
    path.write_bytes(MINE)
    marks = FindingMarks(path)
    assert marks.read() == {"quote-1": "seen", "number-2": "wrong"}
    marks.mark("date-3", "wrong", "Vote:\n“on Friday”")
    assert path.read_bytes() == MINE + "\r\ndate-3: wrong  # Vote: “on Friday”\r\n".encode()
    marks.mark("quote-1", "wrong")
    marks.mark("date-3", None)
    assert path.read_bytes() == MINE.replace(b": seen", b": wrong") + b"\r\n"
    marks.mark("number-2", None)
    marks.mark("never-there", None)
    assert path.read_bytes() == b"# mine\r\nquote-1: wrong   # checked with Ana\r\n\r\n# end\r\n"


def test_the_mark_that_some_editors_put_before_a_text_is_kept_and_disturbs_nothing(tmp_path):
    path = tmp_path / "findings.yaml"
    path.write_text("\ufeff# mine\nquote-1: seen\nnumber-2: wrong\n", "utf-8")
    FindingMarks(path).mark("quote-1", "wrong")
    FindingMarks(path).mark("date-3", "seen")
    assert path.read_text("utf-8") == "\ufeff# mine\nquote-1: wrong\nnumber-2: wrong\ndate-3: seen\n"
    FindingMarks(path).mark("quote-1", None)
    assert path.read_text("utf-8") == "\ufeff# mine\nnumber-2: wrong\ndate-3: seen\n"


def test_a_missing_file_is_made_with_a_line_that_says_what_it_is(tmp_path):
    path = tmp_path / "findings.yaml"
    marks = FindingMarks(path)
    assert marks.read() == {}
    marks.mark("quote-1", "seen", "Mara: “Yes”")
    assert path.read_text("utf-8").splitlines()[0].startswith("# What you have said of findings")
    assert marks.read() == {"quote-1": "seen"}


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("quote-1: maybe\n", "line 1: a finding is marked seen or wrong"),
        ("# x\n- quote-1\n", "lines of the form"),
        ("a: seen\na: wrong\n", "line 2: “a” stands twice"),
        ("a: [\n", "not YAML"),
    ],
)
def test_a_broken_file_is_said_to_be_so_and_left_alone(tmp_path, text, told):
    path = tmp_path / "findings.yaml"
    path.write_text(text)
    with pytest.raises(MarksError, match=told):
        FindingMarks(path).read()
    with pytest.raises(MarksError):
        FindingMarks(path).mark("b", "seen")
    assert path.read_text() == text


def test_a_list_in_braces_is_changed_only_where_that_is_safe(tmp_path):
    path = tmp_path / "findings.yaml"
    path.write_text("{a: seen, b: wrong}\n")
    FindingMarks(path).mark("a", "wrong")
    assert path.read_text() == "{a: wrong, b: wrong}\n"
    for finding, mark in (("c", "seen"), ("a", None)):
        with pytest.raises(MarksError, match="by hand"):
            FindingMarks(path).mark(finding, mark)
    assert path.read_text() == "{a: wrong, b: wrong}\n"


# Every mark is forced to the disk, which takes its time.
@settings(deadline=None, max_examples=20)
@given(
    st.dictionaries(
        st.from_regex(r"[a-z]{1,5}-[0-9a-f]{4}", fullmatch=True), st.sampled_from(["seen", "wrong"]), max_size=4
    )
)
def test_what_is_marked_is_read(tmp_path_factory, wanted):
    path = tmp_path_factory.mktemp("marks") / "findings.yaml"
    marks = FindingMarks(path)
    for finding, mark in wanted.items():
        marks.mark(finding, mark, "about # it: yes")
    assert marks.read() == wanted


@pytest.fixture
def folder(tmp_path):
    said = "“The dam will hold through the spring and nobody has to leave,” {} {} said.\n"
    front = "---\noutlet: {}\ndate: 2025-03-02\n---\n\n"
    (tmp_path / "a.md").write_text(front.format("Post") + said.format("minister", "Mara Oduya"), encoding="utf-8")
    (tmp_path / "b.md").write_text(front.format("Wire") + said.format("mayor", "Ilse Brandt"), encoding="utf-8")
    (tmp_path / "config.yaml").write_text("sources: [a.md, b.md]\nnotebook: notes/book.yaml\n")
    (tmp_path / "notes").mkdir()
    return tmp_path


def test_compare_fails_until_every_conflict_is_marked(folder, capsys):
    command = ["--config", str(folder / "config.yaml"), "compare", "--kind", "quote"]
    assert main([*command, "--json"]) == 1
    (finding,) = [json.loads(line) for line in capsys.readouterr().out.splitlines()]
    assert finding["verdict"] == "conflict"
    assert main([*command, "--seen", finding["id"]]) == 0
    assert f"{finding['id']} · seen" in capsys.readouterr().out
    assert (folder / "notes" / "findings.yaml").exists()
    assert main(command) == 0
    assert main([*command, "--unmark", finding["id"]]) == 1
    assert main([*command, "--wrong", "quote-none"]) == 2
    assert "There is no finding quote-none" in capsys.readouterr().err


def test_a_finding_is_marked_and_its_mark_taken_away(folder):
    with dossier.open(folder / "config.yaml") as opened:
        opened.index()
        (finding,) = opened.compare(kind="quote")
        opened.mark_finding(finding.id, "wrong")
        assert opened.finding_marks() == {finding.id: "wrong"}
        opened.mark_finding(finding.id, None)
        assert opened.finding_marks() == {}
        with pytest.raises(DossierError):
            opened.mark_finding("quote-none", "seen")


async def test_what_other_articles_tell_too_is_marked_in_the_gutter(tmp_path):
    from tests.helpers.app import driven

    async with driven(tmp_path) as it:
        assert "≈" not in it.text()  # nothing is asked for before the first keys are answered
        it.workspace.session.findings.count_now()
        await it.settle()
        marked = [line for line in it.text().splitlines() if "≈" in line]
        assert any("120 dock workers" in line for line in marked)
        await it.type("tab", "m")
        assert any("•" in line and "≈" in line for line in it.text().splitlines())
