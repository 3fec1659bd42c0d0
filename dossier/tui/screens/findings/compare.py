"""The compare screen: findings on the left, and what the articles say of the chosen one side by side."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import TYPE_CHECKING

from textual import on
from textual.app import ComposeResult
from textual.containers import Container
from textual.content import Content
from textual.widget import Widget

from dossier.model import VERDICTS, Finding, Span
from dossier.tui.platform.latest_worker import Cancelled
from dossier.tui.platform.stylesheets import stylesheet
from dossier.tui.screens.findings import entries
from dossier.tui.screens.findings.compare_readings import PlaceMoved, Readings
from dossier.tui.screens.findings.side_by_side import SideBySide, side_by_side
from dossier.tui.screens.lists.computed_list import ComputedListScreen
from dossier.tui.session.findings import unseen
from dossier.tui.session.key_screen import Home
from dossier.tui.session.session import Session
from dossier.tui.text.sources import source_names
from dossier.tui.widgets import Entry, Place, Section
from dossier.tui.widgets.reader.caret import MOVES

if TYPE_CHECKING:
    from dossier.notebook.finding_marks import Mark

_SOURCE = 22  # cells of a source's name, beside its day in the narrowest column


class CompareScreen(ComputedListScreen):
    """Findings, conflicts first, with filters and marks."""

    ACTION = "compare"
    TITLE_ = "Compare"
    WAITING = "Comparing the articles…"
    EMPTY = "No two articles report the same thing. Comparing needs at least two."
    DEFAULT_CSS = stylesheet(__file__)
    STACKED = True

    def __init__(self, session: Session, home: Home, at: Sequence[Place] = ()) -> None:
        """Show the findings: first the one that is about the places `at`, else as they were left."""
        super().__init__(session, home)
        self._at = at
        self.readings = Readings()
        self._texts = self.answers.worker("readings")
        self._found: dict[str, Finding] = {}
        self._all: Sequence[Finding] = ()
        self._marks: dict[str, Mark] = {}
        self._names: Mapping[str, str] = {}

    def compose(self) -> ComposeResult:
        """Lay out list, readings and keys."""
        with Container():
            yield self.panel
            yield self.readings
        yield from self.below()
        yield self.footer

    @property
    def panes(self) -> Sequence[Widget]:
        """The findings and what stands beside them."""
        return (self.panel, self.readings)

    @property
    def detail(self) -> Widget:
        """What the articles say of the chosen finding."""
        return self.readings

    @property
    def beside_seen(self) -> bool:
        """The readings always are."""
        return True

    # What is listed.

    def fetch(self, cancelled: Cancelled) -> Callable[[], Sequence[Section]]:
        """Ask for findings and marks."""
        found = self.answers.get("compare", cancelled)
        marks = self.session.dossier.finding_marks()
        names = source_names(self.session.dossier.articles(), _SOURCE)

        def make() -> Sequence[Section]:
            self._all, self._marks, self._names = found, marks, names
            self._found = {finding.id: finding for finding in found}
            self._go_to_place()
            return self._listed()

        return make

    def _listed(self) -> Sequence[Section]:
        left = self.left
        shown = [f for f in self._all if left.kind in ("", f.kind) and left.only in ("", f.verdict)]
        conflicts = unseen(self._all, self._marks)
        self.session.conflicts_counted(conflicts)
        kinds = " · ".join(filter(None, (entries.KINDS.get(left.kind, ""), f"only {left.only}" if left.only else "")))
        self.entitle(f"{self.TITLE_} · {kinds}" if kinds else self.TITLE_)
        count = f"{len(shown):,} of {len(self._all):,}" if kinds else f"{len(self._all):,}"
        new = f" · {conflicts:,} unseen conflict{'s' * (conflicts != 1)}" if conflicts else ""
        self.panel.border_subtitle = Content(f"{count} finding{'s' * (len(self._all) != 1)}{new}" if self._all else "")
        self.offer({"compare", *(() if kinds else ("clear_kinds",))}, some=bool(self._all))
        return entries.findings(shown, self._marks, self._names)

    def _go_to_place(self) -> None:
        """Choose the finding about the places that this screen was opened at, once."""
        places, self._at = self._at, ()
        if not places:
            return
        article = self.session.dossier.article(places[0].article)
        near = finding_at(self._all, places, [(p.start, p.end) for p in article.passages])
        if near is None:
            self.footer.say("No finding is about what stands there; these are all findings.")
            return
        finding, place = near
        self.left.entry, self.left.place = finding.id, place
        if self.left.kind not in ("", finding.kind) or self.left.only not in ("", finding.verdict):
            self.left.kind = self.left.only = ""

    def _look(self) -> None:
        if self.panel.selected:
            self._preview(self.panel.selected)
        else:
            self.readings.show_message("")
        self.tell_bare()

    def look_at(self, entry: Entry, place: Place) -> None:
        """Lay the readings of a finding side by side, with the place pointed at."""
        del place
        finding, mark = self._found[entry.key], self._marks.get(entry.key, "")
        store, item = self.session.dossier, self.left.place

        def show(side: SideBySide) -> None:
            self.readings.show(side, item)
            places = len(entry.places)
            self.readings.border_subtitle = Content(
                f"{item + 1} of {places} places · {self.session.keymap.key('next_place')} next"
            )

        def failed(error: Exception) -> None:
            self.readings.show_message(self.sentence(error))

        names = self._names

        def work(_: Cancelled) -> SideBySide:
            (one,) = (
                side_by_side(one, mark, store.article, store.word_diff, names, store.is_anonymous)
                for one in store.read_ahead([finding], lambda finding: finding.articles)
            )
            return one

        self._texts.submit(work, show, failed)

    # What keys do.

    def perform(self, name: str) -> None:
        """Do an action of this screen, else one of any list."""
        if name in ("mark_seen", "mark_wrong") and self.panel.selected:
            self._mark("seen" if name == "mark_seen" else "wrong")
        elif name in ("filter_kind", "filter_verdict", *(["clear_kinds"] if self.left.kind or self.left.only else [])):
            self._filter(name)
        elif name in MOVES and self.readings.has_focus:
            self.readings.move(*MOVES[name])
        else:
            super().perform(name)

    def _filter(self, name: str) -> None:
        """List only the next kind or verdict that there is, or everything again."""
        if name == "filter_kind":
            there = {finding.kind for finding in self._all}
            self.left.kind = entries.cycled([kind for kind in entries.KINDS if kind in there], self.left.kind)
        elif name == "filter_verdict":
            order = dict.fromkeys(finding.verdict for finding in self._all)
            self.left.only = entries.cycled([v for v in order if v in VERDICTS], self.left.only)
        else:
            self.left.kind = self.left.only = ""
        self._refill()

    def _refill(self) -> None:
        sections = self._listed()
        self.panel.show(sections, empty="Nothing of this kind. x shows everything again." if self._all else self.empty)
        self._look()

    def _mark(self, mark: Mark) -> None:
        entry = self.panel.selected
        if entry is None:
            return
        new = None if self._marks.get(entry.key) == mark else mark
        self._marks = (
            {**self._marks, entry.key: new} if new else {k: m for k, m in self._marks.items() if k != entry.key}
        )
        self._refill()
        self.footer.say(f"Marked as {new}." if new else f"No longer marked as {mark}.")
        self.answers.mark(entry.key, new, self._not_marked)

    def _not_marked(self, error: Exception) -> None:
        if self.is_attached:
            self.footer.say(self.sentence(error), trouble=True)
            self.reload()

    @on(PlaceMoved)
    def _moved(self, message: PlaceMoved) -> None:
        message.stop()
        entry = self.panel.selected
        if entry and message.number < len(entry.places):
            self.left.place = message.number
            self.look_at(entry, entry.places[message.number])
            if message.read:
                self.jump(entry.places[message.number])


def finding_at(
    findings: Sequence[Finding], places: Sequence[Place], passages: Sequence[tuple[int, int]]
) -> tuple[Finding, int] | None:
    """Return the finding about one of these places, with the number of the span there; None where there is none.

    A span that shares words with a place comes first, the shortest before others; then, for the first place, the span
    nearest to it in its passage (`passages` are those of its article, as code points).
    """
    spans = [(finding, number, span) for finding in findings for number, span in enumerate(finding.spans)]
    for place in places:
        here = [one for one in spans if _shares(one[2], place)]
        if here:
            return min(here, key=lambda one: one[2].end - one[2].start)[:2]
    first = places[0]
    passage = next((p for p in passages if p[0] <= first.start < p[1]), (first.start, first.end))
    near = [one for one in spans if one[2].article == first.article and one[2].start in range(*passage)]
    return min(near, key=lambda one: abs(one[2].start - first.start))[:2] if near else None


def _shares(span: Span, place: Place) -> bool:
    """Return whether a span shares words with a place; a place without words has the character it stands before."""
    end = max(place.end, place.start + 1)
    return span.article == place.article and span.start < end and place.start < span.end
