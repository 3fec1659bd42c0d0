"""Findings, timeline and coverage of the dossier: worked out by workers, kept until the index changes."""

from __future__ import annotations

import asyncio
import threading
import time
from collections import defaultdict
from collections.abc import Callable, Coroutine, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Protocol

from dossier.model import DossierError
from dossier.text.counting import counted
from dossier.text.pace import Pace

if TYPE_CHECKING:
    from dossier.dossier import Dossier
    from dossier.model import ArticleInfo, Finding, OnProgress, Progress
    from dossier.notebook.finding_marks import Mark
    from dossier.tui.platform.latest_worker import Cancelled, LatestOnlyWorker
    from dossier.tui.session.state import State

_PAUSE = 1.0  # seconds after the first paint: the first keys are not to share the processor with counting
_WORTH = 1.0  # seconds from which on it is remembered how long an answer took
_LOOK = 0.1  # seconds between two looks whether the process beside this one is done
_QUICKLY = 500  # articles that are compared in some seconds; more are by a process of its own


class LeftError(Exception):
    """Nobody waits for an answer any longer."""


@dataclass(slots=True)
class ViewState:
    """A place on one of these screens: the entry, which of its places, the outlet, and what was filtered."""

    entry: str | None = None
    place: int = 0
    column: int = 0
    kind: str = ""
    only: str = ""


class FindingsCacheHost(Protocol):
    """What the cache asks of the session."""

    dossier: Dossier
    state: State

    def worker(self, name: str) -> LatestOnlyWorker:
        """Return a worker thread."""

    def background(self, work: Coroutine[Any, Any, None], *, group: str) -> None:
        """Run a coroutine beside the screen."""

    def articles(self) -> Sequence[ArticleInfo]:
        """Return the articles."""

    def fail(self, error: Exception) -> None:
        """Say what went wrong."""

    def conflicts_counted(self, conflicts: int) -> None:
        """Tell the screens how many conflicts nobody has looked at yet."""

    def news_counted(self, waiting: str) -> None:
        """Tell the screens how much news waits."""


class FindingsCache:
    """Answers about the whole dossier, and where one was in the screens that list them."""

    def __init__(self, session: FindingsCacheHost) -> None:
        self._session = session
        self._kept: dict[str, tuple[int, Any]] = {}
        self._steps: dict[str, str] = {}
        self._beside: Progress | None = None  # how far the process is that compares beside this one
        self._locks = {name: threading.Lock() for name in ("compare", "timeline", "coverage", "news")}
        self._workers: dict[str, LatestOnlyWorker] = {}
        self._unwritten: dict[str, Mark | None] = {}
        self.views: defaultdict[str, ViewState] = defaultdict(ViewState)

    def worker(self, name: str) -> LatestOnlyWorker:
        """Return the worker that answers one kind of question, always the same."""
        if name not in self._workers:
            self._workers[name] = self._session.worker(name)
        return self._workers[name]

    def known(self, name: str) -> bool:
        """Return whether there is an answer with anything in it, be it an old one."""
        return bool(self._kept.get(name, (0, ()))[1])

    def get(self, name: str, cancelled: Cancelled = lambda: False) -> Any:
        """Return the dossier's answer, asked once between two index runs; takes long, so only workers may call it.

        Raises LeftError soon after it is cancelled.
        """
        store, told = self._session.dossier, self.watched(name, cancelled)
        while self._beside:  # what that process finds is read at once: nothing is worked out twice
            told(self._beside)
            time.sleep(_LOOK)
        with self._locks[name]:
            generation = store.generation()
            if name not in self._kept or self._kept[name][0] != generation:
                began = time.monotonic()
                self._kept[name] = (generation, getattr(store, name)(progress=told))
                self._session.state.took = _noted(self._session.state.took, name, time.monotonic() - began)
            return self._kept[name][1]

    def watched(self, name: str, cancelled: Cancelled) -> OnProgress:
        """Return what is told how far an answer is: it keeps that for `step`, and ends the work once cancelled."""
        pace = Pace()

        def told(step: Progress) -> None:
            if cancelled():
                raise LeftError
            self._steps[name] = pace.told(step.stage, step.done, step.total)

        return told

    def step(self, name: str) -> str:
        """Return how far an answer is that is being worked out, with rate and time left of the step it is at."""
        return self._steps.get(name, "")

    def forget(self, name: str) -> None:
        """Ask anew for an answer that depends on more than the index."""
        self._kept.pop(name, None)

    def took(self, name: str) -> float | None:
        """Return how many seconds the last answer took, be it in an earlier session; None where that is not known."""
        said = next((one.partition(" ")[2] for one in self._session.state.took if one.startswith(f"{name} ")), "")
        return float(said) if said.replace(".", "", 1).isdecimal() else None

    @property
    def findings(self) -> Sequence[Finding]:
        """The findings that are known by now, be they old ones; asks for none."""
        known: Sequence[Finding] = self._kept["compare"][1] if self.known("compare") else ()
        return known

    # Conflicts that nobody has looked at.

    def count(self) -> None:
        """Count the conflicts not marked yet, a little later, and tell the screens."""
        self._session.background(self._count_later(), group="compare")

    async def _count_later(self) -> None:
        await asyncio.sleep(_PAUSE)
        if any(lock.locked() for lock in self._locks.values()):
            self.count()  # somebody waits for an answer, which is not to be worked out twice
            return
        if len(self._session.articles()) > _QUICKLY:
            await self._compare_beside()
            if not self._session.dossier.compared():
                return
        self.count_now()

    async def _compare_beside(self) -> None:
        """Have a process of its own compare the articles."""
        from dossier.model import Progress
        from dossier.tui.platform import compare_process

        def told(step: Progress) -> None:
            self._beside = step

        try:
            told(Progress("reading articles", 0, len(self._session.articles())))
            await compare_process.compare(self._session.dossier.config, told)
        finally:
            self._beside = None

    def count_now(self) -> None:
        """Count the conflicts not marked yet and tell the screens."""
        store = self._session.dossier
        self.worker("conflicts").submit(
            lambda _: unseen(self.get("compare"), store.finding_marks()),
            self._session.conflicts_counted,
            self._not_counted,
        )

        self.count_news()

    def count_news(self) -> None:
        """Count the news since the articles were marked as read, and tell the screens."""
        self.worker("news count").submit(lambda _: self._waiting(), self._session.news_counted, self._not_counted)

    def _waiting(self) -> str:
        """Return how much news waits: items, or in a large dossier, where these take long, articles."""
        unread = self._session.dossier.unread()
        if not unread:
            return ""
        if len(self._session.articles()) > _QUICKLY:
            return counted(len(unread), "new article")
        items = len(self.get("news"))
        return f"{items} new" if items else ""

    def _not_counted(self, error: Exception) -> None:
        # Nobody asked for it: a sentence is said when compare is opened; what is not foreseen is kept for a report.
        if not isinstance(error, DossierError):
            self._session.fail(error)

    def mark(self, finding: str, mark: Mark | None, failed: Callable[[Exception], None]) -> None:
        """Have a mark written, or taken away, by a worker; none is lost when the next one comes at once."""
        self._unwritten[finding] = mark

        def write(_: Cancelled) -> None:
            while self._unwritten:
                self._session.dossier.mark_finding(*self._unwritten.popitem())

        self.worker("marks").submit(write, lambda _: None, failed)


def _noted(took: Sequence[str], name: str, seconds: float) -> list[str]:
    """Return what answers took with one of them as it is now; one that was there at once says nothing of the next."""
    kept = [one for one in took if not one.startswith(f"{name} ")]
    return [*kept, f"{name} {seconds:.1f}"] if seconds >= _WORTH else list(took)


def unseen(findings: Iterable[Finding], marks: Mapping[str, Mark]) -> int:
    """Return how many conflicts are not marked."""
    return sum(finding.verdict == "conflict" and finding.id not in marks for finding in findings)
