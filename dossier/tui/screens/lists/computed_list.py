"""What is worked out of the whole dossier: asked away from the keyboard, kept until the index changes."""

from __future__ import annotations

import time
from collections.abc import Callable, Collection, Sequence
from typing import ClassVar

from textual import on

from dossier.model import DossierError
from dossier.text.pace import waited
from dossier.tui.keys.actions import Where
from dossier.tui.platform.latest_worker import Cancelled
from dossier.tui.screens.lists.filterable_list import FilterableListScreen
from dossier.tui.session.bookmarks import copy_words, copy_words_link, keep, note_at
from dossier.tui.session.key_screen import Home
from dossier.tui.session.selection import Selection, at_place
from dossier.tui.session.session import Session
from dossier.tui.text.entries import Entry, Place, Section
from dossier.tui.widgets import messages

_WITH_WORDS = {"keep_entry": keep, "copy_entry": copy_words, "copy_entry_link": copy_words_link}

_WITH_ENTRIES = (
    "open_entry", "next_place", "next_column", "mark_seen", "mark_wrong", "filter_kind", "filter_verdict",
    "filter_alone", "find_entry", "keep_entry", "copy_entry",
)  # fmt: skip
"""Actions that do something only where something is listed."""


_OF_ENTRY = frozenset({
    "open_entry", "next_place", "previous_place", "next_column", "previous_column", "mark_seen", "mark_wrong",
    "keep_entry", "copy_entry", "copy_entry_link", "tag_entry",
})  # fmt: skip
"""Actions on the entry that is selected."""


class ComputedListScreen(FilterableListScreen):
    """A list that takes a while: it is shown at once, filled when the answer comes, and found again as it was left."""

    ACTION: ClassVar[Where]
    TITLE_: ClassVar[str] = ""
    WAITING: ClassVar[str] = ""
    EMPTY: ClassVar[str] = ""

    def __init__(self, session: Session, home: Home) -> None:
        super().__init__(session, home, self.TITLE_, tuple, empty=self.EMPTY)
        self.answers = session.findings
        self.left = self.answers.views[self.ACTION]
        self._worker = self.answers.worker(self.ACTION)

    @property
    def where(self) -> Where:
        """Which keys work here."""
        return self.ACTION

    def fetch(self, cancelled: Cancelled) -> Callable[[], Sequence[Section]]:
        """Ask for what is shown, away from the keyboard; gives what lists it in the thread that draws.

        Once `cancelled`, nobody waits for it.
        """
        raise NotImplementedError

    @property
    def answered_before(self) -> bool:
        """Whether there is an answer to show until the new one comes."""
        return self.answers.known(self.ACTION)

    def reload(self) -> None:
        """Fetch the list anew."""
        if not self.answered_before:
            self._tell_waiting(self.WAITING)
        self._wait()
        self._worker.submit(self.fetch, self._fetched, self._failed)

    def on_unmount(self) -> None:
        """Ask for nothing any longer: what is worked out is given up."""
        self._worker.abandon()

    def _tell_waiting(self, words: str) -> None:
        """Say that the answer is worked out, and offer no keys for what it will list."""
        self.panel.show_message(words)
        self.offer({self.ACTION, "clear_kinds"}, some=False)

    def _wait(self) -> None:
        """Tell every second how long the answer has been waited for, about how much longer it takes, and its step.

        Nothing is told while an older answer is listed.
        """
        began, last = time.monotonic(), self.answers.took(self.ACTION)

        def tell() -> None:
            if self._worker.busy and self.panel.selected is None:
                step = self.step_told()  # tells the time left itself
                first = f"{self.WAITING} {waited(time.monotonic() - began, None if step else last)}"
                self._tell_waiting("\n\n".join(filter(None, (first, step))))
            else:
                timer.stop()

        timer = self.set_interval(1.0, tell)

    def step_told(self) -> str:
        """Return at which step the answer is, and how far in that."""
        return self.answers.step(self.ACTION)

    def _fetched(self, make: Callable[[], Sequence[Section]]) -> None:
        if self.is_attached:  # it may have been left before the answer came
            self._filled(make())

    def _failed(self, error: Exception) -> None:
        if self.is_attached:
            self.panel.show_message(self.sentence(error))
            self.tell_bare()

    def sentence(self, error: Exception) -> str:
        """Return what went wrong; what is not foreseen is kept for a report."""
        if isinstance(error, DossierError):
            return self.session.sentence(error)
        return f"This did not work ({type(error).__name__}). {self.session.host.report(error)}"

    def _filled(self, sections: Sequence[Section]) -> None:
        wanted = self.left.entry
        self.panel.show(sections, empty=self.empty)
        if wanted and self.panel.selected and self.panel.selected.key != wanted:
            self.panel.select(wanted)
        self._look()

    def perform(self, name: str) -> None:
        """Do an action of these screens, else one of any list; the key that opened the screen closes it."""
        if name in (self.ACTION, "leave_list"):
            self.dismiss()
        elif name == "clear_kinds" and not (self.left.kind or self.left.only):
            self.footer.say("Nothing is left out: every kind is shown.")
        elif name in ("next_place", "previous_place"):
            self.step(1 if name == "next_place" else -1)
        elif name in _OF_ENTRY and self.panel.selected is None:
            self.footer.say(self.WAITING if self._worker.busy else "Nothing is listed here.")
        elif name == "tag_entry":
            from dossier.tui.dialogs.tags import tags

            tags(self.app, self.session, note_at(self.session, self._words()))
        elif name in _WITH_WORDS:
            _WITH_WORDS[name](self.session, self._words(), self.footer.say)
        else:
            super().perform(name)

    def offer(self, without: Collection[str], *, some: bool = True) -> None:
        """Show in the last line the keys that do something: those `without` never do, most only with `some` entries."""
        super().offer([*without, *(() if some else _WITH_ENTRIES)])

    # The place of an entry that is looked at.

    def _words(self) -> Selection:
        """Return the words at the place that is looked at. Raises DossierError where there is none."""
        entry = self.panel.selected
        if entry is None or not entry.places:
            raise DossierError("Nothing is selected here.")
        return at_place(self.session.dossier, entry.places[self.left.place % len(entry.places)])

    def step(self, step: int) -> None:
        """Look at the next or previous of an entry's places, round and round."""
        entry = self.panel.selected
        if entry and entry.places:
            self.left.place = (self.left.place + step) % len(entry.places)
            self.look_at(entry, entry.places[self.left.place])
            if len(entry.places) == 1:
                self.footer.say("No other place says so; enter reads this one.")
            elif not self.beside_seen:
                self.footer.say(f"{self.left.place + 1} of {len(entry.places)} places; enter reads it.")

    @property
    def beside_seen(self) -> bool:
        """Whether there is room for more than the list."""
        return self.reader.display

    def look_at(self, entry: Entry, place: Place) -> None:
        """Show a place in its article."""
        self._show_place(place)
        count = f"{self.left.place + 1} of {len(entry.places)} places" if len(entry.places) > 1 else ""
        self.tell_source(first=count)

    def _preview(self, entry: Entry) -> None:
        if entry.key != self.left.entry:
            self.left.entry, self.left.place = entry.key, 0
        if entry.places:
            self.left.place %= len(entry.places)
            self.look_at(entry, entry.places[self.left.place])
        else:
            super()._preview(entry)

    @on(messages.EntryChosen)
    def _read(self, message: messages.EntryChosen) -> None:
        message.stop()
        message.prevent_default()
        if message.entry.places:
            self.jump(message.entry.places[self.left.place % len(message.entry.places)])

    def jump(self, place: Place) -> None:
        """Read a place in the workspace."""
        self.leave_for(lambda: self.home.read(place, self.ACTION))
