"""Gathers passages and what is known of them, and makes a segment's contents of it, as arrays."""

from __future__ import annotations

import datetime as dt
from array import array
from collections.abc import Iterable, Sequence
from functools import cache

import numpy as np

from dossier.storing.search.index.postings import (
    FORMS,
    GAP,
    HEADINGS,
    JOINED,
    STEMS,
    TEXT,
    Array,
    Contents,
    Form,
    PostingLists,
    grouped,
    stable_order,
)
from dossier.storing.search.index.w3_layout import stored_row
from dossier.storing.search.text.stemming import stop_words, word_root
from dossier.storing.search.text.tokens import fold, joined_words, pieces, stem

_SPOKEN = tuple(STEMS)


class _Vocabulary(dict[str, int]):
    """Numbers words by what stands in the text: `The`, `THE` and `the` are the same; 0 is no word."""

    def __init__(self) -> None:
        super().__init__()
        self.words = [""]
        self._numbers: dict[str, int] = {"": 0}

    def __missing__(self, piece: str) -> int:
        word = fold(piece)
        number = self._numbers.get(word)
        if number is None:
            number = self._numbers[word] = len(self.words)
            self.words.append(word)
        self[piece] = number
        return number


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

    def arrays(self) -> tuple[Array, Array, Array]:
        """Return the words, the entry of each, and each one's place among its passage's words, without empty words."""
        tokens, sizes = _numbers(self.tokens), _numbers(self.sizes).astype(np.int64)
        entry = np.repeat(np.arange(len(sizes)), sizes)
        kept = tokens != 0  # pieces of which folding leaves nothing
        if not kept.all():
            tokens, entry = tokens[kept], entry[kept]
            sizes = np.bincount(entry, minlength=len(sizes))
        docs = _numbers(self.docs)
        opens = np.ones(len(docs), bool)
        opens[1:] = docs[1:] != docs[:-1]
        # An entry of a passage begins GAP positions behind the one before; empty ones take no place.
        lengths = np.where(sizes > 0, sizes + GAP, 0)
        offsets = np.cumsum(lengths) - lengths
        begins = offsets - offsets[np.maximum.accumulate(np.where(opens, np.arange(len(docs)), 0))]
        first = np.cumsum(sizes) - sizes
        return tokens, entry, np.arange(len(tokens)) - np.repeat(first - begins, sizes)


def _numbers(values: array[int]) -> Array:
    return np.frombuffer(values, np.uint32) if values else np.zeros(0, np.uint32)


class SegmentBuilder:
    """Takes passages one after the other, then facts about them, and makes a segment's contents of it all."""

    def __init__(self) -> None:
        self._vocabulary = _Vocabulary()
        self._text = _Entries()
        self._joined = _Entries()
        self._facts: dict[str, _Entries] = {}
        self._cut: dict[str, tuple[int, ...]] = {}
        self._whole: dict[str, list[tuple[bytes, int]]] = {}
        self._passages = array("Q")
        self._articles = array("Q")
        self._languages = array("B")
        self._stored: list[bytes] = []

    def __len__(self) -> int:
        return len(self._passages)

    @property
    def passages(self) -> Array:
        """The numbers of the passages that were added, in order."""
        return np.frombuffer(self._passages, np.uint64) if self._passages else np.zeros(0, np.uint64)

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
        doc, number = len(self._passages), self._vocabulary.__getitem__
        self._text.add(doc, map(number, pieces(text, start, end)))
        for heading in headings:
            self._text.add(doc, map(number, pieces(heading)))
        for part in (text[start:end], *headings):
            if together := joined_words(part):
                self._joined.add(doc, map(number, together))
        self._passages.append(passage)
        self._articles.append(article[0])
        self._languages.append(_SPOKEN.index(language))
        self._stored.append(stored_row(article[1], start, end))

    def tell(self, field: str, docs: Iterable[int], texts: Iterable[str]) -> None:
        """Add texts to a field of words, each to a passage by its place from 0; places never go back."""
        entries = self._facts.setdefault(field, _Entries())
        cut, number = self._cut, self._vocabulary.__getitem__
        for doc, text in zip(docs, texts, strict=True):
            words = cut.get(text)
            if words is None:
                words = cut[text] = tuple(map(number, pieces(text)))
            entries.add(doc, words)

    def tell_whole(self, field: str, docs: Iterable[int], terms: Iterable[bytes]) -> None:
        """Add terms as they are to a field, each to a passage by its place."""
        self._whole.setdefault(field, []).extend(zip(terms, docs, strict=True))

    def contents(self) -> Contents:
        """Invert what was gathered."""
        tokens, entry, places = self._text.arrays()
        docs = _numbers(self._text.docs)[entry].astype(np.int32)
        opens = np.diff(_numbers(self._text.docs), prepend=np.uint32(0xFFFFFFFF)) != 0  # a passage's own text
        body = opens[entry]
        lengths = np.bincount(docs[body], minlength=len(self)).astype(np.int32)
        words = self._vocabulary.words
        fields = {TEXT: _inverted([word.encode() for word in words], tokens, docs, places)}
        languages = np.frombuffer(self._languages, np.uint8) if self._languages else np.zeros(0, np.uint8)
        for ordinal in np.unique(languages).tolist():
            language = _SPOKEN[ordinal]
            stems = _stems(words, language)
            spoken = languages[docs] == ordinal
            for field, part in ((STEMS[language], spoken & body), (HEADINGS[language], spoken & ~body)):
                fields[field] = _inverted(stems, tokens[part], docs[part])
        tokens, entry, _ = self._joined.arrays()
        fields[JOINED] = _inverted([stem(word).encode() for word in words], tokens, _numbers(self._joined.docs)[entry])
        for name, entries in self._facts.items():
            tokens, entry, places = entries.arrays()
            with_places = places if FORMS[name] is Form.POSITIONS else None
            fields[name] = _inverted([w.encode() for w in words], tokens, _numbers(entries.docs)[entry], with_places)
        for name, pairs in self._whole.items():
            fields[name] = _of_pairs(pairs)
        return Contents(
            self.passages,
            np.frombuffer(self._articles, np.uint64) if self._articles else np.zeros(0, np.uint64),
            lengths,
            self._stored,
            {name: lists for name in FORMS if name in fields and (lists := fields[name]).terms},
        )


def _stems(words: Sequence[str], language: str) -> list[bytes]:
    stops = stop_words(language)
    return [b"" if word in stops else word_root(word, language).encode() for word in words]


def _inverted(names: Sequence[bytes], tokens: Array, docs: Array, places: Array | None = None) -> PostingLists:
    """Return the lists of words, which come in the order of passages; `names` says what each is called, if anything."""
    terms = sorted({names[token] for token in np.flatnonzero(np.bincount(tokens)).tolist()} - {b""})
    numbers = {term: number for number, term in enumerate(terms, 1)}
    rank = np.array([numbers.get(name, 0) for name in names], np.uint32)[tokens]
    if not rank.all():
        kept = rank != 0
        rank, docs, places = rank[kept], docs[kept], None if places is None else places[kept]
    order = stable_order(rank - 1)
    return grouped(terms, (rank - 1)[order], docs[order], None, None if places is None else places[order])


def _of_pairs(pairs: Iterable[tuple[bytes, int]]) -> PostingLists:
    ordered = sorted(set(pairs))
    terms = sorted({term for term, _ in ordered})
    numbers = {term: number for number, term in enumerate(terms)}
    rank = np.array([numbers[term] for term, _ in ordered], np.uint32)
    return grouped(terms, rank, np.array([doc for _, doc in ordered], np.int32), None, None)


@cache
def number_terms(value: float) -> tuple[bytes, ...]:
    """Return the terms under which Whoosh finds a number, in ranges of every size."""
    from dossier.storing.search.index.schema import schema

    return tuple(term for term, *_ in schema()["number"].index(value))


@cache
def day_terms(day: str) -> tuple[bytes, ...]:
    """Return the terms under which Whoosh finds an ISO day; none where it is no day."""
    from dossier.storing.search.index.schema import schema

    try:
        moment = dt.datetime.fromisoformat(day[:10])
    except ValueError:
        return ()
    return tuple(term for term, *_ in schema()["published"].index(moment))
