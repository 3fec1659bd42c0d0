"""Times the app as a person waits for it: through a real pseudo-terminal, from key to painted text.

    python -m benchmarks.terminal [PASSAGES …]     default: the sample and 10,000 made-up passages

First paint is the time from starting the program to articles, text and footer all being on the screen; a keystroke
ends when the number of passages found for what is typed by then has been painted (the list is in the same frame).
The terminal answers questions about itself at once, as terminals do.
"""

from __future__ import annotations

import fcntl
import os
import pty
import re
import select
import shutil
import signal
import statistics
import struct
import subprocess
import sys
import tempfile
import termios
import time
from pathlib import Path

from dossier.config import load
from dossier.dossier import Dossier

ROOT = Path(__file__).parents[1]
SIZE = (45, 140)
STARTS = 7
KEYS = 80
_ESCAPES = re.compile(rb"\x1b\][^\x07\x1b]*(?:\x07|\x1b\\)|\x1b\[[0-9;:?<=>$]*[ -/]*[@-~]|\x1b[=>()][0-9A-B]?")
_ANSWERS = {b"\x1b[c": b"\x1b[?62;22c", b"\x1b]11;?": b"\x1b]11;rgb:1414/1616/1a1a\x1b\\"}


class Terminal:
    """A program on a pseudo-terminal, and what it has written."""

    def __init__(self, command: list[str], folder: Path, home: Path) -> None:
        self.began = time.perf_counter()
        self.pid, self._handle = pty.fork()
        if self.pid == 0:
            os.chdir(folder)
            env = {**os.environ, "TERM": "xterm-256color", "COLORTERM": "truecolor", "XDG_STATE_HOME": str(home)}
            for name in ("NO_COLOR", "TMUX", "COLORFGBG", "SSH_CONNECTION", "SSH_TTY"):
                env.pop(name, None)
            os.execvpe(command[0], command, env)
        fcntl.ioctl(self._handle, termios.TIOCSWINSZ, struct.pack("HHHH", *SIZE, 0, 0))
        self.written = b""

    def key(self, text: str) -> None:
        """Press keys, forgetting what was written before."""
        self.drain()
        self.written = b""
        self.began = time.perf_counter()
        os.write(self._handle, text.encode())

    def until(self, *texts: str, patience: float = 20.0) -> float:
        """Wait until all texts have been written; give the milliseconds since the key or the start."""
        wanted = [text.encode() for text in texts]
        while time.perf_counter() - self.began < patience:
            self._read(0.5)
            plain = _ESCAPES.sub(b"", self.written)
            if all(text in plain for text in wanted):
                return (time.perf_counter() - self.began) * 1000
        raise TimeoutError(f"{texts} did not appear in {plain[-400:]!r}")

    def drain(self, quiet: float = 0.25) -> None:
        """Read until nothing has come for a while (seconds)."""
        while self._read(quiet):
            pass

    def _read(self, wait: float) -> bool:
        if not select.select([self._handle], [], [], wait)[0]:
            return False
        try:
            chunk = os.read(self._handle, 65536)
        except OSError:
            return False
        self.written += chunk
        for question, answer in _ANSWERS.items():
            if question in chunk:
                os.write(self._handle, answer)
        return bool(chunk)

    def memory(self) -> float:
        """Give the resident memory in megabytes."""
        status = Path(f"/proc/{self.pid}/status").read_text()
        return int(re.search(r"VmRSS:\s+(\d+)", status)[1]) / 1024  # type: ignore[index]

    def close(self) -> None:
        """End the program that was started here, reading on: it waits until its last words are taken."""
        os.kill(self.pid, signal.SIGTERM)
        while os.waitpid(self.pid, os.WNOHANG) == (0, 0):
            self._read(0.05)
        os.close(self._handle)


def prepared(passages: int | None, folder: Path) -> Path:
    """Lay out a dossier and index it; None is the sample."""
    if passages is None:
        shutil.copytree(ROOT / "seeds", folder / "seeds")
    else:
        subprocess.run(
            [sys.executable, "-m", "benchmarks.corpus", str(folder / "seeds"), str(passages)], cwd=ROOT, check=True
        )
    (folder / "config.yaml").write_text("sources: [seeds]\nindex: index\nnotebook: notebook.yaml\n")
    subprocess.run([sys.executable, "-m", "dossier", "index", "--config", str(folder / "config.yaml")], check=True)
    return folder


def words_to_type(dossier: Dossier) -> list[str]:
    """Choose words of the dossier that are typed to a different number of passages with every letter or nearly so."""
    text = " ".join(dossier.article(info.id).text for info in dossier.articles()[:40])
    words = sorted(set(re.findall(r"[a-z]{6,9}", text)))
    return words[:: max(1, len(words) // 40)]


def report(name: str, times: list[float]) -> None:
    """Print median, 95th percentile and number of measurements."""
    p95 = sorted(times)[max(0, round(len(times) * 0.95) - 1)]
    print(f"  {name:<34} median {statistics.median(times):6.1f} ms   p95 {p95:6.1f} ms   n {len(times)}", flush=True)


def measure(name: str, folder: Path, home: Path) -> None:
    """Time one dossier and print what was found."""
    print(name, flush=True)
    command = [sys.executable, "-m", "dossier", "--config", str(folder / "config.yaml")]
    dossier = Dossier(load(folder / "config.yaml"))
    first = dossier.articles()[0].title.split()[0]
    starts = []
    for _ in range(STARTS + 1):
        terminal = Terminal(command, folder, home)
        starts.append(terminal.until("Articles", first, "keys"))
        terminal.drain()
        terminal.close()
    report("first paint", starts[1:])  # the first start fills the caches of the system

    terminal = Terminal(command, folder, home)
    terminal.until("Articles", "keys")
    terminal.key("/")
    terminal.drain()
    times: list[float] = []
    for word in words_to_type(dossier):
        shown = -1
        for end in range(1, len(word) + 1):
            hits = dossier.search(word[:end], limit=1, lenient=True)
            terminal.key(word[end - 1])
            if hits.total not in (shown, 0):
                many = "passage" if hits.total == 1 else "passages"
                times.append(terminal.until(f"{hits.total:,} {many} in"))
            shown = hits.total
        terminal.key("\x15")
        if len(times) >= KEYS:
            break
    report("keystroke to painted results", times)
    terminal.key("\x1b")
    terminal.drain(0.5)
    terminal.key("\t")
    pages = []
    for _ in range(10):
        terminal.key(" ")
        terminal._read(1.0)  # noqa: SLF001 - a page is one write
        pages.append((time.perf_counter() - terminal.began) * 1000)
        terminal.key("g")
    report("page down", pages)
    print(f"  {'memory':<34} {terminal.memory():6.0f} MB", flush=True)
    terminal.close()


def main() -> None:
    """Measure the dossiers named on the command line."""
    sizes = [int(argument) for argument in sys.argv[1:]] or [10_000]
    with tempfile.TemporaryDirectory() as temporary:
        home = Path(temporary) / "state"
        os.environ["XDG_STATE_HOME"] = str(home)
        for size in (None, *sizes):
            folder = Path(temporary) / str(size)
            folder.mkdir()
            measure("the sample" if size is None else f"{size:,} passages", prepared(size, folder), home)


if __name__ == "__main__":
    main()
