"""The three panes, drawn line by line; they know the model but nothing of the app around them.

What is shown goes in, messages about what a person chose come out. Read `lines` first, then `selectable_rows`;
`choice_lines` draws those of dialogs.
"""

from dossier.tui.text.entries import Entry, Place, Section
from dossier.tui.widgets.panel import Panel
from dossier.tui.widgets.reader.reader import Reader
from dossier.tui.widgets.results import Results

__all__ = ["Entry", "Panel", "Place", "Reader", "Results", "Section"]
