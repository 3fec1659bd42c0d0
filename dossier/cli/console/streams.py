"""Standard input, output and errors as they are found: closed, full, broken or of another encoding."""

from __future__ import annotations

import contextlib
import io
import os
import sys
from collections.abc import Iterator
from typing import Any, TextIO

from dossier.model import DossierError

_NAMES = ("stdin", "stdout", "stderr")


class _Output(io.FileIO):
    """Standard output that remembers why it could not be written: what is lost then is told at the end."""

    failed: OSError | None = None

    def write(self, data: Any, /) -> int:
        try:
            return super().write(data) or 0
        except OSError as error:
            _Output.failed = error
            raise


class _Notices(io.FileIO):
    """Standard error: what cannot be written to it can be told nowhere, and does not matter to the answer."""

    def write(self, data: Any, /) -> int:
        try:
            return super().write(data) or 0
        except BrokenPipeError:  # whoever started the program is gone: it need not go on
            raise
        except OSError:
            return memoryview(data).nbytes


_KINDS = (io.FileIO, _Output, _Notices)  # by the number of the stream


def prepare() -> None:
    """Make every stream usable: what cannot be written as UTF-8 is written as �, never an error.

    A closed one gets its number back, which the next file opened would have; writing to it then fails as it should.
    """
    for number, name in enumerate(_NAMES):
        if getattr(sys, name) is None:
            _reopen(number, name)
    _Output.failed = None
    if sys.stdout is sys.__stdout__ and isinstance(sys.stdout, io.TextIOWrapper):
        _reopen(1, "stdout")
    if sys.stderr is sys.__stderr__ and isinstance(sys.stderr, io.TextIOWrapper):
        _reopen(2, "stderr")
    for stream in (sys.stdout, sys.stderr):
        with contextlib.suppress(AttributeError, ValueError):
            stream.reconfigure(encoding="utf-8", errors="replace")  # type: ignore[union-attr]


def _reopen(number: int, name: str) -> None:
    """Open a closed stream on nothing: reading finds its end, writing is an error."""
    with contextlib.suppress(OSError):
        try:
            os.fstat(number)
        except OSError:
            opened = os.open(os.devnull, os.O_RDONLY)
            if opened != number:
                os.dup2(opened, number)
                os.close(opened)
        mode = "r" if number == 0 else "w"
        raw = _KINDS[number](number, mode, closefd=False)
        buffered = io.BufferedReader(raw) if number == 0 else io.BufferedWriter(raw)
        setattr(
            sys,
            name,
            io.TextIOWrapper(buffered, encoding="utf-8", errors="replace", line_buffering=number == 2 or raw.isatty()),
        )


def failure(stream: TextIO | None) -> OSError | None:
    """Return why a stream cannot be, or could not be, written; None where it can."""
    try:
        if stream is not None:
            stream.flush()
    except ValueError:  # closed
        return None
    except OSError as error:
        return error
    return _Output.failed if stream is sys.stdout else None


def silence(number: int) -> None:
    """Discard what a stream still holds, so that Python does not complain about it when it ends."""
    with contextlib.suppress(OSError):
        nowhere = os.open(os.devnull, os.O_WRONLY)
        os.dup2(nowhere, number)
        os.close(nowhere)


@contextlib.contextmanager
def saved(sentence: str) -> Iterator[None]:
    """Write about what was saved; where that cannot be written, the error says that it was. Raises DossierError."""
    try:
        yield
        sys.stdout.flush()
    except BrokenPipeError:
        raise
    except OSError as error:
        silence(1)
        raise DossierError(f"{sentence}, but standard output cannot be written ({error.strerror or error}).") from None
