"""Answers a query tree: which passages match, exactly, and in which order.

What matches is worked out with sets of passage numbers, so AND, OR and NOT mean what they say in any nesting. The
order is BM25F over a passage's text and, for an article's first passage, its title.
"""

from __future__ import annotations

import time
from collections import Counter
from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass, field
from itertools import repeat
from math import log
from operator import add, mul, truediv
from typing import Protocol

from rapidfuzz import process
from rapidfuzz.distance import OSA

from dossier.model import QueryError
from dossier.storing.tree import (
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
from dossier.storing.words import STOP_WORDS, stem

MOST_EXPANSIONS = 200  # words that a prefix or fuzzy word stands for, the most frequent first
SECONDS = 1.0  # that a search may take
K1 = 1.2  # BM25: how soon a repeated word stops counting
B = 0.75  # BM25: how much a text's length tempers that
_TITLE_WEIGHT = 2.0  # a word in the title counts as so many in the text
_LIKENESS_WEIGHT = 10.0  # of passages that tell the same, beside words: about as much as one rare word
_CHUNK = 256  # passages looked at closely between two looks at the clock


class Postings(Protocol):
    """What answering needs of a text index; whoosh_index.Reader has it."""

    articles: dict[int, int]
    damping: dict[int, float]

    def postings(self, field: str, term: str, /) -> dict[int, float]:
        """Passages that hold a term, each with how often."""

    def positions(self, word: str, /) -> dict[int, str]:
        """Passages that hold a word, each with its positions as characters."""

    def frequency(self, field: str, term: str, /) -> int:
        """In about how many passages a term stands."""

    def beginning(self, prefix: str, /) -> list[str]:
        """Words that begin so."""

    def lexicon(self) -> list[str]:
        """Every word."""


class Facts(Protocol):
    """What is known of passages and articles besides their words; facts.Facts has it."""

    def passages(self, part: Field | Published | Number | Amount) -> set[int]:
        """Passages of which this is true."""

    def having(self, slot: str) -> set[int]:
        """Passages where a name stands that fits one of SLOTS."""

    def windows(self, phrase: Phrase, passages: Collection[int]) -> dict[int, int]:
        """Which of these passages have a phrase with SLOTS, each with how often."""

    def similar(self, part: Similar) -> dict[int, float]:
        """Passages that may tell the same, each with how alike it is, about 1 for the same words."""

    def mentions(self, part: Field) -> dict[int, int]:
        """Passages that mention whom a field names, each with how often."""


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
    body: Mapping[int, float]
    title: Mapping[int, float]


class Answer:
    """The passages that match `query`; made by one thread, then unchanging."""

    def __init__(self, query: Query, index: Postings, facts: Facts, budget: Budget) -> None:
        self._index = index
        self._facts = facts
        self._budget = budget
        self._scorers: list[_Scorer] = []
        self._likeness: list[dict[int, float]] = []
        self._negated = False
        self.expansions_cut: list[str] = []  # prefixes and fuzzy words of which only the most frequent were taken
        self.matched = self._match(query)

    def scores(self) -> dict[int, float]:
        """Give every match's BM25F score; 0 where no word ranks it."""
        total: dict[int, float] = {}
        for scorer in self._scorers:
            part = self._by_word(scorer)
            if total:
                both = [(passage, total[passage] + part[passage]) for passage in total.keys() & part.keys()]
                total.update(part)
                total.update(both)
            else:
                total = part
        for likeness in self._likeness:
            for passage, alike in likeness.items():
                total[passage] = total.get(passage, 0.0) + _LIKENESS_WEIGHT * alike
        if total.keys() == self.matched:
            return total
        return dict(zip(self.matched, map(total.get, self.matched, repeat(0.0)), strict=False))

    def _by_word(self, scorer: _Scorer) -> dict[int, float]:
        """Give what one part of the query adds to the passages that have it, those that do not match perhaps too."""
        body, title, damping, rarity = scorer.body, scorer.title, self._index.damping, scorer.rarity * (K1 + 1)
        few = body if len(self.matched) >= len(body) else self.matched & body.keys()
        # Frequency over frequency and damping, the whole list at once: this is most of the time of a search.
        counts = body.values() if few is body else list(map(body.__getitem__, few))
        damped = map(add, counts, map(damping.__getitem__, few))
        scores = dict(zip(few, map(mul, repeat(rarity), map(truediv, counts, damped)), strict=False))
        for passage in title.keys() & self.matched:
            count, tempered = body.get(passage, 0), damping[passage]
            # A word in the title counts as if it stood in a text of usual length, which damps by K1.
            both = count * K1 / tempered + _TITLE_WEIGHT * title[passage]
            scores[passage] = rarity * both / (both + K1)
        return scores

    def _score(self, body: Mapping[int, float], title: Mapping[int, float], matches: int) -> None:
        if not self._negated and matches:
            rarity = log(1 + (len(self._index.articles) - matches + 0.5) / (matches + 0.5))
            self._scorers.append(_Scorer(max(rarity, 0.0), body, title))

    def _match(self, query: Query) -> AbstractSet[int]:
        self._budget.spent()
        match query:
            case All():
                return self._index.articles.keys()
            case Term(word):
                return self._term(word)
            case Phrase(words, slop):
                return self._with_slots(query) if query.has_slots else self._phrase(words, slop)
            case Prefix(word):
                return self._any(self._most_frequent(self._index.beginning(word), f"{word}*"))
            case Fuzzy(word, edits):
                near = process.extract(word, self._index.lexicon(), scorer=OSA.distance, score_cutoff=edits, limit=None)
                return self._any(self._most_frequent([found for found, _, _ in near], f"{word}~"))
            case And(parts):
                return self._all_of(parts)
            case Or(parts):
                found: set[int] = set()
                for part in parts:
                    if not self._left_out():
                        found |= self._match(part)
                return found
            case Not(part):
                negated, self._negated = self._negated, True
                found = self._index.articles.keys() - self._match(part)
                self._negated = negated
                return found
            case Field(name, _) if name in ENTITY_FIELDS:
                known = self._index.articles
                counts = {no: float(count) for no, count in self._facts.mentions(query).items() if no in known}
                self._score(counts, {}, len(counts))
                return counts.keys()
            case Similar():
                likeness = {no: value for no, value in self._facts.similar(query).items() if no in self._index.articles}
                if not self._negated:
                    self._likeness.append(likeness)
                return likeness.keys()
            case _:
                return self._facts.passages(query) & self._index.articles.keys()

    def _left_out(self) -> bool:
        """Whether time is up, so that another alternative is left out; below a NOT that would be wrong."""
        if not self._budget.spent():
            return False
        if self._negated:
            raise QueryError("What is left out here takes too long to find; make it more exact.")
        return True

    def _all_of(self, parts: Sequence[Query]) -> AbstractSet[int]:
        found: AbstractSet[int] | None = None
        # What is left out comes last, and only if something is left.
        for part in sorted(parts, key=lambda part: isinstance(part, Not)):
            if found is not None and not found:
                return found
            if isinstance(part, Not) and found is not None:
                negated, self._negated = self._negated, True
                found = found - self._match(part.part)
                self._negated = negated
            else:
                matched = self._match(part)
                found = matched if found is None else found & matched
        return found or set()

    def _term(self, word: str) -> AbstractSet[int]:
        if word in STOP_WORDS:
            body: Mapping[int, float] = self._index.postings("words", word)
            title: Mapping[int, float] = {}
        else:
            root = stem(word)
            body, title = self._index.postings("stem", root), self._index.postings("title", root)
        found = body.keys() | title.keys() if title else body.keys()
        self._score(body, title, len(found))
        return found

    def _most_frequent(self, words: list[str], shown: str) -> list[str]:
        if len(words) <= MOST_EXPANSIONS:
            return words
        if self._negated:
            raise QueryError(f"“{shown}” stands for too many words to leave them all out; write more letters.")
        self.expansions_cut.append(shown)
        return sorted(words, key=lambda word: (-self._index.frequency("words", word), word))[:MOST_EXPANSIONS]

    def _any(self, words: list[str]) -> AbstractSet[int]:
        """Match any of the words, and rank them together as if they were one."""
        together: Counter[int] = Counter()
        for word in words:
            if self._left_out():
                break
            together.update(self._index.postings("words", word))
        self._score(together, {}, len(together))
        return together.keys()

    def _phrase(self, words: tuple[str, ...], slop: int) -> AbstractSet[int]:
        places = {word: self._index.positions(word) for word in dict.fromkeys(words)}
        rarest_first = sorted(places.values(), key=len)
        candidates: Iterable[int] = rarest_first[0].keys()
        for other in rarest_first[1:]:
            candidates = candidates & other.keys()
        found: dict[int, float] = {}
        for i, passage in enumerate(candidates):
            if i % 1024 == 0 and self._left_out():
                break
            here = [places[word][passage] for word in words]
            count = _side_by_side(here) if slop == 0 else _close_by(words, here, slop)
            if count:
                found[passage] = float(count)
        self._score(found, {}, len(found))
        return found.keys()

    def _with_slots(self, phrase: Phrase) -> AbstractSet[int]:
        candidates: set[int] | None = None
        for word in dict.fromkeys(phrase.words):
            having = self._facts.having(word) if word in SLOTS else self._index.postings("words", word).keys()
            candidates = set(having) if candidates is None else candidates & having
        remaining = sorted((candidates or set()) & self._index.articles.keys())
        found: dict[int, float] = {}
        for at in range(0, len(remaining), _CHUNK):
            if self._left_out():
                break
            found.update(self._facts.windows(phrase, remaining[at : at + _CHUNK]))
        self._score(found, {}, len(found))
        return found.keys()


def _side_by_side(places: list[str]) -> int:
    """Count where the words stand one after the other; each string's characters are positions."""
    first, *rest = places
    if not rest:
        return len(first)
    return sum(all(chr(ord(position) + i) in following for i, following in enumerate(rest, 1)) for position in first)


def _close_by(words: tuple[str, ...], places: list[str], slop: int) -> int:
    """Count the windows of at most `slop` other words that have every word, as often as it is asked for."""
    width = len(words) + slop
    if len(words) == 2 and words[0] != words[1]:
        # The usual case, without the bookkeeping: a window begins at either word and has the other.
        left, right = [*map(ord, places[0])], [*map(ord, places[1])]
        if len(left) == len(right) == 1:
            return int(-width < left[0] - right[0] < width)
        begins = {at for at in left for other in right if at < other < at + width}
        return len(begins) + len({at for at in right for other in left if at < other < at + width})
    need = Counter(words)
    at = sorted({(ord(position), word) for word, here in zip(words, places, strict=True) for position in here})
    have: Counter[str] = Counter()
    count = ahead = 0
    for left_end, word in at:
        while ahead < len(at) and at[ahead][0] - left_end < width:
            have[at[ahead][1]] += 1
            ahead += 1
        count += all(have[wanted] >= needed for wanted, needed in need.items())
        have[word] -= 1
    return count
