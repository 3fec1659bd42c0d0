"""Bounds on reading one file: in force while it is read, gone afterwards."""

from __future__ import annotations

import resource
import time

import pytest

from dossier import limits, workers
from dossier.model import Failure
from dossier.reading import Source


def _go_on_whatever_happens():
    while True:
        try:
            sum(range(1_000))
        except Exception:  # noqa: BLE001 - as parsers do
            continue


def test_too_long_is_ended(monkeypatch):
    monkeypatch.setattr(limits, "READING", 0.1)
    began = time.monotonic()
    with pytest.raises(limits.TooLongError), limits.limited():
        _go_on_whatever_happens()
    assert time.monotonic() - began < 5
    after = time.process_time()
    while time.process_time() < after + 0.15:
        sum(range(1_000))  # no bell rings afterwards


def test_too_much_memory_is_refused(monkeypatch):
    monkeypatch.setattr(limits, "MEMORY", 50_000_000)
    before = resource.getrlimit(resource.RLIMIT_AS)
    with pytest.raises(MemoryError), limits.limited():
        bytearray(400_000_000)
    assert resource.getrlimit(resource.RLIMIT_AS) == before
    assert len(bytearray(100_000_000)) == 100_000_000


def test_a_complicated_file_is_never_read_in_the_program_itself(tmp_path, monkeypatch):
    file = tmp_path / "x.html"
    file.write_text("<p>Some words.</p>", encoding="utf-8")
    monkeypatch.setattr(workers._Worker, "_begin", lambda _: None)
    ((_, result),) = workers.extract_all([Source(str(file), "x", "x.html", 20, 0)], {})
    assert isinstance(result, Failure)
    assert "No process could be started" in result.error
