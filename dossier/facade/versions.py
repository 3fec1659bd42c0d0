"""Earlier versions of articles, what changed, and what is new."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from dossier.facade.compared import Compared
from dossier.facade.notes import Noted
from dossier.facade.search import Searching
from dossier.model import Article, DossierError
from dossier.text.visible import one_line

if TYPE_CHECKING:
    from collections.abc import Sequence

    from dossier.model import Change, NewsItem, OnProgress
    from dossier.notebook.versions import Version, Versions


_NEW_HITS = 200  # of a saved search, among which new ones are looked for


class Versioned(Compared, Noted, Searching):
    """Earlier versions of articles, what changed, and what is new."""

    def versions(self, article: str) -> list[Version]:
        """Return the earlier versions of an article that are kept, the oldest first."""
        return self._versions.of(self.article(article).id)

    def version(self, article: str, version: str) -> Article:
        """Return an article as it was; `version` is the id of an earlier version or a unique beginning of one."""
        name = self.article(article).id
        found = [one for one in self._versions.of(name) if one.id.startswith(version)]
        if len(found) != 1:
            known = ", ".join(one.id for one in self._versions.of(name)) or "none is kept"
            raise DossierError(f"{one_line(name)} has no one version {one_line(version)!r}; there are: {known}.")
        return self._versions.read(found[0])

    def changes(
        self, article: str | None = None, *, since: str = "", progress: OnProgress | None = None
    ) -> list[Change]:
        """Return the facts that changed between the kept versions of an article, or of every one, and what it says now.

        Only those of the ISO day `since` or later. Commas, letters' case and moved sentences are not changes.
        `progress` is told of every article.
        """
        ids = [self.article(article).id] if article is not None else self._versions.articles()
        return self._changes(ids, since, progress)

    def _changes(self, ids: Sequence[str], since: str = "", progress: OnProgress | None = None) -> list[Change]:
        from dossier import history
        from dossier.model import Progress

        here = {info.id for info in self._store.infos()}
        checked = list(zip(self.notes(), self.check_notes(), strict=True))
        found: list[Change] = []
        for done, id_ in enumerate(ids):
            if progress:
                progress(Progress("reading versions", done, len(ids)))
            if id_ in here:
                notes = [(note, check) for note, check in checked if check.article == id_]
                found += history.changes(self._versions, self._article(id_), notes, since=since)
        return found

    def news(self, *, since: str = "last", progress: OnProgress | None = None) -> list[NewsItem]:
        """Return what new or changed articles bring: notes they touch, verdicts, facts, hits of saved searches.

        `since` is `last`, when `mark_read` was last called, or an ISO day on which or later files were saved.
        `progress` is as for `compare`.
        """
        from dossier import news

        new = news.new_articles(self.config, self._store, since)
        if not new:
            return []
        changes = self._changes([id_ for id_ in self._versions.articles() if id_ in new], progress=progress)
        known, cache = (self.compare(progress=progress), self.coverage(progress)), self._comparisons.parts(progress)
        search = partial(self.search, limit=_NEW_HITS)
        return news.sorted_by_kind(
            news.news(self._store, new, since, self.notes(), changes, self.searches(), search, known, cache)
        )

    def unread(self) -> set[str]:
        """Return the ids of the articles that are new or changed since `mark_read`; none where it was never called."""
        from dossier import news

        return news.new_articles(self.config, self._store, news.LAST) if news.was_marked(self.config) else set()

    def mark_read(self) -> None:
        """Note that every article is read as it is now, for `news` to count from. Raises DossierError."""
        from dossier import news

        news.mark_read(self.config, self._store)

    @property
    def _versions(self) -> Versions:
        from dossier.notebook.versions import Versions

        return Versions(self.config.versions)
