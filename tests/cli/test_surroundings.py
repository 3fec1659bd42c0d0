"""What a shell and a system can do to the program ends in one true sentence and the right exit code."""

from __future__ import annotations

import os
import shlex
import sqlite3
import subprocess
import sys
from contextlib import closing
from pathlib import Path

import pytest

from dossier.cli import main
from dossier.cli.console import failures
from dossier.notebook import Notebook

TEXT = "Quay stays shut\n\nThe quay stays shut for ten days, the clerk said on Monday.\n"
LINK = "one#char=17,60"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    place = tmp_path / "work"
    place.mkdir()
    (place / "one.txt").write_text(TEXT)
    (place / "config.yaml").write_text("sources: [one.txt]\n")
    return place


def shell(folder: Path, words: str, around: str = "{}") -> tuple[int, str, str]:
    """Run the program as a shell does, with redirections and limits around it."""
    command = around.format(f"{shlex.quote(sys.executable)} -m dossier {words}")
    done = subprocess.run(
        ["bash", "-c", command], cwd=folder, capture_output=True, text=True, check=False, timeout=120,
        env={**os.environ, "PYTHONPATH": str(Path(__file__).parents[2])},
    )  # fmt: skip
    assert "should not have happened" not in done.stderr, done.stderr
    assert "Exception ignored" not in done.stderr, done.stderr
    assert "Traceback" not in done.stderr, done.stderr
    return done.returncode, done.stdout, done.stderr


@pytest.mark.parametrize("around", ["{} >&-", "{} >/dev/full", "{} >&- <&-"])
def test_a_note_that_was_saved_is_said_to_be_where_the_answer_cannot_be_written(folder: Path, around: str) -> None:
    code, _, told = shell(folder, f"notes add {shlex.quote(LINK)}", around)
    assert code == 2
    note = Notebook(folder / "notebook.yaml").notes()[0]
    assert f"The note {note.id} was saved, but standard output cannot be written" in told
    code, _, told = shell(folder, "articles", around)
    assert (code, told.count("\n")) == (2, 1)
    assert "Standard output cannot be written" in told


def test_what_python_says_of_a_librarys_code_is_not_told() -> None:
    words = "from dossier.cli import main; main(['--version']); compile('1 is 1', 'library.py', 'eval')"
    done = subprocess.run([sys.executable, "-c", words], capture_output=True, text=True, check=True)
    assert done.stderr == ""


def test_other_streams_that_are_closed_or_full_do_not_matter_to_an_answer(folder: Path) -> None:
    for around in ("{} 2>&-", "{} <&-", "{} 2>/dev/full", "{} <&- 2>&-"):
        code, said, _ = shell(folder, "articles --json", around)
        assert code == 0, around
        assert '"id": "one"' in said, around


def test_a_remark_that_cannot_be_written_does_not_change_the_exit_code(folder: Path) -> None:
    assert shell(folder, "search quay", "{} 2>/dev/full")[0] == 0
    assert shell(folder, "entities", "{} 2>/dev/full")[0] == 1


def test_a_reader_that_has_seen_enough_is_no_failure(folder: Path) -> None:
    (folder / "one.txt").write_text("".join(f"The quay had {n} boats.\n\n" for n in range(2, 400)), "utf-8")
    shell(folder, "index", "{}")
    assert shell(folder, "numbers --json", "set -o pipefail; {} | true")[0] == 0


def test_nothing_is_written_where_every_stream_is_closed(folder: Path) -> None:
    assert shell(folder, "articles", "{} >&- 2>&- <&-")[0] == 2
    assert shell(folder, "nonsense", "{} >&- 2>&- <&-")[0] == 2
    code, _, told = shell(folder, "related - --json", "{} <&-")
    assert code in {1, 2}
    assert told.count("\n") <= 1


@pytest.mark.parametrize(
    "word", ["~nosuchuser", "~nosuchuser/x", "x" * 300, "y/" * 3000, "a\nb", "/proc/1/root/x", "caf\udce9", "a\x1b[31m"]
)
def test_an_argument_that_names_nothing_is_one_sentence(
    folder: Path, word: str, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(folder)
    for words in ([word], ["--config", word, "articles"], ["show", word], ["init", f"{word}/new"], ["add", word]):
        if words[0] in {"init", "add"} and not word.startswith("~nosuch"):
            continue
        assert main(words) in {1, 2}
        told = capsys.readouterr().err
        assert told.strip().count("\n") == 0, told
        assert "should not have happened" not in told
        assert "\x1b" not in told


@pytest.mark.parametrize(
    ("line", "said"),
    [
        ("notebook: ~nobodyatall/n.yaml", "line 2"), (f"notebook: {'x' * 300}", "line 2"),
        (f"index: {'9' * 400}", "line 2"),
        ('entities: "\\ud800"', "line 2"), (f"notebook: {'a/' * 3000}b", "line 2"), ('index: "a\\0b"', "line 2"),
    ],
)  # fmt: skip
def test_a_path_that_cannot_be_is_named_with_file_line_and_key(
    folder: Path, line: str, said: str, capsys: pytest.CaptureFixture[str]
) -> None:
    (folder / "config.yaml").write_text(f"sources: [one.txt]\n{line}\n")
    assert main(["--config", str(folder / "config.yaml"), "articles"]) == 2
    told = capsys.readouterr().err
    assert "config.yaml" in told
    assert said in told
    assert line.partition(":")[0] in told
    assert "should not have happened" not in told


def test_a_folder_that_is_gone_and_a_state_folder_that_is_a_file_are_told(folder: Path, home: Path) -> None:
    code, _, told = shell(folder, "articles", "mkdir gone; cd gone; rmdir ../gone; {}")
    assert code == 2
    assert "The current folder no longer exists" in told
    (home / "xdg_state_home").write_text("a file")
    code, _, told = shell(folder, "articles")
    assert (code, "Not a directory" in told, told.count("\n")) == (2, True, 1)


@pytest.mark.parametrize("around", ["ulimit -f 8; {}", "ulimit -v 300000; {}", "ulimit -n 8; {}"])
def test_limits_are_told_in_one_sentence(folder: Path, around: str) -> None:
    for number in range(30):
        (folder / f"more-{number}.txt").write_text(TEXT * 40)
    (folder / "config.yaml").write_text("sources: [.]\n")
    code, _, told = shell(folder, "search quay", around)
    assert code in {0, 1, 2}
    if code == 1:  # nothing found, because the folder could not be read: that is said first
        assert "cannot be read" in told.partition("\n")[0], told
    if code:
        assert told.strip(), around


def test_a_module_that_was_cut_off_is_told_and_none_is_left_so_by_a_limit(
    folder: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    def cut(*_: object) -> None:
        raise EOFError("marshal data too short")

    monkeypatch.chdir(folder)
    monkeypatch.setattr("dossier.cli.commands.importlib.import_module", cut)
    assert main(["articles"]) == 2
    assert "__pycache__" in capsys.readouterr().err
    code = "from dossier.cli import main; import sys; main(['nonsense']); print(sys.dont_write_bytecode)"
    for around, kept in (("ulimit -f 8; {}", "True"), ("{}", "False")):
        command = around.format(f"{shlex.quote(sys.executable)} -c {shlex.quote(code)}")
        environment = {name: value for name, value in os.environ.items() if name != "PYTHONDONTWRITEBYTECODE"}
        done = subprocess.run(
            ["bash", "-c", command],
            cwd=folder,
            capture_output=True,
            text=True,
            check=False,
            env={**environment, "PYTHONPATH": str(Path(__file__).parents[2])},
        )
        assert done.stdout.strip() == kept


def test_every_failure_of_the_system_is_a_sentence() -> None:
    errors = (
        OSError(28, "No space left on device", "x"), OSError(28, "No space left on device"), MemoryError(),
        sqlite3.OperationalError("disk I/O error"), ImportError("failed to map segment"), OSError("odd"),
        RuntimeError("can't start new thread"), FileNotFoundError(2, "No such file or directory", "a\nb"),
    )  # fmt: skip
    for error in errors:
        sentence = failures.sentence(error)
        assert sentence
        assert "\n" not in sentence
        assert sentence.endswith(".")
    assert failures.sentence(ValueError("a fault of ours")) is None


def test_an_index_that_another_program_changed_is_built_again_and_said(
    folder: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(folder)
    assert main(["articles"]) == 0
    for words in (["show", "one"], ["search", "quay"], ["index"]):
        with closing(sqlite3.connect(folder / "index" / "catalogue.sqlite")) as connection, connection:
            connection.execute("UPDATE article SET text = replace(text, 'ten', 'two')")
        capsys.readouterr()
        assert main(words) == 0
        told = capsys.readouterr()
        assert told.err.count("The catalogue was changed by another program. It was built again") == 1
        assert "two days" not in told.out


def test_the_index_may_be_deleted_while_commands_run(folder: Path) -> None:
    command = "(for i in $(seq 30); do rm -rf index; sleep 0.02; done) & for i in 1 2 3; do {}; done; wait"
    shell(folder, "search quay", command)


def test_what_leaves_by_an_export_or_a_citation_holds_no_control_characters_and_only_web_addresses() -> None:
    from dossier.model import ArticleInfo, Note
    from dossier.notebook import FORMATS, STYLES, citation, export

    note = Note(
        id="n-1", quote="a\x1b]0;x\x07b\x9b31m\u202e", article="in/a\n$(x).txt", start=1, end=9, title="t\x1b[2J",
        speaker="s\x08\x7f", outlet="o\x00", comment="c\x1b", tags=("t\x1b",),
    )  # fmt: skip
    for url in (
        "javascript:alert(1)",
        "data:text/html,x",
        "file:///etc/passwd",
        "JAVASCRIPT:x",
        "https:x",
        " http://a/\x1b",
    ):
        info = ArticleInfo(
            id="a", path=note.article, title="t", outlet=None, byline="b\x1b", published=None, published_from=None,
            url=url, language="en", words=1, passages=1, sha256="",
        )  # fmt: skip
        documents = [export([note], form, [info]) for form in FORMATS]
        documents += [citation(note, style, info) for style in STYLES]
        for document in documents:
            assert all(one.isprintable() or one == "\n" for one in document), document
            assert "script:" not in document.lower()
            assert "data:text" not in document
            assert "file:///etc" not in document
