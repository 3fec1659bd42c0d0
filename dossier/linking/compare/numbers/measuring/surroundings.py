"""What stands around a number besides what it counts: words, names, other numbers, and whose age it may be."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from operator import attrgetter
from sys import intern
from typing import NamedTuple, TypeVar

from dossier.linking.compare.numbers.measuring.intervals import Amount, amount
from dossier.linking.compare.numbers.measuring.owners import only_says
from dossier.linking.compare.numbers.measuring.words_around import Words, around, content, gathered
from dossier.linking.facts import ArticleFacts
from dossier.linking.matching.contexts import Token, held_once, sentence_of, tokens
from dossier.linking.text.vocabulary import word_list
from dossier.model import Mention, Quantity

_SCOPES = word_list("scopes")
_SCOPED = 5  # words on each side in which such a word is looked for
_RATE = re.compile(
    r"(?:[ -][a-z]+){0,2} (?:a|per|an|each|every) (day|week|month|year|hour|minute|share|barrel|ounce|season|game|head"
    r"|person|night|pound|tonne|ton|kilo|kilogram|household|square|unit|customer)\b"
    r"(?! (?:ago|before|earlier|later|last)\b)"
)
_EACH = 32  # characters before a number that can tell what it is for each of
_RATE_BEFORE = re.compile(
    r"\b(?:[Ee]ach|[Ee]very|[Pp]er|[Oo]n an average) (day|week|month|year|hour|night) (?:about |some )?\Z"
    r"|\b(?:in|for|of|from|to) (every) \Z"
)
_BEFORE, _NAMES_FADE = 500, 6  # characters before the sentence that names are looked for; words
_MARK, _NUMBER = 2, 3  # words that a mark or another number counts
_BEHIND, _REPORTS = 0.8, 0.4  # of a name behind the number; of one that only says whose report it is
_EARLIER, _FURTHER = 0.3, 0.6  # of a name in the sentence before, and less for each sentence further
_NEAR_AGE = 60  # characters between a person and an age
_ANOTHER = 25  # characters that another number between them counts
_DEFINITE = re.compile(r"\b(?:[Tt]he|[Tt]his) (?:now )?\Z")
_START = attrgetter("start")
_Placed = TypeVar("_Placed", Mention, Quantity)
_NOBODY: frozenset[str] = frozenset()
_OLD = re.compile(r"(?:-year-old)?(?: [\w-]+){0,3} \Z")


@dataclass(frozen=True, slots=True, eq=False)
class Surroundings:
    """What stands around a number.

    `words` are those of its sentence, `beyond` those of the sentences before and behind; `before` is the word that
    tells most directly before it. `names` has the entities near it, nearest highest (0 to 1). `beside` are the other
    numbers of its sentence, `further` those of the sentences before and behind. `persons` are the surnames of whom an
    age may be, `told_of` those of all persons of its article. `scope` are words such as `total` beside it, `rate` is
    what it is told for each of (`day`).
    """

    words: Words
    beyond: Words
    before: str | None
    names: dict[str, float]
    beside: tuple[Amount, ...]
    further: tuple[Amount, ...]
    persons: frozenset[str]
    told_of: frozenset[str]
    scope: frozenset[str]
    rate: str | None


class Beyond(NamedTuple):
    """The sentences before and behind a sentence: where they lie, and their words and numbers."""

    previous: tuple[int, int]
    words: Words
    numbers: tuple[Amount, ...]


def beyond(facts: ArticleFacts, sentence: tuple[int, int]) -> Beyond:
    """Return what stands before and behind a sentence."""
    text, (start, end) = facts.article.text, sentence
    before = sentence_of(text, start - 3, start - 3) if start > 3 else (0, 0)
    behind = sentence_of(text, end + 2, end + 2) if end + 2 < len(text) else (0, 0)
    words = [*_content(text, *before), *_content(text, *behind)]
    numbers = [amount(quantity) for place in (before, behind) for quantity in _between(facts.quantities, *place)]
    return Beyond(before, gathered(words), tuple(numbers))


@lru_cache(maxsize=64)  # a sentence stands before one and behind another
def _content(text: str, start: int, end: int) -> Sequence[str]:
    return content(tokens(text, start, end))


def surroundings(
    facts: ArticleFacts,
    quantity: Quantity,
    sentence: tuple[int, int],
    words: Sequence[Token],
    at: int,
    upto: int,
    near: Beyond,
) -> Surroundings:
    """Return what stands around a number; its sentence has `words`, the number itself those `at` … `upto`."""
    text = facts.article.text
    others = [q for q in _between(facts.quantities, *sentence) if q.start != quantity.start]
    begins = frozenset(other.start for other in others)
    rate = _RATE.match(text, quantity.end) or _RATE_BEFORE.search(
        text, max(sentence[0], quantity.start - _EACH), quantity.start
    )
    directly = [word for word, _, _ in words[max(0, at - _SCOPED) : upto + _SCOPED]]
    return Surroundings(
        words=around(words, at, upto, begins),
        beyond=near.words,
        before=next(reversed(content(words[:at])), None),
        names=_names(facts, quantity, sentence, sorted(begins)),
        beside=tuple(map(amount, others)),
        further=near.numbers,
        persons=_aged(facts, quantity, sentence, begins, near.previous) if quantity.kind == "age" else _NOBODY,
        told_of=_people(facts) if quantity.kind == "age" else _NOBODY,
        scope=held_once(_SCOPES.intersection(directly)),
        rate=rate[rate.lastindex or 0] if rate else None,
    )


def _names(
    facts: ArticleFacts, quantity: Quantity, sentence: tuple[int, int], numbers: Sequence[int]
) -> dict[str, float]:
    found: dict[str, float] = {}
    for mention in _named(facts, sentence[0] - _BEFORE, sentence[1]):
        if mention.entity and not mention.start <= quantity.start < mention.end:
            nearness = _nearness(facts.article.text, mention, quantity, sentence[0], numbers)
            found[intern(mention.entity)] = max(nearness, found.get(mention.entity, 0.0))
    return found


def _named(facts: ArticleFacts, since: int, until: int) -> Iterator[Mention]:
    return (mention for mention in _between(facts.mentions, since, until) if mention.entity)


def _between(items: Sequence[_Placed], since: int, until: int) -> Sequence[_Placed]:
    """Return the items that begin in a stretch of the text, of all in its order: a table has thousands."""
    return items[bisect_left(items, since, key=_START) : bisect_left(items, until, key=_START)]


def _nearness(text: str, mention: Mention, quantity: Quantity, sentence: int, numbers: Sequence[int]) -> float:
    """Return how near a name stands to a number, 0 to 1; those of earlier sentences are far."""
    if mention.start < sentence:
        return _EARLIER * _FURTHER ** (
            text.count("\n\n", mention.start, sentence) + text.count(". ", mention.start, sentence)
        )
    first, last = sorted(((mention.start, mention.end), (quantity.start, quantity.end)))
    between = text[first[1] : last[0]]
    gone = len(between.split()) + _MARK * sum(map(between.count, ",;:()—"))
    gone += _NUMBER * sum(first[0] < number < last[0] for number in numbers)
    behind = _BEHIND if mention.start > quantity.end else 1.0
    return behind * (_REPORTS if only_says(text, mention) else 1.0) / (1 + gone / _NAMES_FADE)


def _aged(
    facts: ArticleFacts,
    quantity: Quantity,
    sentence: tuple[int, int],
    numbers: frozenset[int],
    previous: tuple[int, int],
) -> frozenset[str]:
    """Return the surname of the person whose age it may be: the one named beside it, or `he` and `the 34-year-old`."""
    people = [m for m in _named(facts, sentence[0] - _BEFORE, sentence[1]) if m.type == "PERSON"]
    within = [mention for mention in people if mention.start >= sentence[0]]
    earlier = [mention for mention in people if mention.start < sentence[0]]
    nearest = min(within, key=lambda mention: _gap(mention, quantity, numbers), default=None)
    if nearest and _gap(nearest, quantity, numbers) <= _NEAR_AGE and not _another(facts, quantity, nearest):
        return frozenset({_surname(nearest)})
    if within:
        return frozenset({_surname(nearest)}) if nearest else frozenset()
    return frozenset({_surname(_spoken_of(facts, earlier, previous[0]))}) if earlier else frozenset()


def _people(facts: ArticleFacts) -> frozenset[str]:
    return held_once(frozenset(_surname(mention) for mention in facts.mentions if mention.type == "PERSON"))


def _gap(mention: Mention, quantity: Quantity, numbers: frozenset[int]) -> int:
    first, last = sorted((mention.start, quantity.start))
    apart = max(mention.start - quantity.end, quantity.start - mention.end)
    return apart + _ANOTHER * sum(first < number < last for number in numbers)


def _another(facts: ArticleFacts, quantity: Quantity, nearest: Mention) -> bool:
    """Return whether “the 34-year-old” stands before a name and is not that one's."""
    text = facts.article.text
    if nearest.start < quantity.end or not _DEFINITE.search(text, max(0, quantity.start - 10), quantity.start):
        return False
    return not _OLD.match(text[quantity.end : nearest.start])


def _surname(mention: Mention) -> str:
    return (mention.entity or "").split(":")[-1].split("-")[-1]


def _spoken_of(facts: ArticleFacts, earlier: Sequence[Mention], previous: int) -> Mention:
    """Return whom `he` is about: of the persons of the sentence before, or else of those earlier, the most named."""
    last = [mention for mention in earlier if mention.start >= previous] or list(earlier)
    if len({_surname(mention) for mention in last}) == 1:
        return last[0]
    often = Counter(_surname(mention) for mention in facts.mentions if mention.type == "PERSON")
    return max(last, key=lambda mention: (often[_surname(mention)], -mention.start))
