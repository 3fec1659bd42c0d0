"""Fills a dossier on a cluster of this machine to one size after the other, and measures what grows with it.

    python -m benchmarks.cluster [--base FOLDER] [--heap 2g] [--local SIZE] [--serve] [SIZE …]
                                             default: 10000 100000 1000000 passages, beside files at 100000

Not a part of `make bench`: a million passages take hours on a small machine. One node, two shards, no replica, on
127.0.0.1 only; it needs Java 17 and Maven (`make opensearch`).

Nobody reads and extracts a million passages for a benchmark. Some thousand articles are indexed once (real news where
it is installed, see benchmarks/prose.py, else benchmarks/corpus.py) and told again with other words
(benchmarks/retelling.py): texts, names and numbers differ, and rare words become more with every copy, roughly with the
square root of the size, as they do in real text. What is not as in real text: the words of a sentence do not belong
together, whom names mean is known beforehand (no linking is measured), all articles have the lengths of the first ones,
and passages that stand in several articles are rarer.
"""

from __future__ import annotations

import argparse
import dataclasses
import random
import resource
import signal
import sys
import tempfile
import time
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from typing import Any

from benchmarks import corpus, prose
from benchmarks.retelling import Retelling
from benchmarks.search import Queries
from dossier.config import Config, load
from dossier.indexing.run import run
from dossier.model import DossierError
from dossier.storing.base.records import KeptMargins
from dossier.storing.base.store import Store
from dossier.storing.local import LocalStore
from dossier.storing.opensearch.indices import KINDS
from dossier.storing.opensearch.store import ClusterStore
from dossier.storing.query.parser import parse
from dossier.storing.query.tree import Query
from scripts.opensearch.cluster import Cluster
from scripts.opensearch.install import install

ON_REQUEST = True
_SIZES = (10_000, 100_000, 1_000_000)
_LOCAL = 100_000  # passages in files, for the ratio
_BASE = 15_000  # paragraphs that are read and extracted
_AT_ONCE = 100  # articles sent at once
_ROUNDS, _SLOW_ROUNDS = 15, 4  # queries of each kind, and of phrases with a place for a name
_FACETS = 10
_SHOWN = 50_000  # passages sent between two words about it
_NAME = "growth"
_IN_PHRASE = "name in a phrase"


def based_on(folder: Path) -> LocalStore:
    """Return the articles that are told again, read and extracted; they stay in the folder for the next time."""
    articles = folder / "articles"
    if not articles.is_dir():
        files = [file for file in prose.available() if "_sources" not in file.parts]
        count = prose.write(files, articles, _BASE) if files else corpus.write(articles, _BASE)
        print(f"base: {count:,} articles, {'real news' if files else 'made up'}", flush=True)
    (folder / "config.yaml").write_text("sources: [articles]\nnotebook: notebook.yaml\n", "utf-8")
    store = LocalStore(load(folder / "config.yaml"))
    if not store.exists():
        run(store)
    return store


class Filling:
    """Fills a store with retold articles, up to one size after the other."""

    def __init__(self, store: Store, retelling: Retelling) -> None:
        self._store = store
        self._articles = iter(retelling)
        self._retelling = retelling
        self._mentions: list[str | None] = []
        self._speakers: list[str | None] = []
        self._generation = 0
        self.passages = self.articles = 0

    def up_to(self, passages: int) -> dict[str, float]:
        """Fill to so many passages; return seconds by the clock and of processor time here, for each step."""
        told: dict[str, float] = {}
        with self._store.locked():
            self._store.create()
            before = self.passages
            shown = before + _SHOWN
            with _Timed(told, "send"):
                while self.passages < passages:
                    self._put()
                    if self.passages >= shown:
                        print(f"  … {self.passages:,} sent", flush=True)
                        shown += _SHOWN
            told["sent"] = self.passages - before
            with _Timed(told, "names"):
                self._store.link(self._retelling.entities(), self._mentions, self._speakers)
            with _Timed(told, "copies"):
                self._store.synchronise()
            self._generation += 1
            self._store.finish([], {"generation": str(self._generation)})
        return told

    def _put(self) -> None:
        items = [next(self._articles) for _ in range(_AT_ONCE)]
        self._store.put(items, kept={item.article.id: KeptMargins(None, ()) for item in items})
        for item in items:
            found = item.extraction
            self._mentions += [mention.entity for mention in found.mentions]
            self._speakers += [quotation.speaker_id for quotation in found.quotations]
            self.passages += len(item.article.passages)
        self.articles += len(items)


class _Timed:
    def __init__(self, told: dict[str, float], name: str) -> None:
        self._told, self._name = told, name

    def __enter__(self) -> None:
        self._began = time.perf_counter(), time.process_time()

    def __exit__(self, *_: object) -> None:
        self._told[self._name] = time.perf_counter() - self._began[0]
        self._told[f"{self._name}, processor"] = time.process_time() - self._began[1]


def asked(queries: Queries) -> Iterator[tuple[str, Query]]:
    """Yield the kind and tree of queries of every kind."""
    kinds = {**queries.kinds(), _IN_PHRASE: lambda: f'"{queries.word()} <person>"'}
    for kind, make in kinds.items():
        count = 0
        while count < (_SLOW_ROUNDS if kind == _IN_PHRASE else _ROUNDS):
            try:
                tree = parse(make())
            except DossierError:
                continue
            count += 1
            yield kind, tree


def measure(store: Store, queries: Queries) -> dict[str, list[tuple[float, float]]]:
    """Return milliseconds by the clock and of processor time here, for queries of every kind and what else is asked."""
    found: dict[str, list[tuple[float, float]]] = {}

    def timed(kind: str, work: Callable[[], object]) -> None:
        began = time.perf_counter(), time.process_time()
        try:
            work()
        except DossierError as error:
            print(f"  {kind}: {error}", flush=True)
        found.setdefault(kind, []).append(
            ((time.perf_counter() - began[0]) * 1000, (time.process_time() - began[1]) * 1000)
        )

    trees = list(asked(queries))
    for kind, tree in trees:
        timed(kind, lambda tree=tree: store.search(tree, limit=20))
    for _, tree in random.Random(3).sample(trees, _FACETS):
        timed("facets", lambda tree=tree: store.facets(tree))
        timed("count by article", lambda tree=tree: store.count(tree))
    hits = store.search(trees[0][1], limit=10).hits
    for hit in hits:
        timed("related", lambda hit=hit: store.related(hit.article, hit.start, hit.end, limit=10))
        timed("highlights", lambda hit=hit: store.highlights(trees[0][1], hit.article, 0, 10_000))
    timed("size", store.size)
    timed("all articles", store.infos)
    timed("all articles again", store.infos)
    timed("all entities", lambda: sum(1 for _ in store.entities()))
    return found


def told(found: dict[str, list[tuple[float, float]]]) -> None:
    """Print times."""
    for kind, times in found.items():
        wall, here = ([time[i] for time in times] for i in range(2))
        print(
            f"  {kind:24} p50 {_at(wall, 0.5):8.1f}  p95 {_at(wall, 0.95):8.1f} ms; here p50 {_at(here, 0.5):6.1f}"
            f"  p95 {_at(here, 0.95):6.1f} ms",
            flush=True,
        )
    every = [time[0] for kind in [*found][:12] for time in found[kind]]
    print(f"  {'every query':24} p50 {_at(every, 0.5):8.1f}  p95 {_at(every, 0.95):8.1f} ms", flush=True)


def _at(values: Sequence[float], share: float) -> float:
    return sorted(values)[min(len(values) - 1, int(len(values) * share))]


def _memory() -> float:
    """Return the most memory that this process took, in MB."""
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024


def _nodes(cluster: Cluster) -> str:
    node = cluster.nodes[0]
    assert node.process
    status = Path(f"/proc/{node.process.pid}/status").read_text("ascii")
    resident = next(int(line.split()[1]) // 1024 for line in status.splitlines() if line.startswith("VmRSS"))
    ticks = Path(f"/proc/{node.process.pid}/stat").read_text("ascii").rsplit(") ", 1)[1].split()
    seconds = (int(ticks[11]) + int(ticks[12])) / 100
    return f"node: {resident:,} MB resident, {seconds:,.0f} s of processor time so far"


def _on_disk(cluster: Cluster) -> str:
    rows: list[dict[str, Any]] = cluster.ask("GET", f"/_cat/indices/{_NAME}-*?format=json&bytes=b")
    sizes = {row["index"].split("-")[1]: int(row["store.size"]) for row in rows}
    return ", ".join(f"{kind} {sizes[kind] / 1e6:,.1f} MB" for kind in KINDS if kind in sizes)


def _filled(name: str, filling: Filling, size: int) -> None:
    times = filling.up_to(size)
    rate = times["sent"] / max(times["send"], 1e-9)
    print(f"\n{name}: {filling.passages:,} passages, {filling.articles:,} articles", flush=True)
    for step in ("send", "names", "copies"):
        print(f"  {step:24} {times[step]:,.1f} s, {times[f'{step}, processor']:,.1f} s of processor time here")
    print(
        f"  {times['sent']:,.0f} passages sent, {rate:,.0f} a second; most memory here {_memory():,.0f} MB", flush=True
    )


def main(arguments: Sequence[str] = ()) -> None:
    """Fill and measure."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--base", type=Path, help="a folder for the articles that are told again, for the next time")
    parser.add_argument("--heap", default="2g", help="of the node")
    parser.add_argument("--local", type=int, default=_LOCAL, help="passages in files, for the ratio; 0: none")
    parser.add_argument("--serve", action="store_true", help="let the node run at the end, until Ctrl+C")
    parser.add_argument("sizes", type=int, nargs="*", default=_SIZES, help="passages")
    wanted = parser.parse_args(arguments)
    with tempfile.TemporaryDirectory() as name:
        base = based_on(wanted.base or Path(name))
        config = load((wanted.base or Path(name)) / "config.yaml")
        if wanted.local:
            _in_files(
                base, dataclasses.replace(config, index=Path(name) / "index", state=Path(name) / "state"), wanted.local
            )
        if wanted.sizes:
            _on_cluster(base, config, wanted.sizes, wanted.heap, wanted.serve)


def _in_files(base: LocalStore, config: Config, size: int) -> None:
    retelling = Retelling(base)
    store = LocalStore(config)
    _filled("files", Filling(store, retelling), size)
    told(measure(store, Queries(*retelling.sample(size))))
    print(f"  most memory here {_memory():,.0f} MB", flush=True)
    store.close()


def _on_cluster(base: LocalStore, config: Config, sizes: Sequence[int], heap: str, serve: bool) -> None:
    install()
    with Cluster(1, memory=heap) as cluster:
        store = ClusterStore(dataclasses.replace(config, store=f"http://{cluster.address}/{_NAME}?shards=2&replicas=0"))
        retelling = Retelling(base)
        filling = Filling(store, retelling)
        print(f"\ncluster at {cluster.address}", flush=True)
        for size in sizes:
            _filled("cluster", filling, size)
            print(f"  {_on_disk(cluster)}\n  {_nodes(cluster)}", flush=True)
            told(measure(store, Queries(*retelling.sample(size))))
            print(f"  most memory here {_memory():,.0f} MB; {_nodes(cluster)}", flush=True)
        if serve:
            print(f"store: http://{cluster.address}/{_NAME}", flush=True)
            signal.sigwait({signal.SIGINT, signal.SIGTERM})
        store.close()


if __name__ == "__main__":
    main(sys.argv[1:])
