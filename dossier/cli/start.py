"""How every call of `dossier` begins and ends: what it asks for, and how errors are told.

Opening the app is most of what is asked, and needs neither the commands nor click.
"""

from __future__ import annotations

import contextlib
import os
import sys
from pathlib import Path
from typing import TYPE_CHECKING

from dossier.cli.table import COMMANDS, names_a_folder
from dossier.model import DossierError
from dossier.text.visible import one_line, visible

if TYPE_CHECKING:
    from collections.abc import Sequence


def to_open(words: Sequence[str]) -> tuple[str | None, str | None] | None:
    """Give the configuration and the folder that the app is to open; None where the words ask for something else."""
    match words:
        case []:
            return None, None
        case ["--config", file]:
            return file, None
        case [folder] | ["--", folder] if (
            not folder.startswith("-") and folder not in COMMANDS and names_a_folder(folder)
        ):
            return None, folder
    return None


def main(arguments: Sequence[str] | None = None) -> int:
    """Open the app or run a command, and give the exit code; no traceback reaches the user."""
    words = sys.argv[1:] if arguments is None else arguments
    # Names of files may be bytes that are no text: what cannot be written is written as �, never an error.
    for stream in (sys.stdout, sys.stderr):
        with contextlib.suppress(AttributeError, ValueError):
            stream.reconfigure(encoding="utf-8", errors="replace")  # type: ignore[union-attr]
    try:
        return _do(list(words))
    except KeyboardInterrupt:
        return 130
    except DossierError as error:
        _tell(visible(str(error)))
        return 2
    except BrokenPipeError:
        # The reader of our output has seen enough (`| head`); keep Python from complaining at exit.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return 0
    except Exception as error:  # noqa: BLE001 - the last line of defence
        _tell(_unforeseen(error))
        return 2


def _do(words: Sequence[str]) -> int:
    trust = "--trust" in words
    opened = to_open([word for word in words if word != "--trust"])
    if opened is None:
        from dossier.cli.commands import run

        return run(words)
    from dossier import tui
    from dossier.cli.consent import trusted

    return tui.run(trusted(*opened, trust=trust))


def _tell(sentence: str) -> None:
    print(f"dossier: {sentence}", file=sys.stderr)


def _unforeseen(error: Exception) -> str:
    """Keep the traceback in a file for a bug report, and say where."""
    import traceback

    import platformdirs

    place = Path(platformdirs.user_state_dir("dossier", appauthor=False)) / "error.log"
    what = f"this should not have happened ({type(error).__name__}: {one_line(str(error))[:200]})."
    try:
        place.parent.mkdir(parents=True, exist_ok=True)
        place.write_text("".join(traceback.format_exception(error)), encoding="utf-8", errors="replace")
    except OSError:
        return what
    return f"{what} Please report it with {place}."
