"""What can be wrong with a file."""

from __future__ import annotations

from dossier.model import DossierError


class ReadError(DossierError):
    """A file that is no readable article; the message is the reason, one sentence for the person who put it there."""


def missing(what: str, extra: str) -> ReadError:
    """Say which extra a format needs."""
    return ReadError(f"{what} need the extra: pip install 'dossier[{extra}]'.")
