"""The main screen: search box, results, reader and side panel."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from textual import on
from textual.app import ComposeResult

from dossier.model import Article, DossierError
from dossier.text.counting import counted
from dossier.tui.keys.actions import Action, Where
from dossier.tui.platform.compositor import DirtyRegionCompositor
from dossier.tui.session.key_screen import KeyScreen
from dossier.tui.session.session import Session
from dossier.tui.text import messages_text
from dossier.tui.text.entries import Place
from dossier.tui.tour.tour import Tour
from dossier.tui.widgets import Panel, Results, messages
from dossier.tui.workspace.article.dimming import Dimming
from dossier.tui.workspace.article.document import CurrentArticle
from dossier.tui.workspace.article.jump_labels import JumpLabels
from dossier.tui.workspace.article.marks import Marks
from dossier.tui.workspace.article.navigation import Navigation
from dossier.tui.workspace.pane_titles import PaneTitles
from dossier.tui.workspace.panes import ORDER, Pane, Panes
from dossier.tui.workspace.searching.results_pane import ResultsPane
from dossier.tui.workspace.searching.search_bar import SearchBar
from dossier.tui.workspace.side_panel import SidePanel
from dossier.tui.workspace.tabs import Tabs

Command = Callable[["Workspace"], None]


class Workspace(KeyScreen[None]):
    """Composes the panes and their collaborators; `commands` says what each action of the table does."""

    def __init__(
        self, session: Session, commands: Mapping[str, Command], release_keys: Callable[[bool], None], first: str = ""
    ) -> None:
        """Set up the screen as it was left; `release_keys` lets keys that waited go, or (True) drops them.

        The action `first`, if there is one, is done once the screen is painted.
        """
        super().__init__(session)
        DirtyRegionCompositor.install(self)
        self._commands, self._release_keys, self._first = commands, release_keys, first
        self.painted = False
        self.pending = 0  # things to be done as soon as this screen is shown again; keys wait for them
        self.results, self.panel, self.bar = Results(), Panel(), SearchBar(session.state.query)
        self.panes: Panes = Panes(self.results, self.reader, self.panel, session.state)
        self.titles: PaneTitles = PaneTitles(self.panes, self.results, self.reader, session.state)
        self.document: CurrentArticle = CurrentArticle(session, self.reader, self)
        self.marks: Marks = Marks(session, self.reader, self.document)
        self.dimming: Dimming = Dimming(session, self.document, self.marks)
        self.navigation: Navigation = Navigation(self.document, self._arrived)
        self.listing: ResultsPane = ResultsPane(session, self.results, self.document, self.marks, self)
        self.search = self.listing.search
        self.side: SidePanel = SidePanel(session, self.panel, self.reader, self.document, self)
        self.tour: Tour = Tour(session, self, self.footer)
        self.labels: JumpLabels = JumpLabels(self.reader, self._go_to)

    def compose(self) -> ComposeResult:
        """Lay out the first line, the panes and the last line."""
        yield self.bar
        yield self.panes
        yield self.footer

    def on_mount(self) -> None:
        """Show the articles and the text where they were left; all else comes once that is painted."""
        self.panes.show("results")
        articles, state = self.search.articles(), self.session.state
        if not self.search.query.strip():
            self.listing.show_articles(articles)
        if articles.get(state.article):
            self.document.look(state.article or "", state.offset)
        elif articles:
            self.document.look(articles[0].id, None)
        else:
            self.reader.show_message(messages_text.WELCOME)
        self.call_after_refresh(self._painted)

    def _painted(self) -> None:
        """Fill in what the first paint did not wait for, and look whether the articles have changed."""
        self.painted = True
        try:
            self.search.ask(keep=True)
            self.document.mark()
            self.side.show()
        except DossierError as error:
            self.listing.show_trouble(str(error))
        self.session.index.look()
        self.session.index.watch()
        self.session.findings.count()
        if self._first:
            self.attempt(self._first)
        self.tour.offer()
        self._release_keys(False)

    # Keys.

    @property
    def where(self) -> Where:
        """What has the keyboard."""
        if self.focused is self.bar.input:
            return "narrowing" if self.bar.panel else "search"
        if self.focused is self.reader and self.reader.selection is not None:
            return "selecting"
        return self.panes.at

    @property
    def typing(self) -> bool:
        """Whether the search box has the keyboard."""
        return self.focused is self.bar.input

    @property
    def opening(self) -> bool:
        """Whether keys have to wait: for the first paint, the first hit, a list, or this screen to be shown again."""
        return self.search.opening or self.side.opening or self.pending > 0 or not self.painted

    def take(self, key: str) -> bool:
        """Do what a jump label or the table says of a key here; False where they say nothing."""
        return (self.labels.on and self.labels.take(key)) or super().take(key)

    def knows(self, name: str) -> bool:
        """Return whether an action of the table is one of this screen."""
        return name in self._commands

    def perform(self, name: str) -> None:
        """Do an action of the table."""
        self._commands[name](self)

    def attempt(self, name: str) -> None:
        """Do an action, and show the keys of where that led."""
        super().attempt(name)
        self.tour.did(name)
        self.tell_keys()

    def choose_action(self, action: Action) -> None:
        """Do an action that was chosen from a list of all actions, or say where it works."""
        if not self.knows(action.name):
            self.say("That works in the lists of other screens: c, t, M, o, A and * open them.")
            return
        if self.where not in action.where and {"reader", "selecting"} & set(action.where):
            self.show_pane("reader")
        self.attempt(action.name)

    @property
    def on_empty_list(self) -> bool:
        """Whether the keyboard is on a list of results that has none, so that no words are selected."""
        return self.panes.at == "results" and not self.results.selected_article

    def tell_keys(self) -> None:
        """Show in the last line the keys that do something here and now."""
        in_panel = self.panes.at == "panel"
        entry, article = self.panel.selected, self.document.article
        words = self.panel.place if in_panel else None if self.on_empty_list else article
        useful: dict[str, object] = {
            "next_hit": self.search.found,
            "back": self.navigation.trail.behind,
            "open": entry if in_panel else self.results.selected_article,
            "related": article,
            "select": article,
            "bookmark": words,
            "copy": words,
            "correct": article,
            "explain": article,
            "open_next": self.side.following,
            "escape": self.panes.at != "results" or self.panes.zoomed,
            "filter": self.session.articles(),
        }
        self.footer.at(self.where, frozenset(name for name, use in useful.items() if not use))

    def on_descendant_focus(self) -> None:
        """Follow the mouse, too: be in the pane that has the keyboard, and show its keys."""
        self.panes.follow(self.focused)
        self.tell_keys()

    def say(self, text: str, *, trouble: bool = False) -> None:
        """Say in the last line that is seen what was done or went wrong."""
        self.session.say(text, trouble=trouble)

    def hold_keys(self, *, on: bool, drop: bool = False) -> None:
        """Hold the keys typed while the first hit is waited for; let them go, or drop them."""
        if on:
            self.show_pane("reader")
        else:
            self._release_keys(drop)

    def release_keys(self, after: float = 0.0) -> None:
        """Do the keys that waited, now or after so many seconds."""
        if after:
            self.set_timer(after, self.release_keys)
        else:
            self._release_keys(False)

    def when_shown(self, call: Callable[[], object]) -> None:
        """Do something once this screen is shown again; what is typed meanwhile waits for it."""
        self.pending += 1

        def do() -> None:
            self.pending -= 1
            call()
            if not self.pending:
                self._release_keys(False)

        self.call_after_refresh(do)

    # Panes.

    def show_pane(self, pane: Pane) -> None:
        """Bring a pane in sight and give it the keyboard."""
        self.panes.show(pane)

    def previewing(self) -> bool:
        """Return whether the reader follows the results."""
        return self.panes.at == "results"

    def on_resize(self) -> None:
        """Share the terminal out anew."""
        self.panes.share_out()

    # Searching.

    def begin_search(self) -> None:
        """Give the keyboard to the search box."""
        self.panes.show("results", focus=False)
        self.bar.edit()

    def search_for(self, text: str) -> None:
        """Put a text into the search box, to be changed, and search for it."""
        self.begin_search()
        self.bar.put(text)

    def search_again(self, query: str) -> None:
        """Search for something of before and show what is found."""
        self.bar.leave()
        self.bar.put(query)
        self.search.ask(query)
        self.show_pane("results")

    # Reading.

    def read_at(self, article: str, start: int, end: int | None = None) -> bool:
        """Read an article at a place, `end` given with these words selected; False where it is gone."""
        self.side.following = False
        there = self.navigation.go(article, start)
        if there and end is not None:
            self.reader.select(start, end)
        return there

    def read(self, place: Place, found_on: str = "", again: Callable[[], object] | None = None) -> None:
        """Read a place; `escape` then goes back to the screen `found_on`, where one is named, by `again` if given."""
        if self.navigation.go(place.article, place.start) and found_on:
            self.point_at(place.start, place.end)
            self.navigation.found_on(found_on, again)
            self.say(f"{self.session.keymap.key('escape')} goes back to {found_on}.")

    def point_at(self, start: int, end: int) -> None:
        """Let a stretch of the open article stand out as a hit does."""
        self.marks.place(start, end)

    def _go_to(self, offset: int) -> None:
        if self.document.article:
            self.navigation.go(self.document.article.id, offset)

    def _arrived(self, article: str) -> None:
        self.dimming.went_to(article)
        self.listing.mark_read(article)
        self.show_pane("reader")

    # What the document tells.

    def show_article(self, article: Article, at: int | None) -> None:
        """Lay an article in the reader."""
        self.reader.show(article, at=at)
        self.marks.clear()
        self.session.state.article = article.id
        self.footer.remark("problems", counted(len(article.remarks), "remark") if article.remarks else "")
        self.marks.hits(self.search.found)
        self.name_panes()
        if self.painted:
            self.document.mark()

    def show_annotations(self) -> None:
        """Mark names, numbers, dates and quotations."""
        self.marks.annotations()

    def show_surroundings(self) -> None:
        """Mark notes and what was read before, and fill the panel where it is about this article."""
        self.marks.notes()
        self.dimming.show()
        if not self.side.whole:
            self.side.show()

    # What has changed.

    def index_progressed(self) -> None:
        """Show in the first line how far an index run has come."""
        self.show_status()

    def index_changed(self, *, anew: bool) -> None:
        """List the articles anew after an index run and, where `anew`, everything that was extracted from them."""
        if anew:
            self.document.forget()
            self.side.show()
            self.session.findings.count()
        if self.document.article is None:
            if articles := self.search.articles():
                self.document.look(articles[0].id, None)
                self.tour.offer()
            elif self.session.index.known:
                self.reader.show_message(messages_text.WELCOME_EMPTY)
        self.search.ask(keep=True)

    def notes_changed(self) -> None:
        """Show the notebook, and the tags of articles, as they are now."""
        self.marks.notes()
        self.results.show_tags(self.session.article_tags())
        self.side.changed()

    def conflicts_counted(self, conflicts: int) -> None:
        """Tell the number of conflicts beside the key that shows them, and mark in the text what others tell too."""
        self.marks.notes()
        self.footer.remark("compare", counted(conflicts, "conflict") if conflicts else "")

    def news_counted(self, waiting: str) -> None:
        """Tell how much news waits beside the key that shows it."""
        self.footer.remark("news", waiting)

    def results_changed(self) -> None:
        """Show in titles and status what is listed now."""
        self.show_status()
        self.name_panes()

    def show_status(self) -> None:
        """Tell in the first line what was found and what goes on."""
        search, listed = self.search, self.results.article_count
        self.bar.show_status(search.hits, listed, search.filters, search.names, busy=self.session.index.busy)

    def name_panes(self) -> None:
        """Write what the panes hold on their borders."""
        listed = "Results" if self.search.hits else "Articles"
        position = "" if self.side.following else self.listing.position()
        self.titles.write(listed, self.side.title, self.document.article, position)
        self.tell_keys()

    # What the panes tell.

    @on(messages.HitHighlighted)
    def _preview(self) -> None:
        self.listing.preview()

    @on(messages.HitChosen)
    def _read_hit(self, message: messages.HitChosen) -> None:
        self.listing.read(message.hit)

    @on(messages.ArticleHighlighted)
    def _preview_article(self, message: messages.ArticleHighlighted) -> None:
        self.document.look(message.article_id, None)

    @on(messages.ArticleChosen)
    def _read_article(self, message: messages.ArticleChosen) -> None:
        self.navigation.go(message.article_id, None)

    @on(messages.EntryChosen)
    def _read_entry(self, message: messages.EntryChosen) -> None:
        self.side.chosen(message)

    @on(messages.PanelResized)
    def _panel_resized(self) -> None:
        self.side.entitle()

    @on(messages.CursorMoved)
    def _remember_place(self, message: messages.CursorMoved) -> None:
        self.session.state.offset = message.offset
        self.side.cursor_moved()
        if self.titles.page(self.document.article):
            self.name_panes()

    @on(messages.MoreWanted)
    def _fetch_more(self) -> None:
        self.search.more()

    @on(Tabs.Clicked)
    def _open_tab(self, message: Tabs.Clicked) -> None:
        self.panes.show(ORDER[message.index])

    @on(SearchBar.Typed)
    def _typed(self, message: SearchBar.Typed) -> None:
        if message.panel:
            self.side.narrow(message.text)
        elif message.text == self.bar.input.value != self.search.query:
            # Neither overtaken by what was typed since nor asked for already.
            self.search.ask(message.text)
