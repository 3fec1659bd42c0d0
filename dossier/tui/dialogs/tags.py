"""Tags for the words that are bookmarked here: those of the notebook, or typed ones."""

from __future__ import annotations

from typing import TYPE_CHECKING

from dossier.model import DossierError, Note
from dossier.tui.dialogs.picker import Picker
from dossier.tui.text import highlights
from dossier.tui.widgets.choice_lines import Choice
from dossier.tui.workspace import selection

if TYPE_CHECKING:
    from dossier.tui.workspace.screen import Workspace


def tags(workspace: Workspace) -> None:
    """Switch tags of the bookmark at the cursor, or of the selected note, on and off. Raises DossierError."""
    note = workspace.side.note if workspace.panes.at == "panel" else None
    note = note or _bookmark_here(workspace)

    def choices() -> list[Choice[str]]:
        own = next((one.tags for one in workspace.notes() if one.id == note.id), ())
        used = dict.fromkeys([*own, *(tag for one in workspace.notes() for tag in one.tags)])
        return [Choice(tag, f"#{tag}", on=tag in own) for tag in used]

    def typed(text: str) -> list[Choice[str]]:
        tag = text.strip().lstrip("#").replace(",", " ").strip()
        known = {choice.value for choice in choices()}
        return [Choice(tag, f"#{tag}", "a new tag", on=False)] if tag and tag not in known else []

    def toggle(tag: str) -> None:
        own = next((one.tags for one in workspace.notes() if one.id == note.id), ())
        changed = [one for one in own if one != tag] if tag in own else [*own, tag]
        try:
            workspace.dossier.edit_note(note.id, tags=changed)
        except DossierError as error:
            workspace.say(str(error), trouble=True)
        workspace.notes_changed()
        picker.put(choices())

    picker: Picker[str] = Picker(
        "Tags",
        choices(),
        hint="enter on/off · esc close",
        placeholder="type a tag",
        again=toggle,
        typed=typed,
    )
    workspace.app.push_screen(picker)


def _bookmark_here(workspace: Workspace) -> Note:
    """Return the bookmark of the selected words, or the one that holds the cursor. Raises DossierError."""
    words = selection.selected(workspace)
    stand = highlights.standing(workspace.notes(), words.article)
    here = [note for note, span in stand if span.start < words.end and words.start < span.end]
    if not here:
        raise DossierError(f"Nothing is bookmarked here yet; {workspace.keymap.key('bookmark')} bookmarks it.")
    return here[0]
