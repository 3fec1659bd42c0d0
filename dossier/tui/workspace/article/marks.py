"""What is marked in the open article: hits, names and numbers, notes, and what was read before."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from dossier.model import Hit
from dossier.tui.session.session import Session
from dossier.tui.text import highlights
from dossier.tui.text.spans import StyledSpan, pointed
from dossier.tui.widgets import Reader
from dossier.tui.workspace.article.document import CurrentArticle


class Marks:
    """Marks spans in the reader, which is drawn anew only where they are others than before."""

    def __init__(self, session: Session, reader: Reader, document: CurrentArticle) -> None:
        self._session, self._reader, self._document = session, reader, document
        self._shown: dict[str, list[StyledSpan]] = {}

    def clear(self) -> None:
        """Forget what is marked: another article was laid in the reader."""
        self._shown.clear()

    def hits(self, found: Sequence[Hit]) -> None:
        """Mark the hits of a search."""
        if self._document.article:
            self._mark("hits", highlights.hits(found, self._document.article.id))

    def hit(self, hit: Hit | None) -> None:
        """Let one hit stand out among the others."""
        self._mark("current", [StyledSpan(start, end, "current-hit") for start, end in hit.highlights] if hit else [])

    def place(self, start: int, end: int) -> None:
        """Let a stretch stand out."""
        self._mark("current", [pointed(start, end)])

    def annotations(self) -> None:
        """Mark names, numbers, dates and quotations, unless they are switched off."""
        shown = self._session.state.highlights
        self._mark("annotations", highlights.extracted(self._document.annotations) if shown else [])

    def known(self, spans: list[StyledSpan]) -> None:
        """Dim what is known already."""
        self._mark("known", spans)

    def notes(self) -> None:
        """Mark what was bookmarked, in the text and in the gutter, and there what other articles tell too."""
        article = self._document.article
        if article is None:
            return
        spans = highlights.notes(self._session.notes(), article)
        self._mark("notes", spans)
        elsewhere = highlights.told_elsewhere(self._session.findings.findings, article.id)
        self._reader.set_marks(notes=self._passages(span.start for span in spans), related=self._passages(elsewhere))

    def _passages(self, offsets: Iterable[int]) -> list[int]:
        """Return the passages that these offsets of the open article stand in, by their index."""
        return sorted({index for offset in offsets if (index := self._reader.passage_at(offset)) is not None})

    def _mark(self, group: str, spans: list[StyledSpan]) -> None:
        if self._shown.get(group, []) != spans:
            self._shown[group] = spans
            self._reader.set_spans(group, spans)
