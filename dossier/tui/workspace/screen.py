"""The main screen: search box, results, reader and side panel."""

from __future__ import annotations

import contextlib
from collections.abc import Callable, Iterable, Sequence
from typing import TYPE_CHECKING, cast

from textual import on
from textual.app import ComposeResult
from textual.content import Content
from textual.screen import Screen
from textual.timer import Timer
from textual.widget import Widget

from dossier.model import Article, ArticleInfo, DossierError, Hit, Hits, Note
from dossier.text.counting import counted
from dossier.text.visible import one_line
from dossier.tui import messages
from dossier.tui.actions import Where
from dossier.tui.keymap import Keymap
from dossier.tui.platform.compositor import Sparing
from dossier.tui.platform.latest_worker import Lane
from dossier.tui.screens.computed_list import Answers
from dossier.tui.screens.list_detail import Beside
from dossier.tui.state import State
from dossier.tui.text import highlights, messages_text
from dossier.tui.text.spans import Span
from dossier.tui.widgets import Panel, Reader, Results
from dossier.tui.widgets.footer import Footer
from dossier.tui.widgets.results import day
from dossier.tui.workspace import commands, side_panel
from dossier.tui.workspace.dimming import Dimming
from dossier.tui.workspace.document import Desk
from dossier.tui.workspace.index_status import Freshness
from dossier.tui.workspace.jump_labels import Labels
from dossier.tui.workspace.panes import ORDER, Pane, Panes
from dossier.tui.workspace.search import Search, first_highlight
from dossier.tui.workspace.search_bar import SearchBar
from dossier.tui.workspace.side_panel import Side
from dossier.tui.workspace.tabs import Tabs

if TYPE_CHECKING:
    from dossier.dossier import Dossier
    from dossier.tui.app import DossierApp

PAUSE = 0.15  # seconds without a key after which the first hit is shown while searching


class Workspace(Screen[None]):
    """Keys come in here, find their action in the table and their deed in `commands`."""

    AUTO_FOCUS = ""

    def __init__(self, dossier: Dossier, keymap: Keymap, state: State) -> None:
        """Set up the screen as it was left."""
        super().__init__()
        self._compositor = Sparing()
        self.dossier, self.keymap, self.state = dossier, keymap, state
        self.lanes: list[Lane] = []
        self.painted = False
        self.pending = 0  # things to be done as soon as this screen is shown again; keys wait for them
        self._pause: Timer | None = None
        self._titles: dict[Widget, tuple[str, str]] = {}
        self._marked: dict[str, list[Span]] = {}
        self._infos: list[ArticleInfo] | None = None
        self._notes: tuple[tuple[int, int], list[Note]] | None = None
        self.results, self.reader, self.panel = Results(), Reader(), Panel()
        self.bar, self.footer = SearchBar(state.query), Footer(keymap)
        self.panes: Panes = Panes(self.results, self.reader, self.panel, state)
        self.search: Search = Search(self)
        self.desk: Desk = Desk(self)
        self.side: Side = Side(self)
        self.labels: Labels = Labels(self)
        self.freshness: Freshness = Freshness(self)
        self.answers: Answers = Answers(self)
        self.dimming: Dimming = Dimming(self)
        self.copying, self.correcting = self.lane("copy"), self.lane("correct")

    def compose(self) -> ComposeResult:
        """Lay out the first line, the panes and the last line."""
        yield self.bar
        yield self.panes
        yield self.footer

    def on_mount(self) -> None:
        """Show the articles and the text where they were left; all else comes once that is painted."""
        self.panes.show("results")
        articles = self.search.articles()
        if not self.search.query.strip():
            self.show_articles(articles)
        if any(info.id == self.state.article for info in articles):
            self.desk.look(self.state.article or "", self.state.offset)
        elif articles:
            self.desk.look(articles[0].id, None)
        else:
            self.reader.show_message(messages_text.WELCOME)
        self.call_after_refresh(self._painted)

    def _painted(self) -> None:
        """Fill in what the first paint did not wait for, and look whether the articles have changed."""
        self.painted = True
        try:
            self.search.ask(keep=True)
            self.desk.mark()
            self.side.show()
        except DossierError as error:
            self.show_trouble(str(error))
        self.freshness.look()
        self.answers.count()
        self.desktop.release_keys(drop=False)

    # Keys.

    @property
    def where(self) -> Where:
        """What has the keyboard."""
        if self.focused is self.bar.input:
            return "narrowing" if self.bar.panel else "search"
        if self.focused is self.reader and self.reader.selection is not None:
            return "selecting"
        return self.panes.at

    def take(self, key: str) -> bool:
        """Do what the table says of a key here; False where it says nothing."""
        if self.labels.on and self.labels.take(key):
            return True
        action = self.keymap.find(key, self.where)
        if action is not None:
            self.perform(action.name)
        elif self.focused is not self.bar.input:
            self.say(self.keymap.elsewhere(key))
        return action is not None

    def perform(self, name: str) -> None:
        """Do an action of the table; what a person can mend is said in the last line."""
        if name != "quit" and self.freshness.lost():
            return
        try:
            commands.DEEDS[name](self)
        except DossierError as error:
            self.say(str(error), trouble=True)
        self.tell_keys()

    def action_act(self, name: str) -> None:
        """Do an action of the table that was clicked on."""
        self.perform(name)

    def tell_keys(self) -> None:
        """Show in the last line the keys that do something here and now."""
        in_panel = self.panes.at == "panel"
        entry, article = self.panel.selected, self.desk.article
        words = self.panel.place if in_panel else article
        useful: dict[str, object] = {
            "next_hit": self.search.found,
            "back": self.desk.places.behind,
            "open": entry if in_panel else self.results.selected_article,
            "related": article,
            "select": article,
            "bookmark": words,
            "copy": words,
            "correct": entry and self.state.panel == side_panel.ENTITIES,
            "open_next": self.side.following,
            "escape": self.panes.at != "results" or self.panes.zoomed,
            "filter": self.articles(),
        }
        self.footer.at(self.where, frozenset(name for name, use in useful.items() if not use))

    def on_descendant_focus(self) -> None:
        """Follow the mouse, too: be in the pane that has the keyboard, and show its keys."""
        self.panes.follow(self.focused)
        self.tell_keys()

    # What other parts ask of the screen.

    def articles(self) -> list[ArticleInfo]:
        """List the articles; they are fetched once between two index runs.

        There are none while the index cannot be read: an index run then begins it anew, or says why it cannot.
        """
        if self._infos is None:
            try:
                self._infos = self.dossier.articles()
            except DossierError:
                return []
        return self._infos

    def notes(self) -> list[Note]:
        """List what was bookmarked; the notebook is read when its file has changed, by whatever hand."""
        try:
            status = self.dossier.config.notebook.stat()
            stamp = (status.st_mtime_ns, status.st_size)
        except OSError:
            stamp = (0, 0)
        if self._notes is None or self._notes[0] != stamp:
            self._notes = (stamp, self.dossier.notes())
        return self._notes[1]

    def lane(self, name: str) -> Lane:
        """Give a lane for one kind of work away from the keyboard."""
        self.lanes.append(Lane(name, self._post))
        return self.lanes[-1]

    def _post(self, call: Callable[[], None]) -> None:
        with contextlib.suppress(RuntimeError):  # an answer that comes when the app is gone has nobody to go to
            self.desktop.post_from_thread(call)

    @property
    def desktop(self) -> DossierApp:
        """The app around the screen."""
        return cast("DossierApp", self.app)

    def say(self, text: str, *, trouble: bool = False) -> None:
        """Say in the last line that is seen what was done or went wrong."""
        lists = [screen for screen in self.app.screen_stack if isinstance(screen, Beside)]
        (lists[-1] if lists else self).footer.say(text, trouble=trouble)

    def when_shown(self, call: Callable[[], object]) -> None:
        """Do something once this screen is shown again; what is typed meanwhile waits for it."""
        self.pending += 1

        def do() -> None:
            self.pending -= 1
            call()
            if not self.pending:
                self.desktop.release_keys(drop=False)

        self.call_after_refresh(do)

    def fail(self, error: Exception) -> None:
        """Say why work away from the keyboard came to nothing; reading can go on."""
        if isinstance(error, DossierError):
            self.say(str(error), trouble=True)
        else:
            place = self.desktop.report(error)
            mend = f"{self.keymap.key('refresh')} may mend it."
            self.say(f"This did not work ({type(error).__name__}); {mend} {place}", trouble=True)

    def show_pane(self, pane: Pane) -> None:
        """Bring a pane in sight and give it the keyboard."""
        self.panes.show(pane)

    def search_for(self, text: str) -> None:
        """Put a text into the search box, to be changed, and search for it."""
        commands.DEEDS["search"](self)
        self.bar.put(text)

    def search_again(self, query: str) -> None:
        """Search for something of before and show what is found."""
        self.bar.leave()
        self.bar.put(query)
        self.search.ask(query)
        self.show_pane("results")

    def index_changed(self, *, anew: bool) -> None:
        """List the articles anew after an index run and, where `anew`, everything that was extracted from them."""
        self._infos = None
        if anew:
            self.desk.forget()
            self.side.show()
            self.answers.count()
        if self.desk.article is None and (articles := self.search.articles()):
            self.desk.look(articles[0].id, None)

    # Results.

    def show_articles(self, articles: Sequence[ArticleInfo]) -> None:
        """List articles instead of hits."""
        if articles:
            self.results.show_articles(articles, self.state.article)
            self._mark_hits()
        elif self.freshness.busy or not self.freshness.known:
            self.results.show_message("Reading the articles…")
        elif self.search.filters:
            self.results.show_message("No article passes the filters. Press x to clear them.")
        else:
            key = self.keymap.key("refresh")
            self.results.show_message(messages_text.no_articles(self.dossier.config.sources[0], key))
        self._after_search()

    def show_hits(self, hits: Hits, *, keep: bool = False) -> None:
        """List what was found and mark it in the open article."""
        if hits.hits:
            self.results.show(hits, keep_selection=keep)
            if keep:
                self._mark_hits()
            else:
                self._preview_first()
        else:
            filtered, unread = bool(self.search.filters), bool(self.freshness.unread)
            self.results.show_message(messages_text.nothing_found(self.search.query, filtered=filtered, unread=unread))
            self._mark_hits()
        if hits.notice:
            self.say(hits.notice)
        self._after_search()

    def _preview_first(self) -> None:
        """Show and mark the hits in the text once typing pauses; while it goes on, the list is enough to draw."""
        if self._pause:
            self._pause.stop()
        self._pause = self.set_timer(PAUSE, self._preview_selected)

    def _preview_selected(self) -> None:
        self._mark_hits()
        hit = self.results.selected
        if hit and self.panes.at == "results":
            self.search.current = hit
            self.desk.look(hit.article, first_highlight(hit))
            self.point_out(hit)

    def show_trouble(self, sentence: str) -> None:
        """Say in the place of results what is wrong with the query."""
        self.results.show_message(sentence)
        self._after_search()

    def _after_search(self) -> None:
        self.show_status()
        self.name_panes()

    def show_status(self) -> None:
        """Tell in the first line what was found and what goes on."""
        search, listed = self.search, self.results.article_count
        self.bar.show_status(search.hits, listed, search.filters, search.names, busy=self.freshness.busy)

    def listed_articles(self) -> list[str]:
        """Give the ids of the articles in the order of the results, or all where nothing is searched for."""
        if self.search.found:
            return list(dict.fromkeys(hit.article for hit in self.search.found))
        return [info.id for info in self.search.articles()]

    def first_offset(self, article: str) -> int | None:
        """Give where to begin reading: the first hit in the article, else None, the beginning of its body."""
        return min((hit.start for hit in self.search.found if hit.article == article), default=None)

    # The article.

    def show_article(self, article: Article, at: int | None) -> None:
        """Lay an article in the reader."""
        self.reader.show(article, at=at)
        self._marked.clear()
        self.state.article = article.id
        self.footer.remark("problems", counted(len(article.remarks), "remark") if article.remarks else "")
        self._mark_hits()
        self.name_panes()

    def point_out(self, hit: Hit | None) -> None:
        """Let one hit stand out among the others, and say which of how many it is."""
        spans = [Span(start, end, "current-hit") for start, end in hit.highlights] if hit else []
        self._mark("current", spans)
        self.name_panes()

    def point_at(self, start: int, end: int) -> None:
        """Let a stretch of the open article stand out as a hit does."""
        self._mark("current", [Span(start, end, "current-hit")])

    def mark_annotations(self) -> None:
        """Mark names, numbers, dates and quotations, unless they are switched off."""
        spans = highlights.extracted(self.desk.annotations) if self.state.highlights else []
        self._mark("annotations", spans)

    def mark_known(self, spans: list[Span]) -> None:
        """Dim what is known already."""
        self._mark("known", spans)

    def notes_changed(self) -> None:
        """Show the notebook as it is now, after it was written to."""
        self._notes = None
        self.mark_notes()
        self.side.changed()

    def mark_notes(self) -> None:
        """Mark what was bookmarked, in the text and in the gutter, and there what other articles tell too."""
        article = self.desk.article
        if article is None:
            return
        spans = highlights.notes(self.notes(), article)
        self._mark("notes", spans)
        elsewhere = highlights.told_elsewhere(self.answers.findings, article.id)
        self.reader.set_marks(notes=self._passages(span.start for span in spans), related=self._passages(elsewhere))

    def _passages(self, offsets: Iterable[int]) -> list[int]:
        """Give the passages that these offsets of the open article stand in, by their index."""
        return sorted({index for offset in offsets if (index := self.reader.passage_at(offset)) is not None})

    def _mark_hits(self) -> None:
        if self.desk.article:
            self._mark("hits", highlights.hits(self.search.found, self.desk.article.id))

    def _mark(self, group: str, spans: list[Span]) -> None:
        """Mark spans in the text, which is drawn anew only where they are others than before."""
        if self._marked.get(group, []) != spans:
            self._marked[group] = spans
            self.reader.set_spans(group, spans)

    def name_panes(self) -> None:
        """Write what the panes hold on their borders; a pane is drawn anew only where that has changed."""
        article, listed = self.desk.article, "Results" if self.search.hits else "Articles"
        order = "newest first" if self.state.newest_first else ""
        self._entitle(self.results, listed, order)
        if article:
            about = [one_line(article.outlet or ""), day(article.published), self._page(), self.search.position()]
            self._entitle(self.reader, one_line(article.title), " · ".join(part for part in about if part))
        self.panes.entitle([listed, "Article", self.side.title])
        self.tell_keys()

    def _page(self) -> str:
        """Return on which page of a PDF the cursor is; nothing where there are no pages."""
        page = self.desk.article.page(self.reader.cursor) if self.desk.article else None
        return f"page {page}" if page else ""

    def _entitle(self, pane: Results | Reader, title: str, subtitle: str) -> None:
        if self._titles.get(pane) != (title, subtitle):
            self._titles[pane] = (title, subtitle)
            pane.border_title, pane.border_subtitle = Content(title), Content(subtitle)

    # What the panes tell.

    @on(messages.HitHighlighted)
    def _preview(self) -> None:
        self._preview_selected()

    @on(messages.HitChosen)
    def _read_hit(self, message: messages.HitChosen) -> None:
        self.search.go(message.hit)

    @on(messages.ArticleHighlighted)
    def _preview_article(self, message: messages.ArticleHighlighted) -> None:
        self.desk.look(message.article_id, None)

    @on(messages.ArticleChosen)
    def _read_article(self, message: messages.ArticleChosen) -> None:
        self.desk.go(message.article_id, message.offset)

    @on(messages.EntryChosen)
    def _read_entry(self, message: messages.EntryChosen) -> None:
        self.side.chosen(message)

    @on(messages.CursorMoved)
    def _remember_place(self, message: messages.CursorMoved) -> None:
        self.state.offset = message.offset
        if self._page():
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

    def on_resize(self) -> None:
        """Share the terminal out anew."""
        self.panes.share_out()
        self.call_after_refresh(self.side.entitle)
