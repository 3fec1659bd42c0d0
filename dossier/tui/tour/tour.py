"""The tour on the main screen: begun, taken further by what a person does, and ended."""

from __future__ import annotations

from typing import TYPE_CHECKING

from textual.screen import Screen
from textual.widget import Widget

from dossier.tui.session.session import Session

if TYPE_CHECKING:
    from dossier.tui.tour.card import TourCard


class Tour:
    """At most one card of the tour on a screen; what draws it is loaded when it is first shown."""

    def __init__(self, session: Session, screen: Screen[None], above: Widget) -> None:
        """Set up a tour that is not shown; its card will stand above a widget of the screen."""
        self._session, self._screen, self._above = session, screen, above
        self._card: TourCard | None = None

    @property
    def on(self) -> bool:
        """Whether a step is shown."""
        return self._card is not None

    def offer(self) -> None:
        """Begin the tour where this dossier asks for it, this user has not seen it, and there is something to read."""
        session = self._session
        if session.dossier.config.tour and not session.state.toured and session.articles():
            self.go_on()

    def go_on(self) -> None:
        """Begin the tour; while it is shown, go to its next step."""
        if self._card is None:
            from dossier.tui.tour.card import TourCard

            self._session.state.toured = True
            self._card = TourCard(self._session.keymap)
            self._screen.mount(self._card, before=self._above)
        elif not self._card.skip():
            self.end()

    def did(self, name: str) -> None:
        """Go on where an action is what the step asks for."""
        if self._card and name != "tour" and not self._card.did(name):
            self.end()

    def end(self) -> None:
        """Take the tour away."""
        if self._card:
            self._card.remove()
            self._card = None
