"""The box above the last line that shows one step of the tour at a time."""

from __future__ import annotations

from textual.content import Content
from textual.geometry import Size

from dossier.tui.keys.keymap import Keymap
from dossier.tui.platform.stylesheets import stylesheet
from dossier.tui.tour.steps import CLOSING, STEPS, with_keys
from dossier.tui.widgets.remark import Remark

_AT_MOST = 8  # rows of text
_OTHERS = 5  # rows that its border, the search box, the tabs and the keys take


class TourCard(Remark):
    """Shows a step until one of its actions is done or it is passed over; keys go where they always go."""

    DEFAULT_CSS = stylesheet(__file__)

    def __init__(self, keymap: Keymap) -> None:
        """Begin with the first step, told with the keys of this user."""
        super().__init__()
        self._keymap = keymap
        self._at = 0
        self._done: set[int] = set()
        self._entitle()

    def did(self, name: str) -> bool:
        """Go on where this action is what the step asks for; return False once the closing words were read.

        What a later step asks for is remembered: that step is passed over when its turn comes.
        """
        self._done |= {at for at, step in enumerate(STEPS) if name in step.done_by}
        return self.skip() if self._at == len(STEPS) or self._at in self._done else True

    def skip(self) -> bool:
        """Go on to the next step, then to the closing words; return False after those."""
        if self._at == len(STEPS):
            return False
        self._at += 1
        while self._at in self._done:
            self._at += 1
        self._entitle()
        self.refresh(layout=True)
        return True

    def get_content_height(self, container: Size, viewport: Size, width: int) -> int:
        """Ask for as many rows as the text fills, as far as the terminal has them."""
        del container
        return min(self.whole_height(width), _AT_MOST, max(1, viewport.height - _OTHERS))

    def render(self) -> Content:
        """Draw the text of the step."""
        return Content(with_keys(STEPS[self._at].text if self._at < len(STEPS) else CLOSING, self._keymap))

    def _entitle(self) -> None:
        end, tour = self._keymap.key("escape"), self._keymap.key("tour")
        if self._at < len(STEPS):
            self.border_title = Content(f"Tour {self._at + 1} of {len(STEPS)}: {STEPS[self._at].title}")
            self.border_subtitle = Content(f"{tour} next step · {end} ends the tour")
        else:
            self.border_title, self.border_subtitle = Content("The tour is over"), Content(f"{end} closes")
