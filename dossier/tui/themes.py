"""Our two themes, calm for long reading, beside those that Textual brings."""

from __future__ import annotations

from textual.theme import Theme

DARK = "dossier-dark"
LIGHT = "dossier-light"

THEMES: tuple[Theme, ...] = (
    Theme(
        name=DARK,
        dark=True,
        background="#16191f",
        surface="#1b1f27",
        panel="#242a35",
        foreground="#cfd3da",
        primary="#7fb4ca",
        secondary="#9aa7b8",
        accent="#e6b673",
        success="#98bb6c",
        warning="#e6b673",
        error="#e46876",
        variables={
            "scrollbar": "#2f3744",
            "scrollbar-hover": "#465064",
            "scrollbar-active": "#7fb4ca",
            "scrollbar-background": "#16191f",
            "scrollbar-background-hover": "#16191f",
            "scrollbar-background-active": "#16191f",
        },
    ),
    Theme(
        name=LIGHT,
        dark=False,
        background="#faf8f3",
        surface="#f3f0e8",
        panel="#e8e3d7",
        foreground="#33363d",
        primary="#2d6a86",
        secondary="#5e6a78",
        accent="#9a5b00",
        success="#4d7022",
        warning="#9a5b00",
        error="#b3303f",
        variables={
            "scrollbar": "#d5cfc0",
            "scrollbar-hover": "#b9b2a1",
            "scrollbar-active": "#2d6a86",
            "scrollbar-background": "#faf8f3",
            "scrollbar-background-hover": "#faf8f3",
            "scrollbar-background-active": "#faf8f3",
        },
    ),
)
