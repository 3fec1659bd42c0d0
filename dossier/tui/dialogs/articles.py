"""Dialogs that lead to another article, or to another dossier."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from textual.app import App

from dossier.model import DossierError
from dossier.text.days import day
from dossier.text.visible import one_line
from dossier.tui.dialogs.picker import Picker
from dossier.tui.session import recent
from dossier.tui.session.recent import Recent
from dossier.tui.session.session import Session
from dossier.tui.widgets.choice_lines import Choice


def article(app: App[Any], session: Session, title: str, chosen: Callable[[str], object], *, but: str = "") -> None:
    """Choose an article by part of its title, outlet or day; `chosen` gets its id, `but` is left out."""
    choices = [
        Choice(info.id, one_line(info.title), " · ".join(filter(None, (info.outlet, day(info.published)))))
        for info in session.articles()
        if info.id != but
    ]
    if not choices:
        raise DossierError("There is no other article." if but else "There are no articles yet.")

    def done(id_: str | None) -> None:
        if id_ is not None:
            chosen(id_)

    app.push_screen(Picker(title, choices, placeholder="type part of a title"), done)


def dossier(app: App[Any], session: Session, chosen: Callable[[Recent], object]) -> None:
    """Choose another dossier of those that were opened lately."""
    here = tuple(session.dossier.config.arguments())
    others = [one for one in recent.known(session.dossier.config) if one.arguments != here]
    if not others:
        raise DossierError("No other dossier was opened on this machine yet: `dossier FOLDER` opens one.")

    def done(one: Recent | None) -> None:
        if one is not None:
            chosen(one)

    app.push_screen(Picker("Another dossier", [Choice(one, one_line(one.folder)) for one in others]), done)
