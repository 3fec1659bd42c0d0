"""Fills a store with retold articles, by one program or by several at once: each sends every n-th batch.

    python -m benchmarks.filling CONFIG STORE FIRST PASSAGES SHARE SHARES NOTES
                                             one of several, as benchmarks/cluster.py starts them

What names mean is known beforehand, so nothing is linked: a share leaves whom its articles name in a file.
"""

from __future__ import annotations

import dataclasses
import pickle
import subprocess
import sys
import time
from collections.abc import Iterator, Sequence
from itertools import islice
from pathlib import Path
from typing import NamedTuple

from benchmarks.retelling import Retelling
from dossier.config import Config, load
from dossier.model import Entity
from dossier.storing.base.records import KeptMargins
from dossier.storing.base.store import Store
from dossier.storing.local import LocalStore
from dossier.text.gc_pause import uncollected

AT_ONCE = 100
"""Articles of a batch."""
_SHOWN = 50_000  # passages sent between two words about it


class Batch(NamedTuple):
    """Articles that are sent together: their number, and of each the id, the copy and how many passages it has."""

    number: int
    articles: tuple[tuple[str, int, int], ...]

    @property
    def passages(self) -> int:
        """How many passages they have together."""
        return sum(count for _, _, count in self.articles)


class Sent(NamedTuple):
    """Whom the articles of a batch name: the entity of each mention, and of each quotation's speaker."""

    mentions: list[str | None]
    speakers: list[str | None]


def batches(retelling: Retelling, first: int, passages: int) -> Iterator[Batch]:
    """Yield the batches from the `first` on, until there are so many passages with those before."""
    told, total = retelling.plan(), 0
    for number in range(sys.maxsize):
        if total >= passages:
            return
        batch = Batch(number, tuple(islice(told, AT_ONCE)))
        total += batch.passages
        if number >= first:
            yield batch


class Filling:
    """Fills a store with retold articles, up to one size after the other, with several programs or in this one."""

    def __init__(self, store: Store, config: Config, retelling: Retelling, shares: int = 1) -> None:
        """Set up; `config` is that of the articles that are told again, which the programs read themselves."""
        self._store, self._config, self._retelling, self._shares = store, config, retelling, shares
        self._sent: dict[int, Sent] = {}
        self._entities: dict[str, Entity] = {}
        self._generation = 0
        self._next = 0
        self.passages = self.articles = 0

    def up_to(self, passages: int, *, copies: bool) -> dict[str, float]:
        """Fill to so many passages; return seconds by the clock and of processor time here, for each step.

        `copies` looks for passages that stand in several articles, too.
        """
        told: dict[str, float] = {}
        wanted = list(batches(self._retelling, self._next, passages))
        with self._store.locked():
            self._store.create()
            with _Timed(told, "send"):
                if self._shares == 1:
                    self._took(*put(self._store, self._retelling, wanted))
                else:
                    self._elsewhere(passages)
            self._next += len(wanted)
            told["sent"] = sum(batch.passages for batch in wanted)
            self.passages += int(told["sent"])
            self.articles += sum(len(batch.articles) for batch in wanted)
            with _Timed(told, "names"):
                self._link()
            with _Timed(told, "copies"):
                if copies:
                    self._store.synchronise()
            self._generation += 1
            self._store.finish([], {"generation": str(self._generation)})
        return told

    def _elsewhere(self, passages: int) -> None:
        notes = [Path(f"{self._config.base}/share-{i}.pickle") for i in range(self._shares)]
        assert self._config.file
        running = [
            subprocess.Popen(
                [
                    sys.executable, "-m", "benchmarks.filling", str(self._config.file), self._store.config.store,
                    str(self._next), str(passages), str(i), str(self._shares), str(note),
                ]
            )
            for i, note in enumerate(notes)
        ]  # fmt: skip
        if max(one.wait() for one in running):
            sys.exit("A program that fills a share has failed.")
        for note in notes:
            sent, entities = pickle.loads(note.read_bytes())
            self._took({number: Sent(*one) for number, one in sent.items()}, entities)
            note.unlink()

    def _took(self, sent: dict[int, Sent], entities: dict[str, Entity]) -> None:
        self._sent |= sent
        for id_, entity in entities.items():
            known = self._entities.get(id_)
            count = entity.count + (known.count if known else 0)
            self._entities[id_] = dataclasses.replace(entity, count=count)

    def _link(self) -> None:
        ordered = [self._sent[number] for number in sorted(self._sent)]
        entities = sorted(self._entities.values(), key=lambda entity: (-entity.count, entity.id))
        mentions = [who for sent in ordered for who in sent.mentions]
        self._store.link(entities, mentions, [who for sent in ordered for who in sent.speakers])


def put(store: Store, retelling: Retelling, wanted: Sequence[Batch]) -> tuple[dict[int, Sent], dict[str, Entity]]:
    """Send batches; return whom the articles of each name, and the entities, counted here."""
    found, passages, shown = {}, 0, _SHOWN
    for batch in wanted:
        items = [retelling.told(id_, copy, counted=True) for id_, copy, _ in batch.articles]
        store.put(items, kept={item.article.id: KeptMargins(None, ()) for item in items})
        found[batch.number] = Sent(
            [mention.entity for item in items for mention in item.extraction.mentions],
            [quotation.speaker_id for item in items for quotation in item.extraction.quotations],
        )
        passages += batch.passages
        if passages >= shown:
            print(f"  … {passages:,} sent, {time.process_time():,.0f} s of processor time here", flush=True)
            shown += _SHOWN
    return found, retelling.named()


class _Timed:
    def __init__(self, told: dict[str, float], name: str) -> None:
        self._told, self._name = told, name

    def __enter__(self) -> None:
        self._began = time.perf_counter(), time.process_time()

    def __exit__(self, *_: object) -> None:
        self._told[self._name] = time.perf_counter() - self._began[0]
        self._told[f"{self._name}, processor"] = time.process_time() - self._began[1]


def main(config: str, address: str, first: str, passages: str, share: str, shares: str, notes: str) -> None:
    """Send a share to a cluster, while the program that started this one holds the lock."""
    from dossier.storing.opensearch.store import ClusterStore

    known = load(Path(config))
    retelling = Retelling(LocalStore(known))
    store = ClusterStore(dataclasses.replace(known, store=address))
    mine = [
        batch for batch in batches(retelling, int(first), int(passages)) if batch.number % int(shares) == int(share)
    ]
    with store.client.patient(), store.own_writing(), uncollected():
        sent, entities = put(store, retelling, mine)
    # This program's own classes are called otherwise where it is a module.
    Path(notes).write_bytes(pickle.dumps(({number: tuple(one) for number, one in sent.items()}, entities)))


if __name__ == "__main__":
    main(*sys.argv[1:])
