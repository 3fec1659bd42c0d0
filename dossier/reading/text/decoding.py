"""Bytes become text: Unicode where the bytes say so, Windows-1252 as a guess that is told."""

from __future__ import annotations

import codecs
import re

from dossier.reading.errors import ReadError

GUESSED = "decoded as Windows-1252, a guess"

# The longer marks first: that of UTF-32 begins with that of UTF-16.
_MARKS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
_SAMPLE = 8192  # bytes looked at to tell text from other data
_CONTROLS = bytes(set(range(0x20)) - set(b"\t\n\v\f\r\x1b")) + b"\x7f"


def decode(data: bytes) -> tuple[str, str | None]:
    """Turn a file's bytes into its text, with a remark where the encoding had to be guessed.

    A byte-order mark decides and is dropped; else UTF-8 if it is valid, else UTF-16 if every other byte of
    the beginning is mostly zero, else Windows-1252. Line ends stay as they are. Raises ReadError for data
    that is no text.
    """
    text, remark = _decode(data)
    if "\0" in text:
        raise ReadError("It is binary data, not text: it holds NUL bytes.")
    return text, remark


def _decode(data: bytes) -> tuple[str, str | None]:
    for mark, encoding in _MARKS:
        if data.startswith(mark):
            try:
                return data[len(mark) :].decode(encoding), None
            except UnicodeDecodeError as error:
                name = encoding.upper().removesuffix("-LE").removesuffix("-BE")
                reason = f"It begins as {name} but is damaged at byte {error.start + len(mark):,}."
                raise ReadError(reason) from None
    sample = data[:_SAMPLE]
    if b"\0" in sample:
        return _utf16(data, sample)
    if len(sample) - len(sample.translate(None, _CONTROLS)) > len(sample) // 20:
        raise ReadError("It is binary data, not text: it is full of control characters.")
    try:
        return data.decode("utf-8"), None
    except UnicodeDecodeError:
        return _windows(data), GUESSED


def _utf16(data: bytes, sample: bytes) -> tuple[str, str | None]:
    """Decode UTF-16 without its mark: text in Latin script has a zero in nearly every second byte."""
    even, odd = sample[::2].count(0), sample[1::2].count(0)
    half = max(1, len(sample) // 2)
    for zeros, others, encoding in ((odd, even, "utf-16-le"), (even, odd, "utf-16-be")):
        if zeros > half * 0.4 and others < half * 0.05 and len(data) % 2 == 0:
            try:
                return data.decode(encoding), "decoded as UTF-16 without a byte-order mark, a guess"
            except UnicodeDecodeError:
                break
    raise ReadError("It is binary data, not text: it holds NUL bytes.")


def _windows(data: bytes) -> str:
    """Decode Windows-1252; the five bytes it does not define stand for themselves, as in browsers."""
    text = data.decode("cp1252", errors="surrogateescape")
    # surrogateescape made U+DC80 + (byte - 0x80) of an undefined byte.
    return re.sub("[\udc80-\udcff]", lambda match: chr(ord(match[0]) - 0xDC00), text)
