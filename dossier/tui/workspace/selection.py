"""The words that keys act on: those of the selected entry, or those at the reader's cursor."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from dossier.model import Article, DossierError, Quotation
from dossier.tui.text import highlights, motion

if TYPE_CHECKING:
    from dossier.tui.widgets import Place
    from dossier.tui.workspace.screen import Workspace


@dataclass(frozen=True, slots=True)
class Stretch:
    """Words of an article: code points from `start` up to `end`."""

    article: Article
    start: int
    end: int

    @property
    def text(self) -> str:
        """The words themselves."""
        return self.article.text[self.start : self.end]


def selected(workspace: Workspace) -> Stretch:
    """Return the words that are selected in the pane that has the keyboard.

    In the side panel and among the results these are the selected entry's own; in the reader the selection, else the
    quotation, else the sentence under the cursor. Raises DossierError where there are none.
    """
    if workspace.panes.at == "panel":
        place = workspace.panel.place
        if place is None:
            raise DossierError(f"No entry of the side panel is selected: {workspace.side.title.lower()} has none here.")
        return at_place(workspace, place)
    article = workspace.desk.article
    if article is None:
        raise DossierError("No article is open; choose one from the results first.")
    if selection := workspace.reader.selection:
        return _trimmed(article, *selection)
    cursor = workspace.reader.cursor
    return _trimmed(article, *words_at(article, workspace.desk.annotations.quotes, cursor, cursor))


def at_place(workspace: Workspace, place: Place) -> Stretch:
    """Return the words at a place of any article: the quotation or the sentences that it stands in."""
    article = workspace.dossier.article(place.article)
    quotes = workspace.dossier.quotes(article=article.id)
    return _trimmed(article, *words_at(article, quotes, place.start, place.end))


def places(workspace: Workspace) -> Sequence[Place]:
    """Return the places that are looked at: those of the selected entry, else the words at the reader's cursor."""
    from dossier.tui.widgets import Place

    if workspace.panes.at == "panel":
        entry, place = workspace.panel.selected, workspace.panel.place
        return () if entry is None or place is None else (place, *(p for p in entry.places if p != place))
    article, cursor = workspace.desk.article, workspace.reader.cursor
    if article is None or (workspace.panes.at == "results" and not workspace.results.selected):
        return ()
    start, end = workspace.reader.selection or (cursor, cursor + 1)
    return (Place(article.id, start, end),)


def words_at(article: Article, quotes: Sequence[Quotation], start: int, end: int) -> tuple[int, int]:
    """Return the quotation that a stretch stands in, else the sentences that it touches, as code points."""
    quotation = highlights.quotation_at(quotes, start)
    if quotation and end <= quotation.end + 1:
        return quotation.start, quotation.end
    first = motion.sentence_at(article.text, start)
    last = motion.sentence_at(article.text, end - 1) if end > first[1] else first
    return first[0], last[1]


def _trimmed(article: Article, start: int, end: int) -> Stretch:
    """Return a stretch without white space around it. Raises DossierError where no words are left."""
    words = article.text[start:end]
    start, end = start + len(words) - len(words.lstrip()), end - len(words) + len(words.rstrip())
    if end <= start:
        raise DossierError("There are no words here; move to a sentence or select some with v.")
    return Stretch(article, start, end)
