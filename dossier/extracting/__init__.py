"""An article → its names, quantities, dates and quotations. Rules and word lists: offline, the same every time.

An `Article` goes in, an `Extraction` comes out. `article` calls the sub-packages in order: read it first, then
`quantities.find` or that of another. Nothing is loaded before an article is read: searching asks for units alone.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from dossier.model import Article, Extraction

__all__ = ["extract"]


def extract(article: Article) -> Extraction:
    """Return everything that `article.extract` finds in an article, each list in text order; never raises on text."""
    from dossier.extracting.article import extract

    return extract(article)
