"""Whose age a number is, where a text says so by name."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from dossier.linking.facts import ArticleFacts
from dossier.linking.text.sentences import sentences, words_of
from dossier.model import Mention, Quantity
from dossier.text.folding import fold

PRONOUN_BEFORE_AGE = re.compile(r"(?:he|she) (?:was|is|turned) (?:only |just )?$", re.IGNORECASE)
_WAS = re.compile(r" (?:was|is|turned) (?:only |just )?$")
_DIED = re.compile(r"\b(?:dead|dies|died) at (?:age |the age of )?$", re.IGNORECASE)
_DIRECTLY = frozenset({" (", ", ", ", aged ", " (aged "})
_BESIDE = 60  # characters between a name and the age of who bears it
_OLDEST = 120  # years


@dataclass(frozen=True, slots=True)
class PersonAge:
    """An age that an article tells of somebody, with the full name that stands there, else the one before it."""

    age: Quantity
    person: Mention
    name: tuple[str, ...]


def people_of_age(facts: ArticleFacts) -> Iterator[PersonAge]:
    """Yield each age in years of an article that is told of somebody by name.

    It stands beside the name (Ines Vold, 75; Vold was 75); or behind "he was", and the sentence before begins with the
    name; or behind "died at", and the name begins the sentence.
    """
    people = [one for one in facts.mentions if one.type == "PERSON"]
    known = (one for one in facts.quantities if one.value is not None)  # `in his thirties` is no age in years
    ages = [one for one in known if one.kind == "age" or _may_be_age(one, facts.article.text)]
    if not ages or not people:
        return  # most articles tell no age, and need not be split
    split = sentences(facts, titled=True)
    starts = [one.start for one in split]
    for age in ages:
        person = next((one for one in people if _is_told(one, age, facts.article.text)), None)
        at = bisect_right(starts, age.start) - 1
        if person is None and at >= 0:
            before = facts.article.text[split[at].start : age.start]
            if PRONOUN_BEFORE_AGE.match(before) and at:
                person = _first(people, split[at - 1].start, split[at - 1].end)
            elif _DIED.search(before):
                person = _first(people, split[at].start, age.start)
        if person:
            yield PersonAge(age, person, _full_name(person, people))


def _may_be_age(number: Quantity, text: str) -> bool:
    """Return whether a bare number is an age where a name and "was" stand before it: Vold was 75, and not 75 votes."""
    bare = number.kind == "count" and number.counted is None and number.bound == "="
    return bare and 0 < (number.value or 0) < _OLDEST and text[number.end : number.end + 1] in {",", "."}


def _full_name(person: Mention, people: Sequence[Mention]) -> tuple[str, ...]:
    """Return the words of a name, of a surname alone those of the last name before it that ends with it."""
    name = words_of(person.text)
    before = (words_of(one.text) for one in reversed(people) if one.start < person.start)
    return name if len(name) > 1 else next((full for full in before if len(full) > 1 and full[-1:] == name), name)


def _is_told(person: Mention, age: Quantity, text: str) -> bool:
    """Return whether an age was read of a person beside it, or stands behind the name: Vold was 75; Ines Vold (75)."""
    if person.end < age.start <= person.end + _BESIDE and _WAS.fullmatch(text[person.end : age.start]):
        return True
    if age.kind != "age":
        return False
    if text[person.end : age.start] in _DIRECTLY or _is_office(text[age.end : person.start], person.role):
        return True
    return person.age == age.value and _is_beside(person, age)


def _is_office(between: str, role: str | None) -> bool:
    """Return whether the words between an age and a name are the office: the 51-year-old Senior Trooper Ines Vold."""
    return bool(between.strip()) and fold(between.strip()) == role


def _is_beside(person: Mention, age: Quantity) -> bool:
    return 0 <= age.start - person.end <= _BESIDE or 0 <= person.start - age.end <= _BESIDE


def _first(people: Sequence[Mention], start: int, end: int) -> Mention | None:
    """Return the one person who is named in a stretch of text, None where several are."""
    found = [one for one in people if start <= one.start < end]
    return found[0] if len({one.text.split()[-1] for one in found}) == 1 else None
