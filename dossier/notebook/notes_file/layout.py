"""Where the notes stand in a notebook's text.

The text is cut at the lines that begin an item, so that one that cannot be read takes no other with it.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass

from dossier.files.yaml_edit import LINE
from dossier.files.yaml_tree import Node, TreeError, parse
from dossier.notebook.notes_file.items import Item, read_as_written, read_node

NOTHING = re.compile(r"\ufeff?[ \t]*(?:#.*|---[ \t]*(?:#.*)?)?[\r\n]*", re.DOTALL)
_ITEM = re.compile(r"\ufeff?( *)-(?=\s|\Z)")
_DOCUMENT = re.compile(r"^(?:---|\.\.\.)(?=\s|\Z)|^%", re.MULTILINE)
_MOST_BROKEN = 500  # items that cannot be read; of the others after them only those in the program's own form are read
_LARGE = 1_000_000  # code points; what takes longer than this to read whole is read in pieces only
_CONFLICT = re.compile(r"^(?:<{7}|>{7}|={7}|\|{7})(?=[ \r\n]|\Z)", re.MULTILINE)


@dataclass(frozen=True, slots=True)
class Layout:
    """A notebook's text in pieces: what stands before the first item, then the items with what follows each.

    `indent` is the white space before each item's dash. `listed` is false where the text is not a list of items, each
    beginning on a line of its own.
    """

    text: str
    starts: tuple[int, ...]
    indent: str
    listed: bool

    def piece(self, index: int) -> str:
        """Return the text of one item, up to the next."""
        end = self.starts[index + 1] if index + 1 < len(self.starts) else len(self.text)
        return self.text[self.starts[index] : end]

    def line(self, offset: int) -> int:
        """Return the line of an offset, from 0."""
        return self.text.count("\n", 0, offset)


def layout(text: str, *, last: bool = False) -> Layout:
    """Return a notebook's text cut into its items; with `last`, only the last one is cut off."""
    at = 0
    for match in LINE.finditer(text):
        if not NOTHING.fullmatch(match.group()) and not _CONFLICT.match(match.group()):
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
    if last:
        found = text.rfind(f"{ending}{indent}-", begin)
        while found >= 0 and not later.match(text, found):
            found = text.rfind(f"{ending}{indent}-", begin, found)
        return Layout(text, (max(begin, found + 1),), indent, listed=True)
    return Layout(text, (begin, *(m.start() + 1 for m in later.finditer(text, begin))), indent, listed=True)


def second_document(text: str) -> int | None:
    """Return the line, from 0, of a mark that ends the document below its first item; None where there is none."""
    if not any(mark in text for mark in ("\n---", "\n...", "\n%")):  # ten times as fast as the pattern
        return None
    for found in _DOCUMENT.finditer(text):
        if not all(NOTHING.fullmatch(line.group()) for line in LINE.finditer(text[: found.start()])):
            return text.count("\n", 0, found.start())
    return None


def conflicts(text: str) -> list[int]:
    """Return the offsets of the markers that a version control system left, one for each conflict."""
    return [m.start() for m in _CONFLICT.finditer(text) if m.group()[0] == "<"] if "<<<<<<<" in text else []


Known = dict[str, tuple[Item, dict[str, Node]]]
"""What pieces of text were read as before: the item, and the anchors that it sets."""


def read(page: Layout, known: Known) -> tuple[list[Item], list[tuple[int, str]]]:
    """Return all items, with line numbers counted in the whole text, and the problems of the whole.

    `known` holds what pieces of text were read as before, and is brought up to date.
    """
    general = [(page.line(at), "a merge conflict was left here; keep one side and delete the markers.")
               for at in conflicts(page.text)]  # fmt: skip
    pieces = [page.piece(index) for index in range(len(page.starts))]
    if general:  # the markers are taken for comments, so that both sides can be read
        pieces = [_CONFLICT.sub("#######", piece) for piece in pieces]
    items, broken = _read_pieces(pieces, known)
    left_open = any(isinstance(item, TreeError) and item.partial for item in items)
    if not page.listed or (left_open and len(page.text) < _LARGE):
        whole = _read_whole(page.text)
        if isinstance(whole, list):
            return whole, general
        if not page.listed:
            return [], [*general, whole]
    found = _with_lines(page, items)
    if broken > _MOST_BROKEN:
        line = page.line(page.starts[-1])
        general.append((line, f"{broken:,} items could not be read; those from about here on may have been left out."))
    return found, general


def _read_pieces(pieces: Iterable[str], known: Known) -> tuple[list[Item | TreeError], int]:
    """Return the item of each piece, or why there is none, and how many have no note."""
    items: list[Item | TreeError] = []
    now: Known = {}
    anchors: dict[str, Node] = {}
    broken = 0
    for piece in pieces:
        before = known.get(piece)
        if before:
            item: Item | TreeError = before[0]
            set_here = before[1]
        else:
            alone = "*" not in piece  # else it may hang on other pieces
            set_here = {} if alone else dict(anchors)
            item = read_as_written(piece) or (_read_piece(piece, set_here) if broken < _MOST_BROKEN else Item(None))
            before = (item, set_here) if isinstance(item, Item) and alone else None
        broken += isinstance(item, TreeError) or item.note is None
        items.append(item)
        anchors.update(set_here)
        if before:
            now[piece] = before
    known.clear()
    known.update(now)
    return items, broken


def _with_lines(page: Layout, items: Iterable[Item | TreeError]) -> list[Item]:
    """Return the items with the lines of their problems counted in the whole text."""
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
    return found


def _read_piece(piece: str, anchors: dict[str, Node]) -> Item | TreeError:
    try:
        root = parse(piece, anchors)
    except TreeError as error:
        return error
    if root is None or root.kind != "list" or len(root.items) != 1:
        return TreeError("this is not a note; a note begins with “- id:”.", 0)
    return read_node(root.items[0])


def _read_whole(text: str) -> list[Item] | tuple[int, str]:
    """Return the items of a text that must be read as a whole; a line and a sentence where it cannot be read.

    That is so for lists in brackets and for quotes with lines that look like items.
    """
    try:
        root = parse(text)
    except TreeError as error:
        return error.line, error.sentence
    if root is None:
        return []
    if root.kind != "list":
        return root.line, "a notebook is a list of notes, each beginning with “- id:”."
    return [read_node(item) for item in root.items]
