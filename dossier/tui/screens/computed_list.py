"""What is worked out of the whole dossier: asked away from the keyboard, kept until the index changes."""

from __future__ import annotations

import asyncio
import threading
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, ClassVar, Literal

from textual import on
from textual.content import Content

from dossier.model import DossierError
from dossier.tui import messages
from dossier.tui.actions import Where
from dossier.tui.screens.filterable_list import Findable
from dossier.tui.text.entries import Entry, Place, Section
from dossier.tui.workspace.bookmarks import copy_words, copy_words_link, keep
from dossier.tui.workspace.selection import Stretch, at_place

if TYPE_CHECKING:
    from dossier.dossier import Dossier
    from dossier.model import Finding
    from dossier.notebook.finding_marks import Mark
    from dossier.tui.platform.latest_worker import Cancelled, Lane
    from dossier.tui.workspace.screen import Workspace

_WITH_WORDS = {"keep_entry": keep, "copy_entry": copy_words, "copy_entry_link": copy_words_link}
_PAUSE = 1.0  # seconds after the first paint: the first keys are not to share the processor with counting
_QUICKLY = 500  # articles that are compared in some seconds; more are by a process of its own


@dataclass(slots=True)
class Left:
    """A place on one of these screens: the entry, which of its places, the outlet, and what was filtered."""

    entry: str | None = None
    place: int = 0
    column: int = 0
    kind: str = ""
    only: str = ""


class Answers:
    """Findings, timeline and coverage of one dossier, and where one was in them."""

    def __init__(self, workspace: Workspace) -> None:
        """Know nothing yet."""
        self._workspace = workspace
        self._kept: dict[str, tuple[int, Any]] = {}
        self._locks = {name: threading.Lock() for name in ("compare", "timeline", "coverage")}
        self._lanes: dict[str, Lane] = {}
        self._read_from: tuple[str, int] | None = None
        self._unwritten: dict[str, Mark | None] = {}
        self.left = {name: Left() for name in self._locks}

    def lane(self, name: str) -> Lane:
        """Give the lane that one kind of question is answered in."""
        if name not in self._lanes:
            self._lanes[name] = self._workspace.lane(name)
        return self._lanes[name]

    def known(self, name: str) -> bool:
        """Whether there is an answer, be it an old one."""
        return name in self._kept

    def get(self, name: str) -> Any:
        """Ask the dossier, once between two index runs; takes its time, so only work away from the keyboard may."""
        store: Dossier = self._workspace.dossier
        with self._locks[name]:
            generation = store.generation()
            if name not in self._kept or self._kept[name][0] != generation:
                self._kept[name] = (generation, getattr(store, name)())
            return self._kept[name][1]

    @property
    def findings(self) -> Sequence[Finding]:
        """The findings that are known by now, be they old ones; asks for none."""
        known: Sequence[Finding] = self._kept["compare"][1] if self.known("compare") else ()
        return known

    # Conflicts that nobody has looked at.

    def count(self) -> None:
        """Count the conflicts not marked yet, a little later, and tell them in the last line."""
        if len(self._workspace.articles()) <= _QUICKLY:
            self._workspace.set_timer(_PAUSE, self.count_now)
        else:
            self._workspace.run_worker(self._count_many(), group="compare", exclusive=True)

    async def _count_many(self) -> None:
        from dossier.tui.platform import compare_process

        await asyncio.sleep(_PAUSE)
        await compare_process.compare(self._workspace.dossier.config)
        if self._workspace.dossier.compared():
            self.count_now()

    def count_now(self) -> None:
        """Count the conflicts not marked yet and tell them in the last line."""
        self.lane("conflicts").submit(
            lambda _: unseen(self.get("compare"), self._workspace.dossier.finding_marks()), self.tell, self._not_counted
        )

    def tell(self, conflicts: int) -> None:
        """Tell the number of conflicts beside the key that shows them, and mark in the text what others tell too."""
        self._workspace.mark_notes()
        text = f"{conflicts:,} conflict{'s' * (conflicts != 1)}" if conflicts else ""
        self._workspace.footer.remark("compare", text)

    def _not_counted(self, error: Exception) -> None:
        # Nobody asked for it: a sentence is said when compare is opened; what is not foreseen is kept for a report.
        if not isinstance(error, DossierError):
            self._workspace.fail(error)

    def mark(self, finding: str, mark: Mark | None, failed: Callable[[Exception], None]) -> None:
        """Have a mark written, or taken away, away from the keyboard; none is lost when the next one comes at once."""
        self._unwritten[finding] = mark

        def write(_: Cancelled) -> None:
            while self._unwritten:
                self._workspace.dossier.mark_finding(*self._unwritten.popitem())

        self.lane("marks").submit(write, lambda _: None, failed)

    # There and back.

    def arrived(self) -> None:
        """Forget the way back: one is there, or has come another way."""
        self._read_from = None

    def read(self, name: str, place: Place) -> None:
        """Read a place in the workspace, to come back from it to the screen it was found on."""
        workspace = self._workspace
        if workspace.desk.go(place.article, place.start):
            workspace.point_at(place.start, place.end)
            self._read_from = (name, len(workspace.desk.places))
            workspace.say(f"{workspace.keymap.key('escape')} goes back to {name}.")

    def back(self) -> bool:
        """Go back to the screen that this place was found on; False where one has gone on since, or came otherwise."""
        if self._read_from is None or self._read_from[1] != len(self._workspace.desk.places):
            return False
        self._workspace.perform(self._read_from[0])
        return True


def unseen(findings: Iterable[Finding], marks: Mapping[str, Mark]) -> int:
    """Count the conflicts that are not marked."""
    return sum(finding.verdict == "conflict" and finding.id not in marks for finding in findings)


class Asked(Findable):
    """A list that takes a while: it is shown at once, filled when the answer comes, and found again as it was left."""

    ACTION: ClassVar[Literal["compare", "timeline", "coverage"]]
    TITLE_: ClassVar[str] = ""
    WAITING: ClassVar[str] = ""
    EMPTY: ClassVar[str] = ""

    def __init__(self, workspace: Workspace) -> None:
        """Show the screen as it was left."""
        super().__init__(workspace, self.TITLE_, tuple, empty=self.EMPTY)
        self.answers = workspace.answers
        self.left = self.answers.left[self.ACTION]
        self._lane = self.answers.lane(self.ACTION)
        self.answers.arrived()

    @property
    def where(self) -> Where:
        """Which keys work here."""
        return self.ACTION

    def fetch(self) -> Callable[[], Sequence[Section]]:
        """Ask for what is shown, away from the keyboard; gives what lists it in the thread that draws."""
        raise NotImplementedError

    def reload(self) -> None:
        """Fetch the list anew."""
        if not self.answers.known(self.ACTION):
            self.panel.show_message(self.WAITING)
        self._lane.submit(lambda _: self.fetch(), self._fetched, self._failed)

    def _fetched(self, make: Callable[[], Sequence[Section]]) -> None:
        if self.is_attached:  # it may have been left before the answer came
            self._filled(make())

    def _failed(self, error: Exception) -> None:
        if self.is_attached:
            self.panel.show_message(self.sentence(error))

    def sentence(self, error: Exception) -> str:
        """Say what went wrong; what is not foreseen is kept for a report."""
        if isinstance(error, DossierError):
            return str(error)
        return f"This did not work ({type(error).__name__}). {self._workspace.desktop.report(error)}"

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
        elif name in ("next_place", "previous_place"):
            self.step(1 if name == "next_place" else -1)
        elif name in _WITH_WORDS:
            _WITH_WORDS[name](self._workspace, self._words(), self.footer.say)
        else:
            super().perform(name)

    # The place of an entry that is looked at.

    def _words(self) -> Stretch:
        """Return the words at the place that is looked at. Raises DossierError where there is none."""
        entry = self.panel.selected
        if entry is None or not entry.places:
            raise DossierError("Nothing is selected here.")
        return at_place(self._workspace, entry.places[self.left.place % len(entry.places)])

    def step(self, step: int) -> None:
        """Look at the next or previous of an entry's places, round and round."""
        entry = self.panel.selected
        if entry and entry.places:
            self.left.place = (self.left.place + step) % len(entry.places)
            self.look_at(entry, entry.places[self.left.place])
            if not self.beside_seen:
                self.footer.say(f"{self.left.place + 1} of {len(entry.places)} places; enter reads it.")

    @property
    def beside_seen(self) -> bool:
        """Whether there is room for more than the list."""
        return self.reader.display

    def look_at(self, entry: Entry, place: Place) -> None:
        """Show a place in its article."""
        self._show_place(place)
        count = f"{self.left.place + 1} of {len(entry.places)} places" if len(entry.places) > 1 else ""
        self.reader.border_subtitle = Content(" · ".join(filter(None, (count, self.about))))

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
        self.leave_for(lambda: self.answers.read(self.ACTION, place))
