"""Times the app as a person waits for it: through a real pseudo-terminal, from key to painted text, beside its peers.

    python -m benchmarks.terminal [--keep FOLDER] [PASSAGES …]     default: the sample, 10,000 and 100,000 passages
    python -m benchmarks.terminal --install                        installs the peers into the user's cache

First paint is the time from starting the program to articles, text and footer all being on the screen; a keystroke
ends when the number of passages found for what is typed by then has been painted (the list is in the same frame).
`--keep` leaves the made-up dossiers where the next run finds them: 100,000 passages take minutes to index.
"""

from __future__ import annotations

import argparse
import os
import random
import re
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

from benchmarks import terminal_peers as peers
from benchmarks.corpus import write
from benchmarks.pseudo import COLUMNS, Terminal, Took, report
from dossier.config import load
from dossier.dossier import Dossier

ROOT = Path(__file__).parents[1]
STARTS = 7
KEYS = 80
LONG = 6  # articles of 1 MB
# Milliseconds and megabytes by the size of the dossier, the largest that they are for.
BARS = {0: (300, 40, 120), 10_000: (350, 40, 300), 100_000: (350, 60, 300)}


def command(folder: Path) -> list[str]:
    """Return how the app is started on a dossier."""
    return [sys.executable, "-m", "dossier", "--config", str(folder / "config.yaml")]


def indexed(folder: Path) -> Path:
    """Index the articles in `seeds` of a folder; what was indexed before is not read again."""
    (folder / "config.yaml").write_text("sources: [seeds]\nindex: index\nnotebook: notebook.yaml\n")
    subprocess.run([sys.executable, "-m", "dossier", "index", "--config", str(folder / "config.yaml")], check=True)
    return folder


def made_up(size: int, folder: Path) -> Path:
    """Lay out a dossier of so many passages, the sample for none, and index it."""
    if not (folder / "seeds").exists():
        if size:
            write(folder / "seeds", size)
        else:
            shutil.copytree(ROOT / "seeds", folder / "seeds")
    return indexed(folder)


def words_to_type(dossier: Dossier) -> list[str]:
    """Choose words of the dossier that are typed to a different number of passages with every letter or nearly so."""
    text = " ".join(dossier.article(info.id).text for info in dossier.articles()[:40])
    words = sorted(set(re.findall(r"[a-z]{6,9}", text)))
    return words[:: max(1, len(words) // 40)]


def starts(folder: Path, home: Path, *texts: str) -> list[Took]:
    """Start the app so often and wait for its first paint; the first start fills the caches of the system."""
    times = []
    for _ in range(STARTS + 1):
        terminal = Terminal(command(folder), folder, home)
        times.append(terminal.until("Articles", "keys", *texts))
        terminal.drain()
        terminal.close()
    return times[1:]


def typed(terminal: Terminal, dossier: Dossier) -> list[Took]:
    """Type words into the search box, letter by letter."""
    terminal.key("/")
    terminal.drain()
    times: list[Took] = []
    for word in words_to_type(dossier):
        shown = -1
        for end in range(1, len(word) + 1):
            hits = dossier.search(word[:end], limit=1, lenient=True)
            terminal.key(word[end - 1])
            if hits.total not in (shown, 0):
                many = "passage" if hits.total == 1 else "passages"
                try:
                    times.append(terminal.until(f"{hits.total:,} {many} in"))
                except TimeoutError as error:
                    print(f"  for {word[:end]!r}: {error}")
            shown = hits.total
        terminal.key("\x15")
        if len(times) >= KEYS:
            break
    terminal.key("\x1b")
    terminal.drain(0.5)
    return times


def pages(terminal: Terminal, times: int = 10) -> list[Took]:
    """Turn pages of the article that is open."""
    found = []
    for _ in range(times):
        terminal.key(" ")
        found.append(terminal.next_write())
    return found


def measure(size: int, folder: Path, home: Path) -> dict[str, float]:
    """Time one dossier and print what was found; gives the median of each thing by its name."""
    print(f"{size:,} passages" if size else "the sample", flush=True)
    first_paint, keystroke, memory = BARS[max(bar for bar in BARS if bar <= max(size, 0))]
    with Dossier(load(folder / "config.yaml")) as dossier:
        title = dossier.articles()[0].title.split()[0]
        found = {"first paint": report("first paint", starts(folder, home, title), first_paint)}
        terminal = Terminal(command(folder), folder, home)
        terminal.until("Articles", "keys")
        found["keystroke"] = report("keystroke to painted results", typed(terminal, dossier), keystroke)
    terminal.key("\t")
    report("page down", pages(terminal), 20)
    found["memory"] = terminal.memory()
    print(f"  {'memory after that':<34} {found['memory']:8.0f} MB (bar {memory})", flush=True)
    terminal.close()
    return found


def long_articles(folder: Path) -> None:
    """Write articles of 1 MB from made-up prose, each beginning with a word of its own after its title."""
    if (folder / "seeds").exists():
        return
    write(folder / "prose", 2_000)
    paragraphs = [
        paragraph
        for file in sorted((folder / "prose").glob("*.md"))
        for paragraph in file.read_text(encoding="utf-8").split("---\n", 2)[2].strip().split("\n\n")
    ]
    (folder / "seeds").mkdir()
    order = random.Random(1)
    for number in range(LONG):
        body = "\n\n".join(order.choices(paragraphs, k=5_000))[:1_000_000]
        front = f"---\ntitle: Long article number {number}\ndate: 2025-11-{number + 1:02}\n---\n\n"
        (folder / "seeds" / f"{number}.md").write_text(f"{front}Begin{number}here {body}\n", encoding="utf-8")


def measure_long(folder: Path, home: Path) -> dict[str, float]:
    """Time what is done with an article of 1 MB."""
    print("articles of 1 MB", flush=True)
    terminal = Terminal(command(folder), folder, home)
    terminal.until("Begin0here", "keys")
    opened = []
    for number in range(1, LONG):
        terminal.drain(1.0)  # what is still marked in the one before
        terminal.key("J")
        opened.append(terminal.until(f"Begin{number}here"))
    found = {"opening 1 MB": report("opening", opened, 200)}
    terminal.drain(1.0)
    resized = []
    for turn in range(10):
        terminal.resize(COLUMNS - 20 if turn % 2 == 0 else COLUMNS)
        resized.append(terminal.until(f"Begin{LONG - 1}here", "keys"))
    found["resize 1 MB"] = report("resize", resized, 150)
    terminal.key("\t")
    found["page down 1 MB"] = report("page down", pages(terminal), 20)
    found["memory 1 MB"] = terminal.memory()
    print(f"  {'memory':<34} {found['memory 1 MB']:8.0f} MB", flush=True)
    terminal.close()
    return found


def main() -> None:
    """Measure the dossiers named on the command line, and the peers that are installed."""
    asked = argparse.ArgumentParser(prog="python -m benchmarks.terminal", description=__doc__)
    asked.add_argument("--install", action="store_true")
    asked.add_argument("--keep", type=Path, metavar="FOLDER")
    asked.add_argument("sizes", type=int, nargs="*", metavar="PASSAGES", default=[0, 10_000, 100_000])
    options = asked.parse_args()
    if options.install:
        peers.install()
        return
    with tempfile.TemporaryDirectory() as temporary:
        kept = (options.keep or Path(temporary)).absolute()
        home = kept / "home"
        os.environ["XDG_STATE_HOME"] = str(home / "state")
        for file in home.rglob("window.json"):  # where an earlier run left off
            file.unlink()
        ours: dict[str, float] = {}
        for size in options.sizes:
            folder = kept / str(size)
            folder.mkdir(parents=True, exist_ok=True)
            found = measure(size, made_up(size, folder), home)
            ours = found | ours
            if size == max(options.sizes):
                peers.filtering(folder, home, found if size else {})
        long = kept / "long"
        long.mkdir(parents=True, exist_ok=True)
        long_articles(long)
        ours |= measure_long(indexed(long), home)
        peers.reading(long, home, ours)


if __name__ == "__main__":
    main()
