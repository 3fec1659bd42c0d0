"""A list on the left and, on the right, the article of the entry the bar is on: compare, timeline and notebook."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING

from textual import on
from textual.app import ComposeResult
from textual.containers import Horizontal
from textual.content import Content
from textual.widget import Widget

from dossier.model import Article, DossierError
from dossier.text.visible import one_line
from dossier.tui import messages
from dossier.tui.actions import Where
from dossier.tui.platform.screen_guard import ClosesOnce
from dossier.tui.sizes import NARROW
from dossier.tui.text import messages_text
from dossier.tui.text.entries import Entry, Place, Section
from dossier.tui.text.spans import Span
from dossier.tui.widgets.caret import MOVES
from dossier.tui.widgets.footer import Footer
from dossier.tui.widgets.panel import Panel
from dossier.tui.widgets.reader import Reader
from dossier.tui.widgets.results import day
from dossier.tui.workspace.commands import DEEDS

if TYPE_CHECKING:
    from dossier.tui.workspace.screen import Workspace

Fill = Callable[[], Sequence[Section]]


class Beside(ClosesOnce[None]):
    """Dismisses itself to read an entry in the workspace, or to go back there."""

    AUTO_FOCUS = ""
    DEFAULT_CSS = """
    Beside > Horizontal { height: 1fr; }
    Beside LineView {
        height: 100%; width: 1fr; border: round $foreground 25%; background: $background;
        border-title-color: $foreground 80%; border-subtitle-color: $text-muted;
    }
    Beside LineView:focus { border: round $primary; border-title-color: $primary; border-title-style: bold; }
    """

    def __init__(
        self,
        workspace: Workspace,
        title: str,
        fill: Fill,
        *,
        empty: str,
        hint: str = "",
        chosen: Callable[[Entry], None] | None = None,
    ) -> None:
        """List what `fill` gives, fetched away from the keyboard; `chosen` does something else than read an entry."""
        super().__init__()
        self._workspace, self._title, self._fill, self._empty, self._chosen = workspace, title, fill, empty, chosen
        self._holding = ""  # words that entries are narrowed down to
        self._hint, self._lost = hint, "It belongs to no article of this dossier."
        self._lane = workspace.lane("list")
        self.panel, self.reader, self.footer = Panel(), Reader(), Footer(workspace.keymap)
        self._article: Article | None = None
        self._offset = 0  # of the place that is shown

    def compose(self) -> ComposeResult:
        """Lay out list, article and keys."""
        with Horizontal():
            yield self.panel
            yield self.reader
        yield from self.below()
        yield self.footer

    def below(self) -> ComposeResult:
        """Lay out what stands between the list and the keys."""
        return ()

    def on_mount(self) -> None:
        """Fill the list."""
        self.tell_unread()
        self.panel.border_subtitle = Content(self._hint)
        self.set_focus(self.panel)
        self.footer.at(self.where)
        self.reload()

    @property
    def empty(self) -> str:
        """Why the list is empty."""
        return messages_text.UNREAD if self._workspace.freshness.unread else self._empty

    def reload(self) -> None:
        """Fetch the list anew."""
        self._lane.submit(lambda _: self._fill(), self._filled, self._workspace.fail)

    @property
    def box(self) -> Widget:
        """What has the title on its border."""
        return self.panel

    def entitle(self, title: str) -> None:
        """Say what is listed."""
        self._title = title
        self.tell_unread()

    def tell_unread(self) -> None:
        """Say beside the title what makes the list less than all: words to hold, or articles still being read."""
        unread = self._workspace.freshness.unread
        less = [f" · containing “{one_line(self._holding)}”" if self._holding else ""]
        less.append(f" · not complete: {unread}" if unread else "")
        self.box.border_title = Content(self._title + "".join(less))

    @property
    def where(self) -> Where:
        """Which keys work here."""
        return "list"

    def on_resize(self) -> None:
        """Share the terminal out anew."""
        self.share_out()

    def share_out(self) -> None:
        """Leave the article out where there is room for one only."""
        self.reader.display = self.app.size.width >= NARROW

    def take(self, key: str) -> bool:
        """Do what the table says of a key here; False where it says nothing."""
        action = self._workspace.keymap.find(key, self.where)
        if action is not None:
            self.attempt(action.name)
        elif self.focused is self.panel or self.focused is self.reader:
            self.footer.say(self._workspace.keymap.elsewhere(key))
        return action is not None

    def attempt(self, name: str) -> None:
        """Do an action; what a person can mend is said in the last line."""
        if name != "quit" and self._workspace.freshness.lost():
            return
        try:
            self.perform(name)
        except DossierError as error:
            self.footer.say(str(error), trouble=True)

    def action_act(self, name: str) -> None:
        """Do an action of the table that was clicked on."""
        self.attempt(name)

    def perform(self, name: str) -> None:
        """Do an action of lists; what a person can mend it raises as DossierError."""
        if name == "open_entry":
            self.panel.choose()
        elif name in ("next_pane", "previous_pane"):
            self.set_focus(self.reader if self.panel.has_focus and self.reader.display else self.panel)
        elif name == "escape":
            self.dismiss()
        elif name in ("help", "palette", "theme"):
            DEEDS[name](self._workspace)  # over this screen
        elif name in MOVES:
            unit, count = MOVES[name]
            (self.reader if self.reader.has_focus else self.panel).move(unit, count)
        else:
            # Search, the other lists: those begin from the workspace.
            self.leave_for(lambda: self._workspace.perform(name))

    def leave_for(self, call: Callable[[], object]) -> None:
        """Close and do something in the workspace; nothing where this screen is being closed already."""
        if self.is_current:
            self.dismiss()
            self._workspace.when_shown(call)

    def _filled(self, sections: Sequence[Section]) -> None:
        self.panel.show(sections)
        self._look()

    def _look(self) -> None:
        """Show the article of the chosen entry, or why there is none."""
        if self.panel.selected:
            self._preview(self.panel.selected)
        else:
            self._article = None
            self.reader.show_message(self.empty)

    @on(messages.EntryHighlighted)
    def _highlighted(self, message: messages.EntryHighlighted) -> None:
        message.stop()
        self._preview(message.entry)

    def _preview(self, entry: Entry) -> None:
        place = next(iter(entry.places), None)
        if place is None:
            self.reader.show_message(messages_text.UNREAD if self._workspace.freshness.unread else self._lost)
            self._article = None
        else:
            self._show_place(place)

    @property
    def about(self) -> str:
        """Whose the shown article is, of which day and, of a PDF, on which page the place stands."""
        article = self._article
        if article is None:
            return ""
        page = article.page(self._offset)
        facts = (article.outlet, day(article.published), f"page {page}" if page else "")
        return one_line(" · ".join(filter(None, facts)))

    def _show_place(self, place: Place) -> None:
        self._offset = place.start
        if self._article is None or self._article.id != place.article:
            self._article = self._workspace.dossier.article(place.article)
            self.reader.show(self._article, at=place.start)
            self.reader.border_title = Content(one_line(self._article.title))
        else:
            self.reader.goto(place.start, centre=True)
        self.reader.border_subtitle = Content(self.about)
        self.reader.set_spans("current", [Span(place.start, place.end, "current-hit")])

    @on(messages.EntryChosen)
    def _read(self, message: messages.EntryChosen) -> None:
        message.stop()
        if message.place is None or not self.is_current:
            return
        place = message.place
        if self._chosen:
            try:
                self._chosen(message.entry)
            except DossierError as error:
                self.footer.say(str(error), trouble=True)
            else:
                self.dismiss()
            return
        self.leave_for(lambda: self._workspace.desk.go(place.article, place.start))
