"""Measures findings, timeline and coverage as a dossier grows: `python -m benchmarks.compare [ARTICLES …]`.

The articles are real prose that several outlets retell (benchmarks.retold); default 1,000, 3,000 and 10,000. Each
size is measured in a process of its own: from scratch, asked again, and after one article has changed. Targets for
10,000 articles: from scratch under a minute by the clock, on two cores, under 1 GB of memory, asked again at once and
in ten seconds after a change. docs/compare.md has what was measured.

The growth is the ratio of the times for a larger dossier: for one of twice the articles 2 is linear, 4 would be all
pairs. As a peer, going through all articles and what was extracted from them is measured in the same process.
"""

from __future__ import annotations

import os
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path
from typing import Self

from benchmarks.prose import needed_news
from benchmarks.retold import write
from dossier.config import load
from dossier.dossier import Dossier

_SIZES = (1_000, 3_000, 10_000)
_CHANGE = "\n\nThe storm killed 17 people in Leeds on 3 March, said Mr Brown, who counted 250 broken roofs.\n"


def measure(articles: int) -> None:
    """Print processor time, time by the clock and memory for so many articles; the last line is `compare` alone."""
    prose = needed_news()
    with tempfile.TemporaryDirectory() as place:
        folder = Path(place)
        write(prose, folder / "articles", articles)
        (folder / "config.yaml").write_text("sources: [articles]\nindex: index\n", encoding="utf-8")
        subprocess.run([sys.executable, "-m", "dossier", "index", "--config", str(folder / "config.yaml")], check=True)
        began = _used()
        with Dossier(load(str(folder / "config.yaml"))) as dossier:
            for article in dossier.articles():
                dossier.article(article.id), dossier.numbers(article=article.id), dossier.mentions(article=article.id)
        print(f"{articles:7,} articles  {'only read':34} {_used() - began:7.1f} s")
        scratch = _asked(folder, "compare", articles)
        for name in ("compare", "timeline", "coverage"):
            _asked(folder, name, articles, " again" if name == "compare" else "")
        with (folder / "articles" / f"{articles // 2:06}.md").open("a", encoding="utf-8") as changed:
            changed.write(_CHANGE)
        with Dossier(load(str(folder / "config.yaml"))) as dossier:
            dossier.index()
        for name in ("compare", "timeline", "coverage"):
            _asked(folder, name, articles, " after one article changed")
        print(scratch)


def _asked(folder: Path, name: str, articles: int, when: str = "") -> float:
    with Dossier(load(str(folder / "config.yaml"))) as dossier, _Peak() as peak:
        ask: Callable[[], object] = getattr(dossier, name)
        began, clock = _used(), time.monotonic()
        found = ask()
        used, clock = _used() - began, time.monotonic() - clock
    count = len(found) if isinstance(found, list) else found
    told = f"{used:7.1f} s  by the clock {clock:5.1f}  {peak.most:6,.0f} MB at most"
    print(f"{articles:7,} articles  {name + when:34} {told}  {count:,}", flush=True)
    return used


class _Peak:
    """The most memory that this process and those it starts hold together, looked at five times a second."""

    def __init__(self) -> None:
        self.most = 0.0  # MB
        self._over = threading.Event()
        self._watching = threading.Thread(target=self._watch)

    def __enter__(self) -> Self:
        self._watching.start()
        return self

    def __exit__(self, *_: object) -> None:
        self._over.set()
        self._watching.join()

    def _watch(self) -> None:
        while not self._over.wait(0.2):
            self.most = max(self.most, sum(map(_held, ["self", *_children()])))


def _children() -> list[str]:
    """Return the processes that any thread of this one has started."""
    found: list[str] = []
    for thread in Path("/proc/self/task").iterdir():
        with suppress(OSError):
            found += (thread / "children").read_text(encoding="ascii").split()
    return found


def _held(process: str) -> float:
    """Return the MB that a process holds, of what several share its part."""
    with suppress(OSError):
        for line in Path(f"/proc/{process}/smaps_rollup").read_text(encoding="ascii").splitlines():
            if line.startswith("Pss:"):
                return int(line.split()[1]) / 1024
    return 0.0


def _used() -> float:
    """Return the processor time of this process and of those that it has waited for."""
    times = os.times()
    return sum(times[:4])


def main() -> None:
    """Measure each size asked for, smallest first, and the growth between them."""
    needed_news()
    if sys.argv[1:2] == ["--one"]:
        measure(int(sys.argv[2]))
        return
    known: tuple[int, float] | None = None
    for articles in sorted(int(size.replace(",", "")) for size in sys.argv[1:]) or _SIZES:
        command = [sys.executable, "-m", "benchmarks.compare", "--one", str(articles)]
        *told, last = subprocess.run(command, check=True, capture_output=True, text=True).stdout.splitlines()
        print("\n".join(told), flush=True)
        if known:
            print(
                f"{'':18} {articles / known[0]:.1f} times the articles take {float(last) / known[1]:.1f} times the time"
            )
        known = articles, float(last)


if __name__ == "__main__":
    main()
