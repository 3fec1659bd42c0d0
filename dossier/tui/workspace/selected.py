"""What keys act on: the selected entry of the pane that has the keyboard, or the words at the reader's cursor."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from dossier.model import Article, DossierError
from dossier.tui.session.selection import Selection, at_place, trimmed, words_at
from dossier.tui.text.entries import Place
from dossier.tui.text.messages_text import NO_ARTICLES, READING
from dossier.tui.workspace import side_panel
from dossier.tui.workspace.screen import Workspace

if TYPE_CHECKING:
    from dossier.model import Entity


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
    if workspace.on_empty_list:
        raise nothing(
            workspace, f"Nothing is listed here; {workspace.session.keymap.key('next_pane')} goes to the article."
        )
    here, cursor = opened(workspace), workspace.reader.cursor
    if selection := workspace.reader.selection:
        return trimmed(here, *selection)
    return trimmed(here, *words_at(here, workspace.document.annotations.quotes, cursor, cursor))


def opened(workspace: Workspace) -> Article:
    """Return the article that is open. Raises DossierError where none is."""
    if workspace.document.article is None:
        raise nothing(workspace, "No article is open; choose one from the results first.")
    return workspace.document.article


def nothing(workspace: Workspace, otherwise: str) -> DossierError:
    """Return why there is nothing to act on: there are no articles, they are still being read, or `otherwise`."""
    if workspace.session.articles():
        return DossierError(otherwise)
    return DossierError(READING if workspace.session.index.unread else NO_ARTICLES)


def article(workspace: Workspace) -> Article:
    """Return the article that the keyboard is on: that of the list, else the open one. Raises DossierError."""
    listed = workspace.results.selected_article if workspace.panes.at == "results" else None
    return workspace.session.dossier.article(listed) if listed else opened(workspace)


def places(workspace: Workspace) -> Sequence[Place]:
    """Return the places that are looked at: those of the selected entry, else the words at the cursor."""
    if workspace.panes.at == "panel":
        entry, place = workspace.panel.selected, workspace.panel.place
        return () if entry is None or place is None else (place, *(p for p in entry.places if p != place))
    here, cursor = workspace.document.article, workspace.reader.cursor
    if here is None or (workspace.panes.at == "results" and not workspace.results.selected):
        return ()
    start, end = workspace.reader.selection or (cursor, cursor + 1)
    return (Place(here.id, start, end),)


def entity(workspace: Workspace) -> Entity:
    """Return whom or what the chosen name, or the one at the cursor, means. Raises DossierError where none is."""
    session, place = workspace.session, next(iter(places(workspace)), None)
    here = session.dossier.mentions(article=place.article) if place else []
    ids = {m.entity for m in here if place and m.start < max(place.end, place.start + 1) and place.start < m.end}
    if workspace.panes.at == "panel" and session.state.panel == side_panel.ENTITIES and workspace.panel.selected:
        ids = {workspace.panel.selected.key}
    found = next(iter(session.dossier.entities(ids=filter(None, ids))), None)
    if found is None:
        key = session.keymap.key("entities")
        raise nothing(workspace, f"No name stands here; move to one, or choose one in the side panel ({key}).")
    return found
