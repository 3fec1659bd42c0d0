"""A stranger's folder reaches nothing outside it before its user agrees, and writes only what is this program's own."""

import io
import os
import stat
import sys
from pathlib import Path

import pytest

import dossier
from dossier.cli import main
from dossier.config import load
from dossier.files import atomic, folders
from dossier.files.atomic import FileAsRead
from dossier.files.locks import held, locked
from dossier.model import DossierError, Note
from dossier.notebook import Notebook, NotebookError
from dossier.trust import TrustError, ensure_trusted, outside

TEXT = "Quay stays shut\n\nThe quay stays shut for $(touch pwned) days, the clerk said.\n"
LINK = "one#char=17,60"


@pytest.fixture
def stranger(tmp_path: Path) -> Path:
    folder = tmp_path / "stranger"
    folder.mkdir()
    (folder / "one.txt").write_text(TEXT)
    return folder


def everything(folder: Path) -> dict[str, bytes]:
    return {str(path.relative_to(folder)): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


@pytest.mark.parametrize(
    "line", ["notebook: {}/.bash_profile", "entities: {}/.profile", "index: {}/photos", "notebook: ../mine/n.yaml"]
)
def test_a_path_that_leads_outside_is_refused_until_its_user_agrees(
    stranger: Path,
    home: Path,
    tmp_path: Path,
    line: str,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    (tmp_path / "mine").mkdir()
    (home / "photos" / "whoosh").mkdir(parents=True)
    (home / "photos" / "whoosh" / "holiday.jpg").write_bytes(b"me")
    (home / ".bash_profile").write_text("# mine\n")
    (stranger / "config.yaml").write_text(f"sources: [one.txt]\n{line.format(home)}\n")
    before = everything(home)
    monkeypatch.chdir(stranger)
    for words in (["notes", "add", LINK], ["index"], ["--config", str(stranger / "config.yaml"), "index", "--rebuild"]):
        assert main(words) == 2
        assert "--trust" in capsys.readouterr().err
    assert {name: data for name, data in everything(home).items() if name in before} == before
    main(["notes", "add", LINK, "--trust"])
    assert (home / "photos" / "whoosh" / "holiday.jpg").read_bytes() == b"me"
    assert (home / ".bash_profile").read_text() == "# mine\n"


def test_consent_is_kept_for_these_paths_and_asked_again_for_others(stranger: Path, tmp_path: Path) -> None:
    (tmp_path / "mine").mkdir()
    file = stranger / "config.yaml"
    file.write_text("sources: [one.txt]\nnotebook: ../mine/n.yaml\n")
    config = load(file)
    with pytest.raises(TrustError, match=r"notebook: .*mine/n\.yaml"):
        ensure_trusted(config, named=True)
    assert ensure_trusted(config, named=True, ask=lambda _: True) == config
    assert ensure_trusted(config, named=True) == config
    assert stat.S_IMODE((config.state / "trusted.json").stat().st_mode) == 0o600
    file.write_text("sources: [one.txt]\nnotebook: ../mine/other.yaml\n")
    with pytest.raises(TrustError):
        dossier.open(file)
    with dossier.open(file, trust=True) as opened:
        opened.add_note(LINK)
    assert (tmp_path / "mine" / "other.yaml").exists()


def test_sources_outside_are_read_where_the_configuration_was_named_or_agreed_to(
    stranger: Path, tmp_path: Path
) -> None:
    (tmp_path / "private.txt").write_text(TEXT)
    (stranger / "config.yaml").write_text("sources: [../private.txt]\n")
    (stranger / "link.txt").symlink_to(tmp_path / "private.txt")
    assert [one.key for one in outside(load(folder=stranger), named=False)] == ["sources"]
    assert outside(load(stranger), named=True) == ()
    with pytest.raises(TrustError, match="sources"):
        dossier.open(folder=stranger)


def test_a_link_for_a_folder_or_a_file_leads_outside_too(stranger: Path, home: Path) -> None:
    (home / "photos").mkdir()
    (stranger / "config.yaml").write_text("sources: [one.txt]\n")
    for name, target in (
        ("index", "photos"),
        ("notebook.yaml", ".profile"),
        ("entities.yaml", ".netrc"),
        ("searches.yaml", "x"),
    ):
        (stranger / name).symlink_to(home / target)
        assert [one.key for one in outside(load(stranger), named=True)] == [
            name.replace(".yaml", "").replace("searches", "searches.yaml")
        ]
        (stranger / name).unlink()


def test_an_index_is_never_written_where_other_files_stand(stranger: Path) -> None:
    (stranger / "config.yaml").write_text("sources: [one.txt]\nindex: photos\n")
    (stranger / "photos" / "whoosh").mkdir(parents=True)
    (stranger / "photos" / "whoosh" / "holiday.jpg").write_bytes(b"me")
    with pytest.raises(DossierError, match="did not make"):
        dossier.open(stranger)
    assert everything(stranger / "photos") == {"whoosh/holiday.jpg": b"me"}


def test_locks_temporary_files_and_copies_never_follow_links(tmp_path: Path) -> None:
    victim = tmp_path / "victim"
    victim.write_text("mine")
    path = tmp_path / "folder" / "notebook.yaml"
    path.parent.mkdir()
    note = Note(id="n-1", quote="q", article="a", start=1, end=2)
    Notebook(path).add(note)
    for name in path.parent.glob(".*"):
        name.unlink()
    for suffix in (".lock", ".tmp", ".old"):
        (path.parent / f".notebook.yaml{suffix}").symlink_to(victim)
    with pytest.raises(NotebookError):
        Notebook(path).add(note)
    (path.parent / ".notebook.yaml.lock").unlink()
    import datetime as dt

    today = f"{dt.datetime.now().astimezone():%Y-%m-%d}"
    (path.parent / f".notebook.yaml.{today}~").symlink_to(tmp_path / "not there")
    Notebook(path).add(note)
    assert victim.read_text() == "mine"
    assert not (tmp_path / "not there").exists()
    index = tmp_path / "index"
    index.mkdir()
    (index / "lock").symlink_to(victim)
    (index / "CACHEDIR.TAG").write_text(folders._MARK_TEXT)
    (index / "catalogue.sqlite").symlink_to(victim)
    with locked(index / "lock"):
        pass
    assert victim.read_text() == "mine"
    assert not (index / "catalogue.sqlite").is_symlink()


def test_what_is_private_is_so_under_any_umask(stranger: Path) -> None:
    (stranger / "config.yaml").write_text("sources: [one.txt]\n")
    for mask in (0o000, 0o077, 0o277):
        old = os.umask(mask)
        try:
            with dossier.open(stranger) as opened:
                opened.index(rebuild=True)
                opened.add_note(LINK)
                state = opened.config.state
        finally:
            os.umask(old)
        for path in [
            *(stranger / "index").rglob("*"),
            stranger / "index",
            stranger / "notebook.yaml",
            *state.rglob("*"),
            state.parent,
            state,
        ]:
            assert stat.S_IMODE(path.stat().st_mode) & 0o077 == 0, (oct(mask), path)


def test_a_file_system_without_locks_is_named(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    import errno
    import fcntl

    for number in (errno.ENOLCK, errno.EOPNOTSUPP, errno.ENOSYS):

        def none(*_: object, number: int = number) -> None:
            raise OSError(number, os.strerror(number))

        monkeypatch.setattr(fcntl, "flock", none)
        with pytest.raises(DossierError, match="has no locks"), locked(tmp_path / "index" / "lock"):
            pass
        with pytest.raises(OSError, match=os.strerror(number)), held(tmp_path / "lock", 0.1):
            pass


def test_what_others_save_at_the_very_moment_is_kept(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "notes.yaml"
    exchange = atomic._exchange

    def version() -> FileAsRead:
        return FileAsRead(path.read_bytes(), path.stat())

    def renamed_over(one: Path, other: Path) -> bool:
        if not done:
            done.append(1)
            (tmp_path / "editor").write_bytes(b"theirs\n")
            (tmp_path / "editor").replace(path)
        return exchange(one, other)

    def added_to(one: Path, other: Path) -> bool:
        with path.open("ab") as file:
            file.write(b"added\n")
        return exchange(one, other)

    for saved, expected in ((renamed_over, b"theirs\n"), (added_to, b"ours\nadded\n")):
        path.write_bytes(b"old\n")
        done: list[int] = []
        monkeypatch.setattr(atomic, "_exchange", saved)
        assert atomic.replace(path, b"ours\n", version()) == (saved is added_to)
        monkeypatch.setattr(atomic, "_exchange", exchange)
        assert path.read_bytes() == expected
        assert not (tmp_path / ".notes.yaml.tmp").exists()
    monkeypatch.setattr(atomic, "_exchange", lambda *_: False)  # a system that cannot exchange names
    path.write_bytes(b"old\n")
    assert atomic.replace(path, b"ours\n", version())
    assert path.read_bytes() == b"ours\n"


@pytest.mark.parametrize("call", ["fchmod", "fchown", "fsync", "link"])
def test_no_temporary_file_stays_when_a_call_fails(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, call: str) -> None:
    path = tmp_path / "notes.yaml"
    path.write_bytes(b"old\n")

    def fail(*_: object, **__: object) -> None:
        raise OSError(5, "Input/output error")

    before = FileAsRead(path.read_bytes(), path.stat())
    monkeypatch.setattr(os, call, fail)
    if call == "link":
        assert atomic.replace(path, b"new\n", before)
    else:
        with pytest.raises(OSError, match="Input/output"):
            atomic.replace(path, b"new\n", before)
        assert path.read_bytes() == b"old\n"
    assert not [path for path in tmp_path.iterdir() if path.suffix in {".tmp", ".old"}]


def test_on_a_terminal_a_plain_question_is_asked_before_anything_opens(
    stranger: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "mine").mkdir()
    (stranger / "config.yaml").write_text("sources: [one.txt]\nnotebook: ../mine/n.yaml\n")
    monkeypatch.chdir(stranger)

    class Terminal(io.StringIO):
        def isatty(self) -> bool:
            return True

    for answer, code in (("\n", 2), ("n\n", 2), ("y\n", 1), ("", 1)):  # 1: the notebook is empty; asked once only
        monkeypatch.setattr(sys, "stdin", Terminal(answer))
        monkeypatch.setattr(sys, "stderr", told := Terminal())
        assert main(["notes"]) == code
        assert ("Do you trust it" in told.getvalue()) == bool(answer)
        assert not answer or "mine/n.yaml" in told.getvalue()


@pytest.mark.parametrize(("host", "asked"), [("search.example.org", True), ("127.0.0.1", False)])
def test_a_cluster_elsewhere_needs_consent_as_articles_are_sent_there(tmp_path: Path, host: str, asked: bool) -> None:
    (tmp_path / "one.txt").write_text("Ana Diaz spoke.")
    (tmp_path / "config.yaml").write_text(f"sources: [one.txt]\nstore: https://{host}:9200/story\n")
    told = [str(one) for one in outside(load(tmp_path / "config.yaml"), named=True)]
    assert told == ([f"store: https://{host}:9200/story"] if asked else [])
