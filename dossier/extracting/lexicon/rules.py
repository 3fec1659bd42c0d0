"""A rule as the lists of rules have it: its name, what it does, and an example."""

from __future__ import annotations

from collections.abc import Callable, Hashable
from typing import Any, Generic, NamedTuple, TypeVar

Function = TypeVar("Function", bound=Callable[..., Any])
Subject = TypeVar("Subject")
Answer = TypeVar("Answer")
_MOST_KEYS = 4096  # kept


class Rule(NamedTuple, Generic[Function]):
    """A named rule; a test checks that it fires on `example`, where the name in question may stand in [brackets]."""

    name: str
    applies: Function
    example: str


class Rules(Generic[Subject, Answer]):
    """Rules in the order in which they are asked; the first with a true answer decides.

    Of a subject with a key (a word, the sign behind a number) only those rules are asked that may fit that key: most
    words of an article have none of their own, and asking is what takes the time.
    """

    def __init__(self) -> None:
        self.rules: list[Rule[Callable[[Subject], Answer | None]]] = []
        self._only: list[Callable[[Any], bool] | None] = []
        self._asked: dict[Hashable, list[tuple[str, Callable[[Subject], Answer | None]]]] = {}

    def __call__(
        self, name: str, example: str, only: Callable[[Any], bool] | None = None
    ) -> Callable[[Callable[[Subject], Answer | None]], Callable[[Subject], Answer | None]]:
        """Return a decorator that adds a function to the rules, asked where `only` is true of the key."""

        def add(applies: Callable[[Subject], Answer | None]) -> Callable[[Subject], Answer | None]:
            self.rules.append(Rule(name, applies, example))
            self._only.append(only)
            return applies

        return add

    def first(self, subject: Subject, key: Hashable = None) -> tuple[str, Answer] | None:
        """Return the name and the answer of the first rule whose answer is true; None where none is."""
        asked = self._asked.get(key)
        for name, applies in self._fitting(key) if asked is None else asked:
            if found := applies(subject):
                return name, found
        return None

    def _fitting(self, key: Hashable) -> list[tuple[str, Callable[[Subject], Answer | None]]]:
        """Return the rules that may fit a key, and keep them for the next subject with the same."""
        fitting = [
            (rule.name, rule.applies)
            for rule, only in zip(self.rules, self._only, strict=True)
            if only is None or only(key)
        ]
        if len(self._asked) >= _MOST_KEYS:
            self._asked.clear()
        self._asked[key] = fitting
        return fitting
