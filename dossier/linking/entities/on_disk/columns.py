"""Numbers: columns that grow, and lists of numbers by a number. Beyond a block they are in a file that is mapped."""

from __future__ import annotations

import tempfile
from array import array
from collections.abc import Iterable, Iterator
from typing import IO, TypeAlias

import numpy as np
from numpy.typing import DTypeLike, NDArray

BLOCK = 1 << 17
"""Rows that are held in memory before a file takes them, and that are worked on together."""

Numbers: TypeAlias = NDArray[np.uint32]


class NumberColumn:
    """Numbers from 0 on of one size (an array's type code: `B`, `I`), appended one by one."""

    def __init__(self, code: str = "I") -> None:
        self._new = array(code)
        self._file: IO[bytes] | None = None
        self._filed = 0

    def __len__(self) -> int:
        return self._filed + len(self._new)

    def append(self, number: int) -> None:
        """Add a number."""
        self._new.append(number)
        if len(self._new) >= BLOCK:
            self._to_file()

    def extend(self, numbers: Iterable[int]) -> None:
        """Add numbers, a few at a time."""
        self._new.extend(numbers)
        if len(self._new) >= BLOCK:
            self._to_file()

    def _to_file(self) -> None:
        if self._file is None:
            self._file = tempfile.TemporaryFile()  # noqa: SIM115 - it has no name, and goes when it is closed and not mapped
        self._new.tofile(self._file)
        self._filed += len(self._new)
        del self._new[:]

    def done(self) -> NDArray[np.unsignedinteger]:
        """Return all numbers; none can be added after."""
        if self._file is None:
            return np.frombuffer(self._new, dtype=self._new.typecode) if self._new else zeros(0, self._new.typecode)
        self._to_file()
        with self._file as file:
            file.flush()
            return np.asarray(np.memmap(file, dtype=self._new.typecode, mode="r+"))


def zeros(count: int, kind: DTypeLike) -> NDArray[np.unsignedinteger]:
    """Return so many zeros that can be written over."""
    if count <= BLOCK // 4:  # there are some dozens of these at a time
        return np.zeros(count, kind)
    with tempfile.TemporaryFile() as file:
        file.truncate(count * np.dtype(kind).itemsize)
        return np.asarray(np.memmap(file, dtype=kind, mode="r+", shape=(count,)))


def blocks(count: int) -> Iterator[slice]:
    """Yield so many rows in parts that fit in memory."""
    for at in range(0, count, BLOCK):
        yield slice(at, min(at + BLOCK, count))


def taken(values: NDArray[np.unsignedinteger], places: Numbers) -> Numbers:
    """Return the value at each place."""
    found = zeros(len(places), values.dtype)
    for rows in blocks(len(places)):
        found[rows] = values[places[rows]]
    return found


class Lists:
    """Lists of numbers by a number: those that stand beside it in two columns, in their order there."""

    def __init__(self, keys: Numbers, count: int, values: Numbers | None = None) -> None:
        """Set up for keys below `count`; without `values` each list has the rows of its key."""
        self.bounds = zeros(count + 1, np.uint64)
        for rows in blocks(len(keys)):
            where, times = np.unique(keys[rows], return_counts=True)
            self.bounds[where + 1] += times.astype(np.uint64)
        for part in blocks(count):
            here = slice(part.start + 1, part.stop + 1)
            self.bounds[here] = self.bounds[here].cumsum() + self.bounds[part.start]
        self.values: Numbers = zeros(len(keys), np.uint32)
        free = zeros(count, np.uint64)
        for part in blocks(count):
            free[part] = self.bounds[part]
        for rows in blocks(len(keys)):
            order = np.argsort(keys[rows], kind="stable")
            where, first, times = np.unique(keys[rows][order], return_index=True, return_counts=True)
            within = np.arange(len(order), dtype=np.uint64) - np.repeat(first, times).astype(np.uint64)
            places = np.repeat(free[where], times) + within
            chosen = order + rows.start if values is None else values[rows][order]
            self.values[places] = chosen
            free[where] += times.astype(np.uint64)

    def __len__(self) -> int:
        return len(self.bounds) - 1

    def __getitem__(self, key: int) -> Numbers:
        return self.values[self.bounds[key] : self.bounds[key + 1]]

    def size(self, key: int) -> int:
        """Return how many numbers a list has."""
        return int(self.bounds[key + 1] - self.bounds[key])


def meet(one: Numbers, other: Numbers) -> bool:
    """Return whether two sorted lists share a number."""
    few, many = (one, other) if len(one) <= len(other) else (other, one)
    if not len(few) or few[-1] < many[0] or many[-1] < few[0]:
        return False
    if len(few) == 1:
        return bool(many[min(int(many.searchsorted(few[0])), len(many) - 1)] == few[0])
    places = many.searchsorted(few)
    places[places == len(many)] = 0
    return bool((many[places] == few).any())


def within(one: Numbers, other: Numbers) -> bool:
    """Return whether all numbers of a sorted list stand in another."""
    if not len(one):
        return True
    if not len(other):
        return False
    places = other.searchsorted(one)
    places[places == len(other)] = 0
    return bool((other[places] == one).all())


def union(lists: Iterable[Numbers]) -> Numbers:
    """Return all numbers of sorted lists, sorted, each once."""
    found = list(lists)
    if len(found) == 1:
        return found[0]
    return np.unique(np.concatenate(found)) if found else np.zeros(0, np.uint32)
