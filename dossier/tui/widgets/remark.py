"""A few sentences; where they do not fit, an ellipsis says so."""

from __future__ import annotations

from rich.segment import Segment
from textual.strip import Strip
from textual.widgets import Static

from dossier.tui.text.wrap import cell_count


class Remark(Static):
    """Words as high as its box lets them be."""

    def render_line(self, y: int) -> Strip:
        """Return a row; the last one ends with `…` where more follows."""
        line = super().render_line(y)
        width, height = self.size
        if y < height - 1 or self.whole_height(width) <= height:
            return line
        words = line.text.rstrip()
        if cell_count(words) >= width:
            # A number cut in two would be another number.
            words = words[: words.rfind(" ")].rstrip() if " " in words else ""
        kept = line.crop(0, cell_count(words))
        style = next((piece.style for piece in reversed(list(kept))), self.visual_style.rich_style)
        return Strip([*kept, Segment("…", style)]).adjust_cell_length(width, style)

    def whole_height(self, width: int) -> int:
        """Return how many rows all the words fill."""
        return super().get_content_height(self.size, self.size, width)
