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

_KEYS = frozenset(KEYS)
_FOREIGN = re.compile("[\x00-\x09\x0b-\x1f\x7f-\x9f\u2028\u2029\ud800-\udfff\ufeff\ufffe\uffff]")
_FOLD = r"\n {4,}(?=\S)"  # a line end within quotation marks
_ESCAPE = r'\\["\\/bfnrt]|\\u(?![dD][89aAbB])[0-9a-fA-F]{4}'
_QUOTED = rf"""(?:"(?:[^"\\\n]++|{_ESCAPE}|{_FOLD})*+"|'(?:[^'\n]++|''|{_FOLD})*+')"""
_FIRST = r"[^\s\-?:,\[\]{}#&*!|>'\"%@`]"
_VALUE = rf"(?:{_QUOTED}|{_FIRST}[^ :\n]*+(?:(?: (?!#)|:(?![ \n]))[^ :\n]*+)*+)"
_BETWEEN = r"[^ :\n,\[\]{}]*+"
_INSIDE = rf"(?:{_QUOTED}|{_FIRST}{_BETWEEN}(?:(?: (?!#)|:(?![ \n,\[\]{{}}])){_BETWEEN})*+)"  # within brackets
_COMMENT = r"(?: +#[^\n]*+| *+)\n"
_EOL = rf"{_COMMENT}(?: *+(?:#[^\n]*+)?\n)*+"
_PAIR = rf"([a-zA-Z0-9]+): ({_INSIDE})"
_BRACES = rf"\{{[a-zA-Z0-9]+: {_INSIDE}(?:,(?: |\n {{6,}})[a-zA-Z0-9]+: {_INSIDE})*+\}}"
_LINE = rf"[a-zA-Z0-9]+: {_VALUE}{_EOL}"


def _either(form: str) -> str:
    """Give a form with `@` for the indent of a list, which people set under its key or two columns further."""
    return rf"(?:{form.replace('@', '    ')}|{form.replace('@', '      ')})"


_SELECTORS = _either(rf"(?:@- (?:{_BRACES}{_EOL}|{_LINE}(?:@  {_LINE})*+))++")
_TARGET = rf"(?:    (?:source|sha256|twins): {_VALUE}{_EOL}|    selector:{_EOL}{_SELECTORS})++"
_ENTRY = re.compile(
    r"  (?P<key>[a-z0-9]++):(?:"
    rf" (?:&(?P<anchor>[a-zA-Z0-9_-]+) )?(?P<value>{_VALUE}){_EOL}"
    rf"| (?P<style>[|>]-?){_COMMENT}(?P<block>    (?: *+[^\n]*+\n)(?:    [^\n]*+\n| *\n)*+)(?: *+(?:#[^\n]*+)?\n)*+"
    rf"| \[(?P<brackets>(?:{_INSIDE}(?:, ?{_INSIDE})*+)?)\]{_EOL}"
    rf"|{_EOL}(?P<list>(?:  - {_VALUE}{_EOL})++|(?:    - {_VALUE}{_EOL})++)"
    rf"|{_EOL}(?P<target>{_TARGET})"
    rf"|{_EOL})"
)
# All lines, less the blank ones at the end, then the indent of the first.
_LITERAL = re.compile(r"((?=( +))\2[^ \n][^\n]*+(?:\n\2 *+[^ \n][^\n]*+|\n(?=\n*+\2))*+)\n++")
_FOLDED = re.compile(r"((?=( +))(?:\2[^ \n][^\n]*+(?<! )(?:\n(?=\2))?+)++)\n++")
_LISTED = re.compile(rf"- ({_VALUE}){_EOL}")
_BRACKETED = re.compile(_INSIDE)
_TARGET_LINE = re.compile(
    rf" +- (?:\{{type: TextQuoteSelector, exact: ({_INSIDE})(?:, prefix: ({_INSIDE}))?(?:, suffix: ({_INSIDE}))?\}}"
    rf"|\{{type: TextPositionSelector, start: (\d+), end: (\d+)\}}|({_BRACES})){_EOL}"
    rf"|( +(?:- )?)([a-zA-Z0-9]+):(?: ({_VALUE}))?{_EOL}"
)
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
    for match in _ENTRY.finditer(text):
        key, form = match["key"], match.lastgroup or ""
        if match.start() != at or key in found or key not in _KEYS or (key == "target") != (form == "target"):
            return None
        at = match.end()
        found[key] = None
        if form == "value":
            value = match["value"]
            found[key] = said = _plain(value)
            if anchor := match["anchor"]:
                named[anchor] = Node("scalar", 0, 0, 0, scalar=said, plain=value[0] not in "\"'")
            if key == "tags":
                tags = [said]
        elif form == "target":
            target = _target(match["target"])
        elif key == "tags":
            if form == "block":
                return None
            written = _BRACKETED.findall(match["brackets"] or "") or _LISTED.findall(match["list"] or "")
            tags = [_plain(tag) for tag in written]
        elif form == "block":
            found[key] = _block(match["style"], match["block"])
            if found[key] is None:
                return None
        elif form != "key":
            return None
    if at != len(text):
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
    """Read the lines below `|` or `>`; None where blank, indented or trailing white space goes by rules of its own."""
    lines = (_LITERAL if style[0] == "|" else _FOLDED).fullmatch(block)
    if not lines:
        return None
    text = lines[1].replace("\n" + lines[2], " " if style[0] == ">" else "\n")[len(lines[2]) :]
    return text if style[1:] else text + "\n"


def _target(written: str) -> dict[str, str | None] | None:
    """Read the values of a target, those of its selectors before its own."""
    own: dict[str, str | None] = {}
    selected: dict[str, str | None] = {}
    at = 0
    for match in _TARGET_LINE.finditer(written):
        if match.start() != at:
            return None
        at = match.end()
        exact, prefix, suffix, start, end, braces, margin, key, value = match.groups()
        if exact:  # the two selectors as they are mostly written
            selected["exact"] = _plain(exact)
            if prefix:
                selected["prefix"] = _plain(prefix)
            if suffix:
                selected["suffix"] = _plain(suffix)
        elif start:
            selected["start"], selected["end"] = start, end
        elif braces:
            for name, said in _PAIRS.findall(braces):
                if name != "type":
                    selected[name] = _plain(said)
        elif key != "type":
            (own if margin == "    " else selected)[key] = _plain(value) if value else None
    return own | selected if at == len(written) else None
