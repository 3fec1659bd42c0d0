"""How far long work is, as a progress bar for people."""

from __future__ import annotations

import sys
import time
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from rich.progress import Progress as Display
    from rich.progress import TaskID

    from dossier.model import OnProgress, Progress


class ProgressBar:
    """A progress bar on standard error with rate and time left; nothing where it is not a terminal or done at once."""

    def __enter__(self) -> OnProgress:
        self._progress: Display | None = None
        self._task: TaskID | None = None
        self._stage = ""
        self._began = time.monotonic()
        return self._report

    def __exit__(self, *_: object) -> None:
        if self._progress:
            self._progress.stop()

    def _report(self, step: Progress) -> None:
        # A run that ends within a quarter of a second needs no bar.
        if not sys.stderr.isatty() or (self._progress is None and time.monotonic() - self._began < 0.25):
            return
        if self._progress is None:
            self._progress = self._display()
            self._progress.start()
        if self._task is None or step.stage != self._stage:
            if self._task is not None:
                self._progress.remove_task(self._task)
            self._stage = step.stage
            self._task = self._progress.add_task(step.stage, total=step.total, words="")
        seconds = max(time.monotonic() - self._began, 0.001)
        words = f"{step.words / seconds:,.0f} words/s" if step.words else ""
        self._progress.update(self._task, completed=step.done, total=step.total, words=words)

    def _display(self) -> Display:
        from rich.console import Console
        from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeRemainingColumn

        return Progress(
            TextColumn("{task.description}"),
            BarColumn(),
            MofNCompleteColumn(),
            TextColumn("{task.fields[words]}"),
            TimeRemainingColumn(),
            console=Console(stderr=True),
            transient=True,
        )
