"""The facts of a sentence as it was and as it is: which of them changed, which are gone, which are new."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from typing import Any, Literal

from dossier.linking.facts import ArticleFacts
from dossier.linking.text.sentences import TextSentence, words_of
from dossier.model import DateSpan, Mention, Quantity
from dossier.text.folding import fold

_QUALIFIER = 40  # characters before a number in which its qualifier stands
FactKind = Literal["number", "name", "date", "quote", "text"]


@dataclass(frozen=True, slots=True)
class Fact:
    """A fact and what makes it the same as another: `key`, and the words it is told in, `said`."""

    kind: FactKind
    start: int
    end: int
    key: Any
    said: str


def facts_of(article: ArticleFacts) -> list[Fact]:
    """Return the facts of an article in the order of its text; a number within a date is the date's."""
    dates = [Fact("date", one.start, one.end, _day(one), one.text) for one in article.dates]
    covered = [(one.start, one.end) for one in dates]
    numbers = [
        Fact(
            "number",
            start := _qualified(article.article.text, one),
            one.end,
            _amount(one),
            article.article.text[start : one.end],
        )
        for one in article.quantities
        if not any(start < one.end and one.start < end for start, end in covered)
    ]
    names = [Fact("name", one.start, one.end, words_of(one.text), one.text) for one in _outermost(article.mentions)]
    quotes = [Fact("quote", one.start, one.end, words_of(one.text), one.text) for one in article.quotations]
    return sorted([*dates, *numbers, *names, *quotes], key=lambda fact: (fact.start, -fact.end))


def _qualified(text: str, number: Quantity) -> int:
    """Return where the words begin that belong to a number: those of its bound among them, as in `more than 400`."""
    at = text.rfind(number.qualifier, max(0, number.start - _QUALIFIER), number.start) if number.qualifier else -1
    return at if at >= 0 and text[at : number.start].count(" ") <= number.qualifier.count(" ") + 1 else number.start  # type: ignore[union-attr]


def _day(date: DateSpan) -> tuple[str, ...]:
    return (date.from_, date.to) if date.from_ and date.to else (fold(date.text),)


def _amount(number: Quantity) -> tuple[Any, ...]:
    if number.low is number.high is number.value is None:  # a score such as 88-72
        return (words_of(number.text),)
    return number.low, number.high, number.value, number.unit, number.bound


def _outermost(mentions: Sequence[Mention]) -> Iterator[Mention]:
    """Yield the mentions that do not stand inside another one."""
    end = -1
    for mention in sorted(mentions, key=lambda one: (one.start, -one.end)):
        if mention.end > end:
            yield mention
            end = mention.end


@dataclass(frozen=True, slots=True)
class ChangedFact:
    """A fact that is another one now; one of both is None where it is gone or new."""

    was: Fact | None
    now: Fact | None


def changed(was: Sequence[Fact], now: Sequence[Fact], ranges: Sequence[Range]) -> Iterator[ChangedFact]:
    """Yield what changed between the facts of a sentence as it was and as it is.

    `ranges` are the stretches whose words differ: a fact and what has taken its place stand in the same one. Facts of
    the same words stay the same even where they now mean another day: then it is the day of publication that changed.
    """
    gone, new = _unequal(was, now)
    for fact in gone:
        place = next((one for one in ranges if one.holds_was(fact)), None)
        instead = next((one for one in new if one.kind == fact.kind and place and place.holds_now(one)), None)
        if instead is not None:
            new.remove(instead)
        yield ChangedFact(fact, instead)
    for fact in new:
        yield ChangedFact(None, fact)


@dataclass(frozen=True, slots=True)
class Range:
    """A stretch of a sentence whose words differ: where it was and where it is, offsets in each text."""

    was: tuple[int, int]
    now: tuple[int, int]

    def holds_was(self, fact: Fact) -> bool:
        """Return whether a fact of the earlier version touches the stretch."""
        return fact.start < self.was[1] and self.was[0] < fact.end

    def holds_now(self, fact: Fact) -> bool:
        """Return whether a fact of the later version touches the stretch."""
        return fact.start < self.now[1] and self.now[0] < fact.end


def ranges(was: TextSentence, now: TextSentence) -> list[Range]:
    """Return the stretches in which the words of two sentences differ."""
    matcher = SequenceMatcher(None, was.words, now.words, autojunk=False)
    return [
        Range(_stretch(was, start, end), _stretch(now, start_now, end_now))
        for kind, start, end, start_now, end_now in matcher.get_opcodes()
        if kind != "equal"
    ]


def _stretch(sentence: TextSentence, start: int, end: int) -> tuple[int, int]:
    """Return the offsets of some words; of no words, the place where they would stand."""
    if start < end:
        return sentence.places[start][0], sentence.places[end - 1][1]
    at = sentence.places[start][0] if start < len(sentence.places) else sentence.end
    return at, at


def _unequal(was: Sequence[Fact], now: Sequence[Fact]) -> tuple[list[Fact], list[Fact]]:
    """Return the facts that have none with the same key, or the same words, on the other side."""
    gone, new = list(was), list(now)
    for same in (lambda fact: (fact.kind, fact.key), lambda fact: (fact.kind, words_of(fact.said))):
        left: list[Fact] = []
        for fact in gone:
            other = next((one for one in new if same(one) == same(fact)), None)
            if other is None:
                left.append(fact)
            else:
                new.remove(other)
        gone = left
    return gone, new
