"""Dates in Spanish, French, German and Portuguese: 1er décembre, am 3. März 2025, 28.11.2025, ayer, años noventa.

A word that can begin a date calls the rules of `figures` or `words` in turn; each gives the date or nothing.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date

from dossier.extracting.dates.find import content
from dossier.extracting.languages.calendar_words import calendar
from dossier.extracting.languages.dates import figures, words
from dossier.extracting.languages.dates.reader import DateReader
from dossier.extracting.languages.tables import PATTERNS, LanguageData
from dossier.model import Article, DateSpan
from dossier.text.folding import fold


def find_dates(article: Article, lang: LanguageData) -> list[DateSpan]:
    """Return the dates of an article's content zones, in text order."""
    try:
        published = date.fromisoformat(article.published) if article.published else None
    except ValueError:
        published = None
    known, size = calendar(lang.code), len(article.text)
    zones = [(zone.start, min(zone.end, size)) for zone in content(article)]
    readers = (DateReader(article, lang, known, published, start, end) for start, end in zones)
    return [found for reader in readers for found in _in_zone(reader)]


def _in_zone(reader: DateReader) -> Iterator[DateSpan]:
    free = reader.start
    for match in PATTERNS.date_begins.finditer(reader.text, reader.start, reader.end):
        if match.start() < free or not _begins(reader, match):
            continue
        rules = figures.RULES if match[0][0].isdecimal() else words.RULES
        if found := next((one for rule in rules if (one := rule.find(reader, match.start()))), None):
            free = found.end
            yield found


def _begins(reader: DateReader, match: re.Match[str]) -> bool:
    """Return whether a date may begin with a word or figures."""
    first = match[0][0]
    return first.isdecimal() or reader.lang.nouns_capital or fold(match[0]) in reader.words.starts or first in "IVX"
