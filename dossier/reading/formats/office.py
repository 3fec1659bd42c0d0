"""Documents of word processors become articles: .docx (Word) and .odt (LibreOffice)."""

from __future__ import annotations

import re
from itertools import takewhile
from typing import Any

from dossier.model import ZoneKind
from dossier.reading.blocks.block import Block, Document, Metadata, raised
from dossier.reading.blocks.compose import compose
from dossier.reading.formats.archives import Archive
from dossier.reading.formats.xml_tree import parse_xml
from dossier.reading.outcome.errors import ReadError
from dossier.reading.text.head import bylines

_W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_MC = "{http://schemas.openxmlformats.org/markup-compatibility/2006}"
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
    archive = _open(data, "a Word document")
    body = archive.read("word/document.xml")
    if body is None:
        raise ReadError("Not a Word document: there is no word/document.xml in it.")
    styles = _DocxStyles(archive.read("word/styles.xml"))
    found = _docx_blocks(parse_xml(body), styles)
    for part in ("word/footnotes.xml", "word/endnotes.xml"):
        if notes := archive.read(part):
            found += [Block(block.text, "furniture") for block in _docx_blocks(parse_xml(notes), styles)]
    return compose(_one_headline(found), _facts(archive.read("docProps/core.xml"), found))


def read_odt(data: bytes) -> Document:
    """Read an OpenDocument text: its paragraphs in order, headings by their styles, notes after the text."""
    archive = _open(data, "an OpenDocument text")
    manifest = archive.read("META-INF/manifest.xml") or b""
    if b"encryption-data" in manifest:
        raise ReadError("It is encrypted: save a copy without a password.")
    body = archive.read("content.xml")
    if body is None:
        raise ReadError("Not an OpenDocument text: there is no content.xml in it.")
    found = _odt_blocks(parse_xml(body))
    return compose(_one_headline(found), _facts(archive.read("meta.xml"), found))


def _open(data: bytes, what: str) -> Archive:
    if data.startswith(_OLE):
        raise ReadError("It is encrypted, or an old Word file (.doc): save it again as .docx without a password.")
    if not data.startswith(b"PK"):
        raise ReadError(f"Not {what}.")
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


class _DocxStyles:
    """The styles of a document: their names by the ids that Word translates, and which of them hide their text."""

    def __init__(self, data: bytes | None) -> None:
        self.names: dict[str, str] = {}
        self.hiding: set[str] = set()
        for style in parse_xml(data).iter(_W + "style") if data else ():
            id_, name = style.get(_W + "styleId"), style.find(_W + "name")
            if id_ and name is not None:
                self.names[id_] = name.get(_W + "val", "")
            if id_ and _is_on(style.find(f"{_W}rPr/{_W}vanish")):
                self.hiding.add(id_)

    def hides(self, properties: Any, style: str) -> bool:
        """Return whether the properties of a run or a paragraph, by a style or themselves, hide its text."""
        element = properties.find(_W + style) if properties is not None else None
        return element is not None and element.get(_W + "val") in self.hiding


def _is_on(switch: Any) -> bool:
    """Return whether a property such as `vanish` is there and not switched off."""
    return switch is not None and switch.get(_W + "val", "1") not in {"0", "false", "off"}


def _docx_blocks(root: Any, styles: _DocxStyles) -> list[Block]:
    from lxml import etree

    for choice in list(root.iter(_MC + "AlternateContent")):
        if choice.find(_MC + "Choice") is not None:  # the same once more, for programs that are older
            etree.strip_elements(choice, _MC + "Fallback", with_tail=False)
    found: list[Block] = []
    joined = ""
    for paragraph in root.iter(_W + "p"):
        properties = paragraph.find(_W + "pPr")
        style = paragraph.find(f"{_W}pPr/{_W}pStyle")
        id_ = style.get(_W + "val", "") if style is not None else ""
        kind = _kind(styles.names.get(id_), id_)
        text = joined + ("" if styles.hides(properties, "pStyle") else _docx_text(paragraph, styles))
        joined = ""
        if properties is not None and _ends_deleted(properties):
            joined = text
            continue
        found += [Block(part, kind) for part in text.split("\v") if part.strip()]
    return found + ([Block(joined)] if joined.strip() else [])


def _ends_deleted(properties: Any) -> bool:
    """Return whether a tracked change took away the end of a paragraph, so that the next goes on with it."""
    return any(properties.find(f"{_W}rPr/{_W}{change}") is not None for change in ("del", "moveFrom"))


def _docx_text(paragraph: Any, styles: _DocxStyles) -> str:
    """Return a paragraph's text without what tracked changes deleted or moved elsewhere, and without hidden text.

    Two line breaks in a row part it (a vertical tab stands for them), as some writers type them for a new paragraph.
    """
    parts: list[str] = []
    for element in paragraph.iter(_W + "t", _W + "tab", _W + "br", _W + "cr", _W + "noBreakHyphen", _W + "p"):
        if element.tag == _W + "t":
            parts.append(_docx_run(element, paragraph, styles))
        elif element.tag == _W + "noBreakHyphen":
            parts.append("-")
        elif element.tag in {_W + "br", _W + "cr"}:
            parts.append("\n")
        elif element is not paragraph:
            parts.append(" ")
    return re.sub(r"\n\s*\n", "\v", "".join(parts))


_REMOVED = frozenset({_W + "moveFrom", _W + "del"})


def _is_removed(around: list[Any]) -> bool:
    return any(outer.tag in _REMOVED for outer in around)


def _docx_run(text: Any, paragraph: Any, styles: _DocxStyles) -> str:
    """Return the text of a run as its properties show it; a text box holds paragraphs that come by themselves."""
    around = list(takewhile(lambda outer: outer.tag != _W + "p", text.iterancestors()))
    if next(text.iterancestors(_W + "p"), paragraph) is not paragraph or _is_removed(around):
        return ""
    properties = next((outer.find(_W + "rPr") for outer in around if outer.tag == _W + "r"), None)
    words: str = text.text or ""
    if properties is None:
        return words
    if _is_on(properties.find(_W + "vanish")) or styles.hides(properties, "rStyle"):
        return ""
    position = properties.find(_W + "vertAlign")
    return raised(words) if position is not None and position.get(_W + "val") == "superscript" else words


class _OdtStyles:
    """The styles of a text that come from another, hide their text or set it above the line."""

    def __init__(self, root: Any) -> None:
        self.parents: dict[str, str | None] = {}
        self.hiding: set[str] = set()
        self.raising: set[str] = set()
        for style in root.iter(_STYLE + "style"):
            name = style.get(_STYLE + "name") or ""
            self.parents[name] = style.get(_STYLE + "parent-style-name")
            properties = style.find(_STYLE + "text-properties")
            if properties is None:
                continue
            if properties.get(_TEXT + "display") == "none":
                self.hiding.add(name)
            position = properties.get(_STYLE + "text-position") or ""
            if position.startswith("super") or re.match(r"[1-9]\d*%", position):
                self.raising.add(name)


def _odt_blocks(root: Any) -> list[Block]:
    styles = _OdtStyles(root)
    found: list[Block] = []
    notes: list[Block] = []
    for element in root.iter(_TEXT + "p", _TEXT + "h"):
        name = element.get(_TEXT + "style-name") or ""
        above = {ancestor.tag for ancestor in element.iterancestors()}
        if _TEXT + "tracked-changes" in above or name in styles.hiding:
            continue
        text = _odt_text(element, styles)
        if _TEXT + "note-body" in above:
            notes.append(Block(text, "furniture"))
        else:
            kind = _odt_kind(element, (styles.parents.get(name) or name).replace("_20_", " "))
            found += [Block(part, kind) for part in text.split("\v") if part.strip()]
    return found + notes


def _odt_kind(element: Any, style: str) -> ZoneKind | None:
    """Return what a paragraph is by the name of its style, else by its level as a heading."""
    kind = _kind(style)
    if kind is not None or element.tag != _TEXT + "h":
        return kind
    return "headline" if element.get(_TEXT + "outline-level") == "1" else "subheading"


_ODT_UNSEEN = frozenset({_TEXT + tag for tag in ("note-citation", "hidden-text", "hidden-paragraph", "p", "h")})


def _odt_text(paragraph: Any, styles: _OdtStyles) -> str:
    parts: list[str] = [paragraph.text or ""]
    for element in paragraph.iterdescendants():
        own = next(element.iterancestors(_TEXT + "p", _TEXT + "h"), None) is paragraph
        if not own or not isinstance(element.tag, str):
            continue
        outer = [element, *element.iterancestors(_TEXT + "span")]
        if element.tag == _TEXT + "line-break":
            parts.append("\n")
        elif element.tag in {_TEXT + "s", _TEXT + "tab"}:
            parts.append(" ")
        elif element.tag not in _ODT_UNSEEN:
            parts.append(_odt_shown(element.text or "", outer, styles))
        parts.append(_odt_shown(element.tail or "", outer[1:], styles))
    return re.sub(r"\n\s*\n", "\v", "".join(parts))


def _odt_shown(text: str, spans: list[Any], styles: _OdtStyles) -> str:
    """Return text as the styles of the spans round it show it."""
    names = {span.get(_TEXT + "style-name") for span in spans}
    if names & styles.hiding:
        return ""
    return raised(text) if names & styles.raising else text


def _facts(data: bytes | None, found: list[Block]) -> Metadata:
    """Read the document's properties.

    Its author is often whoever's computer it was, so the text's own byline wins; its dates are those of the file
    and not of the article.
    """
    facts = Metadata()
    if data is None:
        return facts
    root = parse_xml(data)
    title, creator = (root.findtext(f".//{_DC}{name}") or "" for name in ("title", "creator"))
    if len(title.split()) > 2 and not any(block.kind == "headline" for block in found):
        facts.title = title
    if bylines.people(creator) and not any(map(_tells_author, found[:12])):
        facts.byline = creator
    return facts


def _tells_author(block: Block) -> bool:
    return block.kind == "byline" or bylines.byline(block.text[:200]) is not None
