"""The entries of data files: word lists, phrases and patterns, one a line, with comments that begin with `#`."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:  # it loads the readers of archives
    from importlib.resources.abc import Traversable


def entries(file: Traversable) -> list[str]:
    """Return the lines of a UTF-8 data file in their order, without empty ones and comments. Raises OSError."""
    return [line for line in file.read_text(encoding="utf-8").split("\n") if line and not line.startswith("#")]
