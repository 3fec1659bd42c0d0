"""One state of the text index, as arrays over all its passages."""

from __future__ import annotations

import threading
from collections import OrderedDict
from collections.abc import Collection, Iterator, Sequence
from functools import cached_property

import numpy as np

from dossier.storing.search.evaluate import K1, B, Listed
from dossier.storing.search.index.manifest import damage
from dossier.storing.search.index.segments import WITH_POSITIONS, Array, Segment

_KEPT = 48 << 20  # bytes of lists that stay in memory, the latest asked for


class Reader:
    """One state of the index, unchanging. Thread-safe.

    Its passages are numbered from 0, here and in what it gives. `numbers` and `owners` are what the catalogue calls
    them and their articles, `live` is false where they are deleted, `damping` says how a passage's length tempers a
    term's frequency in BM25. `segments` says of how many parts it is made.
    """

    def __init__(self, segments: Sequence[tuple[Segment, Collection[int]]]) -> None:
        self._lock = threading.Lock()
        self._segments: list[tuple[Segment, int]] = []  # with the number of its first passage here
        self._lists: OrderedDict[tuple[str, str], Listed | Array] = OrderedDict()
        self._bytes = 0
        self.segments = len(segments)
        numbers, owners, lengths = [], [], []
        first = 0
        deleted: list[int] = []
        for segment, gone in segments:
            self._segments.append((segment, first))
            deleted.extend(first + doc for doc in gone)
            numbers.append(segment.array("passages").astype(np.int64))
            owners.append(segment.array("articles").astype(np.int64))
            lengths.append(segment.array("lengths"))
            first += len(numbers[-1])
        self.numbers: Array = np.concatenate(numbers) if numbers else np.zeros(0, np.int64)
        self.owners: Array = np.concatenate(owners) if owners else np.zeros(0, np.int64)
        self.live = np.ones(len(self.numbers), bool)
        self.live[deleted] = False
        self.total = int(np.count_nonzero(self.live))
        length = np.concatenate(lengths) if lengths else np.zeros(0, np.int64)
        average = float(length[self.live].mean()) if self.total else 1.0
        self.damping: Array = K1 * (1 - B + B * length / (average or 1.0))
        self._whole = self.total == len(self.live)

    def __len__(self) -> int:
        """Count the passages, those deleted too."""
        return len(self.numbers)

    def articles(self) -> set[int]:
        """Give the articles it holds."""
        return set(np.unique(self.owners[self.live]).tolist())

    @cached_property
    def _sorted(self) -> tuple[Array, Array]:
        order = np.flatnonzero(self.live)
        order = order[np.argsort(self.numbers[order])]
        return self.numbers[order], order

    def docs(self, numbers: Array) -> tuple[Array, Array]:
        """Give what passages of the catalogue are called here, and which of them: those not held are left out."""
        known, order = self._sorted
        at = np.searchsorted(known, numbers)
        at[at == len(known)] = 0
        held = known[at] == numbers if len(known) else np.zeros(len(numbers), bool)
        return order[at[held]], held

    def marked(self, numbers: Array) -> Array:
        """Say of every passage whether it is one of these of the catalogue."""
        return self.mask(self.docs(numbers)[0])

    def mask(self, docs: Array) -> Array:
        """Say of every passage whether it is one of these."""
        found = np.zeros(len(self), bool)
        found[docs] = True
        return found

    def of_articles(self, articles: Collection[int]) -> Array:
        """Say of every passage whether it belongs to one of these articles."""
        if not len(self):
            return self.live
        chosen = np.zeros(int(self.owners.max()) + 1, bool)
        wanted = np.fromiter(articles, np.int64, len(articles))
        chosen[wanted[wanted < len(chosen)]] = True
        return chosen[self.owners] & self.live

    def postings(self, field: str, term: str) -> Listed:
        """Give the passages that hold a term."""
        key = (field, term)
        with self._lock, damage():
            found = self._remembered(key)
            if found is None:
                found = self._listed(field, term)
                self._remember(key, found, sum(array.nbytes for array in found))
            assert isinstance(found, Listed)
            return found

    def positions(self, word: str) -> Array:
        """Give where a word stands, sorted: a passage in the upper 32 bits of each number, a position in the lower."""
        key = ("positions", word)
        with self._lock, damage():
            found = self._remembered(key)
            if found is None:
                parts = []
                for segment, first, at in self._holding(WITH_POSITIONS, word):
                    docs, counts = segment.postings(WITH_POSITIONS, at)
                    begins = (docs.astype(np.int64) + first) << 32
                    places = np.repeat(begins, counts) | segment.positions(at)
                    parts.append(places if self._whole else places[self.live[places >> 32]])
                found = _joined(parts, np.int64)
                self._remember(key, found, found.nbytes)
            assert isinstance(found, np.ndarray)
            return found

    def frequency(self, field: str, term: str) -> int:
        """Give in about how many passages a term stands; deleted ones may still count."""
        with self._lock, damage():
            return sum(segment.frequency(field, at) for segment, _, at in self._holding(field, term))

    def beginning(self, prefix: str) -> list[str]:
        """Give the words that begin so, sorted."""
        with self._lock, damage():
            parts = [segment.terms(WITH_POSITIONS, prefix) for segment, _ in self._segments]
            return parts[0] if len(parts) == 1 else sorted(set().union(*parts))

    @cached_property
    def _by_length(self) -> dict[int, list[str]]:
        words: dict[int, list[str]] = {}
        for word in self.beginning(""):
            words.setdefault(len(word), []).append(word)
        return words

    def near(self, size: int, edits: int) -> list[str]:
        """Give the words of about so many letters, which alone can be so many edits from one of that size."""
        return [word for n in range(size - edits, size + edits + 1) for word in self._by_length.get(n, ())]

    def _holding(self, field: str, term: str) -> Iterator[tuple[Segment, int, int]]:
        for segment, first in self._segments:
            at = segment.find(field, term)
            if at is not None:
                yield segment, first, at

    def _listed(self, field: str, term: str) -> Listed:
        docs, counts = [], []
        for segment, first, at in self._holding(field, term):
            here, often = segment.postings(field, at)
            docs.append(here.astype(np.int32) + np.int32(first))
            counts.append(often)
        found = Listed(_joined(docs, np.int32), _joined(counts, np.uint8))
        if self._whole:
            return found
        kept = self.live[found.docs]
        return Listed(found.docs[kept], found.counts[kept])

    def _remembered(self, key: tuple[str, str]) -> Listed | Array | None:
        found = self._lists.get(key)
        if found is not None:
            self._lists.move_to_end(key)
        return found

    def _remember(self, key: tuple[str, str], found: Listed | Array, size: int) -> None:
        self._lists[key] = found
        self._bytes += size
        while self._bytes > _KEPT and len(self._lists) > 1:
            gone = self._lists.popitem(last=False)[1]
            self._bytes -= sum(array.nbytes for array in gone) if isinstance(gone, Listed) else gone.nbytes


def _joined(parts: list[Array], kind: type) -> Array:
    return parts[0] if len(parts) == 1 else np.concatenate(parts) if parts else np.zeros(0, kind)
