"""`dossier add`: every article once, under a tidy name, out of whatever file it lies in."""

from __future__ import annotations

import io
import json
import mailbox
import zipfile

import pytest
from click.testing import CliRunner

from dossier.cli.commands import cli
from dossier.config import load
from dossier.dossier import Dossier
from tests.helpers.hostile import PROSE
from tests.helpers.mail import MORE, mail


@pytest.fixture
def config(tmp_path):
    (tmp_path / "articles").mkdir()
    (tmp_path / "config.yaml").write_text("sources: [articles]\nindex: index\nnotebook: notebook.yaml\n", "utf-8")
    return load(tmp_path / "config.yaml")


@pytest.fixture
def add(config):
    def run(*paths, **fields):
        with Dossier(config) as dossier:
            found = list(dossier.add(paths, fields))
            dossier.index()
            return found

    return run


@pytest.fixture
def articles(config):
    def listed():
        with Dossier(config) as dossier:
            return {info.path: info for info in dossier.articles()}

    return listed


def put(folder, name, data):
    file = folder / name
    file.parent.mkdir(exist_ok=True)
    file.write_bytes(data if isinstance(data, bytes) else data.encode())
    return file


PAGE = f"<title>¡Quay stays shut! | The Post</title><p>{PROSE}</p><p>{MORE}</p>"
TEXT = f"Quay stays shut\n\n6 May 2025\n\n{PROSE}\n\n{MORE}\n"


def test_a_file_is_copied_under_day_and_title(add, articles, tmp_path):
    (added,) = add(put(tmp_path, "SCAN_0001 (3).TXT", TEXT))
    assert added.added == "articles/2025-05-06-quay-stays-shut.txt"
    assert (tmp_path / added.added).read_text("utf-8") == TEXT
    assert list(articles()) == [added.added]


def test_the_same_article_twice_is_said(add, tmp_path):
    (first,) = add(put(tmp_path, "a.txt", TEXT))
    (again,) = add(put(tmp_path, "b.txt", TEXT))
    assert (again.added, again.same) == (None, first.added)
    (other,) = add(put(tmp_path, "c.html", PAGE.replace(" | The Post", "")))
    assert other.same == first.added  # another format, the same words


def test_one_wire_story_in_two_outlets_is_two_articles(add, tmp_path):
    pages = [
        put(tmp_path, f"{n}.html", PAGE.replace("The Post", outlet))
        for n, outlet in enumerate(("The Post", "The Mail"))
    ]
    assert [item.added is not None for item in add(*pages)] == [True, True]


def test_a_name_that_is_taken_gets_a_number(add, tmp_path):
    add(put(tmp_path, "a.txt", TEXT))
    (second,) = add(put(tmp_path, "b.txt", TEXT.replace("Monday", "Sunday")))
    assert second.added == "articles/2025-05-06-quay-stays-shut-2.txt"


def test_a_table_is_taken_apart(add, articles, tmp_path):
    rows = (
        f'HD,Body,PubDate,Byline,Source\nQuay stays shut,"{PROSE}\n\n{MORE}",2025-05-06,Ann Lee,The Post\nNo text,,,,\n'
    )
    failed, added = add(put(tmp_path, "export.csv", rows))
    info = articles()[added.added]
    assert (info.title, info.outlet, info.byline, info.published) == (
        "Quay stays shut",
        "The Post",
        "Ann Lee",
        "2025-05-06",
    )
    assert info.passages == 2
    assert "--field text=COLUMN" in failed.error


def test_columns_with_other_names_can_be_told(add, articles, tmp_path):
    record = {
        "Überschrift": "Quay stays shut",
        "Inhalt": f"<p>{PROSE}</p><p>{MORE}</p>",
        "source": {"name": "The Post"},
    }
    file = put(tmp_path, "export.jsonl", json.dumps(record) + "\n[1]\nnonsense\n")
    *failed, added = add(file, title="Überschrift", text="Inhalt")
    info = articles()[added.added]
    assert (info.title, info.outlet, info.passages) == ("Quay stays shut", "The Post", 2)
    assert [item.error for item in failed] == ["Not an article: it is not an object with fields."] * 2


def test_a_mailbox_is_taken_apart(add, tmp_path):
    box = mailbox.mbox(tmp_path / "box.mbox")
    box.add(mail(f"{PROSE}\n\nFrom here on it gets worse.\n\n{MORE}", Subject="One"))
    box.add(mail(f"{MORE}\n\n{PROSE}", Subject="Two"))
    box.close()
    assert [item.added for item in add(tmp_path / "box.mbox")] == ["articles/one.eml", "articles/two.eml"]


def test_an_archive_is_taken_apart_and_nothing_climbs_out(add, tmp_path):
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as archive:
        archive.writestr("../../climbed.txt", TEXT)
        archive.writestr("inner.zip", b"PK")
        archive.writestr("picture.png", b"x")
    failed, added = add(put(tmp_path, "all.zip", buffer.getvalue()))
    assert added.added == "articles/2025-05-06-quay-stays-shut.txt"
    assert "archive within an archive" in failed.error
    assert not list(tmp_path.parent.glob("climbed*"))


def test_what_lies_in_the_sources_in_one_piece_is_named(config, tmp_path):
    put(tmp_path / "articles", "export.csv", "title,text\na,b\n")
    put(tmp_path / "articles", "old.doc", "x")
    put(tmp_path / "articles", "page.html", PAGE)
    put(tmp_path / "articles/page_files", "frame.html", PAGE)
    with Dossier(config) as dossier:
        summary = dossier.index()
    assert summary.articles == 1
    assert [failure.path for failure in summary.failed] == ["articles/export.csv", "articles/old.doc"]
    assert "dossier add" in summary.failed[0].error


def test_on_the_command_line(config, tmp_path):
    file = put(tmp_path, "a.txt", TEXT)
    words = ["--config", str(config.file), "add", str(file), str(tmp_path / "nowhere.txt")]
    first = CliRunner().invoke(cli, words)
    assert first.exit_code == 1
    assert "added      articles/2025-05-06-quay-stays-shut.txt" in first.output
    assert "nowhere.txt: It does not exist." in first.output
    again = CliRunner().invoke(cli, [*words[:-1], "--json"])
    assert json.loads(again.stdout.splitlines()[-1])["same"] == "articles/2025-05-06-quay-stays-shut.txt"


def test_a_very_long_name_is_shown_by_its_ends(config, tmp_path):
    file = put(tmp_path, f"{'quay-' * 40}end.bin", "x")
    said = CliRunner().invoke(cli, ["--config", str(config.file), "add", str(file)])
    line = said.stderr.splitlines()[0]
    assert "…" in line
    assert "quay-end.bin: Its format is not read" in line
