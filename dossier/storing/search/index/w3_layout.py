"""How Whoosh 2.7.4 lays out a segment ("W3"), as far as this program writes and reads it; every number is fixed here.

A posting list is `W3Bl` and blocks: a signed length (negative for the last), a pickle of the block's statistics, and a
pickle of (passages as differences, weights, values). Whoosh unpickles both. Here they are written with the same pickle
codes at the same places for every block, so that a block is put together and read as an array, without pickle.
The dictionary is a hash file of records in the order of their keys; a key is the field's number and the term.
"""

from __future__ import annotations

import struct
import zlib
from functools import lru_cache
from typing import Final

import numpy as np

MAGIC: Final = b"W3Bl"
BLOCK: Final = 1024
"""Postings in a block."""

# Pickle codes: MARK, TUPLE, TUPLE3, STOP, NONE, BININT1 (1 byte), BININT2 (2 bytes), BININT (4 bytes),
# SHORT_BINBYTES (1 byte of length), BINBYTES (4 bytes of length).
MARK, TUPLE, TUPLE3, STOP, NONE = (ord(code) for code in ("(", "t", "\x87", ".", "N"))
INT1, INT2, INT4, BYTES1, BYTES4 = (ord(code) for code in ("K", "M", "J", "C", "B"))

BLOCK_HEAD: Final = np.dtype(
    [
        ("length", ">i4"), ("mark", "u1"), ("c0", "u1"), ("count", "<i4"), ("c1", "u1"), ("last", "<i4"), ("c2", "u1"),
        ("weight", "<i4"), ("c3", "u1"), ("compression", "u1"), ("c4", "u1"), ("shortest", "u1"), ("c5", "u1"),
        ("longest", "u1"), ("tuple", "u1"), ("stop", "u1"), ("ids", "u1"),
    ]
)  # fmt: skip
"""A block's length, its statistics, and the beginning of its passages."""
BLOCK_CODES: Final = {
    "mark": MARK, "c0": INT4, "c1": INT4, "c2": INT4, "c3": INT1, "c4": INT1, "c5": INT1, "tuple": TUPLE, "stop": STOP,
    "ids": MARK,
}  # fmt: skip
NARROW_ID: Final = np.dtype([("code", "u1"), ("value", "<u2")])
WIDE_ID: Final = np.dtype([("code", "u1"), ("value", "<i4")])
NARROW_DOCS: Final = 1 << 16
"""Segments of up to so many passages have their numbers in two bytes."""

TERM_INFO: Final = np.dtype(
    [
        ("inlined", "u1"), ("weight", ">f4"), ("count", ">u4"), ("shortest", "u1"), ("longest", "u1"),
        ("heaviest", ">f4"), ("first", ">u4"), ("last", ">u4"), ("offset", ">i8"), ("length", ">i4"),
    ]
)  # fmt: skip
"""What the dictionary says of a term: as `whoosh.codec.whoosh3.W3TermInfo.to_bytes`, with where its list stands."""

HASH_HEAD: Final = b"HSH3" + bytes([1]) + bytes(8)
"""Of the dictionary: keys are hashed by CRC-32."""
RECORD: Final = struct.Struct(">ii")
"""Before each record: the lengths of its key and its value."""
KEY: Final = struct.Struct(">H")
SLOT: Final = np.dtype([("hash", ">u4"), ("record", ">i8")])
TABLE: Final = np.dtype([("start", ">i8"), ("slots", ">i4")])
TABLES: Final = 256

COMPOUND_HEAD: Final = struct.Struct(">qi")
"""At the beginning of a compound file: where its list of parts begins, and how long that is."""

# Values of positions: SHORT_BINBYTES length, how often as four bytes, then a pickle of the differences: SHORT_BINBYTES
# length, a byte for each, STOP.
VALUE_SIZE: Final = 9
"""Bytes of a value beside one for each position, where all differences are below 256."""
MOST_NARROW: Final = 248
"""Positions in a value of that form; one with more, or with larger differences, is a tuple of four-byte numbers."""

PART_ENDS: Final = {"postings": ".pst", "terms": ".trm"}


def column(field: str) -> str:
    """Return the ending of the file of a column."""
    return f".{field}.col"


def lengths_column(field: str) -> str:
    """Return the ending of the file that has the length of a field in every passage, rounded to a byte."""
    return f"._{field}_len.col"


STORED: Final = column("_stored")
PASSAGE: Final = column("passage")
OWNER: Final = column("owner")
WORDS: Final = column("words")

# What stands behind the compound file, where Whoosh never looks: a JSON object, and where it begins, its length, its
# checksum and that of these three.
TAIL: Final = struct.Struct("<QIII")
CHECKED: Final = 1 << 14
"""Bytes under one checksum."""


def stored_row(article: str, start: int, end: int) -> bytes:
    """Return what Whoosh stores of a passage: a pickle of a dict, as a zlib stream that is not compressed."""
    head, check = _row_head(article)
    places = _ROW_PLACES.pack(start, b"X\x03\0\0\0endJ", end, b"u.")
    return head + places + zlib.adler32(places, check).to_bytes(4, "big")


@lru_cache(maxsize=8)
def _row_head(article: str) -> tuple[bytes, int]:
    """Return how the rows of an article begin, and the checksum of what of that is the pickle."""
    encoded = article.encode("utf-8", "replace")
    row = b"}(X\x07\0\0\0articleX%b%bX\x05\0\0\0startJ" % (len(encoded).to_bytes(4, "little"), encoded)
    size = len(row) + _ROW_PLACES.size
    return b"\x78\x01\x01" + size.to_bytes(2, "little") + (size ^ 0xFFFF).to_bytes(2, "little") + row, zlib.adler32(row)


_ROW_PLACES: Final = struct.Struct("<I9sI2s")
_ROW_HEAD = 7 + len(b"}(X\x07\0\0\0articleX")
_ROW_END = len(b"X\x03\0\0\0endJ????u.????")


def stored_fields(row: bytes) -> dict[str, str | int]:
    """Return what `stored_row` was given, from its bytes: nothing is unpickled."""
    size = int.from_bytes(row[_ROW_HEAD : _ROW_HEAD + 4], "little")
    article = row[_ROW_HEAD + 4 : _ROW_HEAD + 4 + size].decode()
    end = len(row) - 4 - 2
    start = len(row) - _ROW_END
    return {
        "article": article,
        "start": int.from_bytes(row[start - 4 : start], "little"),
        "end": int.from_bytes(row[end - 4 : end], "little"),
    }
