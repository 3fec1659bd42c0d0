"""Bounds on reading one file: in force while it is read, gone afterwards."""

from __future__ import annotations

import resource
import time
from dataclasses import replace

import pytest

from dossier.extracting import extract
from dossier.indexing import limits, workers
from dossier.linking.matching.contexts import sentence_of
from dossier.model import Article, Failure, Zone
from dossier.reading import Source, read


def _go_on_whatever_happens():
    while True:
        try:
            sum(range(1_000))
        except Exception:  # noqa: BLE001 - as parsers do
            continue


def test_too_long_is_ended():
    began = time.monotonic()
    with pytest.raises(limits.TooLongError), limits.limited(0.1):
        _go_on_whatever_happens()
    assert time.monotonic() - began < 5
    after = time.process_time()
    while time.process_time() < after + 0.15:
        sum(range(1_000))  # no bell rings afterwards


def test_extracting_has_bounds_of_its_own(tmp_path, monkeypatch):
    file = tmp_path / "x.txt"
    file.write_text("Some words.", encoding="utf-8")
    monkeypatch.setattr(workers, "extract", lambda _: _go_on_whatever_happens())
    monkeypatch.setattr(workers, "EXTRACTING", 0.1)
    result = workers._extract_file(Source(str(file), "x", "x.txt", 11, 0), {}, limits.limited)
    assert result == Failure("x.txt", "Extracting from it took longer than 0 seconds.")


def test_too_much_memory_is_refused(monkeypatch):
    monkeypatch.setattr(limits, "MEMORY", 50_000_000)
    before = resource.getrlimit(resource.RLIMIT_AS)
    with pytest.raises(MemoryError), limits.limited(60):
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


def test_a_table_gives_so_many_numbers_and_says_so():
    text = "There are " + "12 apples, " * (workers.MOST + 5) + "and no more."
    article = Article("a", "a.txt", "A", text, "", zones=(Zone(0, len(text), "body"),))
    cut, extraction = workers.bounded(article, extract(article))
    assert len(extraction.quantities) == workers.MOST
    assert "first 5,000 quantities" in cut.remarks[0]
    short = replace(article, text="There are 12 apples.", zones=(Zone(0, 20, "body"),))
    assert workers.bounded(short, extract(short)) == (short, extract(short))


def test_a_title_is_no_longer_than_a_line(tmp_path):
    file = tmp_path / "a.txt"
    file.write_text("a" * 100_000 + "\n\nThe quay is shut.\n", encoding="utf-8")
    found = read(file, id="a", shown="a.txt")
    assert len(found.title) == 500
    assert found.text == file.read_text(encoding="utf-8")


def test_one_line_of_numbers_is_compared_by_what_stands_near_each():
    text = "The town has " + "12 apples, " * 3_000 + "and no more."
    at = text.index("12", 20_000)
    start, end = sentence_of(text, at, at + 2)
    assert start <= at < end
    assert end - start < 2_100
