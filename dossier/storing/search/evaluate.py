"""Answers a query tree: which passages match, exactly, and in which order.

An answer is an array that says of every passage of the index whether it matches, so AND, OR and NOT mean what they say
in any nesting. The order is BM25F over a passage's text and, for an article's first passage, its title.
"""

from __future__ import annotations

import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from math import log
from typing import Any, NamedTuple, Protocol, TypeAlias

import numpy as np
import numpy.typing as npt

from dossier.model import QueryError
from dossier.storing.search.query.tree import (
    ENTITY_FIELDS,
    SLOTS,
    All,
    Amount,
    And,
    Field,
    Fuzzy,
    Not,
    Number,
    Or,
    Phrase,
    Prefix,
    Published,
    Query,
    Similar,
    Term,
)
from dossier.storing.search.text.stemming import terms

MOST_EXPANSIONS = 200  # words that a prefix or fuzzy word stands for, the most frequent first
SECONDS = 1.0  # that a search may take
K1 = 1.2  # BM25: how soon a repeated word stops counting
B = 0.75  # BM25: how much a text's length tempers that
_TITLE_WEIGHT = 2.0  # a word in the title counts as so many in the text
_LIKENESS_WEIGHT = 10.0  # of passages that tell the same, beside words: about as much as one rare word
_FEW_TIMES = 4  # a list so many times as long as the shortest is first cut to the passages of that one
_CHUNK = 256  # passages looked at closely between two looks at the clock

Array: TypeAlias = npt.NDArray[Any]


class Listed(NamedTuple):
    """Passages, each once, and how often something stands in each, or how much."""

    docs: Array
    counts: Array


_NOWHERE = Listed(np.zeros(0, np.int32), np.zeros(0, np.uint8))


class Postings(Protocol):
    """What answering needs of a text index; index_reader.Reader has it. It numbers its passages from 0."""

    live: Array
    damping: Array
    total: int

    def postings(self, field: str, term: str, /) -> Listed:
        """Give the passages that hold a term."""

    def positions(self, word: str, /) -> Array:
        """Give where a word stands, sorted: a passage in the upper 32 bits of each number, a position in the lower."""

    def frequency(self, field: str, term: str, /) -> int:
        """Give in about how many passages a term stands."""

    def beginning(self, prefix: str, /) -> list[str]:
        """Give the words that begin so."""

    def near(self, size: int, edits: int, /) -> list[str]:
        """Give the words that can be so many edits from one of that size."""


class Facts(Protocol):
    """What is known of passages and articles besides their words, of live ones only; facts.Facts has it."""

    @property
    def languages(self) -> Sequence[str]:
        """Give what the articles are searched as, each once."""

    def common(self, word: str) -> Array:
        """Say of every passage whether a word is too common in its language to be asked for."""

    def passages(self, part: Field | Published | Number | Amount) -> Array:
        """Say of every passage whether this is true of it."""

    def having(self, slot: str) -> Array:
        """Say of every passage whether a name stands there that fits one of SLOTS."""

    def windows(self, phrase: Phrase, docs: Array) -> Listed:
        """Give which of these passages have a phrase with SLOTS."""

    def similar(self, part: Similar) -> Listed:
        """Give passages that may tell the same, each with how alike it is, about 1 for the same words."""

    def mentions(self, part: Field) -> Listed:
        """Give the passages that mention whom a field names."""


class StoppedError(Exception):
    """The caller no longer wants the answer."""


@dataclass
class Budget:
    """How long a search may take and whether it is still wanted; `ran_out` once something was left out."""

    cancelled: Callable[[], bool] | None = None
    until: float = field(default_factory=lambda: time.monotonic() + SECONDS)
    ran_out: bool = False

    def spent(self) -> bool:
        """Whether to leave out the rest. Raises StoppedError."""
        if self.cancelled and self.cancelled():
            raise StoppedError
        if time.monotonic() > self.until:
            self.ran_out = True
        return self.ran_out


@dataclass(frozen=True, slots=True)
class _Scorer:
    """One part of the query that ranks: how rare it is, and how often it stands where."""

    rarity: float
    body: Listed
    title: Listed


class Answer:
    """The passages that match `query`: `matched` says so of each passage of the index."""

    def __init__(self, query: Query, index: Postings, facts: Facts, budget: Budget) -> None:
        self._index = index
        self._facts = facts
        self._budget = budget
        self._scorers: list[_Scorer] = []
        self._likeness: list[Listed] = []
        self._negated = False
        self.expansions_cut: list[str] = []  # prefixes and fuzzy words of which only the most frequent were taken
        self.matched: Array = self._match(query)

    def scores(self) -> Array:
        """Give every passage's BM25F score, of those that do not match too; 0 where no word ranks it."""
        total = np.zeros(len(self._index.live))
        damping = self._index.damping
        for rarity, (docs, counts), title in ((one.rarity, one.body, one.title) for one in self._scorers):
            total[docs] += rarity * (counts / (counts + damping[docs]))
            if len(title.docs):
                titled = damping[title.docs]
                body = np.zeros(len(total), counts.dtype)
                body[docs] = counts
                inside = body[title.docs]
                # A word in the title counts as if it stood in a text of usual length, which damps by K1.
                both = inside * K1 / titled + _TITLE_WEIGHT * title.counts
                total[title.docs] += rarity * (both / (both + K1) - inside / (inside + titled))
        for docs, alike in self._likeness:
            total[docs] += _LIKENESS_WEIGHT * alike
        return total

    def _score(self, body: Listed, title: Listed, matches: int) -> None:
        if not self._negated and matches:
            rarity = log(1 + (self._index.total - matches + 0.5) / (matches + 0.5))
            self._scorers.append(_Scorer(max(rarity, 0.0) * (K1 + 1), body, title))

    def _mask(self, *parts: Listed) -> Array:
        found = np.zeros(len(self._index.live), bool)
        for part in parts:
            found[part.docs] = True
        return found

    def _ranking(self, listed: Listed) -> Array:
        """Match what is listed, and rank by it."""
        self._score(listed, _NOWHERE, len(listed.docs))
        return self._mask(listed)

    def _match(self, query: Query) -> Array:
        self._budget.spent()
        match query:
            case All():
                return self._index.live
            case Term(word):
                return self._term(word)
            case Phrase(words, slop):
                return self._with_slots(query) if query.has_slots else self._phrase(words, slop)
            case Prefix(word):
                return self._any(self._most_frequent(self._index.beginning(word), f"{word}*"))
            case Fuzzy(word, edits):
                from rapidfuzz import process  # no other query needs it
                from rapidfuzz.distance import OSA

                known = self._index.near(len(word), edits)
                near = process.extract(word, known, scorer=OSA.distance, score_cutoff=edits, limit=None)
                return self._any(self._most_frequent([found for found, _, _ in near], f"{word}~"))
            case And(parts):
                return self._all_of(parts)
            case Or(parts):
                found = np.zeros(len(self._index.live), bool)
                for part in parts:
                    if not self._left_out():
                        found = found | self._match(part)
                return found
            case Not(part):
                negated, self._negated = self._negated, True
                found = self._index.live & ~self._match(part)
                self._negated = negated
                return found
            case Field(name, _) if name in ENTITY_FIELDS:
                return self._ranking(self._facts.mentions(query))
            case Similar():
                likeness = self._facts.similar(query)
                if not self._negated:
                    self._likeness.append(likeness)
                return self._mask(likeness)
            case _:
                return self._facts.passages(query)

    def _left_out(self) -> bool:
        """Whether time is up, so that another alternative is left out; below a NOT that would be wrong."""
        if not self._budget.spent():
            return False
        if self._negated:
            raise QueryError("What is left out here takes too long to find; make it more exact.")
        return True

    def _all_of(self, parts: Sequence[Query]) -> Array:
        # What is left out comes last, and only if something is left.
        first, *others = sorted(parts, key=lambda part: isinstance(part, Not))
        foreign = self._facts.languages != ("en",)  # what is too common in English, the query has left out already
        common = [
            self._facts.common(part.word) if foreign and isinstance(part, Term) else None for part in (first, *others)
        ]
        told = [mask for part, mask in zip((first, *others), common, strict=True) if not isinstance(part, Not)]
        masks = [mask for mask in told if mask is not None]
        only = np.logical_and.reduce(masks) if masks and len(masks) == len(told) else None
        found = self._asked(first, common[0], only)
        for part, mask in zip(others, common[1:], strict=True):
            if not found.any():
                break
            found = found & self._asked(part, mask, only)
        return found

    def _asked(self, part: Query, common: Array | None, only: Array | None) -> Array:
        """Match a part of an AND; where a word is too common in the language, only if there are no others."""
        found = self._match(part)
        if common is None:
            return found
        return found | (common if only is None else common & ~only)

    def _term(self, word: str) -> Array:
        """Match any form of a word, in each language what it is there; what is too common in one, as it is written."""
        forms = terms(word, self._facts.languages)
        bodies = [self._index.postings("stem", form) for form in forms]
        titles = [list_ for form in forms if len((list_ := self._index.postings("title", form)).docs)]
        if len(forms) < len(self._facts.languages):
            bodies.append(self._index.postings("words", word))
        body = self._joined(bodies)
        if not titles:
            return self._ranking(body)
        heading = self._joined(titles)
        found = self._mask(body, heading)
        self._score(body, heading, int(np.count_nonzero(found)))
        return found

    def _joined(self, parts: Sequence[Listed]) -> Listed:
        """Make one list of several; where several have a passage, the one with most counts."""
        if len(parts) == 1:
            return parts[0]
        together = np.zeros(len(self._index.live), np.uint32)
        for docs, counts in parts:
            together[docs] = np.maximum(together[docs], counts)
        having = np.flatnonzero(together)
        return Listed(having, together[having])

    def _most_frequent(self, words: list[str], shown: str) -> list[str]:
        if len(words) <= MOST_EXPANSIONS:
            return words
        if self._negated:
            raise QueryError(f"“{shown}” stands for too many words to leave them all out; write more letters.")
        self.expansions_cut.append(shown)
        return sorted(words, key=lambda word: (-self._index.frequency("words", word), word))[:MOST_EXPANSIONS]

    def _any(self, words: list[str]) -> Array:
        """Match any of the words, and rank them together as if they were one."""
        together = np.zeros(len(self._index.live), np.uint32)
        for word in words:
            if self._left_out():
                break
            docs, counts = self._index.postings("words", word)
            together[docs] += counts
        docs = np.flatnonzero(together)
        return self._ranking(Listed(docs, together[docs]))

    def _phrase(self, words: tuple[str, ...], slop: int) -> Array:
        places = {word: self._index.positions(word) for word in words}
        begins = _side_by_side(words, places) if slop == 0 else _close_by(words, self._together(places), slop)
        new = np.ones(len(begins), bool)
        passages = begins >> 32
        new[1:] = passages[1:] != passages[:-1]
        first = np.flatnonzero(new)
        return self._ranking(Listed(passages[first], np.diff(first, append=len(passages))))

    def _together(self, places: dict[str, Array]) -> dict[str, Array]:
        """Cut long lists to the passages in which the rarest word stands."""
        rarest = min(places.values(), key=len)
        having = self._mask(Listed(rarest >> 32, rarest))
        return {
            word: here[having[here >> 32]] if len(here) > _FEW_TIMES * len(rarest) else here
            for word, here in places.items()
        }

    def _with_slots(self, phrase: Phrase) -> Array:
        candidates = self._index.live
        for word in dict.fromkeys(phrase.words):
            having = self._facts.having(word) if word in SLOTS else self._mask(self._index.postings("words", word))
            candidates = candidates & having
        remaining = np.flatnonzero(candidates)
        found = [_NOWHERE]
        for at in range(0, len(remaining), _CHUNK):
            if self._left_out():
                break
            found.append(self._facts.windows(phrase, remaining[at : at + _CHUNK]))
        docs, counts = (np.concatenate(parts) for parts in zip(*found, strict=True))
        return self._ranking(Listed(docs, counts))


def _side_by_side(words: Sequence[str], places: dict[str, Array]) -> Array:
    """Give where the words stand one after the other, sorted."""
    order = sorted(range(len(words)), key=lambda i: len(places[words[i]]))
    found = places[words[order[0]]] - order[0]
    for i in order[1:]:
        found = found[_among(found + i, places[words[i]])]
    return found


def _among(wanted: Array, known: Array) -> Array:
    """Say of each number whether it is among others, which are sorted."""
    if not len(known):
        return np.zeros(len(wanted), bool)
    at = np.searchsorted(known, wanted)
    at[at == len(known)] = 0
    found: Array = known[at] == wanted
    return found


def _close_by(words: Sequence[str], places: dict[str, Array], slop: int) -> Array:
    """Give where windows of at most `slop` other words begin that have every word as often as it is asked for, sorted.

    A window begins at one of the words.
    """
    width = len(words) + slop
    begins = np.concatenate([places[word] for word in places])
    for word, here in places.items():
        last = np.searchsorted(here, begins) + words.count(word) - 1
        inside = last < len(here)
        begins, last = begins[inside], last[inside]
        begins = begins[here[last] < begins + width]
    return np.sort(begins)
