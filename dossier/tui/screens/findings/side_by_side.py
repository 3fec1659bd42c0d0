"""The readings of a finding with their passages, and the words in these to point out: what the compare screen shows."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace

from dossier.model import Article, Finding, FindingKind, Span
from dossier.text.days import day
from dossier.text.visible import one_line
from dossier.tui.text.charts import ChartRow
from dossier.tui.text.sources import ANONYMOUS
from dossier.tui.text.wrap import drawable
from dossier.tui.widgets import Place

_LEAD, _TAIL = 120, 60  # code points shown around a quotation
_PLACES = 40  # places shown of one finding; nobody reads on, and all can be stepped through
_HALF = 2  # where more than one part in this of a wording differs, the whole of it is pointed out

WordDiff = Callable[[str, str], list[tuple[int, int, int, int]]]
Marks = tuple[tuple[int, int], ...]


@dataclass(frozen=True, slots=True)
class PlaceText:
    """A place of a reading: its source, its passage, and the words to point out in it (offsets in the passage)."""

    place: Place
    number: int
    source: str
    when: str
    text: str
    marks: Marks
    published: str = ""


@dataclass(frozen=True, slots=True)
class ReadingColumn:
    """A reading: its value as a heading (empty for quotations, which are their own) and where it is told."""

    heading: str
    told: tuple[PlaceText, ...]


@dataclass(frozen=True, slots=True)
class SideBySide:
    """A finding made ready to be laid out."""

    finding: Finding
    mark: str
    columns: tuple[ReadingColumn, ...]
    left_out: int = 0
    differing: bool = False  # whether what is pointed out is what one wording has and another lacks


def side_by_side(
    finding: Finding,
    mark: str,
    article: Callable[[str], Article],
    diff: WordDiff,
    names: Mapping[str, str],
    is_anonymous: Callable[[Span], bool] = lambda _: False,
) -> SideBySide:
    """Fetch the passages of a finding and find the words that matter in them; `names` are what articles are called.

    `is_anonymous` says whether a place cites an anonymous source alone, which is said beside the article's name.
    """
    firsts = [reading.spans[0].text for reading in finding.readings]
    kind, columns, number, why = finding.kind, [], 0, finding.why
    for index, reading in enumerate(finding.readings):
        other = (*firsts[:index], *firsts[index + 1 :], "")[0]
        shown = reading.spans[: max(0, _PLACES - number)]
        told = []
        for at, span in enumerate(shown, number):
            from_, name = article(span.article), names.get(span.article, span.article)
            why = _by_name(why, from_, name)
            called = f"{name} · {ANONYMOUS}" if kind != "name" and is_anonymous(span) else name
            told.append(_told(kind, span, at, from_, called, _differing(kind, span, other, diff)))
        number += len(reading.spans)
        columns.append(ReadingColumn("" if kind == "quote" else one_line(reading.reading), tuple(told)))
    every = [told for column in columns for told in column.told]
    differing = kind == "quote" and any(sum(b - a for a, b in t.marks) < t.place.end - t.place.start for t in every)
    return SideBySide(replace(finding, why=why), mark, tuple(columns), max(0, number - _PLACES), differing)


def _by_name(why: str, article: Article, name: str) -> str:
    """Call an article without an outlet, which goes by its id there, by its name; not where the id may be a word."""
    if article.outlet or not re.search(r"[\d_/]", article.id):
        return why
    return re.sub(rf"(?<![\w/]){re.escape(article.id)}(?![\w/])", lambda _: f"“{name}”", why)


def _differing(kind: FindingKind, span: Span, other: str, diff: WordDiff) -> Marks:
    """Return the stretches of a wording that another does not have; all of it where most differs, or nothing does."""
    whole = ((0, len(span.text)),)
    if kind != "quote" or not other:
        return whole
    parts = tuple((start, end) for start, end, _, _ in diff(span.text, other) if start < end)
    return parts if parts and sum(end - start for start, end in parts) * _HALF <= len(span.text) else whole


def _told(kind: FindingKind, span: Span, number: int, article: Article, name: str, marks: Marks) -> PlaceText:
    start, end = _passage(article, span)
    lead = tail = ""
    if kind == "quote":
        # Of a passage around a quotation little is of use: who says it, and what it is said to.
        if span.start - start > _LEAD:
            start, lead = _word_behind(article.text, span.start - _LEAD, span.start), "…"
        if end - span.end > _TAIL:
            end, tail = max(span.end, article.text.rfind(" ", span.end, span.end + _TAIL)), "…"
    shift = span.start - start + len(lead)
    return PlaceText(
        Place(span.article, span.start, span.end),
        number,
        name,
        day(article.published),
        f"{lead}{article.text[start:end]}{tail}",
        tuple((shift + a, shift + b) for a, b in marks),
        article.published or "",
    )


def _word_behind(text: str, at: int, end: int) -> int:
    space = text.find(" ", at, end)
    return at if space < 0 else space + 1


def _passage(article: Article, span: Span) -> tuple[int, int]:
    """Return the passage that a span stands in, or its lines where it stands in none (a headline, a caption)."""
    for passage in article.passages:
        if passage.start <= span.start < passage.end:
            return passage.start, max(passage.end, span.end)
    end = article.text.find("\n", span.end)
    return article.text.rfind("\n", 0, span.start) + 1, len(article.text) if end < 0 else end


def values_by_day(side: SideBySide) -> list[ChartRow]:
    """Return the readings of a number by day and source, as a chart shows them; none where they cannot be drawn."""
    if side.finding.kind != "number":
        return []
    found: dict[tuple[str, str, str], ChartRow] = {}
    for reading, column in zip(side.finding.readings, side.columns, strict=True):
        value = reading.value if isinstance(reading.value, int | float) else None
        if value is None and reading.low is None and reading.high is None:
            continue
        for told in column.told:
            label = " · ".join(filter(None, (told.when, drawable(told.source))))
            drawn = ChartRow(label, value, reading.low, reading.high, one_line(reading.reading))
            found.setdefault((told.published, told.source, reading.reading), drawn)
    return [found[key] for key in sorted(found)]
