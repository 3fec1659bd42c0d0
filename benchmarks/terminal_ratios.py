"""First paint, a keystroke and a page as ratios to release 0.1 and to a bare Textual app, all in one run.

    python -m benchmarks.terminal_ratios [ROUNDS]

Every round starts each program once in turn on the sample, on a pseudo-terminal of 140×45, types words and turns
pages. Figures are medians of processor time, which other programs at work hardly change: until the first screen is
painted, and from a key until nothing has been written for a while. Release 0.1 (tag v0.1.0) is taken from the history
and uses the same libraries; `benchmarks/bare_app.py` is the bare app.
"""

from __future__ import annotations

import shutil
import statistics
import sys
import tempfile
from collections import defaultdict
from dataclasses import dataclass
from pathlib import Path

from benchmarks import peers
from benchmarks.pseudo import Terminal

_ROOT = Path(__file__).parents[1]
_TAG = "v0.1.0"
_ROUNDS = 9
_WORDS = ("capacity", "migrants", "border")
_PAGES = 6
_READY = ("Articles", "Names", "keys")
_QUIET = 0.2  # seconds without anything written, after which a key has been answered
_BAR = 1.03
OURS, OLD, BARE = "this", "0.1", "bare Textual"


@dataclass(frozen=True, slots=True)
class _Program:
    """What is started and where; the keys that go into its search box and leave it again."""

    command: tuple[str, ...]
    folder: Path
    home: Path
    begin: str = ""
    leave: str = ""


def _dossier(code: Path, place: Path) -> _Program:
    """Index the sample with the program in `code`, and return how the app is started on it."""
    shutil.copytree(_ROOT / "seeds", place / "seeds")
    (place / "config.yaml").write_text("sources: [seeds]\nindex: index\nnotebook: notebook.yaml\n", "utf-8")
    # Its index runs are processes of their own, which have to find the same code.
    command = ("env", f"PYTHONPATH={code}", sys.executable, "-m", "dossier", "--config", str(place / "config.yaml"))
    program = _Program(command, place, place / "home", begin="/", leave="\x1b")
    first = Terminal(program.command, program.folder, program.home)  # reads the articles with a state of its own
    first.until("5 articles", patience=120)
    first.drain(5.0)
    first.close()
    return program


def _bare(place: Path) -> _Program:
    (place / "home").mkdir(parents=True)
    command = ("env", sys.executable, "-P", str(_ROOT / "benchmarks" / "bare_app.py"), str(_ROOT / "seeds"))
    return _Program(command, place, place / "home")


def _round(program: _Program) -> dict[str, list[float]]:
    """Start a program, type and turn pages; return the milliseconds of processor time by what was done."""
    terminal = Terminal(program.command, program.folder, program.home)
    took: dict[str, list[float]] = defaultdict(list)
    took["first paint"].append(terminal.until(*_READY).worked)
    terminal.drain(1.5)

    def press(key: str, what: str) -> None:
        terminal.key(key)
        terminal.drain(_QUIET)
        took[what].append(terminal.took().worked)

    terminal.key(program.begin)
    for word in _WORDS:
        for letter in word:
            press(letter, "keystroke")
        terminal.key("\x15")
        terminal.drain(_QUIET)
    terminal.key(program.leave)
    terminal.drain(0.5)  # an escape is told from the beginning of a key by what does not follow
    terminal.key("\t")
    terminal.drain(_QUIET)
    for _ in range(_PAGES):
        press(" ", "page")
    terminal.close()
    return took


def measure(programs: dict[str, _Program], rounds: int) -> dict[str, dict[str, list[float]]]:
    """Return the times by what was done and by program; the first round, which fills caches, is left out."""
    times: dict[str, dict[str, list[float]]] = defaultdict(lambda: defaultdict(list))
    for number in range(rounds + 1):
        for name, program in programs.items():
            for what, some in _round(program).items():
                if number:
                    times[what][name] += some
    return times


def main() -> int:
    """Print medians and ratios; return 1 where a ratio to 0.1 is over the bar."""
    rounds = int(sys.argv[1]) if len(sys.argv) > 1 else _ROUNDS
    worst = 0.0
    with tempfile.TemporaryDirectory() as name:
        place = Path(name)
        programs = {OURS: _dossier(_ROOT, place / "ours"), BARE: _bare(place / "bare")}
        if release := peers.release(_TAG, place / "release"):
            programs[OLD] = _dossier(release, place / "old")
        else:
            print(f"{_TAG} is not in the history here, so nothing stands beside it")
        for what, by in measure(programs, rounds).items():
            median = {name: statistics.median(some) for name, some in by.items()}
            least = {name: min(some) for name, some in by.items()}
            told = "  ".join(f"{name} {value:7.1f}" for name, value in median.items())
            ratios = "  ".join(f"to {name} {median[OURS] / median[name]:.2f}" for name in median if name != OURS)
            lows = "  ".join(f"{least[OURS] / least[name]:.2f}" for name in least if name != OURS)
            print(f"  {what:<12} {told}  ms   {ratios}   (of the least: {lows})  n {len(by[OURS])}", flush=True)
            worst = max(worst, median[OURS] / median[OLD] if OLD in median else 0.0)
    print(f"  worst ratio to 0.1: {worst:.2f} (bar {_BAR})")
    return int(worst > _BAR)


if __name__ == "__main__":
    sys.exit(main())
