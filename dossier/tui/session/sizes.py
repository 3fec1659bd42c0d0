"""How wide the terminal must be for what stands side by side, in columns."""

from __future__ import annotations

NARROWEST, WIDEST = 16, 200
"""The least and the most that a pane may take."""
NARROW = 84
"""Below this one pane is shown at a time."""
LOW = 10
"""Below so many rows a list has no other pane below it."""
WIDE = 120
"""From here on three panes stand side by side."""
