"""The commands behind the actions of the table. They raise DossierError for errors that the user can fix."""

from __future__ import annotations

from dossier.model import Filters
from dossier.text.visible import one_line
from dossier.tui.platform import browser
from dossier.tui.session import bookmarks
from dossier.tui.session.selection import Selection
from dossier.tui.widgets.reader.caret import MOVES, Unit
from dossier.tui.workspace import openers, selected, side_panel
from dossier.tui.workspace.panes import Pane
from dossier.tui.workspace.screen import Command, Workspace


def _move(unit: Unit, count: int = 1) -> Command:
    def command(workspace: Workspace) -> None:
        workspace.panes.widget.move(unit, count)

    return command


def _read(unit: Unit, count: int = 1) -> Command:
    return lambda workspace: workspace.reader.move(unit, count)


def _panel(tab: int) -> Command:
    return lambda workspace: workspace.side.open(tab)


def _hit(step: int) -> Command:
    def command(workspace: Workspace) -> None:
        if workspace.search.query.strip() and not workspace.search.found:
            workspace.say("The search found nothing.")
        elif not workspace.search.found:
            workspace.say(f"No search yet: press {workspace.session.keymap.key('search')} first.")
        elif not workspace.listing.step(step):
            workspace.say("That was the last hit." if step > 0 else "That was the first hit.")

    return command


def _passage(step: int) -> Command:
    def command(workspace: Workspace) -> None:
        if not workspace.document.step_passage(step):
            workspace.say("This is the last passage." if step > 0 else "This is the first passage.")

    return command


def _article(step: int) -> Command:
    def command(workspace: Workspace) -> None:
        if not workspace.listing.lists_articles():
            workspace.say("There are no articles here.")
        elif not _step_article(workspace, step):
            workspace.say("This is the last article." if step > 0 else "This is the first article.")

    return command


def _step_article(workspace: Workspace, step: int) -> bool:
    """Go to the next or previous article of the list that is shown; False at its ends."""
    article = workspace.document.article
    to = workspace.listing.beside(article.id if article else None, step)
    if to is None:
        return False
    place = workspace.side.first_place(to)
    if not workspace.navigation.go(to, place.start if place else workspace.listing.first_offset(to)):
        return False
    if place:
        workspace.point_at(place.start, place.end)
    workspace.results.select_article(to)
    return True


def _trail(step: int) -> Command:
    def command(workspace: Workspace) -> None:
        if step < 0 and _way_back(workspace):
            return
        if not workspace.navigation.step_back(step):
            workspace.say("No place to go back to." if step < 0 else "No place ahead.")

    return command


def _way_back(workspace: Workspace) -> bool:
    """Go back to the screen that this place was found on; False where there is none."""
    screen = workspace.navigation.way_back
    if screen and not workspace.navigation.reopen():
        workspace.perform(screen)
    return screen is not None


def _search_leave(workspace: Workspace) -> None:
    workspace.session.state.remember(workspace.search.query)
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


def _narrow_move(step: int) -> Command:
    return lambda workspace: workspace.panel.move("line", step)


def _open_next(workspace: Workspace) -> None:
    if workspace.side.following:
        workspace.side.choose_on()
    else:
        workspace.say("Nothing was read from the side panel yet: 1 shows the names, 2 the numbers, 3 the quotes.")


def _history(step: int) -> Command:
    def command(workspace: Workspace) -> None:
        query = workspace.search.recall(step)
        if query is not None:
            workspace.bar.put(query)

    return command


def _clear(workspace: Workspace) -> None:
    """Clear the filters or, where there are none, the search: one step at a time back to everything."""
    if workspace.search.filters:
        workspace.search.filter(Filters())
        workspace.say("Filters cleared.")
    elif workspace.search.query:
        workspace.session.state.remember(workspace.search.query)
        workspace.bar.put("")
        workspace.say("Search cleared; / and ↑ bring it back.")
    else:
        workspace.say("There is no search and no filter to clear.")


def _order(workspace: Workspace) -> None:
    workspace.search.reorder()
    by_name = "In the order of the files; with a search the best match comes first."
    best = "The best match first." if workspace.search.query.strip() else by_name
    workspace.say("Newest first." if workspace.session.state.newest_first else best)


def _labels(workspace: Workspace) -> None:
    def show() -> None:
        shown = workspace.labels.show()
        workspace.say("Type a label to go there; another key lets them go." if shown else "Nothing to label in sight.")

    if workspace.reader.display:
        workspace.show_pane("reader")
        show()
    else:  # where it stands once it is laid out; keys wait
        workspace.show_pane("reader")
        workspace.when_shown(show)


def _highlights(workspace: Workspace) -> None:
    workspace.session.state.highlights = not workspace.session.state.highlights
    workspace.marks.annotations()
    workspace.say("Names, numbers and quotes are marked." if workspace.session.state.highlights else "Plain text.")


def _select(workspace: Workspace) -> None:
    if workspace.reader.selection is None:
        workspace.reader.select_start()
    else:
        workspace.reader.clear_selection()


def _open(workspace: Workspace) -> None:
    listed = workspace.panes.at == "results"
    if listed and workspace.results.selected_article is None:
        workspace.say("Nothing is listed here.")
    elif listed:
        workspace.results.choose()
    else:
        workspace.side.choose()


def _ask_narrow(workspace: Workspace) -> None:
    """Let a person type what entries of the side panel should hold."""
    workspace.panes.show("panel", focus=False)
    workspace.bar.edit(panel=True, text=workspace.side.narrowed)


def _bookmark(workspace: Workspace) -> None:
    """Keep the selected words in the notebook, or take them out again."""
    bookmarks.keep(workspace.session, selected.words(workspace), workspace.say)
    workspace.reader.clear_selection()


def _copy(workspace: Workspace) -> None:
    """Copy the selected words with their citation; of a note in the side panel, the note's own."""
    note = workspace.side.note
    if workspace.panes.at == "panel" and note:
        bookmarks.copy_note(workspace.session, note, workspace.say)
    else:
        bookmarks.copy_words(workspace.session, selected.words(workspace), workspace.say)
    workspace.reader.clear_selection()


def _copy_link(workspace: Workspace) -> None:
    """Copy the link of the selection or passage; in the side panel, of the selected entry's words."""
    article, passage = workspace.document.article, workspace.document.passage()
    reading = workspace.panes.at != "panel" and not workspace.on_empty_list
    if reading and article and not workspace.reader.selection and passage:
        words = Selection(article, passage.start, passage.end)
    else:
        words = selected.words(workspace)
    bookmarks.copy_words_link(workspace.session, words, workspace.say)
    workspace.reader.clear_selection()


def _edit(workspace: Workspace) -> None:
    """Open the article in the user's editor; what it changed is read again afterwards."""
    article = selected.opened(workspace)
    file = workspace.session.dossier.config.base / article.path
    bookmarks.open_editor(workspace.session, file, article.text.count("\n", 0, workspace.reader.cursor) + 1)
    workspace.session.index.refresh()


def _browser(workspace: Workspace) -> None:
    """Open the address of the article in the web browser."""
    article = selected.article(workspace)
    url = browser.address(article)
    browser.open_address(url)
    workspace.say(f"Opened {one_line(url)} in the web browser.")


def _mark_unread(workspace: Workspace) -> None:
    """Mark the article as unread, or as read where it is not."""
    article = selected.article(workspace)
    read = workspace.listing.mark_read(article.id, toggle=True)
    workspace.say(f"“{one_line(article.title)}” is marked as {'read' if read else 'unread'}.")


def _widen(step: int) -> Command:
    """Return the command that makes the pane wider or narrower, or says why it cannot."""

    def do(workspace: Workspace) -> None:
        if not workspace.panes.widen(step):
            single = len(workspace.panes.in_sight()) == 1
            workspace.say("One pane is shown at a time here." if single else "The panes cannot give more room.")

    return do


def _zoom(workspace: Workspace) -> None:
    workspace.panes.zoom()


def _escape(workspace: Workspace) -> None:
    """Let go of one thing: selection, panel filter, zoom, the screen one came from, pane after pane, then the tour."""
    back: dict[Pane, Pane] = {"reader": "results", "panel": "reader"}
    if workspace.reader.selection is not None:
        workspace.reader.clear_selection()
    elif workspace.side.narrowed:
        workspace.side.narrow("")
    elif workspace.panes.zoom(on=False) or (workspace.panes.at == "reader" and _way_back(workspace)):
        pass
    elif workspace.panes.at == "results" and workspace.tour.on:
        workspace.tour.end()
    elif workspace.panes.at == "results":
        workspace.say(f"There is nowhere to go back to; {workspace.session.keymap.key('quit')} leaves.")
    else:
        workspace.show_pane(back[workspace.panes.at])


COMMANDS: dict[str, Command] = {
    "search": Workspace.begin_search,
    "search_open": lambda workspace: workspace.search.open_first(workspace.bar.input.value),
    "search_leave": _search_leave,
    "history_back": _history(-1),
    "history_forward": _history(1),
    "narrow_open": _narrow_open,
    "narrow_leave": _narrow_leave,
    "narrow_up": _narrow_move(-1),
    "narrow_down": _narrow_move(1),
    "narrow_keep": _narrow_keep,
    "search_help": openers.search_help,
    "filter": openers.filters,
    "clear_filters": _clear,
    "order": _order,
    "searches": openers.searches,
    "next_hit": _hit(1),
    "previous_hit": _hit(-1),
    **{name: _move(unit, count) for name, (unit, count) in MOVES.items()},
    "count": lambda workspace: workspace.counts.begin(),
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
    "open_article": openers.article,
    "labels": _labels,
    "next_pane": lambda workspace: workspace.panes.step(1),
    "previous_pane": lambda workspace: workspace.panes.step(-1),
    "zoom": _zoom,
    "narrower": _widen(-1),
    "wider": _widen(1),
    "entities": _panel(side_panel.ENTITIES),
    "numbers": _panel(side_panel.NUMBERS),
    "quotes": _panel(side_panel.QUOTES),
    "related": _panel(side_panel.RELATED),
    "notes": _panel(side_panel.NOTES),
    "scope": lambda workspace: workspace.side.switch_scope(),
    "narrow_panel": _ask_narrow,
    "correct": openers.correct,
    "undo_correction": openers.undo,
    "explain": openers.explain,
    "over_time": openers.over_time,
    "highlights": _highlights,
    "known": lambda workspace: workspace.dimming.toggle(),
    "select": _select,
    "extend_left": _read("char", -1),
    "extend_right": _read("char"),
    "extend_word": _read("word"),
    "extend_word_back": _read("word", -1),
    "extend_word_end": _read("word-end"),
    "bookmark": _bookmark,
    "tag_words": openers.tags,
    "tag_article": openers.tag_article,
    "copy": _copy,
    "copy_link": _copy_link,
    "citation_style": openers.citation_style,
    "save_list": openers.save,
    "compare": openers.compare,
    "timeline": openers.timeline,
    "coverage": openers.coverage,
    "draft": openers.draft,
    "news": openers.news,
    "versions": openers.versions,
    "brief": openers.brief,
    "notebook": openers.notebook,
    "parallel": openers.parallel,
    "edit": _edit,
    "browser": _browser,
    "another_dossier": openers.another_dossier,
    "mark_unread": _mark_unread,
    "suspend": lambda workspace: workspace.app.action_suspend_process(),
    "refresh": lambda workspace: workspace.session.index.refresh(),
    "problems": openers.problems,
    "palette": openers.palette,
    "theme": openers.theme,
    "escape": _escape,
    "help": openers.help_,
    "tour": lambda workspace: workspace.tour.go_on(),
    "quit": lambda workspace: workspace.app.exit(),
}
"""Name of an action to its command; those of `open_entry` and of the notebook belong to the lists of other screens."""
