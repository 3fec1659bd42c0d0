"""Dialogs for what the app remembers of a user's taste: colours, and how quotes are copied."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from textual.app import App

from dossier.notebook import STYLES
from dossier.tui.dialogs.picker import Picker
from dossier.tui.session.state import State
from dossier.tui.widgets.choice_lines import Choice


def theme(app: App[Any], state: State) -> None:
    """Choose the colours, seeing each on the screen behind."""
    before = app.theme

    def done(name: str | None) -> None:
        app.theme = name or before
        if name:
            state.theme = name

    ours = [name for name in app.available_themes if name.startswith("dossier-")]
    names = [*ours, *(name for name in sorted(app.available_themes) if name not in ours)]
    choices = [Choice(name, name, "dark" if app.available_themes[name].dark else "light") for name in names]
    app.push_screen(_Themes("Colours", choices, at=before), done)


class _Themes(Picker[str]):
    """Shows each theme on the screen behind as the bar moves."""

    def look_at(self, value: str) -> None:
        """Take on the colours."""
        self.app.theme = value


def citation_style(app: App[Any], state: State, say: Callable[[str], None]) -> None:
    """Choose how quotes are written when they are copied; `say` tells what was chosen."""
    names = {
        "plain": ("One line", "“words” — speaker, “title”, outlet, date, link"),
        "markdown": ("Markdown", "a block quote with its source"),
        "csl": ("CSL-JSON", "for Zotero and Pandoc"),
        "bibtex": ("BibTeX", "for LaTeX"),
    }

    def done(style: str | None) -> None:
        if style:
            state.citing = style
            say(f"Quotes are copied as {names[style][0]}.")

    choices: list[Choice[str]] = [Choice(style, *names[style]) for style in STYLES]
    app.push_screen(Picker("Copy quotes as", choices, at=state.citing), done)
