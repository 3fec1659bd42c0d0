"""Every list and export gives the page of a PDF, and says nothing of pages where there are none."""

import contextlib
import io
import json
from pathlib import Path

import pytest

from dossier.cli import main
from tests.helpers.pdf_pages import FERRY

pytest.importorskip("pdfminer")

TEXT = (
    "Ferry to Lund Island runs again\n\nThe Ferry Times, 9 March 2024\n\nThe ferry to Lund Island carried 90 people "
    "on Friday, the harbour office said.\n\n“We had no warning from anybody at all,” said Ines Duarte.\n"
)


@pytest.fixture(scope="module")
def state(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("state")


@pytest.fixture(autouse=True)
def one_user(state: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """All tests are of the user who indexed the folder: another's index would be built anew by each command."""
    monkeypatch.setenv("XDG_STATE_HOME", str(state))


@pytest.fixture(scope="module")
def folder(state: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    base = tmp_path_factory.mktemp("pages")
    (base / "articles").mkdir()
    (base / "articles" / "stops.pdf").write_bytes(FERRY)
    (base / "articles" / "again.txt").write_text(TEXT, encoding="utf-8")
    (base / "config.yaml").write_text("sources: [articles]\n", encoding="utf-8")
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("XDG_STATE_HOME", str(state))
        run(base, "index")
    return base


def run(folder: Path, *words: str) -> str:
    said = io.StringIO()
    with contextlib.redirect_stdout(said), contextlib.redirect_stderr(io.StringIO()):
        assert main(["--config", str(folder / "config.yaml"), *words]) in (0, 1)
    return said.getvalue()


def rows(folder: Path, *words: str) -> list[dict]:
    return [json.loads(line) for line in run(folder, *words, "--json").splitlines()]


ASKED = [
    (("quotes",), 2),
    (("numbers",), 2),
    (("dates",), 1),
    (("search", "crane"), 2),
    (("entities", "--mentions"), 2),
    (("related", "again#char=150,180"), 2),
    (("compare",), 2),
    (("timeline",), 1),
]


@pytest.mark.parametrize(("words", "page"), ASKED)
def test_lists_give_the_page(folder: Path, words: tuple[str, ...], page: int) -> None:
    lines = run(folder, *words).splitlines()
    assert any("stops#char=" in line and f" · page {page}" in line for line in lines), lines
    assert not any("again#char=" in line and "page" in line.partition("stops")[0] for line in lines)


def places(value: object) -> list[dict]:
    if isinstance(value, dict):
        here = [value] if {"article", "start", "end"} <= value.keys() else []
        return here + [place for item in value.values() for place in places(item)]
    return [place for item in value for place in places(item)] if isinstance(value, list) else []


@pytest.mark.parametrize(("words", "page"), ASKED)
def test_json_has_the_page_of_a_pdf_only(folder: Path, words: tuple[str, ...], page: int) -> None:
    found = places(rows(folder, *words))
    assert any(place["article"] == "stops" and place["page"] == page for place in found)
    assert all(("page" in place) == (place["article"] == "stops") for place in found)


def test_notes_have_the_page(folder: Path) -> None:
    [pdf] = [row for row in rows(folder, "quotes") if row["article"] == "stops"]
    [text] = [row for row in rows(folder, "quotes") if row["article"] == "again"]
    for quote in (pdf, text):
        run(folder, "notes", "add", f"{quote['article']}#char={quote['start']},{quote['end']}")
    assert [note.get("page") for note in rows(folder, "notes", "list")] == [2, None]
    listed = run(folder, "notes", "list")
    assert listed.count("page 2") == listed.count("page") == 1
    written = (folder / "notebook.yaml").read_text(encoding="utf-8")
    assert written.count("\n  page: 2\n") == written.count("page:") == 1
    # A notebook that is older than page numbers: exports and `--fix` know them all the same.
    (folder / "notebook.yaml").write_text(written.replace("  page: 2\n", ""), encoding="utf-8")
    assert run(folder, "notes", "export", "--format", "markdown").count("page 2 of the PDF") == 1
    run(folder, "notes", "check", "--fix")
    assert "\n  page: 2\n" in (folder / "notebook.yaml").read_text(encoding="utf-8")


def test_check_gives_the_page_of_its_evidence(folder: Path, tmp_path: Path) -> None:
    draft = tmp_path / "draft.txt"
    draft.write_text("“We had no warning from anybody at all,” said Ines Duarte of Lund Island.\n", encoding="utf-8")
    assert " · page 2" in run(folder, "check", "--all", str(draft))
