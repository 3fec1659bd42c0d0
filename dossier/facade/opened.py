"""The store behind the façade, the index runs, and the articles."""

from __future__ import annotations

import threading
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import TYPE_CHECKING, Self

from dossier.config import Config, at_store
from dossier.facade.page_numbers import PageNumbers
from dossier.model import Article, DossierError
from dossier.storing.base.batches import batches
from dossier.text.visible import one_line

if TYPE_CHECKING:
    from pathlib import Path

    from dossier.indexing.given_files import Added
    from dossier.linking.coverage.origins import Origins
    from dossier.linking.entities.corrections_file import CorrectionsFile
    from dossier.model import ArticleList, CopySummary, Failure, IndexSummary, OnProgress, SliceStatus
    from dossier.notebook import Notebook
    from dossier.notebook.fact_corrections import FactCorrection
    from dossier.storing.base.store import Store
    from dossier.storing.findings.cache import Comparisons
    from dossier.storing.findings.facts import ArticlesById


class Opened:
    """The store behind the façade, the index runs, and the articles."""

    def __init__(self, config: Config) -> None:
        self.config = config
        self._lock = threading.RLock()
        self._opened: Store | None = None
        self._book: Notebook | None = None
        self._corrected: CorrectionsFile | None = None
        self._compared: Comparisons | None = None
        self._origins: tuple[int, Origins] | None = None  # of which state of the store
        self._thread = threading.local()
        self._facts_made: list[tuple[int, FactCorrection]] = []  # each with how many of names were made before it
        self._page_numbers = PageNumbers()

    @property
    def _store(self) -> Store:
        with self._lock:
            if self._opened is None:
                from dossier.storing.engines import open_store

                self._opened = open_store(self.config)
            return self._opened

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def close(self) -> None:
        """Close the files; the next question opens them again."""
        with self._lock:
            if self._opened:
                self._opened.close()
            self._opened = self._compared = None

    # The index

    def index(self, *, rebuild: bool = False, progress: OnProgress | None = None) -> IndexSummary:
        """Bring the index up to date with the sources; `rebuild` reads every article anew.

        `progress` is told of every file. Files that cannot be read are in the summary, and the rest goes on.
        """
        from dossier.indexing import run as indexing

        return indexing.run(self._store, rebuild=rebuild, progress=progress)

    def index_slice(self, number: int, of: int, *, progress: OnProgress | None = None) -> IndexSummary:
        """Read and send the share `number` of `of`, from 1, of the articles of a dossier on a cluster.

        `index` afterwards links the names and lets everybody see what all shares have sent. Raises DossierError.
        """
        from dossier.indexing.slices import run_slice

        return run_slice(self._store, number, of, progress)

    def slices(self) -> list[SliceStatus]:
        """Return how far the shares of a dossier on a cluster have come; none where it was not filled so."""
        return self._store.slice_status()

    def copy(
        self, source: str, target: str, *, replace: bool = False, progress: OnProgress | None = None
    ) -> CopySummary:
        """Copy the whole dossier from one store to another, and check it; each is `local` or an address.

        `replace` puts it in the place of what is at the target. Raises DossierError, ConfigError for no address.
        """
        from dossier.indexing.copying import copy
        from dossier.storing.engines import open_store

        original, other = (open_store(at_store(self.config, text)) for text in (source, target))
        try:
            return copy(original, other, progress, replace=replace)
        finally:
            original.close()
            other.close()

    def exists(self) -> bool:
        """Return whether there is an index, even an old one; looks at no more than its file."""
        return self._store.exists()

    def stale(self) -> bool:
        """Return whether sources, corrections or the program have changed since the last run; reads no article."""
        from dossier.indexing import run as indexing

        return indexing.stale(self._store)

    @property
    def shared(self) -> bool:
        """Whether others fill this dossier too: it is on a cluster, and each question is one over the network."""
        return self._store.shared

    def generation(self) -> int:
        """Return a number that changes whenever an index run has finished, in whatever program."""
        return self._store.generation()

    def trouble(self) -> str | None:
        """Return what is wrong with the index's files, in a sentence; None when nothing is."""
        return self._store.trouble()

    def take_notice(self) -> str | None:
        """Return what was found wrong with the index and mended since this was last asked, in a sentence."""
        return self._store.take_notice()

    def failures(self) -> tuple[Failure, ...]:
        """Return the files that the last run could not read, and why."""
        return self._store.failures()

    def add(self, paths: Sequence[Path], fields: Mapping[str, str] | None = None) -> Iterator[Added]:
        """Copy articles into the first source folder, each once; the index takes them in at its next run.

        `fields` names the columns of a .csv or .jsonl whose own names do not tell what they hold.
        """
        from dossier.indexing import adding

        return adding.add(self.config, paths, fields or {}, self.articles(), self.article)

    # Articles

    def articles(self) -> ArticleList:
        """Return the articles in the order of their paths: a sequence, held in little memory."""
        return self._store.infos()

    def article(self, name: str) -> Article:
        """Return an article by id, path, file name or a unique part of one. Raises DossierError."""
        return self._article(name)

    def each_article(self, ids: Iterable[str]) -> Iterator[Article]:
        """Yield articles by their ids, some tens of which are read at once. Raises DossierError where one is gone."""
        for some in batches(ids):
            found = self._store.articles(some)
            yield from (found.get(id_) or self._article(id_) for id_ in some)

    def outlets(self) -> list[tuple[str, int]]:
        """Return the outlets and how many articles each has, most first."""
        counts = Counter(info.outlet for info in self.articles() if info.outlet)
        return sorted(counts.items(), key=lambda item: (-item[1], item[0]))

    def article_tags(self) -> dict[str, tuple[str, ...]]:
        """Return the tags of articles, by id, as `tags.yaml` beside the notebook has them. Raises DossierError."""
        from dossier.notebook.article_tags import ArticleTags

        tags = ArticleTags(self.config.beside("tags.yaml")).read()
        return {info.id: tags[info.path] for info in self.articles() if info.path in tags} if tags else {}

    def tag_article(self, article: str, tags: Iterable[str]) -> tuple[str, ...]:
        """Give an article, as a person names it, these tags and no others, and return them. Raises DossierError."""
        from dossier.notebook.article_tags import ArticleTags

        path = self._article(article).path
        return ArticleTags(self.config.beside("tags.yaml")).set(path, tags)

    def page(self, article: str, offset: int) -> int | None:
        """Return the page of a PDF, from 1, on which an offset of an article (an id) stands; None without pages."""
        with self._lock:
            return self._page_numbers.page(self._store, article, offset)

    @property
    def _ahead(self) -> ArticlesById | None:
        """The articles that this thread has read in groups, while it goes through answers."""
        found: ArticlesById | None = getattr(self._thread, "ahead", None)
        return found

    def _article(self, name: str) -> Article:
        if self._ahead is not None and (known := self._ahead.remembered(name)):
            return known
        article = self._store.article(name) or self._store.article(self._store.resolve(name))
        if article is None:  # it was replaced this very moment
            raise DossierError(f"The article “{one_line(name)}” is being indexed; try again.")
        return article
