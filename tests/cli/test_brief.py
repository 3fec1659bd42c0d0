"""`dossier brief`: everything said by and about a name, with links; what articles say never becomes markup."""

import json
import re

import pytest

from dossier.cli import main

ONE = """Harbour stays shut

Harbour Post

2025-11-20

Harbour director Ines Duarte closed the pier for 12 days. "We have no spare engine," said Duarte.

Rolf Aune waited at the pier. Later Oda Lunde, who heads Vale Ferries, came.
"""
TWO = """Pier opens again

Vale Gazette

2025-11-24

Minister Ines Duarte opened the pier. Ms. Duarte said that 40 ferries would sail. She is *not* <b>the owner</b>.
"""


@pytest.fixture
def folder(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    (tmp_path / "one.txt").write_text(ONE, encoding="utf-8")
    (tmp_path / "two.txt").write_text(TWO, encoding="utf-8")
    return tmp_path


def part(page, title):
    """Return the lines of one part of the document."""
    (found,) = re.findall(rf"^## {title}\n\n(.*?)(?=^## |\Z)", page, re.MULTILINE | re.DOTALL)
    return found


def test_a_role_is_told_with_what_it_is_of(folder, capsys):
    assert main(["brief", "lunde"]) == 0
    assert part(capsys.readouterr().out, "Roles").startswith("- head of Vale Ferries: 20 Nov 2025")


def test_it_has_days_roles_words_numbers_and_sentences(folder, capsys):
    assert main(["brief", "duarte"]) == 0
    page = capsys.readouterr().out
    assert page.startswith("# Ines Duarte\n")
    assert "in 2 articles, 20" in page
    assert [line.partition(" (")[0] for line in part(page, "Roles").splitlines() if line] == [
        "- director: 20 Nov 2025",
        "- Minister: 24 Nov 2025",
    ]
    assert "“We have no spare engine” (" in part(page, "Said")
    assert "12 days" in part(page, "Numbers")
    assert "- 40 ferries (" in part(page, "Numbers")
    assert "Rolf Aune" not in page
    assert "<b>" not in page
    for article, start, end in re.findall(r"\((\w+)\.txt#char=(\d+),(\d+)\)", page):
        assert 0 <= int(start) < int(end) <= len({"one": ONE, "two": TWO}[article])


def test_as_json_and_in_a_file(folder, capsys):
    assert main(["brief", "Ines Duarte", "--json"]) == 0
    found = json.loads(capsys.readouterr().out)
    assert (found["first"], found["last"]) == ("2025-11-20", "2025-11-24")
    assert [one["text"] for one in found["said"]] == ["We have no spare engine,"]
    assert main(["brief", "Ines Duarte", "--write", "duarte.md"]) == 0
    assert (folder / "duarte.md").read_text(encoding="utf-8").startswith("# Ines Duarte\n")


@pytest.mark.parametrize("file", ["one.txt", "notebook.yaml", "corrections.yaml", "config.yaml", "versions/v.md"])
@pytest.mark.parametrize("command", [["brief", "Ines Duarte", "--write"], ["export", "findings", "--force"]])
def test_no_article_and_no_file_of_the_dossier_is_written_over(folder, capsys, command, file):
    (folder / "versions").mkdir()
    known = (folder / file).exists() and (folder / file).read_bytes()
    assert main([*command, file]) == 2
    assert "; write to another file." in capsys.readouterr().err
    assert ((folder / file).exists() and (folder / file).read_bytes()) == known


def test_an_unknown_name_is_said(folder, capsys):
    assert main(["brief", "nobody"]) == 2
    assert "No article names 'nobody'" in capsys.readouterr().err


def test_a_misspelt_name_is_answered_with_the_nearest(folder, capsys):
    assert main(["brief", "Ines Duerte"]) == 2
    assert capsys.readouterr().err.splitlines()[-1] == "dossier: No article names 'Ines Duerte'; perhaps Ines Duarte."


def test_all_stands_in_the_order_of_the_days_and_roles_are_written_as_names_are(folder, capsys):
    said = "Tuvalu’s President Ines Duarte saw 30 boats. “We have no pier left here,” said Duarte."
    (folder / "zero.txt").write_text(f"Pier was shut\n\nKest Herald\n\n2025-11-10\n\n{said}\n", encoding="utf-8")
    assert main(["brief", "duarte"]) == 0
    page = capsys.readouterr().out
    assert [line[:15] for line in part(page, "Said").splitlines() if line] == ["- “We have no p", "- “We have no s"]
    assert part(page, "Numbers").startswith("- 30 boats (")
    assert "- President of Tuvalu: 10 Nov 2025" in part(page, "Roles")


def test_a_headline_is_told_without_the_day_before_it(folder, capsys):
    (folder / "two.txt").write_text(f" date 2025-11-24 Duarte opens the pier\n\n{TWO.partition('2025-11-24')[2]}")
    assert main(["brief", "duarte"]) == 0
    assert "- Duarte opens the pier (" in part(capsys.readouterr().out, "Said about")


def test_what_is_reported_is_told_once_and_not_what_is_quoted(folder, capsys):
    more = (
        'Duarte said the quay was "far too short" for ships and blamed the weather for the wait. '
        'Duarte said that "the new quay, the lights and both of the old cranes will be ready by Easter" and left.'
    )
    (folder / "two.txt").write_text(TWO + f"\n{more}\n", encoding="utf-8")
    assert main(["brief", "duarte"]) == 0
    lines = part(capsys.readouterr().out, "Reported without quotation marks").splitlines()
    assert sum("the quay was" in line for line in lines) == 1
    assert not any("Easter" in line for line in lines)
    assert not any("(reported" in line for line in lines)
