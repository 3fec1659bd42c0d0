"""Whether the index is up to date with the articles, and updating it while one reads on."""

from __future__ import annotations

from collections.abc import Collection, Coroutine, Sequence
from typing import TYPE_CHECKING, Any, Protocol

from dossier.tui.platform import index_process
from dossier.tui.session.watch import Watch
from dossier.tui.text import messages_text

if TYPE_CHECKING:
    from dossier.dossier import Dossier
    from dossier.model import ArticleInfo
    from dossier.tui.keys.keymap import Keymap
    from dossier.tui.platform.latest_worker import LatestOnlyWorker

_LOOKING = "looking for changes"


class IndexStatusHost(Protocol):
    """What the index status asks of the session."""

    dossier: Dossier
    keymap: Keymap
    correcting: LatestOnlyWorker

    def worker(self, name: str) -> LatestOnlyWorker:
        """Return a worker thread."""

    def background(self, work: Coroutine[Any, Any, None], *, group: str) -> None:
        """Run a coroutine beside the screen."""

    def articles(self) -> Sequence[ArticleInfo]:
        """Return the articles as they were last listed."""

    def say(self, text: str, *, trouble: bool = False) -> None:
        """Show a sentence."""

    def fail(self, error: Exception) -> None:
        """Say what went wrong."""

    def index_progressed(self) -> None:
        """Tell the screens that a run has come further."""

    def index_changed(self, *, anew: bool, listed: bool = False) -> None:
        """Tell the screens what a run brought; `listed`: the list of articles is as it was."""


class IndexStatus:
    """Looks once at the start and whenever asked; says how far a run has come."""

    def __init__(self, session: IndexStatusHost) -> None:
        self._session = session
        self._worker = session.worker("stale")
        self.known = False
        self.busy = ""
        self._gone = False
        self._watch = Watch(session, self.refresh, self._indexed_elsewhere)

    @property
    def unread(self) -> str:
        """How far the articles have been read where that is not to the end: what is told of them is not complete."""
        if self._gone:
            return self.busy or "the index is gone"
        if not self.known and not self._session.articles():
            return self.busy or _LOOKING
        return "" if self.busy == _LOOKING else self.busy

    def lost(self) -> bool:
        """Return whether the index has just been found deleted: it is then built again, and nothing is asked of it.

        Without it every answer would be that there is nothing.
        """
        if self.busy or self._gone or not self.known or not self._session.articles():
            return False
        if self._session.dossier.shared:  # no key waits for the network; the watch notices it
            return False
        self._gone = not self._session.dossier.exists()
        if self._gone:
            self._session.say("The index was deleted: it is made anew from the articles.", trouble=True)
            self.refresh()
        return self._gone

    def look(self) -> None:
        """See whether articles have changed, which takes a walk through the files, and read them if so."""
        self._worker.submit(lambda _: self._session.dossier.stale(), self._looked, self._session.fail)

    def refresh(self) -> None:
        """Read new and changed articles in a process of its own, one run at a time."""
        if not self.busy:
            self._progress(_LOOKING)
            self._session.background(self._run(), group="index")

    def watch(self) -> None:
        """Go on looking while the app is open."""
        session = self._session
        session.background(self._watch.run(lambda: bool(self.busy) or session.correcting.busy), group="watch")

    def changed(self) -> None:
        """Take note that this program changed the index by other means than a run."""
        self._watch.seen()

    def _indexed_elsewhere(self) -> None:
        before = {info.id for info in self._session.articles()}
        self._session.index_changed(anew=True)
        self._session.say(self._brought(before) or "Another program has indexed the articles anew.")

    def _brought(self, before: Collection[str]) -> str:
        """Return a sentence about the articles that were not there before; empty where there are none."""
        return messages_text.brought([info for info in self._session.articles() if info.id not in before])

    def _looked(self, stale: bool) -> None:
        if stale:
            self.refresh()
        else:
            self.known = True
            self._session.index_changed(anew=False, listed=True)

    async def _run(self) -> None:
        session = self._session
        outcome = await index_process.refresh(session.dossier.config, self._progress)
        self.busy, self.known = "", True
        summary = outcome.summary
        if summary is None:
            session.index_changed(anew=False)
            session.say(f"The articles could not be read anew: {outcome.trouble}", trouble=True)
            return
        before = {info.id for info in session.articles()}
        anew, self._gone = self._gone or bool(summary.added or summary.changed or summary.removed), False
        session.index_changed(anew=anew)
        self._watch.seen()
        brought = self._brought(before) if before and not (summary.failed or summary.changed) else ""
        told = messages_text.index_run(summary, session.keymap.key("problems"))
        session.say(" ".join(filter(None, (outcome.notice, brought or told))), trouble=bool(summary.failed))

    def _progress(self, text: str) -> None:
        self.busy = text
        self._session.index_progressed()
