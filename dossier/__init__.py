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


def open(  # noqa: A001
    config: Path | str | None = None, folder: Path | str | None = None, *, trust: bool = False
) -> Dossier:
    """Open a dossier: by its config.yaml, by a folder, or the one found from the current folder upwards.

    Its index is brought up to date first, as on the command line: an answer from an old one could point at the
    wrong words. `trust` agrees to paths of the configuration that lead outside its folder, which is kept. Raises
    ConfigError, TrustError among them, or DossierError where the index cannot be written.
    """
    from dossier.config import load
    from dossier.dossier import Dossier
    from dossier.trust import ensure_trusted

    opened = Dossier(ensure_trusted(load(config, folder), named=config is not None, trust=trust))
    if opened.stale():
        opened.index()
    return opened
