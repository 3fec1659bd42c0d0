"""The screen of an article's versions: what it changed, and the text before and after with the changed words marked."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from typing import TYPE_CHECKING

from textual import on
from textual.app import ComposeResult
from textual.containers import Container, Vertical
from textual.widget import Widget

from dossier.model import Article, Change, Span
from dossier.text.days import day
from dossier.text.visible import one_line
from dossier.tui.platform.latest_worker import Cancelled
from dossier.tui.platform.stylesheets import stylesheet
from dossier.tui.screens.lists.computed_list import ComputedListScreen
from dossier.tui.session.key_screen import Home
from dossier.tui.session.session import Session
from dossier.tui.text.spans import StyledSpan, pointed
from dossier.tui.widgets import Entry, Place, Reader, Section, messages
from dossier.tui.widgets.reader.caret import MOVES

if TYPE_CHECKING:
    from dossier.notebook.versions import Version

_NOW = "now"  # the id of the version that stands in the sources


class VersionsScreen(ComputedListScreen):
    """Changes on the left; on the right the earlier text, which only can be read, and below it the later one."""

    ACTION = "versions"
    TITLE_ = "Versions"
    WAITING = "Working out what the article changed…"
    EMPTY = (
        "No earlier version of this article is kept. When its file changes, or `dossier add` brings a newer copy, what "
        "stood there before is kept in versions/ beside the notebook."
    )
    DEFAULT_CSS = stylesheet(__file__)
    STACKED = True

    def __init__(self, session: Session, home: Home, article: str) -> None:
        """Show the versions of an article, named by its id."""
        super().__init__(session, home)
        self._about = article
        self.earlier, self._both = Reader(), Vertical(id="texts")
        self._texts: dict[str, Article] = {}
        self._days: dict[str, str] = {}
        self._changes: dict[str, Change | None] = {}  # by the keys of entries; None for a whole version
        self._lost = "It is gone from the article."

    def compose(self) -> ComposeResult:
        """Lay out list, both texts and keys."""
        with Container():
            yield self.panel
            with self._both:
                yield self.earlier
                yield self.reader
        yield from self.below()
        yield self.footer

    @property
    def panes(self) -> Sequence[Widget]:
        """The changes and the texts before and after."""
        return (self.panel, self.earlier, self.reader)

    @property
    def detail(self) -> Widget:
        """Both texts."""
        return self._both

    @property
    def answered_before(self) -> bool:
        """Whether the versions are known, be they old ones."""
        return bool(self._texts)

    def fetch(self, cancelled: Cancelled) -> Callable[[], Sequence[Section]]:
        """Read every version, and ask what changed from each to the next."""
        del cancelled
        store = self.session.dossier
        versions = store.versions(self._about)
        texts = {version.id: store.version(self._about, version.id) for version in versions}
        changes = store.changes(self._about) if versions else []
        article = store.article(self._about)

        def make() -> Sequence[Section]:
            self._texts = texts | {_NOW: article}
            self._days = {version.id: day(version.replaced[:10]) for version in versions}
            self.entitle(f"{self.TITLE_} · {one_line(article.title)}")
            return self._listed(versions, changes)

        return make

    def _listed(self, versions: Sequence[Version], changes: Iterable[Change]) -> list[Section]:
        """Return the changes under the versions that they changed, the last first."""
        groups: dict[str, list[Entry]] = {version.id: [] for version in versions}
        self._changes = {}
        for number, change in enumerate(changes):
            entry = _entry(f"{self._about}\t{change.from_version}\t{number}", change)
            self._changes[entry.key] = change
            groups[change.from_version].append(entry)
        found = []
        for version in reversed(versions):
            entries = groups[version.id]
            whole = Entry(f"{self._about}\t{version.id}\t", "the whole text", "" if entries else "no fact changed")
            self._changes[whole.key] = None
            title = f"Changed by {self._days[version.id]} · {len(entries)}"
            found.append(Section(title, (*entries, whole)))
        return found

    # The chosen change.

    def _preview(self, entry: Entry) -> None:
        self.left.entry, self.left.place = entry.key, 0
        version, change = entry.key.split("\t")[1], self._changes[entry.key]
        together = [one for one in self._changes.values() if one and one.from_version == version]
        later = together[0].to_version if together else self._after(version)
        was, now = (change.was_span, change.now_span) if change else (None, None)
        self._show(self.earlier, version, [one.was_span for one in together], was)
        self._show(self.reader, later, [one.now_span for one in together], now)

    def _after(self, version: str) -> str:
        ids = [*self._days, _NOW]
        return ids[ids.index(version) + 1]

    def _show(self, reader: Reader, version: str, changed: Iterable[Span | None], at: Span | None) -> None:
        """Show a version with its changed words marked, those of the chosen change most; read-only."""
        article = self._texts[version]
        if reader.article is not article:
            reader.show(article)
        reader.entitle("now" if version == _NOW else f"before {self._days[version]}")
        others = [StyledSpan(span.start, span.end, "hit") for span in changed if span and span != at]
        reader.set_spans("current", [*others, *([pointed(at.start, at.end)] if at else [])])
        if at:
            reader.goto(at.start, centre=True)

    def _look(self) -> None:
        super()._look()
        if self.panel.selected is None:
            self.earlier.show_message("")
            self.reader.show_message("")  # the list says why there is none
        self.offer({"versions"}, some=self.panel.selected is not None)

    @on(messages.EntryChosen)
    def _nowhere(self, message: messages.EntryChosen) -> None:
        if not message.entry.places:
            self.footer.say("This stands in an earlier version only; tab goes to its text.")

    # What keys do.

    @property
    def typing(self) -> bool:
        """Whether the box has the keyboard."""
        return super().typing and self.focused is not self.earlier

    def perform(self, name: str) -> None:
        """Do an action of this screen, else one of any list."""
        if name in MOVES and self.earlier.has_focus:
            self.earlier.move(*MOVES[name])
        else:
            super().perform(name)


def _entry(key: str, change: Change) -> Entry:
    """Return the entry of a change; its place is that of the words that stand in the article now."""
    if change.was is None:
        said = f"new: {change.now}"
    elif change.now is None:
        said = f"gone: {change.was}"
    else:
        said = f"{change.was} → {change.now}"
    about = (
        change.kind,
        "the article says that it was corrected" if change.declared else "",
        f"touches {', '.join(change.notes)}" if change.notes else "",
    )
    span = change.now_span if change.to_version == _NOW else None
    places = (Place(span.article, span.start, span.end),) if span else ()
    return Entry(key=key, text=one_line(said), lines=(" · ".join(filter(None, about)),), places=places)
