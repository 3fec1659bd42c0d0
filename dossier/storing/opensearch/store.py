"""A dossier on a cluster: `store.Store` for teams, and for collections past one machine."""

from __future__ import annotations

import secrets
import time
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import replace
from typing import TYPE_CHECKING

from dossier.files.store_address import parse
from dossier.model import (
    DossierError,
    Entity,
    Facets,
    Failure,
    Filters,
    Hits,
    Related,
    SliceStatus,
    Tally,
    UnusableError,
)
from dossier.storing.base.records import FileState, KeptMargins, SiteMargins, StoredArticle
from dossier.storing.base.store import Sort, Wanted
from dossier.storing.opensearch.indices import ARTICLES, COPIES, KINDS, NOTES, PASSAGES
from dossier.storing.opensearch.ledger import Ledger
from dossier.storing.opensearch.reader import ClusterReader
from dossier.storing.opensearch.searching.notices import notice
from dossier.storing.opensearch.searching.view import View
from dossier.storing.opensearch.server.client import Client
from dossier.storing.opensearch.server.errors import MissingIndexError
from dossier.storing.opensearch.slices import Slices
from dossier.storing.opensearch.writer import Writer

if TYPE_CHECKING:
    from dossier.config import Config
    from dossier.storing.query.tree import Query

_ANYTHING = Filters()


class ClusterStore(ClusterReader):
    """Everything that is kept of a dossier, on a cluster. Thread-safe; `store.Store` says what each method does.

    What is read is inherited; `writer` sends, and a `View` answers questions about passages. Every method raises
    ClusterError, a sentence, where the cluster does not do what is asked.
    """

    shared = True
    """Others fill it too: what is not in this user's sources may be in theirs."""

    def __init__(self, config: Config) -> None:
        client = Client(parse(config.store))
        super().__init__(client, Ledger(client))
        self.config = config
        self.writer = Writer(client, self.ledger, self)
        self.slices = Slices(client, self.ledger)
        self._view: View | None = None
        self._mended: str | None = None

    # State and health

    def exists(self) -> bool:
        return self.ledger.read().created

    def generation(self) -> int:
        return int(self.state().notes.get("generation", 0))

    def searchable(self) -> bool:
        """Return whether the dossier can be searched: it can as soon as it is there."""
        return self.exists()

    def trouble(self) -> str | None:
        """Return what is wrong with the cluster, as far as it says so."""
        try:
            health = self.client.ask("GET", f"/_cluster/health/{self.client.index(*KINDS)}", params={"timeout": "5s"})
        except DossierError as error:
            return str(error)
        if health["status"] == "red":
            return "A part of the dossier is on a node of the cluster that is away."
        return None

    def take_notice(self) -> str | None:
        with self._lock:
            found, self._mended = self._mended, None
            return found

    def close(self) -> None:
        self.client.close()

    def report(self, tell: Callable[[str], None]) -> None:
        self.client.waiting = tell

    # Questions about passages

    def search(
        self,
        query: Query,
        *,
        limit: int,
        offset: int = 0,
        sort: Sort = "score",
        filters: Filters = _ANYTHING,
        cancelled: Wanted | None = None,
    ) -> Hits:
        began = time.perf_counter()

        def spent() -> float:
            return (time.perf_counter() - began) * 1000

        try:
            with self._newest() as view:
                if cancelled and cancelled():
                    return Hits((), 0, 0, spent(), "Stopped.")
                found, total, articles = view.window(query, filters, sort, max(offset, 0), max(limit, 0))
                if cancelled and cancelled():
                    return Hits((), 0, 0, spent(), "Stopped.")
                return Hits(view.hits(query, found), total, articles, spent(), notice(view, query, total))
        except MissingIndexError:
            return Hits((), 0, 0, spent())

    def answering(self, query: Query, *, limit: int) -> list[tuple[str, float]]:
        return [(hit.article, hit.score) for hit in self.search(query, limit=limit).hits]

    def count(self, query: Query, filters: Filters = _ANYTHING) -> Tally:
        try:
            with self._newest() as view:
                found = view.tally(query, filters)
                articles = tuple(sorted(found, key=lambda article: (-article[1], article[0])))
                passages = sum(count for _, count in articles)
                return Tally("", passages, articles, notice(view, query, passages))
        except MissingIndexError:
            return Tally("", 0, ())

    def facets(self, query: Query, filters: Filters = _ANYTHING, *, cancelled: Wanted | None = None) -> Facets | None:
        from dossier.storing.opensearch.searching.facets import facets

        try:
            with self._newest() as view:
                return None if cancelled and cancelled() else facets(view, query, filters)
        except MissingIndexError:
            return Facets()

    def related(self, article: str, start: int, end: int, *, limit: int) -> list[Related]:
        with self._newest() as view:
            found = view.related(article, start, end, limit)
        link = f"{article}#char={start},{end}"
        return [
            Related(link, one.article, one.start, one.end, one.text, item.score, item.shared, item.close)
            for one, item in found
        ]

    @contextmanager
    def _newest(self) -> Iterator[View]:
        """Give the newest state to be searched; it is what this thread sees meanwhile, so it is looked up once."""
        with self.snapshot():
            state = self.state()
            with self._lock:
                if self._view is None or self._view.state != state:
                    self._view = View(self, state)
                view = self._view
            yield view

    # Index runs

    @contextmanager
    def locked(self, wait: float = 5.0) -> Iterator[None]:
        """Hold the lock of index runs, on every machine."""
        with self.client.patient(), self.ledger.locked(wait):
            self.slices.refuse_while_read()
            yield

    @contextmanager
    def slice(self, number: int, of: int) -> Iterator[Callable[[int, int, int], None]]:
        self.ledger.create()
        with self.client.patient(), self.slices.taken(number, of) as told, self.own_writing():
            yield told

    def slice_status(self) -> list[SliceStatus]:
        return self.slices.status()

    def margins(self, ids: Iterable[str]) -> dict[str, KeptMargins]:
        return self.writer.kept_margins(ids)

    def create(self) -> None:
        there = self.ledger.read().created  # others make it at the same time: asked behind that, theirs would look gone
        made = self.writer.create()
        if not there and not self.ledger.read().created:
            identity = secrets.token_hex(16)
            self.ledger.change(lambda state: replace(state, created=True, identity=identity))
        elif there and made:
            self._mend(made)

    def _mend(self, made: Collection[str]) -> None:
        """Have made anew what was in indexes that somebody has deleted. Raises UnusableError where all of it has to."""
        if ARTICLES in made:  # passages without articles cannot be told from others
            raise UnusableError("The articles of the dossier were gone from the cluster.")
        self.ledger.forget("linking")
        if {PASSAGES, COPIES}.isdisjoint(made):
            mended = "the names were linked anew."
        else:
            mended = "`dossier index --rebuild` reads every article anew, on each machine that fills it."
        self.tell(f"A part of the dossier was gone from the cluster; {mended}")

    def discard(self) -> None:
        self.ledger.create()
        for kind in KINDS:
            if kind != NOTES:
                self.client.remove(kind)
        self.ledger.drop("failures")
        self.ledger.change(
            lambda state: replace(state, number=state.next, linked=0, linking=0, renaming=0, created=False, notes={})
        )

    def tell(self, sentence: str) -> None:
        with self._lock:
            self._mended = self._mended or sentence

    def notes(self) -> dict[str, str]:
        return dict(self.ledger.read().notes)

    def note(self, **notes: str) -> None:
        """Keep notes; a new generation lets everybody see what was sent."""
        if "generation" in notes:
            self.client.refresh(*KINDS)
        self.ledger.note(**notes)

    def touch(self, states: Mapping[str, FileState]) -> None:
        self.writer.touch(states)
        self.client.refresh(ARTICLES)
        self.touched()

    def failures(self) -> tuple[Failure, ...]:
        return tuple(Failure(path, error) for path, error, _ in self.ledger.kept("failures") or ())

    def failed_files(self) -> set[FileState]:
        return {FileState(*seen) for _, _, seen in self.ledger.kept("failures") or () if seen}

    def put(
        self,
        articles: Sequence[StoredArticle],
        own: Mapping[str, frozenset[int]] | None = None,
        kept: Mapping[str, KeptMargins] | None = None,
    ) -> None:
        self.ledger.forget("linking")
        self.writer.put(articles, own, kept)

    def remove(self, ids: Iterable[str]) -> None:
        self.ledger.forget("linking")
        self.writer.remove(ids)

    def site_margins(self) -> list[SiteMargins]:
        return self.writer.site_margins()

    def dim(self, margins: Sequence[SiteMargins]) -> None:
        self.ledger.forget("linking")
        self.writer.dim(margins)

    def link(self, entities: Sequence[Entity], mentions: Sequence[str | None], speakers: Sequence[str | None]) -> None:
        self.writer.link(entities, mentions, speakers)

    def finish(self, failures: Iterable[tuple[Failure, FileState | None]], notes: Mapping[str, str]) -> None:
        rows = [
            [failure.path, failure.error, [seen.file, seen.size, seen.mtime_ns] if seen else None]
            for failure, seen in failures
        ]
        self.ledger.keep("failures", rows)
        self.note(**notes)

    def synchronise(self, progress: Callable[[int, int], None] | None = None) -> None:
        """Mend what was cut off; all that was sent is searchable as soon as a new generation is noted."""
        self.writer.settle(progress)
