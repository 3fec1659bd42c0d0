"""Commands that open a dialog or another screen; what draws these is loaded when it is first wanted."""

from __future__ import annotations

from pathlib import Path

from dossier.model import Filters, Link
from dossier.tui.session.bookmarks import note_at
from dossier.tui.workspace import selected, side_panel
from dossier.tui.workspace.screen import Workspace

# Dialogs.


def help_(workspace: Workspace) -> None:
    """Show every key, the query language, and what signs and colours mean."""
    from dossier.tui.dialogs import help  # noqa: A004 - the dialog is what `help` means here

    help.show(workspace)


def search_help(workspace: Workspace) -> None:
    """Show what can be searched for."""
    from dossier.tui.dialogs import help  # noqa: A004

    help.search_help(workspace)


def palette(workspace: Workspace) -> None:
    """Find any action by its name."""
    from dossier.tui.dialogs import help  # noqa: A004

    help.palette(workspace)


def filters(workspace: Workspace) -> None:
    """Switch filters on and off."""
    from dossier.tui.dialogs.filters import filters as choose

    choose(workspace.app, workspace.session, workspace.search)


def searches(workspace: Workspace) -> None:
    """Choose among saved and recent searches."""
    from dossier.tui.dialogs.filters import as_query
    from dossier.tui.dialogs.saved_searches import searches as choose

    search = workspace.search
    now = as_query(search.query, search.filters, search.names)

    def again(query: str, plain: bool) -> None:
        if plain:
            search.filters = Filters()
        workspace.search_again(query)

    choose(workspace.app, workspace.session, now, search.query.strip() or now, again)


def correct(workspace: Workspace) -> None:
    """Correct what is selected: the chosen name, else what stands at the place, else the article."""
    from dossier.tui.dialogs import corrections, fact_corrections

    session, app = workspace.session, workspace.app
    place = next(iter(selected.places(workspace)), None) if workspace.panes.at != "results" else None
    article = session.dossier.article(place.article) if place else selected.article(workspace)
    stretch = (place.start, place.end) if place else None

    def here() -> None:
        fact_corrections.correct(app, session, article, stretch)

    entry = workspace.panel.selected if session.state.panel == side_panel.ENTITIES else None
    if workspace.panes.at == "panel" and entry:
        corrections.correct(app, session, entry.key, here)
    else:
        here()


def article(workspace: Workspace) -> None:
    """Open an article by part of its title."""
    from dossier.tui.dialogs import articles

    def read(id_: str) -> None:
        workspace.navigation.go(id_, workspace.listing.first_offset(id_))
        workspace.results.select_article(id_)

    articles.article(workspace.app, workspace.session, "Open an article", read)


def another_dossier(workspace: Workspace) -> None:
    """Open another dossier in the place of this one."""
    from dossier.tui.dialogs import articles

    articles.dossier(workspace.app, workspace.session, lambda one: workspace.session.host.go_to(one.arguments))


def undo(workspace: Workspace) -> None:
    """Take the last correction back."""
    from dossier.tui.dialogs import corrections

    corrections.undo(workspace.session)


def tags(workspace: Workspace) -> None:
    """Switch tags of the selected note, or of the bookmark at the cursor, on and off. Raises DossierError."""
    from dossier.tui.dialogs.tags import tags as choose

    note = workspace.side.note if workspace.panes.at == "panel" else None
    choose(workspace.app, workspace.session, note or note_at(workspace.session, selected.words(workspace)))


def tag_article(workspace: Workspace) -> None:
    """Switch tags of the article that the keyboard is on on and off. Raises DossierError where none is."""
    from dossier.tui.dialogs.tags import tags_of_article as choose

    choose(workspace.app, workspace.session, selected.article(workspace))


def save(workspace: Workspace) -> None:
    """Save the list that the keyboard is in, or the notebook."""
    from dossier.tui.dialogs import saving

    session, found, side = workspace.session, workspace.search.found, workspace.side

    def listed() -> saving.Listed:
        if in_panel:
            return saving.of_sections(side.title.lower(), workspace.panel.listed(), session.articles())
        return saving.of_hits(workspace.search.all_hits()) if found else saving.of_articles(workspace.search.articles())

    in_panel = workspace.panes.at == "panel"
    shown = side.title.lower() if in_panel else "search" if found else "articles"
    saving.save(workspace.app, session, listed, shown)


def over_time(workspace: Workspace) -> None:
    """Show on which days the chosen name, or the one at the cursor, is mentioned how often."""
    from dossier.tui.dialogs import over_time as charts

    charts.mentions(workspace.app, workspace.session, selected.entity(workspace), workspace.read)


def explain(workspace: Workspace) -> None:
    """Show why what is selected, or stands at the cursor, was read as it was. Raises DossierError."""
    from dossier.tui.dialogs import explained

    place = next(iter(selected.places(workspace)), None)
    if place is None:
        raise selected.nothing(workspace, "Nothing is selected whose reading could be explained.")
    explained.explain(workspace.app, workspace.session, Link(place.article, place.start, place.end))


def theme(workspace: Workspace) -> None:
    """Choose the colours."""
    from dossier.tui.dialogs import preferences

    preferences.theme(workspace.app, workspace.session.state)


def citation_style(workspace: Workspace) -> None:
    """Choose how quotes are written when they are copied."""
    from dossier.tui.dialogs import preferences

    preferences.citation_style(workspace.app, workspace.session.state, workspace.say)


def problems(workspace: Workspace) -> None:
    """Show what could not be read."""
    from dossier.tui.dialogs.problems import problems as show

    show(workspace.app, workspace.session, workspace.document.article)


# Screens.


def compare(workspace: Workspace) -> None:
    """Show what several articles say of one thing, side by side: first of what is selected or under the cursor."""
    from dossier.tui.screens.findings.compare import CompareScreen

    workspace.navigation.found_on(None)
    workspace.app.push_screen(CompareScreen(workspace.session, workspace, at=selected.places(workspace)))


def timeline(workspace: Workspace) -> None:
    """Show in calendar order what is dated."""
    from dossier.tui.screens.findings.timeline import TimelineScreen

    workspace.navigation.found_on(None)
    workspace.app.push_screen(TimelineScreen(workspace.session, workspace))


def coverage(workspace: Workspace) -> None:
    """Show which outlets report what."""
    from dossier.tui.screens.findings.coverage import CoverageScreen

    workspace.navigation.found_on(None)
    workspace.app.push_screen(CoverageScreen(workspace.session, workspace))


def draft(workspace: Workspace) -> None:
    """Set the draft that was checked last against the articles; where there is none, choose its file first."""
    from dossier.tui.dialogs import drafts
    from dossier.tui.screens.draft import DraftScreen

    session = workspace.session

    def show(file: Path) -> None:
        workspace.navigation.found_on(None)
        workspace.app.push_screen(DraftScreen(session, workspace, file))

    last = session.state.draft
    if last and Path(last).is_file():
        show(Path(last))
    else:
        drafts.choose(workspace.app, session, show)


def news(workspace: Workspace) -> None:
    """Show what new and changed articles bring."""
    from dossier.tui.screens.news import NewsScreen

    workspace.navigation.found_on(None)
    workspace.app.push_screen(NewsScreen(workspace.session, workspace))


def versions(workspace: Workspace) -> None:
    """Show the earlier versions of the article that the keyboard is on."""
    from dossier.tui.screens.versions import VersionsScreen

    article = selected.article(workspace)
    workspace.navigation.found_on(None)
    workspace.app.push_screen(VersionsScreen(workspace.session, workspace, article.id))


def brief(workspace: Workspace) -> None:
    """Show everything said by and about the chosen name, or the one at the cursor."""
    from dossier.tui.screens.brief import BriefScreen

    entity = selected.entity(workspace)
    workspace.navigation.found_on(None)
    workspace.app.push_screen(BriefScreen(workspace.session, workspace, entity))


def parallel(workspace: Workspace) -> None:
    """Show two whole articles side by side: the open one, and the selected entry's or one that is chosen."""
    from dossier.tui.dialogs import articles
    from dossier.tui.screens.parallel import ParallelScreen

    one, at, session = selected.opened(workspace), workspace.reader.cursor, workspace.session

    def show(other: str) -> None:
        article = session.dossier.article(other)
        workspace.app.push_screen(ParallelScreen(session, workspace, one, article, at))

    place = workspace.panel.place if workspace.panes.at == "panel" else None
    if place and place.article != one.id:
        show(place.article)
    else:
        articles.article(workspace.app, session, "Beside which article?", show, but=one.id)


def notebook(workspace: Workspace) -> None:
    """Show what was bookmarked, and whether it still stands so."""
    from dossier.tui.screens.notebook import NotesScreen

    workspace.app.push_screen(NotesScreen(workspace.session, workspace))
