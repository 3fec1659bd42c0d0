"""Tags for the words that are bookmarked here: those of the notebook, or typed ones."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from textual.app import App

from dossier.model import DossierError, Note
from dossier.tui.dialogs.picker import Picker
from dossier.tui.session.bookmarks import latest_tags
from dossier.tui.session.session import Session
from dossier.tui.widgets.choice_lines import Choice


def tags(app: App[Any], session: Session, note: Note) -> None:
    """Switch tags of a note on and off."""

    def of_note() -> Sequence[str]:
        return next((one.tags for one in session.notes() if one.id == note.id), ())

    def choices() -> list[Choice[str]]:
        return _choices(of_note(), session.notes())

    def typed(text: str) -> list[Choice[str]]:
        tag = text.strip().lstrip("#").replace(",", " ").strip()
        known = {choice.value for choice in choices()}
        return [Choice(tag, f"#{tag}", "a new tag", on=False)] if tag and tag not in known else []

    def toggle(tag: str) -> None:
        own = of_note()
        changed = [one for one in own if one != tag] if tag in own else [*own, tag]
        try:
            session.dossier.edit_note(note.id, tags=changed)
        except DossierError as error:
            session.say(str(error), trouble=True)
        session.notes_changed()
        picker.put(choices())

    picker: Picker[str] = Picker(
        "Tags",
        choices(),
        hint="enter on/off · esc close",
        placeholder="type a tag",
        again=toggle,
        typed=typed,
    )
    app.push_screen(picker)


def _choices(own: Sequence[str], notes: Sequence[Note]) -> list[Choice[str]]:
    """Return the tags of a note, which are on, and all others of the notebook, those used last first."""
    used = dict.fromkeys([*own, *latest_tags(notes)])
    return [Choice(tag, f"#{tag}", on=tag in own) for tag in used]
