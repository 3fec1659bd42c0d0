"""Findings of some kinds computed in child processes, so that a large dossier is compared on two cores."""

from __future__ import annotations

import subprocess
import sys
import threading
from collections.abc import Collection, Iterable, Sequence
from contextlib import suppress
from pathlib import Path
from typing import Self

from dossier.config import Config
from dossier.linking.compare.finding import unpacked
from dossier.model import Finding, FindingKind, OnProgress, Progress
from dossier.text.progress import progress_of

ENCODING, ERRORS = "utf-8", "surrogatepass"  # a text of any origin gets through
END = "."  # after the last finding, so that a process that was cut off is known
_LOOK = 0.2  # seconds between two looks at how far the process is


class CompareProcesses:
    """Child processes, one after the other, that compute findings in parallel and keep their parts in the file.

    Each computes some kinds and gives its memory back when it ends. They end with their parent.
    """

    def __init__(self, config: Config, file: Path, groups: Iterable[Collection[FindingKind]]) -> None:
        # -P: Python must import nothing from the folder the program was started in, which may be a stranger's.
        command = [sys.executable, "-P", "-c", "from dossier.storing.findings.child_main import main; main()"]
        of = [str(config.index), str(config.state), config.store, str(file)]
        self._commands = [[*command, *of, *kinds] for kinds in groups]
        self._process: subprocess.Popen[bytes] | None = None
        self._ended = False
        self._lock = threading.Lock()  # for the two above
        self._answers: list[bytes] = []
        self._step: Progress | None = None
        # Read at once, so that a process can end, and its memory is free, before anyone waits for it.
        self._reading = threading.Thread(target=self._read, daemon=True)
        self._reading.start()

    def _read(self) -> None:
        for command in self._commands:
            with suppress(OSError):
                self._answers.append(self._answer(command))

    def _answer(self, command: Sequence[str]) -> bytes:
        with self._lock:
            if self._ended:
                return b""
            process = self._process = subprocess.Popen(  # noqa: S603 - our own command, no shell
                command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL
            )
        with process:
            assert process.stdout
            # Lines that tell how far it is come before the answer.
            line = process.stdout.readline()
            while step := progress_of(line):
                self._step, line = step, process.stdout.readline()
            return line + process.stdout.read()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        with self._lock:
            self._ended = True
            if self._process:
                self._process.kill()
        self._reading.join()

    def found(self, state: str, told: OnProgress | None = None) -> list[Finding] | None:
        """Wait for all findings and return them; None where some are missing, or of another state of the articles.

        `told` is told how far the processes are; what it raises ends the waiting.
        """
        while self._reading.is_alive():
            self._reading.join(_LOOK)
            if told and self._step:
                told(self._step)
        found: list[Finding] = []
        for answer in self._answers:
            first, *lines = answer.decode(ENCODING, ERRORS).split("\n")
            if first != state or lines[-1:] != [END]:
                return None
            found += map(unpacked, lines[:-1])
        return found if len(self._answers) == len(self._commands) else None
