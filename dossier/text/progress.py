"""How far long work is, told from one process to another as lines of JSON."""

from __future__ import annotations

import json
import time
from typing import IO, TYPE_CHECKING

if TYPE_CHECKING:
    from dossier.model import Progress

_PAUSE = 0.05  # seconds between two lines


class ProgressLines:
    """Writes progress as lines of JSON to a stream, at most twenty a second and each at once."""

    def __init__(self, stream: IO[str]) -> None:
        self._stream, self._last = stream, 0.0

    def __call__(self, step: Progress) -> None:
        """Write how far the work is."""
        now = time.monotonic()
        if now - self._last >= _PAUSE or step.done == step.total:
            self._last = now
            line = {"stage": step.stage, "done": step.done, "total": step.total}
            print(json.dumps(line), file=self._stream, flush=True)


def progress_of(line: bytes) -> Progress | None:
    """Return the progress that a line tells; None where it is another line."""
    from dossier.model import Progress

    try:
        told = json.loads(line)
        return Progress(str(told["stage"]), int(told["done"]), int(told["total"]))
    except (ValueError, KeyError, TypeError, RecursionError):
        return None
