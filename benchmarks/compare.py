"""Measures findings on a made-up dossier: `python -m benchmarks.compare [ARTICLES …]` (default 250 1,000).

The prose is nonsense, so that nothing in it is of one thing: what is found is what chance brings together, and each
finding is one too many. Targets: 10,000 articles under a minute and under 1 GB.
"""

from __future__ import annotations

import resource
import sys
import tempfile
import time
from pathlib import Path

from benchmarks.corpus import write
from dossier.config import load
from dossier.dossier import Dossier
from dossier.model import FindingKind

_PASSAGES = 16  # of an article of the made-up dossier
_KINDS: tuple[FindingKind, ...] = ("number", "date")


def measure(articles: int) -> None:
    """Print time, memory and chance findings for so many articles."""
    with tempfile.TemporaryDirectory() as place:
        folder = Path(place)
        written = write(folder / "articles", articles * _PASSAGES)
        (folder / "config.yaml").write_text("sources: [articles]\nindex: index\n", encoding="utf-8")
        with Dossier(load(str(folder / "config.yaml"))) as dossier:
            dossier.index()
            for kind in _KINDS:
                wall, used = time.perf_counter(), time.process_time()
                found = dossier.compare(kind)
                wall, used = time.perf_counter() - wall, time.process_time() - used
                memory = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
                print(
                    f"{written:7,} articles  {kind:7} {wall:6.1f} s ({used:.1f} s of processor)"
                    f"  {memory:6,.0f} MB at most  {len(found)} by chance",
                    flush=True,
                )


def main() -> None:
    """Measure each size asked for, smallest first."""
    for articles in sorted(int(size.replace(",", "")) for size in sys.argv[1:]) or (250, 1_000):
        measure(articles)


if __name__ == "__main__":
    main()
