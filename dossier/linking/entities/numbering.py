"""Ids of entities, and entities in the order of lists: most mentioned first, then by their ids."""

from __future__ import annotations

import itertools
import re
from collections import Counter
from collections.abc import Iterator, Sequence
from typing import Any, overload

import numpy as np

from dossier.linking.entities.on_disk.columns import NumberColumn, Numbers, blocks, zeros
from dossier.linking.entities.on_disk.texts import Records, TextColumn, Texts
from dossier.model import Entity, Variant

_NUMBERED = re.compile(r"-\d+$")


class Drafts:
    """Entities before each has an id of its own."""

    def __init__(self) -> None:
        self._records, self._ids, self._names = Records(), TextColumn(), TextColumn()
        self._counts, self._first = NumberColumn(), NumberColumn()

    def __len__(self) -> int:
        return len(self._counts)

    def append(self, entity: Entity, first: int) -> None:
        """Add an entity whose first mention is in a row; its id may be another's too."""
        variants = tuple((one.text, one.count, one.articles) for one in entity.variants)
        articles, merged = entity.articles, entity.merged
        self._records.append((entity.type, entity.name, variants, entity.roles, entity.count, articles, merged))
        self._ids.append(entity.id)
        self._names.append(entity.name)
        self._counts.append(entity.count)
        self._first.append(first)

    def done(self) -> Entities:
        """Return the entities, each with an id of its own."""
        ids, id_ = self._ids.done()
        _, name = self._names.done()
        count = -self._counts.done().astype(np.int64)
        numbered = TextColumn()
        order = np.lexsort((self._first.done(), name, id_, count)).astype(np.uint32)
        for own in _own(ids, id_, order):
            numbered.append(own)
        texts, rank = numbered.done()
        of = zeros(len(order), np.uint32)
        of[order] = rank
        return Entities(self._records.done(), texts, of, np.lexsort((of, count)).astype(np.uint32))


def _own(ids: Texts, id_: Numbers, order: Numbers) -> Iterator[str]:
    """Yield ids in an order of entities, those that stand there already with a number behind."""
    several = {ids[place] for place in np.flatnonzero(np.bincount(id_, minlength=len(ids)) > 1).tolist()}
    taken: Counter[str] = Counter()
    for number in itertools.chain.from_iterable(id_[order[rows]].tolist() for rows in blocks(len(order))):
        plain = own = ids[number]
        if several and _is_contested(plain, several):
            while taken[own]:  # an organisation may be called “Post 2” beside a second “Post”
                taken[plain] += 1
                own = f"{plain}-{taken[plain]}"
            taken[own] = 1
        yield own


def _is_contested(id_: str, several: set[str]) -> bool:
    """Return whether an id is one of several entities, or one that these may get."""
    while id_ not in several:
        shorter = _NUMBERED.sub("", id_)
        if shorter == id_:
            return False
        id_ = shorter
    return True


class Entities(Sequence[Entity]):
    """The entities of a dossier, most mentioned first, then by id; they are read when they are asked for."""

    def __init__(self, records: Records, ids: Texts, of: Numbers, order: Numbers) -> None:
        self._records, self.ids, self.of_draft, self._order = records, ids, of, order

    def __len__(self) -> int:
        return len(self._order)

    @overload
    def __getitem__(self, place: int) -> Entity: ...

    @overload
    def __getitem__(self, place: slice) -> list[Entity]: ...

    def __getitem__(self, place: int | slice) -> Entity | list[Entity]:
        if isinstance(place, slice):
            return [self._entity(number) for number in self._order[place].tolist()]
        return self._entity(int(self._order[place]))

    def __iter__(self) -> Iterator[Entity]:
        for rows in blocks(len(self)):
            yield from map(self._entity, self._order[rows].tolist())

    def _entity(self, number: int) -> Entity:
        kind, name, variants, roles, count, articles, merged = self._records[number]
        spelt = tuple(Variant(*one) for one in variants)
        return Entity(self.ids[int(self.of_draft[number])], kind, name, spelt, roles, count, articles, merged)


class Assigned(Sequence[str | None]):
    """Ids of entities by numbers that are counted from 1; 0 is none."""

    def __init__(self, ids: Texts, numbers: Numbers) -> None:
        self._ids, self._numbers = ids, numbers

    def __len__(self) -> int:
        return len(self._numbers)

    @overload
    def __getitem__(self, place: int) -> str | None: ...

    @overload
    def __getitem__(self, place: slice) -> list[str | None]: ...

    def __getitem__(self, place: int | slice) -> Any:
        if isinstance(place, slice):
            return [self._id(number) for number in self._numbers[place].tolist()]
        return self._id(int(self._numbers[place]))

    def __iter__(self) -> Iterator[str | None]:
        for at in range(0, len(self), 1 << 12):
            yield from self[at : at + (1 << 12)]

    def _id(self, number: int) -> str | None:
        return self._ids[number - 1] if number else None
