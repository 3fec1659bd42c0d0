"""The left pane: the search, its hits or all articles, and what walking through them shows."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Protocol

from textual.timer import Timer

from dossier.model import ArticleInfo, ArticleList, Hit, Hits, Link
from dossier.tui.session.session import Session
from dossier.tui.text import messages_text
from dossier.tui.widgets import Results
from dossier.tui.workspace.article.document import CurrentArticle
from dossier.tui.workspace.article.marks import Marks
from dossier.tui.workspace.panes import Pane
from dossier.tui.workspace.searching.search import Search, first_highlight

PAUSE = 0.15  # seconds without a key after which the first hit is shown while searching
_NEAR = 10  # passages before the end of those at hand from which on more are asked for


def read_mark(info: ArticleInfo) -> str:
    """Return what is remembered of an article that was read; another one where its file has changed."""
    return f"{info.sha256[:8]} {info.id}"


class ResultsPaneHost(Protocol):
    """What the pane asks of the screen around it."""

    def set_timer(self, delay: float, callback: Callable[[], None]) -> Timer:
        """Call something after some seconds."""

    def previewing(self) -> bool:
        """Return whether the reader follows the list."""

    def read_at(self, article: str, start: int, end: int | None = None) -> bool:
        """Read an article at a place, `end` given with these words selected; False where it is gone."""

    def show_pane(self, pane: Pane) -> None:
        """Bring a pane in sight and give it the keyboard."""

    def results_changed(self) -> None:
        """Show in titles and status what is listed now."""

    def hold_keys(self, *, on: bool, drop: bool = False) -> None:
        """Hold the keys typed while the first hit is waited for; let them go, or drop them."""


class ResultsPane:
    """Shows what a search finds; `current` is the hit that stands out in the text."""

    def __init__(
        self, session: Session, results: Results, document: CurrentArticle, marks: Marks, screen: ResultsPaneHost
    ) -> None:
        self._session, self._results, self._document, self._marks = session, results, document, marks
        self._screen = screen
        self._pause: Timer | None = None
        self.current: Hit | None = None
        self.search = Search(session, self)

    # What the search tells.

    def show_articles(self, articles: ArticleList) -> None:
        """List articles instead of hits."""
        index = self._session.index
        if articles:
            self._results.show_tags(self._session.article_tags())
            self._results.show_articles(articles, self._session.state.article, unread=self._unread())
            self._marks.hits(self.search.found)
        elif index.busy or not index.known:
            self._results.show_message("Reading the articles…")
        elif self.search.filters:
            self._results.show_message("No article passes the filters. Press x to clear them.")
        else:
            self._results.show_message(self._no_articles())
        self._screen.results_changed()

    def _no_articles(self) -> str:
        return messages_text.no_articles(self._session.dossier.config.sources[0], self._session.keymap.key("refresh"))

    def show_hits(self, hits: Hits, *, keep: bool = False) -> None:
        """List what was found and mark it in the open article."""
        if not hits.hits and not self._session.articles() and self._session.index.known:
            self._results.show_message(self._no_articles())
        elif not hits.hits:
            filtered, unread = bool(self.search.filters), bool(self._session.index.unread)
            self._results.show_message(messages_text.nothing_found(self.search.query, filtered=filtered, unread=unread))
        else:
            self._results.show(hits, keep_selection=keep)
        if hits.hits and not keep:
            self._preview_later()
        else:
            self._marks.hits(self.search.found)
        if hits.notice:
            self._session.say(hits.notice)
        self._screen.results_changed()

    def _unread(self) -> Callable[[ArticleInfo], bool]:
        read = set(self._session.state.read)
        return lambda info: read_mark(info) not in read

    def mark_read(self, article: str, *, toggle: bool = False) -> bool:
        """Remember that an article was read or, to `toggle`, the opposite of what it is; return whether it is read."""
        info = self._session.articles().get(article)
        if info is None:
            return False
        state, mark = self._session.state, read_mark(info)
        was = mark in state.read
        if toggle or not was:
            state.read = [one for one in state.read if one != mark] if was else [*state.read, mark]
        if was != (mark in state.read):
            self._results.show_unread(self._unread())
        return mark in state.read

    def append_hits(self, hits: Sequence[Hit]) -> None:
        """List more of what was found."""
        self._results.append(list(hits))

    def show_trouble(self, sentence: str) -> None:
        """Say in the place of results what is wrong with the query."""
        self._results.show_message(sentence)
        self._screen.results_changed()

    def read_first(self) -> None:
        """Read the first hit; stay in the list where there is none."""
        if self.search.found:
            self._results.select(0)
            self.read(self.search.found[0])
        else:
            self._screen.show_pane("results")

    def read_link(self, link: Link) -> None:
        """Read the words that a link names."""
        self._screen.read_at(link.article, link.start, link.end)

    def opening(self, *, on: bool) -> None:
        """Hold the keys typed while the first hit is waited for; where none was found, they mean nothing."""
        self._screen.hold_keys(on=on, drop=not self.search.found)

    # Walking through the hits.

    def _preview_later(self) -> None:
        """Show and mark the hits in the text once typing pauses; while it goes on, the list is enough to draw."""
        if self._pause:
            self._pause.stop()
        self._pause = self._screen.set_timer(PAUSE, self.preview)

    def preview(self) -> None:
        """Show the selected hit in the reader, where that follows the list."""
        self._marks.hits(self.search.found)
        hit = self._results.selected
        if hit and self._screen.previewing():
            self.current = hit
            self._document.look(hit.article, first_highlight(hit))
            self.point_out(hit)

    def read(self, hit: Hit) -> None:
        """Read a hit and let it stand out."""
        self.current = hit
        if self._screen.read_at(hit.article, first_highlight(hit)):
            self.point_out(hit)

    def point_out(self, hit: Hit) -> None:
        """Let one hit stand out among the others, and say which of how many it is."""
        self.current = hit
        self._marks.hit(hit)
        self._screen.results_changed()

    def step(self, step: int) -> bool:
        """Go to the next (1) or previous (-1) hit, as they are listed; False at the ends and where there is none."""
        listed = self._results.hits
        at = listed.index(self.current) + step if self.current in listed else 0
        if not 0 <= at < len(listed):
            return False
        self._results.select(self.search.found.index(listed[at]))
        self.read(listed[at])
        if at > len(listed) - _NEAR:
            self.search.more()
        return True

    def position(self) -> str:
        """Return which hit of how many stands out: `4/14`; empty where none does."""
        listed, hits = self._results.hits, self.search.hits
        if hits is None or self.current not in listed:
            return ""
        return f"{listed.index(self.current) + 1}/{hits.total:,}"

    def lists_articles(self) -> bool:
        """Return whether any article is listed, or has a hit that is."""
        return bool(self.search.found or self.search.articles())

    def beside(self, article: str | None, step: int) -> str | None:
        """Return the id of the article so many places on from another, the first where that is not listed.

        They are in the order of the results, or all where nothing is searched for. None behind the ends.
        """
        if self.search.found:
            ids = list(dict.fromkeys(hit.article for hit in self.search.found))
            at = ids.index(article) + step if article in ids else 0
            return ids[at] if 0 <= at < len(ids) else None
        listed = self.search.articles()
        place = listed.place(article)
        at = 0 if place is None else place + step
        return listed[at].id if 0 <= at < len(listed) else None

    def first_offset(self, article: str) -> int | None:
        """Return where to begin reading: the first hit in the article, else None, the beginning of its body."""
        return min((hit.start for hit in self.search.found if hit.article == article), default=None)
