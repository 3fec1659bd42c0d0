"""A folder of hostile files beside good ones: the good are indexed, each bad one is named, and nothing gets out."""

from __future__ import annotations

import json
import os
import re
import subprocess
import sys
from pathlib import Path

import pytest

from tests.helpers.hostile import PROSE, files, lay

HARMLESS = re.compile(r"[^\x00-\x08\x0b-\x1f\x7f-\x9f\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069\u2028\u2029]*")

# Memory of the largest process and processor time of one run alone: this process counts the children of all its tests.
MEASURED = (
    "import resource, subprocess, sys; code = subprocess.run(sys.argv[2:], check=False).returncode; "
    "used = resource.getrusage(resource.RUSAGE_CHILDREN); "
    "open(sys.argv[1], 'w').write(f'{used.ru_maxrss} {used.ru_utime + used.ru_stime}'); sys.exit(code)"
)


@pytest.fixture(scope="module")
def folder(tmp_path_factory):
    base = tmp_path_factory.mktemp("hostile")
    articles = base / "articles"
    expected = lay(articles)
    for number in range(10):
        (articles / f"good-{number}.txt").write_text(f"Quay {number} stays closed\n\n{PROSE}\n\n{PROSE}\n", "utf-8")
    (base / "config.yaml").write_text("sources: [articles]\nindex: index\nnotebook: notebook.yaml\n", "utf-8")
    (base / "home").mkdir()
    return base, expected


@pytest.fixture(scope="module")
def ask(folder):
    base, _ = folder
    environment = os.environ | {"HOME": str(base / "home"), "COLUMNS": "100"}
    for name in ("STATE", "CACHE", "CONFIG", "DATA"):
        environment[f"XDG_{name}_HOME"] = str(base / "home" / name.lower())

    def run(*words: str) -> subprocess.CompletedProcess[bytes]:
        program = [sys.executable, "-m", "dossier", "--config", str(base / "config.yaml"), *words]
        command = [sys.executable, "-c", MEASURED, str(base / "home" / "used"), *program]
        done = subprocess.run(command, capture_output=True, env=environment, timeout=90, check=False)
        for output in (done.stdout, done.stderr):
            text = output.decode("utf-8")
            assert HARMLESS.fullmatch(text), HARMLESS.match(text)
            assert "Traceback" not in text
        return done

    return run


@pytest.fixture(scope="module")
def summary(ask, folder):
    base, _ = folder
    before = _everything(base)
    done = ask("index", "--json")
    memory, seconds = (base / "home" / "used").read_text().split()
    return json.loads(done.stdout), float(seconds), int(memory), before


def _everything(base: Path) -> set[str]:
    return {
        str(Path(place, name))
        for place, folders, names in os.walk(base)
        for name in (*names, *folders)
        if not place.startswith((str(base / "home"), str(base / "index")))
    }


def test_there_are_enough(folder):
    assert len(folder[1]) >= 60


def test_each_bad_file_is_named_with_its_reason(summary, folder):
    failed = {Path(failure["path"]).name: failure["error"] for failure in summary[0]["failed"]}
    wrong = []
    for name, reason in folder[1].items():
        said = next((error for path, error in failed.items() if path == name or path.startswith(name)), None)
        if said is None or not re.search(reason, said):
            wrong.append((name, reason, said))
    assert not wrong
    unexpected = {p: e for p, e in failed.items() if not any(p.startswith(name) for name in folder[1])}
    assert not unexpected


def test_all_good_ones_are_indexed(summary, ask):
    good = {name for name, (_, reason) in files().items() if reason is None}
    listed = [json.loads(line) for line in ask("articles", "--json").stdout.splitlines()]
    names = {Path(item["path"]).name for item in listed}
    assert names == good | {f"good-{number}.txt" for number in range(10)}


def test_in_time_and_memory(summary):
    _, seconds, largest, _ = summary
    assert seconds < 60  # of processor time, so that what else the machine does counts little
    assert largest < 500_000  # KB, of any one process


def test_nothing_was_written_or_run(summary, folder):
    base, _ = folder
    new = {path for path in _everything(base) - summary[3] if Path(path).name not in {"index", "notebook.yaml"}}
    assert not new
    assert not any(Path(folder, "owned").exists() for folder in (base, base / "articles", Path.cwd()))


def test_every_output_is_harmless(summary, ask):
    ask("index")
    ask("articles")
    ask("search", "harbour")
    for name in ("escapes.txt", "escapes.html", "charset.eml", "fetch.html"):
        shown = ask("show", name)
        assert b"harbour master" in shown.stdout
        assert b"outside of the sources" not in shown.stdout
    assert b"root:" not in ask("search", "--json", "root").stdout
