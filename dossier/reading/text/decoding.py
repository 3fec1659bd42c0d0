"""Bytes become text: Unicode where the bytes say so, else an encoding that is named, else a guess, with a remark."""

from __future__ import annotations

import codecs
import re

from dossier.reading.outcome.errors import ReadError

GUESSED = "decoded as Windows-1252, a guess"
# Names under which browsers take a larger encoding (https://encoding.spec.whatwg.org/#names-and-labels).
_TAKEN_AS = {
    "iso-8859-1": "cp1252", "latin-1": "cp1252", "latin1": "cp1252", "us-ascii": "cp1252", "ascii": "cp1252",
    "iso-8859-9": "cp1254", "gb2312": "gb18030", "gbk": "gb18030", "gb_2312-80": "gb18030", "big5": "big5hkscs",
    "shift_jis": "cp932", "shift-jis": "cp932", "x-sjis": "cp932", "euc-kr": "cp949", "ks_c_5601-1987": "cp949",
    "x-mac-roman": "mac-roman", "macintosh": "mac-roman", "iso-8859-8-i": "iso-8859-8", "tis-620": "cp874",
}  # fmt: skip
_UNICODE = frozenset({"utf-8", "utf8", "utf-16", "utf-16le", "utf-16be", "utf-7", "unicode"})
_MOST_DAMAGED = 0.001  # of a text's code points that the encoding it names cannot hold
_CYRILLIC = ("cp1251", "koi8-r")
_FOREIGN = 0.4  # of the letters of a text in Latin script are fewer ones with accents

# The longer marks first: that of UTF-32 begins with that of UTF-16.
_MARKS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
_MARKED = tuple(mark for mark, _ in _MARKS)
_SAMPLE = 8192  # bytes looked at to tell text from other data
_CONTROLS = bytes(set(range(0x20)) - set(b"\t\n\v\f\r\x1b")) + b"\x7f"


def decode(data: bytes) -> tuple[str, str | None]:
    """Return the text of a file's bytes, with a remark where the encoding had to be guessed.

    A byte-order mark decides and is dropped; else UTF-8 if it is valid, else UTF-16 if every other byte of
    the beginning is mostly zero, else Windows-1252. Line ends stay as they are. Raises ReadError for data
    that is not text.
    """
    text, remark = _decode(data)
    if "\0" in text:
        raise ReadError("It is binary data, not text: it holds NUL bytes.")
    return text, remark


def decode_named(data: bytes, name: str | None) -> tuple[str, str | None]:
    """Return the text of bytes whose source says that they are in the encoding `name`, and a remark if they are not.

    A byte-order mark and bytes that are valid UTF-8 speak for themselves, whatever is named: programs change the
    encoding of pages and mail and leave its name. Raises ReadError for data that is not text.
    """
    name = (name or "").strip().lower()
    if not name or name in _UNICODE or data.startswith(_MARKED):
        return decode(data)
    if not data.isascii() and "2022" not in name and (text := _as_utf8(data)) is not None:
        return text, f"decoded as UTF-8, which its bytes are, and not as {name}, which it names"
    text = _as_named(data, _TAKEN_AS.get(name, name))
    if text is None:
        return decode(data)
    if text.count("\N{REPLACEMENT CHARACTER}") > 1 + _MOST_DAMAGED * len(text):
        other, remark = decode(data)
        return other, remark and f"{remark}: it is not in {name}, which it names"
    return text, None


def _as_named(data: bytes, codec: str) -> str | None:
    try:
        return _windows(data) if codec == "cp1252" else data.decode(codec, errors="replace")
    except (LookupError, ValueError):
        return None


def _as_utf8(data: bytes) -> str | None:
    try:
        return data.decode("utf-8")
    except UnicodeDecodeError:
        return None


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
        return _guessed(data)


def _guessed(data: bytes) -> tuple[str, str | None]:
    """Decode text of one byte a letter: Windows-1252, or Cyrillic where nearly every letter would have an accent."""
    text = _windows(data)
    letters = [letter for letter in text[:20_000] if letter.isalpha()]
    if sum(letter > "\x7f" for letter in letters) < _FOREIGN * max(1, len(letters)):
        return text, GUESSED
    # Most letters of running text are small ones; KOI8-R has them where Windows-1251 has the capitals.
    encoding = max(_CYRILLIC, key=lambda codec: sum(map(str.islower, data[:20_000].decode(codec, errors="replace"))))
    return data.decode(encoding, errors="replace"), f"decoded as {encoding.upper().replace('CP', 'Windows-')}, a guess"


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
