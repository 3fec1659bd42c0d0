"""Searches to come back to: those kept under a name, and those of before."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

from dossier.model import DossierError, Filters, SavedSearch
from dossier.text.visible import one_line
from dossier.tui.dialogs.filters import as_query
from dossier.tui.dialogs.picker import Picker
from dossier.tui.widgets.choice_lines import Choice

if TYPE_CHECKING:
    from dossier.tui.workspace.screen import Workspace


@dataclass(frozen=True, slots=True)
class Wish:
    """What is to be done: search `query` anew, or keep it; `name` is that of a saved search."""

    what: Literal["saved", "before", "keep"]
    query: str
    name: str = ""


def searches(workspace: Workspace) -> None:
    """Choose among the searches that were kept and those of before, or keep the present one."""
    now = _present(workspace)
    choices = _choices(workspace, workspace.dossier.searches(), now)
    if not choices:
        workspace.say("No search yet: / begins one.")
        return

    def done(wish: Wish | None) -> None:
        if wish and wish.what == "keep":
            _keep(workspace, wish.query)
        elif wish:
            if wish.what == "saved":
                workspace.search.filters = Filters()  # it has them in its words
            workspace.search_again(wish.query)

    def forget(wish: Wish) -> None:
        try:
            if wish.what == "saved":
                workspace.dossier.remove_search(wish.name)
            elif wish.what == "before":
                workspace.state.history.remove(wish.query)
            picker.put(_choices(workspace, workspace.dossier.searches(), now))
        except DossierError as error:
            workspace.say(str(error), trouble=True)

    first = next((choice.value for choice in choices if choice.value.what == "saved"), None)
    picker = Picker(
        "Searches",
        choices,
        hint="enter searches · delete forgets · esc close",
        forget=forget,
        at=first,
    )
    workspace.app.push_screen(picker, done)


def _present(workspace: Workspace) -> str:
    search = workspace.search
    return as_query(search.query, search.filters, search.names)


def _choices(workspace: Workspace, saved: Sequence[SavedSearch], now: str) -> list[Choice[Wish]]:
    made = [Choice(Wish("keep", now), "Save this search…", now)] if now else []
    made += [Choice(Wish("saved", s.query, s.name), s.name, s.query, group="Saved") for s in saved]
    made += [Choice(Wish("before", query), query, group="Recent") for query in reversed(workspace.state.history)]
    return made


def _keep(workspace: Workspace, query: str) -> None:
    """Ask for a name and keep the search; its own words are one."""

    def named(text: str) -> list[Choice[str]]:
        name = " ".join(text.split())
        return [Choice(name, name)] if name else []

    def done(name: str | None) -> None:
        if name is None:
            return
        try:
            workspace.dossier.save_search(name, query)
        except DossierError as error:
            workspace.say(str(error), trouble=True)
        else:
            workspace.say(f"Saved as “{one_line(name)}”; {workspace.keymap.key('searches')} finds it again.")

    words = workspace.search.query.strip() or query
    picker = Picker("Save this search as…", [Choice(words, words)], placeholder="type a name", typed=named)
    workspace.app.push_screen(picker, done)
