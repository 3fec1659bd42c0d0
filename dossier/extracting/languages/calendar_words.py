"""What the reader of dates needs to know of a language: `lexicon/languages/CODE_calendar.yaml`, folded and compiled."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache
from typing import Any

from dossier.extracting.lexicon import table
from dossier.text.folding import fold

WORD = re.compile(r"[^\W\d_]+")
_ENDINGS = ("e", "en", "er", "es", "em")  # of German adjectives: letzt* Woche
PARTS = ("early", "mid", "late")


def key(phrase: str) -> str:
    """Return the folded words of a phrase with one space between: `aujourd hui`, `fim de semana`."""
    return " ".join(WORD.findall(fold(phrase)))


@dataclass(frozen=True, slots=True)
class Calendar:
    """The words of a language by which its dates are read; phrases are folded, a space between their words."""

    months: Mapping[str, int]
    weekdays: Mapping[str, int]
    seasons: Mapping[str, int]
    days: Mapping[str, int]
    """Words for a day counted from publication: yesterday -1."""
    no_days: frozenset[str]
    before_no_day: frozenset[str]
    stretches: Mapping[str, tuple[str, int]]
    """Phrases for a calendar week, month or year counted from publication: last week (`week`, -1)."""
    ranked: Mapping[str, tuple[int, int]]
    """Phrases for a quarter or half of a year: which, and its months (`third quarter`, (3, 3))."""
    weekends: frozenset[str]
    ago: tuple[str, ...]
    parts: Mapping[str, str]
    """Phrases for the early, middle or late part of a month or year."""
    day_parts: frozenset[str]
    decades: frozenset[str]
    tens: Mapping[str, int]
    centuries: frozenset[str]
    before_month: frozenset[str]
    before_year: frozenset[str]
    next: frozenset[str]
    last: frozenset[str]
    joins: Mapping[str, frozenset[str]]
    """What opens and joins the two ends of a stretch: `between`, `and`, `from_month`, `to`; `until`, `ahead_before`."""
    cues: re.Pattern[str]
    """Words that look ahead (group `ahead`) or back (group `past`)."""
    day_ordinal: str
    gap: str
    starts: frozenset[str]
    """The words at which a date may begin."""


def _spread(rows: Mapping[Any, Iterable[str]]) -> dict[str, Any]:
    return {key(word): value for value, words in rows.items() for word in words}


def _keys(words: Iterable[str]) -> frozenset[str]:
    return frozenset(map(key, words))


def _declined(phrases: Iterable[str]) -> list[str]:
    return [phrase.replace("*", ending) for phrase in phrases for ending in (_ENDINGS if "*" in phrase else ("",))]


def _cues(rows: Mapping[str, Any]) -> re.Pattern[str]:
    groups = []
    for group in ("ahead", "past"):
        whole = "|".join(map(re.escape, sorted(rows[group]["words"], key=len, reverse=True)))
        ends = "|".join(rows[group]["endings"])
        inflected = rf"|[^\W\d_]+(?:{ends})" if ends else ""
        groups.append(rf"(?P<{group}>(?:{whole}){inflected})")
    return re.compile(rf"(?<!\w)(?:{'|'.join(groups)})(?!\w)", re.IGNORECASE)


@cache
def calendar(language: str) -> Calendar:
    """Return the calendar of a language: es, fr, de or pt."""
    rows = table(f"languages/{language}_calendar")
    months, weekdays, seasons, days = (_spread(rows[name]) for name in ("months", "weekdays", "seasons", "days"))
    days |= dict.fromkeys(map(key, rows["parts_of_today"]), 0)
    stretches = {
        key(phrase): (row.split()[0], int(row.split()[1]))
        for row, phrases in rows["stretches"].items()
        for phrase in _declined(phrases)
    }
    parts = {key(phrase): name for name in PARTS for phrase in rows[name]}
    ranked = {
        phrase: (int(rank), months_)
        for name, months_ in (("quarter", 3), ("half", 6))
        for phrase, rank in _spread(rows[name]).items()
    }
    weekends, decades, centuries = (_keys(rows[name]) for name in ("weekends", "decades", "century"))
    tens = {key(word): first for word, first in rows["tens"].items()}
    begin = [*months, *weekdays, *seasons, *days, *stretches, *ranked, *parts, *weekends, *decades, *centuries, *tens]
    begin += [key(phrase) for phrase in rows["ago"]]
    return Calendar(
        months=months, weekdays=weekdays, seasons=seasons, days=days, no_days=_keys(rows["no_days"]),
        before_no_day=_keys(rows["before_no_day"]), stretches=stretches, ranked=ranked, weekends=weekends,
        ago=tuple(rows["ago"]), parts=parts, day_parts=_keys(rows["parts"]), decades=decades, tens=tens,
        centuries=centuries, before_month=_keys(rows["before_month"]),
        before_year=_keys(rows["before_year"]), next=_keys(rows["next"]),
        last=_keys(rows["last"]),
        joins={name: _keys(rows[name]) for name in ("between", "and", "from_month", "to", "until", "ahead_before")},
        cues=_cues(rows), day_ordinal=rows["day_ordinal"], gap=rows["gap"],
        starts=frozenset(phrase.split()[0] for phrase in begin if phrase),
    )  # fmt: skip
