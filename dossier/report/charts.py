"""The pictures of a report as SVG: readings of one number over the days, dated sentences by day, facts by source.

Each has a title and a description in words, and says nothing by colour alone. Texts are escaped by the template engine.
"""

from __future__ import annotations

import datetime as dt
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from dossier.model import Coverage, Finding, Reading, TimelineEntry
from dossier.report.contents import ReportContents
from dossier.text.quantities import figure

WIDTH, HEIGHT = 640, 180
_LEFT, _RIGHT, _TOP, _BOTTOM = 90, 20, 16, 34
_MOST_DAYS = 31


@dataclass(frozen=True, slots=True)
class Mark:
    """A reading in the chart: where it stands, the bar of what its words allow, and what it says.

    `hollow` says that the words give no figure (“dozens”): the sign then stands in the middle of the bar.
    """

    x: float
    y: float
    hollow: bool
    low: float
    high: float
    shape: str
    words: str


@dataclass(frozen=True, slots=True)
class Chart:
    """Readings of one number over the days; `lowest` and `highest` label the axis."""

    marks: tuple[Mark, ...]
    days: tuple[tuple[float, str], ...]
    lowest: str
    highest: str
    description: str


_SHAPES = ("circle", "square", "diamond", "triangle")
SIGNS = "●■◆▲"
"""What stands before a reading in the text for its shape in the chart."""


def readings_over_time(contents: ReportContents, finding: Finding) -> Chart | None:
    """Return the chart of a finding on numbers that at least two dated articles of different days tell; else None."""
    points = [
        (dt.date.fromisoformat(published[:10]), index, reading, contents.name(span.article))
        for index, reading in enumerate(finding.readings)
        for span in reading.spans
        if (published := contents.day(span.article)) and _figures(reading)
    ]
    days = sorted({day for day, *_ in points})
    if finding.kind != "number" or len(days) < 2:
        return None
    ends = [end for _, _, reading, _ in points for end in _figures(reading)]
    lowest, highest = min(ends), max(ends)
    marks = []
    for day, index, reading, name in dict.fromkeys(points):
        x = _across((day - days[0]).days / (days[-1] - days[0]).days)
        bottom, top = (_up(end, lowest, highest) for end in _allowed(reading, lowest, highest))
        y = round((bottom + top) / 2, 1) if reading.value is None else _up(reading.value, lowest, highest)
        words = f"{day.isoformat()}, {name}: {reading.reading}"
        marks.append(Mark(x, y, reading.value is None, bottom, top, _SHAPES[index % len(_SHAPES)], words))
    labels = tuple((_across((one - days[0]).days / (days[-1] - days[0]).days), one.isoformat()) for one in _few(days))
    description = "; ".join(mark.words for mark in marks)
    return Chart(tuple(marks), labels, figure(lowest), figure(highest), description)


def _figures(reading: Reading) -> list[float]:
    return [end for end in (reading.low, reading.value, reading.high) if end is not None]


def _allowed(reading: Reading, lowest: float, highest: float) -> tuple[float, float]:
    """Return what the words of a reading allow, an open end at the edge of the chart.

    A figure without any bound (“about 300”) is drawn as it is: how far about reaches, nobody says.
    """
    if reading.low is None and reading.high is None:
        return _figures(reading)[0], _figures(reading)[0]
    return lowest if reading.low is None else reading.low, highest if reading.high is None else reading.high


@dataclass(frozen=True, slots=True)
class Bar:
    """How many of something there are: `size` of 1 is the most that any bar has; `part` of it is set off."""

    label: str
    count: int
    size: float
    part: float = 0.0


def dated_by_day(timeline: Iterable[TimelineEntry]) -> tuple[list[Bar], int]:
    """Return how many sentences are dated to each day, and how many days are left out: those with the fewest.

    What is dated to more than a day is not counted, and neither is an article's own appearance.
    """
    counts: Counter[str] = Counter()
    for entry in timeline:
        if entry.from_ == entry.to and entry.kind == "event":
            counts[entry.from_] += 1 + len(entry.also)
    days = sorted(day for day, _ in counts.most_common(_MOST_DAYS))
    return [Bar(day, counts[day], counts[day] / max(counts.values())) for day in days], len(counts) - len(days)


def facts_by_source(facts: Sequence[Coverage], sources: Mapping[str, str]) -> list[Bar]:
    """Return how many of the facts each source reports; `part` of them it reported first."""
    told = {key: sum(key in fact.outlets for fact in facts) for key in sources}
    first = {key: sum(fact.first == key for fact in facts) for key in sources}
    most = max(told.values(), default=0) or 1
    return [Bar(name, told[key], told[key] / most, first[key] / most) for key, name in sources.items()]


def _across(part: float) -> float:
    return round(_LEFT + part * (WIDTH - _LEFT - _RIGHT), 1)


def _up(value: float, lowest: float, highest: float) -> float:
    part = 0.5 if highest == lowest else (value - lowest) / (highest - lowest)
    return round(HEIGHT - _BOTTOM - part * (HEIGHT - _TOP - _BOTTOM), 1)


def _few(days: Sequence[dt.date]) -> list[dt.date]:
    """Return at most four of the days, the first and the last among them."""
    if len(days) <= 4:
        return list(days)
    step = (len(days) - 1) / 3
    return [days[round(step * i)] for i in range(4)]
