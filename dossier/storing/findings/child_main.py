"""What the child process of `child_process` runs: print the state, each finding as a line of JSON, and an end."""

from __future__ import annotations

import os
import sys
import threading
from pathlib import Path
from typing import cast

from dossier.linking.compare.finding import packed
from dossier.model import FindingKind
from dossier.storing.catalogue.catalogue import Catalogue
from dossier.storing.findings.cache import Comparisons
from dossier.storing.findings.child_process import ENCODING, END, ERRORS


def main() -> None:
    """Compute the findings of the kinds named on the command line and write them to standard output."""
    catalogue, file, *kinds = sys.argv[1:]
    threading.Thread(target=_end_with_parent, daemon=True).start()
    comparisons = Comparisons(Catalogue(Path(catalogue)), Path(file))
    state, found = comparisons.some(cast("list[FindingKind]", kinds))
    lines = "\n".join([state, *map(packed, found), END])
    sys.stdout.buffer.write(lines.encode(ENCODING, ERRORS))


def _end_with_parent() -> None:
    os.read(0, 1)  # nothing is ever sent: this returns when the other end is closed
    os._exit(1)
