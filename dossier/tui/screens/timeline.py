"""The timeline's screen: what was or will be when and, beside it, the article that says so."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from textual.content import Content

from dossier.text.counting import counted
from dossier.tui.screens.computed_list import ComputedListScreen
from dossier.tui.screens.entries import left_open, source_name, timeline
from dossier.tui.widgets import Section


class TimelineScreen(ComputedListScreen):
    """Days in calendar order, articles' own publication among them."""

    ACTION = "timeline"
    TITLE_ = "Timeline"
    WAITING = "Putting what is dated in order…"
    EMPTY = "No article names a day, month or year."

    def fetch(self) -> Callable[[], Sequence[Section]]:
        """Ask for the timeline and count what names no day."""
        store = self.session.dossier
        entries, infos = self.answers.get("timeline"), store.articles()
        articles = {name: store.article(name) for name in sorted({entry.article for entry in entries})}
        sections = timeline(entries, articles, {info.id: source_name(info) for info in infos})
        count = left_open(store.dates())

        def make() -> Sequence[Section]:
            words = f"{counted(count, 'vague date')} left out" if count else "● published"
            self.panel.border_subtitle = Content(f"{sum(len(s.entries) for s in sections):,} dated · {words}")
            return sections

        return make
