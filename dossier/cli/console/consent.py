"""The question asked before opening a folder whose configuration leads outside it."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING

from dossier.text.visible import one_line, path_text

if TYPE_CHECKING:
    from dossier.config import Config
    from dossier.trust import OutsidePath


def trusted(file: str | None, folder: str | None = None, *, trust: bool = False) -> Config:
    """Return a configuration, once its user agrees to the paths that lead outside its folder.

    On a terminal a plain question is asked; elsewhere `trust` has to say it. Raises ConfigError.
    """
    from dossier.config import load
    from dossier.trust import ensure_trusted

    config = load(file, folder)
    at_terminal = all(stream is not None and stream.isatty() for stream in (sys.stdin, sys.stderr))

    def ask(paths: tuple[OutsidePath, ...]) -> bool:
        place = one_line(path_text(str(config.file or config.base)))
        lines = [f"{place} leads outside its folder:", *(f"  {one}" for one in paths)]
        print(*lines, sep="\n", file=sys.stderr)
        print("Do you trust it with these? It is asked once. [y/N] ", end="", file=sys.stderr, flush=True)
        return sys.stdin.readline().strip().lower() in {"y", "yes"}

    return ensure_trusted(config, named=file is not None, trust=trust, ask=ask if at_terminal else None)
