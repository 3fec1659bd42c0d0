"""A file becomes an Article: its bytes are read once, decoded, parted into zones and passages."""

from __future__ import annotations

import errno
import fnmatch
import hashlib
import os
import stat
from collections.abc import Mapping
from pathlib import Path

from dossier.files import no_links
from dossier.model import Article
from dossier.reading.formats.registry import FORMATS, READERS, extractor, not_read
from dossier.reading.outcome.errors import ReadError
from dossier.reading.outcome.text_parts import TextParts
from dossier.reading.text.decoding import decode
from dossier.reading.text.head.outlets import from_host
from dossier.reading.text.language import language
from dossier.reading.text.language import remark as unread

LARGEST = 32 * 1024 * 1024
"""Bytes; an article is a few thousand words, and a file beyond this is a data dump that would only stall a run."""
LONGEST_LINE = 500
"""Code points of a title, outlet or byline, which stand in every list; the text has all of it."""
_LONGEST_URL = 2_000


def read(path: Path, *, id: str, shown: str, outlets: Mapping[str, str] | None = None) -> Article:  # noqa: A002
    """Return one file as the article `id`, which lists and notes cite as `shown`.

    `outlets` gives names for path patterns (`wire/*`), for articles that do not say where they are from.
    Raises ReadError with the reason, one sentence, for what is not an article: missing, unreadable, not a file,
    of a format that is not read, empty, binary, or larger than LARGEST.
    """
    suffix = path.suffix.lower()
    if suffix not in FORMATS:
        raise ReadError(not_read(suffix))
    return article_of(file_bytes(path), suffix, id=id, shown=shown, outlets=outlets)


def article_of(
    data: bytes,
    suffix: str,
    *,
    id: str,  # noqa: A002
    shown: str,
    outlets: Mapping[str, str] | None = None,
) -> Article:
    """Return the article of a file's bytes; see `read`. `suffix`, one of FORMATS, says how they are read."""
    text, parts, remark = _text(data, suffix)
    # Templates are copied with the language of another site in them.
    spoken = language(_prose(text, parts)) or parts.language
    return Article(
        id=id,
        path=shown,
        title=(parts.title or Path(shown).stem)[:LONGEST_LINE],
        text=text,
        sha256=hashlib.sha256(data).hexdigest(),
        outlet=_short(parts.outlet or _configured(shown, outlets or {}) or from_host(parts.url)),
        byline=_short(parts.byline),
        published=parts.published,
        published_from=parts.published_from,
        url=parts.url if len(parts.url or "") <= _LONGEST_URL else None,
        language=spoken,
        zones=parts.zones,
        passages=parts.passages,
        remarks=tuple(said for said in (remark, *parts.remarks, unread(spoken)) if said),
    )


def _short(line: str | None) -> str | None:
    return line[:LONGEST_LINE] if line else None


def _text(data: bytes, suffix: str) -> tuple[str, TextParts, str | None]:
    """Return the text of a file, its parts, and a remark where its encoding was guessed."""
    if extract := extractor(suffix):
        document = extract(data)
        return document.text, document.parts, None
    text, remark = decode(data)
    if not any(map(str.isalnum, text)):
        raise ReadError("There are no words in it.")
    return text, READERS[suffix](text), remark


def _prose(text: str, parts: TextParts) -> str:
    """Return enough of the body to tell its language."""
    pieces, length = [], 0
    for passage in parts.passages:
        pieces.append(text[passage.start : passage.end])
        length += passage.end - passage.start
        if length > 10_000:
            break
    return " ".join(pieces)[:12_000]


def _configured(shown: str, outlets: Mapping[str, str]) -> str | None:
    for pattern, outlet in outlets.items():
        if fnmatch.fnmatchcase(shown, pattern):
            return outlet
    return None


def file_bytes(path: Path, largest: int = LARGEST) -> bytes:
    """Read a regular file; never waits for a pipe and never follows a link put in its place meanwhile.

    Raises ReadError for what is not a regular file, is empty, or is larger than `largest` bytes.
    """
    # A source that is itself a link was resolved before it came here, so a link at any step is a swapped one.
    try:
        descriptor = no_links.open_file(Path(os.path.abspath(path)))  # noqa: PTH100 - must not follow a link
    except OSError as error:
        raise ReadError(_reason(error)) from None
    with open(descriptor, "rb") as file:  # noqa: PTH123 - a descriptor, not a path
        state = os.fstat(descriptor)
        if not stat.S_ISREG(state.st_mode):
            raise ReadError("Not a regular file (a pipe, a socket, a device or a folder).")
        if state.st_size > largest:
            raise ReadError(_too_large(state.st_size, largest))
        try:
            data = file.read(largest + 1)
        except OSError as error:
            raise ReadError(_reason(error)) from None
    if len(data) > largest:
        raise ReadError(_too_large(len(data), largest))
    if not data:
        raise ReadError("It is empty.")
    return data


def _too_large(size: int, largest: int) -> str:
    return f"It is too large for an article ({size / 1024 / 1024:,.0f} MB; the limit is {largest // 1024 // 1024} MB)."


def _reason(error: OSError) -> str:
    if error.errno == errno.ENOENT:
        return "It vanished before it could be read."
    if error.errno in {errno.EACCES, errno.EPERM}:
        return "It cannot be read: you have no permission (mend it with chmod u+r)."
    if error.errno in {errno.ELOOP, errno.ENOTDIR, errno.EMLINK}:
        return "A step of its path is a symbolic link, which is not followed here."
    if error.errno in {errno.ENXIO, errno.EISDIR, errno.ENODEV}:
        return "Not a regular file (a pipe, a socket, a device or a folder)."
    return f"It cannot be read: {error.strerror or 'the system gave no reason'}."
