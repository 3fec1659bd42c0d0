"""Nothing outside of the sources is read, whatever is put in the place of a folder meanwhile."""

import os
import stat
import subprocess
from pathlib import Path
from types import SimpleNamespace

import pytest

import dossier
from dossier.dossier import Dossier
from dossier.indexing import adding
from dossier.indexing.given_files import Added
from dossier.reading import ReadError, read
from dossier.reading.sources import sources, walk

TEXT = "The footbridge over the Varn at Ossel was closed on Tuesday after an engineer found two cracked bolts.\n"


def opened(folder: Path) -> Dossier:
    (folder / "config.yaml").write_text("sources: [articles]\nindex: index\nnotebook: notebook.yaml\n")
    (folder / "articles").mkdir(exist_ok=True)
    return dossier.open(folder / "config.yaml")


def config(folder: Path) -> SimpleNamespace:
    places = {"index": folder / "index", "versions": folder / "versions"}
    return SimpleNamespace(sources=[folder], **places, shown=lambda path: path.as_posix())


@pytest.mark.parametrize("step", ["in", "in/a", "in/a/b"])
def test_a_folder_that_became_a_link_is_not_followed(tmp_path: Path, step: str) -> None:
    (tmp_path / "in/a/b").mkdir(parents=True)
    (tmp_path / "in/a/b/x.txt").write_text(TEXT)
    (found,), _ = sources(config(tmp_path / "in"))
    outside = tmp_path / "out"
    (tmp_path / step).rename(outside)
    (tmp_path / step).symlink_to(outside)
    with pytest.raises(ReadError, match="symbolic link"):
        read(found.path, id="x", shown="x.txt")


def test_a_folder_that_becomes_a_link_during_the_walk_is_not_listed(tmp_path: Path, monkeypatch) -> None:
    from dossier.files import no_links

    (tmp_path / "in/a").mkdir(parents=True)
    (tmp_path / "out").mkdir()
    (tmp_path / "out/secret.txt").write_text(TEXT)
    whole = no_links.open_folder

    def swapped(path: str) -> int:
        if path.endswith("/a"):
            (tmp_path / "in/a").rmdir()
            (tmp_path / "in/a").symlink_to(tmp_path / "out")
        return whole(path)

    monkeypatch.setattr(no_links, "open_folder", swapped)
    done = walk(config(tmp_path / "in"))
    assert done.found == []
    assert done.unread == [str(tmp_path / "in/a")]


@pytest.mark.skipif(os.geteuid() == 0, reason="root reads every folder")
def test_articles_of_a_folder_that_cannot_be_read_stay(tmp_path: Path) -> None:
    with opened(tmp_path) as it:
        _kept_though_unreadable(it, tmp_path, lambda folder: folder.chmod(0))


def test_articles_of_a_folder_that_fails_stay(tmp_path: Path, monkeypatch) -> None:
    from dossier.files import no_links

    whole = no_links.open_folder

    def failing(path: str) -> int:
        if path.endswith("/b"):
            raise PermissionError(13, "Permission denied")
        return whole(path)

    with opened(tmp_path) as it:
        _kept_though_unreadable(it, tmp_path, lambda _: monkeypatch.setattr(no_links, "open_folder", failing))


def _kept_though_unreadable(it: Dossier, folder: Path, close) -> None:
    inner = folder / "articles/b"
    inner.mkdir(parents=True)
    (inner / "x.txt").write_text(TEXT)
    (folder / "articles/y.txt").write_text(TEXT)
    assert it.index().articles == 2
    close(inner)
    done = it.index()
    inner.chmod(0o755)
    assert (done.articles, done.removed) == (2, 0)
    assert any("stay as they were" in failure.error for failure in done.failed)


def test_files_of_times_that_no_table_holds_are_read(tmp_path: Path) -> None:
    with opened(tmp_path) as it:
        file = tmp_path / "articles/x.txt"
        file.write_text(TEXT)
        os.utime(file, (2**34, 2**34))
        assert it.index().articles == 1
        assert it.index().added == 0


def test_folders_nested_deeper_than_python_calls_are_walked(tmp_path: Path) -> None:
    folder = tmp_path
    for _ in range(1_300):
        folder = folder / "d"
        folder.mkdir()
    (folder / "x.txt").write_text(TEXT)
    try:
        found, failed = sources(config(tmp_path))
        assert (len(found), failed) == (1, [])
    finally:  # shutil, which removes old folders of tests, ends with a RecursionError on such a depth
        subprocess.run(["rm", "-rf", str(tmp_path / "d")], check=True)


def test_a_python_environment_among_the_articles_is_left_out(tmp_path: Path) -> None:
    packages = tmp_path / "in/venv/lib/python3.11/site-packages"
    packages.mkdir(parents=True)
    for place in (packages / "top_level.txt", packages / "LICENSE.md", tmp_path / "in/x.txt"):
        place.write_text(TEXT)
    (tmp_path / "in/venv/pyvenv.cfg").write_text("home = /usr/bin\n")
    found, failed = sources(config(tmp_path))
    assert ([Path(one.path).name for one in found], failed) == (["x.txt"], [])


# --- adding


def added(folder: Path, *paths: Path) -> list[Added]:
    with opened(folder) as it:
        it.index()
        return list(it.add(list(paths)))


def test_what_is_private_stays_so_and_public_files_stay_readable(tmp_path: Path) -> None:
    for name, mode in (("private", 0o600), ("public", 0o644)):
        file = tmp_path / f"{name}.txt"
        file.write_text(f"Footbridge closed\n\n{TEXT}That is what a {name} letter says.\n")
        file.chmod(mode)
        (item,) = added(tmp_path, file)
        assert stat.S_IMODE((tmp_path / item.added).stat().st_mode) == mode


def test_without_hard_links_files_are_added_and_none_is_replaced(tmp_path: Path, monkeypatch) -> None:
    def refused(*_: object) -> None:
        raise OSError(95, "Operation not supported")

    monkeypatch.setattr(adding.os, "link", refused)
    for number in range(2):
        file = tmp_path / f"{number}.txt"
        file.write_text(f"Footbridge closed\n\n{TEXT}It is the {number + 3}rd time.\n")
        (item,) = added(tmp_path, file)
        assert item.error is None
    assert len(list((tmp_path / "articles").glob("*.txt"))) == 2


def test_loops_deep_folders_and_the_whole_file_system_are_no_trouble(tmp_path: Path) -> None:
    given = tmp_path / "given"
    given.mkdir()
    (given / "loop").symlink_to(given)
    (given / "x.txt").write_text(TEXT)
    assert [item.error for item in added(tmp_path, given)] == [None]
    (item,) = added(tmp_path, Path("/"))
    assert "whole file system" in item.error


def test_one_reason_is_told_a_few_times(tmp_path: Path) -> None:
    file = tmp_path / "many.jsonl"
    file.write_text('{"nothing": 1}\n' * 400)
    found = added(tmp_path, file)
    assert len(found) == 4
    assert "397 more" in found[-1].error


@pytest.mark.parametrize("depth", [5, 900, 5_000])
def test_records_nested_deeply_are_refused_with_a_sentence(tmp_path: Path, depth: int) -> None:
    file = tmp_path / "deep.jsonl"
    file.write_text('{"text": ' + '{"name": ' * depth + '"x"' + "}" * depth + "}\n")
    assert all(item.added or item.error for item in added(tmp_path, file))
