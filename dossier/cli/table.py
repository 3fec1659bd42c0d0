"""The commands, in the order in which people need them, and the module of each, which is loaded when called."""

from __future__ import annotations

import os
from pathlib import Path

COMMANDS = {
    "add": "upkeep.add",
    "index": "upkeep.index",
    "articles": "answers.queries",
    "show": "answers.queries",
    "search": "answers.search",
    "entities": "answers.queries",
    "numbers": "answers.queries",
    "dates": "answers.queries",
    "quotes": "answers.queries",
    "related": "answers.queries",
    "compare": "answers.compare",
    "timeline": "answers.timeline",
    "coverage": "answers.coverage",
    "explain": "answers.explain",
    "brief": "answers.brief",
    "check": "answers.check",
    "lsp": "answers.lsp",
    "changes": "answers.changes",
    "news": "answers.news",
    "correct": "upkeep.correct",
    "notes": "upkeep.notes",
    "export": "upkeep.export",
    "copy": "upkeep.copy",
    "doctor": "upkeep.doctor",
    "init": "upkeep.doctor",
    "completion": "upkeep.completion",
}
"""Command → its module in this package."""


def names_a_folder(word: str) -> bool:
    """Return whether a word that is not a command is meant as a folder."""
    if os.sep in word:
        return True
    try:
        return Path(word).expanduser().exists()
    except (OSError, RuntimeError, ValueError):  # too long for a name, `~` and nobody's name, half a character
        return False
