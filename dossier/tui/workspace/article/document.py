"""The article being read, and what was extracted from it."""

from __future__ import annotations

from collections import OrderedDict
from typing import TYPE_CHECKING, Protocol

from dossier.model import Article, DossierError, Passage
from dossier.tui.session.session import Session
from dossier.tui.text.highlights import Annotations
from dossier.tui.widgets import Reader
from dossier.tui.workspace.article.history import Position

if TYPE_CHECKING:
    from dossier.tui.platform.latest_worker import Cancelled

_KEPT = 24  # articles kept at hand, so that walking the results does not read them again


class DocumentView(Protocol):
    """What shows the document."""

    def show_article(self, article: Article, at: int | None) -> None:
        """Lay an article in the reader, the cursor at an offset or (None) where its body begins."""

    def show_annotations(self) -> None:
        """Mark what was extracted from the open article."""

    def show_surroundings(self) -> None:
        """Mark what else is known of the open article: notes, what was read before, and its lists."""


class CurrentArticle:
    """What lies open in the reader."""

    def __init__(self, session: Session, reader: Reader, view: DocumentView) -> None:
        self._session, self._reader, self._view = session, reader, view
        self._worker = session.worker("article")
        self._articles: OrderedDict[str, Article] = OrderedDict()
        self._annotations: OrderedDict[str, Annotations] = OrderedDict()
        self.article: Article | None = None

    @property
    def here(self) -> Position | None:
        """Where the cursor is."""
        return Position(self.article.id, self._reader.cursor) if self.article else None

    @property
    def annotations(self) -> Annotations:
        """What is known of the open article so far."""
        return self._annotations.get(self.article.id, Annotations()) if self.article else Annotations()

    def look(self, article: str, start: int | None) -> bool:
        """Show a place (None: the beginning of the body), leaving the keyboard where it is; False where it is gone."""
        opened = self._open(article)
        if opened is None:
            return False
        # Out of sight, the reader has no rows to go to yet; shown anew it goes there as soon as it has.
        if self.article is not opened or not self._reader.row_count:
            self.article = opened
            self._view.show_article(opened, start)
        else:
            first = opened.passages[0].start if opened.passages else 0
            self._reader.goto(first if start is None else start, centre=True)
        return True

    def passage(self) -> Passage | None:
        """Return the passage under the cursor, or the next one where it is between two."""
        if self.article is None:
            return None
        cursor = self._reader.cursor
        passages = self.article.passages
        return next((p for p in passages if cursor < p.end), passages[-1] if passages else None)

    def step_passage(self, step: int) -> bool:
        """Go to the next or previous passage of this article; False at its ends."""
        if self.article is None:
            return False
        cursor = self._reader.cursor
        starts = [p.start for p in self.article.passages]
        there = [s for s in starts if s > cursor] if step > 0 else [s for s in reversed(starts) if s < cursor]
        if there:
            self._reader.goto(there[0], centre=True)
        return bool(there)

    def forget(self) -> None:
        """Take everything anew after an index run; an article that has not changed stays as it lies there."""
        before, here = self.article, self.here
        self._articles.clear()
        self._annotations.clear()
        if before is None or here is None:
            return
        now = self._open(before.id)
        if now and now.sha256 == before.sha256:
            self.article = now
            self.mark()
        elif now:
            self.look(now.id, here.offset)

    def _open(self, name: str) -> Article | None:
        """Return an article by its id or, from the notebook, its path."""
        if name not in self._articles:
            try:
                article = self._session.dossier.article(name)
            except DossierError as error:
                self._session.say(str(error), trouble=True)
                return None
            name = article.id
            self._articles.setdefault(name, article)
            while len(self._articles) > _KEPT:
                self._articles.popitem(last=False)
        self._articles.move_to_end(name)
        return self._articles[name]

    def mark(self) -> None:
        """Mark what is known of the open article."""
        if self.article is None:
            return
        self._annotate(self.article)
        self._view.show_surroundings()

    def _annotate(self, article: Article) -> None:
        if article.id in self._annotations:
            self._view.show_annotations()
            return
        store = self._session.dossier

        def work(cancelled: Cancelled) -> Annotations:
            mentions = tuple(store.mentions(article=article.id))
            if cancelled():
                return Annotations(mentions)
            return Annotations(
                mentions,
                tuple(store.numbers(article=article.id)),
                tuple(store.dates(article=article.id)),
                tuple(store.quotes(article=article.id)),
            )

        def done(found: Annotations) -> None:
            self._annotations[article.id] = found
            while len(self._annotations) > _KEPT:
                self._annotations.popitem(last=False)
            if self.article is article:
                self._view.show_annotations()

        self._worker.submit(work, done, self._session.fail)
