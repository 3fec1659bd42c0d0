"""A list on the left and, on the right, the article of the entry the bar is on: compare, timeline and notebook."""

from __future__ import annotations

from collections.abc import Callable, Collection, Sequence
from typing import ClassVar

from textual import on
from textual.app import ComposeResult
from textual.containers import Horizontal
from textual.content import Content
from textual.widget import Widget

from dossier.model import Article, DossierError
from dossier.text.days import day
from dossier.text.visible import one_line
from dossier.tui.keys.actions import Where
from dossier.tui.platform.stylesheets import stylesheet
from dossier.tui.screens.over_home import DIALOGS, ScreenOverHome
from dossier.tui.session.key_screen import Home
from dossier.tui.session.session import Session
from dossier.tui.session.sizes import LOW, NARROW, WIDE
from dossier.tui.text import messages_text
from dossier.tui.text.entries import Entry, Place, Section
from dossier.tui.text.spans import pointed
from dossier.tui.widgets import messages
from dossier.tui.widgets.panel import Panel
from dossier.tui.widgets.reader.caret import MOVES

Fill = Callable[[], Sequence[Section]]


class ListDetailScreen(ScreenOverHome):
    """Dismisses itself to read an entry in the workspace, or to go back there."""

    DEFAULT_CSS = stylesheet(__file__)
    STACKED: ClassVar[bool] = False

    def __init__(
        self,
        session: Session,
        home: Home,
        title: str,
        fill: Fill,
        *,
        empty: str,
        hint: str = "",
        chosen: Callable[[Entry], None] | None = None,
    ) -> None:
        """List what `fill` gives, fetched away from the keyboard; `chosen` does something else than read an entry."""
        super().__init__(session, home)
        self._title, self._fill, self._empty, self._chosen = title, fill, empty, chosen
        self._holding = ""  # words that entries are narrowed down to
        self._hint, self._lost = hint, "It belongs to no article of this dossier."
        self._worker = session.worker("list")
        self.panel = Panel()
        self._article: Article | None = None
        self._offset = 0  # of the place that is shown
        self._without: frozenset[str] = frozenset()  # actions that do nothing just now
        self._bare = False  # whether it is known that there is nothing to list

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
        """Fill the list; shared out at once, so that an answer never comes to panes of another width."""
        self.share_out()
        self.tell_unread()
        self.panel.border_subtitle = Content(self._hint)
        self.set_focus(self.panel)
        self.reload()

    @property
    def empty(self) -> str:
        """Why the list is empty."""
        return messages_text.UNREAD if self.session.index.unread else self._empty

    def reload(self) -> None:
        """Fetch the list anew."""
        self._worker.submit(lambda _: self._fill(), self._filled, self.session.fail)

    @property
    def panes(self) -> Sequence[Widget]:
        """The panes in the order in which the keyboard goes through them."""
        return (self.panel, self.reader)

    @property
    def detail(self) -> Widget:
        """What stands beside the list or below it, and is left out where nothing is listed."""
        return self.reader

    @property
    def titled(self) -> Widget:
        """The pane that has the title on its border."""
        return self.panel

    def entitle(self, title: str) -> None:
        """Say what is listed."""
        self._title = title
        self.tell_unread()

    def tell_unread(self) -> None:
        """Say beside the title what makes the list less than all: words to hold, or articles still being read."""
        unread = self.session.index.unread
        less = [f" · containing “{one_line(self._holding)}”" if self._holding else ""]
        less.append(f" · not complete: {unread}" if unread else "")
        self.titled.border_title = Content(self._title + "".join(less))

    @property
    def where(self) -> Where:
        """Which keys work here."""
        return "list"

    def on_resize(self) -> None:
        """Share the terminal out anew."""
        self.share_out()

    def share_out(self) -> None:
        """Leave the detail out where there is none or no room beside the list, unless it is `STACKED` below it."""
        width, height = self.app.size
        self.set_class(height < LOW, "-low")
        self.set_class(width < WIDE, "-medium")
        self.set_class(width < NARROW, "-narrow")
        self.set_class(self._bare, "-bare")
        self.detail.display = not self._bare and (width >= NARROW or (self.STACKED and height >= LOW))
        self._tell_keys_here()

    def offer(self, without: Collection[str]) -> None:
        """Show in the last line the keys of this screen but those of actions that do nothing just now."""
        self._without = frozenset(without)
        self._tell_keys_here()

    def _tell_keys_here(self) -> None:
        alone = () if self.detail.display else ("next_pane",)
        self.footer.at(self.where, self._without.union(alone))

    @property
    def typing(self) -> bool:
        """Whether something else than the list and the article has the keyboard."""
        return self.focused is not self.panel and self.focused is not self.reader

    def perform(self, name: str) -> None:
        """Do an action of lists; what a person can mend it raises as DossierError."""
        if name == "open_entry" and self.panel.selected is None:
            self.footer.say("Nothing is listed here.")
        elif name == "open_entry":
            self.panel.choose()
        elif name in ("next_pane", "previous_pane"):
            self._turn(1 if name == "next_pane" else -1)
        elif name == "escape":
            self.dismiss()
        elif name in DIALOGS:
            self.open_dialog(name)
        elif name in MOVES:
            unit, count = MOVES[name]
            (self.reader if self.reader.has_focus else self.panel).move(unit, count)
        elif not self.home.knows(name):
            self.footer.say("That does nothing here just now.")
        else:
            # Search, the other lists: those begin from the workspace.
            self.leave_for(lambda: self.home.perform(name))

    def _turn(self, step: int) -> None:
        """Give the keyboard to the next pane, or the one before, round and round."""
        seen = self.focus_chain
        panes = [pane for pane in self.panes if pane in seen]
        if self.panel not in panes:  # not laid out yet
            return
        at = next((at for at, pane in enumerate(panes) if pane.has_focus), panes.index(self.panel))
        self.set_focus(panes[(at + step) % len(panes)])
        if len(panes) == 1:
            self.footer.say("There is no other pane here.")

    def index_progressed(self) -> None:
        """Say how far an index run has come."""
        self.tell_unread()

    def index_changed(self, *, anew: bool) -> None:
        """List what there is now."""
        del anew
        self.tell_unread()
        self.reload()

    def _filled(self, sections: Sequence[Section]) -> None:
        self.panel.show(sections, empty=self.empty)
        self._look()

    def _look(self) -> None:
        """Show the article of the chosen entry; nothing where there is none, for the list says why."""
        if self.panel.selected:
            self._preview(self.panel.selected)
        else:
            self.show_nothing("")
        self.tell_bare()

    def show_nothing(self, why: str) -> None:
        """Show a few words in place of an article."""
        self._article = None
        self.reader.show_message(why)
        self.reader.entitle("")
        self.reader.tell_source("")

    def tell_bare(self) -> None:
        """Leave the detail out once it is known that nothing is listed; show it again when something is."""
        bare = self.panel.selected is None and not self._holding
        if bare != self._bare:
            self._bare = bare
            self.share_out()
            if bare:
                self.set_focus(self.panel)

    @on(messages.EntryHighlighted)
    def _highlighted(self, message: messages.EntryHighlighted) -> None:
        message.stop()
        self._preview(message.entry)

    def _preview(self, entry: Entry) -> None:
        place = next(iter(entry.places), None)
        if place is None:
            self.show_nothing(messages_text.UNREAD if self.session.index.unread else self._lost)
        else:
            self._show_place(place)

    def tell_source(self, first: str = "") -> None:
        """Write whose the shown article is, of which day and, of a PDF, on which page the place stands."""
        if self._article:
            page = self._article.page(self._offset)
            facts = day(self._article.published), f"page {page}" if page else ""
            self.reader.tell_source(self._article.outlet or "", *facts, first=first)

    def _show_place(self, place: Place) -> None:
        self._offset = place.start
        if self._article is None or self._article.id != place.article:
            self._article = self.session.dossier.article(place.article)
            self.reader.show(self._article, at=place.start)
            self.reader.entitle(self._article.title)
        else:
            self.reader.goto(place.start, centre=True)
        self.tell_source()
        self.reader.set_spans("current", [pointed(place.start, place.end)])

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
        self.leave_for(lambda: self.home.read(place))
