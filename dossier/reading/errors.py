"""What can be wrong with a file."""

from __future__ import annotations

import shlex
import sys

from dossier.model import DossierError


class ReadError(DossierError):
    """A file that is no readable article; the message is the reason, one sentence for the person who put it there."""


def missing(what: str, extra: str) -> ReadError:
    """Return which extra a format needs, and how the Python that runs this program gets it.

    Its own pip knows this program; that of another environment would take the name for a project of a stranger.
    """
    return ReadError(f"{what} need the extra: {shlex.quote(sys.executable)} -m pip install 'dossier[{extra}]'.")
