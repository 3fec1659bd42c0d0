"""Kills, fills the disk and asks hostile queries: `python -m benchmarks.robustness [KILLS]` (default 200).

Index runs are killed at a random moment; then what stands there is searched, the next run goes on, and everything
that is in the articles must be found, and nothing else. A full disk is a limit on the size of a file (RLIMIT_FSIZE).
"""

from __future__ import annotations

import dataclasses
import random
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from dossier.config import Config, load
from dossier.dossier import Dossier
from dossier.model import DossierError

_ARTICLES = 60
_SLOWEST = 1.5  # seconds for a hostile query
_RUN = """
import dataclasses, resource, sys
from pathlib import Path
from dossier.config import load
from dossier.dossier import Dossier
from dossier.model import DossierError
folder, size = Path(sys.argv[1]), int(sys.argv[2])
if size:
    resource.setrlimit(resource.RLIMIT_FSIZE, (size, resource.RLIM_INFINITY))
try:
    Dossier(dataclasses.replace(load(folder=folder), state=folder / "state", index=folder / "index")).index()
except DossierError as error:
    print(error)
"""


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

    def run(self, size: int = 0) -> subprocess.Popen[str]:
        """Start an index run in a process of its own."""
        return subprocess.Popen(
            [sys.executable, "-c", _RUN, str(self.folder), str(size)],
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
        for _ in range(count):
            trial.change()
            process = trial.run()
            time.sleep(trial.random.uniform(0.05, 1.2))
            finished += process.poll() is not None
            process.kill()
            process.communicate()
            if problem := trial.trouble():
                wrong += 1
                print(f"turn {trial.turn}: {problem}")
    print(f"{count} runs killed ({finished} had ended): {wrong} left an index that was not whole (target 0)")
    return wrong


def _full_disks(count: int) -> int:
    wrong = said = 0
    with tempfile.TemporaryDirectory() as name:
        trial = _Trial(Path(name))
        for _ in range(count):
            trial.change()
            told = trial.run(size=int(10 ** trial.random.uniform(2, 6))).communicate()[0]
            said += "cannot be" in told
            problem = told if "Traceback" in told else trial.trouble()
            if problem:
                wrong += 1
                print(f"turn {trial.turn}: {problem}")
    print(f"{count} runs on a full disk ({said} said so): {wrong} ended otherwise than with a sentence (target 0)")
    return wrong


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


def main(kills: int) -> int:
    """Try everything; gives 1 where something is wrong."""
    return int(_asks() + _full_disks(max(kills // 5, 1)) + _kills(kills) > 0)


if __name__ == "__main__":
    sys.exit(main(int(sys.argv[1]) if len(sys.argv) > 1 else 200))
