"""The app: themes, what it remembers, and how it ends."""

from __future__ import annotations

import asyncio
import contextlib
import os
import signal
import sys
import threading
from collections.abc import Callable, Coroutine, Sequence
from typing import TYPE_CHECKING, Any, ClassVar

from textual import events
from textual.app import App, ScreenStackError
from textual.binding import BindingType
from textual.screen import Screen

from dossier.files.folders import make_private_folder, overwrite_private
from dossier.model import DossierError
from dossier.tui import themes
from dossier.tui.keys.keymap import Keymap, typed
from dossier.tui.platform import shutdown
from dossier.tui.platform.private import QuietApp, keys_of
from dossier.tui.platform.screen_guard import settled
from dossier.tui.session import recent, state
from dossier.tui.session.key_screen import KeyScreen
from dossier.tui.session.session import Session
from dossier.tui.session.state import State
from dossier.tui.text import styles
from dossier.tui.workspace.commands import COMMANDS
from dossier.tui.workspace.screen import Workspace

if TYPE_CHECKING:
    from dossier.dossier import Dossier


_RESUMED = (0.05, 0.4)  # seconds after coming back from the shell


class DossierApp(QuietApp):
    """Shows one dossier. Keys are not bound here: the workspace looks them up in the table of actions."""

    TITLE = "Dossier"
    ENABLE_COMMAND_PALETTE = False  # ours is made from the table of actions
    BINDINGS: ClassVar[list[BindingType]] = []

    def __init__(
        self, dossier: Dossier, keymap: Keymap, state: State, *, dark: bool = True, typed: str = "", first: str = ""
    ) -> None:
        """Set up the app; `dark` says what the terminal's background is, `typed` what was typed since the start.

        `first` is an action of the table that is done once the app is painted. Raises DossierError on an unknown theme.
        """
        super().__init__()
        self.animation_level = "none"
        self.dossier, self.keymap, self.state = dossier, keymap, state
        self.errors: list[Exception] = []
        self._typed, self._first = typed, first
        self._leaving = False
        self._next: tuple[str, ...] = ()  # what opens the dossier that this one is left for
        self._held: list[events.Key] = []
        self._drawing: asyncio.AbstractEventLoop | None = None
        for theme in themes.THEMES:
            self.register_theme(theme)
        self.theme = self._first_theme(state.theme, dossier.config.theme, dark=dark)

    def start(self) -> int:
        """Run until it is left; give the exit code. A crash is raised again once the terminal is as it was."""
        known = threading.enumerate()
        recent.remember(self.dossier.config)
        if styles.sixteen(self):
            for theme in themes.SIXTEEN:
                self.register_theme(theme)
        shutdown.end_with_the_terminal(self._save)
        try:
            self.run()
        finally:
            self._save()
            if self._next and not self.crash:
                os.execv(sys.executable, [sys.executable, "-P", "-m", "dossier", *self._next])  # noqa: S606 - ourselves
            shutdown.end_soon(2 if self.crash else self.return_code or 0, known)
        if self.crash:
            raise self.crash
        return self.return_code or 0

    def _save(self) -> None:
        state.save(self.dossier.config.state, self.state)

    def get_default_screen(self) -> Screen[None]:
        """Begin with the workspace."""
        session = Session(self.dossier, self.keymap, self.state, self)
        return Workspace(session, COMMANDS, lambda drop: self.release_keys(drop=drop), self._first)

    def exit(self, *arguments: Any, **named: Any) -> None:
        """End the app; keys that are typed from now on do nothing, since no screen opens any more."""
        self._leaving = True
        super().exit(*arguments, **named)

    def go_to(self, arguments: Sequence[str]) -> None:
        """Leave this dossier for the one that these words of the command line open."""
        self._next = tuple(arguments)
        self.exit()

    def listeners(self) -> Sequence[KeyScreen[Any]]:
        """Return the screens that take keys from the table, the lowest first; dialogs are none."""
        return [screen for screen in self.screen_stack if isinstance(screen, KeyScreen)]

    def say(self, text: str, *, trouble: bool = False) -> None:
        """Show a sentence in the last line of the screen on top; while the app ends, there is none."""
        for screen in self.listeners()[-1:]:
            screen.footer.say(text, trouble=trouble)

    def background(self, work: Coroutine[Any, Any, None], *, group: str) -> None:
        """Run a coroutine beside the screen, instead of an older one of its group."""
        self.run_worker(work, group=group, exclusive=True)

    def on_mount(self) -> None:
        """Leave in an orderly way also when the machine shuts down; `leaving` sees to a closed terminal."""
        if self._typed:
            self._held = [_early(key) for key in keys_of(self._typed)]
        self._drawing = asyncio.get_running_loop()
        self.app_resume_signal.subscribe(self, self._resumed)
        with contextlib.suppress(NotImplementedError, ValueError, RuntimeError):
            self._drawing.add_signal_handler(signal.SIGTERM, self.exit)

    def _resumed(self, _: App[None]) -> None:
        """Draw everything again: the shell has written over it. What is drawn at once may come too early."""
        for pause in _RESUMED:
            self.set_timer(pause, self.screen.refresh)

    async def on_event(self, event: events.Event) -> None:
        """Take keys that the table knows before they are passed on.

        Each key is done before the next is read (`platform.screen_guard`): in `/peru` typed while the app is busy, `p`
        would still be a command. What is typed behind the `enter` of a search waits for its first hit, so that `m`
        never keeps other words than that, and what is typed before the first paint waits for it.
        """
        if isinstance(event, events.Key) and not event.is_forwarded:
            if self._leaving or not self.screen_stack:  # typed while the app ends
                return
            if self._suspended(event):
                return
            if not (self._held or self._opening):
                await settled(self.screen)
            if self._leaving or not self.screen_stack or self._taken(event):
                return
        try:
            await super().on_event(event)
        except ScreenStackError:  # the app ended while the key was passed on
            if self.screen_stack:
                raise

    def _suspended(self, event: events.Key) -> bool:
        """Leave the terminal to the shell where this key does so, in dialogs too; False for other keys."""
        action = self.keymap.find(event.key, "list")
        if action is None or action.name != "suspend":
            return False
        self.action_suspend_process()
        return True

    def _taken(self, event: events.Key) -> bool:
        """Hold a key that has to wait, or do what the table says of it; False where it is for a widget."""
        if self._held or self._opening:
            painted = isinstance(self.screen_stack[0], Workspace) and self.screen_stack[0].painted
            self._held.append(event if painted else _early(event))
            return True
        screen = self.screen
        return isinstance(screen, KeyScreen) and screen.take(typed(event.key, event.character))

    @property
    def _opening(self) -> bool:
        workspace = self.screen_stack[0]
        return isinstance(workspace, Workspace) and workspace.opening

    def release_keys(self, *, drop: bool) -> None:
        """Do the keys that waited, in the order they were typed in and before any that come now; or `drop` them."""
        if drop:
            self._held.clear()
        elif self._held:
            self.call_later(self._release)

    async def _release(self) -> None:
        held, self._held = self._held, []
        for event in held:
            await self.on_event(event)  # which holds it again where the app is not ready for it yet

    def action_help_quit(self) -> None:
        """Answer ctrl+c, which copies in some terminals and ends programs in others."""
        if isinstance(self.screen, Workspace):
            self.screen.say(f"Press {self.keymap.key('quit')} to leave.")

    def post_from_thread(self, call: Callable[[], None]) -> None:
        """Have something done by the thread that draws; nothing once the app is gone."""
        with contextlib.suppress(RuntimeError):
            if self._drawing:
                self._drawing.call_soon_threadsafe(self.call_later, self._answer, call)

    def _answer(self, call: Callable[[], None]) -> None:
        """Do what an answer is for; where the dossier cannot be read meanwhile that is said, and reading goes on."""
        try:
            call()
        except DossierError as error:
            self.say(str(error), trouble=True)

    def report(self, error: Exception) -> str:
        """Keep the traceback of an error that the app survives; say where it is, empty where it could not be kept."""
        import traceback

        self.errors.append(error)
        log = self.dossier.config.state / "error.log"
        try:
            make_private_folder(log.parent)
            overwrite_private(log, "".join(traceback.format_exception(error)))
        except OSError:
            return ""
        return f"Please report it with {log}."

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


def _early(key: events.Key) -> events.Key:
    """Take a key from before the first paint as it was meant: a terminal that is not raw yet sends enter as ctrl+j."""
    return events.Key("enter", "\r") if key.key == "ctrl+j" else key
