"""The timeline's screen: what happened or will happen when and, beside it, the article that says so."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from textual import on
from textual.content import Content

from dossier.text.counting import counted
from dossier.tui.platform.latest_worker import Cancelled
from dossier.tui.screens.findings.entries import left_open, timeline
from dossier.tui.screens.findings.story_days import FOLD, fold, parts
from dossier.tui.screens.lists.computed_list import ComputedListScreen
from dossier.tui.text.sources import source_names
from dossier.tui.widgets import Entry, Section, messages


class TimelineScreen(ComputedListScreen):
    """The story's days in calendar order, articles' own publication among them; what was before it is folded."""

    ACTION = "timeline"
    TITLE_ = "Timeline"
    WAITING = "Putting what is dated in order…"
    EMPTY = "No article names a day, month or year."

    _unfolding = False

    def fetch(self, cancelled: Cancelled) -> Callable[[], Sequence[Section]]:
        """Ask for the timeline and count what names no day."""
        store = self.session.dossier
        entries, infos = self.answers.get("timeline", cancelled), store.articles()
        articles = {one.id: one for one in store.each_article(sorted({entry.article for entry in entries}))}
        names = source_names(infos)
        divided = parts(entries)
        story, later, background = (
            timeline(store.read_ahead(part, store.told_by), articles, names, store.is_told_anonymously)
            for part in divided
        )
        folds = [fold(divided.background, shown=shown) for shown in (False, True)] if divided.background else []
        count = left_open(store.dates())

        def make() -> Sequence[Section]:
            words = f"{counted(count, 'vague date')} left out" if count else "● published"
            self.panel.border_subtitle = Content(f"{len(entries):,} dated · {words}" if entries or count else "")
            self.offer({self.ACTION}, some=bool(entries))
            folded = folds[1:] + background if self.left.only else folds[:1]
            return [*story, *later, *folded]

        return make

    def perform(self, name: str) -> None:
        """Do an action of these screens; what is searched for is searched for in the background too."""
        if name == "find_entry" and not self.left.only:
            self._show_background()
        super().perform(name)

    def _show_background(self) -> None:
        self.left.only = "" if self.left.only else FOLD
        self.reload()

    def _preview(self, entry: Entry) -> None:
        if entry.key == FOLD:
            self.left.entry = FOLD
            self.show_nothing("What the articles tell of the time before the story.")
        else:
            super()._preview(entry)

    @on(messages.EntryChosen)
    def _unfold(self, message: messages.EntryChosen) -> None:
        if message.entry.key == FOLD:
            self._unfolding = not self.left.only
            self._show_background()

    def _filled(self, sections: Sequence[Section]) -> None:
        """List the timeline, with what has just been unfolded in sight."""
        super()._filled(sections)
        if self._unfolding and self.panel.index is not None:
            self._unfolding = False
            self.panel.scroll_to(y=self.panel.head_of(self.panel.index))
