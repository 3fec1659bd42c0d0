"""Reads and extracts files in processes of their own.

A worker is a fresh Python that runs `serve`, fed through its pipes, and answers in order: so it is known which file a
worker died of, one that hangs can be ended, and nothing depends on how the calling program was started.
"""

from __future__ import annotations

import copyreg
import dataclasses
import os
import pickle
import queue
import signal
import struct
import subprocess
import sys
import threading
import time
from collections import deque
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import AbstractContextManager, nullcontext, suppress
from dataclasses import dataclass
from operator import attrgetter
from typing import Any

from dossier.extracting.article import extract
from dossier.indexing.limits import EXTRACTING, READING, TooLongError, limited
from dossier.model import (
    Article,
    DateSpan,
    Definition,
    Extraction,
    Failure,
    Mention,
    Passage,
    Quantity,
    Quotation,
    Zone,
)
from dossier.reading import ReadError, Source, is_plain, read

MOST = 5_000
"""Mentions, quantities, dates or quotations kept of one article: a newspaper issue has fewer, a table any number."""
PATIENCE = 240.0 if hasattr(signal, "setitimer") else 60.0
"""Seconds by the clock for one file; where the system has bounds on processor time, these come first."""
_MANY = (Mention, Definition, Quantity, DateSpan, Quotation, Zone, Passage)  # of these an article has many
_READY = b"ready"
_LENGTH = struct.Struct("<Q")  # before each answer of a worker
_FEW = 16  # as many files are read here before a worker would have started
_LARGE = 1_000_000  # bytes; more is worth the start of a worker
_PIPE = 4096  # bytes that a pipe holds everywhere, so that nobody waits for room in it
_AHEAD = 32_000  # bytes of files sent to a process ahead; more could leave another process without work
_MOST_WAITING = 4 << 20  # bytes of results: what two workers send while one batch is stored


@dataclass(frozen=True, slots=True)
class ExtractedFile:
    """A file that was read: its article and what was extracted from it."""

    source: Source
    article: Article
    extraction: Extraction


def extract_file(source: Source, outlets: Mapping[str, str]) -> ExtractedFile | Failure:
    """Return what one file holds, read and extracted; whatever goes wrong is a Failure that says so."""
    return _extract_file(source, outlets, nullcontext)


def _extract_file(
    source: Source, outlets: Mapping[str, str], limits: Callable[[float], AbstractContextManager[object]]
) -> ExtractedFile | Failure:
    stage, seconds = "Reading it", READING
    try:
        with limits(seconds):
            article = read(source.path, id=source.id, shown=source.shown, outlets=outlets)
        stage, seconds = "Extracting from it", EXTRACTING
        with limits(seconds):
            return ExtractedFile(source, *bounded(article, extract(article)))
    except ReadError as error:
        return Failure(source.shown, str(error))
    except MemoryError:
        return Failure(source.shown, f"{stage} takes more memory than an article can need.")
    except TooLongError:
        return Failure(source.shown, f"{stage} took longer than {seconds:.0f} seconds.")
    except Exception as error:  # noqa: BLE001 - one article must never stop the others
        return Failure(source.shown, f"It could not be read: {type(error).__name__}: {error}.")


def bounded(article: Article, extraction: Extraction) -> tuple[Article, Extraction]:
    """Return the first MOST of each kind of what was extracted, with a remark where there is more."""
    cut = {field.name: getattr(extraction, field.name)[:MOST] for field in dataclasses.fields(extraction)}
    more = [name for name, kept in cut.items() if len(kept) < len(getattr(extraction, name))]
    if not more:
        return article, extraction
    remark = f"only its first {MOST:,} {' and '.join(more)} are known: it is a table or a list, not an article"
    return dataclasses.replace(article, remarks=(*article.remarks, remark)), Extraction(**cut)


def extract_all(
    sources: Sequence[Source], outlets: Mapping[str, str]
) -> Iterator[tuple[Source, ExtractedFile | Failure]]:
    """Yield each file with what was read and extracted, or why not, in no order.

    Results wait up to some megabytes, however many files there are.
    """
    few = len(sources) < _FEW and sum(source.size for source in sources) < _LARGE
    if few and all(is_plain(source.path) for source in sources):
        for source in sources:
            yield source, extract_file(source, outlets)
        return
    yield from _by_workers(sources, outlets)


def _by_workers(
    sources: Sequence[Source], outlets: Mapping[str, str]
) -> Iterator[tuple[Source, ExtractedFile | Failure]]:
    waiting: queue.SimpleQueue[Source] = queue.SimpleQueue()
    for source in sources:
        waiting.put(source)
    results = _Results(_MOST_WAITING)
    crew = [_Worker(waiting, results, outlets) for _ in range(min(os.cpu_count() or 1, len(sources)))]
    try:
        for worker in crew:
            worker.start()
        for _ in sources:
            yield _next(results, crew)
    finally:
        for worker in crew:
            worker.stop()


def _next(results: _Results, crew: Sequence[_Worker]) -> tuple[Source, ExtractedFile | Failure]:
    """Return what is ready next; a worker that takes too long for a file is ended meanwhile."""
    while True:
        for worker in crew:
            worker.end_when_overdue()
        with suppress(queue.Empty):
            source, result = results.get(timeout=0.5)
            return source, pickle.loads(result) if isinstance(result, bytes) else result  # noqa: S301 - our own process


class _Results(queue.Queue[tuple[Source, "bytes | ExtractedFile | Failure"]]):
    """The results of files, pickled as they came; the queue is full at so many bytes."""

    def _init(self, maxsize: int) -> None:
        super()._init(maxsize)
        self._waiting = 0

    def _qsize(self) -> int:
        return self._waiting

    def _put(self, item: tuple[Source, bytes | ExtractedFile | Failure]) -> None:
        super()._put(item)
        self._waiting += _size(item[1])

    def _get(self) -> tuple[Source, bytes | ExtractedFile | Failure]:
        item = super()._get()
        self._waiting -= _size(item[1])
        return item


def _size(result: bytes | ExtractedFile | Failure) -> int:
    return len(result) if isinstance(result, bytes) else 1


class _Worker(threading.Thread):
    """A thread that feeds one process, and starts another where that has died.

    It sends a few files ahead of the answers, so that the process never waits for a program that is busy storing. They
    are answered in order: where the process dies, it died of the first that has no answer, and the others wait again.
    """

    def __init__(self, waiting: queue.SimpleQueue[Source], results: _Results, outlets: Mapping[str, str]) -> None:
        super().__init__(daemon=True)
        self._waiting = waiting
        self._results = results
        self._outlets = dict(outlets)
        self._process: subprocess.Popen[bytes] | None = None
        self._sent: deque[tuple[Source, int]] = deque()  # each with the bytes it took
        self._since: float | None = None  # when waiting for an answer began
        self._overdue = False
        self._stopped = threading.Event()

    def run(self) -> None:
        while not self._stopped.is_set():
            self._send()
            if not self._sent:
                break
            result = self._answer()
            source = self._sent.popleft()[0]
            while not self._stopped.is_set():
                with suppress(queue.Full):
                    self._results.put((source, result), timeout=0.5)
                    break
        self._end()

    def stop(self) -> None:
        """End the process, whatever it is doing."""
        self._stopped.set()
        if process := self._process:
            process.kill()
        self.join()

    def end_when_overdue(self) -> None:
        """End the process if it has been busy with one file for too long."""
        since, process = self._since, self._process
        if since is not None and process and time.monotonic() > since + PATIENCE:
            self._overdue = True
            process.kill()

    def _send(self) -> None:
        """Send one file at least, and small ones ahead as many as a pipe surely holds."""
        while not self._sent or self._has_room():
            try:
                source = self._waiting.get_nowait()
            except queue.Empty:
                return
            packed = pickle.dumps(source, pickle.HIGHEST_PROTOCOL)
            self._sent.append((source, len(packed)))
            process = self._process or self._begin()
            if process is None:
                return
            assert process.stdin
            with suppress(OSError):  # it has died, as the answer will tell
                process.stdin.write(packed)
                process.stdin.flush()

    def _has_room(self) -> bool:
        """Return whether the pipe surely holds one more, and not too much is sent ahead."""
        return sum(size for _, size in self._sent) < _PIPE and sum(source.size for source, _ in self._sent) < _AHEAD

    def _answer(self) -> bytes | ExtractedFile | Failure:
        """Return what became of the first file that was sent."""
        source = self._sent[0][0]
        process = self._process
        if process is None:
            if not is_plain(source.path):
                return Failure(source.shown, "No process could be started to read it in, apart from the program.")
            return extract_file(source, self._outlets)
        self._overdue, self._since = False, time.monotonic()
        result = _received(process)
        self._since = None
        if result is not None:
            return result
        self._end()
        while len(self._sent) > 1:
            self._waiting.put(self._sent.pop()[0])
        if process.returncode == -getattr(signal, "SIGVTALRM", 0):
            return Failure(source.shown, f"Reading it took longer than {READING:.0f} seconds.")
        if self._overdue:
            return Failure(source.shown, f"Reading it took longer than {PATIENCE:.0f} seconds.")
        return Failure(source.shown, "Reading it ended the reading process, perhaps for lack of memory.")

    def _begin(self) -> subprocess.Popen[bytes] | None:
        """Start a process and return it; None where none can be started, which is not the fault of the waiting file."""
        try:
            # -P: Python must import nothing from the folder the program was started in, which may be a stranger's.
            self._process = process = subprocess.Popen(
                [sys.executable, "-P", "-c", "from dossier.indexing.workers import serve; serve()"],
                stdin=subprocess.PIPE,
                stdout=subprocess.PIPE,
                stderr=subprocess.DEVNULL,
            )
            assert process.stdin
            pickle.dump(self._outlets, process.stdin)
            process.stdin.flush()
            if _received(process) == _READY:
                return process
        except OSError:
            pass
        self._end()
        return None

    def _end(self) -> None:
        if process := self._process:
            self._process = None
            process.kill()
            for pipe in (process.stdin, process.stdout):
                with suppress(OSError):
                    if pipe:
                        pipe.close()
            process.wait()


def _received(process: subprocess.Popen[bytes]) -> bytes | None:
    """Return the next answer of a process; None where it ended before all of it was sent."""
    assert process.stdout
    with suppress(OSError, ValueError):
        head = process.stdout.read(_LENGTH.size)
        if len(head) == _LENGTH.size:
            (length,) = _LENGTH.unpack(head)
            answer = process.stdout.read(length)
            return answer if len(answer) == length else None
    return None


def serve() -> None:
    """Be a worker: take outlets and then sources from standard input, and answer what became of each, pickled."""
    tasks, replies = sys.stdin.buffer, sys.stdout.buffer
    sys.stdout = sys.stderr  # a stray print must not mix in

    def reply(answer: bytes) -> None:
        replies.write(_LENGTH.pack(len(answer)))
        replies.write(answer)
        replies.flush()

    for kind in _MANY:
        copyreg.pickle(kind, _plainly(kind))
    with suppress(KeyboardInterrupt, BrokenPipeError, EOFError):
        outlets = pickle.load(tasks)  # noqa: S301 - from our own process
        reply(_READY)
        while True:
            source = pickle.load(tasks)  # noqa: S301
            reply(pickle.dumps(_extract_file(source, outlets, limited), pickle.HIGHEST_PROTOCOL))


def _plainly(kind: type) -> Callable[[Any], tuple[type, tuple[Any, ...]]]:
    """Return a reducer that pickles a dataclass as a call with its fields: the default takes three times as long."""
    values = attrgetter(*(field.name for field in dataclasses.fields(kind)))
    return lambda item: (kind, values(item))
