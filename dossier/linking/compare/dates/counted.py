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
_WINDOW = re.compile(
    r"\bthe (?:past|last)\s+\Z", re.IGNORECASE
)  # none in the past ten years: nothing of the year before
_DAYS: dict[str, float] = {
    "day": 1, "night": 1, "week": 7, "fortnight": 14, "month": 30.44, "year": 365.25, "decade": 3652.5,
    "century": 36525,
}  # fmt: skip
_SLACK: dict[str, float] = {
    "day": 0.1, "night": 0.1, "week": 3, "fortnight": 2, "month": 18, "year": 183, "decade": 1826, "century": 2557
}  # fmt: skip
"""By how many days a length in a unit may be off, as writers round it."""
_GRANULAR: dict[str, Granularity] = {"month": "month", "year": "year", "decade": "year", "century": "decade"}
_ANCHOR = re.compile(r"\s(?:of|after|from)\s(?:\w+\s){0,2}\Z")
_COMMA = re.compile(r", (?:\w+ ){0,2}")
_BESIDE = 30  # characters between a length and the day that it is counted from
_RANK = r"(?:(?P<n>\d{1,3})(?:st|nd|rd|th)|(?P<word>[a-z]+))\s(?P<unit>day|week|month|year)\b(?!-)"
_RANKED = re.compile(
    rf"\b(?:in|into|enter(?:s|ed|ing)?|on|reach(?:es|ed|ing)?)\s(?P<at>(?:its|his|her|their)\s{_RANK})", re.IGNORECASE
)
_RANKED_BESIDE = re.compile(rf",\s(?P<at>the\s{_RANK})(?=\sof\s(?:the|its|his|her|their|an?)\s[a-z])", re.IGNORECASE)
_LONGEST = 200 * 365.25  # days
_FEWEST_YEARS = 2  # “the first strike in over a year” meets too much of that year and the one before
# One of a unit, or half of one, which no list of numbers has: shut for a week, half a century; not a year.
_SINGLE = re.compile(
    r"\b(?P<half>[Hh]alf )?[Aa] (?P<unit>week|fortnight|month|decade|century)(?P<more> and a half)?\b"
    r"(?!-| (?:ago|later|earlier)\b)"
)
_BESIDE_DAY = re.compile(
    r", (?P<at>(?:the|a|one) (?P<unit>day|week) (?P<side>after|before))(?= (?:the|an?|his|her|its|their) )"
)


class LengthRule(NamedTuple):
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


def _rules() -> tuple[LengthRule, ...]:
    """Return the rules of counted_dates.yaml."""
    return tuple(LengthRule(**rule) for rule in table("counted_dates"))


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
    for quantity in [*facts.quantities, *_single(facts)]:
        rule = _rule(facts.article.text, quantity)
        anchor = _anchor(facts, quantity) or facts.article.published
        if rule and anchor:
            yield _counted(quantity, rule, dt.date.fromisoformat(anchor))


def _single(facts: ArticleFacts) -> Iterator[Quantity]:
    """Yield the lengths of an article that are one of a unit or half of it: for a week, half a century."""
    taken = [(q.start, q.end) for q in facts.quantities] + [(date.start, date.end) for date in facts.dates]
    for match in _SINGLE.finditer(facts.article.text):
        if any(start < match.end() and match.start() < end for start, end in taken):
            continue
        value = 0.5 if match["half"] else 1.5 if match["more"] else 1.0
        yield Quantity(
            facts.article.id, match.start(), match.end(), match[0], value, value, value, match["unit"], None,
            kind="duration",
        )  # fmt: skip


def counted_from_beside(facts: ArticleFacts) -> Iterator[CountedDate]:
    """Yield the day of an event that is told by the day after or before it: on Thursday, the day after the vote."""
    days = {date.end: date.from_ for date in facts.dates if date.from_ and date.from_ == date.to}
    for match in _BESIDE_DAY.finditer(facts.article.text):
        if anchor := days.get(match.start()):
            away = dt.timedelta(days=_DAYS[match["unit"]] * (-1 if match["side"] == "after" else 1))
            told = dt.date.fromisoformat(anchor) + away
            date = DateSpan(
                facts.article.id, match.start("at"), match.end("at"), match["at"], told.isoformat(), told.isoformat(),
                "day", anchor, "the day beside it",
            )  # fmt: skip
            yield CountedDate(date, "", day_range(told, told))


def counted_ranks(facts: ArticleFacts) -> Iterator[CountedDate]:
    """Yield when what goes on began, where its day, week, month or year is told by its rank: in its third week.

    It is counted from the article's day, or from a day that stands before: on Thursday, the 11th day of the strike.
    """
    text, published = facts.article.text, facts.article.published
    days = {date.end: date.from_ for date in facts.dates if date.from_ and date.from_ == date.to}
    found = [(match, published) for match in _RANKED.finditer(text)]
    found += [(match, days.get(match.start())) for match in _RANKED_BESIDE.finditer(text)]
    for match, anchor in found:
        if anchor and (ranked := _ranked(facts.article.id, match, anchor)):
            yield ranked


def _ranked(article: str, match: re.Match[str], anchor: str) -> CountedDate | None:
    """Return when what has lasted so long by a day began."""
    rank = int(match["n"]) if match["n"] else _ordinals().get(match["word"].lower(), 0)
    length, day = _DAYS[match["unit"].lower()], dt.date.fromisoformat(anchor)
    if not 0 < rank * length <= _LONGEST:
        return None
    since = shift(day, (length == 1) - round(rank * length))
    to = max(since, shift(day, -round((rank - 1) * length)))
    date = DateSpan(
        article, match.start("at"), match.end("at"), match["at"], since.isoformat(), to.isoformat(), "interval", anchor,
        "going on, by rank",
    )  # fmt: skip
    return CountedDate(date, "start", day_range(since, to))


def _rule(text: str, quantity: Quantity) -> LengthRule | None:
    """Return the first rule that a length of time meets."""
    lasting = quantity.kind in ("duration", "age")
    if not lasting or quantity.unit not in _DAYS or not quantity.value:
        return None
    about_one = quantity.unit == "year" and quantity.value < _FEWEST_YEARS
    if about_one or quantity.value * _DAYS[quantity.unit] > _LONGEST:
        return None
    first, last = sentence_of(text, quantity.start, quantity.end)
    lead = _QUALIFIED.sub("", text[first : quantity.start])
    window = _WINDOW.search(text, first, quantity.start) is not None
    named = [rule for rule in RULES if (quantity.kind == "age") == rule.name.startswith("old ")]
    named = [rule for rule in named if not (window and rule.exact)]
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


def _counted(quantity: Quantity, rule: LengthRule, anchor: dt.date) -> CountedDate:
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
