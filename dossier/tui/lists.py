"""What compare and timeline list: figures side by side, and what happens when."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Sequence

from dossier.model import Article, ArticleInfo, DateSpan, Quantity
from dossier.tui.widgets import Entry, Place, Section, quantity
from dossier.visible import one_line

_AROUND = 70  # characters of the sentence shown beside a figure or a day


def figures(numbers: Iterable[Quantity], articles: Iterable[ArticleInfo]) -> list[Section]:
    """Put figures that measure one thing, or count one thing, side by side where more than one article has them."""
    outlet = {info.id: info.outlet or info.title for info in articles}
    groups: dict[str, list[Quantity]] = {}
    for number in numbers:
        if about := quantity.measure(number) or quantity.counted_noun(number):
            groups.setdefault(about, []).append(number)
    shared = {about: found for about, found in groups.items() if len({n.article for n in found}) > 1}
    return [
        Section(
            about,
            tuple(
                Entry(
                    key=f"{n.article}:{n.start}",
                    text=quantity.label(n),
                    detail=f"“{_as_written(n)}”",
                    lines=(one_line(outlet.get(n.article, n.article)),),
                    places=(Place(n.article, n.start, n.end),),
                    kind="number",
                )
                for n in sorted(found, key=lambda n: (quantity.size(n), n.article, n.start))
            ),
        )
        for about, found in sorted(shared.items(), key=lambda item: (-len({n.article for n in item[1]}), item[0]))
    ]


def _as_written(number: Quantity) -> str:
    """Give a figure in the article's words: its qualifier, itself, what is counted."""
    parts = [number.qualifier, number.text, number.counted]
    words = number.text.casefold()
    return one_line(" ".join(part for part in parts if part and (part is number.text or part.casefold() not in words)))


def timeline(dates: Iterable[DateSpan], articles: Sequence[ArticleInfo], texts: dict[str, Article]) -> list[Section]:
    """Put time expressions in calendar order, under their years and months, each with the words around it."""
    outlet = {info.id: info.outlet or info.title for info in articles}
    days: dict[tuple[str, str], list[DateSpan]] = {}
    for date in sorted(
        (d for d in dates if d.from_ and d.to), key=lambda d: (d.from_ or "", d.to or "", d.article, d.start)
    ):
        days.setdefault((date.from_ or "", date.to or ""), []).append(date)
    months: dict[str, list[Entry]] = {}
    for (first, last), found in days.items():
        for date in found:
            months.setdefault(_month(first), []).append(
                Entry(
                    key=f"{date.article}:{date.start}",
                    text=interval(first, last),
                    detail=one_line(date.text),
                    lines=(_words_around(texts[date.article].text, date), outlet.get(date.article, date.article)),
                    places=(Place(date.article, date.start, date.end),),
                    kind="date",
                )
            )
    return [Section(month, tuple(entries)) for month, entries in months.items()]


def interval(first: str, last: str) -> str:
    """Write an interval of ISO days as people do: `28 Nov`, `21–31 Jul`, `2015`."""
    one, two = dt.date.fromisoformat(first), dt.date.fromisoformat(last)
    if one == two:
        return f"{one:%a} {one.day} {one:%b}"
    if (one.month, one.day, two.month, two.day) == (1, 1, 12, 31):
        return str(one.year) if one.year == two.year else f"{one.year}–{two.year}"
    if (one.year, one.month) == (two.year, two.month):
        return f"{one.day}–{two.day} {one:%b}"
    return f"{one.day} {one:%b %Y} – {two.day} {two:%b %Y}"


def _month(first: str) -> str:
    return f"{dt.date.fromisoformat(first):%B %Y}"


def _words_around(text: str, span: DateSpan) -> str:
    begin = max(text.rfind("\n", 0, span.start) + 1, span.start - _AROUND // 2)
    end = text.find("\n", span.end)
    end = min(len(text) if end < 0 else end, span.end + _AROUND)
    return f"{'…' if begin and text[begin - 1] != chr(10) else ''}{one_line(text[begin:end])}…"
