"""A screen whose keys are those of the table of actions, with a last line that shows them."""

from __future__ import annotations

from collections.abc import Callable
from typing import Protocol, TypeVar

from dossier.model import DossierError
from dossier.tui.keys.actions import Action, Where
from dossier.tui.platform.screen_guard import ClosesOnce
from dossier.tui.session.counts import Counts
from dossier.tui.session.session import Session
from dossier.tui.text.entries import Place
from dossier.tui.widgets.footer import Footer
from dossier.tui.widgets.reader.reader import Reader

T = TypeVar("T")


class Home(Protocol):
    """The main screen, as the screens that open over it see it."""

    def when_shown(self, call: Callable[[], object]) -> None:
        """Do something once the main screen is shown again; what is typed meanwhile waits for it."""

    def perform(self, name: str) -> None:
        """Do an action of the main screen."""

    def knows(self, name: str) -> bool:
        """Return whether the main screen has an action."""

    def search_for(self, text: str) -> None:
        """Put a text into the search box, to be changed, and search for it."""

    def read(self, place: Place, found_on: str = "", again: Callable[[], object] | None = None) -> None:
        """Read a place; `escape` then goes back to the screen `found_on`, where one is named, by `again` if given."""


class KeyScreen(ClosesOnce[T]):
    """Looks keys up in the table of actions; errors that the user can fix are said in the last line."""

    AUTO_FOCUS = ""

    def __init__(self, session: Session) -> None:
        super().__init__()
        self.session, self.counts = session, Counts()
        self.reader, self.footer = Reader(), Footer(session.keymap)

    @property
    def where(self) -> Where:
        """Which keys work here and now."""
        raise NotImplementedError

    @property
    def typing(self) -> bool:
        """Whether a box has the keyboard, so that letters are text."""
        return False

    def take(self, key: str) -> bool:
        """Do what the table says of a key here; return False where it says nothing."""
        self.footer.give_way()
        if not self.typing and self.counts.take(key):
            self.footer.say(self.counts.shown)
            return True
        action = self.session.keymap.find(key, self.where)
        if action is not None and action.name == "count":
            self.counts.begin()
            self.footer.say(self.counts.shown)
        elif action is not None:
            for _ in range(self.counts.times(action.name)):
                self.attempt(action.name)
        elif not self.typing:
            self.footer.say(self.session.keymap.elsewhere(key))
        return action is not None

    def attempt(self, name: str) -> None:
        """Do an action unless the index has just been found deleted; an error that the user can fix is said."""
        try:
            if name == "quit" or not self.session.index.lost():
                self.perform(name)
        except DossierError as error:
            self.session.say(str(error), trouble=True)

    def action_act(self, name: str) -> None:
        """Do an action of the table that was clicked on."""
        self.attempt(name)

    def perform(self, name: str) -> None:
        """Do an action of the table. Raises DossierError for what the user can fix."""
        raise NotImplementedError

    def choose_action(self, action: Action) -> None:
        """Do an action that was chosen from a list of all actions, or say where it works."""
        raise NotImplementedError

    def search_for(self, text: str) -> None:
        """Begin a search with a text in the main screen."""
        raise NotImplementedError

    # What has changed; a screen overrides what it shows.

    def index_progressed(self) -> None:
        """Show how far an index run has come."""

    def index_changed(self, *, anew: bool) -> None:
        """Show what an index run brought."""

    def notes_changed(self) -> None:
        """Show the notebook as it is now."""

    def conflicts_counted(self, conflicts: int) -> None:
        """Show how many conflicts nobody has looked at yet."""

    def news_counted(self, waiting: str) -> None:
        """Show how much news waits; nothing where it is empty."""
