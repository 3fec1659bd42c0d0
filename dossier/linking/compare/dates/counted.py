"""Dates that a text gives as a length of time: `its first strike in 21 years`, `60 days to give up its arms`."""

from __future__ import annotations

import datetime as dt
import functools
import re
from collections.abc import Iterator, Sequence
from typing import Literal, NamedTuple

from dossier.extracting.dates.arithmetic import shift
from dossier.linking.facts import ArticleFacts
from dossier.linking.matching.contexts import sentence_of
from dossier.linking.text.vocabulary import table
from dossier.model import DateSpan, Granularity, Quantity
from dossier.text.days import day_range

Bound = Literal["", "start", "end"]
"""Whether a date is that of an event, or where something that goes on begins or ends."""

_QUALIFIED = re.compile(
    r"(?:\b(?:about|around|some|roughly|approximately|nearly|almost|more than|over|at least|only|just|the (?:past|last)"
    r"|another|a further)\s+)+\Z",
    re.IGNORECASE,
)
_DAYS: dict[str, float] = {"day": 1, "night": 1, "week": 7, "month": 30.44, "year": 365.25, "decade": 3652.5}
_SLACK: dict[str, float] = {"day": 0.1, "night": 0.1, "week": 2, "month": 18, "year": 183, "decade": 1826}
"""By how many days a length in a unit may be off, as writers round it."""
_GRANULAR: dict[str, Granularity] = {"month": "month", "year": "year", "decade": "year"}
_ANCHOR = re.compile(r"\s(?:of|after|from)\s(?:\w+\s){0,2}\Z")
_COMMA = re.compile(r", (?:\w+ ){0,2}")
_BESIDE = 30  # characters between a length and the day that it is counted from
_RANKED = re.compile(
    r"\b(?:in|into|enter(?:s|ed|ing)?|on|reach(?:es|ed|ing)?)\s(?P<at>(?:its|his|her|their)\s(?:(?P<n>\d{1,3})(?:st|nd|rd|th)"
    r"|(?P<word>[a-z]+))\s(?P<unit>day|week|month|year))\b(?!-)",
    re.IGNORECASE,
)
_LONGEST = 200 * 365.25  # days


class Rule(NamedTuple):
    """What stands before and behind a length of time that dates something, and which way it is counted.

    `adds` are words of the event that the length implies; `exact` tells that another date contradicts it.
    """

    name: str
    before: str
    behind: str
    sign: int
    bound: Bound
    example: str
    adds: Sequence[str] = ()
    exact: bool = False

    def holds(self, lead: str, tail: str) -> bool:
        """Return whether the words before and behind a length are those of this rule."""
        before = re.search(f"(?:{self.before})\\Z", lead, re.IGNORECASE)
        return before is not None and re.match(self.behind, tail) is not None


def _rules() -> tuple[Rule, ...]:
    """Return the rules of counted_dates.yaml."""
    return tuple(Rule(**rule) for rule in table("counted_dates"))


RULES = _rules()


@functools.cache
def _ordinals() -> dict[str, int]:
    """Return the values of ordinals in words."""
    found: dict[str, int] = table("ordinals")
    return found


class CountedDate(NamedTuple):
    """A length of time read as a date; `label` is the date it comes to, as exact as the length is."""

    date: DateSpan
    bound: Bound
    label: str = ""
    adds: Sequence[str] = ()
    exact: bool = True


def counted_dates(facts: ArticleFacts) -> Iterator[CountedDate]:
    """Yield the lengths of time of an article that date something, counted from its day or from a date beside them."""
    for quantity in facts.quantities:
        rule = _rule(facts.article.text, quantity)
        anchor = _anchor(facts, quantity) or facts.article.published
        if rule and anchor:
            yield _counted(quantity, rule, dt.date.fromisoformat(anchor))


def counted_ranks(facts: ArticleFacts) -> Iterator[CountedDate]:
    """Yield when what goes on began, where its day, week, month or year is told by its rank: in its third week."""
    text, published = facts.article.text, facts.article.published
    if not published:
        return
    anchor = dt.date.fromisoformat(published)
    for match in _RANKED.finditer(text):
        rank = int(match["n"]) if match["n"] else _ordinals().get(match["word"].lower(), 0)
        length = _DAYS[match["unit"].lower()]
        if not 0 < rank * length <= _LONGEST:
            continue
        since = shift(anchor, (length == 1) - round(rank * length))
        to = max(since, shift(anchor, -round((rank - 1) * length)))
        start, end = match.start("at"), match.end("at")
        date = DateSpan(
            facts.article.id, start, end, text[start:end], since.isoformat(), to.isoformat(), "interval", published,
            "going on, by rank",
        )  # fmt: skip
        yield CountedDate(date, "start", day_range(since, to))


def _rule(text: str, quantity: Quantity) -> Rule | None:
    """Return the first rule that a length of time meets."""
    lasting = quantity.kind == "duration" or (quantity.kind == "age" and quantity.unit == "year")
    if not lasting or quantity.unit not in _DAYS or not quantity.value:
        return None
    if quantity.value * _DAYS[quantity.unit] > _LONGEST or (quantity.unit, quantity.value) == ("year", 1):
        return None
    first, last = sentence_of(text, quantity.start, quantity.end)
    lead = _QUALIFIED.sub("", text[first : quantity.start])
    named = [rule for rule in RULES if (quantity.kind == "age") == (rule.name == "old thing")]
    return next((rule for rule in named if rule.holds(lead, text[quantity.end : last])), None)


def _anchor(facts: ArticleFacts, quantity: Quantity) -> str | None:
    """Return the day that a length is counted from: `two weeks of Friday's vote`, `on 4 May, two weeks early`."""
    text = facts.article.text
    days = [date for date in facts.dates if date.from_ and date.from_ == date.to]
    behind = next((d for d in days if 0 < d.start - quantity.end <= _BESIDE), None)
    if behind and _ANCHOR.match(text, quantity.end, behind.start):
        return behind.from_
    before = next((d for d in days if 0 < quantity.start - d.end <= _BESIDE), None)
    return before.from_ if before and _COMMA.fullmatch(text, before.end, quantity.start) else None


def _counted(quantity: Quantity, rule: Rule, anchor: dt.date) -> CountedDate:
    unit = quantity.unit or "day"
    length = (quantity.value or 0.0) * _DAYS[unit]
    middle = anchor + dt.timedelta(days=round(rule.sign * length))
    slack = dt.timedelta(days=round(max(_SLACK[unit], 0.1 * length if quantity.bound == "~" and unit == "day" else 0)))
    granularity = _GRANULAR.get(unit, "day")
    date = DateSpan(
        quantity.article, quantity.start, quantity.end, quantity.text, (middle - slack).isoformat(),
        (middle + slack).isoformat(), granularity, anchor.isoformat(), rule.name,
    )  # fmt: skip
    return CountedDate(date, rule.bound, _label(middle, granularity), rule.adds, rule.exact)


def _label(middle: dt.date, granularity: Granularity) -> str:
    if granularity == "year":
        return str(middle.year)
    if granularity == "month":
        return f"{middle:%B %Y}"
    return day_range(middle, middle)
