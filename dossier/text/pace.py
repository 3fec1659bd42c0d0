"""How quickly work goes on, and how much longer it takes."""

from __future__ import annotations

import time
from collections.abc import Callable

_FROM = 1.0  # seconds from which on it is worth telling


class Pace:
    """Tells of work in stages how far it is, with rate and time left once it has taken a second."""

    def __init__(self, clock: Callable[[], float] = time.monotonic) -> None:
        self._clock, self._stage = clock, ""
        self._began = clock()
        self._first = 0

    def told(self, stage: str, done: int, total: int) -> str:
        """Return `reading 30/57 · 12/s · 3 s left`."""
        if stage != self._stage:
            self._stage, self._began, self._first = stage, self._clock(), done
        text, seconds = f"{stage} {done:,}/{total:,}", self._clock() - self._began
        rate = (done - self._first) / seconds if seconds >= _FROM else 0
        if not rate or done >= total:
            return text
        shown = f"{rate:,.0f}" if rate >= 10 else f"{rate:.1f}"
        return f"{text} · {shown}/s · {duration((total - done) / rate)} left"


def waited(seconds: float, last: float | None) -> str:
    """Return how long an answer is waited for and, where it was asked before, how much longer it takes about."""
    if seconds < _FROM:
        return ""
    if last is None or last <= seconds:
        return duration(seconds)
    return f"{duration(seconds)}, about {duration(last - seconds)} left"


def duration(seconds: float) -> str:
    """Return a duration as `4 s` or `2 min`; never nothing."""
    return f"{max(1, round(seconds))} s" if seconds < 100 else f"{round(seconds / 60)} min"
