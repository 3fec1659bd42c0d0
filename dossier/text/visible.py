"""Text made harmless to a terminal without moving a single offset.

Articles, titles and file names come from strangers: they may hold terminal escapes, bidirectional overrides
that show words in another order than they stand, or control characters. Everything the program shows goes
through `visible`, which puts one harmless character in the place of each, so that offsets stay true.
"""

from __future__ import annotations

import json
import os
import re

_REPLACEMENT = "�"

# C0 and DEL have pictures of their own in Unicode; tab and line feed are layout, which the caller handles.
_TABLE: dict[int, str] = {code: chr(0x2400 + code) for code in range(0x20) if code not in (0x09, 0x0A)}
_TABLE[0x7F] = "␡"
_TABLE |= dict.fromkeys(range(0x80, 0xA0), _REPLACEMENT)  # C1: some terminals take 0x9B for an escape
_TABLE |= dict.fromkeys(
    [0x061C, 0x200E, 0x200F, *range(0x202A, 0x202F), *range(0x2066, 0x206A)],  # bidirectional controls
    _REPLACEMENT,
)
_TABLE |= dict.fromkeys([0x2028, 0x2029], _REPLACEMENT)  # separators that break lines in some terminals
_TABLE |= dict.fromkeys([0xFEFF, 0xFFF9, 0xFFFA, 0xFFFB], _REPLACEMENT)
_TABLE |= dict.fromkeys(range(0xE0000, 0xE0080), _REPLACEMENT)  # tag characters: invisible text
_HARMFUL = re.compile("[" + "".join(re.escape(chr(code)) for code in _TABLE) + "\ud800-\udfff]")


def visible(text: str) -> str:
    """Return a text with each harmful code point replaced by one visible character; the length never changes.

    Tabs and line feeds stay. Lone surrogates (from undecodable file names) become `�`, so the result
    can always be written as UTF-8.
    """
    if text.isprintable():  # nothing harmful is
        return text
    return _HARMFUL.sub(lambda match: _TABLE.get(ord(match.group()), _REPLACEMENT), text)


def escape_json(document: str) -> str:
    """Return a JSON document with what could harm a terminal escaped: the same data in harmless bytes."""
    return _HARMFUL.sub(lambda match: json.dumps(match.group())[1:-1], document)


def one_line(text: str) -> str:
    """Return a text made visible on a single line: tabs and line ends become spaces, one for one."""
    # Thousands of titles are looked at before the first paint, and nearly all are as they should be.
    return text if text.isprintable() else visible(text).replace("\t", " ").replace("\n", " ")


def path_text(path: str) -> str:
    r"""Return a path as text that can be stored: bytes that are not UTF-8 as `\xff`, so that no two files clash."""
    if path.isascii():
        return path
    return os.fsencode(path).decode("utf-8", errors="backslashreplace")
