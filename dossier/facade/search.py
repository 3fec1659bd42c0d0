"""Asking for passages, counting answers, and saved searches."""

from __future__ import annotations

import dataclasses
import time
from collections.abc import Callable
from functools import partial
from typing import TYPE_CHECKING, Literal

from dossier.facade.opened import Opened
from dossier.model import Filters, Hits

if TYPE_CHECKING:
    from dossier.model import Facets, QueryForm, SavedSearch, Tally
    from dossier.storing.query.tree import Query


_SEARCHES = "searches.yaml"


class Searching(Opened):
    """Asking for passages, counting answers, and saved searches."""

    def search(
        self,
        query: str,
        *,
        limit: int = 20,
        offset: int = 0,
        sort: Literal["score", "date"] = "score",
        filters: Filters | None = None,
        lenient: bool = False,
        cancelled: Callable[[], bool] | None = None,
    ) -> Hits:
        """Return the passages that answer a query; docs/searching.md has the query language.

        `lenient` reads a query that is still being typed. `cancelled` is asked now and then, and ends a search that
        is no longer wanted. An index that cannot be used, or is a stranger's, is built again from the articles first,
        and the notice says so. Raises QueryError, which knows the place in the query.
        """
        from dossier.model import UnusableError
        from dossier.storing.query.suggestions import small_operator

        began = time.perf_counter()
        ask = partial(
            self._store.search,
            self._tree(query, lenient=lenient),
            limit=limit,
            offset=offset,
            sort=sort,
            filters=filters or Filters(),
            cancelled=cancelled,
        )
        try:
            found = ask()
        except UnusableError:
            self.index()
            found = ask()
        notice = self._store.take_notice() or found.notice or small_operator(query)
        return dataclasses.replace(found, notice=notice, milliseconds=(time.perf_counter() - began) * 1000)

    def facets(
        self,
        query: str = "",
        filters: Filters | None = None,
        *,
        lenient: bool = False,
        cancelled: Callable[[], bool] | None = None,
    ) -> Facets | None:
        """Return counts of a query's answer by outlet, day, name and kind of number; without a query, of all passages.

        Returns None where `cancelled` says that it is no longer wanted. Raises QueryError.
        """
        tree = self._tree(query, lenient=lenient or not query.strip())
        return self._store.facets(tree, filters or Filters(), cancelled=cancelled)

    def tally(self, query: str) -> Tally:
        """Return how many passages of each article answer a query. Raises QueryError."""
        return dataclasses.replace(self._store.count(self._tree(query), Filters()), query=query)

    def _tree(self, query: str, *, lenient: bool = False) -> Query:
        """Return the tree of a query, its tags as the articles that have them. Raises QueryError."""
        from dossier.storing.query.parser import parse

        tree = parse(query, lenient)
        if "tag:" not in query.casefold():
            return tree
        from dossier.storing.search.tags import resolved

        return resolved(tree, self.article_tags())

    def query_help(self) -> tuple[QueryForm, ...]:
        """Return the query language as a table, for a page of help."""
        from dossier.storing.query.help import FORMS

        return FORMS

    def searches(self) -> list[SavedSearch]:
        """Return the saved searches, which are kept in `searches.yaml` beside the notebook."""
        from dossier.notebook import saved_searches

        return saved_searches.load(self.config.beside(_SEARCHES))

    def save_search(self, name: str, query: str) -> SavedSearch:
        """Keep a query under a name, in place of the one that has it. Raises QueryError where it makes no sense."""
        from dossier.notebook import saved_searches
        from dossier.storing.query.parser import parse

        parse(query)
        return saved_searches.save(self.config.beside(_SEARCHES), name, query)

    def remove_search(self, name: str) -> None:
        """Forget a saved search. Raises DossierError where there is none of that name."""
        from dossier.notebook import saved_searches

        saved_searches.remove(self.config.beside(_SEARCHES), name)
