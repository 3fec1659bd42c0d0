"""Which files are articles, and that nothing leads out of the sources or waits for a pipe."""

import os
from types import SimpleNamespace

import pytest

from dossier.reading import LARGEST, ReadError, read, sources


def config(*folders, index=None):
    places = {"index": index or folders[0] / "index", "versions": folders[0] / "versions"}
    return SimpleNamespace(sources=folders, **places, shown=lambda path: path.as_posix())


def write(path, text="Some words."):
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text)
    return path


def ids(*folders, **keys):
    found, failed = sources(config(*folders, **keys))
    assert not failed
    return [source.id for source in found]


def test_walks_folders_in_order_and_passes_over_hidden_and_other_files(tmp_path):
    for name in ("b.txt", "a/z.md", "a/b.TXT", ".hidden/x.txt", "a/.x.txt", "notebook.yaml", "index/old.txt", "p.png"):
        write(tmp_path / name)
    assert ids(tmp_path) == ["a/b", "a/z", "b"]


def test_clashing_ids_keep_their_suffix_then_take_their_folders_name(tmp_path):
    for name in ("one/x.txt", "one/x.md", "one/y.txt", "two/y.txt"):
        write(tmp_path / name)
    assert ids(tmp_path / "one", tmp_path / "two") == ["x.md", "x.txt", "one/y.txt", "two/y.txt"]


def test_a_source_may_be_a_file_and_overlaps_count_once(tmp_path):
    file = write(tmp_path / "a/x.txt")
    found, _ = sources(config(file, tmp_path, tmp_path / "a"))
    assert [(source.id, source.path, source.size) for source in found] == [("x", file, 11)]
    assert found[0].mtime_ns == file.stat().st_mtime_ns


def test_links_stay_inside_and_are_followed_once(tmp_path):
    inside, outside = tmp_path / "in", tmp_path / "out"
    write(inside / "real.txt")
    write(outside / "secret.txt")
    (inside / "a-link.txt").symlink_to(inside / "real.txt")
    (inside / "loop").symlink_to(inside)
    (inside / "away").symlink_to(outside)
    (inside / "away.txt").symlink_to(outside / "secret.txt")
    (inside / "gone.txt").symlink_to(inside / "nothing")
    found, failed = sources(config(inside))
    assert [source.id for source in found] == ["real"]
    assert {(f.path.rsplit("/", 1)[1], "out of its source" in f.error) for f in failed} == {
        ("away", True),
        ("away.txt", True),
        ("gone.txt", False),
    }


def test_pipes_are_named_and_never_opened(tmp_path):
    os.mkfifo(tmp_path / "pipe.txt")
    found, failed = sources(config(tmp_path))
    assert not found
    assert "pipe" in failed[0].error
    with pytest.raises(ReadError, match="pipe"):
        read(tmp_path / "pipe.txt", id="pipe", shown="pipe.txt")


@pytest.mark.skipif(os.name == "nt", reason="has no such permissions")
def test_unreadable_folders_and_files_are_named(bound):
    write(bound / "shut/x.txt")
    write(bound / "y.txt").chmod(0)
    (bound / "shut").chmod(0)
    found, failed = sources(config(bound))
    (bound / "shut").chmod(0o755)
    assert "permission" in failed[0].error
    (there,) = found
    with pytest.raises(ReadError, match="ermission"):
        read(there.path, id="y", shown="y.txt")


def test_missing_source_and_unknown_format_are_named(tmp_path):
    found, failed = sources(config(tmp_path / "none", write(tmp_path / "x.xyz")))
    assert not found
    assert [failure.error.split()[:3] for failure in failed] == [["It", "does", "not"], ["Its", "format", "is"]]


@pytest.mark.parametrize(
    ("data", "reason"),
    [
        (b"", "empty"),
        (b" \n\t \r\n", "no words"),
        (b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR" * 20, "binary"),
        (bytes(range(1, 32)) * 20, "control characters"),
        (b"\xff\xfea", "damaged"),
        (b"x" * (LARGEST + 1), "too large"),
    ],
)
def test_what_is_no_article_is_refused_with_its_reason(tmp_path, data, reason):
    path = tmp_path / "x.txt"
    path.write_bytes(data)
    with pytest.raises(ReadError, match=reason):
        read(path, id="x", shown="x.txt")


def test_vanished_files_and_links_put_in_their_place(tmp_path):
    with pytest.raises(ReadError, match="vanished"):
        read(tmp_path / "x.txt", id="x", shown="x.txt")
    (tmp_path / "l.txt").symlink_to(write(tmp_path / "y.txt"))
    with pytest.raises(ReadError, match="link"):
        read(tmp_path / "l.txt", id="l", shown="l.txt")
