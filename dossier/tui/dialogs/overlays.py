"""What opens over the workspace: themes, troubles, citation styles, and the lists on screens of their own."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from dossier.notebook import STYLES
from dossier.tui.dialogs.picker import Picker
from dossier.tui.widgets.choice_lines import Choice
from dossier.tui.workspace.selection import places

if TYPE_CHECKING:
    from dossier.tui.workspace.screen import Workspace


def theme(workspace: Workspace) -> None:
    """Choose the colours, seeing each on the screen behind."""
    app = workspace.app
    before = app.theme

    def look(name: str) -> None:
        app.theme = name

    def done(name: str | None) -> None:
        app.theme = name or before
        if name:
            workspace.state.theme = name

    ours = [name for name in app.available_themes if name.startswith("dossier-")]
    names = [*ours, *(name for name in sorted(app.available_themes) if name not in ours)]
    choices = [Choice(name, name, "dark" if app.available_themes[name].dark else "light") for name in names]
    app.push_screen(Picker("Colours", choices, looking=look, at=before), done)


def problems(workspace: Workspace) -> None:
    """Show what of the open article, and which files, could not be read as others are, and why."""
    article, failed = workspace.desk.article, workspace.dossier.failures()
    remarks = article.remarks if article else ()
    if not (failed or remarks):
        workspace.say("Every file could be read.")
        return
    choices = [Choice(f"{article.title}: {said}", said, group="This article") for said in remarks if article]
    choices += [Choice(f"{f.path}: {f.error}", f.path, f.error, group="Files that could not be read") for f in failed]
    workspace.app.push_screen(
        Picker("What could not be read", choices, hint="enter the whole sentence · esc close"),
        lambda sentence: workspace.say(sentence, trouble=True) if sentence else None,
    )


def compare(workspace: Workspace) -> None:
    """Show what several articles say of one thing, side by side: first of what is selected or under the cursor."""
    from dossier.tui.screens.compare import CompareScreen

    workspace.app.push_screen(CompareScreen(workspace, at=places(workspace)))


def timeline(workspace: Workspace) -> None:
    """Show in calendar order what is dated."""
    from dossier.tui.screens.timeline import TimelineScreen

    workspace.app.push_screen(TimelineScreen(workspace))


def coverage(workspace: Workspace) -> None:
    """Show which outlets report what."""
    from dossier.tui.screens.coverage import CoverageScreen

    workspace.app.push_screen(CoverageScreen(workspace))


def notebook(workspace: Workspace) -> None:
    """Show what was bookmarked, and whether it still stands so."""
    from dossier.tui.screens.notebook import NotesScreen

    workspace.app.push_screen(NotesScreen(workspace))


def citation_style(workspace: Workspace, say: Callable[[str], None] | None = None) -> None:
    """Choose how quotes are written when they are copied; `say` tells what was chosen."""
    names = {
        "plain": ("One line", "“words” — speaker, “title”, outlet, date, link"),
        "markdown": ("Markdown", "a block quote with its source"),
        "csl": ("CSL-JSON", "for Zotero and Pandoc"),
        "bibtex": ("BibTeX", "for LaTeX"),
    }

    def done(style: str | None) -> None:
        if style:
            workspace.state.citing = style
            (say or workspace.say)(f"Quotes are copied as {names[style][0]}.")

    choices: list[Choice[str]] = [Choice(style, *names[style]) for style in STYLES]
    workspace.app.push_screen(Picker("Copy quotes as", choices, at=workspace.state.citing), done)
