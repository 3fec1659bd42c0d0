"""What keys act on: the selected entry of the pane that has the keyboard, or the words at the reader's cursor."""

from __future__ import annotations

from collections.abc import Sequence

from dossier.model import DossierError
from dossier.tui.session.selection import Selection, at_place, trimmed, words_at
from dossier.tui.text.entries import Place
from dossier.tui.workspace.screen import Workspace


def words(workspace: Workspace) -> Selection:
    """Return the words that are selected in the pane that has the keyboard.

    In the side panel these are the selected entry's own; else the selection in the reader, the quotation, or the
    sentence under the cursor. Raises DossierError where there are none.
    """
    if workspace.panes.at == "panel":
        place = workspace.panel.place
        if place is None:
            title = workspace.side.title.lower()
            raise DossierError(f"No entry of the side panel is selected: {title} has none here.")
        return at_place(workspace.session.dossier, place)
    article, cursor = workspace.document.article, workspace.reader.cursor
    if article is None:
        raise DossierError("No article is open; choose one from the results first.")
    if selection := workspace.reader.selection:
        return trimmed(article, *selection)
    return trimmed(article, *words_at(article, workspace.document.annotations.quotes, cursor, cursor))


def places(workspace: Workspace) -> Sequence[Place]:
    """Return the places that are looked at: those of the selected entry, else the words at the cursor."""
    if workspace.panes.at == "panel":
        entry, place = workspace.panel.selected, workspace.panel.place
        return () if entry is None or place is None else (place, *(p for p in entry.places if p != place))
    article, cursor = workspace.document.article, workspace.reader.cursor
    if article is None or (workspace.panes.at == "results" and not workspace.results.selected):
        return ()
    start, end = workspace.reader.selection or (cursor, cursor + 1)
    return (Place(article.id, start, end),)
