"""Dossier: a keyboard-driven terminal explorer for many articles about one story.

    import dossier
    with dossier.open("config.yaml") as d:
        d.search('"state of emergency"')

Importing this loads nothing else; `open` does.
"""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from dossier.dossier import Dossier

__version__ = "0.1.0"
__all__ = ["__version__", "open"]


def open(config: Path | str | None = None, folder: Path | str | None = None) -> Dossier:  # noqa: A001
    """Open a dossier: by its config.yaml, by a folder, or the one found from the current folder upwards.

    Its index is brought up to date first, as on the command line: an answer from an old one could point at the
    wrong words. Raises ConfigError, or DossierError where the index cannot be written.
    """
    from dossier.config import load
    from dossier.dossier import Dossier

    opened = Dossier(load(config, folder))
    if opened.stale():
        opened.index()
    return opened
