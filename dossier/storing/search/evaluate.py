"""Answers a tree of `whoosh.query`: which passages match, exactly, and in which order.

An answer is an array that says of every passage of the index whether it matches, so And, Or and Not mean what they say
in any nesting, over several segments and beside deletions. The order is BM25F over a passage's text and what heads it.
Whoosh's own searcher calls a function for every passage; here nothing is done for a single one.
"""

from __future__ import annotations

import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from math import log
from typing import TYPE_CHECKING, Any, ClassVar

import numpy as np

from dossier.model import QueryError
from dossier.storing.query.tree import SLOTS, Field, Phrase, Similar
from dossier.storing.search.index.postings import K1, NOWHERE, TEXT, Array, Postings
from dossier.storing.search.index.reader import IndexReader
from dossier.storing.search.nearness import close_by, side_by_side
from dossier.storing.search.whoosh_import import query as wq
from dossier.storing.search.whoosh_queries import CatalogueQuery, NameQuery, NameSlots, Near, SimilarQuery, WordQuery

if TYPE_CHECKING:
    from dossier.storing.search.fields import FieldFacts

MOST_EXPANSIONS = 200
"""Words that a prefix or fuzzy word stands for, the most frequent first."""
SECONDS = 1.0
"""That a search may take."""
_TITLE_WEIGHT = 2.0  # a word in the title counts as so many in the text
_LIKENESS_WEIGHT = 10.0  # of passages that tell the same, beside words: about as much as one rare word
_CHUNK = 256  # passages looked at closely between two looks at the clock


class StoppedError(Exception):
    """The caller no longer wants the answer."""


@dataclass
class Budget:
    """How long a search may take and whether it is still wanted; `ran_out` once something was left out."""

    cancelled: Callable[[], bool] | None = None
    until: float = field(default_factory=lambda: time.monotonic() + SECONDS)
    ran_out: bool = False

    def spent(self) -> bool:
        """Return whether to leave out the rest. Raises StoppedError."""
        if self.cancelled and self.cancelled():
            raise StoppedError
        if time.monotonic() > self.until:
            self.ran_out = True
        return self.ran_out


@dataclass(frozen=True, slots=True)
class _Scorer:
    """One part of the query that ranks: how rare it is, and how often it stands where."""

    rarity: float
    body: Postings
    title: Postings


class Answer:
    """The passages that match `query`: `matched` says so of each passage of the index.

    `fallback` answers kinds of query that only Whoosh itself knows, with the passages that it finds.
    """

    def __init__(
        self,
        query: wq.Query,
        index: IndexReader,
        facts: FieldFacts,
        budget: Budget,
        fallback: Callable[[wq.Query], Array] | None = None,
    ) -> None:
        self._index = index
        self._facts = facts
        self._budget = budget
        self._fallback = fallback
        self._scorers: list[_Scorer] = []
        self._likeness: list[Postings] = []
        self._negated = False
        self.expansions_cut: list[str] = []  # prefixes and fuzzy words of which only the most frequent were taken
        self.matched: Array = self._match(query)

    def scores(self) -> Array:
        """Return every passage's BM25F score, of those that do not match too; 0 where no word ranks it."""
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

    def _score(self, body: Postings, title: Postings, matches: int) -> None:
        if not self._negated and matches:
            rarity = log(1 + (self._index.total - matches + 0.5) / (matches + 0.5))
            self._scorers.append(_Scorer(max(rarity, 0.0) * (K1 + 1), body, title))

    def _mask(self, *parts: Postings) -> Array:
        found = np.zeros(len(self._index.live), bool)
        for part in parts:
            found[part.docs] = True
        return found

    def _ranking(self, found: Postings) -> Array:
        """Return matches in these passages, ranked by how often it stands there."""
        self._score(found, NOWHERE, len(found.docs))
        return self._mask(found)

    def _match(self, query: wq.Query) -> Array:
        self._budget.spent()
        answer = self._ANSWERS.get(type(query))
        if answer is not None:
            return answer(self, query)
        if self._fallback is None:
            raise QueryError(f"{type(query).__name__} is not a query that can be answered here.")
        return self._fallback(query) & self._index.live

    def _every(self, query: wq.Every) -> Array:  # noqa: ARG002 - all answers have the query
        return self._index.live

    def _term(self, query: wq.Term) -> Array:
        return self._ranking(self._index.postings(query.fieldname, query.text))

    def _word(self, query: WordQuery) -> Array:
        """Return matches of any form of a word."""
        exact = [(TEXT, form) for form in query.exact]
        bodies = [self._index.postings(*term) for term in (*query.bodies, *exact, query.joined)]
        titles = [self._index.postings(*term) for term in query.headings]
        titles = [listed for listed in titles if len(listed.docs)]
        body = self._joined([listed for listed in bodies if len(listed.docs)])
        if not titles:
            return self._ranking(body)
        heading = self._joined(titles)
        found = self._mask(body, heading)
        self._score(body, heading, int(np.count_nonzero(found)))
        return found

    def _joined(self, parts: Sequence[Postings]) -> Postings:
        """Return one list for several; where several have a passage, the one with most counts."""
        if len(parts) < 2:
            return parts[0] if parts else NOWHERE
        together = np.zeros(len(self._index.live), np.uint32)
        for docs, counts in parts:
            together[docs] = np.maximum(together[docs], counts)
        having = np.flatnonzero(together)
        return Postings(having, together[having])

    def _prefix(self, query: wq.Prefix) -> Array:
        words = self._index.beginning(query.text, query.fieldname)
        return self._any(query.fieldname, words, f"{query.text}*")

    def _fuzzy(self, query: wq.FuzzyTerm) -> Array:
        from rapidfuzz import process  # no other query needs it
        from rapidfuzz.distance import OSA

        word, edits = query.text, query.maxdist
        known = (
            self._index.near(len(word), edits)
            if query.fieldname == TEXT
            else self._index.beginning("", query.fieldname)
        )
        near = process.extract(word, known, scorer=OSA.distance, score_cutoff=edits, limit=None)
        return self._any(query.fieldname, [found for found, _, _ in near], f"{word}~")

    def _any(self, field: str, words: Sequence[str], shown: str) -> Array:
        """Return matches of any of the words, ranked together as if they were one word."""
        if len(words) > MOST_EXPANSIONS:
            if self._negated:
                raise QueryError(f"“{shown}” stands for too many words to leave them all out; write more letters.")
            self.expansions_cut.append(shown)
            often = dict(zip(words, self._index.frequencies(field, words), strict=True))
            words = sorted(words, key=lambda word: (-often[word], word))[:MOST_EXPANSIONS]
        if self._left_out():
            return np.zeros(len(self._index.live), bool)
        return self._ranking(self._index.together(field, words))

    def _or(self, query: wq.Or) -> Array:
        found = np.zeros(len(self._index.live), bool)
        for part in query.subqueries:
            if not self._left_out():
                found = found | self._match(part)
        return found

    def _not(self, query: wq.Not) -> Array:
        negated, self._negated = self._negated, True
        found: Array = self._index.live & ~self._match(query.query)
        self._negated = negated
        return found

    def _left_out(self) -> bool:
        """Return whether time is up, so that another alternative is left out; below a NOT that would be wrong."""
        if not self._budget.spent():
            return False
        if self._negated:
            raise QueryError("What is left out here takes too long to find; make it more exact.")
        return True

    def _and(self, query: wq.And) -> Array:
        # What is left out comes last, and only if something is left.
        first, *others = sorted(query.subqueries, key=lambda part: isinstance(part, wq.Not))
        foreign = self._facts.languages != ("en",)  # what is too common in English, the query has left out already
        common = [
            self._facts.common(part.word) if foreign and isinstance(part, WordQuery) else None
            for part in (first, *others)
        ]
        told = [mask for part, mask in zip((first, *others), common, strict=True) if not isinstance(part, wq.Not)]
        masks = [mask for mask in told if mask is not None]
        only = np.logical_and.reduce(masks) if masks and len(masks) == len(told) else None
        found = self._asked(first, common[0], only)
        for part, mask in zip(others, common[1:], strict=True):
            if not found.any():
                break
            found = found & self._asked(part, mask, only)
        return found

    def _asked(self, part: wq.Query, common: Array | None, only: Array | None) -> Array:
        """Return matches of a part of an AND; very common words count only where there are no others."""
        found = self._match(part)
        if common is None:
            return found
        return found | (common if only is None else common & ~only)

    def _phrase(self, query: wq.Phrase) -> Array:
        """Return matches of words side by side: the rarest first, the others only where those before are in order."""
        words, field = query.words, query.fieldname
        often = {word: self._index.frequency(field, word) for word in words}
        first, *others = sorted(range(len(words)), key=lambda i: often[words[i]])
        found = self._index.occurrences(field, words[first], self._index.shared(field, often))
        for i in others:
            if not len(found.docs):
                break
            found = side_by_side(found, self._index.occurrences(field, words[i], found.docs), i - first)
        return self._ranking(Postings(found.docs, found.counts))

    def _near(self, query: Near) -> Array:
        """Return matches of words close to one another; only passages that have all of them are looked at."""
        phrase = query.part
        assert isinstance(phrase, Phrase)
        docs = self._index.shared(TEXT, frozenset(phrase.words))
        if not len(docs):
            return self._mask()
        places = {word: self._index.occurrences(TEXT, word, docs) for word in dict.fromkeys(phrase.words)}
        return self._ranking(close_by(phrase.words, places, phrase.slop))

    def _name_slots(self, query: NameSlots) -> Array:
        phrase = query.part
        assert isinstance(phrase, Phrase)
        candidates = self._index.live
        for word in dict.fromkeys(phrase.words):
            having = self._facts.having(word) if word in SLOTS else self._mask(self._index.postings(TEXT, word))
            candidates = candidates & having
        remaining = np.flatnonzero(candidates)
        found = [NOWHERE]
        for at in range(0, len(remaining), _CHUNK):
            if self._left_out():
                break
            found.append(self._facts.windows(phrase, remaining[at : at + _CHUNK]))
        docs, counts = (np.concatenate(parts) for parts in zip(*found, strict=True))
        return self._ranking(Postings(docs, counts))

    def _named(self, query: NameQuery) -> Array:
        assert isinstance(query.part, Field)
        return self._ranking(self._facts.mentions(query.part))

    def _alike(self, query: SimilarQuery) -> Array:
        assert isinstance(query.part, Similar)
        likeness = self._facts.similar(query.part)
        if not self._negated:
            self._likeness.append(likeness)
        return self._mask(likeness)

    def _known(self, query: CatalogueQuery) -> Array:
        return self._facts.passages(query.part)

    def _published(self, query: wq.DateRange) -> Array:
        return self._facts.published(query.startdate.date().isoformat(), query.enddate.date().isoformat())

    _ANSWERS: ClassVar[dict[type[wq.Query], Callable[[Any, Any], Array]]] = {
        wq.Every: _every,
        wq.Term: _term,
        wq.Prefix: _prefix,
        wq.FuzzyTerm: _fuzzy,
        wq.Phrase: _phrase,
        wq.And: _and,
        wq.Or: _or,
        wq.Not: _not,
        wq.DateRange: _published,
        WordQuery: _word,
        Near: _near,
        NameSlots: _name_slots,
        NameQuery: _named,
        SimilarQuery: _alike,
        CatalogueQuery: _known,
    }
