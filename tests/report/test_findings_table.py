"""Findings as CSV: every row's link leads to the words it names."""

from __future__ import annotations

import csv
import io

import dossier
from dossier.cli import main
from dossier.report.findings_table import COLUMNS


def test_each_place_of_a_finding_is_a_row_whose_link_has_its_words(sample, tmp_path, capsys):
    file = tmp_path / "findings.csv"
    assert main(["--config", str(sample), "export", "findings", str(file)]) == 0
    capsys.readouterr()
    with file.open(encoding="utf-8", newline="") as table:
        rows = list(csv.DictReader(table))
    assert tuple(rows[0]) == COLUMNS
    with dossier.open(sample) as opened:
        found = opened.compare()
        assert len(rows) == sum(len(reading.spans) for finding in found for reading in finding.readings)
        assert list(dict.fromkeys(row["finding"] for row in rows)) == [finding.id for finding in found]
        for row in rows:
            article, _, place = row["link"].partition("#char=")
            start, end = map(int, place.split(","))
            words = opened.article(article).text[start:end]
            assert row["words"].lstrip("'") == words.replace("\n", " ")
            assert row["title"]
        opened.mark_finding(found[0].id, "seen")
    days = [row for row in rows if row["reading"].startswith("103 days")]
    assert days
    assert {row["value"] for row in days} == {"103"}
    assert main(["--config", str(sample), "export", "findings", "-", "--verdict", found[0].verdict]) == 0
    shown = list(csv.DictReader(io.StringIO(capsys.readouterr().out)))
    assert {row["verdict"] for row in shown} == {found[0].verdict}
    assert {row["mark"] for row in shown if row["finding"] == found[0].id} == {"seen"}
