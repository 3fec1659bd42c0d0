"""One state of the text index, as arrays over all its passages."""

from __future__ import annotations

import threading
from collections import OrderedDict
from collections.abc import Collection, Iterator, Sequence
from functools import cached_property

import numpy as np

from dossier.storing.search.index.manifest import as_damaged
from dossier.storing.search.index.postings import K1, NOWHERE, TEXT, Array, B, Occurrences, Postings, places_in
from dossier.storing.search.index.w3_layout import stored_fields
from dossier.storing.search.index.w3_positions import Located, together
from dossier.storing.search.index.w3_reader import Segment

_KEPT = 48 << 20  # bytes of lists that stay in memory, the latest asked for
_SPARSE = 4  # terms whose lists are read together, with so many others between each


class IndexReader:
    """One state of the index, unchanging. Thread-safe.

    Its passages are numbered from 0, here and in what it returns. `numbers` and `owners` are what the catalogue calls
    them and their articles, `live` is false where they are deleted, `damping` says how a passage's length tempers a
    term's frequency in BM25. `segments` says of how many parts it is made.
    """

    def __init__(self, segments: Sequence[tuple[Segment, Collection[int]]]) -> None:
        self._lock = threading.RLock()
        self._segments: list[tuple[Segment, int]] = []  # with the number of its first passage here
        self._lists: OrderedDict[tuple[str, str | bytes], Postings | Located] = OrderedDict()
        self._near: dict[tuple[int, int], list[str]] = {}
        self._bytes = 0
        self.segments = len(segments)
        numbers, owners, lengths = [], [], []
        first = 0
        deleted: list[int] = []
        for segment, gone in segments:
            self._segments.append((segment, first))
            deleted.extend(first + doc for doc in gone)
            numbers.append(segment.passages())
            owners.append(segment.articles())
            lengths.append(segment.lengths())
            first += segment.docs
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
        """Return the number of passages, those deleted too."""
        return len(self.numbers)

    def check(self) -> None:
        """Look at every byte of the files. Raises DamagedError."""
        with as_damaged():
            for segment, _ in self._segments:
                segment.check()

    def articles(self) -> set[int]:
        """Return the articles it holds."""
        return set(np.unique(self.owners[self.live]).tolist())

    @cached_property
    def _sorted(self) -> tuple[Array, Array]:
        order = np.flatnonzero(self.live)
        order = order[np.argsort(self.numbers[order])]
        return self.numbers[order], order

    def docs(self, numbers: Array) -> tuple[Array, Array]:
        """Return what passages of the catalogue are called here, and which of them: those not held are left out."""
        known, order = self._sorted
        at = np.searchsorted(known, numbers)
        at[at == len(known)] = 0
        held = known[at] == numbers if len(known) else np.zeros(len(numbers), bool)
        return order[at[held]], held

    def marked(self, numbers: Array) -> Array:
        """Return for every passage whether it is one of these of the catalogue."""
        return self.mask(self.docs(numbers)[0])

    def mask(self, docs: Array) -> Array:
        """Return for every passage whether it is one of these."""
        found = np.zeros(len(self), bool)
        found[docs] = True
        return found

    def of_articles(self, articles: Collection[int]) -> Array:
        """Return for every passage whether it belongs to one of these articles."""
        if not len(self):
            return self.live
        chosen = np.zeros(int(self.owners.max()) + 1, bool)
        wanted = np.fromiter(articles, np.int64, len(articles))
        chosen[wanted[wanted < len(chosen)]] = True
        return chosen[self.owners] & self.live

    def stored_fields(self, doc: int) -> dict[str, str | int]:
        """Return what is stored of a passage: the id of its article, where it starts and ends there."""
        segment, first = max((one for one in self._segments if one[1] <= doc), key=lambda one: one[1])
        with as_damaged():
            return stored_fields(segment.stored()[doc - first])

    # Terms and their lists

    def postings(self, field: str, term: str | bytes) -> Postings:
        """Return the passages that hold a term."""
        key = (field, term)
        with self._lock, as_damaged():
            found = self._remembered(key)
            if found is None:
                found = self._listed(field, term)
                self._remember(key, found, sum(array.nbytes for array in found))
            assert isinstance(found, Postings)
            return found

    def together(self, field: str, terms: Sequence[str]) -> Postings:
        """Return the passages that hold any of these terms, and how often all of them stand there."""
        total = np.zeros(len(self), np.uint32)
        with self._lock, as_damaged():
            for segment, first in self._segments:
                here = total[first : first + segment.docs]
                for docs, counts in _lists_of(segment, field, terms):
                    here[docs] += counts
        docs = np.flatnonzero(total if self._whole else total * self.live)
        return Postings(docs, total[docs])

    def shared(self, field: str, words: Collection[str]) -> Array:
        """Return the passages that have all of these words, in order: the rarest is looked at first."""
        often = {word: self.frequency(field, word) for word in words}
        rarest, *others = sorted(often, key=often.__getitem__)
        docs = self._located(field, rarest).docs
        for word in others:
            if not len(docs):
                break
            known = self._located(field, word).docs
            docs = known[places_in(known, docs)]
        return docs if self._whole else docs[self.live[docs]]

    def occurrences(self, field: str, word: str, docs: Array | None = None) -> Occurrences:
        """Return where a word stands; only in these passages if they are given, in order."""
        if docs is None and not self._whole:
            docs = np.flatnonzero(self.live)
        return self._located(field, word).occurrences(docs)

    def _located(self, field: str, word: str) -> Located:
        """Return where a word stands in all segments; remembered, as the common ones come in many phrases."""
        key = (f"places in {field}", word)
        with self._lock, as_damaged():
            found = self._remembered(key)
            if found is None:
                parts = [(segment.located(field, at), first) for segment, first, at in self._holding(field, word)]
                found = together(parts)
                self._remember(key, found, found.nbytes)
            assert isinstance(found, Located)
            return found

    def frequency(self, field: str, term: str | bytes) -> int:
        """Return in about how many passages a term stands; deleted ones may still count."""
        with self._lock, as_damaged():
            return sum(segment.info(field, at).passages for segment, _, at in self._holding(field, term))

    def frequencies(self, field: str, terms: Sequence[str]) -> list[int]:
        """Return the same for many terms."""
        return [self.frequency(field, term) for term in terms]

    def beginning(self, prefix: str, field: str = TEXT) -> list[str]:
        """Return the words of a field that begin so, sorted."""
        with self._lock, as_damaged():
            parts = [segment.terms(field, prefix.encode()) for segment, _ in self._segments]
        found = parts[0] if len(parts) == 1 else sorted(set().union(*parts))
        return [term.decode() for term in found]

    def terms(self, field: str) -> list[bytes]:
        """Return all terms of a field, sorted."""
        with self._lock, as_damaged():
            return sorted(set().union(*(segment.terms(field) for segment, _ in self._segments)))

    @cached_property
    def _by_length(self) -> dict[int, list[str]]:
        words: dict[int, list[str]] = {}
        for word in self.beginning(""):
            words.setdefault(len(word), []).append(word)
        return words

    def near(self, size: int, edits: int) -> list[str]:
        """Return the words of about so many letters, which alone can be so many edits from one of that size."""
        found = self._near.get((size, edits))
        if found is None:
            sizes = range(size - edits, size + edits + 1)
            found = self._near[size, edits] = [word for n in sizes for word in self._by_length.get(n, ())]
        return found

    def _holding(self, field: str, term: str | bytes) -> Iterator[tuple[Segment, int, int]]:
        encoded = term.encode() if isinstance(term, str) else term
        for segment, first in self._segments:
            at = segment.find(field, encoded)
            if at is not None:
                yield segment, first, at

    def _listed(self, field: str, term: str | bytes) -> Postings:
        docs, counts = [], []
        for segment, first, at in self._holding(field, term):
            here, often = segment.postings(field, at)
            docs.append(here + np.int32(first))
            counts.append(often)
        if not docs:
            return NOWHERE
        found = Postings(_joined(docs, np.int32), _joined(counts, np.uint8))
        if self._whole:
            return found
        kept = self.live[found.docs]
        return Postings(found.docs[kept], found.counts[kept])

    def _remembered(self, key: tuple[str, str | bytes]) -> Postings | Located | None:
        found = self._lists.get(key)
        if found is not None:
            self._lists.move_to_end(key)
        return found

    def _remember(self, key: tuple[str, str | bytes], found: Postings | Located, size: int) -> None:
        self._lists[key] = found
        self._bytes += size
        while self._bytes > _KEPT and len(self._lists) > 1:
            gone = self._lists.popitem(last=False)[1]
            self._bytes -= sum(array.nbytes for array in gone) if isinstance(gone, Postings) else gone.nbytes


def _lists_of(segment: Segment, field: str, terms: Sequence[str]) -> Iterator[Postings]:
    """Return the lists of many terms of a segment; lists of neighbours are read at once."""
    places = sorted(at for term in terms if (at := segment.find(field, term.encode())) is not None)
    if len(places) > 1 and places[-1] - places[0] < _SPARSE * len(places):
        of, found = segment.postings_of(field, places[0], places[-1] + 1)
        chosen = np.zeros(places[-1] + 1 - places[0], bool)
        chosen[np.array(places) - places[0]] = True
        kept = chosen[of]
        total = np.bincount(found.docs[kept], found.counts[kept], segment.docs)
        docs = np.flatnonzero(total)
        yield Postings(docs, total[docs].astype(np.uint32))
        return
    for at in places:
        yield segment.postings(field, at)


def _joined(parts: list[Array], kind: type) -> Array:
    return parts[0] if len(parts) == 1 else np.concatenate(parts) if parts else np.zeros(0, kind)
