"""`check --write FILE.md` puts footnotes behind claims, and leaves every other character of a draft as it is."""

from __future__ import annotations

from pathlib import Path

import pytest

from dossier.cli import main
from dossier.text.footnotes import without_check

SOURCE = """The bridge at Lowen

The Vintra Gazette

2025-03-05

The bridge at Lowen will open in May, said Ines Vold, the county engineer. It cost $18.5 million. “We have built it for
the children of this town,” said Ines Vold.
"""
DRAFT = """---
title: The bridge
cost: $19.5 million
---

# The bridge at Lowen

Engineer [Ines Voldt](https://example.org/17 "for 12 days") said that it cost **$19.5 million**.[^1] It has `47 lamps`.

```
Tarvala pays $21 million.
```

    Per Holm pays $22 million.

1. “We have built it for the people of this town,” said Ines Vold.
2. <!-- Ivo Brandt --> Jon Petrak pays $23 million\\.

| who | what |
|-----|------|
| Rolf Aune | $24 million |

[^1]: Of that, Marit Sunde paid $25 million.
"""


@pytest.fixture
def checked(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    Path("one.txt").write_text(SOURCE, encoding="utf-8")
    Path("config.yaml").write_text("sources: [one.txt]\nindex: index\nnotebook: notebook.yaml\n")

    def run(data: bytes, name: str = "draft.md") -> str:
        Path(name).write_bytes(data)
        assert main(["check", name, "--date", "2025-03-06", "--write", "copy.md"]) == 1
        return Path("copy.md").read_bytes().decode()

    return run


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16"])
@pytest.mark.parametrize("newline", ["\n", "\r\n"])
@pytest.mark.parametrize("end", ["", "\n\n"])
def test_apart_from_footnotes_every_character_stays(checked, encoding, newline, end):
    draft = (DRAFT + end).replace("\n", newline)
    copy = checked(draft.encode(encoding))
    assert "[^check-1]" in copy
    assert without_check(copy) == draft
    assert ("\r\n" in copy) == (newline == "\r\n")


def test_a_draft_without_a_last_line_end_gets_one(checked):
    assert without_check(checked(DRAFT.rstrip("\n").encode())) == DRAFT


def test_footnotes_stand_behind_code_links_and_quotations(checked):
    lines = checked(DRAFT.encode()).splitlines()
    (link,) = [line for line in lines if "Voldt" in line and line.startswith("Engineer")]
    assert '[Ines Voldt](https://example.org/17 "for 12 days")[^check-' in link
    assert "`47 lamps`[^check-" in link
    assert "**.[^1] It" in link
    assert "Tarvala pays $21 million." in lines
    assert lines[lines.index("Tarvala pays $21 million.") + 2].startswith("[^check-")
    assert "    Per Holm pays $22 million." in lines
    assert any("of this town,”[^check-" in line for line in lines)


def test_a_copy_is_checked_as_its_draft_was(checked, capsys):
    copy = checked(DRAFT.encode())
    told = capsys.readouterr().out.rpartition(": ")[2]
    assert main(["check", "copy.md", "--date", "2025-03-06", "--write", "again.md"]) == 1
    assert capsys.readouterr().out.rpartition(": ")[2] == told
    assert Path("again.md").read_text(encoding="utf-8") == copy


def test_the_reference_of_a_footnote_is_no_number_and_no_word_of_a_quotation(checked, capsys):
    said = "“We have built it[^1] for the children[^note-2] of this town,” said Ines Vold. It cost $18.5 million.[^3]\n"
    Path("plain.md").write_text(said, encoding="utf-8")
    assert main(["check", "plain.md"]) == 0
    assert capsys.readouterr().out.splitlines()[-1] == "plain.md: 3 claims; 3 single"


@pytest.mark.parametrize(
    ("words", "why"),
    [
        (["draft.md", "--write", "draft.md"], "draft.md is the draft itself; --write makes a copy."),
        (["draft.md", "--write", "one.txt"], "one.txt is one of the articles; write to another file."),
        (["draft.md", "--write", "c.html"], "c.html: a copy is a .md file, or of a Word draft a .docx file."),
        (["draft.md", "draft.md", "--write", "c.md"], "--write takes one draft."),
        (["draft.md", "draft.md", "--json"], "--json takes one draft."),
    ],
)
def test_a_copy_never_takes_the_place_of_a_text(checked, capsys, words, why):
    checked(DRAFT.encode())
    capsys.readouterr()
    assert main(["check", *words]) == 2
    assert capsys.readouterr().err.splitlines()[-1] == f"dossier: {why}"
    assert Path("draft.md").read_text(encoding="utf-8") == DRAFT
    assert Path("one.txt").read_text(encoding="utf-8") == SOURCE


def test_several_drafts_are_checked_one_after_another(checked, capsys):
    checked(DRAFT.encode())
    Path("other.md").write_text("Ines Vold is the county engineer.\n", encoding="utf-8")
    capsys.readouterr()
    assert main(["check", "draft.md", "other.md"]) == 1
    counts = [line.split(":")[0] for line in capsys.readouterr().out.splitlines() if " claim" in line]
    assert counts == ["draft.md", "other.md"]
    assert main(["check", "other.md", "other.md"]) == 0
