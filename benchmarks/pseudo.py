"""A program on a pseudo-terminal, timed as a person waits for it and by the processor time it takes.

The terminal answers questions about itself at once, as terminals do. Other programs that run at the time make the wait
longer; processor time, counted in all threads of the program, hardly changes with them.
"""

from __future__ import annotations

import contextlib
import fcntl
import os
import pty
import re
import select
import signal
import statistics
import struct
import termios
import time
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

ROWS, COLUMNS = 45, 140
_ESCAPES = re.compile(rb"\x1b\][^\x07\x1b]*(?:\x07|\x1b\\)|\x1b\[[0-9;:?<=>$]*[ -/]*[@-~]|\x1b[=>()][0-9A-B]?")
_ANSWERS = {
    b"\x1b[c": b"\x1b[?62;22c",
    b"\x1b[6n": b"\x1b[1;1R",
    b"\x1b]11;?": b"\x1b]11;rgb:1414/1616/1a1a\x1b\\",
}


@dataclass(frozen=True, slots=True)
class Took:
    """Milliseconds until something was painted: by the clock and on the processor."""

    waited: float
    worked: float


class Terminal:
    """A program on a pseudo-terminal, and what it has written."""

    def __init__(self, command: Sequence[str], folder: Path, home: Path) -> None:
        self._began, self._worked = time.perf_counter(), 0.0
        self.pid, self._handle = pty.fork()
        if self.pid == 0:
            os.chdir(folder)
            env = {**os.environ, "TERM": "xterm-256color", "COLORTERM": "truecolor"}
            env |= {f"XDG_{name}_HOME": str(home / name.lower()) for name in ("STATE", "CONFIG", "DATA")}
            # Nobody who has installed a program compiles it anew at every start.
            for name in ("NO_COLOR", "TMUX", "COLORFGBG", "SSH_CONNECTION", "SSH_TTY", "PYTHONDONTWRITEBYTECODE"):
                env.pop(name, None)
            os.execvpe(command[0], list(command), env)
        self._size(COLUMNS)
        self.written = b""

    def key(self, text: str) -> None:
        """Press keys, forgetting what was written before."""
        self._forget()
        os.write(self._handle, text.encode())

    def resize(self, columns: int) -> None:
        """Make the window as wide, forgetting what was written before."""
        self._forget()
        self._size(columns)

    def until(self, *texts: str, patience: float = 30.0) -> Took:
        """Wait until all texts have been written since the last key, resize or start."""
        wanted = [text.encode() for text in texts]
        plain = b""
        while time.perf_counter() - self._began < patience:
            if self._read(0.5):
                plain = _ESCAPES.sub(b"", self.written)
                if all(text in plain for text in wanted):
                    return self.took()
        raise TimeoutError(f"{texts} did not appear in {plain[-400:]!r}")

    def next_write(self) -> Took:
        """Wait for one write, which is a whole frame."""
        self._read(5.0)
        return self.took()

    def took(self) -> Took:
        """Return the time since the last key, resize or start."""
        return Took((time.perf_counter() - self._began) * 1000, self._processor() - self._worked)

    def drain(self, quiet: float = 0.25) -> None:
        """Read until nothing has come for a while (seconds)."""
        while self._read(quiet):
            pass

    def memory(self) -> float:
        """Return the resident memory in megabytes."""
        status = Path(f"/proc/{self.pid}/status").read_text()
        return int(re.search(r"VmRSS:\s+(\d+)", status)[1]) / 1024  # type: ignore[index]

    def close(self) -> None:
        """End the program that was started here, reading on: it waits until its last words are taken."""
        os.kill(self.pid, signal.SIGTERM)
        patience = time.perf_counter() + 5
        while os.waitpid(self.pid, os.WNOHANG) == (0, 0):
            self._read(0.05)
            if time.perf_counter() > patience:
                os.kill(self.pid, signal.SIGKILL)
        os.close(self._handle)

    def _forget(self) -> None:
        self.drain()
        self.written = b""
        self._began, self._worked = time.perf_counter(), self._processor()

    def _size(self, columns: int) -> None:
        fcntl.ioctl(self._handle, termios.TIOCSWINSZ, struct.pack("HHHH", ROWS, columns, 0, 0))

    def _processor(self) -> float:
        """Return the processor time of all threads so far, in milliseconds."""
        spent = 0
        for task in Path(f"/proc/{self.pid}/task").iterdir():
            with contextlib.suppress(OSError):
                spent += int((task / "schedstat").read_text().split()[0])
        return spent / 1e6

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


def report(name: str, times: Sequence[Took], bar: float | None = None) -> float:
    """Print the medians, the 95th percentile and the number of measurements; gives the median wait."""
    waits = sorted(took.waited for took in times)
    median, p95 = statistics.median(waits), waits[max(0, round(len(waits) * 0.95) - 1)]
    worked = statistics.median(took.worked for took in times)
    target = f"(bar {bar:.0f})" if bar else ""
    print(
        f"  {name:<34} {median:8.1f} ms {target:<10} p95 {p95:8.1f}   processor {worked:8.1f}   n {len(times)}",
        flush=True,
    )
    return median
