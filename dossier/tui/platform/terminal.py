"""The terminal before the app has it: whether it will do, and whether its background is dark."""

from __future__ import annotations

import contextlib
import os
import re
import select
import sys
import time
from collections.abc import Mapping

from dossier.model import DossierError

_COLUMNS, _ROWS = 20, 5  # in fewer neither a result nor its keys can be read
_PATIENCE = 0.02  # seconds that a terminal may keep the first paint waiting
# Background, then device attributes: every terminal answers the second, so no answer to the first is known at once.
_QUESTION = b"\x1b]11;?\x1b\\\x1b[c"
_COLOUR = re.compile(rb"\x1b\]11;rgba?:([0-9a-fA-F]{1,4})/([0-9a-fA-F]{1,4})/([0-9a-fA-F]{1,4})")
_ATTRIBUTES = re.compile(rb"\x1b\[\?[\d;]*c")
_ANSWERS = re.compile(rb"\x1b\]11;[^\x07\x1b]*(?:\x07|\x1b\\|\x1b?$)|\x1b\[\?[\d;]*(?:c|$)")  # the last may be cut off


class TerminalError(DossierError):
    """There is no terminal that the app can draw on."""


def require() -> None:
    """Raise TerminalError where input or output is not a terminal, or one that cannot place text."""
    if not (sys.stdin.isatty() and sys.stdout.isatty()):
        raise TerminalError(
            "The app needs a terminal for both input and output; in pipes and scripts use the sub-commands "
            "(`dossier search …`, `dossier --help` lists them)."
        )
    if os.environ.get("TERM", "") in ("", "dumb", "unknown"):
        raise TerminalError(
            f"TERM={os.environ.get('TERM', '')} cannot show the app; set TERM to what your terminal is "
            "(xterm-256color fits most), or use the sub-commands (`dossier --help`)."
        )
    columns, rows = os.get_terminal_size(sys.stdout.fileno())
    if 0 < columns < _COLUMNS or 0 < rows < _ROWS:  # some terminals say 0 where they do not know
        raise TerminalError(
            f"The terminal has {columns} columns and {rows} rows, too few for the app; make it at least {_COLUMNS} by "
            f"{_ROWS}, or use `dossier --plain`."
        )


class Background:
    """The question whether the background is dark, asked early so that the answer comes while we load.

    `typed` is what a person typed meanwhile: it stands between the answers and is nowhere else.
    """

    def __init__(self) -> None:
        """Ask, where an answer can be waited for: a late one would be taken for typing."""
        self.typed = ""
        self._known = from_environment(os.environ)
        self._before: list[object] | None = None
        far = any(os.environ.get(name) for name in ("SSH_CONNECTION", "SSH_TTY", "MOSH_CONNECTION"))
        if self._known is None and not far and not os.environ.get("TERM", "").startswith("linux"):
            self._ask()

    def dark(self) -> bool:
        """Return the answer; dark where there is none within the time it takes to notice."""
        if self._before is not None:
            self._known = self._listen()
        return self._known is not False

    def _ask(self) -> None:
        with contextlib.suppress(ImportError, OSError):
            import termios
            import tty

            self._before = termios.tcgetattr(sys.stdin.fileno())
            tty.setcbreak(sys.stdin.fileno(), termios.TCSANOW)
            os.write(sys.stdout.fileno(), _QUESTION)

    def _listen(self) -> bool | None:
        import termios

        inlet, heard, until = sys.stdin.fileno(), b"", time.monotonic() + _PATIENCE
        try:
            while not _ATTRIBUTES.search(heard):
                if not select.select([inlet], [], [], max(0.0, until - time.monotonic()))[0]:
                    break
                heard += os.read(inlet, 1024)
        finally:
            termios.tcsetattr(inlet, termios.TCSANOW, self._before)  # type: ignore[arg-type]
            self._before = None
        self.typed = typed_among(heard)
        return from_reply(heard)


def from_environment(environment: Mapping[str, str]) -> bool | None:
    """Return whether COLORFGBG (rxvt, Konsole) tells of a dark background; None where it says nothing.

    Its last field is a number of the 16 colours; 7 and 9 to 15 are light, as Vim takes them.
    """
    last = environment.get("COLORFGBG", "").rpartition(";")[2]
    return None if not last.isdigit() else int(last) in (0, 1, 2, 3, 4, 5, 6, 8)


def from_reply(reply: bytes) -> bool | None:
    """Return whether a terminal's answer to OSC 11 names a dark background, by its luma (ITU-R BT.601)."""
    if not (match := _COLOUR.search(reply)):
        return None
    red, green, blue = (int(part, 16) / (16 ** len(part) - 1) for part in match.groups())
    luma: float = 0.299 * red + 0.587 * green + 0.114 * blue
    return luma < 0.5


def typed_among(heard: bytes) -> str:
    """Return what a person typed among a terminal's answers."""
    return _ANSWERS.sub(b"", heard).decode(errors="ignore")
