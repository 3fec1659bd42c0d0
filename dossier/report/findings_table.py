"""Findings as a table for spreadsheets, a row for each place that they rest on."""

from __future__ import annotations

from typing import TYPE_CHECKING

from dossier.model import FindingKind, Link, Verdict, link_to
from dossier.text.tables import csv_table
from dossier.text.visible import one_line

if TYPE_CHECKING:
    from dossier.dossier import Dossier
    from dossier.model import OnProgress

COLUMNS = (
    "finding", "kind", "verdict", "about", "why", "mark", "reading", "value", "low", "high",
    "words", "outlet", "published", "title", "page", "link", "url",
)  # fmt: skip


def findings_csv(
    dossier: Dossier,
    kind: FindingKind | None = None,
    verdict: Verdict | None = None,
    *,
    progress: OnProgress | None = None,
) -> str:
    """Return the findings as CSV (RFC 4180, UTF-8): rows of one finding share its id, those of one reading its words.

    `value`, `low` and `high` are in the unit that the reading names. `mark` is yours: seen, wrong or nothing.
    `progress` is told how far comparing is.
    """
    articles, marks = {info.id: info for info in dossier.articles()}, dossier.finding_marks()
    rows = []
    for finding in dossier.read_ahead(dossier.compare(kind, verdict, progress=progress)):
        for reading in finding.readings:
            numbers = [_number(number) for number in (reading.value, reading.low, reading.high)]
            for span in reading.spans:
                info = articles.get(span.article)
                page = dossier.page(span.article, span.start)
                row = [
                    finding.id,
                    finding.kind,
                    finding.verdict,
                    finding.about,
                    finding.why,
                    marks.get(finding.id),
                    reading.reading,
                    *numbers,
                    span.text,
                    info.outlet if info else None,
                    info.published if info else None,
                    info.title if info else None,
                    None if page is None else str(page),
                    link_to(Link(span.article, span.start, span.end)),
                    info.url if info else None,
                ]
                rows.append([one_line(value or "") for value in row])
    return csv_table(COLUMNS, rows)


def _number(value: float | None) -> str:
    """Return a number without an exponent; nothing where there is none."""
    if value is None:
        return ""
    return str(int(value)) if value == int(value) else repr(value)
