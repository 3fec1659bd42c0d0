"""What the app remembers between two starts: where you were and how you like it.

The file is a convenience: a missing, damaged or foreign one is ignored, and a value of the wrong type counts
as missing. It is replaced in one step, so that a crash while saving leaves the former state.
"""

from __future__ import annotations

import contextlib
import dataclasses
import json
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from dossier.tui.session.sizes import NARROWEST, WIDEST

_NAME = "window.json"
_LARGEST = 1_000_000  # bytes
_HISTORY = 200
_READ = 10_000  # articles that were read; of more, the last ones


@dataclass(slots=True)
class State:
    """What is remembered. Offsets are code points, widths columns; `theme` None means the terminal decides."""

    query: str = ""
    article: str | None = None
    offset: int = 0
    panel: int = 0
    whole: bool = True
    results_width: int = 34
    panel_width: int = 32
    theme: str | None = None
    citing: str = "plain"
    notes_by: str = "newest"
    note: str | None = None
    draft: str | None = None
    highlights: bool = True
    outlets: list[str] = field(default_factory=list)
    since: str | None = None
    until: str | None = None
    entities: list[str] = field(default_factory=list)
    kinds: list[str] = field(default_factory=list)
    newest_first: bool = False
    history: list[str] = field(default_factory=list)
    read: list[str] = field(default_factory=list)
    took: list[str] = field(default_factory=list)
    toured: bool = False

    def remember(self, query: str) -> None:
        """Put a search last in the history, once."""
        query = query.strip()
        if query:
            self.history = [*(q for q in self.history if q != query), query][-_HISTORY:]


def load(folder: Path) -> State:
    """Read the state of a dossier; whatever cannot be read is as it is at a first start."""
    state = State()
    try:
        with (folder / _NAME).open("rb") as file:
            values = json.loads(file.read(_LARGEST))
    except (OSError, ValueError, RecursionError):
        return state
    if not isinstance(values, dict):
        return state
    for entry in dataclasses.fields(State):
        value = values.get(entry.name)
        if entry.name in values and _fits(getattr(state, entry.name), value, optional="None" in str(entry.type)):
            setattr(state, entry.name, value)
    state.results_width = min(max(state.results_width, NARROWEST), WIDEST)
    state.panel_width = min(max(state.panel_width, NARROWEST), WIDEST)
    state.read = state.read[-_READ:]
    state.panel = state.panel if 0 <= state.panel < 5 else 0
    return state


def save(folder: Path, state: State) -> None:
    """Write the state beside the old one and put it in its place; a full or read-only disk is not a reason to stop."""
    from dossier.files import atomic, folders

    with contextlib.suppress(OSError):
        folders.make_private_folder(folder)
        atomic.write(folder / _NAME, json.dumps(dataclasses.asdict(state), indent=1).encode(), mode=0o600)


def _fits(default: Any, value: Any, *, optional: bool) -> bool:
    if optional:
        return value is None or isinstance(value, str)
    if isinstance(default, list):
        return isinstance(value, list) and all(isinstance(item, str) for item in value)
    return type(value) is type(default)
