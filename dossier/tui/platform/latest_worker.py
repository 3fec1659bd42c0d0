"""Work away from the keyboard: one thread to a kind of work, and only the newest wish counts."""

from __future__ import annotations

import threading
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, TypeVar

Cancelled = Callable[[], bool]
Post = Callable[[Callable[[], None]], None]
T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class _Job:
    number: int
    work: Callable[[Cancelled], Any]
    done: Callable[[Any], None]
    failed: Callable[[Exception], None]


class LatestOnlyWorker:
    """A thread that does the newest job given to it and drops those that waited.

    A running job is told through `cancelled` that it is out of date; its answer is then thrown away. Answers
    come back through `post`, which must hand a callable over to the thread that draws.
    """

    def __init__(self, name: str, post: Post) -> None:
        """Set up a worker; its thread starts with the first job and never keeps the program alive."""
        self._name = name
        self._post = post
        self._ready = threading.Condition()
        self._waiting: _Job | None = None
        self._newest = self._answered = 0
        self._thread: threading.Thread | None = None

    def submit(
        self, work: Callable[[Cancelled], T], done: Callable[[T], None], failed: Callable[[Exception], None]
    ) -> None:
        """Do `work` instead of all that was asked before, then `done` or `failed` in the drawing thread."""
        with self._ready:
            self._newest += 1
            self._waiting = _Job(self._newest, work, done, failed)
            self._ready.notify()
        if self._thread is None:
            self._thread = threading.Thread(target=self._run, name=self._name, daemon=True)
            self._thread.start()

    @property
    def busy(self) -> bool:
        """Whether an answer is still to come."""
        return self._answered != self._newest

    def abandon(self) -> None:
        """Forget what was asked; no answer will come."""
        with self._ready:
            self._newest += 1
            self._answered = self._newest
            self._waiting = None

    def _run(self) -> None:
        while True:
            with self._ready:
                while self._waiting is None:
                    self._ready.wait()
                job, self._waiting = self._waiting, None
            self._do(job)

    def _do(self, job: _Job) -> None:
        def cancelled() -> bool:
            return job.number != self._newest

        try:
            result = job.work(cancelled)
        except Exception as error:  # noqa: BLE001 - whatever goes wrong is shown by the thread that draws
            failure = error
            self._post(lambda: self._answer(job, lambda: job.failed(failure)))
        else:
            self._post(lambda: self._answer(job, lambda: job.done(result)))

    def _answer(self, job: _Job, call: Callable[[], None]) -> None:
        """Hand an answer over, in the drawing thread, unless a newer wish has come in between."""
        if job.number == self._newest:
            self._answered = job.number
            call()
