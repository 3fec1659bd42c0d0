"""Numbers whose unit is left out, as the words before tell it: `fined £121 million … must pay 58 million`."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from dossier.extracting.lexicon import words
from dossier.linking.compare.numbers.measuring.vocabulary import is_person
from dossier.model import Quantity

_NEAR = 200  # characters back to the number that has the unit
_MUCH = 10**6
_OLDEST = 120  # years
_PAYING = re.compile(
    r"\b(?:pay|pays|paid|paying|fined|cost|costs|worth|owes?|owed|earned?|raised|spent|gave|gets?|got|offered|bid)\b"
    r"[^.;]*\Z",
    re.IGNORECASE,
)
_STANDING = re.compile(
    r"\b(?:stood|stands?|fell|rose|dropped|climbed|was|were|is|now) (?:at|to|from|only|just|now)? ?\Z"
)
_HAVING = re.compile(r"\b(?:at|on|with|had|has|got|took|won) (?:about |only |just )?\Z")
_BESIDE = re.compile(
    r"(?:\b(?:from|against|instead of|rather than|compared (?:with|to)|versus)"
    r"|\b(?:it|that|average|rate|share|figure|mean) (?:is|was|were|had been))"
    r" (?:about |some |only |just |nearly |almost |at )?\Z"
)
_PARTED = re.compile(r"\b(?:half|quarters?|thirds?)\Z")
_TERM = re.compile(r"\b(?:sentence|term|contract|lease) of \Z")
_LIKE = 6  # times as much, beyond which a number is rather of something else
_LISTED = re.compile(r",? (?:and |or )?(?:one )?")
_ENDED = re.compile(r"[.,;]|$| (?:and|but|when|while|who|with)\b")
_WORDS = 24  # characters of "was only just" before an age
_WAS = re.compile(r"\b(?:is|was|were|turns|turned)(?: only| just)? \Z")
_SUBJECT = 110  # characters of "The victim in Ost, a retired cook, was" before an age
_FEW = 14  # "a father of two", "a leader of ten"
_SUBJECT_WAS = re.compile(
    r"(?:\A|[.,;:“\"—\n] ?|\b(?:that|and|while|but) )(?:[Tt]he|[Aa]n?|[Ii]ts|[Hh]is|[Hh]er|[Tt]heir) (?:[a-z-]+ ){0,2}?"
    r"(?P<noun>[a-z]+)(?: (?:in|from|and|who|at) [^.;,]{1,40})?(?:, [^.;,]{1,40})?,? \Z"
)
_OF_SO_MANY = re.compile(r"\b[Aa]n? (?:[a-z-]+ ){0,2}(?P<noun>[a-z]+) of \Z")
_NOBODY = frozenset({"center", "centre", "count", "county", "head"})  # titles that are things, too
_CHILD_OF = re.compile(r"\b[Aa] (?:[a-z]+ )?(?:boy|girl|child|toddler) of \Z")  # a girl of two drowned
_OLDEST_OF = re.compile(r" (?:still )?(?:the|its|their) (?:oldest|youngest|eldest)\b")


def with_units_before(
    text: str, quantities: Sequence[Quantity], persons: frozenset[int] = frozenset()
) -> Iterator[Quantity]:
    """Yield the quantities of an article, in text order, with the units that they leave to those before them.

    `persons` are where names of persons end: `Ada Orr was 90` is an age, as is `the driver was 90`.
    """
    last: dict[str, Quantity] = {}
    before: Quantity | None = None
    for quantity in quantities:
        told = quantity
        if _is_bare(quantity):
            near = [each for each in last.values() if quantity.start - each.end <= _NEAR]
            donor = next((each for each in near if _left_out(text, each, quantity, listed=each is before)), None)
            if donor:
                told = replace(quantity, unit=donor.unit, kind=donor.kind)
            elif _is_age(text, quantity, persons):
                told = replace(quantity, unit="year", kind="age")
        elif quantity.kind == "count" and _CHILD_OF.search(text, max(0, quantity.start - _WORDS), quantity.start):
            told = replace(quantity, unit="year", kind="age", counted=None)
        if told.unit is not None:
            last[told.kind] = told
        before = told
        yield told


def _is_bare(quantity: Quantity) -> bool:
    """Return whether a number has no unit, and nothing that it counts stands beside it."""
    return quantity.kind == "count" and quantity.unit is None and not quantity.counted and quantity.value is not None


def _left_out(text: str, last: Quantity, quantity: Quantity, *, listed: bool) -> bool:
    """Return whether a bare number is one more in the unit of one before; `listed` tells that none stands between."""
    lead, value = text[last.end : quantity.start], quantity.value or 0.0
    if last.kind == "money":
        if value >= _MUCH and _PAYING.search(text[max(0, quantity.start - _NEAR) : quantity.start]):
            return True
    elif last.unit == "percent" and "." in quantity.text and value < 100:
        return bool(_STANDING.search(lead) or _HAVING.search(lead))
    if listed and last.kind != "age" and _set_beside(text, last, quantity):
        return True
    if last.kind != "age" or not _may_be_age(value):
        return False
    return bool(_WAS.search(lead)) or (listed and _LISTED.fullmatch(lead) is not None)


def _set_beside(text: str, last: Quantity, quantity: Quantity) -> bool:
    """Return whether a bare number is set beside the one before it in the sentence: 52 percent, down from 58."""
    lead, value = text[last.end : quantity.start], quantity.value or 0.0
    if ". " in lead or "\n" in lead:
        return False
    parted = _PARTED.search(quantity.text) and not value.is_integer()
    term = last.kind == "duration" and _TERM.search(lead)
    if not (parted or term or _BESIDE.search(lead)):
        return False
    return bool(last.value) and value * _LIKE > (last.value or 0.0) and value < (last.value or 0.0) * _LIKE


def _may_be_age(value: float) -> bool:
    return value.is_integer() and 0 < value < _OLDEST


def _is_age(text: str, quantity: Quantity, persons: frozenset[int]) -> bool:
    """Return whether a bare number is an age: `Ada Orr was 90`, `a retired cook, was 69`, `a teacher of 48`."""
    if not _may_be_age(quantity.value or 0.0) or not _ENDED.match(text, quantity.end):
        return bool(_OLDEST_OF.match(text, quantity.end)) and text.endswith(("at ", "At "), 0, quantity.start)
    before = text[max(0, quantity.start - _SUBJECT) : quantity.start]
    was = _WAS.search(before[-_WORDS:])
    if was is None:
        return (quantity.value or 0.0) > _FEW and _is_somebody(_OF_SO_MANY.search(before))
    at = quantity.start - len(was[0]) - 1
    named = bool({at, at - 1 if text[at - 1] == "," else at} & persons)
    return named or _is_somebody(_SUBJECT_WAS.search(before[: len(before) - len(was[0])]))


def _is_somebody(match: re.Match[str] | None) -> bool:
    """Return whether a noun that was found is that of one person."""
    noun = match["noun"] if match else "s"
    known = is_person(noun) or is_person(f"{noun}s") or (noun in words("titles") and noun not in _NOBODY)
    return known and not noun.endswith("s")
