"""Index runs: what changed and only that, whatever happens to the files, the index or the process."""

from __future__ import annotations

import os
import random
import shutil
import signal
import sqlite3
import subprocess
import sys
import tempfile
import threading
import time
from contextlib import closing
from pathlib import Path

import pytest

from dossier.dossier import Dossier
from dossier.files.locks import locked
from dossier.indexing import workers
from dossier.model import DossierError, Failure
from tests.helpers.dossier import config_in

ROOT_USER = hasattr(os, "geteuid") and os.geteuid() == 0


def put(folder, name: str, *paragraphs: str) -> None:
    folder.mkdir(parents=True, exist_ok=True)
    (folder / name).write_text("\n\n".join(paragraphs) + "\n", encoding="utf-8")


PARAGRAPH = "The mayor of {0} said on Monday that {1} people had crossed the river near the old bridge in {0}."


RAIN = "Rain fell all week and no one went out."


@pytest.fixture
def articles(tmp_path):
    folder = tmp_path / "articles"
    for i, town in enumerate(("Tarvala", "Ombriel", "Vintra")):
        put(
            folder,
            f"{i}.txt",
            f"News from {town}",
            PARAGRAPH.format(town, i + 20),
            RAIN,
        )
    return folder


@pytest.fixture
def config(tmp_path, articles):
    return config_in(tmp_path)


@pytest.fixture
def dossier(config):
    with Dossier(config) as opened:
        yield opened


def counts(summary) -> tuple[int, int, int, int]:
    return summary.articles, summary.added, summary.changed, summary.removed


def found(dossier, query: str) -> list[str]:
    return sorted({hit.article for hit in dossier.search(query, limit=1000).hits})


def whole(dossier) -> None:
    """Everything that is in the catalogue is found, and nothing else."""
    every = dossier.search("", lenient=True, limit=10_000)
    expected = {(info.id, p.start) for info in dossier.articles() for p in dossier.article(info.id).passages}
    assert {(hit.article, hit.start) for hit in every.hits} == expected
    assert every.total == len(expected)
    assert dossier.trouble() is None


def test_a_run_does_only_what_is_to_do(dossier, articles):
    assert dossier.stale()
    assert not dossier.exists()
    assert dossier.articles() == []
    assert dossier.search("rain").total == 0
    assert counts(dossier.index()) == (3, 3, 0, 0)
    assert not dossier.stale()
    assert counts(dossier.index()) == (3, 0, 0, 0)

    before = dossier.generation()
    put(articles, "1.txt", "News from Calder", PARAGRAPH.format("Calder", 99))
    put(articles, "3.txt", "News from Maros", PARAGRAPH.format("Maros", 7))
    (articles / "0.txt").unlink()
    assert dossier.stale()
    assert counts(dossier.index()) == (3, 1, 1, 1)
    assert dossier.generation() > before
    assert found(dossier, "ombriel OR tarvala") == []
    assert found(dossier, "calder") == ["1"]
    whole(dossier)


def test_a_file_only_touched_is_not_read_again(dossier, articles):
    dossier.index()
    numbers = dossier._store.versions()
    os.utime(articles / "1.txt", ns=(1, 1))
    assert dossier.stale()
    assert counts(dossier.index()) == (3, 0, 0, 0)
    assert not dossier.stale()
    assert dossier._store.versions() == numbers


def test_a_change_within_one_tick_of_the_clock_is_seen(dossier, articles):
    dossier.index()
    state = (articles / "1.txt").stat()
    text = (articles / "1.txt").read_text().replace("Ombriel", "Umbrial")
    (articles / "1.txt").write_text(text)
    os.utime(articles / "1.txt", ns=(state.st_atime_ns, state.st_mtime_ns))
    assert counts(dossier.index()) == (3, 0, 1, 0)
    assert found(dossier, "umbrial") == ["1"]


def test_rebuild_reads_everything_anew(dossier):
    dossier.index()
    assert counts(dossier.index(rebuild=True)) == (3, 0, 3, 0)
    whole(dossier)


def test_what_cannot_be_read_is_named_and_the_rest_goes_on(dossier, articles):
    (articles / "empty.txt").write_bytes(b"")
    (articles / "binary.txt").write_bytes(bytes(range(256)) * 40)
    summary = dossier.index()
    assert summary.articles == 3
    assert sorted(failure.path for failure in summary.failed) == ["articles/binary.txt", "articles/empty.txt"]
    assert dossier.failures() == summary.failed
    # Known to be unreadable as it stands, it does not make the index stale.
    assert not dossier.stale()
    put(articles, "empty.txt", "News", PARAGRAPH.format("Sandoval", 3))
    assert dossier.stale()
    assert dossier.index().articles == 4


def test_an_article_that_can_no_longer_be_read_is_no_longer_shown(dossier, articles):
    dossier.index()
    (articles / "1.txt").write_bytes(b"")
    summary = dossier.index()
    assert counts(summary) == (2, 0, 0, 1)
    assert found(dossier, "ombriel") == []
    whole(dossier)


def test_a_file_that_vanishes_while_it_is_read_is_named(dossier, articles, monkeypatch):
    real = workers.read

    def vanishing(path, **options):
        if path.name == "1.txt":
            path.unlink()
        return real(path, **options)

    monkeypatch.setattr(workers, "read", vanishing)
    summary = dossier.index()
    assert [failure.path for failure in summary.failed] == ["articles/1.txt"]
    assert summary.articles == 2
    assert counts(dossier.index()) == (2, 0, 0, 0)


def test_the_articles_of_a_source_that_is_not_there_are_kept(dossier, articles):
    dossier.index()
    articles.rename(articles.with_name("elsewhere"))
    summary = dossier.index()
    assert counts(summary) == (3, 0, 0, 0)
    assert summary.failed
    assert found(dossier, "ombriel") == ["1"]
    articles.with_name("elsewhere").rename(articles)
    assert counts(dossier.index()) == (3, 0, 0, 0)


def test_an_article_that_breaks_extraction_stops_nothing(dossier, monkeypatch):
    real = workers.extract

    def breaking(article):
        if article.id == "1":
            raise ZeroDivisionError("oh")
        return real(article)

    monkeypatch.setattr(workers, "extract", breaking)
    summary = dossier.index()
    assert summary.articles == 2
    assert "ZeroDivisionError" in summary.failed[0].error


def test_what_changed_is_found_before_the_names_are_linked(dossier, articles, config):
    dossier.index()
    put(articles, "1.txt", "News from Calder", PARAGRAPH.format("Calder", 99))
    seen = []
    with Dossier(config) as other:

        def told(step):
            if step.stage == "linking" and step.done == 0:
                seen.append((found(other, "calder"), found(other, "ombriel")))

        dossier.index(progress=told)
    assert seen == [(["1"], [])]
    assert found(dossier, "place:calder OR person:calder OR entity:calder") == ["1"]


def test_corrections_of_names_are_seen(dossier, config):
    dossier.index()
    assert any(entity.name == "Vintra" for entity in dossier.entities())
    config.entities.write_text("ignore: [Vintra]\n")
    assert dossier.stale()
    dossier.index()
    assert not any(entity.name == "Vintra" for entity in dossier.entities())


def test_many_files_are_read_by_workers(dossier, articles):
    for i in range(40):
        put(articles, f"m{i}.txt", f"News number {i}", PARAGRAPH.format("Lower Kest", i + 1))
    steps = []
    summary = dossier.index(progress=steps.append)
    assert summary.articles == 43
    assert [step.done for step in steps if step.stage == "reading"] == list(range(1, 44))
    whole(dossier)


def _sources(articles, *names):
    from dossier.reading import Source

    return [Source(str(articles / name), name, f"articles/{name}", 1, 1) for name in names]


def test_a_worker_that_dies_or_hangs_is_named_and_replaced(articles, monkeypatch):
    """Stands in for a reader that crashes the interpreter or never ends."""
    monkeypatch.setattr(workers, "PATIENCE", 1.5)
    monkeypatch.setattr(workers, "_FEW", 0)
    code = (
        "import dossier.indexing.workers as w, os, time\n"
        "real = w.read\n"
        "def read(path, **o):\n"
        "    if path.name == '0.txt': os._exit(1)\n"
        "    if path.name == '1.txt': time.sleep(60)\n"
        "    return real(path, **o)\n"
        "w.read = read\n"
        "w.serve()"
    )
    popen = subprocess.Popen
    monkeypatch.setattr(workers.subprocess, "Popen", lambda command, **o: popen([*command[:-1], code], **o))
    results = dict(workers.extract_all(_sources(articles, "0.txt", "1.txt", "2.txt"), {}))
    told = {source.id: result for source, result in results.items()}
    assert isinstance(told["0.txt"], Failure)
    assert "ended the reading process" in told["0.txt"].error
    assert isinstance(told["1.txt"], Failure)
    assert "longer than" in told["1.txt"].error
    assert told["2.txt"].article.id == "2.txt"


@pytest.mark.skipif(not hasattr(signal, "setitimer"), reason="bounds on processor time are POSIX")
def test_a_library_that_never_comes_back_ends_with_its_process(articles, monkeypatch):
    """Stands in for a parser in C that loops: no handler of a signal runs in it."""
    monkeypatch.setattr(workers, "_FEW", 0)
    code = (
        "import dossier.indexing.workers as w, dossier.indexing.limits as limits, signal\n"
        "w.READING, limits.GRACE = 0.05, 0.1\n"
        "real = w.read\n"
        "def read(path, **o):\n"
        "    if path.name == '0.txt':\n"
        "        signal.pthread_sigmask(signal.SIG_BLOCK, [signal.SIGPROF])\n"
        "        while True: pass\n"
        "    return real(path, **o)\n"
        "w.read = read\n"
        "w.serve()"
    )
    popen = subprocess.Popen
    monkeypatch.setattr(workers.subprocess, "Popen", lambda command, **o: popen([*command[:-1], code], **o))
    told = {source.id: result for source, result in workers.extract_all(_sources(articles, "0.txt", "1.txt"), {})}
    assert told["0.txt"] == Failure("articles/0.txt", "Reading it took longer than 15 seconds.")
    assert told["1.txt"].article.id == "1.txt"


def test_where_no_worker_can_start_the_files_are_read_all_the_same(articles, monkeypatch):
    monkeypatch.setattr(workers, "_FEW", 0)
    popen = subprocess.Popen
    monkeypatch.setattr(workers.subprocess, "Popen", lambda command, **o: popen([*command[:-1], "exit(1)"], **o))
    results = dict(workers.extract_all(_sources(articles, "0.txt", "1.txt"), {}))
    assert [result.article.id for _, result in sorted(results.items(), key=lambda item: item[0].id)] == [
        "0.txt",
        "1.txt",
    ]


def test_a_second_run_waits_and_then_says_so(config, monkeypatch):
    with (
        locked(config.index / "lock"),
        pytest.raises(DossierError, match="Another program"),
        locked(config.index / "lock", wait=0.1),
    ):
        pass


_UNPRIVILEGED = """
import dataclasses, os, resource, signal, sys
from contextlib import closing
from pathlib import Path
from dossier.config import load
from dossier.dossier import Dossier
from dossier.model import DossierError

def at(folder):
    folder = Path(folder)
    return Dossier(dataclasses.replace(load(folder=folder), index=folder / "index", state=folder / "state"))

# Everything is imported before the rights are given up, as the program may stand where only root can read it.
with at(sys.argv[1]) as warm:
    warm.index(rebuild=True)
    warm.search("rain person:x number:5")
    warm.search("rane")
if os.geteuid() == 0:
    os.setgroups([])
    os.setgid(65534)
    os.setuid(65534)
with at(sys.argv[2]) as dossier:
    exec(sys.argv[3])
"""


@pytest.fixture
def unprivileged(articles, tmp_path):
    """Runs code with `dossier` open on the articles, as somebody who is not root; gives the folder and what runs it."""
    with tempfile.TemporaryDirectory() as name:  # pytest's own folder is for one user
        folder = Path(name)
        folder.chmod(0o755)
        for copy in ("warm", "real"):
            shutil.copytree(articles, folder / copy / "articles")
            (folder / copy / "config.yaml").write_text("sources: [articles]\n")

        def run(code: str) -> str:
            if ROOT_USER:
                for path in (folder / "real", *(folder / "real").rglob("*")):
                    os.chown(path, 65534, 65534)
            command = [sys.executable, "-P", "-c", _UNPRIVILEGED, str(folder / "warm"), str(folder / "real"), code]
            done = subprocess.run(command, capture_output=True, text=True, timeout=60, check=False)
            assert done.returncode == 0, done.stderr
            return done.stdout

        yield folder / "real", run
        for path in (folder / "real", folder / "real" / "index"):
            if path.exists():
                path.chmod(0o700)


_INDEX = """
try:
    print(dossier.index().articles)
except DossierError as error:
    print(error)
"""
_FULL = """
resource.setrlimit(resource.RLIMIT_FSIZE, ({size}, resource.RLIM_INFINITY))
"""


@pytest.mark.skipif(os.name != "posix", reason="permissions are POSIX")
def test_a_folder_that_cannot_be_written_is_said(unprivileged):
    folder, run = unprivileged
    (folder / "index").mkdir(mode=0o500)
    assert "cannot be written" in run(_INDEX)


@pytest.mark.skipif(os.name != "posix", reason="permissions are POSIX")
def test_an_index_that_can_only_be_read_is_searched(unprivileged):
    folder, run = unprivileged
    assert run(_INDEX) == "3\n"
    for path in (folder / "index" / "whoosh", folder / "index"):
        path.chmod(0o500)
    put(folder / "articles", "3.txt", "News from Maros", "Rain fell in Maros.")
    told = run(f"{_INDEX}\nprint(dossier.search('rain').total, dossier.search('maros').total)")
    assert "cannot be written" in told
    assert told.endswith("3 0\n")
    for path in (folder / "index" / "whoosh", folder / "index"):
        path.chmod(0o700)
    assert run(f"{_INDEX}\nprint(dossier.search('maros').total)").split() == ["4", "1"]


@pytest.mark.skipif(os.name != "posix", reason="limits are POSIX")
def test_a_full_disk_is_said_and_what_was_indexed_stays(unprivileged):
    folder, run = unprivileged
    assert run(_INDEX) == "3\n"
    paragraphs = [PARAGRAPH.format(f"Maros {n}", n) for n in range(9)]
    for turn, size in enumerate((0, 3_000, 20_000, 90_000), 1):
        for i in range(25):
            put(folder / "articles", f"m{turn}-{i}.txt", f"News number {i} of {turn}", *paragraphs)
        told = run(_FULL.format(size=size) + _INDEX + "\nprint(dossier.search('ombriel').total > 0)")
        assert "cannot be" in told, size
        assert told.endswith("True\n"), size
        whole = run(f"{_INDEX}\nprint(dossier.search('maros', limit=1000).articles, dossier.trouble())")
        assert whole.split() == [f"{3 + 25 * turn}", f"{25 * turn}", "None"], size


def test_a_clock_that_was_set_back_hides_no_change(dossier, articles, monkeypatch):
    now = time.time_ns()
    monkeypatch.setattr(time, "time_ns", lambda: now + 10**15)  # eleven days ahead
    dossier.index()
    monkeypatch.undo()
    state = (articles / "1.txt").stat()
    put(
        articles,
        "1.txt",
        "News from Umbrial",
        PARAGRAPH.format("Umbrial", 21),
        RAIN,
    )
    assert (articles / "1.txt").stat().st_size == state.st_size
    assert counts(dossier.index()) == (3, 0, 1, 0)
    # A file older than the one that was indexed is another file too.
    put(articles, "2.txt", "News from Oldtown", PARAGRAPH.format("Oldtown", 5))
    os.utime(articles / "2.txt", ns=(1, 1))
    assert counts(dossier.index()) == (3, 0, 1, 0)
    assert found(dossier, "umbrial OR oldtown") == ["1", "2"]
    whole(dossier)


def test_an_index_folder_that_is_a_file_is_said(dossier, config):
    config.index.write_text("")
    with pytest.raises(DossierError, match="cannot be written"):
        dossier.index()


def damaged(file, rng: random.Random) -> None:
    data = bytearray(file.read_bytes())
    way = rng.randrange(4)
    if way == 0:
        file.unlink()
        return
    if way == 1:
        data = data[: rng.randrange(len(data) + 1)]
    elif way == 2 and data:
        data[rng.randrange(len(data))] ^= 1 << rng.randrange(8)
    else:
        data = bytearray(rng.randbytes(len(data)))
    file.write_bytes(data)


@pytest.mark.parametrize("seed", range(25))
def test_a_damaged_text_index_is_built_again_and_said(config, seed):
    rng = random.Random(seed)
    with Dossier(config) as dossier:
        dossier.index()
        right = [dossier.search(query).hits for query in ("rain", '"old bridge"', "tarv*", "mayor -ombriel")]
    files = sorted(file for file in (config.index / "whoosh").iterdir() if "LOCK" not in file.name)
    damaged(rng.choice(files), rng)
    with Dossier(config) as dossier:
        assert [dossier.search(query).hits for query in ("rain", '"old bridge"', "tarv*", "mayor -ombriel")] == right
        dossier.index()
        whole(dossier)


@pytest.mark.parametrize("seed", range(12))
def test_a_damaged_catalogue_is_built_again_from_the_articles(config, seed):
    with Dossier(config) as dossier:
        dossier.index()
    file = config.index / "catalogue.sqlite"
    data = bytearray(file.read_bytes())
    rng = random.Random(seed)
    if seed % 3 == 0:
        data = data[: rng.randrange(len(data))]
    elif seed % 3 == 1:
        data[:200] = rng.randbytes(200)
    else:
        data = bytearray(b"not a database at all")
    file.write_bytes(data)
    with Dossier(config) as dossier:
        assert dossier.stale() or dossier.trouble()
        dossier.index(rebuild=bool(dossier.trouble()))
        whole(dossier)
        assert found(dossier, "ombriel") == ["1"]


def test_a_catalogue_of_another_version_is_built_again(config):
    with Dossier(config) as dossier:
        dossier.index()
    connection = sqlite3.connect(config.index / "catalogue.sqlite")
    connection.execute("PRAGMA user_version = 999")
    connection.close()
    with Dossier(config) as dossier:
        assert dossier.stale()
        assert dossier.index().articles == 3
        assert "another version" in (dossier.search("rain").notice or "")
        whole(dossier)


def test_an_index_that_this_user_did_not_build_is_never_believed(config):
    with Dossier(config) as dossier:
        dossier.index()
        assert dossier.search("rain").notice is None
    (config.state / "catalogue-identity").write_text("0" * 32)
    with sqlite3.connect(config.index / "catalogue.sqlite") as connection:
        connection.execute("UPDATE article SET text = replace(text, 'Rain', 'Snow')")
    with Dossier(config) as dossier:
        assert dossier.stale()
        for ask in (dossier.articles, dossier.quotes, lambda: dossier.article("0")):
            with pytest.raises(DossierError, match=r"not built by you.* run `dossier index`"):
                ask()
        assert dossier.search("rain").notice == (
            "The index was not built by you on this machine. It was built again from the articles."
        )
        assert dossier.search("rain").notice is None
        assert "Snow" not in dossier.article("0").text
        whole(dossier)


CHANGE = "UPDATE article SET text = replace(text, 'Rain', 'Snow')"
_CHANGED = "The catalogue was changed by another program."


def test_rows_that_another_program_changes_are_never_believed(config):
    with Dossier(config) as dossier:
        dossier.index()
        read = dossier.article("0").text
    file = config.index / "catalogue.sqlite"
    for waits in (False, True):  # in the file itself, or in the log beside it
        connection = sqlite3.connect(file)
        connection.execute(CHANGE)
        connection.commit()
        if not waits:
            connection.close()
        with Dossier(config) as dossier:
            assert dossier.stale()
            with pytest.raises(DossierError, match=_CHANGED):
                dossier.article("0")
            dossier.index()
            assert dossier.take_notice() == f"{_CHANGED} It was built again from the articles."
            assert dossier.article("0").text == read
            whole(dossier)
        connection.close()


def test_rows_changed_while_the_program_is_open_are_noticed_too(config, articles):
    with Dossier(config) as first, Dossier(config) as second:
        first.index()
        read = first.article("0").text
        put(articles, "9.txt", "More", "Rain once more.")
        second.index()  # another run of this program is no stranger
        assert len(first.articles()) == 4
        first.generation()
        with closing(sqlite3.connect(config.index / "catalogue.sqlite")) as connection, connection:
            connection.execute(CHANGE)
        with pytest.raises(DossierError, match=_CHANGED):
            first.generation()
        assert first.search("rain").total == 4
        assert first.article("0").text == read


def test_reading_and_a_run_that_was_killed_leave_the_catalogue_believed(config):
    with Dossier(config) as dossier:
        dossier.index()
    for _ in range(2):
        with Dossier(config) as dossier:
            assert not dossier.stale()
            dossier.search("rain")
    (config.state / "catalogue-written").write_text("writing")  # as a killed run leaves it
    with Dossier(config) as dossier:
        assert not dossier.stale()
        dossier.index()
        assert dossier.take_notice() is None
    assert (config.state / "catalogue-written").read_text() != "writing"


DOCTORED = {
    "a trigger that changes what is written": (
        "CREATE TRIGGER t AFTER INSERT ON quotation BEGIN UPDATE quotation SET speaker = 'Nobody'; END"
    ),
    "a view without end in place of a table": (
        "ALTER TABLE meta RENAME TO other; CREATE VIEW meta AS WITH RECURSIVE n(key, value) AS"
        " (SELECT 'generation', 1 UNION ALL SELECT key, value + 1 FROM n) SELECT * FROM n"
    ),
    "one more table": "CREATE TABLE mine (x)",
    "an index on what is worked out": "CREATE INDEX slow ON article (length(text))",
}


@pytest.mark.parametrize("sql", DOCTORED.values(), ids=DOCTORED)
def test_a_catalogue_that_holds_what_this_program_does_not_write_is_built_again_and_said(config, sql):
    with Dossier(config) as dossier:
        dossier.index()
        before = [(quote.text, quote.speaker) for quote in dossier.quotes()]
    connection = sqlite3.connect(config.index / "catalogue.sqlite")
    connection.executescript(sql)
    connection.close()
    with Dossier(config) as dossier:
        assert dossier.stale()
        with pytest.raises(DossierError, match="does not make"):
            dossier.quotes()
        assert dossier.index().articles == 3
        assert "does not make" in (dossier.search("rain").notice or "")
        assert [(quote.text, quote.speaker) for quote in dossier.quotes()] == before
        whole(dossier)


def test_a_text_index_of_another_catalogue_is_built_again(config, tmp_path):
    with Dossier(config) as dossier:
        dossier.index()
        right = dossier.search("rain").hits
    kept = tmp_path / "kept"
    shutil.copytree(config.index / "whoosh", kept)
    with Dossier(config) as dossier:
        dossier.index(rebuild=True)
    (config.index / "catalogue.sqlite").unlink()
    with Dossier(config) as dossier:
        dossier.index()
    shutil.rmtree(config.index / "whoosh")
    kept.rename(config.index / "whoosh")
    with Dossier(config) as dossier:
        found_now = dossier.search("rain")
        assert "another catalogue" in (found_now.notice or "")
        assert found_now.hits == right


def test_no_pickle_of_the_folder_is_ever_loaded(config):
    with Dossier(config) as dossier:
        dossier.index()
    (contents,) = (config.index / "whoosh").glob("*.toc")
    contents.write_bytes(b"cos\nsystem\n(S'touch " + str(config.base / "never").encode() + b"'\ntR.")
    with Dossier(config) as dossier:
        assert dossier.search("rain").total == 3
        put(config.sources[0], "9.txt", "More", "Rain once more.")
        dossier.index()
        assert dossier.search("rain").total == 4
    assert not (config.base / "never").exists()


@pytest.mark.skipif(os.name != "posix", reason="permissions are POSIX")
def test_an_index_that_others_may_change_is_never_opened(config):
    with Dossier(config) as dossier:
        dossier.index()
    (config.index / "whoosh").chmod(0o777)
    with Dossier(config) as dossier:
        assert "changed by" in (dossier.search("rain").notice or "")
    assert (config.index / "whoosh").stat().st_mode & 0o077 == 0


def test_readers_go_on_while_a_run_writes(config, articles):
    with Dossier(config) as first:
        first.index()
        stop = threading.Event()
        troubles: list[BaseException] = []

        def read() -> None:
            while not stop.is_set():
                try:
                    for hit in first.search("mayor OR rain", limit=50).hits:
                        shown = {hit.text[s - hit.start : e - hit.start].lower() for s, e in hit.highlights}
                        assert shown & {"mayor", "rain"}
                        first.article(hit.article)
                    first.entities()
                    first.numbers()
                except DossierError as error:  # an article may be gone between two questions
                    if "no article" not in str(error):
                        troubles.append(error)
                except BaseException as error:  # noqa: BLE001
                    troubles.append(error)

        threads = [threading.Thread(target=read) for _ in range(3)]
        for thread in threads:
            thread.start()
        with Dossier(config) as second:
            for i in range(8):
                put(articles, f"{i % 4}.txt", f"Turn {i}", PARAGRAPH.format("Tarvala", i + 1), "Rain again.")
                second.index()
        stop.set()
        for thread in threads:
            thread.join()
        assert troubles == []
        whole(first)


def test_the_program_follows_when_another_builds_the_index_anew(config):
    with Dossier(config) as first, Dossier(config) as second:
        first.index()
        assert first.search("rain").total == 3
        (config.index / "catalogue.sqlite").write_bytes(b"x" * 5000)
        second.index()
        assert first.generation() == second.generation()
        whole(first)


_RUN = "import sys, dossier; dossier.open(sys.argv[1]).index()"


def test_killed_at_any_moment_the_next_run_makes_it_whole(tmp_path, articles, config):
    (tmp_path / "config.yaml").write_text("sources: [articles]\n")
    from dossier.config import load

    config = load(tmp_path / "config.yaml")
    rng = random.Random(5)
    for turn in range(5):
        for i in range(20):
            put(articles, f"k{i}.txt", f"Turn {turn} of {i}", PARAGRAPH.format("Vintra", turn + i + 1), "Rain again.")
        process = subprocess.Popen(
            [sys.executable, "-c", _RUN, str(tmp_path / "config.yaml")], stderr=subprocess.DEVNULL
        )
        time.sleep(rng.uniform(0.15, 0.9))
        process.send_signal(signal.SIGKILL)
        process.wait()
        with Dossier(config) as dossier:
            if turn % 2 == 0:
                dossier.search("rain OR mayor")  # what is there can be asked before it is mended
            dossier.index()
            whole(dossier)
            assert not dossier.stale()
            assert len(dossier.articles()) == 23
            assert dossier.search(f'"turn {turn}"', limit=100).articles == 20
