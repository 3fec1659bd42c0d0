"""What accounts for two differing numbers of one thing: rules by name, each with an example.

A rule that holds gives words of the texts for it. The words it looks for are in `measuring/clause_words.yaml`.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from typing import NamedTuple

from dossier.linking.compare.numbers.measuring.clause_words import clause, found, found_anywhere
from dossier.linking.compare.numbers.measuring.measures import Measure
from dossier.linking.compare.numbers.verdicts.arithmetic import makes_up

_YEARS = re.compile(r"\b(?:19|20)\d\d\b")
_OTHER = re.compile(r"\b(?:(?:the|their|his|her|its|all) other|remaining)\s+\Z", re.IGNORECASE)
_WEEKDAYS = re.compile(r"\b(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day\b")
_SAID = re.compile(
    r"\b(?:sa(?:id|ys)|told|announced|reported|added|wrote|confirmed|ruled|agreed)\b[^,.;#]{0,25}?"
    r"\b(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day\b"
)


class Account(NamedTuple):
    """What accounts for a difference: words in the clause of each of two numbers, empty where one has none."""

    name: str
    here: str
    there: str


def account(one: Measure, other: Measure) -> Account | None:
    """Return what accounts for a difference by the first rule that holds, None where none does."""
    for name, rule, _ in RULES:
        if found := rule(one, other):
            return Account(name, *found)
    return None


Found = tuple[str, str] | None


def _more_later(one: Measure, other: Measure) -> Found:
    if not one.published or not other.published or one.published == other.published:
        return None
    early, late = sorted((one, other), key=lambda measure: measure.published or "")
    if _size(late) <= _size(early):
        return None
    mine, theirs = found("updated", one), found("updated", other)
    return (mine, theirs) if mine or theirs else None


def _revised(one: Measure, other: Measure) -> Found:
    """Return words that say that a number took the place of another; the earlier of two days tells no later one."""
    early, late = sorted((one, other), key=lambda measure: measure.published or "")
    told = found_anywhere("revised", late)
    if not told and early.published == late.published:
        early, late = late, early
        told = found_anywhere("revised", late)
    if not told:
        return None
    return (told, "") if late is one else ("", told)


def _since_changed(one: Measure, other: Measure) -> Found:
    if not one.published or not other.published or one.published == other.published:
        return None
    late = max((one, other), key=lambda measure: measure.published or "")
    told = found("updated", late)
    if not told:
        return None
    return (told, "") if late is one else ("", told)


def _other_stage(one: Measure, other: Measure) -> Found:
    mine, theirs = found("stage", one), found("stage", other)
    return (mine, theirs) if bool(mine) != bool(theirs) else None


def _other_days(one: Measure, other: Measure) -> Found:
    """Return the weekdays or years of two clauses, where each has its own."""
    for pattern in (_YEARS, _WEEKDAYS):
        mine, theirs = (pattern.findall(_SAID.sub("", clause(measure))) for measure in (one, other))
        if mine and theirs and not set(mine) & set(theirs):
            return mine[0], theirs[0]
    return None


def other_years(one: Measure, other: Measure) -> bool:
    """Return whether the clauses of two numbers name years, and none that both have."""
    mine, theirs = (set(_YEARS.findall(_SAID.sub("", clause(measure)))) for measure in (one, other))
    return bool(mine and theirs) and not mine & theirs


def _other_extent(one: Measure, other: Measure) -> Found:
    """Return words such as `in total` that only one clause has."""
    mine, theirs = found("extent", one), found("extent", other)
    return (mine, theirs) if bool(mine) != bool(theirs) else None


def _long_past(one: Measure, other: Measure) -> Found:
    if one.setting.past == other.setting.past:
        return None
    mine, theirs = (_YEARS.search(clause(measure)) for measure in (one, other))
    return (mine[0] if mine else "", theirs[0] if theirs else "") if mine or theirs else None


def _others(one: Measure, other: Measure) -> Found:
    """Return the words that leave somebody out: the other 18."""
    fewer, more = sorted((one, other), key=_size)
    if _other(more) or one.amount.dimension != "count":
        return None
    told = _other(fewer)
    if not told:
        return None
    return (told, "") if fewer is one else ("", told)


def _other(measure: Measure) -> str:
    match = _OTHER.search(measure.text, 0, measure.quantity.start - measure.sentence[0])
    return f"{match[0].strip()} {measure.quantity.text}" if match else ""


def _size(measure: Measure) -> float:
    return measure.amount.value if measure.amount.value is not None else measure.amount.low


RULES: Sequence[tuple[str, Callable[[Measure, Measure], Found], tuple[str, str]]] = (
    ("sum", makes_up, ("118 passengers and five crew were on board", "123 people were on board")),
    ("others", _others, ("Nineteen were hurt", "The other 18 were in hospital")),
    ("revised", _revised, ("The port offered 5 percent", "The port has raised its offer by a point to 6 percent")),
    ("more later", _more_later, ("96 flights were cancelled", "By evening 131 flights had been cancelled")),
    ("stage", _other_stage, ("Shares were down 9 percent", "Shares closed 7 percent lower")),
    ("days", _other_days, ("5 boats left on Monday", "9 boats left on Tuesday")),
    ("extent", _other_extent, ("The bill is £83", "The bill is £104 with the levy included")),
    ("past", _long_past, ("It drew 1.3 million visitors", "In 2009 it drew 1.5 million visitors")),
    ("changed since", _since_changed, ("38,000 homes have no water", "4,200 homes still have no water")),
)
"""Rules by name, the first that holds is taken, each with two sentences, the second of an article a day later."""
