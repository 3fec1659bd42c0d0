"""Dims what the open article tells that articles read before have told already."""

from __future__ import annotations

from typing import TYPE_CHECKING

from dossier.tui.session.session import Session
from dossier.tui.text.spans import StyledSpan
from dossier.tui.workspace.article.document import CurrentArticle
from dossier.tui.workspace.article.marks import Marks

if TYPE_CHECKING:
    from dossier.model import Span as Stretch
    from dossier.tui.platform.latest_worker import Cancelled


class Dimming:
    """Which articles were gone to in this session, and whether what they told is dimmed in others."""

    def __init__(self, session: Session, document: CurrentArticle, marks: Marks) -> None:
        self._session, self._document, self._marks = session, document, marks
        self._worker = session.worker("dimming")
        self._on = False
        self._read: dict[str, None] = {}

    def went_to(self, article: str) -> None:
        """Count an article among those that were read."""
        self._read[article] = None

    def toggle(self) -> None:
        """Dim what is known, or no longer, and say what that comes to."""
        self._on = not self._on
        if self._on and not self._others():
            self._on = False
            self._session.say("You have read no other article yet; what it reports would be dimmed here.")
        elif self._on:
            self.show(say=True)
        else:
            self._marks.known([])
            self._session.say("Nothing is dimmed.")

    def show(self, *, say: bool = False) -> None:
        """Dim what is known in the open article, if that is asked for."""
        article = self._document.article
        if not self._on or article is None:
            return
        store, others = self._session.dossier, self._others()

        def work(_: Cancelled) -> list[Stretch]:
            read = [(one.id, p.start, p.end) for one in store.each_article(others) for p in one.passages]
            return store.nothing_new(read, article=article.id)

        def done(found: list[Stretch]) -> None:
            if self._on and self._document.article is article:
                self._marks.known([StyledSpan(each.start, each.end, "known") for each in found])
                if say:
                    self._say(len(found), len(article.passages), len(others))

        self._worker.submit(work, done, self._session.fail)

    def _say(self, dimmed: int, passages: int, others: int) -> None:
        read = f"the {others} articles" if others > 1 else "the article"
        some = f"{dimmed} of {passages} passages repeat {read} you have read: dimmed."
        self._session.say(some if dimmed else f"Nothing here repeats {read} you have read.")

    def _others(self) -> list[str]:
        here = self._document.article
        return [id_ for id_ in self._read if here is None or id_ != here.id]
