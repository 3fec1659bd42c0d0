"""The notebook: every note with its source, tags, comment and status, and what can be done with it."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Literal

from textual.content import Content

from dossier.model import DossierError, Link, Note, NoteCheck
from dossier.text.visible import one_line
from dossier.tui.dialogs import preferences
from dossier.tui.keys.actions import Where
from dossier.tui.screens import notebook_entries
from dossier.tui.screens.lists.filterable_list import FilterableListScreen
from dossier.tui.screens.lists.list_detail import ListDetailScreen
from dossier.tui.session import bookmarks
from dossier.tui.session.key_screen import Home
from dossier.tui.session.session import Session
from dossier.tui.session.watch import stamp
from dossier.tui.widgets import Entry, Section

_LINE_END = " ⏎ "  # how a line end is shown, and typed, in the box
_WATCH = 1.0  # seconds
_SHOWN = 60  # characters of a quote that fit beside what was done with it


class NotesScreen(FilterableListScreen):
    """Notes on the left and, on the right, the article that the chosen one is from; a box below to find and edit."""

    def __init__(self, session: Session, home: Home) -> None:
        """List the notebook as it was grouped last, the bar on the note that was read last."""
        super().__init__(
            session,
            home,
            "Notebook",
            self._fetch,
            empty="No bookmarks yet. In an article, m bookmarks the quotation or sentence under the cursor.",
            hint=_grouped(session.state.notes_by),
        )
        self._lost = "No article contains these words now. l shows where they may have gone."
        self._edited: Note | None = None  # stays the same whatever is chosen meanwhile
        self._notes: dict[str, Note] = {}
        self._order: list[str] = []  # ids as listed
        self._checks: dict[str, NoteCheck] = {}
        self._removed = False  # whether there is a note to put back
        self._seen = stamp(session.dossier.config.notebook)

    def on_mount(self) -> None:
        """Look every second whether an editor or another program wrote to the notebook."""
        self.set_interval(_WATCH, self._watch)

    def _watch(self) -> None:
        seen = stamp(self.session.dossier.config.notebook)
        if seen != self._seen and self.is_current and self.focused is not self._box:
            self._changed("")

    @property
    def where(self) -> Where:
        """Which keys work here."""
        return "notebook"

    @property
    def note(self) -> Note | None:
        """The note that is chosen."""
        entry = self.panel.selected
        return self._notes.get(notebook_entries.note_id(entry) or "") if entry else None

    def _look(self) -> None:
        super()._look()
        self._tell_keys()

    def _preview(self, entry: Entry) -> None:
        self.session.state.note = notebook_entries.note_id(entry)
        super()._preview(entry)
        self._tell_keys()

    def _tell_keys(self) -> None:
        """Offer in the last line only what can be done with the chosen note."""
        none = {"remove_note", "edit_tags", "edit_comment", "copy_note", "relink_note", "open_entry"}
        without = {"notebook"}  # the key that opened it
        without |= none if self.note is None else set() if self._lost_now else {"relink_note"}
        if not self._order:
            without |= {"find_entry", "group_notes"}
        if not self._removed:
            without.add("undo_note")
        self.offer(without)

    @property
    def _lost_now(self) -> bool:
        """Whether the words of the chosen note stand nowhere, or otherwise, now."""
        check = self._checks.get(self.note.id) if self.note else None
        return check is not None and check.status not in {"exact", "moved"}

    # What keys do.

    def perform(self, name: str) -> None:
        """Do an action of the notebook, else one of any list."""
        without_note: dict[str, Callable[[], None]] = {
            "group_notes": self._regroup,
            "undo_note": self._restore,
            "citation_style": lambda: preferences.citation_style(self.app, self.session.state, self.footer.say),
        }
        with_note: dict[str, Callable[[Note], None]] = {
            "remove_note": self._remove_note,
            "edit_tags": lambda note: self._edit(note, "tags", ", ".join(note.tags)),
            "edit_comment": lambda note: self._edit(note, "comment", note.comment.replace("\n", _LINE_END)),
            "edit_note": self._open_editor,
            "relink_note": self._relink,
            "copy_note": lambda note: bookmarks.copy_note(self.session, note, self.footer.say),
        }
        if name == "notebook":  # the key that opened it closes it
            self.dismiss()
        elif name in without_note:
            without_note[name]()
        elif name in with_note:
            if self.note is None:
                raise DossierError("No note is chosen here.")
            with_note[name](self.note)
        else:
            super().perform(name)

    def _remove_note(self, note: Note) -> None:
        self.session.dossier.remove_note(note.id)
        self._removed = True
        at = self._order.index(note.id)
        after = [one for one in self._order[at:] + self._order[:at][::-1] if one != note.id]
        self.session.state.note = after[0] if after else None
        self._changed(f"Removed {_quote(note)}; {self.session.keymap.key('undo_note')} puts it back.")

    def _restore(self) -> None:
        note = self.session.dossier.restore_note()
        if note is None:
            self.footer.say("Nothing was removed since the start.")
            return
        self.session.state.note = note.id
        self._changed(f"Put back {_quote(note)}.")

    def _open_editor(self, note: Note) -> None:
        file = self.session.dossier.config.notebook
        bookmarks.open_editor(self.session, file, self.session.dossier.note_line(note.id))
        self._changed("")

    def _relink(self, note: Note) -> None:
        store = self.session.dossier

        def chosen(entry: Entry) -> None:
            place = entry.places[0]
            store.relink_note(note, Link(place.article, place.start, place.end))
            self._changed(f"The note quotes these words now: {_quote(note, entry.text)}")

        self.app.push_screen(
            ListDetailScreen(
                self.session,
                self.home,
                f"Where is {_quote(note)} now?",
                lambda: notebook_entries.possible(store.note_candidates(note), store.articles()),
                empty="No article has words like these.",
                hint="enter chooses the place · esc leaves the note as it is",
                chosen=chosen,
            )
        )

    def _regroup(self) -> None:
        state, names = self.session.state, notebook_entries.GROUPINGS
        state.notes_by = names[(names.index(state.notes_by) + 1) % len(names)] if state.notes_by in names else names[1]
        self.panel.border_subtitle = Content(_grouped(state.notes_by))
        self.reload()

    # The box.

    def _edit(self, note: Note, what: Literal["tags", "comment"], text: str) -> None:
        self._edited = note
        self.ask(what, {"tags": "tags, with commas:", "comment": "comment:"}[what], text)

    def answered(self, what: str, text: str) -> None:
        """Write new tags or a new comment to the note that was chosen when they were asked for."""
        note, store = self._edited, self.session.dossier
        if note is None:
            return
        try:
            if what == "tags":
                store.edit_note(note.id, tags=text.replace("#", "").split(","))
            else:
                store.edit_note(note.id, comment=text.replace(_LINE_END, "\n"))
        except DossierError as error:
            self.footer.say(str(error), trouble=True)
        else:
            self._changed("")

    # What is listed.

    def _fetch(self) -> Sequence[Section]:
        store = self.session.dossier
        notes = store.notes()
        self._notes = {note.id: note for note in notes}
        self._checks = checks = {check.id: check for check in store.check_notes()}
        by = self.session.state.notes_by
        unread = bool(self.session.index.unread)
        return notebook_entries.sections(notes, checks, store.articles(), store.note_problems(), by=by, unread=unread)

    def _filled(self, sections: Sequence[Section]) -> None:
        wanted = self.session.state.note
        self._order = [
            key for section in sections for entry in section.entries if (key := notebook_entries.note_id(entry))
        ]
        super()._filled(sections)
        if wanted and (self.note is None or self.note.id != wanted):
            keys = (entry.key for section in sections for entry in section.entries)
            if key := next((key for key in keys if key.partition("\t")[0] == wanted), None):
                self.panel.select(key)
                self._look()

    def _changed(self, said: str) -> None:
        self._seen = stamp(self.session.dossier.config.notebook)
        self.session.notes_changed()
        self.reload()
        if said:
            self.footer.say(said)


def _grouped(by: str) -> str:
    return "newest first" if by == "newest" else f"by {by}"


def _quote(note: Note, text: str = "") -> str:
    words = one_line(text or note.quote)
    return f"“{words[: _SHOWN - 1].rstrip()}…”" if len(words) > _SHOWN else f"“{words}”"
