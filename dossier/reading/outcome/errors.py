"""What can be wrong with a file."""

from __future__ import annotations

from dossier.model import DossierError
from dossier.text import extras


class ReadError(DossierError):
    """A file that cannot be read as an article; the message says why, one sentence for the person who put it there."""


def missing(what: str, extra: str) -> ReadError:
    """Return that a format needs an extra, and how the Python that runs this program gets it."""
    return ReadError(f"{what} need one more library: {extras.command(extra)}")
