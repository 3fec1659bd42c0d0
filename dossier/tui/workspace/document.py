"""The article being read: what is marked in it, and the trail of places you have been."""

from __future__ import annotations

from collections import OrderedDict
from typing import TYPE_CHECKING

from dossier.model import Article, DossierError, Passage
from dossier.tui.text.highlights import Annotations
from dossier.tui.workspace.history import Place, Places

if TYPE_CHECKING:
    from dossier.tui.platform.latest_worker import Cancelled
    from dossier.tui.workspace.screen import Workspace

_KEPT = 24  # articles kept at hand, so that walking the results does not read them again


class Desk:
    """What lies open in the reader."""

    def __init__(self, workspace: Workspace) -> None:
        """Set up an empty desk."""
        self._workspace = workspace
        self._lane = workspace.lane("article")
        self._articles: OrderedDict[str, Article] = OrderedDict()
        self._annotations: OrderedDict[str, Annotations] = OrderedDict()
        self.places = Places()
        self.article: Article | None = None

    @property
    def here(self) -> Place | None:
        """Where the cursor is."""
        return Place(self.article.id, self._workspace.reader.cursor) if self.article else None

    @property
    def annotations(self) -> Annotations:
        """What is known of the open article so far."""
        return self._annotations.get(self.article.id, Annotations()) if self.article else Annotations()

    def go(self, article: str, start: int | None, *, trail: bool = True) -> bool:
        """Read an article at a place and take the keyboard there; `trail` remembers where you were."""
        here = self.here
        if not self.look(article, start):
            return False
        if self.article:
            self._workspace.dimming.went_to(self.article.id)
        if trail and here and here != self.here:
            self.places.leave(here)
        self._workspace.show_pane("reader")
        return True

    def look(self, article: str, start: int | None) -> bool:
        """Show a place (None: the beginning of the body), leaving the keyboard where it is; False where it is gone."""
        opened = self._open(article)
        if opened is None:
            return False
        # Out of sight, the reader has no rows to go to yet; shown anew it goes there as soon as it has.
        if self.article is not opened or not self._workspace.reader.row_count:
            self.article = opened
            self._workspace.show_article(opened, at=start)
            if self._workspace.painted:
                self.mark()
        else:
            first = opened.passages[0].start if opened.passages else 0
            self._workspace.reader.goto(first if start is None else start, centre=True)
        return True

    def step_back(self, step: int) -> bool:
        """Go back (-1) or forward (1) on the trail; False at its ends."""
        here = self.here
        if here is None:
            return False
        place = self.places.back(here) if step < 0 else self.places.forward(here)
        return place is not None and self.go(place.article, place.offset, trail=False)

    def passage(self) -> Passage | None:
        """Give the passage under the cursor, or the next one where it is between two."""
        if self.article is None:
            return None
        cursor = self._workspace.reader.cursor
        passages = self.article.passages
        return next((p for p in passages if cursor < p.end), passages[-1] if passages else None)

    def step_passage(self, step: int) -> bool:
        """Go to the next or previous passage of this article; False at its ends."""
        if self.article is None:
            return False
        cursor = self._workspace.reader.cursor
        starts = [p.start for p in self.article.passages]
        there = [s for s in starts if s > cursor] if step > 0 else [s for s in reversed(starts) if s < cursor]
        if there:
            self._workspace.reader.goto(there[0], centre=True)
        return bool(there)

    def step_article(self, step: int) -> bool:
        """Go to the next or previous article of the list that is shown; False at its ends."""
        ids = self._workspace.listed_articles()
        at = ids.index(self.article.id) + step if self.article and self.article.id in ids else 0
        if not 0 <= at < len(ids):
            return False
        place = self._workspace.side.first_place(ids[at])
        if not self.go(ids[at], place.start if place else self._workspace.first_offset(ids[at])):
            return False
        if place:
            self._workspace.point_at(place.start, place.end)
        self._workspace.results.select_article(ids[at])
        return True

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
        """Give an article by its id or, from the notebook, its path."""
        if name not in self._articles:
            try:
                article = self._workspace.dossier.article(name)
            except DossierError as error:
                self._workspace.say(str(error), trouble=True)
                return None
            name = article.id
            self._articles.setdefault(name, article)
            while len(self._articles) > _KEPT:
                self._articles.popitem(last=False)
        self._articles.move_to_end(name)
        return self._articles[name]

    def mark(self) -> None:
        """Mark what was extracted and bookmarked, and fill the panel where it is about this article."""
        if self.article is None:
            return
        self._annotate(self.article)
        self._workspace.mark_notes()
        self._workspace.dimming.show()
        if not self._workspace.state.whole:
            self._workspace.side.show()

    def _annotate(self, article: Article) -> None:
        if article.id in self._annotations:
            self._workspace.mark_annotations()
            return
        store = self._workspace.dossier

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
                self._workspace.mark_annotations()

        self._lane.submit(work, done, self._workspace.fail)
