"""What the child process of `child_process` runs: print progress, the state, each finding as a line, and an end."""

from __future__ import annotations

import os
import sys
import threading
from pathlib import Path
from typing import cast

from dossier.config import Config
from dossier.linking.compare.finding import packed
from dossier.model import FindingKind
from dossier.storing.engines import open_store
from dossier.storing.findings.cache import Comparisons
from dossier.storing.findings.child_process import ENCODING, END, ERRORS
from dossier.text.progress import ProgressLines


def main() -> None:
    """Compute the findings of the kinds named on the command line and write them to standard output.

    Timeline or coverage are kept in the file instead.
    """
    index, state, engine, file, *kinds = sys.argv[1:]
    threading.Thread(target=_end_with_parent, daemon=True).start()
    folder = Path(index)
    config = Config(
        file=None,
        base=folder,
        sources=(),
        index=folder,
        notebook=folder,
        entities=folder,
        state=Path(state),
        store=engine,
    )
    comparisons, progress = Comparisons(open_store(config), Path(file), alone=True), ProgressLines(sys.stdout)
    if kinds == ["timeline"]:
        comparisons.timeline(progress)
        return
    if kinds == ["coverage"]:
        comparisons.coverage(progress)
        return
    state, found = comparisons.some(cast("list[FindingKind]", kinds), progress)
    lines = "\n".join([state, *map(packed, found), END])
    sys.stdout.buffer.write(lines.encode(ENCODING, ERRORS))


def _end_with_parent() -> None:
    os.read(0, 1)  # nothing is ever sent: this returns when the other end is closed
    os._exit(1)
