"""How a person gets the libraries of an extra that is missing."""

from __future__ import annotations

import re
import sys

_DISTRIBUTION = "dossier-explorer"


def command(extra: str) -> str:
    """Return the command that installs an extra's libraries for the Python that runs this program.

    It names the libraries and not this program, which may not have come from the package index: there a stranger's
    project is called `dossier`.
    """
    import shlex

    return f"{shlex.quote(sys.executable)} -m pip install {' '.join(map(shlex.quote, _libraries(extra)))}"


def _libraries(extra: str) -> list[str]:
    """Return what an extra asks for, as the installed program's own description says."""
    from importlib import metadata

    try:
        requirements = metadata.requires(_DISTRIBUTION) or []
    except metadata.PackageNotFoundError:  # run from its folder without being installed
        requirements = []
    of_extra = re.compile(rf"""extra == ["']{extra}["']""")
    found = [text.partition(";")[0].strip() for text in requirements if of_extra.search(text.partition(";")[2])]
    return found or [f"{_DISTRIBUTION}[{extra}]"]
