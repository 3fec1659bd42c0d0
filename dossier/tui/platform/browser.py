"""Opens the address of an article in the user's web browser."""

from __future__ import annotations

import webbrowser
from urllib.parse import urlsplit

from dossier.model import Article, DossierError
from dossier.text.visible import one_line


def address(article: Article) -> str:
    """Return an article's web address. Raises DossierError where it has none that a browser may open."""
    if not article.url:
        raise DossierError("The address of this article is not known; pages saved by a browser hold it.")
    if urlsplit(article.url).scheme not in ("http", "https"):
        raise DossierError(f"“{one_line(article.url)}” is not a web address, so it is not opened.")
    return article.url


def open_address(url: str) -> None:
    """Open a web address. Raises DossierError where no browser can be started."""
    if not webbrowser.open(url):
        raise DossierError(f"No web browser could be started for {one_line(url)}.")
