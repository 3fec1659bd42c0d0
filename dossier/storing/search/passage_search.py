"""Questions about the passages of a local store: the text index, kept as the catalogue is, and what answers from it.

A text index that is missing, damaged or not this user's is built again from the catalogue, and the next answer says so.
"""

from __future__ import annotations

import json
import threading
import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import AbstractContextManager
from typing import TYPE_CHECKING, TypeVar

import numpy as np

from dossier.config import Config
from dossier.model import DossierError, Filters, Hits, LinkError, Zone
from dossier.storing.catalogue.catalogue import Catalogue
from dossier.storing.catalogue.shown import owners_of
from dossier.storing.query.tree import Query
from dossier.storing.search.evaluate import StoppedError
from dossier.storing.search.index.directory import SEGMENT_PASSAGES, TextIndex
from dossier.storing.search.index.manifest import NOT_THERE, DamagedError, as_damaged
from dossier.storing.search.index.reader import IndexReader
from dossier.storing.search.view import SearchView
from dossier.storing.text.headings import above
from dossier.storing.text.stemming import searched_as
from dossier.text.gc_pause import uncollected

_READ = 5_000  # passages gathered at once
_AMONG = "IN (SELECT value FROM json_each(?))"

if TYPE_CHECKING:
    from dossier.model import Facets, Related, Tally
    from dossier.storing.base.store import Sort, Wanted
    from dossier.storing.search.index.builder import SegmentBuilder

T = TypeVar("T")


class PassageSearch:
    """Answers from the newest generation. Thread-safe.

    `locked` holds the lock of index runs; `generation` says which one is the newest; `tell` is told what was mended.
    """

    def __init__(
        self,
        config: Config,
        catalogue: Catalogue,
        locked: Callable[[], AbstractContextManager[None]],
        generation: Callable[[], int],
        tell: Callable[[str], None],
    ) -> None:
        self.catalogue = catalogue
        self.text = TextIndex(config.index / "whoosh")
        self._tell = tell
        self._locked = locked
        self._generation = generation
        self._lock = threading.RLock()
        self._view: SearchView | None = None

    def forget(self) -> None:
        """Let go of the newest state; the next question opens it again."""
        with self._lock:
            self._view = None

    @property
    def _identity(self) -> str:
        return self.catalogue.meta().get("identity", "")

    def searchable(self) -> bool:
        """Return whether the text index can be used as it stands."""
        return self.text.fault(self._identity) is None

    def trouble(self) -> str | None:
        """Return what is wrong with the text index, in a sentence; None when nothing is."""
        try:
            self.text.open(self._identity).check()
        except DamagedError as fault:
            return f"The search index {_plainly(fault)}."
        return None

    def view(self) -> SearchView:
        """Return the newest whole state; builds the text index again where it cannot be used."""
        generation = self._generation()
        with self._lock:
            if self._view is None or self._view.generation != generation:
                self._view = SearchView(generation, self._reader(), self.catalogue)
            return self._view

    def _reader(self) -> IndexReader:
        try:
            return self.text.open(self._identity)
        except DamagedError as fault:
            if not self.catalogue.file.exists():
                return IndexReader([])
            with self._locked():
                try:
                    return self.text.open(self._identity)  # another program may have mended it while we waited
                except DamagedError:
                    self.synchronise()
            self._tell(f"The search index {_plainly(fault)}, so it was built again from the catalogue.")
            return self.text.open(self._identity)

    def synchronise(self, progress: Callable[[int, int], None] | None = None) -> None:
        """Bring the text index to what the catalogue holds; the caller holds the lock.

        Article numbers are never used twice and their rows never change, so the two agree when they hold the same
        numbers. That also mends whatever a run that was killed left between them. Raises DossierError.
        """
        try:
            try:
                self._synchronise(progress)
            except DamagedError as fault:
                if str(fault) != NOT_THERE:
                    self._tell(f"The search index {_plainly(fault)}, so it was built again from the catalogue.")
                self.text.create(self._identity)
                self._synchronise(progress)
        except DamagedError as fault:
            raise DossierError(f"The search index in {self.text.folder} cannot be built: it {fault}.") from fault
        except OSError as error:
            raise DossierError(
                f"The search index in {self.text.folder} cannot be written: {error.strerror or error}."
            ) from error

    def _synchronise(self, progress: Callable[[int, int], None] | None) -> None:
        from dossier.storing.search.index.builder import SegmentBuilder
        from dossier.storing.search.index.facts import tell_facts

        # An article without passages is never in the index, so its absence is not a difference.
        wanted = dict(self.catalogue.rows("SELECT no, passages FROM article WHERE passages > 0 ORDER BY path, id"))
        writing = self.text.writing(self._identity)
        with as_damaged(), uncollected():
            held = writing.articles()
            missing = [no for no in wanted if no not in held]
            gone = held - wanted.keys()
            if gone:
                writing.remove(gone)
            done = 0
            for batch in _batches(missing, wanted, SEGMENT_PASSAGES):
                builder = SegmentBuilder()
                for part in _batches(batch, wanted, _READ):
                    first = len(builder)
                    self._put(builder, part)
                    tell_facts(self.catalogue, part, builder, first)
                    done += len(part)
                    if progress:
                        progress(done, len(missing))
                writing.add(builder)
            if gone or missing:
                writing.commit()
            if writing.merge():
                writing.commit()

    def _put(self, builder: SegmentBuilder, articles: Sequence[int]) -> None:
        """Give the passages of articles to the text index, each with what stands above it."""
        among = (json.dumps(articles),)
        own: dict[int, list[tuple[int, int, int]]] = {no: [] for no in articles}
        sql = f"SELECT article, no, start, end FROM passage WHERE article {_AMONG} ORDER BY start"  # noqa: S608 - our own names
        for article, no, start, end in self.catalogue.rows(sql, among):
            own[article].append((no, start, end))
        sql = f"SELECT no, id, text, title, zones, language FROM article WHERE no {_AMONG}"  # noqa: S608 - our own names
        found = {row[0]: row for row in self.catalogue.rows(sql, among)}
        for no in articles:
            _, id_, text, title, marked, code = found[no]
            zones = [Zone(*zone) for zone in json.loads(marked)]
            headings = above(zones, [start for _, start, _ in own[no]])
            language, article = searched_as(code), (no, id_)
            for i, (passage, start, end) in enumerate(own[no]):
                heads = [text[zone.start : zone.end] for zone in headings[i]] if i in headings else []
                builder.add(passage, article, text, start, end, heads if i else [title, *heads], language)

    def search(
        self, query: Query, *, limit: int, offset: int, sort: Sort, filters: Filters, cancelled: Wanted | None
    ) -> Hits:
        """Return a window of a query's answer; see Store.search."""
        began = time.perf_counter()
        try:
            view, ranked = self._asked(lambda view: view.ranked(query, filters, sort, cancelled))
        except StoppedError:
            return Hits((), 0, 0, (time.perf_counter() - began) * 1000, "Stopped.")
        hits = view.hits(query, ranked.window(max(offset, 0), max(offset, 0) + max(limit, 0)))
        return Hits(hits, ranked.total, ranked.articles, (time.perf_counter() - began) * 1000, ranked.notice)

    def answering(self, query: Query, limit: int) -> list[tuple[str, float]]:
        """Return the articles of the best passages, with their scores; see Store.answering."""
        _, ranked = self._asked(lambda view: view.ranked(query, Filters(), "score", None))
        best = ranked.window(0, limit)
        owners = owners_of(self.catalogue, [number for number, _ in best])
        return [(owners[number], score) for number, score in best if number in owners]

    def facets(self, query: Query, filters: Filters, cancelled: Wanted | None) -> Facets | None:
        """Return the counts of a query's answer; see Store.facets."""
        try:
            return self._asked(lambda view: view.facets(query, filters, cancelled))[1]
        except StoppedError:
            return None

    def count(self, query: Query, filters: Filters) -> Tally:
        """Return the passages of each article; see Store.count."""
        from dossier.model import Tally

        _, ranked = self._asked(lambda view: view.ranked(query, filters, "score", None))
        found, counts = np.unique(ranked.owners, return_counts=True)
        ids = {no: id_ for id_, no in self.catalogue.numbers_of().items()}
        named = [(ids[no], count) for no, count in zip(found.tolist(), counts.tolist(), strict=True) if no in ids]
        articles = sorted(named, key=lambda article: (-article[1], article[0]))
        return Tally("", ranked.total, tuple(articles), ranked.notice)

    def related(self, no: int, start: int, end: int, limit: int) -> list[Related]:
        """Return passages that may tell the same as a stretch of an article, by its number; see Store.related."""
        from dossier.model import Related

        view = self.view()
        article = view.articles([no]).get(no)
        if article is None:
            raise DossierError("The article is being indexed; try again.")
        if end > len(article.text):
            raise LinkError(f"The link ends behind the article, which has {len(article.text)} characters.")
        out = []
        for row, item in view.facts.relating.related(no, article, start, end, limit):
            other = view.articles([row.article]).get(row.article)
            if other:
                text = other.text[row.start : row.end]
                link = f"{article.id}#char={start},{end}"
                out.append(Related(link, other.id, row.start, row.end, text, item.score, item.shared, item.close))
        return out

    def _asked(self, ask: Callable[[SearchView], T]) -> tuple[SearchView, T]:
        """Return the newest state and its answer; an index that is found to be damaged is built again, once."""
        try:
            view = self.view()
            return view, ask(view)
        except DamagedError:
            with self._lock, self._locked():
                self.text.discard()
                self.synchronise()
                self._view = None
                self._tell("The search index was damaged, so it was built again from the catalogue.")
            try:
                view = self.view()
                return view, ask(view)
            except DamagedError as fault:
                raise DossierError(f"The search index in {self.text.folder} cannot be read: it {fault}.") from fault


def _batches(articles: Sequence[int], passages: Mapping[int, int], most: int) -> Iterator[list[int]]:
    """Yield the articles in parts of at most so many passages; an article larger than that is a part by itself."""
    batch: list[int] = []
    size = 0
    for article in articles:
        if batch and size + passages[article] > most:
            yield batch
            batch, size = [], 0
        batch.append(article)
        size += passages[article]
    if batch:
        yield batch


def _plainly(fault: DamagedError) -> str:
    text = str(fault)
    return text if text.startswith(("is ", "was ", "belongs ")) else "was damaged"
