"""YAML no deeper than people write it.

Brackets nested without end overflow the stack of PyYAML's composer, or of C where a thread has little of it, and each
version of libyaml fails on them in its own way. The depth is counted before anything is built.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

import yaml
from yaml.events import CollectionEndEvent, CollectionStartEvent

if TYPE_CHECKING:
    _Base: Any = yaml.SafeLoader
else:
    _Base = object

DEEPEST = 20
"""Lists and mappings within each other; a note nests five deep, no other file of ours more than three."""


class TooDeepError(yaml.MarkedYAMLError):
    """Lists are nested more than DEEPEST deep; `problem_mark` says where."""

    def __init__(self, mark: Any) -> None:
        super().__init__(problem="lists are nested too deeply", problem_mark=mark)


class _Shallow(_Base):  # type: ignore[misc]
    """What counts the depth of the parser it is mixed into."""

    depth = 0

    def get_event(self) -> yaml.Event:
        event: yaml.Event = super().get_event()
        if isinstance(event, CollectionStartEvent):
            self.depth += 1
            if self.depth > DEEPEST:
                raise TooDeepError(event.start_mark)
        elif isinstance(event, CollectionEndEvent):
            self.depth -= 1
        return event


class Loader(_Shallow, yaml.SafeLoader):
    """PyYAML's own parser."""


FASTEST: type[Any] = type("FastLoader", (_Shallow, yaml.CSafeLoader), {}) if hasattr(yaml, "CSafeLoader") else Loader
"""The parser in C, where PyYAML has it; it refuses a little that the other reads, lone surrogates for one."""


def events(text: str, loader: type[Any] = FASTEST) -> Iterator[yaml.Event]:
    """Give the events of YAML text one by one. Raises yaml.YAMLError, TooDeepError among them."""
    try:
        yield from yaml.parse(text, loader)
    except yaml.MarkedYAMLError as error:
        if "nesting depth" in (error.problem or ""):  # libyaml looks ahead, to a bound of its own
            raise TooDeepError(error.problem_mark) from None
        raise


def compose(text: str | bytes) -> yaml.Node | None:
    """Give the nodes of a YAML document, aliases not expanded. Raises yaml.YAMLError, TooDeepError among them."""
    node: yaml.Node | None = yaml.compose(text, Loader)
    return node
