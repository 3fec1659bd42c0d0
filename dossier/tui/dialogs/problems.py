"""Dialog with what could not be read: parts of the open article, and whole files."""

from __future__ import annotations

from typing import Any

from textual.app import App

from dossier.model import Article
from dossier.tui.dialogs.picker import Picker
from dossier.tui.session.session import Session
from dossier.tui.widgets.choice_lines import Choice


def problems(app: App[Any], session: Session, article: Article | None) -> None:
    """Show what of the open article, and which files, could not be read as others are, and why."""
    failed = session.dossier.failures()
    remarks = article.remarks if article else ()
    if not (failed or remarks):
        session.say("Every file could be read.")
        return
    choices = [Choice(f"{article.title}: {said}", said, group="This article") for said in remarks if article]
    choices += [Choice(f"{f.path}: {f.error}", f.path, f.error, group="Files that could not be read") for f in failed]
    app.push_screen(
        Picker("What could not be read", choices, hint="enter the whole sentence · esc close"),
        lambda sentence: session.say(sentence, trouble=True) if sentence else None,
    )
