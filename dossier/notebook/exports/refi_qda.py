"""Notes as a project of programs for qualitative analysis: REFI-QDA 1.0, a `.qdpx` file.

The format is a ZIP archive with `project.qde`, an XML file, and the texts in `sources`. Here each tag is a code, each
quoted article a source, and each note a selection in it with a coding for each of its tags. Positions are code points
of the source's text, the end not included, as QualCoder counts them. The folder's name is in small letters, as the
standard has it (section 8.1): ATLAS.ti opens no other. The standard: https://www.qdasoftware.org
"""

from __future__ import annotations

import io
import re
import uuid
import zipfile
from collections.abc import Iterable, Mapping
from xml.etree import ElementTree as ET

from dossier.model import ArticleInfo, Note
from dossier.notebook.exports.markdown import page, web
from dossier.text.visible import visible

NAMESPACE = "urn:QDA-XML:project:1.0"
UNTAGGED = "untagged"
"""The code of notes without a tag: a selection without any is passed over by some programs."""
_OURS = uuid.UUID("6f1b3d0e-6c64-5d0e-9a0b-0a7b6a6f2f10")  # names below are hashed with it, so that ids stay the same
_COLOURS = ("#1f77b4", "#d95f02", "#2ca02c", "#9467bd", "#c44e52", "#8c564b", "#b8860b", "#17838f")
_TIME = re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(?:\.\d+)?(?:Z|[+-]\d\d:\d\d)")
_NOT_XML = re.compile(r"[^\t\n\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
_LONGEST_NAME = 80  # code points


def write(
    notes: Iterable[Note],
    texts: Mapping[str, str],
    articles: Mapping[str, ArticleInfo],
    *,
    lost: Iterable[Note] = (),
    name: str,
) -> bytes:
    """Return the bytes of a project with this name.

    `notes` stand in their articles, whose `texts` are given by path. Those that are `lost` get no selection: the
    description of the project names them with their words.
    """
    standing = list(notes)
    root = ET.Element("Project", {"xmlns": NAMESPACE, "name": _text(name), "origin": "Dossier"})
    user = _guid("user")
    ET.SubElement(ET.SubElement(root, "Users"), "User", {"guid": user, "name": "Dossier"})
    codes = list(dict.fromkeys(tag for note in standing for tag in _codes(note)))
    if codes:
        book = ET.SubElement(ET.SubElement(root, "CodeBook"), "Codes")
        for at, code in enumerate(codes):
            colour = _COLOURS[at % len(_COLOURS)]
            about = {"guid": _guid("code", code), "name": _text(code), "isCodable": "true", "color": colour}
            ET.SubElement(book, "Code", about)
    paths, files = sorted({note.article for note in standing}), dict[str, str]()
    if paths:
        sources, taken = ET.SubElement(root, "Sources"), set[str]()
        for path in paths:
            here = sorted((note for note in standing if note.article == path), key=lambda note: (note.start, note.end))
            guid = _guid("source", path)
            files[f"sources/{guid}.txt"] = visible(texts[path])
            about = {"guid": guid, "name": _name(path, taken), "plainTextPath": f"internal://{guid}.txt"}
            source = ET.SubElement(sources, "TextSource", about)
            ET.SubElement(source, "Description").text = _text(_about(here[0], articles.get(path)))
            for note in here:
                _selection(source, note, user)
    if missing := list(lost):
        ET.SubElement(root, "Description").text = _text(_left_out(missing))
    ET.indent(root)
    return _archive({"project.qde": ET.tostring(root, encoding="unicode", xml_declaration=True), **files})


def _codes(note: Note) -> tuple[str, ...]:
    return tuple(dict.fromkeys(note.tags)) or (UNTAGGED,)


def _selection(source: ET.Element, note: Note, user: str) -> None:
    """Add a note to its source: its place, what is known of it, and its codings."""
    when = {"creationDateTime": note.created} if _TIME.fullmatch(note.created) else {}
    by = {"creatingUser": user, **when}
    place = {
        "guid": _guid("note", note.id),
        "name": _text(" ".join(note.quote.split())[:_LONGEST_NAME]),
        "startPosition": str(note.start),
        "endPosition": str(note.end),
    }
    selection = ET.SubElement(source, "PlainTextSelection", {**place, **by})
    said = [f"Speaker: {note.speaker}." if note.speaker else "", f"{(page(note) or '').capitalize()}", note.comment]
    if any(said):
        ET.SubElement(selection, "Description").text = _text("\n".join(filter(None, said)))
    for code in _codes(note):
        coding = ET.SubElement(selection, "Coding", {"guid": _guid("coding", note.id, code), **by})
        ET.SubElement(coding, "CodeRef", {"targetGUID": _guid("code", code)})


def _about(note: Note, article: ArticleInfo | None) -> str:
    """Return what is known of an article, a line each; `note` is one of it."""
    byline, url = (article.byline, web(article.url)) if article else (None, None)
    guessed = article.day_remark if article else None
    return "\n".join(filter(None, (note.title, note.outlet, note.published, guessed, byline, url, note.article)))


def _left_out(lost: list[Note]) -> str:
    lines = [f"“{' '.join(note.quote.split())}” ({note.article}, note {note.id})" for note in lost]
    return "\n".join(["These quotations do not stand in their articles any more and have no selection:", *lines])


def _name(path: str, taken: set[str]) -> str:
    """Return a name for a source, each only once: programs make files of it, so it has no folders."""
    wanted = name = _text(path.replace("/", " - ").replace("\\", " - "))
    number = 2
    while name.casefold() in taken:
        name, number = f"{wanted} {number}", number + 1
    taken.add(name.casefold())
    return name


def _text(words: str) -> str:
    """Return words that XML can hold."""
    return _NOT_XML.sub("�", visible(words))


def _guid(*parts: str) -> str:
    """Return an id that is the same whenever the same is exported."""
    return str(uuid.uuid5(_OURS, "\n".join(parts).encode("utf-8", "replace").decode("utf-8")))


def _archive(files: Mapping[str, str]) -> bytes:
    """Return a ZIP archive of texts, the same for the same texts."""
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, text in files.items():
            entry = zipfile.ZipInfo(name)
            entry.compress_type = zipfile.ZIP_DEFLATED
            entry.external_attr = 0o644 << 16
            archive.writestr(entry, text.encode("utf-8", errors="replace"))
    return made.getvalue()
