"""The patterns of words that comparing looks for, from `data/patterns.yaml`."""

from __future__ import annotations

from functools import cache
from importlib.resources import files
from typing import Any

from dossier.text import data_files
from dossier.text.patterns import Patterns


@cache
def table() -> dict[str, Any]:
    """Return the patterns as they are written, by their names."""
    found: dict[str, Any] = data_files.table(files("dossier.linking") / "data" / "patterns.yaml")
    return found


PATTERNS = Patterns(table)
