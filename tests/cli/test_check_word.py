"""`check --write FILE.docx` puts a Word comment at each claim and leaves the words as they are."""

from __future__ import annotations

import zipfile

import docx
import pytest
from docx.oxml.ns import qn

from dossier.cli import main

SOURCE = """The bridge at Lowen

The Vintra Gazette

2025-03-05

The bridge at Lowen will open in May, said Ines Vold, the county engineer. It cost $18.5 million.
"""


@pytest.fixture
def config(tmp_path):
    (tmp_path / "one.txt").write_text(SOURCE, encoding="utf-8")
    file = tmp_path / "config.yaml"
    file.write_text("sources: [one.txt]\nindex: index\nnotebook: notebook.yaml\n")
    assert main(["--config", str(file), "index"]) == 0
    return str(file)


def test_a_word_draft_gets_comments_and_keeps_its_words(config, tmp_path):
    document = docx.Document()
    document.add_paragraph("A bridge")
    paragraph = document.add_paragraph("Engineer ")
    paragraph.add_run("Ines").bold = True
    paragraph.add_run(" Voldt said that the bridge at Lowen cost $19.5 million, and that Tarvala pays.")
    draft, copy = tmp_path / "draft.docx", tmp_path / "copy.docx"
    document.save(draft)
    words = ["--config", config, "check", str(draft), "--date", "2025-03-06", "--write", str(copy)]
    assert main(words) == 1
    was, now = docx.Document(draft), docx.Document(copy)
    assert [p.text for p in now.paragraphs] == [p.text for p in was.paragraphs]
    assert [r.text for r in now.paragraphs[1].runs if r.bold] == ["Ines"]
    said = {comment.text.split(":")[0] for comment in now.comments}
    assert {"misspelt", "differs", "absent"} <= said
    marked = now.paragraphs[1]._p.xpath("./w:commentRangeStart/following-sibling::w:r[1]/w:t/text()")
    assert {"Ines", "$19.5 million", "Tarvala"} <= set(marked)


def test_comments_need_a_word_draft(config, tmp_path, capsys):
    draft = tmp_path / "draft.txt"
    draft.write_text("The bridge at Lowen cost $19.5 million.\n")
    assert main(["--config", config, "check", str(draft), "--write", str(tmp_path / "copy.docx")]) == 2
    assert "only a Word draft gets comments" in capsys.readouterr().err
    assert not (tmp_path / "copy.docx").exists()


def test_footnotes_of_a_word_draft_are_checked(config, tmp_path, capsys):
    paragraphs = "<w:p><w:r><w:t>{}</w:t></w:r></w:p>"
    word = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
    body = paragraphs.format("The bridge at Lowen will open in May.")
    note = paragraphs.format("The bridge at Lowen cost $19.5 million.")
    draft = tmp_path / "draft.docx"
    with zipfile.ZipFile(draft, "w") as file:
        file.writestr("word/document.xml", f"<w:document {word}><w:body>{body}</w:body></w:document>")
        file.writestr(
            "word/footnotes.xml", f'<w:footnotes {word}><w:footnote w:id="1">{note}</w:footnote></w:footnotes>'
        )
    assert main(["--config", config, "check", str(draft), "--date", "2025-03-06"]) == 1
    assert "differs  number  line 3: $19.5 million" in capsys.readouterr().out


def test_comments_stand_at_words_that_are_read_and_not_at_hidden_or_doubled_ones(config, tmp_path):
    document = docx.Document()
    document.add_paragraph("A bridge")
    document.add_paragraph("Hidden: ").add_run("Voldt paid $19.5 million.").font.hidden = True
    paragraph = document.add_paragraph()
    run = paragraph.add_run("“The bridge\tat Lowen cost $19.5 million\tand Ines Voldt pays,” said Ines Voldt.")
    run.add_tab()
    run.add_text("It cost $19.5 million.")
    draft, copy = tmp_path / "draft.docx", tmp_path / "copy.docx"
    document.save(draft)
    assert main(["--config", config, "check", str(draft), "--date", "2025-03-06", "--write", str(copy)]) == 1
    was, now = docx.Document(draft), docx.Document(copy)
    assert [p.text for p in now.paragraphs] == [p.text for p in was.paragraphs]
    assert not now.paragraphs[1]._p.xpath("./w:commentRangeStart")
    marked = {comment.comment_id: "" for comment in now.comments}
    inside: set[int] = set()
    for element in now.paragraphs[2]._p.iter():
        if element.tag == qn("w:commentRangeStart"):
            inside.add(int(element.get(qn("w:id"))))
        elif element.tag == qn("w:commentRangeEnd"):
            inside.discard(int(element.get(qn("w:id"))))
        elif element.tag in {qn("w:t"), qn("w:tab")}:
            for one in inside:
                marked[one] += " " if element.tag == qn("w:tab") else element.text or ""
    assert sorted(marked.values()) == [
        "$19.5 million", "$19.5 million", "Ines Voldt",
        "The bridge at Lowen cost $19.5 million and Ines Voldt pays,",
    ]  # fmt: skip
