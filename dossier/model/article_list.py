"""The articles of a dossier as lists show them, packed: a hundred thousand are held, and few are looked at."""

from __future__ import annotations

import dataclasses
import marshal
import threading
import zlib
from array import array
from bisect import bisect_left
from collections import OrderedDict
from collections.abc import Callable, Iterable, Iterator, Sequence
from itertools import islice
from operator import attrgetter
from typing import Any, Final, overload

from dossier.model.articles import ArticleInfo

_BLOCK: Final = 256  # articles that are packed together
_PLAIN: Final = 40  # blocks up to which they are not compressed, which takes longer than all else
_UNPACKED: Final = 24  # blocks that are kept as they were last looked at
_values: Final[Callable[[ArticleInfo], tuple[Any, ...]]] = attrgetter(
    *(field.name for field in dataclasses.fields(ArticleInfo))
)


class _Blocks:
    """Rows of articles in blocks; the blocks that were looked at last are kept unpacked. Thread-safe."""

    def __init__(self, rows: Iterable[Sequence[Any]]) -> None:
        self.count = 0
        self._blocks: list[bytes] = []
        self._unpacked: OrderedDict[int, list[tuple[Any, ...]]] = OrderedDict()
        self._lock = threading.Lock()
        rest = iter(rows)
        while block := [tuple(row) for row in islice(rest, _BLOCK)]:
            self.count += len(block)
            self._blocks.append(marshal.dumps(block))
        self._packed = len(self._blocks) > _PLAIN
        if self._packed:
            for at, plain in enumerate(self._blocks):
                self._blocks[at] = zlib.compress(plain, 1)

    def row(self, at: int) -> tuple[Any, ...]:
        """Return a row by its number."""
        number, place = divmod(at, _BLOCK)
        with self._lock:
            if number in self._unpacked:
                self._unpacked.move_to_end(number)
            else:
                self._unpacked[number] = self._block(number)
                while len(self._unpacked) > _UNPACKED:
                    self._unpacked.popitem(last=False)
            return self._unpacked[number][place]

    def rows(self) -> Iterator[tuple[Any, ...]]:
        """Yield all rows; none is kept unpacked for it."""
        for number in range(len(self._blocks)):
            yield from self._block(number)

    def _block(self, number: int) -> list[tuple[Any, ...]]:
        packed = self._blocks[number]
        plain = zlib.decompress(packed) if self._packed else packed
        found: list[tuple[Any, ...]] = marshal.loads(plain)  # noqa: S302 - made here, never read from a file
        return found


class ArticleList(Sequence[ArticleInfo]):
    """Articles in an order, to be read by their places or one after the other. Never changed.

    A hundred thousand take some 10 MB; as a list of `ArticleInfo` they would take 80. What is looked at is unpacked, so
    two looks give equal articles, not the same object. Its parts (`chosen`, `newest_first`) share what it holds.
    """

    def __init__(self, infos: Iterable[ArticleInfo] = ()) -> None:
        self._blocks = _Blocks(map(_values, infos))
        self._places: array[int] | None = None  # of what is listed, among all rows; None for all as they are
        self._by_id: tuple[array[int], array[int]] | None = None

    @classmethod
    def of_rows(cls, rows: Iterable[Sequence[Any]]) -> ArticleList:
        """Return the articles whose fields these are, in the order of `ArticleInfo`."""
        made = cls()
        made._blocks = _Blocks(rows)
        return made

    def __len__(self) -> int:
        """Return how many articles are listed."""
        return self._blocks.count if self._places is None else len(self._places)

    @overload
    def __getitem__(self, at: int) -> ArticleInfo: ...
    @overload
    def __getitem__(self, at: slice) -> list[ArticleInfo]: ...
    def __getitem__(self, at: int | slice) -> ArticleInfo | list[ArticleInfo]:
        """Return an article by its place, or those of some places."""
        if isinstance(at, slice):
            return [self[place] for place in range(*at.indices(len(self)))]
        if not -len(self) <= at < len(self):
            raise IndexError(at)
        place = at % len(self)
        return ArticleInfo(*self._blocks.row(place if self._places is None else self._places[place]))

    def __iter__(self) -> Iterator[ArticleInfo]:
        """Yield the articles one after the other."""
        if self._places is None:
            return (ArticleInfo(*row) for row in self._blocks.rows())
        return (ArticleInfo(*self._blocks.row(place)) for place in self._places)

    def __eq__(self, other: object) -> bool:
        """Return whether another list has the same articles in the same order."""
        if not isinstance(other, ArticleList | list | tuple):
            return NotImplemented
        return len(self) == len(other) and all(one == their for one, their in zip(self, other, strict=True))

    def __hash__(self) -> int:
        """Raise TypeError, as lists do."""
        raise TypeError("a list of articles has no hash")

    def __repr__(self) -> str:
        """Return the first of the articles, for whoever debugs."""
        return f"ArticleList({len(self)}: {self[:3]!r})"

    def place(self, id_: str | None) -> int | None:
        """Return where an article is listed, by its id; None where it is not."""
        if id_ is None:
            return None
        hashes, places = self._sorted_ids()
        wanted, at = hash(id_), 0
        at = bisect_left(hashes, wanted)
        while at < len(hashes) and hashes[at] == wanted:
            if self[places[at]].id == id_:
                return places[at]
            at += 1
        return None

    def get(self, id_: str | None) -> ArticleInfo | None:
        """Return an article by its id; None where it is not listed."""
        place = self.place(id_)
        return None if place is None else self[place]

    def chosen(self, wanted: Callable[[ArticleInfo], bool]) -> ArticleList:
        """Return those for which something is true, in their order."""
        return self._part(array("I", (place for place, info in enumerate(self) if wanted(info))))

    def newest_first(self) -> ArticleList:
        """Return them by day, the newest first and those without one last; those of one day stay in their order."""
        days = [info.published or "" for info in self]
        return self._part(array("I", sorted(range(len(days)), key=days.__getitem__, reverse=True)))

    def _part(self, places: array[int]) -> ArticleList:
        part = ArticleList()
        part._blocks = self._blocks
        part._places = places if self._places is None else array("I", (self._places[place] for place in places))
        return part

    def _sorted_ids(self) -> tuple[array[int], array[int]]:
        """Return the hashes of all ids in order, and the place of each: an eighth of what a dictionary would take."""
        if self._by_id is None:
            hashes = array("q", (hash(info.id) for info in self))
            places = array("I", sorted(range(len(hashes)), key=hashes.__getitem__))
            self._by_id = array("q", (hashes[place] for place in places)), places
        return self._by_id
