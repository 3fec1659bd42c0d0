"""Bounds on time and memory for reading one file and extracting from it, where the system has them (not Windows)."""

from __future__ import annotations

import os
import signal
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from types import FrameType

READING = 15.0  # seconds of processor time: not by the clock, so that a busy machine does not make a good file fail
EXTRACTING = 60.0  # the same; a book of two million words takes half of it
GRACE = 3.0  # seconds more, after which the system ends the process: a library in C that loops hears no signal
MEMORY = 400 * 1024 * 1024  # bytes beside what the process holds already


class TooLongError(BaseException):
    """The time is over; not an Exception, so that no parser takes it for a fault of its file."""


@contextmanager
def limited(seconds: float) -> Iterator[None]:
    """Bound the processor time and memory of what runs inside.

    Too much memory raises MemoryError, too much time TooLongError, or ends the process.
    For the main thread of a process of its own: both bounds hold for the process.
    """
    before = signal.signal(signal.SIGPROF, _ring) if hasattr(signal, "setitimer") else None
    raised = _bound_memory()
    try:
        if hasattr(signal, "setitimer"):
            signal.setitimer(signal.ITIMER_PROF, seconds)
            signal.setitimer(signal.ITIMER_VIRTUAL, seconds + GRACE)
        yield
    finally:
        if hasattr(signal, "setitimer"):
            signal.setitimer(signal.ITIMER_PROF, 0)
            signal.setitimer(signal.ITIMER_VIRTUAL, 0)
            signal.signal(signal.SIGPROF, before)
        _unbound_memory(raised)


def _ring(_: int, __: FrameType | None) -> None:
    raise TooLongError


def _bound_memory() -> tuple[int, int] | None:
    """Bound the address space; return the bounds as they were, None where nothing was changed."""
    try:
        import resource
    except ImportError:
        return None
    soft, hard = resource.getrlimit(resource.RLIMIT_AS)
    with suppress(OSError, ValueError):
        wanted = _address_space() + MEMORY
        if soft == resource.RLIM_INFINITY or wanted < soft:
            resource.setrlimit(resource.RLIMIT_AS, (wanted, hard))
            return soft, hard
    return None


def _unbound_memory(bounds: tuple[int, int] | None) -> None:
    if bounds:
        import resource

        resource.setrlimit(resource.RLIMIT_AS, bounds)


def _address_space() -> int:
    """Return the bytes of address space in use: an extraction model that is loaded already must not count."""
    try:
        with open("/proc/self/statm", encoding="ascii") as file:  # noqa: PTH123
            return int(file.read().split()[0]) * os.sysconf("SC_PAGE_SIZE")
    except (OSError, ValueError):
        return 0
