"""What the panes hold, written on their borders."""

from __future__ import annotations

from textual.content import Content

from dossier.model import Article
from dossier.text.days import day
from dossier.tui.session.state import State
from dossier.tui.widgets import Reader, Results
from dossier.tui.workspace.panes import Panes


class PaneTitles:
    """Titles and subtitles; a pane is drawn anew only where that has changed."""

    def __init__(self, panes: Panes, results: Results, reader: Reader, state: State) -> None:
        self._panes, self._results, self._reader, self._state = panes, results, reader, state
        self._listed, self._source = ("", ""), ("", *[""] * 4)

    def write(self, listed: str, panel: str, article: Article | None, position: str) -> None:
        """Write what is `listed`, the title of the `panel`, and the article with its `position` among the results."""
        titles = listed, "newest first" if self._state.newest_first else ""
        if self._listed != titles:
            self._listed = titles
            self._results.border_title, self._results.border_subtitle = map(Content, titles)
        if article:
            about = article.title, article.outlet or "", _published(article), self.page(article), position
            if self._source != about:
                self._source = about
                self._reader.entitle(article.title)
                self._reader.tell_source(*about[1:])
        self._panes.entitle([listed, "Article", panel])

    def page(self, article: Article | None) -> str:
        """Return on which page of a PDF the cursor is; nothing where there are no pages."""
        page = article.page(self._reader.cursor) if article else None
        return f"page {page}" if page else ""


def _published(article: Article) -> str:
    """Return the day of publication, and that it is a guess where only the first sentence or the address tells it."""
    told = {"first sentence": " by its first sentence", "url": " by its address"}
    guessed = told.get(article.published_from or "", "")
    return f"{day(article.published)}{guessed}"
