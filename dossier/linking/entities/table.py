"""All mentions as a table in columns, beyond some thousand in files: what is linked does not have to fit in memory."""

from __future__ import annotations

import itertools
from collections import Counter
from collections.abc import Iterable, Iterator
from typing import NamedTuple

import numpy as np

from dossier.linking.entities.on_disk.columns import Lists, NumberColumn, Numbers, blocks, taken, zeros
from dossier.linking.entities.on_disk.texts import Records, TextColumn
from dossier.model import Definition, EntityType, Mention

ORDER: tuple[EntityType, ...] = ("PERSON", "ORG", "PLACE", "EVENT", "NATIONALITY")
"""The types of entities, as columns number them."""
_TOGETHER = 1 << 12  # mentions that are put into columns together
_NUMBER = {kind: number for number, kind in enumerate(ORDER)}


class Named(NamedTuple):
    """A mention in its table: its row, what it is in its article, and the spelling that stands for its own."""

    row: int
    text: str
    key: str
    kind: EntityType
    role: str
    start: int
    end: int


class MentionTable:
    """Mentions by their rows, with articles, spellings and roles as numbers in the order of their texts."""

    def __init__(self, mentions: Iterable[Mention], definitions: Iterable[Definition]) -> None:
        articles, texts, roles = TextColumn(), TextColumn(), TextColumn()
        start, end, age, kind = NumberColumn(), NumberColumn(), NumberColumn(), NumberColumn("B")
        roles.append("")  # no role is number 0
        every = iter(mentions)
        while some := list(itertools.islice(every, _TOGETHER)):
            articles.extend([mention.article for mention in some])
            texts.extend([mention.text for mention in some])
            roles.extend([mention.role or "" for mention in some])
            start.extend([mention.start for mention in some])
            end.extend([mention.end for mention in some])
            age.extend([mention.age or 0 for mention in some])
            kind.extend([_NUMBER[mention.type] for mention in some])
        self._definitions = Records()
        for one in definitions:
            articles.append(one.article)
            self._definitions.append((one.article, one.start, one.end, one.text, one.full, one.short))
        self.start, self.end, self.age, self.kind = start.done(), end.done(), age.done(), kind.done()
        self.articles, with_defining = articles.done()
        self.article = with_defining[: len(self.start)]
        self._defined_in = Lists(with_defining[len(self.start) :], len(self.articles))
        self._definitions.done()
        self.texts, self.text = texts.done()
        self.roles, with_first = roles.done()
        self.role = with_first[1:]
        self.rows_of = Lists(self.article, len(self.articles))

    def __len__(self) -> int:
        return len(self.start)

    def spell(self, keys: Iterable[str]) -> None:
        """Keep the spelling that stands for each text, in the order of the texts."""
        column, every = TextColumn(), iter(keys)
        while some := list(itertools.islice(every, _TOGETHER)):
            column.extend(some)
        self.keys, self.key_of_text = column.done()
        self.key = taken(self.key_of_text, self.text)

    def in_order(self) -> Iterator[int]:
        """Yield the articles in the order in which their mentions come."""
        named = np.flatnonzero(np.diff(self.rows_of.bounds))
        first = self.rows_of.values[self.rows_of.bounds[named]]
        yield from map(int, named[first.argsort()])

    def named(self, article: int) -> list[Named]:
        """Return the mentions of an article."""
        rows = self.rows_of[article]
        texts, keys, roles = (
            values.many(column[rows].tolist())
            for values, column in ((self.texts, self.text), (self.keys, self.key), (self.roles, self.role))
        )
        kinds = [ORDER[kind] for kind in self.kind[rows].tolist()]
        start, end = self.start[rows].tolist(), self.end[rows].tolist()
        return list(map(Named, rows.tolist(), texts, keys, kinds, roles, start, end))

    def defined(self, article: int) -> list[Definition]:
        """Return what an article defines."""
        return [Definition(*self._definitions[i]) for i in self._defined_in[article].tolist()]

    def definitions(self) -> Iterator[Definition]:
        """Yield what all articles define."""
        return (Definition(*one) for one in self._definitions)

    def usual(self, rows: Numbers) -> str:
        """Return the commonest spelling among some mentions."""
        count = Counter(self.text[rows].tolist())
        return str(self.texts[min(count, key=lambda text: (-count[text], text))])


def votes(table: MentionTable) -> Numbers:
    """Return for each spelling, type by type, how often its mentions have that type; with a role they count twice."""
    found = zeros(len(table.keys) * len(ORDER), np.uint32)
    for rows in blocks(len(table)):
        places = table.key[rows].astype(np.uint64) * len(ORDER) + table.kind[rows]
        np.add.at(found, places, np.where(table.role[rows] > 0, 2, 1).astype(np.uint32))
    return found.reshape(len(table.keys), len(ORDER))
