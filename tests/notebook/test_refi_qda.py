"""Notes as a REFI-QDA project: read back by its standard, with every selection on the words of its note."""

from __future__ import annotations

import io
import re
import uuid
import zipfile
from dataclasses import replace
from xml.etree import ElementTree as ET

from hypothesis import given, settings
from hypothesis import strategies as st

import dossier
from dossier.cli import main
from dossier.model import ArticleInfo, Note
from dossier.notebook.exports.refi_qda import NAMESPACE, UNTAGGED, write

TEXT = "Fähre 🚢 zu spät\r\n\r\n“No one told us anything,” said Ines Duarte.\x07 The ferry came."
NOTE = Note(
    id="n-1", quote="No one told us anything", article="in/fähre.txt", start=TEXT.index("No one"),
    end=TEXT.index(",” said"), speaker="Ines Duarte", title="Late", outlet="Post", published="2025-11-29",
    tags=("ferry", "delay"), comment="Ask <her> & him.", created="2026-11-21T23:10:05Z",
)  # fmt: skip
BARE = Note(
    id="by hand", quote="The ferry", article="in/fähre.txt", start=TEXT.index("The ferry"), end=TEXT.index(" came")
)
ABOUT = ArticleInfo(
    "fähre", NOTE.article, "Late", "Post", "Ann Lee", "2025-11-29", None, "https://x.example/a", "de", 9, 1, ""
)

# What the schema of the standard (Project.xsd, 18 March 2019) says of the elements that are written: the attributes it
# requires and allows, and the elements within, in its order.
USER = {"creatingUser", "creationDateTime", "modifyingUser", "modifiedDateTime"}
SCHEMA: dict[str, tuple[set[str], set[str], list[str]]] = {
    "Project": ({"name"}, {"origin", "creatingUserGUID", "basePath"}, ["Users", "CodeBook", "Sources", "Description"]),
    "Users": (set(), set(), ["User"]),
    "User": ({"guid"}, {"name", "id"}, []),
    "CodeBook": (set(), set(), ["Codes"]),
    "Codes": (set(), set(), ["Code"]),
    "Code": ({"guid", "name", "isCodable"}, {"color"}, ["Description"]),
    "Sources": (set(), set(), ["TextSource"]),
    "TextSource": ({"guid"}, {"name", "plainTextPath", *USER}, ["Description", "PlainTextSelection"]),
    "PlainTextSelection": ({"guid", "startPosition", "endPosition"}, {"name", *USER}, ["Description", "Coding"]),
    "Coding": ({"guid"}, {"creatingUser", "creationDateTime"}, ["CodeRef"]),
    "CodeRef": ({"targetGUID"}, set(), []),
    "Description": (set(), set(), []),
}  # fmt: skip


def name_of(element: ET.Element) -> str:
    return element.tag.removeprefix(f"{{{NAMESPACE}}}")


def fits_schema(element: ET.Element) -> None:
    required, allowed, within = SCHEMA[name_of(element)]
    assert required <= set(element.attrib) <= required | allowed
    names = [name_of(child) for child in element]
    assert names == sorted(names, key=within.index)
    if name_of(element) in ("Users", "Codes", "Sources", "CodeBook", "Coding"):
        assert names  # the schema wants at least one
    for key, value in element.attrib.items():
        if key in ("guid", "targetGUID", "creatingUser"):
            assert str(uuid.UUID(value)) == value
        elif key == "color":
            assert re.fullmatch("#[0-9a-f]{6}", value)
        elif key == "creationDateTime":
            assert re.fullmatch(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d+)?(Z|[+-]\d\d:\d\d)", value)
    for child in element:
        fits_schema(child)


def read(project: bytes) -> tuple[ET.Element, dict[str, str]]:
    """Return the project and its texts by path, as a program that imports it reads them."""
    with zipfile.ZipFile(io.BytesIO(project)) as archive:
        assert archive.testzip() is None
        root = ET.fromstring(archive.read("project.qde"))
        texts = {name: archive.read(name).decode("utf-8") for name in archive.namelist() if name.startswith("sources/")}
    fits_schema(root)
    guids = [element.get("guid") for element in root.iter() if element.get("guid")]
    assert len(set(guids)) == len(guids)
    return root, texts


def coded(root: ET.Element, texts: dict[str, str]) -> list[tuple[str, list[str], str]]:
    """Return the words of each selection, its codes, and what is said of it."""
    codes = {code.get("guid"): code.get("name") for code in root.iter(f"{{{NAMESPACE}}}Code")}
    found = []
    for source in root.iter(f"{{{NAMESPACE}}}TextSource"):
        text = texts["sources/" + source.get("plainTextPath").removeprefix("internal://")]
        text = io.TextIOWrapper(io.BytesIO(text.encode()), "utf-8").read()  # line ends as Python's programs read them
        for selection in source.iter(f"{{{NAMESPACE}}}PlainTextSelection"):
            words = text[int(selection.get("startPosition")) : int(selection.get("endPosition"))]
            said = selection.findtext(f"{{{NAMESPACE}}}Description") or ""
            targets = [ref.get("targetGUID") for ref in selection.iter(f"{{{NAMESPACE}}}CodeRef")]
            found.append((words, [codes[target] for target in targets], said))
    return found


def test_a_selection_is_on_the_words_of_its_note_with_a_coding_for_each_tag() -> None:
    root, texts = read(write([BARE, NOTE], {NOTE.article: TEXT}, {NOTE.article: ABOUT}, name="Ferry"))
    assert root.get("name") == "Ferry"
    assert coded(root, texts) == [
        ("No one told us anything", ["ferry", "delay"], "Speaker: Ines Duarte.\nAsk <her> & him."),
        ("The ferry", [UNTAGGED], ""),
    ]
    (source,) = root.iter(f"{{{NAMESPACE}}}TextSource")
    assert source.get("name") == "in - fähre.txt"
    about = source.findtext(f"{{{NAMESPACE}}}Description")
    assert about.splitlines() == ["Late", "Post", "2025-11-29", "Ann Lee", "https://x.example/a", "in/fähre.txt"]


def test_the_same_notes_make_the_same_file_and_none_make_an_empty_project() -> None:
    assert write([NOTE], {NOTE.article: TEXT}, {}, name="x") == write([NOTE], {NOTE.article: TEXT}, {}, name="x")
    root, texts = read(write([], {}, {}, name="x"))
    assert [name_of(child) for child in root] == ["Users"]
    assert not texts


@settings(max_examples=60, deadline=None)
@given(st.text(min_size=1, max_size=40), st.text(max_size=20))
def test_whatever_was_noted_the_project_fits_the_standard(words: str, tag: str) -> None:
    note = replace(
        NOTE, id=words, quote=words, start=2, end=2 + len(words), speaker=words, title=tag, tags=(tag, words),
        comment=words, created=tag,
    )  # fmt: skip
    text = f"a {words} b"
    root, texts = read(write([note], {note.article: text}, {}, lost=[note], name=tag))
    ((selected, _, _),) = coded(root, texts)
    assert len(selected) == len(words)
    assert selected.isprintable() or not words.isprintable()


def test_the_command_leaves_out_what_does_not_stand_any_more(sample, tmp_path, capsys) -> None:
    with dossier.open(sample) as opened:
        quotes = [quote for quote in opened.quotes() if quote.article.startswith("003")][:2]
        kept, gone = (opened.add_note(dossier.Link(q.article, q.start, q.end), tags=["said"]) for q in quotes)
    path = sample.parent / "seeds" / "003_gulf-observer.txt"
    path.write_text("New first line.\n\n" + path.read_text("utf-8").replace(gone.quote, "Nothing"), "utf-8")
    file = tmp_path / "notes.qdpx"
    assert main(["--config", str(sample), "export", "qdpx", str(file), "--name", "Border"]) == 1
    assert f"1 note left out, 'dossier notes check' shows why: {gone.id}" in capsys.readouterr().err
    root, texts = read(file.read_bytes())
    ((words, codes, _),) = coded(root, texts)
    assert words.split() == kept.quote.split()  # moved by a line, and found there
    assert codes == ["said"]
    assert gone.id in root.findtext(f"{{{NAMESPACE}}}Description")
    assert main(["--config", str(sample), "export", "qdpx", str(file)]) == 2
    assert "--force replaces it" in capsys.readouterr().err
