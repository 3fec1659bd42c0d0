"""Which reader takes which file."""

from __future__ import annotations

from collections.abc import Callable
from importlib import import_module
from pathlib import Path

from dossier.reading.blocks.block import Document
from dossier.reading.outcome.text_parts import TextParts
from dossier.reading.text.markdown import read_markdown
from dossier.reading.text.plain import read_plain

READERS: dict[str, Callable[[str], TextParts]] = {
    ".txt": read_plain,
    ".text": read_plain,
    ".md": read_markdown,
    ".markdown": read_markdown,
}
"""Suffix, in lower case → what makes parts of an article of the decoded text, for formats whose file is the text."""

_EXTRACTORS = {
    ".html": "web.html.read_html",
    ".htm": "web.html.read_html",
    ".xhtml": "web.html.read_html",
    ".mht": "formats.mail.read_mht",
    ".mhtml": "formats.mail.read_mht",
    ".eml": "formats.mail.read_eml",
    ".docx": "formats.office.read_docx",
    ".odt": "formats.office.read_odt",
    ".rtf": "formats.rtf.read_rtf",
    ".pdf": "formats.pdf.read_pdf",
}

FORMATS = (*READERS, *_EXTRACTORS)
"""Every suffix that is read."""


SEVERAL = (".zip", ".mbox", ".csv", ".tsv", ".jsonl", ".ndjson")
"""Suffixes of files that hold several articles."""

_SEVERAL = "It holds several articles: 'dossier add' takes them out, each into a file of its own."
NOT_READ = dict.fromkeys(SEVERAL, _SEVERAL) | {
    ".doc": "An old Word file (.doc): save it again as .docx.",
    ".pages": "A document of Apple Pages: export it as .docx or PDF.",
    ".epub": "A book (.epub): save the text as .html, .docx or .txt.",
    ".msg": "An Outlook message (.msg): save it again as .eml.",
    ".webarchive": "A Safari web archive: save the page again as page source (.html) or PDF.",
}
"""Suffixes of files that hold articles but are not read in place, and what to do about them."""


def not_read(suffix: str) -> str:
    """Return what to do about a format that is not read."""
    return NOT_READ.get(suffix) or f"Its format is not read; these are: {', '.join(FORMATS)}."


def is_plain(path: Path) -> bool:
    """Return whether a file is its own text, so that reading it takes no parser of a complicated format."""
    return path.suffix.lower() in READERS


def extractor(suffix: str) -> Callable[[bytes], Document] | None:
    """Return what extracts the document from the bytes of a file; None for a format whose file is the text.

    Imported where it is used: a dossier of plain text never loads a parser.
    """
    if suffix not in _EXTRACTORS:
        return None
    module, _, name = _EXTRACTORS[suffix].rpartition(".")
    function: Callable[[bytes], Document] = getattr(import_module(f"dossier.reading.{module}"), name)
    return function
