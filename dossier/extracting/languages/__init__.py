"""Names, quantities, dates and quotations of articles in Spanish, French, German and Portuguese.

There are fewer rules than for English, and they rather miss something than misread it: read as English, 12.500 would be
twelve and a half. What depends on the language stands in its table: read `tables` first.
"""

from __future__ import annotations

from dossier.extracting.languages.dates import find_dates
from dossier.extracting.languages.names import find_names
from dossier.extracting.languages.numbers import find_quantities
from dossier.extracting.languages.quotations import find_quotations
from dossier.extracting.languages.tables import lang
from dossier.extracting.lexicon import LANGUAGES
from dossier.model import Article, Extraction

__all__ = ["LANGUAGES", "extract"]


def extract(article: Article) -> Extraction:
    """Extract everything from an article in one of LANGUAGES, each list in text order; never raises on text."""
    words = lang(article.language or "")
    dates = find_dates(article, words)
    mentions, definitions = find_names(article, words)
    quantities = find_quantities(article, words, dates, mentions)
    quotations = find_quotations(article, words, mentions)
    return Extraction(tuple(mentions), tuple(definitions), tuple(quantities), tuple(dates), tuple(quotations))
