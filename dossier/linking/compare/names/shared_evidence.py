"""What articles say of two people who may be one: the same words of both, beside both names, by both."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import chain, product
from typing import TypeVar

from dossier.extracting.lexicon import words as words_of
from dossier.linking.facts import ArticleFacts
from dossier.linking.text.alignment import tokens
from dossier.linking.text.gist import alike
from dossier.linking.text.terms import STOP_WORDS, stem
from dossier.model import Mention
from dossier.reading.text.sentences import sentences

_MUCH, _LITTLE, _WORDS = 0.6, 0.4, 3  # of what their sentences tell, to tell the same of one person
_SENTENCES = 8  # of each, that are compared
_NEXT, _CALLED = 50, 2  # characters beside a name, and words in them that say who it is
_SENTENCE = re.compile(r"[.!?]\s|\n")
_SAYING = frozenset("said says told added according".split())
Quotes = Mapping[tuple[str, str | None], Sequence[str]]
"""Texts of quotations by article and speaker."""
T = TypeVar("T")


@dataclass(frozen=True)
class SharedEvidence:
    """What the articles say of two people; what takes long to find is found when a rule asks for it.

    `shared` is how many other names both articles have, at most two, `called` the offices of both, `aged` whether one
    age is told, `given` whether they have one surname and given names that do not begin alike.
    """

    mine: Sequence[Mention]
    theirs: Sequence[Mention]
    articles: Mapping[str, ArticleFacts]
    quotes: Quotes
    called: Sequence[str]
    shared: int
    aged: bool
    given: bool

    @cached_property
    def told(self) -> bool:
        """Whether sentences tell the same of both."""
        return _any_alike(*self._of_both(_around))

    @cached_property
    def quoted(self) -> bool:
        """Whether both are quoted with the same words."""
        return _any_alike(*(_said(side[:_SENTENCES], self.quotes) for side in (self.mine, self.theirs)))

    @cached_property
    def named(self) -> bool:
        """Whether both are quoted with the same words beside the name or a pronoun, not “the president said”."""
        return _any_alike(*map(list, map(chain.from_iterable, self._of_both(_named_quotes))))

    @cached_property
    def beside(self) -> bool:
        """Whether the same words stand beside both names: `head of the union`."""
        return any(len(one & other) >= _CALLED for one, other in product(*self._of_both(_beside)))

    def _of_both(self, read: Callable[[Mention, ArticleFacts], T]) -> list[list[T]]:
        """Return what is read of the first mentions of each."""
        return [[read(m, self.articles[m.article]) for m in side[:_SENTENCES]] for side in (self.mine, self.theirs)]

    @property
    def unique(self) -> bool:
        """Whether both hold an office that one person at a time holds."""
        return any(role not in words_of("shared_roles") for role in self.called)


def _said(mentions: Sequence[Mention], quotes: Quotes) -> list[str]:
    """Return what somebody is quoted with in the articles of some mentions."""
    places = dict.fromkeys((mention.article, mention.entity) for mention in mentions)
    return [text for place in places for text in quotes.get(place, ())]


def _any_alike(ones: Sequence[str], others: Sequence[str]) -> bool:
    """Return whether a text of the one side says much the same as one of the other."""
    for one, other in product(ones, others):
        much, little, common = alike(one, other, lambda _: 1.0)
        if common >= _WORDS and max(much, little) >= _MUCH and min(much, little) >= _LITTLE:
            return True
    return False


def _named_quotes(mention: Mention, facts: ArticleFacts) -> Iterator[str]:
    """Yield what somebody is quoted with where the surname or a pronoun stands in the sentence beside it."""
    text, surname = facts.article.text, (word.word for word in tokens(mention.text)[-1:])
    names = {"he", "she", *surname}
    for quote in facts.quotations:
        if quote.speaker_id == mention.entity:
            before = _SENTENCE.split(text[max(0, quote.start - _NEXT) : quote.start])[-1]
            after = _SENTENCE.split(text[quote.end : quote.end + _NEXT])[0]
            if not names.isdisjoint(word.word for side in (before, after) for word in tokens(side)):
                yield quote.text


def _beside(mention: Mention, facts: ArticleFacts) -> frozenset[str]:
    """Return the stems directly beside a name, those of other names left out."""
    text = facts.article.text
    first, last = max(0, mention.start - _NEXT), mention.end + _NEXT
    named = [(m.start, m.end) for m in facts.mentions if m.start < last and first < m.end]
    found = ((word.word, first + word.start) for word in tokens(text[first:last]))
    plain = (word for word, at in found if not any(start <= at < end for start, end in named))
    return frozenset(stem(word) for word in plain if word not in STOP_WORDS | _SAYING)


def _around(mention: Mention, facts: ArticleFacts) -> str:
    """Return the sentence of a mention without the name."""
    text = facts.article.text
    passages = facts.article.passages
    k = bisect_right([passage.start for passage in passages], mention.start) - 1
    if k < 0:
        return ""
    for start, end in sentences(text, passages[k].start, passages[k].end):
        if start <= mention.start < end:
            return f"{text[start : mention.start]} {text[mention.end : end]}"
    return ""
