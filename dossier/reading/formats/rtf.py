"""Rich Text Format (.rtf) becomes an article."""

from __future__ import annotations

import re

from dossier.reading.blocks import Block, Document, Facts, compose
from dossier.reading.errors import ReadError
from dossier.reading.text import bylines

LARGEST = 8_000_000
"""Bytes without embedded pictures."""

_PICTURE = re.compile(rb"[0-9A-Fa-f\r\n]{400,}")
_INFO = re.compile(rb"\{\\(title|author)\s?([^{}\\]{0,300}(?:\\'[0-9a-fA-F]{2}[^{}\\]{0,300}){0,40})\}")
_DEEPEST = 500


def read_rtf(data: bytes) -> Document:
    """Read a document's paragraphs; formatting, pictures and objects are left out. Raises ReadError."""
    from striprtf.striprtf import rtf_to_text

    if not data.lstrip()[:5].startswith(b"{\\rtf"):
        raise ReadError("It is no RTF document: it does not begin like one.")
    data = _PICTURE.sub(b"", data)
    if len(data) > LARGEST:
        raise ReadError(f"It is too large for an article ({len(data) / 1e6:,.0f} MB without its pictures).")
    if _depth(data) > _DEEPEST:
        raise ReadError("It is nested too deeply for a document.")
    source = data.decode("latin-1")
    try:
        text = str(rtf_to_text(source, errors="replace"))  # type: ignore[no-untyped-call]
    except (ValueError, LookupError, IndexError, KeyError, TypeError, OverflowError) as error:
        raise ReadError(f"It is damaged: its RTF cannot be read ({type(error).__name__}).") from None
    info = {match[1]: _plain(match[2]) for match in _INFO.finditer(data[:20_000])}
    lines = [line for line in re.split(r"[\n\r\x0b]+", text) if line.strip()]
    author = info.get(b"author")
    named = any(bylines.byline(line[:200]) for line in lines[:12])
    return compose(
        [Block(line) for line in lines],
        Facts(byline=author if author and not named and bylines.people(author) else None),
    )


def _depth(data: bytes) -> int:
    depth = deepest = 0
    for brace in re.finditer(rb"\\[{}]|[{}]", data):
        if len(brace[0]) == 1:
            depth += 1 if brace[0] == b"{" else -1
            deepest = max(deepest, depth)
    return deepest


def _plain(value: bytes) -> str:
    return re.sub(rb"\\'([0-9a-fA-F]{2})", lambda m: bytes([int(m[1], 16)]), value).decode("cp1252", errors="replace")
