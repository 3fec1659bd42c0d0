"""What is marked in the text of an article, as spans of the kinds that panes know."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from dossier.model import Article, DateSpan, Hit, Mention, Quantity, Quotation
from dossier.tui.text.spans import StyledSpan
from dossier.tui.text.styles import NAMES

if TYPE_CHECKING:
    from dossier.model import Finding, Note


@dataclass(frozen=True, slots=True)
class Annotations:
    """What was extracted from one article."""

    mentions: tuple[Mention, ...] = ()
    numbers: tuple[Quantity, ...] = ()
    dates: tuple[DateSpan, ...] = ()
    quotes: tuple[Quotation, ...] = ()


def extracted(found: Annotations) -> list[StyledSpan]:
    """Return spans that mark names, numbers, dates and quotations."""
    return [
        *(StyledSpan(m.start, m.end, NAMES[m.type]) for m in found.mentions),
        *(StyledSpan(n.start, n.end, "number") for n in found.numbers),
        *(StyledSpan(d.start, d.end, "date") for d in found.dates),
        *(StyledSpan(q.start, q.end, "quote") for q in found.quotes),
    ]


def hits(found: Iterable[Hit], article: str) -> list[StyledSpan]:
    """Return spans that mark the words that answer the search in one article."""
    return [StyledSpan(start, end, "hit") for hit in found if hit.article == article for start, end in hit.highlights]


def notes_of(kept: Iterable[Note], article: Article) -> list[Note]:
    """Return the notes taken from one article; the notebook names it by its path."""
    return [note for note in kept if note.article == article.path]


def notes(kept: Iterable[Note], article: Article) -> list[StyledSpan]:
    """Return spans that mark what was bookmarked in one article, where its words stand now."""
    return [span for _, span in standing(kept, article)]


def standing(kept: Iterable[Note], article: Article) -> list[tuple[Note, StyledSpan]]:
    """Return the notes of one article with where their words stand in it; those changed or lost are left out."""
    from dossier.notebook import CandidateArticle, check

    here = [CandidateArticle.of(article)]
    found = [(note, check(note, here)) for note in notes_of(kept, article)]
    return [
        (note, StyledSpan(result.start, result.end, "note"))
        for note, result in found
        if result.status in {"exact", "moved"} and result.start is not None and result.end is not None
    ]


def told_elsewhere(findings: Iterable[Finding], article: str) -> list[int]:
    """Return where in one article something stands that another article tells too, as findings know."""
    return sorted(
        {
            span.start
            for finding in findings
            if any(other != article for reading in finding.readings for other in reading.articles)
            for reading in finding.readings
            for span in reading.spans
            if span.article == article
        }
    )


def quotation_at(quotes: Sequence[Quotation], offset: int) -> Quotation | None:
    """Return the shortest quotation that an offset stands in, its marks counted in."""
    around = [q for q in quotes if q.start - 1 <= offset <= q.end]
    return min(around, key=lambda q: q.end - q.start, default=None)
