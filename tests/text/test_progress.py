"""Progress goes from one process to another as lines."""

from __future__ import annotations

import io

from dossier.model import Progress
from dossier.text.progress import ProgressLines, progress_of


def test_lines_come_at_most_twenty_a_second_and_the_last_always():
    stream = io.StringIO()
    told = ProgressLines(stream)
    for done in range(1001):
        told(Progress("reading", done, 1000))
    steps = [progress_of(line.encode()) for line in stream.getvalue().splitlines()]
    assert steps[0] == Progress("reading", 0, 1000)
    assert steps[-1] == Progress("reading", 1000, 1000)
    assert len(steps) < 100


def test_other_lines_are_no_progress():
    for line in (b"", b"dossier: a notice", b"{", b"[1, 2]", b'{"stage": "reading"}', b"\xff\xfe", b"[" * 100_000):
        assert progress_of(line) is None
