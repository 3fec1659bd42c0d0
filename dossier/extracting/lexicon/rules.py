"""A rule as the lists of rules have it: its name, what it does, and an example."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, Generic, NamedTuple, TypeVar

Function = TypeVar("Function", bound=Callable[..., Any])


class Rule(NamedTuple, Generic[Function]):
    """A named rule; a test checks that it fires on `example`, where the name in question may stand in [brackets]."""

    name: str
    applies: Function
    example: str
