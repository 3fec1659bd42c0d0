"""The words that keys act on: those of the selected entry, or those at the reader's cursor."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from dossier.model import Article, DossierError, Quotation
from dossier.text.quoting import end_alone
from dossier.tui.text import highlights, motion

if TYPE_CHECKING:
    from dossier.dossier import Dossier
    from dossier.tui.text.entries import Place


@dataclass(frozen=True, slots=True)
class Selection:
    """Words of an article: code points from `start` up to `end`."""

    article: Article
    start: int
    end: int

    @property
    def text(self) -> str:
        """The words themselves."""
        return self.article.text[self.start : self.end]


def at_place(dossier: Dossier, place: Place) -> Selection:
    """Return the words at a place of any article: the quotation or the sentences that it stands in."""
    article = dossier.article(place.article)
    quotes = dossier.quotes(article=article.id)
    return trimmed(article, *words_at(article, quotes, place.start, place.end))


def words_at(article: Article, quotes: Sequence[Quotation], start: int, end: int) -> tuple[int, int]:
    """Return the quotation that a stretch stands in, else the sentences that it touches, as code points.

    The comma inside American quotation marks is the article's sentence's, not the speaker's.
    """
    quotation = highlights.quotation_at(quotes, start)
    if quotation and end <= quotation.end + 1:
        return quotation.start, end_alone(article.text, quotation.start, quotation.end)
    first = motion.sentence_at(article.text, start)
    last = motion.sentence_at(article.text, end - 1) if end > first[1] else first
    return first[0], last[1]


def trimmed(article: Article, start: int, end: int) -> Selection:
    """Return a stretch without white space around it. Raises DossierError where no words are left."""
    words = article.text[start:end]
    start, end = start + len(words) - len(words.lstrip()), end - len(words) + len(words.rstrip())
    if end <= start:
        raise DossierError("There are no words here; move to a sentence or select some with v.")
    return Selection(article, start, end)
