"""Change one value of a YAML text and leave every other byte as it stood.

Each function gives edits, as (start, end, text) with offsets in code points, for `applied`. Who asks for one reads the
result again and compares: what YAML allows is not always what an edit can do.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterable

from dossier.files.yaml_tree import Node

Edit = tuple[int, int, str]

LINE = re.compile(r"[^\r\n]*(?:\r\n|\r|\n|\Z)")
# What YAML, an editor or a terminal could take for something else than a character of the words.
_ESCAPED = re.compile(
    "[\x7f-\x9f\u061c\u200e\u200f\u2028-\u202e\u2066-\u2069\ud800-\udfff\ufeff\ufff9-\ufffb\ufffe\uffff]"
)
_WORD = r"[\w(][\w()./’'%&+–—-]*"
PLAIN = re.compile(rf"[^\W\d_][\w()./’'%&+–—-]*(?: {_WORD})*")
PLAIN_FILE = re.compile(r"[^\W\d_][\w./+@-]*(?:#char=\d+,\d+)?")
SIMPLE = re.compile(r"\d{4}-\d\d-\d\d(?:T\d\d:\d\d:\d\dZ)?|[0-9a-f]{64}|n-\d{8}T\d{6}Z-[0-9a-f]+")
# YAML 1.1 reads these as true, false and null.
_MISREAD = frozenset({"y", "n", "yes", "no", "on", "off", "true", "false", "null"})


def applied(text: str, edits: Iterable[Edit]) -> str:
    """Return the text with the edits made, which do not overlap."""
    for start, end, new in sorted(edits, reverse=True):
        text = text[:start] + new + text[end:]
    return text


def quoted(text: str) -> str:
    """Return any text as a double-quoted scalar on one line."""
    return _ESCAPED.sub(lambda match: f"\\u{ord(match.group()):04x}", json.dumps(text, ensure_ascii=False))


def scalar(text: str | None, *, flow: bool = False) -> str:
    """Return text as people would write it: unquoted where YAML cannot mistake it; `flow` is inside brackets."""
    if text is None:
        return "null"
    plain = PLAIN.fullmatch(text) or SIMPLE.fullmatch(text) or (not flow and PLAIN_FILE.fullmatch(text))
    return text if plain and text.lower() not in _MISREAD and not _ESCAPED.search(text) else quoted(text)


def plain_enough(line: str) -> bool:
    """Return whether a line can stand in block text as it is."""
    return not _ESCAPED.search(line) and (line.isprintable() or line.replace("\t", "").isprintable())


def newline_of(text: str) -> str:
    """Return the text's first line end."""
    match = re.search(r"\r\n|\r|\n", text)
    return match.group() if match else "\n"


def line_start(text: str, at: int) -> int:
    """Return where the line begins on which an offset stands, behind a byte order mark."""
    return max(text.rfind("\n", 0, at), text.rfind("\r", 0, at), -1 + text.startswith("\ufeff")) + 1


def next_line(text: str, at: int) -> int:
    """Return the beginning of the line after the one on which something ends."""
    while at > 0 and text[at - 1] in "\r\n":  # a block scalar ends behind its line ends
        at -= 1
    match = LINE.match(text, at)
    assert match
    return match.end()


def column(text: str, at: int) -> int:
    """Return how far an offset stands from the beginning of its line."""
    return at - line_start(text, at)


def replaced(text: str, node: Node, value: str) -> Edit:
    """Return the edit that writes a value on one line for another; a block ends before its last line end."""
    end = node.end
    if text[node.start : node.start + 1] in {"|", ">"} and node.kind == "scalar":
        while end > node.start and text[end - 1] in "\r\n \t":
            end -= 1
    beside = node.start == end and text[node.start - 1 : node.start] not in {" ", "\t", "\n", "\r", ""}
    return node.start, end, " " * beside + value


def removed(text: str, parent: Node, index: int) -> Edit:
    """Return the edit that removes an item or a key with its value: with its comma in brackets, else with its lines."""
    parts = [(item, item) for item in parent.items] or parent.members
    first, last = parts[index]
    if parent.flow:
        if index:
            return parts[index - 1][1].end, last.end, ""
        return first.start, parts[1][0].start if len(parts) > 1 else last.end, ""
    start = first.start if parent.kind == "mapping" else text.rfind("-", 0, first.start)
    return line_start(text, start), max(next_line(text, last.end), next_line(text, first.end)), ""


def added(text: str, parent: Node, entry: str) -> Edit:
    """Return the edit that adds an entry behind the last: in the same brackets, or on a line of its own."""
    parts = [(item, item) for item in parent.items] or parent.members
    if parent.flow:
        at = parts[-1][1].end if parts else parent.start + 1
        return at, at, (", " if parts else "") + entry
    first = parts[0][0].start
    start = first if parent.kind == "mapping" else text.rfind("-", 0, first)
    indent = " " * column(text, start)
    dash = "" if parent.kind == "mapping" else "- "
    return lines_at(text, next_line(text, parent.end), [indent + dash + entry])


def lines_at(text: str, at: int, lines: Iterable[str]) -> Edit:
    """Return the edit that puts lines in at the beginning of a line, or at the end of the text."""
    newline = newline_of(text)
    body = newline.join(lines)
    open_ended = at > 0 and text[at - 1] not in "\r\n\ufeff"
    return at, at, newline + body if open_ended else body + newline
