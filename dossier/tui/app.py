"""The app: themes, what it remembers, and how it ends."""

from __future__ import annotations

import asyncio
import contextlib
import signal
from collections.abc import Callable
from typing import TYPE_CHECKING, ClassVar

from textual.app import App
from textual.binding import BindingType
from textual.screen import Screen

from dossier.model import DossierError
from dossier.tui import state as memory
from dossier.tui import themes
from dossier.tui.keymap import Keymap
from dossier.tui.screens.workspace import Workspace
from dossier.tui.state import State

if TYPE_CHECKING:
    from dossier.dossier import Dossier


class DossierApp(App[None]):
    """Shows one dossier. Keys are not bound here: the workspace looks them up in the table of actions."""

    TITLE = "Dossier"
    ENABLE_COMMAND_PALETTE = False  # ours is made from the table of actions
    BINDINGS: ClassVar[list[BindingType]] = []

    def __init__(self, dossier: Dossier, keymap: Keymap, state: State, *, dark: bool = True) -> None:
        """Set up the app; `dark` says what the terminal's background is. Raises DossierError on an unknown theme."""
        super().__init__()
        self.animation_level = "none"
        self.dossier, self.keymap, self.state = dossier, keymap, state
        self.crash: Exception | None = None
        self._drawing: asyncio.AbstractEventLoop | None = None
        for theme in themes.THEMES:
            self.register_theme(theme)
        self.theme = self._first_theme(state.theme, dossier.config.theme, dark=dark)

    def start(self) -> int:
        """Run until it is left; give the exit code. A crash is raised again once the terminal is as it was."""
        try:
            self.run()
        finally:
            memory.save(self.dossier.config.state, self.state)
        if self.crash:
            raise self.crash
        return self.return_code or 0

    def get_default_screen(self) -> Screen[None]:
        """Begin with the workspace."""
        return Workspace(self.dossier, self.keymap, self.state)

    def on_mount(self) -> None:
        """Leave in an orderly way also when the terminal is closed or the machine shuts down."""
        self._drawing = asyncio.get_running_loop()
        for number in (signal.SIGTERM, signal.SIGHUP):
            with contextlib.suppress(NotImplementedError, ValueError, RuntimeError):
                self._drawing.add_signal_handler(number, self.exit)

    def post_from_thread(self, call: Callable[[], None]) -> None:
        """Have something done by the thread that draws; nothing once the app is gone."""
        with contextlib.suppress(RuntimeError):
            if self._drawing:
                self._drawing.call_soon_threadsafe(self.call_later, call)

    def _first_theme(self, remembered: str | None, configured: str | None, *, dark: bool) -> str:
        if remembered in self.available_themes:
            return str(remembered)
        if configured is None:
            return themes.DARK if dark else themes.LIGHT
        if configured not in self.available_themes:
            import difflib

            near = difflib.get_close_matches(configured, self.available_themes, n=1, cutoff=0)[0]
            raise DossierError(f"theme: there is no theme {configured!r}; the nearest is {near!r}.")
        return configured

    def _fatal_error(self) -> None:
        """Keep the error for whoever started the app instead of printing a traceback over the terminal."""
        self.crash = self._exception
        self._close_messages_no_wait()
