"""What a draft contradicts in itself: weekdays, ages, parts of totals, percentages, one person spelt two ways.

Each rule looks at the words around one claim and says nothing where they can be read in another way.
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterator, Sequence
from itertools import pairwise

from dossier.linking.checking.names import near_spelling
from dossier.linking.facts import ArticleFacts
from dossier.model import CheckedClaim, DateSpan, Mention, Quantity
from dossier.reading.text.sentences import sentences
from dossier.text.days import day_range

_DAYS = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")
_WEEKDAY = re.compile(rf"\b({'|'.join(_DAYS)})\b", re.IGNORECASE)
_BORN = re.compile(r"\bborn (?:in|on)\b[^.;]{0,30}?\b(1[89]\d\d|20\d\d)\b")
_TOTAL = re.compile(r"\b(?:in all|in total|a total of|altogether)\b")
_OF = re.compile(r"\s+(?:of|out of)\s+(?:the\s+|its\s+|their\s+)?")


def contradictions(draft: ArticleFacts) -> Iterator[CheckedClaim]:
    """Yield what the draft says in two ways that cannot both be true."""
    for date in draft.dates:
        yield from _weekday(date)
    for first, last in _sentences(draft):
        inside = [quantity for quantity in draft.quantities if first <= quantity.start < last]
        text = draft.article.text[first:last]
        for rule in (_age, _sum, _share):
            yield from rule(draft, text, first, inside)
    yield from _spellings(draft.mentions)


def weekday(text: str) -> str | None:
    """Return the weekday that some words name, in small letters."""
    named = _WEEKDAY.search(text)
    return named[1].lower() if named else None


def _sentences(draft: ArticleFacts) -> Iterator[tuple[int, int]]:
    for passage in draft.article.passages:
        yield from sentences(draft.article.text, passage.start, passage.end)


def _weekday(date: DateSpan) -> Iterator[CheckedClaim]:
    """Friday, 27 November 2025: that day is a Thursday."""
    named = weekday(date.text)
    full = re.search(r"\d", date.text)
    if named and full and date.from_ and date.from_ == date.to:
        day = dt.date.fromisoformat(date.from_)
        if _DAYS[day.weekday()] != named:
            yield _claim(date, "date", f"{day_range(day, day)} is a {_DAYS[day.weekday()].capitalize()}.")


def _age(draft: ArticleFacts, text: str, _: int, inside: Sequence[Quantity]) -> Iterator[CheckedClaim]:
    """Ana Sol, 45, was born in 1970 (in a text of 2025): she is 54 or 55."""
    published, born = draft.article.published, _BORN.search(text)
    ages = [quantity for quantity in inside if quantity.kind == "age" and quantity.value is not None]
    if published and born and len(ages) == 1 and ages[0].value is not None:
        years = int(published[:4]) - int(born[1])
        if not years - 1 <= ages[0].value <= years:
            yield _claim(ages[0], "number", f"Born in {born[1]}, this person was {years - 1} or {years} then.")


def _sum(_: ArticleFacts, text: str, first: int, inside: Sequence[Quantity]) -> Iterator[CheckedClaim]:
    """Two men and three women, six people in all: two and three are five."""
    total = _TOTAL.search(text)
    counts = [q for q in inside if _is_exact(q, "count") and q.unit is None]
    if total is None or len(counts) not in {3, 4}:
        return
    near = min(counts, key=lambda q: min(abs(q.end - first - total.start()), abs(q.start - first - total.end())))
    parts = [q.value or 0 for q in counts if q is not near]
    if near is counts[-1] and sum(parts) != near.value:
        said = " + ".join(f"{value:,.12g}" for value in parts)
        yield _claim(near, "number", f"The parts are {said} = {sum(parts):,.12g}.")


def _is_exact(quantity: Quantity, kind: str) -> bool:
    """Return whether a quantity of a kind has one value and no bound."""
    return quantity.kind == kind and quantity.bound == "=" and quantity.value is not None


def _share(draft: ArticleFacts, _: str, __: int, inside: Sequence[Quantity]) -> Iterator[CheckedClaim]:
    """40 of the 80 seats (55 percent): 40 of 80 are 50 percent."""
    percents = [q for q in inside if _is_exact(q, "percent")]
    if len(percents) != 1:
        return
    (said,) = percents
    for part, whole in pairwise(q for q in inside if _is_exact(q, "count") and q.value):
        share = _percent(draft.article.text, part, whole)
        if share is not None and abs(share - (said.value or 0)) > _rounding(said.text) + 1e-9:
            yield _claim(said, "number", f"{part.value:,.12g} of {whole.value:,.12g} are {share:.1f} percent.")


def _percent(text: str, part: Quantity, whole: Quantity) -> float | None:
    """Return how many percent one count is of another, where the text says that it is a part of it."""
    few, all_ = part.value or 0, whole.value or 0
    return 100 * few / all_ if few <= all_ and _OF.fullmatch(text[part.end : whole.start]) else None


def _rounding(text: str) -> float:
    """Return by how much a number may be rounded: half of its last figure."""
    decimals = re.search(r"\d[.,](\d+)", text)
    return 0.5 / 10.0 ** (len(decimals[1]) if decimals else 0)


def _spellings(mentions: Sequence[Mention]) -> Iterator[CheckedClaim]:
    """Marta Olveira in one paragraph and Marta Oliveira in the next."""
    people: dict[tuple[str, ...], Mention] = {}
    for mention in mentions:
        words = tuple(mention.text.split())
        if mention.type != "PERSON" or len(words) < 2 or words in people:
            continue
        if before := next((one for other, one in people.items() if _is_misspelt(words, other)), None):
            yield _claim(mention, "name", f"The draft also spells it “{before.text}”.")
        people[words] = mention


def _is_misspelt(words: Sequence[str], other: Sequence[str]) -> bool:
    """Return whether two full names have one given name, and differ in one word by a letter or two."""
    differing = [(a, b) for a, b in zip(words, other, strict=False) if a != b]
    one = len(other) == len(words) and len(differing) == 1 and words[0] == other[0]
    return one and near_spelling(*differing[0])


def _claim(item: DateSpan | Quantity | Mention, kind: str, why: str) -> CheckedClaim:
    return CheckedClaim(item.start, item.end, item.text, kind, "inconsistent", why)  # type: ignore[arg-type]
