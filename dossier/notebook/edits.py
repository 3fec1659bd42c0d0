"""Changes to a notebook's text that leave all of it alone but the one note they are about.

Nothing is parsed but the item that changes, and nothing of it is written but the values that differ.
"""

from __future__ import annotations

import re
from collections.abc import Mapping

from dossier.model import Note
from dossier.notebook import value_style
from dossier.notebook.items import quoted, read_node, scalar, selectors, values, write
from dossier.notebook.layout import LINE, NOTHING, Layout, conflicts
from dossier.notebook.tree import Node, TreeError, parse

_EMPTY_LIST = re.compile(r"\[[ \t]*\](?=\s*(?:#[^\r\n]*\s*)*\Z)")


class ChangeError(Exception):
    """The text cannot be changed safely; `line` counts from 0."""

    def __init__(self, sentence: str, line: int) -> None:
        super().__init__(sentence)
        self.sentence = sentence
        self.line = line


def append(page: Layout, note: Note) -> str:
    """Write the text with one more note at its end. Raises ChangeError where it could not be read back."""
    text = page.text
    if conflicts(text):
        raise ChangeError(
            "a merge conflict was left here; keep one side and delete the markers.", page.line(conflicts(text)[0])
        )
    newline = _newline(text)
    if not page.listed:
        empty = list(_EMPTY_LIST.finditer(text))
        if not empty or not _all_nothing(text[: empty[0].start()]):
            raise ChangeError(
                "a notebook is a list of notes, each beginning with “- id:” on a line of its own.", _first_line(text)
            )
        return text[: empty[0].start()] + write(note, newline=newline).rstrip("\r\n") + text[empty[0].end() :]
    item = write(note, indent=page.indent, newline=newline)
    if not text.strip("\ufeff"):
        return text + item
    ended = text[-1] in "\r\n"
    added = item if ended else newline + item[: -len(newline)]
    last = page.starts[-1] if page.starts else len(text)
    try:
        root = _parse_with(text[last:], text, added)
    except TreeError as error:
        raise ChangeError(error.sentence, error.line) from None
    if root is None or root.kind != "list" or read_node(root.items[-1]).note != note:
        raise ChangeError("a note cannot be added below this.", page.line(last))
    return text + added


def _parse_with(last: str, text: str, added: str) -> Node | None:
    """Read what is added together with the last item, or, where that is not whole by itself, with all the text."""
    try:
        return parse(last + added)
    except TreeError:
        return parse(text + added)


def remove(page: Layout, index: int) -> str:
    """Write the text without one item: from its dash to the end of the line on which its last value stands."""
    start, root = page.starts[index], _parse_one(page, index)
    end = start + _line_end(page.piece(index), root.items[0].end)
    text = page.text
    if end == len(text) and text[-1] not in "\r\n":  # the text goes on ending without a line end
        start -= len(_newline(text)) if text[:start].endswith(_newline(text)) else 0
    return text[:start] + text[end:]


def rewrite(page: Layout, renewed: Mapping[int, tuple[Note, Note]]) -> str:
    """Write the text with the values that changed put in the place of the old ones.

    `renewed` gives the note as it was and as it is to be, by the index of its item.
    """
    head = page.text[: page.starts[0]]
    pieces = (
        _rewritten(page, index, *renewed[index]) if index in renewed else page.piece(index)
        for index in range(len(page.starts))
    )
    return head + "".join(pieces)


def _rewritten(page: Layout, index: int, old: Note, new: Note) -> str:
    piece, item = page.piece(index), _parse_one(page, index).items[0]
    nodes: dict[tuple[str, ...], Node] = {(key,): node for key, node in item.pairs()}
    targets = selectors(nodes["target",])
    nodes |= {("target", key): node for key, node in targets.items()}
    before, after = values(old), values(new)
    changed = [keys for keys in after if before[keys] != after[keys]]
    flow = {id(node): mapping.flow for mapping in _mappings(item) for _, node in mapping.members}
    edits: list[tuple[int, int, str]] = []
    for keys in changed:
        value = after[keys]
        node = nodes.get(keys)
        if node is None and keys == ("target", "twins") and value == "0":
            continue
        if node is None:
            home = _home(item, keys)
            if home is None:
                raise ChangeError("this note has no TextQuoteSelector; add one by hand.", page.line(page.starts[index]))
            edits.append(_insertion(piece, home, keys[-1], value, _newline(page.text)))
            continue
        by_hand = (
            value_style.block_list(piece, node, old.tags, new.tags, _newline(page.text)) if keys == ("tags",)
            else value_style.block_text(piece, node, new.comment) if keys == ("comment",)
            else None
        )  # fmt: skip
        if by_hand is not None:
            edits += by_hand
            continue
        if flow.get(id(node)) and not value.startswith(('"', "[")) and not value.isdigit():
            value = _in_brackets(value)
        edits.append(_edit(piece, node, value, _newline(page.text)))
    for start, end, value in sorted(edits, reverse=True):
        piece = piece[:start] + value + piece[end:]
    return piece


def _home(item: Node, keys: tuple[str, ...]) -> Node | None:
    """Give the mapping in which a key is to stand that a note has not had so far."""
    if len(keys) == 1:
        return item
    target = dict(item.pairs())["target"]
    if keys[-1] in {"source", "sha256", "twins"}:
        return target
    listed = dict(target.pairs())["selector"].items
    return next((selector for selector in listed if "exact" in dict(selector.pairs())), None)


def _insertion(piece: str, mapping: Node, key: str, value: str, newline: str) -> tuple[int, int, str]:
    """Add a key after the first of a mapping, in the way that the mapping is written."""
    first, after = mapping.members[0]
    if mapping.flow:
        value = value if value.startswith(("[", '"')) else _in_brackets(value)
        return after.end, after.end, f", {key}: {value}"
    at = _line_end(piece, after.end)
    column = first.start - max(piece.rfind("\r", 0, first.start), piece.rfind("\n", 0, first.start)) - 1
    line = f"{' ' * column}{key}: {value}"
    return (at, at, line + newline) if piece[at - 1] in "\r\n" else (at, at, newline + line)


def _in_brackets(value: str) -> str:
    return value if value == scalar(value, flow=True) or value == "null" else quoted(value)


def _edit(piece: str, node: Node, value: str, newline: str) -> tuple[int, int, str]:
    end = node.end
    if piece[node.start : node.start + 1] in {"|", ">"} and node.kind == "scalar":  # a block ends with its line ends
        while end > node.start and piece[end - 1] in "\r\n \t":
            end -= 1
        return node.start, end, value
    if node.start == end and not piece[:end].endswith((" ", newline)):  # nothing stood after the colon
        value = " " + value
    return node.start, end, value


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


def _line_end(text: str, offset: int) -> int:
    """Give the end of the line that ends the value before `offset`."""
    while offset > 0 and text[offset - 1] in "\r\n":  # a block scalar ends with its line ends
        offset -= 1
    match = LINE.match(text, offset)
    assert match is not None
    return match.end()


def _newline(text: str) -> str:
    match = re.search(r"\r\n|\r|\n", text)
    return match.group() if match else "\n"


def _all_nothing(text: str) -> bool:
    return all(NOTHING.fullmatch(match.group()) for match in LINE.finditer(text))


def _first_line(text: str) -> int:
    for line, match in enumerate(LINE.finditer(text)):
        if not NOTHING.fullmatch(match.group()):
            return line
    return 0
