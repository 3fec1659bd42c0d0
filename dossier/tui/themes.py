"""Our two themes, calm for long reading, beside those that Textual brings; and the same for terminals of 16 colours.

Every text of both has a contrast of 4.5 or more (WCAG 2.2, level AA), which tests/test_looks.py measures.
"""

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
        error="#e66e7c",
        variables={
            # As they are: mixed with white, as Textual would, names hardly differ from the text around them.
            "text-primary": "#7fb4ca",
            "text-secondary": "#b79cea",
            "text-accent": "#e6b673",
            "text-success": "#98bb6c",
            "text-error": "#e66e7c",
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
        primary="#0b5fa5",
        secondary="#6a3fa0",
        accent="#804c00",
        success="#2c6b12",
        warning="#804c00",
        error="#b3203a",
        variables={
            "text-primary": "#0b5fa5",
            "text-secondary": "#6a3fa0",
            "text-accent": "#804c00",
            "text-success": "#2c6b12",
            "text-error": "#b3203a",
            "scrollbar": "#d5cfc0",
            "scrollbar-hover": "#b9b2a1",
            "scrollbar-active": "#0b5fa5",
            "scrollbar-background": "#faf8f3",
            "scrollbar-background-hover": "#faf8f3",
            "scrollbar-background-active": "#faf8f3",
        },
    ),
)


def _sixteen(name: str, *, dark: bool) -> Theme:
    """Return a theme of the colours that such a terminal has: each is shown as itself, not as the nearest."""
    back, front, bar = ("#000000", "#ffffff", "#555555") if dark else ("#ffffff", "#000000", "#aaaaaa")
    blue, green, red, yellow = (
        ("#55ffff", "#55ff55", "#ff5555", "#ffff55") if dark else ("#0000aa", "#00aa00", "#aa0000", "#aa5500")
    )
    shades = {"primary": blue, "secondary": front, "success": green, "error": red, "warning": yellow, "accent": yellow}
    return Theme(
        name=name,
        dark=dark,
        background=back,
        surface=back,
        panel=bar,
        foreground=front,
        **shades,  # type: ignore[arg-type]
        variables={
            **{f"text-{word}": shade for word, shade in shades.items()},
            **{f"scrollbar{end}": bar for end in ("", "-hover", "-active")},
            **{f"scrollbar-background{end}": back for end in ("", "-hover", "-active")},
        },
    )


SIXTEEN: tuple[Theme, ...] = (_sixteen(DARK, dark=True), _sixteen(LIGHT, dark=False))
"""Take the place of `THEMES` where the terminal has 16 colours."""
