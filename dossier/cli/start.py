"""How every call of `dossier` begins and ends: what it asks for, and how errors are told.

Opening the app is most of what is asked, and needs neither the commands nor click.
"""

from __future__ import annotations

import contextlib
import os
import sys
import warnings
from pathlib import Path
from typing import TYPE_CHECKING

from dossier.cli.console import streams
from dossier.cli.table import COMMANDS, names_a_folder
from dossier.model import DossierError
from dossier.text.visible import one_line

if TYPE_CHECKING:
    from collections.abc import Sequence


def to_open(words: Sequence[str]) -> tuple[str | None, str | None] | None:
    """Return the configuration and the folder that the app is to open; None where the words ask for something else."""
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
    """Open the app or run a command, and return the exit code; no traceback reaches the user."""
    words = sys.argv[1:] if arguments is None else arguments
    streams.prepare()
    _keep_no_cut_modules()
    # Python says so once of a library's code, when it compiles it: nothing that a user could mend.
    warnings.simplefilter("ignore", SyntaxWarning)
    code = _answered(list(words))
    if error := streams.failure(sys.stdout):
        streams.silence(1)
        if not isinstance(error, BrokenPipeError):  # the reader has seen enough (`| head`)
            _tell(f"Standard output cannot be written ({error.strerror or error}).")
            code = code or 2
    if streams.failure(sys.stderr):
        streams.silence(2)
    return code


def _keep_no_cut_modules() -> None:
    """Write no compiled modules where files have a size limit: Python would keep a truncated one and fail on it."""
    with contextlib.suppress(ImportError):  # Windows has no such bounds
        import resource

        if resource.getrlimit(resource.RLIMIT_FSIZE)[0] != resource.RLIM_INFINITY:
            sys.dont_write_bytecode = True


def _answered(words: list[str]) -> int:
    """Do what the words ask for and return the exit code; errors are told in one sentence."""
    try:
        return _do(words)
    except KeyboardInterrupt:
        return 130
    except BrokenPipeError:
        streams.silence(1)
        return 0
    except DossierError as error:
        _tell(one_line(str(error)))
    except Exception as error:  # noqa: BLE001 - the last line of defence
        if not streams.failure(sys.stdout):  # else that is what is told
            from dossier.cli.console import failures

            _tell(failures.sentence(error) or _unforeseen(error))
    return 2


def _do(words: Sequence[str]) -> int:
    trust = "--trust" in words
    completing = "_DOSSIER_COMPLETE" in os.environ  # the shell asks for completions, not a person
    plain = "--plain" in words
    opened = None if completing else to_open([word for word in words if word not in ("--trust", "--plain")])
    if opened is None:
        from dossier.cli.commands import run

        return run(words)
    from dossier.cli.console.consent import trusted

    config = trusted(*opened, trust=trust)
    if plain:
        from dossier.cli import plain as line_by_line

        return line_by_line.run(config)
    from dossier import tui

    return tui.run(config)


def _tell(sentence: str) -> None:
    with contextlib.suppress(OSError, ValueError):
        print(f"dossier: {sentence}", file=sys.stderr, flush=True)


def _unforeseen(error: Exception) -> str:
    """Keep the traceback in a file for a bug report, and return a sentence that says where."""
    import traceback

    import platformdirs

    from dossier.files import atomic
    from dossier.files.folders import make_private_folder

    place = Path(platformdirs.user_state_dir("dossier", appauthor=False)) / "error.log"
    what = f"this should not have happened ({type(error).__name__}: {one_line(str(error))[:200]})."
    try:
        make_private_folder(place.parent)
        atomic.write(place, "".join(traceback.format_exception(error)).encode("utf-8", errors="replace"), mode=0o600)
    except OSError:
        return what
    return f"{what} Please report it with {place}."
