"""Gathers passages and what is known of them, and makes a segment's contents of it, as arrays."""

from __future__ import annotations

import datetime as dt
from array import array
from collections.abc import Callable, Iterable, Sequence
from functools import cache
from itertools import chain
from typing import NamedTuple

import numpy as np

from dossier.storing.search.index.postings import (
    FORMS,
    GAP,
    HEADINGS,
    JOINED,
    STEMS,
    TEXT,
    Array,
    Form,
    PostingLists,
    SegmentContents,
    grouped,
    stable_order,
)
from dossier.storing.search.index.w3_layout import stored_row
from dossier.storing.text.stemming import stop_words, word_root
from dossier.storing.text.tokens import fold, joined_words, pieces, stem

_SPOKEN = tuple(STEMS)


_fold = fold.__wrapped__  # each piece is folded once: what is kept of all would be kept for nothing


class _Vocabulary(dict[str, int]):
    """Numbers words by what stands in the text: `The`, `THE` and `the` are the same; 0 is not a word."""

    def __init__(self) -> None:
        super().__init__()
        self.words = [""]
        self._numbers: dict[str, int] = {"": 0}

    def __missing__(self, piece: str) -> int:
        word = _fold(piece)
        number = self._numbers.get(word)
        if number is None:
            number = self._numbers[word] = len(self.words)
            self.words.append(word)
        self[piece] = number
        return number

    def in_order(self) -> tuple[list[bytes], Array]:
        """Return the words as terms, by number, and the place of each among them in their order."""
        terms = [word.encode() for word in self.words]
        places = np.zeros(len(terms), np.uint32)
        places[sorted(range(len(terms)), key=terms.__getitem__)] = np.arange(len(terms))
        return terms, places


class _Numbered(dict[bytes, int]):
    """Numbers terms in the order in which they first come."""

    def __missing__(self, term: bytes) -> int:
        number = self[term] = len(self)
        return number


class _Texts(dict[str, int]):
    """Numbers texts that come again and again, and cuts each into numbered words once."""

    def __init__(self, vocabulary: _Vocabulary) -> None:
        super().__init__()
        self._number = vocabulary.__getitem__
        self._tokens = array("I")
        self._ends = array("I", [0])

    def __missing__(self, text: str) -> int:
        number = self[text] = len(self)
        self._tokens.extend(map(self._number, pieces(text)))
        self._ends.append(len(self._tokens))
        return number

    def cut(self, text: str) -> array[int]:
        """Return the words of a text."""
        number = self[text]
        return self._tokens[self._ends[number] : self._ends[number + 1]]

    def spread(self, numbers: Array) -> tuple[Array, Array]:
        """Return the words of these texts, one after the other, and how many each has."""
        ends = _numbers(self._ends).astype(np.int64)
        sizes = np.diff(ends)[numbers]
        return _numbers(self._tokens)[_runs(ends[numbers], sizes)], sizes


class _Entries:
    """Texts of one field, cut into numbered words, each with its passage; passages come in order."""

    def __init__(self) -> None:
        self.tokens = array("I")
        self.sizes = array("I")
        self.docs = array("I")

    def add(self, doc: int, tokens: Iterable[int]) -> None:
        before = len(self.tokens)
        self.tokens.extend(tokens)
        self.sizes.append(len(self.tokens) - before)
        self.docs.append(doc)

    def placed(self) -> _Placed:
        """Return its words, placed."""
        return _placed(_numbers(self.tokens), _numbers(self.sizes).astype(np.int64), _numbers(self.docs))


class _Placed(NamedTuple):
    """Words, the entry and the passage of each, and its place among the passage's words."""

    tokens: Array
    entries: Array
    docs: Array
    places: Array


def _placed(tokens: Array, sizes: Array, docs: Array) -> _Placed:
    """Return the words of entries of these sizes, each of a passage; empty words are left out."""
    kept = tokens != 0  # pieces of which folding leaves nothing
    if not kept.all():
        entry = np.repeat(np.arange(len(sizes)), sizes)
        tokens = tokens[kept]
        sizes = np.bincount(entry[kept], minlength=len(sizes))
    opens = _changes(docs)
    # An entry of a passage begins GAP positions behind the one before; empty ones take no place.
    lengths = np.where(sizes > 0, sizes + GAP, 0)
    offsets = np.cumsum(lengths) - lengths
    begins = offsets - offsets[np.maximum.accumulate(np.where(opens, np.arange(len(docs)), 0))]
    entries = np.repeat(np.arange(len(sizes), dtype=np.int32), sizes)
    return _Placed(tokens, entries, docs.astype(np.int32)[entries], _runs(begins, sizes))


def _runs(first: Array, sizes: Array) -> Array:
    """Return runs of numbers: of each run its first, and how many it has."""
    found: Array = np.arange(int(sizes.sum()), dtype=np.int32)
    found += np.repeat((first - (np.cumsum(sizes) - sizes)).astype(np.int32), sizes)
    return found


def _changes(values: Array) -> Array:
    """Return where a value is another than the one before."""
    found = np.ones(len(values), bool)
    found[1:] = values[1:] != values[:-1]
    return found


def _numbers(values: array[int]) -> Array:
    return np.frombuffer(values, np.uint32) if values else np.zeros(0, np.uint32)


class SegmentBuilder:
    """Takes passages one after the other, then facts about them, and makes a segment's contents of it all."""

    def __init__(self) -> None:
        self._vocabulary = _Vocabulary()
        self._texts = _Texts(self._vocabulary)
        self._text = _Entries()
        self._joined = _Entries()
        self._told: dict[str, list[tuple[Array, Array]]] = {}  # passages, and which text or term each is told
        self._whole: dict[str, _Numbered] = {}
        self._passages = array("Q")
        self._articles = array("Q")
        self._languages = array("B")
        self._stored: list[bytes] = []

    def __len__(self) -> int:
        return len(self._passages)

    @property
    def passages(self) -> Array:
        """Return the numbers of the passages that were added, in order."""
        return np.array(self._passages, np.int64)

    @property
    def articles(self) -> Array:
        """Return the number of the article of each."""
        return np.array(self._articles, np.int64)

    def add(
        self,
        passage: int,
        article: tuple[int, str],
        text: str,
        start: int,
        end: int,
        headings: Sequence[str] = (),
        language: str = "en",
    ) -> None:
        """Add a passage; `headings` stand above it and are searched with it, an article's title with its first.

        `article` is the number and the id, `language` what `stemming.searched_as` says; offsets are the article's.
        """
        doc, number, own = len(self._passages), self._vocabulary.__getitem__, text[start:end]
        self._text.add(doc, map(number, pieces(own)))
        for heading in headings:
            self._text.add(doc, self._texts.cut(heading))
        for part in (own, *headings):
            if together := joined_words(part):
                self._joined.add(doc, map(number, together))
        self._passages.append(passage)
        self._articles.append(article[0])
        self._languages.append(_SPOKEN.index(language))
        self._stored.append(stored_row(article[1], start, end))

    def tell(self, field: str, docs: Array, texts: Sequence[str], of: Array | None = None) -> None:
        """Add texts to a field of words, each to a passage by its place from 0; places never go back.

        `of` says for each passage which of the texts it has, where several have the same.
        """
        numbers = np.fromiter(map(self._texts.__getitem__, texts), np.uint32, len(texts))
        self._told.setdefault(field, []).append((docs.astype(np.int32), numbers if of is None else numbers[of]))

    def tell_whole(self, field: str, docs: Array, terms: Sequence[Sequence[bytes]], of: Array | None = None) -> None:
        """Add terms to a field as they are: to each passage, by its place, several; `of` is as for `tell`."""
        known = self._whole.setdefault(field, _Numbered())
        sizes = np.fromiter(map(len, terms), np.int64, len(terms))
        numbers = np.fromiter(map(known.__getitem__, chain.from_iterable(terms)), np.uint32, int(sizes.sum()))
        if of is not None:
            first = np.cumsum(sizes) - sizes
            numbers, sizes = numbers[_runs(first[of], sizes[of])], sizes[of]
        self._told.setdefault(field, []).append((np.repeat(docs.astype(np.int32), sizes), numbers))

    def contents(self) -> SegmentContents:
        """Return the gathered passages inverted to lists of postings; nothing can be added afterwards."""
        words = self._vocabulary.in_order()
        fields = {field: self._inverted_facts(field, told, *words) for field, told in self._told.items()}
        self._told.clear()
        tokens, _, docs, _ = self._joined.placed()
        joined = _ranked(lambda number: stem(self._vocabulary.words[number]).encode(), tokens)
        fields[JOINED] = _inverted(*joined, tokens, docs)
        tokens, entries, docs, places = self._text.placed()
        body = _changes(_numbers(self._text.docs))[entries]  # a passage's own text
        del entries
        fields[TEXT] = _inverted(*_as_written(*words, tokens), tokens, docs, places)
        del places
        lengths = np.bincount(docs[body], minlength=len(self)).astype(np.int32)
        languages = np.frombuffer(bytes(self._languages), np.uint8)
        for ordinal in np.unique(languages).tolist():
            language = _SPOKEN[ordinal]
            spoken = languages[docs] == ordinal
            for field, part in ((STEMS[language], spoken & body), (HEADINGS[language], spoken & ~body)):
                fields[field] = _inverted(*_ranked(self._stems(language), tokens[part]), tokens[part], docs[part])
        known = {name: fields[name] for name in FORMS if name in fields and fields[name].terms}
        return SegmentContents(self.passages, self.articles, lengths, self._stored, known)

    def _inverted_facts(
        self, field: str, told: Sequence[tuple[Array, Array]], words: list[bytes], order: Array
    ) -> PostingLists:
        docs, numbers = (np.concatenate(parts) for parts in zip(*told, strict=True))
        if field in self._whole:
            terms = list(self._whole[field])
            pairs = np.sort((docs.astype(np.int64) << 32) | numbers)
            pairs = pairs[_changes(pairs)]  # each once
            numbers, docs = (pairs & 0xFFFFFFFF).astype(np.uint32), (pairs >> 32).astype(np.int32)
            return _inverted(*_ranked(terms.__getitem__, numbers), numbers, docs)
        tokens, _, docs, places = _placed(*self._texts.spread(numbers), docs)
        with_places = places if FORMS[field] is Form.POSITIONS else None
        return _inverted(*_as_written(words, order, tokens), tokens, docs, with_places)

    def _stems(self, language: str) -> Callable[[int], bytes]:
        words, stops = self._vocabulary.words, stop_words(language)

        def called(number: int) -> bytes:
            word = words[number]
            return b"" if word in stops else word_root(word, language).encode()

        return called


def _as_written(words: list[bytes], order: Array, tokens: Array) -> tuple[list[bytes], Array]:
    """Return the words that occur, sorted, and for each number of a word its place among them, from 1."""
    present = np.flatnonzero(np.bincount(tokens))
    present = present[np.argsort(order[present])]
    ranks = np.zeros(len(words), np.uint32)
    ranks[present] = np.arange(1, len(present) + 1)
    return [words[number] for number in present.tolist()], ranks


def _ranked(called: Callable[[int], bytes], tokens: Array) -> tuple[list[bytes], Array]:
    """Return the same of what words are `called`: several may be one term, and one that is empty has the place 0."""
    present = np.flatnonzero(np.bincount(tokens))
    names = list(map(called, present.tolist()))
    terms = sorted(set(names) - {b""})
    numbers = {term: number for number, term in enumerate(terms, 1)}
    ranks = np.zeros(int(present[-1]) + 1 if len(present) else 0, np.uint32)
    ranks[present] = [numbers.get(name, 0) for name in names]
    return terms, ranks


def _inverted(
    terms: Sequence[bytes], ranks: Array, tokens: Array, docs: Array, places: Array | None = None
) -> PostingLists:
    """Return the lists of terms; `ranks` says which one each word is, and words come in the order of passages."""
    rank = ranks[tokens]
    if not rank.all():
        kept = rank != 0
        rank, docs, places = rank[kept], docs[kept], None if places is None else places[kept]
    rank -= 1
    order = stable_order(rank)
    rank, docs, places = rank[order], docs[order], None if places is None else places[order]
    del order  # there are millions
    return grouped(terms, rank, docs, None, places)


@cache
def number_terms(value: float) -> tuple[bytes, ...]:
    """Return the terms under which Whoosh finds a number, in ranges of every size."""
    from dossier.storing.search.index.schema import schema

    return tuple(term for term, *_ in schema()["number"].index(float(value)))


@cache
def day_terms(day: str) -> tuple[bytes, ...]:
    """Return the terms under which Whoosh finds an ISO day; none where it is not a day."""
    from dossier.storing.search.index.schema import schema

    try:
        moment = dt.datetime.fromisoformat(day[:10])
    except ValueError:
        return ()
    return tuple(term for term, *_ in schema()["published"].index(moment))
