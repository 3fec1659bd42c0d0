"""Fills a dossier on a cluster of this machine to one size after the other, and measures what grows with it.

    python -m benchmarks.cluster [--base FOLDER] [--heap 1g] [--local SIZE] [--fillers 1] [--copies SIZE] [--serve]
                                 [SIZE …]
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
from collections.abc import Callable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

from benchmarks import corpus, prose
from benchmarks.filling import Filling
from benchmarks.retelling import Retelling
from benchmarks.search import Queries
from dossier.config import Config, load
from dossier.indexing.run import run
from dossier.model import DossierError
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
_COPIES = 100_000  # passages up to which copies of them are found
_BASE = 15_000  # paragraphs that are read and extracted
_ROUNDS, _SLOW_ROUNDS = 15, 4  # queries of each kind, and of phrases with a place for a name
_FACETS = 10
_NAME = "growth"
_IN_PHRASE = "name in a phrase"


def based_on(folder: Path) -> LocalStore:
    """Return the articles that are told again, read and extracted; they stay in the folder for the next time."""
    articles = folder / "articles"
    if not articles.is_dir():
        files = prose.news()
        count = prose.write(files, articles, _BASE) if files else corpus.write(articles, _BASE)
        print(f"base: {count:,} articles, {'real news' if files else 'made up'}", flush=True)
    (folder / "config.yaml").write_text("sources: [articles]\nnotebook: notebook.yaml\n", "utf-8")
    store = LocalStore(load(folder / "config.yaml"))
    if not store.exists():
        run(store)
    return store


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


Times = dict[str, list[tuple[float, float]]]
"""Of each kind of question milliseconds by the clock, and of processor time here."""


def measure(stores: Mapping[str, Store], queries: Queries) -> dict[str, Times]:
    """Return for each store the times of queries of every kind and what else is asked.

    Each question is put to all stores in turn before the next, so that what others do on the machine hits all alike.
    """
    found: dict[str, Times] = {name: {} for name in stores}

    def timed(kind: str, work: Callable[[Store], object]) -> None:
        for name, store in stores.items():
            began = time.perf_counter(), time.process_time()
            try:
                work(store)
            except DossierError as error:
                print(f"  {name}, {kind}: {error}", flush=True)
            took = (time.perf_counter() - began[0]) * 1000, (time.process_time() - began[1]) * 1000
            found[name].setdefault(kind, []).append(took)

    trees = list(asked(queries))
    for kind, tree in trees:
        timed(kind, lambda store, tree=tree: store.search(tree, limit=20))
    for _, tree in random.Random(3).sample(trees, _FACETS):
        timed("facets", lambda store, tree=tree: store.facets(tree))
        timed("count by article", lambda store, tree=tree: store.count(tree))
    hits = next(iter(stores.values())).search(trees[0][1], limit=10).hits
    for hit in hits:  # the first copies are in all of them
        timed("related", lambda store, hit=hit: store.related(hit.article, hit.start, hit.end, limit=10))
    timed("size", lambda store: store.size())
    timed("all articles", lambda store: store.infos())
    timed("all entities", lambda store: sum(1 for _ in store.entities()))
    return found


def told(found: Mapping[str, Times]) -> None:
    """Print times, and how many times as long the last store takes as the first."""
    queries = {}
    for name, times in found.items():
        print(f" {name}", flush=True)
        for kind, each in times.items():
            wall, here = ([time[i] for time in each] for i in range(2))
            print(
                f"  {kind:24} p50 {_at(wall, 0.5):8.1f}  p95 {_at(wall, 0.95):8.1f} ms; here p50 {_at(here, 0.5):6.1f}"
                f"  p95 {_at(here, 0.95):6.1f} ms",
                flush=True,
            )
        queries[name] = [time[0] for kind in [*times][:12] for time in times[kind]]
        print(
            f"  {'every query':24} p50 {_at(queries[name], 0.5):8.1f}  p95 {_at(queries[name], 0.95):8.1f} ms",
            flush=True,
        )
    if len(queries) > 1:
        first, *_, last = queries.values()
        print(
            f" ratio: p50 {_at(last, 0.5) / _at(first, 0.5):.1f}, p95 {_at(last, 0.95) / _at(first, 0.95):.1f}",
            flush=True,
        )


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


def _filled(name: str, filling: Filling, size: int, *, copies: bool) -> None:
    times = filling.up_to(size, copies=copies)
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
    parser.add_argument("--heap", default="3g", help="of the node")
    parser.add_argument("--local", type=int, default=_LOCAL, help="passages in files, asked in turns; 0: none")
    parser.add_argument("--fillers", type=int, default=1, help="programs that fill the cluster together")
    parser.add_argument("--copies", type=int, default=_COPIES, help="passages up to which copies of them are found")
    parser.add_argument("--serve", action="store_true", help="let the node run at the end, until Ctrl+C")
    parser.add_argument("sizes", type=int, nargs="*", default=_SIZES, help="passages")
    wanted = parser.parse_args(arguments)
    with tempfile.TemporaryDirectory() as name:
        base = based_on(wanted.base or Path(name))
        config = load((wanted.base or Path(name)) / "config.yaml")
        stores: dict[str, Store] = {}
        if wanted.local:
            there = dataclasses.replace(config, index=Path(name) / "index", state=Path(name) / "state")
            stores["files"] = LocalStore(there)
            _filled("files", Filling(stores["files"], config, Retelling(base)), wanted.local, copies=True)
        if wanted.sizes:
            _on_cluster(base, config, wanted, stores)
        elif stores:
            told(measure(stores, Queries(*Retelling(base).sample(wanted.local))))
        for store in stores.values():
            store.close()


def _on_cluster(base: LocalStore, config: Config, wanted: argparse.Namespace, stores: dict[str, Store]) -> None:
    install()
    with Cluster(1, memory=wanted.heap, quick=False) as cluster:
        store = ClusterStore(dataclasses.replace(config, store=f"http://{cluster.address}/{_NAME}?shards=2&replicas=0"))
        retelling = Retelling(base)
        filling = Filling(store, config, retelling, wanted.fillers)
        print(f"\ncluster at {cluster.address}", flush=True)
        for size in wanted.sizes:
            _filled("cluster", filling, size, copies=size <= wanted.copies)
            print(f"  {_on_disk(cluster)}\n  {_nodes(cluster)}", flush=True)
            told(measure({**stores, "cluster": store}, Queries(*retelling.sample(min(size, wanted.local or size)))))
            print(f"  most memory here {_memory():,.0f} MB; {_nodes(cluster)}", flush=True)
        if wanted.serve:
            print(f"store: http://{cluster.address}/{_NAME}", flush=True)
            signal.sigwait({signal.SIGINT, signal.SIGTERM})
        store.close()


if __name__ == "__main__":
    main(sys.argv[1:])
