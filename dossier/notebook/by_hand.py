"""Items as people write them, read several times faster than by YAML's parser.

Comments, keys in any order, block and folded text, lists on lines of their own and in brackets, anchors, quotation
marks of either kind: what stands here in a usual form is read as YAML reads it. For all else the answer is None,
and the parser decides. Tests hold the two to the same answers.
"""

from __future__ import annotations

import json
import re

from dossier.notebook.items import KEYS, Item, note_of
from dossier.notebook.tree import NULLS, Node

_FOREIGN = re.compile("[\x00-\x09\x0b-\x1f\x7f-\x9f\u2028\u2029\ud800-\udfff\ufeff\ufffe\uffff]")
_FOLD = r"\n {4,}(?=\S)"  # a line end within quotation marks
_ESCAPE = r'\\["\\/bfnrt]|\\u(?![dD][89aAbB])[0-9a-fA-F]{4}'
_QUOTED = rf"""(?:"(?:[^"\\\n]++|{_ESCAPE}|{_FOLD})*+"|'(?:[^'\n]++|''|{_FOLD})*+')"""
_FIRST = r"[^\s\-?:,\[\]{}#&*!|>'\"%@`]"
_VALUE = rf"(?:{_QUOTED}|{_FIRST}(?:[^ :\n]++|(?! #|:[ \n])[^\n])*+)"
_INSIDE = rf"(?:{_QUOTED}|{_FIRST}(?:[^ :\n,\[\]{{}}]++|(?! #|:[ \n,\[\]{{}}])[^\n,\[\]{{}}])*+)"  # within brackets
_COMMENT = r"(?: +#[^\n]*+| *+)\n"
_EOL = rf"{_COMMENT}(?: *+(?:#[^\n]*+)?\n)*+"
_PAIR = rf"([a-zA-Z0-9]+): ({_INSIDE})"
_BRACES = rf"\{{[a-zA-Z0-9]+: {_INSIDE}(?:,(?: |\n {{6,}})[a-zA-Z0-9]+: {_INSIDE})*+\}}"
_LINE = rf"[a-zA-Z0-9]+: {_VALUE}{_EOL}"


def _either(form: str) -> str:
    """Give a form with `@` for the indent of a list, which people set under its key or two columns further."""
    return rf"(?:{form.replace('@', '    ')}|{form.replace('@', '      ')})"


_SELECTORS = _either(rf"(?:@- (?:{_BRACES}{_EOL}|{_LINE}(?:@  {_LINE})*+))++")
_TARGET = rf"(?:    (?:source|sha256): {_VALUE}{_EOL}|    selector:{_EOL}{_SELECTORS})++"
_ENTRY = re.compile(
    r"  (?P<key>[a-z0-9]++):(?:"
    rf" (?:&(?P<anchor>[a-zA-Z0-9_-]+) )?(?P<value>{_VALUE}){_EOL}"
    rf"| (?P<style>[|>]-?){_COMMENT}(?P<block>    (?: *+[^\n]*+\n)(?:    [^\n]*+\n| *\n)*+)(?: *+(?:#[^\n]*+)?\n)*+"
    rf"| \[(?P<brackets>(?:{_INSIDE}(?:, ?{_INSIDE})*+)?)\]{_EOL}"
    rf"|{_EOL}(?P<list>(?:  - {_VALUE}{_EOL})++|(?:    - {_VALUE}{_EOL})++)"
    rf"|{_EOL}(?P<target>{_TARGET})"
    rf"|{_EOL})"
)
_LISTED = re.compile(rf"- ({_VALUE}){_EOL}")
_BRACKETED = re.compile(_INSIDE)
_ON_A_LINE = re.compile(rf"( +(?:- )?)([a-zA-Z0-9]+):(?: ({_VALUE}))?{_EOL}")
_IN_BRACES = re.compile(rf" +- ({_BRACES}){_EOL}")
_PAIRS = re.compile(_PAIR)


def read_by_hand(text: str, anchors: dict[str, Node]) -> Item | None:
    """Read an item in one of the usual forms; None where it has any other. Adds the `anchors` that it sets."""
    if "\r" in text:
        text = text.replace("\r\n", "\n")
    if text[:2] != "- " or text[-1] != "\n" or _FOREIGN.search(text):
        return None
    text = "  " + text[2:]
    found: dict[str, str | None] = {}
    tags: list[str | None] = []
    target: dict[str, str | None] | None = None
    named: dict[str, Node] = {}
    at = 0
    while at < len(text):
        match = _ENTRY.match(text, at)
        if not match:
            return None
        at = match.end()
        key, anchor, value, style, block, brackets, listed, aimed = match.groups()
        if key in found or key not in KEYS or (key == "target") != (aimed is not None):
            return None
        found[key] = None
        if value:
            found[key] = said = _plain(value)
            if anchor:
                named[anchor] = Node("scalar", 0, 0, 0, scalar=said, plain=value[0] not in "\"'")
            if key == "tags":
                tags = [said]
        elif aimed:
            target = _target(aimed)
        elif key == "tags":
            if style:
                return None
            tags = [
                _plain(tag) for tag in (_BRACKETED.findall(brackets) if brackets else _LISTED.findall(listed or ""))
            ]
        elif style:
            found[key] = _block(style, block)
            if found[key] is None:
                return None
        elif listed is not None or brackets is not None:
            return None
    if target is None or not (found.get("id") and found.get("quote") and found.get("article")):
        return None
    note = note_of(found, tags, target)
    if note is None:
        return None
    anchors.update(named)
    return Item(note)


def _plain(written: str) -> str | None:
    """Read a value on one line, or in quotation marks over several."""
    if written[0] not in "\"'":
        text = written.rstrip(" ")
        return None if text in NULLS else text
    if "\n" in written:
        written = re.sub(r" *\n *", " ", written)
    if written[0] == "'":
        return written[1:-1].replace("''", "'")
    return str(json.loads(written)) if "\\" in written else written[1:-1]


def _block(style: str, block: str) -> str | None:
    """Read the lines below `|` or `>`."""
    lines = block.split("\n")
    while lines and not lines[-1].strip(" "):
        lines.pop()
    indent = len(lines[0]) - len(lines[0].lstrip(" ")) if lines else 0
    if not indent or indent == len(lines[0]) or any(len(line) > indent for line in block.split("\n") if line.isspace()):
        return None
    if any(line.strip(" ") and not line.startswith(" " * indent) for line in lines):
        return None
    lines = [line[indent:] for line in lines]
    if style[0] == ">" and any(line[:1] in {"", " "} or line[-1] == " " for line in lines):
        return None  # blank, indented and trailing white space fold by rules of their own
    ended = "" if style[1:] else "\n"
    return (" " if style[0] == ">" else "\n").join(lines) + ended


def _target(written: str) -> dict[str, str | None] | None:
    """Read the values of a target, those of its selectors before its own."""
    own: dict[str, str | None] = {}
    selected: dict[str, str | None] = {}
    at = 0
    while at < len(written):
        if match := _IN_BRACES.match(written, at):
            selected |= {key: _plain(value) for key, value in _PAIRS.findall(match[1]) if key != "type"}
        elif match := _ON_A_LINE.match(written, at):
            values = own if match[1] == "    " else selected
            if match[2] != "type":
                values[match[2]] = _plain(match[3]) if match[3] else None
        else:
            return None
        at = match.end()
    return own | selected
