"""Each quantity with what its sentence says it measures.

A measure is made from one article alone, so that it can be kept while other articles change.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache

from dossier.linking.compare.numbers.measuring.counted import Counted, counted
from dossier.linking.compare.numbers.measuring.ellipsis import with_units_before
from dossier.linking.compare.numbers.measuring.further_numbers import further_numbers
from dossier.linking.compare.numbers.measuring.identifiers import identifies
from dossier.linking.compare.numbers.measuring.intervals import Amount, amount
from dossier.linking.compare.numbers.measuring.limits import as_limit
from dossier.linking.compare.numbers.measuring.setting import Setting, clause_of, setting
from dossier.linking.compare.numbers.measuring.shares import base
from dossier.linking.compare.numbers.measuring.surroundings import Beyond, Surroundings, beyond, surroundings
from dossier.linking.facts import ArticleFacts
from dossier.linking.matching.contexts import NO_STORY, Story, Token, sentence_of, story_of, tokens, weighed
from dossier.linking.text.ages import people_of_age
from dossier.linking.text.terms import STOP_WORDS, concepts, stem
from dossier.model import DateSpan, Mention, Quantity

_DEEP = 1e-6  # km that a litre on a square metre stands high
_BESIDE = 3  # words on each side that make the slot a number stands in
_NOTHING: frozenset[str] = frozenset()
SPANS = frozenset("past last next first".split())
"""Words beside a length of time that tell nothing of what it is of."""
_SENTENCE = 8  # words; shorter ones recur without being reprints
_EARLIER = 12  # mentions looked back through for the last place named
_SHARES = frozenset({"percent", "fraction", "basis point"})
_CARRIED = re.compile(r"(?:It|They|That|This|He|She)\b")
_SUPPOSED = re.compile(r"\b(?:can|could|may|might|would|if|should)\b", re.IGNORECASE)
_CONVERTED = re.compile(r"\W*(?:euros?|dollars?)?\W*(?:or|about|around)?\W*")


@dataclass(frozen=True, slots=True)
class Measure:
    """A quantity and what it measures.

    `sentence` are the offsets of its sentence and `text` the words; `published` is the article's ISO day.
    `supposed` tells that it may or would be so. `original` is the sum that this one, in brackets behind it,
    converts; only then has it the `story` of its article, which nobody else asks for. `terms` weighs the words around
    by how near they stand, `slot` are those directly beside, `#` in the number's place, `beside` their stems and
    concepts. `base` is what a share is of. `parts` are this number and those that its sentence tells with it of other
    places: five in one town and seven in another. `lead` is the sentence before one that is too short to be told from
    others.
    """

    quantity: Quantity
    amount: Amount
    counted: Counted
    setting: Setting
    published: str | None
    sentence: tuple[int, int]
    text: str
    supposed: bool
    original: Amount | None
    terms: Mapping[str, float]
    slot: tuple[str, ...]
    beside: frozenset[str]
    story: Story
    around: Surroundings
    base: frozenset[str] = frozenset()
    parts: tuple[Quantity, ...] = ()
    lead: str = ""
    aged: Mention | None = None

    @property
    def frame(self) -> tuple[str, str] | None:
        """The sentence before and behind the number, the same in every reprint; None for a short one."""
        if len(self.lead.split()) + len(self.text.split()) < _SENTENCE:
            return None
        at = self.quantity.start - self.sentence[0]
        return self.lead + self.text[:at], self.text[at + len(self.quantity.text) :]


def measures(facts: ArticleFacts) -> list[Measure]:
    """Return the measures of an article's quantities, in text order."""
    return _with_parts(list(map(_as_depth, _Numbers(facts).measures())))


def _as_depth(measure: Measure) -> Measure:
    """Return rain that is told in litres per square metre as a depth: 163 of them are 163 mm."""
    if measure.quantity.unit != "litre" or measure.around.rate != "square":
        return measure
    told = measure.amount
    low, value, high = (None if x is None else x * _DEEP for x in (told.low, told.value, told.high))
    deep = replace(told, dimension="length", value=value, low=low or 0.0, high=high or 0.0)
    return replace(measure, amount=deep)


def _with_parts(found: list[Measure]) -> list[Measure]:
    """Tell the numbers of a sentence that count the same of several places of each other."""
    beside: defaultdict[tuple[tuple[int, int], str | None], list[Measure]] = defaultdict(list)
    for measure in found:
        if measure.counted.role and measure.amount.dimension == "count":
            beside[measure.sentence, measure.counted.role].append(measure)
    sums = {
        key: tuple(m.quantity for m in told)
        for key, told in beside.items()
        if len(told) > 1
        and len({m.setting.local for m in told if m.setting.local}) == len(told)
        and all(m.amount.value is not None and m.amount.bound == "=" and not m.counted.part for m in told)
    }
    return [
        replace(m, parts=sums[m.sentence, m.counted.role]) if (m.sentence, m.counted.role) in sums else m for m in found
    ]


class _Numbers:
    """The numbers of one article on their way to measures, with what stands in it, looked up by its place."""

    def __init__(self, facts: ArticleFacts) -> None:
        self._facts, self._text = facts, facts.article.text
        self._mentions = [mention for mention in facts.mentions if mention.entity]
        self._named = [mention.start for mention in self._mentions]
        self._dated = [date.start for date in facts.dates]
        self._numbered = [quantity.start for quantity in facts.quantities]
        self._aged = {one.age.start: one.person for one in people_of_age(facts)}

    def measures(self) -> Iterator[Measure]:
        """Yield the measures in the order of the text; numbers that only name a thing are none."""
        facts, text = self._facts, self._text
        every = sorted([*facts.quantities, *further_numbers(facts)], key=lambda quantity: quantity.start)
        persons = frozenset(mention.end for mention in self._mentions if mention.type == "PERSON")
        previous: Quantity | None = None
        sentence, near = (-1, -1), None
        for quantity in with_units_before(text, every, persons):
            if identifies(text, quantity, facts.quantities):
                continue
            here = sentence_of(text, quantity.start, quantity.end)
            if near is None or sentence != here:  # all numbers of a sentence hold the same
                sentence = here
                told, near = text[slice(*sentence)], beyond(facts, sentence)
            yield self._measure(quantity, previous, sentence, told, near)
            previous = quantity

    def _measure(
        self, quantity: Quantity, previous: Quantity | None, sentence: tuple[int, int], told: str, near: Beyond
    ) -> Measure:
        text, published, (start, end) = self._text, self._facts.article.published, sentence
        numbers = self._numbered[bisect_left(self._numbered, start) : bisect_right(self._numbered, end)]
        clause, here, dates = self._clause(quantity, sentence, numbers)
        first = bisect_left(self._named, start)
        earlier = self._mentions[max(0, first - _EARLIER) : first]
        words = tokens(text, start, end)
        at = next((i for i, word in enumerate(words) if word[2] > quantity.start), 0)
        upto = next((i for i, word in enumerate(words) if word[1] >= quantity.end), len(words))
        before, behind = text[max(start, quantity.start - 40) : quantity.start], text[quantity.end : quantity.end + 40]
        others = [number for number in numbers if number != quantity.start]
        slot, original = _slot(words, at, upto), _original(text, quantity, previous)
        return Measure(
            quantity=quantity,
            amount=as_limit(amount(quantity), told, quantity.start - start, quantity.end - start),
            counted=counted(quantity, words, at, upto, before, behind, here, others),
            setting=setting(text, quantity, clause, start, here, earlier, dates, numbers, published),
            published=published,
            sentence=sentence,
            text=told,
            lead=text[slice(*near.previous)] if len(told.split()) < _SENTENCE else "",
            supposed=bool(_SUPPOSED.search(text, max(start, quantity.start - 60), min(end, quantity.end + 40))),
            original=original,
            terms=weighed(words, at, upto),
            slot=slot,
            beside=_meanings(slot),
            story=story_of(self._facts) if original else NO_STORY,
            aged=self._aged.get(quantity.start),
            around=surroundings(self._facts, quantity, sentence, words, at, upto, near),
            base=base(text, quantity, start) if quantity.kind == "percent" or quantity.unit in _SHARES else _NOTHING,
        )

    def _clause(
        self, quantity: Quantity, sentence: tuple[int, int], numbers: list[int]
    ) -> tuple[tuple[int, int], Sequence[Mention], Sequence[DateSpan]]:
        """Return a number's clause, and the names and dates that it may be about."""
        text, (start, end), dated = self._text, sentence, self._dated
        clause, top = clause_of(text, sentence, quantity, numbers), start
        dates = self._facts.dates[bisect_left(dated, start) : bisect_left(dated, end)]
        if _CARRIED.match(text, start) and not any(date.from_ for date in dates):
            # "It killed 612 people" goes on about the quake of the sentence before.
            top, _ = sentence_of(text, max(0, start - 3), max(0, start - 3))
            clause, dates = (top, clause[1]), self._facts.dates[bisect_left(dated, top) : bisect_left(dated, end)]
        return clause, self._mentions[bisect_left(self._named, top) : bisect_left(self._named, end)], dates


def _slot(words: Sequence[Token], at: int, upto: int) -> tuple[str, ...]:
    before = [word for word, _, _ in words[max(0, at - _BESIDE) : at]]
    return (*before, "#", *(word for word, _, _ in words[upto : upto + _BESIDE]))


@lru_cache(maxsize=1 << 12)  # reprints have the same
def _meanings(slot: tuple[str, ...]) -> frozenset[str]:
    stems = [stem(word) for word in slot if word.isalpha() and word not in STOP_WORDS and word not in SPANS]
    return frozenset({*stems, *(f"c:{name}" for name in concepts(stems))})


def _original(text: str, quantity: Quantity, previous: Quantity | None) -> Amount | None:
    """Return the sum that stands before this one and its bracket."""
    if previous is None or previous.unit == quantity.unit or quantity.kind == "count":
        return None
    return amount(previous) if _CONVERTED.fullmatch(text, previous.end, quantity.start) else None
