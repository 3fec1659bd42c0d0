"""The store: what the façade and index runs need of whatever keeps a dossier. Engines implement it.

Articles are named by their ids, offsets are code points in an article's text, and queries come as a tree that knows no
engine (`storing.query.tree`). `tests/storing/store_contract.py` holds every engine to it.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from contextlib import AbstractContextManager
from typing import TYPE_CHECKING, Literal, Protocol, TypeVar

if TYPE_CHECKING:
    from dossier.config import Config
    from dossier.model import (
        Article,
        ArticleList,
        DateSpan,
        Definition,
        Entity,
        Extraction,
        Facets,
        Failure,
        Filters,
        Hits,
        Mention,
        Quantity,
        Quotation,
        Related,
        SliceStatus,
        Tally,
    )
    from dossier.storing.base.records import FileState, KeptMargins, SiteMargins, Size, Stamp, StoredArticle
    from dossier.storing.query.tree import Query

Sort = Literal["score", "date"]
Place = tuple[str, int]
"""A passage: the id of its article and where in it the passage begins."""
Annotation = TypeVar("Annotation", "Mention", "Definition", "Quantity", "DateSpan", "Quotation")
Wanted = Callable[[], bool]
"""Asked now and then during a search; true when its answer is no longer wanted."""


class ReadStore(Protocol):
    """Articles and annotations as they are stored. A dossier that was never indexed is empty.

    Raises DossierError, a sentence for the user, where the store cannot be used.
    """

    def infos(self) -> ArticleList:
        """Return what lists show of every article, in the order of their paths."""

    def size(self) -> Size:
        """Return how much is stored."""

    def resolve(self, name: str) -> str:
        """Return the id of the article that a person means: by id, path, file name or a unique part of these.

        Raises DossierError with those it could be, or the nearest names.
        """

    def article(self, id_: str, /) -> Article | None:
        """Return an article by its id, None when there is none."""

    def articles(self, ids: Iterable[str]) -> dict[str, Article]:
        """Return articles by id; those that are not there are missing."""

    def annotations(
        self,
        kind: type[Annotation],
        *,
        articles: Collection[str] | None = None,
        within: tuple[int, int] | None = None,
        entity: str | None = None,
    ) -> list[Annotation]:
        """Return mentions, definitions, quantities, dates or quotations by article path, article id and place.

        `articles` takes those of these articles, `within` those that overlap a stretch, `entity` the mentions of one.
        """

    def each(self, kind: type[Annotation]) -> Iterator[Annotation]:
        """Yield all mentions, definitions, … in the order of `annotations`, without holding all of them at once."""

    def extractions(self, ids: Iterable[str]) -> dict[str, Extraction]:
        """Return all that was extracted from articles, by id; those that are not there are missing."""

    def entities(self, ids: Iterable[str] | None = None) -> Iterator[Entity]:
        """Return every entity, or those with these ids, most mentions first."""

    def copies(self) -> dict[Place, frozenset[Place]]:
        """Return the passages that stand in other articles too, each with the passages there."""

    def versions(self) -> dict[str, str]:
        """Return for every article, by id in the order of the paths, a key that changes whenever anything of it does.

        "Anything" takes in what was extracted from it and whom its names mean.
        """

    def snapshot(self) -> AbstractContextManager[None]:
        """Let this thread see one state of the store, whatever a run writes meanwhile."""


class SearchStore(Protocol):
    """Questions about passages. Every one is answered from the newest whole state."""

    def search(
        self,
        query: Query,
        *,
        limit: int,
        offset: int = 0,
        sort: Sort = "score",
        filters: Filters = ...,
        cancelled: Wanted | None = None,
    ) -> Hits:
        """Return one window of the passages that answer a query, with exact counts; equal scores in text order."""

    def answering(self, query: Query, *, limit: int) -> list[tuple[str, float]]:
        """Return the article and the score of each of the passages that answer a query best, the best first."""

    def count(self, query: Query, filters: Filters = ...) -> Tally:
        """Return how many passages of each article answer a query."""

    def facets(self, query: Query, filters: Filters = ..., *, cancelled: Wanted | None = None) -> Facets | None:
        """Return an answer's counts by outlet, day, name and kind of number; None where it is no longer wanted."""

    def related(self, article: str, start: int, end: int, *, limit: int) -> list[Related]:
        """Return passages of other articles that may tell the same as a stretch of one, best first.

        Raises LinkError where the stretch ends behind the article.
        """


class WriteStore(Protocol):
    """What an index run changes. The caller holds the lock; each call is done as a whole or not at all."""

    def locked(self, wait: float = 5.0) -> AbstractContextManager[None]:
        """Hold the lock of index runs. Raises DossierError where another program holds it for so many seconds."""

    def create(self) -> None:
        """Make an empty store where there is none."""

    def discard(self) -> None:
        """Remove everything that is stored, so that it is built anew."""

    def tell(self, sentence: str) -> None:
        """Have `take_notice` return a sentence that says what was found wrong and mended."""

    def notes(self) -> dict[str, str]:
        """Return the notes that runs keep (generation, signatures, …)."""

    def note(self, **notes: str) -> None:
        """Keep notes beside those that are there."""

    def stamps(self, ids: Collection[str] | None = None, below: Collection[str] = ()) -> dict[str, Stamp]:
        """Return what is known of each article's file, by article id.

        With `ids` those of these articles, and of those whose files stand in one of the folders `below`, at least.
        """

    def touch(self, states: Mapping[str, FileState]) -> None:
        """Note what files look like now whose content has not changed, by article id."""

    def failures(self) -> tuple[Failure, ...]:
        """Return the files that the last run could not read."""

    def failed_files(self) -> set[FileState]:
        """Return the path, size and time of those files when they were read."""

    def put(
        self,
        articles: Sequence[StoredArticle],
        own: Mapping[str, frozenset[int]] | None = None,
        kept: Mapping[str, KeptMargins] | None = None,
    ) -> None:
        """Put articles in the place of those with their ids; the note `linking` goes with that.

        `own` says by id which margins are the site's own: they become furniture. With `kept` articles come from another
        store, as they are there, with their margins.
        """

    def margins(self, ids: Iterable[str]) -> dict[str, KeptMargins]:
        """Return the margins that are kept of articles, by id."""

    def slice(self, number: int, of: int) -> AbstractContextManager[Callable[[int, int, int], None]]:
        """Read a share of the articles beside other machines: `put` is all that it does.

        Yields a function that is told of files read, of all there are, and of failures. Raises DossierError where the
        store is not `shared`, while a run goes on, and where another program reads this share.
        """

    def slice_status(self) -> list[SliceStatus]:
        """Return how far the shares have come; none where there are none."""

    def remove(self, ids: Iterable[str]) -> None:
        """Remove articles with all that was extracted from them; the note `linking` goes with that."""

    def site_margins(self) -> list[SiteMargins]:
        """Return the articles whose margins should be shown otherwise than they are, in the order of their paths."""

    def dim(self, margins: Sequence[SiteMargins]) -> None:
        """Make furniture of margins in place; of articles that have left meanwhile, nothing."""

    def link(self, entities: Sequence[Entity], mentions: Sequence[str | None], speakers: Sequence[str | None]) -> None:
        """Keep the entities, and whom every mention and every quotation's speaker means.

        Entities come most mentions first, then by id; the others in the order in which `annotations` gives all mentions
        and all quotations.
        """

    def finish(self, failures: Iterable[tuple[Failure, FileState | None]], notes: Mapping[str, str]) -> None:
        """Keep what a run could not read, in place of the last run's, and its notes."""

    def report(self, tell: Callable[[str], None]) -> None:
        """Have it told, in a sentence, why a call waits: where what is kept is on another machine that is away."""

    def synchronise(self, progress: Callable[[int, int], None] | None = None) -> None:
        """Make everything that is stored searchable; `progress` is told of articles done, and of how many."""


class Store(ReadStore, SearchStore, WriteStore, Protocol):
    """Everything that is kept of a dossier. Thread-safe."""

    config: Config
    shared: bool
    """Whether others fill it too, from sources of their own."""

    def exists(self) -> bool:
        """Return whether anything was ever stored, whatever its state."""

    def generation(self) -> int:
        """Return a number that changes whenever an index run has finished, in whatever program."""

    def searchable(self) -> bool:
        """Return whether the search index can be used as it is; reads no more than needed."""

    def trouble(self) -> str | None:
        """Return what is wrong, in a sentence; None when nothing is."""

    def take_notice(self) -> str | None:
        """Return what was found wrong and mended since this was last asked; None when nothing was."""

    def close(self) -> None:
        """Let go of files and connections; the next question opens them again."""
