"""The words around a number or a date, and how alike two such contexts are."""

from __future__ import annotations

import math
import re
from array import array
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from sys import intern

import numpy as np
from numpy.typing import NDArray

from dossier.linking.facts import ArticleFacts
from dossier.linking.matching.cache import Numbers, Values
from dossier.linking.related.rank import about
from dossier.linking.text.terms import STOP_WORDS, concepts, stem
from dossier.linking.text.vocabulary import word_list
from dossier.model import Mention
from dossier.reading.text.sentences import sentences

Token = tuple[str, int, int]

_TOKEN = re.compile(r"[^\W\d_]+(?:['’][^\W\d_]+)*|\d+(?:[.,]\d+)*|[,;:()\-–—]")
_RAREST = 4.5  # a word that nobody else uses tells no more than one that few use
_MANY, _STEPS = 500, 8  # contexts, of more the logarithms of counts are rounded to so many steps in one
_ALONE = 0.5
_MIX = 0x5851F42D4C957F2D  # an odd number without pattern
_OTHERS = 20  # sentences elsewhere, so that in a tiny dossier a shared word is not taken for a common one
_FEW, _CROWDING = 300, 0.8
_POSSESSIVE = re.compile(r"['’]s?\Z")
_LONGEST = (
    1_000  # characters of a sentence on either side; a line of a million numbers must not be read for each of them
)
_FADING = 6  # words; so far from the number a word counts half
_CONCEPT = 0.7  # what "killed" and "dead" share counts less than the word itself
_STORY, _SUBJECT = 8, 20  # entities and words named most, which tell what story an article is about
_LEAD = 6  # passages at the top, which tell what an article is about
_SAME_NAMES, _SAME_WORDS = 5, 8  # so many in common are surely one story


_sentences = lru_cache(maxsize=64)(sentences)  # several numbers stand in one paragraph


def sentence_of(text: str, start: int, end: int) -> tuple[int, int]:
    """Return the sentence, as offsets, that a stretch of the text begins in; it holds the whole stretch."""
    top = text.rfind("\n\n", 0, start) + 1
    bottom = text.find("\n\n", end)
    bottom = len(text) if bottom < 0 else bottom
    if bottom - top > 4 * _LONGEST:
        top, bottom = max(top, start - _LONGEST), min(bottom, end + _LONGEST)
    for first, last in _sentences(text, top, bottom):
        if first <= start < last:
            return first, max(last, end)
    return start, end


@lru_cache(maxsize=1 << 14)
def held_once(values: frozenset[str]) -> frozenset[str]:
    """Return these values as one set for all who ask: many numbers have the same few places, or none.

    A set made of a set takes half as much memory as one that grew.
    """
    return frozenset(set(values))


@lru_cache(maxsize=64)  # several numbers stand in one sentence, and beside it
def tokens(text: str, start: int, end: int) -> tuple[Token, ...]:
    """Return words in lower case, figures and marks between clauses, each with its offsets."""
    return tuple([(intern(match[0].lower()), *match.span()) for match in _TOKEN.finditer(text, start, end)])


def weighed(words: Sequence[Token], at: int, upto: int) -> dict[str, float]:
    """Return stems (`emerg`) and concepts (`c:kill`) around words `at` … `upto`, weighed by how near they stand."""
    found: dict[str, float] = {}
    for i, (word, _, _) in enumerate(words):
        if at <= i < upto or not (key := _stem_of(word)):
            continue
        distance = at - i if i < at else i - upto + 1
        found[key] = max(found.get(key, 0.0), 1 / (1 + (distance - 1) / _FADING))
        if _is_hyphened(words, i):
            found.setdefault(stem(word + words[i + 2][0]), found[key])  # run-off and runoff
    for name, stems in concepts(list(found)).items():
        found[f"c:{name}"] = max(found[key] for key in stems) * _CONCEPT
    return found


@lru_cache(maxsize=1 << 16)
def _stem_of(word: str) -> str:
    """Return the stem of a word that tells something, without a possessive ending; empty for any other token."""
    return stem(_POSSESSIVE.sub("", word)) if word[0].isalpha() and word not in STOP_WORDS else ""


def _is_hyphened(words: Sequence[Token], at: int) -> bool:
    """Return whether a hyphen joins a word to the next."""
    return at + 2 < len(words) and words[at + 1][0] == "-" and words[at + 2][1] == words[at][2] + 1


class WeighedWords:
    """The words of many contexts with how much each weighs there, in columns: a tenth of the memory of mappings."""

    def __init__(self, contexts: Iterable[Mapping[str, float]] = ()) -> None:
        self._known: dict[str, int] = {}
        self._words, self._values, self._ends = array("i"), array("d"), array("q", [0])
        for words in contexts:
            self.add(words)

    def add(self, words: Mapping[str, float]) -> None:
        """Add the words of one more context."""
        known = self._known
        self._words.extend([known.setdefault(word, len(known)) for word in words])
        self._values.extend(words.values())
        self._ends.append(len(self._words))

    def columns(self, chosen: Sequence[int] | None) -> tuple[list[str], NDArray[np.int32], Values, Numbers]:
        """Return the words, then of the contexts chosen (without, all) word, weight and where each context ends."""
        words = np.array(self._words, np.int32)
        values, ends = np.array(self._values, np.float64), np.array(self._ends, np.int64)
        if chosen is not None:
            sizes = np.diff(ends)[np.array(chosen, np.int64)]
            every = np.concatenate([[0], np.cumsum(sizes)])
            places = np.arange(every[-1]) + np.repeat(ends[:-1][np.array(chosen, np.int64)] - every[:-1], sizes)
            words, values, ends = words[places], values[places], every
        return list(self._known), words, values, ends


class Contexts:
    """The contexts of many numbers or dates, weighed by how few of them have each word."""

    def __init__(
        self,
        terms: WeighedWords | Sequence[Mapping[str, float]],
        chosen: Sequence[int] | None = None,
        *,
        rounded: bool = False,
    ) -> None:
        """Take the words of each context, or of those that are chosen, by their places.

        `rounded` has a word more in one of few hardly change what all weigh.
        """
        held = terms if isinstance(terms, WeighedWords) else WeighedWords(terms)
        self._every, self._words, self._values, ends = held.columns(chosen)
        self._ends: list[int] = ends.tolist()
        count = len(self._ends) - 1
        self._owners: Numbers = np.repeat(np.arange(count), np.diff(ends))
        self.frequency = np.bincount(self._words, minlength=len(self._every))
        # One article more seldom changes what the others weigh.
        steps = _STEPS if rounded or count > _MANY else 1e6
        total = round(math.log(count + _OTHERS + 1) * steps)
        self._rarity: Numbers = (total - np.rint(np.log(self.frequency + 0.5) * steps)).astype(np.int64)
        # Squared, since both sides of a product are weighed.
        weight = np.minimum(_RAREST, self._rarity / steps) ** 2
        self._weight: list[float] = weight.tolist()
        squares = self._values * self._values * weight[self._words]
        length = np.sqrt(np.bincount(self._owners, squares, count))
        self._length: list[float] = np.where(length, length, 1.0).tolist()
        self._last: tuple[int, dict[int, float]] = (-1, {})

    def has_words(self, place: int) -> bool:
        """Return whether a context has any words."""
        return self._ends[place] < self._ends[place + 1]

    def _row(self, place: int) -> Iterator[tuple[int, float]]:
        """Return the words of a context, as numbers, with how much each weighs there."""
        within = slice(self._ends[place], self._ends[place + 1])
        return zip(self._words[within].tolist(), self._values[within].tolist(), strict=True)

    def rarest(self, most: int) -> tuple[Numbers, Numbers]:
        """Return the rarest words of each context that stand in others too, as numbers, and with each the context's."""
        order = sorted(range(len(self._every)), key=lambda word: (self.frequency[word], self._every[word]))
        rank = np.empty(len(order), np.int64)
        rank[order] = np.arange(len(order))
        shared = self.frequency[self._words] > 1
        words, owners = self._words[shared], self._owners[shared]
        by_rank = np.lexsort((rank[words], owners))
        words, owners = words[by_rank], owners[by_rank]
        chosen = np.ones(len(owners), bool)
        chosen[most:] = owners[most:] != owners[:-most]
        return words[chosen].astype(np.int64), owners[chosen]

    def marked(self, keys: Numbers) -> Numbers:
        """Return keys of the contexts that are others where one of the words weighs otherwise."""
        places = np.arange(len(self._words)) - np.searchsorted(self._owners, self._owners)
        mixed = (self._rarity[self._words] * np.int64(_MIX) + places) * np.int64(_MIX)
        found = keys.copy()
        np.add.at(found, self._owners, (mixed ^ (mixed >> 29)) * np.int64(_MIX))
        return found

    def alike(self, one: int, other: int) -> float:
        """Return how alike two contexts are, 0 to 1; a single word in common may be chance and counts less."""
        if self._last[0] != one:  # pairs come in order
            self._last = (one, dict(self._row(one)))
        mine, weight = self._last[1], self._weight
        common = [mine[word] * value * weight[word] for word, value in self._row(other) if word in mine]
        if not common:
            return 0.0
        total = math.fsum(common)  # exact, so that the order of words does not matter
        return total / (self._length[one] * self._length[other]) * (1.0 if len(common) > 1 else _ALONE)


def crowding(count: int) -> float:
    """Return what to take from the evidence for a pair among `count` numbers: the more, the likelier a chance match."""
    return _CROWDING * math.log(max(1.0, count / _FEW))


@dataclass(frozen=True, slots=True)
class Story:
    """What an article is about: the entities it names most, the words it uses most, and every place it names."""

    names: frozenset[str]
    words: frozenset[str]
    places: frozenset[str]


NO_STORY = Story(frozenset(), frozenset(), frozenset())


def story_of(facts: ArticleFacts) -> Story:
    """Return what an article is about."""
    text = facts.article.text
    named = Counter(mention.entity for mention in facts.mentions if mention.entity)
    most = sorted(named, key=lambda name: (-named[name], name))[:_STORY]
    return Story(
        held_once(frozenset(most)),
        _subject(tuple(text[p.start : p.end] for p in facts.article.passages[:_LEAD])),
        held_once(frozenset(place_name(mention) for mention in facts.mentions if mention.type == "PLACE")),
    )


@lru_cache(maxsize=1 << 7)
def _subject(passages: tuple[str, ...]) -> frozenset[str]:
    """Return the words that passages use most; of each article numbers and dates ask for them."""
    return frozenset(set(map(intern, about(passages, _SUBJECT))))


@lru_cache(maxsize=1 << 12)  # pairs of two articles come in a row
def same_story(one: Story, other: Story) -> float:
    """Return how surely two articles tell one story, 0 to 1: by the names or the words they have in common."""
    return max(_overlap(one.names, other.names, _SAME_NAMES), _overlap(one.words, other.words, _SAME_WORDS))


def _overlap(one: frozenset[str], other: frozenset[str], enough: int) -> float:
    if not one or not other:
        return 0.5
    return min(1.0, len(one & other) / min(len(one), len(other), enough))


_KINDS_OF_PLACE = word_list("kinds_of_place")


def place_name(mention: Mention) -> str:
    """Return a place's name without what kind it is, so that an island and its short name are one."""
    words = [word for word in re.split(r"[:\-]", mention.entity or "")[1:] if word not in _KINDS_OF_PLACE]
    return "-".join(words) or mention.text.lower()
