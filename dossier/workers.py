"""Reads and extracts files in processes of their own.

A worker is a fresh Python that runs `serve`, fed one file at a time through its pipes: so it is known which file a
worker died of, one that hangs can be ended, and nothing depends on how the calling program was started.
"""

from __future__ import annotations

import dataclasses
import os
import pickle
import queue
import subprocess
import sys
import threading
from collections.abc import Iterator, Mapping, Sequence
from contextlib import AbstractContextManager, nullcontext, suppress
from dataclasses import dataclass

from dossier.extracting import extract
from dossier.limits import READING, TooLongError, limited
from dossier.model import Article, Extraction, Failure
from dossier.reading import ReadError, Source, is_plain, read

MOST = 5_000
"""Mentions, quantities, dates or quotations of one article; an issue of a newspaper has fewer, a table has no end."""
PATIENCE = 60.0  # seconds for one file
_READY = "ready"
_FEW = 16  # so many files are read before a worker has started
_LARGE = 1_000_000  # bytes; more is worth a worker of its own


@dataclass(frozen=True, slots=True)
class Extracted:
    """What became of a file."""

    source: Source
    article: Article
    extraction: Extraction


def extract_file(source: Source, outlets: Mapping[str, str]) -> Extracted | Failure:
    """Read and extract one file; whatever goes wrong is a Failure that says so."""
    return _extract_file(source, outlets, nullcontext())


def _extract_file(
    source: Source, outlets: Mapping[str, str], limits: AbstractContextManager[None]
) -> Extracted | Failure:
    try:
        with limits:
            article = read(source.path, id=source.id, shown=source.shown, outlets=outlets)
        return Extracted(source, *bounded(article, extract(article)))
    except ReadError as error:
        return Failure(source.shown, str(error))
    except MemoryError:
        return Failure(source.shown, "Reading it takes more memory than an article can need.")
    except TooLongError:
        return Failure(source.shown, f"Reading it took longer than {READING:.0f} seconds.")
    except Exception as error:  # noqa: BLE001 - one article must never stop the others
        return Failure(source.shown, f"It could not be read: {type(error).__name__}: {error}.")


def bounded(article: Article, extraction: Extraction) -> tuple[Article, Extraction]:
    """Keep the first MOST of each kind of what was extracted, with a remark where there is more."""
    cut = {field.name: getattr(extraction, field.name)[:MOST] for field in dataclasses.fields(extraction)}
    more = [name for name, kept in cut.items() if len(kept) < len(getattr(extraction, name))]
    if not more:
        return article, extraction
    remark = f"only its first {MOST:,} {' and '.join(more)} are known: it is a table or a list, and no article"
    return dataclasses.replace(article, remarks=(*article.remarks, remark)), Extraction(**cut)


def extract_all(sources: Sequence[Source], outlets: Mapping[str, str]) -> Iterator[tuple[Source, Extracted | Failure]]:
    """Read and extract files, in no order; only a few results wait at a time, however many files there are."""
    few = len(sources) < _FEW and sum(source.size for source in sources) < _LARGE
    if few and all(is_plain(source.path) for source in sources):
        for source in sources:
            yield source, extract_file(source, outlets)
        return
    waiting: queue.SimpleQueue[Source] = queue.SimpleQueue()
    for source in sources:
        waiting.put(source)
    results: queue.Queue[tuple[Source, Extracted | Failure]] = queue.Queue(maxsize=32)
    crew = [_Worker(waiting, results, outlets) for _ in range(min(os.cpu_count() or 1, len(sources)))]
    try:
        for worker in crew:
            worker.start()
        for _ in sources:
            yield results.get()
    finally:
        for worker in crew:
            worker.stop()


class _Worker(threading.Thread):
    """A thread that feeds one process, and starts another where that has died."""

    def __init__(
        self,
        waiting: queue.SimpleQueue[Source],
        results: queue.Queue[tuple[Source, Extracted | Failure]],
        outlets: Mapping[str, str],
    ) -> None:
        super().__init__(daemon=True)
        self._waiting = waiting
        self._results = results
        self._outlets = dict(outlets)
        self._process: subprocess.Popen[bytes] | None = None
        self._stopped = threading.Event()

    def run(self) -> None:
        while not self._stopped.is_set():
            try:
                source = self._waiting.get_nowait()
            except queue.Empty:
                break
            result = self._extract(source)
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

    def _extract(self, source: Source) -> Extracted | Failure:
        process = self._process or self._begin()
        if process is None:
            if not is_plain(source.path):
                return Failure(source.shown, "No process could be started to read it in, apart from the program.")
            return extract_file(source, self._outlets)
        assert process.stdin
        assert process.stdout
        too_long = threading.Event()

        def give_up() -> None:
            too_long.set()
            process.kill()

        timer = threading.Timer(PATIENCE, give_up)
        timer.start()
        try:
            pickle.dump(source, process.stdin, pickle.HIGHEST_PROTOCOL)
            process.stdin.flush()
            result: Extracted | Failure = pickle.load(process.stdout)  # noqa: S301 - our own process
        except Exception:  # noqa: BLE001 - a pickle that is cut off can raise anything
            self._end()
            if too_long.is_set():
                return Failure(source.shown, f"Reading it took longer than {PATIENCE:.0f} seconds.")
            return Failure(source.shown, "Reading it ended the reading process, perhaps for lack of memory.")
        else:
            return result
        finally:
            timer.cancel()

    def _begin(self) -> subprocess.Popen[bytes] | None:
        """Start a process; None where none can be started, which is no fault of the file that waits for it."""
        try:
            # -P: Python must import nothing from the folder the program was started in, which may be a stranger's.
            self._process = process = subprocess.Popen(
                [sys.executable, "-P", "-c", "from dossier.workers import serve; serve()"],
                stdin=subprocess.PIPE,
                stdout=subprocess.PIPE,
                stderr=subprocess.DEVNULL,
            )
            assert process.stdin
            assert process.stdout
            pickle.dump(self._outlets, process.stdin)
            process.stdin.flush()
            if pickle.load(process.stdout) == _READY:  # noqa: S301 - our own process
                return process
        except (OSError, EOFError, pickle.UnpicklingError):
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


def serve() -> None:
    """Be a worker: take outlets and then sources from standard input, and answer what became of each."""
    tasks, replies = sys.stdin.buffer, sys.stdout.buffer
    sys.stdout = sys.stderr  # a stray print must not mix in
    with suppress(KeyboardInterrupt, BrokenPipeError, EOFError):
        outlets = pickle.load(tasks)  # noqa: S301 - from our own process
        pickle.dump(_READY, replies)
        replies.flush()
        while True:
            source = pickle.load(tasks)  # noqa: S301
            pickle.dump(_extract_file(source, outlets, limited()), replies, pickle.HIGHEST_PROTOCOL)
            replies.flush()
