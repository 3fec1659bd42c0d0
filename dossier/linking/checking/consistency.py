"""What a draft contradicts in itself: weekdays, ages, one person spelt two ways; and sums, shares and conversions.

Each rule looks at the words around one claim and says nothing where they can be read in another way.
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from collections.abc import Set as AbstractSet
from functools import cache
from itertools import zip_longest
from typing import Literal

from rapidfuzz.distance import OSA

from dossier.extracting.lexicon import listed
from dossier.linking.checking.conversions import conversions
from dossier.linking.checking.shares import shares
from dossier.linking.checking.source_names import is_ending, letters, near_spelling
from dossier.linking.checking.sums import sums
from dossier.linking.checking.told_numbers import claim, table
from dossier.linking.facts import ArticleFacts
from dossier.linking.text.sentences import words_of
from dossier.linking.text.terms import STOP_WORDS
from dossier.model import CheckedClaim, DateSpan, Mention, Quantity
from dossier.reading.text.sentences import sentences
from dossier.text.days import day_range
from dossier.text.folding import fold

_DAYS = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")
_WEEKDAY = re.compile(rf"\b({'|'.join(_DAYS)})\b", re.IGNORECASE)
_A_WEEKDAY = re.compile(
    rf",? (?:which (?:is|was|falls on|fell on) )?a\s({'|'.join(_DAYS)})\b(?!\s\w+ing\b)", re.IGNORECASE
)
_YEAR = re.compile(r"\b(?:1[89]\d\d|20\d\d)\b")

_WORD = 5  # letters of a surname that may be spelt two ways
_LONG = 8  # letters of any other name of one word

Spelt = Callable[[], AbstractSet[str]]
"""Gives the names of the sources, which takes a while and is asked only where a draft spells a name two ways."""


def contradictions(draft: ArticleFacts, spelt: Spelt = frozenset) -> Iterator[CheckedClaim]:
    """Yield what the draft says in two ways that cannot both be true.

    `spelt` gives the names as the sources spell them: of two spellings of which they have one, the other one is told.
    """
    for date, behind in zip_longest(draft.dates, draft.dates[1:]):
        yield from _weekday(draft, date)
        yield from _weekday_in_front(draft, date, behind)
    every = [*_sentences(draft)]
    for (first, last), then in zip(every, [*every[1:], (0, 0)], strict=True):
        inside = [quantity for quantity in draft.quantities if first <= quantity.start < last]
        text = re.sub(r"\s", " ", draft.article.text[first:last])
        yield from _ages(draft, text, first, inside)
        yield from _ages_of_nouns(text, first, inside)
        yield from sums(text, first, inside, draft.article.text[slice(*then)])
        yield from shares(text, first, inside)
        yield from conversions(text, first, inside)
    yield from _spellings(draft, spelt)


def weekday(text: str) -> str | None:
    """Return the weekday that some words name, in small letters."""
    named = _WEEKDAY.search(text)
    return named[1].lower() if named else None


def _sentences(draft: ArticleFacts) -> Iterator[tuple[int, int]]:
    for passage in draft.article.passages:
        yield from sentences(draft.article.text, passage.start, passage.end)


def _weekday(draft: ArticleFacts, date: DateSpan) -> Iterator[CheckedClaim]:
    """Friday, 27 November 2025, or 27 November, a Friday: that day is a Thursday."""
    behind = _A_WEEKDAY.match(draft.article.text, date.end)
    named = weekday(date.text) or (behind[1].lower() if behind else None)
    full = re.search(r"\d", date.text)
    if named and full and date.from_ and date.from_ == date.to:
        day = dt.date.fromisoformat(date.from_)
        if _DAYS[day.weekday()] != named:
            yield _claim(date, "date", f"{day_range(day, day)} is a {_DAYS[day.weekday()].capitalize()}.")


def _weekday_in_front(draft: ArticleFacts, date: DateSpan, behind: DateSpan | None) -> Iterator[CheckedClaim]:
    """Friday (27 November 2025): that day is a Thursday."""
    named = weekday(date.text)
    if behind is None or named is None or draft.article.text[date.end : behind.start] != " (" or date.to != date.from_:
        return
    if behind.from_ and behind.from_ == behind.to and re.search(r"\d", behind.text):
        day = dt.date.fromisoformat(behind.from_)
        if _DAYS[day.weekday()] != named:
            yield _claim(date, "date", f"{day_range(day, day)} is a {_DAYS[day.weekday()].capitalize()}.")


def _ages_of_nouns(text: str, first: int, inside: Sequence[Quantity]) -> Iterator[CheckedClaim]:
    """Yield `55-year-old` of a 55-year-old girl; not of a girl scout leader, or a 55-year-old and a girl."""
    for age in inside:
        found = _aged().match(text, age.start - first)
        if found and age.value is not None and not STOP_WORDS & set(words_of(found["between"])):
            youngest, oldest = table()["nouns_of_ages"][found["noun"].lower()]
            if not youngest <= age.value <= oldest:
                yield claim(age, f"A {found['noun'].lower()} is not {age.value:g} years old.")


@cache
def _aged() -> re.Pattern[str]:
    """Return the pattern of an age in years, up to two words and a noun of an age, with which the phrase ends."""
    nouns = "|".join(table()["nouns_of_ages"])
    ends = rf"$|[^\w\s’'-]| (?:{'|'.join(sorted(STOP_WORDS))})\b"
    years = r"[\w-]+?[- ]years?(?:[- ]olds?)?"
    return re.compile(rf"{years} (?P<between>(?:[\w’'-]+ ){{0,2}}?)(?P<noun>{nouns})s?(?={ends})", re.IGNORECASE)


def _ages(draft: ArticleFacts, text: str, first: int, inside: Sequence[Quantity]) -> Iterator[CheckedClaim]:
    """Ana Sol, 45, was born in 1970 (in a text of 2025): she is 54 or 55."""
    published = draft.article.published
    ages = {quantity.start - first: quantity for quantity in inside if quantity.value and _may_be_age(quantity)}
    if not published or len(set(_YEAR.findall(text))) != 1 or _other_time().search(text):
        return
    for told in filter(None, (pattern.search(text) for pattern in _births())):
        years, age = int(published[:4]) - int(told["year"]), ages.get(told.start("age"))
        if age and age.value is not None and not years - 1 <= age.value <= years:
            yield claim(age, f"Born in {told['year']}, this person was {years - 1} or {years} then.")
            return


def _may_be_age(quantity: Quantity) -> bool:
    return quantity.kind == "age" or (quantity.kind == "count" and quantity.counted is None)


@cache
def _births() -> list[re.Pattern[str]]:
    """Return the patterns of a birth and an age of one person."""
    words = table()
    meant = {
        "BORN": words["born"],
        "MONTH": words["month"],
        "YEAR": rf"(?P<year>{_YEAR.pattern})",
        "AGE": r"(?P<age>\d{1,3})",
        "NOT": words["not"],
        "THING": words["thing"],
    }
    patterns = [rule["pattern"] for rule in words["ages"]]
    for name, means in meant.items():
        patterns = [pattern.replace(name, means) for pattern in patterns]
    return [re.compile(pattern, re.IGNORECASE) for pattern in patterns]


@cache
def _other_time() -> re.Pattern[str]:
    return re.compile(table()["other_time"], re.IGNORECASE)


def _spellings(draft: ArticleFacts, spelt: Spelt) -> Iterator[CheckedClaim]:
    """Marta Olveira in one paragraph and Marta Oliveira in the next."""
    people: dict[tuple[str, ...], Mention] = {}
    for mention in draft.mentions:
        words = tuple(re.split(r"[\s-]+", mention.text.strip()))
        if mention.type != "PERSON" or len(words) < 2 or words in people:
            continue
        like = (one for other, one in people.items() if _is_misspelt(words, other) or _sounds_alike(words, other))
        if before := next((one for one in like if not _are_two(draft, one, mention)), None):
            yield _misspelt_one(before, mention, spelt)
        people[words] = mention
    yield from _single_words(draft, people, spelt)
    yield from _linked(draft, people, spelt)


def _linked(draft: ArticleFacts, people: Mapping[tuple[str, ...], Mention], spelt: Spelt) -> Iterator[CheckedClaim]:
    """Jon Kafka in one paragraph and Cafka in the next, where the sources tell that both are one person."""
    for mention in draft.mentions:
        named = ((words[-1], one) for words, one in people.items() if one.entity == mention.entity is not None)
        if full := next((one for surname, one in named if _is_letter_off(mention.text.strip(), surname)), None):
            yield _misspelt_one(full, mention, spelt)


def _is_letter_off(word: str, surname: str) -> bool:
    """Return whether a name of one word is a surname but for a letter, and not its plural or its spelling in ASCII."""
    one, other = letters(word), letters(surname)
    return word.isalpha() and OSA.distance(one, other) == 1 and not is_ending(one, other)


def _misspelt_one(before: Mention, mention: Mention, spelt: Spelt) -> CheckedClaim:
    """Return the one of two spellings that the sources do not have, else the second."""
    known = spelt()
    wrong, other = (before, mention) if mention.text in known and before.text not in known else (mention, before)
    return _claim(wrong, "name", f"The draft also spells it “{other.text}”.")


def _single_words(
    draft: ArticleFacts, people: Mapping[tuple[str, ...], Mention], spelt: Spelt
) -> Iterator[CheckedClaim]:
    """Piotr Nowak in one paragraph and Nowack in the next; Karlsborg and then Karlsburg."""
    known = {words[-1]: one for words, one in people.items()}
    parts = {word for words in people for word in words}
    for mention in draft.mentions:
        word = mention.text.strip()
        if word in known or word in parts or len(word) < _WORD or not word.isalpha():
            continue
        like = (one for other, one in known.items() if _is_slip(word, other, mention, one))
        if before := next((one for one in like if not _are_two(draft, one, mention)), None):
            yield _misspelt_one(before, mention, spelt)
        known[word] = mention


def _is_slip(word: str, other: str, mention: Mention, before: Mention) -> bool:
    """Return whether a name of one word is another one but for a letter, and neither is known as a name or a word."""
    alike = word[0] == other[0] and OSA.distance(word.lower(), other.lower()) == 1
    person = before.type == "PERSON" and len(other) < len(before.text)
    long = person or (mention.type == before.type and min(len(word), len(other)) >= _LONG)
    return alike and long and near_spelling(word, other, alone=True) and near_spelling(other, word, alone=not person)


def _is_misspelt(words: Sequence[str], other: Sequence[str]) -> bool:
    """Return whether two full names have one given name, and differ in one word by a letter or two."""
    differing = [(a, b) for a, b in zip(words, other, strict=False) if a != b]
    one = len(other) == len(words) and len(differing) == 1 and words[0] == other[0]
    return one and near_spelling(*differing[0])


def _sounds_alike(words: Sequence[str], other: Sequence[str]) -> bool:
    """Return whether two full names have one surname, and given names that are spellings of one: Jon, John Berg."""
    if words[1:] != other[1:]:
        return False
    one, two = fold(words[0]), fold(other[0])
    return one != two and _sound(one) == _sound(two) and bool({one, two} & listed("given"))


def _sound(given: str) -> str:
    """Return a folded given name without what its spellings differ in: a silent h, a doubled consonant, c for k."""
    plain = given.replace("ph", "f").replace("v", "f").replace("ck", "k").replace("c", "k")
    plain = re.sub("nne$", "nn", plain.replace("ou", "u").replace("y", "i"))
    return re.sub(r"([^aeiou])\1", r"\1", re.sub(r"(?<=.)(?<![sk])h(?![aeiou])|(?<=t)h", "", plain))


def _are_two(draft: ArticleFacts, one: Mention, other: Mention) -> bool:
    """Return whether two like names may be of two people: they stand in one sentence, or kin is told of beside one."""
    said = {next(((a, b) for a, b in _sentences(draft) if a <= name.start < b), (0, 0)) for name in (one, other)}
    kin = re.compile(table()["kin"], re.IGNORECASE)
    return len(said) == 1 or any(kin.search(draft.article.text[a:b]) for a, b in said)


def _claim(item: DateSpan | Mention, kind: Literal["date", "name"], why: str) -> CheckedClaim:
    return CheckedClaim(item.start, item.end, item.text, kind, "inconsistent", why)
