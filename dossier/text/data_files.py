"""Data files of the program: lists of words, phrases or patterns, one a line (.txt), and tables (.yaml)."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:  # it loads the readers of archives
    from importlib.resources.abc import Traversable


def entries(file: Traversable) -> list[str]:
    """Return the lines of a list in their order, without empty ones and comments (`#`). Raises OSError."""
    return [line for line in file.read_text(encoding="utf-8").split("\n") if line and not line.startswith("#")]


def table(file: Traversable) -> Any:
    """Return what a table holds, as it is written. Raises OSError."""
    import yaml  # loading it takes longer than reading a page of text, and not every article needs a table

    loader = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
    return yaml.load(file.read_text(encoding="utf-8"), Loader=loader)  # noqa: S506 - a safe loader
