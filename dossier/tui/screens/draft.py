"""The screen of a draft: its text, its claims by urgency, and what the articles say of the chosen one."""

from __future__ import annotations

import dataclasses
from collections.abc import Callable, Sequence
from pathlib import Path

from textual import on
from textual.app import ComposeResult
from textual.containers import Container, Vertical
from textual.content import Content
from textual.widget import Widget

from dossier.model import Article, CheckedClaim, DossierError
from dossier.tui.platform.latest_worker import Cancelled
from dossier.tui.platform.stylesheets import stylesheet
from dossier.tui.screens import draft_entries
from dossier.tui.screens.lists.computed_list import ComputedListScreen
from dossier.tui.session import bookmarks
from dossier.tui.session.key_screen import Home
from dossier.tui.session.session import Session
from dossier.tui.session.watch import stamp
from dossier.tui.widgets import Entry, Place, Section, messages
from dossier.tui.widgets.reader.caret import MOVES
from dossier.tui.widgets.reader.draft_text import DraftText
from dossier.tui.widgets.remark import Remark

_WATCH = 1.0  # seconds
_NOTE = "note"
_NO_PASSAGE = "No passage of the articles bears on this."


class DraftScreen(ComputedListScreen):
    """A draft set against the articles; it is checked again when its file changes."""

    ACTION = "draft"
    TITLE_ = "Claims"
    WAITING = "Checking the draft against the articles…"
    EMPTY = "The draft has no names, numbers, dates or quotations to check."
    DEFAULT_CSS = stylesheet(__file__)
    STACKED = True

    def __init__(self, session: Session, home: Home, file: Path) -> None:
        super().__init__(session, home)
        self._file, self._seen = file, self._stamps(file)
        self._draft: Article | None = None
        self._claims: dict[str, CheckedClaim] = {}
        self._about: CheckedClaim | None = None  # what a note is typed for
        self.text = DraftText()
        self._remark, self._source = Remark(), Vertical(id="source")
        self._lost = _NO_PASSAGE

    def compose(self) -> ComposeResult:
        """Lay out draft, claims, passage and keys."""
        with Container():
            with Container(id="draft"):
                yield self.text
                yield self.panel
            with self._source:
                yield self._remark
                yield self.reader
        yield from self.below()
        yield self.footer

    def on_mount(self) -> None:
        """Look every second whether the draft, or the file of accepted claims, was saved."""
        self.set_interval(_WATCH, self._watch)

    def _stamps(self, file: Path) -> object:
        return stamp(file), stamp(self.session.dossier.config.beside("accepted.yaml"))

    def _watch(self) -> None:
        seen = self._stamps(self._file)
        if seen != self._seen and self.is_current and self.focused is not self._box:
            self._seen = seen
            self.reload()

    # What is listed.

    @property
    def panes(self) -> Sequence[Widget]:
        """The draft, its claims and the passage."""
        return (self.text, self.panel, self.reader)

    @property
    def detail(self) -> Widget:
        """What there is to say of the chosen claim, and the passage."""
        return self._source

    @property
    def answered_before(self) -> bool:
        """Whether the draft was checked, be it as it was."""
        return self._draft is not None

    def fetch(self, cancelled: Cancelled) -> Callable[[], Sequence[Section]]:
        """Read and check the draft."""
        draft = self.session.dossier.draft(self._file)
        claims = self.session.dossier.check_draft(draft, progress=self.answers.watched(self.ACTION, cancelled))

        def make() -> Sequence[Section]:
            self._draft = draft
            return self._put(claims)

        return make

    def _put(self, claims: Sequence[CheckedClaim]) -> Sequence[Section]:
        """Show claims in the draft and return them as a list."""
        assert self._draft is not None
        self._claims = draft_entries.keyed(claims)
        self.text.show_claims(self._draft, claims)
        self.text.entitle(self._file.name)
        self.panel.border_subtitle = Content(draft_entries.summary(claims))
        return draft_entries.sections(self._draft.text, self._claims)

    def _failed(self, error: Exception) -> None:
        super()._failed(error)
        if self.is_attached:
            self._draft = None
            self.text.entitle(self._file.name)
            self.panel.border_subtitle = ""
            self.text.show_message(f"{self.session.keymap.key('open_draft')} chooses another file.")
            self._say_nothing("")

    # The chosen claim.

    @property
    def claim(self) -> CheckedClaim | None:
        """The claim that is chosen."""
        entry = self.panel.selected
        return self._claims.get(entry.key) if entry else None

    def _look(self) -> None:
        super()._look()
        if self.claim is None:
            self._say_nothing("")
        self._tell_keys()

    def _say_nothing(self, text: str) -> None:
        self._remark.update("")
        self.show_nothing(text)
        self._tell_keys()

    def _tell_keys(self) -> None:
        claim = self.claim
        without = {"draft", *(() if claim else ("accept",))}
        if claim and not claim.evidence:
            without |= {"open_entry", "next_place", "keep_entry", "copy_entry"}
        self.offer(without, some=claim is not None)

    def _preview(self, entry: Entry) -> None:
        claim = self._claims.get(entry.key)
        if claim is None:
            return
        if not claim.evidence:
            self._say_nothing(_NO_PASSAGE)
            self._remark.update(draft_entries.remark(claim, None))
        super()._preview(entry)
        self.text.point_at(claim)
        self._tell_keys()

    def look_at(self, entry: Entry, place: Place) -> None:
        """Show a passage, and above it the status, the reason and what the passage says."""
        claim = self._claims[entry.key]
        self._remark.update(draft_entries.remark(claim, claim.evidence[self.left.place]))
        super().look_at(entry, place)

    @on(messages.CursorMoved)
    def _moved(self, message: messages.CursorMoved) -> None:
        """Choose the claim that the cursor of the draft is on."""
        message.stop()
        here = [(key, one) for key, one in self._claims.items() if one.start <= message.offset < one.end]
        if not self.text.has_focus or not here:
            return
        key, _ = min(here, key=lambda found: found[1].end - found[1].start)
        if self.panel.select(key):
            self._look()

    @on(messages.EntryChosen)
    def _nowhere(self, message: messages.EntryChosen) -> None:
        if not message.entry.places:
            self.footer.say(f"{_NO_PASSAGE.rstrip('.')}; there is nothing to read.")

    # What keys do.

    @property
    def typing(self) -> bool:
        """Whether the box has the keyboard."""
        return super().typing and self.focused is not self.text

    def perform(self, name: str) -> None:
        """Do an action of this screen, else one of any list."""
        if name in MOVES and self.text.has_focus:
            self.text.move(*MOVES[name])
        elif name == "accept":
            self._accept_or_not()
        elif name == "edit_draft":
            self._edit()
        elif name == "open_draft":
            self._choose_file()
        else:
            super().perform(name)

    def _accept_or_not(self) -> None:
        """Ask for the note with which the chosen claim is accepted, or accept it no longer."""
        self._about = self.claim
        if self._about is None:
            raise DossierError("No claim is chosen here.")
        if self._about.accepted is None:
            self.ask(_NOTE, "why it stays as it is:", "")
        else:
            self._accept(self._about, None)

    def answered(self, what: str, text: str) -> None:
        """Accept the claim that was chosen when the note was asked for."""
        if what == _NOTE and self._about is not None:
            try:
                self._accept(self._about, text.strip())
            except DossierError as error:
                self.footer.say(str(error), trouble=True)

    def _accept(self, claim: CheckedClaim, note: str | None) -> None:
        """Keep in the file that a claim is accepted, or is no longer, and list it so."""
        assert self._draft is not None
        self.session.dossier.accept_claim(self._draft, claim, note)
        self._seen = self._stamps(self._file)
        if note is not None:
            self.left.entry = self._below()
        claims = [dataclasses.replace(one, accepted=note) if one is claim else one for one in self._claims.values()]
        self._filled(self._put(claims))
        file, key = "accepted.yaml", self.session.keymap.key("accept")
        self.footer.say("No longer accepted." if note is None else f"Accepted, in {file}; {key} on it takes it back.")

    def _below(self) -> str | None:
        """Return the key of the entry below the chosen one, which is looked at once that one is done with."""
        keys = [entry.key for section in self.panel.listed() for entry in section.entries]
        at = keys.index(self.left.entry) if self.left.entry in keys else -1
        return keys[(at + 1) % len(keys)] if keys else None

    def _edit(self) -> None:
        line = self._draft.text.count("\n", 0, self.claim.start) + 1 if self._draft and self.claim else 1
        bookmarks.open_editor(self.session, self._file, line)
        self._watch()

    def _choose_file(self) -> None:
        from dossier.tui.dialogs import drafts

        def chosen(file: Path) -> None:
            self._file, self._draft, self._seen = file, None, self._stamps(file)
            self.reload()

        drafts.choose(self.app, self.session, chosen, self._file.parent)
