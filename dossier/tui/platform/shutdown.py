"""How the app ends when nobody presses `q`: its terminal is closed, or a thread of the toolkit will not stop.

A terminal that has gone away answers every read at once with an error or with nothing. The toolkit's thread for
input would ask it again for ever, and a program waits for such threads before it ends; so it is ended here.
"""

from __future__ import annotations

import atexit
import contextlib
import os
import select
import signal
import sys
import threading
from collections.abc import Callable, Collection
from typing import NoReturn

HUNG_UP = 129
"""The exit code: 128 and the number of SIGHUP, as shells tell it."""

_PATIENCE = 2.0  # seconds that a thread may take to end


def end_with_the_terminal(save: Callable[[], None]) -> None:
    """Save and end the process as soon as the terminal on standard input is closed; call it in the main thread.

    Most are told so by SIGHUP. A thread waits for the hang-up itself as well: whoever was started under another
    program in the terminal, or without a terminal of its own, is told nothing.
    """

    def end(*_: object) -> NoReturn:
        try:
            save()
        finally:
            os._exit(HUNG_UP)

    with contextlib.suppress(ValueError, AttributeError):
        signal.signal(signal.SIGHUP, end)
    if hasattr(select, "poll"):
        threading.Thread(target=_wait, args=(sys.stdin.fileno(), end), name="hang-up", daemon=True).start()


def _wait(handle: int, end: Callable[[], NoReturn]) -> None:
    """Sleep until a terminal is closed, then end; return where the system cannot tell."""
    asked = select.poll()
    asked.register(handle, 0)  # hang-up and errors are always told, and typing is none of our business
    for _, told in asked.poll():
        if told & (select.POLLHUP | select.POLLERR):
            end()


def end_soon(code: int, known: Collection[threading.Thread]) -> None:
    """Make sure that no thread started after `known` delays or breaks the end of the process.

    A thread that Python waits for gets two seconds. One that it does not wait for (a worker inside compiled code)
    would be cut off while the interpreter is taken down, which aborts the process; so the process leaves before.
    """
    left = [thread for thread in threading.enumerate() if not thread.daemon and thread not in known]
    if left:
        timer = threading.Timer(_PATIENCE, os._exit, (code,))
        timer.daemon = True
        timer.start()
    atexit.register(_leave_workers, code, known)


def _leave_workers(code: int, known: Collection[threading.Thread]) -> None:
    if any(thread.daemon and thread not in known for thread in threading.enumerate()):
        for stream in (sys.stdout, sys.stderr):
            with contextlib.suppress(OSError, ValueError, AttributeError):
                stream.flush()
        os._exit(code)
