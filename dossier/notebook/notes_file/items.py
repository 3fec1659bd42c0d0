"""One note ↔ its item in the notebook's YAML.

Written items have one form: every value on one line, what could be misread in double quotes with JSON's escapes
(all of them YAML's too), so that the words come back exactly. Items in that form are read by one regular
expression, six times faster than by YAML's parser; whatever a person changed goes through the parser.
"""

from __future__ import annotations

import difflib
import hashlib
import json
import re
from collections.abc import Mapping
from dataclasses import dataclass

from dossier.files.yaml_edit import PLAIN, PLAIN_FILE, SIMPLE, quoted, scalar
from dossier.files.yaml_tree import Node
from dossier.model import Note

KEYS = (
    "id", "quote", "speaker", "article", "page", "title", "outlet", "published", "tags", "comment", "created", "target",
)  # fmt: skip
"""The keys of an item in the order in which they are written; `target` is the last."""
LEFT_OUT = {("page",): "null", ("target", "twins"): "0"}
"""Values that are not written, by the keys that lead to them: an item has no line for these."""


@dataclass(frozen=True, slots=True)
class Item:
    """What an item holds: its note, unless it is broken, and the problems as (line from 0, sentence)."""

    note: Note | None
    problems: tuple[tuple[int, str], ...] = ()


def values(note: Note) -> dict[tuple[str, ...], str]:
    """Return each value of a note as it is written, by the keys that lead to it."""
    tags = "[" + ", ".join(scalar(tag, flow=True) for tag in note.tags) + "]"
    return {
        ("id",): scalar(note.id),
        ("quote",): quoted(note.quote),
        ("speaker",): scalar(note.speaker),
        ("article",): scalar(note.article),
        ("page",): "null" if note.page is None else str(note.page),
        ("title",): scalar(note.title),
        ("outlet",): scalar(note.outlet),
        ("published",): scalar(note.published),
        ("tags",): tags,
        ("comment",): quoted(note.comment),
        ("created",): scalar(note.created),
        ("target", "source"): scalar(note.link),
        ("target", "sha256"): scalar(note.sha256),
        ("target", "exact"): quoted(note.quote),
        ("target", "prefix"): quoted(note.prefix),
        ("target", "suffix"): quoted(note.suffix),
        ("target", "start"): str(note.start),
        ("target", "end"): str(note.end),
        ("target", "twins"): str(note.twins),
    }


def write(note: Note, *, indent: str = "", newline: str = "\n") -> str:
    """Return a note as the text of an item of the list, its last line end included."""
    value = values(note)
    lines = [f"  {key}: {value[key,]}" for key in KEYS[:-1] if value[key,] != LEFT_OUT.get((key,))]
    lines += [f"  {line}" for line in target_lines(note)]
    lines[0] = "-" + lines[0][1:]
    return "".join(indent + line + newline for line in lines)


def target_lines(note: Note) -> list[str]:
    """Return the lines that say where a note's quote stands, those below the first indented."""
    target = {keys[1]: text for keys, text in values(note).items() if keys[0] == "target"}
    words = ", ".join(f"{key}: {target[key]}" for key in ("exact", "prefix", "suffix"))
    return [
        "target:",
        f"  source: {target['source']}",
        f"  sha256: {target['sha256']}",
        *([f"  twins: {target['twins']}"] if note.twins else []),
        "  selector:",
        f"  - {{type: TextQuoteSelector, {words}}}",
        f"  - {{type: TextPositionSelector, start: {target['start']}, end: {target['end']}}}",
    ]


_UNPRINTED = r"\x00-\x08\x0b-\x1f\x7f-\x9f\u2028\u2029\ud800-\udfff\ufeff\ufffe\uffff"
_LETTERS = rf'[^"\\\t\n{_UNPRINTED}]*+'
_QUOTED = rf'"{_LETTERS}(?:\\(?:["\\/bfnrt]|u(?![dD][89aAbB])[0-9a-fA-F]{{4}}){_LETTERS})*+"'
_BARE = rf"{PLAIN.pattern}|{SIMPLE.pattern}|{PLAIN_FILE.pattern}"
# Atomic: a value is read in one way only, so that an item in another form is given up at once.
_VALUE = rf"(?>(?:{_QUOTED}|{_BARE})(?=[ ]+\#|\r?\n))"
_TAG = rf"(?:{_QUOTED}|{PLAIN.pattern})"
_COMMENT = rf"[ ]*\#[^\n{_UNPRINTED}]*"
_EOL = rf"(?:[ ]{_COMMENT})?\r?\n(?:(?:{_COMMENT}|[ ]*)\r?\n)*"
_FORMS = {"page": r"[1-9]\d{0,8}", "tags": rf"\[(?:{_TAG}(?:, {_TAG})*)?\]"}  # of any other key: a value


def _line(key: str) -> str:
    """Return the pattern of the line of one key, and of what stands before the next."""
    line = rf"{key}: (?P<{key}>{_FORMS.get(key, _VALUE)}){_EOL}  "
    return f"(?:{line})?" if (key,) in LEFT_OUT else line


_AS_WRITTEN = re.compile(
    r"- "
    + "".join(map(_line, KEYS[:-1]))
    + rf"target:{_EOL}    source: (?:{_VALUE}){_EOL}    sha256: (?P<sha256>{_VALUE}){_EOL}"
    + rf"(?:    twins: (?P<twins>\d{{1,9}}){_EOL})?    selector:{_EOL}"
    + rf"    - \{{type: TextQuoteSelector, exact: (?P<exact>{_QUOTED}), prefix: (?P<prefix>{_QUOTED}), "
    + rf"suffix: (?P<suffix>{_QUOTED})\}}{_EOL}"
    + r"    - \{type: TextPositionSelector, start: (?P<start>\d{1,12}), end: (?P<end>\d{1,12})\}"
    + rf"(?:{_EOL}(?:{_COMMENT}|[ ]*)|[ ]{_COMMENT})?"
)


def read_as_written(text: str) -> Item | None:
    """Return an item read in the form that `write` gives it; None when it has any other form."""
    match = _AS_WRITTEN.fullmatch(text)
    if not match:
        return None
    tags = tuple(map(_text, _TAGS.findall(match["tags"][1:-1])))
    value = {key: written and _value(written) for key, written in match.groupdict().items() if key != "tags"}
    note = _made(value, value, tags)
    if match["exact"] != match["quote"] or value["id"] is None or value["article"] is None or not note.placed:
        return None
    return Item(note)


_TAGS = re.compile(_TAG)


def _value(written: str) -> str | None:
    return None if written == "null" else _text(written)


def _text(written: str) -> str:
    if written[0] != '"':
        return written
    return str(json.loads(written)) if "\\" in written else written[1:-1]


def read_node(node: Node) -> Item:
    """Return an item of any form, with a line and a sentence for each thing wrong with it."""
    if node.kind != "mapping":
        return Item(None, ((node.line, "this is not a note; a note begins with “- id:”."),))
    pairs = node.pairs()
    found = dict(pairs)
    problems = tuple(_unknown_key(key, value) for key, value in pairs if key not in KEYS)
    if wrong := _twice(pairs) or _missing(node, found) or _wrong_kind(found):
        return Item(None, (*problems, wrong))
    note = _note(found)
    if note is None:
        sentence = (
            "“target” must have a “selector” list with a TextPositionSelector whose “start” lies before its “end”."
        )
        return Item(None, (*problems, (found["target"].line, sentence)))
    return Item(note, problems)


def _unknown_key(key: str, value: Node) -> tuple[int, str]:
    near = difflib.get_close_matches(key, KEYS, 1)
    hint = f"; did you mean “{near[0]}”?" if near else "."
    return value.line, f"“{key}” is not a key of a note{hint}"


def _twice(pairs: list[tuple[str, Node]]) -> tuple[int, str] | None:
    seen: set[str] = set()
    for key, value in pairs:
        if key in seen:
            return value.line, f"“{key}” stands twice in this note; remove one."
        seen.add(key)
    return None


def _missing(node: Node, found: dict[str, Node]) -> tuple[int, str] | None:
    """Return what is said of an item without quote or article: what a note written by hand needs at least."""
    for key in ("quote", "article"):
        if key not in found or (found[key].kind == "scalar" and not found[key].scalar):
            return node.line, f"this note has no {key}; its quote cannot be found without it."
    return None


def _wrong_kind(found: dict[str, Node]) -> tuple[int, str] | None:
    for key, value in found.items():
        wanted = "mapping" if key == "target" else "list" if key == "tags" and value.kind != "scalar" else "scalar"
        if key in KEYS and value.kind != wanted:
            return value.line, f"“{key}” must be {_WANTED[wanted]}."
    return None


_WANTED = {"mapping": "a mapping with “source” and “selector”", "list": "a list", "scalar": "text on its own"}


def selectors(target: Node) -> dict[str, Node]:
    """Return the values of a note's target, those of its selectors among them, by key."""
    found = dict(target.pairs())
    for selector in found["selector"].items if "selector" in found else ():
        found |= {key: value for key, value in selector.pairs() if key != "type"}
    return found


def _note(found: dict[str, Node]) -> Note | None:
    """Return the note that the values of its keys and selectors make; None where its target gives no place.

    A note without a target has none: `start` and `end` are 0.
    """
    value = {key: node.scalar for key, node in found.items() if node.kind == "scalar"}
    target = {key: node.scalar for key, node in selectors(found["target"]).items()} if "target" in found else {}
    note = _made(value, target, _tags(found.get("tags")))
    return note if note.placed or "target" not in found else None


def _made(value: Mapping[str, str | None], target: Mapping[str, str | None], tags: tuple[str, ...]) -> Note:
    """Return the note that the values of an item's keys and of its target make; `start` and `end` 0 without a place."""
    start, end = _whole_number(target.get("start")), _whole_number(target.get("end"))
    quote, exact, article = value["quote"] or "", target.get("exact"), value["article"] or ""
    if exact and quote.split() == exact.split():  # the same words, folded by hand to fit the page
        quote = exact
    return Note(
        id=value.get("id") or _id_of(article, value["quote"] or ""),
        quote=quote,
        article=article,
        start=0 if start is None or end is None else start,
        end=0 if start is None or end is None else end,
        tags=tags,
        comment=value.get("comment") or "",
        created=value.get("created") or "",
        speaker=value.get("speaker"),
        title=value.get("title"),
        outlet=value.get("outlet"),
        published=value.get("published"),
        sha256=target.get("sha256") or "",
        prefix=target.get("prefix") or "",
        suffix=target.get("suffix") or "",
        twins=_whole_number(target.get("twins")) or 0,
        page=_whole_number(value.get("page")) or None,
    )


def _id_of(article: str, quote: str) -> str:
    """Return an id for a note that was written without one: always the same for the same words of an article."""
    return f"n-{hashlib.sha256(f'{article} {quote}'.encode(errors='surrogatepass')).hexdigest()[:8]}"


def _tags(node: Node | None) -> tuple[str, ...]:
    return tuple(tag.scalar for tag in node.items or [node] if tag.scalar) if node else ()


def _whole_number(text: str | None) -> int | None:
    return int(text) if text and len(text) <= 12 and text.isascii() and text.isdigit() else None
