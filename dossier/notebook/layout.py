"""Where the notes stand in a notebook's text, and changes that leave all the rest of it alone.

The text is cut at the lines that begin an item, so that one that cannot be read takes no other with it and
a change needs to parse nothing but the item it changes.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from dossier.model import Note
from dossier.notebook.items import Item, quoted, read_as_written, read_node, scalar, selectors, values, write
from dossier.notebook.tree import Node, TreeError, parse

_LINE = re.compile(r"[^\r\n]*(?:\r\n|\r|\n|\Z)")
_NOTHING = re.compile(r"\ufeff?[ \t]*(?:#.*|---[ \t]*(?:#.*)?)?[\r\n]*", re.DOTALL)
_ITEM = re.compile(r"\ufeff?( *)-(?=\s|\Z)")
_CONFLICT = re.compile(r"^(?:<{7}|>{7}|={7}|\|{7})(?=[ \r\n]|\Z)", re.MULTILINE)
_EMPTY_LIST = re.compile(r"\[[ \t]*\](?=\s*(?:#[^\r\n]*\s*)*\Z)")


class LayoutError(Exception):
    """The text cannot be changed safely; `line` counts from 0."""

    def __init__(self, sentence: str, line: int) -> None:
        super().__init__(sentence)
        self.sentence = sentence
        self.line = line


@dataclass(frozen=True, slots=True)
class Layout:
    """A notebook's text in pieces: what stands before the first item, then the items with what follows each.

    `indent` is the white space before each item's dash. `listed` is false where the text is no list of items, each
    beginning on a line of its own.
    """

    text: str
    starts: tuple[int, ...]
    indent: str
    listed: bool

    def piece(self, index: int) -> str:
        """Give the text of one item, up to the next."""
        end = self.starts[index + 1] if index + 1 < len(self.starts) else len(self.text)
        return self.text[self.starts[index] : end]

    def line(self, offset: int) -> int:
        """Count the line of an offset, from 0."""
        return self.text.count("\n", 0, offset)


def layout(text: str) -> Layout:
    """Cut a notebook's text into its items."""
    at = 0
    for match in _LINE.finditer(text):
        if not _NOTHING.fullmatch(match.group()) and not _CONFLICT.match(match.group()):
            break
        at = match.end()
        if at == len(text):
            return Layout(text, (), "", listed=True)
    first = _ITEM.match(text, at)
    if not first:
        return Layout(text, (), "", listed=False)
    indent = first[1]
    ending = "\n" if "\n" in text else "\r"
    later = re.compile(rf"{ending}{indent}-(?=[ \t\r\n]|\Z)")
    begin = at + (1 if text.startswith("\ufeff", at) else 0)
    return Layout(text, (begin, *(m.start() + 1 for m in later.finditer(text, begin))), indent, listed=True)


def conflicts(text: str) -> list[int]:
    """Give the offsets of the markers that a version control system left, one for each conflict."""
    return [m.start() for m in _CONFLICT.finditer(text) if m.group()[0] == "<"] if "<<<<<<<" in text else []


def read(page: Layout, known: dict[str, Item]) -> tuple[list[Item], list[tuple[int, str]]]:
    """Read all items; gives them with line numbers counted in the whole text, and the problems of the whole.

    `known` holds what pieces of text were read as before, and is brought up to date.
    """
    general = [(page.line(at), "a merge conflict was left here; keep one side and delete the markers.")
               for at in conflicts(page.text)]  # fmt: skip
    pieces = [page.piece(index) for index in range(len(page.starts))]
    if general:  # the markers are taken for comments, so that both sides can be read
        pieces = [_CONFLICT.sub("#######", piece) for piece in pieces]
    items: list[Item | TreeError] = []
    now: dict[str, Item] = {}
    for piece in pieces:
        item = known.get(piece) or _read_piece(piece)
        items.append(item)
        if isinstance(item, Item):
            now[piece] = item
    known.clear()
    known.update(now)
    if not page.listed or any(isinstance(item, TreeError) for item in items):
        whole = _read_whole(page.text)
        if isinstance(whole, list):
            return whole, general
        if not page.listed:
            return [], [*general, whole]
    found, line, counted = [], 0, 0
    for start, item in zip(page.starts, items, strict=True):
        if isinstance(item, Item) and not item.problems:
            found.append(item)
            continue
        line, counted = line + page.text.count("\n", counted, start), start
        if isinstance(item, Item):
            found.append(Item(item.note, tuple((line + at, sentence) for at, sentence in item.problems)))
        else:
            found.append(Item(None, ((line + item.line, item.sentence),)))
    return found, general


def _read_piece(piece: str) -> Item | TreeError:
    item = read_as_written(piece)
    if item:
        return item
    try:
        root = parse(piece)
    except TreeError as error:
        return error
    if root is None or root.kind != "list" or len(root.items) != 1:
        return TreeError("this is no note; a note begins with “- id:”.", 0)
    return read_node(root.items[0])


def _read_whole(text: str) -> list[Item] | tuple[int, str]:
    """Read a text that its pieces alone don't explain: lists in brackets, anchors set in another item."""
    try:
        root = parse(text)
    except TreeError as error:
        return error.line, error.sentence
    if root is None:
        return []
    if root.kind != "list":
        return root.line, "a notebook is a list of notes, each beginning with “- id:”."
    return [read_node(item) for item in root.items]


def append(page: Layout, note: Note) -> str:
    """Write the text with one more note at its end. Raises LayoutError where it could not be read back."""
    text = page.text
    if conflicts(text):
        raise LayoutError(
            "a merge conflict was left here; keep one side and delete the markers.", page.line(conflicts(text)[0])
        )
    newline = _newline(text)
    if not page.listed:
        empty = list(_EMPTY_LIST.finditer(text))
        if not empty or not _all_nothing(text[: empty[0].start()]):
            raise LayoutError(
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
        root = parse(text[last:] + added)
    except TreeError as error:
        raise LayoutError(error.sentence, page.line(last) + error.line) from None
    if root is None or root.kind != "list" or read_node(root.items[-1]).note != note:
        raise LayoutError("a note cannot be added below this.", page.line(last))
    return text + added


def remove(page: Layout, index: int) -> str:
    """Write the text without one item: from its dash to the end of the line on which its last value stands."""
    start, root = page.starts[index], _parse_one(page, index)
    end = start + _line_end(page.piece(index), root.items[0].end)
    text = page.text
    if end == len(text) and text[-1] not in "\r\n":  # the text goes on ending without a line end
        start -= len(_newline(text)) if text[:start].endswith(_newline(text)) else 0
    return text[:start] + text[end:]


def rewrite(page: Layout, index: int, old: Note, new: Note) -> str:
    """Write the text with the values that changed in one item put in the place of the old ones."""
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
        if node is None:
            home = _home(item, keys)
            if home is None:
                raise LayoutError("this note has no TextQuoteSelector; add one by hand.", page.line(page.starts[index]))
            edits.append(_insertion(piece, home, keys[-1], value, _newline(page.text)))
            continue
        if flow.get(id(node)) and not value.startswith(('"', "[")) and not value.isdigit():
            value = _in_brackets(value)
        edits.append(_edit(piece, node, value, _newline(page.text)))
    for start, end, value in sorted(edits, reverse=True):
        piece = piece[:start] + value + piece[end:]
    begin = page.starts[index]
    return page.text[:begin] + piece + page.text[begin + len(page.piece(index)) :]


def _home(item: Node, keys: tuple[str, ...]) -> Node | None:
    """Give the mapping in which a key is to stand that a note has not had so far."""
    if len(keys) == 1:
        return item
    target = dict(item.pairs())["target"]
    if keys[-1] in {"source", "sha256"}:
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
    below = [child for _, child in node.members] + node.items
    return [*([node] if node.kind == "mapping" else []), *(one for child in below for one in _mappings(child))]


def _parse_one(page: Layout, index: int) -> Node:
    try:
        root = parse(page.piece(index))
    except TreeError as error:
        line = page.line(page.starts[index]) + error.line
        raise LayoutError(f"{error.sentence} Change this note by hand.", line) from None
    assert root is not None
    return root


def _line_end(text: str, offset: int) -> int:
    """Give the end of the line that ends the value before `offset`."""
    while offset > 0 and text[offset - 1] in "\r\n":  # a block scalar ends with its line ends
        offset -= 1
    match = _LINE.match(text, offset)
    assert match is not None
    return match.end()


def _newline(text: str) -> str:
    match = re.search(r"\r\n|\r|\n", text)
    return match.group() if match else "\n"


def _all_nothing(text: str) -> bool:
    return all(_NOTHING.fullmatch(match.group()) for match in _LINE.finditer(text))


def _first_line(text: str) -> int:
    for line, match in enumerate(_LINE.finditer(text)):
        if not _NOTHING.fullmatch(match.group()):
            return line
    return 0
