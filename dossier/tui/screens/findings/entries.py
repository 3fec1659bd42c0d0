"""What compare and timeline list: findings under their verdicts, and events in calendar order."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import TYPE_CHECKING

from dossier.model import VERDICT_MEANINGS, Article, DateSpan, Finding, TimelineEntry, Verdict, parse_link
from dossier.text.days import interval, with_days
from dossier.text.visible import one_line
from dossier.tui.text.sources import ANONYMOUS
from dossier.tui.text.verdicts import COLOURS, SIGNS
from dossier.tui.widgets import Entry, Place, Section

if TYPE_CHECKING:
    from dossier.notebook.finding_marks import Mark

KINDS: dict[str, str] = {
    "number": "numbers",
    "name": "names",
    "date": "dates",
    "quote": "quotations",
    "fact": "facts",
    "entity": "names",
}
"""Kinds of findings and of what is covered as they are named to people."""

MARKED: dict[str, str] = {"seen": "✓ seen", "wrong": "✗ marked wrong"}
"""How marks of the user are shown."""


def findings(found: Iterable[Finding], marks: Mapping[str, Mark], outlets: Mapping[str, str]) -> list[Section]:
    """Return findings under their verdicts, in the order given; `outlets` names each article's outlet."""
    groups: dict[Verdict, list[Entry]] = {}
    for finding in found:
        groups.setdefault(finding.verdict, []).append(_finding(finding, marks.get(finding.id), outlets))
    return [
        Section(
            f"{SIGNS[verdict]} {verdict}", tuple(entries), VERDICT_MEANINGS[verdict], COLOURS[verdict], counted=True
        )
        for verdict, entries in groups.items()
    ]


def _finding(finding: Finding, mark: Mark | None, outlets: Mapping[str, str]) -> Entry:
    about = one_line(finding.about)
    names = list(dict.fromkeys(outlets.get(a, a) for reading in finding.readings for a in reading.articles))
    told = names if finding.kind == "quote" else [reading.reading for reading in finding.readings]
    # An unseen conflict stands out, what one is done with steps back.
    kind = "furniture" if mark else "title" if finding.verdict == "conflict" else ""
    return Entry(
        key=finding.id,
        text=f"{SIGNS[finding.verdict]} {about[:1].upper()}{about[1:]}",
        lines=(one_line(" · ".join(told)), *([MARKED[mark]] if mark else [])),
        places=tuple(Place(s.article, s.start, s.end) for s in finding.spans),
        kind=kind,
        sign="furniture" if mark else COLOURS[finding.verdict],
        wraps=True,
        beside=finding.why,
    )


def timeline(
    entries: Iterable[TimelineEntry],
    articles: Mapping[str, Article],
    outlets: Mapping[str, str],
    is_anonymous: Callable[[TimelineEntry], bool] = lambda _: False,
) -> list[Section]:
    """Put what is dated under its days in calendar order, each with the words for the date and how they were read.

    `is_anonymous` says whether all who tell it cite an anonymous source alone, which is said with their names.
    """
    days: dict[tuple[str, str], list[Entry]] = {}
    for entry in entries:
        days.setdefault((entry.from_, entry.to), []).append(
            _dated(entry, articles, outlets, anonymous=is_anonymous(entry))
        )
    return [Section(heading(first, last), tuple(found)) for (first, last), found in days.items()]


def _dated(
    entry: TimelineEntry, articles: Mapping[str, Article], outlets: Mapping[str, str], *, anonymous: bool
) -> Entry:
    outlet = outlets.get(entry.article, entry.article)
    places = [place_of(entry, articles.get(entry.article)), *map(_linked, entry.also)]
    key = f"{entry.article}:{entry.start}:{entry.from_}:{entry.to}:{entry.phrase}:{entry.kind}"
    if entry.kind == "published":
        title = articles[entry.article].title if entry.article in articles else entry.what
        return Entry(
            key=key,
            text=f"● {one_line(title)}",
            lines=(f"published · {outlet}",),
            places=tuple(places[:1]),
            wraps=True,
            sign="detail",
        )
    others = list(dict.fromkeys(outlets.get(place.article, place.article) for place in places[1:]))
    others = [other for other in others if other != outlet]
    also = "also " + ", ".join(others) if others else ""
    told = " · ".join(filter(None, (outlet, also, ANONYMOUS if anonymous else "")))
    what = one_line(entry.what)
    at = what.find(one_line(entry.phrase))
    return Entry(
        key=key,
        text=what,
        lines=(one_line(f"“{entry.phrase}”: {with_days(entry.rule)}"), one_line(told)),
        places=tuple(places),
        wraps=True,
        marks=((at, at + len(entry.phrase)),) if at >= 0 and entry.phrase else (),
    )


def place_of(entry: TimelineEntry, article: Article | None) -> Place:
    """Return where in its passage an entry's words for the date stand; the passage where they cannot be told."""
    passage = Place(entry.article, entry.start, entry.end)
    if article is None or entry.kind == "published" or not entry.phrase:
        return passage
    sentence = _spaced(entry.what).search(article.text, entry.start, entry.end)
    begin, end = sentence.span() if sentence else (entry.start, entry.end)
    phrase = _spaced(entry.phrase).search(article.text, begin, end)
    return Place(entry.article, *phrase.span()) if phrase else passage


def _spaced(words: str) -> re.Pattern[str]:
    """Return words whatever white space parts them."""
    return re.compile(r"\s+".join(map(re.escape, words.split())))


def _linked(link: str) -> Place:
    to = parse_link(link)
    return Place(to.article, to.start, to.end)


def left_open(dates: Iterable[DateSpan]) -> int:
    """Count the time expressions that name no day, month or year that could be found out."""
    return sum(date.from_ is None or date.to is None for date in dates)


def heading(first: str, last: str) -> str:
    """Write an interval of ISO days as a heading: `Fri 28 Nov 2025`, or with its length `17–23 Nov 2025 ├ 7 days ┤`."""
    one, two = dt.date.fromisoformat(first), dt.date.fromisoformat(last)
    if one == two:
        return f"{one:%a} {one.day} {one:%b} {one.year}"
    return f"{interval(first, last)}  ├ {_length(one, two)} ┤"


def _length(one: dt.date, two: dt.date) -> str:
    days = (two - one).days + 1
    if days < 60:
        return f"{days} days"
    months = round(days / 30.44)  # the mean month
    return f"{months} months" if months < 24 else f"{round(days / 365.25)} years"


def cycled(values: Sequence[str], now: str) -> str:
    """Return the value after this one; behind the last comes all of them, the empty one."""
    order = ["", *values]
    return order[(order.index(now) + 1) % len(order)] if now in order else ""
