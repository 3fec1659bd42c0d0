"""From the search box to the results: every keystroke asks, only the newest answer is shown."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING, Literal, Protocol

from dossier.model import ArticleInfo, ArticleList, DossierError, Filters, Hit, Hits, Link, LinkError, parse_link
from dossier.tui.session.session import Session

if TYPE_CHECKING:
    from dossier.tui.platform.latest_worker import Cancelled

WINDOW = 60  # passages asked for at a time; more come as the list is walked


class ResultsView(Protocol):
    """What shows the results."""

    def show_articles(self, articles: ArticleList) -> None:
        """List articles where nothing is searched for."""

    def show_hits(self, hits: Hits, *, keep: bool) -> None:
        """List what was found; `keep` leaves the bar on the passage it is on."""

    def append_hits(self, hits: Sequence[Hit]) -> None:
        """List more of what was found."""

    def show_trouble(self, sentence: str) -> None:
        """Say in the place of results what is wrong with the query."""

    def read_first(self) -> None:
        """Read the first hit; stay in the list where there is none."""

    def read_link(self, link: Link) -> None:
        """Read the words that a link names."""

    def opening(self, *, on: bool) -> None:
        """Hold the keys typed while the first hit is waited for, and let them go."""


class Search:
    """What is searched for, with which filters, and what was found."""

    def __init__(self, session: Session, view: ResultsView) -> None:
        self._session, self._view = session, view
        self._worker = session.worker("search")
        state = session.state
        self.query = state.query
        self.filters = Filters(
            tuple(state.outlets), state.since, state.until, tuple(state.entities), tuple(state.kinds)
        )
        self.names: dict[str, str] = {}  # of the entities that are filtered for
        self.hits: Hits | None = None
        self.found: list[Hit] = []
        self._asking_more = False
        self._recalled: int | None = None
        self._listed: tuple[ArticleList, Filters, bool, ArticleList] | None = None  # of which, and what that leaves
        self.opening = False  # whether the first hit is to be read as soon as it is there

    @property
    def link(self) -> Link | None:
        """The place that is named where a link stands in the box; None where it is searched for words."""
        try:
            return parse_link(self.query)
        except LinkError:
            return None

    def ask(self, query: str | None = None, *, keep: bool = False) -> None:
        """Search anew; `keep` leaves the bar on the passage it is on (after an index run)."""
        if query is not None:
            self.query = query
        self._asking_more = False
        if not keep:
            self._opened()  # another wish has come; the same one, asked anew, is still waited for
        self._keep_state()
        if self.link or (not self.query.strip() and not (self.filters.entities or self.filters.kinds)):
            self._worker.abandon()
            self.hits, self.found = None, []
            self._view.show_articles(self.articles())
            return
        store, wanted = self._session.dossier, set(self.filters.entities)
        search = self._asking(0)

        def work(cancelled: Cancelled) -> Hits:
            if wanted - self.names.keys():
                self.names = {entity.id: entity.name for entity in store.entities(ids=wanted)}
            return search(cancelled)

        self._worker.submit(work, lambda hits: self._arrived(hits, keep=keep), self._failed)

    def _asking(self, offset: int) -> Callable[[Cancelled], Hits]:
        """Return what asks for the next passages, as things stand now."""
        text, filters, store = self.query, self.filters, self._session.dossier
        sort: Literal["date", "score"] = "date" if self._session.state.newest_first else "score"

        def ask(cancelled: Cancelled) -> Hits:
            return store.search(
                text, limit=WINDOW, offset=offset, sort=sort, filters=filters, lenient=True, cancelled=cancelled
            )

        return ask

    def _keep_state(self) -> None:
        state, filters = self._session.state, self.filters
        state.query, state.outlets, state.entities = self.query, list(filters.outlets), list(filters.entities)
        state.since, state.until, state.kinds = filters.since, filters.until, list(filters.kinds)

    def more(self) -> None:
        """Fetch the passages after those that are shown."""
        if self.hits is None or self._asking_more or len(self.found) >= self.hits.total:
            return
        self._asking_more = True
        self._worker.submit(self._asking(len(self.found)), self._more_arrived, self._failed)

    def all_hits(self) -> Sequence[Hit]:
        """Return every hit, not only those fetched so far; takes its time, so only workers may ask."""
        text, filters, total = self.query, self.filters, self.hits.total if self.hits else 0
        sort: Literal["date", "score"] = "date" if self._session.state.newest_first else "score"
        return self._session.dossier.search(text, limit=total, sort=sort, filters=filters, lenient=True).hits

    def articles(self) -> ArticleList:
        """Return the articles that the filters leave, as lists show them."""
        every, filters, newest_first = self._session.articles(), self.filters, self._session.state.newest_first
        if self._listed is None or self._listed[0] is not every or self._listed[1:3] != (filters, newest_first):
            left = every.chosen(lambda info: passes(info, filters)) if filters else every
            self._listed = every, filters, newest_first, left.newest_first() if newest_first else left
        return self._listed[3]

    def reorder(self) -> None:
        """Put the newest first, or the best again."""
        self._session.state.newest_first = not self._session.state.newest_first
        self.ask()

    def filter(self, filters: Filters) -> None:
        """Search with other filters."""
        self.filters = filters
        self.ask()

    def open_first(self, typed: str) -> None:
        """Read the first hit of what was typed, now or as soon as it arrives; a link goes where it points."""
        if typed != self.query:
            self.ask(typed)  # typed so fast that it was not asked for yet
        self._session.state.remember(self.query)
        self._recalled = None
        if link := self.link:
            self._view.read_link(link)
            return
        if self._worker.busy:
            # What is typed from here on is for the first hit: it waits until that is there.
            self._view.opening(on=True)
            self.opening = True
        else:
            self._view.read_first()

    def recall(self, step: int) -> str | None:
        """Return the query `step` places on in the history (negative: earlier), None at its ends."""
        history = self._session.state.history
        at = len(history) if self._recalled is None else self._recalled
        at += step
        if not 0 <= at <= len(history):
            return None
        self._recalled = at
        return history[at] if at < len(history) else ""

    def _arrived(self, hits: Hits, *, keep: bool) -> None:
        self.hits, self.found = hits, list(hits.hits)
        self._view.show_hits(hits, keep=keep)
        if self.opening:
            self._view.read_first()
            self._opened()

    def _more_arrived(self, hits: Hits) -> None:
        self._asking_more = False
        self.found += hits.hits
        self._view.append_hits(hits.hits)

    def _failed(self, error: Exception) -> None:
        self._asking_more = False
        self.hits, self.found = None, []
        self._opened()
        if isinstance(error, DossierError):
            self._view.show_trouble(str(error))
        else:
            self._session.fail(error)

    def _opened(self) -> None:
        """Let the keys go that wait for the first hit; where there is none they mean nothing."""
        if self.opening:
            self.opening = False
            self._view.opening(on=False)


def first_highlight(hit: Hit) -> int:
    """Return where the words searched for begin in a hit."""
    return min((start for start, _ in hit.highlights), default=hit.start)


def passes(info: ArticleInfo, filters: Filters) -> bool:
    """Return whether an article is within the outlets and days that are filtered for."""
    day = info.published or ""
    return (
        (not filters.outlets or (info.outlet or "") in filters.outlets)
        and (not filters.since or day >= filters.since)
        and (not filters.until or (bool(day) and day <= filters.until))
    )
