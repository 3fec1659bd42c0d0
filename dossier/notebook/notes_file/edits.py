"""Changes to a notebook's text that leave all of it alone but the one note they are about.

Nothing is parsed but the item that changes, unless others refer to it, and nothing of it is written but the values
that differ. Each result is read again: what does not say what it was meant to is refused.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any

from dossier.files.yaml_edit import (
    LINE,
    Edit,
    applied,
    column,
    line_start,
    lines_at,
    newline_of,
    next_line,
    quoted,
    replaced,
    scalar,
)
from dossier.files.yaml_tree import Node, TreeError, parse
from dossier.model import Note
from dossier.notebook.notes_file import value_style
from dossier.notebook.notes_file.items import (
    KEYS,
    LEFT_OUT,
    read_as_written,
    read_node,
    selectors,
    target_lines,
    values,
    write,
)
from dossier.notebook.notes_file.layout import NOTHING, Layout, conflicts, second_document

_EMPTY_LIST = re.compile(r"\[[ \t]*\](?=\s*(?:#[^\r\n]*\s*)*\Z)")
_ALIAS = re.compile(r"(?:^|[\s\[,{:-])\*\S")
_OF_TARGET = frozenset({"source", "sha256", "twins"})


class ChangeError(Exception):
    """The text cannot be changed safely; `line` counts from 0."""

    def __init__(self, sentence: str, line: int) -> None:
        super().__init__(sentence)
        self.sentence = sentence
        self.line = line


def append(page: Layout, note: Note, piece: str | None = None) -> str:
    """Return the text with one more note at its end; `piece` is how the note was written before it was taken out.

    Raises ChangeError where it could not be read back.
    """
    text = page.text
    if conflicts(text):
        sentence = "a merge conflict was left here; keep one side and delete the markers."
        raise ChangeError(sentence, page.line(conflicts(text)[0]))
    _one_document(text)
    newline = newline_of(text)
    if not page.listed:
        return _first_of_empty_list(text, note, newline)
    item = write(note, indent=page.indent, newline=newline)
    if not text.strip("\ufeff"):
        return text + item
    if piece is not None:
        try:
            return _appended(page, note, piece if text[-1] in "\r\n" else newline + piece)
        except ChangeError:
            pass  # the form in which the program writes it may still do
    return _appended(page, note, item if text[-1] in "\r\n" else newline + item[: -len(newline)])


def _first_of_empty_list(text: str, note: Note, newline: str) -> str:
    """Return the text with the note in the place of `[]`; raises ChangeError where it holds something else."""
    empty = list(_EMPTY_LIST.finditer(text))
    if not empty or not all(NOTHING.fullmatch(line.group()) for line in LINE.finditer(text[: empty[0].start()])):
        sentence = "a notebook is a list of notes, each beginning with “- id:” on a line of its own."
        raise ChangeError(sentence, _first_line(text))
    new = text[: empty[0].start()] + write(note, newline=newline).rstrip("\r\n") + text[empty[0].end() :]
    _read_back(new, "", note, 0)
    return new


def _appended(page: Layout, note: Note, added: str) -> str:
    """Return the text with `added` behind it; raises ChangeError where it is another note or changes the one before."""
    text = page.text
    last = page.starts[-1] if page.starts else len(text)
    before = _read_back(text[last:] + added, text[:last] if last else "", note, page.line(last))
    if text[-1] not in "\r\n" and before and before[-1].content() != _last_content(text, last):
        raise ChangeError("this item ends with its line; add a line end first.", page.line(last))
    return text + added


def _read_back(last: str, before: str, note: Note, line: int) -> list[Node]:
    """Return the items before the last, which must be this note.

    `last` is read alone or, where it cannot be, with all before it.
    """
    try:
        try:
            root = parse(last)
        except TreeError:
            root = parse(before + last)
    except TreeError as error:
        raise ChangeError(error.sentence, error.line) from None
    if root is None or root.kind != "list" or not root.items or read_node(root.items[-1]).note != note:
        raise ChangeError("a note cannot be added below this.", line)
    return root.items[:-1]


def _last_content(text: str, last: int) -> Any:
    """Return what the last item says, read alone or with all before it."""
    try:
        root = parse(text[last:])
    except TreeError:
        root = parse(text)
    return root.items[-1].content() if root and root.items else None


def remove(page: Layout, index: int) -> str:
    """Return the text without one item: from its dash to the end of the line on which its last value stands."""
    start, root = page.starts[index], _parse_one(page, index)
    end = start + next_line(page.piece(index), root.items[0].end)
    text = page.text
    if end == len(text) and text[-1] not in "\r\n":  # the text goes on ending without a line end
        start -= len(newline_of(text)) if text[:start].endswith(newline_of(text)) else 0
    return _verified(page, text[:start] + text[end:], {index})


def rewrite(page: Layout, renewed: Mapping[int, tuple[Note, Note]]) -> str:
    """Return the text with the values that changed put in the place of the old ones.

    `renewed` gives the note as it was and as it is to be, by the index of its item.
    """
    head = page.text[: page.starts[0]]
    pieces = (
        _rewritten(page, index, *renewed[index]) if index in renewed else page.piece(index)
        for index in range(len(page.starts))
    )
    return _verified(page, head + "".join(pieces), set(renewed))


def _verified(page: Layout, after: str, touched: set[int]) -> str:
    """Return the changed text; raises ChangeError where other items mean something else in it.

    An item says what it says wherever no item refers to another one, so that only then all are read.
    """
    _one_document(page.text)
    if not any(_refers(page.piece(index)) for index in range(len(page.starts))):
        return after
    try:
        was = _contents(page.text)
    except TreeError as error:
        raise ChangeError(f"{error.sentence} Mend this first.", error.line) from None
    try:
        now = _contents(after)
    except TreeError:
        now = []
    if len(now) == len(was):
        now = _without(now, touched)
    if len(was) != len(page.starts) or now != _without(was, touched):
        line = page.line(page.starts[min(touched)])
        raise ChangeError("others refer to this note with “*”; change it by hand.", line)
    return after


def _refers(piece: str) -> bool:
    """Return whether an item may refer to what another one has set."""
    return "*" in piece and bool(_ALIAS.search(piece)) and not read_as_written(piece)


def _contents(text: str) -> list[Any]:
    root = parse(text)
    return [item.content() for item in root.items] if root else []


def _without(items: list[Any], indexes: set[int]) -> list[Any]:
    return [item for at, item in enumerate(items) if at not in indexes]


def _one_document(text: str) -> None:
    if (line := second_document(text)) is not None:
        raise ChangeError("a document ends or begins here; a notebook is one list.", line)


def _rewritten(page: Layout, index: int, old: Note, new: Note) -> str:
    piece, item = page.piece(index), _parse_one(page, index).items[0]
    nodes: dict[tuple[str, ...], Node] = {(key,): node for key, node in item.pairs()}
    if ("target",) in nodes:
        nodes |= {("target", key): node for key, node in selectors(nodes["target",]).items()}
    before, after = values(old), values(new)
    differing = [keys for keys in after if before[keys] != after[keys]]
    changed = differing
    in_brackets = {id(node) for mapping in _mappings(item) if mapping.flow for _, node in mapping.members}
    line = page.line(page.starts[index])
    edits: list[Edit] = []
    if new.placed and not old.placed:
        edits.append(_place_added(piece, item, new, {key for (key, *_) in nodes}, line))
        changed = [keys for keys in changed if keys in nodes]
        differing = [*differing, ("id",)]
    for keys in changed:
        if node := nodes.get(keys):
            edits += _new_value(piece, node, keys, new, old, in_brackets=id(node) in in_brackets)
        elif after[keys] != LEFT_OUT.get(keys):
            home = _home(item, keys)
            if home is None:
                raise ChangeError("this note has no TextQuoteSelector; add one by hand.", line)
            edits.append(_insertion(piece, home, keys[-1], after[keys], newline_of(page.text)))
    written = applied(piece, edits)
    _check(written, item, new, {keys[0] for keys in differing}, line)
    return written


def _place_added(piece: str, item: Node, note: Note, there: set[str], line: int) -> Edit:
    """Return the edit that adds behind an item all keys of a note that it lacks (not `there`), its target last."""
    if item.flow:
        raise ChangeError("this note is written in brackets; put each of its keys on a line of its own.", line)
    known = {keys[0]: text for keys, text in values(note).items() if len(keys) == 1}
    added = [f"{key}: {known[key]}" for key in KEYS if key in known and key not in there and _says(known[key])]
    indent = " " * column(piece, item.members[0][0].start)
    at = next_line(piece, item.end)
    start, end, text = lines_at(piece, at, [indent + each for each in (*added, *target_lines(note))])
    newline = newline_of(piece)
    return start, end, text if newline == "\n" else re.sub(r"\r\n|\n", newline, text)


def _says(value: str) -> bool:
    return value not in {"null", "[]", '""'}


def _new_value(piece: str, node: Node, keys: tuple[str, ...], new: Note, old: Note, *, in_brackets: bool) -> list[Edit]:
    """Return the edits that write a value in the form that the old one has."""
    by_hand = None
    if keys == ("tags",):
        by_hand = value_style.block_list(piece, node, old.tags, new.tags, newline_of(piece))
    elif keys == ("comment",):
        by_hand = value_style.block_text(piece, node, new.comment)
    if by_hand is not None:
        return by_hand
    value = values(new)[keys]
    if in_brackets and not value.startswith(('"', "[")) and not value.isdigit():
        value = _in_brackets(value)
    return [replaced(piece, node, value)]


def _check(written: str, was: Node, new: Note, changed: set[str], line: int) -> None:
    """Raise ChangeError unless an item says what the note does, and in its other keys what it said."""
    try:
        root = parse(written)
    except TreeError as error:
        raise ChangeError(f"{error.sentence} Change this note by hand.", line) from None
    now = root.items[0] if root and len(root.items) == 1 else None
    if now is None or read_node(now).note != new or _others(now, changed) != _others(was, changed):
        raise ChangeError("this note cannot be changed without touching more; change it by hand.", line)


def _others(item: Node, changed: set[str]) -> list[tuple[str, Any]]:
    return [(key, value.content()) for key, value in item.pairs() if key not in changed]


def _home(item: Node, keys: tuple[str, ...]) -> Node | None:
    """Return the mapping in which a key is to stand that a note has not had so far."""
    if len(keys) == 1:
        return item
    target = dict(item.pairs())["target"]
    if keys[-1] in _OF_TARGET:
        return target
    listed = dict(target.pairs())["selector"].items
    return next((selector for selector in listed if "exact" in dict(selector.pairs())), None)


def _insertion(piece: str, mapping: Node, key: str, value: str, newline: str) -> Edit:
    """Return the edit that adds a key after the first of a mapping, in the way that the mapping is written."""
    first, after = mapping.members[0]
    if mapping.flow:
        value = value if value.startswith(("[", '"')) else _in_brackets(value)
        return after.end, after.end, f", {key}: {value}"
    at = next_line(piece, max(after.end, first.end))
    start, end, added = lines_at(piece, at, [f"{' ' * (first.start - line_start(piece, first.start))}{key}: {value}"])
    return start, end, added if newline == "\n" else re.sub(r"\r\n|\n", newline, added)


def _in_brackets(value: str) -> str:
    return value if value == scalar(value, flow=True) or value == "null" else quoted(value)


def _mappings(node: Node) -> list[Node]:
    below = [child for child in [*(child for _, child in node.members), *node.items] if child.start >= node.start]
    return [*([node] if node.kind == "mapping" else []), *(one for child in below for one in _mappings(child))]


def _parse_one(page: Layout, index: int) -> Node:
    try:
        root = parse(page.piece(index))
    except TreeError as error:
        line = page.line(page.starts[index]) + error.line
        raise ChangeError(f"{error.sentence} Change this note by hand.", line) from None
    assert root is not None
    return root


def _first_line(text: str) -> int:
    for line, match in enumerate(LINE.finditer(text)):
        if not NOTHING.fullmatch(match.group()):
            return line
    return 0
