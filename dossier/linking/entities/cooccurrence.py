"""Which articles tell of the same people and things: they share names that are neither places nor known to everybody.

Evidence for whom a name means where its own article does not say: an article that shares no such name with those of
a Miller tells of another Miller.
"""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np

from dossier.extracting.lexicon import demonym, in_any, listed, place
from dossier.linking.entities.on_disk.columns import Lists, NumberColumn, Numbers, meet, zeros
from dossier.linking.entities.table import MentionTable


class CooccurringNames:
    """The telling names of each article, and the articles of each; names and articles are those of a table."""

    def __init__(self, table: MentionTable) -> None:
        self._texts = table.keys
        telling = zeros(len(table.keys), np.bool_)
        for number, key in enumerate(table.keys):
            telling[number] = _telling(key)
        articles, names = NumberColumn(), NumberColumn()
        for article in range(len(table.articles)):
            found = sorted({key for key in table.key[table.rows_of[article]].tolist() if telling[key]})
            names.extend(found)
            articles.extend([article] * len(found))
        of, named = articles.done(), names.done()
        self._names = Lists(of, len(table.articles), named)
        self._articles = Lists(named, len(table.keys), of)

    def has(self, article: int, without: str) -> bool:
        """Return whether an article has telling names but those with the word `without` in them."""
        return next(self._mine(article, without), None) is not None

    def shared(self, article: int, others: Numbers, without: str) -> bool:
        """Return whether an article shares a telling name with any of the others, those with `without` left out.

        `others` are sorted.
        """
        others = others[others != article]
        return any(meet(self._articles[name], others) for name in self._mine(article, without))

    def _mine(self, article: int, without: str) -> Iterator[int]:
        return (name for name in self._names[article].tolist() if without not in self._texts[name].split())


def _telling(key: str) -> bool:
    """Return whether a name is rare and particular enough to tell which story an article is about."""
    known = place(key) or demonym(key) or in_any(key, "organisations", "events") or key in listed("companies")
    return not known and len(key) > 2
