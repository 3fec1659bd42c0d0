"""What accounts for two differing numbers of one thing: rules by name, each with an example.

A rule that holds gives words of the texts for it. The words it looks for are in `measuring/clause_words.yaml`.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from functools import lru_cache
from typing import NamedTuple

from dossier.extracting.numerals.words import read
from dossier.linking.compare.numbers.matching.evidence import swapped
from dossier.linking.compare.numbers.measuring.arithmetic import makes_up, multiplied
from dossier.linking.compare.numbers.measuring.clause_words import clause, found, found_anywhere
from dossier.linking.compare.numbers.measuring.measures import Measure

_NEAR = 24  # characters
_YEARS = re.compile(r"\b(?:19|20)\d\d\b")
_FOUNDED = re.compile(
    r"\b(?:founded|set up|started|began|begun|formed|introduced|elected|appointed|opened|built|born|launched|created"
    r"|established|finished|completed|constructed|erected"
    r"|inaugurated|commissioned|dat(?:es|ing) (?:from|back to))\b[^.;#]{0,40}?\b(?:19|20)\d\d\b"
)
_RECORD = re.compile(  # the lowest since 1992 is of no other year
    r"\b(?:[a-z]{3,}est|most|least|first|worst|record)\b[^.;#]{0,40}?\b(?:since|in)\b[^.;#]{0,20}?\b(?:19|20)\d\d\b"
)
_SHIFTED = re.compile(r"\b(?:day|night|morning|evening|week|hours) (?:before|after|earlier|later)\b")
_OTHER = re.compile(r"\b(?:(?:the|their|his|her|its|all) other|remaining)\s+\Z", re.IGNORECASE)
_OTHERS = re.compile(
    r" (?:others\b|other [a-z]+|co-[a-z]+|fellow [a-z]+"
    r"|(?:rivals|competitors|colleagues|companions|workmates|classmates|team-?mates|comrades|siblings)\b)"
)
_WEEKDAYS = re.compile(r"\b(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day\b")
_SAID = re.compile(
    r"\b(?:sa(?:id|ys)|told|announced|reported|added|wrote|confirmed|ruled|agreed)\b[^,.;#]{0,25}?"
    r"\b(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day\b"
)


_FEW = 20  # so small a number often makes up a difference by chance
_WORD = re.compile(r"[\w.,]*\w")
_ADDED = re.compile(r"\b(?:and|plus|with|votes to|another|further|additional)\W+(?:[\w’'-]+\W+){0,3}\Z")
_BESIDES = re.compile(r"\W*(?:[a-z]+ ){0,2}(?:more|others?|fewer|less)\b")
_AMONG = re.compile(r"\W*(?:[a-z]+ ){0,2}(?:more|fewer|less|of (?:them|the|those|these|whom|which)|who|having|new)\b")
_LISTED = re.compile(r" (?:[\w’'-]+ ){1,3}(?:and|plus|with) (?:about |some |another )?")  # two guards and 13 visitors
_AFTER = re.compile(r"\b(?:after|another|further|including|among them|by) (?:[a-z]+ )?\Z")


class Account(NamedTuple):
    """What accounts for a difference: words in the clause of each of two numbers, empty where one has none."""

    name: str
    here: str
    there: str


def account(one: Measure, other: Measure) -> Account | None:
    """Return what accounts for a difference by the first rule that holds, None where none does, as for ages."""
    if one.amount.dimension == "age":
        return None
    for name, rule, _ in RULES:
        if found := rule(one, other):
            return Account(name, *found)
    return None


Found = tuple[str, str] | None


def _sum(one: Measure, other: Measure) -> Found:
    """Return the number beside one of the two that makes up the difference, where words join it: two more."""
    told = makes_up(one, other)
    if not told or float(told[0] or told[1]) > _FEW:
        return told
    measure, rest = (one, other) if told[0] else (other, one)
    return told if _joined(measure, float(told[0] or told[1]), larger=_size(measure) > _size(rest)) else None


def _joined(measure: Measure, value: float, *, larger: bool) -> bool:
    """Return whether a sentence tells a number as a part of its larger one, or as more than its smaller one."""
    text, at = measure.text, measure.quantity.start - measure.sentence[0]
    for word in _WORD.finditer(text):
        number = read(text, word.start(), len(text)) if word.start() != at else None
        if number is None or number.value != value:
            continue
        before, behind = text[: number.start], text[number.end : number.end + _NEAR]
        if larger and (_AMONG.match(behind) or _AFTER.search(before)):
            return True
        if not larger and (_ADDED.search(before[min(at, len(before)) :]) or _BESIDES.match(behind)):
            return True
        if not larger and number.end <= at and _LISTED.fullmatch(text, number.end, at):
            return True
    return False


def _each(one: Measure, other: Measure) -> Found:
    """Return how many there are of which the smaller number is told."""
    count = multiplied(one, other)
    return (count, "") if count else None


def _more_later(one: Measure, other: Measure) -> Found:
    if not one.published or not other.published or one.published == other.published:
        return None
    early, late = sorted((one, other), key=lambda measure: measure.published or "")
    if _size(late) <= _size(early) or _both_new(early, late):
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
    if not told or _both_new(early, late):
        return None
    return (told, "") if late is one else ("", told)


def _both_new(early: Measure, late: Measure) -> bool:
    """Return whether both tell what it is now: €6.40, up from €5.90, and raised to €6.80."""
    return bool(found("renewed", early) and found_anywhere("revised", late))


def _since_changed(one: Measure, other: Measure) -> Found:
    if not one.published or not other.published or one.published == other.published:
        return None
    early, late = sorted((one, other), key=lambda measure: measure.published or "")
    told = found("updated", late)
    if not told or _both_new(early, late):
        return None
    return (told, "") if late is one else ("", told)


def _other_stage(one: Measure, other: Measure) -> Found:
    mine, theirs = found("stage", one), found("stage", other)
    return (mine, theirs) if bool(mine) != bool(theirs) else None


def _other_days(one: Measure, other: Measure) -> Found:
    """Return the weekdays or years of two clauses, where each has its own; a slip is none of another day."""
    if swapped(one, other):
        return None
    for pattern in (_YEARS, _WEEKDAYS):
        mine, theirs = (pattern.findall(_undated(measure)) for measure in (one, other))
        shifted = pattern is _WEEKDAYS and any(_SHIFTED.search(clause(measure)) for measure in (one, other))
        if mine and theirs and not shifted and not set(mine) & set(theirs):
            return mine[0], theirs[0]
    return None


def other_years(one: Measure, other: Measure) -> bool:
    """Return whether the clauses of two numbers name years, and none that both have."""
    mine, theirs = (set(_YEARS.findall(_undated(measure))) for measure in (one, other))
    return bool(mine and theirs) and not mine & theirs


def _undated(measure: Measure) -> str:
    """Return the clause of a number without the day on which it was said, and the year in which a thing was made."""
    return _without_other_days(clause(measure))


@lru_cache(maxsize=4096)  # each number of a group is set against all others
def _without_other_days(clause_: str) -> str:
    return _RECORD.sub("", _FOUNDED.sub("", _SAID.sub("", clause_)))


def _other_extent(one: Measure, other: Measure) -> Found:
    """Return words such as `in total` that only one clause has."""
    mine, theirs = found("extent", one), found("extent", other)
    return (mine, theirs) if mine.lower() != theirs.lower() else None


def _long_past(one: Measure, other: Measure) -> Found:
    if one.setting.past == other.setting.past:
        return None
    mine, theirs = (_YEARS.search(_undated(measure)) for measure in (one, other))
    return (mine[0] if mine else "", theirs[0] if theirs else "") if mine or theirs else None


def _others(one: Measure, other: Measure) -> Found:
    """Return the words that leave somebody out: the other 18, ten co-defendants, six rivals."""
    fewer, more = sorted((one, other), key=_size)
    if _other(more) or one.amount.dimension != "count":
        return None
    told = _other(fewer) or (_others_behind(fewer) if _size(more) - _size(fewer) <= max(1, _size(more) / 10) else "")
    if not told:
        return None
    return (told, "") if fewer is one else ("", told)


def _other(measure: Measure) -> str:
    match = _OTHER.search(measure.text, 0, measure.quantity.start - measure.sentence[0])
    return f"{match[0].strip()} {measure.quantity.text}" if match else ""


def _others_behind(measure: Measure) -> str:
    match = _OTHERS.match(measure.text, measure.quantity.end - measure.sentence[0])
    return f"{measure.quantity.text}{match[0]}" if match else ""


def _to_come(one: Measure, other: Measure) -> Found:
    mine, theirs = found("ahead", one), found("ahead", other)
    return (mine, theirs) if bool(mine) != bool(theirs) else None


def _size(measure: Measure) -> float:
    return measure.amount.value if measure.amount.value is not None else measure.amount.low


RULES: Sequence[tuple[str, Callable[[Measure, Measure], Found], tuple[str, str]]] = (
    ("sum", _sum, ("118 passengers and five crew were on board", "123 people were on board")),
    ("each", _each, ("They get 100 euros each for three days", "They got 300 euros")),
    ("others", _others, ("Nineteen were hurt", "The other 18 were in hospital")),
    ("revised", _revised, ("The port offered 5 percent", "The port has raised its offer by a point to 6 percent")),
    ("more later", _more_later, ("96 flights were cancelled", "By evening 131 flights had been cancelled")),
    ("stage", _other_stage, ("Shares were down 9 percent", "Shares closed 7 percent lower")),
    ("days", _other_days, ("5 boats left on Monday", "9 boats left on Tuesday")),
    ("to come", _to_come, ("It has 46 aircraft", "By next autumn the airline will own 51")),
    ("extent", _other_extent, ("The bill is £83", "The bill is £104 with the levy included")),
    ("past", _long_past, ("It drew 1.3 million visitors", "In 2009 it drew 1.5 million visitors")),
    ("changed since", _since_changed, ("38,000 homes have no water", "4,200 homes still have no water")),
)
"""Rules by name, the first that holds is taken, each with two sentences, the second of an article a day later."""
