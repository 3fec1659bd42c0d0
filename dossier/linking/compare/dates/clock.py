"""Times of day that articles give, such as `at 6.50 a.m.` and `ten to seven in the morning`, with their days."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache
from typing import Any, NamedTuple

from dossier.linking.compare.dates.dated import SAYING, TIMES, iso
from dossier.linking.facts import ArticleFacts
from dossier.linking.matching.contexts import sentence_of, tokens, weighed
from dossier.linking.text.vocabulary import table
from dossier.text.patterns import Patterns, alternation

HALF_DAY = 12 * 60  # minutes
_TWELVE = 12  # hours
_REACH = 24  # code points before a time in which its bound stands


class TimeOfDay(NamedTuple):
    """A time of day: minutes from midnight, and by how many it may lie before or behind those.

    `half` says that the text does not tell morning from evening. It stands from `start` to `end`, in code points.
    """

    minute: int
    before: int
    behind: int
    half: bool
    start: int
    end: int


class ToldTime(NamedTuple):
    """A time of day in an article: its day as an ordinal, whether its sentence gives that, and the words around it.

    `keys` are stems and concepts of the sentence, in which it stands at `at`.
    """

    time: TimeOfDay
    day: int
    given: bool
    keys: frozenset[str]
    sentence: str
    at: int


def data() -> Any:
    """Return times_of_day.yaml."""
    return table("times_of_day")


@cache
def _patterns() -> Patterns:
    """Return the patterns of times_of_day.yaml."""
    words = {name.upper(): alternation(data()[name]) for name in ("hours", "minutes")}
    first = "".join(sorted({word[0] for name in ("hours", "minutes") for word in data()[name]}))
    return Patterns(lambda: data()["patterns"], **words, FIRST=first)


@cache
def _clock_words() -> frozenset[str]:
    """Return the words that belong to a time of day, and do not tell what happens then."""
    return frozenset([*data()["hours"], *data()["minutes"], *data()["clock_words"]])


@cache
def _bounds() -> list[tuple[re.Pattern[str], int, int]]:
    """Return what may stand before a time, each with the minutes that it may lie before and behind."""
    return [
        (re.compile(rf"\b{each['words']} \Z", re.IGNORECASE), each["before"], each["behind"])
        for each in data()["bounds"]
    ]


def times_of_day(text: str) -> Iterator[TimeOfDay]:
    """Yield the times of day in a text."""
    for match in _patterns().time.finditer(text):
        part = _patterns().part_of_day.match(text, match.end())
        bound = _bound(text, match.start())
        if _tells(match, part, text, bounded=bound is not None):
            minute, half = _minute(match, part["part"].lower() if part else "")
            start, before, behind = bound or (match.start(), 0, 0)
            end = part.end() if part else match.end()
            yield TimeOfDay(minute % (2 * HALF_DAY), before, behind, half, start, end)


def _bound(text: str, at: int) -> tuple[int, int, int] | None:
    """Return where words begin that bound a time, and by how many minutes it may lie before and behind."""
    low = max(0, at - _REACH)
    for words, before, behind in _bounds():
        if found := words.search(text[low:at]):
            return low + found.start(), before, behind
    return None


def _tells(match: re.Match[str], part: re.Match[str] | None, text: str, *, bounded: bool) -> bool:
    """Return whether figures or words are a time of day, and no other number."""
    if match["half"] or match["way"] == "past":
        return match["hour"] is None or int(match["hour"]) <= _TWELVE
    led = _patterns().before.search(text, max(0, match.start() - 12), match.start()) is not None
    if not led or (part is None and match["clock"] is None and not _patterns().behind.match(text, match.end())):
        return led and ":" in match[0]
    bare = not (match["minute"] or match["way"] or match["clock"] or match["noon"] or part)
    return not bare or (bounded and (match["hour"] is None or int(match["hour"]) <= _TWELVE))


def _minute(match: re.Match[str], part: str) -> tuple[int, bool]:
    """Return the minutes from midnight, and whether half a day may have to be added."""
    if match["noon"]:
        return (0 if match["noon"].lower() == "midnight" else HALF_DAY), False
    hour = int(match["hour"]) if match["hour"] else data()["hours"][match["word"].lower()]
    beside = data()["minutes"].get((match["past"] or "").lower(), 0)
    minute = 60 * hour + int(match["minute"] or 0) + (-beside if match["way"] == "to" else beside)
    if match["half"]:
        return minute % HALF_DAY + HALF_DAY * (match["half"].lower() == "p"), False
    if hour > _TWELVE or (match["hour"] or "").startswith("0"):
        return minute, False
    if not part:
        return minute % HALF_DAY, True
    first, last = data()["parts"][part]
    fits = [m for m in range(minute % HALF_DAY, 60 * (last + 1), HALF_DAY) if 60 * first <= m]
    return (fits[0] if fits else minute), not fits


def told_times(facts: ArticleFacts) -> Iterator[ToldTime]:
    """Yield the times of day of an article that stand outside of quotation marks, in text order."""
    text = facts.article.text
    for time in times_of_day(text):
        if any(quote.start <= time.start < quote.end for quote in facts.quotations):
            continue
        start, end = sentence_of(text, time.start, time.end)
        if day := _day(facts, time, start, end):
            words = tokens(text, start, end)
            plain = [word for word in words if word[0] not in _clock_words()]
            keys = frozenset(weighed(plain, 0, 0)) - TIMES - SAYING
            yield ToldTime(time, *day, keys, text[start:end], time.start - start)


def _day(facts: ArticleFacts, time: TimeOfDay, start: int, end: int) -> tuple[int, bool] | None:
    """Return the day of a time: in its sentence the nearest, else the last before it, else its article's."""
    days = [date for date in facts.dates if date.from_ and date.from_ == date.to]
    inside = [date for date in days if start <= date.start < end]
    before = [date for date in days if date.start < start]
    if inside:
        return iso(min(inside, key=lambda date: abs(date.start - time.start)).from_ or "").toordinal(), True
    last = before[-1].from_ if before else facts.article.published
    return (iso(last).toordinal(), False) if last else None
