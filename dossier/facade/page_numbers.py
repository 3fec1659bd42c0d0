"""Which page of a PDF a stretch of an article stands on."""

from __future__ import annotations

import re
from bisect import bisect_left
from typing import TYPE_CHECKING

from dossier.model import PAGE_BREAK, has_pages

if TYPE_CHECKING:
    from dossier.storing.base.store import Store


class PageNumbers:
    """The pages of every PDF of an index, read once for each generation of it."""

    def __init__(self) -> None:
        self._generation = -1
        self._pdfs: frozenset[str] = frozenset()
        self._breaks: dict[str, list[int]] = {}

    def page(self, store: Store, article: str, offset: int) -> int | None:
        """Return the page, from 1, on which an offset of an article (by id) stands; None where it has no pages."""
        if (generation := store.generation()) != self._generation:
            self._generation = generation
            self._pdfs = frozenset(info.id for info in store.infos() if has_pages(info.path))
            self._breaks = {}
        if article not in self._pdfs:
            return None
        if article not in self._breaks:
            read = store.article(article)
            text = read.text if read else ""
            self._breaks[article] = [found.start() for found in re.finditer(PAGE_BREAK, text)]
        return bisect_left(self._breaks[article], offset) + 1
