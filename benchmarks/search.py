"""Measures indexing and searching: `python -m benchmarks.search [--processor] [PARAGRAPHS …]`, by default
1,000, 10,000 and 75,000 paragraphs; with `--processor`, in processor time of the asking process.

The dossier is real prose where it is installed (benchmarks/prose.py), else made up (benchmarks/corpus.py). Passages are
cut by the program: 75,000 paragraphs are about 100,000 passages. SQLite FTS5 and, where it is installed, Xapian answer
the same queries on the same passages beside it. Queries are made from the articles' own words, so common words come as
often as in the text. Every time is a whole answer: parsing, matching, ranking, the first 20 passages with highlights.
With several sizes, the last lines tell how times grow.
"""

from __future__ import annotations

import dataclasses
import json
import random
import resource
import statistics
import subprocess
import sys
import tempfile
from collections.abc import Callable, Sequence
from concurrent.futures import ProcessPoolExecutor
from pathlib import Path

from benchmarks import corpus, peers, prose
from dossier.config import Config, load
from dossier.dossier import Dossier
from dossier.model import DossierError, Progress
from dossier.storing.search.query.parser import parse
from dossier.storing.search.query.tree import Query
from dossier.storing.search.text.tokens import words

ROUNDS = 60
_SIZES = (1_000, 10_000, 75_000)
_TELL = "--tell"  # the run that compares sizes has each tell its times on standard error
# From nothing but the interpreter to an answer on the screen, as `dossier search` does it.
_FIRST = """
import sys, time
clock = time.process_time if sys.argv[2] else time.perf_counter
began = clock()
import dataclasses
from pathlib import Path
from dossier.config import Config, load
from dossier.dossier import Dossier
folder = Path(sys.argv[1])
Dossier(dataclasses.replace(load(folder=folder), state=folder / "state", index=folder / "index")).search("government")
print((clock() - began) * 1000)
"""

Times = dict[str, list[float]]  # milliseconds by what was done


def _milliseconds(work: Callable[[], object]) -> float:
    began = peers.clock()
    work()
    return (peers.clock() - began) * 1000


def _p95(times: list[float]) -> float:
    return sorted(times)[int(len(times) * 0.95)]


def _line(name: str, times: list[float]) -> str:
    ordered, p95 = sorted(times), _p95(times)
    return f"{name:24} p50 {statistics.median(ordered):7.1f} ms   p95 {p95:7.1f} ms   worst {ordered[-1]:7.1f} ms"


def _index(config: Config, folder: Path) -> float:
    """Index, and give the seconds that the text index took."""
    size = sum(file.stat().st_size for file in (folder / "articles").iterdir())
    stages: dict[str, float] = {}
    words = 0
    last = peers.clock()

    def told(step: Progress) -> None:
        nonlocal last, words
        now = peers.clock()
        stages[step.stage] = stages.get(step.stage, 0.0) + now - last
        last, words = now, max(words, step.words)

    with Dossier(config) as found:
        summary = found.index(progress=told)
    print(
        f"index: {summary.articles:,} articles, {summary.passages:,} passages, {summary.seconds:.1f} s,"
        f" {words / summary.seconds:,.0f} words/s; text index {size / stages['indexing'] / 1e6:.1f} MB/s;"
        f" {', '.join(f'{stage} {seconds:.1f} s' for stage, seconds in stages.items())};"
        f" {resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024} MB",
        flush=True,
    )
    return stages["indexing"]


def _queries(found: Dossier, rng: random.Random) -> dict[str, Callable[[], str]]:
    infos = rng.sample(found.articles(), min(300, len(found.articles())))
    texts = [words(found.article(info.id).text)[20:] for info in infos]
    texts = [text for text in texts if len(text) > 10]

    def word() -> str:
        return rng.choice(rng.choice(texts))

    def long_word(size: int) -> str:
        return next(w for w in iter(word, None) if len(w) >= size and w.isalpha())

    def phrase() -> str:
        text = rng.choice(texts)
        at = rng.randrange(len(text) - 3)
        return f'"{" ".join(text[at : at + 3])}"'

    person = found.entities(type="PERSON")[0].name.split()[-1]
    outlet = found.outlets()[0][0].split()[-1]
    return {
        "term": word,
        "AND": lambda: f"{word()} {word()}",
        "OR": lambda: f"{word()} OR {word()}",
        "NOT": lambda: f"{word()} -{word()}",
        "phrase": phrase,
        "near": lambda: f'"{word()} {word()}"~5',
        "prefix of 3 letters": lambda: f"{long_word(5)[:3]}*",
        "fuzzy": lambda: f"{long_word(4)}~",
        "person and word": lambda: f"person:{person} {word()}",
        "date, outlet and word": lambda: f"date:2024-05..2024-08 outlet:{outlet} {word()}",
        "number and word": lambda: f"number:100..500 {word()}",
    }


def _search(found: Dossier) -> tuple[dict[str, list[Query]], Times]:
    """Print how long every kind of query takes, and give the queries with their times."""
    rng = random.Random(1)
    queries = _queries(found, rng)
    asked: dict[str, list[Query]] = {}
    all_times: Times = {}
    for name, make in queries.items():
        times = all_times[name] = []
        for _ in range(ROUNDS):
            query = make()
            try:
                asked.setdefault(name, []).append(parse(query))
                times.append(_milliseconds(lambda query=query: found.search(query)))
            except DossierError:
                continue
        print(_line(name, times))
    all_times["while typing"] = [
        _milliseconds(lambda text=text: found.search(text, limit=40, lenient=True))
        for query in (queries["AND"]() for _ in range(12))
        for text in (query[:end] for end in range(1, len(query) + 1))
    ]
    print(_line("while typing", all_times["while typing"]))
    hits = found.search("government OR border", limit=500).hits
    links = [f"{hit.article}#char={hit.start},{hit.end}" for hit in rng.sample(hits, min(20, len(hits)))]
    print(f"{'first related':24}     {_milliseconds(lambda: found.related(links[0])):7.1f} ms")
    all_times["related"] = [_milliseconds(lambda link=link: found.related(link)) for link in links[1:]]
    print(_line("related", all_times["related"]))
    print(f"{'first facets':24}     {_milliseconds(found.facets):7.1f} ms")
    all_times["facets"] = [_milliseconds(lambda: found.facets(queries["AND"]())) for _ in range(20)]
    print(_line("facets", all_times["facets"]))
    return asked, all_times


def _change(found: Dossier) -> None:
    """Print when a changed article is found, and when the names of the whole dossier are linked anew."""
    seen: list[float] = []
    began = peers.clock()

    def told(step: Progress) -> None:
        # Linking begins once what has changed is searchable.
        if step.stage == "linking" and not seen and found.search("zyxwvut").total:
            seen.append((peers.clock() - began) * 1000)

    found.index(progress=told)
    linked = (peers.clock() - began) * 1000
    print(f"{'one article changed':24}     {seen[0]:7.1f} ms until it is found, {linked:.1f} until all is linked")


def _beside(found: Dossier, asked: dict[str, list[Query]], ours: Times, built: float, folder: Path) -> None:
    """Print what the peers take for the same, and how many times as long we do."""
    texts = ((info.id, found.article(info.id)) for info in found.articles())
    bodies = [article.text[p.start : p.end] for _, article in texts for p in article.passages]
    passages = list(enumerate(bodies, 1))
    for name, ask in (("SQLite FTS5", peers.fts5), ("Xapian", peers.xapian)):
        answer = ask(passages, asked, folder)
        if answer is None:
            print(f"{name}: not installed")
            continue
        seconds, times = answer
        speed = sum(map(len, bodies)) / seconds / 1e6
        print(f"{name}: built in {seconds:.1f} s, {speed:.1f} MB/s; ours takes {built / seconds:.2f} times as long")
        for kind, theirs in times.items():
            ratio = statistics.median(ours[kind]) / statistics.median(theirs)
            print(_line(f"  {kind}", theirs) + f"   ours {ratio:.1f} times")


def _measure(paragraphs: int) -> Times:
    """Measure a dossier of so many paragraphs in a temporary folder."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        source = prose.available()
        if source:
            prose.write(source, folder / "articles", paragraphs)
        else:
            corpus.write(folder / "articles", paragraphs)
        print("real prose" if source else "made-up prose")
        (folder / "config.yaml").write_text("sources: [articles]\n")
        config = dataclasses.replace(load(folder=folder), state=folder / "state", index=folder / "index")
        with ProcessPoolExecutor(1) as apart:  # the memory that indexing takes is not that of searching
            built = apart.submit(_index, config, folder).result()
        processor = peers.PROCESSOR if peers.PROCESSOR in sys.argv else ""
        opened = [float(subprocess.check_output([sys.executable, "-c", _FIRST, folder, processor])) for _ in range(5)]
        print(_line("open to first result", opened))
        with Dossier(config) as found:
            print(_line("stale", [_milliseconds(found.stale) for _ in range(5)]))
            asked, times = _search(found)
            print(f"resident memory {resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024} MB")
            changed = min((folder / "articles").iterdir())
            changed.write_text(changed.read_text(encoding="utf-8") + "\n\nA zyxwvut stands here.\n", encoding="utf-8")
            _change(found)
            _beside(found, asked, times, built, folder)
    return times


def main(sizes: Sequence[int]) -> None:
    """Measure dossiers of these sizes, each in a process of its own, and tell how times grow."""
    if len(sizes) == 1:
        times = _measure(sizes[0])
        if _TELL in sys.argv:
            json.dump(times, sys.stderr)
        return
    measured = []
    options = [_TELL, *([peers.PROCESSOR] if peers.PROCESSOR in sys.argv else [])]
    for size in sizes:
        print(f"{size:,} paragraphs", flush=True)
        command = [sys.executable, "-m", "benchmarks.search", *options, str(size)]
        done = subprocess.run(command, stderr=subprocess.PIPE, text=True, check=True)
        measured.append(json.loads(done.stderr))
    print(f"p95 in ms at {', '.join(f'{size:,}' for size in sizes)} paragraphs:")
    for kind in measured[-1]:
        print(f"  {kind:24}" + "".join(f"{_p95(times[kind]):9.1f}" for times in measured))


if __name__ == "__main__":
    main([int(word) for word in sys.argv[1:] if not word.startswith("--")] or _SIZES)
