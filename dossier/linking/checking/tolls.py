"""Tolls of a draft: how many were killed, hurt or held in the event with which the sources open."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from functools import cached_property

from dossier.linking.checking.draft import DraftDossier, evidence
from dossier.linking.compare.numbers.measuring.intervals import Amount
from dossier.linking.compare.numbers.measuring.measures import Measure, measures
from dossier.linking.compare.numbers.measuring.vocabulary import roles
from dossier.linking.facts import ArticleFacts
from dossier.linking.text.sentences import words_of
from dossier.linking.text.terms import STOP_WORDS, meaning
from dossier.model import CheckedClaim, Quantity, Span
from dossier.text.lists import listed
from dossier.text.visible import one_line

_ROLES = frozenset({"killed", "injured", "missing", "arrested"})
_AROUND = 150  # characters around a toll in which what became of people is told
_LEAD = 700  # characters at the beginning of an article, in which it tells of its event
_RISING = frozenset({">", ">="})
_TWICE = 2
_AGREE = 2  # independent origins that give one toll
_SHARED = 2  # words that two sentences on one toll must have in common, besides what became of whom


class Tolls:
    """What became of how many people, by the sources, set against the same of a draft."""

    def __init__(self, dossier: DraftDossier) -> None:
        self._dossier = dossier

    @cached_property
    def _mine(self) -> Mapping[int, Measure]:
        return {one.quantity.start: one for one in measures(self._dossier.draft) if _is_toll(one)}

    def other(self, item: Quantity) -> CheckedClaim | None:
        """Return a claim that differs where the sources agree on another toll, and all of theirs are higher or lower.

        `7 dead after the fire` differs where two independent sources open with three people killed and none with
        seven or more.
        """
        mine = self._mine.get(item.start) if self._may_be_toll(item) else None
        if mine is None or mine.amount.value is None or not self._is_whole(mine):
            return None
        told = self._dossier.prepared.make(_opening)[mine.counted.role or ""]
        told = [one for one in told if _counts_alike(one, mine) and _tells_of_it(one, mine)]
        if not told or not _is_beyond(mine.amount, [one.amount for one in told]):
            return None
        by_value: defaultdict[float, list[Span]] = defaultdict(list)
        for one in told:
            quantity = one.quantity
            by_value[one.amount.value or 0.0].append(
                Span(quantity.article, quantity.start, quantity.end, quantity.text)
            )
        agreed = [spans for spans in by_value.values() if self._dossier.independent(spans) >= _AGREE]
        if not agreed:
            return None
        spans = max(agreed, key=len)
        texts = listed(list(dict.fromkeys(one_line(span.text) for span in spans)), "or")
        why = f"{self._dossier.sources_of(span.article for span in spans)}: {texts} {mine.counted.role}."
        places = tuple(evidence(span, one_line(span.text)) for span in spans)
        return CheckedClaim(item.start, item.end, item.text, "number", "differs", why, places)

    def _may_be_toll(self, item: Quantity) -> bool:
        """Return whether a word beside a count tells what became of people; the measures of a draft take a while."""
        around = self._dossier.draft.article.text[max(0, item.start - _AROUND) : item.end + _AROUND]
        return item.unit is None and any(_ROLES & {*roles(word, people=True)} for word in words_of(around))

    def _is_whole(self, mine: Measure) -> bool:
        """Return whether a toll is the first of its kind in the draft: later ones may be parts of it."""
        return mine is next(one for one in self._mine.values() if one.counted.role == mine.counted.role)


def _is_beyond(mine: Amount, told: Sequence[Amount]) -> bool:
    """Return whether a toll is higher or lower than all others; of those that may still rise, by twice."""
    value = mine.value or 0.0
    values = [one.value or 0.0 for one in told]
    rising = any(one.bound in _RISING for one in told)
    lower = value < min(values) and mine.bound not in _RISING
    return lower or value > max(values) * (_TWICE if rising else 1)


def _opening(sources: Sequence[ArticleFacts]) -> Mapping[str, list[Measure]]:
    """Return the tolls with which the sources open, by what became of those who are counted."""
    found: defaultdict[str, list[Measure]] = defaultdict(list)
    for facts in sources:
        for one in measures(facts):
            if one.quantity.start < _LEAD and _is_toll(one) and one.amount.value is not None:
                found[one.counted.role or ""].append(one)
    return found


def _is_toll(measure: Measure) -> bool:
    """Return whether a number is of all whom something befell: not of a part, of those more, of a year."""
    counted = measure.counted
    whole = not (counted.part or counted.more or counted.superlative or counted.compound or measure.parts)
    now = not measure.supposed and not measure.setting.past
    return counted.role in _ROLES and measure.amount.dimension == "count" and whole and now


def _counts_alike(one: Measure, other: Measure) -> bool:
    """Return whether a toll of the sources counts whom one of the draft counts: 3 dead, and three workers killed."""
    return one.counted.head == other.counted.head or other.counted.head is None or "anyone" in other.counted.nouns


def _tells_of_it(one: Measure, other: Measure) -> bool:
    """Return whether the sentences of two tolls have words in common, besides those of what became of whom."""
    mine, theirs = (
        {meaning(word) for word in words_of(each.text) if word not in STOP_WORDS and not word.isdigit()}
        for each in (one, other)
    )
    own = {
        meaning(word) for word in (one.counted.role or "", one.counted.head or "people", other.counted.head or "people")
    }
    return len(mine & theirs - own) >= _SHARED
