"""A screen over the main one: dialogs open over it, and what it does not do itself is done in the main screen."""

from __future__ import annotations

from collections.abc import Callable

from dossier.tui.keys.actions import Action
from dossier.tui.session.key_screen import Home, KeyScreen
from dossier.tui.session.session import Session

DIALOGS = frozenset({"help", "palette", "theme"})
"""Actions that open a dialog over any screen."""


class ScreenOverHome(KeyScreen[None]):
    """Dismisses itself to do something in the main screen."""

    def __init__(self, session: Session, home: Home) -> None:
        super().__init__(session)
        self.home = home

    def open_dialog(self, name: str) -> None:
        """Open a dialog over this screen."""
        from dossier.tui.dialogs import help, preferences  # noqa: A004 - the dialog is what `help` means here

        if name == "theme":
            preferences.theme(self.app, self.session.state)
        else:
            (help.palette if name == "palette" else help.show)(self)

    def leave_for(self, call: Callable[[], object]) -> None:
        """Close and do something in the workspace; nothing where this screen is being closed already."""
        if self.is_current:
            self.dismiss()
            self.home.when_shown(call)

    def choose_action(self, action: Action) -> None:
        """Do an action that was chosen from a list of all actions, or say where it works."""
        if self.home.knows(action.name) or self.session.keymap.works(action, self.where):
            self.attempt(action.name)
        else:
            self.footer.say("That works on another screen; escape goes back.")

    def search_for(self, text: str) -> None:
        """Close, and begin a search with a text in the main screen."""
        self.dismiss()
        self.home.search_for(text)
