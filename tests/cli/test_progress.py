"""Commands that may work for seconds tell how far they are."""

from __future__ import annotations

import pytest

from dossier.cli import main
from dossier.cli.console.progress import ProgressBar

TEXT = "Ferry stops\n\nHarbour Post\n\n2025-11-20\n\nThe ferry to Skarholm will stop for 12 days, said Ines Duarte.\n"


@pytest.fixture
def steps(tmp_path, monkeypatch):
    """Two articles, one of them changed since it was first read, and a draft; what progress bars are told."""
    articles = tmp_path / "articles"
    articles.mkdir()
    monkeypatch.chdir(articles)
    (articles / "two.txt").write_text(TEXT.replace("Harbour Post", "The Isle Echo"), encoding="utf-8")
    for one in (TEXT.replace("12", "14"), TEXT):
        (articles / "one.txt").write_text(one, encoding="utf-8")
        assert main(["index"]) == 0
    (tmp_path / "draft.txt").write_text("The ferry to Skarholm will stop for 12 days.\n", encoding="utf-8")
    told = []
    monkeypatch.setattr(ProgressBar, "_report", lambda _, step: told.append(step))
    return told


@pytest.mark.parametrize(
    "words", ["changes", "check ../draft.txt", "coverage", "export findings -", "export report r.html", "news"]
)
def test_a_command_tells_how_far_it_is(steps, words):
    assert main(words.split()) == 0
    assert steps
    assert all(step.stage and 0 <= step.done <= step.total for step in steps)
