"""Two whole articles side by side: where one is read, the other shows the passage that reports the same."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from textual import on
from textual.app import ComposeResult
from textual.containers import Horizontal

from dossier.model import Article, DossierError, Span
from dossier.text.counting import counted
from dossier.text.days import day
from dossier.tui.keys.actions import Where
from dossier.tui.platform.stylesheets import stylesheet
from dossier.tui.screens.over_home import DIALOGS, ScreenOverHome
from dossier.tui.session.key_screen import Home
from dossier.tui.session.session import Session
from dossier.tui.session.sizes import NARROW
from dossier.tui.text.entries import Place
from dossier.tui.text.spans import pointed
from dossier.tui.widgets import Reader, messages
from dossier.tui.widgets.reader.caret import MOVES

if TYPE_CHECKING:
    from dossier.tui.platform.latest_worker import Cancelled

Pair = tuple[Span, Span]


class ParallelScreen(ScreenOverHome):
    """The reader that has the keyboard leads, the other one follows."""

    DEFAULT_CSS = stylesheet(__file__)

    def __init__(self, session: Session, home: Home, one: Article, other: Article, at: int) -> None:
        """Show two articles, the cursor of the first at an offset."""
        super().__init__(session, home)
        self._articles, self._start = (one, other), at
        self.readers = (self.reader, Reader())
        self._pairs: Sequence[Pair] = ()
        self._known = False
        self._worker = session.worker("parallel")

    def compose(self) -> ComposeResult:
        """Lay out both articles and the keys."""
        with Horizontal():
            yield from self.readers
        yield self.footer

    def on_mount(self) -> None:
        """Show both articles; what matches is found while one reads."""
        self.on_resize()
        for reader, article in zip(self.readers, self._articles, strict=True):
            reader.show(article, at=self._start if reader is self.reader else None)
            reader.entitle(article.title)
            reader.tell_source(article.outlet or "", day(article.published))
        self.set_focus(self.reader)
        self.footer.at(self.where)
        one, other = (article.id for article in self._articles)

        def work(cancelled: Cancelled) -> Sequence[Pair]:
            return self.session.dossier.parallels(one, other, cancelled=cancelled)

        self._worker.submit(work, self._found, self.session.fail)

    def on_resize(self) -> None:
        """Put one article below the other where there is no room beside it."""
        self.set_class(self.app.size.width < NARROW, "-narrow")

    @property
    def where(self) -> Where:
        """Which keys work here."""
        return "parallel"

    @property
    def _leads(self) -> int:
        return 1 if self.focused is self.readers[1] else 0

    def _found(self, pairs: Sequence[Pair]) -> None:
        if not self.is_attached:  # it was left before the answer came
            return
        self._pairs, self._known = pairs, True
        for side, reader in enumerate(self.readers):
            related = {reader.passage_at(pair[side].start) for pair in pairs}
            reader.set_marks(related=[index for index in related if index is not None])
        matching = f"{counted(len(pairs), 'passage')} of the first article"
        self.footer.say(f"{matching} match." if pairs else "No passage of these two reports the same.")
        self._follow()

    # What keys do.

    def perform(self, name: str) -> None:
        """Do an action of this screen."""
        reader = self.readers[self._leads]
        if name in MOVES:
            reader.move(*MOVES[name])
        elif name in ("next_match", "previous_match"):
            self._step(1 if name == "next_match" else -1)
        elif name in ("next_pane", "previous_pane"):
            self.set_focus(self.readers[1 - self._leads])
        elif name == "open_entry":
            article = self._articles[self._leads]
            place = Place(article.id, reader.cursor, reader.cursor + 1)
            self.leave_for(lambda: self.home.read(place))
        elif name == "escape":
            self.dismiss()
        elif name in DIALOGS:
            self.open_dialog(name)
        else:
            self.leave_for(lambda: self.home.perform(name))

    def _step(self, step: int) -> None:
        """Go to the next or previous passage that has a match."""
        side = self._leads
        starts = sorted({pair[side].start for pair in self._pairs})
        cursor = self.readers[side].cursor
        wanted = [start for start in starts if (start > cursor if step > 0 else start < cursor)]
        if not wanted:
            nothing = "No passage of these two reports the same." if self._known else "Looking for what both report…"
            raise DossierError("No other passage matches." if starts else nothing)
        self.readers[side].goto(wanted[0] if step > 0 else wanted[-1], centre=True)

    # The other article follows.

    @on(messages.CursorMoved)
    def _moved(self, message: messages.CursorMoved) -> None:
        message.stop()
        self._follow()

    def _follow(self) -> None:
        side = self._leads
        leader, follower = self.readers[side], self.readers[1 - side]
        cursor = leader.cursor
        pair = next((pair for pair in self._pairs if pair[side].start <= cursor < pair[side].end), None)
        for reader, span in zip(
            (leader, follower), (pair[side], pair[1 - side]) if pair else (None, None), strict=True
        ):
            reader.set_spans("current", [pointed(span.start, span.end)] if span else [])
        if pair and not pair[1 - side].start <= follower.cursor < pair[1 - side].end:
            follower.goto(pair[1 - side].start, centre=True)
