"""Texts and records: by their places, and texts as numbers in the order of the texts."""

from __future__ import annotations

import heapq
import itertools
import marshal
import tempfile
from bisect import bisect_left
from collections.abc import Iterable, Iterator, Sequence
from typing import IO, Any, overload

import numpy as np

from dossier.linking.entities.on_disk.columns import Lists, NumberColumn, Numbers, blocks, zeros

_BLOCK = 1 << 14  # records that are held in memory before a file takes them
_KEPT = 1 << 15  # records that are kept when they are read
_TOGETHER = 1 << 10  # texts that are numbered together
_TEXTS = 1 << 16  # different texts that are held in memory before a file takes them


class Records(Sequence[Any]):
    """Values made of numbers, texts and tuples, by the places at which they were appended."""

    def __init__(self) -> None:
        self._few: list[Any] = []
        self._file: IO[bytes] | None = None
        self._ends = NumberColumn("Q")
        self._end = self._filed = 0
        self._known: dict[int, Any] = {}

    def append(self, value: Any) -> None:
        """Add a value behind the others."""
        self._few.append(value)
        if len(self._few) >= _BLOCK:
            self._to_file()

    def extend(self, values: Iterable[Any]) -> None:
        """Add values behind the others."""
        every = iter(values)
        while some := list(itertools.islice(every, _TOGETHER)):
            self._few += some
            if len(self._few) >= _BLOCK:
                self._to_file()

    def _to_file(self) -> None:
        if self._file is None:
            self._file = tempfile.TemporaryFile()  # noqa: SIM115 - closed when all is there
        written = [marshal.dumps(value) for value in self._few]
        ends = list(itertools.accumulate(map(len, written), initial=self._end))
        self._file.write(b"".join(written))
        self._ends.extend(ends[1:])
        self._end = ends[-1]
        self._filed += len(self._few)
        self._few = []

    def done(self) -> Records:
        """Make all values readable; none can be added after."""
        if self._file is not None and not self._file.closed:
            self._to_file()
            self._at = self._ends.done()
            with self._file as file:
                file.flush()
                self._map = np.asarray(np.memmap(file, dtype=np.uint8, mode="r")).data
        return self

    def __len__(self) -> int:
        return self._filed + len(self._few)

    @overload
    def __getitem__(self, place: int) -> Any: ...

    @overload
    def __getitem__(self, place: slice) -> list[Any]: ...

    def __getitem__(self, place: int | slice) -> Any:
        if self._file is None:
            return self._few[place]
        if isinstance(place, slice):
            return [self[i] for i in range(*place.indices(len(self)))]
        if place in self._known:
            return self._known[place]
        if not 0 <= place < len(self):
            raise IndexError(place)
        if len(self._known) >= _KEPT:
            self._known.clear()
        known = self._known[place] = self._read(place)
        return known

    def many(self, places: Iterable[int]) -> list[Any]:
        """Return the values at some places."""
        if self._file is None:
            few = self._few
            return [few[place] for place in places]
        known = self._known
        return [known[place] if place in known else self[place] for place in places]

    def _read(self, place: int) -> Any:
        begin = int(self._at[place - 1]) if place else 0
        return marshal.loads(self._map[begin : int(self._at[place])])  # noqa: S302 - made here, in an unnamed file

    def __iter__(self) -> Iterator[Any]:
        return iter(self._few) if self._file is None else self._in_turn()

    def _in_turn(self) -> Iterator[Any]:
        begin, read = 0, self._map
        for at in range(0, len(self), _TOGETHER):
            for end in self._at[at : at + _TOGETHER].tolist():
                yield marshal.loads(read[begin:end])  # noqa: S302 - made here, in an unnamed file
                begin = end


class Texts(Records):
    """Different texts in their order."""

    def find(self, text: str) -> int | None:
        """Return the place of a text, None where it is not there."""
        place = bisect_left(self, text)
        return place if place < len(self) and self[place] == text else None

    def marked(self, some: Texts) -> np.ndarray[Any, np.dtype[np.bool_]]:
        """Return for each text whether it is one of some others."""
        found, others = zeros(len(self), np.bool_), iter(some)
        other = next(others, None)
        for place, text in enumerate(self):
            while other is not None and other < text:
                other = next(others, None)
            found[place] = other == text
        return found  # type: ignore[return-value]


class TextColumn:
    """Texts that are appended, many of them equal, and then known by numbers."""

    def __init__(self) -> None:
        self._new: dict[str, int] = {}
        self._numbers = NumberColumn()
        self._runs: list[tuple[Records, Numbers]] = []  # sorted texts, and of each the number it had
        self._begins = [0]

    def append(self, text: str) -> None:
        """Add a text, which may be there already."""
        self.extend((text,))

    def extend(self, texts: Iterable[str]) -> None:
        """Add texts, a few thousand at a time."""
        new = self._new
        self._numbers.extend([new.setdefault(text, len(new)) for text in texts])
        if len(new) >= _TEXTS:
            self._sort()

    def _sort(self) -> None:
        texts = Records()
        ordered = sorted(self._new)
        texts.extend(ordered)
        self._runs.append((texts.done(), np.array([self._new[text] for text in ordered], np.uint32)))
        self._begins.append(len(self._numbers))
        self._new = {}

    def done(self) -> tuple[Texts, Numbers]:
        """Return the different texts in their order, and the number in it of each text that was appended."""
        texts = Texts()
        if self._runs:
            self._sort()
            numbers = [zeros(len(order), np.uint32) for _, order in self._runs]
            self._merge(texts, numbers)
        else:
            ordered = sorted(self._new)
            texts.extend(ordered)
            numbers = [zeros(len(ordered), np.uint32)]
            numbers[0][[self._new[text] for text in ordered]] = np.arange(len(ordered), dtype=np.uint32)
            self._begins.append(len(self._numbers))
            self._new = {}
        found: Any = self._numbers.done()
        for run, of in enumerate(numbers):
            for part in blocks(self._begins[run + 1] - self._begins[run]):
                rows = slice(self._begins[run] + part.start, self._begins[run] + part.stop)
                found[rows] = of[found[rows]]
        return texts.done(), found  # type: ignore[return-value]

    def _merge(self, texts: Texts, numbers: Sequence[Any]) -> None:
        last, place = None, -1
        for text, run, local in heapq.merge(*map(self._run, range(len(self._runs)))):
            if text != last:
                texts.append(text)
                last, place = text, place + 1
            numbers[run][local] = place

    def _run(self, number: int) -> Iterator[tuple[str, int, int]]:
        texts, order = self._runs[number]
        places = (order[at : at + _TOGETHER].tolist() for at in range(0, len(order), _TOGETHER))
        for text, place in zip(texts, itertools.chain.from_iterable(places), strict=True):
            yield text, number, place


class Index:
    """Numbers by texts: the texts in their order, the numbers of each in that in which they were added."""

    def __init__(self) -> None:
        self._keys, self._values = TextColumn(), NumberColumn()
        self._new: list[str] = []

    def add(self, text: str, number: int) -> None:
        """Put a number under a text, behind those that are there."""
        self._new.append(text)
        self._values.append(number)
        if len(self._new) >= _TOGETHER:
            self._number()

    def _number(self) -> None:
        self._keys.extend(self._new)
        self._new = []

    def done(self) -> Index:
        """Make it readable; nothing can be added after."""
        self._number()
        self.texts, keys = self._keys.done()
        self.lists = Lists(keys, len(self.texts), self._values.done())
        return self

    def __iter__(self) -> Iterator[tuple[str, list[int]]]:
        for place, text in enumerate(self.texts):
            yield text, self.lists[place].tolist()

    def get(self, text: str) -> list[int]:
        """Return the numbers under a text; none where it is not there."""
        place = self.texts.find(text)
        return [] if place is None else self.lists[place].tolist()
