"""The right pane: names, numbers, quotes, related passages and notes, of this article or of the whole dossier."""

from __future__ import annotations

import time
from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING, Protocol

from textual.content import Content

from dossier.model import Article, Link
from dossier.text.visible import one_line
from dossier.tui.session.session import WHOLE, Session
from dossier.tui.text import highlights, messages_text
from dossier.tui.text.wrap import cell_count, drawable, fit_words
from dossier.tui.widgets import Panel, Reader, sections
from dossier.tui.widgets.footer import clicked
from dossier.tui.workspace.article.document import CurrentArticle

if TYPE_CHECKING:
    from dossier.model import ArticleInfo, ArticleList, Note, Quotation, Related
    from dossier.tui.platform.latest_worker import Cancelled
    from dossier.tui.text.entries import Place, Section
    from dossier.tui.widgets.messages import EntryChosen
    from dossier.tui.workspace.panes import Pane

ENTITIES, NUMBERS, QUOTES, RELATED, NOTES = range(5)
_PATIENCE = 1.0  # seconds that keys wait for a list at most
_SAID = 50  # cells of an entry that are said: one line is enough
TITLES = ("Names", "Numbers", "Quotes", "Related", "Notes")
TABS = ("entities", "numbers", "quotes", "related", "notes")
_NUMBERS_ALONE = [f" {n} " for n in range(1, len(TITLES) + 1)]


def _labels(width: int) -> list[str]:
    """Return the lists' numbers and names, in short where a width (cells) does not hold them."""
    whole = [f" {n} {title.lower()} " for n, title in enumerate(TITLES, 1)]
    close = [label.rstrip() for label in whole]
    short = [f" {n}{title[:3].lower()}" for n, title in enumerate(TITLES, 1)]
    fits = (labels for labels in (whole, close, short) if sum(map(len, labels)) <= width)
    return next(fits, _NUMBERS_ALONE)


def _narrowed(text: str, width: int) -> str:
    """Return what a list is narrowed down to, in so few words that a width (cells) holds it beside the numbers."""
    if not text:
        return ""
    words = f" containing “{one_line(text)}”", f" “{one_line(text)}”"
    room = width - sum(map(len, _NUMBERS_ALONE))
    return next((each for each in words if cell_count(each) <= room), words[-1])


class SidePanelHost(Protocol):
    """What the panel asks of the screen around it."""

    def show_pane(self, pane: Pane) -> None:
        """Bring a pane in sight and give it the keyboard."""

    def read_at(self, article: str, start: int, end: int | None = None) -> bool:
        """Read an article at a place; False where it is gone."""

    def point_at(self, start: int, end: int) -> None:
        """Let a stretch of the open article stand out."""

    def name_panes(self) -> None:
        """Show in titles what is listed now."""

    def release_keys(self, after: float = 0.0) -> None:
        """Do the keys that waited, now or after so many seconds."""


class SidePanel:
    """Which list the panel shows, of this article or of the whole dossier."""

    def __init__(
        self, session: Session, panel: Panel, reader: Reader, document: CurrentArticle, screen: SidePanelHost
    ) -> None:
        self._session, self._state, self._screen = session, session.state, screen
        self._panel, self._reader, self._document = panel, reader, document
        self._worker = session.worker("panel")
        self._narrowed = ""
        self._passage: Link | None = None
        self._at_passage = True  # whether that is the passage under the cursor
        self._under: set[str] = set()  # the notes under the cursor
        self._follows = False  # whether the bar is to go to it
        self._wanted = False  # whether to read the first entry as soon as the list is there
        self._awaited = 0.0  # until when keys wait for a list that was asked for, so that none acts on the one before
        self._left = ""  # the name of the entry that `enter` in the text goes on from
        self.following = False  # whether what is read was found in the panel, and not by searching since

    @property
    def whole(self) -> bool:
        """Whether the list is of the whole dossier: of the open article where that has too many articles for a list."""
        return self._state.whole and not self._too_many

    @property
    def _too_many(self) -> bool:
        return self._state.panel != NOTES and self._session.is_large

    @property
    def title(self) -> str:
        """The name of the list that is shown."""
        return TITLES[self._state.panel]

    @property
    def narrowed(self) -> str:
        """What the entries that are shown hold; empty where all are shown."""
        return self._narrowed

    @property
    def note(self) -> Note | None:
        """The note that is chosen where the panel lists notes."""
        entry = self._panel.selected if self._state.panel == NOTES else None
        return next((note for note in self._session.notes() if entry and note.id == entry.key), None)

    @property
    def opening(self) -> bool:
        """Whether keys wait for the list."""
        return time.monotonic() < self._awaited

    def open(self, tab: int) -> None:
        """Show a list and give it the keyboard; `related` is about the passage under the cursor."""
        if tab == RELATED:
            self._passage = self._under_cursor()
        self._follows = tab in (NUMBERS, QUOTES, NOTES)
        if tab != self._state.panel:
            self.narrow("")
        self._state.panel = tab
        self._screen.show_pane("panel")
        self.show()
        self._awaited = time.monotonic() + _PATIENCE
        self._screen.release_keys(_PATIENCE)

    def show(self) -> None:
        """Fill the panel with its list."""
        if self._state.panel == RELATED and self._passage is None:
            self._passage = self._under_cursor()
        state, document, store = self._state, self._document, self._session.dossier
        tab, whole, passage = state.panel, self.whole, self._passage
        article = document.article.id if document.article and not whole else None

        every = self._session.articles()
        opened, cursor = document.article, self._reader.cursor

        def work(_: Cancelled) -> Sequence[Section]:
            match tab:
                case 0:
                    return sections.entity_sections(store.entities(article=article), store.mentions(article=article))
                case 1:
                    return sections.number_sections(store.numbers(article=article), store.each_article)
                case 2:
                    quotes = store.quotes(article=article)
                    speakers = {quote.speaker_id for quote in quotes if quote.speaker_id}
                    names = {entity.id: entity.name for entity in store.entities(ids=speakers)}
                    return sections.quote_sections(quotes, _about(quotes, every), names)
                case 3:
                    related = store.related(passage) if passage else ()
                    ahead = store.read_ahead(related, lambda one: (one.article,))
                    return sections.related_sections(ahead, _about(related, every), store.is_anonymous)
                case _:
                    return self._note_sections(opened, cursor, whole=whole)

        self._wanted = False
        self._worker.submit(work, self._arrived, self._failed)
        self.entitle()

    def _note_sections(self, opened: Article | None, cursor: int, *, whole: bool) -> Sequence[Section]:
        """Return the notes, and remember which are under the cursor."""
        kept = self._session.dossier.notes()
        stands = highlights.standing(kept, opened) if opened else []
        self._under = {note.id for note, span in stands if span.start <= cursor < span.end}
        return sections.note_sections(highlights.notes_of(kept, opened) if opened and not whole else kept)

    def choose(self) -> None:
        """Read the entry that is chosen; of a list that is still on its way, the first."""
        if self._worker.busy:
            self._wanted = True
        elif self._panel.selected is None:
            self._session.say(f"{self.title}: nothing is listed here.")
        else:
            self._panel.choose()

    def changed(self) -> None:
        """Fill the panel anew where it shows the notes."""
        if self._state.panel == NOTES:
            self.show()

    def switch_scope(self) -> None:
        """Turn between this article and the whole dossier."""
        if self._too_many:
            self._session.say(f"Side panel: this article; of more than {WHOLE:,} articles no whole list is shown.")
            return
        self._state.whole = not self._state.whole
        self.show()
        self._session.say("Side panel: the whole dossier." if self._state.whole else "Side panel: this article.")

    def narrow(self, text: str) -> None:
        """Show only entries that hold this text; all where it is empty."""
        self._narrowed = text
        self._panel.filter(text)
        self.entitle()

    def chosen(self, message: EntryChosen) -> None:
        """Go to the place of an entry, and say which of how many it is."""
        place = message.place
        if place is None:
            return
        if not self._screen.read_at(place.article, place.start):
            return
        self.following = True
        self._screen.point_at(place.start, place.end)
        self._screen.name_panes()
        many, name = len(message.entry.places), fit_words(drawable(one_line(message.entry.text)), _SAID)
        before = f"That was the last place of {self._left}. " if self._left not in ("", name) else ""
        self._left = ""
        count = f"{message.number + 1} of {many} places · " if many > 1 else ""
        self._session.say(before + count + name)

    def choose_on(self) -> None:
        """Read the next place of the entry that is followed or, behind its last, the first of the entry below."""
        if entry := self._panel.selected:
            self._left = fit_words(drawable(one_line(entry.text)), _SAID)
        self._panel.choose_on()

    def first_place(self, article: str) -> Place | None:
        """Return the first place in an article of the entry that is followed; None where none is, or is not in it."""
        entry = self._panel.selected if self.following else None
        return min((place for place in entry.places if place.article == article), default=None) if entry else None

    def _arrived(self, found: Sequence[Section]) -> None:
        self._panel.show(found, empty=self._empty())
        if self._follows and (key := self._at_cursor(found)):
            self._panel.select(key)
        self._follows = False
        self.entitle()
        if self._wanted:
            self._wanted = False
            self._panel.choose()
        self._let_go()

    def _failed(self, error: Exception) -> None:
        self._session.fail(error)
        self._let_go()

    def _let_go(self) -> None:
        """Let the keys that waited act on the list."""
        if self._awaited:
            self._awaited = 0.0
            self._screen.release_keys()

    def _at_cursor(self, found: Sequence[Section]) -> str | None:
        """Return the key of the entry whose words, or whose note, stand under the cursor."""
        article, cursor = self._document.article, self._reader.cursor
        here = [
            entry.key
            for section in found
            for entry in section.entries
            if entry.key in self._under
            or any(article and p.article == article.id and p.start - 1 <= cursor <= p.end for p in entry.places)
        ]
        return here[0] if here else None

    def _empty(self) -> str:
        """Return why the list is empty, and what would fill it."""
        if not self._session.articles():
            return "Names, numbers and quotes appear here once there are articles."
        if self._session.index.unread and self._state.panel != NOTES:
            return messages_text.UNREAD
        if self._state.panel == RELATED:
            return "No other article reports the same as this passage. Go to another one and press r."
        if self._state.panel == NOTES:
            return "No bookmarks yet. In an article, m bookmarks the quotation or sentence under the cursor."
        if self.whole:
            return f"No {self.title.lower()} in this dossier."
        article = self._document.article
        said = "".join(f"\n\nMind that {remark}." for remark in article.remarks) if article else ""
        turn = "" if self._too_many else "; w turns to the whole dossier"
        return f"No {self.title.lower()} in this article{turn}.{said}"

    def cursor_moved(self) -> None:
        """Say whether what is related is so to the passage under the cursor or, since it moved, to another."""
        if self._state.panel == RELATED and (self._passage == self._under_cursor()) != self._at_passage:
            self.entitle()

    def entitle(self) -> None:
        """Write on the panel's border what it lists, and the numbers of the other lists; their names where they fit."""
        state, panel = self._state, self._panel
        self._at_passage = self._passage == self._under_cursor()
        here = "to this passage" if self._at_passage else "earlier passage"
        scope = {RELATED: here, NOTES: "notebook" if self.whole else "article"}.get(
            state.panel, "whole dossier" if self.whole else "article"
        )
        panel.border_title = Content(f"{self.title} · {scope}")
        width = panel.size.width - 2
        narrowed = _narrowed(self._narrowed, width)
        labels = _labels(width - cell_count(narrowed))
        tabs = [(label, f"{'bold reverse ' * (n == state.panel)}{clicked(TABS[n])}") for n, label in enumerate(labels)]
        panel.border_subtitle = Content.assemble(*tabs, narrowed)
        self._screen.name_panes()

    def _under_cursor(self) -> Link | None:
        article, passage = self._document.article, self._document.passage()
        return Link(article.id, passage.start, passage.end) if article and passage else None


def _about(found: Iterable[Quotation | Related], every: ArticleList) -> dict[str, ArticleInfo]:
    """Return what lists show of the articles in which something was found, by id."""
    ids = sorted({one.article for one in found})
    return {id_: info for id_ in ids if (info := every.get(id_))}
