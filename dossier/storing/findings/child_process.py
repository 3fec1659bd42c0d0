"""Findings of some kinds computed in child processes, so that a large dossier is compared on two cores."""

from __future__ import annotations

import subprocess
import sys
import threading
from collections.abc import Collection, Sequence
from contextlib import suppress
from pathlib import Path
from typing import Self

from dossier.config import Config
from dossier.linking.compare.finding import unpacked
from dossier.model import Finding, OnProgress, Progress
from dossier.text.progress import progress_of

ENCODING, ERRORS = "utf-8", "surrogatepass"  # a text of any origin gets through
END = "."  # after the last finding, so that a process that was cut off is known
_AT_ONCE = 2  # processes; of more the memory would be too much
_LOOK = 0.2  # seconds between two looks at how far the process is


class CompareProcesses:
    """Child processes that compute findings, two at a time, and keep their parts in the file.

    Each computes some kinds and gives its memory back when it ends. They end with their parent.
    """

    def __init__(self, config: Config, file: Path, groups: Sequence[Collection[str]]) -> None:
        # -P: Python must import nothing from the folder the program was started in, which may be a stranger's.
        command = [sys.executable, "-P", "-c", "from dossier.storing.findings.child_main import main; main()"]
        of = [str(config.index), str(config.state), config.store, str(file)]
        self._waiting = {number: [*command, *of, *kinds] for number, kinds in enumerate(groups)}
        self._running: dict[int, subprocess.Popen[bytes]] = {}
        self._lock = threading.Lock()  # for the two above
        self._steps: dict[int, Progress | None] = dict.fromkeys(self._waiting)
        self._answers: dict[int, bytes] = {}
        self._threads = [threading.Thread(target=self._work, daemon=True) for _ in range(_AT_ONCE)]
        for thread in self._threads:
            thread.start()

    def _work(self) -> None:
        """Start the next process and read what it tells, until none waits; what cannot be started has no answer."""
        while True:
            with self._lock:
                if not self._waiting:
                    return
                number = min(self._waiting)
                command = self._waiting.pop(number)
                with suppress(OSError):
                    self._running[number] = subprocess.Popen(  # noqa: S603 - our own command, no shell
                        command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL
                    )
            if number in self._running:
                self._answers[number] = self._read(number)

    def _read(self, number: int) -> bytes:
        with self._running[number] as process:
            assert process.stdout
            # Lines that tell how far it is come before the answer.
            line = process.stdout.readline()
            while step := progress_of(line):
                self._steps[number], line = step, process.stdout.readline()
            answer = line + process.stdout.read()
        self._steps[number] = None
        return answer

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        with self._lock:
            self._waiting.clear()
            for process in self._running.values():
                process.kill()
        for thread in self._threads:
            thread.join()

    def found(self, state: str, progress: OnProgress | None = None) -> list[Finding] | None:
        """Wait for all findings and return them; None where some are missing, or of another state of the articles.

        `progress` is told how far the first process is that works; what it raises ends the waiting.
        """
        while any(thread.is_alive() for thread in self._threads):
            self._threads[0 if self._threads[0].is_alive() else -1].join(_LOOK)
            step = next(filter(None, self._steps.values()), None)
            if progress and step:
                progress(step)
        found: list[Finding] = []
        for number in self._steps:
            first, *lines = self._answers.pop(number, b"").decode(ENCODING, ERRORS).split("\n")
            if first != state or lines[-1:] != [END]:
                return None
            found += map(unpacked, lines[:-1])
        return found
