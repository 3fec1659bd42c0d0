"""Styles of widgets: each module with styles has a `.tcss` file of its name beside it."""

from __future__ import annotations

from pathlib import Path


def stylesheet(module: str) -> str:
    """Return the styles beside a module (its `__file__`), to be its widget's `DEFAULT_CSS`.

    As default styles they are parsed when the widget is first shown: a stylesheet of the whole app would be parsed
    before the first paint.
    """
    return Path(module).with_suffix(".tcss").read_text(encoding="utf-8")
