"""What each action of the table does. A deed gets the workspace; what a person can mend it raises as DossierError."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from dossier.model import Filters
from dossier.tui.widgets.caret import MOVES, Unit
from dossier.tui.workspace import bookmarks, side_panel
from dossier.tui.workspace.panes import Pane

if TYPE_CHECKING:
    from dossier.tui.workspace.screen import Workspace

Deed = Callable[["Workspace"], None]


def _move(unit: Unit, count: int = 1) -> Deed:
    def deed(workspace: Workspace) -> None:
        workspace.panes.widget.move(unit, count)

    return deed


def _read(unit: Unit, count: int = 1) -> Deed:
    return lambda workspace: workspace.reader.move(unit, count)


def _panel(tab: int) -> Deed:
    return lambda workspace: workspace.side.open(tab)


def _hit(step: int) -> Deed:
    def deed(workspace: Workspace) -> None:
        if not workspace.search.found:
            workspace.say(f"No search yet: press {workspace.keymap.key('search')} first.")
        elif not workspace.search.step(step):
            workspace.say("That was the last hit." if step > 0 else "That was the first hit.")

    return deed


def _passage(step: int) -> Deed:
    def deed(workspace: Workspace) -> None:
        if not workspace.desk.step_passage(step):
            workspace.say("This is the last passage." if step > 0 else "This is the first passage.")

    return deed


def _article(step: int) -> Deed:
    def deed(workspace: Workspace) -> None:
        if not workspace.desk.step_article(step):
            workspace.say("This is the last article." if step > 0 else "This is the first article.")

    return deed


def _trail(step: int) -> Deed:
    def deed(workspace: Workspace) -> None:
        if step < 0 and workspace.answers.back():
            return
        if not workspace.desk.step_back(step):
            workspace.say("No place to go back to." if step < 0 else "No place ahead.")

    return deed


def _search(workspace: Workspace) -> None:
    workspace.panes.show("results", focus=False)
    workspace.bar.edit()


def _search_leave(workspace: Workspace) -> None:
    workspace.state.remember(workspace.search.query)
    workspace.show_pane("results")


def _narrow_open(workspace: Workspace) -> None:
    workspace.bar.leave()
    workspace.show_pane("panel")
    workspace.side.choose()


def _narrow_keep(workspace: Workspace) -> None:
    workspace.bar.leave()
    workspace.show_pane("panel")


def _narrow_leave(workspace: Workspace) -> None:
    workspace.side.narrow("")
    _narrow_keep(workspace)


def _narrow_move(step: int) -> Deed:
    return lambda workspace: workspace.panel.move("line", step)


def _open_next(workspace: Workspace) -> None:
    if workspace.side.following:
        workspace.panel.choose_on()
    else:
        workspace.say("Nothing was read from the side panel yet: 1 shows the names, 2 the numbers, 3 the quotes.")


def _history(step: int) -> Deed:
    def deed(workspace: Workspace) -> None:
        query = workspace.search.recall(step)
        if query is not None:
            workspace.bar.put(query)

    return deed


def _clear(workspace: Workspace) -> None:
    """Clear the filters or, where there are none, the search: one step at a time back to everything."""
    if workspace.search.filters:
        workspace.search.filter(Filters())
        workspace.say("Filters cleared.")
    elif workspace.search.query:
        workspace.state.remember(workspace.search.query)
        workspace.bar.put("")
        workspace.say("Search cleared; / and ↑ bring it back.")
    else:
        workspace.say("There is no search and no filter to clear.")


def _order(workspace: Workspace) -> None:
    workspace.search.reorder()
    by_name = "In the order of the files; with a search the best match comes first."
    best = "The best match first." if workspace.search.query.strip() else by_name
    workspace.say("Newest first." if workspace.state.newest_first else best)


def _labels(workspace: Workspace) -> None:
    workspace.show_pane("reader")
    if not workspace.labels.show():
        workspace.say("Nothing to label in sight.")


def _highlights(workspace: Workspace) -> None:
    workspace.state.highlights = not workspace.state.highlights
    workspace.mark_annotations()
    workspace.say("Names, numbers and quotes are marked." if workspace.state.highlights else "Plain text.")


def _select(workspace: Workspace) -> None:
    if workspace.reader.selection is None:
        workspace.reader.select_start()
    else:
        workspace.reader.clear_selection()


def _open(workspace: Workspace) -> None:
    if workspace.panes.at == "results":
        workspace.results.choose()
    else:
        workspace.side.choose()


def _over(name: str, module: str = "dialogs.overlays") -> Deed:
    """Open something over the workspace; what draws it is loaded when it is first wanted."""

    def deed(workspace: Workspace) -> None:
        import importlib

        getattr(importlib.import_module(f"dossier.tui.{module}"), name)(workspace)

    return deed


def _zoom(workspace: Workspace) -> None:
    workspace.panes.zoom()


def _escape(workspace: Workspace) -> None:
    """Let go of one thing: selection, panel filter, zoom, then the screen one came from or pane after pane."""
    back: dict[Pane, Pane] = {"reader": "results", "panel": "reader"}
    if workspace.reader.selection is not None:
        workspace.reader.clear_selection()
    elif workspace.side.narrowed:
        workspace.side.narrow("")
    elif workspace.panes.zoom(on=False) or (workspace.panes.at == "reader" and workspace.answers.back()):
        pass
    elif workspace.panes.at == "results":
        workspace.say(f"There is nowhere to go back to; {workspace.keymap.key('quit')} leaves.")
    else:
        workspace.show_pane(back[workspace.panes.at])


DEEDS: dict[str, Deed] = {
    "search": _search,
    "search_open": lambda workspace: workspace.search.open_first(),
    "search_leave": _search_leave,
    "history_back": _history(-1),
    "history_forward": _history(1),
    "narrow_open": _narrow_open,
    "narrow_leave": _narrow_leave,
    "narrow_up": _narrow_move(-1),
    "narrow_down": _narrow_move(1),
    "narrow_keep": _narrow_keep,
    "search_help": _over("search_help", "dialogs.help"),
    "filter": _over("filters", "dialogs.filters"),
    "clear_filters": _clear,
    "order": _order,
    "searches": _over("searches", "dialogs.saved_searches"),
    "next_hit": _hit(1),
    "previous_hit": _hit(-1),
    **{name: _move(unit, count) for name, (unit, count) in MOVES.items()},
    "left": _read("char", -1),
    "right": _read("char"),
    "word_left": _read("word", -1),
    "word_right": _read("word"),
    "open": _open,
    "open_next": _open_next,
    "next_passage": _passage(1),
    "previous_passage": _passage(-1),
    "next_article": _article(1),
    "previous_article": _article(-1),
    "back": _trail(-1),
    "forward": _trail(1),
    "labels": _labels,
    "next_pane": lambda workspace: workspace.panes.step(1),
    "previous_pane": lambda workspace: workspace.panes.step(-1),
    "zoom": _zoom,
    "narrower": lambda workspace: workspace.panes.widen(-1),
    "wider": lambda workspace: workspace.panes.widen(1),
    "entities": _panel(side_panel.ENTITIES),
    "numbers": _panel(side_panel.NUMBERS),
    "quotes": _panel(side_panel.QUOTES),
    "related": _panel(side_panel.RELATED),
    "notes": _panel(side_panel.NOTES),
    "scope": lambda workspace: workspace.side.switch_scope(),
    "narrow_panel": lambda workspace: workspace.side.ask_narrow(),
    "correct": _over("correct", "workspace.corrections"),
    "undo_correction": _over("undo", "workspace.corrections"),
    "highlights": _highlights,
    "known": lambda workspace: workspace.dimming.toggle(),
    "select": _select,
    "extend_left": _read("char", -1),
    "extend_right": _read("char"),
    "extend_word": _read("word"),
    "extend_word_back": _read("word", -1),
    "extend_word_end": _read("word-end"),
    "bookmark": bookmarks.bookmark,
    "tag_words": _over("tags", "dialogs.tags"),
    "copy": bookmarks.copy,
    "copy_link": bookmarks.copy_link,
    "citation_style": _over("citation_style"),
    "compare": _over("compare"),
    "timeline": _over("timeline"),
    "coverage": _over("coverage"),
    "notebook": _over("notebook"),
    "edit": bookmarks.edit,
    "refresh": lambda workspace: workspace.freshness.refresh(),
    "problems": _over("problems"),
    "palette": _over("palette", "dialogs.help"),
    "theme": _over("theme"),
    "escape": _escape,
    "help": _over("help_", "dialogs.help"),
    "quit": lambda workspace: workspace.app.exit(),
}
"""Name of an action to its deed; those of `open_entry` and of the notebook belong to the lists of other screens."""
