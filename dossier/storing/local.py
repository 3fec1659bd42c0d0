"""The local engine: a SQLite catalogue, which is the truth, and a text index derived from it, in `config.index`."""

from __future__ import annotations

import json
import threading
from collections import defaultdict
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from contextlib import AbstractContextManager, contextmanager
from itertools import groupby
from typing import TYPE_CHECKING, Any

from dossier.files.locks import locked
from dossier.model import Article, ArticleList, DossierError, Filters, Hits, Mention, Quotation
from dossier.storing.catalogue.catalogue import Catalogue
from dossier.text.gc_pause import uncollected

if TYPE_CHECKING:
    import sqlite3

    from dossier.config import Config
    from dossier.model import Entity, Extraction, Facets, Failure, Related, SliceStatus, Tally
    from dossier.storing.base.records import FileState, KeptMargins, SiteMargins, Size, Stamp, StoredArticle
    from dossier.storing.base.store import Annotation, Place, Sort, Wanted
    from dossier.storing.query.tree import Query
    from dossier.storing.search.passage_search import PassageSearch

_ANYTHING = Filters()


class LocalStore:
    """Everything that is kept of a dossier, in files. Thread-safe; `store.Store` says what each method does.

    What answers questions about passages is loaded by the first of them: articles are listed without it.
    """

    shared = False

    def __init__(self, config: Config) -> None:
        self.config = config
        self.catalogue = Catalogue(config.index / "catalogue.sqlite", config.state / "catalogue-identity")
        self._lock = threading.RLock()
        self._passages: PassageSearch | None = None
        self._mended: str | None = None

    @property
    def passages(self) -> PassageSearch:
        """Return what answers questions about passages, loaded when first asked for."""
        with self._lock:
            if self._passages is None:
                with uncollected():  # loading makes many things that stay
                    from dossier.storing.search.passage_search import PassageSearch

                self._passages = PassageSearch(self.config, self.catalogue, self.locked, self.generation, self.tell)
            return self._passages

    # State and health

    def exists(self) -> bool:
        return self.catalogue.file.exists()

    def generation(self) -> int:
        self.catalogue.follow()
        return int(self.catalogue.meta().get("generation", 0)) if self.exists() else 0

    def searchable(self) -> bool:
        return self.passages.searchable()

    def trouble(self) -> str | None:
        return self.catalogue.sound() or self.passages.trouble()

    def take_notice(self) -> str | None:
        with self._lock:
            found, self._mended = self._mended, None
            return found

    def close(self) -> None:
        with self._lock:
            if self._passages:
                self._passages.forget()
            self.catalogue.close()

    # Articles and annotations

    def infos(self) -> ArticleList:
        return self.catalogue.infos()

    def size(self) -> Size:
        from dossier.storing.base.records import Size

        rows = self.catalogue.rows(
            "SELECT count(*), coalesce(sum(passages), 0), (SELECT count(*) FROM mention) FROM article"
        )
        return Size(*rows[0]) if rows else Size(0, 0, 0)

    def resolve(self, name: str) -> str:
        from dossier.storing.catalogue.article_lookup import named

        return named(self.catalogue, name)[1]

    def article(self, id_: str, /) -> Article | None:
        return self.articles((id_,)).get(id_)

    def articles(self, ids: Iterable[str]) -> dict[str, Article]:
        found = self.catalogue.articles(self._numbers(ids).values())
        return {article.id: article for article in found.values()}

    def annotations(
        self,
        kind: type[Annotation],
        *,
        articles: Collection[str] | None = None,
        within: tuple[int, int] | None = None,
        entity: str | None = None,
    ) -> list[Annotation]:
        conditions: list[str] = []
        values: list[Any] = []
        if articles is not None:
            conditions.append("t.article IN (SELECT value FROM json_each(?))")
            values.append(json.dumps(list(self._numbers(articles).values())))
        if within is not None:
            conditions.append("t.start < ? AND t.end > ?")
            values += [within[1], within[0]]
        if entity is not None:
            conditions.append("t.entity = ?")
            values.append(entity)
        return self.catalogue.extracted(kind, None, " AND ".join(conditions), values)

    def each(self, kind: type[Annotation]) -> Iterator[Annotation]:
        return (item for _, _, item in self.catalogue.each(kind))

    def extractions(self, ids: Iterable[str]) -> dict[str, Extraction]:
        return self.catalogue.extractions(self._numbers(ids))

    def entities(self, ids: Iterable[str] | None = None) -> Iterator[Entity]:
        return self.catalogue.entities(ids)

    def copies(self) -> dict[Place, frozenset[Place]]:
        from dossier.storing.catalogue.near_duplicates import every_copy

        return every_copy(self.catalogue)

    def versions(self) -> dict[str, str]:
        """Return for every article, by id, a key that changes with it.

        The row of an article and what was extracted from it never change; whom its names mean may.
        """
        from dossier.linking.matching.cache import digest

        identity = self.catalogue.meta().get("identity")
        meant: defaultdict[int, list[object]] = defaultdict(list)
        for table, column in (("mention", "entity"), ("quotation", "speaker_id")):
            rows = self.catalogue.rows(f"SELECT article, {column} FROM {table} ORDER BY article, no")  # noqa: S608 - our own names
            for no, of_article in groupby(rows, key=lambda row: row[0]):
                meant[no].append([entity for _, entity in of_article])
        return {id_: digest(identity, no, meant[no]) for id_, no in self.catalogue.numbers_of().items()}

    def snapshot(self) -> AbstractContextManager[None]:
        return self.catalogue.snapshot()

    def _numbers(self, ids: Iterable[str]) -> dict[str, int]:
        among = json.dumps(list(ids))
        return dict(
            self.catalogue.rows("SELECT id, no FROM article WHERE id IN (SELECT value FROM json_each(?))", (among,))
        )

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
        return self.passages.search(query, limit=limit, offset=offset, sort=sort, filters=filters, cancelled=cancelled)

    def answering(self, query: Query, *, limit: int) -> list[tuple[str, float]]:
        """Return the article and score of the passages that answer a query best; without what is shown of them."""
        return self.passages.answering(query, limit)

    def count(self, query: Query, filters: Filters = _ANYTHING) -> Tally:
        return self.passages.count(query, filters)

    def facets(self, query: Query, filters: Filters = _ANYTHING, *, cancelled: Wanted | None = None) -> Facets | None:
        return self.passages.facets(query, filters, cancelled)

    def related(self, article: str, start: int, end: int, *, limit: int) -> list[Related]:
        no = self._numbers((article,)).get(article)
        if no is None:
            raise DossierError("The article is being indexed; try again.")
        return self.passages.related(no, start, end, limit)

    # Index runs

    @contextmanager
    def locked(self, wait: float = 5.0) -> Iterator[None]:
        with locked(self.config.index / "lock", wait):
            try:
                yield
            finally:
                self.catalogue.settle()

    def create(self) -> None:
        self.catalogue.create()

    def discard(self) -> None:
        """Remove the catalogue; the text index follows it at the next `synchronise`."""
        self.catalogue.discard()

    def tell(self, sentence: str) -> None:
        """Have the next answer say what was mended: of several things the first, from which the others follow."""
        self._mended = self._mended or sentence

    def notes(self) -> dict[str, str]:
        return self.catalogue.meta()

    def note(self, **notes: str) -> None:
        self.catalogue.note(**notes)

    def stamps(self, ids: Collection[str] | None = None, below: Collection[str] = ()) -> dict[str, Stamp]:
        """Return what is known of articles' files; with `below`, of all, as they are all this user's."""
        from dossier.storing.base.records import FileState, Stamp

        among = "" if ids is None or below else "WHERE id IN (SELECT value FROM json_each(?))"
        rows = self.catalogue.rows(
            f"SELECT id, file, size, mtime_ns, sha256, path FROM article {among}",  # noqa: S608 - our own names
            (json.dumps(list(ids or ())),) if among else (),
        )
        return {id_: Stamp(FileState(*state), sha256, shown) for id_, *state, sha256, shown in rows}

    def touch(self, states: Mapping[str, FileState]) -> None:
        rows = [(state.file, state.size, state.mtime_ns, id_) for id_, state in states.items()]
        with self.catalogue.transaction() as connection:
            connection.executemany("UPDATE article SET file = ?, size = ?, mtime_ns = ? WHERE id = ?", rows)

    def failures(self) -> tuple[Failure, ...]:
        return self.catalogue.failures()

    def failed_files(self) -> set[FileState]:
        from dossier.storing.base.records import FileState

        return {FileState(*row) for row in self.catalogue.failed_files()}

    def put(
        self,
        articles: Sequence[StoredArticle],
        own: Mapping[str, frozenset[int]] | None = None,
        kept: Mapping[str, KeptMargins] | None = None,
    ) -> None:
        from dossier.storing.catalogue import margins

        with self._unlinked() as connection:
            if kept is None:
                margins.add(connection, articles, own)
            else:
                margins.add_as_kept(connection, articles, kept)

    def margins(self, ids: Iterable[str]) -> dict[str, KeptMargins]:
        from dossier.storing.catalogue import margins

        return margins.kept(self.catalogue, ids)

    def slice(self, number: int, of: int) -> AbstractContextManager[Callable[[int, int, int], None]]:
        """Refuse: files are filled by one program."""
        raise DossierError(
            f"Slice {number}/{of} cannot be read: an index in files is filled by one machine; name a cluster under"
            " 'store:' in config.yaml."
        )

    def slice_status(self) -> list[SliceStatus]:
        """Return an empty list: an index in files is not filled in shares."""
        return []

    def remove(self, ids: Iterable[str]) -> None:
        from dossier.storing.catalogue import writing

        numbers = list(self._numbers(ids).values())
        with self._unlinked() as connection:
            writing.remove(connection, numbers)

    def site_margins(self) -> list[SiteMargins]:
        from dossier.storing.catalogue import margins

        return margins.changes(self.catalogue)

    def dim(self, margins: Sequence[SiteMargins]) -> None:
        from dossier.storing.catalogue.margins import redo

        changes = {change.id: change for change in margins}
        with self._unlinked() as connection:
            numbers = self._numbers(changes)
            articles = self.catalogue.articles(numbers.values())
            redo(
                connection,
                [(no, changes[one.id], one, self.catalogue.extraction(no)) for no, one in articles.items()],
            )

    @contextmanager
    def _unlinked(self) -> Iterator[sqlite3.Connection]:
        """Yield a transaction that changes articles and notes that their names are not linked yet."""
        with self.catalogue.transaction() as connection:
            connection.execute("DELETE FROM meta WHERE key = 'linking'")
            yield connection

    def link(self, entities: Sequence[Entity], mentions: Sequence[str | None], speakers: Sequence[str | None]) -> None:
        from dossier.storing.catalogue import writing

        meant = zip(self.catalogue.each(Mention), mentions, strict=True)
        spoken = zip(self.catalogue.each(Quotation), speakers, strict=True)
        identities = {no: entity for (no, _, old), entity in meant if old.entity != entity}
        said_by = {no: speaker for (no, _, old), speaker in spoken if old.speaker_id != speaker}
        with self.catalogue.transaction() as connection:
            writing.put_entities(connection, entities)
            writing.put_identities(connection, identities, said_by)

    def finish(self, failures: Iterable[tuple[Failure, FileState | None]], notes: Mapping[str, str]) -> None:
        from dossier.storing.catalogue import writing

        with self.catalogue.transaction() as connection:
            writing.put_failures(connection, failures)
            connection.executemany("INSERT OR REPLACE INTO meta VALUES (?, ?)", notes.items())

    def report(self, tell: Callable[[str], None]) -> None:
        """Do nothing: files need no waiting for."""

    def synchronise(self, progress: Callable[[int, int], None] | None = None) -> None:
        self.passages.synchronise(progress)
