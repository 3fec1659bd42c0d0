"""Two names of one thing, where an article says so: `Hadi, also known as Abu Walid`."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import TypeAlias

from dossier.extracting.names.definitions import is_alias
from dossier.linking.entities.names import Names
from dossier.linking.entities.table import ORDER, MentionTable
from dossier.model import Definition

Called: TypeAlias = Callable[[int], tuple[str, int]]
"""Gives what the mention in a row is called: its node, and its number in the clusters."""


class Aliases:
    """The definitions of a dossier that give another name, joined; the others define acronyms."""

    def __init__(self, table: MentionTable, names: Names) -> None:
        self._table, self._names = table, names
        self._known = [(*rows, one) for one in table.definitions() if is_alias(one) and (rows := self._rows(one))]

    @property
    def others(self) -> Iterator[Definition]:
        """The definitions of acronyms."""
        return (one for one in self._table.definitions() if not is_alias(one))

    def _rows(self, alias: Definition) -> tuple[int, int] | None:
        """Return the mentions that a definition begins and ends with."""
        article = self._table.articles.find(alias.article)
        named = [] if article is None else self._table.named(article)
        one = [mention.row for mention in named if mention.start == alias.start]
        other = [mention.row for mention in named if mention.end == alias.end]
        return (one[-1], other[-1]) if one and other else None

    def join(self, called: Called) -> None:
        """Join the two names of each, where they have one type."""
        told: dict[tuple[str, str], tuple[int, int, Definition]] = {}
        for first, last, alias in self._known:
            (one, one_number), (other, other_number) = called(first), called(last)
            if one != other and one.split("|")[0] == other.split("|")[0]:
                told.setdefault((one, other), (one_number, other_number, alias))
        for _, (one_number, other_number, alias) in sorted(told.items(), key=lambda item: item[0]):
            why = f"“{alias.short}” joins “{alias.full}”: an article gives it as another name."
            self._names.clusters.join(one_number, other_number, why)

    def as_spelt(self, row: int) -> tuple[str, int]:
        """Return what a mention is called by its spelling."""
        person = int(self._names.people.of_mention[row])
        if person:
            return self._names.people.nodes[person - 1], person - 1
        node = f"{ORDER[int(self._names.kinds[row])]}|{self._table.keys[int(self._table.key[row])]}"
        return node, self._names.number(node)

    def as_meant(self, row: int) -> tuple[str, int]:
        """Return what a mention is called by what it means in its article."""
        names, number = self._names, int(self._names.of_mention[row])
        if number >= len(names.people):
            return names.nodes[number - len(names.people)], number
        node = names.people.nodes[number]
        if names.people.of_mention[row]:
            return node, number
        return f"PERSON|{self._table.keys[int(self._table.key[row])]}@{node}", number  # a bare name
