"""A rule as the lists of rules have it: its name, what it does, and an example."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, Generic, NamedTuple, TypeVar

Function = TypeVar("Function", bound=Callable[..., Any])
Subject = TypeVar("Subject")
Answer = TypeVar("Answer")


class Rule(NamedTuple, Generic[Function]):
    """A named rule; a test checks that it fires on `example`, where the name in question may stand in [brackets]."""

    name: str
    applies: Function
    example: str


class Rules(Generic[Subject, Answer]):
    """Rules in the order in which they are asked; the first with a true answer decides."""

    def __init__(self) -> None:
        self.rules: list[Rule[Callable[[Subject], Answer | None]]] = []
        self._functions: list[Callable[[Subject], Answer | None]] = []  # asked for every number: no unpacking

    def __call__(
        self, name: str, example: str
    ) -> Callable[[Callable[[Subject], Answer | None]], Callable[[Subject], Answer | None]]:
        """Return a decorator that adds a function to the rules."""

        def add(applies: Callable[[Subject], Answer | None]) -> Callable[[Subject], Answer | None]:
            self.rules.append(Rule(name, applies, example))
            self._functions.append(applies)
            return applies

        return add

    def first(self, subject: Subject) -> tuple[str, Answer] | None:
        """Return the name and the answer of the first rule whose answer is true; None where none is."""
        for applies in self._functions:
            if found := applies(subject):
                return self.rules[self._functions.index(applies)].name, found
        return None
