"""Going to places and back again, as in a web browser."""

from __future__ import annotations

from collections.abc import Callable

from dossier.tui.workspace.article.document import CurrentArticle
from dossier.tui.workspace.article.history import Trail


class Navigation:
    """Takes the reader to a place and remembers where one was."""

    def __init__(self, document: CurrentArticle, arrived: Callable[[str], None]) -> None:
        """Begin a new trail; `arrived` is called with the id of each article that was gone to."""
        self._document, self._arrived = document, arrived
        self._found_on: tuple[str, int] | None = None
        self._again: Callable[[], object] | None = None
        self.trail = Trail()

    def go(self, article: str, start: int | None, *, trail: bool = True) -> bool:
        """Read an article at a place; `trail` remembers where one was. False where there is no such article."""
        here = self._document.here
        if not self._document.look(article, start):
            return False
        if trail and here and here != self._document.here:
            self.trail.leave(here)
        if self._document.article:
            self._arrived(self._document.article.id)
        return True

    def step_back(self, step: int) -> bool:
        """Go back (-1) or forward (1) on the trail; False at its ends."""
        here = self._document.here
        if here is None:
            return False
        place = self.trail.back(here) if step < 0 else self.trail.forward(here)
        return place is not None and self.go(place.article, place.offset, trail=False)

    # There and back: a place that was found on another screen.

    def found_on(self, screen: str | None, again: Callable[[], object] | None = None) -> None:
        """Remember that this place was found on another screen; None: it is of no account any more.

        `again` opens that screen as it was, where the action of its name would open it about something else.
        """
        self._again = again
        self._found_on = (screen, len(self.trail)) if screen else None

    def reopen(self) -> bool:
        """Open again the screen that a place was found on, as it was; False where its action has to be done."""
        again = self._again
        if again:
            self.found_on(None)
            again()
        return again is not None

    @property
    def way_back(self) -> str | None:
        """The screen that this place was found on; None where one has gone on since, or came otherwise."""
        return self._found_on[0] if self._found_on and self._found_on[1] == len(self.trail) else None
