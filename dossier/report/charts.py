"""The pictures of a report as SVG: readings of one number over the days, and how many dated facts each day has.

Each has a title and a description in words, and says nothing by colour alone. Texts are escaped by the template engine.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass

from dossier.model import Finding
from dossier.report.contents import ReportContents

WIDTH, HEIGHT = 640, 180
_LEFT, _RIGHT, _TOP, _BOTTOM = 90, 20, 16, 34


@dataclass(frozen=True, slots=True)
class Mark:
    """A reading in the chart: where it stands, the bar of what its words allow, and what it says."""

    x: float
    y: float | None
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
        if (published := contents.day(span.article)) and (reading.low is not None or reading.high is not None)
    ]
    days = sorted({day for day, *_ in points})
    if finding.kind != "number" or len(days) < 2:
        return None
    ends = [end for _, _, reading, _ in points for end in (reading.low, reading.high, reading.value) if end is not None]
    lowest, highest = min(ends), max(ends)
    marks = []
    for day, index, reading, name in dict.fromkeys(points):
        x = _across((day - days[0]).days / (days[-1] - days[0]).days)
        low = lowest if reading.low is None else reading.low
        high = highest if reading.high is None else reading.high
        bottom, top = _up(low, lowest, highest), _up(high, lowest, highest)
        y = None if reading.value is None else _up(reading.value, lowest, highest)
        words = f"{day.isoformat()}, {name}: {reading.reading}"
        marks.append(Mark(x, y, bottom, top, _SHAPES[index % len(_SHAPES)], words))
    labels = tuple((_across((one - days[0]).days / (days[-1] - days[0]).days), one.isoformat()) for one in _few(days))
    description = "; ".join(mark.words for mark in marks)
    return Chart(tuple(marks), labels, f"{lowest:,.12g}", f"{highest:,.12g}", description)


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
