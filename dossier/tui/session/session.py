"""One dossier open in the app: what every screen may ask for, whatever it shows."""

from __future__ import annotations

import contextlib
from collections.abc import Callable, Coroutine, Mapping, Sequence
from contextlib import AbstractContextManager
from typing import TYPE_CHECKING, Any, Protocol

from dossier.model import ArticleList, DossierError, UnusableError
from dossier.tui.keys.keymap import Keymap
from dossier.tui.platform.latest_worker import LatestOnlyWorker
from dossier.tui.session.findings import FindingsCache
from dossier.tui.session.index_status import IndexStatus
from dossier.tui.session.state import State

if TYPE_CHECKING:
    from pathlib import Path

    from dossier.dossier import Dossier
    from dossier.model import Note

WHOLE = 20_000
"""Articles up to which names, numbers and quotations of all are listed: more would fill the memory."""


class Listener(Protocol):
    """A screen that shows something of the dossier, told what has changed."""

    def index_progressed(self) -> None:
        """Show how far an index run has come."""

    def index_changed(self, *, anew: bool) -> None:
        """Show what an index run brought; `anew`: everything extracted from the articles may be different now."""

    def notes_changed(self) -> None:
        """Show the notebook as it is now."""

    def conflicts_counted(self, conflicts: int) -> None:
        """Show how many conflicts nobody has looked at yet."""

    def news_counted(self, waiting: str) -> None:
        """Show how much news waits; nothing where it is empty."""


class Host(Protocol):
    """The app around the session."""

    def listeners(self) -> Sequence[Listener]:
        """Return the screens that are open, the lowest first."""

    def say(self, text: str, *, trouble: bool = False) -> None:
        """Show a sentence in the last line of the screen on top."""

    def report(self, error: Exception) -> str:
        """Keep the traceback of an unforeseen error; return a sentence that says where, or an empty one."""

    def post_from_thread(self, call: Callable[[], None]) -> None:
        """Run a call in the thread that draws."""

    def background(self, work: Coroutine[Any, Any, None], *, group: str) -> None:
        """Run a coroutine beside the screen, instead of an older one of its group."""

    def copy_to_clipboard(self, text: str) -> None:
        """Hand a text to the terminal's clipboard."""

    def go_to(self, arguments: Sequence[str]) -> None:
        """Leave this dossier for the one that these words of the command line open."""

    def suspend(self) -> AbstractContextManager[None]:
        """Leave the terminal to another program for a while."""


def _stamp(file: Path) -> tuple[int, int]:
    """Return what tells one state of a file from another: zeros where there is none."""
    try:
        status = file.stat()
    except OSError:
        return (0, 0)
    return (status.st_mtime_ns, status.st_size)


class Session:
    """The dossier, the keys and the remembered state, with what is read once and shared by all screens."""

    def __init__(self, dossier: Dossier, keymap: Keymap, state: State, host: Host) -> None:
        self.dossier, self.keymap, self.state, self.host = dossier, keymap, state, host
        self.workers: list[LatestOnlyWorker] = []
        self._infos: ArticleList | None = None
        self._notes: tuple[tuple[int, int], list[Note]] | None = None
        self._tags: tuple[tuple[int, int], Mapping[str, Sequence[str]]] = ((0, 0), {})
        self.index = IndexStatus(self)
        self.findings = FindingsCache(self)
        self.copying, self.correcting = self.worker("copy"), self.worker("correct")
        self.explaining = self.worker("explain")

    def worker(self, name: str) -> LatestOnlyWorker:
        """Return a new worker thread for one kind of work; its answers come back in the thread that draws."""
        self.workers.append(LatestOnlyWorker(name, self._post))
        return self.workers[-1]

    def _post(self, call: Callable[[], None]) -> None:
        with contextlib.suppress(RuntimeError):  # an answer that comes when the app is gone has nobody to go to
            self.host.post_from_thread(call)

    def background(self, work: Coroutine[Any, Any, None], *, group: str) -> None:
        """Run a coroutine beside the screen, instead of an older one of its group."""
        self.host.background(work, group=group)

    # What was read.

    def articles(self) -> ArticleList:
        """Return the articles; they are fetched once between two index runs.

        There are none while the index cannot be read: an index run then begins it anew, or says why it cannot.
        """
        if self._infos is None:
            try:
                self._infos = self.dossier.articles()
            except DossierError:
                return ArticleList()
        return self._infos

    @property
    def is_large(self) -> bool:
        """Whether there are too many articles for lists of everything in them."""
        return len(self.articles()) > WHOLE

    def notes(self) -> list[Note]:
        """Return what was bookmarked; the notebook is read again when its file has changed, by whatever program."""
        stamp = _stamp(self.dossier.config.notebook)
        if self._notes is None or self._notes[0] != stamp:
            self._notes = (stamp, self.dossier.notes())
        return self._notes[1]

    def article_tags(self) -> Mapping[str, Sequence[str]]:
        """Return the tags of articles, by id; none while their file cannot be read."""
        stamp = _stamp(self.dossier.config.beside("tags.yaml"))
        if self._tags[0] != stamp:
            try:
                self._tags = (stamp, self.dossier.article_tags() if stamp[0] else {})
            except DossierError:
                self._tags = (stamp, {})
        return self._tags[1]

    # What has changed.

    def index_progressed(self) -> None:
        """Tell all screens that an index run has come further."""
        for listener in self.host.listeners():
            listener.index_progressed()

    def index_changed(self, *, anew: bool, listed: bool = False) -> None:
        """Read the list of articles again, unless it is `listed` as it is, and tell all screens.

        `anew`: what was extracted from the articles may be different, too.
        """
        if not listed:
            self._infos = None
            self.index.changed()
        self._tags = ((0, 0), {})
        if self._notes and not all(note.sha256 for note in self._notes[1]):  # their words may stand there now
            self._notes = None
        for listener in self.host.listeners():
            listener.index_changed(anew=anew)

    def notes_changed(self) -> None:
        """Read the notebook again, after it was written to, and tell all screens."""
        self._notes = None
        for listener in self.host.listeners():
            listener.notes_changed()

    def conflicts_counted(self, conflicts: int) -> None:
        """Tell all screens how many conflicts nobody has looked at yet."""
        for listener in self.host.listeners():
            listener.conflicts_counted(conflicts)

    def news_counted(self, waiting: str) -> None:
        """Tell all screens how much news waits."""
        for listener in self.host.listeners():
            listener.news_counted(waiting)

    # What is said.

    def say(self, text: str, *, trouble: bool = False) -> None:
        """Show a sentence in the last line of the screen on top."""
        self.host.say(text, trouble=trouble)

    def sentence(self, error: DossierError) -> str:
        """Return what is wrong and what to do; nothing has to be done about an index that is just being made anew."""
        if isinstance(error, UnusableError) and self.index.unread:
            return f"{error.fault} It is being made anew from the articles."
        return str(error)

    def fail(self, error: Exception) -> None:
        """Say why work away from the keyboard came to nothing; reading can go on."""
        if isinstance(error, DossierError):
            self.say(self.sentence(error), trouble=True)
        else:
            place = self.host.report(error)
            mend = f"{self.keymap.key('refresh')} may mend it."
            self.say(f"This did not work ({type(error).__name__}); {mend} {place}", trouble=True)
