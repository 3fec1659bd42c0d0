"""The commands, in the order in which people need them, and the module of each, which is loaded when called."""

from __future__ import annotations

import os
from pathlib import Path

COMMANDS = {
    "add": "add",
    "index": "index",
    "articles": "queries",
    "show": "queries",
    "search": "search",
    "entities": "queries",
    "numbers": "queries",
    "dates": "queries",
    "quotes": "queries",
    "related": "queries",
    "compare": "compare",
    "timeline": "timeline",
    "coverage": "coverage",
    "explain": "explain",
    "check": "check",
    "notes": "notes",
    "export": "export",
    "doctor": "doctor",
    "init": "doctor",
    "completion": "completion",
}
"""Command → its module in this package."""


def names_a_folder(word: str) -> bool:
    """Return whether a word that is no command is meant as a folder."""
    if os.sep in word:
        return True
    try:
        return Path(word).expanduser().exists()
    except (OSError, RuntimeError, ValueError):  # too long for a name, `~` and nobody's name, half a character
        return False
