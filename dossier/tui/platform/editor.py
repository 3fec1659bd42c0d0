"""Open an article in the user's own editor, at a line."""

from __future__ import annotations

import os
import shlex
from collections.abc import Mapping
from pathlib import Path

from dossier.model import DossierError

_COLON = {"code", "codium", "code-insiders", "cursor", "subl", "zed", "hx", "helix", "micro"}
_GOTO = {"code", "codium", "code-insiders", "cursor"}


def command(file: Path, line: int, environment: Mapping[str, str] | None = None) -> list[str]:
    """Return the words that open `file` at `line` (from 1) in $VISUAL or $EDITOR, else in vi.

    The variable may hold options (`emacs -nw`); it is split as a shell would, but no shell runs it.
    Raises DossierError where it cannot be split.
    """
    environment = os.environ if environment is None else environment
    wanted = environment.get("VISUAL") or environment.get("EDITOR") or "vi"
    try:
        words = shlex.split(wanted)
    except ValueError as error:
        raise DossierError(f"$EDITOR cannot be understood: {wanted!r} ({error}).") from error
    if not words:
        raise DossierError("$EDITOR is empty; set it to the program you edit with.")
    name = Path(words[0]).name
    if name in _GOTO:
        return [*words, "-g", f"{file}:{line}"]
    if name in _COLON:
        return [*words, f"{file}:{line}"]
    # vi, nano, emacs, kak, joe, gedit and most others take +LINE.
    return [*words, f"+{line}", str(file)]
