"""Findings of some kinds computed in a child process, so that a large dossier is compared on two cores."""

from __future__ import annotations

import subprocess
import sys
import threading
from collections.abc import Collection
from pathlib import Path
from typing import Self

from dossier.config import Config
from dossier.linking.compare.finding import unpacked
from dossier.model import Finding, FindingKind, OnProgress, Progress
from dossier.text.progress import progress_of

ENCODING, ERRORS = "utf-8", "surrogatepass"  # a text of any origin gets through
END = "."  # after the last finding, so that a process that was cut off is known
_LOOK = 0.2  # seconds between two looks at how far the process is


class CompareProcess:
    """A child process that computes findings in parallel, keeps their parts in the file, and ends with its parent."""

    def __init__(self, config: Config, file: Path, kinds: Collection[FindingKind]) -> None:
        # -P: Python must import nothing from the folder the program was started in, which may be a stranger's.
        command = [sys.executable, "-P", "-c", "from dossier.storing.findings.child_main import main; main()"]
        try:
            self._process: subprocess.Popen[bytes] | None = subprocess.Popen(  # noqa: S603 - our own command, no shell
                [*command, str(config.index), str(config.state), config.store, str(file), *kinds],
                stdin=subprocess.PIPE,
                stdout=subprocess.PIPE,
                stderr=subprocess.DEVNULL,
            )
        except OSError:
            self._process = None
        self._told = b""
        self._step: Progress | None = None
        # Read at once, so that the process can end, and its memory is free, before anyone waits for it.
        self._reading = threading.Thread(target=self._read, daemon=True)
        self._reading.start()

    def _read(self) -> None:
        if self._process and self._process.stdout:
            # Lines that tell how far it is come before the answer.
            line = self._process.stdout.readline()
            while step := progress_of(line):
                self._step, line = step, self._process.stdout.readline()
            self._told = line + self._process.stdout.read()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        if self._process:
            self._process.kill()
            self._reading.join()
            with self._process:
                pass

    def found(self, state: str, told: OnProgress | None = None) -> list[Finding] | None:
        """Wait for the findings and return them; None where there are none, or of another state of the articles.

        `told` is told how far the process is; what it raises ends the waiting.
        """
        while self._reading.is_alive():
            self._reading.join(_LOOK)
            if told and self._step:
                told(self._step)
        first, *lines = self._told.decode(ENCODING, ERRORS).split("\n")
        if first != state or lines[-1:] != [END]:
            return None
        return [unpacked(line) for line in lines[:-1]]
