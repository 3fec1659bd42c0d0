"""YAML text → a tree that knows where each value begins and ends, within bounds.

PyYAML's events are read one by one instead of its composed nodes: they tell where an alias stands, and nothing is
built before its depth and size are counted. Brackets nested without end would overflow the stack of PyYAML's composer,
or of C where a thread has little of it; aliases of aliases would fill the memory.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

import yaml
from yaml.events import (
    AliasEvent,
    CollectionEndEvent,
    CollectionStartEvent,
    DocumentStartEvent,
    MappingStartEvent,
    ScalarEvent,
    SequenceStartEvent,
)

if TYPE_CHECKING:
    _Base: Any = yaml.SafeLoader
else:
    _Base = object

DEEPEST = 20
"""Lists and mappings within each other; a note nests five deep, no other file of ours more than three."""
MOST_VALUES = 1_000_000
"""Values in a tree, those that aliases stand for counted each time."""
NULLS = frozenset({"", "~", "null", "Null", "NULL"})
_SHORT = 100_000  # code points
_TAB = re.compile(r"^ *\t", re.MULTILINE)


class TreeError(Exception):
    """The text is not YAML that a file of ours can hold; `line` counts from 0.

    `partial` is true where text after it could make it whole: something was left open.
    """

    def __init__(self, sentence: str, line: int, *, partial: bool = False) -> None:
        super().__init__(sentence)
        self.sentence = sentence
        self.line = line
        self.partial = partial


class TooDeepError(yaml.MarkedYAMLError):
    """Lists are nested more than DEEPEST deep; `problem_mark` says where."""

    def __init__(self, mark: Any) -> None:
        super().__init__(problem="lists are nested too deeply", problem_mark=mark)


class _Shallow(_Base):  # type: ignore[misc]
    """What counts the depth of the parser it is mixed into."""

    depth = 0

    def get_event(self) -> yaml.Event:
        event: yaml.Event = super().get_event()
        if isinstance(event, ScalarEvent):
            return event
        if isinstance(event, CollectionStartEvent):
            self.depth += 1
            if self.depth > DEEPEST:
                raise TooDeepError(event.start_mark)
        elif isinstance(event, CollectionEndEvent):
            self.depth -= 1
        return event


class PythonLoader(_Shallow, yaml.SafeLoader):
    """PyYAML's own parser."""


FASTEST: type[Any] = (
    type("FastLoader", (_Shallow, yaml.CSafeLoader), {}) if hasattr(yaml, "CSafeLoader") else PythonLoader
)
"""The parser in C, where PyYAML has it; it refuses a little that the other reads, lone surrogates for one."""


def events(text: str, loader: type[Any] = FASTEST) -> Iterator[yaml.Event]:
    """Yield the events of YAML text one by one. Raises yaml.YAMLError, TooDeepError among them."""
    try:
        yield from yaml.parse(text, loader)
    except yaml.MarkedYAMLError as error:
        if "nesting depth" in (error.problem or ""):  # libyaml looks ahead, to a bound of its own
            raise TooDeepError(error.problem_mark) from None
        raise


@dataclass(slots=True)
class Node:
    """A value and where it stands: offsets in code points, `line` from 0.

    `kind` says which of `scalar` (None for null), `items` and `members` (keys and values) it has. `flow` is true
    of [lists] and {mappings} in brackets, `plain` of a scalar without quotation marks. `size` counts its values.
    """

    kind: str
    start: int
    end: int
    line: int
    scalar: str | None = None
    items: list[Node] = field(default_factory=list)
    members: list[tuple[Node, Node]] = field(default_factory=list)
    flow: bool = False
    plain: bool = False
    size: int = 1

    def pairs(self) -> list[tuple[str, Node]]:
        """Return the keys and values of a mapping; those that `<<` merges in, one mapping deep, after its own."""
        own: list[tuple[str, Node]] = []
        merged: list[tuple[str, Node]] = []
        for key, value in self.members:
            if key.scalar == "<<" and key.plain:
                for other in (value, *value.items):
                    merged += [(name.scalar or "", node) for name, node in other.members]
            else:
                own.append((key.scalar or "", value))
        names = {name for name, _ in own}
        return own + [(name, value) for name, value in merged if name not in names]

    def content(self) -> Any:
        """Return what the value says, however it is written: text, None for null, lists and tuples of pairs."""
        if self.kind == "list":
            return [item.content() for item in self.items]
        if self.kind == "mapping":
            return tuple((key.content(), value.content()) for key, value in self.members)
        return (self.scalar, self.plain) if self.scalar is None else self.scalar


def parse(text: str, anchors: dict[str, Node] | None = None) -> Node | None:
    """Return the tree of one YAML document; None when it holds nothing but comments. Raises TreeError.

    `anchors` are those set in text before it; the ones that it sets itself are added.
    """
    problem = TreeError("this is not YAML.", 0)
    # The C parser refuses a little that the other reads; the other takes 1 ms a note.
    for parser in (FASTEST, PythonLoader) if len(text) < _SHORT else (FASTEST,):
        try:
            return _build(events(text, parser), {} if anchors is None else anchors)
        except TooDeepError as error:
            raise TreeError("lists are nested too deeply here.", _line(error.problem_mark)) from None
        except yaml.MarkedYAMLError as error:
            problem = _told(error, text)
            if "\\u" not in text and "\ud800" <= max(text, default="") <= "\udfff":
                continue
        except yaml.reader.ReaderError as error:
            problem = TreeError("a control character cannot stand in YAML.", text.count("\n", 0, error.position))
        except UnicodeEncodeError as error:
            problem = TreeError("half a character cannot stand in YAML.", text.count("\n", 0, error.start))
    raise problem


def _told(error: yaml.MarkedYAMLError, text: str) -> TreeError:
    """Return what is wrong and on which line: where something was left open, the line that opens it."""
    problem = error.problem or error.context or "it cannot be read"
    if "\\t" in problem or "tab character" in problem:
        tab = _TAB.search(text)
        line = text.count("\n", 0, tab.start()) if tab else _line(error.problem_mark)
        return TreeError("a tab stands where YAML wants spaces; indent with spaces.", line)
    ended = error.problem_mark is None or error.problem_mark.index >= len(text.rstrip())
    mark = error.context_mark if ended and error.context_mark else error.problem_mark
    return TreeError(f"this is not YAML: {problem}.", _line(mark), partial=ended)


def _line(mark: yaml.Mark | None) -> int:
    return mark.line if mark else 0


def _build(read: Iterator[yaml.Event], anchors: dict[str, Node]) -> Node | None:
    root: Node | None = None
    open_: list[tuple[Node, list[Node]]] = []  # each open collection, with the key that waits for its value
    for event in read:
        make = _MAKERS.get(type(event))
        if make is None:
            if isinstance(event, CollectionEndEvent):
                _close(event, open_)
            elif isinstance(event, DocumentStartEvent) and root:
                raise TreeError("a second document begins here; only one is read.", _where(event)[2])
            continue
        node = make(event, anchors, open_)
        root = root or node
        if open_:
            _hang(node, *open_[-1])
        if node.kind != "scalar" and make is not _alias:
            open_.append((node, []))
    return root


def _close(event: yaml.Event, open_: list[tuple[Node, list[Node]]]) -> None:
    """Take the innermost open collection off, and count it in the one around it."""
    start, end, line = _where(event)
    done, _ = open_.pop()
    if end > start:  # a closing bracket; a block ends with its last value
        done.end = end
    if open_:
        around = open_[-1][0]
        around.end = max(around.end, done.end)
        around.size += done.size
        if around.size > MOST_VALUES:
            raise TreeError("there are too many values here.", line)


def _scalar(event: ScalarEvent, anchors: dict[str, Node], _: list[tuple[Node, list[Node]]]) -> Node:
    plain = not event.style and event.tag is None
    node = Node("scalar", *_where(event), None if plain and event.value in NULLS else event.value, plain=plain)
    if event.anchor:
        anchors[event.anchor] = node
    return node


def _collection(event: CollectionStartEvent, anchors: dict[str, Node], _: list[tuple[Node, list[Node]]]) -> Node:
    kind = "mapping" if isinstance(event, MappingStartEvent) else "list"
    node = Node(kind, *_where(event), flow=bool(event.flow_style))
    if event.anchor:
        anchors[event.anchor] = node
    return node


def _alias(event: AliasEvent, anchors: dict[str, Node], open_: list[tuple[Node, list[Node]]]) -> Node:
    where = _where(event)
    meant = anchors.get(event.anchor or "")
    if meant is None:
        raise TreeError(f"“*{event.anchor}” is used before “&{event.anchor}” is set.", where[2])
    if any(node is meant for node, _ in open_):
        raise TreeError(f"“*{event.anchor}” stands inside itself.", where[2])
    if open_:
        open_[-1][0].size += meant.size
    return Node(meant.kind, *where, meant.scalar, meant.items, meant.members, plain=meant.plain, size=meant.size)


# The kinds of event that stand for a value; looked up by class, for there are 40 to a note.
_MAKERS: dict[type[yaml.Event], Callable[..., Node]] = {
    ScalarEvent: _scalar,
    MappingStartEvent: _collection,
    SequenceStartEvent: _collection,
    AliasEvent: _alias,
}


def _where(event: yaml.Event) -> tuple[int, int, int]:
    start, end = event.start_mark, event.end_mark
    return start.index, end.index, start.line  # type: ignore[union-attr]


def _hang(node: Node, parent: Node, waiting: list[Node]) -> None:
    parent.end = max(parent.end, node.end)
    parent.size += 1
    if parent.kind == "list":
        parent.items.append(node)
    elif waiting:
        parent.members.append((waiting.pop(), node))
    else:
        waiting.append(node)
