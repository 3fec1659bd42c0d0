"""Which dossiers were opened lately, so that one can go from one to another: a file in the user's state folder."""

from __future__ import annotations

import contextlib
import json
from dataclasses import dataclass
from pathlib import Path

from dossier.config import Config
from dossier.files import atomic, folders, locks

_NAME = "recent.json"
_MOST = 20
_LARGEST = 100_000  # bytes
_WAIT = 1.0  # seconds for another app that is writing the list


@dataclass(frozen=True, slots=True)
class Recent:
    """A dossier: the folder it is in, and the words of the command line that open it."""

    folder: str
    arguments: tuple[str, ...]


def known(config: Config) -> list[Recent]:
    """Return the dossiers that were opened, the last one first; those that are gone are left out."""
    try:
        with _file(config).open("rb") as file:
            said = json.loads(file.read(_LARGEST))
        found = [Recent(str(one["folder"]), tuple(map(str, one["arguments"]))) for one in said]
    except (OSError, ValueError, TypeError, KeyError, RecursionError):
        return []
    return [one for one in found if one.arguments and Path(one.arguments[-1]).exists()]


def remember(config: Config) -> None:
    """Put a dossier first; where that cannot be written, it is not remembered.

    Apps that start together write one after the other, so that none loses the entry of another.
    """
    here = Recent(str(config.base), tuple(config.arguments()))
    file = _file(config)
    with contextlib.suppress(OSError):
        folders.make_private_folder(file.parent)
        with locks.held(file.with_name(f".{file.name}.lock"), _WAIT):
            every = [here, *(one for one in known(config) if one.arguments != here.arguments)][:_MOST]
            data = json.dumps([{"folder": one.folder, "arguments": one.arguments} for one in every], indent=1)
            atomic.write(file, data.encode(errors="replace"), mode=0o600, alone=True)


def _file(config: Config) -> Path:
    return config.state.parent / _NAME
