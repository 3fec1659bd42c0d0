"""Documents of word processors become articles: .docx (Word) and .odt (LibreOffice)."""

from __future__ import annotations

import re
from typing import Any

from dossier.model import ZoneKind
from dossier.reading.blocks import Block, Document, Facts, compose
from dossier.reading.errors import ReadError
from dossier.reading.formats.archives import Archive
from dossier.reading.formats.xml_tree import parse_xml
from dossier.reading.text import bylines

_W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_TEXT = "{urn:oasis:names:tc:opendocument:xmlns:text:1.0}"
_STYLE = "{urn:oasis:names:tc:opendocument:xmlns:style:1.0}"
_DC = "{http://purl.org/dc/elements/1.1/}"
_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"

# Names of styles, English and as LibreOffice and Word write them in files.
_STYLES: tuple[tuple[re.Pattern[str], ZoneKind], ...] = (
    (re.compile(r"(?:title|titel|título|titre)\Z", re.IGNORECASE), "headline"),
    (re.compile(r"heading ?1\Z", re.IGNORECASE), "headline"),
    (re.compile(r"heading|subtitle|berschrift", re.IGNORECASE), "subheading"),
    (re.compile(r"author|byline", re.IGNORECASE), "byline"),
    (re.compile(r"date\Z|dateline", re.IGNORECASE), "dateline"),
    (re.compile(r"caption|illustration|figure", re.IGNORECASE), "caption"),
    (re.compile(r"header|footer", re.IGNORECASE), "furniture"),
)


def read_docx(data: bytes) -> Document:
    """Read a Word document: its paragraphs in order, headings by their styles, footnotes after the text."""
    archive = _open(data, "Word document")
    body = archive.read("word/document.xml")
    if body is None:
        raise ReadError("It is no Word document: it holds no word/document.xml.")
    styles = _docx_styles(archive.read("word/styles.xml"))
    found = _docx_blocks(parse_xml(body), styles)
    for part in ("word/footnotes.xml", "word/endnotes.xml"):
        if notes := archive.read(part):
            found += [Block(block.text, "furniture") for block in _docx_blocks(parse_xml(notes), {})]
    return compose(_one_headline(found), _facts(archive.read("docProps/core.xml"), found))


def read_odt(data: bytes) -> Document:
    """Read an OpenDocument text: its paragraphs in order, headings by their styles, notes after the text."""
    archive = _open(data, "OpenDocument text")
    manifest = archive.read("META-INF/manifest.xml") or b""
    if b"encryption-data" in manifest:
        raise ReadError("It is encrypted: save a copy without a password.")
    body = archive.read("content.xml")
    if body is None:
        raise ReadError("It is no OpenDocument text: it holds no content.xml.")
    found = _odt_blocks(parse_xml(body))
    return compose(_one_headline(found), _facts(archive.read("meta.xml"), found))


def _open(data: bytes, what: str) -> Archive:
    if data.startswith(_OLE):
        raise ReadError("It is encrypted, or of a Word before 2007: save it anew as .docx without a password.")
    if not data.startswith(b"PK"):
        raise ReadError(f"It is no {what}: it does not begin like one.")
    return Archive(data)


def _kind(*names: str | None) -> ZoneKind | None:
    return next((kind for name in names if name for pattern, kind in _STYLES if pattern.search(name)), None)


def _one_headline(found: list[Block]) -> list[Block]:
    """Leave one headline, the first; a later one of the same rank is a heading."""
    seen = False
    for block in found:
        if block.kind == "headline":
            block.kind = "subheading" if seen else "headline"
            seen = True
    return found


def _docx_styles(data: bytes | None) -> dict[str, str]:
    """Give the names of styles by their ids, which Word translates."""
    if data is None:
        return {}
    names = ((style.get(_W + "styleId"), style.find(_W + "name")) for style in parse_xml(data).iter(_W + "style"))
    return {id_: name.get(_W + "val", "") for id_, name in names if id_ and name is not None}


def _docx_blocks(root: Any, styles: dict[str, str]) -> list[Block]:
    found: list[Block] = []
    for paragraph in root.iter(_W + "p"):
        style = paragraph.find(f"{_W}pPr/{_W}pStyle")
        id_ = style.get(_W + "val", "") if style is not None else ""
        kind = _kind(styles.get(id_), id_)
        found += [Block(text, kind) for text in _docx_text(paragraph).split("\v") if text.strip()]
    return found


def _docx_text(paragraph: Any) -> str:
    """Give a paragraph's text; deleted text of tracked changes is another element and stays out.

    Two line breaks in a row part it (a vertical tab stands for them), as writers do who don't know of paragraphs.
    """
    parts: list[str] = []
    for element in paragraph.iter(_W + "t", _W + "tab", _W + "br", _W + "cr", _W + "noBreakHyphen", _W + "p"):
        if element.tag == _W + "t":
            # A text box holds paragraphs of its own, which come by themselves.
            if next(element.iterancestors(_W + "p")) is paragraph:
                parts.append(element.text or "")
        elif element.tag == _W + "noBreakHyphen":
            parts.append("-")
        elif element.tag in {_W + "br", _W + "cr"}:
            parts.append("\n")
        elif element is not paragraph:
            parts.append(" ")
    return re.sub(r"\n\s*\n", "\v", "".join(parts))


def _odt_blocks(root: Any) -> list[Block]:
    parents = {
        style.get(_STYLE + "name"): style.get(_STYLE + "parent-style-name") for style in root.iter(_STYLE + "style")
    }
    found: list[Block] = []
    notes: list[Block] = []
    for element in root.iter(_TEXT + "p", _TEXT + "h"):
        name = element.get(_TEXT + "style-name") or ""
        style = (parents.get(name) or name).replace("_20_", " ")
        kind = _kind(style)
        if kind is None and element.tag == _TEXT + "h":
            kind = "headline" if element.get(_TEXT + "outline-level") == "1" else "subheading"
        above = {ancestor.tag for ancestor in element.iterancestors()}
        if _TEXT + "tracked-changes" in above:
            continue
        text = _odt_text(element)
        if _TEXT + "note-body" in above:
            notes.append(Block(text, "furniture"))
        else:
            found += [Block(part, kind) for part in text.split("\v") if part.strip()]
    return found + notes


def _odt_text(paragraph: Any) -> str:
    parts: list[str] = [paragraph.text or ""]
    for element in paragraph.iterdescendants():
        own = next(element.iterancestors(_TEXT + "p", _TEXT + "h"), None) is paragraph
        if own and element.tag == _TEXT + "line-break":
            parts.append("\n")
        elif own and element.tag in {_TEXT + "s", _TEXT + "tab"}:
            parts.append(" ")
        elif own and isinstance(element.tag, str) and element.tag not in {_TEXT + "note-citation", _TEXT + "p"}:
            parts.append(element.text or "")
        outer = next(element.iterancestors(_TEXT + "p", _TEXT + "h"), None)
        if outer is paragraph:
            parts.append(element.tail or "")
    return re.sub(r"\n\s*\n", "\v", "".join(parts))


def _facts(data: bytes | None, found: list[Block]) -> Facts:
    """Read the document's properties.

    Its author is often whoever's computer it was, so the text's own byline wins; its dates are those of the file
    and not of the article.
    """
    facts = Facts()
    if data is None:
        return facts
    root = parse_xml(data)
    title = root.find(f".//{_DC}title")
    headline = any(block.kind == "headline" for block in found)
    if not headline and title is not None and len((title.text or "").split()) > 2:
        facts.title = title.text
    creator = root.find(f".//{_DC}creator")
    written = any(block.kind == "byline" or bylines.byline(block.text[:200]) for block in found[:12])
    if creator is not None and not written and bylines.people(creator.text or ""):
        facts.byline = creator.text
    return facts
