"""From the search box to the results: every keystroke asks, only the newest answer is shown."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Literal

from dossier.model import ArticleInfo, DossierError, Filters, Hit, Hits, LinkError, parse_link

if TYPE_CHECKING:
    from dossier.tui.platform.latest_worker import Cancelled
    from dossier.tui.workspace.screen import Workspace

WINDOW = 60  # passages asked for at a time; more come as the list is walked
_NEAR = 10  # passages before the end of those at hand from which on more are asked for


class Search:
    """What is searched for, with which filters, and what was found."""

    def __init__(self, workspace: Workspace) -> None:
        """Set up the search of a workspace, as it was left."""
        self._workspace = workspace
        self._lane = workspace.lane("search")
        state = workspace.state
        self.query = state.query
        self.filters = Filters(
            tuple(state.outlets), state.since, state.until, tuple(state.entities), tuple(state.kinds)
        )
        self.names: dict[str, str] = {}  # of the entities that are filtered for
        self.hits: Hits | None = None
        self.found: list[Hit] = []
        self.current: Hit | None = None
        self._asking_more = False
        self._recalled: int | None = None
        self.opening = False  # whether the first hit is to be read as soon as it is there

    def ask(self, query: str | None = None, *, keep: bool = False) -> None:
        """Search anew; `keep` leaves the bar on the passage it is on (after an index run)."""
        if query is not None:
            self.query = query
        self._asking_more = False
        if not keep:
            self._opened()  # another wish has come; the same one, asked anew, is still waited for
        self._keep_state()
        if not self.query.strip() and not (self.filters.entities or self.filters.kinds):
            self._lane.abandon()
            self.hits, self.found = None, []
            self._workspace.show_articles(self.articles())
            return
        store, wanted = self._workspace.dossier, set(self.filters.entities)
        search = self._asking(0)

        def work(cancelled: Cancelled) -> Hits:
            if wanted - self.names.keys():
                self.names = {entity.id: entity.name for entity in store.entities() if entity.id in wanted}
            return search(cancelled)

        self._lane.submit(work, lambda hits: self._arrived(hits, keep=keep), self._failed)

    def _asking(self, offset: int) -> Callable[[Cancelled], Hits]:
        """Give what asks for the next passages, as things stand now."""
        text, filters, store = self.query, self.filters, self._workspace.dossier
        sort: Literal["date", "score"] = "date" if self._workspace.state.newest_first else "score"

        def ask(cancelled: Cancelled) -> Hits:
            return store.search(
                text, limit=WINDOW, offset=offset, sort=sort, filters=filters, lenient=True, cancelled=cancelled
            )

        return ask

    def _keep_state(self) -> None:
        state, filters = self._workspace.state, self.filters
        state.query, state.outlets, state.entities = self.query, list(filters.outlets), list(filters.entities)
        state.since, state.until, state.kinds = filters.since, filters.until, list(filters.kinds)

    def more(self) -> None:
        """Fetch the passages after those that are shown."""
        if self.hits is None or self._asking_more or len(self.found) >= self.hits.total:
            return
        self._asking_more = True
        self._lane.submit(self._asking(len(self.found)), self._more_arrived, self._failed)

    def articles(self) -> list[ArticleInfo]:
        """Give the articles that the filters leave, as lists show them."""
        every = self._workspace.articles()
        left = [info for info in every if passes(info, self.filters)] if self.filters else list(every)
        if self._workspace.state.newest_first:
            left.sort(key=lambda info: info.published or "", reverse=True)
        return left

    def reorder(self) -> None:
        """Put the newest first, or the best again."""
        self._workspace.state.newest_first = not self._workspace.state.newest_first
        self.ask()

    def filter(self, filters: Filters) -> None:
        """Search with other filters."""
        self.filters = filters
        self.ask()

    def open_first(self) -> None:
        """Read the first hit, now or as soon as it arrives; a link goes where it points."""
        if self._workspace.bar.input.value != self.query:
            self.ask(self._workspace.bar.input.value)  # typed so fast that it was not asked for yet
        self._workspace.state.remember(self.query)
        self._recalled = None
        try:
            link = parse_link(self.query)
        except LinkError:
            link = None
        if link:
            self._workspace.desk.go(link.article, link.start)
            self._workspace.reader.select(link.start, link.end)
            return
        if self._lane.busy:
            # What is typed from here on is for the first hit: it waits until that is there.
            self._workspace.show_pane("reader")
            self.opening = True
        else:
            self._read_first()

    def go(self, hit: Hit) -> None:
        """Read a hit and let it stand out."""
        self.current = hit
        self._workspace.side.following = False
        if self._workspace.desk.go(hit.article, first_highlight(hit)):
            self._workspace.point_out(hit)

    def step(self, step: int) -> bool:
        """Go to the next (1) or previous (-1) hit, as they are listed; False at the ends and where there is none."""
        listed = self._workspace.results.hits
        at = listed.index(self.current) + step if self.current in listed else 0
        if not 0 <= at < len(listed):
            return False
        self._workspace.results.select(self.found.index(listed[at]))
        self.go(listed[at])
        if at > len(listed) - _NEAR:
            self.more()
        return True

    def position(self) -> str:
        """Write which hit of how many stands out: `4/14`; empty where none does."""
        listed = self._workspace.results.hits
        if self.hits is None or self.current not in listed:
            return ""
        return f"{listed.index(self.current) + 1}/{self.hits.total:,}"

    def recall(self, step: int) -> str | None:
        """Give the query `step` places on in the history (negative: earlier), None at its ends."""
        history = self._workspace.state.history
        at = len(history) if self._recalled is None else self._recalled
        at += step
        if not 0 <= at <= len(history):
            return None
        self._recalled = at
        return history[at] if at < len(history) else ""

    def _arrived(self, hits: Hits, *, keep: bool) -> None:
        self.hits, self.found = hits, list(hits.hits)
        self._workspace.show_hits(hits, keep=keep)
        if self.opening:
            self._read_first()
            self._opened()

    def _more_arrived(self, hits: Hits) -> None:
        self._asking_more = False
        self.found += hits.hits
        self._workspace.results.append(list(hits.hits))

    def _failed(self, error: Exception) -> None:
        self._asking_more = False
        self.hits, self.found = None, []
        self._opened()
        if isinstance(error, DossierError):
            self._workspace.show_trouble(str(error))
        else:
            self._workspace.fail(error)

    def _opened(self) -> None:
        """Let the keys go that wait for the first hit; where there is none they mean nothing."""
        if self.opening:
            self.opening = False
            self._workspace.desktop.release_keys(drop=not self.found)

    def _read_first(self) -> None:
        if self.found:
            self._workspace.results.select(0)
            self.go(self.found[0])
        else:
            self._workspace.show_pane("results")


def first_highlight(hit: Hit) -> int:
    """Give where the words searched for begin in a hit."""
    return min((start for start, _ in hit.highlights), default=hit.start)


def passes(info: ArticleInfo, filters: Filters) -> bool:
    """Say whether an article is within the outlets and days that are filtered for."""
    day = info.published or ""
    return (
        (not filters.outlets or (info.outlet or "") in filters.outlets)
        and (not filters.since or day >= filters.since)
        and (not filters.until or (bool(day) and day <= filters.until))
    )
