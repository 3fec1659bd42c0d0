"""Kills, fills the disk, damages files and asks hostile queries.

    python -m benchmarks.robustness [KILLS [DISKS [COPIES]]]     default: 200 30 150

Index runs are killed at a random moment of the processor time that one takes, or of the time, in which its second
process links what was read; then what stands there is searched, the next run goes on, and everything that is in the
articles must be found, and nothing else. A full disk is a small one of its own where the user may mount it (tmpfs, as
root), and else a limit on the size of a file (RLIMIT_FSIZE). In a damaged copy
a byte of one file of the text index is another, or its end or a stretch is missing; a program of its own must give the
right answers or a sentence, and after an index run the right answers. Copies of the catalogue are damaged too: a byte
of a row is nowhere checked, so how often another text is believed is told, without a target.
"""

from __future__ import annotations

import dataclasses
import json
import os
import random
import shutil
import subprocess
import sys
import tempfile
import time
from collections import Counter
from pathlib import Path

from dossier.config import Config, load
from dossier.dossier import Dossier
from dossier.model import DossierError

_ARTICLES = 60
_SLOWEST = 1.5  # seconds for a hostile query
_WHOLE = "right or said, and right after a run"
_RUN = """
import dataclasses, resource, signal, sys, time
from pathlib import Path
from dossier.config import load
from dossier.dossier import Dossier
from dossier.model import DossierError
began, folder, size = time.perf_counter(), Path(sys.argv[1]), int(sys.argv[2])
# Nobody handles the signal of a timer, so the system ends the process, wherever it is.
signal.setitimer(getattr(signal, sys.argv[3]), float(sys.argv[4]))
if size:
    resource.setrlimit(resource.RLIMIT_FSIZE, (size, resource.RLIM_INFINITY))
try:
    Dossier(dataclasses.replace(load(folder=folder), state=folder / "state", index=folder / "index")).index()
except DossierError as error:
    print(error)
signal.setitimer(getattr(signal, sys.argv[3]), 0)
print(time.process_time(), time.perf_counter() - began)
"""
_TIMERS = ("ITIMER_PROF", "ITIMER_PROF", "ITIMER_REAL")


class _Trial:
    """A dossier whose articles all say which turn it is."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.random = random.Random(8)
        (folder / "articles").mkdir()
        (folder / "config.yaml").write_text("sources: [articles]\n")
        self.config: Config = dataclasses.replace(load(folder=folder), state=folder / "state", index=folder / "index")
        self.turn = 0
        self.here: set[int] = set()

    def change(self) -> None:
        """Write some articles anew, and take some away."""
        self.turn += 1
        for i in self.random.sample(range(_ARTICLES), _ARTICLES // 2):
            file = self.folder / "articles" / f"{i:03}.txt"
            if i in self.here and self.random.random() < 0.2:
                file.unlink()
                self.here.discard(i)
                continue
            people = "".join(f"\n\nThe mayor of Town{i} counted {n + 10} people on Monday." for n in range(8))
            file.write_text(f"Turn{self.turn} article{i}{people}\n")
            self.here.add(i)

    def run(self, size: int = 0, timer: str = "ITIMER_PROF", seconds: float = 0.0) -> subprocess.Popen[str]:
        """Start an index run in a process of its own, which ends after some seconds of processor time, or of time.

        The last line that it prints is how much of both it took.
        """
        return subprocess.Popen(
            [sys.executable, "-c", _RUN, str(self.folder), str(size), timer, str(seconds)],
            stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True,
        )  # fmt: skip

    def trouble(self) -> str | None:
        """Ask what stands there, let the next run mend it, and say what is wrong then."""
        with Dossier(self.config) as found:
            if self.random.random() < 0.5:
                found.search("mayor OR people", limit=5)
            found.index()
            if problem := found.trouble():
                return problem
            if found.stale():
                return "The index is stale right after a run."
            articles = {info.id for info in found.articles()}
            if articles != {f"{i:03}" for i in self.here}:
                return "The articles are not those of the folder."
            every = {(hit.article, hit.start) for hit in found.search("", lenient=True, limit=100_000).hits}
            right = {(id_, passage.start) for id_ in articles for passage in found.article(id_).passages}
            if every != right:
                return f"{len(every ^ right)} passages are found wrongly or not at all."
            for i in self.random.sample(sorted(self.here), 3):
                said = (self.folder / "articles" / f"{i:03}.txt").read_text().split()[0]
                if {hit.article for hit in found.search(f"{said} article{i}").hits} != {f"{i:03}"}:
                    return f"Article {i} is not found by its own words."
        return None


def _kills(count: int) -> int:
    wrong = finished = 0
    with tempfile.TemporaryDirectory() as name:
        trial = _Trial(Path(name))
        for _ in range(2):
            trial.change()
            taken, passed = map(float, trial.run().communicate()[0].split()[-2:])
        longest = {"ITIMER_PROF": taken, "ITIMER_REAL": passed}
        for turn in range(count):
            trial.change()
            timer = _TIMERS[turn % len(_TIMERS)]
            process = trial.run(timer=timer, seconds=trial.random.uniform(0.001, longest[timer]))
            process.communicate()
            finished += process.returncode == 0
            wrong += _told(trial)
    print(
        f"{count} runs killed ({finished} had ended): {wrong} left an index that was not whole (target 0)", flush=True
    )
    return wrong


def _told(trial: _Trial, problem: str | None = None) -> int:
    """Print what is wrong with a trial; 1 where something is."""
    problem = problem or trial.trouble()
    if problem:
        print(f"turn {trial.turn}: {problem}", flush=True)
    return int(problem is not None)


def _mounted(place: Path, size: int) -> bool:
    """Put a disk of so many bytes at a place, or give the one there that size."""
    again = "remount," if os.path.ismount(place) else ""
    command = ["mount", "-t", "tmpfs", "-o", f"{again}size={size}", "none", str(place)]
    return not subprocess.run(command, capture_output=True, check=False).returncode


def _full_disks(count: int) -> int:
    wrong = said = mounted = 0
    with tempfile.TemporaryDirectory() as name:
        trial = _Trial(Path(name))
        place = trial.folder / "index"
        place.mkdir()
        for _ in range(count):
            trial.change()
            full = _used(place) + int(10 ** trial.random.uniform(3, 5.8))
            small = _mounted(place, full)
            mounted += small
            told = trial.run(size=0 if small else int(10 ** trial.random.uniform(2, 6))).communicate()[0]
            said += "cannot be" in told
            if small:
                _mounted(place, 200 << 20)
            wrong += _told(trial, told if "Traceback" in told else None)
        subprocess.run(["umount", "--lazy", str(place)], capture_output=True, check=False)
    disk = f"{mounted} on a small disk" if mounted else "by a limit on files"
    print(
        f"{count} full disks, {disk} ({said} said so): {wrong} ended in anything but a sentence (target 0)", flush=True
    )
    return wrong


def _used(place: Path) -> int:
    return sum(file.stat().st_blocks * 512 for file in place.rglob("*") if file.is_file())


_ASK = """
import dataclasses, json, sys
from pathlib import Path
from dossier.config import load
from dossier.dossier import Dossier
from dossier.model import DossierError
folder = Path(sys.argv[1])
kept = Path(sys.argv[2])
config = dataclasses.replace(load(folder=folder), state=kept / "state", index=kept / "index")
asked = ["mayor", "people -article7", '"counted 12 people"', "may*", "number:11..13", "mayur~", "", "article9 OR town8"]
def answers(found):
    for query in asked:
        try:
            answer = found.search(query, lenient=not query, limit=1000)
            if "took too long" in (answer.notice or ""):  # by the clock: a busy machine leaves some out
                yield answer.notice
                continue
            yield sorted([hit.article, hit.start, hit.end, hit.text, hit.highlights] for hit in answer.hits)
        except DossierError as error:
            yield str(error)
with Dossier(config) as found:
    first = list(answers(found))
    try:
        found.index()
    except DossierError as error:
        print(error, file=sys.stderr)
    print(json.dumps([first, list(answers(found))]))
"""


def _damaged(file: Path, rng: random.Random) -> None:
    """Change a byte of a file, or leave out its end or a stretch of it."""
    data = bytearray(file.read_bytes())
    at = rng.randrange(len(data))
    match rng.randrange(4):
        case 0:
            del data[at:]
        case 1:
            del data[at : at + 4096]
        case _:
            data[at] ^= rng.randrange(1, 256)
    file.write_bytes(data)


def _damaged_copies(copies: int, what: str) -> int:
    """Damage copies of the text index (`whoosh`) or the catalogue, and count what becomes of each."""
    rng = random.Random(4)
    became: Counter[str] = Counter()
    with tempfile.TemporaryDirectory() as name:
        trial = _Trial(Path(name))
        for _ in range(3):
            trial.change()
            trial.run().communicate()
        right = _answers(trial.folder, trial.folder)
        for _ in range(copies):
            copy = trial.folder / "copy"
            for part in ("index", "state"):
                shutil.copytree(trial.folder / part, copy / part)
            files = [file for file in sorted((copy / "index").rglob("*")) if file.is_file() and file.stat().st_size]
            file = rng.choice([file for file in files if what in file.parts or what in file.stem])
            _damaged(file, rng)
            outcome = _outcome(right, _answers(trial.folder, copy))
            became[outcome] += 1
            if outcome != _WHOLE:
                print(f"{file.name}: {outcome}", flush=True)
            shutil.rmtree(copy)
    told = ", ".join(f"{count} {outcome}" for outcome, count in became.most_common())
    print(f"{copies} damaged copies of the {'text index' if what == 'whoosh' else what}: {told}", flush=True)
    return copies - became[_WHOLE]


def _answers(folder: Path, kept: Path) -> list[list[object]] | str:
    command = [sys.executable, "-c", _ASK, str(folder), str(kept)]
    try:
        done = subprocess.run(command, capture_output=True, text=True, timeout=300, check=True)
    except subprocess.TimeoutExpired:
        return "hang"
    except subprocess.CalledProcessError as error:
        return f"end in {error.stderr.splitlines()[-1]}"
    found: list[list[object]] = json.loads(done.stdout)
    return found


def _outcome(right: list[list[object]] | str, found: list[list[object]] | str) -> str:
    assert not isinstance(right, str)
    if isinstance(found, str):
        return found
    first, after = found
    if any(answer != wanted and not isinstance(answer, str) for answer, wanted in zip(first, right[1], strict=True)):
        return "answer otherwise"
    return _WHOLE if after == right[1] else "not right after a run"


def _hostile() -> list[str]:
    rng = random.Random(3)
    signs = ' "()*~:-+.,^[]{}<>=&|!\\/\x00\x1b\u202e\ud800\u0301\ufb01'
    made = [
        "(" * 10_000, ")" * 5_000, "a" * 100_000, "NOT " * 400, "-" * 1_999, '"' * 1_999, "a~" * 900, "*" * 1_999,
        "*tion", "gov*^3", "NOT people OR x", " OR ".join(f"w{i}" for i in range(20_000)), " OR ".join(["people"] * 60),
        '"the of to and a in"~50', '"<person> <person> <person> <person>"~50', '"<number> <number> <number>"~50',
        "peo* OR may* OR mon* OR tur* OR art*", "number:" + "9" * 900, "number:1e999", "date:0000-00-00",
        "title:" * 300, "-" + "(a OR b) " * 20, "NOT (" * 30 + "people" + ")" * 30,
        "similar:000#char=1,99999999999", "similar:00000#char=1,6000", "a\u0301" * 900,
    ]  # fmt: skip
    while len(made) < 100:
        heavy = (rng.choice(signs) * rng.randint(1, 300), "people ", "OR ", "pe*", "mayor~2 ", '"a b"~9 ')
        light = ("people ", "title:", "NOT ", rng.choice(signs), "may* ")
        pieces = [rng.choice(heavy), *rng.choices(light, k=rng.randint(1, 200))]
        made.append("".join(rng.sample(pieces, len(pieces))))
    return made


def _asks() -> int:
    wrong, slowest = 0, 0.0
    with tempfile.TemporaryDirectory() as name:
        from benchmarks.corpus import write

        folder = Path(name)
        write(folder / "articles", 5_000)
        with Dossier(dataclasses.replace(load(folder=folder), state=folder / "state", index=folder / "index")) as found:
            found.index()
            for query in _hostile():
                for lenient in (False, True):
                    began = time.perf_counter()
                    try:
                        found.search(query, lenient=lenient)
                    except DossierError:
                        pass
                    except Exception as error:  # noqa: BLE001 - that is what is looked for
                        wrong += 1
                        print(f"{type(error).__name__} for {query[:60]!r}")
                    took = time.perf_counter() - began
                    slowest = max(slowest, took)
                    if took > _SLOWEST:
                        wrong += 1
                        print(f"{took:.1f} s for {query[:60]!r}")
    print(
        f"100 hostile queries over 5,000 passages: {wrong} wrong or over {_SLOWEST} s (target 0); slowest {slowest:.2f}"
    )
    return wrong


def main(kills: int = 200, disks: int = 30, copies: int = 150) -> int:
    """Try everything; gives 1 where something is wrong."""
    wrong = _asks() + _full_disks(disks) + _damaged_copies(copies, "whoosh")
    _damaged_copies(copies // 3, "catalogue")
    return int(wrong + _kills(kills) > 0)


if __name__ == "__main__":
    sys.exit(main(*map(int, sys.argv[1:])))
