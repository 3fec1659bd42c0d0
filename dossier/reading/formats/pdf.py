"""PDF files become articles: reading order, hyphenation, running heads, pages."""

from __future__ import annotations

import logging
import re
import time
import zlib
from collections.abc import Iterator
from contextlib import suppress
from io import BytesIO
from typing import Any

from dossier.reading.blocks.block import Block, Document, Metadata, clean
from dossier.reading.blocks.compose import compose
from dossier.reading.formats.pdf_layout import blocks
from dossier.reading.formats.pdf_lines import Line, page_lines
from dossier.reading.outcome.errors import ReadError, missing
from dossier.reading.text.head import bylines

MOST_PAGES = 400
PATIENCE = 10.0
"""Seconds; what could not be read by then is left out, with a remark."""


_LARGEST_STREAM = 32 << 20
_LARGEST_DAMAGED = 2 << 20  # what its parser mends byte by byte, in the square of the time
_MOST_LAYERS = 4
_GLUED = re.compile(rb"\sendstream(?=endobj)")
_STREAM = re.compile(rb"stream\r?\n(?=[\x08-\x78])")  # compressed as zlib does; others unpack to no more


def read_pdf(data: bytes) -> Document:
    """Read a PDF's text. Raises ReadError for one that is encrypted, damaged or holds only pictures."""
    try:
        import pdfminer  # noqa: F401
    except ImportError:
        raise missing("PDF files", "pdf") from None
    from pdfminer.pdfdocument import PDFEncryptionError, PDFPasswordIncorrect

    logging.getLogger("pdfminer").setLevel(logging.CRITICAL)
    try:
        return _read(data)
    except (ReadError, MemoryError):
        raise
    except (PDFPasswordIncorrect, PDFEncryptionError):
        raise ReadError("It is encrypted: save a copy without a password.") from None
    except RecursionError:
        raise ReadError("It is damaged: its parts refer to each other without end.") from None
    except Exception as error:  # noqa: BLE001 - a damaged file can make its parser raise anything
        raise ReadError(f"It is damaged, or not a PDF that can be read ({type(error).__name__}).") from None


def _read(data: bytes) -> Document:
    from pdfminer.pdfdocument import PDFDocument
    from pdfminer.pdfparser import PDFParser

    if b"%PDF-" not in data[:1024]:
        raise ReadError("Not a PDF file.")
    _refuse_bombs(data)
    document = PDFDocument(PDFParser(BytesIO(data)))
    pages: list[list[Line]] = []
    line_numbers: list[str] = []
    heights: list[float] = []
    facts = _facts(document)
    began = time.monotonic()
    for layout in _layouts(document):
        if len(pages) >= MOST_PAGES or time.monotonic() - began > PATIENCE:
            facts.remarks.append(f"only its first {len(pages)} pages were read: it is too long or takes too long")
            break
        lines, numbers = page_lines(layout, len(pages))
        pages.append(lines)
        line_numbers += [numbers] if numbers else []
        heights.append(layout.height)
    if not any(pages):
        if _GLUED.search(data):
            return _read(_parted(data))
        raise ReadError("It has no text, only pictures: run text recognition (OCR) on it first.")
    found = [*blocks(pages, heights), *(Block(numbers, "furniture") for numbers in line_numbers)]
    facts.title = _title(facts.title, found)
    return compose(found, facts)


def _parted(data: bytes) -> bytes:
    """Return a PDF of the same length with `endstream` and `endobj` apart, where they are written as one word."""
    return _GLUED.sub(rb"endstream ", data)


def _title(named: str | None, found: list[Block]) -> str | None:
    """Return the headline; where there is none, the title that a program named if the document has it above."""
    headline = next((block.text for block in found if block.kind == "headline"), None)
    if headline or not named:
        return headline or named
    above = " ".join(block.text for block in found[:6]).casefold()
    return named if named.casefold() in above else None  # else the name of another file, "untitled"


def _refuse_bombs(data: bytes) -> None:
    """Refuse a stream that unpacks to more than any page of text; its parser would unpack it whole."""
    total = 0
    for stream in _STREAM.finditer(data):
        end = data.find(b"endstream", stream.end())
        packed = data[stream.end() : end if end >= 0 else len(data)]
        for _ in range(_MOST_LAYERS):
            size, beginning, damaged = _unpacked(packed)
            total += size
            if size > _LARGEST_STREAM or total > 8 * _LARGEST_STREAM:
                raise ReadError(f"A part of it would unpack to more than {_LARGEST_STREAM >> 20} MB: it is not opened.")
            if damaged and size > _LARGEST_DAMAGED:
                raise ReadError("It is damaged: a part of it cannot be unpacked.")
            if beginning[:1] != b"x":
                break
            packed = beginning  # packed twice


def _unpacked(packed: bytes) -> tuple[int, bytes, bool]:
    """Return how many bytes data unpacks to, as far as allowed, the first megabyte, and whether it is damaged."""
    inflating = zlib.decompressobj()
    original, size, beginning = packed, 0, b""
    try:
        while packed and not inflating.eof and size <= _LARGEST_STREAM:
            out = inflating.decompress(packed, 1 << 20)
            beginning = beginning or out
            size += len(out)
            packed = inflating.unconsumed_tail if out else b""
    except zlib.error:
        return _mended(original)
    return size, beginning, not inflating.eof


def _mended(packed: bytes) -> tuple[int, bytes, bool]:
    """Unpack damaged data as its parser does, up to the damage."""
    inflating = zlib.decompressobj()
    out = bytearray()
    with suppress(zlib.error):
        for at in range(0, len(packed), 64):
            out += inflating.decompress(packed[at : at + 64])
            if len(out) > _LARGEST_DAMAGED:
                break
    return len(out), bytes(out), True


_FARTHEST = 14_400  # points: no page is larger (PDF Reference 1.7, appendix C)


def _layouts(document: Any) -> Iterator[Any]:
    """Yield the layout of each page; a page that cannot be read is left out."""
    from pdfminer.converter import PDFPageAggregator
    from pdfminer.layout import LAParams
    from pdfminer.pdfinterp import PDFPageInterpreter, PDFResourceManager
    from pdfminer.pdfpage import PDFPage

    class Aggregator(PDFPageAggregator):
        """Leaves out what stands beyond any page before it is laid out: that takes time by the distance."""

        def end_page(self, page: Any) -> None:
            objects = self.cur_item._objs  # noqa: SLF001 - there is no other way to take any out
            objects[:] = [item for item in objects if all(abs(at) <= _FARTHEST for at in item.bbox)]
            super().end_page(page)

    resources = PDFResourceManager()
    device = Aggregator(
        resources, laparams=LAParams(boxes_flow=None, char_margin=1.6, word_margin=0.16, line_margin=0.01)
    )
    interpreter = PDFPageInterpreter(resources, device)
    for page in PDFPage.create_pages(document):
        interpreter.process_page(page)
        yield device.get_result()


def _facts(document: Any) -> Metadata:
    """Read title and author; the dates tell when the file was made, not when the article was published."""
    from pdfminer.utils import decode_text

    info = document.info[0] if document.info else {}

    def value(key: str) -> str | None:
        raw = info.get(key)
        return clean(decode_text(raw)) or None if isinstance(raw, bytes) else None

    author = value("Author")
    return Metadata(title=value("Title"), byline=author if author and bylines.people(author) else None)
